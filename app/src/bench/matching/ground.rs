//! A city as the product has it: its rows become places, offers, members, wishes and consents, put into a World by its
//! public face.
//!
//! A brand is an organisation, so that denying a brand is denying that organisation; a category is one of a tree of the
//! benchmark's own; hours that are allowed are told by the quiet ones. The square is centred on the plane, so that its
//! cells of 250 m are the plane's.

use std::collections::HashMap;

use domain::ids::Id;
use domain::{
    Attention, Category, CivilZone, DailyWindow, Effect, Grant, Instant, Kind, MemberId, Mode, Moment, Money,
    Offer, OfferState, Place, Plane, PlanePoint, Position, Purpose, Source, Subject, Times, Visibility, Wish,
    WishState, Zone,
};
use engine::{Settings, World};

use super::city::{OfferRow, PersonRow, SIDE_DM, SeenRow, Spot, WishRow};
use crate::server::Failure;

/// Decimetres from the square's corner to its middle.
pub(super) const HALF_DM: i32 = SIDE_DM / 2;

/// The id of something numbered; numbers order as ids do.
pub(super) fn id<T: Id>(number: u32) -> T {
    let mut chance = [0; 10];
    chance[6..].copy_from_slice(&number.to_be_bytes());
    T::make(Instant::from_secs(0), chance)
}

/// The number that [`id`] was made of.
pub(super) fn number(id: impl Id) -> u32 {
    let [.., a, b, c, d] = id.uuid().into_bytes();
    u32::from_be_bytes([a, b, c, d])
}

/// What is made of rows: shared categories, and the plane.
pub(super) struct Maker {
    plane: Plane,
    categories: HashMap<u32, Category>,
}

impl Maker {
    /// A maker whose plane touches the Earth where the README puts the square.
    pub(super) fn new() -> Result<Self, Failure> {
        let centre = Position::new(50.69, 3.15).ok_or("a centre off the Earth")?;
        Ok(Self { plane: Plane::about(centre), categories: HashMap::new() })
    }

    /// An empty World in which a moment counts as now for so long.
    pub(super) fn world(&self, presence_s: i64) -> World {
        World::new(Settings { presence_s, ..Settings::new(self.plane, CivilZone::utc()) })
    }

    /// The category of a number.
    pub(super) fn category(&mut self, number: u32) -> Option<Category> {
        if let Some(known) = self.categories.get(&number) {
            return Some(known.clone());
        }
        let made = Category::outside(&format!("bench/{number}"))?;
        self.categories.insert(number, made.clone());
        Some(made)
    }

    /// The position of a point of the square.
    pub(super) fn position(&self, (x, y): Spot) -> Result<Position, Failure> {
        let point = PlanePoint { x: x - HALF_DM, y: y - HALF_DM };
        self.plane.unproject(point).ok_or_else(|| "a point off the Earth".into())
    }

    /// A place that is only a point.
    pub(super) fn place(&mut self, (number, at): (u32, Spot)) -> Result<Place, Failure> {
        Ok(Place {
            id: id(number),
            organisation: None,
            name: String::new(),
            category: self.category(0).ok_or("a category that cannot be")?,
            position: self.position(at)?,
            radius_m: 0,
            outline: None,
            address: String::new(),
            hours: None,
            hours_text: String::new(),
            osm: None,
        })
    }

    /// An offer of its brand.
    pub(super) fn offer(&mut self, row: &OfferRow) -> Offer {
        Offer {
            id: id(row.id),
            organisation: id(row.brand),
            place: id(row.place),
            title: String::new(),
            subject: self.subject(row.category, Some(row.gtin), Some(row.brand)),
            price: Money::eur(row.price),
            reference_price: None,
            stock: None,
            from: Instant::from_secs(row.from),
            until: Some(Instant::from_secs(row.until)),
            reach_m: row.reach_m,
            zone: Zone::Neighbourhood,
            state: OfferState::Open,
        }
    }

    /// A wish that counts in groups.
    pub(super) fn wish(&mut self, row: &WishRow) -> Wish {
        Wish {
            id: id(row.id),
            member: id(row.person),
            title: String::new(),
            subject: self.subject(row.category, row.gtin, row.brand),
            top_price: Some(Money::eur(row.top)),
            until: None,
            distance_m: row.distance_m,
            places: Vec::new(),
            visibility: Visibility::Counted,
            state: WishState::Open,
            added_at: Instant::from_secs(0),
        }
    }

    fn subject(&mut self, category: u32, gtin: Option<domain::Gtin>, brand: Option<u32>) -> Subject {
        let (category, brand) = (self.category(category), brand.map(|brand| brand.to_string()));
        Subject { kind: Kind::Product, category, gtin, brand, words: Vec::new() }
    }

    /// What a person denies, and that they may be counted if `counted` says so.
    pub(super) fn grants(&mut self, person: &PersonRow, counted: bool) -> Vec<Grant> {
        let blank = Grant {
            id: id(0),
            member: id(person.id),
            effect: Effect::Deny,
            purpose: Purpose::Suggest,
            organisation: None,
            category: None,
            zone: None,
            times: Times::ALWAYS,
            per_day: None,
            until: None,
            given_at: Instant::from_secs(0),
        };
        let mut grants = Vec::with_capacity(person.brands.len() + person.categories.len() + 1);
        for &brand in &person.brands {
            grants.push(Grant { organisation: Some(id(brand)), ..blank.clone() });
        }
        for &category in &person.categories {
            grants.push(Grant { category: self.category(category), ..blank.clone() });
        }
        if counted {
            grants.push(Grant { effect: Effect::Allow, purpose: Purpose::Count, ..blank });
        }
        for (grant, index) in grants.iter_mut().zip(0_u32..) {
            grant.id = grant_id(person.id, index);
        }
        grants
    }

    /// A moment at its row's time.
    pub(super) fn moment(&self, row: &SeenRow) -> Result<Moment, Failure> {
        Ok(Moment {
            member: id(row.who),
            position: self.position(row.spot)?,
            accuracy_m: 5,
            at: Instant::from_secs(row.at),
            source: Source::Simulated,
        })
    }
}

/// The switch and the quiet hours: the complement of the hours a person allows.
pub(super) fn attention(person: &PersonRow) -> Attention {
    let minute = |hour: u16| hour * 60 % 1_440;
    Attention {
        member: id(person.id),
        mode: if person.on { Mode::On { until: None } } else { Mode::Off },
        quiet: DailyWindow::new(minute(person.to_hour), minute(person.from_hour)),
        per_day: u16::MAX,
    }
}

/// The id of a person's grant.
fn grant_id<T: Id>(person: u32, index: u32) -> T {
    let mut chance = [0; 10];
    chance[2..6].copy_from_slice(&person.to_be_bytes());
    chance[6..].copy_from_slice(&index.to_be_bytes());
    T::make(Instant::from_secs(0), chance)
}

/// Puts a person: known, with their switch and their consents.
pub(super) fn put_person(world: &mut World, maker: &mut Maker, person: &PersonRow, counted: bool) {
    let member: MemberId = id(person.id);
    world.put_member(member);
    world.put_attention(attention(person));
    let grants = maker.grants(person, counted);
    if !grants.is_empty() {
        world.put_grants(member, grants);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{MemberId, OfferId};

    #[test]
    fn the_plane_gives_back_every_decimetre_of_the_square() {
        let maker = Maker::new().unwrap();
        for x in 0..SIDE_DM {
            for (x, y) in [(x, x), (x, SIDE_DM - 1 - x), (x, 0)] {
                let point = maker.plane.project(maker.position((x, y)).unwrap()).unwrap();
                assert_eq!((point.x + HALF_DM, point.y + HALF_DM), (x, y));
            }
        }
    }

    #[test]
    fn numbers_become_ids_in_their_order_and_come_back() {
        let numbers = [0, 1, 255, 256, 10_000_001, u32::MAX];
        assert!(numbers.map(id::<OfferId>).is_sorted());
        assert_eq!(numbers.map(|n| number(id::<MemberId>(n))), numbers);
    }

    #[test]
    fn quiet_hours_are_those_not_allowed() {
        for (from_hour, to_hour) in [(0, 24), (0, 17), (7, 24), (11, 20), (0, 1), (23, 24)] {
            let (brands, categories) = (vec![], vec![]);
            let person = PersonRow { id: 1, on: true, from_hour, to_hour, distance_m: 1, brands, categories };
            let quiet = attention(&person).quiet;
            for minute in 0..1_440 {
                let allowed = (from_hour..to_hour).contains(&(minute / 60));
                assert_eq!(quiet.is_some_and(|quiet| quiet.holds(minute)), !allowed, "{from_hour} {minute}");
            }
        }
    }
}
