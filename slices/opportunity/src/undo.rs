//! Taking an answer back: the news stands again, and what the very touch closed is open.

use domain::ids::Id;
use domain::{Effect, Fact, Instant, MemberId, OpportunityId, Purpose};
use kit::{Refusal, Result};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};

use crate::actions::{allow, read, theirs};
use crate::model::{Closing, Opportunity};
use crate::rows::Row;
use crate::sql;

/// Seconds for which an answer is taken back at a touch; later, what it closed is still opened where all of it stands.
const UNDO_S: i64 = 600;
/// Answers offered to be taken back.
const UNDO_MOST: i64 = 3;

/// What a member has just put aside and may take back, newest first.
pub(crate) async fn just_put_aside(tx: &mut Tx, member: MemberId) -> Result<Vec<Opportunity>, StoreError> {
    let since = tx.now().plus_secs(-UNDO_S).micros();
    read(fetch_all!(tx, sql::PUT_ASIDE, Row, member.uuid(), since, UNDO_MOST)?)
}

/// Takes an answer back with what it closed; what was closed before stays so, and what was not put aside stays as it is.
///
/// # Errors
/// `not-found` when it is not theirs, `already-taken` when it was put aside too long ago.
pub(crate) async fn undo(tx: &mut Tx, member: MemberId, id: OpportunityId) -> Result<()> {
    let found = theirs(tx, member, id).await?;
    let Some(at) = put_aside_at(tx, id).await? else { return Ok(()) };
    let now = tx.now();
    let since = now.plus_secs(-UNDO_S).micros();
    if execute!(tx, sql::REOPEN, id.uuid(), now.micros(), since)? == 0 {
        return Err(Refusal::new("already-taken"));
    }
    open_again(tx, member, &found, at).await?;
    tx.tell(Fact::Opportunity(id));
    Ok(())
}

/// When news was put aside, if it was.
async fn put_aside_at(tx: &mut Tx, id: OpportunityId) -> Result<Option<Instant>, StoreError> {
    let answered = fetch_optional!(tx, sql::ANSWERED_AT, (Option<i64>,), id.uuid())?;
    Ok(answered.and_then(|(at,)| at).map(Instant::from_micros))
}

/// Opens what an answer of just now closed, for another takes its place: one touch then takes back all that stands. An answer of long
/// ago stays, and what is said now is said besides.
pub(crate) async fn replaced(tx: &mut Tx, member: MemberId, found: &Opportunity) -> Result<()> {
    let since = tx.now().plus_secs(-UNDO_S);
    match put_aside_at(tx, found.id).await?.filter(|at| *at >= since) {
        Some(at) => open_again(tx, member, found, at).await,
        None => Ok(()),
    }
}

/// Opens what the answer of an instant closed.
async fn open_again(tx: &mut Tx, member: MemberId, found: &Opportunity, at: Instant) -> Result<()> {
    let denied = fetch_all!(tx, sql::DENIED_AT, (String, String), member.uuid(), at.micros())?;
    for (kind, what) in denied {
        if let Ok(closing) = kind.parse::<Closing>()
            && found.closed_by(closing) == what
        {
            allow(tx, member, closing, &what).await?;
        }
    }
    if let Some(organisation) = found.organisation() {
        let new = consent::NewGrant::new(Effect::Deny, Purpose::Suggest);
        let plain = consent::NewGrant { organisation: Some(organisation), ..new };
        let grants = consent::grants(tx, member).await?;
        if let Some(denial) = grants.into_iter().find(|grant| grant.given_at == at && plain.is_said_by(grant))
        {
            consent::withdraw(tx, member, denial.id).await?;
        }
    }
    Ok(())
}
