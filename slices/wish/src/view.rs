//! A list as its page shows it: tabs, lines in their order, what is offered back.

use std::collections::HashMap;

use askama::Template;
use domain::{Instant, ListId, ListingId, MemberId, Priority, Wish, WishId, WishState, text};
use kit::{Form, Page};
use product::{Picture, Size};
use store::{StoreError, Tx};

use crate::best::{self, Best, Today};
use crate::merge::Value;
use crate::model::{Detail, List};
use crate::said::{WishRow, rows};
use crate::sellers::{Shown, in_a_row};
use crate::stamp::Field;
use crate::{asked, detail, fields, list, named, overruled, picture};

/// What came true lately, as far as the list shows it; the rest has its own page.
const LATELY: usize = 5;

/// Where a list is shown.
pub(crate) fn home(list: Option<ListId>) -> String {
    list.map_or_else(|| "/me/wishes".to_owned(), |id| format!("/me/lists/{id}"))
}

/// A link to a list.
pub(crate) struct Tab {
    pub(crate) label: String,
    pub(crate) href: String,
    pub(crate) current: bool,
}

/// The main list and the named ones that are not put away; none when there are no named ones.
pub(crate) fn tabs(page: &Page, lists: &[List], shown: Option<ListId>) -> Vec<Tab> {
    let named = lists.iter().filter(|list| list.archived_at.is_none() || Some(list.id) == shown);
    let tab = |label: String, id: Option<ListId>| Tab { label, href: home(id), current: id == shown };
    let main = tab(page.t("list-main"), None);
    let all: Vec<Tab> =
        [main].into_iter().chain(named.map(|list| tab(list.name.clone(), Some(list.id)))).collect();
    if all.len() > 1 { all } else { Vec::new() }
}

/// One wish on a list.
pub(crate) struct Line {
    pub(crate) row: WishRow,
    /// What was written beside it, and its terms.
    pub(crate) note: String,
    /// How many are wished; empty when it is one.
    pub(crate) quantity: String,
    /// How much it matters; empty when as usual.
    pub(crate) priority: String,
    pub(crate) dearly: bool,
    pub(crate) secret: bool,
    pub(crate) picture: Option<Shown>,
    pub(crate) today: Option<Today>,
    /// How many questions beside it wait for an answer, in words; empty when none does.
    pub(crate) asked: String,
}

/// The pictures of a member's wishes: their own, and those of the pages they wished from, as they see them.
pub(crate) struct Pictures {
    own: HashMap<WishId, Picture>,
    listed: HashMap<ListingId, Picture>,
}

impl Pictures {
    pub(crate) async fn of(tx: &mut Tx, me: MemberId, wishes: &[(Wish, Detail)]) -> Result<Self, StoreError> {
        let listings = wishes.iter().filter_map(|(_, beside)| beside.listing);
        let listed = product::pictures(tx, listings, Some(me)).await?;
        Ok(Self { own: picture::of_member(tx, me).await?, listed })
    }

    /// The picture of a wish, and the address of its small one; one's own comes first.
    pub(crate) fn small(&self, wish: WishId, beside: &Detail) -> Option<(Picture, String)> {
        if let Some(own) = self.own.get(&wish) {
            return Some((*own, picture::address(wish, own, Size::Small)));
        }
        let listed = beside.listing.and_then(|listing| self.listed.get(&listing))?;
        Some((*listed, listed.url(Size::Small)))
    }
}

/// `pictures` are those of the list it stands on, `best` what is known of its price.
pub(crate) fn line(
    page: &Page,
    wish: &Wish,
    beside: &Detail,
    pictures: &Pictures,
    best: Option<&Best>,
) -> Line {
    let row = rows(page, std::slice::from_ref(wish)).swap_remove(0);
    let own = beside.note.lines().collect::<Vec<_>>().join(" ");
    let parts = [own, row.note.clone()];
    Line {
        note: parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        quantity: if beside.quantity > 1 { format!("×\u{a0}{}", beside.quantity) } else { String::new() },
        priority: match beside.priority {
            Priority::Usual => String::new(),
            other => page.t(&format!("wish-priority-{other}")),
        },
        dearly: beside.priority == Priority::Dearly,
        secret: beside.secret,
        picture: pictures.small(wish.id, beside).map(in_a_row),
        today: best.map(|best| Today::new(page, best)),
        asked: String::new(),
        row,
    }
}

/// What an edit from elsewhere said and another replaced.
pub(crate) struct Offered {
    pub(crate) title: String,
    pub(crate) said: String,
    pub(crate) op: String,
    pub(crate) action: String,
}

/// What is on a list: the part of its page that is looked at again when something changes.
#[derive(Template)]
#[template(path = "wishes_part.html")]
pub(crate) struct ListPart {
    pub(crate) page: Page,
    pub(crate) lines: Vec<Line>,
    pub(crate) fulfilled: Vec<WishRow>,
    pub(crate) offered: Vec<Offered>,
    /// Whether its lines are being put in order.
    pub(crate) arrange: bool,
    /// What is looked for; empty when all is shown.
    pub(crate) sought: String,
    /// Whether there is enough to look through.
    pub(crate) long: bool,
    /// Where this list is shown.
    pub(crate) home: String,
    /// The address of this very part.
    pub(crate) src: String,
    /// Wishes of this member that are open or paused, on all lists.
    pub(crate) hoped: usize,
}

impl ListPart {
    /// Whether nothing ever stood on this list.
    pub(crate) fn is_bare(&self) -> bool {
        self.lines.is_empty() && self.fulfilled.is_empty() && self.sought.is_empty()
    }
}

/// The wishes of a list as `query` asks for them: `q` looks for words, `arrange` puts them in order.
pub(crate) async fn part(
    tx: &mut Tx,
    page: &Page,
    me: MemberId,
    shown: Option<ListId>,
    query: &Form,
) -> Result<ListPart, StoreError> {
    let all = detail::whole(tx, me).await?;
    let lists = list::lists_of(tx, me).await?;
    let offered = overruled::of_member(tx, me).await?;
    let here = |beside: &Detail| beside.list == shown && beside.archived_at.is_none();
    let offered = offered.iter().filter_map(|offered| {
        let (wish, beside) = all.iter().find(|(wish, _)| wish.id == offered.wish)?;
        here(beside).then(|| offer(page, &lists, wish, beside, offered))
    });
    let mut offered: Vec<Offered> = offered.collect();
    if let Some(list) = shown {
        offered.extend(named::offered(tx, page, me, list).await?);
    }
    let hoped = all.iter().filter(|(wish, _)| is_hoped(wish)).count();
    let (came_true, stands): (Vec<_>, Vec<_>) = all
        .into_iter()
        .filter(|(_, beside)| here(beside))
        .partition(|(wish, _)| wish.state == WishState::Fulfilled);
    let sought = query.get("q").trim().to_owned();
    let long = stands.len() > LATELY;
    let pictures = Pictures::of(tx, me, &stands).await?;
    let best = best::of(tx, me, &stands).await?;
    let waiting = asked::waiting(tx, page, me).await?;
    let lines = stands.iter().filter(|(wish, beside)| is_found(&sought, wish, beside));
    let lines = lines.map(|(wish, beside)| Line {
        asked: waiting.get(&wish.id).map(|count| page.t1("wish-asked", "count", count)).unwrap_or_default(),
        ..line(page, wish, beside, &pictures, best.get(&wish.id))
    });
    let lines = lines.collect();
    let lately: Vec<Wish> = came_true.into_iter().map(|(wish, _)| wish).take(LATELY).collect();
    let (home, arrange) = (home(shown), query.some("arrange").is_some() && sought.is_empty());
    let more = if arrange { "&arrange=1".to_owned() } else { format!("&q={}", encoded(&sought)) };
    Ok(ListPart {
        src: format!("{home}?part=1{more}"),
        lines,
        fulfilled: rows(page, &lately),
        offered,
        arrange,
        sought,
        long,
        home,
        hoped,
        page: page.clone(),
    })
}

pub(crate) fn is_hoped(wish: &Wish) -> bool {
    matches!(wish.state, WishState::Open | WishState::Paused)
}

/// Whether all that is looked for stands in the title or the note.
fn is_found(sought: &str, wish: &Wish, beside: &Detail) -> bool {
    let text = text::fold(&format!("{} {}", wish.title, beside.note));
    text::fold(sought).split_whitespace().all(|word| text.contains(word))
}

/// A text as a part of an address.
fn encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(byte).collect()
}

fn offer(page: &Page, lists: &[List], wish: &Wish, beside: &Detail, one: &overruled::Offered) -> Offered {
    let kept = label(page, lists, &fields::said(one.field, wish, beside));
    let said = label(page, lists, &one.lost.value);
    Offered {
        title: wish.title.clone(),
        said: page.t2(&format!("wish-lost-{}", part_of(one.field)), "said", said, "kept", kept),
        op: one.lost.op.to_string(),
        action: format!("/me/wishes/{}/overruled", wish.id),
    }
}

/// Several fields are told in the same words.
fn part_of(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Note => "note",
        Field::TopPrice => "price",
        Field::Until => "until",
        Field::List => "list",
        Field::State | Field::Archived => "state",
        Field::Priority | Field::Secret | Field::Order | Field::Quantity => "other",
    }
}

/// What a field says, in words.
fn label(page: &Page, lists: &[List], value: &Value) -> String {
    let instant = |until: &Option<Instant>| {
        until.map_or_else(|| page.t("wish-any-time"), |until| page.words().date(until.plus_secs(-1)))
    };
    let named = |id: &Option<ListId>| {
        let list = id.and_then(|id| lists.iter().find(|list| list.id == id));
        list.map_or_else(|| page.t("list-main"), |list| list.name.clone())
    };
    match value {
        Value::Text(text) if text.is_empty() => page.t("wish-nothing"),
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => page.t(if *flag { "wish-yes" } else { "wish-no" }),
        Value::Priority(priority) => page.t(&format!("wish-priority-{priority}")),
        Value::State(state) => page.t(&format!("wish-state-{state}")),
        Value::List(id) => named(id),
        Value::Price(price) => {
            price.map_or_else(|| page.t("wish-any-price"), |price| page.words().money(price))
        }
        Value::Until(until) => instant(until),
    }
}
