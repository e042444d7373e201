//! In which order places are told: pure.

use std::cmp::Reverse;

use domain::Money;
use engine::Had;

use crate::travel::{Travel, trip};

/// What the member asks for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The cheapest with the way there.
    #[default]
    Total,
    /// The nearest.
    Near,
    /// What is open now, then the cheapest.
    Open,
}

impl Order {
    /// Every order with its name on wires.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::Total, "total"), (Self::Near, "near"), (Self::Open, "open")];
}

domain::named!(Order);

/// A place where it could be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// What is had there.
    pub had: Had,
    /// What it costs with the way there and back; `None` when that cannot be told.
    pub total: Option<Money>,
}

/// Places in the order asked for. Money of one currency comes before that of the next; what is as cheap is told by its distance, what
/// is as near by its price.
#[must_use]
pub fn sorted(had: &[Had], travel: &Travel, order: Order) -> Vec<Place> {
    let mut places: Vec<Place> = had
        .iter()
        .map(|had| Place {
            had: *had,
            total: had.metres.and_then(|metres| trip(travel, metres).total(had.price)),
        })
        .collect();
    places.sort_by_key(|place| {
        let Had { price, metres, open, offer, .. } = place.had;
        let paid = place.total.unwrap_or(price);
        let cheap = (paid.currency, paid.minor);
        let far = metres.unwrap_or(u32::MAX);
        let first = match order {
            Order::Total => (Reverse(false), 0),
            Order::Near => (Reverse(false), far),
            Order::Open => (Reverse(open), 0),
        };
        (first, cheap, far, offer)
    });
    places
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{Instant, OfferId, OrganisationId, PlaceId};

    use super::*;
    use crate::travel::Way;

    fn had(n: u8, cents: i64, metres: u32, open: bool) -> Had {
        let at = Instant::from_secs(1_800_000_000);
        Had {
            offer: OfferId::make(at, [n; 10]),
            organisation: OrganisationId::make(at, [n; 10]),
            place: PlaceId::make(at, [n; 10]),
            price: Money::eur(cents),
            left: None,
            metres: Some(metres),
            open,
        }
    }

    #[test]
    fn each_order_puts_first_what_was_asked_for() {
        let all = [had(1, 1_000, 4_000, false), had(2, 1_200, 300, true), had(3, 1_250, 100, false)];
        let first = |way, order| {
            let travel = Travel { way, ..Travel::default() };
            let sorted = sorted(&all, &travel, order);
            all.iter().position(|had| had.offer == sorted[0].had.offer).unwrap() + 1
        };
        assert_eq!(first(Way::Walk, Order::Total), 1, "walking costs nothing");
        assert_eq!(first(Way::Car, Order::Total), 2, "eight kilometres by car cost more than two euros");
        assert_eq!((first(Way::Car, Order::Near), first(Way::Car, Order::Open)), (3, 2));
    }
}
