//! Brand and numbers as pages show them: in tables of details, in attributes of elements, in the address.

use domain::text::fold;

use crate::codes;
use crate::page::{Page, names};
use crate::reading::Reading;
use crate::script::{self, Pair};
use crate::structured::brand_name;
use crate::text::line;
use crate::tree::Id;
use crate::words::{LABEL_BRAND, LABEL_GTIN, LABEL_MAKER, LABEL_MPN, LABEL_SKU, Words};

/// Bytes of an element that is a label and its value.
const ROW: usize = 160;

/// What a label is for.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Sku,
    Mpn,
    Gtin,
    Brand,
    Maker,
}

/// Reads tables of details, and lines that are a label and a value.
pub fn labelled(page: &Page, reading: &mut Reading) {
    for (id, node) in page.tree.elements() {
        if node.end - id > 24 || matches!(node.name.as_str(), "option" | "a" | "button" | "label") {
            continue;
        }
        let text = page.tree.parts(id, ROW);
        if text.len() > ROW || text.len() < 4 {
            continue;
        }
        if let Some((part, label, value)) = pair(&text) {
            take(part, &label, &value, id, page, reading);
        } else if matches!(node.name.as_str(), "dt" | "th") {
            let next = (node.end..page.tree.len())
                .take(4)
                .find(|at| matches!(page.tree.node(*at).name.as_str(), "dd" | "td"));
            let label = fold(&line(&text, 60));
            if let (Some(next), Some(part)) = (next, label_of(&label)) {
                take(part, &label, &page.tree.text(next, ROW), id, page, reading);
            }
        }
    }
}

/// A label and the value behind it.
fn pair(text: &str) -> Option<(Part, String, String)> {
    let text = text.trim_matches([' ', '\n', '\t', '\r', '\u{1f}', '•', '-', '\u{200e}', '\u{200f}']);
    let parted = text
        .split_once([':', '：', '#'])
        .filter(|(label, _)| label.chars().count() <= 45)
        .or_else(|| text.split_once('\u{1f}'));
    let Some((label, value)) = parted else { return unparted(text) };
    let label = fold(&line(label, 60));
    let part = label_of(&label)?;
    let value = value.trim_matches([':', '：', '#', '\u{1f}', ' ']).split('\u{1f}').next().unwrap_or("");
    let value = line(value, 120);
    (!value.is_empty()).then_some((part, label, value))
}

/// A label and a number with only a space between: `Réf. 4455667`.
fn unparted(text: &str) -> Option<(Part, String, String)> {
    let (label, value) = text.rsplit_once(' ')?;
    let label = fold(&line(label, 60));
    let part = label_of(&label).filter(|part| matches!(part, Part::Sku | Part::Mpn | Part::Gtin))?;
    let counted = value.chars().filter(char::is_ascii_digit).count() >= 3 && code_like(value);
    counted.then(|| (part, label, line(value, 60)))
}

fn label_of(folded: &str) -> Option<Part> {
    let label = folded.trim_matches([' ', ':', '.', '#', '°', 'º', '(', ')']);
    let lists: [(Part, &Words); 5] = [
        (Part::Sku, &LABEL_SKU),
        (Part::Mpn, &LABEL_MPN),
        (Part::Gtin, &LABEL_GTIN),
        (Part::Brand, &LABEL_BRAND),
        (Part::Maker, &LABEL_MAKER),
    ];
    lists.into_iter().find(|(_, list)| list.has(label)).map(|(part, _)| part)
}

fn take(part: Part, label: &str, value: &str, id: Id, page: &Page, reading: &mut Reading) {
    let source = format!("label “{}” on the page", line(label, 40));
    // Details are often folded away, which makes them no less true.
    let less: u8 = if page.is_aside(id) { 38 } else { 0 } + if page.is_hidden(id) { 5 } else { 0 };
    match part {
        Part::Sku => {
            // Short common words are labels of many things.
            let vague = matches!(
                label,
                "code"
                    | "item"
                    | "product"
                    | "artikel"
                    | "style"
                    | "lot"
                    | "ref"
                    | "reference"
                    | "kod"
                    | "cod"
                    | "код"
            );
            if let Some(code) = codes::code(value).filter(|code| code_like(code)) {
                reading.sku.add(code, source, if vague { 48 } else { 62 } - less);
            }
        }
        Part::Mpn => {
            if let Some(code) = codes::code(value) {
                reading.mpn.add(code, source, 60 - less);
            }
        }
        Part::Gtin => {
            if let Some(gtin) =
                value.split([',', ';', ' ', '\u{1f}']).find_map(codes::gtin).or_else(|| codes::gtin(value))
            {
                reading.gtin.add(gtin, source, 80 - less);
            }
        }
        Part::Brand | Part::Maker => {
            if let Some(brand) =
                brand_name(value).filter(|brand| brand.chars().count() <= 40 && brand.split(' ').count() <= 6)
            {
                reading.brand.add(brand, source, if part == Part::Brand { 62 } else { 40 } - less);
            }
        }
    }
}

/// One word with a digit in it, or capitals only.
fn code_like(code: &str) -> bool {
    code.chars().any(|c| c.is_ascii_digit())
        && code.split(' ').count() <= 2
        && code.chars().count() >= 3
        && !code.contains(['€', '$', '£', '%'])
}

/// Reads attributes that carry numbers: `data-sku`, hidden fields of the form that buys.
pub fn attributes(page: &Page, reading: &mut Reading) {
    let mut found: Vec<(String, String, u8)> = Vec::new();
    for (id, node) in page.tree.elements() {
        if page.is_aside(id) || found.len() > 300 {
            continue;
        }
        if matches!(node.name.as_str(), "input" | "meta")
            && let (Some(name), Some(value)) =
                (node.attribute("name").or_else(|| node.attribute("id")), node.attribute("value"))
            && let Some(sure) = number_name(name)
        {
            found.push((value.to_owned(), format!("field “{}”", line(name, 40)), sure));
        }
        for (name, value) in node.attributes().filter(|(name, _)| name.starts_with("data-")) {
            if let Some(sure) = number_name(&name[5..]) {
                found.push((value.to_owned(), format!("attribute “{}”", line(name, 40)), sure));
            }
        }
    }
    let sources: Vec<String> = found.iter().map(|(_, source, _)| source.clone()).collect();
    for (value, source, sure) in found {
        // A name that carries many values belongs to a list of products.
        let many = sources.iter().filter(|one| **one == source).count();
        let sure = if many > 3 { sure / 2 } else { sure };
        if let Some(code) = codes::code(&value).filter(|code| code_like(code) && !code.contains(' ')) {
            let known = reading.sku.candidates().iter().any(|one| one.value == code && one.source == source);
            if !known {
                reading.sku.add(code, source, sure);
            }
        }
    }
}

fn number_name(name: &str) -> Option<u8> {
    let name: String =
        name.chars().filter(|c| c.is_ascii_alphanumeric()).take(40).collect::<String>().to_ascii_lowercase();
    match name.as_str() {
        "sku" | "productsku" | "itemsku" | "skuid" | "asin" => Some(45),
        "productid" | "itemid" | "productcode" | "articlenumber" | "articleid" | "itemcode" | "pid"
        | "prodid" | "partnumber" | "itemnumber" => Some(30),
        "id" | "product" | "item" | "article" | "ref" | "reference" => Some(12),
        _ => None,
    }
}

/// Reads the numbers in the page's address; one that the page itself uses as a value is surer.
pub fn address(page: &Page, html: &str, reading: &mut Reading) {
    let canonical = page.metas.get("link:canonical").and_then(|text| page.address(text));
    for url in [page.url.as_ref(), canonical.as_ref()].into_iter().flatten() {
        for (name, value) in url.query_pairs().take(20) {
            let sure = match name.to_ascii_lowercase().as_str() {
                "sku" | "skuid" | "sku_id" | "article" | "artikel" | "asin" => 50,
                "pid" | "productid" | "product_id" | "product" | "item" | "itemid" | "item_id" | "id"
                | "prodid" | "code" | "ref" => 34,
                _ => continue,
            };
            if let Some(code) = codes::code(&value).filter(|code| code_like(code) && !code.contains(' ')) {
                reading.sku.add(code, "address, its query", sure);
            }
        }
        for (segment, last) in url
            .path_segments()
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .rev()
            .take(3)
            .zip([true, false, false])
        {
            in_segment(segment, if last { 30 } else { 22 }, reading);
        }
    }
    let told: Vec<String> = reading
        .sku
        .candidates()
        .iter()
        .filter(|one| one.source.starts_with("address"))
        .map(|one| one.value.clone())
        .collect();
    for code in told {
        if html.contains(&format!("\"{code}\"")) {
            reading.sku.add(code, "address, and a value in the page", 25);
        }
    }
}

/// Weighs numbers against each other: one that people can read on the page, with its label, goes before one that only programs see; and a
/// maker's number that is the shop's is not the maker's.
pub fn weigh(page: &Page, reading: &mut Reading) {
    let labelled: Vec<String> = reading
        .sku
        .candidates()
        .iter()
        .filter(|one| one.source.starts_with("label") && one.confidence >= 55)
        .map(|one| one.value.clone())
        .collect();
    if !labelled.is_empty() {
        let text = page.tree.text(0, 1_000_000);
        let address = page.url.as_ref().map(url::Url::as_str).unwrap_or("");
        reading.sku.doubt(|one| {
            let seen = labelled.contains(&one.value)
                || crate::text::has_words(&text, &one.value)
                || crate::text::has_words(address, &one.value);
            if seen { 0 } else { 45 }
        });
    }
    let skus: Vec<String> = reading
        .sku
        .candidates()
        .iter()
        .filter(|one| one.confidence >= 40)
        .map(|one| one.value.clone())
        .collect();
    reading
        .mpn
        .doubt(|one| if skus.contains(&one.value) && !one.source.starts_with("label") { 65 } else { 0 });
}

fn in_segment(segment: &str, sure: u8, reading: &mut Reading) {
    let stem = segment.rsplit_once('.').map_or(segment, |(stem, end)| {
        if matches!(end, "html" | "htm" | "php" | "aspx" | "jsp") { stem } else { segment }
    });
    // Numbers of things are short.
    let short = |part: &&str| (1..=40).contains(&part.len());
    let parts: Vec<&str> = stem.split(['-', '_', '.', ',', '~', '+']).filter(short).collect();
    let count = parts.len();
    for (at, part) in parts.into_iter().enumerate().take(30) {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        let edge = at + 1 == count || at == 0;
        let mixed = digits >= 2
            && part.len() >= 6
            && part.chars().all(|c| c.is_ascii_digit() || c.is_ascii_uppercase());
        if digits == part.len() && (4..=18).contains(&digits) && edge {
            reading.sku.add(part.to_owned(), "address, its path", sure + if digits >= 6 { 5 } else { 0 });
        } else if mixed {
            reading.sku.add(part.to_owned(), "address, its path", sure + 5);
        }
        // A letter before a long number is a mark of its kind: `p4781720`.
        let tail: String = part
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        if edge && tail.len() >= 6 && tail.len() < part.len() {
            reading.sku.add(tail, "address, its path", sure);
        }
    }
}

/// Reads what the page's scripts say.
pub fn scripts(pairs: &[Pair], reading: &mut Reading) {
    let skus = script::tally(pairs, &["sku", "productsku", "skuid", "asin", "currentsku"]);
    let ids = script::tally(pairs, &["productid", "itemid", "productcode", "articleid", "articlenumber"]);
    for (found, sure) in [(skus, 36_u8), (ids, 26)] {
        let sure = if found.len() > 3 { sure / 2 } else { sure };
        for (pair, _) in found.into_iter().take(2) {
            if let Some(code) = codes::code(&pair.value).filter(|code| code_like(code)) {
                reading.sku.add(code, format!("script {}, {}", pair.script, pair.name), sure);
            }
        }
    }
    let gtins = script::tally(
        pairs,
        &[
            "gtin",
            "gtin13",
            "gtin12",
            "gtin14",
            "gtin8",
            "ean",
            "ean13",
            "upc",
            "isbn",
            "productean",
            "productgtin",
        ],
    );
    let alone = gtins.len() <= 2;
    for (pair, _) in gtins.into_iter().take(2) {
        if let Some(gtin) = codes::gtin(&pair.value) {
            reading.gtin.add(
                gtin,
                format!("script {}, {}", pair.script, pair.name),
                if alone { 60 } else { 25 },
            );
        }
    }
    let brands = script::tally(pairs, &["brand", "brandname", "productbrand", "manufacturer"]);
    let alone = brands.len() <= 2;
    for (pair, _) in brands.into_iter().take(2) {
        if let Some(brand) = brand_name(&pair.value).filter(|brand| brand.chars().count() <= 40) {
            reading.brand.add(
                brand,
                format!("script {}, {}", pair.script, pair.name),
                if alone { 48 } else { 22 },
            );
        }
    }
}

/// Reads the element named after the brand near the headline.
pub fn brand_element(page: &Page, reading: &mut Reading) {
    for (id, node) in page.tree.elements() {
        let near = page.behind_headline(id).is_some_and(|behind| (-150..600).contains(&behind));
        if !near
            || page.is_aside(id)
            || page.is_hidden(id)
            || !names(node).iter().any(|name| {
                matches!(
                    name.as_str(),
                    "brand" | "marque" | "marke" | "marca" | "brandname" | "manufacturer" | "designer"
                )
            })
        {
            continue;
        }
        let text = line(&page.tree.text(id, 120), 60);
        let picture = page
            .tree
            .within(id)
            .find(|(_, inner)| inner.name == "img")
            .and_then(|(_, inner)| inner.attribute("alt"));
        let said = if text.is_empty() { picture.unwrap_or("") } else { text.as_str() };
        let said = pair(said).map_or_else(|| said.to_owned(), |(_, _, value)| value);
        if let Some(brand) = brand_name(&said).filter(|brand| {
            brand.chars().count() <= 30
                && brand.split(' ').count() <= 4
                && !brand.contains([':', '>'])
                && !brand.contains(" - ")
        }) {
            reading.brand.add(brand, "heuristic: element named for the brand, near the title", 50);
            return;
        }
    }
}
