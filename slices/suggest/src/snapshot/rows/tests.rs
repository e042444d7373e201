//! Every row reads back, and bytes that are no row are none.

use domain::ids::Id;
use domain::{Category, GrantId, MemberId, OfferId, OrganisationId, PlaceId, WishId};
use proptest::prelude::*;
use proptest::sample::select;
use uuid::Uuid;

use super::*;

fn id<I: Id + std::fmt::Debug>() -> impl Strategy<Value = I> {
    any::<u128>().prop_map(|number| I::from_uuid(Uuid::from_u128(number)))
}

fn named<T: Copy + std::fmt::Debug + 'static>(
    names: &'static [(T, &'static str)],
) -> impl Strategy<Value = T> {
    (0..names.len()).prop_map(move |place| names[place].0)
}

fn instant() -> impl Strategy<Value = Instant> {
    any::<i64>().prop_map(Instant::from_micros)
}

fn category() -> impl Strategy<Value = Category> {
    select(CATEGORIES.clone())
}

fn money() -> impl Strategy<Value = Money> {
    (any::<i64>(), select(vec!["EUR", "JPY", "USD"]))
        .prop_map(|(minor, code)| Money { minor, currency: code.parse().unwrap() })
}

fn window() -> impl Strategy<Value = DailyWindow> {
    (0..1440_u16, 0..1440_u16).prop_filter_map("equal", |(from, to)| DailyWindow::new(from, to))
}

fn position() -> impl Strategy<Value = Position> {
    (-90.0..90.0, -180.0..180.0).prop_map(|(lat, lon)| Position::new(lat, lon).unwrap())
}

fn outline() -> impl Strategy<Value = Outline> {
    position().prop_filter_map("degenerate", |at| {
        let corner = |north: f64, east: f64| Position::new(at.lat() + north, at.lon() + east);
        Outline::new([at, corner(0.001, 0.0)?, corner(0.0, 0.001)?]).ok()
    })
}

fn subject() -> impl Strategy<Value = Subject> {
    let gtin = select(vec![None, Some(3_017_620_422_003), Some(96_385_074)]);
    let words = prop::collection::vec("\\PC{1,8}", 0..5);
    let other = (prop::option::of(category()), prop::option::of("\\PC{0,8}"));
    (named(Kind::NAMES), gtin, words, other).prop_map(|(kind, gtin, words, (category, brand))| Subject {
        kind,
        category,
        gtin: gtin.and_then(Gtin::from_number),
        brand,
        words,
    })
}

fn place() -> impl Strategy<Value = Row> {
    let hours = prop::collection::vec((0..10_000_u16, 1..80_u16), 0..5).prop_map(|spans| {
        WeeklyHours::new(spans.into_iter().map(|(from, long)| (from, from + long)).collect())
    });
    let ids = (id::<PlaceId>(), prop::option::of(id::<OrganisationId>()));
    let shape = (position(), any::<u32>(), prop::option::of(outline()));
    (ids, category(), shape, hours).prop_map(|((id, organisation), category, shape, hours)| {
        let (position, radius_m, outline) = shape;
        Row::Place(Place {
            id,
            organisation,
            name: String::new(),
            category,
            position,
            radius_m,
            outline,
            address: String::new(),
            hours,
            hours_text: String::new(),
            osm: None,
        })
    })
}

fn offer() -> impl Strategy<Value = Row> {
    let ids = (id::<OfferId>(), id::<OrganisationId>(), id::<PlaceId>());
    let terms = (money(), prop::option::of(money()), prop::option::of(any::<u32>()));
    let times = (instant(), prop::option::of(instant()), any::<u32>());
    (ids, subject(), terms, times, named(Zone::NAMES), named(OfferState::NAMES)).prop_map(
        |((id, organisation, place), subject, terms, (from, until, reach_m), zone, state)| {
            let (price, reference_price, stock) = terms;
            let title = String::new();
            Row::Offer(Offer {
                id,
                organisation,
                place,
                title,
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

fn attention() -> impl Strategy<Value = Row> {
    let mode = prop_oneof![Just(Mode::Off), prop::option::of(instant()).prop_map(|until| Mode::On { until })];
    (id(), mode, prop::option::of(window()), any::<u16>())
        .prop_map(|(member, mode, quiet, per_day)| Row::Attention(Attention { member, mode, quiet, per_day }))
}

fn grants() -> impl Strategy<Value = Row> {
    let said = (id::<GrantId>(), named(Effect::NAMES), named(Purpose::NAMES));
    let scope = (prop::option::of(id::<OrganisationId>()), prop::option::of(category()));
    let when = (prop::option::of(named(Zone::NAMES)), 1..=127_u8, prop::option::of(window()));
    let ends = (prop::option::of(any::<u16>()), prop::option::of(instant()), instant());
    let grants = prop::collection::vec((said, scope, when, ends), 0..4);
    (id::<MemberId>(), grants).prop_map(|(member, grants)| {
        let grant = |((id, effect, purpose), (organisation, category), (zone, days, window), ends)| {
            let (per_day, until, given_at) = ends;
            let times = Times { days, window };
            Grant {
                id,
                member,
                effect,
                purpose,
                organisation,
                category,
                zone,
                times,
                per_day,
                until,
                given_at,
            }
        };
        Row::Grants(member, grants.into_iter().map(grant).collect())
    })
}

fn wish() -> impl Strategy<Value = Row> {
    let ends = (prop::option::of(money()), prop::option::of(instant()), any::<u32>());
    let said = (named(Visibility::NAMES), named(WishState::NAMES));
    let places = prop::collection::vec(id::<PlaceId>(), 0..4);
    (id::<WishId>(), id(), subject(), ends, places, said).prop_map(
        |(id, member, subject, (top_price, until, distance_m), places, (visibility, state))| {
            let (title, added_at) = (String::new(), Instant::from_micros(0));
            Row::Wish(Wish {
                id,
                member,
                title,
                subject,
                top_price,
                until,
                distance_m,
                places,
                visibility,
                state,
                added_at,
            })
        },
    )
}

fn told() -> impl Strategy<Value = Row> {
    (id(), id(), id(), instant())
        .prop_map(|(member, offer, organisation, at)| Row::Told(Told { member, offer, organisation, at }))
}

fn spoken() -> impl Strategy<Value = Row> {
    (id(), id(), instant(), proptest::option::of((id(), instant())))
        .prop_map(|(member, opportunity, at, hush)| Row::Spoken(Spoken { member, opportunity, at, hush }))
}

pub(in crate::snapshot) fn row() -> impl Strategy<Value = Row> {
    prop_oneof![place(), offer(), id().prop_map(Row::Member), attention(), grants(), wish(), told(), spoken()]
}

fn written(row: &Row) -> Vec<u8> {
    let mut out = Out::default();
    write(&mut out, row);
    out.0
}

proptest! {
    #[test]
    fn a_row_reads_back(row in row()) {
        let bytes = written(&row);
        let mut left = In::new(&bytes);
        prop_assert_eq!(read(&mut left), Some(row));
        prop_assert!(left.is_at_end());
    }

    /// Bytes that were never written, one wrong in what was: either no row, or one like any other.
    #[test]
    fn what_reads_is_a_row(row in row(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = written(&row);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Some(row) = read(&mut In::new(&bytes)) {
            prop_assert_eq!(read(&mut In::new(&written(&row))), Some(row));
        }
    }

    #[test]
    fn chance_does_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Some(row) = read(&mut In::new(&bytes)) {
            prop_assert_eq!(read(&mut In::new(&written(&row))), Some(row));
        }
    }

    #[test]
    fn a_row_cut_short_is_none(row in row(), at in any::<prop::sample::Index>()) {
        let bytes = written(&row);
        prop_assert_eq!(read(&mut In::new(&bytes[..at.index(bytes.len())])), None);
    }
}

#[test]
fn a_category_of_another_tree_does_not_read_back() {
    let subject = Subject { category: Category::outside("bench/17"), ..Subject::told(Kind::Product, "x") };
    let mut out = Out::default();
    write_subject(&mut out, &subject);
    assert_eq!(read_subject(&mut In::new(&out.0)), None);
}
