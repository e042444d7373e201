//! `/api/v1/wishes/{id}/sellers`: who sells the thing of a wish, one more, one fewer.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::{Wish, WishId};
use kit::refusal::Problem;
use kit::wire::{self, WireMoney};
use kit::{Access, App, Body, Me, Result, Routes};
use product::{Likeness, Listing, Point};
use serde::{Deserialize, Serialize};
use store::{StoreError, Tx};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::seller_page::held;
use crate::twin::{Held, Twin};
use crate::{actions, detail, listed, pages, seller};

/// One reason for or against two being one thing.
#[derive(Debug, Serialize, ToSchema)]
struct WireReason {
    /// Whether it speaks for it.
    is_for: bool,
    /// Which, such as `barcode-same`, `number-other`, `words-same`.
    reason: &'static str,
    /// What the wish says; empty when the reason needs none.
    #[serde(skip_serializing_if = "String::is_empty")]
    ours: String,
    /// What the page says.
    #[serde(skip_serializing_if = "String::is_empty")]
    theirs: String,
}

/// How sure it is that a page sells the thing of a wish, and why.
#[derive(Debug, Serialize, ToSchema)]
struct WireHeld {
    /// `there` when it is a seller already, `sure`, `probable` or `unlike`; `answers` when it answers a wish told in words.
    held: &'static str,
    /// Why, what weighs most first.
    why: Vec<WireReason>,
}

impl WireHeld {
    fn new(held: &Held) -> Self {
        let (said, likeness): (_, Option<&Likeness>) = match held {
            Held::There => ("there", None),
            Held::Same(likeness) => (likeness.sureness.name(), Some(likeness)),
            Held::Answers(likeness) => ("answers", Some(likeness)),
        };
        let reasons = likeness.into_iter().flat_map(|likeness| likeness.reasons.iter().cloned());
        let why = reasons.map(|reason| WireReason {
            is_for: reason.is_for,
            reason: reason.name,
            ours: reason.ours,
            theirs: reason.theirs,
        });
        Self { held: said, why: why.collect() }
    }
}

/// A wish of which a page is held to be a seller.
#[derive(Debug, Serialize, ToSchema)]
pub struct WireTwin {
    /// The wish, by id.
    wish: String,
    /// How its member calls it.
    title: String,
    /// Its page.
    html_url: String,
    #[serde(flatten)]
    by: WireHeld,
}

impl WireTwin {
    /// Says it on the wire.
    #[must_use]
    pub fn new(app: &App, twin: &Twin) -> Self {
        Self {
            wish: twin.wish.id.to_string(),
            title: twin.wish.title.clone(),
            html_url: format!("{}/me/wishes/{}", app.settings.base_url, twin.wish.id),
            by: WireHeld::new(&twin.held),
        }
    }
}

/// One step of how a seller's price and stock went.
#[derive(Debug, Serialize, ToSchema)]
struct WirePoint {
    /// Since when, RFC 3339.
    at: String,
    /// What it cost from then on; absent when no price was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<WireMoney>,
    /// `in`, `out` or `unknown`.
    availability: &'static str,
}

impl From<Point> for WirePoint {
    fn from(point: Point) -> Self {
        Self {
            at: point.at.to_rfc3339(),
            price: point.price.map(Into::into),
            availability: point.availability.name(),
        }
    }
}

/// A page that sells the thing of a wish.
#[derive(Debug, Serialize, ToSchema)]
struct WireSeller {
    /// The listing, by id.
    listing: String,
    /// Who sells there.
    retailer: String,
    /// What it is called there.
    title: String,
    /// The page.
    url: String,
    /// What it cost when it was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<WireMoney>,
    /// `in`, `out` or `unknown`.
    availability: &'static str,
    /// When it was last read and made sense, RFC 3339; absent when it never was.
    #[serde(skip_serializing_if = "Option::is_none")]
    read_at: Option<String>,
    /// Whether it could not be read since.
    stale: bool,
    /// Whether the wish came from it.
    first: bool,
    /// How its price and stock went since it was wished, as they were read, oldest first: each step holds until the next.
    history: Vec<WirePoint>,
    #[serde(flatten)]
    by: Option<WireHeld>,
}

impl WireSeller {
    fn new(listing: Listing, first: bool, by: Option<WireHeld>, history: Vec<Point>) -> Self {
        Self {
            listing: listing.id.to_string(),
            retailer: listing.retailer,
            title: listing.title,
            url: listing.url,
            price: listing.price.map(Into::into),
            availability: listing.availability.name(),
            read_at: (!history.is_empty()).then(|| listing.read_at.to_rfc3339()),
            stale: listing.failure.is_some(),
            first,
            history: history.into_iter().map(Into::into).collect(),
            by,
        }
    }
}

/// The sellers of a wish, best first.
#[derive(Debug, Serialize, ToSchema)]
struct WireSellers {
    /// The sellers.
    items: Vec<WireSeller>,
}

/// A seller to be added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireNewSeller {
    /// The listing, by id, as `POST /api/v1/capture` gives it.
    listing: String,
}

async fn all(tx: &mut Tx, wish: &Wish) -> Result<WireSellers, StoreError> {
    let from = detail::detail(tx, wish.id).await?.listing;
    let mut items = Vec::new();
    for listing in listed::listings(tx, wish).await? {
        let first = from == Some(listing.id);
        let by = if first { None } else { Some(WireHeld::new(&held(tx, wish, &listing).await?)) };
        let history = pages::since(product::history(tx, listing.id).await?, wish.added_at);
        items.push(WireSeller::new(listing, first, by, history));
    }
    Ok(WireSellers { items })
}

/// Who sells the thing of one of my wishes, best first, each with why it is held for the same thing, what it costs, and how that went since
/// it was wished.
#[utoipa::path(get, path = "/api/v1/wishes/{id}/sellers", tag = "wishes", params(("id" = String, Path)),
    responses((status = 200, body = WireSellers), (status = 404, body = Problem)))]
async fn list(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Json<WireSellers>> {
    let mut tx = app.read().await?;
    let wish = actions::theirs(&mut tx, me.id, wire::path_id(&id)?).await?;
    Ok(Json(all(&mut tx, &wish).await?))
}

/// Adds a seller to one of my wishes; one that it has already changes nothing.
#[utoipa::path(post, path = "/api/v1/wishes/{id}/sellers", tag = "wishes", params(("id" = String, Path)),
    request_body = WireNewSeller, responses((status = 200, body = WireSellers), (status = 404, body = Problem),
        (status = 409, body = Problem, description = "`too-many`"), (status = 422, body = Problem)))]
async fn add(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    Body(body): Body<WireNewSeller>,
) -> Result<Json<WireSellers>> {
    let wish: WishId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    seller::join(&mut tx, me.id, wish, wire::id(&body.listing, "listing")?).await?;
    let wish = actions::theirs(&mut tx, me.id, wish).await?;
    let sellers = all(&mut tx, &wish).await?;
    tx.commit().await?;
    Ok(Json(sellers))
}

/// Takes a seller off one of my wishes: it sells another thing, and is not held for this one again.
#[utoipa::path(delete, path = "/api/v1/wishes/{id}/sellers/{listing}", tag = "wishes",
    params(("id" = String, Path), ("listing" = String, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn off(
    State(app): State<App>,
    Me(me): Me,
    Path((id, listing)): Path<(String, String)>,
) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    seller::part(&mut tx, me.id, wire::path_id(&id)?, wire::path_id(&listing)?).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(list, add)).api(Access::Member, routes!(off))
}
