//! `POST /api/v1/wishes`: a wish told by a program, from words or from a page that was read.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{ListingId, MemberId, Priority, Subject, Visibility, limits};
use kit::refusal::Problem;
use kit::wire::{self, WireMoney, WireSubject};
use kit::{App, Me, Once, Refusal, Result};
use serde::Deserialize;
use store::Tx;
use utoipa::ToSchema;

use super::{WireWish, places, visibility};
use crate::draft::{Draft, own_thing};
use crate::model::{CameFrom, Detail, NewWish, Refused};
use crate::{actions, detail, seller};

/// A wish to be added.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WireNewWish {
    /// How the member calls it; its words are the condition when the subject says none.
    #[schema(example = "Chocolat noir")]
    title: String,
    /// What is wanted; when it says nothing and a listing is given, what that listing sells.
    #[serde(default)]
    subject: WireSubject,
    /// The most they would pay, in any currency of ISO 4217; only prices in that same currency are judged by it, none is converted.
    top_price: Option<WireMoney>,
    /// Until when they want it, RFC 3339.
    #[schema(example = "2026-12-24T17:00:00Z")]
    until: Option<String>,
    /// How far they would go, in metres; 1000 when absent, 5000 at most.
    distance_m: Option<u32>,
    /// Where alone it may come true: at most 20 places, by id; anywhere within the distance when absent or empty.
    #[serde(default)]
    places: Vec<String>,
    /// `private` (when absent), `counted` or `public`.
    visibility: Option<String>,
    /// The listing it is wished from, by id, as `POST /api/v1/capture` gives it.
    listing: Option<String>,
    /// The size or the colour of that listing, as `variants` of `POST /api/v1/capture` call it; the page at large when absent.
    variant: Option<String>,
    /// How it came: `words`, `page`, `code`, `tag` or `list`; `page` when absent and a listing is given, else `words`.
    from: Option<String>,
    /// A note beside it.
    note: Option<String>,
    /// The named list it shall stand on, by id; the main one when absent.
    list: Option<String>,
    /// How many are wished, 1 to 999; 1 when absent.
    quantity: Option<i64>,
    /// `someday`, `usual` (when absent) or `dearly`.
    priority: Option<String>,
    /// Whether it is hidden from others, even on a list they may see.
    #[serde(default)]
    secret: bool,
    /// Adds a wish even where one has this very page for a seller; that one is answered with `200` otherwise.
    #[serde(default)]
    another: bool,
}

impl WireNewWish {
    /// Whether no part of the subject is told; its kind alone is none.
    fn says_nothing(&self) -> bool {
        let WireSubject { kind: _, category, gtin, brand, words } = &self.subject;
        [category, gtin, brand, words]
            .iter()
            .all(|part| part.as_deref().is_none_or(|part| part.trim().is_empty()))
    }

    /// What stands beside the wish.
    fn beside(&self) -> Result<Detail> {
        let listing = self.listing.as_deref().map(|id| wire::id(id, "listing")).transpose()?;
        let came_from = match &self.from {
            Some(name) => name.parse().map_err(|_| Refusal::invalid("from", "choice"))?,
            None if listing.is_some() => CameFrom::Page,
            None => CameFrom::Words,
        };
        Ok(Detail {
            came_from,
            listing,
            note: self.note.clone().unwrap_or_default(),
            list: self.list.as_deref().map(|id| wire::id(id, "list")).transpose()?,
            quantity: self.quantity.unwrap_or(1),
            priority: self
                .priority
                .as_deref()
                .map_or(Ok(Priority::Usual), str::parse)
                .map_err(|_| Refusal::invalid("priority", "choice"))?,
            secret: self.secret,
            ..Detail::default()
        })
    }

    /// `sold` is what the listing sells, which counts when no subject is told.
    fn read(self, sold: Option<Subject>) -> Result<NewWish> {
        let told = self.subject.read(&self.title)?;
        Ok(NewWish {
            subject: match sold {
                Some(sold) if self.says_nothing() => Subject { kind: told.kind, ..sold },
                _ => told,
            },
            title: self.title,
            top_price: self.top_price.map(|top| top.read("top_price")).transpose()?,
            until: self.until.map(|until| wire::instant(&until, "until")).transpose()?,
            distance_m: self.distance_m.unwrap_or(limits::WISH_DISTANCE_M),
            places: places(&self.places)?,
            visibility: self.visibility.map_or(Ok(Visibility::Private), |name| visibility(&name))?,
        })
    }
}

/// Adds a wish to my list.
#[utoipa::path(post, path = "/api/v1/wishes", tag = "wishes", request_body = WireNewWish,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again, the wish is added once.")),
    responses((status = 201, body = WireWish),
        (status = 200, body = WireWish, description = "The wish of which this very page is a seller already"), (status = 401, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn add(State(app): State<App>, Me(me): Me, once: Once<WireNewWish>) -> Result<Response> {
    once.run(&app, async |tx, new| {
        let mut beside = new.beside()?;
        let sold = match beside.listing {
            Some(listing) => {
                let (chosen, sold) = sold(tx, &app, listing, new.variant.as_deref(), me.id).await?;
                beside.listing = Some(chosen);
                Some(sold)
            }
            None if new.variant.is_some() => return Err(Refused::NoListing.into()),
            None => None,
        };
        if let Some(listing) = beside.listing.filter(|_| !new.another)
            && let Some(wish) = seller::wished_already(tx, me.id, listing).await?
        {
            let beside = detail::detail(tx, wish.id).await?;
            return Ok((StatusCode::OK, WireWish::new(&wish, beside)));
        }
        let wish = actions::add(tx, &app, me.id, new.read(sold)?).await?;
        // Of most wishes nothing stands beside them, and then no row does.
        if beside != Detail::default() {
            detail::set_detail(tx, me.id, wish.id, &beside).await?;
        }
        let beside = detail::detail(tx, wish.id).await?;
        Ok((StatusCode::CREATED, WireWish::new(&wish, beside)))
    })
    .await
}

/// What a listing sells, or the size or colour of it that was chosen, as the page that asks would have it; and which listing that is.
async fn sold(
    tx: &mut Tx,
    app: &App,
    listing: ListingId,
    variant: Option<&str>,
    member: MemberId,
) -> Result<(ListingId, Subject)> {
    let listing = product::listing(tx, listing, member).await?.ok_or(Refused::NoListing)?;
    let chosen = match variant {
        Some(key) => product::choose(tx, app, &listing, key).await?,
        None => Some(listing.clone()),
    };
    let chosen = chosen.ok_or_else(|| Refusal::invalid("variant", "choice"))?;
    let mut thing = own_thing(tx, &listing, member).await?;
    if let Some(own) = product::told(tx, chosen.id).await?.thing(chosen.variant.as_ref()) {
        thing.gtin = own.gtin;
    }
    Ok((chosen.id, Draft::of(&chosen, &thing).subject()))
}
