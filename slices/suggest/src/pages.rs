//! Pieces of the member's page: a card, and why it is there.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use domain::{Outcome, Suggestion, SuggestionId};
use kit::wire::path_id;
use kit::{Access, App, Me, Page, Refusal, Result, Routes, html};
use store::Tx;

use crate::actions;
use crate::card::{self, Known};

async fn mine(tx: &mut Tx, me: &Me, id: &str) -> Result<Suggestion> {
    let id: SuggestionId = path_id(id)?;
    let found = actions::suggestion(tx, id).await?.filter(|found| found.member == me.0.id);
    found.ok_or_else(|| Refusal::new("not-found"))
}

/// One card, fetched when the stream tells of it; being fetched by the open page, it is shown.
async fn show(State(app): State<App>, me: Me, Path(id): Path<String>, page: Page) -> Result<Response> {
    let mut tx = app.write().await?;
    let made = mine(&mut tx, &me, &id).await?;
    let made = actions::record(&mut tx, me.0.id, made.id, Outcome::Shown).await.unwrap_or(made);
    let card = card::card(&mut tx, &page, &made).await?.ok_or_else(|| Refusal::new("not-found"))?;
    tx.commit().await?;
    Ok(html(&card))
}

#[derive(Template)]
#[template(path = "why.html")]
struct WhyPage {
    page: Page,
    title: String,
    place: String,
    when: String,
    organisation: String,
    category: String,
    category_label: String,
    reasons: Vec<(&'static str, String)>,
}

/// Why a suggestion was made: the reasons that chose it, and one touch to have no more of them.
async fn why(State(app): State<App>, me: Me, Path(id): Path<String>, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let made = mine(&mut tx, &me, &id).await?;
    let gone = || Refusal::new("not-found");
    let offer = offer::offer(&mut tx, made.offer).await?.ok_or_else(gone)?;
    let place = place::place(&mut tx, made.place).await?.ok_or_else(gone)?;
    let known = Known::of(&mut tx, &page.words(), me.0.id).await?;
    let category = offer.subject.category.as_ref();
    Ok(html(&WhyPage {
        title: offer.title,
        place: place.name,
        when: page.words().on(made.made_at),
        organisation: made.organisation.to_string(),
        category: category.map(|category| category.path().to_owned()).unwrap_or_default(),
        category_label: category.map(|category| page.t(&category.label_key())).unwrap_or_default(),
        reasons: known.reasons(&page.words(), &made.reasons),
        page,
    }))
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/suggestions/{id}/card", get(show)).page(
        Access::Member,
        Method::GET,
        "/suggestions/{id}/why",
        get(why),
    )
}
