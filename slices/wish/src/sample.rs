//! A wish and a page as tests begin with.

use domain::ids::Id;
use domain::{
    Availability, Kind, ListingId, MemberId, Money, ProductId, Subject, Visibility, Wish, WishId, WishState,
};
use kit::testing::NOON;
use product::{Known, Listing};

/// An open wish of noon, told in words.
pub(crate) fn wish(number: u8, title: &str) -> Wish {
    Wish {
        id: WishId::make(NOON, [number; 10]),
        member: MemberId::make(NOON, [9; 10]),
        title: title.into(),
        subject: Subject::told(Kind::Product, title),
        top_price: None,
        until: None,
        distance_m: 500,
        places: Vec::new(),
        visibility: Visibility::Private,
        state: WishState::Open,
        added_at: NOON,
    }
}

/// A page of one product, read at noon; its shop is called as its address.
pub(crate) fn listing(number: u8, url: &str, cents: Option<i64>, availability: Availability) -> Listing {
    Listing {
        id: ListingId::make(NOON, [number; 10]),
        product: ProductId::make(NOON, [1; 10]),
        member: None,
        url: url.into(),
        retailer: url.into(),
        title: "Perceuse".into(),
        picture: None,
        price: cents.map(Money::eur),
        list_price: None,
        availability,
        read_at: NOON,
        failure: None,
        failures: 0,
        known: Known::default(),
        every_s: 3_600,
        next_at: None,
        variant: None,
        turn: 0,
        became: None,
    }
}
