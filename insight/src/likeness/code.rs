//! Codes: what makers call their products, such as `KX-TG6700B`, and how two of them stand to each other.

use domain::text;

use super::token::{self, Piece, Sort};

/// How two codes stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kinship {
    /// They have nothing to do with each other.
    Strangers,
    /// The same pattern with other digits: another size or generation of one series.
    Siblings,
    /// The same up to a few last letters, which often tell a colour or a country.
    Variants,
    /// One is the other with a few more letters.
    Extension,
    /// The same.
    Equal,
}

/// The codes of a text: separators taken out, four characters or more, at least one digit; sorted, each once.
pub(crate) fn codes(pieces: &[Piece]) -> Vec<String> {
    let mut out = Vec::new();
    for chunk in pieces.chunk_by(|_, next| next.glued) {
        let whole = chunk.len() <= 4 && !chunk.iter().any(|piece| plain_word(&piece.text));
        if whole {
            let joined: String = chunk.iter().map(|piece| piece.text.as_str()).collect();
            out.extend(code(&joined));
        }
        // Of `TMR-BT10/TMR-BT10A` each part is a code as well.
        let parts = chunk.iter().filter_map(|piece| code(&piece.text));
        out.extend(
            parts.filter(|part| !whole || part.len() >= 5 && !part.bytes().all(|b| b.is_ascii_digit())),
        );
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// A part that is rather a word than letters of a code: `channel` in `7.1-channel`, unlike `tunbmblb`.
fn plain_word(part: &str) -> bool {
    let vowels = part.bytes().filter(|b| b"aeiouy".contains(b)).count();
    part.len() >= 5 && part.bytes().all(|b| b.is_ascii_alphabetic()) && vowels >= 2
}

fn code(joined: &str) -> Option<String> {
    let folded = text::fold(joined);
    let digits = folded.bytes().filter(u8::is_ascii_digit).count();
    let plain = folded.bytes().all(|b| b.is_ascii_alphanumeric());
    let long_enough = if digits == folded.len() { digits >= 5 } else { digits > 0 && folded.len() >= 4 };
    if !plain || !long_enough {
        return None;
    }
    // What reads as a size, a version or an ordinal is no code.
    let read = token::of_pieces(&[Piece { text: folded.clone(), glued: false }]);
    matches!(read.as_slice(), [one] if one.sort == Sort::Code).then_some(folded)
}

/// The code up to its last digit: what variants in colour and country share.
pub(crate) fn stem(code: &str) -> &str {
    code.trim_end_matches(|c: char| !c.is_ascii_digit())
}

/// How two codes stand to each other.
pub(crate) fn kinship(a: &str, b: &str) -> Kinship {
    if a == b {
        return Kinship::Equal;
    }
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    if extends(a, b) || extends(b, a) {
        Kinship::Extension
    } else if common >= 4
        && a[..common].bytes().any(|b| b.is_ascii_digit())
        && [a, b].iter().all(|code| lettered_tail(&code[common..]))
    {
        Kinship::Variants
    } else if skeleton(a).eq(skeleton(b)) || series(a, b, common) {
        Kinship::Siblings
    } else {
        Kinship::Strangers
    }
}

/// Whether `long` is `short` with letters before or after; a digit more next to a digit is another number.
fn extends(long: &str, short: &str) -> bool {
    let digit = |b: Option<&u8>| b.is_some_and(u8::is_ascii_digit);
    if short.len() < 4 || !short.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let after = long.strip_prefix(short).is_some_and(|rest| {
        rest.len() <= 4 && !(digit(rest.as_bytes().first()) && digit(short.as_bytes().last()))
    });
    let before = short.len() >= 5
        && long
            .strip_suffix(short)
            .is_some_and(|rest| !(digit(rest.as_bytes().last()) && digit(short.as_bytes().first())));
    after || before
}

fn lettered_tail(tail: &str) -> bool {
    tail.len() <= 4 && tail.bytes().all(|b| b.is_ascii_alphabetic())
}

/// The pattern of a code, all digits alike.
fn skeleton(code: &str) -> impl Iterator<Item = u8> {
    code.bytes().map(|b| if b.is_ascii_digit() { b'0' } else { b })
}

/// Whether two codes begin with the same letters, two or more: one maker's series.
fn series(a: &str, b: &str, common: usize) -> bool {
    let head = |code: &str| code.bytes().take_while(u8::is_ascii_alphabetic).count();
    let shorter = head(a).min(head(b));
    shorter > 1 && common >= 3 && common >= shorter
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> Vec<String> {
        codes(&token::pieces(&token::mend(raw)))
    }

    #[test]
    fn codes_are_found_through_their_separators() {
        for (raw, told) in [
            ("Panasonic KX-TG6700B phone", &["kxtg6700b", "tg6700b"][..]),
            ("Mount 010-10815-00", &["0101081500"]),
            ("7.1-channel 16GB 2008 v2.0 4th 26-inch", &[]),
            ("Griffin 9410-TUNBMBLB", &["9410tunbmblb"]),
            ("MB397G/A", &["mb397g", "mb397ga"]),
        ] {
            assert_eq!(read(raw), told, "{raw}");
        }
    }

    #[test]
    fn kinship_is_told_both_ways() {
        for (a, b, told) in [
            ("kxtg6700b", "kxtg6700b", Kinship::Equal),
            ("dle2516w", "dle2516wh", Kinship::Extension),
            ("strdg520", "dg520", Kinship::Extension),
            ("txsr60", "txsr606", Kinship::Siblings),
            ("lds4821ww", "lds4821bb", Kinship::Variants),
            ("kdl26m4000", "kdl19m4000", Kinship::Siblings),
            ("harmony1", "915000035", Kinship::Strangers),
        ] {
            assert_eq!(kinship(a, b), told, "{a} {b}");
            assert_eq!(kinship(b, a), told, "{b} {a}");
        }
        assert_eq!(stem("dle2516wh"), "dle2516");
    }
}
