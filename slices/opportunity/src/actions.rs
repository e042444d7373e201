//! What can be done with news: reading, telling and answering it. Each takes the current transaction and commits nothing.

use domain::ids::Id;
use domain::{Effect, Fact, Instant, MemberId, OpportunityId, Outcome, Purpose};
use kit::{App, Result};
use store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::make::code;
use crate::model::{Answer, Closing, Denial, Opportunity, Refused, State};
use crate::rows::{self, Row, write_reasons};
use crate::{decide, sql, town, undo};

/// Days after which news that was never told is dropped.
const FORGOTTEN_DAYS: i64 = 90;
/// Days for which what an offer cost is held against what it costs.
const REMEMBERED_DAYS: i64 = 90;

/// Finds news by its id.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn opportunity(tx: &mut Tx, id: OpportunityId) -> Result<Option<Opportunity>, StoreError> {
    fetch_optional!(tx, sql::ONE, Row, id.uuid())?.map(Row::read).transpose()
}

/// News a member was told after a number, in order.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn of_member(
    tx: &mut Tx,
    member: MemberId,
    after: i64,
    limit: i64,
) -> Result<Vec<Opportunity>, StoreError> {
    read(fetch_all!(tx, sql::AFTER, Row, member.uuid(), after, limit)?)
}

/// All news a member was told, newest first.
pub(crate) async fn told(tx: &mut Tx, member: MemberId, limit: i64) -> Result<Vec<Opportunity>, StoreError> {
    read(fetch_all!(tx, sql::NEWS, Row, member.uuid(), limit)?)
}

/// News a member was told after an instant and has not answered, newest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn unanswered(
    tx: &mut Tx,
    member: MemberId,
    after: Instant,
    limit: i64,
) -> Result<Vec<Opportunity>, StoreError> {
    read(fetch_all!(tx, sql::UNANSWERED, Row, member.uuid(), after.micros(), limit)?)
}

/// News a member was told after an instant and has not even seen, newest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn unseen(
    tx: &mut Tx,
    member: MemberId,
    after: Instant,
    limit: i64,
) -> Result<Vec<Opportunity>, StoreError> {
    read(fetch_all!(tx, sql::UNSEEN, Row, member.uuid(), after.micros(), limit)?)
}

/// The number of the newest news a member was told before an instant, 0 when there is none.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &mut Tx, member: MemberId, before: Instant) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, sql::BEFORE_SINCE, (i64,), member.uuid(), before.micros())?.0)
}

/// What waits, whosever it is, after an id and in order.
pub(crate) async fn waiting(
    tx: &mut Tx,
    after: Option<OpportunityId>,
    limit: i64,
) -> Result<Vec<Opportunity>, StoreError> {
    let after = after.map_or(Uuid::nil(), Id::uuid);
    read(fetch_all!(tx, sql::WAITING, Row, after, limit)?)
}

pub(crate) fn read(rows: Vec<Row>) -> Result<Vec<Opportunity>, StoreError> {
    rows.into_iter().map(Row::read).collect()
}

/// Marks what waits as told, as it is now and for its reasons, with the member's next number; `false` when it no longer waits.
pub(crate) async fn tell(tx: &mut Tx, told: &Opportunity) -> Result<bool, StoreError> {
    let number = fetch_one!(tx, sql::NEXT_NUMBER, (i64,), told.member.uuid())?.0;
    let now = tx.now().micros();
    let marked = execute!(
        tx,
        sql::TELL,
        told.id.uuid(),
        number,
        now,
        told.read_at.micros(),
        told.price.map(|price| price.minor),
        told.price.map(code),
        write_reasons(&told.reasons),
        &told.title,
        &told.retailer,
        &told.site,
        &told.url,
    )?;
    Ok(marked == 1)
}

/// Whether its member was told the very same of the same page for another of their wishes.
pub(crate) async fn is_said(tx: &mut Tx, of: &Opportunity) -> Result<bool, StoreError> {
    let said = fetch_one!(tx, sql::SAID_OF_PAGE, (i64,), of.about, of.member.uuid(), of.id.uuid())?;
    Ok(said.0 > 0)
}

/// Forgets what waits.
pub(crate) async fn forget(tx: &mut Tx, id: OpportunityId) -> Result<(), StoreError> {
    execute!(tx, sql::FORGET, id.uuid()).map(drop)
}

/// What a member closed that closes this.
pub(crate) async fn closed(tx: &mut Tx, of: &Opportunity) -> Result<Vec<Closing>, StoreError> {
    let now = tx.now().micros();
    let rows = fetch_all!(
        tx,
        sql::DENIED,
        (String,),
        of.member.uuid(),
        now,
        of.closed_by(Closing::Page),
        of.closed_by(Closing::Site),
        of.closed_by(Closing::Wish),
    )?;
    Ok(rows.into_iter().filter_map(|(kind,)| kind.parse().ok()).collect())
}

/// News of a member that they were told.
pub(crate) async fn theirs(tx: &mut Tx, member: MemberId, id: OpportunityId) -> Result<Opportunity> {
    let found = opportunity(tx, id).await?;
    let theirs = found.filter(|found| found.member == member && found.state == State::Told);
    theirs.ok_or_else(|| Refused::NotThere.into())
}

/// Notes that news was seen; an answer stands.
pub(crate) async fn seen(tx: &mut Tx, id: OpportunityId) -> Result<(), StoreError> {
    let now = tx.now().micros();
    execute!(tx, sql::SEEN, id.uuid(), now).map(drop)
}

/// Answers news with one touch: closes what the answer closes, or notes that the wish came true.
///
/// # Errors
/// `not-found` when it is not theirs, `already-taken` when they said before that they have it, `too-many` when their consents fill the list.
pub(crate) async fn answer(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    id: OpportunityId,
    answer: Answer,
) -> Result<Opportunity> {
    let mut found = theirs(tx, member, id).await?;
    let (now, before) = (tx.now(), found.outcome);
    found.outcome = decide::outcome(before, answer)?;
    let again = before == Outcome::Dismissed && found.outcome == before;
    if again {
        undo::replaced(tx, member, &found).await?;
    }
    match (found.organisation(), decide::closes(answer, now)) {
        // A neighbour is closed by a consent, as on a suggestion: for both.
        (Some(organisation), Some((Closing::Site, _))) => {
            let new = consent::NewGrant::new(Effect::Deny, Purpose::Suggest);
            let new = consent::NewGrant { organisation: Some(organisation), ..new };
            consent::give(tx, app, member, new).await?;
        }
        (organisation, Some((closing, until))) => {
            deny(tx, &found, closing, until).await?;
            if organisation.is_some() && closing == Closing::Page {
                suggest::hush(tx, id, true).await?;
            }
        }
        (_, None) => {}
    }
    if found.outcome != before || again {
        execute!(tx, sql::OUTCOME, id.uuid(), found.outcome.name(), now.micros())?;
        tx.tell(Fact::Opportunity(id));
    }
    if found.outcome == Outcome::Taken {
        wish::fulfil(tx, found.wish).await?;
    }
    Ok(found)
}

async fn deny(
    tx: &mut Tx,
    of: &Opportunity,
    closing: Closing,
    until: Option<Instant>,
) -> Result<(), StoreError> {
    let wish = wish::wish(tx, of.wish).await?.map(|wish| wish.title);
    let label = match closing {
        Closing::Site => of.retailer.clone(),
        Closing::Page => format!("{} · {}", of.title, of.retailer),
        Closing::Wish => wish.unwrap_or_else(|| of.title.clone()),
    };
    let (now, until) = (tx.now().micros(), until.map(Instant::micros));
    execute!(tx, sql::DENY, of.member.uuid(), closing.name(), of.closed_by(closing), label, until, now)
        .map(drop)
}

/// What a member closed, newest first.
pub(crate) async fn denials(tx: &mut Tx, member: MemberId) -> Result<Vec<Denial>, StoreError> {
    let now = tx.now().micros();
    let rows = fetch_all!(tx, sql::DENIALS, (String, String, String, Option<i64>), member.uuid(), now)?;
    rows.into_iter().map(rows::denial).collect()
}

/// Takes a denial back; what was not closed stays open.
pub(crate) async fn allow(
    tx: &mut Tx,
    member: MemberId,
    closing: Closing,
    what: &str,
) -> Result<(), StoreError> {
    execute!(tx, sql::ALLOW, member.uuid(), closing.name(), what)?;
    match what.parse() {
        Ok(offer) if closing == Closing::Page => town::open_again(tx, member, offer).await,
        _ => Ok(()),
    }
}

/// Drops what was never told long ago, old steps of offers, and denials that have ended.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx) -> Result<(), StoreError> {
    let now = tx.now();
    execute!(tx, sql::SWEEP, now.plus_secs(-FORGOTTEN_DAYS * 86_400).micros())?;
    execute!(tx, sql::SWEEP_POINTS, now.plus_secs(-REMEMBERED_DAYS * 86_400).micros())?;
    execute!(tx, sql::SWEEP_DENIALS, now.micros()).map(drop)
}
