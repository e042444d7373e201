//! Numbers of products: barcodes, makers' and shops' numbers.

use domain::Gtin;

/// Characters of a maker's or shop's number.
const CODE_CHARS: usize = 64;

/// A barcode out of what a page gives as one: GTIN-8 to 14, with or without `urn:gtin:` and the like, or an ISBN-10.
///
/// A GTIN that lost its leading zeros, as spreadsheets do, is filled up; the check digit must hold all the same.
pub fn gtin(text: &str) -> Option<Gtin> {
    let text = text.trim().rsplit(':').next().unwrap_or("");
    let compact: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '\u{a0}')).collect();
    if let Some(book) = isbn10(&compact) {
        return Some(book);
    }
    if !matches!(compact.len(), 8..=14) || !compact.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let filled = match compact.len() {
        8 | 12 | 13 | 14 => compact,
        // 9 and 10 digits are too often a shop's number whose last digit happens to fit.
        11 => format!("0{compact}"),
        _ => return None,
    };
    // Numbers of one digit over and over are fillers.
    let first = filled.as_bytes().first().copied()?;
    (!filled.bytes().all(|b| b == first)).then(|| filled.parse().ok())?
}

/// An ISBN-10 as GTIN-13 (ISO 2108): 978 before its nine digits, and another check digit.
fn isbn10(compact: &str) -> Option<Gtin> {
    let bytes = compact.as_bytes();
    if bytes.len() != 10 {
        return None;
    }
    let mut sum = 0_u32;
    for (at, byte) in (0_u32..).zip(bytes) {
        let digit = match byte {
            b'0'..=b'9' => u32::from(byte - b'0'),
            b'X' | b'x' if at == 9 => 10,
            _ => return None,
        };
        sum += digit * (10 - at);
    }
    if !sum.is_multiple_of(11) {
        return None;
    }
    let body = format!("978{}", &compact[..9]);
    let weighed: u32 =
        body.bytes().zip([1, 3].into_iter().cycle()).map(|(b, weight)| u32::from(b - b'0') * weight).sum();
    format!("{body}{}", (10 - weighed % 10) % 10).parse().ok()
}

/// A maker's or shop's number: one short line that is no sentence.
pub fn code(text: &str) -> Option<String> {
    let text = crate::text::plain(text, CODE_CHARS + 1);
    let text = text.trim_matches([':', ' ', '#', '.', ',', ';', '(', ')']).to_owned();
    let words = text.split(' ').count();
    let filler = matches!(
        text.to_lowercase().as_str(),
        "n/a"
            | "na"
            | "none"
            | "null"
            | "undefined"
            | "-"
            | "0"
            | "does not apply"
            | "unknown"
            | "false"
            | "true"
    );
    let fits = !text.is_empty() && text.chars().count() <= CODE_CHARS && words <= 4 && !filler;
    (fits && text.chars().any(char::is_alphanumeric)).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn barcodes_are_verified_and_books_made_modern() {
        for (text, want) in [
            ("3017620422003", Some("03017620422003")),
            ("301762042 2003", Some("03017620422003")),
            ("099482467999", Some("00099482467999")),
            ("99482467999", Some("00099482467999")),
            ("urn:gtin:3017620422003", Some("03017620422003")),
            ("96385074", Some("00000096385074")),
            ("0-306-40615-2", Some("09780306406157")),
            ("080442957X", Some("09780804429573")),
            ("978-0-306-40615-7", Some("09780306406157")),
            ("3017620422004", None),
            ("0306406153", None),
            ("0000000000000", None),
            ("8888888888888", None),
            ("B07FW264WL", None),
            ("", None),
        ] {
            assert_eq!(gtin(text).map(|g| g.to_string()).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn sentences_are_no_codes() {
        assert_eq!(code(" #AB-12 "), Some("AB-12".into()));
        assert_eq!(code("This is what we call a number"), None);
        assert_eq!(code("n/a"), None);
        assert_eq!(code(&"9".repeat(65)), None);
    }
}
