//! What a device says it did meanwhile: read edit by edit or refused, and never of the future.
#![no_main]

use domain::{Instant, limits};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(now) = Instant::parse_rfc3339("2026-11-22T12:00:00Z") else { return };
    let Ok(read) = wish::edits_read(bytes, now) else { return };
    assert!(read.len() <= limits::EDITS);
    for at in read.into_iter().flatten() {
        assert!(at <= now && at >= now.plus_secs(-limits::EDIT_DAYS * 86_400), "{at:?}");
    }
});
