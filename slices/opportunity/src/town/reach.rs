//! How an offer is reached: its place, its hours, and the way from where a member says that they set out. No moment is asked.

use domain::{MemberId, Money, Offer, Place};
use store::{StoreError, Tx};
use suggest::travel::{Travel, travel, trip};

use crate::model::Reason;

/// From where a member sets out, and how.
pub(super) struct Start {
    travel: Travel,
    from: Option<Place>,
}

impl Start {
    pub(super) async fn of(tx: &mut Tx, member: MemberId) -> Result<Self, StoreError> {
        let travel = travel(tx, member).await?;
        let from = match travel.place {
            Some(id) => place::place(tx, id).await?,
            None => None,
        };
        Ok(Self { travel, from })
    }

    /// Metres to a place as the crow flies; `None` when they said no place.
    pub(super) fn metres(&self, to: &Place) -> Option<u32> {
        let from = self.from.as_ref()?;
        Some(from.position.metres_to(to.position).round() as u32)
    }

    /// A price with the way there and back, as far as both are known in one currency.
    pub(super) fn total(&self, price: Money, metres: Option<u32>) -> Money {
        metres.and_then(|metres| trip(&self.travel, metres).total(price)).unwrap_or(price)
    }

    /// The way, the total and the hours as reasons.
    pub(super) fn reasons(&self, offer: &Offer, to: &Place) -> Vec<Reason> {
        let way = self.from.as_ref().zip(self.metres(to)).map(|(from, metres)| {
            let trip = trip(&self.travel, metres);
            let total = trip.total(offer.price).filter(|total| *total != offer.price);
            let (from, way) = (from.name.clone(), self.travel.way);
            Reason::Trip { metres, from, way, minutes: trip.minutes, total }
        });
        let hours = to.hours.as_ref().map(|hours| Reason::Hours { spans: hours.spans().to_vec() });
        way.into_iter().chain(hours).collect()
    }
}
