//! What all edges share, so that a slice writes only what is its own.
//!
//! - [`App`]: database, clock, chance and settings, handed to every handler.
//! - [`Caller`], [`Access`] and [`Routes`]: who asks, who may, and the table of all routes that a test walks.
//! - [`Refusal`]: what is answered when something may not or cannot be done, as a page or as RFC 9457 problem.
//! - [`Once`] and [`Body`]: JSON bodies with kind errors; creating requests that take effect once.
//! - [`Form`] and [`Page`]: forms that keep what was typed, and the frame of every page in French and English.
//! - [`asked`]: what others asked beside wishes, from the room that keeps it to those that show it.
//! - [`tags`]: where the code of a tag opens, from the room that makes tags to those that read what people type.
//! - [`Own`]: what a slice keeps of a member, for them to take along.
//! - [`Tries`]: what failed of late, of each house by itself.
//! - [`words`]: money, distances and times as people say them; [`wire`]: their JSON forms.
//!
//! Refuses to know any slice, and what is suggested to whom.

pub mod access;
pub mod app;
pub mod asked;
pub mod assets;
pub mod body;
pub mod caller;
pub mod chance;
pub mod clock;
pub mod form;
pub mod guard;
pub mod lang;
pub mod once;
pub mod own;
pub mod page;
pub mod paging;
pub mod refusal;
pub mod refusals;
pub mod routes;
pub mod secret;
pub mod stirred;
pub mod stop;
pub mod tags;
pub mod telemetry;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod tries;
pub mod wire;
pub mod words;
mod written;

pub use access::Access;
pub use app::{App, Mail, Settings};
pub use body::Body;
pub use caller::{Caller, Me, Signed, Via};
pub use chance::Chance;
pub use clock::Clock;
pub use form::{Fields, Form};
pub use lang::Lang;
pub use once::Once;
pub use own::{Own, Whose};
pub use page::{Page, html, see_other};
pub use paging::Paging;
pub use refusal::{Refusal, Result};
pub use routes::{RouteInfo, Routes};
pub use stirred::{Stir, Stirred};
pub use stop::Stop;
pub use tries::Tries;
