//! Stories of encounters, each on both databases.

mod api;
mod law;
mod pages;
mod steps;
mod support;
