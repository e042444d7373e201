//! Stories of wishes, each on both databases.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod actions;
mod api;
mod at_once;
mod devices;
mod edits;
mod edits_random;
mod edits_refused;
mod list_names;
mod list_pages;
mod lists;
mod pages;
mod places;
mod support;
