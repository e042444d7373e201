//! The code of a tag, however it is typed: read to itself, or none.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(code) = resolver::tag_code(text) else { return };
    assert!(code.len() == 8 && code.bytes().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit()), "{code}");
    // A code whose only digits are noughts written as O is none, lest words be taken for codes; written out it has them.
    assert_eq!(resolver::tag_code(&code).as_deref(), Some(code.as_str()));
    assert_eq!(resolver::tag_code(&format!(" {}-{} ", &code[..4], &code[4..].to_lowercase())).as_deref(), Some(code.as_str()));
});
