//! What the owner chooses: who sees a list, what they see of it, and who is let out again.

use domain::ids::Id;
use domain::text::fold;
use domain::{CircleId, Fact, Instant, ListId, ListVisibility, MemberId, limits};
use kit::{App, Result, secret, wire};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::access;
use crate::model::{Refused, Settings};
use crate::sql;

/// How a list is to be shared.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// With whom.
    pub visibility: ListVisibility,
    /// With which circles, when it is shared with circles.
    pub circles: Vec<CircleId>,
    /// Whether others read the notes beside its wishes.
    pub notes: bool,
    /// Whether they also see shops' pages that the owner's own browser read.
    pub pages: bool,
    /// Whether search engines may show it, when it is public.
    pub found: bool,
    /// From when on its owner may learn who gave what.
    pub reveal_at: Option<Instant>,
}

/// Somebody who opened the link of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Person {
    pub(crate) member: MemberId,
    pub(crate) name: String,
    pub(crate) opened_at: Instant,
}

/// Shares a list of a member as they choose.
///
/// # Errors
/// `not-found`, `invalid` naming `circles`, or `reveal` for a date that has passed and was not there before.
pub async fn set(tx: &mut Tx, me: MemberId, id: ListId, choice: Choice) -> Result<()> {
    let before = access::own(tx, me, id).await?;
    if choice.reveal_at != before.settings.reveal_at && choice.reveal_at.is_some_and(|at| at <= tx.now()) {
        return Err(Refused::Past.into());
    }
    for circle in &choice.circles {
        if circle::name_in(tx, *circle, me).await?.is_none() {
            return Err(Refused::NoCircle.into());
        }
    }
    if choice.visibility == ListVisibility::Circle && choice.circles.is_empty() {
        return Err(kit::Refusal::invalid("circles", "required"));
    }
    let Choice { visibility, notes, pages, found, reveal_at, circles } = choice;
    keep(tx, id, &Settings { notes, pages, found, reveal_at, link_ends: None }).await?;
    execute!(tx, sql::FORGET_CIRCLES, id.uuid())?;
    for circle in circles {
        execute!(tx, sql::ADD_CIRCLE, id.uuid(), circle.uuid())?;
    }
    if visibility != before.list.visibility {
        wish::set_visibility(tx, me, id, visibility).await?;
    }
    tx.tell(Fact::List(id));
    Ok(())
}

async fn keep(tx: &mut Tx, id: ListId, settings: &Settings) -> Result<(), StoreError> {
    let Settings { notes, pages, found, reveal_at, .. } = *settings;
    execute!(tx, sql::SET, id.uuid(), notes, pages, found, reveal_at.map(Instant::micros))?;
    Ok(())
}

/// Makes the link by which people are let before a list; the one before it ends, those who came by it stay. Gives it, once.
///
/// # Errors
/// `not-found`, `not-by-link` when the list is shared otherwise or put away.
pub(crate) async fn link(tx: &mut Tx, app: &App, me: MemberId, id: ListId) -> Result<(String, Instant)> {
    let seen = access::own(tx, me, id).await?;
    if !opens_by_link(&seen.list) {
        return Err(Refused::NotByLink.into());
    }
    keep(tx, id, &seen.settings).await?;
    let ends = tx.now().plus_secs(limits::CIRCLE_INVITE_DAYS * 86_400);
    let made = secret::make(&app.chance);
    execute!(tx, sql::LINK, id.uuid(), secret::hash(&made), ends.micros())?;
    Ok((format!("{}/lists/open/{made}", app.settings.base_url), ends))
}

/// Whether a list opens for who has its link.
fn opens_by_link(list: &wish::List) -> bool {
    list.visibility == ListVisibility::People && list.archived_at.is_none()
}

/// Ends the link of a list.
///
/// # Errors
/// `not-found`.
pub(crate) async fn unlink(tx: &mut Tx, me: MemberId, id: ListId) -> Result<()> {
    access::own(tx, me, id).await?;
    execute!(tx, sql::UNLINK, id.uuid())?;
    Ok(())
}

/// Who opened the link of a list, first come first.
pub(crate) async fn people(tx: &mut Tx, id: ListId) -> Result<Vec<Person>, StoreError> {
    let rows = fetch_all!(tx, sql::PEOPLE, (Uuid, String, i64), id.uuid())?;
    let person = |(member, name, opened): (Uuid, String, i64)| Person {
        member: MemberId::from_uuid(member),
        name,
        opened_at: Instant::from_micros(opened),
    };
    Ok(rows.into_iter().map(person).collect())
}

/// Shuts a list for somebody who had opened its link; the link ends too, or they would come back by it.
///
/// # Errors
/// `not-found` when the list is not theirs or nobody such was let in.
pub(crate) async fn shut(tx: &mut Tx, me: MemberId, id: ListId, member: MemberId) -> Result<()> {
    access::own(tx, me, id).await?;
    if execute!(tx, sql::SHUT, id.uuid(), member.uuid())? == 0 {
        return Err(Refused::NotThere.into());
    }
    execute!(tx, sql::UNLINK, id.uuid())?;
    tx.tell(Fact::List(id));
    Ok(())
}

/// The list to which a link leads, and how its owner is called.
///
/// # Errors
/// `link-used` when it has ended, was renewed or never was, or its list is no longer shared with people.
pub(crate) async fn linked(tx: &mut Tx, link: &str) -> Result<(wish::List, String)> {
    let now = tx.now().micros();
    let found = fetch_optional!(tx, sql::LINKED, (Uuid,), secret::hash(link), now)?;
    let list = match found {
        Some((id,)) => wish::list(tx, ListId::from_uuid(id)).await?,
        None => None,
    };
    let list = list.filter(opens_by_link).ok_or(Refused::LinkOver)?;
    let owner = access::plain_name(tx, list.member).await?;
    Ok((list, owner))
}

/// Whether somebody, who may be a stranger, could come before the list of a link under a name.
///
/// # Errors
/// `link-used`, `invalid` naming `name` (also when it reads like the owner's or another's there), `too-many` when the list has as many
/// people as a circle may.
pub(crate) async fn fits(tx: &mut Tx, member: Option<MemberId>, link: &str, name: &str) -> Result<()> {
    let (list, owner) = linked(tx, link).await?;
    let key = fold(&wire::title(name, "name", limits::NAME_CHARS)?);
    if member == Some(list.member) {
        return Ok(());
    }
    let all = people(tx, list.id).await?;
    let (own, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|one| Some(one.member) == member);
    match () {
        // Called as they were: whoever was let in before names were told apart stays.
        () if own.iter().any(|one| fold(&one.name) == key) => Ok(()),
        () if own.is_empty() && others.len() >= limits::CIRCLE_MEMBERS => Err(Refused::TooMany.into()),
        () if fold(&owner) == key || others.iter().any(|one| fold(&one.name) == key) => {
            Err(Refused::NameTaken.into())
        }
        () => Ok(()),
    }
}

/// Lets a member before the list of a link, under a name; one who was there already is called by the new name.
///
/// # Errors
/// What [`fits`] refuses.
pub(crate) async fn enter(tx: &mut Tx, member: MemberId, link: &str, name: &str) -> Result<ListId> {
    fits(tx, Some(member), link, name).await?;
    let (list, _) = linked(tx, link).await?;
    let name = wire::title(name, "name", limits::NAME_CHARS)?;
    if member == list.member {
        return Ok(list.id);
    }
    let now = tx.now().micros();
    execute!(tx, sql::OPEN, list.id.uuid(), member.uuid(), &name, now)?;
    Ok(list.id)
}

/// Lists of others that a member was let before, by link and by circle, as they see them now.
pub(crate) async fn before_me(tx: &mut Tx, me: MemberId) -> Result<Vec<access::Seen>> {
    let mut ids = fetch_all!(tx, sql::OPENED_BY, (Uuid,), me.uuid())?;
    for circle in circle::of_member(tx, me).await? {
        ids.extend(fetch_all!(tx, sql::OF_CIRCLE, (Uuid,), circle.id.uuid())?);
    }
    let mut seen: Vec<access::Seen> = Vec::new();
    for (id,) in ids {
        let id = ListId::from_uuid(id);
        if seen.iter().any(|one| one.list.id == id) {
            continue;
        }
        match access::open(tx, Some(me), id).await {
            Ok(one) if one.seat != crate::model::Seat::Owner => seen.push(one),
            Err(refusal) if refusal.status().is_server_error() => return Err(refusal),
            _ => {}
        }
    }
    Ok(seen)
}
