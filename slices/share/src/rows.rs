//! Row ↔ model.

use domain::ids::Id;
use domain::{CommentId, Currency, Instant, ListId, MemberId, Money, ReservationId, WishId};
use sqlx::FromRow;
use store::{BadRow, StoreError};
use uuid::Uuid;

use crate::model::{Comment, Reservation, Settings};

#[derive(FromRow)]
pub(crate) struct SettingsRow {
    notes: bool,
    pages: bool,
    found: bool,
    reveal_at: Option<i64>,
    ends_at: Option<i64>,
}

impl SettingsRow {
    pub(crate) fn read(self, now: Instant) -> Settings {
        Settings {
            notes: self.notes,
            pages: self.pages,
            found: self.found,
            reveal_at: self.reveal_at.map(Instant::from_micros),
            link_ends: self.ends_at.map(Instant::from_micros).filter(|ends| *ends > now),
        }
    }
}

#[derive(FromRow)]
pub(crate) struct ReservationRow {
    id: Uuid,
    wish: Uuid,
    list: Uuid,
    owner: Uuid,
    giver: Uuid,
    name: String,
    title: String,
    owner_name: String,
    units: i64,
    minor: Option<i64>,
    currency: Option<String>,
    secretly: bool,
    reveal_at: Option<i64>,
    given_at: Option<i64>,
    made_at: i64,
}

impl ReservationRow {
    pub(crate) fn read(self) -> Result<Reservation, StoreError> {
        let id = ReservationId::from_uuid(self.id);
        Ok(Reservation {
            id,
            wish: WishId::from_uuid(self.wish),
            list: ListId::from_uuid(self.list),
            owner: MemberId::from_uuid(self.owner),
            giver: MemberId::from_uuid(self.giver),
            name: self.name,
            title: self.title,
            owner_name: self.owner_name,
            units: self.units,
            amount: money(self.minor, self.currency)
                .map_err(|()| BadRow::at("reservation", "currency", id)())?,
            secretly: self.secretly,
            reveal_at: self.reveal_at.map(Instant::from_micros),
            given_at: self.given_at.map(Instant::from_micros),
            made_at: Instant::from_micros(self.made_at),
        })
    }
}

/// An amount of two columns that are there together or not at all.
fn money(minor: Option<i64>, code: Option<String>) -> Result<Option<Money>, ()> {
    match (minor, code) {
        (None, None) => Ok(None),
        (Some(minor), Some(code)) => {
            let currency: Currency = code.parse().map_err(|_| ())?;
            Ok(Some(Money { minor, currency }))
        }
        _ => Err(()),
    }
}

/// What a pot is to hold: its currency, and whether the amount was said.
#[derive(FromRow)]
pub(crate) struct GoalRow {
    goal_minor: Option<i64>,
    goal_currency: Option<String>,
}

impl GoalRow {
    pub(crate) fn new(goal_minor: Option<i64>, goal_currency: Option<String>) -> Self {
        Self { goal_minor, goal_currency }
    }

    pub(crate) fn read(self, wish: WishId) -> Result<(Money, bool), StoreError> {
        let Some(code) = self.goal_currency else { return Ok((Money::eur(0), false)) };
        let currency = code.parse().map_err(|_| BadRow::at("reserving", "goal_currency", wish)())?;
        Ok((Money { minor: self.goal_minor.unwrap_or(0), currency }, self.goal_minor.is_some()))
    }
}

#[derive(FromRow)]
pub(crate) struct CommentRow {
    id: Uuid,
    wish: Uuid,
    list: Uuid,
    owner: Uuid,
    writer: Uuid,
    name: String,
    room: String,
    words: String,
    written_at: i64,
    changed_at: Option<i64>,
}

impl CommentRow {
    pub(crate) fn read(self) -> Result<Comment, StoreError> {
        let id = CommentId::from_uuid(self.id);
        Ok(Comment {
            id,
            wish: WishId::from_uuid(self.wish),
            list: ListId::from_uuid(self.list),
            owner: MemberId::from_uuid(self.owner),
            writer: MemberId::from_uuid(self.writer),
            name: self.name,
            room: self.room.parse().map_err(|_| BadRow::at("comment", "room", id)())?,
            words: self.words,
            written_at: Instant::from_micros(self.written_at),
            changed_at: self.changed_at.map(Instant::from_micros),
        })
    }
}
