//! Who of a crowd bears which bit of a sign: a row for each bit, with a place for everybody. A few rows laid over each
//! other tell sixty-four members at once, where their signs would be compared one by one.

/// The rows, each as long as the crowd.
#[derive(Clone)]
pub(super) struct Bearers {
    rows: Vec<u64>,
    /// Words a row.
    width: usize,
}

/// Members a word, and bits of a sign.
const WORD: usize = 64;
const BITS: usize = u128::BITS as usize;

impl Bearers {
    /// Those with these signs, in their order.
    pub(super) fn of(signs: &[u128]) -> Self {
        let width = signs.len().div_ceil(WORD).max(1);
        let mut bearers = Self { rows: vec![0; BITS * width], width };
        signs.iter().enumerate().for_each(|(place, signs)| bearers.change(place, 0, *signs));
        bearers
    }

    /// Another member, at the end.
    pub(super) fn push(&mut self, place: usize, signs: u128) {
        if place >= self.width * WORD {
            self.widen();
        }
        self.change(place, 0, signs);
    }

    fn widen(&mut self) {
        let wider = self.width + self.width / 4 + 1;
        let mut rows = vec![0; BITS * wider];
        for (new, old) in rows.chunks_exact_mut(wider).zip(self.rows.chunks_exact(self.width)) {
            new[..self.width].copy_from_slice(old);
        }
        (self.rows, self.width) = (rows, wider);
    }

    /// Notes at a place other signs than before.
    pub(super) fn change(&mut self, place: usize, before: u128, after: u128) {
        let mut differing = before ^ after;
        while differing != 0 {
            let row = differing.trailing_zeros() as usize;
            self.rows[row * self.width + place / WORD] ^= 1 << (place % WORD);
            differing &= differing - 1;
        }
    }

    /// Reads ahead what noting these signs at a place will change.
    pub(super) fn expect(&self, place: usize, mut signs: u128) -> usize {
        let mut seen = 0;
        while signs != 0 {
            let row = signs.trailing_zeros() as usize;
            seen ^= self.rows.get(row * self.width + place / WORD).copied().unwrap_or(0);
            signs &= signs - 1;
        }
        seen as usize
    }

    /// Visits the places, of the first `len`, of those who bear all bits of one of these signs.
    pub(super) fn bearing(&self, signs: &[u128], len: usize, mut visit: impl FnMut(usize)) {
        for word in 0..len.div_ceil(WORD) {
            let mut some = signs.iter().copied().fold(0_u64, |some, sign| some | self.all(sign, word));
            while some != 0 {
                visit(word * WORD + some.trailing_zeros() as usize);
                some &= some - 1;
            }
        }
    }

    /// Those of a word who bear all bits of a sign.
    fn all(&self, mut sign: u128, word: usize) -> u64 {
        let mut all = u64::MAX;
        while sign != 0 {
            all &= self.rows[sign.trailing_zeros() as usize * self.width + word];
            sign &= sign - 1;
        }
        all
    }

    pub(super) fn bytes(&self) -> usize {
        self.rows.capacity() * 8
    }
}
