//! GS1 identification from whatever a camera, a scanner or a link gives: read or refused, and what is read comes back.

#![no_main]

use domain::barcode;
use domain::gs1::{Gs1, Reading, bracketed, plain, to_bracketed, to_plain};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for words in [false, true] {
        if let Ok(gs1) = Gs1::read(text, Reading { words }) {
            let again = Gs1::read(&gs1.to_uri("https://a.example"), Reading::default());
            let arranged = Gs1::of(&gs1.elements());
            assert_eq!(
                arranged.map(|gs1| gs1.to_uri("https://a.example")),
                Ok(gs1.to_uri("https://a.example"))
            );
            assert_eq!(again.map(|gs1| gs1.to_uri("https://a.example")), Ok(gs1.to_uri("https://a.example")));
        }
    }
    for everywhere in [false, true] {
        if let Some(gs1) = Gs1::compressed(text, everywhere) {
            let uri = gs1.to_uri("https://a.example");
            let again = Gs1::read(&uri, Reading::default());
            assert_eq!(again.map(|gs1| gs1.to_uri("https://a.example")), Ok(uri));
        }
    }
    let _ = (barcode::identified(text), barcode::scanned(text));
    for elements in [bracketed(text), plain(text)].into_iter().flatten().filter(|all| !all.is_empty()) {
        assert_eq!(plain(&to_plain(&elements)).as_ref(), Ok(&elements));
        assert_eq!(bracketed(&to_bracketed(&elements)).as_ref(), Ok(&elements));
    }
    if let Some(gtin) = barcode::product(text) {
        assert_eq!(barcode::product(&gtin.to_string()), Some(gtin));
        if let Some(ten) = barcode::isbn_10(gtin) {
            assert_eq!(barcode::product(&ten), Some(gtin));
        }
        let _ = (barcode::is_isbn(gtin), barcode::is_local(gtin));
    }
});
