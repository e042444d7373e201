//! Pages that belong to no single room: the first one, the member's, what they take along, the operator's, the reference.

mod elsewhere;
mod export;
pub mod first;
pub mod health;
mod manifest;
pub mod me;
mod offline;
mod pile;
pub mod reference;

use axum::response::Response;
use kit::page::HousePage;
use kit::{Page, Routes, html};

/// The page that shows every component of the house.
pub async fn house(page: Page) -> Response {
    html(&HousePage { page })
}

/// The routes of these pages.
#[must_use]
pub fn routes() -> Routes {
    [
        me::routes(),
        elsewhere::routes(),
        export::routes(),
        health::routes(),
        manifest::routes(),
        offline::routes(),
        reference::routes(),
    ]
    .into_iter()
    .fold(first::routes(), Routes::merge)
}
