//! Ingest: where moments come in, one module per source.
//!
//! Each asks first whether the member's shopper mode is on and reads nothing further of a message while it is off; what is
//! read goes to the street and nowhere else: not to the store, not to a log, and to the measures by kind alone.
//! Refuses to know what comes of a moment.
//!
//! - [`page`]: the member's open page, `POST /api/v1/moments`.
//! - [`owntracks`]: the OwnTracks phone app over HTTP, `POST /owntracks`.
//! - [`devices`]: the page on which a member lets phones and browsers in and shuts them out, `/me/devices`.
//!
//! - [`feeds`]: calendars (iCalendar) and programmes (XMLTV), read when they are due.
//! - [`capture`]: what a member wishes from anywhere else: an address, a page of their browser, a code, words.
//!
//! - [`import`]: a list from elsewhere, a file or another house's page, looked at line by line before it is kept.
//! - [`picture`]: pictures of things, fetched once and served by us.
//!
//! Public face: [`routes`], [`reread`], [`read_feeds`], [`pictures`]. The server puts an `Arc<suggest::Street>` and an `Arc<fetch::Fetcher>` on every request as extensions.

mod capture;
mod devices;
mod feeds;
mod import;
mod listening;
pub mod owntracks;
mod page;
mod picture;

pub use capture::reread;
pub use feeds::read_feeds;
pub use picture::pictures;

/// The readers of strangers' bytes by themselves, for the fuzz targets and the benchmark.
#[cfg(feature = "testing")]
pub mod readers {
    pub use crate::feeds::feed;
    pub use crate::import::{Line, Lines, list};
    pub use crate::picture::shrunk;
}

/// The routes of this port.
#[must_use]
pub fn routes() -> kit::Routes {
    [owntracks::routes(), devices::routes(), capture::routes(), import::routes(), picture::routes()]
        .into_iter()
        .fold(page::routes(), kit::Routes::merge)
}
