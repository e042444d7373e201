//! Places, the town and its map on both databases.

mod api;
mod import;
mod pages;
mod web;
