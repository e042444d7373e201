//! Choosing: what the gate lets through is ranked by a policy, capped, and explained.

mod answer;
mod consider;
mod contact;
mod crowd;
mod news;
mod policy;
mod presence;
mod rank;
mod signals;
mod soon;
mod stock;
mod why;

pub use answer::{MomentRefusal, Presence, Proposal, Verdict};
pub use contact::Contact;
pub use news::Wisher;
pub use policy::{ByGain, Caps, Policy, Warm};
pub use presence::RECOGNISE_M;
pub use signals::Signal;
pub use soon::Soon;
pub use stock::{Had, Viewpoint};

use domain::{ClosingOf, Instant, MemberId, Money, OfferId, OrganisationId, Permission, PlaceId, WishId};

/// What a policy may rank by, and reasons may weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// Whether the wish names this very product.
    pub exact: bool,
    /// Squared distance in dm².
    pub d2: i64,
    /// What it costs.
    pub price: Money,
    /// What it usually costs.
    pub reference: Option<Money>,
    /// The most the wish would pay.
    pub top: Option<Money>,
    /// How many are left, where it is counted.
    pub left: Option<u32>,
    /// What ends within the hour, and when.
    pub closes: Option<(ClosingOf, Instant)>,
    /// Whether the member allowed it by a consent of its own.
    pub allowed: bool,
}

impl Facts {
    /// Whole metres, rounded down.
    #[must_use]
    pub fn metres(&self) -> u32 {
        u32::try_from(self.d2.isqrt() / 10).unwrap_or(u32::MAX)
    }

    /// How much less than the wish's top price it costs, in minor units; zero without a top price.
    #[must_use]
    pub fn gain(&self) -> i64 {
        gain(self.top, self.price)
    }
}

/// An offer that passed the whole gate for a member, with the facts that rank and explain it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// For whom.
    pub member: MemberId,
    /// Which offer.
    pub offer: OfferId,
    /// Of whom.
    pub organisation: OrganisationId,
    /// Where.
    pub place: PlaceId,
    /// The wish it meets best.
    pub wish: WishId,
    /// What ranks and explains it.
    pub facts: Facts,
    /// Why its organisation may speak.
    pub permission: Permission,
    /// What the policy gave it.
    pub score: i64,
}

/// How much less than a top price something costs, in minor units; zero without a top price.
pub(crate) fn gain(top: Option<Money>, price: Money) -> i64 {
    top.map_or(0, |top| top.minor.saturating_sub(price.minor))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use domain::ids::Id;

    /// A tablet of chocolate for 3 € that a member 100 m away would pay 4 € for, changed as told.
    pub(crate) fn found(change: impl FnOnce(&mut Found)) -> Found {
        let at = Instant::from_secs(1);
        let mut found = Found {
            member: MemberId::make(at, [1; 10]),
            offer: OfferId::make(at, [2; 10]),
            organisation: OrganisationId::make(at, [3; 10]),
            place: PlaceId::make(at, [4; 10]),
            wish: WishId::make(at, [5; 10]),
            facts: Facts {
                exact: false,
                d2: domain::plane::metres2(100),
                price: Money::eur(300),
                reference: None,
                top: Some(Money::eur(400)),
                left: None,
                closes: None,
                allowed: false,
            },
            permission: Permission::Mode,
            score: 0,
        };
        change(&mut found);
        found
    }
}
