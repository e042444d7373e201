//! Walks as the OwnTracks phone app sends them (<https://owntracks.org/booklet/tech/json/>).

use domain::Instant;

use crate::walk::{Fix, Walk};

/// One `location` message of a fix in a walk that began at `start`.
///
/// `tid` is the device's two letters; other characters than letters and digits are left out.
#[must_use]
pub fn location_json(fix: &Fix, start: Instant, tid: &str) -> String {
    let tst = start.plus_secs(i64::try_from(fix.at_s).unwrap_or(i64::MAX)).secs();
    let tid: String = tid.chars().filter(char::is_ascii_alphanumeric).take(2).collect();
    let (lat, lon) = (fix.position.lat(), fix.position.lon());
    format!(
        r#"{{"_type":"location","acc":{},"created_at":{tst},"lat":{lat:.7},"lon":{lon:.7},"tid":"{tid}","tst":{tst}}}"#,
        fix.accuracy_m
    )
}

/// Every fix of a walk as a `location` message, in order.
#[must_use]
pub fn messages(walk: &Walk, start: Instant, tid: &str) -> Vec<String> {
    walk.fixes.iter().map(|fix| location_json(fix, start, tid)).collect()
}

#[cfg(test)]
mod tests {
    use domain::Position;

    use super::*;

    #[test]
    fn a_message_is_what_the_app_sends() {
        let fix = Fix { at_s: 30, position: Position::new(47.65, -2.084_25).unwrap(), accuracy_m: 5 };
        let start = Instant::from_secs(1_700_000_000);
        assert_eq!(
            location_json(&fix, start, "c\"a!x"),
            r#"{"_type":"location","acc":5,"created_at":1700000030,"lat":47.6500000,"lon":-2.0842500,"tid":"ca","tst":1700000030}"#
        );
        let walk = Walk { seed: 1, number: 0, fixes: vec![fix, Fix { at_s: 35, ..fix }] };
        assert!(messages(&walk, start, "ca")[1].contains(r#""tst":1700000035"#));
    }
}
