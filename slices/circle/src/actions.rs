//! What can be done with circles.

use domain::ids::Id;
use domain::text::fold;
use domain::{CircleId, Fact, Instant, MemberId, limits};
use kit::{App, Result, secret, wire};
use sqlx::FromRow;
use store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::model::{Belonging, Circle, Refused};
use crate::sql;

#[derive(FromRow)]
struct CircleRow {
    id: Uuid,
    name: String,
}

impl From<CircleRow> for Circle {
    fn from(row: CircleRow) -> Self {
        Self { id: CircleId::from_uuid(row.id), name: row.name }
    }
}

/// Finds a circle.
///
/// # Errors
/// When the database fails.
pub async fn circle(tx: &mut Tx, id: CircleId) -> Result<Option<Circle>, StoreError> {
    Ok(fetch_optional!(tx, sql::ONE, CircleRow, id.uuid())?.map(Into::into))
}

/// The circles a member belongs to, oldest first.
///
/// # Errors
/// When the database fails.
pub async fn of_member(tx: &mut Tx, member: MemberId) -> Result<Vec<Circle>, StoreError> {
    Ok(fetch_all!(tx, sql::OF_MEMBER, CircleRow, member.uuid())?.into_iter().map(Into::into).collect())
}

/// Who belongs to a circle: its founder, then by how long they are there.
///
/// # Errors
/// When the database fails.
pub async fn members(tx: &mut Tx, id: CircleId) -> Result<Vec<Belonging>, StoreError> {
    let rows = fetch_all!(tx, sql::MEMBERS, (Uuid, String, i64), id.uuid())?;
    let belonging = |(at, (member, name, joined)): (usize, (Uuid, String, i64))| Belonging {
        member: MemberId::from_uuid(member),
        name,
        founder: at == 0,
        joined_at: Instant::from_micros(joined),
    };
    Ok(rows.into_iter().enumerate().map(belonging).collect())
}

/// The name under which a circle sees a member; `None` when they do not belong to it.
///
/// # Errors
/// When the database fails.
pub async fn name_in(tx: &mut Tx, id: CircleId, member: MemberId) -> Result<Option<String>, StoreError> {
    Ok(fetch_optional!(tx, sql::NAME_IN, (String,), id.uuid(), member.uuid())?.map(|(name,)| name))
}

/// Makes a circle of one member, its founder, under the name it shall see them by.
///
/// # Errors
/// `invalid` naming `circle` or `name`, `too-many` beyond the limit.
pub async fn create(tx: &mut Tx, app: &App, member: MemberId, called: &str, name: &str) -> Result<CircleId> {
    let called = wire::title(called, "circle", limits::NAME_CHARS)?;
    room_for_another(tx, member).await?;
    let id: CircleId = app.id();
    let now = tx.now().micros();
    execute!(tx, sql::ADD, id.uuid(), &called, now)?;
    belong(tx, id, member, name, true).await?;
    Ok(id)
}

async fn room_for_another(tx: &mut Tx, member: MemberId) -> Result<()> {
    let (all,) = fetch_one!(tx, sql::HOW_MANY_OF_MEMBER, (i64,), member.uuid())?;
    if all >= limits::CIRCLES_PER_MEMBER { Err(Refused::TooMany.into()) } else { Ok(()) }
}

/// Puts a member in, or calls one who is there by another name.
async fn belong(tx: &mut Tx, id: CircleId, member: MemberId, name: &str, founded: bool) -> Result<()> {
    let name = wire::title(name, "name", limits::NAME_CHARS)?;
    let now = tx.now().micros();
    match execute!(tx, sql::JOIN, id.uuid(), member.uuid(), &name, fold(&name), founded, now) {
        Err(error) if error.is_duplicate() => return Err(Refused::NameTaken.into()),
        other => other?,
    };
    tx.tell(Fact::Circle(id));
    Ok(())
}

/// A circle and who is in it, for one who belongs to it.
pub(crate) async fn seen_by(tx: &mut Tx, me: MemberId, id: CircleId) -> Result<(Circle, Vec<Belonging>)> {
    let (circle, all) = (circle(tx, id).await?, members(tx, id).await?);
    let belongs = all.iter().any(|one| one.member == me);
    circle.filter(|_| belongs).map(|circle| (circle, all)).ok_or_else(|| Refused::NotThere.into())
}

async fn founded_by(tx: &mut Tx, me: MemberId, id: CircleId) -> Result<Vec<Belonging>> {
    let (_, all) = seen_by(tx, me, id).await?;
    let founder = all.first().is_some_and(|first| first.member == me);
    if founder { Ok(all) } else { Err(Refused::NotFounder.into()) }
}

/// Makes the link by which others join, by the founder; the one before it ends. Gives it, once, and until when it opens.
///
/// # Errors
/// `not-found`, `not-the-founder`.
pub async fn invite(tx: &mut Tx, app: &App, me: MemberId, id: CircleId) -> Result<(String, Instant)> {
    founded_by(tx, me, id).await?;
    let (made, ends) = (secret::make(&app.chance), tx.now().plus_secs(limits::CIRCLE_INVITE_DAYS * 86_400));
    execute!(tx, sql::INVITE, id.uuid(), secret::hash(&made), ends.micros())?;
    Ok((format!("{}/circles/join/{made}", app.settings.base_url), ends))
}

/// Until when the link of a circle opens; `None` when there is none.
pub(crate) async fn invite_ends(tx: &mut Tx, id: CircleId) -> Result<Option<Instant>, StoreError> {
    let now = tx.now().micros();
    let ends = fetch_optional!(tx, sql::INVITE_ENDS, (i64,), id.uuid(), now)?;
    Ok(ends.map(|(ends,)| Instant::from_micros(ends)))
}

/// Ends the link of a circle, by its founder.
///
/// # Errors
/// `not-found`, `not-the-founder`.
pub async fn withdraw(tx: &mut Tx, me: MemberId, id: CircleId) -> Result<()> {
    founded_by(tx, me, id).await?;
    execute!(tx, sql::WITHDRAW, id.uuid())?;
    Ok(())
}

/// The circle to which a link leads.
///
/// # Errors
/// `link-used` when it has ended, was renewed or never was.
pub async fn invited(tx: &mut Tx, link: &str) -> Result<Circle> {
    let now = tx.now().micros();
    let found = fetch_optional!(tx, sql::INVITED, CircleRow, secret::hash(link), now)?;
    found.map(Into::into).ok_or_else(|| Refused::LinkOver.into())
}

/// Whether a newcomer could join by a link under a name.
///
/// # Errors
/// What [`join`] would refuse.
pub(crate) async fn fits(tx: &mut Tx, link: &str, name: &str) -> Result<()> {
    let circle = invited(tx, link).await?;
    let key = fold(&wire::title(name, "name", limits::NAME_CHARS)?);
    let all = members(tx, circle.id).await?;
    match () {
        () if all.len() >= limits::CIRCLE_MEMBERS => Err(Refused::TooMany.into()),
        () if all.iter().any(|one| fold(&one.name) == key) => Err(Refused::NameTaken.into()),
        () => Ok(()),
    }
}

/// Joins the circle of a link under a name; one who belongs to it already is called by the new name.
///
/// # Errors
/// `link-used`, `too-many`, `invalid` naming `name`.
pub async fn join(tx: &mut Tx, member: MemberId, link: &str, name: &str) -> Result<CircleId> {
    let circle = invited(tx, link).await?;
    if execute!(tx, sql::TURN, circle.id.uuid())? == 0 {
        return Err(Refused::LinkOver.into());
    }
    let all = members(tx, circle.id).await?;
    if !all.iter().any(|one| one.member == member) {
        if all.len() >= limits::CIRCLE_MEMBERS {
            return Err(Refused::TooMany.into());
        }
        room_for_another(tx, member).await?;
    }
    belong(tx, circle.id, member, name, false).await?;
    Ok(circle.id)
}

/// Calls a member of a circle by another name there, by themselves.
pub(crate) async fn rename(tx: &mut Tx, me: MemberId, id: CircleId, name: &str) -> Result<()> {
    seen_by(tx, me, id).await?;
    belong(tx, id, me, name, false).await
}

/// Leaves a circle. Its founder's place passes to who is there longest; what nobody belongs to is gone.
///
/// # Errors
/// `not-found`.
pub async fn leave(tx: &mut Tx, me: MemberId, id: CircleId) -> Result<()> {
    execute!(tx, sql::TURN, id.uuid())?;
    let (_, all) = seen_by(tx, me, id).await?;
    goes(tx, id, me, all.len()).await
}

/// Takes somebody out of a circle, by its founder; its link ends too, or they would come back by it.
///
/// # Errors
/// `not-found` when either does not belong to it, `not-the-founder`.
pub async fn remove(tx: &mut Tx, me: MemberId, id: CircleId, member: MemberId) -> Result<()> {
    execute!(tx, sql::TURN, id.uuid())?;
    let all = founded_by(tx, me, id).await?;
    if !all.iter().any(|one| one.member == member) {
        return Err(Refused::NotThere.into());
    }
    execute!(tx, sql::WITHDRAW, id.uuid())?;
    goes(tx, id, member, all.len()).await
}

async fn goes(tx: &mut Tx, id: CircleId, member: MemberId, of: usize) -> Result<()> {
    if of <= 1 {
        execute!(tx, sql::DISSOLVE, id.uuid())?;
    } else {
        execute!(tx, sql::LEAVE, id.uuid(), member.uuid())?;
    }
    tx.tell(Fact::Circle(id));
    Ok(())
}

/// Ends a circle for all, by its founder.
///
/// # Errors
/// `not-found`, `not-the-founder`.
pub async fn dissolve(tx: &mut Tx, me: MemberId, id: CircleId) -> Result<()> {
    founded_by(tx, me, id).await?;
    execute!(tx, sql::DISSOLVE, id.uuid())?;
    tx.tell(Fact::Circle(id));
    Ok(())
}

/// Drops links that have ended, and circles whose last member was erased.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx) -> Result<(), StoreError> {
    let now = tx.now().micros();
    execute!(tx, sql::SWEEP_INVITES, now)?;
    execute!(tx, sql::SWEEP)?;
    Ok(())
}
