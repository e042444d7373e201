//! The live page of a shared list: it stirs when what this very viewer sees of it is another, and never else. So its owner's does not
//! when somebody promises, nor anybody's when something changes that they are not shown. It asks for little unless something changed
//! ([`Look::again`]), and the owner's does not even ask when somebody promises.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::response::sse::Event;
use domain::{CredentialId, ListId};
use futures::Stream;
use kit::refusal::Problem;
use kit::wire::path_id;
use kit::{Access, App, Me, Result, Routes, Stir};
use share::Look;
use suggest::{Open, Street, Whose};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{MissedTickBehavior, interval};
use utoipa_axum::routes;

use crate::live::{answer, refresh, stands};

/// How often it is looked again without a word: promises of other nodes are told by no fact.
const LOOK: Duration = Duration::from_secs(5);

/// An open page: of which list, and whether that is the viewer's own.
#[derive(Clone, Copy)]
struct Opened {
    list: ListId,
    own: bool,
    credential: CredentialId,
}

impl Opened {
    /// Whether the viewer may be shown something else by it.
    fn is_stirred_by(&self, stir: Stir) -> bool {
        stir.list == self.list && !(self.own && stir.hushed)
    }
}

/// Waits until something is heard that may concern an open page; `false` when the server stops.
async fn stirred(app: &App, page: Opened, promises: &mut Receiver<Stir>, open: &mut Open) -> bool {
    let mut again = interval(LOOK);
    again.set_missed_tick_behavior(MissedTickBehavior::Delay);
    again.tick().await;
    loop {
        let concerns = tokio::select! {
            heard = promises.recv() => match heard {
                Ok(stir) => page.is_stirred_by(stir),
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
    let owner = share::whose(&mut app.read().await?, me.id, list).await?;
    // Listening begins before what is shown is read, so nothing falls between the two.
    let (promises, open) = (app.stirred.listen(), street.opens(Whose::Shared(owner)));
    let first = Look::at(&mut app.read().await?, me.id, list).await?;
    let page = Opened { list, own: me.id == owner, credential: me.credential };
    Ok(answer(list_events(app, page, first, promises, open)))
}

fn list_events(
    app: App,
    page: Opened,
    mut look: Look,
    mut promises: Receiver<Stir>,
    mut open: Open,
) -> impl Stream<Item = Result<Event, Infallible>> {
    async_stream::stream! {
        yield Ok(Event::default().retry(Duration::from_secs(2)).comment("hello"));
        while stirred(&app, page, &mut promises, &mut open).await {
            if !stands(&app, page.credential).await {
                return;
            }
            let other = match app.read().await {
                Ok(mut tx) => look.again(&mut tx).await,
                Err(error) => Err(error.into()),
            };
            match other {
                Ok(false) => {}
                Ok(true) => yield Ok(refresh("shared")),
                // It is no longer for them to see, or the store is away: the stream ends, and its next beginning is answered. Who looks
                // again before that is told so, and shows it no more.
                Err(refusal) => {
                    tracing::debug!(code = refusal.code, "the stream of a shared list ends");
                    if !refusal.status().is_server_error() {
                        yield Ok(refresh("shared"));
                    }
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
