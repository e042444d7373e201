//! The pure matcher: a world, a signal and the time go in; suggestions with their reasons come out.
//!
//! **Knows** places, offers, wishes, members with what they allow and were told, and where members are now. **Refuses to
//! know** IO, clocks, chance, storage and wires. It cannot fail, wait or panic: the same calls give the same answers. The
//! ground is rebuilt from the store at any time and equals what was maintained ([`World::same_ground`]); last moments live
//! here alone and are forgotten when the switch goes off, when they are old, and with their member.
//!
//! **The way of an answer**: consent first ([`Obstacle`] lists the locks in their order), then place and offer, then the
//! wish; what passed ([`Found`]) is ranked by a [`Policy`], capped, and explained by the very [`reasons`] that ranked it.
//! [`World::why`] asks the same locks about any member and offer.
//!
//! ```
//! use domain::{ids::Id, *};
//! use engine::{Settings, Verdict, World};
//!
//! let noon = Instant::parse_rfc3339("2026-11-21T12:00:00Z").unwrap();
//! let at = |lat| Position::new(lat, -2.084).unwrap();
//! let mut world = World::new(Settings::new(Plane::about(at(47.65)), CivilZone::utc()));
//!
//! // A bakery with éclairs for 2.50 €, usually 3 €.
//! let (place, offer) = (PlaceId::make(noon, [1; 10]), OfferId::make(noon, [2; 10]));
//! let organisation = OrganisationId::make(noon, [3; 10]);
//! world.put_place(Place {
//!     id: place, organisation: Some(organisation), name: "Au bon pain".into(), position: at(47.65), radius_m: 10,
//!     outline: None, category: "food/bread".parse().unwrap(), address: String::new(), hours: None, hours_text: String::new(), osm: None,
//! });
//! world.put_offer(Offer {
//!     id: offer, organisation, place, title: "Éclair".into(),
//!     subject: Subject::told(Kind::Product, "éclair au chocolat"), price: Money::eur(250),
//!     reference_price: Some(Money::eur(300)), stock: Some(2), from: noon, until: None, reach_m: 500,
//!     zone: Zone::Neighbourhood, state: OfferState::Open,
//! });
//!
//! // A member who hopes for one, with shopper mode on.
//! let member = MemberId::make(noon, [4; 10]);
//! world.put_member(member);
//! world.put_attention(Attention { mode: Mode::On { until: None }, ..Attention::new(member) });
//! world.put_wish(Wish {
//!     id: WishId::make(noon, [5; 10]), member, title: "éclairs".into(),
//!     subject: Subject::told(Kind::Product, "éclairs"), top_price: None, until: None, distance_m: 1_000,
//!     places: Vec::new(), visibility: Visibility::Private, state: WishState::Open, added_at: noon,
//! });
//!
//! // They come within reach, 111 m away: wished 100, cheaper 16, near 44, last ones 10.
//! let moment = Moment { member, position: at(47.651), accuracy_m: 10, at: noon, source: Source::Page };
//! let proposals = world.moment(&moment, noon).unwrap();
//! assert_eq!((proposals[0].offer, proposals[0].score), (offer, 170));
//! assert!(proposals[0].reasons.contains(&Reason::Cheaper { by: Money::eur(50) }));
//!
//! // Never twice, and it says so.
//! assert_eq!(world.moment(&moment, noon), Ok(vec![]));
//! let Verdict::WouldNot { obstacles } = world.why(member, offer, noon) else { panic!("told twice") };
//! assert_eq!(obstacles[0].code(), "already-told");
//! ```

mod choose;
mod gate;
pub mod reasons;
mod world;

pub use choose::{
    ByGain, Caps, Contact, Facts, Found, Had, MomentRefusal, Policy, Presence, Proposal, RECOGNISE_M, Signal,
    Soon, Verdict, Viewpoint, Warm, Wisher,
};
pub use gate::{Narrowing, Obstacle};
pub use world::{Counts, Demand, Memory, Settings, Spoken, Told, World};
