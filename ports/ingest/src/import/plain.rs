//! A plain list, one thing a line: `- [ ] 2x Thé vert 4,50 €`, `3. https://shop.example/drill`.

use domain::{Currency, Gtin, Money, barcode, limits, text};
use product::named_by;
use url::Url;

use super::line::{Line, Lines};

/// Reads a plain list; prices without a currency are none.
pub(crate) fn plain(text: &str, today: &str) -> Lines {
    let mut found = Lines::default();
    for (number, line) in (1_u64..).zip(text.lines()) {
        let read = one(line, number, today);
        let long = read.as_ref().is_some_and(|read| read.title.chars().count() > limits::TITLE_CHARS);
        match (wrong(line).or(long.then_some("too-long")), read) {
            (None, None) => {}
            (Some(why), _) if found.wrong.len() < limits::IMPORT_LINES => found.wrong.push((number, why)),
            (None, Some(read)) if found.lines.len() < limits::IMPORT_LINES => found.lines.push(read),
            _ => found.more += 1,
        }
    }
    found
}

/// Why a line is told to be wrong: its address leads nowhere, or is too long. A code whose check digit does not hold is marked
/// instead, because it may be put right.
fn wrong(line: &str) -> Option<&'static str> {
    match without_link(unmarked(line.trim()).0).0? {
        link if link.len() > limits::URL_BYTES => Some("too-long"),
        link if !leads(&link) => Some("address"),
        _ => None,
    }
}

/// Whether an address names a host.
pub(crate) fn leads(link: &str) -> bool {
    let host = |url: Url| url.host_str().is_some_and(|host| host.contains(char::is_alphanumeric));
    Url::parse(link).is_ok_and(host)
}

/// One line; `None` when it names nothing: blank, a rule, a headline.
fn one(line: &str, number: u64, today: &str) -> Option<Line> {
    let (line, done) = unmarked(line.trim());
    let (link, line) = without_link(line);
    // Other addresses beside the first are no part of what it is called.
    let mut others = wish::addresses_in(&line);
    let line: Vec<&str> = line.split_whitespace().filter(|word| wish::address_in(word).is_none()).collect();
    let line = line.join(" ");
    let link = link.or_else(|| (!others.is_empty()).then(|| others.remove(0)));
    let (quantity, line) = quantity(line.trim());
    let (gtin, line) = coded(&line);
    let (gtin, line) = match barcode::within(&line).filter(|_| gtin.is_none()) {
        Some((code, words)) => (Some(code), words),
        None => (gtin, line),
    };
    // A code is no page, even where it is written as an address.
    let linked = link.as_deref().and_then(barcode::identified);
    let link = link.filter(|link| linked.is_none() && link.len() <= limits::URL_BYTES);
    let gtin = gtin.or(linked);
    let mut told = wish::told::told(&line, today, Currency::EUR);
    let quantity = match told.quantity {
        Some(count) if quantity == 1 && !told.guessed => u32::try_from(count).unwrap_or(1),
        Some(count) => {
            // `3 x 2 verres`: how many is said already. `12 hommes en colère`: it may be a name, and nobody is asked.
            told.title = format!("{count} {}", told.title);
            quantity
        }
        None => quantity,
    };
    let (title, price) = match told.top_price {
        Some(top) => (told.title, Some(top)),
        None => priced(&told.title),
    };
    let title = match &link {
        Some(link) if title.is_empty() && gtin.is_none() => named_by(link),
        _ => title,
    };
    let names =
        !text::words_or_sign(&title).is_empty() || title.chars().any(char::is_alphanumeric) || gtin.is_some();
    let until = told.until;
    names.then_some(Line {
        number,
        title,
        gtin,
        top_price: price,
        until,
        quantity,
        link,
        done,
        note: others.join("\n"),
        ..Line::default()
    })
}

/// A line without its bullet, number or box, and whether the box is ticked.
fn unmarked(line: &str) -> (&str, bool) {
    let bullets = ['-', '*', '•', '·', '–', '—', '‣', '◦', '+', '☐'];
    let mut rest = line.trim_start_matches(bullets).trim_start();
    // A headline of Markdown says what follows, and is no wish.
    if rest.starts_with('#') {
        return ("", false);
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits)
        && let Some(after) = rest[digits..].strip_prefix(['.', ')'])
        && after.starts_with(' ')
    {
        rest = after.trim_start();
    }
    for (mark, done) in
        [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true), ("☑", true), ("✓", true), ("✔", true)]
    {
        if let Some(after) = rest.strip_prefix(mark) {
            return (after.trim_start(), done);
        }
    }
    (rest, false)
}

/// The web address in a line, and the line without it; `[name](address)` of Markdown too.
fn without_link(line: &str) -> (Option<String>, String) {
    let lower = line.to_ascii_lowercase();
    let Some(start) = ["https://", "http://"].into_iter().filter_map(|scheme| lower.find(scheme)).min()
    else {
        return (None, line.to_owned());
    };
    let end = line[start..]
        .find(|c: char| c.is_whitespace() || matches!(c, ')' | '>' | '"'))
        .map_or(line.len(), |at| start + at);
    let link = line[start..end].trim_end_matches([',', ';', '.']);
    let beside = format!("{} {}", &line[..start], &line[end..]);
    let beside = beside.replace(['[', ']', '(', ')', '<', '>'], " ");
    let beside = beside.split_whitespace().collect::<Vec<_>>().join(" ");
    let beside = beside.trim_matches([':', '-', '–', ' ']).to_owned();
    (Some(link.to_owned()), beside)
}

/// What people write before a barcode, the longer before what it begins with.
const CODES: &[&str] = &[
    "code-barres",
    "isbn-13",
    "isbn-10",
    "isbn13",
    "isbn10",
    "ean-13",
    "ean13",
    "ean-8",
    "ean8",
    "isbn",
    "gtin",
    "ean",
    "upc",
];

/// What stands after the word for a barcode, where a line begins with one and digits follow.
fn labelled(line: &str) -> Option<&str> {
    let after = |code: &&str| {
        let named = line.get(..code.len()).is_some_and(|head| head.eq_ignore_ascii_case(code));
        let rest = named.then(|| line[code.len()..].trim_start_matches([':', ' ', '\u{a0}']))?;
        rest.starts_with(|c: char| c.is_ascii_digit()).then_some(rest)
    };
    CODES.iter().find_map(after)
}

/// The barcode that a line begins with, and what it says besides: `ISBN 978-2-07-036822-8`, `EAN: 3017620422003 Nutella`,
/// `(01)09520123456788(10)A Nutella`. Where nobody says that it is one, a number before words is a barcode only with all thirteen digits.
fn coded(line: &str) -> (Option<Gtin>, String) {
    let label = labelled(line);
    let bare = label.unwrap_or(line);
    let words: Vec<&str> = bare.split_whitespace().collect();
    if let Some(gtin) = barcode::product(bare) {
        return (Some(gtin), String::new());
    }
    // An ISBN with gaps has five parts.
    for take in 1..=words.len().min(5) {
        let (code, beside) = words.split_at(take);
        let code = code.join(" ");
        let code = code.trim_end_matches([',', ';', ':']);
        let digits = code.bytes().filter(u8::is_ascii_digit).count();
        // An ISBN is not cut short by a check digit that happens to hold.
        let short = digits == 12 && code.starts_with("97") && !beside.is_empty();
        let told = !short && (label.is_some() || beside.is_empty() || digits == 13);
        if let Some(gtin) = barcode::product(code).filter(|_| told) {
            let beside = beside.join(" ");
            let beside = beside.trim_start_matches([':', '-', '–', '—', ',', ' ']);
            return (Some(gtin), beside.to_owned());
        }
        // As scanners send it, or as it stands under a symbol.
        let element = code.starts_with(['(', ']']) || (take == 1 && beside.is_empty());
        if let Some(gtin) = barcode::identified(code).filter(|_| element) {
            return (Some(gtin), without_elements(beside));
        }
    }
    (None, line.to_owned())
}

/// Words without the other elements of a code before them: `(10)A`, `(17) 271231`.
fn without_elements(words: &[&str]) -> String {
    let mut rest = words;
    while let [first, more @ ..] = rest {
        let Some((ai, value)) = first.strip_prefix('(').and_then(|after| after.split_once(')')) else {
            break;
        };
        if !(2..=4).contains(&ai.len()) || !ai.bytes().all(|b| b.is_ascii_digit()) {
            break;
        }
        rest = if value.is_empty() { more.get(1..).unwrap_or_default() } else { more };
    }
    rest.join(" ")
}

/// `2x thé`, `2 × thé`, `thé x2`; of a number alone [`wish::told`] judges.
fn quantity(line: &str) -> (u32, String) {
    let sensible = |text: &str| text.parse::<u32>().ok().filter(|count| (1..=999).contains(count));
    let times =
        |text: &str| text.strip_suffix(['x', 'X', '×']).and_then(|number| sensible(number.trim_end()));
    let words: Vec<&str> = line.split_whitespace().collect();
    match words.as_slice() {
        [first, rest @ ..] if !rest.is_empty() && times(first).is_some() => {
            (times(first).unwrap_or(1), rest.join(" "))
        }
        [first, "x" | "X" | "×", rest @ ..] if !rest.is_empty() && sensible(first).is_some() => {
            (sensible(first).unwrap_or(1), rest.join(" "))
        }
        // With a capital it is a model: `Perceuse X200`, `BMW X3`.
        [rest @ .., last]
            if !rest.is_empty() && last.strip_prefix(['x', '×']).and_then(sensible).is_some() =>
        {
            (last.strip_prefix(['x', '×']).and_then(sensible).unwrap_or(1), rest.join(" "))
        }
        _ => (1, line.to_owned()),
    }
}

/// A price at the end of a line, with its currency: `Thé vert 4,50 €`, `Thé vert (4.50 EUR)`, `Tea – £4`.
fn priced(line: &str) -> (String, Option<Money>) {
    let words: Vec<&str> = line.split_whitespace().collect();
    for take in 1..=3.min(words.len().saturating_sub(1)) {
        let (name, tail) = words.split_at(words.len() - take);
        let tail = tail.join("");
        if let Some(price) = amount(tail.trim_matches(['(', ')', ',', ';'])) {
            let name = name.join(" ");
            let name = name.trim_end_matches([':', '-', '–', '—', ',', ';', ' ', '(']).to_owned();
            return (name, Some(price));
        }
    }
    (line.to_owned(), None)
}

/// An amount that names its currency.
pub(crate) fn amount(text: &str) -> Option<Money> {
    let signs = [
        ("€", "EUR"),
        ("EUR", "EUR"),
        ("euros", "EUR"),
        ("£", "GBP"),
        ("GBP", "GBP"),
        ("$", "USD"),
        ("USD", "USD"),
        ("CHF", "CHF"),
    ];
    signs.into_iter().find_map(|(sign, code)| {
        let bare = text.strip_suffix(sign).or_else(|| text.strip_prefix(sign))?;
        Money::parse(bare.trim(), code.parse().ok()?)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_read_as_people_write_it() {
        for (line, title, cents, quantity, done) in [
            ("Thé vert", "Thé vert", -1, 1, false),
            ("- [ ] 2x Thé vert 4,50 €", "Thé vert", 450, 2, false),
            ("- [x] Thé vert", "Thé vert", -1, 1, true),
            ("3. Un bon roman – 8 €", "Un bon roman", 800, 1, false),
            ("12) 3 x Bougies", "Bougies", -1, 3, false),
            ("• perceuse sans fil moins de 80 €", "perceuse sans fil", 8_000, 1, false),
            ("Verres x6 12,00€", "Verres x6", 1_200, 1, false),
            ("iPhone 15", "iPhone 15", -1, 1, false),
            ("- 2 tablettes de chocolat 5,00 €", "tablettes de chocolat", 500, 2, false),
            ("3x 2 verres", "2 verres", -1, 3, false),
            ("12 hommes en colère", "12 hommes en colère", -1, 1, false),
            ("Perceuse X200", "Perceuse X200", -1, 1, false),
            ("Vis x50", "Vis", -1, 50, false),
            ("Canapé (1 299,50 €)", "Canapé", 129_950, 1, false),
        ] {
            let read = one(line, 7, "2026-11-22").unwrap();
            assert_eq!((read.title.as_str(), read.quantity, read.done), (title, quantity, done), "{line}");
            assert_eq!(read.top_price.map_or(-1, |price| price.minor), cents, "{line}");
            assert_eq!(read.number, 7);
        }
        for nothing in ["", "   ", "---", "# Noël", "- [ ]", "***", "- 12."] {
            assert!(one(nothing, 1, "").is_none_or(|line| !line.title.is_empty()), "{nothing}");
        }
        assert_eq!(plain("# Noël\n\n---\nThé\n", "").lines.len(), 1);
    }

    #[test]
    fn links_and_codes_are_kept() {
        let read =
            one("- La bleue: https://shop.example/p/perceuse-sans-fil-x200.html?id=3.", 1, "").unwrap();
        assert_eq!(read.link.as_deref(), Some("https://shop.example/p/perceuse-sans-fil-x200.html?id=3"));
        assert_eq!(read.title, "La bleue");
        let bare = one("https://www.shop.example/p/perceuse-sans-fil-x200.html", 1, "").unwrap();
        assert_eq!(bare.title, "perceuse sans fil");
        assert_eq!(one("https://www.shop.example/", 1, "").unwrap().title, "shop.example");
        let marked = one("* [Théière](https://shop.example/t) 39,90 €", 1, "").unwrap();
        assert_eq!((marked.title.as_str(), marked.top_price), ("Théière", Some(Money::eur(3_990))));
        assert!(one("978-2-07-036822-8", 1, "").unwrap().gtin.is_some());
        for (line, title, printed, cents) in [
            ("978-2-07-036822-8", "", "9782070368228", -1),
            ("ISBN 978-2-07-036822-8", "", "9782070368228", -1),
            ("- ISBN : 978 2 07 036822 8 L’Étranger", "L’Étranger", "9782070368228", -1),
            ("978-2-07-036822-8 – L’Étranger", "L’Étranger", "9782070368228", -1),
            ("EAN: 3017620422003 Nutella 4,50 €", "Nutella", "3017620422003", 450),
            ("upc 036000291452 Mouchoirs", "Mouchoirs", "036000291452", -1),
        ] {
            let read = one(line, 1, "2026-11-22").unwrap();
            assert_eq!(read.title, title, "{line}");
            assert_eq!(read.gtin.map(Gtin::printed).as_deref(), Some(printed), "{line}");
            assert_eq!(read.top_price.map_or(-1, |price| price.minor), cents, "{line}");
        }
        for (line, title) in [
            ("(01)09520123456788", ""),
            ("- (01) 09520123456788 (17) 271231 (10)A Nutella", "Nutella"),
            ("]C10109520123456788 Nutella", "Nutella"),
            ("]d20109520123456788", ""),
            ("^0109520123456788", ""),
            ("https://id.gs1.org/01/09520123456788/10/A?17=271231", ""),
            ("Nutella https://shop.example/01/09520123456788", "Nutella"),
            ("9 52 01 23 45 67 88", ""),
            ("9-520123-456788", ""),
        ] {
            let read = one(line, 1, "2026-11-22").unwrap();
            assert_eq!((read.title.as_str(), read.link), (title, None), "{line}");
            assert_eq!(read.gtin.map(|gtin| gtin.to_string()).as_deref(), Some("09520123456788"), "{line}");
        }
        for line in
            ["3017620422004", "EAN: 3017620422004 Nutella", "Nutella 3017620422004", "978-2-07-036822-9"]
        {
            let read = one(line, 1, "").unwrap();
            assert!(read.gtin.is_none() && read.is_misread(), "{line}");
        }
        for line in ["3017620422003", "iPhone 15", "Nutella 12345678", "Thé vert"] {
            assert!(!one(line, 1, "").unwrap().is_misread(), "{line}");
        }
        // A check digit that does not hold, and a page of a shop's own, are no codes.
        let page = one("https://shop.example/p/01/09520123456788", 1, "").unwrap();
        assert!(page.link.is_some() && page.gtin.is_none());
        assert_eq!(one("(01)09520123456789", 1, "").unwrap().gtin, None);
        for line in ["96385074 pas un code", "isbn d’un livre", "Éan 3", "ean"] {
            let read = one(line, 1, "").unwrap();
            assert_eq!((read.title.as_str(), read.gtin), (line, None), "{line}");
        }
    }

    #[test]
    fn a_day_is_kept_and_what_is_wrong_is_told_by_its_line() {
        let sofa = one("canapé moins de 80 € avant Noël", 1, "2026-11-22").unwrap();
        assert_eq!((sofa.title.as_str(), sofa.top_price), ("canapé", Some(Money::eur(8_000))));
        assert_eq!(sofa.until.as_deref(), Some("2026-12-24"));
        for (line, why) in
            [("https://", "address"), ("- [ ] La bleue : http://", "address"), ("https://./drill", "address")]
        {
            let read = plain(&format!("Thé\n{line}\n"), "2026-11-22");
            assert_eq!((read.lines.len(), read.wrong), (1, vec![(2, why)]), "{line}");
        }
        for line in ["3017620422004", "- 2x EAN: 3017620422004 Nutella 4,50 €", "ISBN 978-2-07-036822-1"] {
            assert!(one(line, 1, "").unwrap().is_misread(), "{line}");
        }
        let long = format!("https://shop.example/{}", "a".repeat(limits::URL_BYTES));
        assert_eq!(plain(&long, "").wrong, [(1, "too-long")]);
        for line in ["70285603 étagère", "ean", "https://shop.example/x", "3017620422003"] {
            let read = plain(line, "");
            assert_eq!((read.lines.len(), read.wrong), (1, Vec::new()), "{line}");
            assert!(!read.lines[0].is_misread(), "{line}");
        }
    }

    proptest! {
        /// Whatever is written: nothing breaks, and no more lines come out than went in.
        #[test]
        fn anything_can_be_written(text in "(\\PC{0,60}\n){0,8}") {
            let read = plain(&text, "2026-11-22");
            prop_assert!(read.lines.len() + read.wrong.len() <= text.lines().count());
            for line in read.lines {
                prop_assert!(line.title.chars().count() <= limits::TITLE_CHARS && line.quantity > 0);
            }
        }
    }
}
