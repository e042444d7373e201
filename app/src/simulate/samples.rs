//! Plain values for tests.

use domain::ids::Id;
use domain::{
    Instant, Kind, Money, Offer, OfferId, OfferState, OrganisationId, Place, PlaceId, Position, Subject, Zone,
};

/// An éclair at so many cents.
pub(super) fn offer(cents: i64, usual: Option<i64>) -> Offer {
    let at = Instant::from_secs(1_700_000_000);
    Offer {
        id: OfferId::make(at, [1; 10]),
        organisation: OrganisationId::make(at, [2; 10]),
        place: PlaceId::make(at, [3; 10]),
        title: "Éclair au chocolat".into(),
        subject: Subject {
            category: "food/pastry".parse().ok(),
            ..Subject::told(Kind::Product, "Éclair au chocolat")
        },
        price: Money::eur(cents),
        reference_price: usual.map(Money::eur),
        stock: Some(3),
        from: at,
        until: None,
        reach_m: 300,
        zone: Zone::Neighbourhood,
        state: OfferState::Open,
    }
}

/// A bakery of a name.
pub(super) fn place(name: &str, id: PlaceId) -> Place {
    Place {
        id,
        organisation: None,
        name: name.into(),
        category: "food/bread".parse().unwrap(),
        position: Position::new(47.65, -2.084).unwrap(),
        radius_m: 10,
        outline: None,
        address: String::new(),
        hours: None,
        hours_text: String::new(),
        osm: None,
    }
}
