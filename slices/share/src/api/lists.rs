//! `/api/v1/shared`: lists of others as I may see them.

use axum::Json;
use axum::extract::{Path, State};
use domain::{Instant, ListId};
use kit::refusal::Problem;
use kit::wire::{self, WireMoney};
use kit::{Access, App, Body, Caller, Me, Result, Routes};
use product::Size;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::access::{self, Seen};
use crate::model::Seat;
use crate::sharing;
use crate::view::{self, Gift, own_address};

/// A pot: several give one thing together.
#[derive(Debug, Serialize, ToSchema)]
struct WirePot {
    /// How many give.
    givers: usize,
    /// What was promised so far.
    said: WireMoney,
    /// What is still missing, when it is known what the pot is to hold.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing: Option<WireMoney>,
}

/// A wish of a shared list.
#[derive(Debug, Serialize, ToSchema)]
struct WireGift {
    /// The wish's id.
    id: String,
    /// How its owner calls it.
    title: String,
    /// How many are wished.
    quantity: i64,
    /// How many nobody promised yet. Absent for its owner, and for whom nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    free: Option<i64>,
    /// Several who give it together. Absent when there are none, for its owner, and for whom nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pot: Option<WirePot>,
    /// My own promise, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    mine: Option<String>,
    /// `someday`, `usual` or `dearly`.
    priority: &'static str,
    /// The owner's note, when others may read it.
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    /// What it cost where its owner saw it, when that page was last read.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<WireMoney>,
    /// That page.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// Where this house shows a picture of it: its owner's own, at an address that asks who looks; else that of the page, fetched once.
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    /// When that page was last read, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_at: Option<String>,
}

impl WireGift {
    fn new(list: ListId, gift: Gift) -> Self {
        let own = gift.own.as_ref().map(|own| own_address(list, gift.wish.id, own, Size::Large));
        let pot = gift.standing.and_then(|standing| standing.pot);
        Self {
            id: gift.wish.id.to_string(),
            title: gift.wish.title.clone(),
            quantity: gift.quantity,
            free: gift.standing.map(|standing| standing.free(gift.quantity)),
            pot: pot.map(|pot| WirePot {
                givers: pot.givers,
                said: pot.said.into(),
                missing: pot.missing().map(Into::into),
            }),
            mine: gift.mine.map(|mine| mine.id.to_string()),
            priority: gift.priority.name(),
            note: gift.note,
            price: gift.shop.as_ref().and_then(|shop| shop.price).map(Into::into),
            picture: own.or_else(|| Some(gift.shop.as_ref()?.shown?.url(Size::Large))),
            read_at: gift.shop.as_ref().map(|shop| shop.read_at.to_rfc3339()),
            url: gift.shop.map(|shop| shop.url),
        }
    }
}

/// A list as I may see it.
#[derive(Debug, Serialize, ToSchema)]
struct WireShared {
    /// Its id.
    id: String,
    /// How its owner calls it.
    name: String,
    /// How its owner is called.
    owner: String,
    /// Whether it is my own; then it is shown as others see it, without what they do there.
    own: bool,
    /// From when on its owner may learn who gave what, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    reveal_at: Option<String>,
    /// Its wishes; absent where lists are listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    wishes: Option<Vec<WireGift>>,
}

impl WireShared {
    fn new(seen: Seen, gifts: Option<Vec<Gift>>, now: Instant) -> Self {
        let list = seen.list.id;
        Self {
            id: list.to_string(),
            name: seen.list.name,
            owner: seen.owner_name,
            own: seen.seat == Seat::Owner,
            reveal_at: seen.settings.reveal(now).map(Instant::to_rfc3339),
            wishes: gifts.map(|gifts| gifts.into_iter().map(|gift| WireGift::new(list, gift)).collect()),
        }
    }
}

/// A list as a viewer is told it.
pub(crate) fn told(seen: Seen, gifts: Vec<Gift>, now: Instant) -> String {
    serde_json::to_string(&WireShared::new(seen, Some(gifts), now)).unwrap_or_default()
}

/// Lists of others.
#[derive(Debug, Serialize, ToSchema)]
struct WireSharedLists {
    /// Those whose link I opened, then those of my circles.
    items: Vec<WireShared>,
}

/// A link to a list.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireOpen {
    /// The last part of the link.
    secret: String,
    /// The name under which those before the list shall see me.
    name: String,
}

/// Which list.
#[derive(Debug, Serialize, ToSchema)]
struct WireOpened {
    /// Its id.
    id: String,
}

/// Lists of others that I was let before, by link or by circle.
#[utoipa::path(get, path = "/api/v1/shared", tag = "sharing",
    responses((status = 200, body = WireSharedLists), (status = 401, body = Problem)))]
async fn list(State(app): State<App>, Me(me): Me) -> Result<Json<WireSharedLists>> {
    let mut tx = app.read().await?;
    let all = sharing::before_me(&mut tx, me.id).await?;
    Ok(Json(WireSharedLists {
        items: all.into_iter().map(|seen| WireShared::new(seen, None, app.now())).collect(),
    }))
}

/// A list as I may see it; a public one needs no key, and then tells nothing of promises.
#[utoipa::path(get, path = "/api/v1/shared/{id}", tag = "sharing", params(("id" = String, Path)),
    responses((status = 200, body = WireShared), (status = 404, body = Problem)))]
async fn show(State(app): State<App>, caller: Caller, Path(id): Path<String>) -> Result<Json<WireShared>> {
    let mut tx = app.read().await?;
    let seen = access::open(&mut tx, people::known(&caller), wire::path_id(&id)?).await?;
    let gifts = view::gifts(&mut tx, &seen, None).await?;
    Ok(Json(WireShared::new(seen, Some(gifts), app.now())))
}

/// Comes before a list by its link.
#[utoipa::path(post, path = "/api/v1/shared/open", tag = "sharing", request_body = WireOpen,
    responses((status = 200, body = WireOpened), (status = 410, body = Problem), (status = 422, body = Problem)))]
async fn open(State(app): State<App>, Me(me): Me, Body(body): Body<WireOpen>) -> Result<Json<WireOpened>> {
    let mut tx = app.write().await?;
    let id = sharing::enter(&mut tx, me.id, &body.secret, &body.name).await?;
    tx.commit().await?;
    Ok(Json(WireOpened { id: id.to_string() }))
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(list))
        .api(Access::Anyone, routes!(show))
        .api(Access::Member, routes!(open))
}
