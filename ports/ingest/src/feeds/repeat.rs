//! When something repeats (RFC 5545, section 3.3.10), within bounds: a rule may never end, and may find nothing for ever.

use domain::Instant;
use rrule::RRuleSet;

use super::calendar::When;

/// Times worked out for one rule: a daily event of fifty years.
const OF_ONE: usize = 20_000;
/// The work for all rules of a feed: a time found costs one.
const OF_ALL: usize = 300_000;
/// What it costs to open a rule.
const OPENED: usize = 100;
/// Days looked through for the cost of one time found.
const DAYS: i64 = 10;
/// What it costs when a rule found nothing more for as long as it may look: as much as fifty years of every day.
const FRUITLESS: usize = OF_ONE;

/// What is left of the work for a feed.
pub(super) struct Budget(usize);

impl Budget {
    pub(super) fn new() -> Self {
        Self(OF_ALL)
    }

    fn take(&mut self, cost: usize) {
        self.0 = self.0.saturating_sub(cost);
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
    // Of what is not ASCII the library of rules makes a panic, and the whole calendar would be lost.
    if too_often || finer || !told.is_ascii() || told.len() > 500 || budget.0 == 0 {
        return None;
    }
    budget.take(OPENED);
    let start = match &starts.zone {
        Some(zone) => format!("DTSTART;TZID={zone}:{}", starts.value),
        None => format!("DTSTART:{}Z", starts.value),
    };
    let parts: Vec<&str> = told.split(';').filter(|part| !part.is_empty()).collect();
    let value = |name: &str| parts.iter().find_map(|part| part.strip_prefix(name));
    // Its end is watched here: so it is known how far was looked for what comes after it.
    let last = value("UNTIL=").map(|until| last(until, starts).ok_or(())).transpose().ok()?;
    let count = value("COUNT=").and_then(|count| count.parse::<usize>().ok());
    let open: Vec<&str> = parts.iter().copied().filter(|part| !part.starts_with("UNTIL=")).collect();
    let set: RRuleSet = format!("{start}\nRRULE:{}", open.join(";")).parse().ok()?;
    let (mut found, mut looked_to) = (Vec::new(), None);
    for date in set.limit().into_iter().take(OF_ONE.min(budget.0)) {
        let at = Instant::from_secs(date.timestamp());
        looked_to = Some(at);
        if at >= to || last.is_some_and(|last| at > last) {
            break;
        }
        found.push(at);
        looked_to = None;
    }
    let whole = looked_to.is_some() || found.len() >= OF_ONE.min(budget.0) || count == Some(found.len());
    let reached = looked_to.or(found.last().copied());
    let days = reached.map_or(0, |at| at.secs_since(starts.at) / 86_400 / DAYS);
    budget.take(found.len() + usize::try_from(days).unwrap_or(0) + if whole { 0 } else { FRUITLESS });
    Some(found)
}

/// The last instant of an `UNTIL`. It must be told in UTC where the beginning has a zone; many calendars write it as a day or as clocks
/// show it: the whole of that day counts then.
fn last(until: &str, starts: &When) -> Option<Instant> {
    let (day, clock) = until.split_at_checked(8)?;
    let clock = match clock.strip_prefix('T') {
        Some(clock) if clock.ends_with('Z') || starts.zone.is_none() => clock.trim_end_matches('Z'),
        _ => "235959",
    };
    let digits = |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(day, 8) || !digits(clock, 6) {
        return None;
    }
    Instant::parse_rfc3339(&format!(
        "{}-{}-{}T{}:{}:{}Z",
        &day[..4],
        &day[4..6],
        &day[6..],
        &clock[..2],
        &clock[2..4],
        &clock[4..]
    ))
}
