//! Civil clocks told by hand, right about the night of 24 March 2018, in which every story happens.

use domain::*;

/// The clocks of a town.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Clocks {
    /// Without an offset.
    #[default]
    Utc,
    /// One hour ahead, two from 01:00 UTC on: the hour from two to three is left out.
    Paris,
    /// Three hours behind, four from 03:00 UTC on: the hour before midnight comes twice.
    Asuncion,
}

/// Midnight between the 24th and the 25th, UTC.
const MIDNIGHT: i64 = 1_521_936_000;

/// Saturday afternoon: the clocks change within half a day.
pub fn start() -> Instant {
    Instant::from_secs(MIDNIGHT - 9 * 3_600)
}

impl Clocks {
    /// The zone by whose rules the engine reckons.
    pub fn zone(self) -> CivilZone {
        let named = |name| CivilZone::named(name).unwrap();
        match self {
            Self::Utc => CivilZone::utc(),
            Self::Paris => named("Europe/Paris"),
            Self::Asuncion => named("America/Asuncion"),
        }
    }

    /// What the clocks show.
    pub fn civil(self, now: Instant) -> Civil {
        let offset = match self {
            Self::Utc => 0,
            Self::Paris if now.secs() < MIDNIGHT + 3_600 => 3_600,
            Self::Paris => 7_200,
            Self::Asuncion if now.secs() < MIDNIGHT + 3 * 3_600 => -3 * 3_600,
            Self::Asuncion => -4 * 3_600,
        };
        let local = now.secs() + offset;
        let (day, minute) = (local.div_euclid(86_400), local.rem_euclid(86_400) / 60);
        Civil { day: day as i32, weekday: (day + 3).rem_euclid(7) as u8, minute: minute as u16 }
    }
}

#[test]
fn the_clocks_of_that_night() {
    assert_eq!(start().to_rfc3339(), "2018-03-24T15:00:00Z");
    for minutes in -3_000..3_000 {
        let at = start().plus_secs(minutes * 60);
        for clocks in [Clocks::Utc, Clocks::Paris, Clocks::Asuncion] {
            assert_eq!(clocks.civil(at), clocks.zone().civil(at), "{clocks:?} {at:?}");
        }
    }
}
