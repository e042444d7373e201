//! Words one slip of the pen apart: each known word is found by all it becomes when a letter is left out (symmetric delete, Garbe 2012).

use std::collections::HashMap;

use super::token;

/// The shortest word whose slips are looked for; in shorter ones a letter makes another word.
pub(crate) const SHORTEST: usize = 5;
/// The longest: longer ones are not words that people write.
const LONGEST: usize = 20;

/// Words by what is left of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spellings {
    /// From what is left to the last entry of its chain.
    heads: HashMap<u64, u32>,
    /// Word and the entry before it in the chain, shifted by one; 0 ends it.
    chain: Vec<(u32, u32)>,
    /// Words with what they mean: several words are spelt apart and mean the same.
    known: std::collections::HashSet<(u64, u32)>,
}

impl Spellings {
    /// Makes a word known, once for all it may mean.
    pub(crate) fn add(&mut self, word: &str, term: u32) {
        if word.len() > LONGEST || !self.known.insert((token::key(word), term)) {
            return;
        }
        for left in remains(word) {
            let head = self.heads.entry(left).or_insert(0);
            self.chain.push((term, *head));
            *head = u32::try_from(self.chain.len()).unwrap_or(0);
        }
    }

    /// The known words a slip away from this one: a letter too many, one missing, one changed, two in the wrong order.
    pub(crate) fn near(&self, word: &str) -> Vec<u32> {
        let mut found = Vec::new();
        if word.len() > LONGEST {
            return found;
        }
        for left in remains(word) {
            let mut at = self.heads.get(&left).copied().unwrap_or(0);
            while let Some(&(term, before)) = at.checked_sub(1).and_then(|at| self.chain.get(at as usize)) {
                found.push(term);
                at = before;
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Bytes it takes.
    pub(crate) fn bytes(&self) -> usize {
        self.heads.capacity() * 17 + self.chain.capacity() * 8 + self.known.capacity() * 17
    }
}

/// The word itself and what it becomes when any one letter is left out, as keys.
fn remains(word: &str) -> impl Iterator<Item = u64> {
    let without = word.char_indices().map(|(at, c)| {
        let mut rest = String::with_capacity(word.len());
        rest.push_str(&word[..at]);
        rest.push_str(&word[at + c.len_utf8()..]);
        token::key(&rest)
    });
    std::iter::once(token::key(word)).chain(without)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_found() {
        let mut known = Spellings::default();
        known.add("perceuse", 1);
        known.add("tournevi", 2);
        for slip in ["perceuse", "perseuse", "percuse", "perrceuse", "pecreuse"] {
            assert_eq!(known.near(slip), [1], "{slip}");
        }
        assert!(known.near("marteau").is_empty());
        known.add("drill", 1);
        assert_eq!(known.near("dril"), [1], "another word of the same meaning is found by its own spelling");
    }
}
