//! The placemaster's import: an OSM extract goes in, a report line by line comes out, the good lines are kept.

use std::io::Cursor;

use askama::Template;
use axum::body::Bytes;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use kit::page::html_with;
use kit::{Access, App, Lang, Page, Refusal, Result, Routes, html};

use crate::actions;
use crate::import::import_osm;
use crate::model::ImportReport;
use crate::osm::{self, LineError, Refused};

/// Bytes of an uploaded extract: a French department as PBF. Larger ones are imported by command.
const FILE_BYTES: usize = 64 * 1024 * 1024;

/// What could not be read, as the page says it.
struct Skipped {
    place: String,
    why: String,
}

/// The report, as the page says it.
struct Told {
    report: ImportReport,
    skipped: Vec<Skipped>,
    /// Objects that cross the edge of the extract, as some always do.
    at_the_edge: usize,
}

#[derive(Template)]
#[template(path = "import.html")]
struct ImportPage {
    page: Page,
    /// The town's name; empty before the first import.
    town: String,
    /// The name typed for it.
    typed: String,
    problem: String,
    told: Option<Told>,
}

async fn form(State(app): State<App>, page: Page) -> Result<Response> {
    let town = town_name(&app).await?;
    Ok(html(&ImportPage { page, town, typed: String::new(), problem: String::new(), told: None }))
}

async fn town_name(app: &App) -> Result<String> {
    let mut tx = app.read().await?;
    Ok(actions::town(&mut tx).await?.map_or(String::new(), |town| town.name))
}

/// Why a file was not taken.
enum NotTaken {
    /// A refusal of the house.
    House(Refusal),
    /// A refusal of the reader.
    Reader(Refused),
    /// The upload broke off, or was none.
    Upload,
}

impl From<Refusal> for NotTaken {
    fn from(refusal: Refusal) -> Self {
        Self::House(refusal)
    }
}

impl NotTaken {
    fn said(&self, lang: Lang) -> (StatusCode, String) {
        match self {
            Self::House(refusal) => match refusal.fields.first() {
                Some((_, wrong)) => (refusal.status(), lang.t(&format!("field-{wrong}"))),
                None => (refusal.status(), refusal.detail(lang)),
            },
            Self::Upload => (StatusCode::BAD_REQUEST, lang.t("place-import-upload")),
            Self::Reader(refused) => {
                let said = lang.with(refused.key(), &[("detail", refused.detail())]);
                (StatusCode::UNPROCESSABLE_ENTITY, said)
            }
        }
    }
}

type Upload = std::result::Result<Multipart, MultipartRejection>;

async fn import(State(app): State<App>, page: Page, upload: Upload) -> Result<Response> {
    let mut typed = String::new();
    let taken = take(&app, upload, &mut typed).await;
    let town = town_name(&app).await?;
    let shown = ImportPage { page, town, typed, problem: String::new(), told: None };
    match taken {
        Ok(report) => {
            let told = Some(tell(report, shown.page.lang));
            Ok(html(&ImportPage { told, ..shown }))
        }
        Err(NotTaken::House(refusal)) if refusal.code == "internal" => Err(refusal),
        Err(not_taken) => {
            let (status, problem) = not_taken.said(shown.page.lang);
            Ok(html_with(status, &ImportPage { problem, ..shown }))
        }
    }
}

async fn take(app: &App, upload: Upload, name: &mut String) -> Result<ImportReport, NotTaken> {
    let mut upload = upload.map_err(|_| NotTaken::Upload)?;
    let mut file = Bytes::new();
    while let Some(field) = upload.next_field().await.map_err(|e| broken(&e))? {
        match field.name() {
            Some("name") => *name = field.text().await.map_err(|e| broken(&e))?,
            Some("file") => file = field.bytes().await.map_err(|e| broken(&e))?,
            _ => {}
        }
    }
    if file.is_empty() {
        return Err(Refusal::invalid("file", "required").into());
    }
    let length = u64::try_from(file.len()).ok();
    let read = move || osm::read(Cursor::new(file), length, &mut |_| {});
    let read = tokio::task::spawn_blocking(read).await.map_err(|_| Refusal::new("internal"))?;
    let town = read.map_err(NotTaken::Reader)?;
    Ok(import_osm(app, town, name, |_, _| {}).await?)
}

fn broken(error: &MultipartError) -> NotTaken {
    let too_large = error.status() == StatusCode::PAYLOAD_TOO_LARGE;
    if too_large { NotTaken::House(Refusal::new("too-large")) } else { NotTaken::Upload }
}

fn tell(report: ImportReport, lang: Lang) -> Told {
    let (edge, other): (Vec<_>, Vec<_>) =
        report.skipped.iter().partition(|skipped| skipped.problem.is_of_the_edge());
    let skipped = other.into_iter().map(|skipped| say(skipped, lang)).collect();
    Told { at_the_edge: edge.len(), skipped, report }
}

fn say(error: &LineError, lang: Lang) -> Skipped {
    let line = error.line.map(|line| lang.with("place-import-line", &[("line", line.to_string())]));
    let place: Vec<String> = line.into_iter().chain(error.osm.clone()).collect();
    let why = lang.with(error.problem.key(), &[("detail", error.problem.detail())]);
    Skipped { place: place.join(" · "), why }
}

pub(crate) fn routes() -> Routes {
    let take = post(import).layer(DefaultBodyLimit::max(FILE_BYTES));
    Routes::new().page(Access::Placemaster, Method::GET, "/town/import", get(form)).page(
        Access::Placemaster,
        Method::POST,
        "/town/import",
        take,
    )
}
