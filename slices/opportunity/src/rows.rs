//! Rows as primitives; reasons as JSON, in a form of their own so that the model may change.

use domain::ids::Id;
use domain::{Currency, Instant, MemberId, Money, OpportunityId, WishId};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use store::{BadRow, StoreError};
use uuid::Uuid;

use crate::decide::Before;
use crate::model::{Closing, Denial, Opportunity, Reason, Time};

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

/// A reason as it is kept and as it goes over wires.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub(crate) enum WireReason {
    /// It costs less than it did.
    Fell {
        /// What it cost, in minor units.
        from_minor: i64,
        /// By how much less, in minor units.
        by_minor: i64,
        /// ISO 4217 code.
        currency: String,
    },
    /// It had cost more for so many days.
    Dearer {
        /// Whole days.
        days: i64,
    },
    /// It is within what the member would pay.
    UnderTop {
        /// The most they would, in minor units.
        minor: i64,
        /// ISO 4217 code.
        currency: String,
    },
    /// It could not be had for so many days.
    Back {
        /// Whole days.
        days: i64,
    },
    /// The wish ends soon.
    Until {
        /// When, RFC 3339.
        at: String,
    },
    /// It takes place.
    On {
        /// Which event.
        event: String,
        /// From when, RFC 3339.
        at: String,
        /// Until when, RFC 3339.
        ends: String,
        /// Whether it lasts whole days.
        all_day: bool,
        /// The hall or the channel.
        venue: String,
    },
    /// It is no longer announced.
    Off {
        /// For when it was, RFC 3339.
        at: String,
    },
    /// So far from where the member says that they set out.
    Way {
        /// As the crow flies.
        metres: u32,
        /// The place they set out from.
        from: String,
        /// Where it takes place.
        venue: String,
    },
    /// Nobody has it for less.
    Cheapest {
        /// Which page.
        listing: String,
        /// Of how many pages that have it.
        of: i64,
    },
}

impl From<&Reason> for WireReason {
    fn from(reason: &Reason) -> Self {
        match *reason {
            Reason::Fell { from, by } => Self::Fell {
                from_minor: from.minor,
                by_minor: by.minor,
                currency: by.currency.code().to_owned(),
            },
            Reason::Dearer { days } => Self::Dearer { days },
            Reason::UnderTop { top } => {
                Self::UnderTop { minor: top.minor, currency: top.currency.code().to_owned() }
            }
            Reason::Back { days } => Self::Back { days },
            Reason::Until { at } => Self::Until { at: at.to_rfc3339() },
            Reason::On(ref time) => Self::On {
                event: time.event.to_string(),
                at: time.at.to_rfc3339(),
                ends: time.ends.to_rfc3339(),
                all_day: time.all_day,
                venue: time.venue.clone(),
            },
            Reason::Off { at } => Self::Off { at: at.to_rfc3339() },
            Reason::Way { metres, ref from, ref venue } => {
                Self::Way { metres, from: from.clone(), venue: venue.clone() }
            }
            Reason::Cheapest { listing, of } => Self::Cheapest { listing: listing.to_string(), of },
        }
    }
}

impl WireReason {
    fn read(self) -> Option<Reason> {
        Some(match self {
            Self::Fell { from_minor, by_minor, currency } => {
                let currency: Currency = currency.parse().ok()?;
                let money = |minor| Money { minor, currency };
                Reason::Fell { from: money(from_minor), by: money(by_minor) }
            }
            Self::Dearer { days } => Reason::Dearer { days },
            Self::UnderTop { minor, currency } => {
                Reason::UnderTop { top: Money { minor, currency: currency.parse().ok()? } }
            }
            Self::Back { days } => Reason::Back { days },
            Self::Until { at } => Reason::Until { at: Instant::parse_rfc3339(&at)? },
            Self::On { event, at, ends, all_day, venue } => Reason::On(Time {
                event: event.parse().ok()?,
                at: Instant::parse_rfc3339(&at)?,
                ends: Instant::parse_rfc3339(&ends)?,
                all_day,
                venue,
            }),
            Self::Off { at } => Reason::Off { at: Instant::parse_rfc3339(&at)? },
            Self::Way { metres, from, venue } => Reason::Way { metres, from, venue },
            Self::Cheapest { listing, of } => Reason::Cheapest { listing: listing.parse().ok()?, of },
        })
    }
}

/// Writes reasons as they are kept.
pub(crate) fn write_reasons(reasons: &[Reason]) -> String {
    let wires: Vec<WireReason> = reasons.iter().map(Into::into).collect();
    serde_json::to_string(&wires).unwrap_or_else(|_| "[]".to_owned())
}

/// Reads kept reasons; none at all is nonsense.
fn read_reasons(text: &str) -> Option<Vec<Reason>> {
    let wires: Vec<WireReason> = serde_json::from_str(text).ok()?;
    let reasons: Option<Vec<Reason>> = wires.into_iter().map(WireReason::read).collect();
    reasons.filter(|reasons| !reasons.is_empty())
}

#[cfg(test)]
mod tests {
    use domain::{EventId, ListingId};

    use super::*;

    #[test]
    fn every_reason_reads_back() {
        let reasons = vec![
            Reason::Fell { from: Money::eur(7_990), by: Money::eur(2_000) },
            Reason::Dearer { days: 34 },
            Reason::UnderTop { top: Money::eur(6_000) },
            Reason::Back { days: 0 },
            Reason::Until { at: Instant::from_secs(1_790_000_000) },
            Reason::On(Time {
                event: EventId::make(Instant::from_secs(1), [1; 10]),
                at: Instant::from_secs(1_790_000_000),
                ends: Instant::from_secs(1_790_003_600),
                all_day: true,
                venue: "Le Manège".to_owned(),
            }),
            Reason::Off { at: Instant::from_secs(1_790_000_000) },
            Reason::Way { metres: 900, from: "Mairie".to_owned(), venue: "Le Manège".to_owned() },
            Reason::Cheapest { listing: ListingId::make(Instant::from_secs(1), [2; 10]), of: 3 },
        ];
        assert_eq!(read_reasons(&write_reasons(&reasons)), Some(reasons));
        assert_eq!(read_reasons("[]"), None);
        assert_eq!(read_reasons("[{\"reason\":\"magic\"}]"), None);
    }
}
