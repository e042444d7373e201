//! `/api/v1/me/channels`, `/api/v1/me/subscriptions` and `/api/v1/me/mail`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use channel::{NewSubscription, Telling};
use domain::SubscriptionId;
use kit::refusal::Problem;
use kit::wire::path_id;
use kit::{Access, App, Body, Lang, Me, Once, Page, Refusal, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::mail;
use crate::post::{At, Post};
use crate::push::{NotASubscription, Subscription};

/// By which channel I am told what, beside the open page.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireChannels {
    /// Suggestions of a moment: `page` or `push`.
    suggestions: String,
    /// News of wishes: `page`, `push` or `mail`.
    news: String,
    /// How often a mail gathers them: `daily` or `weekly`.
    digest: String,
    /// From which hour of the town's clocks on, 0 to 23.
    hour: u8,
    /// The key with which a browser subscribes to messages (`applicationServerKey`); absent when the house sends none. Only read.
    #[serde(skip_serializing_if = "Option::is_none")]
    push_key: Option<String>,
}

fn wire(telling: &Telling, push_key: Option<String>) -> WireChannels {
    WireChannels {
        suggestions: telling.suggestions.name().to_owned(),
        news: telling.news.name().to_owned(),
        digest: telling.digest.name().to_owned(),
        hour: telling.hour,
        push_key,
    }
}

/// By which channel I am told what.
#[utoipa::path(get, path = "/api/v1/me/channels", tag = "channels",
    responses((status = 200, body = WireChannels), (status = 401, body = Problem)))]
async fn show(State(app): State<App>, At(at): At, Me(me): Me) -> Result<Json<WireChannels>> {
    let telling = channel::telling(&mut app.read().await?, me.id).await?;
    Ok(Json(wire(&telling, at.signer.as_ref().map(crate::push::Signer::public))))
}

/// Says by which channel I want to be told what, as a whole.
#[utoipa::path(put, path = "/api/v1/me/channels", tag = "channels", request_body = WireChannels,
    responses((status = 200, body = WireChannels), (status = 422, body = Problem)))]
async fn choose(
    State(app): State<App>,
    At(at): At,
    Me(me): Me,
    Body(told): Body<WireChannels>,
) -> Result<Json<WireChannels>> {
    let choice = |name: &'static str| move |_| Refusal::invalid(name, "choice");
    let telling = Telling {
        suggestions: told.suggestions.parse().map_err(choice("suggestions"))?,
        news: told.news.parse().map_err(choice("news"))?,
        digest: told.digest.parse().map_err(choice("digest"))?,
        hour: told.hour,
        ..Telling::new(me.id)
    };
    let mut tx = app.write().await?;
    channel::set_telling(&mut tx, &telling).await?;
    tx.commit().await?;
    Ok(Json(wire(&telling, at.signer.as_ref().map(crate::push::Signer::public))))
}

/// A browser that takes messages.
#[derive(Debug, Serialize, ToSchema)]
struct WireSubscription {
    id: String,
    label: String,
    created_at: String,
    /// When a message was last taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    ok_at: Option<String>,
}

impl From<channel::Subscription> for WireSubscription {
    fn from(one: channel::Subscription) -> Self {
        Self {
            id: one.id.to_string(),
            label: one.given.label,
            created_at: one.created_at.to_rfc3339(),
            ok_at: one.ok_at.map(|at| at.to_rfc3339()),
        }
    }
}

/// My browsers that take messages.
#[derive(Debug, Serialize, ToSchema)]
struct WireSubscriptions {
    items: Vec<WireSubscription>,
}

/// My browsers that take messages, newest first.
#[utoipa::path(get, path = "/api/v1/me/subscriptions", tag = "channels",
    responses((status = 200, body = WireSubscriptions), (status = 401, body = Problem)))]
async fn list(State(app): State<App>, Me(me): Me) -> Result<Json<WireSubscriptions>> {
    let all = channel::subscriptions(&mut app.read().await?, me.id).await?;
    Ok(Json(WireSubscriptions { items: all.into_iter().map(Into::into).collect() }))
}

/// The keys of a subscription, in URL-safe base64.
#[derive(Clone, Deserialize, ToSchema)]
struct WireKeys {
    p256dh: String,
    auth: String,
}

/// A browser's subscription, as `PushSubscription.toJSON()` gives it, and how its member calls the browser.
#[derive(Clone, Deserialize, ToSchema)]
struct WireNewSubscription {
    endpoint: String,
    keys: WireKeys,
    label: String,
}

/// A browser's subscription, as `PushSubscription.toJSON()` gives it.
#[derive(Deserialize, ToSchema)]
struct WireHere {
    endpoint: String,
    keys: WireKeys,
}

/// Reads a subscription, and looks whether it may be posted to.
fn read(at: &Post, endpoint: String, keys: &WireKeys, label: String, lang: Lang) -> Result<NewSubscription> {
    let way = at.way.as_ref().filter(|_| at.signer.is_some()).ok_or_else(|| Refusal::new("no-push"))?;
    let read = Subscription::new(&endpoint, &keys.p256dh, &keys.auth, way).map_err(|why| match why {
        NotASubscription::Endpoint(_) => Refusal::invalid("endpoint", "address"),
        NotASubscription::Keys => Refusal::invalid("keys", "type"),
    })?;
    let (p256dh, auth) = (read.key_bytes(), read.auth_bytes().to_vec());
    Ok(NewSubscription { endpoint, p256dh, auth, label, lang: lang.name().to_owned() })
}

/// Says that a browser which takes messages is here, and by which session: with that its messages end. 404 when it takes none of mine; then
/// it should end its subscription.
#[utoipa::path(put, path = "/api/v1/me/subscriptions", tag = "channels", request_body = WireHere,
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn renew(
    State(app): State<App>,
    At(at): At,
    Me(me): Me,
    page: Page,
    Body(told): Body<WireHere>,
) -> Result<StatusCode> {
    let here = read(&at, told.endpoint, &told.keys, String::new(), page.lang)?;
    let mut tx = app.write().await?;
    if !channel::renew(&mut tx, me.id, me.credential, &here).await? {
        return Err(Refusal::new("not-found"));
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets a browser take messages. The same browser again is one; with the same `Idempotency-Key` the answer is that of the first time.
#[utoipa::path(post, path = "/api/v1/me/subscriptions", tag = "channels", request_body = WireNewSubscription,
    responses((status = 201, body = WireSubscription), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn subscribe(
    State(app): State<App>,
    At(at): At,
    Me(me): Me,
    page: Page,
    once: Once<WireNewSubscription>,
) -> Result<Response> {
    let WireNewSubscription { endpoint, keys, label } = once.body.clone();
    let new = read(&at, endpoint, &keys, label, page.lang)?;
    let act = async |tx: &mut store::Tx, _| {
        let made = channel::subscribe(tx, &app, me.id, me.credential, new).await?;
        Ok((StatusCode::CREATED, WireSubscription::from(made)))
    };
    once.run(&app, act).await
}

/// Sends a browser no more messages.
#[utoipa::path(delete, path = "/api/v1/me/subscriptions/{id}", tag = "channels", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn unsubscribe(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let id: SubscriptionId = path_id(&id)?;
    let mut tx = app.write().await?;
    channel::unsubscribe(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sends a browser a message that says only that messages arrive.
#[utoipa::path(post, path = "/api/v1/me/subscriptions/{id}/test", tag = "channels", params(("id" = String, Path)),
    responses((status = 202), (status = 404, body = Problem)))]
async fn test(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let id: SubscriptionId = path_id(&id)?;
    let mut tx = app.write().await?;
    channel::test(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(StatusCode::ACCEPTED)
}

/// Where I want to be written to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireAddress {
    #[schema(example = "camille@example.org")]
    address: String,
}

/// Asks to be written to at an address: a first mail goes there, and nothing else until its link was opened.
#[utoipa::path(post, path = "/api/v1/me/mail", tag = "channels", request_body = WireAddress,
    responses((status = 202), (status = 422, body = Problem), (status = 429, body = Problem), (status = 503, body = Problem)))]
async fn ask(
    State(app): State<App>,
    At(at): At,
    Me(me): Me,
    page: Page,
    Body(told): Body<WireAddress>,
) -> Result<StatusCode> {
    mail::asked(&app, &at, me.id, &told.address, page.lang).await?;
    Ok(StatusCode::ACCEPTED)
}

/// Writes to me no more.
#[utoipa::path(delete, path = "/api/v1/me/mail", tag = "channels",
    responses((status = 204), (status = 401, body = Problem)))]
async fn forget(State(app): State<App>, Me(me): Me) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    channel::forget(&mut tx, me.id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(show, choose))
        .api(Access::Member, routes!(list, subscribe, renew))
        .api(Access::Member, routes!(unsubscribe))
        .api(Access::Member, routes!(test))
        .api(Access::Member, routes!(ask, forget))
}
