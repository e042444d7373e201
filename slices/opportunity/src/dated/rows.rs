//! What was made before, and news said again as it is now.

use domain::ids::Id;
use domain::{EventId, Instant, OpportunityId, WishId};
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_one};
use uuid::Uuid;

use super::decide::Before;
use crate::actions::read;
use crate::model::Opportunity;
use crate::rows::{Row, write_reasons};
use crate::sql;

/// Seconds for which news of what takes place is kept as it is announced: a fortnight, and the day before it.
const KEPT_S: i64 = 16 * 86_400;
/// Read at a time.
const SOME: i64 = 200;

/// What came of news of a thing, oldest first.
pub(super) async fn before(tx: &mut Tx, wish: WishId, thing: Uuid) -> Result<Vec<Before>, StoreError> {
    type Came = (String, String, Option<i64>);
    let rows = fetch_all!(tx, sql::BEFORE_ON, Came, wish.uuid(), thing)?;
    let bad = |column| BadRow::at("opportunity", column, wish);
    let read = |(state, outcome, at): Came| -> Result<Before, StoreError> {
        Ok(Before {
            state: state.parse().map_err(|_| bad("state")())?,
            outcome: outcome.parse().map_err(|_| bad("outcome")())?,
            outcome_at: at.map(Instant::from_micros),
        })
    };
    rows.into_iter().map(read).collect()
}

/// The events of which a wish was told, or is to be.
pub(super) async fn events_of(tx: &mut Tx, wish: WishId) -> Result<Vec<EventId>, StoreError> {
    let told = read(fetch_all!(tx, sql::ALL_ON, Row, wish.uuid())?)?;
    Ok(told.iter().flat_map(Opportunity::times).map(|time| time.event).collect())
}

/// How often it was said of a wish since an instant that something takes place, and how often that waits to be said.
pub(super) async fn on_since(tx: &mut Tx, wish: WishId, since: Instant) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, sql::ON_SINCE, (i64,), wish.uuid(), since.micros())?.0)
}

/// Whether it was said that a wish ends then.
pub(super) async fn ends_said(tx: &mut Tx, wish: WishId, level: &str) -> Result<bool, StoreError> {
    Ok(fetch_one!(tx, sql::ENDS_SAID, (i64,), wish.uuid(), level)?.0 > 0)
}

/// News of what takes place that was told of late, or waits, in the order in which it was made: after that of an instant and an id, the
/// first without.
pub(super) async fn standing(
    tx: &mut Tx,
    after: Option<(Instant, OpportunityId)>,
) -> Result<Vec<Opportunity>, StoreError> {
    let (at, id) = after.map_or((tx.now().plus_secs(-KEPT_S), Uuid::max()), |(at, id)| (at, id.uuid()));
    read(fetch_all!(tx, sql::DATED, Row, at.micros(), id, SOME)?)
}

/// Keeps news as it is announced now, unless another hand has changed it since it was read.
pub(super) async fn restate(tx: &mut Tx, before: &Opportunity, news: &Opportunity) -> Result<(), StoreError> {
    execute!(
        tx,
        sql::RESTATE,
        news.id.uuid(),
        write_reasons(&news.reasons),
        &news.title,
        &news.retailer,
        &news.site,
        &news.url,
        news.read_at.micros(),
        write_reasons(&before.reasons),
        before.read_at.micros(),
    )
    .map(drop)
}
