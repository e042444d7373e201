//! The list without a network: its empty page, which a browser keeps and fills from what it has of its member's list, and the worker
//! that shows it. Neither knows who asks.

use askama::Template;
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use domain::limits;
use kit::page::NavItem;
use kit::{Access, Page, Routes, assets, html};

const PATH: &str = "/me/wishes/offline";

#[derive(Template)]
#[template(path = "offline.html")]
struct OfflinePage {
    page: Page,
    /// The sentence that offers back what was overruled, with holes for the script to fill.
    offered: String,
    name_max: usize,
    title_max: usize,
    note_max: usize,
    quantity_max: i64,
}

/// The same for everybody: what is a member's own is on their device.
async fn offline(mut page: Page) -> Response {
    let item = |href: &str, key: &str, icon: &'static str, current: bool| NavItem {
        href: href.to_owned(),
        label: page.t(key),
        icon,
        current,
    };
    page.nav = vec![item("/me", "nav-me", "home", false), item("/me/wishes", "nav-wishes", "wish", true)];
    page.member = None;
    page.toast = None;
    let hole = |name: &'static str| (name, format!("{{{name}}}"));
    let offered = page.lang.with("offline-offered", &["field", "value", "kept"].map(hole));
    html(&OfflinePage {
        page,
        offered,
        name_max: limits::NAME_CHARS,
        title_max: limits::TITLE_CHARS,
        note_max: limits::NOTE_CHARS,
        quantity_max: limits::QUANTITY_MAX,
    })
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Anyone, Method::GET, PATH, get(offline)).page(
        Access::Anyone,
        Method::GET,
        "/sw.js",
        get(assets::worker),
    )
}
