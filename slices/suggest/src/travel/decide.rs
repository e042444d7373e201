//! What a way costs in time and money: pure.

use domain::{Currency, Money};

use super::Travel;

/// How somebody goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// On foot.
    Walk,
    /// By bicycle.
    Bike,
    /// By car.
    Car,
    /// By public transport.
    Transit,
}

impl Way {
    /// Every way with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Walk, "walk"), (Self::Bike, "bike"), (Self::Car, "car"), (Self::Transit, "transit")];

    /// Metres a minute as the crow flies, in a town: 4.5 km/h as everywhere in the house, 12 km/h, 20 km/h, and 12 km/h with the waiting.
    const fn metres_a_minute(self) -> u32 {
        match self {
            Self::Walk => 75,
            Self::Bike | Self::Transit => 200,
            Self::Car => 333,
        }
    }
}

domain::named!(Way);

/// What a kilometre by car costs where nothing else is said, in cents: the French tax scale of 2025 for a car of five fiscal horsepower
/// below 5,000 km a year, 0.636 € (arrêté du 27 mars 2023), rounded up.
pub const CAR_CENTS_PER_KM: u32 = 64;

/// The way there and back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trip {
    /// Minutes one way.
    pub minutes: u32,
    /// What it costs both ways; nothing on foot and by bicycle.
    pub there_and_back: Money,
}

impl Trip {
    /// What something costs with the way to it; `None` in another currency than the way is paid in.
    #[must_use]
    pub fn total(&self, price: Money) -> Option<Money> {
        let way = self.there_and_back;
        let free = way.minor == 0;
        (free || price.currency == way.currency)
            .then_some(Money { minor: price.minor.saturating_add(way.minor), currency: price.currency })
    }
}

/// The way to something so many metres off, as the crow flies.
#[must_use]
pub fn trip(travel: &Travel, metres: u32) -> Trip {
    let minutes = metres.div_ceil(travel.way.metres_a_minute()).max(1);
    let cents = match travel.way {
        Way::Walk | Way::Bike => 0,
        // Rounded up to the cent.
        Way::Car => (2 * i64::from(metres) * i64::from(travel.car_cents_per_km) + 999) / 1_000,
        Way::Transit => travel.fare.minor.saturating_mul(2),
    };
    let currency = if travel.way == Way::Transit { travel.fare.currency } else { Currency::EUR };
    Trip { minutes, there_and_back: Money { minor: cents, currency } }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn by(way: Way) -> Travel {
        Travel { way, fare: Money::eur(160), ..Travel::default() }
    }

    #[test]
    fn a_way_costs_what_it_costs() {
        for (way, metres, minutes, cents) in [
            (Way::Walk, 2_000, 27, 0),
            (Way::Walk, 0, 1, 0),
            (Way::Bike, 2_000, 10, 0),
            (Way::Car, 1_000, 4, 128),
            (Way::Car, 1, 1, 1),
            (Way::Transit, 5_000, 25, 320),
        ] {
            let trip = trip(&by(way), metres);
            assert_eq!((trip.minutes, trip.there_and_back), (minutes, Money::eur(cents)), "{way} {metres}");
        }
    }

    #[test]
    fn currencies_are_not_added() {
        let francs = Money { minor: 1_000, currency: "CHF".parse().unwrap() };
        assert_eq!(trip(&by(Way::Car), 500).total(francs), None);
        assert_eq!(trip(&by(Way::Walk), 500).total(francs), Some(francs), "nothing is added");
    }

    proptest! {
        /// Farther is never quicker nor cheaper, and a total is never below the price.
        #[test]
        fn farther_is_dearer(a in 0..100_000_u32, b in 0..100_000_u32, price in 0..1_000_000_i64, car in 0..1_000_u32) {
            for (way, _) in Way::NAMES {
                let travel = Travel { car_cents_per_km: car, ..by(*way) };
                let (near, far) = (trip(&travel, a.min(b)), trip(&travel, a.max(b)));
                prop_assert!(near.minutes <= far.minutes && near.there_and_back.minor <= far.there_and_back.minor);
                let total = far.total(Money::eur(price)).unwrap();
                prop_assert!(total.minor >= price);
            }
        }
    }
}
