//! A small town: one shop with chocolate, one member who hopes for it and stands 100 m away at a Saturday's 13:00 in Paris.

use domain::ids::Id;
use domain::*;
use engine::{Settings, Told, Verdict, World};

pub fn id<T: Id>(n: u8) -> T {
    T::make(Instant::from_secs(1_700_000_000 + i64::from(n)), [n; 10])
}

pub fn noon() -> Instant {
    Instant::parse_rfc3339("2026-11-21T12:00:00Z").unwrap()
}

pub fn plane() -> Plane {
    Plane::about(Position::new(47.65, -2.084).unwrap())
}

/// The position of a point of the plane, decimetres east and north.
pub fn spot(x: i32, y: i32) -> Position {
    plane().unproject(PlanePoint { x, y }).unwrap()
}

pub fn place(n: u8, x: i32, y: i32) -> Place {
    Place {
        id: id(n),
        organisation: Some(id(1)),
        name: "Chez Lulu".into(),
        category: "food/sweets".parse().unwrap(),
        position: spot(x, y),
        radius_m: 20,
        outline: None,
        address: String::new(),
        hours: None,
        hours_text: String::new(),
        osm: None,
    }
}

pub fn offer(n: u8, told: &str) -> Offer {
    Offer {
        id: id(n),
        organisation: id(1),
        place: id(1),
        title: told.into(),
        subject: Subject { category: "food/chocolate".parse().ok(), ..Subject::told(Kind::Product, told) },
        price: Money::eur(300),
        reference_price: None,
        stock: None,
        from: noon().plus_secs(-3_600),
        until: None,
        reach_m: 500,
        zone: Zone::Neighbourhood,
        state: OfferState::Open,
    }
}

pub fn wish(n: u8, told: &str) -> Wish {
    Wish {
        id: id(n),
        member: id(1),
        title: told.into(),
        subject: Subject::told(Kind::Product, told),
        top_price: Some(Money::eur(400)),
        until: None,
        distance_m: 1_000,
        places: Vec::new(),
        visibility: Visibility::Private,
        state: WishState::Open,
        added_at: noon(),
    }
}

pub fn attention() -> Attention {
    Attention { mode: Mode::On { until: None }, quiet: None, per_day: 5, member: id(1) }
}

/// An allowing `suggest` grant to the shop; tests change what they are about.
pub fn grant(n: u8, effect: Effect) -> Grant {
    Grant {
        id: id(n),
        member: id(1),
        effect,
        purpose: Purpose::Suggest,
        organisation: Some(id(1)),
        category: None,
        zone: None,
        times: Times::ALWAYS,
        per_day: None,
        until: None,
        given_at: noon(),
    }
}

pub fn moment_at(x: i32, y: i32, at: Instant) -> Moment {
    Moment { member: id(1), position: spot(x, y), accuracy_m: 10, at, source: Source::Simulated }
}

pub struct Town {
    pub members: Vec<MemberId>,
    pub places: Vec<Place>,
    pub offers: Vec<Offer>,
    pub wishes: Vec<Wish>,
    pub attention: Attention,
    pub grants: Vec<Grant>,
    pub told: Vec<Told>,
    pub stands: Option<(i32, i32)>,
    pub now: Instant,
}

impl Town {
    pub fn new() -> Self {
        Self {
            members: vec![id(1)],
            places: vec![place(1, 0, 0)],
            offers: vec![offer(1, "chocolat noir")],
            wishes: vec![wish(1, "chocolats")],
            attention: attention(),
            grants: Vec::new(),
            told: Vec::new(),
            stands: Some((1_000, 0)),
            now: noon(),
        }
    }

    /// Told today of offer `n` of organisation `organisation`.
    pub fn tell(&mut self, n: u8, organisation: u8) {
        let at = self.now.plus_secs(-i64::from(n));
        self.told.push(Told { member: id(1), offer: id(n), organisation: id(organisation), at });
    }

    pub fn world(&self) -> World {
        let mut world = World::new(Settings::new(plane(), CivilZone::named("Europe/Paris").unwrap()));
        self.members.iter().for_each(|member| world.put_member(*member));
        self.places.iter().for_each(|place| world.put_place(place.clone()));
        self.offers.iter().for_each(|offer| world.put_offer(offer.clone()));
        self.wishes.iter().for_each(|wish| world.put_wish(wish.clone()));
        world.put_attention(self.attention);
        world.put_grants(id(1), self.grants.clone());
        self.told.iter().for_each(|told| world.put_told(*told));
        world
    }
}

/// Changes the town, then asks why offer 1 would not be suggested to member 1: these codes, in this order. Without any,
/// the moment must propose it with the same reasons; with any, it must not.
#[track_caller]
pub fn check(change: impl FnOnce(&mut Town), expected: &[&str]) {
    let mut town = Town::new();
    change(&mut town);
    let mut world = town.world();
    let mut asked = world.clone();
    let moment = town.stands.map(|(x, y)| moment_at(x, y, town.now));
    if let Some(moment) = moment {
        let _refused_where_the_switch_is_off = asked.note(&moment, town.now);
    }
    let verdict = asked.why(id(1), id(1), town.now);
    let proposed = moment.and_then(|moment| world.moment(&moment, town.now).ok()).unwrap_or_default();
    let proposed = proposed.into_iter().find(|proposal| proposal.offer == id(1));
    match verdict {
        Verdict::Would { reasons, score, wish } => {
            assert_eq!(expected, [""; 0], "it would be suggested");
            let proposal = proposed.expect("what would be suggested is");
            assert_eq!((proposal.reasons, proposal.score, proposal.wish), (reasons, score, wish));
        }
        Verdict::WouldNot { obstacles } => {
            let codes: Vec<&str> = obstacles.iter().map(|obstacle| obstacle.code()).collect();
            assert_eq!(codes, expected, "{obstacles:?}");
            assert_eq!(proposed, None);
        }
    }
}
