//! Offers: what an organisation has, at what price, how many, where, until when, and from how far it speaks.
//!
//! Invariants: stock is given away by one guarded statement, so that never more leave than there are ([`hold`]); an offer's
//! place belongs to its organisation; a reference price is in the offer's currency and above its price; every change tells
//! [`domain::Fact::Offer`] in the transaction that makes it. A file of offers ([`import_csv`]) may be read again without
//! doubles, in bounded memory, and its good lines are kept whatever the bad ones hold.
//! Refuses to know who is told of an offer, and who takes it.
//!
//! Public face: the actions re-exported here, [`view`] for pages that show offers, and [`routes`].

pub mod actions;
mod api;
mod decide;
pub mod import;
pub mod model;
mod pages;
mod rows;
mod sql;
mod stock;
pub mod view;

pub use actions::{
    all, change, each, of_organisation, of_organisation_page, offer, open_page, publish, tally, with_gtin,
};
pub use import::{ImportReport, LineError, import_csv};
pub use model::{Filter, NewOffer, OfferChange, is_open};
pub use stock::{add_stock, hold, release};
pub use view::{OfferRow, rows};

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    api::routes().merge(pages::routes())
}
