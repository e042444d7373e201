//! Who sees a list, and how: gathered the same way whether there is anything to see or not.

use domain::ids::Id;
use domain::{CircleId, ListId, ListVisibility, MemberId, WishId};
use kit::Result;
use store::{StoreError, Tx, fetch_all, fetch_optional};
use uuid::Uuid;
use wish::List;

use crate::decide::{self, Ties};
use crate::model::{Refused, Seat, Settings};
use crate::rows::SettingsRow;
use crate::sql;

/// A list before somebody who may see it.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    pub(crate) list: List,
    pub(crate) settings: Settings,
    pub(crate) seat: Seat,
    pub(crate) viewer: Option<MemberId>,
    /// How the others before this list see the viewer; may be empty.
    pub(crate) name: String,
    /// How the viewer sees its owner; may be empty.
    pub(crate) owner_name: String,
}

/// The settings of a list; those of one that was never shared are all off.
pub(crate) async fn settings(tx: &mut Tx, list: ListId) -> Result<Option<Settings>, StoreError> {
    let now = tx.now();
    Ok(fetch_optional!(tx, sql::SETTINGS, SettingsRow, list.uuid())?.map(|row| row.read(now)))
}

/// The circles a list is shared with.
pub(crate) async fn circles(tx: &mut Tx, list: ListId) -> Result<Vec<CircleId>, StoreError> {
    let rows = fetch_all!(tx, sql::CIRCLES, (Uuid,), list.uuid())?;
    Ok(rows.into_iter().map(|(id,)| CircleId::from_uuid(id)).collect())
}

/// The name of a member among all; empty for a guest who did not say.
pub(crate) async fn plain_name(tx: &mut Tx, member: MemberId) -> Result<String, StoreError> {
    Ok(people::member(tx, member).await?.map(|member| member.name).unwrap_or_default())
}

/// The names of viewer and owner in the first circle of a list that holds both.
async fn in_a_circle(
    tx: &mut Tx,
    list: ListId,
    viewer: MemberId,
    owner: Option<MemberId>,
) -> Result<Option<(String, String)>, StoreError> {
    for id in circles(tx, list).await? {
        let theirs = circle::name_in(tx, id, viewer).await?;
        let owners = match owner {
            Some(owner) => circle::name_in(tx, id, owner).await?,
            None => None,
        };
        if let (Some(theirs), Some(owners)) = (theirs, owners) {
            return Ok(Some((theirs, owners)));
        }
    }
    Ok(None)
}

/// A list as somebody sees it.
///
/// # Errors
/// `not-found` for whom it does not exist.
pub(crate) async fn open(tx: &mut Tx, viewer: Option<MemberId>, id: ListId) -> Result<Seen> {
    let list = wish::list(tx, id).await?;
    let settings = settings(tx, id).await?.unwrap_or_default();
    let owner = list.as_ref().map(|list| list.member);
    let (mut invited, mut circle) = (None, None);
    if let Some(viewer) = viewer {
        invited = fetch_optional!(tx, sql::PERSON, (String,), id.uuid(), viewer.uuid())?.map(|(name,)| name);
        circle = in_a_circle(tx, id, viewer, owner).await?;
    }
    let ties = Ties { invited: invited.is_some(), circle: circle.is_some() };
    let list = list.ok_or(Refused::NotThere)?;
    let archived = list.archived_at.is_some();
    let seat = decide::seat(list.member, list.visibility, archived, viewer, ties).ok_or(Refused::NotThere)?;
    let (mut name, mut owner_name) = (String::new(), plain_name(tx, list.member).await?);
    match (list.visibility, viewer) {
        (ListVisibility::People, Some(_)) if invited.is_some() => name = invited.unwrap_or_default(),
        (ListVisibility::Circle, _) if circle.is_some() => (name, owner_name) = circle.unwrap_or_default(),
        (_, Some(viewer)) => name = plain_name(tx, viewer).await?,
        (_, None) => {}
    }
    Ok(Seen { list, settings, seat, viewer, name, owner_name })
}

/// The owner's own list.
///
/// # Errors
/// `not-found` when it is not theirs.
pub(crate) async fn own(tx: &mut Tx, me: MemberId, id: ListId) -> Result<Seen> {
    let seen = open(tx, Some(me), id).await?;
    if seen.seat == Seat::Owner { Ok(seen) } else { Err(Refused::NotThere.into()) }
}

/// The wishes of a list that others may know of now: still hoped for, and not past their end.
pub(crate) async fn wishes(
    tx: &mut Tx,
    list: ListId,
) -> Result<Vec<(domain::Wish, wish::Detail)>, StoreError> {
    let now = tx.now();
    let mut all = wish::of_list(tx, list).await?;
    all.retain(|(wish, _)| {
        wish.state == domain::WishState::Open && wish.until.is_none_or(|until| until > now)
    });
    Ok(all)
}

/// One wish of a list.
///
/// # Errors
/// `not-found` when others may not know of it.
pub(crate) async fn wish(tx: &mut Tx, list: ListId, id: WishId) -> Result<(domain::Wish, wish::Detail)> {
    let found = wishes(tx, list).await?.into_iter().find(|(wish, _)| wish.id == id);
    found.ok_or_else(|| Refused::NotThere.into())
}
