//! Check digits and check characters.

/// The 82 characters of GS1's invariant set, in the order of their check values (GS1 General Specifications, figure 7.11-1).
pub const CSET_82: &[u8; 82] =
    b"!\"%&'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";
/// The characters of a check pair, in the order of their values.
const CSET_32: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// The weights of a check pair, from the right: the primes, as many as the longest value needs.
const PRIMES: [u32; 23] =
    [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];

/// The check digit of these digits: weights 3 and 1 from the right, the sum completed to a multiple of ten
/// (GS1 General Specifications, section 7.9.1). `None` when they are not all digits.
#[must_use]
pub fn digit(data: &str) -> Option<u8> {
    let mut sum = 0_u32;
    for (at, byte) in data.bytes().rev().enumerate() {
        let digit = char::from(byte).to_digit(10)?;
        sum = (sum + if at % 2 == 0 { 3 * digit } else { digit }) % 10;
    }
    u8::try_from((10 - sum) % 10).ok()
}

/// Whether the last digit is the check digit of those before it.
#[must_use]
pub fn digit_holds(text: &str) -> bool {
    let Some((at, last)) = text.char_indices().next_back() else { return false };
    at > 0 && digit(&text[..at]).is_some_and(|digit| last.to_digit(10) == Some(u32::from(digit)))
}

/// The check pair of an alphanumeric key: characters weighted by primes, modulo 1021
/// (GS1 General Specifications, section 7.9.5). `None` for other characters, or too many.
#[must_use]
pub fn pair(data: &str) -> Option<[u8; 2]> {
    let mut sum = 0;
    for (at, byte) in data.bytes().rev().enumerate() {
        let value = CSET_82.iter().position(|known| *known == byte)?;
        sum += u32::try_from(value).ok()? * PRIMES.get(at)?;
    }
    let sum = usize::try_from(sum % 1021).ok()?;
    Some([CSET_32[sum >> 5], CSET_32[sum & 31]])
}

/// Whether the last two characters are the check pair of those before them.
#[must_use]
pub fn pair_holds(text: &str) -> bool {
    let Some((data, last)) = text.len().checked_sub(2).and_then(|at| text.split_at_checked(at)) else {
        return false;
    };
    pair(data).is_some_and(|pair| pair == *last.as_bytes())
}

/// Whether an IBAN's check digits hold (ISO 13616: rearranged, letters as 10 to 35, modulo 97).
#[must_use]
pub fn iban_holds(text: &str) -> bool {
    let Some((start, rest)) = text.split_at_checked(4).filter(|_| text.len() > 4) else { return false };
    if !start.bytes().take(2).all(|byte| byte.is_ascii_uppercase())
        || !start[2..].bytes().all(|b| b.is_ascii_digit())
    {
        return false;
    }
    let mut sum = 0_u32;
    for character in rest.chars().chain(start.chars()) {
        let Some(value) = character.to_digit(36).filter(|_| !character.is_ascii_lowercase()) else {
            return false;
        };
        sum = (sum * if value > 9 { 100 } else { 10 } + value) % 97;
    }
    sum == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_hold() {
        for good in ["3017620422003", "96385074", "036000291452", "006141411234567890", "00"] {
            assert!(digit_holds(good), "{good}");
        }
        for bad in ["3017620422004", "", "0", "30176204220a3", "\u{e9}", "1\u{e9}"] {
            assert!(!digit_holds(bad), "{bad}");
        }
        for good in ["1987654Ad4X4bL5ttr2310c2K", "22", "!22", "12345_nopqrstuvwxyzP2"] {
            assert!(pair_holds(good), "{good}");
        }
        for bad in ["1987654Ad4X4bL5ttr2310cXK", "", "2", "33", " 22", "\u{e9}22", "2\u{e9}"] {
            assert!(!pair_holds(bad), "{bad}");
        }
        assert!(iban_holds("FR1420041010050500013M02606") && iban_holds("DE89370400440532013000"));
        for bad in ["FR1420041010050500013M02607", "fr1420041010050500013M02606", "", "FR14", "F\u{e9}14"] {
            assert!(!iban_holds(bad), "{bad}");
        }
    }
}
