//! Stepping into somebody's shoes, and watching the town.

use std::convert::Infallible;
use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, Method, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use domain::{Instant, MemberId};
use futures::stream;
use kit::{Access, App, Caller, Page, Refusal, Result, Routes, html, see_other};
use people::CredentialKind;
use serde::Deserialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use super::cast::{self, Frame, Personas};
use super::home;

/// Suggestions after which another Camille takes the part: the first one's budget is nearly spent.
const WELL_TOLD: i64 = 40;
/// Seconds for which whoever stepped into Camille is taken to be at it still: she is not erased under their hands.
const PLAYED_S: i64 = 1_800;

/// Whether whoever asks knows that they leave what they are here.
#[derive(Deserialize)]
struct Asked {
    sure: Option<String>,
}

/// Asked before somebody of their own, who may have written a list here, becomes somebody else in this browser.
#[derive(Template)]
#[template(path = "step.html")]
struct StepPage {
    page: Page,
    name: String,
    action: String,
}

async fn step_into(
    State(app): State<App>,
    Extension(personas): Extension<Arc<Personas>>,
    Path(number): Path<usize>,
    Query(asked): Query<Asked>,
    caller: Caller,
    page: Page,
) -> Result<Response> {
    let persona = personas.all().into_iter().nth(number).ok_or_else(|| Refusal::new("not-found"))?;
    let own = caller.member.is_some_and(|me| !personas.plays(me.id));
    if own && asked.sure.is_none() {
        let action = format!("/demo/step-into/{number}?sure=on");
        return Ok(html(&StepPage { page, name: persona.name, action }));
    }
    let member = if persona.key == "camille" {
        camille(&app, &personas, persona.member).await?
    } else {
        persona.member
    };
    let mut tx = app.write().await?;
    let (_, session) = people::issue(&mut tx, &app, CredentialKind::Session, member, "").await?;
    tx.commit().await?;
    let mut response = see_other(&persona.home, "");
    kit::page::set_cookie(response.headers_mut(), &people::session_cookie(&app, &session));
    Ok(response)
}

/// Whether a Camille who was told so much, and into whom somebody last stepped then, keeps her part.
fn stays(told: i64, stepped: Option<Instant>, now: Instant) -> bool {
    told < WELL_TOLD || stepped.is_some_and(|at| at.plus_secs(PLAYED_S) > now)
}

/// Camille, or another one when she was erased, or has been told nearly everything she wants in a day and nobody plays her.
async fn camille(app: &App, personas: &Personas, known: MemberId) -> Result<MemberId> {
    let mut tx = app.write().await?;
    let there = people::member(&mut tx, known).await?.is_some();
    let told = suggest::newest(&mut tx, known).await?;
    let member = if there && stays(told, personas.stepped(), app.now()) {
        tx.commit().await?;
        known
    } else {
        people::erase(&mut tx, known).await?;
        let other = cast::camille(&mut tx, app, &personas.stage).await?;
        tx.commit().await?;
        home::furnish(app, other, personas.friends()).await?;
        other
    };
    personas.recast_camille(member);
    personas.step_into_camille(app.now());
    Ok(member)
}

/// A shop on the list beside the map.
struct Shop {
    name: String,
    note: String,
    href: String,
}

#[derive(Template)]
#[template(path = "watch.html")]
struct WatchPage {
    page: Page,
    shops: Vec<Shop>,
}

async fn watch(Extension(personas): Extension<Arc<Personas>>, page: Page) -> Response {
    let mut shops: Vec<Shop> = personas
        .stage
        .places
        .iter()
        .map(|place| Shop {
            name: place.name.clone(),
            note: page.t(&place.category.label_key()),
            href: format!("/places/{}", place.id),
        })
        .collect();
    shops.sort_by_cached_key(|shop| domain::text::fold(&shop.name));
    html(&WatchPage { page, shops })
}

/// Where the invented people are, about once a second. Nobody real is among them.
async fn walkers(State(app): State<App>, Extension(personas): Extension<Arc<Personas>>) -> Response {
    let frames = personas.frames.subscribe();
    let events = stream::unfold((app, frames), |(app, mut frames)| async move {
        let frame = next(&app, &mut frames).await?;
        let event = Event::default().event(frame.event).data(frame.data);
        Some((Ok::<_, Infallible>(event), (app, frames)))
    });
    let mut response = Sse::new(events).keep_alive(KeepAlive::default()).into_response();
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn next(app: &App, frames: &mut Receiver<Frame>) -> Option<Frame> {
    loop {
        let heard = tokio::select! {
            heard = frames.recv() => heard,
            () = app.stop.requested() => return None,
        };
        match heard {
            Ok(frame) => return Some(frame),
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}

/// The routes of the demonstration.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .page(Access::Anyone, Method::POST, "/demo/step-into/{number}", post(step_into))
        .page(Access::Anyone, Method::GET, "/demo/walkers", get(walkers))
        .page(Access::Anyone, Method::GET, "/watch", get(watch))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camille_whom_somebody_plays_is_not_erased() {
        let now = Instant::from_secs(1_800_000_000);
        let before = |secs: i64| Some(now.plus_secs(-secs));
        assert!(stays(0, None, now) && stays(WELL_TOLD - 1, before(PLAYED_S), now));
        assert!(stays(WELL_TOLD, before(PLAYED_S - 1), now), "played still");
        assert!(!stays(WELL_TOLD, before(PLAYED_S), now) && !stays(WELL_TOLD, None, now));
    }
}
