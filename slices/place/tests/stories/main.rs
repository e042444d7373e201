//! Places, the town and its map on both databases.

#![expect(clippy::unwrap_used, reason = "a test may stop where it stands")]

mod api;
mod import;
mod outlines;
mod pages;
mod web;
