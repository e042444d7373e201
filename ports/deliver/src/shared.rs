//! The live page of a shared list: it stirs when what this very viewer sees of it is another, and never else. So its owner's does not
//! when somebody promises, nor anybody's when something changes that they are not shown.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::response::sse::Event;
use domain::{CredentialId, ListId, MemberId};
use futures::Stream;
use kit::refusal::Problem;
use kit::wire::path_id;
use kit::{Access, App, Me, Result, Routes};
use share::Look;
use suggest::{Open, Street, Whose};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};
use utoipa_axum::routes;

use crate::live::{answer, refresh, stands};

/// How often it is looked again without a word: promises of other nodes are told by no fact.
const LOOK: Duration = Duration::from_secs(5);

/// Waits until something is heard that may concern a list; `false` when the server stops.
async fn stirred(app: &App, list: ListId, promises: &mut Receiver<ListId>, open: &mut Open) -> bool {
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
            heard = open.next() => !matches!(heard, Err(RecvError::Closed)),
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
    let owner = share::look(&mut app.read().await?, me.id, list).await?.owner;
    // Listening begins before what is shown is read, so nothing falls between the two.
    let (promises, open) = (app.stirred.listen(), street.opens(Whose::Shared(owner)));
    let first = share::look(&mut app.read().await?, me.id, list).await?;
    Ok(answer(list_events(app, (me.id, me.credential, list), first, promises, open)))
}

fn list_events(
    app: App,
    (viewer, credential, list): (MemberId, CredentialId, ListId),
    mut before: Look,
    mut promises: Receiver<ListId>,
    mut open: Open,
) -> impl Stream<Item = Result<Event, Infallible>> {
    async_stream::stream! {
        yield Ok(Event::default().retry(Duration::from_secs(2)).comment("hello"));
        while stirred(&app, list, &mut promises, &mut open).await {
            if !stands(&app, credential).await {
                return;
            }
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
