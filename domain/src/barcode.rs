//! What the barcodes of shops and books carry without Application Identifiers: EAN, UPC, ITF-14, ISBN.

use crate::gs1::{CANONICAL, Gs1, Reading, check};
use crate::subject::Gtin;

/// The product of a number as printed or scanned: EAN-8, UPC-A, EAN-13, GTIN-14, UPC-E with its check digit, ISBN-10 or
/// ISBN-13; hyphens and spaces between digits are left out. `None` when a check digit is wrong.
///
/// Eight digits that begin with 0 are a UPC-E if that holds, for an EAN-8 that begins so is no product of the world; others
/// are an EAN-8 if that holds.
#[must_use]
pub fn product(text: &str) -> Option<Gtin> {
    let digits = joined(text);
    match digits.len() {
        8 => {
            let (eight, twelve) = (digits.parse().ok(), upc_e_to_a(&digits).and_then(|upc| upc.parse().ok()));
            if digits.starts_with('0') { twelve.or(eight) } else { eight.or(twelve) }
        }
        10 => isbn_10_to_13(&digits)?.parse().ok(),
        12..=14 => digits.parse().ok(),
        _ => None,
    }
}

/// A number without what is printed between its digits.
fn joined(text: &str) -> String {
    text.trim().chars().filter(|c| !matches!(c, ' ' | '-' | '\u{2010}'..='\u{2013}')).collect()
}

/// Whether a text as a whole would be a barcode but for its check digit: 8, 12, 13 or 14 digits, hyphens and spaces between them left
/// out, alone, after `(01)`, or in a Digital Link of GS1's own host: any other may have a page there, at a day or a number of its own.
/// Ten digits are more often a telephone number than a book.
#[must_use]
pub fn is_misread(text: &str) -> bool {
    let digits = joined(keyed(text.trim()).unwrap_or(text));
    let numbers = digits.bytes().all(|b| b.is_ascii_digit()) && digits.bytes().any(|b| b != b'0');
    numbers && matches!(digits.len(), 8 | 12..=14) && product(&digits).is_none()
}

/// Whether one of several words would be a barcode but for its check digit. Eight digits are much else among words.
#[must_use]
pub fn is_misread_within(text: &str) -> bool {
    text.split_whitespace().any(|word| word.len() >= 12 && is_misread(word))
}

/// What people write beside a barcode to say that it is one.
const LABELS: &[&str] = &["ean", "ean13", "gtin", "isbn", "isbn10", "isbn13", "upc", "barcode", "codebarres"];

/// Whether a word says that a barcode follows, or says nothing at all (`:`).
fn is_label(word: &str) -> bool {
    let plain: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    plain.is_empty() || LABELS.contains(&plain.as_str())
}

/// The product that one of several words names, and the text without it and without what says that it is one
/// (`La Peste, ISBN : 978-2-07-036042-0`): thirteen digits, hyphens between them left out, or where that is said twelve or fourteen.
/// `None` where no word or more than one names a product.
#[must_use]
pub fn within(text: &str) -> Option<(Gtin, String)> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let labels = |at: usize| words[..at].iter().rev().take_while(|word| is_label(word)).count();
    let code = |at: usize| {
        let (label, code) = words[at].rsplit_once(':').unwrap_or(("", words[at]));
        let digits = joined(code.trim_matches(|c: char| !c.is_alphanumeric()));
        let said = (!label.is_empty() && is_label(label)) || labels(at) > 0;
        // One in ten numbers of any length holds by chance; so long a one that begins with 00 is dialled.
        let long = if said {
            (12..=14).contains(&digits.len())
        } else {
            digits.len() == 13 && !digits.starts_with("00")
        };
        (long && digits.bytes().all(|b| b.is_ascii_digit())).then(|| product(&digits)).flatten()
    };
    let mut codes = (0..words.len()).filter_map(|at| Some((at, code(at)?)));
    let ((at, gtin), None) = (codes.next()?, codes.next()) else { return None };
    let rest = [&words[..at - labels(at)], &words[at + 1..]].concat().join(" ");
    Some((gtin, rest.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '-' | '–' | '—' | ' ')).to_owned()))
}

/// Whether an address of any host would be a Digital Link but for the check digit of its product: told where its page cannot be read.
/// Eight digits are as often a day.
#[must_use]
pub fn is_misread_link(address: &str) -> bool {
    linked(address.trim()).is_some_and(|(_, value)| value.len() >= 12 && is_misread(value))
}

/// The value that an element string or a Digital Link of GS1's own host has for `01`.
fn keyed(text: &str) -> Option<&str> {
    if let Some(value) = text.strip_prefix("(01)") {
        return value.split('(').next();
    }
    let (host, value) = linked(text)?;
    let ours = CANONICAL.strip_prefix("https://").is_some_and(|ours| host.eq_ignore_ascii_case(ours));
    ours.then_some(value)
}

/// The host of an address, and what stands in its path after `/01/`.
fn linked(address: &str) -> Option<(&str, &str)> {
    let (host, path) = address.split_once("://")?.1.split_once('/')?;
    Some((host, path.strip_prefix("01/")?.split(['/', '?', '#']).next()?))
}

/// The product that a text as a whole names: a number as [`product`] takes it, an element string (`(01)09520123456788(10)A`, as
/// scanners send it too), or a Digital Link whose path begins with `/01/` or is compressed. Under any other path a shop may have a
/// page of its own, which is to be read and not taken for a code; so may any house at a day (`/01/20240516`), which is never but a
/// shop's own number.
#[must_use]
pub fn identified(text: &str) -> Option<Gtin> {
    let text = text.trim();
    if let Some(gtin) = product(text) {
        return Some(gtin);
    }
    // What stands under a symbol is printed with spaces, which no value has.
    let text: String = if text.starts_with('(') { text.split(' ').collect() } else { text.to_owned() };
    if text.contains("://") {
        let Some((_, value)) = linked(&text) else { return Gs1::compressed(&text, false)?.gtin() };
        if value.len() == 8 && product(value).is_some_and(is_local) {
            return None;
        }
    }
    Gs1::read(&text, Reading::default()).ok()?.gtin()
}

/// As [`identified`], of what a camera or a tag read: there a wholly compressed Digital Link is taken for one on any host.
#[must_use]
pub fn scanned(text: &str) -> Option<Gtin> {
    identified(text).or_else(|| Gs1::compressed(text, true)?.gtin())
}

/// The UPC-A of a UPC-E of eight digits (number system, six digits, check digit), by putting back the zeros
/// (GS1 General Specifications, section 5.2.2.4.2).
#[must_use]
pub fn upc_e_to_a(text: &str) -> Option<String> {
    let digits = text.as_bytes();
    if digits.len() != 8 || !digits.iter().all(u8::is_ascii_digit) || digits[0] > b'1' {
        return None;
    }
    let (system, middle, check) = (&text[..1], &text[1..7], &text[7..]);
    let expanded = match digits[6] {
        b'0'..=b'2' => format!("{}{}0000{}", &middle[..2], &middle[5..], &middle[2..5]),
        b'3' => format!("{}00000{}", &middle[..3], &middle[3..5]),
        b'4' => format!("{}00000{}", &middle[..4], &middle[4..5]),
        _ => format!("{}0000{}", &middle[..5], &middle[5..]),
    };
    let upc = format!("{system}{expanded}{check}");
    check::digit_holds(&upc).then_some(upc)
}

/// The ISBN-13 of an ISBN-10 whose check character holds (ISO 2108: weights 10 to 1, modulo 11, `X` for ten).
#[must_use]
pub fn isbn_10_to_13(text: &str) -> Option<String> {
    let mut sum = 0;
    for (at, character) in text.chars().enumerate() {
        let value = match character {
            'X' | 'x' if at == 9 => 10,
            other => other.to_digit(10)?,
        };
        sum += value * 10_u32.checked_sub(u32::try_from(at).ok()?)?;
    }
    if text.len() != 10 || !sum.is_multiple_of(11) {
        return None;
    }
    let start = format!("978{}", &text[..9]);
    Some(format!("{start}{}", check::digit(&start)?))
}

/// The ISBN-10 of a book, if it has one: those that begin with 978.
#[must_use]
pub fn isbn_10(gtin: Gtin) -> Option<String> {
    let text = gtin.to_string();
    let body = text.strip_prefix("0978")?.get(..9)?;
    let digits = body.chars().filter_map(|c| c.to_digit(10));
    let sum: u32 = digits.zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    let check = char::from_digit((11 - sum % 11) % 11, 10).unwrap_or('X');
    Some(format!("{body}{check}"))
}

/// Whether a number is a book's or a printed piece of music's (978 and 979, of which 9790 is music).
#[must_use]
pub fn is_isbn(gtin: Gtin) -> bool {
    let text = gtin.to_string();
    (text.starts_with("0978") || text.starts_with("0979")) && !text.starts_with("09790")
}

/// Whether a number means something only within one shop or country: goods weighed or named by the shop itself, and
/// coupons (GS1 General Specifications, sections 1.4.2 and 2.1.11: prefixes 02, 04, 05, 20 to 29, 98 and 99, and of EAN-8
/// those that begin with 0 or 2). Two shops may give it to two things.
#[must_use]
pub fn is_local(gtin: Gtin) -> bool {
    let text = gtin.to_string();
    if let Some(eight) = text.strip_prefix("000000") {
        return eight.starts_with(['0', '2']);
    }
    let Some(thirteen) = text.get(1..) else { return false };
    ["02", "04", "05", "98", "99"].iter().any(|prefix| thirteen.starts_with(prefix))
        || thirteen.starts_with('2')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        product(text).map(|gtin| gtin.to_string())
    }

    #[test]
    fn a_code_is_found_among_words() {
        for (said, code, rest) in [
            ("Nutella 3017620422003", "03017620422003", "Nutella"),
            ("3017620422003 Nutella moins de 5 €", "03017620422003", "Nutella moins de 5 €"),
            ("La Peste (9782070360420)", "09782070360420", "La Peste"),
            ("La Peste, ISBN : 978-2-07-036042-4", "", ""),
            ("La Peste, ISBN : 978-2-07-036042-0", "09782070360420", "La Peste"),
            ("La Peste EAN-13 : 9782070360420.", "09782070360420", "La Peste"),
            ("ISBN:9782070360420", "09782070360420", ""),
            ("Code civil 9782070360420", "09782070360420", "Code civil"),
            ("Nutella 3017620422003 ou La Peste 9782070360420", "", ""),
            ("rendez-vous 20240512", "", ""),
            ("soda UPC 036000291452", "00036000291452", "soda"),
            ("commande 036000291452", "", ""),
            ("rappeler 0036000291452", "", ""),
            ("tél. 02-99-71-23-45", "", ""),
            ("iPhone 15 128 Go", "", ""),
            ("", "", ""),
        ] {
            let found = within(said).map(|(gtin, rest)| (gtin.to_string(), rest)).unwrap_or_default();
            assert_eq!(found, (code.to_owned(), rest.to_owned()), "{said}");
        }
    }

    #[test]
    fn printed_numbers_are_read() {
        for (text, expected) in [
            ("3017620422003", "03017620422003"),
            (" 3 017620 422003 ", "03017620422003"),
            ("96385074", "00000096385074"),
            ("036000291452", "00036000291452"),
            ("13017620422000", "13017620422000"),
            ("978-2-07-061275-8", "09782070612758"),
            ("2-07-061275-9", "09782070612758"),
            ("080442957X", "09780804429573"),
            ("04252614", "00042100005264"),
            ("01234565", "00012345000065"),
            ("978\u{2011}2\u{2010}07\u{2013}061275\u{2011}8", "09782070612758"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "",
            "3017620422004",
            "2-07-061275-8",
            "X804429570",
            "08044295X7",
            "04252615",
            "24252613",
            "12345",
            "301762042200a",
            "000000000000",
            "\u{661}\u{662}\u{663}",
            "é234567",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_wrong_check_digit_is_told_from_words() {
        for text in [
            "3017620422004",
            " 3 017620 422004 ",
            "96385075",
            "036000291453",
            "13017620422001",
            "978-2-07-061275-9",
            "(01)09520123456789",
            "(01) 09520123456789 (10) ABC",
            "https://id.gs1.org/01/09520123456789",
            "HTTPS://ID.GS1.ORG/01/9520123456789/10/A?17=271231",
        ] {
            assert!(is_misread(text), "{text}");
        }
        for text in
            ["https://brand.example/01/9520123456789", "https://id.gs1.org/01/09520123456789?17=271231"]
        {
            assert!(is_misread_link(text), "{text}");
        }
        for text in [
            "https://brand.example/01/09520123456788",
            "https://blog.example/01/20240512",
            "https://blog.example/01/2024-05-12-fete",
            "https://brand.example/p/01/9520123456789",
        ] {
            assert!(!is_misread_link(text), "{text}");
        }
        assert!(is_misread_within("Nutella 3017620422004"));
        for text in ["Nutella 3017620422003", "Nutella 96385075", "https://shop.example/p/3017620422004", ""]
        {
            assert!(!is_misread_within(text), "{text}");
        }
        for text in [
            "3017620422003",
            "978-2-07-061275-8",
            "2-07-061275-8",
            "06 12 34 56 78",
            "12345",
            "000000000000",
            "3017620422004 Nutella",
            "https://brand.example/01/9520123456789/10/A?17=271231",
            "https://blog.example/01/20240512",
            "perceuse",
            "",
        ] {
            assert!(!is_misread(text), "{text}");
        }
    }

    #[test]
    fn a_code_is_taken_in_whichever_form_it_is_written() {
        for text in [
            "09520123456788",
            "9520123456788",
            "https://id.gs1.org/01/09520123456788",
            "https://id.gs1.org/01/09520123456788/10/A?17=271231",
            "http://brand.example/01/9520123456788?utm_source=box",
            " https://brand.example/01/09520123456788/21/7 ",
            "(01)09520123456788",
            "(01) 09520123456788 (10) ABC",
            "]Q30109520123456788",
        ] {
            assert_eq!(
                identified(text).map(|gtin| gtin.to_string()).as_deref(),
                Some("09520123456788"),
                "{text}"
            );
        }
        for text in [
            "",
            "(Re)naissance",
            "une perceuse",
            "https://shop.example/drill",
            "https://shop.example/products/01/09520123456788",
            "https://shop.example/01/09520123456789",
            "https://shop.example/01/drill",
            // A day whose last digit happens to fit, and one whose does not.
            "https://blog.example/01/20240516",
            "https://blog.example/01/20240512",
            "https://shop.example/01/09520123456788/reviews",
            "https://shop.example/gtin/09520123456788",
            "https://id.gs1.org/414/9520123456788",
        ] {
            assert_eq!(identified(text), None, "{text}");
        }
    }

    #[test]
    fn upc_e_is_expanded_by_its_last_digit() {
        for (short, long) in [
            ("01201303", "012000000133"),
            ("01234514", "012100003454"),
            ("01234523", "012200003453"),
            ("01234531", "012300000451"),
            ("01234543", "012340000053"),
            ("01234558", "012345000058"),
            ("01234596", "012345000096"),
        ] {
            assert_eq!(upc_e_to_a(short).as_deref(), Some(long), "{short}");
        }
        assert_eq!(upc_e_to_a("01201304"), None);
    }

    #[test]
    fn books_and_local_numbers_are_told_apart() {
        let gtin = |text: &str| product(text).unwrap();
        assert_eq!(isbn_10(gtin("9782070612758")).as_deref(), Some("2070612759"));
        assert_eq!(isbn_10(gtin("9780804429573")).as_deref(), Some("080442957X"));
        assert_eq!(isbn_10(gtin("3017620422003")), None);
        assert!(is_isbn(gtin("9782070612758")) && !is_isbn(gtin("3017620422003")));
        let local = |body: &str| is_local(gtin(&format!("{body}{}", check::digit(body).unwrap())));
        for body in ["200000000001", "290123456789", "020000000001", "2000000", "0000012", "990000000001"] {
            assert!(local(body), "{body}");
        }
        for body in ["301762042200", "03600029145", "9638507", "978207061275"] {
            assert!(!local(body), "{body}");
        }
    }

    proptest::proptest! {
        /// Each ISBN-10 becomes an ISBN-13 that becomes it again.
        #[test]
        fn books_come_back(body in "[0-9]{9}") {
            let ten = isbn_10(format!("978{body}{}", check::digit(&format!("978{body}")).unwrap()).parse().unwrap()).unwrap();
            let thirteen = isbn_10_to_13(&ten).unwrap();
            proptest::prop_assert_eq!(&thirteen[3..12], body.as_str());
            proptest::prop_assert_eq!(product(&ten), product(&thirteen));
        }

        /// Whatever is typed, nothing breaks.
        #[test]
        fn nothing_breaks_it(text in "\\PC{0,20}", digits in "[0-9Xx -]{0,20}") {
            let _ = (identified(&text), product(&text), product(&digits), is_misread(&text), is_misread(&digits), upc_e_to_a(&text), isbn_10_to_13(&text));
        }
    }
}
