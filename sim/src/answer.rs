//! What somebody does with a suggestion, drawn so that two runs can be compared: the draw belongs to the seed, the member
//! and the offer, so a nearer or cheaper offer is never answered worse than the same offer farther away or dearer.

use domain::ids::Id;
use domain::{MemberId, OfferId};
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// Of a thousand, who goes at once when it is at the door and no cheaper than usual.
pub const AT_THE_DOOR: u64 = 350;
/// Of a thousand, who goes from [`FAR_M`] on.
pub const FAR: u64 = 50;
/// Metres beyond which distance no longer matters.
pub const FAR_M: u32 = 1_000;
/// Of a thousand, who goes at the most, whatever the saving.
pub const MOST: u64 = 700;
/// Of a thousand, who dismisses.
const DISMISSES: u64 = 150;
/// Of a thousand, who keeps it for later.
const SAVES: u64 = 100;
/// Of a thousand who said they would come, who do not.
const STAYS_AWAY: u64 = 80;
/// How fast somebody goes there, in decimetres a second.
const PACE_DM_S: u32 = 12;
/// Seconds at the counter.
const COUNTER_S: i64 = 180;

/// What somebody does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Takes it and is at the counter after so many seconds.
    Comes {
        /// How many.
        after_s: i64,
    },
    /// Takes it and never comes.
    StaysAway,
    /// Keeps it for later.
    Saves,
    /// Does not want it.
    Dismisses,
    /// Sees it, and goes on.
    Looks,
}

/// Of a thousand such suggestions, how many are taken: falls evenly with the distance up to [`FAR_M`], and rises by two
/// hundredths of itself with every percent saved.
#[must_use]
pub fn taken_of_thousand(metres: u32, saving_percent: u32) -> u64 {
    let near = u64::from(FAR_M - metres.min(FAR_M));
    let by_distance = FAR + (AT_THE_DOOR - FAR) * near / u64::from(FAR_M);
    (by_distance * (100 + 2 * u64::from(saving_percent.min(100))) / 100).min(MOST)
}

/// What a member does with an offer told from `metres` away that saves `saving_percent` of its usual price.
#[must_use]
pub fn answer(seed: u64, member: MemberId, offer: OfferId, metres: u32, saving_percent: u32) -> Answer {
    let mut chance = of_pair(seed, member, offer);
    let (drawn, comes): (u64, u64) = (chance.random_range(0..1_000), chance.random_range(0..1_000));
    match drawn {
        _ if drawn < taken_of_thousand(metres, saving_percent) => {
            if comes < STAYS_AWAY {
                return Answer::StaysAway;
            }
            Answer::Comes { after_s: i64::from(metres.saturating_mul(10) / PACE_DM_S) + COUNTER_S }
        }
        _ if drawn >= 1_000 - DISMISSES => Answer::Dismisses,
        _ if drawn >= 1_000 - DISMISSES - SAVES => Answer::Saves,
        _ => Answer::Looks,
    }
}

/// Whether a member comes in when a screen in the window shows what they wish for.
#[must_use]
pub fn comes_in(seed: u64, member: MemberId, offer: OfferId, saving_percent: u32) -> bool {
    let mut chance = of_pair(seed, member, offer);
    chance.set_word_pos(64);
    chance.random_range(0..1_000_u64) < taken_of_thousand(0, saving_percent)
}

/// A draw of a member for a seed, the same whenever it is asked: which of a thousand they are, for a `purpose`.
#[must_use]
pub fn of_thousand(seed: u64, member: MemberId, purpose: u64) -> u64 {
    let mut key = [0; 32];
    key[..16].copy_from_slice(member.uuid().as_bytes());
    key[16..24].copy_from_slice(&purpose.to_be_bytes());
    let mut chance = ChaCha8Rng::from_seed(key);
    chance.set_stream(seed);
    chance.random_range(0..1_000)
}

fn of_pair(seed: u64, member: MemberId, offer: OfferId) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..16].copy_from_slice(member.uuid().as_bytes());
    key[16..].copy_from_slice(offer.uuid().as_bytes());
    let mut chance = ChaCha8Rng::from_seed(key);
    chance.set_stream(seed);
    chance
}

#[cfg(test)]
mod tests {
    use domain::Instant;

    use super::*;

    fn pair(number: u8) -> (MemberId, OfferId) {
        let at = Instant::from_secs(1);
        (MemberId::make(at, [number; 10]), OfferId::make(at, [number.wrapping_mul(3); 10]))
    }

    #[test]
    fn nearer_and_cheaper_is_never_answered_worse() {
        let taken = |answer| matches!(answer, Answer::Comes { .. } | Answer::StaysAway);
        for number in 0..=255 {
            let (member, offer) = pair(number);
            for (metres, saving) in [(900, 0), (300, 0), (300, 20), (0, 90)] {
                let worse = taken(answer(3, member, offer, metres + 50, saving));
                let better = taken(answer(3, member, offer, metres, saving + 10));
                assert!(better || !worse, "seed 3, pair {number}, {metres} m, {saving} %");
            }
        }
    }

    #[test]
    fn as_many_come_as_is_said_and_a_seed_says_it_again() {
        let count = |metres, saving| {
            let taken = |number: &u8| {
                let (member, offer) = pair(*number);
                (0..16).filter(|seed| taken_by(answer(*seed, member, offer, metres, saving))).count()
            };
            (0..=255_u8).map(|number| taken(&number)).sum::<usize>() * 1_000 / 4_096
        };
        fn taken_by(answer: Answer) -> bool {
            matches!(answer, Answer::Comes { .. } | Answer::StaysAway)
        }
        for (metres, saving, said) in [(0, 0, 350), (1_000, 0, 50), (500, 50, 400), (0, 100, 700)] {
            assert_eq!(taken_of_thousand(metres, saving), said);
            let seen = count(metres, saving) as u64;
            assert!(seen.abs_diff(said) < 40, "{metres} m, {saving} %: {seen} of a thousand, not {said}");
        }
        let (member, offer) = pair(9);
        assert_eq!(answer(5, member, offer, 100, 10), answer(5, member, offer, 100, 10));
    }
}
