//! Wishes as a page says them.

use domain::{Instant, Wish, WishId, WishState};
use kit::Page;

/// Days ahead from which on a wish says that its end is near.
const NEAR_DAYS: i32 = 7;

/// A wish in a list: everything is ready to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishRow {
    /// Which.
    pub id: WishId,
    /// How the member calls it.
    pub title: String,
    /// Its terms in a few words: `moins de 6 € · à 500 m au plus`.
    pub note: String,
    /// The name of its category; empty when any will do.
    pub category: String,
    /// Where it stands.
    pub state: WishState,
    /// Where it stands, in words.
    pub state_label: String,
    /// Whether its end has passed while it was still hoped for.
    pub over: bool,
    /// How long it still has, in words, while it is hoped for and its end is near; else empty.
    pub left: String,
    /// The page on which it can be changed.
    pub href: String,
}

impl WishRow {
    /// Whether it is hoped for now.
    #[must_use]
    pub fn open(&self) -> bool {
        self.state == WishState::Open
    }

    /// Whether it came true.
    #[must_use]
    pub fn fulfilled(&self) -> bool {
        self.state == WishState::Fulfilled
    }
}

/// Says wishes in the language of a page, in the order given.
#[must_use]
pub fn rows(page: &Page, wishes: &[Wish]) -> Vec<WishRow> {
    wishes.iter().map(|wish| row(page, wish)).collect()
}

fn row(page: &Page, wish: &Wish) -> WishRow {
    let over = wish.state != WishState::Fulfilled && wish.until.is_some_and(|until| until <= page.now);
    let category = wish.subject.category.as_ref();
    WishRow {
        id: wish.id,
        title: wish.title.clone(),
        note: note(page, wish),
        category: category.map(|category| page.t(&category.label_key())).unwrap_or_default(),
        state: wish.state,
        state_label: page.t(&if over {
            "wish-over".to_owned()
        } else {
            format!("wish-state-{}", wish.state)
        }),
        over,
        left: wish
            .until
            .filter(|_| wish.state == WishState::Open && !over)
            .map_or_else(String::new, |until| left(page, until)),
        href: format!("/me/wishes/{}", wish.id),
    }
}

/// What ends at midnight was meant to last through the day before.
fn last_moment(until: Instant) -> Instant {
    until.plus_secs(-1)
}

fn left(page: &Page, until: Instant) -> String {
    let zone = page.zone();
    let days = zone.civil(last_moment(until)).day - zone.civil(page.now).day;
    if days > NEAR_DAYS { String::new() } else { page.t1("wish-left", "days", days) }
}

fn note(page: &Page, wish: &Wish) -> String {
    let words = page.words();
    let price = wish.top_price.map(|top| match top.minor {
        0 => page.t("wish-free"),
        _ => page.t1("wish-under", "price", words.money(top)),
    });
    let until = wish.until.map(|until| {
        if page.zone().civil(until).minute == 0 {
            page.t1("wish-until-day", "day", words.date(last_moment(until)))
        } else {
            words.until(until)
        }
    });
    let within = page.t1("wish-within", "distance", words.distance(wish.distance_m));
    let only = (!wish.places.is_empty()).then(|| page.t1("wish-only-at", "count", wish.places.len()));
    [price, until, Some(within), only].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
