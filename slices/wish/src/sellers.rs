//! Who sells what is wished, as a page says it: price, stock, since when that is known, and how the price went.

use domain::{Availability, Currency, Instant, Money, WishId};
use kit::Page;
use product::{Listing, Picture, Point, Size, Told};

use crate::own_word::OwnWord;
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
    /// From and to which price its sizes and colours are sold; empty when one price is known.
    pub(crate) range: String,
    /// Which size or colour; empty when none was chosen.
    pub(crate) variant: String,
    /// In what state it is sold; empty when the page does not tell.
    pub(crate) condition: String,
    /// That price or stock are its member's own word, and since when; empty when they are not.
    pub(crate) word: String,
    /// What was read instead of the price they say; empty when nothing was.
    pub(crate) misread: String,
    /// That its price cannot be compared with the top price; empty where it can, or there is none.
    pub(crate) apart: String,
    /// What stands at its address now.
    pub(crate) became: Option<Became>,
    /// That no price was read there; empty when one was, or nothing was read.
    pub(crate) no_price: String,
    /// Where it is read again at once; empty where this house does not read it.
    pub(crate) read_now: String,
    /// Why it was not read just now; empty when nobody asked, or it was.
    pub(crate) not_now: String,
}

/// Another thing that came to stand at the address of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Became {
    pub(crate) id: String,
    /// What it is called, and what it costs.
    pub(crate) said: String,
    /// Where to take it.
    pub(crate) action: String,
}

impl Became {
    pub(crate) fn of(page: &Page, wish: WishId, now: &Listing) -> Self {
        let price = now.price.map(|price| page.words().money(price));
        let said = [Some(now.title.clone()), price].into_iter().flatten().collect::<Vec<_>>();
        Self { id: now.id.to_string(), said: said.join(" · "), action: format!("/me/wishes/{wish}/page") }
    }
}

/// What is known of a page beside its listing.
pub(crate) struct Beside<'a> {
    pub(crate) told: &'a Told,
    /// What its member says of it.
    pub(crate) word: Option<&'a OwnWord>,
    /// What stands there now.
    pub(crate) became: Option<Became>,
    /// In which currency the top price is, where there is one.
    pub(crate) top: Option<Currency>,
    /// Whether it was ever read; else an address is all that is known.
    pub(crate) was_read: bool,
    /// Whether a price can be written by hand beside it.
    pub(crate) by_hand: bool,
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
    /// The days at its two ends.
    pub(crate) ends: [String; 2],
    /// The lowest and the highest it shows.
    pub(crate) marks: [Mark; 2],
}

/// A price of a course that stands out, and since which day it was so.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub(crate) label: String,
    pub(crate) price: String,
    pub(crate) day: String,
}

/// Says a listing in the language of a page; `history` is oldest first.
pub(crate) fn seller(
    page: &Page,
    listing: &Listing,
    history: &[Point],
    picture: Option<Picture>,
    beside: &Beside<'_>,
) -> Seller {
    let words = page.words();
    let word = beside.word.filter(|word| word.listing == listing.id);
    let price = word.and_then(|word| word.price).or(listing.price);
    let before = word.and_then(|word| word.list_price).or(listing.list_price);
    let on_sale = price.zip(before).filter(|(price, list)| price.less_than(*list).is_some());
    let availability = word.and_then(|word| word.availability).unwrap_or(listing.availability);
    let apart = price.zip(beside.top).filter(|(price, top)| price.currency != *top);
    let misread = listing.price.filter(|_| word.is_some_and(|word| word.doubts(listing)));
    // Of a size that was chosen the price is known.
    let range = beside.told.range().filter(|_| listing.variant.is_none());
    let condition = beside.told.condition().map(|state| page.t(&format!("wish-condition-{state}")));
    let no_price = beside.was_read && price.is_none() && range.is_none();
    Seller {
        no_price: if no_price { self::no_price(page, beside.by_hand) } else { String::new() },
        read_now: String::new(),
        not_now: String::new(),
        retailer: listing.retailer.clone(),
        title: listing.title.clone(),
        href: listing.url.clone(),
        price: price.map(|price| words.money(price)).unwrap_or_default(),
        was: on_sale.map(|(_, list)| words.money(list)).unwrap_or_default(),
        stock: page.t(&format!("wish-stock-{availability}")),
        in_stock: availability == Availability::In,
        out: availability == Availability::Out,
        read: if beside.was_read {
            page.t1("wish-read-at", "when", words.on(listing.read_at))
        } else {
            page.t("wish-read-never")
        },
        failure: listing
            .failure
            .as_deref()
            .map(|why| failure(page, why, beside.was_read))
            .unwrap_or_default(),
        own: listing.member.is_some(),
        course: course(page, history, listing.read_at),
        picture: shown(listing, picture),
        listing: listing.id.to_string(),
        why: None,
        off: String::new(),
        range: range
            .map(|(low, high)| page.t2("wish-range", "low", words.money(low), "high", words.money(high)))
            .unwrap_or_default(),
        variant: listing.variant.as_ref().map(|one| one.name.clone()).unwrap_or_default(),
        condition: condition.unwrap_or_default(),
        word: word
            .map(|word| page.t1("wish-said-by-you", "when", words.on(word.said_at)))
            .unwrap_or_default(),
        misread: misread
            .map(|price| page.t1("wish-misread", "price", words.money(price)))
            .unwrap_or_default(),
        apart: apart.map(|(price, top)| self::apart(page, price.currency, top)).unwrap_or_default(),
        became: beside.became.clone(),
    }
}

/// That no price was read, and where one can be written.
fn no_price(page: &Page, by_hand: bool) -> String {
    let none = page.t("wish-no-price");
    if !by_hand {
        return none;
    }
    format!("{none} {}", page.t1("wish-no-price-write", "where", page.t("wish-misread-title")))
}

/// Says that a page counts in other money than the top price: nothing here changes one into the other.
fn apart(page: &Page, theirs: Currency, yours: Currency) -> String {
    let words = page.words();
    page.t2("seller-apart", "theirs", words.currency(theirs), "yours", words.currency(yours))
}

/// Why a price is as old as it is. A page that was read and is of something else now needs no word on reading, nor does one that never was:
/// that is said already.
fn failure(page: &Page, why: &str, was_read: bool) -> String {
    if !was_read || why == product::OTHER || why == product::NO_VARIANT {
        return page.t(why);
    }
    format!("{} {}", page.t("wish-read-failed"), page.t(why))
}

/// The line of a price that moved: level from step to step, until it was last read.
fn course(page: &Page, history: &[Point], till: Instant) -> Option<Course> {
    let currency = history.iter().rev().find_map(|point| point.price)?.currency;
    let steps: Vec<(i64, Money)> = history
        .iter()
        .filter_map(|point| Some((point.at.micros(), point.price?)))
        .filter(|(_, price)| price.currency == currency)
        .collect();
    let lowest = *steps.iter().min_by_key(|step| step.1.minor)?;
    // Of several as high the first, as of several as low.
    let highest = *steps.iter().rev().max_by_key(|step| step.1.minor)?;
    let (low, high) = (lowest.1.minor, highest.1.minor);
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
    let words = page.words();
    let day = |at: i64| words.date(Instant::from_micros(at));
    let marks = [("wish-course-low", lowest), ("wish-course-high", highest)].map(|(key, (at, price))| Mark {
        label: page.t(key),
        price: words.money(price),
        day: day(at),
    });
    Some(Course {
        line: corners.collect::<Vec<_>>().join(" "),
        label: page.t2("wish-course", "low", words.money(lowest.1), "high", words.money(highest.1)),
        ends: [day(from), day(till)],
        marks,
    })
}
