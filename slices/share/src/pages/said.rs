//! A gift as a page says it.

use domain::{Money, Priority};
use kit::{Lang, Page};
use product::Size;

use crate::access::Seen;
use crate::model::{Comment, Reservation, Seat};
use crate::view::{Gift, own_address};

/// A wish in a shared list, ready to be shown.
pub(super) struct Card {
    pub(super) title: String,
    pub(super) href: String,
    pub(super) note: String,
    /// How much it matters; empty when as much as any other.
    pub(super) priority: String,
    /// What it costs and where, as last read; empty when nobody knows.
    pub(super) price: String,
    /// On which day that was read; empty when nobody knows.
    pub(super) read: String,
    pub(super) retailer: String,
    pub(super) shop: String,
    /// How many are wished, or still free.
    pub(super) count: String,
    /// Who gives what, as far as the viewer may know; empty when nothing is to be said.
    pub(super) givers: String,
    pub(super) mine: Option<Mine>,
    /// Nobody may promise on it any more.
    pub(super) taken: bool,
    /// Whether the viewer may promise at all.
    pub(super) open: bool,
    /// Several give it together, and more may.
    pub(super) pot: String,
    /// So many may still be promised.
    pub(super) free: i64,
    pub(super) picture: Option<Shown>,
}

/// A picture, its room kept before it comes.
pub(super) struct Shown {
    pub(super) src: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Dots of a picture's longer side on a card.
const DOTS: u32 = 200;

/// The owner's own picture comes before that of a shop.
fn shown(seen: &Seen, gift: &Gift) -> Option<Shown> {
    let (picture, src) = match (&gift.own, gift.shop.as_ref().and_then(|shop| shop.shown)) {
        (Some(own), _) => (*own, own_address(seen.list.id, gift.wish.id, own, Size::Large)),
        (None, Some(shop)) => (shop, shop.url(Size::Large)),
        (None, None) => return None,
    };
    let (width, height) = picture.within(DOTS);
    Some(Shown { src, width, height })
}

/// The viewer's own promise.
pub(super) struct Mine {
    pub(super) words: String,
    pub(super) undo: String,
}

pub(super) fn mine(page: &Page, one: &Reservation) -> Mine {
    let words = match (one.together(), one.amount) {
        (true, Some(amount)) => page.t1("share-mine-amount", "amount", page.words().money(amount)),
        (true, None) => page.t("share-mine-together"),
        (false, _) => page.t1("share-mine", "count", one.units),
    };
    Mine { words, undo: format!("/me/gifts/{}/undo", one.id) }
}

/// A name, or that it was not said.
pub(super) fn named(page: &Page, name: &str) -> String {
    if name.is_empty() { page.t("share-somebody") } else { name.to_owned() }
}

/// The name of another giver: of a secret one it is not said.
fn giver(page: &Page, one: &Reservation) -> String {
    let name = if one.secretly { page.t("share-somebody") } else { named(page, &one.name) };
    match one.amount {
        Some(amount) => format!("{name} ({})", page.words().money(amount)),
        None => name,
    }
}

fn count(page: &Page, gift: &Gift) -> String {
    let free = gift.free();
    match gift.standing {
        Some(_) if free < gift.quantity && gift.quantity > 1 => {
            page.t2("share-free-of", "free", free, "count", gift.quantity)
        }
        _ if gift.quantity > 1 => page.t1("share-wished", "count", gift.quantity),
        _ => String::new(),
    }
}

/// What is known of the pot: how many give, and what is missing.
fn pot(page: &Page, gift: &Gift) -> String {
    let Some(pot) = gift.standing.and_then(|standing| standing.pot) else { return String::new() };
    let givers = page.t1("share-pot", "count", pot.givers);
    match pot.missing() {
        Some(missing) if missing.minor == 0 => format!("{givers} {}", page.t("share-pot-full")),
        Some(missing) => {
            format!("{givers} {}", page.t1("share-pot-missing", "amount", page.words().money(missing)))
        }
        None => givers,
    }
}

pub(super) fn card(page: &Page, seen: &Seen, gift: &Gift) -> Card {
    let others = gift.named.iter().filter(|one| Some(one.giver) != seen.viewer);
    let names: Vec<String> = others.map(|one| giver(page, one)).collect();
    let full = gift.standing.and_then(|standing| standing.pot).and_then(|pot| pot.missing());
    let joins = gift.standing.is_some_and(|standing| standing.pot.is_some())
        && full.is_none_or(|missing| missing.minor > 0);
    let shop = gift.shop.as_ref();
    let priced = shop.and_then(|shop| Some((shop.price?, shop.read_at)));
    // The day itself, never "today": a page that stays open would go on saying so.
    let read = priced.map(|(_, at)| page.t1("share-read", "date", page.words().date(at)));
    Card {
        title: gift.wish.title.clone(),
        href: format!("/lists/{}/wishes/{}", seen.list.id, gift.wish.id),
        note: gift.note.clone(),
        priority: match gift.priority {
            Priority::Usual => String::new(),
            other => page.t(&format!("share-priority-{other}")),
        },
        price: priced.map(|(price, _)| page.words().money(price)).unwrap_or_default(),
        read: read.unwrap_or_default(),
        retailer: shop.map(|shop| shop.retailer.clone()).unwrap_or_default(),
        shop: shop.map(|shop| shop.url.clone()).unwrap_or_default(),
        count: count(page, gift),
        givers: if names.is_empty() {
            String::new()
        } else {
            page.t1("share-given-by", "names", names.join(", "))
        },
        mine: gift.mine.as_ref().map(|one| mine(page, one)),
        taken: gift.standing.is_some() && gift.free() == 0 && !joins && gift.mine.is_none(),
        open: matches!(seen.seat, Seat::Insider | Seat::Passer) && gift.mine.is_none(),
        pot: pot(page, gift),
        free: gift.free(),
        picture: shown(seen, gift),
    }
}

/// An amount as a field of a form holds it.
pub(super) fn typed(lang: Lang, money: Option<Money>) -> String {
    let plain = money.map(Money::plain).unwrap_or_default();
    if lang == Lang::Fr { plain.replace('.', ",") } else { plain }
}

/// A comment, ready to be shown.
pub(super) struct Said {
    pub(super) name: String,
    /// Whether whose list it is wrote it; others may be called alike.
    pub(super) owners: bool,
    pub(super) when: String,
    /// Its lines.
    pub(super) lines: Vec<String>,
    pub(super) words: String,
    pub(super) id: String,
    /// Whether it is the viewer's own to change.
    pub(super) own: bool,
    /// Whether the viewer may take it away.
    pub(super) removable: bool,
}

pub(super) fn said(page: &Page, seen: &Seen, one: Comment) -> Said {
    let own = Some(one.writer) == seen.viewer;
    let when = page.words().when(one.written_at);
    Said {
        when: if one.changed_at.is_some() { page.t1("share-changed", "when", when) } else { when },
        name: named(page, &one.name),
        owners: one.writer == one.owner,
        lines: one.words.lines().map(str::to_owned).collect(),
        words: one.words,
        id: one.id.to_string(),
        own,
        removable: own || seen.seat == Seat::Owner,
    }
}
