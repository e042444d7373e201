//! `/api/v1/wishes`: a member's own list.

mod add;
mod change;
mod edits;
mod sellers;
mod state;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{Instant, MemberId, PlaceId, Visibility, Wish, WishId, WishState};
use kit::refusal::Problem;
use kit::wire::{self, WireMoney, WireSubject};
use kit::{Access, App, Me, Paging, Refusal, Result, Routes};
use serde::Serialize;
use store::{StoreError, Tx};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::best::{self, Best};
use crate::hears::Hear;
use crate::model::{Detail, WishChange};
use crate::{actions, detail};
use add::{__path_add, add};
use change::{__path_change, change};
#[cfg(feature = "testing")]
pub use edits::edits_read;
pub use sellers::WireTwin;

/// A wish.
#[derive(Debug, Serialize, ToSchema)]
struct WireWish {
    /// Its id.
    id: String,
    /// How the member calls it.
    title: String,
    /// What is wanted: each part is a condition.
    subject: WireSubject,
    /// The most they would pay; absent is any price.
    #[serde(skip_serializing_if = "Option::is_none")]
    top_price: Option<WireMoney>,
    /// Until when they want it, RFC 3339; absent is for ever.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// How far they would go, in metres.
    distance_m: u32,
    /// Where alone it may come true, by id; absent is anywhere within the distance. A place that is gone stays named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    places: Vec<String>,
    /// `private`, `counted` or `public`.
    visibility: &'static str,
    /// `open`, `paused` or `fulfilled`.
    state: &'static str,
    /// When it was added, RFC 3339.
    added_at: String,
    /// How it came onto the list: `words`, `page`, `code`, `tag` or `list`.
    from: &'static str,
    /// The listing it was wished from, by id.
    #[serde(skip_serializing_if = "Option::is_none")]
    listing: Option<String>,
    /// What the member wrote beside it.
    #[serde(skip_serializing_if = "String::is_empty")]
    note: String,
    /// The named list it stands on, by id; absent is the main one.
    #[serde(skip_serializing_if = "Option::is_none")]
    list: Option<String>,
    /// The key by which it is sorted on its list.
    order: String,
    /// How many are wished.
    quantity: i64,
    /// `someday`, `usual` or `dearly`.
    priority: &'static str,
    /// Whether it is hidden from others, even on a list they may see.
    secret: bool,
    /// When it was put away, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_at: Option<String>,
    /// What I hear of it: `drop` (a page has it for less), `back` (a page has it again), `town` (the town has it), `day` (it takes
    /// place soon, or its end is near). Empty is silence.
    hear: Vec<&'static str>,
}

impl WireWish {
    fn new(wish: &Wish, beside: Detail) -> Self {
        Self {
            from: beside.came_from.name(),
            order: beside.order_of(wish.id),
            list: beside.list.map(|list| list.to_string()),
            quantity: beside.quantity,
            priority: beside.priority.name(),
            secret: beside.secret,
            archived_at: beside.archived_at.map(Instant::to_rfc3339),
            listing: beside.listing.map(|listing| listing.to_string()),
            note: beside.note,
            hear: beside.hears.kinds().map(Hear::name).collect(),
            id: wish.id.to_string(),
            title: wish.title.clone(),
            subject: (&wish.subject).into(),
            top_price: wish.top_price.map(Into::into),
            until: wish.until.map(Instant::to_rfc3339),
            distance_m: wish.distance_m,
            places: wish.places.iter().map(ToString::to_string).collect(),
            visibility: wish.visibility.name(),
            state: wish.state.name(),
            added_at: wish.added_at.to_rfc3339(),
        }
    }
}

/// The best that is known of where a wish's thing can be had.
#[derive(Debug, Serialize, ToSchema)]
struct WireBest {
    /// What it costs.
    price: WireMoney,
    /// Whether that is the least of several sizes or colours.
    from: bool,
    /// Who sells there.
    retailer: String,
    /// `in`, `out` or `unknown`.
    availability: &'static str,
    /// When this was so, RFC 3339.
    read_at: String,
    /// Whether it was read within a day, and could be read since.
    fresh: bool,
    /// By how much it fell since it was wished; absent when it did not, or is not fresh.
    #[serde(skip_serializing_if = "Option::is_none")]
    fell: Option<WireMoney>,
}

impl From<&Best> for WireBest {
    fn from(best: &Best) -> Self {
        Self {
            price: best.price.into(),
            from: best.from,
            retailer: best.retailer.clone(),
            availability: best.availability.name(),
            read_at: best.read_at.to_rfc3339(),
            fresh: best.fresh,
            fell: best.fell.map(Into::into),
        }
    }
}

/// A wish, and what is known of its price.
#[derive(Debug, Serialize, ToSchema)]
struct WirePriced {
    #[serde(flatten)]
    wish: WireWish,
    /// The best that is known of where it can be had; absent when no price is.
    #[serde(skip_serializing_if = "Option::is_none")]
    best: Option<WireBest>,
}

/// Some wishes, newest first.
#[derive(Debug, Serialize, ToSchema)]
struct WireWishes {
    /// The wishes.
    items: Vec<WirePriced>,
    /// Where the next ones begin: give it as `after`. Absent when these are the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    next: Option<String>,
}

fn places(ids: &[String]) -> Result<Vec<PlaceId>> {
    ids.iter().map(|id| wire::id(id, "places")).collect()
}

fn visibility(name: &str) -> Result<Visibility> {
    name.parse().map_err(|_| Refusal::invalid("visibility", "choice"))
}

/// My wishes, newest first, a hundred at a time, without those dropped.
#[utoipa::path(get, path = "/api/v1/wishes", tag = "wishes",
    params(("after" = Option<String>, Query, description = "The `next` of the page before."),
        ("limit" = Option<i64>, Query, description = "How many at the most, 1 to 100.")),
    responses((status = 200, body = WireWishes), (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn list(State(app): State<App>, Me(me): Me, paging: Paging) -> Result<Json<WireWishes>> {
    let before: Option<WishId> = paging.after("id")?;
    let limit = paging.limit()?;
    let mut tx = app.read().await?;
    let wishes = actions::page_of(&mut tx, me.id, before, limit + 1).await?;
    let rows = usize::try_from(limit).unwrap_or(usize::MAX);
    let shown = &wishes[..wishes.len().min(rows)];
    let next = shown.last().filter(|_| wishes.len() > rows).map(|last| last.id.to_string());
    let mut beside = detail::details(&mut tx, me.id, shown).await?;
    let shown: Vec<(Wish, Detail)> =
        shown.iter().map(|wish| (wish.clone(), beside.remove(&wish.id).unwrap_or_default())).collect();
    Ok(Json(WireWishes { items: priced(&mut tx, me.id, shown).await?, next }))
}

/// Wishes of a member with what is known of their prices.
async fn priced(
    tx: &mut Tx,
    member: MemberId,
    wishes: Vec<(Wish, Detail)>,
) -> Result<Vec<WirePriced>, StoreError> {
    let best = best::of(tx, member, &wishes).await?;
    let priced = wishes.into_iter().map(|(wish, beside)| WirePriced {
        best: best.get(&wish.id).map(Into::into),
        wish: WireWish::new(&wish, beside),
    });
    Ok(priced.collect())
}

/// One of my wishes.
#[utoipa::path(get, path = "/api/v1/wishes/{id}", tag = "wishes", params(("id" = String, Path)),
    responses((status = 200, body = WirePriced), (status = 404, body = Problem)))]
async fn show(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Json<WirePriced>> {
    let mut tx = app.read().await?;
    let wish = actions::theirs(&mut tx, me.id, wire::path_id(&id)?).await?;
    let beside = detail::detail(&mut tx, wish.id).await?;
    let mut priced = priced(&mut tx, me.id, vec![(wish, beside)]).await?;
    Ok(Json(priced.swap_remove(0)))
}

/// Drops one of my wishes, for good.
#[utoipa::path(delete, path = "/api/v1/wishes/{id}", tag = "wishes", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn drop_it(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    let id = wire::path_id(&id)?;
    actions::change(&mut tx, me.id, id, WishChange::state(WishState::Dropped)).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(list, add))
        .api(Access::Member, routes!(show, change, drop_it))
        .merge(sellers::routes())
        .merge(state::routes())
        .merge(edits::routes())
}
