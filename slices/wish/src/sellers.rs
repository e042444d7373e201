//! Who sells what is wished, as a page says it: price, stock, since when that is known, and how the price went.

use domain::{Availability, Instant, Money, WishId};
use kit::Page;
use product::{Listing, Picture, Point, Size};

use crate::picture;
use crate::why::Why;

/// A listing, ready to be shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Seller {
    pub(crate) retailer: String,
    pub(crate) title: String,
    pub(crate) href: String,
    /// Empty when no price was read.
    pub(crate) price: String,
    pub(crate) was: String,
    pub(crate) stock: String,
    pub(crate) in_stock: bool,
    pub(crate) out: bool,
    /// When this was so, in words.
    pub(crate) read: String,
    /// Why it could not be read since; empty when it could.
    pub(crate) failure: String,
    /// Whether only this member sees it.
    pub(crate) own: bool,
    pub(crate) course: Option<Course>,
    pub(crate) picture: Option<Shown>,
    /// Which, to be named in a form.
    pub(crate) listing: String,
    /// Why it is held for a seller of the thing that is wished.
    pub(crate) why: Option<Why>,
    /// Where it is taken off the wish; empty where there is none.
    pub(crate) off: String,
}

/// A picture as a page shows it: its room is kept before it comes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    pub(crate) src: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
}

/// Dots of a picture's longer side on the page of a wish.
const DOTS: u32 = 200;

impl Shown {
    /// A member's own picture on the page of their wish.
    pub(crate) fn own(wish: WishId, own: &Picture) -> Self {
        let (width, height) = own.within(DOTS);
        Self { src: picture::address(wish, own, Size::Large), width, height }
    }
}

/// The picture of a listing; one that is only on its way is waited for by its own address.
pub(crate) fn shown(listing: &Listing, picture: Option<Picture>) -> Option<Shown> {
    match picture {
        Some(picture) => {
            let (width, height) = picture.within(DOTS);
            Some(Shown { src: picture.url(Size::Large), width, height })
        }
        None => listing.picture.as_ref().map(|_| Shown {
            src: format!("/pictures/of/{}", listing.id),
            width: DOTS,
            height: DOTS,
        }),
    }
}

/// Dots of a picture's longer side in a row of a list.
const ROW_DOTS: u32 = 56;

/// A picture in a row of a list.
pub(crate) fn in_a_row((picture, src): (Picture, String)) -> Shown {
    let (width, height) = picture.within(ROW_DOTS);
    Shown { src, width, height }
}

/// How a price went, drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Course {
    /// Corners of a line in a box of 300 by 60.
    pub(crate) line: String,
    /// What it shows, in words.
    pub(crate) label: String,
}

/// Says a listing in the language of a page; `history` is oldest first.
pub(crate) fn seller(page: &Page, listing: &Listing, history: &[Point], picture: Option<Picture>) -> Seller {
    let words = page.words();
    let on_sale =
        listing.price.zip(listing.list_price).filter(|(price, list)| price.less_than(*list).is_some());
    Seller {
        retailer: listing.retailer.clone(),
        title: listing.title.clone(),
        href: listing.url.clone(),
        price: listing.price.map(|price| words.money(price)).unwrap_or_default(),
        was: on_sale.map(|(_, list)| words.money(list)).unwrap_or_default(),
        stock: page.t(&format!("wish-stock-{}", listing.availability)),
        in_stock: listing.availability == Availability::In,
        out: listing.availability == Availability::Out,
        read: page.t1("wish-read-at", "when", words.when(listing.read_at)),
        failure: listing.failure.as_deref().map(|why| page.t(why)).unwrap_or_default(),
        own: listing.member.is_some(),
        course: course(page, history, listing.read_at),
        picture: shown(listing, picture),
        listing: listing.id.to_string(),
        why: None,
        off: String::new(),
    }
}

/// The line of a price that moved: level from step to step, until it was last read.
fn course(page: &Page, history: &[Point], till: Instant) -> Option<Course> {
    let currency = history.iter().rev().find_map(|point| point.price)?.currency;
    let steps: Vec<(i64, Money)> = history
        .iter()
        .filter_map(|point| Some((point.at.micros(), point.price?)))
        .filter(|(_, price)| price.currency == currency)
        .collect();
    let (low, high) =
        (steps.iter().map(|step| step.1.minor).min()?, steps.iter().map(|step| step.1.minor).max()?);
    let (from, till) = (steps.first()?.0, till.micros());
    if low == high || till <= from {
        return None;
    }
    let x = |at: i64| 296 * (at - from) / (till - from) + 2;
    let y = |minor: i64| 56 - 52 * (minor - low) / (high - low);
    let ends = steps.iter().skip(1).map(|step| step.0).chain([till]);
    let corners = steps
        .iter()
        .zip(ends)
        .map(|((at, price), end)| format!("{},{} {},{}", x(*at), y(price.minor), x(end), y(price.minor)));
    let (low, high) = (Money { minor: low, currency }, Money { minor: high, currency });
    let label = page.t2("wish-course", "low", page.words().money(low), "high", page.words().money(high));
    Some(Course { line: corners.collect::<Vec<_>>().join(" "), label })
}
