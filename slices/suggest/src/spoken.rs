//! News of a wish as consents and the budget see it: noted here when it is told, whoever made it.

use domain::ids::Id;
use domain::{
    Category, Effect, Fact, Grant, Instant, MemberId, Offer, OfferId, OpportunityId, Outcome, Purpose, Times,
    Wish, WishState, Zone,
};
use engine::Spoken;
use kit::App;
use store::{BadRow, StoreError, Tx, execute, fetch_optional};

use crate::actions::{denied, spent};
use crate::decide::denies_news;
use crate::ground::SpokenRow;
use crate::{ground, keyed, sql};

/// Seconds after news of an offer for which the offer is not suggested besides: who reads that it can be had and passes there at once
/// was told.
const HUSH_S: i64 = 3 * 3_600;
/// For good.
const FOR_GOOD: Instant = Instant::from_micros(i64::MAX);

/// What news is about, as consents see it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Topic<'a> {
    /// Of which category the wish is.
    pub category: Option<&'a Category>,
    /// The offer of the town that is the news, where one is: its organisation may be denied.
    pub offer: Option<&'a Offer>,
}

/// Whether a member's consents let news be said now.
///
/// # Errors
/// When the database fails.
pub async fn may_say_news(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    topic: Topic<'_>,
) -> Result<bool, StoreError> {
    let (now, civil) = (tx.now(), app.settings.zone.civil(tx.now()));
    let denies = |grant: &Grant| denies_news(grant, topic.category, now, civil);
    if consent::grants(tx, member).await?.iter().any(denies) {
        return Ok(false);
    }
    match topic.offer {
        Some(offer) => Ok(!denied(tx, app, member, offer.id, offer.organisation).await?),
        None => Ok(true),
    }
}

/// Whether a member closed the organisation or the category of an offer without any limit: it will not be told later either.
///
/// # Errors
/// When the database fails.
pub async fn is_denied_for_good(tx: &mut Tx, member: MemberId, offer: &Offer) -> Result<bool, StoreError> {
    let category = offer.subject.category.as_ref();
    let plain = |grant: &Grant| {
        (grant.effect, grant.purpose) == (Effect::Deny, Purpose::Suggest)
            && grant.zone.is_none()
            && grant.until.is_none()
            && grant.times == Times::ALWAYS
            && grant.covers(offer.organisation, category)
    };
    Ok(consent::grants(tx, member).await?.iter().any(plain))
}

/// Notes that news of a wish is told, so that it uses up attention; `false` when the store, as it stands at this instant, keeps it
/// from being told.
///
/// # Errors
/// When the database fails.
pub(crate) async fn speak(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    topic: Topic<'_>,
    opportunity: OpportunityId,
) -> Result<bool, StoreError> {
    store::turn(tx, member.uuid()).await?;
    let (now, attention) = (tx.now(), consent::attention(tx, member).await?);
    if spent(tx, app, &attention).await? || !may_say_news(tx, app, member, topic).await? {
        return Ok(false);
    }
    let offer = topic.offer.map(|offer| offer.id.uuid());
    let hush = offer.map(|_| now.plus_secs(HUSH_S).micros());
    match execute!(tx, sql::SPEAK, opportunity.uuid(), member.uuid(), now.micros(), offer, hush) {
        // The member was erased meanwhile.
        Err(error) if error.is_orphan() => return Ok(false),
        other => other?,
    };
    tx.tell(Fact::Opportunity(opportunity));
    Ok(true)
}

/// An offer that its member put aside where news told of it is not suggested either; opened again, it is.
///
/// # Errors
/// When the database fails.
pub async fn hush(tx: &mut Tx, opportunity: OpportunityId, closed: bool) -> Result<(), StoreError> {
    let until = if closed { FOR_GOOD } else { tx.now() };
    if execute!(tx, sql::HUSH, opportunity.uuid(), until.micros())? > 0 {
        tx.tell(Fact::Opportunity(opportunity));
    }
    Ok(())
}

/// News of a wish that was told, by its id.
pub(crate) async fn spoken(tx: &mut Tx, id: OpportunityId) -> Result<Option<Spoken>, StoreError> {
    Ok(fetch_optional!(tx, sql::SPOKEN_OF, SpokenRow, id.uuid())?.map(ground::spoken))
}

/// When an offer was suggested to a member, if it was, and what came of it.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn suggested(
    tx: &mut Tx,
    member: MemberId,
    offer: OfferId,
) -> Result<Option<(Instant, Outcome)>, StoreError> {
    let row = fetch_optional!(tx, sql::OF_OFFER, (i64, String), member.uuid(), offer.uuid())?;
    let read = |(at, outcome): (i64, String)| {
        let outcome = outcome.parse().map_err(|_| BadRow::at("suggestion", "outcome", offer)())?;
        Ok((Instant::from_micros(at), outcome))
    };
    row.map(read).transpose()
}

/// Whether an offer can be had at an instant and speaks to all of the town.
#[must_use]
pub fn is_had(offer: &Offer, now: Instant) -> bool {
    offer.state == domain::OfferState::Open
        && offer.stock != Some(0)
        && offer.zone == Zone::Neighbourhood
        && offer.from <= now
        && offer.until.is_none_or(|until| now < until)
}

/// Whether an open wish wants an offer at its price and its place, by the keys the World holds; how far that is is not asked.
#[must_use]
pub fn meets(wish: &Wish, offer: &Offer, now: Instant) -> bool {
    let pays = wish
        .top_price
        .is_none_or(|top| top.currency == offer.price.currency && offer.price.minor <= top.minor);
    wish.state == WishState::Open
        && wish.until.is_none_or(|until| now < until)
        && (wish.places.is_empty() || wish.places.contains(&offer.place))
        && pays
        && keyed::wish(wish.clone()).subject.wants(&keyed::offer(offer.clone()).subject)
}
