//! What may be given and changed: pure, time is an argument.

use domain::limits::SUGGESTIONS_PER_DAY_MAX;
use domain::{Attention, CivilZone, Effect, Grant, Instant, Mode, Purpose, Times, hours, limits};
use kit::{Refusal, Result};

use crate::model::{AttentionChange, ModeChange, NewGrant};

/// Refuses a grant that means nothing; `organisation_exists` tells of the organisation it names.
pub(crate) fn grant(new: &NewGrant, organisation_exists: bool, now: Instant) -> Result<()> {
    if new.organisation.is_some() && !organisation_exists {
        return Err(Refusal::invalid("organisation", "unknown"));
    }
    let suggests = new.purpose == Purpose::Suggest;
    // The mode opens to all already; an opening without scope would look like a limit and be none.
    if suggests && new.effect == Effect::Allow && new.organisation.is_none() && new.category.is_none() {
        return Err(Refusal::invalid("organisation", "required"));
    }
    // Only speaking and recognising are about something.
    if new.category.is_some() && !suggests && new.purpose != Purpose::Recognise {
        return Err(Refusal::invalid("category", "unknown"));
    }
    if new.times.days == 0 || new.times.days & !Times::ALWAYS.days != 0 {
        return Err(Refusal::invalid("days", "choice"));
    }
    if let Some(per_day) = new.per_day {
        if !suggests || new.effect == Effect::Deny {
            return Err(Refusal::invalid("per_day", "unknown"));
        }
        budget(per_day)?;
    }
    future(new.until, now)
}

/// The standing grant that already says what is about to be given.
pub(crate) fn twin<'a>(standing: &'a [Grant], new: &NewGrant) -> Option<&'a Grant> {
    standing.iter().find(|grant| new.is_said_by(grant))
}

/// Refuses one grant too many.
pub(crate) fn room(standing: usize) -> Result<()> {
    let full = i64::try_from(standing).is_ok_and(|count| count >= limits::GRANTS_PER_MEMBER);
    if full { Err(Refusal::new("too-many")) } else { Ok(()) }
}

/// What stands after a change.
pub(crate) fn attention(stands: Attention, change: AttentionChange, now: Instant) -> Result<Attention> {
    let mode = mode(stands.mode, change.mode, now)?;
    let per_day = change.per_day.unwrap_or(stands.per_day);
    if change.per_day.is_some() {
        budget(per_day)?;
    }
    Ok(Attention { mode, quiet: change.quiet.unwrap_or(stands.quiet), per_day, ..stands })
}

/// Off is off, whatever else is said. On keeps a standing end unless another is given; an end alone moves a standing one.
fn mode(stands: Mode, change: ModeChange, now: Instant) -> Result<Mode> {
    let standing_end = match stands {
        Mode::On { until } if stands.on_at(now) => Some(until),
        _ => None,
    };
    if change.on == Some(false) || (change.on.is_none() && standing_end.is_none()) {
        return Ok(Mode::Off);
    }
    let until = change.until.unwrap_or(standing_end.flatten());
    future(until, now)?;
    Ok(Mode::On { until })
}

/// When a mode turned on by one of the page's buttons turns itself off.
///
/// `tonight` is the beginning of the quiet hours if they begin later today, or else midnight.
pub(crate) fn until(
    button: &str,
    stands: &Attention,
    zone: &CivilZone,
    now: Instant,
) -> Result<Option<Instant>> {
    match button {
        "" => Ok(None),
        "1h" => Ok(Some(now.plus_secs(3600))),
        "2h" => Ok(Some(now.plus_secs(7200))),
        "tonight" => Ok(Some(tonight(stands, zone, now))),
        _ => Err(Refusal::invalid("until", "choice")),
    }
}

fn tonight(stands: &Attention, zone: &CivilZone, now: Instant) -> Instant {
    let quiet = stands.quiet.and_then(|quiet| {
        zone.parse_local(&format!("{}T{}", zone.date(now), hours::write_minute(quiet.from)))
    });
    // 30 hours after a midnight lies in the next day, whatever the clocks did in between.
    let midnight = zone.start_of_day(zone.start_of_day(now).plus_secs(30 * 3600));
    quiet.filter(|quiet| *quiet > now).unwrap_or(midnight)
}

fn budget(per_day: u16) -> Result<()> {
    let fits = (1..=SUGGESTIONS_PER_DAY_MAX).contains(&per_day);
    if fits { Ok(()) } else { Err(Refusal::new("budget-out-of-range").field("per_day", "range")) }
}

fn future(until: Option<Instant>, now: Instant) -> Result<()> {
    let past = until.is_some_and(|until| until <= now);
    if past { Err(Refusal::invalid("until", "past")) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
