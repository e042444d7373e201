//! What is published of groups: pure. No group is smaller than a crowd, nor is the difference of two readings (design, never 2).

use std::collections::BTreeSet;

use domain::{MemberId, limits, text};
use insight::lexis;

/// Days of a week, and from the first Monday to the first day there is.
const WEEK: (i32, i32) = (7, 3);
/// Letters of the shortest word that is told.
const LETTERS: usize = 3;

/// The civil week of a day, counted from Monday to Sunday.
pub(super) fn week(day: i32) -> i64 {
    i64::from((day + WEEK.1).div_euclid(WEEK.0))
}

/// What becomes of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// It stays as it was published, or unpublished.
    Stays,
    /// It is published anew.
    Published,
    /// It is told no more.
    Withdrawn,
}

/// What becomes of a figure that was published for these members and now would stand for those: nothing, until so many came or went
/// that the difference tells of none of them.
pub(super) fn next(published: &BTreeSet<MemberId>, now: &BTreeSet<MemberId>, was_published: bool) -> Next {
    let crowd = usize::try_from(limits::CROWD).unwrap_or(usize::MAX);
    let changed = published.symmetric_difference(now).count();
    match (was_published, now.len() >= crowd) {
        (false, true) => Next::Published,
        (true, true) if changed >= crowd => Next::Published,
        // Of those it stood for none is left, or so many came and went.
        (true, false) if changed >= crowd || published.is_empty() => Next::Withdrawn,
        _ => Next::Stays,
    }
}

/// A number as it is told: whole fives, rounded down, so that a group and one within it do not tell of the few between.
pub(super) fn told(people: usize) -> i64 {
    let people = i64::try_from(people).unwrap_or(i64::MAX);
    people - people % limits::CROWD
}

/// The words by which a wish is counted: the key that its spellings share, and how it was written.
pub(super) fn words(title: &str, conditions: &[String]) -> Vec<(String, String)> {
    let counts = |word: &str| conditions.iter().any(|one| one == word) && !lexis::is_filler(word);
    let said = lexis::as_written(title, counts).to_lowercase();
    let mut all: Vec<(String, String)> = said
        .split_whitespace()
        .filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() >= LETTERS)
        .filter_map(|word| {
            let keys = lexis::asked(word, &text::words(word));
            let key = keys.first()?.trim_start_matches('!').to_owned();
            (keys.len() == 1 && !key.starts_with('=')).then(|| (key, word.to_owned()))
        })
        .collect();
    all.sort();
    all.dedup_by(|one, other| one.0 == other.0);
    all
}

#[cfg(test)]
mod tests {
    use domain::Instant;
    use domain::ids::Id;
    use proptest::prelude::*;

    use super::*;

    fn members(who: impl IntoIterator<Item = u8>) -> BTreeSet<MemberId> {
        who.into_iter().map(|n| MemberId::make(Instant::from_secs(1), [n; 10])).collect()
    }

    #[test]
    fn a_figure_changes_by_a_crowd_or_not_at_all() {
        for (published, now, expected) in [
            (0..0, 0..4, Next::Stays),
            (0..0, 0..5, Next::Published),
            (0..5, 0..6, Next::Stays),
            (0..5, 0..4, Next::Stays),
            (0..5, 0..9, Next::Stays),
            (0..5, 0..10, Next::Published),
            (0..10, 0..5, Next::Published),
            (0..5, 0..0, Next::Withdrawn),
            (0..10, 0..4, Next::Withdrawn),
            (0..5, 1..6, Next::Stays),
        ] {
            let was = !published.is_empty();
            let said = format!("{published:?} {now:?}");
            assert_eq!(next(&members(published), &members(now), was), expected, "{said}");
        }
        assert_eq!([4, 5, 9, 10].map(told), [0, 5, 5, 10]);
    }

    #[test]
    fn weeks_begin_on_monday() {
        // 1970-01-01 was a Thursday.
        assert_eq!([0, 3, 4, 10, 11].map(week), [0, 0, 1, 1, 2]);
    }

    #[test]
    fn words_are_those_that_tell() {
        let told = |title: &str| {
            let all = words(title, &text::words(title));
            all.into_iter().map(|(_, word)| word).collect::<Vec<_>>()
        };
        assert_eq!(told("Voir une perceuse"), ["perceuse"]);
        assert_eq!(told("eau 1,5 L"), ["eau"]);
        assert_eq!(
            words("Perceuses", &text::words("Perceuses"))[0].0,
            words("drill", &text::words("drill"))[0].0
        );
    }

    proptest! {
        /// Of two readings one after the other, whoever came and went between them is a crowd or nobody.
        #[test]
        fn two_readings_tell_of_nobody(weeks in prop::collection::vec(prop::collection::btree_set(0..12_u8, 0..12), 1..20)) {
            let mut published = BTreeSet::new();
            for now in weeks {
                let now = members(now);
                match next(&published, &now, !published.is_empty()) {
                    Next::Stays => {}
                    Next::Published => {
                        let changed = published.symmetric_difference(&now).count();
                        prop_assert!(now.len() >= 5 && (changed >= 5 || published.is_empty()));
                        published = now;
                    }
                    Next::Withdrawn => {
                        prop_assert!(published.symmetric_difference(&now).count() >= 5);
                        published = BTreeSet::new();
                    }
                }
            }
        }
    }
}
