//! Bits in a row, as compressed links hold them, and the texts packed in them.

/// Characters of the longest run that is read: four times what a square code holds that is still printed on a packet.
const RUN: usize = 1_024;

/// Letters of six bits (RFC 4648, section 5).
pub const BASE_64: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Letters of four bits.
pub const HEX: &[u8] = b"0123456789abcdef";
const HEX_UPPER: &[u8] = b"0123456789ABCDEF";
/// Letters of which three are packed in sixteen bits; the first stands for none (TDS, URN Code 40).
const CODE_40: &[u8] = b" ABCDEFGHIJKLMNOPQRSTUVWXYZ-.:0123456789";

/// Bits that are taken from the front. Whatever asks for more than there are gets `None`.
pub struct Bits {
    bits: Vec<bool>,
    at: usize,
}

impl Bits {
    /// The bits of letters of an alphabet, whose length is a power of two; `None` for other letters, none, or too many.
    pub fn of(text: &str, alphabet: &[u8]) -> Option<Self> {
        if text.is_empty() || text.len() > RUN {
            return None;
        }
        let width = alphabet.len().ilog2();
        let mut bits = Vec::with_capacity(text.len() * 6);
        for byte in text.bytes() {
            let value = alphabet.iter().position(|known| *known == byte)?;
            bits.extend((0..width).rev().map(|place| (value >> place) & 1 == 1));
        }
        Some(Self { bits, at: 0 })
    }

    /// How many are left.
    pub fn left(&self) -> usize {
        self.bits.len() - self.at
    }

    /// Whether what is left is fewer than `most` bits, none of which is set: it fills the last letter and says nothing.
    pub fn are_filling(&self, most: usize) -> bool {
        self.left() < most && !self.bits[self.at..].contains(&true)
    }

    /// A number of up to 32 bits.
    pub fn take(&mut self, count: usize) -> Option<u32> {
        Some(self.run(count)?.iter().fold(0_u32, |value, bit| (value << 1) | u32::from(*bit)))
    }

    /// A number of so many bits, written with so many digits; `None` when it needs more.
    pub fn number(&mut self, bits: usize, digits: usize) -> Option<String> {
        let mut written = vec![0_u8; digits];
        for bit in self.run(bits)? {
            let mut carried = u8::from(*bit);
            for digit in written.iter_mut().rev() {
                let doubled = *digit * 2 + carried;
                *digit = doubled % 10;
                carried = doubled / 10;
            }
            if carried > 0 {
                return None;
            }
        }
        Some(written.into_iter().map(|digit| char::from(b'0' + digit)).collect())
    }

    /// Digits of four bits each.
    pub fn nibbles(&mut self, count: usize) -> Option<String> {
        (0..count).map(|_| char::from_digit(self.take(4)?, 10)).collect()
    }

    /// A text of so many characters in one of the encodings that both standards number alike: digits as one number, hexadecimal
    /// digits in lower and in upper case, base 64, ASCII; TDS has Code 40 as a sixth.
    pub fn text(&mut self, encoding: u32, count: usize) -> Option<String> {
        match encoding {
            // The formula gives a bit to no digits at all, which some writers leave out at the end.
            0 if count == 0 => self.number(self.left().min(1), 0),
            0 => self.number(digit_bits(count), count),
            1 => self.letters(count, HEX),
            2 => self.letters(count, HEX_UPPER),
            3 => self.letters(count, BASE_64),
            4 => (0..count).map(|_| char::from_u32(self.take(7)?)).collect(),
            5 => self.in_threes(count),
            _ => None,
        }
    }

    fn letters(&mut self, count: usize, alphabet: &[u8]) -> Option<String> {
        let width = usize::try_from(alphabet.len().ilog2()).ok()?;
        (0..count).map(|_| letter(alphabet, self.take(width)?)).collect()
    }

    fn in_threes(&mut self, count: usize) -> Option<String> {
        let mut text = String::with_capacity(count);
        for at in (0..count).step_by(3) {
            let packed = self.take(16)?.checked_sub(1)?;
            let three = [packed / 1_600, packed / 40 % 40, packed % 40];
            for value in three.into_iter().take(count - at) {
                text.push(letter(CODE_40, value).filter(|letter| *letter != ' ')?);
            }
        }
        Some(text)
    }

    fn run(&mut self, count: usize) -> Option<&[bool]> {
        let end = self.at.checked_add(count)?;
        let run = self.bits.get(self.at..end)?;
        self.at = end;
        Some(run)
    }
}

fn letter(alphabet: &[u8], value: u32) -> Option<char> {
    alphabet.get(usize::try_from(value).ok()?).map(|byte| char::from(*byte))
}

/// Bits that digits need: their count times the logarithm of ten to the base two and a hundredth more, rounded up (GS1 Digital
/// Link Standard 1.1.3, compression; the hundredth makes a difference at none and at 59).
pub fn digit_bits(count: usize) -> usize {
    (count * 33_219_281 + 100_000).div_ceil(10_000_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_need_what_the_formula_says() {
        for (count, bits) in
            [(0, 1), (1, 4), (3, 10), (6, 20), (13, 44), (14, 47), (18, 60), (59, 197), (90, 299)]
        {
            assert_eq!(digit_bits(count), bits, "{count}");
        }
    }

    #[test]
    fn numbers_keep_their_zeros_and_their_length() {
        let mut bits = Bits::of("AB-_", BASE_64).unwrap();
        assert_eq!((bits.left(), bits.number(12, 3).as_deref()), (24, Some("001")));
        assert_eq!(bits.number(12, 3), None, "4031 has four digits");
        assert_eq!(bits.take(1), None);
        assert!(
            Bits::of("A=", BASE_64).is_none()
                && Bits::of("", BASE_64).is_none()
                && Bits::of("A", HEX).is_none()
        );
        assert!(Bits::of(&"A".repeat(RUN + 1), BASE_64).is_none());
    }

    #[test]
    fn three_letters_stand_in_sixteen_bits() {
        // A, B, C are 1, 2, 3: 1600 + 80 + 3, and one more; the last of five has nothing beside it.
        let mut bits = Bits::of("069406", HEX).unwrap();
        assert_eq!(bits.text(5, 3).as_deref(), Some("ABC"));
        assert_eq!(bits.text(5, 1), None, "eight bits are not sixteen");
        assert_eq!(Bits::of("0691", HEX).unwrap().text(5, 2).as_deref(), Some("AB"));
        assert_eq!(Bits::of("0691", HEX).unwrap().text(5, 3), None, "a letter is missing");
        assert_eq!(Bits::of("0000", HEX).unwrap().text(5, 1), None);
    }
}
