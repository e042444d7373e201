//! `PATCH /api/v1/wishes/{id}`: parts of a wish, changed by a program.

use axum::Json;
use axum::extract::{Path, State};
use domain::{Wish, WishState};
use kit::refusal::Problem;
use kit::wire::{self, WireMoney, WireSubject};
use kit::{App, Body, Me, Refusal, Result};
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

use super::{WireWish, places, visibility};
use crate::edit::Saw;
use crate::hears::{self, Hears};
use crate::merge::Value;
use crate::model::{Detail, WishChange};
use crate::stamp::{self, Field};
use crate::{actions, detail, edit};

/// What is to change; what is absent stays, `null` takes a price or an end away.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WireWishChange {
    /// Another title; its words follow unless others had been said.
    title: Option<String>,
    /// Another subject, whole.
    subject: Option<WireSubject>,
    /// Another top price, in any currency of ISO 4217; only prices in that same currency are judged by it.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<WireMoney>)]
    top_price: Option<Option<WireMoney>>,
    /// Another end, RFC 3339.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    until: Option<Option<String>>,
    /// Another distance, in metres.
    distance_m: Option<u32>,
    /// Other places, instead of all it names; empty is anywhere.
    places: Option<Vec<String>>,
    /// Another visibility.
    visibility: Option<String>,
    /// `open`, `paused` or `fulfilled`; to drop a wish, delete it.
    state: Option<String>,
    /// Another note.
    note: Option<String>,
    /// Another list, by id; `null` is the main one.
    #[serde(default, deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    list: Option<Option<String>>,
    /// Another order key (see the page on lists).
    order: Option<String>,
    /// How many are wished, 1 to 999.
    quantity: Option<i64>,
    /// `someday`, `usual` or `dearly`.
    priority: Option<String>,
    /// Whether it is hidden from others, even on a list they may see.
    secret: Option<bool>,
    /// Whether it is put away.
    archived: Option<bool>,
    /// What to hear of it, instead of all that was heard: any of `drop`, `back`, `town` and `day`; empty is silence.
    hear: Option<Vec<String>>,
}

/// Tells `null` from absent.
fn said<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

impl WireWishChange {
    /// What shall stand beside it, put away or not.
    fn beside(&self, before: Detail) -> Result<Detail> {
        let list = |id: &Option<String>| id.as_deref().map(|id| wire::id(id, "list")).transpose();
        let priority = self.priority.as_deref().map(str::parse).transpose();
        Ok(Detail {
            note: self.note.clone().unwrap_or(before.note),
            list: self.list.as_ref().map_or(Ok(before.list), list)?,
            order: self.order.clone().or(before.order),
            quantity: self.quantity.unwrap_or(before.quantity),
            priority: priority
                .map_err(|_| Refusal::invalid("priority", "choice"))?
                .unwrap_or(before.priority),
            secret: self.secret.unwrap_or(before.secret),
            ..before
        })
    }

    /// `before` gives the title whose words count when a subject says none.
    fn read(self, before: &Wish) -> Result<WishChange> {
        let title = self.title.as_deref().unwrap_or(&before.title);
        let until = |until: Option<String>| until.map(|text| wire::instant(&text, "until")).transpose();
        let state = |name: String| match name.parse() {
            Ok(WishState::Dropped) | Err(_) => Err(Refusal::invalid("state", "choice")),
            Ok(state) => Ok(state),
        };
        Ok(WishChange {
            subject: self.subject.map(|subject| subject.read(title)).transpose()?,
            title: self.title,
            top_price: self
                .top_price
                .map(|top| top.map(|top| top.read("top_price")).transpose())
                .transpose()?,
            until: self.until.map(until).transpose()?,
            distance_m: self.distance_m,
            places: self.places.as_deref().map(places).transpose()?,
            visibility: self.visibility.as_deref().map(visibility).transpose()?,
            state: self.state.map(state).transpose()?,
        })
    }
}

/// Changes one of my wishes: its title, its terms, or where it stands.
#[utoipa::path(patch, path = "/api/v1/wishes/{id}", tag = "wishes", request_body = WireWishChange,
    params(("id" = String, Path)),
    responses((status = 200, body = WireWish), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn change(
    State(app): State<App>,
    Me(me): Me,
    Path(id): Path<String>,
    Body(body): Body<WireWishChange>,
) -> Result<Json<WireWish>> {
    let mut tx = app.write().await?;
    // What is read here is written back: nobody else may write it in between.
    stamp::turn(&mut tx, me.id).await?;
    let before = actions::theirs(&mut tx, me.id, wire::path_id(&id)?).await?;
    let beside = body.beside(detail::detail(&mut tx, before.id).await?)?;
    detail::set_detail(&mut tx, me.id, before.id, &beside).await?;
    if let Some(names) = &body.hear {
        hears::set(&mut tx, me.id, before.id, Hears::said(names)?).await?;
    }
    if let Some(away) = body.archived {
        edit::ours(&mut tx, me.id, before.id, Field::Archived, Value::Flag(away), Saw::All).await?;
    }
    let before = actions::theirs(&mut tx, me.id, before.id).await?;
    let wish = actions::change(&mut tx, me.id, before.id, body.read(&before)?).await?;
    let beside = detail::detail(&mut tx, wish.id).await?;
    tx.commit().await?;
    Ok(Json(WireWish::new(&wish, beside)))
}
