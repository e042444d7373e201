//! Rows as primitives.

use domain::ids::Id;
use domain::{Instant, MemberId, Money, OpportunityId, WishId};
use sqlx::FromRow;
use store::{BadRow, StoreError};
use uuid::Uuid;

use crate::decide::Before;
use crate::model::{Closing, Denial, Opportunity};
use crate::wire::read_reasons;
pub(crate) use crate::wire::{WireReason, write_reasons};

/// A row of `opportunity`.
#[derive(FromRow)]
pub(crate) struct Row {
    id: Uuid,
    number: Option<i64>,
    member: Uuid,
    wish: Uuid,
    about: Uuid,
    cause: String,
    title: String,
    retailer: String,
    site: String,
    url: String,
    price_minor: Option<i64>,
    currency: Option<String>,
    reasons: String,
    read_at: i64,
    made_at: i64,
    told_at: Option<i64>,
    state: String,
    outcome: String,
}

fn money(minor: Option<i64>, currency: Option<String>) -> Option<Option<Money>> {
    match (minor, currency) {
        (Some(minor), Some(code)) => code.parse().ok().map(|currency| Some(Money { minor, currency })),
        _ => Some(None),
    }
}

impl Row {
    pub(crate) fn read(self) -> Result<Opportunity, StoreError> {
        let id = OpportunityId::from_uuid(self.id);
        let bad = |column| BadRow::at("opportunity", column, id);
        Ok(Opportunity {
            id,
            number: self.number,
            member: MemberId::from_uuid(self.member),
            wish: WishId::from_uuid(self.wish),
            about: self.about,
            cause: self.cause,
            title: self.title,
            retailer: self.retailer,
            site: self.site,
            url: self.url,
            price: money(self.price_minor, self.currency).ok_or_else(bad("currency"))?,
            reasons: read_reasons(&self.reasons).ok_or_else(bad("reasons"))?,
            read_at: Instant::from_micros(self.read_at),
            made_at: Instant::from_micros(self.made_at),
            told_at: self.told_at.map(Instant::from_micros),
            state: self.state.parse().map_err(|_| bad("state")())?,
            outcome: self.outcome.parse().map_err(|_| bad("outcome")())?,
        })
    }
}

/// A row of news before.
pub(crate) fn before(
    (cause, minor, currency, made_at): (String, Option<i64>, Option<String>, i64),
) -> Before {
    Before { cause, price: money(minor, currency).flatten(), made_at: Instant::from_micros(made_at) }
}

/// A row of `opportunity_denial`.
pub(crate) fn denial(
    (kind, what, label, until): (String, String, String, Option<i64>),
) -> Result<Denial, StoreError> {
    let closing: Closing = kind.parse().map_err(|_| BadRow::at("opportunity_denial", "kind", &kind)())?;
    Ok(Denial { closing, what, label, until: until.map(Instant::from_micros) })
}
