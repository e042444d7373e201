//! Products, listings, and what a reading brings.

use domain::{Availability, Category, Gtin, Instant, ListingId, MemberId, Money, ProductId};

use crate::told::Besides;

/// One thing, by whomever it is sold.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    /// Its id.
    pub id: ProductId,
    /// What it is called, as first read.
    pub title: String,
    /// Whose make, as written.
    pub brand: Option<String>,
    /// Its barcode.
    pub gtin: Option<Gtin>,
    /// The maker's number.
    pub model: Option<String>,
    /// Where in the tree of categories.
    pub category: Option<Category>,
}

/// What tells a thing, as one page has it or as all together do.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Thing {
    /// Whose make, as written.
    pub brand: Option<String>,
    /// Its barcode.
    pub gtin: Option<Gtin>,
    /// The maker's number.
    pub model: Option<String>,
    /// Where in the tree of categories.
    pub category: Option<Category>,
}

impl From<&Seen> for Thing {
    fn from(seen: &Seen) -> Self {
        let Seen { brand, gtin, model, category, .. } = seen.clone();
        Self { brand, gtin, model, category }
    }
}

impl From<&Product> for Thing {
    fn from(product: &Product) -> Self {
        let Product { brand, gtin, model, category, .. } = product.clone();
        Self { brand, gtin, model, category }
    }
}

/// A thing by what is said of it, wherever that was said.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Described {
    /// What it is called.
    pub title: String,
    /// What tells it.
    pub thing: Thing,
}

impl From<&Seen> for Described {
    fn from(seen: &Seen) -> Self {
        Self { title: seen.title.clone(), thing: Thing::from(seen) }
    }
}

/// What a page said of a thing when it was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The page's address.
    pub url: String,
    /// Who sells there, as the page calls itself, or its host.
    pub retailer: String,
    /// What it is called.
    pub title: String,
    /// Whose make.
    pub brand: Option<String>,
    /// Its barcode.
    pub gtin: Option<Gtin>,
    /// The maker's number.
    pub model: Option<String>,
    /// Where in the tree of categories.
    pub category: Option<Category>,
    /// Where a picture of it is.
    pub picture: Option<String>,
    /// What it costs.
    pub price: Option<Money>,
    /// What it cost before, when it is on sale.
    pub list_price: Option<Money>,
    /// Whether it can be had.
    pub availability: Availability,
    /// What to ask the site with the next time.
    pub known: Known,
    /// What the page told besides.
    pub besides: Besides,
}

/// What tells a site whether its page changed since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    /// The `ETag`, as it came.
    pub etag: Option<String>,
    /// The `Last-Modified`, as it came.
    pub last_modified: Option<String>,
}

/// What one retailer's page says of a product.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Its id.
    pub id: ListingId,
    /// Of which thing.
    pub product: ProductId,
    /// Whose own browser read it; `None` when this server did, for everybody.
    pub member: Option<MemberId>,
    /// The page's address.
    pub url: String,
    /// Who sells there.
    pub retailer: String,
    /// What it is called there.
    pub title: String,
    /// Where a picture of it is.
    pub picture: Option<String>,
    /// What it cost at `read_at`.
    pub price: Option<Money>,
    /// What it cost before, when it was on sale.
    pub list_price: Option<Money>,
    /// Whether it could be had at `read_at`.
    pub availability: Availability,
    /// When it was last read and made sense.
    pub read_at: Instant,
    /// Why it could not be read since, by name; `None` when the last reading made sense.
    pub failure: Option<String>,
    /// How often in a row it could not.
    pub failures: u32,
    /// What to ask the site with the next time.
    pub known: Known,
    /// The seconds between two readings, as learnt.
    pub every_s: i64,
    /// When to read it again; `None` when it is not read any more.
    pub next_at: Option<Instant>,
    /// Of which size or colour it is, where one was chosen: price, stock and barcode are those of it.
    pub variant: Option<Chosen>,
    /// Which thing at its address, in their order: where another came to stand, that is the next.
    pub turn: i64,
    /// What stands at its address now, when that is another thing that one may wish for.
    pub became: Option<ListingId>,
}

/// Seconds for which what was read counts as of now: a day.
const FRESH_S: i64 = 86_400;

impl Listing {
    /// Whether what it says was read within a day, and could be read since.
    #[must_use]
    pub fn is_fresh(&self, now: Instant) -> bool {
        self.failure.is_none() && now.secs_since(self.read_at) <= FRESH_S
    }
}

/// A size or a colour that was chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// What the shop calls it among programs.
    pub key: String,
    /// What tells it apart, in words.
    pub name: String,
}

/// One step of a listing's history: what it cost, and whether it could be had, from an instant on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// Since when.
    pub at: Instant,
    /// At what price.
    pub price: Option<Money>,
    /// Whether it could be had.
    pub availability: Availability,
}

/// What reading a listing again brought.
#[derive(Debug, Clone, PartialEq)]
pub enum Again {
    /// What the page says now.
    Seen(Box<Seen>),
    /// The site says that nothing changed.
    Same,
    /// It could not be read: by what name, until when the site wants to be left alone, and whether another attempt may succeed.
    Failed {
        /// The name of the reason, as words for it are kept.
        why: &'static str,
        /// Until when the site wants to be left alone.
        until: Option<Instant>,
        /// Whether another attempt may succeed.
        may_pass: bool,
    },
}
