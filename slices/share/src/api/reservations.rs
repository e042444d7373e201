//! `/api/v1/reservations`: what I promised.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{Instant, ListId, WishId};
use kit::refusal::Problem;
use kit::wire::{self, WireMoney};
use kit::{Access, App, Me, Once, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use crate::changes;
use crate::gift::{self, Still};
use crate::model::{Ask, Reservation};

/// A promise of mine.
#[derive(Debug, Serialize, ToSchema)]
struct WireReservation {
    /// Its id.
    id: String,
    /// The list on which I saw the wish.
    list: String,
    /// The wish.
    wish: String,
    /// How it was called when I promised.
    title: String,
    /// To whom.
    owner: String,
    /// How many whole ones; 0 is a share in the pot.
    units: i64,
    /// My share, when I said one.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<WireMoney>,
    /// Whether other givers do not learn who I am.
    secretly: bool,
    /// `wished`, `no-longer` or `unshared`; absent where it was just made.
    #[serde(skip_serializing_if = "Option::is_none")]
    still: Option<&'static str>,
    /// From when on its owner may learn of it, RFC 3339; absent is when I say that it was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    reveal_at: Option<String>,
    /// When I said that it was given, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    given_at: Option<String>,
}

impl WireReservation {
    fn new(one: Reservation, still: Option<&Still>, reveal_at: Option<Instant>) -> Self {
        Self {
            id: one.id.to_string(),
            list: one.list.to_string(),
            wish: one.wish.to_string(),
            title: one.title,
            owner: one.owner_name,
            units: one.units,
            amount: one.amount.map(Into::into),
            secretly: one.secretly,
            still: still.map(|still| match still {
                Still::Wished(..) => "wished",
                Still::NoLonger => "no-longer",
                Still::Unshared => "unshared",
            }),
            reveal_at: reveal_at.map(Instant::to_rfc3339),
            given_at: one.given_at.map(Instant::to_rfc3339),
        }
    }
}

/// What I promised, newest first.
#[derive(Debug, Serialize, ToSchema)]
struct WireReservations {
    /// The promises.
    items: Vec<WireReservation>,
}

/// A promise to be made: so many whole ones, or a share in the pot.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireAsk {
    /// How many whole ones; 1 when absent. Not together with the next ones.
    units: Option<i64>,
    /// Whether to give one together with others.
    #[serde(default)]
    together: bool,
    /// My share, if it is said already.
    amount: Option<WireMoney>,
    /// What the pot is to hold, if this opens it.
    goal: Option<WireMoney>,
    /// Whether other givers do not learn who I am.
    #[serde(default)]
    secretly: bool,
}

impl WireAsk {
    fn read(&self) -> Result<Ask> {
        let money =
            |amount: &Option<WireMoney>, field| amount.as_ref().map(|one| one.read(field)).transpose();
        let (amount, goal) = (money(&self.amount, "amount")?, money(&self.goal, "goal")?);
        let together = self.together || amount.is_some() || goal.is_some();
        match (together, self.units) {
            (true, Some(_)) => Err(kit::Refusal::invalid("units", "choice")),
            (true, None) => Ok(Ask::Together { amount, goal }),
            (false, units) => Ok(Ask::Whole { units: units.unwrap_or(1) }),
        }
    }
}

/// What I promised, newest first, and how each stands now.
#[utoipa::path(get, path = "/api/v1/reservations", tag = "sharing",
    responses((status = 200, body = WireReservations), (status = 401, body = Problem)))]
async fn list(State(app): State<App>, Me(me): Me) -> Result<Json<WireReservations>> {
    let mut tx = app.read().await?;
    let kept = gift::kept(&mut tx, me.id).await?;
    let items =
        kept.into_iter().map(|kept| WireReservation::new(kept.one, Some(&kept.still), kept.reveal_at));
    Ok(Json(WireReservations { items: items.collect() }))
}

/// Promises to give what somebody wishes, or a part of it; its owner learns nothing of it.
#[utoipa::path(post, path = "/api/v1/shared/{id}/wishes/{wish}/reservations", tag = "sharing",
    request_body = WireAsk, params(("id" = String, Path), ("wish" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "Sent again, it is promised once.")),
    responses((status = 201, body = WireReservation), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn reserve(
    State(app): State<App>,
    Me(me): Me,
    Path((list, wish)): Path<(String, String)>,
    once: Once<WireAsk>,
) -> Result<Response> {
    let (list, wish): (ListId, WishId) = (wire::path_id(&list)?, wire::path_id(&wish)?);
    let made = once
        .run(&app, async |tx, body| {
            let made = gift::reserve(tx, &app, me.id, (list, wish), body.read()?, body.secretly).await?;
            let reveal_at = made.reveal_at;
            Ok((StatusCode::CREATED, WireReservation::new(made, None, reveal_at)))
        })
        .await?;
    changes::tell_givers(&app, list);
    Ok(made)
}

/// Takes a promise back.
#[utoipa::path(delete, path = "/api/v1/reservations/{id}", tag = "sharing", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem), (status = 409, body = Problem)))]
async fn undo(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    let lists = gift::undo(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    lists.into_iter().for_each(|list| changes::tell_givers(&app, list));
    Ok(StatusCode::NO_CONTENT)
}

/// Says that a promise was kept: from now on its owner may learn of it.
#[utoipa::path(post, path = "/api/v1/reservations/{id}/given", tag = "sharing", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn given(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let mut tx = app.write().await?;
    let lists = gift::given(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    lists.into_iter().for_each(|list| changes::tell_givers(&app, list));
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(list))
        .api(Access::Member, routes!(reserve))
        .api(Access::Member, routes!(undo))
        .api(Access::Member, routes!(given))
}
