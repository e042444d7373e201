//! Order by hand: keys between keys, so that moving one wish writes one row and two devices may move at once.
//!
//! A key is a fraction below one, written in digits `0` to `z` without a `0` at its end; keys are compared as text. Between two
//! of them there is always room (fractional indexing).

use domain::WishId;
use domain::ids::Id;
use domain::limits;

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A key after `before` and ahead of `after`; either may be the end of the list. Where the two stand the wrong way round, the key
/// follows `before`.
#[must_use]
pub fn between(before: Option<&str>, after: Option<&str>) -> String {
    let low: Vec<usize> = before.map(values).unwrap_or_default();
    let high = after.map(values).filter(|high| low < *high);
    let mut key = Vec::new();
    middle(&low, high.as_deref(), &mut key);
    key.into_iter().map(|value| char::from(DIGITS[value])).collect()
}

/// What moving one of a line writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Moved {
    /// A new key for the one that moves.
    One(String),
    /// Keys for all: their places before, in their new order, each with its key.
    All(Vec<(usize, String)>),
}

/// Moves the one at `at` of a line that stands by its `keys` (and, where two share one, by something else) to the place `to` among
/// the others; `None` where it stands so. There may be no room: two devices moved to one spot at once and made the same key, or
/// hundreds of moves made keys too long.
pub(crate) fn moved(keys: &[String], at: usize, to: usize) -> Option<Moved> {
    if to == at || at >= keys.len() || to >= keys.len() {
        return None;
    }
    let mut line: Vec<usize> = (0..keys.len()).filter(|place| *place != at).collect();
    let key =
        |place: Option<usize>| place.and_then(|place| line.get(place)).map(|place| keys[*place].as_str());
    let (before, after) = (key(to.checked_sub(1)), key(Some(to)));
    if before.zip(after).is_none_or(|(before, after)| before < after) {
        let key = between(before, after);
        if is_key(&key) {
            return Some(Moved::One(key));
        }
    }
    line.insert(to, at);
    Some(Moved::All(line.into_iter().zip(spread(keys.len())).collect()))
}

/// Where among the others the one at `at` of so many stands after a step up or down; at the end it stays.
pub(crate) fn step(count: usize, at: usize, up: bool) -> usize {
    if up { at.saturating_sub(1) } else { (at + 1).min(count.saturating_sub(1)) }
}

/// Whether a text is such a key, and not too long to go on from.
#[must_use]
pub fn is_key(text: &str) -> bool {
    let digits = !text.is_empty() && text.bytes().all(|digit| DIGITS.contains(&digit));
    digits && !text.ends_with('0') && text.len() <= limits::ORDER_CHARS
}

/// Where a wish stands that nobody moved: the newest first.
#[must_use]
pub fn of(wish: WishId) -> String {
    // Of a UUIDv7 the instant and forty bits of chance, turned about.
    let bits = wish.uuid().as_u128();
    let (instant, chance) = (bits >> 80, bits & 0xff_ffff_ffff);
    let turned = !(instant << 40 | chance) & ((1 << 88) - 1);
    let digit = |place: u32| char::from(DIGITS[usize::try_from(turned >> (5 * place) & 31).unwrap_or(0)]);
    (0..18).rev().map(digit).chain(['i']).collect()
}

/// `count` keys in their order, as short and as far apart as can be.
#[must_use]
pub fn spread(count: usize) -> Vec<String> {
    let mut keys = vec![String::new(); count];
    fill(&mut keys, None, None);
    keys
}

fn fill(keys: &mut [String], before: Option<&str>, after: Option<&str>) {
    if keys.is_empty() {
        return;
    }
    let half = keys.len() / 2;
    let key = between(before, after);
    fill(&mut keys[..half], before, Some(&key));
    fill(&mut keys[half + 1..], Some(&key), after);
    keys[half] = key;
}

fn values(key: &str) -> Vec<usize> {
    key.bytes().filter_map(|digit| DIGITS.iter().position(|known| *known == digit)).collect()
}

/// Writes a fraction between two others; without `high` the upper one is one.
fn middle(low: &[usize], high: Option<&[usize]>, key: &mut Vec<usize>) {
    let (mut low, mut high) = (low, high);
    loop {
        let from = low.first().copied().unwrap_or(0);
        let to = high.map_or(DIGITS.len(), |high| high.first().copied().unwrap_or(0));
        let rest = low.get(1..).unwrap_or_default();
        match to.saturating_sub(from) {
            0 => (low, high) = (rest, high.map(|high| high.get(1..).unwrap_or_default())),
            1 if high.is_some_and(|high| high.len() > 1) => return key.push(to),
            1 => (low, high) = (rest, None),
            _ => return key.push((from + to).div_ceil(2)),
        }
        key.push(from);
    }
}

#[cfg(test)]
mod tests {
    use domain::Instant;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_newest_stands_first() {
        let early = WishId::make(Instant::from_secs(1_700_000_000), [9; 10]);
        let late = WishId::make(Instant::from_secs(1_700_000_001), [1; 10]);
        assert!(of(late) < of(early));
        assert!(is_key(&of(late)) && is_key(&of(early)));
        assert_ne!(
            of(WishId::make(Instant::from_secs(1), [1; 10])),
            of(WishId::make(Instant::from_secs(1), [2; 10]))
        );
    }

    #[test]
    fn what_is_no_key_is_known() {
        for text in ["", "0", "a0", "A", "é", "a b", &"a".repeat(limits::ORDER_CHARS + 1)] {
            assert!(!is_key(text), "{text}");
        }
    }

    proptest! {
        /// Wherever a wish is put, its key stands there.
        #[test]
        fn there_is_always_room(places in proptest::collection::vec(any::<prop::sample::Index>(), 1..120)) {
            let mut keys: Vec<String> = Vec::new();
            for place in places {
                let at = place.index(keys.len() + 1);
                let before = at.checked_sub(1).map(|at| keys[at].as_str());
                let key = between(before, keys.get(at).map(String::as_str));
                prop_assert!(is_key(&key), "{key}");
                keys.insert(at, key);
                prop_assert!(keys.is_sorted_by(|one, next| one < next), "{keys:?}");
            }
        }

        /// Wherever one is moved, there it stands, and the others stand as they stood, though some share a key.
        #[test]
        fn what_is_moved_stands_there(
            keys in proptest::collection::vec(prop::sample::select(vec!["8", "i", "i1", "ii", "r", "zz"]), 1..12),
            at in any::<prop::sample::Index>(),
            to in any::<prop::sample::Index>(),
        ) {
            let mut keys: Vec<String> = keys.into_iter().map(str::to_owned).collect();
            keys.sort();
            let (at, to) = (at.index(keys.len()), to.index(keys.len()));
            let mut wanted: Vec<usize> = (0..keys.len()).filter(|place| *place != at).collect();
            wanted.insert(to, at);
            let mut after = keys.clone();
            match moved(&keys, at, to) {
                Some(Moved::One(key)) => after[at] = key,
                Some(Moved::All(all)) => all.into_iter().for_each(|(place, key)| after[place] = key),
                None => prop_assert_eq!(at, to),
            }
            prop_assert!(after.iter().all(|key| is_key(key)));
            let mut stand: Vec<usize> = (0..after.len()).collect();
            stand.sort_by_key(|place| (&after[*place], *place));
            prop_assert_eq!(stand, wanted, "{:?} to {:?}", keys, after);
        }

        /// Keys that were spread are short and in order; keys the wrong way round still give one.
        #[test]
        fn keys_are_spread(count in 0..600_usize) {
            let keys = spread(count);
            prop_assert!(keys.is_sorted_by(|one, next| one < next));
            prop_assert!(keys.iter().all(|key| is_key(key) && key.len() <= 3));
            if let [first, .., last] = keys.as_slice() {
                prop_assert!(between(Some(last), Some(first)) > *last);
            }
        }
    }
}
