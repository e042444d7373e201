//! Stories of wishes, each on both databases.

mod actions;
mod api;
mod pages;
mod support;
