//! What can be done with attention and grants. Each takes the current transaction and commits nothing itself.

use domain::ids::Id;
use domain::{Attention, Fact, Grant, GrantId, Instant, MemberId, Mode};
use kit::{App, Refusal, Result};
use store::{Statement, StoreError, Tally, Tx, execute, fetch_all, fetch_each, fetch_optional};

use crate::decide;
use crate::model::{AttentionChange, NewGrant, Receipt};
use crate::rows::{AttentionRow, GrantRow};
use crate::sql;

/// How a member wants to be spoken to; a newcomer's when they never said.
///
/// # Errors
/// When the database fails.
pub async fn attention(tx: &mut Tx, member: MemberId) -> Result<Attention, StoreError> {
    match fetch_optional!(tx, sql::ATTENTION, AttentionRow, member.uuid())? {
        Some(row) => Ok(row.read()?),
        None => Ok(Attention::new(member)),
    }
}

/// Gives how everybody who ever said so wants to be spoken to, member by member.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn each_attention(tx: &mut Tx, mut give: impl FnMut(Attention) + Send) -> Result<(), StoreError> {
    fetch_each!(tx, sql::ALL_ATTENTION, AttentionRow, |row| {
        give(row.read()?);
        Ok(())
    })
}

/// How many members said how they want to be spoken to.
///
/// # Errors
/// When the database fails.
pub async fn tally_attention(tx: &mut Tx) -> Result<Tally, StoreError> {
    store::tally(tx, sql::TALLY_ATTENTION).await
}

/// Sets how a member wants to be spoken to, as a whole.
///
/// # Errors
/// When the database fails.
pub async fn set_attention(tx: &mut Tx, attention: &Attention) -> Result<(), StoreError> {
    write(tx, sql::SET_ATTENTION, attention).await?;
    tx.tell(Fact::Attention(attention.member));
    Ok(())
}

async fn write(tx: &mut Tx, statement: Statement, attention: &Attention) -> Result<u64, StoreError> {
    let (on, until) = match attention.mode {
        Mode::Off => (false, None),
        Mode::On { until } => (true, until.map(Instant::micros)),
    };
    let (from, to) = attention.quiet.map(|quiet| (i64::from(quiet.from), i64::from(quiet.to))).unzip();
    let per_day = i64::from(attention.per_day);
    execute!(tx, statement, attention.member.uuid(), on, until, from, to, per_day)
}

/// Waits until no other change of this member is under way, so that nothing decided on is stale; nor anything said to them, on whatever
/// node: what is forbidden once this is answered is said no more.
async fn take_turn(tx: &mut Tx, member: MemberId) -> Result<()> {
    store::turn(tx, member.uuid()).await?;
    match write(tx, sql::TAKE_TURN, &Attention::new(member)).await {
        Err(error) if error.is_orphan() => Err(Refusal::new("not-found")),
        other => other.map(|_| ()).map_err(Into::into),
    }
}

/// Changes what is said and keeps the rest; gives what stands then.
///
/// # Errors
/// `budget-out-of-range`, `invalid` for an end that is past, `not-found` for nobody.
pub async fn change_attention(tx: &mut Tx, member: MemberId, change: AttentionChange) -> Result<Attention> {
    take_turn(tx, member).await?;
    let stands = attention(tx, member).await?;
    let changed = decide::attention(stands, change, tx.now())?;
    set_attention(tx, &changed).await?;
    Ok(changed)
}

/// Turns shopper mode off; asks nothing and refuses nothing.
///
/// # Errors
/// When the database fails, `not-found` for nobody.
pub async fn turn_off(tx: &mut Tx, member: MemberId) -> Result<()> {
    take_turn(tx, member).await?;
    let stands = attention(tx, member).await?;
    set_attention(tx, &Attention { mode: Mode::Off, ..stands }).await?;
    Ok(())
}

/// The standing grants of a member, oldest first. Those whose date is past are among them: time is for the engine to judge.
///
/// # Errors
/// When the database fails.
pub async fn grants(tx: &mut Tx, member: MemberId) -> Result<Vec<Grant>, StoreError> {
    standing(fetch_all!(tx, sql::GRANTS, GrantRow, member.uuid())?)
}

/// Gives the standing grants of everybody who has any, member by member, the oldest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn each_members_grants(
    tx: &mut Tx,
    mut give: impl FnMut(MemberId, Vec<Grant>) + Send,
) -> Result<(), StoreError> {
    let mut theirs: Vec<Grant> = Vec::new();
    let mut all = |grant: Option<Grant>| {
        let next = grant.as_ref().map(|grant| grant.member);
        if let Some(last) = theirs.last().map(|last| last.member).filter(|last| Some(*last) != next) {
            give(last, std::mem::take(&mut theirs));
        }
        theirs.extend(grant);
    };
    fetch_each!(tx, sql::ALL_GRANTS, GrantRow, |row| {
        all(Some(row.read()?.grant));
        Ok(())
    })?;
    all(None);
    Ok(())
}

/// How many grants stand.
///
/// # Errors
/// When the database fails.
pub async fn tally_grants(tx: &mut Tx) -> Result<Tally, StoreError> {
    store::tally(tx, sql::TALLY_GRANTS).await
}

fn standing(rows: Vec<GrantRow>) -> Result<Vec<Grant>, StoreError> {
    rows.into_iter().map(|row| Ok(row.read()?.grant)).collect()
}

/// Gives a grant. One that already stands in the same words is answered again rather than doubled.
///
/// # Errors
/// `invalid` naming the field, `budget-out-of-range`, `too-many`, `not-found` for nobody.
pub async fn give(tx: &mut Tx, app: &App, member: MemberId, new: NewGrant) -> Result<Grant> {
    Ok(give_or_find(tx, app, member, new).await?.0)
}

/// [`give`], telling also whether the grant is new.
pub(crate) async fn give_or_find(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    new: NewGrant,
) -> Result<(Grant, bool)> {
    take_turn(tx, member).await?;
    let exists = match new.organisation {
        Some(organisation) => people::organisation(tx, organisation).await?.is_some(),
        None => false,
    };
    decide::grant(&new, exists, tx.now())?;
    let standing = grants(tx, member).await?;
    if let Some(twin) = decide::twin(&standing, &new) {
        return Ok((twin.clone(), false));
    }
    decide::room(standing.len())?;
    let grant = new.given(app.id(), member, tx.now());
    add(tx, &grant).await?;
    tx.tell(Fact::Grants(member));
    Ok((grant, true))
}

async fn add(tx: &mut Tx, grant: &Grant) -> Result<(), StoreError> {
    let (from, to) = grant.times.window.map(|w| (i64::from(w.from), i64::from(w.to))).unzip();
    execute!(
        tx,
        sql::ADD_GRANT,
        grant.id.uuid(),
        grant.member.uuid(),
        grant.effect.name(),
        grant.purpose.name(),
        grant.organisation.map(Id::uuid),
        grant.category.as_ref().map(|category| category.path().to_owned()),
        grant.zone.map(domain::Zone::name),
        i64::from(grant.times.days),
        from,
        to,
        grant.per_day.map(i64::from),
        grant.until.map(Instant::micros),
        grant.given_at.micros()
    )?;
    Ok(())
}

/// Withdraws a grant; its row stays as a receipt. Withdrawing again changes nothing.
///
/// # Errors
/// `not-found` when it is not theirs.
pub async fn withdraw(tx: &mut Tx, member: MemberId, grant: GrantId) -> Result<()> {
    let now = tx.now().micros();
    if execute!(tx, sql::WITHDRAW, grant.uuid(), member.uuid(), now)? == 1 {
        tx.tell(Fact::Grants(member));
        return Ok(());
    }
    let known = fetch_optional!(tx, sql::WITHDRAWN, (Option<i64>,), grant.uuid(), member.uuid())?;
    known.map(|_| ()).ok_or_else(|| Refusal::new("not-found"))
}

/// Everything a member ever gave, withdrawn or not, newest first.
///
/// # Errors
/// When the database fails.
pub async fn receipts(tx: &mut Tx, member: MemberId) -> Result<Vec<Receipt>, StoreError> {
    let rows = fetch_all!(tx, sql::RECEIPTS, GrantRow, member.uuid())?;
    rows.into_iter().map(|row| row.read().map_err(Into::into)).collect()
}
