//! Product: one thing, and the listings by which retailers sell it.
//!
//! Knows: what a retailer's page said when it was read last ([`Listing`]), every price it had ([`history`]), when it is to be read
//! again ([`due`]), and which listings are of one thing.
//! Invariants: an address is one listing, or one for each size or colour that was chosen there; what is read again is held against what
//! was known, so that another thing that came to stand there is a listing of its own, and never this one's price ([`OTHER`]); a price is shown with the instant it was read at, and never as fresh when the last
//! reading failed; the history gains a row only when price or availability changed; a page that a member's own browser read is
//! seen by that member alone, for nobody else can check it. Every change of price or availability is told as
//! [`domain::Fact::Listing`]. A listing whose address alone is known says so ([`NOT_READ`]) until its page was read.
//! Pictures are served by us; one that a member's own browser led to is that member's alone.
//! Refuses to know who wishes for it, and how a page is fetched and read.
//!
//! What everybody may see is found by its words ([`note_words`] for what was known before they were noted).
//!
//! Public face: the actions re-exported here, and the model.

mod actions;
mod address;
mod again;
mod alike;
mod blocking;
mod choose;
mod decide;
mod held;
mod likeness;
mod model;
mod note;
mod picture;
mod rows;
mod several;
mod sql;
mod sweep;
mod told;
mod told_rows;
mod words;

pub use actions::{
    due, history, kept, listing, listings, of_address, product, public_listings, put_off, with_gtin,
};
pub use address::{
    expect, expect_counted, expect_page, expect_unread, known_page, named_by, never_read, plain_address,
    without_login,
};
pub use again::{NO_VARIANT, OTHER, reread};
pub use blocking::{add, candidates, same};
pub use choose::choose;
pub use decide::{News, is_never_read, newest, passed};
pub use likeness::{Judge, Likeness, Reason, Sureness};
pub use model::{Again, Chosen, Described, Known, Listing, Point, Product, Seen, Thing};
pub use note::{NOT_READ, note};
pub use picture::{
    Picture, Shrunk, Size, claim_picture, keep_picture, picture, picture_bytes, picture_coming,
    picture_failed, picture_wanted, pictures_due,
};
pub use several::{Mark, marks, of_products, pictures, prices_at, ranges, several, with_gtins};
pub use sweep::{count_page, drop_listing, forgotten, sweep_pictures, wanted};
pub use told::{Besides, Found, Of, Part, Told, Value, Variant};
pub use told_rows::told;
pub use words::note_words;

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[
    kit::Own::of_member("own_products", sql::OWN_PRODUCTS),
    kit::Own::of_member("own_pages", sql::OWN_LISTINGS),
    kit::Own::of_member("own_prices", sql::OWN_PRICES),
];
