//! When something repeats (RFC 5545, section 3.3.10), within bounds: a rule may never end, and may find nothing for ever.

use domain::Instant;
use rrule::RRuleSet;

use super::calendar::When;

/// Times worked out for one rule: a daily event of fifty years.
const OF_ONE: usize = 20_000;
/// Times worked out for all rules of a feed.
const OF_ALL: usize = 300_000;

/// What is left of the work for a feed.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Self {
        Self(OF_ALL)
    }
}

/// The beginnings that a rule gives before an instant; `None` for one that makes no sense or asks for more than is left. Nothing that
/// people go to repeats by the hour.
pub(super) fn beginnings(
    starts: &When,
    rule: &str,
    to: Instant,
    budget: &mut Budget,
) -> Option<Vec<Instant>> {
    let told = rule.to_ascii_uppercase();
    let too_often = ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY"].iter().any(|freq| told.contains(freq));
    let finer = ["BYSECOND=", "BYMINUTE=", "BYHOUR="].iter().any(|part| told.contains(part));
    if too_often || finer || told.len() > 500 || budget.0 == 0 {
        return None;
    }
    let start = match &starts.zone {
        Some(zone) => format!("DTSTART;TZID={zone}:{}", starts.value),
        None => format!("DTSTART:{}Z", starts.value),
    };
    let set: RRuleSet = format!("{start}\nRRULE:{}", with_zone(&told, starts)).parse().ok()?;
    let set = set.limit();
    let mut found = Vec::new();
    for date in set.into_iter().take(OF_ONE.min(budget.0)) {
        budget.0 -= 1;
        let at = Instant::from_secs(date.timestamp());
        if at >= to {
            break;
        }
        found.push(at);
    }
    Some(found)
}

/// `UNTIL` must be told in UTC where the beginning has a zone; many calendars write it as a day or as clocks show it: the whole of that
/// day counts then.
fn with_zone(rule: &str, starts: &When) -> String {
    let parts =
        rule.split(';').filter(|part| !part.is_empty()).map(|part| match part.strip_prefix("UNTIL=") {
            Some(until) if !until.ends_with('Z') && until.len() >= 8 && until.is_char_boundary(8) => {
                let clock = if until.len() == 15 && starts.zone.is_none() { &until[8..] } else { "T235959" };
                format!("UNTIL={}{clock}Z", &until[..8])
            }
            _ => part.to_owned(),
        });
    parts.collect::<Vec<_>>().join(";")
}
