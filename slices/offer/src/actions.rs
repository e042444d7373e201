//! What can be done with offers: find, publish, change.

use domain::ids::Id;
use domain::{Fact, Gtin, Instant, Offer, OfferId, OrganisationId, PlaceId, limits};
use kit::{App, Refusal, Result};
use store::{StoreError, Tally, Tx, execute, fetch_all, fetch_each, fetch_one, fetch_optional};

use crate::model::{Filter, NewOffer, OfferChange};
use crate::rows::{OfferRow, read_all};
use crate::{decide, sql};

/// Finds an offer, whatever its state.
///
/// # Errors
/// When the database fails.
pub async fn offer(tx: &mut Tx, id: OfferId) -> Result<Option<Offer>, StoreError> {
    let row = fetch_optional!(tx, sql::OFFER, OfferRow, id.uuid())?;
    row.map(|row| row.read().map_err(Into::into)).transpose()
}

/// The offers of a product that speak at an instant and are not sold out, cheapest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn with_gtin(tx: &mut Tx, gtin: Gtin, now: Instant, most: i64) -> Result<Vec<Offer>, StoreError> {
    read_all(fetch_all!(tx, sql::WITH_GTIN, OfferRow, gtin.number(), now.micros(), most)?)
}

/// All offers that are not closed.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<Offer>, StoreError> {
    read_all(fetch_all!(tx, sql::ALL_STANDING, OfferRow)?)
}

/// Gives every offer that is not closed, one after the other.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn each(tx: &mut Tx, mut give: impl FnMut(Offer) + Send) -> Result<(), StoreError> {
    fetch_each!(tx, sql::EVERY_STANDING, OfferRow, |row| {
        give(row.read()?);
        Ok(())
    })
}

/// How many offers [`each`] gives.
///
/// # Errors
/// When the database fails.
pub async fn tally(tx: &mut Tx) -> Result<Tally, StoreError> {
    store::tally(tx, sql::TALLY).await
}

/// The offers of an organisation that are not closed, newest first.
///
/// # Errors
/// When the database fails.
pub async fn of_organisation(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Offer>, StoreError> {
    of_organisation_page(tx, organisation, None, limits::OFFERS_PER_ORGANISATION).await
}

/// A page of the offers of an organisation that are not closed, newest first, older than `after`.
///
/// # Errors
/// When the database fails.
pub async fn of_organisation_page(
    tx: &mut Tx,
    organisation: OrganisationId,
    after: Option<OfferId>,
    limit: i64,
) -> Result<Vec<Offer>, StoreError> {
    let after = after.map(Id::uuid);
    read_all(fetch_all!(tx, sql::OF_ORGANISATION, OfferRow, organisation.uuid(), after, limit)?)
}

/// The newest offers of an organisation that were closed.
///
/// # Errors
/// When the database fails.
pub(crate) async fn closed_of_organisation(
    tx: &mut Tx,
    organisation: OrganisationId,
    limit: i64,
) -> Result<Vec<Offer>, StoreError> {
    read_all(fetch_all!(tx, sql::CLOSED_OF_ORGANISATION, OfferRow, organisation.uuid(), limit)?)
}

/// A page of the offers that are open now, newest first.
///
/// # Errors
/// When the database fails.
pub async fn open_page(tx: &mut Tx, filter: &Filter, limit: i64) -> Result<Vec<Offer>, StoreError> {
    let now = tx.now().micros();
    let (organisation, place) = (filter.organisation.map(Id::uuid), filter.place.map(Id::uuid));
    let category = filter.category.as_ref().map(|category| category.path().to_owned());
    let below = category.as_ref().map(|path| format!("{path}/%"));
    let after = filter.after.map(Id::uuid);
    let rows =
        fetch_all!(tx, sql::OPEN, OfferRow, now, organisation, place, &category, &below, after, limit)?;
    read_all(rows)
}

/// Publishes an offer.
///
/// # Errors
/// `invalid` naming the field (a place that is not the organisation's is `unknown`), `too-many` beyond the limit,
/// `conflict` when the organisation has an offer of this reference.
pub async fn publish(tx: &mut Tx, app: &App, new: NewOffer) -> Result<Offer> {
    let reference = new.reference.as_deref().map(decide::reference).transpose()?;
    let offer = decide::published(new, app.id(), tx.now())?;
    must_be_theirs(tx, offer.organisation, offer.place).await?;
    if count(tx, offer.organisation).await? >= limits::OFFERS_PER_ORGANISATION {
        return Err(Refusal::new("too-many"));
    }
    if !add(tx, &offer, reference.as_deref()).await? {
        return Err(Refusal::new("conflict"));
    }
    Ok(offer)
}

/// Changes an offer of an organisation; closing one that is closed changes nothing.
///
/// # Errors
/// `not-found` when it is not theirs, `offer-over` when it is closed, `invalid` naming the field.
pub async fn change(
    tx: &mut Tx,
    organisation: OrganisationId,
    id: OfferId,
    change: OfferChange,
) -> Result<Offer> {
    if execute!(tx, sql::LOCK, id.uuid(), organisation.uuid())? == 0 {
        return Err(Refusal::new("not-found"));
    }
    let Some(found) = offer(tx, id).await? else { return Err(Refusal::new("not-found")) };
    let next = decide::changed(&found, change, tx.now())?;
    if next.place != found.place {
        must_be_theirs(tx, organisation, next.place).await?;
    }
    if next != found {
        save(tx, &next, next.stock != found.stock).await?;
    }
    Ok(next)
}

async fn must_be_theirs(tx: &mut Tx, organisation: OrganisationId, place: PlaceId) -> Result<()> {
    let found = place::place(tx, place).await?;
    let theirs = found.is_some_and(|place| place.organisation == Some(organisation));
    if theirs { Ok(()) } else { Err(Refusal::invalid("place", "unknown")) }
}

/// How many offers of an organisation are not closed.
pub(crate) async fn count(tx: &mut Tx, organisation: OrganisationId) -> Result<i64, StoreError> {
    Ok(fetch_one!(tx, sql::COUNT, (i64,), organisation.uuid())?.0)
}

/// Writes a new offer; false when its reference is taken.
pub(crate) async fn add(tx: &mut Tx, offer: &Offer, reference: Option<&str>) -> Result<bool, StoreError> {
    let (now, subject) = (tx.now().micros(), &offer.subject);
    let added = execute!(
        tx,
        sql::ADD,
        offer.id.uuid(),
        offer.organisation.uuid(),
        offer.place.uuid(),
        reference,
        &offer.title,
        subject.kind.name(),
        subject.category.as_ref().map(|category| category.path().to_owned()),
        subject.gtin.map(|gtin| gtin.number()),
        &subject.brand,
        subject.words.join(" "),
        offer.price.minor,
        offer.reference_price.map(|usual| usual.minor),
        offer.price.currency.code().to_owned(),
        offer.stock.map(i64::from),
        offer.from.micros(),
        offer.until.map(|until| until.micros()),
        i64::from(offer.reach_m),
        offer.zone.name(),
        offer.state.name(),
        now
    )?;
    if added == 1 {
        tx.tell(Fact::Offer(offer.id));
    }
    Ok(added == 1)
}

/// Writes a changed offer, its stock only when it was counted anew.
pub(crate) async fn save(tx: &mut Tx, offer: &Offer, counted: bool) -> Result<(), StoreError> {
    let subject = &offer.subject;
    execute!(
        tx,
        sql::SAVE,
        offer.id.uuid(),
        offer.place.uuid(),
        &offer.title,
        subject.kind.name(),
        subject.category.as_ref().map(|category| category.path().to_owned()),
        subject.gtin.map(|gtin| gtin.number()),
        &subject.brand,
        subject.words.join(" "),
        offer.price.minor,
        offer.reference_price.map(|usual| usual.minor),
        offer.price.currency.code().to_owned(),
        offer.from.micros(),
        offer.until.map(|until| until.micros()),
        i64::from(offer.reach_m),
        offer.zone.name(),
        offer.state.name(),
        i64::from(counted),
        offer.stock.map(i64::from)
    )?;
    tx.tell(Fact::Offer(offer.id));
    Ok(())
}
