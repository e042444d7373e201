//! Reasons as JSON, in a form of their own so that the model may change.

use domain::{Currency, Instant, Money};
use serde::{Deserialize, Serialize};

use crate::model::{Reason, Time};

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
    /// A place of the town has begun to offer it.
    Came {
        /// When, RFC 3339.
        at: String,
    },
    /// The way from where the member says that they set out.
    Trip {
        /// As the crow flies.
        metres: u32,
        /// The place they set out from.
        from: String,
        /// `walk`, `bike`, `car` or `transit`.
        way: String,
        /// One way.
        minutes: u32,
        /// The price with the way there and back, in minor units, where that costs anything.
        #[serde(skip_serializing_if = "Option::is_none")]
        total_minor: Option<i64>,
        /// ISO 4217 code of the total.
        #[serde(skip_serializing_if = "Option::is_none")]
        currency: Option<String>,
    },
    /// When the place is open.
    Hours {
        /// Spans of minutes of the week; Monday 0:00 is 0.
        spans: Vec<(u16, u16)>,
    },
    /// Other wishes of the member that it meets.
    AlsoFor {
        /// How they are called.
        titles: Vec<String>,
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
            Reason::Came { at } => Self::Came { at: at.to_rfc3339() },
            Reason::Trip { metres, ref from, way, minutes, total } => Self::Trip {
                metres,
                from: from.clone(),
                way: way.name().to_owned(),
                minutes,
                total_minor: total.map(|total| total.minor),
                currency: total.map(|total| total.currency.code().to_owned()),
            },
            Reason::Hours { ref spans } => Self::Hours { spans: spans.clone() },
            Reason::AlsoFor { ref titles } => Self::AlsoFor { titles: titles.clone() },
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
            Self::Came { at } => Reason::Came { at: Instant::parse_rfc3339(&at)? },
            Self::Trip { metres, from, way, minutes, total_minor, currency } => Reason::Trip {
                metres,
                from,
                way: way.parse().ok()?,
                minutes,
                total: match (total_minor, currency) {
                    (Some(minor), Some(code)) => Some(Money { minor, currency: code.parse().ok()? }),
                    _ => None,
                },
            },
            Self::Hours { spans } => Reason::Hours { spans },
            Self::AlsoFor { titles } => Reason::AlsoFor { titles },
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
pub(crate) fn read_reasons(text: &str) -> Option<Vec<Reason>> {
    let wires: Vec<WireReason> = serde_json::from_str(text).ok()?;
    let reasons: Option<Vec<Reason>> = wires.into_iter().map(WireReason::read).collect();
    reasons.filter(|reasons| !reasons.is_empty())
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{EventId, ListingId};
    use suggest::travel::Way;

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
            Reason::Came { at: Instant::from_secs(1_790_000_000) },
            Reason::Trip {
                metres: 900,
                from: "Mairie".to_owned(),
                way: Way::Car,
                minutes: 3,
                total: Some(Money::eur(1_406)),
            },
            Reason::Hours { spans: vec![(540, 1_140)] },
            Reason::AlsoFor { titles: vec!["pain".to_owned()] },
            Reason::Cheapest { listing: ListingId::make(Instant::from_secs(1), [2; 10]), of: 3 },
        ];
        assert_eq!(read_reasons(&write_reasons(&reasons)), Some(reasons));
        assert_eq!(read_reasons("[]"), None);
        assert_eq!(read_reasons("[{\"reason\":\"magic\"}]"), None);
    }
}
