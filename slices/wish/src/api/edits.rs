//! `POST /api/v1/list/edits`: what a device did meanwhile, with a network or without.

use std::collections::{BTreeMap, HashMap};

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use domain::ids::Id;
use domain::{CivilZone, Instant, ListId, WishId, limits};
use kit::refusal::Problem;
use kit::wire::{self, WireMoney};
use kit::{Access, App, Body, Caller, Me, Refusal, Result, Routes};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;
use uuid::Uuid;

use super::state::{WireState, state};
use crate::adding::{Added, with_addresses};
use crate::edit::{self, As, Asked, What};
use crate::model::{Detail, NewWish};
use crate::stamp::{Field, corrected};
use crate::understood::{Beside, When, understand};
use crate::{list_name, order, overruled, value};

/// What a device did meanwhile, in the order in which it did it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireEdits {
    /// What the device's clock shows now, RFC 3339.
    sent_at: String,
    /// Whose list the device keeps, by id: where another member is signed in meanwhile, nothing is settled.
    member: Option<String>,
    /// The edits, 200 at most.
    edits: Vec<WireEdit>,
}

/// One edit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireEdit {
    /// A UUID made once for this edit.
    op: String,
    /// What the device's clock showed, RFC 3339.
    at: String,
    /// The wish, by id; of `add`, an id the device made from a UUIDv7.
    wish: Option<String>,
    /// In place of a wish, where it is a list that is called otherwise: which, by id.
    list: Option<String>,
    /// `add`, or the field: `title`, `note`, `quantity`, `priority`, `order`, `list`, `state`, `archived`, `secret`, `top_price`
    /// or `until`; of a list `name`.
    field: String,
    /// What it shall say; of `quantity` by how much it changes; of `add` the new wish.
    #[serde(default)]
    #[schema(value_type = Object)]
    value: serde_json::Value,
    /// The stamp of the field as the device shows it.
    base: Option<String>,
    /// Of a drop: all stamps of the wish as the device shows them.
    seen: Option<BTreeMap<String, String>>,
}

/// A wish as a device adds it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireThing {
    title: String,
    #[serde(default)]
    note: String,
    quantity: Option<i64>,
    priority: Option<String>,
    order: Option<String>,
    list: Option<String>,
    top_price: Option<WireMoney>,
    until: Option<String>,
    #[serde(default)]
    secret: bool,
}

impl WireThing {
    /// What was written without a network is understood as the box would have; a price or a day that is said beside it stands.
    fn read(self, when: When<'_>) -> Result<Added> {
        let top_price = self.top_price.map(|top| top.read("top_price")).transpose()?;
        let until = self.until.map(|until| wire::instant(&until, "until")).transpose()?;
        // One is what a device says of itself.
        let quantity = self.quantity.filter(|count| *count != 1);
        let terms = top_price.is_some() || until.is_some();
        let beside = Beside { terms, quantity: quantity.is_some(), ..Beside::default() };
        let understood = understand(&self.title, beside, when);
        let new = NewWish {
            top_price: top_price.or(understood.new.top_price),
            until: until.or(understood.new.until),
            ..understood.new
        };
        let priority = self.priority.map(|name| name.parse()).transpose();
        let beside = Detail {
            came_from: understood.came_from,
            note: with_addresses(&self.note, &understood.others),
            quantity: quantity.unwrap_or(understood.quantity),
            priority: priority.map_err(|_| Refusal::invalid("priority", "choice"))?.unwrap_or_default(),
            order: self.order,
            list: self.list.map(|id| wire::id(&id, "list")).transpose()?,
            secret: self.secret,
            ..Detail::default()
        };
        Ok(Added { new, beside, link: understood.link })
    }
}

fn uuid(text: &str, field: &'static str) -> Result<Uuid> {
    Uuid::try_parse(text).map_err(|_| Refusal::invalid(field, "id"))
}

impl WireEdit {
    /// `sent_at` is what the device's clock showed when it sent.
    fn read(&self, sent_at: Instant, now: Instant, zone: &CivilZone) -> Result<Asked> {
        let base = self.base.as_deref().map(|base| uuid(base, "base")).transpose()?;
        let at = corrected(wire::instant(&self.at, "at")?, sent_at, now);
        let op = uuid(&self.op, "op")?;
        if let Some(list) = &self.list {
            let what = self.read_name(wire::id(list, "list")?, base)?;
            return Ok(Asked { op, at, what });
        }
        let wish = self.wish.as_deref().ok_or_else(|| Refusal::invalid("wish", "required"))?;
        let wish: WishId = wire::id(wish, "wish")?;
        let what = if self.field == "add" {
            if wish.uuid().get_version_num() != 7 {
                return Err(Refusal::invalid("wish", "id"));
            }
            let thing = WireThing::deserialize(&self.value).map_err(|_| Refusal::invalid("value", "type"))?;
            What::Add(wish, Box::new(thing.read(When { at, now, zone })?))
        } else {
            let field: Field = self.field.parse().map_err(|_| Refusal::invalid("field", "choice"))?;
            let seen = self.seen.as_ref().map(|seen| {
                let known =
                    seen.iter().filter_map(|(field, op)| Some((field.parse().ok()?, op.parse().ok()?)));
                known.collect::<HashMap<Field, Uuid>>()
            });
            let value = value::read(field, &self.value)?;
            if field == Field::Order && !self.value.as_str().is_some_and(order::is_key) {
                return Err(Refusal::invalid("order", "type"));
            }
            What::Set { wish, field, value, base, seen }
        };
        Ok(Asked { op, at, what })
    }

    /// Of a list nothing but its name is edited here: to show it to others is a consent, given where it takes effect at once.
    fn read_name(&self, list: ListId, base: Option<Uuid>) -> Result<What> {
        if self.wish.is_some() || self.field != list_name::NAME {
            return Err(Refusal::invalid("field", "choice"));
        }
        let name = self.value.as_str().ok_or_else(|| Refusal::invalid(list_name::NAME, "type"))?;
        Ok(What::Name { list, name: name.to_owned(), base })
    }
}

/// Reads a device's edits as they are posted: of each when it was made by the house's clock, or the code of why it is refused.
///
/// # Errors
/// When the body is none of edits, or has too many.
#[cfg(feature = "testing")]
pub fn edits_read(body: &[u8], now: Instant) -> Result<Vec<std::result::Result<Instant, &'static str>>> {
    let body: WireEdits = serde_json::from_slice(body).map_err(|_| Refusal::new("not-json"))?;
    if body.edits.len() > limits::EDITS {
        return Err(Refusal::invalid("edits", "too-many"));
    }
    let (sent_at, zone) = (wire::instant(&body.sent_at, "sent_at")?, CivilZone::utc());
    let read = |edit: &WireEdit| {
        edit.read(sent_at, now, &zone).map(|asked| asked.at).map_err(|refusal| refusal.code)
    };
    Ok(body.edits.iter().map(read).collect())
}

/// What became of one edit.
#[derive(Debug, Serialize, ToSchema)]
struct WireSettled {
    /// The edit, as it was sent.
    op: String,
    /// `applied`, `overruled` (it is offered back), `known` (it was settled before) or `refused`.
    r#as: &'static str,
    /// Why it was refused.
    problem: Option<Problem>,
}

/// What became of the edits, and all lists as they are now.
#[derive(Debug, Serialize, ToSchema)]
struct WireAnswer {
    /// One for each edit, in their order.
    settled: Vec<WireSettled>,
    /// All lists.
    list: WireState,
}

/// Settles what a device did meanwhile. An edit sent again changes nothing.
#[utoipa::path(post, path = "/api/v1/list/edits", tag = "wishes", request_body = WireEdits,
    responses((status = 200, body = WireAnswer), (status = 401, body = Problem), (status = 422, body = Problem)))]
async fn edits(
    State(app): State<App>,
    Me(me): Me,
    caller: Caller,
    Body(body): Body<WireEdits>,
) -> Result<Json<WireAnswer>> {
    if body.edits.len() > limits::EDITS {
        return Err(Refusal::invalid("edits", "too-many"));
    }
    if body.member.is_some_and(|member| member != me.id.to_string()) {
        return Err(Refusal::new("sign-in-first"));
    }
    let sent_at = wire::instant(&body.sent_at, "sent_at")?;
    let mut tx = app.write().await?;
    let mut settled = Vec::new();
    for sent in body.edits {
        let done = match sent.read(sent_at, tx.now(), &app.settings.zone) {
            Ok(asked) => edit::settle(&mut tx, &app, me.id, asked).await,
            Err(refusal) => Err(refusal),
        };
        let (r#as, problem) = match done {
            Ok(As::Applied) => ("applied", None),
            Ok(As::Overruled) => ("overruled", None),
            Ok(As::Known) => ("known", None),
            Err(refusal) if refusal.status().is_server_error() => return Err(refusal),
            Err(refusal) => ("refused", Some(refusal.problem(caller.lang))),
        };
        settled.push(WireSettled { op: sent.op, r#as, problem });
    }
    let list = state(&mut tx, me.id).await?;
    tx.commit().await?;
    Ok(Json(WireAnswer { settled, list }))
}

/// Lets go of what was offered back.
#[utoipa::path(delete, path = "/api/v1/list/overruled/{of}/{op}", tag = "wishes",
    params(("of" = String, Path, description = "The wish, or the list, by id."), ("op" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn let_go(
    State(app): State<App>,
    Me(me): Me,
    Path((of, op)): Path<(String, String)>,
) -> Result<StatusCode> {
    let op = wire::path_id(&op)?;
    let mut tx = app.write().await?;
    match of.parse::<ListId>() {
        Ok(list) => drop(list_name::let_go(&mut tx, me.id, list, op).await?),
        Err(_) => overruled::let_go(&mut tx, me.id, wire::path_id(&of)?, op).await?,
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(edits)).api(Access::Member, routes!(let_go))
}
