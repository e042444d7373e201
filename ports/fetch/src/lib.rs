//! Fetch: the one way out to the web, for pages that members paste, feeds, calendars, pictures and push services.
//!
//! Whatever address comes, from a person or from a page: only the public internet is spoken to. A name is looked up once, what
//! it answers is checked, and exactly that is connected to, so that no second answer can lead inside (DNS rebinding); every
//! redirect is an address like the first. Everything has an end: connecting, the whole, the head, the bytes sent and the
//! bytes they unpack to. `robots.txt` is respected, hosts are visited one fetch at a time, with pauses, and with the patience
//! they ask for. Who we are stands in the `User-Agent`.
//!
//! Keeps no cookie, no cache, no log; sends no referrer. Refuses to know what a page says.
//!
//! Public face: [`Fetcher::get`] and [`Fetcher::post`], with [`Settings`], [`Purpose`], [`Conditional`], [`Answered`] and
//! [`Refused`]. Tests give their own [`Lookup`] and a [`Pace`] that does not wait. Why it is built on hyper alone: decision 0010.

mod body;
mod connect;
mod fetched;
mod fetcher;
mod hosts;
mod pace;
mod refused;
mod resolve;
mod robots;
mod settings;
mod target;
mod visit;

pub use domain::reach::is_public;
pub use fetched::{Answered, Conditional, Fetched};
pub use fetcher::{Fetcher, Posted};
pub use hyper::header;
pub use pace::Pace;
pub use refused::Refused;
pub use resolve::{Lookup, System};
pub use robots::Robots;
pub use settings::{PRODUCT, Purpose, Settings};
pub use target::Target;
