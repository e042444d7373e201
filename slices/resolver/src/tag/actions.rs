//! What can be done with tags.

use domain::ids::Id;
use domain::{Category, OfferId, OrganisationId, PlaceId, TagId, barcode, limits};
use kit::tags::Reading;
use kit::{App, Refusal, Result, wire};
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use super::{Marks, Tag, code};
use crate::sql;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    code: String,
    organisation: Uuid,
    place: Option<Uuid>,
    category: Option<String>,
    offer: Option<Uuid>,
    label: String,
    revoked_at: Option<i64>,
}

impl Row {
    fn read(self) -> Result<Tag, StoreError> {
        let id = TagId::from_uuid(self.id);
        let category = self.category.map(|path| path.parse::<Category>());
        let category = category.transpose().map_err(|_| BadRow::at("tag", "category", id)())?;
        let marks = match (self.place.map(PlaceId::from_uuid), category, self.offer.map(OfferId::from_uuid)) {
            (_, _, Some(offer)) => Marks::Offer(offer),
            (Some(place), Some(category), None) => Marks::Shelf(place, category),
            (Some(place), None, None) => Marks::Place(place),
            (None, _, None) => return Err(BadRow::at("tag", "place", id)().into()),
        };
        let organisation = OrganisationId::from_uuid(self.organisation);
        let revoked = self.revoked_at.is_some();
        Ok(Tag { id, code: self.code, organisation, marks, label: self.label, revoked })
    }
}

/// The tag of a code, revoked or not.
pub(super) async fn with_code(tx: &mut Tx, code: &str) -> Result<Option<Tag>, StoreError> {
    fetch_optional!(tx, sql::TAG_WITH_CODE, Row, code)?.map(Row::read).transpose()
}

/// Whether there is a tag of a code, revoked or not.
///
/// # Errors
/// When the database fails or the row makes no sense.
async fn has_tag(tx: &mut Tx, code: &str) -> Result<bool, StoreError> {
    Ok(with_code(tx, code).await?.is_some())
}

/// The path at which a text opens that is the code of a tag which is there; digits that are a barcode are one.
#[must_use]
pub fn tag_path<'a>(tx: &'a mut Tx, text: &'a str) -> Reading<'a> {
    Box::pin(async move {
        let Some(code) = code::tag_code(text).filter(|_| barcode::product(text).is_none()) else {
            return Ok(None);
        };
        Ok(has_tag(tx, &code).await?.then(|| format!("/t/{code}")))
    })
}

/// The tags of an organisation that lead somewhere, newest first.
pub(super) async fn of_organisation(tx: &mut Tx, of: OrganisationId) -> Result<Vec<Tag>, StoreError> {
    let rows = fetch_all!(tx, sql::TAGS_OF, Row, of.uuid())?;
    rows.into_iter().map(Row::read).collect()
}

/// One tag.
///
/// # Errors
/// `not-found`.
pub(super) async fn tag(tx: &mut Tx, id: TagId) -> Result<Tag> {
    let found = fetch_optional!(tx, sql::TAG, Row, id.uuid())?.map(Row::read).transpose()?;
    found.ok_or_else(|| Refusal::new("not-found"))
}

/// One tag of an organisation.
///
/// # Errors
/// `not-found` when it is not theirs.
pub(super) async fn theirs(tx: &mut Tx, of: OrganisationId, id: TagId) -> Result<Tag> {
    let found = tag(tx, id).await?;
    if found.organisation == of { Ok(found) } else { Err(Refusal::new("not-found")) }
}

/// Makes a tag of what is the organisation's own.
///
/// # Errors
/// `invalid` naming what is wrong (`unknown` for a place or an offer that is not theirs), `too-many`.
pub(super) async fn make(
    tx: &mut Tx,
    app: &App,
    of: OrganisationId,
    marks: Marks,
    label: &str,
) -> Result<Tag> {
    let label = wire::title(label, "label", limits::NAME_CHARS)?;
    let (count,) = fetch_one!(tx, sql::COUNT_TAGS, (i64,), of.uuid())?;
    if count >= limits::TAGS_PER_ORGANISATION {
        return Err(Refusal::new("too-many"));
    }
    let (place, category, offer) = match &marks {
        Marks::Place(place) => (Some(*place), None, None),
        Marks::Shelf(place, category) => (Some(*place), Some(category.path()), None),
        Marks::Offer(offer) => (None, None, Some(*offer)),
    };
    if let Some(place) = place
        && place::place(tx, place).await?.and_then(|place| place.organisation) != Some(of)
    {
        return Err(Refusal::invalid("marks", "unknown"));
    }
    if let Some(offer) = offer
        && offer::offer(tx, offer).await?.map(|offer| offer.organisation) != Some(of)
    {
        return Err(Refusal::invalid("marks", "unknown"));
    }
    let (id, now) = (app.id::<TagId>(), tx.now().micros());
    loop {
        let code = code::draw(&app.chance);
        let (at, on) = (place.map(Id::uuid), offer.map(Id::uuid));
        // Of 27 billion, one that is taken is drawn again.
        let made = execute!(tx, sql::ADD_TAG, id.uuid(), &code, of.uuid(), at, category, on, &label, now)?;
        if made > 0 {
            return Ok(Tag { id, code, organisation: of, marks, label, revoked: false });
        }
    }
}

/// Marks a place with a tag, unless its organisation has one.
///
/// # Errors
/// As for one made by hand: `invalid` naming what is wrong, `too-many`.
pub async fn mark_place(
    tx: &mut Tx,
    app: &App,
    of: OrganisationId,
    place: PlaceId,
    label: &str,
) -> Result<()> {
    if of_organisation(tx, of).await?.is_empty() {
        make(tx, app, of, Marks::Place(place), label).await?;
    }
    Ok(())
}

/// Makes a tag lead nowhere, for good.
///
/// # Errors
/// `not-found` when it is not theirs.
pub(super) async fn revoke(tx: &mut Tx, of: OrganisationId, id: TagId) -> Result<()> {
    let now = tx.now().micros();
    theirs(tx, of, id).await?;
    execute!(tx, sql::REVOKE_TAG, id.uuid(), now)?;
    Ok(())
}
