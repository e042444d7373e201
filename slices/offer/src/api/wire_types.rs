//! Offers as JSON.

use domain::{Instant, Money, Offer, OfferState, Zone};
use kit::wire::{self, WireMoney, WireSubject};
use kit::{Refusal, Result};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::model::{NewOffer, OfferChange, REACH_M, words_of};

/// An offer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WireOffer {
    /// Its id.
    id: String,
    /// Who offers.
    organisation: String,
    /// Where it is to be had.
    place: String,
    /// How the shop calls it.
    title: String,
    /// What it is.
    subject: WireSubject,
    /// What it costs.
    price: WireMoney,
    /// What it usually costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference_price: Option<WireMoney>,
    /// How many are left; absent is enough for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    stock: Option<u32>,
    /// From when, RFC 3339.
    from: String,
    /// Until when, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    /// How far from its place it speaks, in metres.
    reach_m: u32,
    /// From which zone inwards it speaks: `neighbourhood`, `window` or `inside`.
    zone: &'static str,
    /// `open`, `paused` or `closed`.
    state: &'static str,
}

impl From<&Offer> for WireOffer {
    fn from(offer: &Offer) -> Self {
        Self {
            id: offer.id.to_string(),
            organisation: offer.organisation.to_string(),
            place: offer.place.to_string(),
            title: offer.title.clone(),
            subject: WireSubject::from(&offer.subject),
            price: offer.price.into(),
            reference_price: offer.reference_price.map(Into::into),
            stock: offer.stock,
            from: offer.from.to_rfc3339(),
            until: offer.until.map(Instant::to_rfc3339),
            reach_m: offer.reach_m,
            zone: offer.zone.name(),
            state: offer.state.name(),
        }
    }
}

/// A page of offers.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WireOffers {
    /// The offers.
    pub(super) items: Vec<WireOffer>,
    /// What to give as `after` for the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) next: Option<String>,
}

/// An offer to publish.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct WireNewOffer {
    /// Who offers.
    organisation: String,
    /// Where it is to be had; a place of the organisation.
    place: String,
    /// The organisation's own name for it.
    reference: Option<String>,
    /// How the shop calls it.
    #[schema(example = "Café en grains de Redon, 250 g")]
    title: String,
    /// What it is; its words are those of the title and the brand when it says none.
    #[serde(default)]
    subject: WireSubject,
    /// What it costs.
    price: WireMoney,
    /// What it usually costs: same currency, above the price.
    reference_price: Option<WireMoney>,
    /// How many there are; absent is enough for all.
    stock: Option<u64>,
    /// From when, RFC 3339; absent is from now.
    from: Option<String>,
    /// Until when, RFC 3339; absent is until closed.
    until: Option<String>,
    /// How far from its place it speaks, in metres; 500 when absent.
    reach_m: Option<u64>,
    /// From which zone inwards it speaks; `neighbourhood` when absent.
    zone: Option<String>,
}

impl WireNewOffer {
    pub(super) fn read(self) -> Result<NewOffer> {
        Ok(NewOffer {
            organisation: wire::id(&self.organisation, "organisation")?,
            place: wire::id(&self.place, "place")?,
            reference: self.reference,
            subject: subject(&self.subject, &self.title)?,
            title: self.title,
            price: self.price.read("price")?,
            reference_price: usual(self.reference_price.as_ref())?,
            stock: self.stock.map(|stock| number(stock, "stock")).transpose()?,
            from: self.from.map(|from| wire::instant(&from, "from")).transpose()?,
            until: self.until.map(|until| wire::instant(&until, "until")).transpose()?,
            reach_m: self.reach_m.map_or(Ok(REACH_M), |reach| number(reach, "reach_m"))?,
            zone: self.zone.map_or(Ok(Zone::Neighbourhood), |name| zone(&name))?,
        })
    }
}

/// What changes of an offer: absent parts stay, `null` takes a part away.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct WireOfferChange {
    /// Where it is to be had.
    place: Option<String>,
    /// How the shop calls it.
    title: Option<String>,
    /// What it is, anew.
    subject: Option<WireSubject>,
    /// What it costs.
    price: Option<WireMoney>,
    /// What it usually costs.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<WireMoney>)]
    reference_price: Option<Option<WireMoney>>,
    /// How many there are, counted anew.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<u64>)]
    stock: Option<Option<u64>>,
    /// From when, RFC 3339.
    from: Option<String>,
    /// Until when, RFC 3339.
    #[serde(deserialize_with = "said")]
    #[schema(value_type = Option<String>)]
    until: Option<Option<String>>,
    /// How far from its place it speaks, in metres.
    reach_m: Option<u64>,
    /// From which zone inwards it speaks.
    zone: Option<String>,
    /// `open`, `paused` or `closed`.
    state: Option<String>,
}

impl WireOfferChange {
    pub(super) fn read(self) -> Result<OfferChange> {
        let title = self.title.clone().unwrap_or_default();
        let state =
            |name: String| name.parse::<OfferState>().map_err(|_| Refusal::invalid("state", "choice"));
        let count = |stock: Option<u64>| stock.map(|stock| number(stock, "stock")).transpose();
        let end = |until: Option<String>| until.map(|until| wire::instant(&until, "until")).transpose();
        Ok(OfferChange {
            place: self.place.map(|place| wire::id(&place, "place")).transpose()?,
            subject: self.subject.map(|told| subject(&told, &title)).transpose()?,
            title: self.title,
            price: self.price.map(|price| price.read("price")).transpose()?,
            reference_price: self.reference_price.map(|told| usual(told.as_ref())).transpose()?,
            stock: self.stock.map(count).transpose()?,
            from: self.from.map(|from| wire::instant(&from, "from")).transpose()?,
            until: self.until.map(end).transpose()?,
            reach_m: self.reach_m.map(|reach| number(reach, "reach_m")).transpose()?,
            zone: self.zone.map(|name| zone(&name)).transpose()?,
            state: self.state.map(state).transpose()?,
        })
    }
}

/// Tells `null` from absent: whatever is there, `null` included, was said.
fn said<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

fn subject(told: &WireSubject, title: &str) -> Result<domain::Subject> {
    let mut subject = told.read(title)?;
    if told.words.is_none() {
        subject.words = words_of(title, subject.brand.as_deref());
    }
    Ok(subject)
}

fn usual(told: Option<&WireMoney>) -> Result<Option<Money>> {
    told.map(|usual| usual.read("reference_price")).transpose()
}

fn number(told: u64, field: &'static str) -> Result<u32> {
    u32::try_from(told).map_err(|_| Refusal::invalid(field, "range"))
}

fn zone(name: &str) -> Result<Zone> {
    name.parse().map_err(|_| Refusal::invalid("zone", "choice"))
}
