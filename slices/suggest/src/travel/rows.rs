//! How each member goes, kept.

use domain::ids::Id;
use domain::{MemberId, Money, PlaceId};
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_optional};
use uuid::Uuid;

use super::Travel;
use crate::sql;

#[derive(FromRow)]
struct Row {
    way: String,
    car_cents_per_km: i64,
    fare_minor: i64,
    place: Option<Uuid>,
}

/// How a member goes; on foot from the middle of the town when they said nothing.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn travel(tx: &mut Tx, member: MemberId) -> Result<Travel, StoreError> {
    let Some(row) = fetch_optional!(tx, sql::TRAVEL, Row, member.uuid())? else {
        return Ok(Travel::default());
    };
    let bad = |column| BadRow::at("travel", column, member);
    Ok(Travel {
        way: row.way.parse().map_err(|_| bad("way")())?,
        car_cents_per_km: u32::try_from(row.car_cents_per_km).map_err(|_| bad("car_cents_per_km")())?,
        fare: Money::eur(row.fare_minor),
        place: row.place.map(PlaceId::from_uuid),
    })
}

/// Keeps how a member goes.
///
/// # Errors
/// When the database fails.
pub async fn set_travel(tx: &mut Tx, member: MemberId, travel: &Travel) -> Result<(), StoreError> {
    execute!(
        tx,
        sql::SET_TRAVEL,
        member.uuid(),
        travel.way.name(),
        i64::from(travel.car_cents_per_km),
        travel.fare.minor,
        travel.place.map(Id::uuid),
    )?;
    Ok(())
}
