//! `/figures`: what the town hopes for.

use askama::Template;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use domain::Category;
use kit::{Access, App, Page, Result, Routes, html};

use super::{Figure, Kind, figures};

/// Rows of a kind that are shown.
const SHOWN: usize = 100;

struct Row {
    title: String,
    note: String,
    people: String,
}

struct Part {
    id: &'static str,
    title: String,
    icon: &'static str,
    rows: Vec<Row>,
}

#[derive(Template)]
#[template(path = "figures.html")]
struct FiguresPage {
    page: Page,
    parts: Vec<Part>,
}

fn row(page: &Page, figure: &Figure) -> Row {
    let category = || figure.label.parse::<Category>().ok().map(|category| page.t(&category.label_key()));
    let named = if figure.kind == Kind::Category { category() } else { None };
    Row {
        title: named.unwrap_or_else(|| figure.label.clone()),
        note: page.t1("figures-since", "when", page.words().date(figure.at)),
        people: page.t1("figures-people", "count", figure.people),
    }
}

async fn show(State(app): State<App>, page: Page) -> Result<Response> {
    let all = figures(&mut app.read().await?).await?;
    let part = |kind: Kind, icon| Part {
        id: kind.name(),
        title: page.t(&format!("figures-{kind}")),
        icon,
        rows: all.iter().filter(|one| one.kind == kind).take(SHOWN).map(|one| row(&page, one)).collect(),
    };
    let parts = [part(Kind::Category, "tag"), part(Kind::Word, "wish"), part(Kind::Product, "box")];
    let parts = parts.into_iter().filter(|part| !part.rows.is_empty()).collect();
    Ok(html(&FiguresPage { parts, page }))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/figures", get(show))
}
