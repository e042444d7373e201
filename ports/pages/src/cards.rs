//! Things a page shows as cards, told by their looks alone: several elements of one kind, each with a link to a page of its own and an
//! amount of money.
//!
//! The page of one thing shows cards, too: what goes with it, its sizes. So cards are the page's matter only where nothing between its
//! headline and the first of them speaks for a thing of its own.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Money, limits};

use crate::list::Entry;
use crate::page::Page;
use crate::reading::Reading;
use crate::spots::{self, Shown};
use crate::stock;
use crate::text::line;
use crate::tree::Id;
use domain::text::fold;

/// From how many cards on they are what the page is about.
const SEVERAL: usize = 4;
/// How far above an amount its card is looked for.
const CLIMB: usize = 8;
/// Nodes of a card.
const NODES: usize = 400;
/// Bytes of a card's text: a thing with a headline, a few words and its amounts.
const TEXT: usize = 700;
/// Characters between the headline and the first card: what introduces a shelf, not what tells of a thing.
const LEAD: i64 = 600;
/// Links of a card that are looked at.
const LINKS: usize = 12;

/// A card: the element, where its link leads, and what it shows.
struct Card {
    node: Id,
    url: String,
    entry: Entry,
}

/// What the page shows as cards, in its order; empty where they are not its matter.
pub fn entries(page: &Page, reading: Option<&Reading>) -> Vec<Entry> {
    let shown = spots::shown(page);
    if shown.len() < SEVERAL {
        return Vec::new();
    }
    let cards = row(page, &shown);
    let matter = cards.len() >= SEVERAL && is_matter(page, &shown, &cards, reading);
    if matter { cards.into_iter().map(|card| card.entry).collect() } else { Vec::new() }
}

/// The longest row of cards that are of one kind and stand equally deep, each with a page of its own.
fn row(page: &Page, shown: &[Shown]) -> Vec<Card> {
    let mut rows: BTreeMap<(&str, usize), Vec<Card>> = BTreeMap::new();
    for one in shown.iter().filter(|one| !page.is_aside(one.node)) {
        let Some(card) = card(page, one) else { continue };
        let kind = (page.tree.node(card.node).name.as_str(), page.tree.ancestors(card.node).count());
        let row = rows.entry(kind).or_default();
        match row.iter_mut().find(|other| other.node == card.node) {
            // The first amount is the price, unless it is a former one.
            Some(known) => known.entry.price = known.entry.price.or(card.entry.price),
            None => row.push(card),
        }
    }
    let mut best = rows.into_values().max_by_key(Vec::len).unwrap_or_default();
    let mut seen = BTreeSet::new();
    best.retain(|card| seen.insert(card.url.clone()));
    best.truncate(limits::IMPORT_LINES);
    widen(page, &mut best);
    best
}

/// Takes for each card what stands about it and about no other: the button below a link that holds the name and the amount.
fn widen(page: &Page, cards: &mut [Card]) {
    for _ in 0..CLIMB {
        let wider: BTreeSet<Id> = cards.iter().map(|card| page.tree.node(card.node).parent).collect();
        let whole =
            |id: &Id| *id == 0 || matches!(page.tree.node(*id).name.as_str(), "body" | "main" | "html");
        if wider.len() < cards.len() || wider.iter().any(whole) {
            return;
        }
        cards.iter_mut().for_each(|card| card.node = page.tree.node(card.node).parent);
    }
}

/// The smallest element about an amount that holds a link to another page of the same house.
fn card(page: &Page, one: &Shown) -> Option<Card> {
    for at in std::iter::once(one.node).chain(page.tree.ancestors(one.node)).take(CLIMB) {
        let node = page.tree.node(at);
        if matches!(node.name.as_str(), "body" | "main" | "html" | "select") || node.end - at > NODES {
            return None;
        }
        let Some((url, name)) = link(page, at) else { continue };
        if page.tree.text(at, TEXT).len() >= TEXT {
            return None;
        }
        let price = Some(one.money).filter(|_| !one.old);
        let entry = Entry { name, url: Some(url.clone()), price, gtin: None };
        return Some(Card { node: at, url, entry });
    }
    None
}

/// Where the links of a card lead, and what the longest of those that lead there is called, or its picture.
fn link(page: &Page, card: Id) -> Option<(String, String)> {
    let own = std::iter::once((card, page.tree.node(card)));
    let links = own.chain(page.tree.within(card)).filter(|(_, node)| node.name == "a");
    let mut found: Option<(String, String)> = None;
    for (id, node) in links.take(LINKS) {
        let Some(url) =
            node.attribute("href").filter(|_| page.leads_away(id)).and_then(|to| page.address(to))
        else {
            continue;
        };
        let ours = page.url.as_ref().is_some_and(|own| own.host_str() == url.host_str());
        let name = called(page, id);
        if !ours || stock::buys(&fold(&name)) {
            continue;
        }
        match &mut found {
            None => found = Some((url.into(), name)),
            Some((first, longest)) if *first == url.as_str() && longest.len() < name.len() => *longest = name,
            Some(_) => {}
        }
    }
    found.filter(|(_, name)| name.chars().count() >= 3)
}

/// What a link says: its headline, else its text without amounts, else what its picture shows.
fn called(page: &Page, link: Id) -> String {
    let within = || page.tree.within(link).take(NODES);
    let heading = within().find(|(_, node)| matches!(node.name.as_str(), "h2" | "h3" | "h4" | "h5"));
    let text = match heading {
        Some((id, _)) => line(&page.tree.text(id, 400), limits::TITLE_CHARS),
        None => {
            let parts = page.tree.parts(link, 400);
            let named = parts.split('\u{1f}').map(str::trim);
            let longest = named.filter(|part| !is_amount(page, part)).max_by_key(|part| part.chars().count());
            line(longest.unwrap_or_default(), limits::TITLE_CHARS)
        }
    };
    if text.chars().count() >= 3 {
        return text;
    }
    let said =
        page.tree.attribute(link, "title").or_else(|| within().find_map(|(_, node)| node.attribute("alt")));
    said.map(|said| line(said, limits::TITLE_CHARS)).unwrap_or_default()
}

fn is_amount(page: &Page, text: &str) -> bool {
    crate::price::find(text, &page.hints).iter().any(|one| one.signed)
}

/// Whether the cards are what the page is about: they come soon behind its headline, no amount and no button that buys stands between,
/// most amounts are theirs, and so is what was taken for the price.
fn is_matter(page: &Page, shown: &[Shown], cards: &[Card], reading: Option<&Reading>) -> bool {
    let inside = |id: Id| cards.iter().any(|card| (card.node..page.tree.node(card.node).end).contains(&id));
    let Some(first) = cards.first().map(|card| card.node) else { return false };
    let from = page.headline.filter(|headline| !inside(*headline));
    let begins = from.unwrap_or(0);
    if from.is_some() && !page.behind_headline(first).is_some_and(|behind| (0..LEAD).contains(&behind)) {
        return false;
    }
    let outside: Vec<&Shown> =
        shown.iter().filter(|one| !inside(one.node) && !page.is_aside(one.node)).collect();
    let within = shown.iter().filter(|one| inside(one.node)).count();
    let between = |id: Id| (begins..first).contains(&id);
    let own_price = |money: Money| {
        let theirs = shown.iter().any(|one| one.money == money && inside(one.node));
        !theirs || outside.iter().any(|one| one.money == money)
    };
    within > outside.len()
        && !outside.iter().any(|one| between(one.node))
        && !spots::buttons(page).into_iter().any(|button| !inside(button))
        && !reading.and_then(|reading| reading.price.value()).is_some_and(|price| own_price(*price))
}
