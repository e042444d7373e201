//! What can be done with encounters: take, confirm, cancel, let expire, look.

use domain::ids::Id;
use domain::{
    EncounterId, Fact, Instant, MemberId, Offer, OrganisationId, Outcome, Suggestion, SuggestionId, limits,
};
use kit::{App, Refusal, Result, Signed};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use suggest::{News, Street};
use uuid::Uuid;

use crate::decide::{self, Step};
use crate::model::{Code, Encounter, EncounterState};
use crate::rows::EncounterRow;
use crate::{sql, tries};

/// How often a code is drawn again when another hand drew the same one at the same moment.
const DRAWS: usize = 8;
/// Encounters let expire in one go; the rest follows with the next.
const EXPIRE_AT_ONCE: i64 = 1_000;

/// Finds an encounter.
///
/// # Errors
/// When the database fails.
pub async fn encounter(tx: &mut Tx, id: EncounterId) -> Result<Option<Encounter>, StoreError> {
    let row = fetch_optional!(tx, sql::ENCOUNTER, EncounterRow, id.uuid())?;
    Ok(row.map(EncounterRow::read).transpose()?)
}

/// A member's encounters: expected ones first, then the newest of the others.
///
/// # Errors
/// When the database fails.
pub async fn of_member(tx: &mut Tx, member: MemberId) -> Result<Vec<Encounter>, StoreError> {
    read(fetch_all!(tx, sql::OF_MEMBER, EncounterRow, member.uuid(), limits::PAGE_ROWS)?)
}

/// The encounters an organisation awaits, the longest awaited first.
///
/// # Errors
/// When the database fails.
pub async fn expected_of(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Encounter>, StoreError> {
    read(fetch_all!(tx, sql::EXPECTED_OF, EncounterRow, organisation.uuid())?)
}

fn read(rows: Vec<EncounterRow>) -> Result<Vec<Encounter>, StoreError> {
    rows.into_iter().map(|row| row.read().map_err(Into::into)).collect()
}

/// What a member did with a suggestion, and the encounter it began when they took it.
///
/// # Errors
/// Those of [`take`]; `invalid` for an outcome that is not the member's to tell.
pub async fn answer(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    suggestion: SuggestionId,
    outcome: Outcome,
) -> Result<(Outcome, Option<Encounter>)> {
    match outcome {
        Outcome::Made => Err(Refusal::invalid("outcome", "choice")),
        Outcome::Taken => Ok((outcome, Some(take(tx, app, member, suggestion).await?))),
        _ => Ok((suggest::record(tx, member, suggestion, outcome).await?.outcome, None)),
    }
}

/// Takes a suggestion: holds a unit of its offer and begins an encounter.
///
/// # Errors
/// `not-found` when it is not theirs, `already-taken` when it was answered for good, `stock-gone`, `offer-over`,
/// `too-many` when the organisation has no code left to give.
pub async fn take(tx: &mut Tx, app: &App, member: MemberId, suggestion: SuggestionId) -> Result<Encounter> {
    let taken = suggest::record(tx, member, suggestion, Outcome::Taken).await?;
    let offer = offer::hold(tx, taken.offer).await?;
    let begun = insert(tx, app, &taken, &offer).await?;
    tx.tell(Fact::Encounter(begun.id));
    Ok(begun)
}

async fn insert(tx: &mut Tx, app: &App, taken: &Suggestion, offer: &Offer) -> Result<Encounter> {
    for _ in 0..DRAWS {
        let codes = fetch_all!(tx, sql::CODES_OF, (String,), taken.organisation.uuid())?;
        let codes = codes.iter().filter_map(|(code,)| code.parse().ok()).collect();
        let drawn = decide::free_code(&codes, |count| app.chance.below(count));
        let new = begun(app, tx, taken, offer, drawn.ok_or_else(|| Refusal::new("too-many"))?);
        if add(tx, &new).await? {
            return Ok(new);
        }
    }
    Err(Refusal::new("conflict"))
}

fn begun(app: &App, tx: &Tx, taken: &Suggestion, offer: &Offer, code: Code) -> Encounter {
    Encounter {
        id: app.id(),
        member: taken.member,
        organisation: taken.organisation,
        place: taken.place,
        offer: taken.offer,
        suggestion: taken.id,
        wish: taken.wish,
        title: offer.title.clone(),
        state: EncounterState::Expected,
        code,
        amount: offer.price,
        began_at: tx.now(),
        expires_at: tx.now().plus_secs(limits::HOLD_S),
        settled_at: None,
        confirmed_by: None,
    }
}

/// Whether the row was added; `false` when its code was given away meanwhile.
async fn add(tx: &mut Tx, new: &Encounter) -> Result<bool, StoreError> {
    let added = execute!(
        tx,
        sql::ADD,
        new.id.uuid(),
        new.member.uuid(),
        new.organisation.uuid(),
        new.place.uuid(),
        new.offer.uuid(),
        new.suggestion.uuid(),
        new.wish.uuid(),
        &new.title,
        new.state.name(),
        new.code.to_string(),
        new.amount.minor,
        new.amount.currency.code(),
        new.began_at.micros(),
        new.expires_at.micros()
    )?;
    Ok(added > 0)
}

/// The associate confirms with the code shown at the counter; the wish is fulfilled. Twice within a click is once.
///
/// # Errors
/// `not-found` when it is not their organisation's, `wrong-code`, `encounter-over`, `too-often` after ten wrong codes
/// within a minute.
pub async fn confirm(
    tx: &mut Tx,
    app: &App,
    associate: &Signed,
    id: EncounterId,
    code: &str,
) -> Result<Encounter> {
    let found = encounter(tx, id).await?.filter(|found| associate.acts_for(found.organisation).is_ok());
    let found = found.ok_or_else(|| Refusal::new("not-found"))?;
    let (organisation, now) = (found.organisation, tx.now());
    tries::check(&app.tries, organisation, now)?;
    let said: Code = code.parse().map_err(|_| Refusal::new("wrong-code"))?;
    let done = shift(tx, found, Some(associate.id), |it, now| decide::confirm(it, said, now)).await;
    if done.as_ref().is_err_and(|refusal| refusal.code == "wrong-code") {
        tries::wrong(&app.tries, organisation, now);
    }
    done
}

/// The associate confirms whichever encounter of their organisation awaits this code.
///
/// # Errors
/// `not-your-organisation`, `encounter-not-expected` when none does, and those of [`confirm`].
pub async fn confirm_code(
    tx: &mut Tx,
    app: &App,
    associate: &Signed,
    organisation: OrganisationId,
    code: &str,
) -> Result<Encounter> {
    associate.acts_for(organisation)?;
    let now = tx.now();
    tries::check(&app.tries, organisation, now)?;
    let said: Code = code.parse().map_err(|_| Refusal::new("wrong-code"))?;
    let since = now.plus_secs(-decide::DOUBLE_CLICK_S).micros();
    let found = fetch_optional!(tx, sql::BY_CODE, (Uuid,), organisation.uuid(), said.to_string(), since)?;
    match found {
        Some((id,)) => confirm(tx, app, associate, EncounterId::from_uuid(id), code).await,
        None => {
            tries::wrong(&app.tries, organisation, now);
            Err(Refusal::new("encounter-not-expected"))
        }
    }
}

/// The member, or an associate of the organisation, calls it off; the unit is given back, once.
///
/// # Errors
/// `not-found` when it is neither theirs nor their organisation's, `encounter-over` when it took place.
pub async fn cancel(tx: &mut Tx, by: &Signed, id: EncounterId) -> Result<Encounter> {
    let found = encounter(tx, id).await?.filter(|found| concerns(found, by));
    let found = found.ok_or_else(|| Refusal::new("not-found"))?;
    shift(tx, found, None, |it, _| decide::cancel(it)).await
}

/// Whether an encounter is the member's own or one of an organisation they act for.
#[must_use]
pub fn concerns(encounter: &Encounter, who: &Signed) -> bool {
    encounter.member == who.id || who.acts_for(encounter.organisation).is_ok()
}

/// Lets every encounter expire whose time has passed, each in its own transaction; gives how many did.
///
/// # Errors
/// The last failure of the database, after all others were tried.
pub async fn expire(app: &App) -> Result<usize> {
    let now = app.now();
    let mut tx = app.read().await?;
    let due = fetch_all!(&mut tx, sql::DUE, (Uuid,), now.micros(), EXPIRE_AT_ONCE)?;
    drop(tx);
    let (mut expired, mut failed) = (0, None);
    for (id,) in due {
        match expire_one(app, EncounterId::from_uuid(id)).await {
            Ok(did) => expired += usize::from(did),
            Err(refusal) => failed = Some(refusal),
        }
    }
    failed.map_or(Ok(expired), Err)
}

async fn expire_one(app: &App, id: EncounterId) -> Result<bool> {
    let mut tx = app.write().await?;
    let Some(found) = encounter(&mut tx, id).await? else { return Ok(false) };
    let before = found.state;
    let after = shift(&mut tx, found, None, |it, now| Ok(decide::expire(it, now))).await?.state;
    tx.commit().await?;
    Ok(before != after && after == EncounterState::Expired)
}

/// Moves an encounter as decided; decides again when another hand was quicker.
async fn shift(
    tx: &mut Tx,
    mut found: Encounter,
    by: Option<MemberId>,
    decided: impl Fn(&Encounter, Instant) -> Result<Step>,
) -> Result<Encounter> {
    for _ in 0..2 {
        let Step::Move(state) = decided(&found, tx.now())? else { return Ok(found) };
        if settle(tx, &found, state, by).await? {
            let settled_at = Some(tx.now());
            return Ok(Encounter { state, settled_at, confirmed_by: by, ..found });
        }
        found = encounter(tx, found.id).await?.ok_or_else(|| Refusal::new("not-found"))?;
    }
    Err(Refusal::new("conflict"))
}

/// Saves a state and what comes of it; `false` when it was settled meanwhile.
async fn settle(
    tx: &mut Tx,
    found: &Encounter,
    state: EncounterState,
    by: Option<MemberId>,
) -> Result<bool, StoreError> {
    let now = tx.now().micros();
    if execute!(tx, sql::SETTLE, found.id.uuid(), state.name(), now, by.map(Id::uuid))? == 0 {
        return Ok(false);
    }
    match state {
        EncounterState::Confirmed => wish::fulfil(tx, found.wish).await?,
        EncounterState::Cancelled | EncounterState::Expired => offer::release(tx, found.offer).await?,
        EncounterState::Expected => {}
    }
    tx.tell(Fact::Encounter(found.id));
    Ok(true)
}

/// Hears a fact: an encounter's two open pages are told to look again; what was held for an erased member goes back.
///
/// # Errors
/// When the database fails.
pub async fn heard(app: &App, street: &Street, fact: Fact) -> Result<(), StoreError> {
    let id = match fact {
        Fact::Encounter(id) => id,
        Fact::Member(member) => return crate::gone::forget_gone(app, member).await,
        _ => return Ok(()),
    };
    let mut tx = app.read().await?;
    if let Some(Encounter { member, organisation, .. }) = encounter(&mut tx, id).await? {
        street.tell(News::Encounter { member, organisation });
    }
    Ok(())
}
