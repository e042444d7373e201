//! `POST /api/v1/wishes`: a wish told by a program, from words or from a page that was read.

use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{ListingId, MemberId, Priority, Subject, Visibility, Wish, barcode, limits};
use kit::refusal::Problem;
use kit::tags::Tags;
use kit::wire::{self, WireMoney, WireSubject};
use kit::{App, Me, Once, Refusal, Result};
use serde::Deserialize;
use store::Tx;
use utoipa::ToSchema;

use super::{WireWish, places, visibility};
use crate::adding::with_addresses;
use crate::address::address_in;
use crate::draft::{Draft, own_thing};
use crate::model::{CameFrom, Detail, NewWish, Refused};
use crate::understood::{Beside, Understood, When, understand};
use crate::{actions, adding, detail, page_name, seller};

/// Signs of a tag's code.
const TAG_SIGNS: usize = 8;

/// A wish to be added.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WireNewWish {
    /// How the member calls it, or all that they say of it: where no listing is given, an address in it is the page it is wished from,
    /// and where the subject says nothing either, it may be a barcode, and how many, a price, a day and a category are understood in it.
    /// A field of its own comes before what is understood here. Its words are the condition when nothing else is.
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
    /// How it came: `words`, `page`, `code`, `tag` or `list`; when absent, `page` where a listing is given, else as the title was
    /// understood.
    from: Option<String>,
    /// A note beside it.
    note: Option<String>,
    /// The named list it shall stand on, by id; the main one when absent.
    list: Option<String>,
    /// How many are wished, 1 to 999; when absent, as many as the title says, else 1.
    quantity: Option<i64>,
    /// `someday`, `usual` (when absent) or `dearly`.
    priority: Option<String>,
    /// Whether it is hidden from others, even on a list they may see.
    #[serde(default)]
    secret: bool,
    /// Adds a wish even where one has this very page for a seller, or is for the barcode that the title is; that one is answered with
    /// `200` otherwise.
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

    /// What the title says beside the other fields. Of a listing that is given it is no more than a name.
    fn heard(&self, app: &App) -> Result<Option<Understood>> {
        if self.listing.is_some() {
            return Ok(None);
        }
        if let Some(path) = tag_in(&self.title, &app.settings.base_url) {
            return Err(Refusal::new("tag-opens").with("path", path));
        }
        let subject = !self.says_nothing();
        // Whoever means these digits as words says so in the subject.
        if !subject && barcode::is_misread(&self.title) {
            return Err(Refused::CheckDigit.into());
        }
        let terms = self.top_price.is_some() || self.until.is_some();
        let beside = Beside { subject, terms, quantity: self.quantity.is_some() };
        let now = app.now();
        Ok(Some(understand(&self.title, beside, When { at: now, now, zone: &app.settings.zone })))
    }

    /// What stands beside the wish.
    fn beside(&self, heard: Option<&Understood>) -> Result<Detail> {
        let listing = self.listing.as_deref().map(|id| wire::id(id, "listing")).transpose()?;
        let came_from = match &self.from {
            Some(name) => name.parse().map_err(|_| Refusal::invalid("from", "choice"))?,
            None => heard.map_or(CameFrom::Page, |heard| heard.came_from),
        };
        Ok(Detail {
            came_from,
            listing,
            note: with_addresses(
                self.note.as_deref().unwrap_or_default(),
                heard.map_or("", |heard| heard.others.as_str()),
            ),
            list: self.list.as_deref().map(|id| wire::id(id, "list")).transpose()?,
            quantity: self.quantity.unwrap_or_else(|| heard.map_or(1, |heard| heard.quantity)),
            priority: self
                .priority
                .as_deref()
                .map_or(Ok(Priority::Usual), str::parse)
                .map_err(|_| Refusal::invalid("priority", "choice"))?,
            secret: self.secret,
            ..Detail::default()
        })
    }

    /// `sold` is what the listing sells, which counts when no subject is told; without a listing, what the title says does.
    fn read(self, sold: Option<Subject>, heard: Option<NewWish>) -> Result<NewWish> {
        let says_nothing = self.says_nothing();
        let NewWish { title, subject, top_price, until, .. } =
            heard.unwrap_or_else(|| NewWish::told(&self.title));
        let told = self.subject.read(&title)?;
        let read_price = self.top_price.map(|top| top.read("top_price")).transpose()?;
        let read_until = self.until.map(|until| wire::instant(&until, "until")).transpose()?;
        Ok(NewWish {
            subject: if says_nothing { Subject { kind: told.kind, ..sold.unwrap_or(subject) } } else { told },
            title,
            top_price: read_price.or(top_price),
            until: read_until.or(until),
            distance_m: self.distance_m.unwrap_or(limits::WISH_DISTANCE_M),
            places: places(&self.places)?,
            visibility: self.visibility.map_or(Ok(Visibility::Private), |name| visibility(&name))?,
        })
    }
}

/// Where the tag of a shop opens whose link, at this house, stands in a title.
fn tag_in(title: &str, base_url: &str) -> Option<String> {
    let address = address_in(title)?;
    let code = address.strip_prefix(base_url.trim_end_matches('/'))?.strip_prefix("/t/")?;
    let code = code.split(['/', '?', '#']).next()?;
    let plain = code.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-');
    let signs = code.chars().filter(|sign| *sign != '-').count();
    (plain && signs == TAG_SIGNS).then(|| format!("/t/{code}"))
}

/// Adds a wish to my list.
#[utoipa::path(post, path = "/api/v1/wishes", tag = "wishes", request_body = WireNewWish,
    params(("Idempotency-Key" = Option<String>, Header, description = "Sent again, the wish is added once.")),
    responses((status = 201, body = WireWish),
        (status = 200, body = WireWish, description = "The wish of which this very page is a seller, or which is for this barcode, already"),
        (status = 401, body = Problem),
        (status = 409, body = Problem), (status = 422, body = Problem)))]
pub(super) async fn add(
    State(app): State<App>,
    Me(me): Me,
    tags: Option<Extension<Tags>>,
    once: Once<WireNewWish>,
) -> Result<Response> {
    once.run(&app, async |tx, new| {
        if let Some(Extension(Tags(path_of))) = &tags
            && new.listing.is_none()
            && new.says_nothing()
            && let Some(path) = path_of(tx, &new.title).await?
        {
            return Err(Refusal::new("tag-opens").with("path", path));
        }
        let heard = new.heard(&app)?;
        let mut beside = new.beside(heard.as_ref())?;
        let sold = match beside.listing {
            Some(listing) => {
                let (chosen, sold) = sold(tx, &app, listing, new.variant.as_deref(), me.id).await?;
                beside.listing = Some(chosen);
                Some(sold)
            }
            None if new.variant.is_some() => return Err(Refused::NoListing.into()),
            None => None,
        };
        let linked = heard.as_ref().and_then(|heard| heard.link.as_deref());
        if let Some(link) = linked {
            if product::never_read(&app, link).is_some() {
                return Err(Refusal::invalid("title", "address-never"));
            }
            beside.listing = adding::expected(tx, &app, me.id, link).await?;
        }
        if !new.another
            && let Some(wish) = there_already(tx, me.id, &beside, heard.as_ref()).await?
        {
            let beside = detail::detail(tx, wish.id).await?;
            return Ok((StatusCode::OK, WireWish::new(&wish, beside)));
        }
        let expected = beside.listing.filter(|_| linked.is_some());
        let new = new.read(sold, heard.map(|heard| heard.new))?;
        Ok((StatusCode::CREATED, added(tx, &app, me.id, new, &beside, expected).await?))
    })
    .await
}

/// The wish that has this very page for a seller, or is for the barcode that was said alone.
async fn there_already(
    tx: &mut Tx,
    member: MemberId,
    beside: &Detail,
    heard: Option<&Understood>,
) -> Result<Option<Wish>> {
    let coded = heard.filter(|heard| heard.came_from == CameFrom::Code);
    match (beside.listing, coded.and_then(|heard| heard.new.subject.gtin)) {
        (Some(listing), _) => seller::wished_already(tx, member, listing).await,
        (None, Some(gtin)) => match seller::wished_code(tx, member, gtin).await? {
            Some(id) => Ok(actions::wish(tx, id).await?),
            None => Ok(None),
        },
        (None, None) => Ok(None),
    }
}

/// Adds it, and calls it as its page is called where that was `expected` and is known already.
async fn added(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    new: NewWish,
    beside: &Detail,
    expected: Option<ListingId>,
) -> Result<WireWish> {
    let mut wish = actions::add(tx, app, member, new).await?;
    // Of most wishes nothing stands beside them, and then no row does.
    if *beside != Detail::default() {
        detail::set_detail(tx, member, wish.id, beside).await?;
    }
    if let Some(listing) = expected {
        page_name::call_if_read(tx, wish.id, listing).await?;
        wish = actions::wish(tx, wish.id).await?.unwrap_or(wish);
    }
    let beside = detail::detail(tx, wish.id).await?;
    Ok(WireWish::new(&wish, beside))
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
