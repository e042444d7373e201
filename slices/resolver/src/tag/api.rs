//! `/api/v1/tags`: for whoever prints many, or writes them into stickers.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::{OrganisationId, TagId};
use kit::refusal::Problem;
use kit::{Access, App, Me, Once, Refusal, Result, Routes, wire};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

use super::{Marks, Tag, actions};

/// A tag: what marks a place, a shelf or an offer physically.
#[derive(Debug, Serialize, ToSchema)]
struct WireTag {
    /// Its id.
    id: String,
    /// Whose it is.
    organisation: String,
    /// What stands on it: eight signs that people can type.
    #[schema(example = "K7QM2F94")]
    code: String,
    /// Where it leads: what a square code or a sticker holds.
    url: String,
    /// How those who made it call it: where it hangs.
    label: String,
    /// The place it marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    /// The category of the shelf, at that place.
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<String>,
    /// The offer it marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<String>,
}

impl WireTag {
    fn new(tag: &Tag, app: &App) -> Self {
        let (place, category, offer) = match &tag.marks {
            Marks::Place(place) => (Some(place.to_string()), None, None),
            Marks::Shelf(place, category) => {
                (Some(place.to_string()), Some(category.path().to_owned()), None)
            }
            Marks::Offer(offer) => (None, None, Some(offer.to_string())),
        };
        Self {
            id: tag.id.to_string(),
            organisation: tag.organisation.to_string(),
            code: tag.code.clone(),
            url: format!("{}/t/{}", app.settings.base_url, tag.code),
            label: tag.label.clone(),
            place,
            category,
            offer,
        }
    }
}

/// Tags that lead somewhere.
#[derive(Debug, Serialize, ToSchema)]
struct WireTags {
    /// Newest first.
    items: Vec<WireTag>,
}

/// A tag to be made: of a place, of a shelf there, or of an offer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WireNewTag {
    /// For which organisation.
    organisation: String,
    /// How you call it.
    #[schema(example = "Window, left")]
    label: String,
    /// The place.
    place: Option<String>,
    /// Only what of this category is to be had there.
    category: Option<String>,
    /// The offer, instead of a place.
    offer: Option<String>,
}

impl WireNewTag {
    fn marks(&self) -> Result<Marks> {
        match (&self.place, &self.category, &self.offer) {
            (None, None, Some(offer)) => wire::id(offer, "offer").map(Marks::Offer),
            (Some(place), None, None) => wire::id(place, "place").map(Marks::Place),
            (Some(place), Some(path), None) => {
                let category = path.parse().map_err(|_| Refusal::invalid("category", "category"))?;
                Ok(Marks::Shelf(wire::id(place, "place")?, category))
            }
            (None, _, None) => Err(Refusal::invalid("place", "required")),
            _ => Err(Refusal::invalid("offer", "unknown")),
        }
    }
}

/// Whose tags.
#[derive(Debug, Deserialize)]
struct Asked {
    organisation: String,
}

/// The tags of an organisation the caller acts for, newest first.
#[utoipa::path(get, path = "/api/v1/tags", tag = "tags", params(("organisation" = String, Query, description = "Whose.")),
    responses((status = 200, body = WireTags), (status = 403, body = Problem), (status = 422, body = Problem)))]
async fn list(
    State(app): State<App>,
    Me(me): Me,
    asked: std::result::Result<Query<Asked>, axum::extract::rejection::QueryRejection>,
) -> Result<Json<WireTags>> {
    let Query(asked) = asked.map_err(|_| Refusal::invalid("organisation", "required"))?;
    let id: OrganisationId = wire::id(&asked.organisation, "organisation")?;
    me.acts_for(id)?;
    let mut tx = app.read().await?;
    let tags = actions::of_organisation(&mut tx, id).await?;
    Ok(Json(WireTags { items: tags.iter().map(|tag| WireTag::new(tag, &app)).collect() }))
}

/// Makes a tag of what is the organisation's own.
#[utoipa::path(post, path = "/api/v1/tags", tag = "tags", request_body = WireNewTag,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again, one tag is made.")),
    responses((status = 201, body = WireTag), (status = 403, body = Problem), (status = 409, body = Problem),
        (status = 422, body = Problem)))]
async fn make(State(app): State<App>, Me(me): Me, once: Once<WireNewTag>) -> Result<Response> {
    once.run(&app, async |tx, new| {
        let id: OrganisationId = wire::id(&new.organisation, "organisation")?;
        me.acts_for(id)?;
        let tag = actions::make(tx, &app, id, new.marks()?, &new.label).await?;
        Ok((StatusCode::CREATED, WireTag::new(&tag, &app)))
    })
    .await
}

/// Makes a tag lead nowhere, for good.
#[utoipa::path(delete, path = "/api/v1/tags/{id}", tag = "tags", params(("id" = String, Path)),
    responses((status = 204), (status = 404, body = Problem)))]
async fn revoke(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<StatusCode> {
    let id: TagId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    let tag = actions::tag(&mut tx, id).await?;
    // Whose it is nobody else learns, not even that it is.
    me.acts_for(tag.organisation).map_err(|_| Refusal::new("not-found"))?;
    actions::revoke(&mut tx, tag.organisation, id).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::Associate, routes!(list, make)).api(Access::Associate, routes!(revoke))
}
