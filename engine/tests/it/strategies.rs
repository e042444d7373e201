//! Random towns: few names and few places, so that everything meets everything, and edits in any order.

use domain::*;
use proptest::prelude::*;
use proptest::{collection::vec, option, sample::select};

use crate::clocks::{Clocks, start};
use crate::ground::Site;
use crate::town::{id, spot};

pub const MEMBERS: u8 = 3;
pub const OFFERS: u8 = 7;

/// Something that happens to a town.
#[derive(Debug, Clone)]
pub enum Edit {
    Place(Site),
    RemovePlace(PlaceId),
    Offer(Offer),
    RemoveOffer(OfferId),
    Wish(Wish),
    RemoveWish(WishId),
    Attention(Attention),
    Grants(MemberId, Vec<Grant>),
    Member(MemberId),
    RemoveMember(MemberId),
    Told(MemberId, OfferId, OrganisationId),
    RemoveTold(MemberId, OfferId),
    /// Someone is somewhere, as of so many seconds ago.
    Moment(MemberId, PlanePoint, i64),
    OfferChanged(OfferId),
    WishChanged(WishId),
    Forget(MemberId),
    Sweep,
    Wake,
    /// Time passes; less than no time when the clock is set back.
    Wait(i64),
}

pub fn clocks() -> impl Strategy<Value = Clocks> {
    select(vec![Clocks::Utc, Clocks::Paris, Clocks::Asuncion])
}

/// Mostly about one door, where boundaries are: the rims of places, of zones and of reaches.
pub fn point() -> impl Strategy<Value = PlanePoint> {
    let rims = || select(vec![0, 0, 0, 0, 150, 300, 350, 600, 2_500, 2_501]);
    let along = || prop_oneof![16 => rims(), 12 => -400..400, 4 => -4_000..4_000, 1 => -60_000..60_000];
    (along(), along()).prop_map(|(x, y)| PlanePoint { x, y })
}

/// An instant about the days in which a sequence happens, often the very one at which it starts.
fn instant() -> impl Strategy<Value = Instant> {
    let secs = prop_oneof![1 => Just(0), 1 => -90_000..90_000_i64, 2 => -400..400_i64];
    let micros = select(vec![0, 0, 0, 500_000, 1]);
    (secs, micros).prop_map(|(secs, micros)| Instant::from_micros(start().plus_secs(secs).micros() + micros))
}

/// A ring about a point: a few sorts of room, and any that turns about its middle once. Each corner is a whole decimetre
/// that comes back as itself from degrees.
fn ring(about: PlanePoint) -> impl Strategy<Value = Vec<PlanePoint>> {
    let corner = |n: i32, of: i32, far: i32| {
        let turn = f64::from(n) / f64::from(of) * std::f64::consts::TAU;
        ((turn.cos() * f64::from(far)) as i32, (turn.sin() * f64::from(far)) as i32)
    };
    let round = vec(10..900_i32, 3..9).prop_map(move |fars| {
        let of = fars.len() as i32;
        fars.into_iter().zip(0..).map(|(far, n)| corner(n, of, far)).collect::<Vec<_>>()
    });
    let rooms = vec![
        vec![(-1, -1), (1, -1), (1, 1), (-1, 1)],
        vec![(0, 0), (4, 0), (4, 1), (1, 1), (1, 3), (4, 3), (4, 4), (0, 4)],
        vec![(-3, 0), (3, -2), (0, 5)],
        vec![(0, 0), (9, 0), (9, 1), (0, 1)],
    ];
    let room = (select(rooms), select(vec![10, 35, 150, 300, 1_000]))
        .prop_map(|(room, by)| room.into_iter().map(|(x, y)| (x * by, y * by)).collect::<Vec<_>>());
    let aside = select(vec![(0, 0), (0, 0), (-150, 0), (400, -700)]);
    (prop_oneof![round, room], aside).prop_map(move |(ring, (east, north))| {
        ring.into_iter().map(|(x, y)| PlanePoint { x: about.x + east + x, y: about.y + north + y }).collect()
    })
}

/// The outline of a ring; a ring that is none is left out.
pub fn outlined(mut site: Site) -> Site {
    site.place.outline = Outline::new(site.ring.iter().map(|corner| spot(corner.x, corner.y))).ok();
    if site.place.outline.is_none() {
        site.ring.clear();
    }
    site
}

fn told(kind: Kind, told: &str, category: &str, brand: Option<&str>, gtin: &str) -> Subject {
    let (category, gtin) = (category.parse().ok(), gtin.parse().ok());
    Subject { category, brand: brand.map(String::from), gtin, ..Subject::told(kind, told) }
}

/// A subject that says sizes, as they are told when wishes and offers are matched.
fn sized(said: &str, sizes: &[&str]) -> Subject {
    let mut subject = told(Kind::Product, said, "", None, "");
    subject.words.extend(sizes.iter().map(|size| (*size).to_owned()));
    subject.words.sort_unstable();
    subject
}

fn offered() -> impl Strategy<Value = Subject> {
    select(vec![
        told(Kind::Product, "chocolat noir", "food/chocolate", None, ""),
        told(Kind::Product, "chocolat blanc", "food/chocolate", None, ""),
        told(Kind::Product, "pâte au chocolat", "food/grocery", Some("nutella"), "3017620422003"),
        told(Kind::Product, "chocolat en bande dessinée", "books/comics", None, ""),
        told(Kind::Loan, "perceuse", "home/tools", None, ""),
        told(Kind::Product, "chocolat sans rayon", "", None, ""),
        sized("chocolat", &["=g", "=g 200"]),
        sized("chocolat", &["=g", "=g 500", "=ml", "=ml 30"]),
    ])
}

fn wished() -> impl Strategy<Value = Subject> {
    let things = vec![
        told(Kind::Product, "chocolat", "", None, ""),
        told(Kind::Product, "chocolats", "", None, ""),
        told(Kind::Product, "chocolat", "", None, ""),
        told(Kind::Product, "chocolat noir", "", None, ""),
        told(Kind::Product, "", "food", None, ""),
        told(Kind::Product, "", "food", None, ""),
        told(Kind::Product, "", "food", None, ""),
        told(Kind::Product, "", "food/chocolate", None, ""),
        told(Kind::Product, "", "books", None, ""),
        told(Kind::Product, "", "", None, "3017620422003"),
        told(Kind::Product, "", "", Some("nutella"), ""),
        told(Kind::Loan, "perceuse", "", None, ""),
        told(Kind::Product, "", "", None, ""),
        told(Kind::Product, "chocolat", "food", None, ""),
        told(Kind::Product, "pâte chocolat", "", Some("nutella"), ""),
        told(Kind::Product, "bande dessinée", "books", None, ""),
        told(Kind::Product, "pâte", "food/grocery", Some("nutella"), ""),
        sized("chocolat", &["=g 200"]),
        sized("chocolat", &["=g 500", "=ml 20"]),
        sized("", &["=g 200"]),
        told(Kind::Product, "rien de tel", "food/wine", Some("personne"), "3017620422003"),
    ];
    select(things)
}

fn money() -> impl Strategy<Value = Money> {
    let currency = prop_oneof![4 => Just("EUR"), 1 => Just("USD")];
    (0..6_i64, currency)
        .prop_map(|(units, code)| Money { minor: units * 100, currency: code.parse().unwrap() })
}

fn zone() -> impl Strategy<Value = Zone> {
    prop_oneof![14 => Just(Zone::Neighbourhood), 1 => Just(Zone::Window), 1 => Just(Zone::Inside)]
}

fn window() -> impl Strategy<Value = Option<DailyWindow>> {
    // In tens of minutes: whoever steps through a night needs no more steps.
    (0..144_u16, 0..144_u16).prop_map(|(from, to)| DailyWindow::new(from * 10, to * 10))
}

fn times() -> impl Strategy<Value = Times> {
    let limited =
        (select(vec![127, 1 << 5, 1 << 6, 3]), window()).prop_map(|(days, window)| Times { days, window });
    prop_oneof![2 => Just(Times::ALWAYS), 1 => limited]
}

pub fn place() -> impl Strategy<Value = Edit> {
    let hours = prop_oneof![
        6 => Just(None),
        1 => Just(WeeklyHours::new(vec![])),
        4 => vec((4..8_u16, prop_oneof![1 => Just(0), 4 => 0..120_u16], 6..150_u16), 1..9).prop_map(|spans| {
            WeeklyHours::new(spans.into_iter().map(|(day, from, long)| {
                let from = day % 7 * 1_440 + from * 10;
                (from, (from + long * 10).min(10_080))
            }).collect())
        }),
    ];
    let category = select(vec!["food", "food/bread", "books"]);
    let lies = point().prop_flat_map(|at| (Just(at), option::weighted(0.4, ring(at))));
    (0..4_u8, option::of(0..3_u8), category, lies, 0..60_u32, hours).prop_map(
        |(n, by, category, (door, ring), radius_m, hours)| {
            let blank = crate::town::place(n, 0, 0);
            let (organisation, category) = (by.map(id), category.parse().unwrap());
            let position = spot(door.x, door.y);
            let place = Place { organisation, category, position, radius_m, hours, ..blank };
            Edit::Place(outlined(Site { place, door, ring: ring.unwrap_or_default() }))
        },
    )
}

pub fn offer() -> impl Strategy<Value = Edit> {
    let state = prop_oneof![16 => Just(OfferState::Open), 1 => Just(OfferState::Paused), 1 => Just(OfferState::Closed)];
    let reach = select(vec![60, 250, 251, 700, 700, 5_000, 5_000]);
    let who = (0..OFFERS, 0..3_u8, 0..4_u8, offered());
    let price =
        (money(), option::of(money()), option::weighted(0.4, prop_oneof![1 => Just(0), 9 => 1..5_u32]));
    let begun = prop_oneof![5 => Just(start().plus_secs(-9)), 1 => instant()];
    let when = (begun, option::weighted(0.1, instant()), reach, zone(), state);
    (who, price, when).prop_map(
        |((n, by, at, subject), (price, reference_price, stock), (from, until, reach_m, zone, state))| {
            Edit::Offer(Offer {
                id: id(n),
                organisation: id(by),
                place: id(at),
                title: "…".into(),
                subject,
                price,
                reference_price,
                stock,
                from,
                until,
                reach_m,
                zone,
                state,
            })
        },
    )
}

pub fn wish() -> impl Strategy<Value = Edit> {
    let state = prop_oneof![
        14 => Just(WishState::Open), 1 => Just(WishState::Paused),
        1 => Just(WishState::Fulfilled), 1 => Just(WishState::Dropped),
    ];
    let distance = select(vec![60, 300, 1_000, 1_000, 5_000, 5_000]);
    let top = option::weighted(0.4, prop_oneof![1 => money(), 2 => Just(Money::eur(500))]);
    let places = prop_oneof![4 => Just(vec![]), 1 => vec((0..5_u8).prop_map(id), 1..4)];
    let visibility = select(vec![Visibility::Private, Visibility::Counted, Visibility::Public]);
    let terms = (top, option::weighted(0.2, instant()), distance, state);
    (0..9_u8, wished(), terms, places, visibility).prop_map(|(n, subject, terms, places, visibility)| {
        let (top_price, until, distance_m, state) = terms;
        Edit::Wish(Wish {
            member: id(n % MEMBERS),
            subject,
            places,
            visibility,
            top_price,
            until,
            distance_m,
            state,
            ..crate::town::wish(n, "…")
        })
    })
}

pub fn attention() -> impl Strategy<Value = Edit> {
    let mode = prop_oneof![
        1 => Just(Mode::Off),
        6 => Just(Mode::On { until: None }),
        1 => instant().prop_map(|until| Mode::On { until: Some(until) }),
    ];
    let quiet = prop_oneof![5 => Just(None), 1 => window()];
    let per_day = prop_oneof![1 => 0..5_u16, 2 => Just(50)];
    (0..MEMBERS, mode, quiet, per_day).prop_map(|(n, mode, quiet, per_day)| {
        Edit::Attention(Attention { member: id(n), mode, quiet, per_day })
    })
}

fn grant(purpose: impl Strategy<Value = Purpose>) -> impl Strategy<Value = Grant> {
    let effect = prop_oneof![4 => Just(Effect::Allow), 1 => Just(Effect::Deny)];
    let category = option::weighted(0.4, select(vec!["food", "food/chocolate", "books"]));
    let limits = (
        option::weighted(0.3, zone()),
        times(),
        option::weighted(0.3, 0..3_u16),
        option::weighted(0.3, instant()),
    );
    (0..20_u8, effect, purpose, option::weighted(0.5, 0..3_u8), category, limits).prop_map(
        |(n, effect, purpose, by, category, (zone, times, per_day, until))| Grant {
            purpose,
            organisation: by.map(id),
            category: category.and_then(|path| path.parse().ok()),
            zone,
            times,
            per_day,
            until,
            ..crate::town::grant(n, effect)
        },
    )
}

/// What a member says, for any purpose.
pub fn grants() -> impl Strategy<Value = Edit> {
    use Purpose::*;
    said(select(vec![Suggest, Suggest, Suggest, Recognise, Recognise, Count]))
}

/// What a member says for one purpose alone.
pub fn grants_to(purpose: Purpose) -> impl Strategy<Value = Edit> {
    said(Just(purpose))
}

fn said(purpose: impl Strategy<Value = Purpose>) -> impl Strategy<Value = Edit> {
    (0..MEMBERS, vec(grant(purpose), 0..3)).prop_map(|(n, mut grants)| {
        grants.sort_by_key(|grant| grant.id);
        grants.dedup_by_key(|grant| grant.id);
        Edit::Grants(id(n), grants)
    })
}

pub fn moment() -> impl Strategy<Value = Edit> {
    let last = select(vec![limits::PRESENCE_S, limits::PRESENCE_S + 1]);
    let ago = prop_oneof![12 => Just(0), 4 => -60..120_i64, 2 => 0..2_000_i64, 1 => last];
    let at = prop_oneof![30 => point(), 1 => Just(PlanePoint { x: 600_000, y: 0 })];
    (0..MEMBERS, at, ago).prop_map(|(n, at, ago)| Edit::Moment(id(n), at, ago))
}

pub fn edit() -> impl Strategy<Value = Edit> {
    let pair = || (0..MEMBERS, 0..OFFERS);
    prop_oneof![
        2 => place(),
        7 => offer(),
        6 => wish(),
        2 => attention(),
        2 => grants(),
        2 => (0..MEMBERS).prop_map(|n| Edit::Member(id(n))),
        14 => moment(),
        3 => (0..OFFERS).prop_map(|n| Edit::OfferChanged(id(n))),
        3 => (0..9_u8).prop_map(|n| Edit::WishChanged(id(n))),
        2 => prop_oneof![3 => 0..600_i64, 1 => 0..40_000_i64].prop_map(Edit::Wait),
        1 => (0..4_u8).prop_map(|n| Edit::RemovePlace(id(n))),
        1 => (0..OFFERS).prop_map(|n| Edit::RemoveOffer(id(n))),
        1 => (0..9_u8).prop_map(|n| Edit::RemoveWish(id(n))),
        1 => (0..MEMBERS).prop_map(|n| Edit::RemoveMember(id(n))),
        1 => (pair(), 0..3_u8).prop_map(|((m, o), by)| Edit::Told(id(m), id(o), id(by))),
        1 => pair().prop_map(|(m, o)| Edit::RemoveTold(id(m), id(o))),
        1 => (0..MEMBERS).prop_map(|n| Edit::Forget(id(n))),
        1 => Just(Edit::Sweep),
        1 => Just(Edit::Wake),
    ]
}

/// A town that is furnished before anything happens in it.
pub fn story() -> impl Strategy<Value = Vec<Edit>> {
    story_of(edit())
}

/// The same with a clock that is set back now and then.
pub fn story_with_a_wrong_clock() -> impl Strategy<Value = Vec<Edit>> {
    let back = prop_oneof![-1_000..0_i64, -40_000..0_i64].prop_map(Edit::Wait);
    story_of(prop_oneof![5 => edit(), 3 => moment(), 1 => back])
}

/// Three members whose switch is on and who stand somewhere, four places, some offers and wishes; then edits.
pub fn story_of(edit: impl Strategy<Value = Edit>) -> impl Strategy<Value = Vec<Edit>> {
    let everybody: Vec<Edit> = (0..MEMBERS).flat_map(newcomer).collect();
    let doors = (0..4_u8).map(|n| {
        let door = PlanePoint { x: 0, y: i32::from(n) * 300 };
        Edit::Place(Site { place: crate::town::place(n, door.x, door.y), door, ring: Vec::new() })
    });
    let start: Vec<Edit> = everybody.into_iter().chain(doors).collect();
    let furniture = (vec(place(), 0..4), vec(offer(), 7..15), vec(wish(), 8..18), vec(point(), 3));
    (furniture, vec(edit, 1..50), about()).prop_map(
        move |((places, offers, wishes, points), edits, about)| {
            let standing = points.into_iter().zip(0..).map(|(at, n)| Edit::Moment(id(n), at, 0));
            let all = [start.clone(), places, offers, wishes, standing.collect(), edits].concat();
            all.into_iter().map(|edit| moved(edit, about)).collect()
        },
    )
}

/// A known member whose switch is on.
pub fn newcomer(n: u8) -> [Edit; 2] {
    let attention = Attention { member: id(n), per_day: 50, ..crate::town::attention() };
    [Edit::Member(id(n)), Edit::Attention(attention)]
}

/// About which point a story happens: mostly the middle of the plane, and its rims and corners, where some of it lies off it.
pub fn about() -> impl Strategy<Value = PlanePoint> {
    let rims = select(vec![(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1)]);
    let aside = select(vec![0, 0, 0, 1, -1, 300, -300, -2_500, -4_000]);
    let rim = (rims, aside).prop_map(|((east, north), aside)| {
        let far = domain::plane::HALF_WIDTH_DM + aside;
        PlanePoint { x: east * far, y: north * far }
    });
    prop_oneof![5 => Just(PlanePoint { x: 0, y: 0 }), 2 => rim]
}

/// A point so far from another as it was from the middle.
pub fn beside(about: PlanePoint, at: PlanePoint) -> PlanePoint {
    PlanePoint { x: about.x + at.x, y: about.y + at.y }
}

/// An edit that happens about another point.
pub fn moved(edit: Edit, about: PlanePoint) -> Edit {
    match edit {
        Edit::Moment(member, at, ago) => Edit::Moment(member, beside(about, at), ago),
        Edit::Place(Site { mut place, door, ring }) => {
            let door = beside(about, door);
            place.position = spot(door.x, door.y);
            let ring = ring.into_iter().map(|corner| beside(about, corner)).collect();
            Edit::Place(outlined(Site { place, door, ring }))
        }
        edit => edit,
    }
}
