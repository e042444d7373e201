//! The reader of XMLTV: no rule or date makes it wait or panic, and every event it tells can be kept and shown.
#![no_main]

use agenda::{FeedKind, HORIZON_S};
use domain::{CivilZone, Instant, limits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (Some(zone), Some(from)) = (CivilZone::named("Europe/Paris"), Instant::parse_rfc3339("2026-11-22T12:00:00Z")) else { return };
    let Some((events, _)) = ingest::readers::feed(FeedKind::Programme, bytes, &zone, from) else { return };
    for event in events {
        assert!(event.starts < event.ends && event.ends > from && event.starts < from.plus_secs(HORIZON_S), "{event:?}");
        assert!(event.ends.secs_since(event.starts) <= 31 * 86_400, "{event:?}");
        assert!(!event.title.is_empty() && event.title.chars().count() <= limits::TITLE_CHARS, "{event:?}");
        assert!(event.venue.chars().count() <= limits::NAME_CHARS && event.uid.chars().count() <= 250, "{event:?}");
        for text in [&event.title, &event.venue, &event.category, &event.uid] {
            assert!(!text.chars().any(char::is_control), "{event:?}");
        }
        assert!(event.url.is_none_or(|url| url.starts_with("http://") || url.starts_with("https://")));
    }
});
