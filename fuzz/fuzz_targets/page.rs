//! The reader of pages never panics, and keeps its promises on whatever it is fed: plain bounded texts, open addresses, verified codes.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let types = [None, Some("text/html; charset=utf-8"), Some("text/html; charset=utf-16"), Some("text/html; charset=gbk")];
    let content_type = types[bytes.first().map_or(0, |b| usize::from(*b) % types.len())];
    let reading = pages::read(&pages::Source::new(bytes, content_type, "https://shop.example.fr/p/12345-a-thing?sku=77"));
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
