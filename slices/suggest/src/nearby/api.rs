//! `/api/v1/wishes/{id}/where`.

use std::sync::Arc;

use axum::extract::{Path, Query, State};
use axum::{Extension, Json};
use domain::Money;
use kit::refusal::Problem;
use kit::wire::path_id;
use kit::{Access, App, Me, Refusal, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::routes;

use super::{Order, found};
use crate::street::Street;
use crate::travel::trip;

#[derive(Debug, Deserialize, IntoParams)]
struct Ordered {
    /// `total` (with the way there; when nothing is said), `near` or `open`.
    order: Option<String>,
}

#[derive(Debug, Serialize, ToSchema)]
struct WireAmount {
    minor: i64,
    currency: String,
}

impl From<Money> for WireAmount {
    fn from(money: Money) -> Self {
        Self { minor: money.minor, currency: money.currency.to_string() }
    }
}

/// A place that has it now.
#[derive(Debug, Serialize, ToSchema)]
struct WireHad {
    offer: String,
    organisation: String,
    place: String,
    price: WireAmount,
    /// The price and the way there and back, as the member goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<WireAmount>,
    /// As the crow flies.
    #[serde(skip_serializing_if = "Option::is_none")]
    metres: Option<u32>,
    /// One way, as the member goes.
    #[serde(skip_serializing_if = "Option::is_none")]
    minutes: Option<u32>,
    /// How many are left, where that is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<u32>,
    /// Whether the place is open now, or says no hours.
    open: bool,
}

#[derive(Debug, Serialize, ToSchema)]
struct WireWhere {
    /// From where distances are told: `here`, `place` or `middle` of the town.
    from: String,
    /// `walk`, `bike`, `car` or `transit`.
    way: String,
    items: Vec<WireHad>,
}

/// Where a wish of mine could be met now.
#[utoipa::path(get, path = "/api/v1/wishes/{id}/where", tag = "suggestions", params(("id" = String, Path), Ordered),
    responses((status = 200, body = WireWhere), (status = 404, body = Problem), (status = 422, body = Problem)))]
async fn show(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    Path(id): Path<String>,
    Query(query): Query<Ordered>,
) -> Result<Json<WireWhere>> {
    let order = query.order.as_deref().map_or(Ok(Order::Total), str::parse);
    let order = order.map_err(|_| Refusal::invalid("order", "choice"))?;
    let found = found(&app, &street, me.id, path_id(&id)?, order).await?;
    let items = found.places.iter().map(|place| WireHad {
        offer: place.had.offer.to_string(),
        organisation: place.had.organisation.to_string(),
        place: place.had.place.to_string(),
        price: place.had.price.into(),
        total: place.total.map(Into::into),
        metres: place.had.metres,
        minutes: place.had.metres.map(|metres| trip(&found.travel, metres).minutes),
        left: place.had.left,
        open: place.had.open,
    });
    let (from, way) = (found.from.name().to_owned(), found.travel.way.name().to_owned());
    Ok(Json(WireWhere { from, way, items: items.collect() }))
}

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(show))
}
