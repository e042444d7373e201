//! What stands on a tag: eight signs that people can read to one another and type.
//!
//! Seven are chance, of an alphabet of 31 without signs taken for one another (no 1, I, L, O, U); the eighth makes the sum of all,
//! each times its place, a multiple of 31. Because 31 is prime and the places are all different, one wrong sign and two swapped ones
//! are always noticed. A tag shows what anybody may see, so its code need not be a secret: 27 billion are enough that a mistyped
//! one leads nowhere. At least one sign is a digit, so that no word is taken for a code.

use kit::Chance;

const SIGNS: &[u8; 31] = b"023456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 8;

fn value(sign: char) -> Option<u32> {
    let sign = match sign.to_ascii_uppercase() {
        'O' => '0',
        other => other,
    };
    SIGNS.iter().position(|one| char::from(*one) == sign).and_then(|at| u32::try_from(at).ok())
}

fn sum(values: impl Iterator<Item = u32>) -> u32 {
    values.zip(1_u32..).map(|(value, place)| value * place).sum()
}

/// The code a text is: in any case, with spaces or hyphens, O for 0. `None` when it is none.
#[must_use]
pub fn tag_code(text: &str) -> Option<String> {
    let signs: Vec<char> =
        text.trim().chars().filter(|sign| !matches!(sign, ' ' | '-' | '\u{2010}'..='\u{2013}')).collect();
    if signs.len() != LENGTH || !signs.iter().any(char::is_ascii_digit) {
        return None;
    }
    let values = signs.into_iter().map(value).collect::<Option<Vec<_>>>()?;
    let holds = sum(values.iter().copied()) % 31 == 0;
    holds.then(|| values.iter().map(|value| written(*value)).collect())
}

fn written(value: u32) -> char {
    usize::try_from(value).ok().and_then(|at| SIGNS.get(at)).map_or('0', |sign| char::from(*sign))
}

/// Draws a code.
pub(crate) fn draw(chance: &Chance) -> String {
    loop {
        let values: Vec<u32> = (1..LENGTH).map(|_| u32::try_from(chance.below(31)).unwrap_or(0)).collect();
        let known = sum(values.iter().copied());
        // The last sign, times its place, brings the sum to a multiple of 31; for each sum one does.
        let last = (0..31).find(|last| (known + last * 8).is_multiple_of(31)).unwrap_or(0);
        let code: String = values.into_iter().chain([last]).map(written).collect();
        if code.bytes().any(|sign| sign.is_ascii_digit()) {
            return code;
        }
    }
}

/// A code as people read it: `K7QM-2F94`.
pub(crate) fn grouped(code: &str) -> String {
    code.get(..4)
        .zip(code.get(4..))
        .map_or_else(|| code.to_owned(), |(first, second)| format!("{first}-{second}"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Every code is read however it is typed; one wrong sign, or two swapped, make it none.
        #[test]
        fn a_code_is_read_and_its_neighbours_are_not(seed in any::<u64>(), at in 0..8_usize, other in 0..8_usize, to in 0..31_usize) {
            let code = draw(&Chance::seeded(seed));
            prop_assert_eq!(tag_code(&code), Some(code.clone()));
            let typed = format!(" {}", grouped(&code).to_lowercase().replace('0', "o"));
            // A code whose only digit is 0 is typed as a word: then nothing says that it is a code.
            if typed.bytes().any(|sign| sign.is_ascii_digit()) {
                prop_assert_eq!(tag_code(&typed), Some(code.clone()));
            }
            let mut wrong = code.clone().into_bytes();
            wrong[at] = SIGNS[to];
            let wrong = String::from_utf8(wrong).unwrap();
            prop_assert!(wrong == code || tag_code(&wrong).is_none());
            let mut swapped = code.clone().into_bytes();
            swapped.swap(at, other);
            let swapped = String::from_utf8(swapped).unwrap();
            prop_assert!(swapped == code || tag_code(&swapped).is_none());
        }
    }

    #[test]
    fn words_and_barcodes_are_no_codes() {
        for text in
            ["", "brioches", "chocolat", "croquant", "3017620422003", "96385074x", "K7QM-2F9", "é7QM2F9D"]
        {
            assert_eq!(tag_code(text), None, "{text}");
        }
        assert!(!draw(&Chance::seeded(7)).contains(['1', 'I', 'L', 'O', 'U']));
    }
}
