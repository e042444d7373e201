//! Values as bytes and back. Reading answers `None` for what ends too soon or makes no sense; it cannot fail otherwise.

use domain::Instant;
use domain::ids::Id;
use uuid::Uuid;

/// Bytes that are being written.
#[derive(Debug, Default)]
pub(super) struct Out(pub(super) Vec<u8>);

impl Out {
    pub(super) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// Seven bits a byte, the lowest first.
    pub(super) fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.0.push(number as u8);
    }

    pub(super) fn length(&mut self, length: usize) {
        self.number(length as u64);
    }

    pub(super) fn whole(&mut self, whole: i64) {
        self.0.extend(whole.to_le_bytes());
    }

    pub(super) fn instant(&mut self, at: Instant) {
        self.whole(at.micros());
    }

    pub(super) fn float(&mut self, float: f64) {
        self.0.extend(float.to_bits().to_le_bytes());
    }

    pub(super) fn uuid(&mut self, uuid: Uuid) {
        self.0.extend(uuid.as_bytes());
    }

    pub(super) fn id(&mut self, id: impl Id) {
        self.uuid(id.uuid());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.length(text.len());
        self.0.extend(text.as_bytes());
    }

    /// A value of a closed enum, by its place in the table of names.
    pub(super) fn name<T: PartialEq>(&mut self, names: &[(T, &str)], value: &T) {
        let place = names.iter().position(|(known, _)| known == value);
        self.byte(place.and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX));
    }

    pub(super) fn maybe<T>(&mut self, value: Option<T>, write: impl FnOnce(&mut Self, T)) {
        self.byte(u8::from(value.is_some()));
        if let Some(value) = value {
            write(self, value);
        }
    }

    pub(super) fn list<T>(&mut self, values: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.length(values.len());
        values.iter().for_each(|value| write(self, value));
    }
}

/// Bytes that are being read.
#[derive(Debug, Clone, Copy)]
pub(super) struct In<'a>(&'a [u8]);

impl<'a> In<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn is_at_end(self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        self.take::<1>().map(|[byte]| byte)
    }

    pub(super) fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            let bits = u64::from(byte & 0x7f);
            number |= bits << shift;
            if byte & 0x80 == 0 {
                // What is written longer than it need be, or beyond 64 bits, was not written by us.
                let is_short = shift == 0 || byte != 0;
                return (is_short && bits << shift >> shift == bits).then_some(number);
            }
        }
        None
    }

    /// A number that fits its type.
    pub(super) fn small<T: TryFrom<u64>>(&mut self) -> Option<T> {
        T::try_from(self.number()?).ok()
    }

    pub(super) fn whole(&mut self) -> Option<i64> {
        self.take().map(i64::from_le_bytes)
    }

    pub(super) fn instant(&mut self) -> Option<Instant> {
        self.whole().map(Instant::from_micros)
    }

    pub(super) fn float(&mut self) -> Option<f64> {
        self.take().map(|bytes| f64::from_bits(u64::from_le_bytes(bytes)))
    }

    pub(super) fn uuid(&mut self) -> Option<Uuid> {
        self.take().map(Uuid::from_bytes)
    }

    pub(super) fn id<I: Id>(&mut self) -> Option<I> {
        self.uuid().map(I::from_uuid)
    }

    pub(super) fn text(&mut self) -> Option<String> {
        let length: usize = self.small()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok().map(str::to_owned)
    }

    pub(super) fn name<T: Copy>(&mut self, names: &[(T, &str)]) -> Option<T> {
        let place = usize::from(self.byte()?);
        names.get(place).map(|(value, _)| *value)
    }

    pub(super) fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<Option<T>> {
        match self.byte()? {
            0 => Some(None),
            1 => read(self).map(Some),
            _ => None,
        }
    }

    /// A list; one that says to be longer than what is left can hold is refused before room is made for it.
    pub(super) fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let length: usize = self.small()?;
        if length > self.0.len() {
            return None;
        }
        (0..length).map(|_| read(self)).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_number_reads_back(number in any::<u64>(), small in 0..300_u64) {
            for number in [number, small, number >> 40] {
                let mut out = Out::default();
                out.number(number);
                let mut bytes = In::new(&out.0);
                prop_assert_eq!(bytes.number(), Some(number));
                prop_assert!(bytes.is_at_end());
            }
        }

        #[test]
        fn whatever_reads_is_written_so(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
            let mut read = In::new(&bytes);
            if let Some(number) = read.number() {
                let mut out = Out::default();
                out.number(number);
                prop_assert_eq!(&bytes[..out.0.len()], &out.0[..]);
            }
        }
    }
}
