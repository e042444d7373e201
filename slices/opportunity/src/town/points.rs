//! How offers of the town stood, kept; and when each is looked at again.

use domain::ids::Id;
use domain::{Availability, Instant, MemberId, Money, Offer, OfferId, OpportunityId};
use product::Point;
use store::{BadRow, StoreError, Tx, execute, fetch_all};
use uuid::Uuid;

use super::decide::{self, Before, Noted};
use crate::sql;

/// Offers looked at that a member was told of before.
const OTHERS: i64 = 200;

/// The steps of an offer, oldest first.
pub(super) async fn history(tx: &mut Tx, offer: OfferId) -> Result<Vec<Point>, StoreError> {
    let rows = fetch_all!(tx, sql::POINTS, (i64, i64, String, i64), offer.uuid())?;
    let read = |(at, minor, currency, had): (i64, i64, String, i64)| {
        let currency = currency.parse().map_err(|_| BadRow::at("offer_point", "currency", offer)())?;
        let availability = if had == 1 { Availability::In } else { Availability::Out };
        let price = Some(Money { minor, currency });
        Ok(Point { at: Instant::from_micros(at), price, availability })
    };
    rows.into_iter().map(read).collect()
}

/// Notes how an offer stands now; gives its steps. Whoever else notes the same offer is waited for.
pub(super) async fn note(tx: &mut Tx, offer: &Offer) -> Result<Vec<Point>, StoreError> {
    store::turn(tx, offer.id.uuid()).await?;
    let mut steps = history(tx, offer.id).await?;
    let point = decide::point(offer, tx.now());
    let noted = decide::noted(&steps, &point);
    if let Noted::Instead(at) | Noted::Undone(at) = noted {
        execute!(tx, sql::DROP_POINT, offer.id.uuid(), at.micros())?;
        steps.pop();
    }
    if let Noted::Step | Noted::Instead(_) = noted {
        let had = i64::from(point.availability == Availability::In);
        let (minor, currency) = (offer.price.minor, offer.price.currency.code().to_owned());
        execute!(tx, sql::ADD_POINT, offer.id.uuid(), point.at.micros(), minor, currency, had)?;
        steps.push(point);
    }
    Ok(steps)
}

/// An offer is looked at again when it next may mean something; what is due sooner stays.
pub(super) async fn look_again(tx: &mut Tx, offer: &Offer, steps: &[Point]) -> Result<(), StoreError> {
    let next = steps.last().and_then(|newest| decide::next_look(offer, newest, tx.now()));
    if let Some(at) = next {
        execute!(tx, sql::LOOK_AT_OFFER, offer.id.uuid(), at.micros())?;
    }
    Ok(())
}

/// Offers that are due to be looked at, each with when it was.
pub(super) async fn due(tx: &mut Tx, most: i64) -> Result<Vec<(OfferId, Instant)>, StoreError> {
    let now = tx.now().micros();
    let rows = fetch_all!(tx, sql::OFFERS_DUE, (Uuid, i64), now, most)?;
    let read = |(id, at)| (OfferId::from_uuid(id), Instant::from_micros(at));
    let mut due: Vec<_> = rows.into_iter().map(read).collect();
    // By id, so that two nodes wait for each other in one order.
    due.sort_unstable_by_key(|(id, _)| *id);
    Ok(due)
}

/// An offer was looked at as it was due.
pub(super) async fn looked(tx: &mut Tx, offer: OfferId, due: Instant) -> Result<(), StoreError> {
    execute!(tx, sql::OFFER_LOOKED_AT, offer.uuid(), due.micros()).map(drop)
}

/// What a member was told of an offer, or is to be told, oldest first.
pub(super) async fn before(tx: &mut Tx, member: MemberId, offer: OfferId) -> Result<Vec<Before>, StoreError> {
    type Row = (Option<i64>, Option<String>, i64);
    let rows = fetch_all!(tx, sql::HERE_OF_OFFER, Row, member.uuid(), offer.uuid())?;
    let read = |(minor, currency, made_at): Row| {
        let currency = currency.and_then(|code| code.parse().ok());
        let price = minor.zip(currency).map(|(minor, currency)| Money { minor, currency });
        Before { price, made_at: Instant::from_micros(made_at) }
    };
    Ok(rows.into_iter().map(read).collect())
}

/// Other offers that a member was told of, or is to be told of, the latest first.
pub(super) async fn others(
    tx: &mut Tx,
    member: MemberId,
    offer: OfferId,
) -> Result<Vec<OfferId>, StoreError> {
    let rows = fetch_all!(tx, sql::HERE_OF_MEMBER, (Uuid,), member.uuid(), offer.uuid(), OTHERS)?;
    Ok(rows.into_iter().map(|(id,)| OfferId::from_uuid(id)).collect())
}

/// The news that told a member of an offer.
pub(super) async fn told_of(
    tx: &mut Tx,
    member: MemberId,
    offer: OfferId,
) -> Result<Vec<OpportunityId>, StoreError> {
    let rows = fetch_all!(tx, sql::HERE_IDS, (Uuid,), member.uuid(), offer.uuid())?;
    Ok(rows.into_iter().map(|(id,)| OpportunityId::from_uuid(id)).collect())
}
