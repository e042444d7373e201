//! Lines → wishes, all or none; and which of them stand on the list already.

use std::collections::HashSet;

use domain::{Currency, Gtin, Kind, MemberId, Subject, WishState, limits, text};
use kit::{App, Refusal, Result};
use product::named_by;
use store::{StoreError, Tx};
use wish::{CameFrom, Detail, NewWish};

use super::line::Line;

/// Seconds between the first readings of two pages that came with one list: the sites' peace comes before our haste.
const APART_S: i64 = 30;

/// What stands on a list already, as lines are compared with it.
#[derive(Debug, Default)]
pub(crate) struct Already {
    codes: HashSet<Gtin>,
    words: HashSet<Vec<String>>,
    links: HashSet<String>,
}

impl Already {
    /// What a member hopes for.
    pub(crate) async fn of(tx: &mut Tx, member: MemberId) -> Result<Self, StoreError> {
        let mut already = Self::default();
        for wish in wish::of_member(tx, member).await? {
            if !matches!(wish.state, WishState::Open | WishState::Paused) {
                continue;
            }
            already.codes.extend(wish.subject.gtin);
            already.words.insert(text::words(&wish.title));
            for listing in wish::listings(tx, &wish).await? {
                already.links.insert(listing.url);
            }
        }
        Ok(already)
    }

    /// Whether a line's thing was there before; it is from now on.
    pub(crate) fn has(&mut self, line: &Line) -> bool {
        // What only its address calls it tells nothing of two pages of one shop: those are told apart by their addresses.
        let by_link = line.link.as_deref().is_some_and(|link| line.title == named_by(link));
        let words = if by_link { Vec::new() } else { text::words(&line.title) };
        let code = line.gtin.is_some_and(|gtin| !self.codes.insert(gtin));
        let link = line.link.as_ref().is_some_and(|link| !self.links.insert(written(link)));
        let same = !words.is_empty() && !self.words.insert(words);
        code || link || same
    }
}

/// What a line is called: what it says, or its code.
pub(crate) fn called(line: &Line) -> String {
    match (line.title.as_str(), line.gtin) {
        ("", Some(gtin)) => gtin.printed(),
        (title, _) => title.to_owned(),
    }
}

fn new_wish(line: &Line) -> NewWish {
    let title = called(line);
    let told = wish::told::told(&title, "", Currency::EUR);
    let subject = match line.gtin {
        // Exactly that: what a list calls it is no condition.
        Some(gtin) => {
            Subject { kind: Kind::Product, category: None, gtin: Some(gtin), brand: None, words: Vec::new() }
        }
        None => {
            let words = if told.words.is_empty() && told.category.is_none() {
                text::words(&title)
            } else {
                told.words
            };
            Subject { kind: Kind::Product, category: told.category, gtin: None, brand: None, words }
        }
    };
    NewWish { subject, top_price: line.top_price, ..NewWish::told(&title) }
}

/// Adds a wish for each line; of the first that cannot be, gives its place among them and why.
///
/// # Errors
/// The place and the refusal.
pub(crate) async fn save(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    lines: &[Line],
) -> Result<Vec<String>, (usize, Refusal)> {
    let mut saved = Saved { order: wish::order::spread(lines.len()).into_iter(), ..Saved::default() };
    for (at, line) in lines.iter().enumerate() {
        one(tx, app, member, line, &mut saved).await.map_err(|refusal| (at, refusal))?;
    }
    Ok(saved.added)
}

/// What was saved so far.
#[derive(Default)]
struct Saved {
    added: Vec<String>,
    /// The key above all that stood on the list before.
    top: Option<String>,
    /// What comes after it, line by line: a list keeps its order.
    order: std::vec::IntoIter<String>,
    links: i64,
}

/// An address as listings have it.
fn written(link: &str) -> String {
    url::Url::parse(link).map_or_else(|_| link.to_owned(), |url| product::plain_address(&url, None))
}

async fn one(tx: &mut Tx, app: &App, member: MemberId, line: &Line, saved: &mut Saved) -> Result<()> {
    let listing = match &line.link {
        None => None,
        Some(link) => {
            let at = tx.now().plus_secs((saved.links + 1) * APART_S);
            product::expect_page(tx, app, link, at).await?
        }
    };
    if let Some(listing) = listing {
        // The same page twice is one wish, whatever a list calls it.
        if let Some(wish) = wish::wished_already(tx, member, listing).await? {
            saved.added.push(wish.id.to_string());
            return Ok(());
        }
        saved.links += 1;
    }
    let wish = wish::add(tx, app, member, new_wish(line)).await?;
    let top = saved.top.get_or_insert_with(|| wish::order::of(wish.id));
    let order = saved.order.next().map(|next| format!("{top}{next}"));
    let note = line.note.trim().chars().take(limits::NOTE_CHARS).collect();
    let quantity = i64::from(line.quantity).clamp(1, limits::QUANTITY_MAX);
    let beside = Detail { came_from: CameFrom::List, listing, note, quantity, order, ..Detail::default() };
    wish::set_detail(tx, member, wish.id, &beside).await?;
    if let Some(listing) = listing {
        wish::call_if_read(tx, wish.id, listing).await?;
    }
    saved.added.push(wish.id.to_string());
    Ok(())
}
