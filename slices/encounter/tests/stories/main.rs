//! Stories of encounters, each on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop where it is")]

mod api;
mod gone;
mod law;
mod pages;
mod steps;
mod support;
