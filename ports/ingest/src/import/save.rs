//! Lines → wishes, all or none; and which of them stand on the list already. A list that cannot be made, and a day that has passed,
//! cost no wish: they stay in its note.

use std::collections::HashMap;
use std::hash::Hash;

use domain::{Currency, Gtin, Instant, Kind, ListId, MemberId, Subject, WishState, limits, text};
use kit::{App, Refusal, Result};
use product::named_by;
use store::{StoreError, Tx};
use wish::{CameFrom, Detail, NewWish, WishChange};

use super::done::{Done, NoList, Unlisted};
use super::line::{Line, beside};

/// Seconds between the first readings of two pages that came with one list: the sites' peace comes before our haste.
const APART_S: i64 = 30;

/// What stands on a list already, as lines are compared with it.
#[derive(Debug, Default)]
pub(crate) struct Already {
    codes: HashMap<Gtin, Seen>,
    words: HashMap<Vec<String>, Seen>,
    links: HashMap<String, Seen>,
}

/// Where a line's thing stood before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// On the member's list.
    Listed,
    /// On an earlier line of what is imported.
    Line(u64),
}

impl Already {
    /// What a member hopes for.
    pub(crate) async fn of(tx: &mut Tx, member: MemberId) -> Result<Self, StoreError> {
        let mut already = Self::default();
        for wish in wish::of_member(tx, member).await? {
            if !matches!(wish.state, WishState::Open | WishState::Paused) {
                continue;
            }
            already.codes.extend(wish.subject.gtin.map(|gtin| (gtin, Seen::Listed)));
            already.words.insert(text::words_or_sign(&wish.title), Seen::Listed);
            for listing in wish::listings(tx, &wish).await? {
                already.links.insert(listing.url, Seen::Listed);
            }
        }
        Ok(already)
    }

    /// Where a line's thing stood before, if it did; it stands there from now on.
    pub(crate) fn seen(&mut self, line: &Line) -> Option<Seen> {
        // What only its address calls it tells nothing of two pages of one shop: those are told apart by their addresses.
        let by_link = line.link.as_deref().is_some_and(|link| line.title == named_by(link));
        let words = if by_link { Vec::new() } else { text::words_or_sign(&line.title) };
        let here = Seen::Line(line.number);
        let code = line.gtin.and_then(|gtin| before(&mut self.codes, gtin, here));
        let link = line.link.as_ref().and_then(|link| before(&mut self.links, written(link), here));
        let same = if words.is_empty() { None } else { before(&mut self.words, words, here) };
        let all = [code, link, same];
        // That it stands on the list says more than that it is written twice.
        all.into_iter()
            .flatten()
            .find(|seen| *seen == Seen::Listed)
            .or_else(|| all.into_iter().flatten().next())
    }
}

/// How many of some lines stand on a member's list.
pub(crate) async fn listed(tx: &mut Tx, member: MemberId, lines: &[Line]) -> Result<usize, StoreError> {
    if lines.is_empty() {
        return Ok(0);
    }
    let mut already = Already::of(tx, member).await?;
    Ok(lines.iter().filter(|line| already.seen(line) == Some(Seen::Listed)).count())
}

/// Where something stood before; if nowhere, it stands here now.
fn before<K: Eq + Hash>(all: &mut HashMap<K, Seen>, key: K, here: Seen) -> Option<Seen> {
    let seen = all.get(&key).copied();
    if seen.is_none() {
        all.insert(key, here);
    }
    seen
}

/// On which lists the lines are put.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Onto {
    /// On those that they name.
    #[default]
    Named,
    /// All on the main one.
    Main,
    /// All on this one.
    One(ListId),
}

impl Onto {
    /// Reads what was chosen; nothing is the lists that the lines name.
    ///
    /// # Errors
    /// `invalid` for what is no list.
    pub(crate) fn told(chosen: Option<&str>) -> Result<Self> {
        match chosen {
            None => Ok(Self::Named),
            Some(MAIN) => Ok(Self::Main),
            Some(id) => id.parse().map(Self::One).map_err(|_| Refusal::invalid("list", "id")),
        }
    }
}

/// How the main list is called where lists are chosen: it has no id.
pub(crate) const MAIN: &str = "main";

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
            let category = line.terms.category.clone().flatten();
            Subject { kind: Kind::Product, category, gtin: Some(gtin), brand: None, words: Vec::new() }
        }
        None => {
            let category = line.terms.category.clone().unwrap_or_else(|| told.category.clone());
            // Words that only name the category are conditions where it is another, or none.
            let bare = told.words.is_empty() && category.is_none();
            let words =
                if bare || category != told.category { text::words_or_sign(&title) } else { told.words };
            Subject { kind: Kind::Product, category, gtin: None, brand: None, words }
        }
    };
    let distance_m = line.terms.distance_m.unwrap_or(limits::WISH_DISTANCE_M);
    NewWish { subject, top_price: line.top_price, distance_m, ..NewWish::told(&title) }
}

/// Whether nothing could ever answer a line: it says neither a word nor a sign, a code or a category.
pub(crate) fn says_nothing(line: &Line) -> bool {
    let Subject { category, gtin, words, .. } = new_wish(line).subject;
    category.is_none() && gtin.is_none() && words.is_empty()
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
    onto: Onto,
) -> Result<Done, (usize, Refusal)> {
    let order = wish::order::spread(lines.len()).into_iter();
    let mut saved = Saved { order, onto, ..Saved::default() };
    for (at, line) in lines.iter().enumerate() {
        one(tx, app, member, line, &mut saved).await.map_err(|refusal| (at, refusal))?;
    }
    Ok(saved.done)
}

/// What was saved so far.
#[derive(Default)]
struct Saved {
    done: Done,
    /// The key above all that stood on the list before.
    top: Option<String>,
    /// What comes after it, line by line: a list keeps its order.
    order: std::vec::IntoIter<String>,
    onto: Onto,
    /// The lists that lines named so far, by their names as they are compared; why there is none where none could be made.
    lists: HashMap<String, Result<ListId, NoList>>,
}

impl Saved {
    /// The list a line is put on: one of that name is made where there is none that is in use. Where none can be made it is the main
    /// one, and that is noted.
    async fn list(
        &mut self,
        tx: &mut Tx,
        app: &App,
        member: MemberId,
        line: &Line,
    ) -> Result<Option<ListId>> {
        let called = text::fold(line.list.trim());
        match self.onto {
            Onto::Main => return Ok(None),
            Onto::One(list) => return Ok(Some(list)),
            Onto::Named if called.is_empty() => return Ok(None),
            Onto::Named => {}
        }
        let found = match self.lists.get(&called) {
            Some(found) => *found,
            None => found_or_made(tx, app, member, &line.list).await?,
        };
        self.lists.insert(called, found);
        match found {
            Ok(list) => Ok(Some(list)),
            Err(why) => {
                self.done.unlisted.push(Unlisted { line: line.number, list: line.list.clone(), why });
                Ok(None)
            }
        }
    }

    /// Until when a line's thing is wanted; a day that has passed, or is none, is noted instead.
    fn until(&mut self, app: &App, line: &Line, now: Instant) -> Option<Instant> {
        let day = line.until.as_deref()?;
        let until = end_of(app, day).filter(|until| *until > now);
        if until.is_none() {
            self.done.undated.push((line.number, day.to_owned()));
        }
        until
    }
}

/// The list of a member that is called so and in use, else a new one, else why none could be made.
async fn found_or_made(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    name: &str,
) -> Result<Result<ListId, NoList>> {
    let called = text::fold(name.trim());
    let all = wish::lists_of(tx, member).await?;
    if let Some(there) =
        all.iter().find(|list| list.archived_at.is_none() && text::fold(&list.name) == called)
    {
        return Ok(Ok(there.id));
    }
    match wish::list::create(tx, app, member, name).await {
        Ok(list) => Ok(Ok(list.id)),
        Err(refusal) if refusal.code == "too-many" => Ok(Err(NoList::Many)),
        Err(refusal) if refusal.code == "invalid" => Ok(Err(NoList::Name)),
        Err(refusal) => Err(refusal),
    }
}

/// The end of the day until which a thing is wanted.
fn end_of(app: &App, day: &str) -> Option<Instant> {
    app.settings.zone.parse_local(&format!("{day}T23:59")).map(|last| last.plus_secs(60))
}

/// An address as listings have it.
fn written(link: &str) -> String {
    url::Url::parse(link).map_or_else(|_| link.to_owned(), |url| product::plain_address(&url, None))
}

async fn one(tx: &mut Tx, app: &App, member: MemberId, line: &Line, saved: &mut Saved) -> Result<()> {
    let listing = match &line.link {
        None => None,
        Some(link) => {
            let at = tx.now().plus_secs((saved.done.pages + 1) * APART_S);
            product::expect_page(tx, app, link, at).await?
        }
    };
    if let Some(listing) = listing {
        // The same page twice is one wish, whatever a list calls it.
        if let Some(wish) = wish::wished_already(tx, member, listing).await? {
            saved.done.added.push(wish.id.to_string());
            saved.done.there += 1;
            return Ok(());
        }
        saved.done.pages += 1;
    }
    let list = saved.list(tx, app, member, line).await?;
    let until = saved.until(app, line, tx.now());
    let wish = wish::add(tx, app, member, NewWish { until, ..new_wish(line) }).await?;
    let top = saved.top.get_or_insert_with(|| wish::order::of(wish.id));
    let order = saved.order.next().map(|next| format!("{top}{next}"));
    let quantity = i64::from(line.quantity).clamp(1, limits::QUANTITY_MAX);
    // What it was to be put on, or wanted by, is not lost where that cannot be.
    let list_told = if saved.done.is_unlisted(line.number) { line.list.as_str() } else { "" };
    let day_told = if until.is_none() { line.until.as_deref().unwrap_or_default() } else { "" };
    let beside = Detail {
        came_from: CameFrom::List,
        listing,
        note: beside(&[line.note.trim(), list_told, day_told]),
        list,
        order,
        quantity,
        priority: line.priority,
        secret: line.terms.secret,
        ..Detail::default()
    };
    wish::set_detail(tx, member, wish.id, &beside).await?;
    if let Some(listing) = listing {
        wish::call_if_read(tx, wish.id, listing).await?;
    }
    if line.terms.paused {
        wish::change(tx, member, wish.id, WishChange::state(WishState::Paused)).await?;
    }
    saved.done.put(list, wish.id);
    Ok(())
}
