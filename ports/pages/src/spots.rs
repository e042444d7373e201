//! The price among all amounts a page shows, by where it stands and how it is named.
//!
//! Every rule here is about how shops in general write pages; none knows a shop.

use domain::Money;
use domain::text::fold;

use crate::page::{Page, names};
use crate::price;
use crate::reading::Reading;
use crate::script::Pair;
use crate::text::line;
use crate::tree::Id;
use crate::words::{
    NOT_NAMES, NOT_WORDS, NOW_NAMES, OLD_NAMES, OLD_WORDS, PER, PRICE_NAMES, PRICE_WORDS, Words,
};

/// Bytes of an element that can be a price and nothing else.
const SHORT: usize = 90;
/// Amounts looked at.
const SPOTS: usize = 1_500;
/// Texts with digits that are looked at, whatever comes of them.
const TEXTS: usize = 20_000;
/// The score from which an amount is taken for the price.
const TAKEN: f32 = 3.5;

/// An amount on the page.
#[derive(Debug)]
struct Spot {
    node: Id,
    raw: String,
    money: Money,
    high: Option<Money>,
    signed: bool,
    text: String,
    score: f32,
    old: bool,
}

/// Reads the price from the page as it is shown. `pairs` are what its scripts say.
pub fn read(page: &Page, pairs: &[Pair], reading: &mut Reading) {
    let mut spots = spots(page);
    let buy = buttons(page);
    score(page, &buy, pairs, &mut spots);
    let best = spots
        .iter()
        .filter(|spot| !spot.old)
        .max_by(|a, b| a.score.total_cmp(&b.score).then(b.node.cmp(&a.node)));
    let Some(best) = best.filter(|best| best.score >= TAKEN || lonely(best, &spots, page)) else {
        confirm(&spots, reading);
        return;
    };
    let sure = (best.score.mul_add(5.0, 28.0)).clamp(30.0, 80.0);
    // Between 30 and 80 by the line before.
    let sure = u8::try_from(sure as i64).unwrap_or(30);
    reading.price.add(
        best.money,
        format!("heuristic: amount near title or buy button, in {}", where_is(page, best.node)),
        sure,
    );
    if let Some(high) = best.high {
        reading.price_range.add(
            (best.money, high),
            "heuristic: range shown as the price",
            sure.saturating_sub(5),
        );
    }
    let near = |spot: &&Spot| {
        spot.old
            && spot.money.currency == best.money.currency
            && spot.money.minor > best.money.minor
            && spot.node.abs_diff(best.node) < 120
            && !page.is_aside(spot.node)
    };
    if let Some(list) = spots.iter().filter(near).min_by_key(|spot| spot.node.abs_diff(best.node)) {
        reading.list_price.add(
            list.money,
            format!("heuristic: struck or former price, in {}", where_is(page, list.node)),
            50,
        );
    }
    confirm(&spots, reading);
}

/// An amount as it is shown: where, how much, and whether it is a former price.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// The element that holds it and little else.
    pub node: Id,
    /// How much.
    pub money: Money,
    /// Whether it is struck out or said to be of before.
    pub old: bool,
}

/// The amounts with a sign of money that the page shows, in its order.
pub fn shown(page: &Page) -> Vec<Shown> {
    let signed = spots(page).into_iter().filter(|spot| spot.signed && spot.money.minor > 0);
    signed.map(|spot| Shown { node: spot.node, money: spot.money, old: named(page, &spot).1 }).collect()
}

/// Whether an amount that little speaks for is the only one that anything speaks for.
fn lonely(best: &Spot, spots: &[Spot], page: &Page) -> bool {
    let rival = |one: &&Spot| !one.old && one.money != best.money && one.score > best.score - 1.5;
    best.score >= 1.0
        && !page.is_aside(best.node)
        && !page.leads_away(best.node)
        && !spots.iter().any(|one| rival(&one))
}

/// A price that data name and the page shows is surer; one that the page shows nowhere is less so.
fn confirm(spots: &[Spot], reading: &mut Reading) {
    let shown = |money: &Money| {
        spots.iter().any(|spot| {
            spot.money.minor == money.minor || spot.high.is_some_and(|high| high.minor == money.minor)
        })
    };
    // Data that still name the price which the page strikes out.
    let struck = |money: &Money| {
        let mut same = spots.iter().filter(|spot| spot.money.minor == money.minor).peekable();
        same.peek().is_some() && same.all(|spot| spot.old)
    };
    let current = spots.iter().any(|spot| !spot.old && spot.score >= TAKEN);
    if !spots.is_empty() {
        reading.price.doubt(|one| {
            if !shown(&one.value) {
                25
            } else if current && struck(&one.value) {
                35
            } else {
                0
            }
        });
    }
}

fn where_is(page: &Page, id: Id) -> String {
    let node = page.tree.node(id);
    let named = node.attribute("id").map(|id| format!("#{id}")).or_else(|| {
        node.attribute("class")
            .and_then(|class| class.split_whitespace().next())
            .map(|class| format!(".{class}"))
    });
    crate::text::line(&format!("{}{}", node.name, named.unwrap_or_default()), 60)
}

fn spots(page: &Page) -> Vec<Spot> {
    let mut found: Vec<Spot> = Vec::new();
    let (tree, mut looked) = (&page.tree, 0);
    for id in 1..tree.len() {
        let node = tree.node(id);
        if found.len() >= SPOTS || looked >= TEXTS {
            break;
        }
        if node.is_element()
            || page.is_hidden(id)
            || !node.text.chars().any(char::is_numeric)
            || node.text.len() > 400
        {
            continue;
        }
        looked += 1;
        let Some(spot) = spot(page, id) else { continue };
        if !found.iter().rev().take(8).any(|other| other.node == spot.node && other.money == spot.money) {
            found.push(spot);
        }
    }
    found
}

/// The smallest element about a text that holds an amount with its currency.
fn spot(page: &Page, text: Id) -> Option<Spot> {
    let tree = &page.tree;
    let mut best: Option<Spot> = None;
    let own: String = tree
        .node(text)
        .text
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect();
    for id in tree.ancestors(text).take(5) {
        let parts = tree.parts(id, SHORT);
        if parts.len() > SHORT {
            break;
        }
        let amounts = price::find(&parts, &page.hints);
        // The amount this very text is part of, not another that stands before it in a wider element.
        let Some(first) = amounts.iter().find(|one| one.raw.contains(&own)) else { continue };
        let named = || tree.ancestors(text).take(3).any(|at| PRICE_NAMES.has_any(&names(tree.node(at))));
        if !first.signed && !named() {
            continue;
        }
        let range = price::parse(&parts, &page.hints).ok();
        let high = range.and_then(|range| range.high);
        let now = Spot {
            node: id,
            raw: first.raw.clone(),
            money: first.money,
            high,
            signed: first.signed,
            text: parts,
            score: 0.0,
            old: false,
        };
        match &best {
            None => best = Some(now),
            // Wider, the same amount gets its cents or its sign: `12` and `€50`.
            Some(inner) => {
                let grown = amounts.len() == 1 && extends(&first.raw, &inner.raw);
                if grown || (now.signed && !inner.signed) {
                    best = Some(now);
                } else {
                    break;
                }
            }
        }
    }
    best
}

/// Whether an amount of a wider element is the inner one with more digits before or behind it: `12` and `50` of `12€50`.
fn extends(wide: &str, inner: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (wide, inner) = (digits(wide), digits(inner));
    wide.len() > inner.len() && (wide.starts_with(&inner) || wide.ends_with(&inner))
}

/// The buy buttons that stand with the matter.
pub fn buttons(page: &Page) -> Vec<Id> {
    let mut found = Vec::new();
    for (id, node) in page.tree.elements() {
        let button = matches!(node.name.as_str(), "button" | "a")
            || node.attribute("role") == Some("button")
            || (node.name == "input"
                && matches!(node.attribute("type"), Some("submit" | "button" | "image")));
        if !button || page.is_aside(id) || found.len() > 40 {
            continue;
        }
        let text = page.tree.text(id, 120);
        let said = [
            Some(text.as_str()),
            node.attribute("value"),
            node.attribute("aria-label"),
            node.attribute("title"),
        ];
        if said.into_iter().flatten().any(|said| crate::stock::buys(&fold(&line(said, 60)))) {
            found.push(id);
        }
    }
    found
}

fn score(page: &Page, buy: &[Id], pairs: &[Pair], spots: &mut [Spot]) {
    let told: Vec<i64> = pairs
        .iter()
        .filter(|pair| pair.name.ends_with("price"))
        .take(400)
        .filter_map(|pair| price::machine(&pair.value, None, &page.hints).ok())
        .map(|money| money.minor)
        .collect();
    let signatures = signatures(page, spots);
    for at in 0..spots.len() {
        let spot = &spots[at];
        let alike = |one: usize| signatures[one] == signatures[at];
        let others =
            (0..spots.len()).filter(|one| alike(*one) && spots[*one].money.minor != spot.money.minor).count();
        let first = (0..at).all(|one| !alike(one));
        let same = (0..spots.len())
            .any(|one| !alike(one) && spots[one].money == spot.money && !page.is_aside(spots[one].node));
        let (mut score, old) = named(page, spot);
        score += placed(page, buy, spot);
        // Much the same shown for many amounts is a list of others; what comes first of its kind may still be the product's.
        score -= match (others, first) {
            (0, _) => 0.0,
            (1..=3, true) => 0.0,
            (1..=3, false) => 0.8,
            (4..=8, true) => 0.6,
            (4..=8, false) => 1.5,
            (_, true) => 1.5,
            (_, false) => 3.0,
        };
        score += if same { 0.7 } else { 0.0 };
        score += if told.contains(&spot.money.minor) { 1.2 } else { 0.0 };
        score -= if spot.money.minor == 0 { 8.0 } else { 0.0 };
        score += if spot.signed { 0.5 } else { -0.5 };
        spots[at].score = score;
        spots[at].old = old;
    }
}

/// For each amount the number of its looks: equal numbers look alike.
fn signatures(page: &Page, spots: &[Spot]) -> Vec<usize> {
    let mut known = std::collections::BTreeMap::new();
    spots
        .iter()
        .map(|spot| {
            let next = known.len();
            *known.entry(signature(page, spot.node)).or_insert(next)
        })
        .collect()
}

/// How an element and what it stands in look: what repeats over a page is a list.
fn signature(page: &Page, id: Id) -> String {
    let mut out = String::new();
    for at in std::iter::once(id).chain(page.tree.ancestors(id)).take(3) {
        let node = page.tree.node(at);
        out.push_str(&node.name);
        out.push('.');
        out.push_str(crate::text::cut(node.attribute("class").unwrap_or(""), 60));
        out.push('<');
    }
    out
}

/// What the names of an element, of those it stands in, and the words about it say; and whether it is a former price.
fn named(page: &Page, spot: &Spot) -> (f32, bool) {
    let tree = &page.tree;
    let (mut score, mut old) = (0.0, false);
    let mut priced = false;
    for (at, weight) in
        std::iter::once(spot.node).chain(tree.ancestors(spot.node)).zip([1.0_f32, 0.8, 0.6, 0.4, 0.3])
    {
        let node = tree.node(at);
        let names = names(node);
        let has = |list: &Words| list.has_any(&names);
        if has(&PRICE_NAMES) && !priced {
            score += 3.0 * weight;
            priced = true;
        }
        score += if has(&NOW_NAMES) { 0.8 * weight } else { 0.0 };
        score -= if has(&NOT_NAMES) { 3.0 * weight } else { 0.0 };
        let struck = matches!(node.name.as_str(), "del" | "s" | "strike")
            || node.attribute("style").is_some_and(|style| style.contains("line-through"));
        if weight > 0.5 && (struck || (has(&OLD_NAMES) && !(has(&NOW_NAMES) && weight < 1.0))) {
            old = true;
        }
        score += if matches!(node.name.as_str(), "strong" | "b" | "h2" | "h3") { 0.2 } else { 0.0 };
    }
    let own = fold(&line(&spot.text, SHORT));
    let label = label(page, spot.node);
    // Of words before another amount, `price` is about both, `was` about that one.
    let far = fold(&line(&label, 160));
    let from = label.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let before = fold(&line(&label[from..], 160));
    let near = about(&own);
    let said = |list: &Words| list.within(&near).is_some() || list.within(&before).is_some();
    old = old || said(&OLD_WORDS);
    score += if said(&PRICE_WORDS) || PRICE_WORDS.within(&far).is_some() { 1.0 } else { 0.0 };
    score -= if said(&NOT_WORDS) { 2.5 } else { 0.0 };
    score -= if PER.part_of(&own) && own.chars().count() < 25 { 2.0 } else { 0.0 };
    let letters = near.chars().filter(|c| c.is_alphabetic()).count();
    score -= if letters > 20 { 1.5 } else { 0.0 };
    (score, old)
}

/// What stands before an amount and the two words behind it: `4,90 € de livraison` is no price, `19,99 €, plus livraison` is one.
fn about(own: &str) -> String {
    let behind = own.rfind(|c: char| c.is_ascii_digit()).map_or(own.len(), |at| at + 1);
    let (before, after) = own.split_at(behind);
    let words: Vec<&str> =
        after.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).take(2).collect();
    format!("{before} {}", words.join(" "))
}

/// The short text right before an element, in what it stands in.
fn label(page: &Page, id: Id) -> String {
    let tree = &page.tree;
    for at in tree.ancestors(id).take(3) {
        let text = tree.parts(at, 160);
        let own = tree.parts(id, 160);
        if let Some(found) = text.find(own.trim_matches([' ', '\u{1f}'])).filter(|found| *found > 3) {
            let before = &text[..found];
            if before.chars().any(char::is_alphabetic) {
                let from = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
                return before[from..].to_owned();
            }
        }
        if text.len() > 160 {
            break;
        }
    }
    String::new()
}

/// What the place of an amount says: behind the headline, before a buy button, not among other products.
fn placed(page: &Page, buy: &[Id], spot: &Spot) -> f32 {
    let mut score = 0.0;
    score += match page.behind_headline(spot.node) {
        Some(behind @ 0..) => 3.0 * (-(behind as f32) / 900.0).exp(),
        Some(behind) if behind > -250 => 0.3,
        Some(_) => -2.0,
        None => 0.0,
    };
    let at = i64::from(page.offset(spot.node));
    let near = buy.iter().map(|id| (i64::from(page.offset(*id)) - at).abs()).min();
    score += near.map_or(0.0, |far| 2.0 * (-(far as f32) / 500.0).exp());
    score -= if page.is_aside(spot.node) { 5.0 } else { 0.0 };
    score -= if page.leads_away(spot.node) { 3.0 } else { 0.0 };
    let listed = page
        .tree
        .ancestors(spot.node)
        .take(6)
        .any(|at| matches!(page.tree.node(at).name.as_str(), "select" | "option"));
    score -= if listed { 2.0 } else { 0.0 };
    score
}
