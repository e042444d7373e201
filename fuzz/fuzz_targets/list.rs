//! The reader of lists from elsewhere, tables and plain ones: whatever comes, what it names can be kept as a wish.
#![no_main]

use domain::limits;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = ingest::readers::list(bytes, "2026-11-22");
    assert!(read.lines.len() <= limits::IMPORT_LINES);
    for line in read.lines {
        assert!(!line.title.is_empty() || line.gtin.is_some(), "{line:?}");
        assert!(line.title.chars().count() <= limits::TITLE_CHARS, "{line:?}");
        assert!(!line.title.chars().any(char::is_control), "{line:?}");
        assert!(line.note.chars().count() <= limits::NOTE_CHARS, "{line:?}");
        assert!((1..=999).contains(&line.quantity), "{line:?}");
        assert!(line.top_price.is_none_or(|price| (0..=limits::PRICE_MAX_MINOR).contains(&price.minor)), "{line:?}");
        assert!(line.link.is_none_or(|link| link.len() <= limits::URL_BYTES && !link.chars().any(char::is_whitespace)));
    }
});
