//! Where a wish could be met now, for its member; where they stand stays in the World.

use domain::{MemberId, PlaceId, Wish};
use engine::{Had, Viewpoint};
use kit::App;
use store::StoreError;

use super::Street;
use crate::travel::Travel;

/// From where distances are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// Where the member stands now.
    Here,
    /// A place they named.
    Place(PlaceId),
    /// The middle of the town.
    Middle,
}

impl Seen {
    /// Its name on wires.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Here => "here",
            Self::Place(_) => "place",
            Self::Middle => "middle",
        }
    }

    const fn view(self) -> Viewpoint {
        match self {
            Self::Here => Viewpoint::Here,
            Self::Place(place) => Viewpoint::Place(place),
            Self::Middle => Viewpoint::Middle,
        }
    }

    /// Those to try, the best first: a moment of now says more than a place that was named once.
    fn all(travel: &Travel) -> impl Iterator<Item = Self> {
        [Some(Self::Here), travel.place.map(Self::Place), Some(Self::Middle)].into_iter().flatten()
    }
}

/// What could be had, and from where its distance is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    /// From where.
    pub from: Seen,
    /// The offers, the cheapest first.
    pub had: Vec<Had>,
}

impl Street {
    /// Where a wish could be met now, near and far.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn offers_for(&self, app: &App, wish: &Wish, travel: &Travel) -> Result<Near, StoreError> {
        self.settle(app).await?;
        let (world, now) = (self.world(), app.now());
        for from in Seen::all(travel) {
            let had = world.offers_for(wish.id, from.view(), now);
            if had.iter().any(|had| had.metres.is_some()) {
                return Ok(Near { from, had });
            }
        }
        Ok(Near { from: Seen::Middle, had: Vec::new() })
    }

    /// How far places are for a member, in metres, and from where that is told.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn how_far(
        &self,
        app: &App,
        member: MemberId,
        places: &[PlaceId],
        travel: &Travel,
    ) -> Result<(Seen, Vec<Option<u32>>), StoreError> {
        self.settle(app).await?;
        let (world, now) = (self.world(), app.now());
        for from in Seen::all(travel) {
            let metres = world.metres_to(member, from.view(), places, now);
            if metres.iter().any(Option::is_some) {
                return Ok((from, metres));
            }
        }
        Ok((Seen::Middle, vec![None; places.len()]))
    }
}
