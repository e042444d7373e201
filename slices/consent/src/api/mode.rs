//! `/api/v1/me/shopper-mode`: the switch, the quiet hours and the budget.

use axum::Json;
use axum::extract::State;
use domain::{Attention, DailyWindow, Instant, Mode};
use kit::refusal::Problem;
use kit::{App, Body, Me, Refusal, Result, wire};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::actions;
use crate::model::{AttentionChange, ModeChange};

/// How the caller wants to be spoken to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WireShopperMode {
    /// Whether it is on now.
    on: bool,
    /// When it turns itself off, RFC 3339; absent is never.
    #[schema(example = "2026-11-21T18:00:00Z")]
    until: Option<String>,
    /// From when nothing is said, in the town's time; absent with `quiet_to` is no quiet hours.
    #[schema(example = "21:00")]
    quiet_from: Option<String>,
    /// Until when nothing is said.
    #[schema(example = "08:00")]
    quiet_to: Option<String>,
    /// Suggestions a day at the most.
    #[schema(example = 5)]
    per_day: u16,
}

impl WireShopperMode {
    fn at(attention: &Attention, now: Instant) -> Self {
        let until = match attention.mode {
            Mode::On { until } if attention.mode.on_at(now) => until,
            _ => None,
        };
        let (quiet_from, quiet_to) = attention.quiet.map(DailyWindow::texts).unzip();
        let (on, per_day) = (attention.mode.on_at(now), attention.per_day);
        Self { on, until: until.map(Instant::to_rfc3339), quiet_from, quiet_to, per_day }
    }
}

/// What changes; an absent field keeps what stands, `null` clears it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WireShopperModeChange {
    /// On or off. `false` takes effect even when other fields are refused.
    on: Option<bool>,
    /// When it turns itself off, RFC 3339, in the future; `null` is never. Counts only while it is on.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<String>, example = "2026-11-21T18:00:00Z")]
    until: Option<Option<String>>,
    /// From when nothing is said, in the town's time; goes with `quiet_to`, both `null` is no quiet hours.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<String>, example = "21:00")]
    quiet_from: Option<Option<String>>,
    /// Until when nothing is said.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<String>, example = "08:00")]
    quiet_to: Option<Option<String>>,
    /// Suggestions a day at the most, 1 to 50.
    #[schema(example = 5)]
    per_day: Option<u16>,
}

/// Tells a field that is `null` from one that is absent.
fn said<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<String>>, D::Error> {
    Option::<String>::deserialize(from).map(Some)
}

impl WireShopperModeChange {
    fn read(self) -> Result<AttentionChange> {
        let until = match self.until {
            Some(Some(text)) => Some(Some(wire::instant(&text, "until")?)),
            Some(None) => Some(None),
            None => None,
        };
        let quiet = match (self.quiet_from, self.quiet_to) {
            (None, None) => None,
            (Some(None), Some(None)) => Some(None),
            (Some(Some(from)), Some(Some(to))) => {
                let window = DailyWindow::parse(&from, &to);
                Some(Some(window.ok_or_else(|| Refusal::invalid("quiet_from", "hours"))?))
            }
            _ => return Err(Refusal::invalid("quiet_from", "hours")),
        };
        Ok(AttentionChange { mode: ModeChange { on: self.on, until }, quiet, per_day: self.per_day })
    }
}

/// How do I want to be spoken to?
#[utoipa::path(get, path = "/api/v1/me/shopper-mode", tag = "consent",
    responses((status = 200, body = WireShopperMode), (status = 401, body = Problem)))]
pub(super) async fn show(State(app): State<App>, Me(me): Me) -> Result<Json<WireShopperMode>> {
    let mut tx = app.read().await?;
    let attention = actions::attention(&mut tx, me.id).await?;
    Ok(Json(WireShopperMode::at(&attention, tx.now())))
}

/// Changes the switch, the quiet hours or the budget. What is absent stays as it is.
///
/// Turning the mode off is unconditional: `"on": false` takes effect at once, even when something else in the same
/// request is then refused.
#[utoipa::path(put, path = "/api/v1/me/shopper-mode", tag = "consent", request_body = WireShopperModeChange,
    responses((status = 200, body = WireShopperMode), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 422, body = Problem)))]
pub(super) async fn change(
    State(app): State<App>,
    Me(me): Me,
    Body(sent): Body<Value>,
) -> Result<Json<WireShopperMode>> {
    if sent.get("on") == Some(&Value::Bool(false)) {
        let mut tx = app.write().await?;
        actions::turn_off(&mut tx, me.id).await?;
        tx.commit().await?;
    }
    let change = serde_json::from_value::<WireShopperModeChange>(sent).map_err(|error| unreadable(&error))?;
    let change = change.read()?;
    let mut tx = app.write().await?;
    let attention = actions::change_attention(&mut tx, me.id, change).await?;
    let now = tx.now();
    tx.commit().await?;
    Ok(Json(WireShopperMode::at(&attention, now)))
}

/// Tells which key is unknown, never a value that was sent.
fn unreadable(error: &serde_json::Error) -> Refusal {
    let said = error.to_string();
    let refusal = Refusal::new("not-json");
    if said.contains("unknown field") { refusal.with("why", said) } else { refusal }
}
