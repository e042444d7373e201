//! The World from the store: whole at the start, and fact by fact afterwards.

use domain::ids::Id;
use domain::{
    Attention, Fact, Grant, Instant, MemberId, OfferId, OfferState, OrganisationId, Plane, Position,
    WishState,
};
use engine::{Settings, Told, World};
use kit::App;
use store::{StoreError, Tx, fetch_all};
use uuid::Uuid;

use crate::sql;

/// Where the plane is centred before a town was imported.
const NOWHERE: (f64, f64) = (46.5, 2.5);

/// Reads the centre of the town's plane.
pub(crate) async fn centre(tx: &mut Tx) -> Result<Position, StoreError> {
    let town = place::town(tx).await?.map(|town| town.centre);
    let default = || Position::new(NOWHERE.0, NOWHERE.1);
    town.or_else(default).ok_or_else(|| StoreError::Address("the town's centre".to_owned()))
}

/// Rebuilds the World from one snapshot of the store; gives the number of the last fact it contains.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn world(app: &App) -> Result<(World, i64), StoreError> {
    let mut tx = app.read().await?;
    let tx = &mut tx;
    let seq = store::last_fact(tx).await?;
    let plane = Plane::about(centre(tx).await?);
    let mut world = World::new(Settings::new(plane, app.settings.zone.clone()));
    for place in place::all(tx).await? {
        world.put_place(place);
    }
    for offer in offer::all(tx).await? {
        world.put_offer(offer);
    }
    for member in people::members(tx).await? {
        world.put_member(member.id);
        world.put_attention(Attention::new(member.id));
    }
    for attention in consent::all_attention(tx).await? {
        world.put_attention(attention);
    }
    for (member, grants) in by_member(consent::all_grants(tx).await?) {
        world.put_grants(member, grants);
    }
    for wish in wish::all(tx).await? {
        world.put_wish(wish);
    }
    for (member, offer, organisation, at) in fetch_all!(tx, sql::TOLD, (Uuid, Uuid, Uuid, i64))? {
        world.put_told(Told {
            member: MemberId::from_uuid(member),
            offer: OfferId::from_uuid(offer),
            organisation: OrganisationId::from_uuid(organisation),
            at: Instant::from_micros(at),
        });
    }
    Ok((world, seq))
}

fn by_member(mut grants: Vec<Grant>) -> Vec<(MemberId, Vec<Grant>)> {
    grants.sort_by_key(|grant| grant.member);
    let groups = grants.chunk_by(|a, b| a.member == b.member);
    groups.map(|group| (group[0].member, group.to_vec())).collect()
}

/// One change of the ground, read from the store before the World is locked.
pub(crate) enum Change {
    Member(MemberId, Option<(Attention, Vec<Grant>)>),
    Attention(Attention),
    Grants(MemberId, Vec<Grant>),
    Place(domain::PlaceId, Option<domain::Place>),
    Wish(domain::WishId, Option<domain::Wish>),
    Offer(OfferId, Option<domain::Offer>),
    Told(Told),
    Nothing,
}

/// Reads what a fact is about, as it stands now.
pub(crate) async fn change(tx: &mut Tx, fact: Fact) -> Result<Change, StoreError> {
    Ok(match fact {
        Fact::Member(id) => match people::member(tx, id).await? {
            Some(_) => {
                let ground = (consent::attention(tx, id).await?, consent::grants(tx, id).await?);
                Change::Member(id, Some(ground))
            }
            None => Change::Member(id, None),
        },
        Fact::Attention(id) => Change::Attention(consent::attention(tx, id).await?),
        Fact::Grants(id) => Change::Grants(id, consent::grants(tx, id).await?),
        Fact::Place(id) => Change::Place(id, place::place(tx, id).await?),
        Fact::Wish(id) => {
            Change::Wish(id, wish::wish(tx, id).await?.filter(|wish| wish.state != WishState::Dropped))
        }
        Fact::Offer(id) => {
            Change::Offer(id, offer::offer(tx, id).await?.filter(|offer| offer.state != OfferState::Closed))
        }
        Fact::Suggestion(id) => match crate::actions::suggestion(tx, id).await? {
            Some(made) => Change::Told(Told {
                member: made.member,
                offer: made.offer,
                organisation: made.organisation,
                at: made.made_at,
            }),
            None => Change::Nothing,
        },
        Fact::Organisation(_) | Fact::Encounter(_) => Change::Nothing,
    })
}

/// Applies a change; tells which signal it gives to those who stand somewhere now.
pub(crate) fn apply(world: &mut World, change: Change) -> Option<Signal> {
    match change {
        Change::Member(id, Some((attention, grants))) => {
            world.put_member(id);
            world.put_attention(attention);
            world.put_grants(id, grants);
        }
        Change::Member(id, None) => world.remove_member(id),
        Change::Attention(attention) => world.put_attention(attention),
        Change::Grants(member, grants) => world.put_grants(member, grants),
        Change::Place(_, Some(place)) => world.put_place(place),
        Change::Place(id, None) => world.remove_place(id),
        Change::Wish(id, Some(wish)) => {
            world.put_wish(wish);
            return Some(Signal::Wish(id));
        }
        Change::Wish(id, None) => world.remove_wish(id),
        Change::Offer(id, Some(offer)) => {
            world.put_offer(offer);
            return Some(Signal::Offer(id));
        }
        Change::Offer(id, None) => world.remove_offer(id),
        Change::Told(told) => world.put_told(told),
        Change::Nothing => {}
    }
    None
}

/// What a change may mean for those present.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Signal {
    Wish(domain::WishId),
    Offer(OfferId),
}
