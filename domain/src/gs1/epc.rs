//! Compressed Digital Links of products as radio tags have them: the last segment is `eh` and hexadecimal digits, or `ex` and
//! base 64, of an EPC (GS1 Digital Link URI: Compression Technical Standard for EPC binary strings 1.0.0; EPC Tag Data Standard
//! 2.3). Read are the schemes that name a piece of a product: SGTIN-96, SGTIN-198, SGTIN+, DSGTIN+ and those two with a host name.
//! What comes after the piece in these, a host name or more data, is left out: product and piece are certain without it.

use super::bits::{BASE_64, Bits, HEX};
use super::check;
use super::element::Element;

/// Bits of the company prefix by partition; the number of the product has the rest of 44. The prefix has twelve digits less the
/// partition, both together thirteen (TDS, table of SGTIN partitions).
const PREFIX_BITS: &[usize] = &[40, 37, 34, 30, 27, 24, 20];

/// The AIs of the date that a DSGTIN+ begins with, by their number there (TDS, prioritised dates).
const DATES: &[&str] = &["11", "13", "15", "16", "17", "7006", "7007"];

/// The elements of a segment; `None` for all that is no EPC of a piece of a product.
#[must_use]
pub fn elements(segment: &str) -> Option<Vec<Element>> {
    let mut bits = match segment.split_at_checked(2)? {
        ("eh", digits) => Bits::of(digits, HEX)?,
        ("ex", letters) => Bits::of(letters, BASE_64)?,
        _ => return None,
    };
    let header = bits.take(8)?;
    let (product, piece, date) = match header {
        0x30 => (product(&mut bits)?, bits.number(38, 12)?.trim_start_matches('0').to_owned(), None),
        0x36 => (product(&mut bits)?, in_seven_bits(&mut bits)?, None),
        0xF7 | 0xFD => {
            bits.take(4)?;
            (bits.nibbles(14)?, any_length(&mut bits)?, None)
        }
        0xFB | 0xFC => {
            bits.take(4)?;
            let date = dated(&mut bits)?;
            (bits.nibbles(14)?, any_length(&mut bits)?, Some(date))
        }
        _ => return None,
    };
    // Tags are written in words of sixteen bits.
    if header < 0xF0 && !bits.are_filling(16) {
        return None;
    }
    let piece = if piece.is_empty() { "0" } else { piece.as_str() };
    let mut elements = vec![Element::new("01", &product).ok()?, Element::new("21", piece).ok()?];
    elements.extend(date);
    Some(elements)
}

/// The GTIN of company prefix and product number: the first digit of the number goes first, the check digit is not in it.
fn product(bits: &mut Bits) -> Option<String> {
    bits.take(3)?;
    let partition = usize::try_from(bits.take(3)?).ok()?;
    let width = *PREFIX_BITS.get(partition)?;
    let prefix = bits.number(width, 12 - partition)?;
    let number = bits.number(44 - width, 1 + partition)?;
    let (first, rest) = number.split_at(1);
    let body = format!("{first}{prefix}{rest}");
    let digit = check::digit(&body)?;
    Some(format!("{body}{digit}"))
}

/// Up to twenty characters, of which the first zero ends the rest.
fn in_seven_bits(bits: &mut Bits) -> Option<String> {
    let all = bits.text(4, 20)?;
    let text = all.trim_end_matches('\0');
    (!text.is_empty()).then(|| text.to_owned())
}

fn any_length(bits: &mut Bits) -> Option<String> {
    let encoding = bits.take(3)?;
    let count = usize::try_from(bits.take(5)?).ok()?;
    bits.text(encoding, count).filter(|text| !text.is_empty())
}

fn dated(bits: &mut Bits) -> Option<Element> {
    let ai = DATES.get(usize::try_from(bits.take(4)?).ok()?)?;
    let (year, month, day) = (bits.take(7)?, bits.take(4)?, bits.take(5)?);
    Element::new(ai, &format!("{year:02}{month:02}{day:02}")).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(segment: &str) -> Option<String> {
        elements(segment).map(|all| super::super::to_bracketed(&all))
    }

    /// The worked examples of the compression standard, section 4.2, and of TDS 2.3, annex E.3.
    #[test]
    fn the_examples_of_the_standards_are_read() {
        for (segment, expected) in [
            ("eh30164596f40c0e5cbe991a83", "(01)09528765123457(21)123456789123"),
            ("exMBZFlvQMDly-mRqD", "(01)09528765123457(21)123456789123"),
            ("eh3066c4409047e140075bcd15", "(01)09506000134352(21)123456789"),
            ("eh3666c4409047e159b2c2bf100000000000000000000000000000", "(01)09506000134352(21)32a/b"),
            ("ehf73795211411234538566cb0afc4", "(01)79521141123453(21)32a/b"),
            ("ehfd3795211411234538566cb0afc525065f1876f0d996d800", "(01)79521141123453(21)32a/b"),
            ("ehfb342cde795211411234538566cb0afc4", "(01)79521141123453(21)32a/b(17)220630"),
            (
                "ehfc342cde795211411234538566cb0afc525065f1876f0d996d80",
                "(01)79521141123453(21)32a/b(17)220630",
            ),
            // A piece whose number is nought.
            ("eh3066c4409047e14000000000", "(01)09506000134352(21)0"),
        ] {
            assert_eq!(read(segment).as_deref(), Some(expected), "{segment}");
        }
    }

    #[test]
    fn all_else_is_refused() {
        for segment in [
            "",
            "e",
            "é",
            "eh",
            "ex",
            "eh3",
            "eh3016",
            "EH30164596F40C0E5CBE991A83",
            "eh30164596F40C0E5CBE991A83",
            "exMBZFlvQMDly+mRqD",
            "eh30164596f40c0e5cbe991a830001",
            "eh30164596f40c0e5cbe991a8300000",
            // A pallet, a place, a partition that there is not, a prefix of more digits than it may have.
            "eh311ba1b300ce0a6a83000000",
            "eh3276451fd46072000000162e",
            "eh301e4596f40c0e5cbe991a83",
            "eh3017fffff40c0e5cbe991a83",
            // No piece, a check digit that is wrong, a digit that is none, a date that there is not.
            "eh3666c4409047e1400000000000000000000000000000000000",
            "ehf73795211411234548566cb0afc4",
            "ehf7379521141123453a8566cb0afc4",
            "ehfb372cde795211411234538566cb0afc4",
            "example-of-a-page",
            "experience",
        ] {
            assert_eq!(read(segment), None, "{segment}");
        }
    }
}
