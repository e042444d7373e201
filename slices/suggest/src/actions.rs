//! Saving what the engine proposed, and what members did with it.

use domain::ids::Id;
use domain::{
    Attention, Channel, Fact, Grant, MemberId, OfferId, OrganisationId, Outcome, Suggestion, SuggestionId,
};
use engine::Proposal;
use kit::{App, Refusal, Result};
use store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};

use crate::decide::{Step, denies, step};
use crate::rows::{SuggestionRow, write_reasons};
use crate::sql;

/// What became of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It is the member's next suggestion.
    Made(Suggestion),
    /// The member closed it meanwhile, by whatever node: nothing is said.
    Forbidden,
    /// The member was told of this offer before, by another node.
    Known,
}

/// Saves a proposal as the member's next suggestion.
///
/// The store is asked here once more, so that no race can say what the member has just forbidden; and one node after the other asks for
/// a member, so that no two of them see the same room in a budget.
///
/// # Errors
/// When the database fails.
pub async fn save(tx: &mut Tx, app: &App, proposal: &Proposal) -> Result<Saved, StoreError> {
    let (now, member) = (tx.now(), proposal.member);
    store::turn(tx, member.uuid()).await?;
    if forbidden(tx, app, proposal).await? {
        return Ok(Saved::Forbidden);
    }
    let suggestion = Suggestion {
        id: app.id(),
        number: fetch_one!(tx, sql::NEXT_NUMBER, (i64,), member.uuid())?.0,
        member,
        offer: proposal.offer,
        organisation: proposal.organisation,
        place: proposal.place,
        wish: proposal.wish,
        reasons: proposal.reasons.clone(),
        score: proposal.score,
        channel: Channel::Live,
        made_at: now,
        outcome: Outcome::Made,
    };
    let added = execute!(
        tx,
        sql::ADD,
        suggestion.id.uuid(),
        suggestion.number,
        member.uuid(),
        suggestion.offer.uuid(),
        suggestion.organisation.uuid(),
        suggestion.place.uuid(),
        suggestion.wish.uuid(),
        write_reasons(&suggestion.reasons),
        suggestion.score,
        suggestion.channel.name(),
        now.micros(),
        suggestion.outcome.name(),
    )?;
    if added == 0 {
        return Ok(Saved::Known);
    }
    tx.tell(Fact::Suggestion(suggestion.id));
    Ok(Saved::Made(suggestion))
}

/// Whether the store, as it stands now, forbids what the World proposed: the switch, the quiet hours, the budget, news that has just
/// told of the offer, or a denial. On one node the World knows all of it; another node may have committed a moment ago. (A denial for some zones
/// only is the World's to judge: the store does not know where anybody is.)
async fn forbidden(tx: &mut Tx, app: &App, proposal: &Proposal) -> Result<bool, StoreError> {
    let (now, member) = (tx.now(), proposal.member);
    let attention = consent::attention(tx, member).await?;
    if !attention.mode.on_at(now) || spent(tx, app, &attention).await? {
        return Ok(true);
    }
    let hushed = fetch_one!(tx, sql::HUSHED, (i64,), member.uuid(), proposal.offer.uuid(), now.micros())?.0;
    Ok(hushed > 0 || denied(tx, app, member, proposal.offer, proposal.organisation).await?)
}

/// Whether a member's consents, as the store holds them now, keep an offer from being said; one that is gone is.
pub(crate) async fn denied(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    offer: OfferId,
    organisation: OrganisationId,
) -> Result<bool, StoreError> {
    let (now, civil) = (tx.now(), app.settings.zone.civil(tx.now()));
    let Some(offer) = offer::offer(tx, offer).await? else { return Ok(true) };
    let denies = |grant: &Grant| {
        denies(grant, now, civil) && grant.covers(organisation, offer.subject.category.as_ref())
    };
    Ok(consent::grants(tx, member).await?.iter().any(denies))
}

/// Whether a suggestion that was made may be said now: its member's switch is on and no consent of theirs denies it.
///
/// # Errors
/// When the database fails.
pub async fn may_say(tx: &mut Tx, app: &App, made: &Suggestion) -> Result<bool, StoreError> {
    let mode = consent::attention(tx, made.member).await?.mode;
    Ok(mode.on_at(tx.now()) && !denied(tx, app, made.member, made.offer, made.organisation).await?)
}

/// Whether a member's attention is closed now, whatever it is for: quiet hours, or a budget that suggestions and news of this
/// day have used up.
pub(crate) async fn spent(tx: &mut Tx, app: &App, attention: &Attention) -> Result<bool, StoreError> {
    let (now, zone, member) = (tx.now(), &app.settings.zone, attention.member);
    let (quiet, day) = (attention.quiet, zone.start_of_day(now).micros());
    let suggested = fetch_one!(tx, sql::SINCE, (i64,), member.uuid(), day)?.0;
    let told = suggested + fetch_one!(tx, sql::SPOKEN_SINCE, (i64,), member.uuid(), day)?.0;
    let quiet = quiet.is_some_and(|quiet| quiet.holds(zone.civil(now).minute));
    Ok(quiet || told >= i64::from(attention.per_day))
}

/// Finds a suggestion.
///
/// # Errors
/// When the database fails.
pub async fn suggestion(tx: &mut Tx, id: SuggestionId) -> Result<Option<Suggestion>, StoreError> {
    let row = fetch_optional!(tx, sql::ONE, SuggestionRow, id.uuid())?;
    Ok(row.map(SuggestionRow::read).transpose()?)
}

/// A member's suggestions after a number, in order.
///
/// # Errors
/// When the database fails.
pub async fn of_member(
    tx: &mut Tx,
    member: MemberId,
    after: i64,
    limit: i64,
) -> Result<Vec<Suggestion>, StoreError> {
    read(fetch_all!(tx, sql::AFTER, SuggestionRow, member.uuid(), after, limit)?)
}

/// A member's unanswered and saved suggestions, newest first.
///
/// # Errors
/// When the database fails.
pub(crate) async fn standing(
    tx: &mut Tx,
    member: MemberId,
    limit: i64,
) -> Result<Vec<Suggestion>, StoreError> {
    read(fetch_all!(tx, sql::STANDING, SuggestionRow, member.uuid(), limit)?)
}

/// The number of a member's newest suggestion, 0 when there is none: where a new stream begins.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &mut Tx, member: MemberId) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, sql::NEWEST, (i64,), member.uuid())?.0)
}

fn read(rows: Vec<SuggestionRow>) -> Result<Vec<Suggestion>, StoreError> {
    rows.into_iter().map(|row| row.read().map_err(Into::into)).collect()
}

/// Records what a member did with a suggestion.
///
/// # Errors
/// `not-found` when it is not theirs, `already-taken` when it was answered for good, `conflict` when another hand was
/// quicker.
pub async fn record(tx: &mut Tx, member: MemberId, id: SuggestionId, outcome: Outcome) -> Result<Suggestion> {
    let found = suggestion(tx, id).await?.filter(|found| found.member == member);
    let mut found = found.ok_or_else(|| Refusal::new("not-found"))?;
    match step(found.outcome, outcome) {
        Step::Same => return Ok(found),
        Step::Final => return Err(Refusal::new("already-taken")),
        Step::To(next) => {
            let (at, before) = (tx.now().micros(), found.outcome.name());
            if execute!(tx, sql::OUTCOME, id.uuid(), next.name(), at, before)? == 0 {
                return Err(Refusal::new("conflict"));
            }
            found.outcome = next;
        }
    }
    tx.tell(Fact::Suggestion(id));
    Ok(found)
}
