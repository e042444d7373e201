//! `/agenda`: what takes place today and this week. `/house/feeds`: from where that is read.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use kit::page::html_with;
use kit::wire::path_id;
use kit::{Access, App, Caller, Fields, Form, Once, Page, Refusal, Result, Routes, html, see_other};
use serde::Serialize;
use store::{StoreError, Tx};

use crate::actions;
use crate::model::{Event, Feed, FeedKind, NewFeed};

/// Rows of a part.
const SHOWN: i64 = 60;
/// Seconds of the week that is told.
const WEEK_S: i64 = 7 * 86_400;

/// An event as a page says it.
struct Row {
    title: String,
    note: String,
    url: String,
}

#[derive(Template)]
#[template(path = "agenda.html")]
struct AgendaPage {
    page: Page,
    today: Vec<Row>,
    week: Vec<Row>,
    member: bool,
    /// Whether they may say from where it is read.
    placemaster: bool,
}

fn row(page: &Page, event: &Event) -> Row {
    let (words, told) = (page.words(), &event.told);
    let when = if told.starts <= page.now {
        page.t1("agenda-on-until", "until", words.until(told.ends))
    } else if told.all_day {
        words.date(told.starts)
    } else {
        words.when(told.starts)
    };
    let note = [when, told.venue.clone(), told.category.clone()];
    Row {
        title: told.title.clone(),
        note: note.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        url: told.url.clone().unwrap_or_default(),
    }
}

async fn agenda(State(app): State<App>, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let now = page.now;
    let day = page.zone().start_of_day(now);
    let midnight = page.zone().start_of_day(day.plus_secs(36 * 3_600));
    let rows = |events: Vec<Event>| events.iter().map(|event| row(&page, event)).collect();
    let today = rows(actions::on_today(&mut tx, now, midnight, day, SHOWN).await?);
    // What began before is told under the day on which it began.
    let week = rows(actions::beginning(&mut tx, midnight, now.plus_secs(WEEK_S), SHOWN).await?);
    let member = page.member.is_some();
    let placemaster = page.member.as_ref().is_some_and(|member| member.placemaster);
    Ok(html(&AgendaPage { today, week, member, placemaster, page }))
}

/// A feed as its page says it.
struct FeedRow {
    id: String,
    name: String,
    note: String,
    failure: String,
}

#[derive(Template)]
#[template(path = "feeds.html")]
struct FeedsPage {
    page: Page,
    fields: Fields,
    /// Value, label, and whether it is chosen.
    kinds: Vec<(&'static str, String, bool)>,
    rows: Vec<FeedRow>,
}

fn feed_row(page: &Page, feed: &Feed) -> FeedRow {
    let words = page.words();
    let read = feed
        .read_at
        .map_or_else(|| page.t("agenda-feed-unread"), |at| page.t1("agenda-feed-read", "when", words.on(at)));
    let skipped = (feed.skipped > 0).then(|| page.t1("agenda-feed-skipped", "count", feed.skipped));
    let kind = page.t(&format!("agenda-kind-{}", feed.kind));
    let note = [Some(kind), Some(read), skipped, Some(feed.url.clone())];
    let failure = feed.failure.as_deref().map(|why| {
        let next = words.on(feed.next_at);
        format!("{} {}", page.t(why), page.t1("agenda-feed-again", "when", next))
    });
    FeedRow {
        id: feed.id.to_string(),
        name: feed.name.clone(),
        note: note.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        failure: failure.unwrap_or_default(),
    }
}

async fn feeds_page(tx: &mut Tx, page: Page, fields: Fields) -> Result<FeedsPage, StoreError> {
    let rows = actions::feeds(tx).await?.iter().map(|feed| feed_row(&page, feed)).collect();
    let kinds = FeedKind::NAMES
        .iter()
        .map(|(_, name)| (*name, page.t(&format!("agenda-kind-{name}")), fields.is("kind", name)))
        .collect();
    Ok(FeedsPage { rows, kinds, fields, page })
}

async fn feeds(State(app): State<App>, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    Ok(html(&feeds_page(&mut tx, page, Fields::default()).await?))
}

fn read(form: &Form) -> Result<NewFeed> {
    let kind = form.get("kind").parse().map_err(|_| Refusal::invalid("kind", "choice"))?;
    let text = |name| form.get(name).trim().to_owned();
    Ok(NewFeed { name: text("name"), url: text("url"), kind, venue: text("venue") })
}

/// What is remembered of a form that added a feed: nothing but which.
#[derive(Serialize)]
struct Added {
    id: String,
}

async fn add(State(app): State<App>, caller: Caller, page: Page, form: Form) -> Result<Response> {
    let added = match read(&form) {
        Err(refusal) => Err(refusal),
        Ok(new) => {
            let once = Once::form(new, &caller, "/house/feeds", form.get("once"), form.raw());
            let act = async |tx: &mut Tx, new| {
                let id = actions::add_feed(tx, &app, new).await?;
                Ok((StatusCode::CREATED, Added { id: id.to_string() }))
            };
            once.run(&app, act).await
        }
    };
    let Err(refusal) = added else { return Ok(see_other("/house/feeds", "said-feed-added")) };
    if refusal.status().is_server_error() {
        return Err(refusal);
    }
    let mut tx = app.read().await?;
    let fields = Fields::refused(form, &refusal, page.lang);
    Ok(html_with(refusal.status(), &feeds_page(&mut tx, page, fields).await?))
}

async fn remove(State(app): State<App>, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.write().await?;
    actions::remove_feed(&mut tx, path_id(&id)?).await?;
    tx.commit().await?;
    Ok(see_other("/house/feeds", "said-feed-removed"))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Anyone, Method::GET, "/agenda", get(agenda))
        .page(Access::Placemaster, Method::GET, "/house/feeds", get(feeds))
        .page(Access::Placemaster, Method::POST, "/house/feeds", post(add))
        .page(Access::Placemaster, Method::POST, "/house/feeds/{id}/remove", post(remove))
}
