//! The fetcher against a small web of its own, kind and hostile.

#![expect(clippy::unwrap_used, reason = "tests")]

mod guard;
mod help;
mod limits;
mod manners;
