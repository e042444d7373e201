//! What is written is what is read, to the last bit of a position; what makes no sense is told.

use domain::ids::Id;
use domain::{
    DailyWindow, Effect, GrantId, Instant, MemberId, OrganisationId, PlaceId, Purpose, Visibility, WishId,
    WishState, Zone,
};

use super::*;
use crate::simulate::samples;

fn everything() -> Vec<What> {
    let at = Instant::from_micros(1_700_000_000_123_456);
    let (member, organisation) = (MemberId::make(at, [1; 10]), OrganisationId::make(at, [2; 10]));
    let id = PlaceId::make(at, [3; 10]);
    let corner = |x: f64, y: f64| Position::new(47.65 + y, -2.084 + x).unwrap();
    let outline = Outline::new([corner(0.0, 0.0), corner(0.000_1, 0.0), corner(0.0, 0.000_1)]).unwrap();
    let mut place = samples::place("Au \"bon\" pain", id);
    (place.outline, place.organisation) = (Some(outline), Some(organisation));
    place.hours = WeeklyHours::new(vec![(0, 60), (700, 800)]);
    let mut offer = samples::offer(250, Some(300));
    (offer.until, offer.subject.gtin) = (Some(at), Some("3017620422003".parse().unwrap()));
    offer.subject.brand = Some("maison".into());
    let window = DailyWindow::new(1_320, 420);
    let attention = Attention { member, mode: Mode::On { until: Some(at) }, quiet: window, per_day: 4 };
    let grant = Grant {
        id: GrantId::make(at, [4; 10]),
        member,
        effect: Effect::Deny,
        purpose: Purpose::Recognise,
        organisation: Some(organisation),
        category: "food/wine".parse().ok(),
        zone: Some(Zone::Window),
        times: Times { days: 5, window },
        per_day: Some(2),
        until: Some(at),
        given_at: at,
    };
    let wish = Wish {
        id: WishId::make(at, [5; 10]),
        member,
        title: "éclair".into(),
        subject: offer.subject.clone(),
        top_price: Some(Money::eur(400)),
        until: Some(at),
        distance_m: 700,
        places: vec![id],
        visibility: Visibility::Counted,
        state: WishState::Paused,
        added_at: at,
    };
    let position = written(Position::new(47.650_123_456_789, -2.084_987_654_321).unwrap());
    let moment = Moment { member, position, accuracy_m: 7, at, source: Source::Simulated };
    vec![
        What::Place(Box::new(place)),
        What::Stock { offer: offer.id, count: Some(3) },
        What::Stock { offer: offer.id, count: None },
        What::Offer(Box::new(offer)),
        What::Member(member),
        What::Attention(attention),
        What::Attention(Attention { mode: Mode::Off, quiet: None, ..attention }),
        What::Grants { member, grants: vec![grant] },
        What::Grants { member, grants: Vec::new() },
        What::Wish(Box::new(wish)),
        What::Moment(moment),
    ]
}

#[test]
fn what_is_written_is_read_again() {
    let at = Instant::from_micros(1_700_000_000_123_456);
    for what in everything() {
        let event = Event { at, what };
        let line = write(&event).unwrap();
        assert_eq!(parse(&line).as_ref(), Ok(&event), "{line}");
        assert_eq!(write(&parse(&line).unwrap()).unwrap(), line);
    }
}

#[test]
fn what_makes_no_sense_is_told() {
    let moment = |inner: &str| format!(r#"{{"at":"2026-11-24T08:00:00Z","moment":{{{inner}}}}}"#);
    let at = r#""at":"2026-11-24T08:00:00Z""#;
    for (line, part) in [
        ("no json".to_owned(), "expected"),
        (r#"{"at":"yesterday","member":"x"}"#.to_owned(), "RFC 3339"),
        (format!("{{{at}}}"), "nothing happens"),
        (format!("{{{at},\"member\":\"member_1\"}}"), "makes no sense"),
        (format!("{{{at},\"rumour\":1}}"), "unknown field `rumour`"),
        (
            moment(
                r#""member":"member_00000000000070008000000000000000","lat":91.0,"lon":0.0,"accuracy_m":1"#,
            ),
            "not a position",
        ),
        (moment(r#""member":"x""#), "missing field"),
    ] {
        let told = parse(&line).unwrap_err();
        assert!(told.contains(part), "{line}: {told}");
    }
    assert!(
        Head::parse(r#"{"simulation":2,"town":"","seed":1,"zone":"UTC","centre":[0,0],"start":"","days":1}"#)
            .is_err()
    );
}
