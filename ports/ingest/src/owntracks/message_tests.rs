//! What the apps send, what nobody sends, and anything at all.

use kit::testing::NOON;
use proptest::prelude::*;

use super::*;

fn kinds(json: &str) -> Vec<Kind> {
    read(json.as_bytes()).unwrap().kinds
}

#[test]
fn a_location_is_read_as_either_app_writes_it() {
    // Android says all; an old iOS writes numbers as text and leaves out what it does not know.
    let android = r#"{"_type":"location","acc":12,"alt":14,"batt":71,"bs":1,"conn":"m","created_at":1795258803,
        "inregions":["maison"],"lat":47.6512,"lon":-2.0842,"m":2,"motionactivities":["walking"],"t":"u","tid":"hl",
        "topic":"owntracks/u/d","tst":1795258801,"vac":3,"vel":4,"BSSID":"02:00:00:00:00:00","_id":"a1"}"#;
    let old = r#"{"_type":"location","lat":"47.6512","lon":"-2.0842","tst":"1795258801","tid":"hl"}"#;
    let [a, b] = [android, old].map(|json| read(json.as_bytes()).unwrap().signals[0]);
    assert_eq!((a.lat, a.lon, a.accuracy_m, a.at), (47.6512, -2.0842, 12.0, NOON.plus_secs(1)));
    assert_eq!((b.lat, b.lon, b.at), (a.lat, a.lon, a.at));
    assert_eq!((a.sent_at, b.sent_at), (Some(NOON.plus_secs(3)), None));
    assert_eq!(b.accuracy_m, ACCURACY_UNSAID_M);
}

#[test]
fn every_sort_of_message_is_known_by_its_type() {
    for (json, kind, signals) in [
        (r#"{"_type":"location","lat":1,"lon":2,"tst":3}"#, Kind::Location, 1),
        (r#"{"_type":"location","lon":2,"tst":3}"#, Kind::Nonsense, 0),
        (r#"{"_type":"location","lat":"north","lon":2,"tst":3}"#, Kind::Nonsense, 0),
        (r#"{"_type":"location","lat":1,"lon":2,"tst":-3}"#, Kind::Nonsense, 0),
        (r#"{"_type":"location","lat":1,"lon":2,"tst":3,"acc":"vague"}"#, Kind::Nonsense, 0),
        (
            r#"{"_type":"transition","event":"enter","desc":"Marché","lat":1,"lon":2,"acc":9,"tst":3,"wtst":1}"#,
            Kind::Transition,
            1,
        ),
        (r#"{"_type":"transition","event":"leave","desc":"balise","tst":3,"wtst":1}"#, Kind::Transition, 0),
        (r#"{"_type":"waypoint","desc":"Marché","lat":1,"lon":2,"rad":50,"tst":1}"#, Kind::Region, 0),
        (r#"{"_type":"waypoint","lat":1,"lon":2}"#, Kind::Nonsense, 0),
        (
            r#"{"_type":"waypoints","waypoints":[{"_type":"waypoint","desc":"a"},{"desc":"b"}]}"#,
            Kind::Region,
            0,
        ),
        (r#"{"_type":"waypoints","waypoints":[{"desc":7}]}"#, Kind::Nonsense, 0),
        (r#"{"_type":"lwt","tst":3}"#, Kind::Other, 0),
        (r#"{"_type":"status","android":{"hib":0}}"#, Kind::Other, 0),
        (r#"{"_type":"steps","steps":12}"#, Kind::Other, 0),
        (r#"{"_type":"card","name":"Moi"}"#, Kind::Other, 0),
        (r#"{"_type":"cmd","action":"dump"}"#, Kind::Other, 0),
        (r#"{"_type":"beacon","uuid":"0"}"#, Kind::Other, 0),
        (r#"{"_type":"dump","configuration":{}}"#, Kind::Other, 0),
        (r#"{"_type":"encrypted","data":"AAAA"}"#, Kind::Other, 0),
        (r#"{"_type":"teleport","lat":1,"lon":2,"tst":3}"#, Kind::Unknown, 0),
        (r#"{"lat":1,"lon":2,"tst":3}"#, Kind::Nonsense, 0),
        (r#"{"_type":["location"]}"#, Kind::Nonsense, 0),
        ("42", Kind::Nonsense, 0),
        ("null", Kind::Nonsense, 0),
    ] {
        let batch = read(json.as_bytes()).unwrap();
        assert_eq!((batch.kinds.as_slice(), batch.signals.len()), ([kind].as_slice(), signals), "{json}");
    }
}

#[test]
fn a_batch_is_put_in_order_and_bounded_by_its_last_writing() {
    let batch = read(
        br#"[{"_type":"location","lat":3,"lon":0,"tst":30,"created_at":31},
             {"_type":"lwt","tst":99},
             {"_type":"location","lat":1,"lon":0,"tst":10},
             {"_type":"transition","event":"enter","lat":2,"lon":0,"tst":20,"created_at":25}]"#,
    )
    .unwrap();
    assert_eq!(batch.signals.iter().map(|signal| signal.lat).collect::<Vec<_>>(), [1.0, 2.0, 3.0]);
    assert!(batch.signals.iter().all(|signal| signal.sent_at == Some(Instant::from_secs(31))));
    assert_eq!(batch.kinds, [Kind::Location, Kind::Other, Kind::Location, Kind::Transition]);
    assert!(kinds("[]").is_empty());
}

#[test]
fn too_much_and_no_json_are_refused() {
    let many = |n: usize| format!("[{}]", vec![r#"{"_type":"lwt"}"#; n].join(","));
    assert_eq!(kinds(&many(limits::BATCH)).len(), limits::BATCH);
    assert_eq!(read(many(limits::BATCH + 1).as_bytes()).unwrap_err().code, "too-large");
    let deep = "[".repeat(10_000);
    for broken in ["", "{", "[1,]", "{'_type':'lwt'}", "nul", "{} {}", &deep, "\u{feff}{}"] {
        assert_eq!(read(broken.as_bytes()).unwrap_err().code, "not-json");
    }
    assert_eq!(read(&[0x22, 0xff, 0x22]).unwrap_err().code, "not-json");
}

/// Any JSON, with the names and types of real messages often among it.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (1_795_000_000_i64..1_796_000_000).prop_map(Value::from),
        "(location|transition|waypoint|waypoints|lwt|-?[0-9]{1,20}(\\.[0-9]{1,9})?|NaN|inf|\\PC{0,8})"
            .prop_map(Value::from),
    ];
    let name = "(_type|lat|lon|acc|tst|created_at|desc|event|waypoints|\\PC{0,4})";
    leaf.prop_recursive(4, 64, 8, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            proptest::collection::vec((name, inner), 0..10)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn any_json_is_read_without_a_stumble(value in any_json()) {
        let batch = read(value.to_string().as_bytes()).unwrap();
        let expected = value.as_array().map_or(1, Vec::len);
        prop_assert_eq!(batch.kinds.len(), expected);
        prop_assert!(batch.signals.len() <= expected);
        prop_assert!(batch.signals.is_sorted_by_key(|signal| signal.at));
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Err(refusal) = read(&bytes) {
            prop_assert_eq!(refusal.code, "not-json");
        }
    }

    #[test]
    fn a_location_keeps_its_numbers(lat in -90.0..=90.0_f64, lon in -180.0..=180.0_f64, tst in 0..4_000_000_000_i64) {
        let json = serde_json::json!({"_type": "location", "lat": lat, "lon": lon, "tst": tst});
        let batch = read(json.to_string().as_bytes()).unwrap();
        let signal = batch.signals[0];
        prop_assert_eq!(signal.at, Instant::from_secs(tst));
        // The reader may round the last binary digit: less than an atom's width.
        prop_assert!((signal.lat - lat).abs() < 1e-12 && (signal.lon - lon).abs() < 1e-12);
    }
}
