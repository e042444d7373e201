//! What can be done with places and the town.

use domain::ids::Id;
use domain::text::fold;
use domain::{Fact, OrganisationId, Place, PlaceId, limits};
use kit::{App, Refusal, Result};
use store::{StoreError, Tally, Tx, execute, fetch_all, fetch_each, fetch_optional};
use uuid::Uuid;

use crate::decide::Search;
use crate::model::{FROM_CENTRE_MAX_M, NewPlace, Town};
use crate::rows::{PlaceRow, TownRow, write_corners, write_spans};
use crate::sql;

/// Finds a place.
///
/// # Errors
/// When the database fails.
pub async fn place(tx: &mut Tx, id: PlaceId) -> Result<Option<Place>, StoreError> {
    one(fetch_optional!(tx, sql::PLACE, PlaceRow, id.uuid())?)
}

/// Finds the place that stands for an OSM object.
///
/// # Errors
/// When the database fails.
pub async fn place_by_osm(tx: &mut Tx, osm: &str) -> Result<Option<Place>, StoreError> {
    one(fetch_optional!(tx, sql::BY_OSM, PlaceRow, osm)?)
}

/// All places, by name.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<Place>, StoreError> {
    many(fetch_all!(tx, sql::ALL_PLACES, PlaceRow)?)
}

/// Gives every place, one after the other.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn each(tx: &mut Tx, mut give: impl FnMut(Place) + Send) -> Result<(), StoreError> {
    fetch_each!(tx, sql::EVERY_PLACE, PlaceRow, |row| {
        give(row.read()?);
        Ok(())
    })
}

/// How many places there are.
///
/// # Errors
/// When the database fails.
pub async fn tally(tx: &mut Tx) -> Result<Tally, StoreError> {
    store::tally(tx, sql::TALLY).await
}

/// The places an organisation runs, by name.
///
/// # Errors
/// When the database fails.
pub async fn of_organisation(tx: &mut Tx, organisation: OrganisationId) -> Result<Vec<Place>, StoreError> {
    many(fetch_all!(tx, sql::OF_ORGANISATION, PlaceRow, organisation.uuid())?)
}

/// The places of a search, by name, after one that was already given; and the last one when more may follow.
///
/// # Errors
/// When the database fails.
pub async fn search(
    tx: &mut Tx,
    search: &Search,
    after: Option<&Place>,
) -> Result<(Vec<Place>, Option<PlaceId>), StoreError> {
    let most = usize::try_from(limits::PAGE_ROWS).unwrap_or(usize::MAX);
    let mut from = after.map_or((String::new(), Uuid::nil()), |place| (fold(&place.name), place.id.uuid()));
    let mut found = Vec::new();
    loop {
        let (name, id) = &from;
        let rows = fetch_all!(tx, sql::AFTER, PlaceRow, name, *id, BATCH)?;
        let places = many(rows)?;
        let last_batch = places.len() < usize::try_from(BATCH).unwrap_or(0);
        if let Some(last) = places.last() {
            from = (fold(&last.name), last.id.uuid());
        }
        found.extend(places.into_iter().filter(|place| search.finds(place)));
        if found.len() > most {
            found.truncate(most);
            let next = found.last().map(|place| place.id);
            return Ok((found, next));
        }
        if last_batch {
            return Ok((found, None));
        }
    }
}

/// The place that is called so, whatever the accents; the first added of several.
///
/// # Errors
/// When the database fails.
pub async fn called(tx: &mut Tx, name: &str) -> Result<Option<Place>, StoreError> {
    let folded = fold(name);
    let first = many(fetch_all!(tx, sql::AFTER, PlaceRow, &folded, Uuid::nil(), 1_i64)?)?;
    Ok(first.into_iter().next().filter(|place| fold(&place.name) == folded))
}

/// Rows read at once while searching: a town centre in one go.
const BATCH: i64 = 500;

/// Adds a place.
///
/// # Errors
/// `invalid` naming the field, `off-the-map` where it or a corner lies far from the town, `conflict` when the OSM object has a place already.
pub async fn add(tx: &mut Tx, app: &App, new: NewPlace) -> Result<Place> {
    let place = new.place(app.id(), None)?;
    on_the_map(tx, &place).await?;
    insert(tx, &place).await?;
    Ok(place)
}

/// Changes a place into what is said; its OSM object stays.
///
/// # Errors
/// `not-found`, and those of [`add`].
pub async fn change(tx: &mut Tx, id: PlaceId, new: NewPlace) -> Result<Place> {
    let before = place(tx, id).await?.ok_or_else(|| Refusal::new("not-found"))?;
    let new = NewPlace { osm: before.osm.clone(), ..new };
    let after = new.place(id, Some(&before))?;
    on_the_map(tx, &after).await?;
    if after != before {
        save(tx, &after).await?;
    }
    Ok(after)
}

async fn on_the_map(tx: &mut Tx, place: &Place) -> Result<()> {
    let corners = place.outline.iter().flat_map(|outline| outline.corners());
    let mut points = corners.chain([&place.position]);
    let far = |town: Town| points.any(|point| town.centre.metres_to(*point) > FROM_CENTRE_MAX_M);
    if town(tx).await?.is_some_and(far) { Err(Refusal::new("off-the-map")) } else { Ok(()) }
}

pub(crate) async fn insert(tx: &mut Tx, place: &Place) -> Result<()> {
    let now = tx.now().micros();
    let added = execute!(
        tx,
        sql::ADD,
        place.id.uuid(),
        place.organisation.map(Id::uuid),
        &place.name,
        fold(&place.name),
        place.category.path(),
        place.position.lat(),
        place.position.lon(),
        i64::from(place.radius_m),
        &place.address,
        &place.hours_text,
        place.hours.as_ref().map(write_spans),
        place.osm.as_deref(),
        place.outline.as_ref().map(write_corners),
        now
    );
    added.map_err(told)?;
    tx.tell(Fact::Place(place.id));
    Ok(())
}

/// Saves a place that has changed.
///
/// # Errors
/// `not-found`, `invalid` when it names an organisation that does not exist, `conflict` for another place's OSM object.
pub async fn save(tx: &mut Tx, place: &Place) -> Result<()> {
    let now = tx.now().micros();
    let saved = execute!(
        tx,
        sql::SAVE,
        place.id.uuid(),
        place.organisation.map(Id::uuid),
        &place.name,
        fold(&place.name),
        place.category.path(),
        place.position.lat(),
        place.position.lon(),
        i64::from(place.radius_m),
        &place.address,
        &place.hours_text,
        place.hours.as_ref().map(write_spans),
        place.osm.as_deref(),
        place.outline.as_ref().map(write_corners),
        now
    );
    if saved.map_err(told)? == 0 {
        return Err(Refusal::new("not-found"));
    }
    tx.tell(Fact::Place(place.id));
    Ok(())
}

fn told(error: StoreError) -> Refusal {
    if error.is_orphan() {
        Refusal::invalid("organisation", "unknown")
    } else if error.is_duplicate() {
        Refusal::new("conflict")
    } else {
        error.into()
    }
}

/// Removes a place at which nothing was ever offered.
///
/// # Errors
/// `not-found`; `place-in-use` when offers, open or over, stand there.
pub async fn remove(tx: &mut Tx, id: PlaceId) -> Result<()> {
    match execute!(tx, sql::REMOVE, id.uuid()) {
        // Offers, open or over, stand here: what was suggested from them must stay explainable.
        Err(error) if error.is_orphan() => return Err(Refusal::new("place-in-use")),
        Ok(0) => return Err(Refusal::new("not-found")),
        other => other?,
    };
    tx.tell(Fact::Place(id));
    Ok(())
}

/// The town, once one was imported or set.
///
/// # Errors
/// When the database fails.
pub async fn town(tx: &mut Tx) -> Result<Option<Town>, StoreError> {
    Ok(fetch_optional!(tx, sql::TOWN, TownRow)?.map(TownRow::read).transpose()?)
}

/// Sets the town.
///
/// # Errors
/// When the database fails.
pub async fn set_town(tx: &mut Tx, town: &Town) -> Result<(), StoreError> {
    let (lat, lon) = (town.centre.lat(), town.centre.lon());
    execute!(tx, sql::SET_TOWN, &town.name, lat, lon, &town.attribution).map(drop)
}

fn one(row: Option<PlaceRow>) -> Result<Option<Place>, StoreError> {
    Ok(row.map(PlaceRow::read).transpose()?)
}

fn many(rows: Vec<PlaceRow>) -> Result<Vec<Place>, StoreError> {
    rows.into_iter().map(|row| row.read().map_err(Into::into)).collect()
}
