//! One touch on a suggestion: not this, not this shop, not now; and taking it back.
//!
//! What is closed is closed where the engine looks: an offer that was told is never told again, an organisation is denied by a consent that
//! its member sees, and `not now` is a pause, which is a consent with an end.

mod api;
mod pages;

use domain::ids::Id;
use domain::{Effect, Grant, Instant, MemberId, OrganisationId, Outcome, Purpose, Suggestion, SuggestionId};
use kit::{App, Refusal, Result};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};

use crate::actions::{record, suggestion};
use crate::rows::SuggestionRow;
use crate::sql;

pub(crate) use pages::put_aside;
pub use pages::{Answered, answered_part};

/// Seconds for which an answer is taken back at a touch; later, its consent is still withdrawn where all consents stand.
const UNDO_S: i64 = 600;
/// Answers offered to be taken back.
const UNDO_MOST: i64 = 3;

/// What a member says with one touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Never this offer again.
    NotThis,
    /// Nothing more from this organisation.
    NotThisShop,
    /// Nothing at all for a while.
    NotNow,
}

impl Answer {
    /// Every answer with its name on wires and in forms.
    pub const NAMES: &'static [(Self, &'static str)] =
        &[(Self::NotThis, "not-this"), (Self::NotThisShop, "not-this-shop"), (Self::NotNow, "not-now")];
}

domain::named!(Answer);

/// A suggestion of a member; what is somebody else's does not exist, whatever is answered to it.
async fn theirs(tx: &mut Tx, member: MemberId, id: SuggestionId) -> Result<Suggestion> {
    let found = suggestion(tx, id).await?.filter(|found| found.member == member);
    found.ok_or_else(|| Refusal::new("not-found"))
}

/// Answers a suggestion. The same answer again changes nothing.
///
/// # Errors
/// `not-found` when it is not theirs, `already-taken` when it was taken, `conflict` when another hand was quicker, `too-many` when their
/// consents fill the list.
pub async fn answer(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    id: SuggestionId,
    answer: Answer,
) -> Result<(Suggestion, Option<Grant>)> {
    let outcome = if answer == Answer::NotNow { Outcome::Shown } else { Outcome::Dismissed };
    let answered = record(tx, member, id, outcome).await?;
    let grant = match answer {
        Answer::NotThis => None,
        Answer::NotThisShop => {
            let new = consent::NewGrant::new(Effect::Deny, Purpose::Suggest);
            let new = consent::NewGrant { organisation: Some(answered.organisation), ..new };
            let grant = consent::give(tx, app, member, new).await?;
            // It may have been put aside already, elsewhere; the denial is found by when it was given.
            if grant.given_at == tx.now() {
                execute!(tx, sql::ASIDE_ANEW, id.uuid(), grant.given_at.micros())?;
            }
            Some(grant)
        }
        Answer::NotNow => Some(consent::pause(tx, app, member).await?),
    };
    Ok((answered, grant))
}

/// When a suggestion was answered.
async fn answered_at(tx: &mut Tx, id: SuggestionId) -> Result<Option<Instant>, StoreError> {
    let row = fetch_optional!(tx, sql::ANSWERED_AT, (Option<i64>,), id.uuid())?;
    Ok(row.and_then(|(at,)| at).map(Instant::from_micros))
}

/// The denial of an organisation that was given by the very touch at an instant.
async fn given_with(
    tx: &mut Tx,
    member: MemberId,
    organisation: OrganisationId,
    at: Instant,
) -> Result<Option<Grant>, StoreError> {
    let new = consent::NewGrant::new(Effect::Deny, Purpose::Suggest);
    let plain = consent::NewGrant { organisation: Some(organisation), ..new };
    let grants = consent::grants(tx, member).await?;
    Ok(grants.into_iter().find(|grant| grant.given_at == at && plain.is_said_by(grant)))
}

/// Takes `not this` or `not this shop` back, with the denial that came with it. What was not put aside stays as it is.
///
/// # Errors
/// `not-found` when it is not theirs, `already-taken` when it was put aside too long ago.
pub async fn undo(tx: &mut Tx, member: MemberId, id: SuggestionId) -> Result<Suggestion> {
    let mut found = theirs(tx, member, id).await?;
    let Some(at) = answered_at(tx, id).await?.filter(|_| found.outcome == Outcome::Dismissed) else {
        return Ok(found);
    };
    let now = tx.now();
    let since = now.plus_secs(-UNDO_S).micros();
    if execute!(tx, sql::REOPEN, id.uuid(), now.micros(), since)? == 0 {
        return Err(Refusal::new("already-taken"));
    }
    if let Some(denial) = given_with(tx, member, found.organisation, at).await? {
        consent::withdraw(tx, member, denial.id).await?;
    }
    tx.tell(domain::Fact::Suggestion(id));
    found.outcome = Outcome::Shown;
    Ok(found)
}

/// What a member has just put aside and may take back, newest first.
pub(crate) async fn just_put_aside(tx: &mut Tx, member: MemberId) -> Result<Vec<Suggestion>, StoreError> {
    let since = tx.now().plus_secs(-UNDO_S).micros();
    let rows = fetch_all!(tx, sql::PUT_ASIDE, SuggestionRow, member.uuid(), since, UNDO_MOST)?;
    rows.into_iter().map(|row| row.read().map_err(Into::into)).collect()
}

pub(crate) fn routes() -> kit::Routes {
    pages::routes().merge(api::routes())
}
