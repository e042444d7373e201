//! A file of offers, sent from the page and told line by line.

use askama::Template;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{OrganisationId, PlaceId};
use kit::page::html_with;
use kit::{App, Me, Page, Refusal, Result, wire};

use super::{Shop, shop_of};
use crate::import::{ImportReport, import_csv};

/// Bytes of a file sent from the page: a supermarket's shelves; larger ones go by command.
pub(super) const BYTES: usize = 16 * 1024 * 1024;

#[derive(Template)]
#[template(path = "offers-import.html")]
struct ImportPage {
    page: Page,
    shop: Shop,
    columns: String,
    report: Option<Told>,
    problem: String,
    wrong: Vec<String>,
}

/// A report in words.
struct Told {
    added: u64,
    updated: u64,
    unchanged: u64,
    refused: u64,
    lines: Vec<String>,
    more: u64,
    unknown: String,
}

impl Told {
    fn of(report: &ImportReport, page: &Page) -> Self {
        Self {
            added: report.added,
            updated: report.updated,
            unchanged: report.unchanged,
            refused: report.refused.len() as u64 + report.refused_more,
            lines: report.refused.iter().map(|refused| refused.told(page.lang)).collect(),
            more: report.refused_more,
            unknown: report.unknown_columns.join(", "),
        }
    }
}

pub(super) async fn show(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path(organisation): Path<String>,
) -> Result<Response> {
    let id = shop_of(&me, &organisation)?;
    draw(&app, page, id, None).await
}

async fn draw(
    app: &App,
    page: Page,
    id: OrganisationId,
    outcome: Option<Result<ImportReport>>,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let shop = Shop::load(&mut tx, &page, id).await?;
    let columns = crate::import::KNOWN.join(", ");
    let mut drawn =
        ImportPage { shop, columns, report: None, problem: String::new(), wrong: Vec::new(), page };
    let mut status = StatusCode::OK;
    match outcome {
        None => {}
        Some(Ok(report)) => drawn.report = Some(Told::of(&report, &drawn.page)),
        Some(Err(refusal)) => {
            status = refusal.status();
            drawn.problem = refusal.detail(drawn.page.lang);
            let told = |(name, wrong): &(&str, &str)| {
                drawn.page.t2(
                    "offer-import-column",
                    "column",
                    name,
                    "why",
                    drawn.page.t(&format!("field-{wrong}")),
                )
            };
            drawn.wrong = refusal.fields.iter().map(told).collect();
        }
    }
    Ok(html_with(status, &drawn))
}

pub(super) async fn take(
    State(app): State<App>,
    me: Me,
    page: Page,
    Path(organisation): Path<String>,
    parts: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let id = shop_of(&me, &organisation)?;
    let parts = parts.map_err(|_| Refusal::new("wrong-media-type"))?;
    let outcome = match received(parts).await {
        Ok((place, file)) => import_csv(&app, id, place, file.as_slice(), |_| ()).await,
        Err(refusal) => Err(refusal),
    };
    draw(&app, page, id, Some(outcome)).await
}

async fn received(mut parts: Multipart) -> Result<(PlaceId, Vec<u8>)> {
    let (mut place, mut file) = (None, None);
    while let Some(part) = parts.next_field().await.map_err(broken)? {
        match part.name() {
            Some("place") => place = Some(wire::id(&part.text().await.map_err(broken)?, "place")?),
            Some("file") => file = Some(part.bytes().await.map_err(broken)?.to_vec()),
            _ => {}
        }
    }
    let place = place.ok_or_else(|| Refusal::invalid("place", "required"))?;
    let file = file.filter(|file| !file.is_empty()).ok_or_else(|| Refusal::invalid("file", "required"))?;
    Ok((place, file))
}

fn broken(error: MultipartError) -> Refusal {
    let too_large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
    if too_large { Refusal::new("too-large") } else { Refusal::invalid("file", "required") }
}
