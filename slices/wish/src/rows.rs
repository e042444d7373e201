//! Rows as primitives, and back to the model.

use std::collections::HashMap;

use domain::ids::Id;
use domain::{Category, Currency, Gtin, Instant, MemberId, Money, PlaceId, Subject, Wish, WishId};
use sqlx::FromRow;
use store::{BadRow, StoreError};
use uuid::Uuid;

/// A row of `wish`.
#[derive(FromRow)]
pub(crate) struct Row {
    id: Uuid,
    member: Uuid,
    title: String,
    kind: String,
    category: Option<String>,
    gtin: Option<i64>,
    brand: Option<String>,
    words: String,
    top_minor: Option<i64>,
    currency: Option<String>,
    until_at: Option<i64>,
    distance_m: i64,
    visibility: String,
    state: String,
    /// None where it is not asked for.
    #[sqlx(default)]
    added_at: i64,
}

impl Row {
    /// Reads a wish that names no place; [`placed`] adds those it names.
    pub(crate) fn read(self) -> Result<Wish, StoreError> {
        let id = WishId::from_uuid(self.id);
        let bad = |column| BadRow::at("wish", column, id);
        let subject = Subject {
            kind: self.kind.parse().map_err(|_| bad("kind")())?,
            category: match self.category {
                None => None,
                Some(path) => Some(path.parse::<Category>().map_err(|_| bad("category")())?),
            },
            gtin: match self.gtin {
                None => None,
                Some(number) => Some(Gtin::from_number(number).ok_or_else(bad("gtin"))?),
            },
            brand: self.brand,
            words: self.words.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect(),
        };
        Ok(Wish {
            id,
            member: MemberId::from_uuid(self.member),
            title: self.title,
            subject,
            top_price: match (self.top_minor, self.currency) {
                (None, None) => None,
                (Some(minor), Some(code)) => {
                    let currency: Currency = code.parse().map_err(|_| bad("currency")())?;
                    Some(Money { minor, currency })
                }
                _ => return Err(bad("currency")().into()),
            },
            until: self.until_at.map(Instant::from_micros),
            distance_m: u32::try_from(self.distance_m).map_err(|_| bad("distance_m")())?,
            places: Vec::new(),
            visibility: self.visibility.parse().map_err(|_| bad("visibility")())?,
            state: self.state.parse().map_err(|_| bad("state")())?,
            added_at: Instant::from_micros(self.added_at),
        })
    }
}

/// The places that wishes name.
pub(crate) struct Named(HashMap<Uuid, Vec<PlaceId>>);

impl Named {
    /// Given by wish and place.
    pub(crate) fn of(named: Vec<(Uuid, Uuid)>) -> Self {
        let mut by_wish: HashMap<Uuid, Vec<PlaceId>> = HashMap::new();
        for (wish, place) in named {
            by_wish.entry(wish).or_default().push(PlaceId::from_uuid(place));
        }
        Self(by_wish)
    }

    /// A wish with the places it names.
    pub(crate) fn on(&mut self, mut wish: Wish) -> Wish {
        wish.places = self.0.remove(&wish.id.uuid()).unwrap_or_default();
        wish
    }
}

/// Adds to wishes the places that each names, given by wish and place.
pub(crate) fn placed(wishes: Vec<Wish>, named: Vec<(Uuid, Uuid)>) -> Vec<Wish> {
    let mut named = Named::of(named);
    wishes.into_iter().map(|wish| named.on(wish)).collect()
}
