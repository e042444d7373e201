//! The parser of prices never panics; what it reads is in bounds, and is read again from how we write it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pages::price::{Hints, find, machine, parse};

fuzz_target!(|text: &str| {
    for tag in ["fr-FR", "en-US", "de-CH", "en-IN", "ar-KW", "ja-JP", ""] {
        let hints = Hints::of_tag(tag);
        for hints in [hints.clone(), hints.with_currency("KWD")] {
            for spotted in find(text, &hints) {
                assert!((0..=domain::limits::PRICE_MAX_MINOR).contains(&spotted.money.minor));
            }
            if let Ok(price) = parse(text, &hints) {
                assert!(price.high.is_none_or(|high| high.minor >= price.low.minor));
                let written = format!("{} {}", price.low.plain(), price.low.currency);
                let again = machine(&price.low.plain(), Some(price.low.currency.code()), &Hints::of_tag("en"));
                assert_eq!(again, Ok(price.low), "{written}");
            }
            let _ = machine(text, Some("EUR"), &hints);
        }
    }
});
