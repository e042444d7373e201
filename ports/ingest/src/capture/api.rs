//! `POST /api/v1/capture`: a page is read for a program, the browser extension among them.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{DefaultBodyLimit, State};
use domain::Condition;
use kit::refusal::Problem;
use kit::wire::WireMoney;
use kit::{Access, App, Body, Me, Refusal, Result, Routes};
use product::Variant;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::UtoipaMethodRouterExt;
use utoipa_axum::routes;
use wish::WireTwin;

use super::read::{self, Got, Unread};
use super::{Web, naming};

/// Bytes of a page that a browser may send: shops' pages without their scripts.
const BYTES: usize = 3 * 1024 * 1024;

/// A page to be read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct WirePage {
    /// Its address.
    #[schema(example = "https://shop.example/drill")]
    url: String,
    /// The page as the member's own browser has it; fetched by this server when absent.
    html: Option<String>,
}

/// What was read. Nothing is wished yet.
#[derive(Serialize, ToSchema)]
struct WireReading {
    /// The listing that was noted.
    listing: String,
    /// What it is called.
    title: String,
    /// Who sells it there.
    retailer: String,
    /// Whose make.
    #[serde(skip_serializing_if = "Option::is_none")]
    brand: Option<String>,
    /// Its barcode, as GTIN-14.
    #[serde(skip_serializing_if = "Option::is_none")]
    gtin: Option<String>,
    /// The maker's number.
    #[serde(skip_serializing_if = "Option::is_none")]
    model: Option<String>,
    /// What it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<WireMoney>,
    /// What it cost before, when it is on sale.
    #[serde(skip_serializing_if = "Option::is_none")]
    list_price: Option<WireMoney>,
    /// Where a picture of it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    picture: Option<String>,
    /// The lowest and the highest price of its variants.
    #[serde(skip_serializing_if = "Option::is_none")]
    price_range: Option<WireRange>,
    /// `in`, `out` or `unknown`.
    availability: &'static str,
    /// `new`, `used`, `refurbished` or `damaged`.
    #[serde(skip_serializing_if = "Option::is_none")]
    condition: Option<&'static str>,
    /// The sizes and colours it is sold in; `POST /api/v1/wishes` takes one as `variant`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variants: Vec<WireVariant>,
    /// Where in the page each was found.
    from: BTreeMap<&'static str, String>,
    /// The page that asks whether this is it.
    confirm: String,
    /// A wish of theirs that this page is held to be a seller of: `POST /api/v1/wishes/{id}/sellers` adds it there.
    #[serde(skip_serializing_if = "Option::is_none")]
    already: Option<WireTwin>,
}

/// From and to which price.
#[derive(Serialize, ToSchema)]
struct WireRange {
    /// The lowest.
    low: WireMoney,
    /// The highest.
    high: WireMoney,
}

/// A size or a colour.
#[derive(Serialize, ToSchema)]
struct WireVariant {
    /// What the shop calls it among programs.
    variant: String,
    /// What tells it apart, in words.
    name: String,
    /// Its barcode, as GTIN-14.
    #[serde(skip_serializing_if = "Option::is_none")]
    gtin: Option<String>,
    /// What it costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<WireMoney>,
    /// `in`, `out` or `unknown`.
    availability: &'static str,
}

impl From<Variant> for WireVariant {
    fn from(one: Variant) -> Self {
        Self {
            variant: one.key,
            name: one.name,
            gtin: one.gtin.map(|gtin| gtin.to_string()),
            price: one.price.map(Into::into),
            availability: one.availability.name(),
        }
    }
}

fn refusal(unread: Unread) -> Refusal {
    match unread {
        Unread::Refused(fetch::Refused::BadAddress) => Refusal::invalid("url", "address"),
        Unread::Refused(fetch::Refused::PrivateAddress) => Refusal::invalid("url", "private"),
        other => Refusal::new("unreadable-page").with("why", other.key()),
    }
}

/// Reads a page of a shop, and notes what it says. Adds no wish: `confirm` is the page that asks.
#[utoipa::path(post, path = "/api/v1/capture", tag = "wishes", request_body = WirePage,
    responses((status = 200, body = WireReading), (status = 401, body = Problem),
        (status = 422, body = Problem, description = "`unreadable-page` (with `why` `wish-read-many` for a page that lists things, which `POST /api/v1/wishes/import` reads) or `invalid`"),
        (status = 429, body = Problem, description = "`too-many-pages`")))]
async fn take(
    State(app): State<App>,
    Me(me): Me,
    Web(web): Web,
    Body(body): Body<WirePage>,
) -> Result<Json<WireReading>> {
    let own = body.html.is_some();
    let address = wish::address_in(&body.url).ok_or_else(|| Refusal::invalid("url", "address"))?;
    // What is never fetched costs nothing.
    if !own && let Err(refused) = web.may_get(&address) {
        return Err(refusal(Unread::Refused(refused)));
    }
    // One that was sent costs no way out, but as much to read and to keep.
    read::counted(&app, me.id).await?;
    let seen = match body.html {
        None => match read::looked_at(&app, &web, &address).await.map_err(refusal)? {
            Some(Got::One(seen)) => *seen,
            Some(Got::Many(_)) => return Err(refusal(Unread::Many)),
            None => return Err(refusal(Unread::Nothing)),
        },
        Some(html) => {
            let read = tokio::task::spawn_blocking(move || read::shown(&html, &address)).await;
            read.unwrap_or(Err(Unread::Nothing)).map_err(refusal)?
        }
    };
    let mut tx = app.write().await?;
    let (brand, gtin, model) = (seen.brand.clone(), seen.gtin, seen.model.clone());
    let told = seen.besides.told.clone();
    let listing = product::note(&mut tx, &app, seen, own.then_some(me.id)).await?;
    tx.commit().await?;
    naming::name(&app, &listing).await;
    read::picture_soon(&app, &web, listing.id);
    let twin = wish::twin(&mut app.read().await?, me.id, &listing).await?;
    let already = twin.map(|twin| WireTwin::new(&app, &twin));
    Ok(Json(WireReading {
        listing: listing.id.to_string(),
        retailer: listing.retailer,
        title: listing.title,
        brand,
        gtin: gtin.map(|gtin| gtin.to_string()),
        model,
        price: listing.price.map(Into::into),
        list_price: listing.list_price.map(Into::into),
        picture: listing.picture,
        availability: listing.availability.name(),
        price_range: told.range().map(|(low, high)| WireRange { low: low.into(), high: high.into() }),
        condition: told.condition().map(Condition::name),
        from: told
            .found
            .iter()
            .filter(|one| one.taken)
            .map(|one| (one.part.name(), one.at.clone()))
            .collect(),
        variants: told.variants.into_iter().map(Into::into).collect(),
        confirm: format!("{}/me/wishes/new?listing={}", app.settings.base_url, listing.id),
        already,
    }))
}

pub(super) fn routes() -> Routes {
    Routes::new().api(Access::Member, routes!(take).layer(DefaultBodyLimit::max(BYTES)))
}
