//! Compressed Digital Links: elements packed bit by bit into one segment of base 64 (GS1 Digital Link Standard 1.1.3, chapter on
//! compression; GS1's own `GS1DigitalLinkCompressionPrototype`). Newer links pack otherwise: see [`super::epc`].
//!
//! An element is its AI, four bits a digit, and its value; a byte that is no AI stands for a sequence of them. Nothing marks such a
//! segment, and the last of many a shop's address is made of the same letters. All bits must be used, each text in the narrowest
//! encoding, each value valid, its check digit too: of 200,000 random segments of 11 to 22 letters some 30 still pass, and one in
//! a thousand of those that begin with `p`. Where a wholly compressed link is read says [`super::Gs1::compressed`].

use super::bits::{BASE_64, Bits};
use super::dictionary::entry;
use super::element::Element;

/// What a byte with a hexadecimal letter stands for: the first byte, how many follow it, and their AIs; from byte to byte the
/// last AI goes on by one.
const SEQUENCES: &[(u32, u32, &[u32])] = &[
    (0x0A, 0, &[1, 22]),
    (0x0B, 0, &[1, 10]),
    (0x0C, 0, &[1, 21]),
    (0x0D, 0, &[1, 17]),
    (0x0E, 0, &[1, 7003]),
    (0x0F, 0, &[1, 30]),
    (0x1A, 0, &[1, 10, 21, 17]),
    (0x1B, 0, &[1, 15]),
    (0x1C, 0, &[1, 11]),
    (0x1D, 0, &[1, 16]),
    (0x1E, 0, &[1, 91]),
    (0x1F, 0, &[1, 10, 15]),
    (0x2A, 5, &[1, 3100]),
    (0x3A, 5, &[1, 3200]),
    (0x9A, 0, &[8010, 8011]),
    (0x9B, 0, &[8017, 8019]),
    (0x9C, 0, &[8018, 8019]),
    (0x9D, 0, &[414, 254]),
    (0xA0, 9, &[1, 3920]),
    (0xC0, 9, &[255, 3900]),
    (0xCA, 3, &[255, 3940]),
];

/// In which order the AIs of a sequence come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// As the table has them.
    Written,
    /// By their digits, as GS1's own programs write them: they sort the table before they use it (1A and 9D differ).
    Sorted,
}

/// The elements of a segment, in the order they are packed; `None` when anything in it is not right. What is packed besides
/// elements (`linkType=pip`) is left out, as it is where it stands in a query.
#[must_use]
pub fn elements(segment: &str) -> Option<Vec<Element>> {
    unpacked(segment, Order::Written).or_else(|| unpacked(segment, Order::Sorted))
}

fn unpacked(segment: &str, order: Order) -> Option<Vec<Element>> {
    let mut bits = Bits::of(segment, BASE_64)?;
    let mut elements = Vec::new();
    while bits.left() >= 8 {
        let byte = bits.take(8)?;
        let (high, low) = (byte >> 4, byte & 15);
        if high == 15 {
            pass_by(&mut bits, low)?;
        } else if high > 9 || low > 9 {
            for ai in sequence(byte, order)? {
                elements.push(element(&mut bits, &ai)?);
            }
        } else {
            let ai = ai(&mut bits, format!("{high}{low}"))?;
            elements.push(element(&mut bits, &ai)?);
        }
    }
    (bits.are_filling(6) && !elements.is_empty()).then_some(elements)
}

fn sequence(byte: u32, order: Order) -> Option<Vec<String>> {
    let (first, _, ais) =
        SEQUENCES.iter().find(|(first, more, _)| (*first..=first + more).contains(&byte))?;
    let last = ais.len().checked_sub(1)?;
    let numbers = ais.iter().enumerate().map(|(at, ai)| if at == last { ai + byte - first } else { *ai });
    // The one AI of these that begins with a zero is 01.
    let mut ais: Vec<String> = numbers.map(|ai| format!("{ai:02}")).collect();
    if order == Order::Sorted {
        ais.sort_unstable();
    }
    Some(ais)
}

/// The AI that begins with two digits: none begins another.
fn ai(bits: &mut Bits, start: String) -> Option<String> {
    let mut ai = start;
    while entry(&ai).is_none() {
        if ai.len() == 4 {
            return None;
        }
        ai.push_str(&bits.nibbles(1)?);
    }
    Some(ai)
}

/// What is no element: the length of its name in seven bits, of which four are read, its name, and its value.
fn pass_by(bits: &mut Bits, start: u32) -> Option<()> {
    let length = usize::try_from((start << 3) | bits.take(3)?).ok()?;
    let name = bits.text(3, length)?;
    let encoding = bits.take(3)?;
    let length = usize::try_from(bits.take(7)?).ok()?;
    bits.text(encoding, length)?;
    // A number would be an AI, which is packed otherwise.
    (encoding < 5 && name.bytes().any(|byte| !byte.is_ascii_digit())).then_some(())
}

fn element(bits: &mut Bits, ai: &str) -> Option<Element> {
    let mut value = String::new();
    for part in parts(entry(ai)?.spec) {
        value.push_str(&part.read(bits)?);
    }
    Element::new(ai, &value).ok()
}

/// A stretch of a value that is packed as one.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// Digits alone: no encoding is told.
    digits: bool,
    /// Always as long as it may be: no length is told.
    exact: bool,
    /// The most characters.
    most: usize,
}

impl Part {
    fn read(&self, bits: &mut Bits) -> Option<String> {
        let encoding = if self.digits { 0 } else { bits.take(3)? };
        let count =
            if self.exact { self.most } else { usize::try_from(bits.take(length_bits(self.most))?).ok()? };
        if count > self.most {
            return None;
        }
        let text = bits.text(encoding, count)?;
        (self.digits || text.is_empty() || encoding == narrowest(&text)).then_some(text)
    }
}

/// Bits that a length of up to `most` needs. The standard's logarithm, with its hundredth more, gives the same.
fn length_bits(most: usize) -> usize {
    (1..).find(|bits| most >> bits == 0).unwrap_or_default()
}

/// The encoding that a text must be packed in.
fn narrowest(text: &str) -> u32 {
    let all = |is: fn(u8) -> bool| text.bytes().all(is);
    if all(|byte| byte.is_ascii_digit()) {
        0
    } else if all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
        1
    } else if all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F')) {
        2
    } else if all(|byte| BASE_64.contains(&byte)) {
        3
    } else {
        4
    }
}

/// The parts of a value as the standard's table F has them, out of the dictionary's components: those of one kind that stand side
/// by side are one, but a length that is known goes before digits whose length is not (`N3 N..15`).
fn parts(spec: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for component in spec.split(' ') {
        let form = component.split(',').next().unwrap_or_default();
        let inside = form.trim_matches(['[', ']']);
        let count = inside.trim_start_matches(|letter: char| !letter.is_ascii_digit());
        let digits = inside.starts_with('N');
        let exact = !form.starts_with('[') && !inside.contains("..");
        let most = count.parse().unwrap_or_default();
        match parts.last_mut() {
            Some(before) if before.digits == digits && (before.exact == exact || !digits) => {
                before.exact &= exact;
                before.most += most;
            }
            _ => parts.push(Part { digits, exact, most }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_those_of_the_standards_table() {
        for (ai, expected) in [
            ("01", "N14"),
            ("10", "X..20"),
            ("253", "N13 X..17"),
            ("255", "N13 N..12"),
            ("3930", "N3 N..15"),
            ("421", "N3 X..9"),
            ("423", "N3 N..12"),
            ("7003", "N10"),
            ("7007", "N6 N..6"),
            ("7030", "N3 X..27"),
            ("7040", "N1 X3"),
            ("7230", "X..30"),
            ("8001", "N14"),
            ("8003", "N14 X..16"),
            ("8006", "N18"),
            ("8008", "N8 N..4"),
            ("8010", "X..30"),
        ] {
            let written = parts(entry(ai).unwrap().spec).into_iter().map(|part| {
                let (class, dots) = (if part.digits { "N" } else { "X" }, if part.exact { "" } else { ".." });
                format!("{class}{dots}{}", part.most)
            });
            assert_eq!(written.collect::<Vec<_>>().join(" "), expected, "{ai}");
        }
    }

    #[test]
    fn lengths_need_what_the_formula_says() {
        for (most, bits) in
            [(2, 2), (3, 2), (4, 3), (8, 4), (12, 4), (15, 4), (16, 5), (20, 5), (30, 5), (90, 7)]
        {
            assert_eq!(length_bits(most), bits, "{most}");
        }
    }

    #[test]
    fn every_sequence_is_of_known_ais() {
        let known: Vec<u32> = (0..256).filter(|byte| sequence(*byte, Order::Written).is_some()).collect();
        assert_eq!(known.len(), 52);
        for byte in known {
            assert!((byte >> 4 > 9 || byte & 15 > 9) && byte >> 4 < 15, "{byte:x}");
            let written = sequence(byte, Order::Written).unwrap();
            assert!(written.iter().all(|ai| entry(ai).is_some()), "{written:?}");
            assert_eq!(
                written == sequence(byte, Order::Sorted).unwrap(),
                !matches!(byte, 0x1A | 0x9D),
                "{byte:x}"
            );
        }
        assert_eq!(sequence(0x2F, Order::Written).unwrap(), ["01", "3105"]);
        assert_eq!(sequence(0xCD, Order::Written).unwrap(), ["255", "3943"]);
    }
}
