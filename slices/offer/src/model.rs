//! What may be asked of offers.

use domain::{
    Category, Instant, Kind, Money, Offer, OfferId, OfferState, OrganisationId, PlaceId, Subject, Zone, text,
};

/// How far an offer speaks when nothing is said, in metres: seven minutes on foot.
pub const REACH_M: u32 = 500;

/// An offer to publish; what it holds is judged when it is published.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOffer {
    /// Who offers.
    pub organisation: OrganisationId,
    /// Where it is to be had; must belong to the organisation.
    pub place: PlaceId,
    /// The organisation's own name for it, once per organisation; files find it again by this.
    pub reference: Option<String>,
    /// How the shop calls it.
    pub title: String,
    /// What it is.
    pub subject: Subject,
    /// What it costs.
    pub price: Money,
    /// What it usually costs.
    pub reference_price: Option<Money>,
    /// How many there are; `None` is enough for all.
    pub stock: Option<u32>,
    /// From when; `None` is from now.
    pub from: Option<Instant>,
    /// Until when (exclusive).
    pub until: Option<Instant>,
    /// How far from its place it speaks, in metres.
    pub reach_m: u32,
    /// From which zone inwards it speaks.
    pub zone: Zone,
}

impl NewOffer {
    /// A product told by its title, from now on, without end or limit.
    #[must_use]
    pub fn new(organisation: OrganisationId, place: PlaceId, title: &str, price: Money) -> Self {
        Self {
            organisation,
            place,
            reference: None,
            title: title.to_owned(),
            subject: Subject::told(Kind::Product, title),
            price,
            reference_price: None,
            stock: None,
            from: None,
            until: None,
            reach_m: REACH_M,
            zone: Zone::Neighbourhood,
        }
    }
}

/// What changes of an offer; `None` leaves a part as it is, `Some(None)` takes it away.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfferChange {
    /// Where it is to be had.
    pub place: Option<PlaceId>,
    /// How the shop calls it; without a subject its words follow.
    pub title: Option<String>,
    /// What it is.
    pub subject: Option<Subject>,
    /// What it costs.
    pub price: Option<Money>,
    /// What it usually costs.
    pub reference_price: Option<Option<Money>>,
    /// How many there are, counted anew.
    pub stock: Option<Option<u32>>,
    /// From when.
    pub from: Option<Instant>,
    /// Until when.
    pub until: Option<Option<Instant>>,
    /// How far it speaks, in metres.
    pub reach_m: Option<u32>,
    /// From which zone inwards it speaks.
    pub zone: Option<Zone>,
    /// Whether it speaks.
    pub state: Option<OfferState>,
}

/// Which open offers to list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    /// Of this organisation.
    pub organisation: Option<OrganisationId>,
    /// At this place.
    pub place: Option<PlaceId>,
    /// Of this category or one under it.
    pub category: Option<Category>,
    /// Older than this one.
    pub after: Option<OfferId>,
}

/// Words by which an offer is found: those of its title and its brand.
pub(crate) fn words_of(title: &str, brand: Option<&str>) -> Vec<String> {
    text::words_or_sign(&format!("{title} {}", brand.unwrap_or_default()))
}

/// Whether an offer can be had at an instant, its stock aside.
#[must_use]
pub fn is_open(offer: &Offer, now: Instant) -> bool {
    offer.state == OfferState::Open && offer.from <= now && offer.until.is_none_or(|until| now < until)
}
