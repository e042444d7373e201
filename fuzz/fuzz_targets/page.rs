//! The readers of pages, of one thing and of many, never panic, and keep their promises on whatever they are fed: plain bounded texts, open addresses, verified codes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let types = [None, Some("text/html; charset=utf-8"), Some("text/html; charset=utf-16"), Some("text/html; charset=gbk")];
    let content_type = types[bytes.first().map_or(0, |b| usize::from(*b) % types.len())];
    let source = pages::Source::new(bytes, content_type, "https://shop.example.fr/p/12345-a-thing?sku=77");
    let listed = pages::list(&source);
    assert!(listed.len() <= domain::limits::IMPORT_LINES);
    for entry in &listed {
        assert!(entry.name.chars().count() <= domain::limits::TITLE_CHARS && !entry.name.chars().any(char::is_control));
        assert!(entry.url.as_ref().is_none_or(|url| url.starts_with("http://") || url.starts_with("https://")));
    }
    let reading = pages::read(&source);
    for title in reading.title.candidates() {
        assert!(title.value.chars().count() <= domain::limits::TITLE_CHARS && !title.value.is_empty());
        assert!(!title.value.chars().any(char::is_control));
    }
    for address in reading.picture.candidates().iter().chain(reading.canonical.candidates()) {
        assert!(address.value.starts_with("http://") || address.value.starts_with("https://"));
    }
    for price in reading.price.candidates() {
        assert!((1..=domain::limits::PRICE_MAX_MINOR).contains(&price.value.minor));
    }
    if let Some((low, high)) = reading.price_range.value() {
        assert!(low.minor <= high.minor && low.currency == high.currency);
    }
});
