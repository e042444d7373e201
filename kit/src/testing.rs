//! The app of tests: a clock held at a Saturday noon in Redon, chance from a seed.

use std::sync::Arc;

use domain::{CivilZone, Instant};
use store::Db;

use crate::app::{App, Settings};
use crate::chance::Chance;
use crate::clock::Clock;
use crate::stirred::Stirred;
use crate::stop::Stop;
use crate::tries::Tries;

/// Saturday 2026-11-21, 12:00 in Redon: shops are open, nobody sleeps.
pub const NOON: Instant = Instant::from_secs(1_795_258_800);

/// An app on a database, with the clock held at [`NOON`] and chance from seed 1.
#[must_use]
pub fn app(db: Db) -> App {
    let zone = CivilZone::named("Europe/Paris").unwrap_or_else(CivilZone::utc);
    let settings = Settings {
        base_url: "http://localhost".into(),
        zone,
        demo: false,
        snapshot: None,
        allow_private: Vec::new(),
        push_contact: "mailto:placemaster@lieu.example".into(),
        mail: None,
    };
    App {
        db,
        clock: Clock::frozen(NOON),
        chance: Chance::seeded(1),
        settings: Arc::new(settings),
        stop: Stop::default(),
        stirred: Stirred::default(),
        tries: Tries::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noon_is_noon() {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        assert_eq!((zone.date(NOON).as_str(), zone.hour(NOON).as_str()), ("2026-11-21", "12:00"));
        assert_eq!(zone.civil(NOON).weekday, 5);
    }
}
