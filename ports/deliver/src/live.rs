//! The live page: server-sent events.
//!
//! Events carry numbers and addresses, not contents: a page fetches what it shows. A member's suggestions are numbered
//! from 1, and a stream resumes after `Last-Event-ID`, so a lost network loses nothing. Nudges ([`News`]) only wake the
//! stream, which then reads the store; so a nudge missed or doubled does no harm. A stream ends with what opened it: whoever left hears
//! no more.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use domain::{CredentialId, MemberId, OrganisationId, Outcome};
use futures::Stream;
use kit::refusal::Problem;
use kit::wire::path_id;
use kit::{Access, App, Me, Result, Routes, Stir};
use serde::Serialize;
use store::StoreError;
use suggest::{News, Open, Street, Whose};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use utoipa_axum::routes;

/// A quiet stream shows it lives this often; proxies cut silent ones after a minute.
const ALIVE: Duration = Duration::from_secs(20);
/// How often a counter's arrivals are compared; people walk, they do not jump.
const ARRIVALS: Duration = Duration::from_secs(3);
/// How often a stream that nothing wakes asks whether what opened it still stands.
const STANDS: Duration = Duration::from_secs(60);
/// Seconds of news that a stream begins with: those of a tunnel.
const GAP_S: i64 = 600;

#[derive(Serialize)]
struct WireNews<'a> {
    id: String,
    title: &'a str,
    html_url: String,
}

/// What wakes a stream.
enum Woken {
    /// News for it, or news it may have missed.
    News(News),
    Missed,
    /// Words to its member beside a wish.
    Asked,
    /// Nothing, for a while.
    Quiet,
    Ended,
}

/// Waits for the next news of this stream.
async fn next(app: &App, open: &mut Open) -> Woken {
    let heard = tokio::select! {
        heard = open.next() => heard,
        () = tokio::time::sleep(STANDS) => return Woken::Quiet,
        () = app.stop.requested() => return Woken::Ended,
    };
    match heard {
        Ok(heard) => Woken::News(heard),
        Err(RecvError::Lagged(_)) => Woken::Missed,
        Err(RecvError::Closed) => Woken::Ended,
    }
}

/// Waits until somebody wrote to this member beside a wish of theirs, on this node, or that may have been missed.
async fn asked(stirs: &mut Receiver<Stir>, member: MemberId) {
    loop {
        match stirs.recv().await {
            Ok(stir) if stir.owner == Some(member) => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Whether what opened a stream still stands: its member may have left, or been signed out, since. Not when the store cannot say.
pub(crate) async fn stands(app: &App, credential: CredentialId) -> bool {
    let asked = match app.read().await {
        Ok(mut tx) => people::stands(&mut tx, credential).await,
        Err(error) => Err(error),
    };
    asked.unwrap_or_else(|error| {
        tracing::error!(%error, "a stream could not read the store");
        false
    })
}

pub(crate) fn refresh(what: &str) -> Event {
    Event::default().event("refresh").data(format!("{{\"what\":\"{what}\"}}"))
}

/// The suggestions after a number as events, and the last number.
async fn suggestions(app: &App, member: MemberId, mut after: i64) -> Result<(Vec<Event>, i64), StoreError> {
    let mut tx = app.read().await?;
    let mut events = Vec::new();
    for made in suggest::of_member(&mut tx, member, after, domain::limits::PAGE_ROWS).await? {
        let Some(offer) = offer::offer(&mut tx, made.offer).await? else { continue };
        after = made.number;
        let news = WireNews {
            id: made.id.to_string(),
            title: &offer.title,
            html_url: format!("/suggestions/{}/card", made.id),
        };
        let data = serde_json::to_string(&news).unwrap_or_default();
        events.push(Event::default().event("suggestion").id(made.number.to_string()).data(data));
    }
    Ok((events, after))
}

/// News of wishes after a number as events, and the last number. They carry no id of the stream's own, which counts suggestions: whoever
/// comes back is sent those of the last minutes once more, and knows them by the id within.
async fn opportunities(app: &App, member: MemberId, mut after: i64) -> Result<(Vec<Event>, i64), StoreError> {
    let mut tx = app.read().await?;
    let mut events = Vec::new();
    for told in opportunity::of_member(&mut tx, member, after, domain::limits::PAGE_ROWS).await? {
        after = told.number.unwrap_or(after);
        if matches!(told.outcome, Outcome::Taken | Outcome::Dismissed) {
            continue;
        }
        let html_url = format!("/opportunities/{}/card", told.id);
        let news = WireNews { id: told.id.to_string(), title: &told.title, html_url };
        let data = serde_json::to_string(&news).unwrap_or_default();
        events.push(Event::default().event("opportunity").data(data));
    }
    Ok((events, after))
}

/// My suggestions as they are made, and nudges to look again at my encounters or my list. Resumes after `Last-Event-ID`.
#[utoipa::path(get, path = "/api/v1/stream", tag = "stream",
    params(("Last-Event-ID" = Option<i64>, Header, description = "The number of the last suggestion received.")),
    responses((status = 200, description = "Events `suggestion` (with its number as id), `opportunity` (may come twice) and `refresh`.",
        content_type = "text/event-stream"), (status = 401, body = Problem)))]
async fn member_stream(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    headers: HeaderMap,
) -> Result<Response> {
    // Listening begins before the store is read, so nothing falls between the two.
    let (open, stirs) = (street.opens(Whose::Member(me.id)), app.stirred.listen());
    let told =
        headers.get("last-event-id").and_then(|value| value.to_str().ok()).and_then(|text| text.parse().ok());
    let mut tx = app.read().await?;
    let after = match told {
        Some(number) => number,
        None => suggest::newest(&mut tx, me.id).await?,
    };
    let heard = opportunity::newest(&mut tx, me.id, app.now().plus_secs(-GAP_S)).await?;
    drop(tx);
    Ok(answer(member_events(app, (open, stirs), (me.id, me.credential), (after, heard))))
}

/// Everything that came after these numbers, and the last of each.
async fn arrived(
    app: &App,
    member: MemberId,
    after: i64,
    heard: i64,
) -> Result<(Vec<Event>, (i64, i64)), StoreError> {
    let (mut events, after) = suggestions(app, member, after).await?;
    let (news, heard) = opportunities(app, member, heard).await?;
    events.extend(news);
    Ok((events, (after, heard)))
}

fn member_events(
    app: App,
    (mut open, mut stirs): (Open, Receiver<Stir>),
    (member, credential): (MemberId, CredentialId),
    (mut after, mut heard): (i64, i64),
) -> impl Stream<Item = Result<Event, Infallible>> {
    async_stream::stream! {
        yield Ok(Event::default().retry(Duration::from_secs(2)).comment("hello"));
        let mut stirred: &[&str] = &[];
        loop {
            if !stands(&app, credential).await {
                return;
            }
            for what in stirred {
                yield Ok(refresh(what));
            }
            match arrived(&app, member, after, heard).await {
                Ok((events, last)) => {
                    (after, heard) = last;
                    for event in events {
                        yield Ok(event);
                    }
                }
                Err(error) => {
                    tracing::error!(%error, "a stream could not read the store");
                    return;
                }
            }
            let woken = tokio::select! {
                woken = next(&app, &mut open) => woken,
                () = asked(&mut stirs, member) => Woken::Asked,
            };
            stirred = match woken {
                Woken::News(News::Encounter { .. }) => &["encounters"],
                Woken::News(News::List { .. }) | Woken::Asked => &["list"],
                Woken::Missed => &["encounters", "list"],
                Woken::News(News::Suggestion { .. } | News::Opportunity { .. }) | Woken::Quiet => &[],
                Woken::Ended => return,
            };
        }
    }
}

/// Nudges for an organisation's counter: look again at encounters, look again at arrivals.
#[utoipa::path(get, path = "/api/v1/stream/organisations/{organisation}", tag = "stream",
    params(("organisation" = String, Path)),
    responses((status = 200, description = "Events `refresh`.", content_type = "text/event-stream"),
        (status = 403, body = Problem)))]
async fn organisation_stream(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    Path(organisation): Path<String>,
) -> Result<Response> {
    let organisation: OrganisationId = path_id(&organisation)?;
    me.acts_for(organisation)?;
    Ok(answer(organisation_events(app, street, organisation, me.credential)))
}

fn organisation_events(
    app: App,
    street: Arc<Street>,
    organisation: OrganisationId,
    credential: CredentialId,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let mut open = street.opens(Whose::Organisation(organisation));
    let here = move |app: &App, street: &Street| -> Vec<_> {
        street
            .present(organisation, app.now())
            .into_iter()
            .map(|seen| (seen.member, seen.place, seen.zone))
            .collect()
    };
    async_stream::stream! {
        yield Ok(Event::default().retry(Duration::from_secs(2)).comment("hello"));
        let mut before = here(&app, &street);
        let mut look = tokio::time::interval(ARRIVALS);
        let mut again = tokio::time::interval(STANDS);
        loop {
            let what = tokio::select! {
                woken = next(&app, &mut open) => match woken {
                    Woken::Ended => return,
                    Woken::News(_) | Woken::Missed => Some("encounters"),
                    Woken::Asked | Woken::Quiet => None,
                },
                _ = look.tick() => {
                    let now = here(&app, &street);
                    if now == before {
                        continue;
                    }
                    before = now;
                    Some("arrivals")
                }
                _ = again.tick() => None,
            };
            if !stands(&app, credential).await {
                return;
            }
            if let Some(what) = what {
                yield Ok(refresh(what));
            }
        }
    }
}

pub(crate) fn answer(events: impl Stream<Item = Result<Event, Infallible>> + Send + 'static) -> Response {
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(ALIVE)).into_response();
    // Proxies that gather an answer before passing it on would make it anything but live.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The routes of the live page.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(member_stream))
        .api(Access::Associate, routes!(organisation_stream))
}
