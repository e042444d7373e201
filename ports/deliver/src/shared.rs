//! The live page of a shared list: it stirs when what this very viewer sees of it is another, and never else. So its owner's does not
//! when somebody promises, nor anybody's when something changes that they are not shown.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::response::sse::Event;
use domain::{ListId, MemberId};
use futures::Stream;
use kit::refusal::Problem;
use kit::wire::path_id;
use kit::{Access, App, Me, Result, Routes};
use share::Look;
use suggest::{News, Street};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};
use utoipa_axum::routes;

use crate::live::{answer, refresh};

/// How often it is looked again without a word: promises of other nodes are told by no fact.
const LOOK: Duration = Duration::from_secs(5);

/// Waits until something is heard that may concern a list; `false` when the server stops.
async fn stirred(
    app: &App,
    (list, owner): (ListId, MemberId),
    promises: &mut Receiver<ListId>,
    news: &mut Receiver<News>,
) -> bool {
    let mut again = interval(LOOK);
    again.set_missed_tick_behavior(MissedTickBehavior::Delay);
    again.tick().await;
    loop {
        let concerns = tokio::select! {
            heard = promises.recv() => match heard {
                Ok(of) => of == list,
                Err(RecvError::Lagged(_)) => true,
                Err(RecvError::Closed) => return false,
            },
            heard = news.recv() => match heard {
                Ok(heard) => heard == News::List { member: owner },
                Err(RecvError::Lagged(_)) => true,
                Err(RecvError::Closed) => return false,
            },
            _ = again.tick() => true,
            () = app.stop.requested() => return false,
        };
        if concerns {
            return true;
        }
    }
}

/// Nudges to look again at a shared list, when what I see of it is another.
#[utoipa::path(get, path = "/api/v1/stream/lists/{id}", tag = "stream", params(("id" = String, Path)),
    responses((status = 200, description = "Events `refresh`.", content_type = "text/event-stream"),
        (status = 404, body = Problem)))]
async fn list_stream(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    Path(id): Path<String>,
) -> Result<Response> {
    let list: ListId = path_id(&id)?;
    // Listening begins before the store is read, so nothing falls between the two.
    let (promises, news) = (app.stirred.listen(), street.listen());
    let first = share::look(&mut app.read().await?, me.id, list).await?;
    Ok(answer(list_events(app, (me.id, list), first, promises, news)))
}

fn list_events(
    app: App,
    (viewer, list): (MemberId, ListId),
    mut before: Look,
    mut promises: Receiver<ListId>,
    mut news: Receiver<News>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    async_stream::stream! {
        yield Ok(Event::default().retry(Duration::from_secs(2)).comment("hello"));
        while stirred(&app, (list, before.owner), &mut promises, &mut news).await {
            let now = match app.read().await {
                Ok(mut tx) => share::look(&mut tx, viewer, list).await,
                Err(error) => Err(error.into()),
            };
            match now {
                Ok(now) if now == before => {}
                Ok(now) => {
                    before = now;
                    yield Ok(refresh("shared"));
                }
                // It is no longer for them to see, or the store is away: the stream ends, and its next beginning is answered.
                Err(refusal) => {
                    tracing::debug!(code = refusal.code, "the stream of a shared list ends");
                    return;
                }
            }
        }
    }
}

/// The routes of live shared lists.
pub(crate) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(list_stream))
}
