//! The first lock: the engine speaks of members and offers it knows, and of nobody else.

use domain::{MemberId, Offer, OfferId};

use super::Obstacle;
use crate::world::{Entry, World};

pub(super) fn member(world: &World, member: MemberId) -> Result<&Entry, Obstacle> {
    world.members.get(member).filter(|entry| entry.known).ok_or(Obstacle::UnknownMember)
}

pub(super) fn offer(world: &World, offer: OfferId) -> Result<&Offer, Obstacle> {
    world.offers.get(offer).ok_or(Obstacle::UnknownOffer)
}
