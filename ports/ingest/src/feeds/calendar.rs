//! iCalendar (RFC 5545) → events: repeated ones by their rules, changed and called off ones by themselves.

use std::collections::{BTreeMap, BTreeSet};

use agenda::{EVENTS_PER_FEED, NewEvent};
use domain::{CivilZone, Instant, limits};

use super::repeat::{Budget, beginnings};
use super::text::{Line, plain, unfolded};
use super::{ENTRIES_MAX, Frame, LASTS_MAX_S, Read, address, kept};

/// Characters of how a feed calls an event.
const UID_CHARS: usize = 250;
/// Times that an entry names beside its rules, and as many that it takes out: a daily event of thirteen years.
const NAMED_MAX: usize = 5_000;
/// Rules of an entry; whoever writes has one.
const RULES_MAX: usize = 4;

/// A beginning or an end as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct When {
    /// As written, without its zone.
    pub(super) value: String,
    pub(super) at: Instant,
    /// The zone whose clocks it follows; none in UTC.
    pub(super) zone: Option<String>,
    pub(super) all_day: bool,
}

/// A `VEVENT` as far as it was read.
#[derive(Debug, Default)]
struct Entry {
    uid: String,
    title: String,
    starts: Option<When>,
    ends: Option<When>,
    lasts_s: Option<i64>,
    rules: Vec<String>,
    also: Vec<Instant>,
    except: BTreeSet<Instant>,
    instead_of: Option<Instant>,
    called_off: bool,
    venue: String,
    category: String,
    url: Option<String>,
}

/// Reads a calendar; `None` where there is none.
pub(super) fn read(body: &[u8], frame: &Frame<'_>) -> Option<Read> {
    let text = String::from_utf8_lossy(body);
    if !text.to_ascii_uppercase().contains("BEGIN:VCALENDAR") {
        return None;
    }
    let (entries, cut) = entries(&unfolded(&text), frame.zone);
    let mut read = Read { events: Vec::new(), skipped: cut };
    // What changes or calls off one time of a series speaks for that time.
    let mut changed: BTreeMap<String, BTreeSet<Instant>> = BTreeMap::new();
    for entry in &entries {
        if let Some(at) = entry.instead_of {
            changed.entry(entry.uid.clone()).or_default().insert(at);
        }
    }
    let (mut budget, none) = (Budget::new(), BTreeSet::new());
    for entry in entries {
        let instead = entry.instead_of.is_none().then(|| changed.get(&entry.uid)).flatten();
        let told = events(&entry, instead.unwrap_or(&none), frame, &mut budget);
        match told {
            Some(events) => read.events.extend(events),
            None => read.skipped += 1,
        }
        if read.events.len() >= 2 * EVENTS_PER_FEED {
            soonest(&mut read.events);
        }
    }
    soonest(&mut read.events);
    Some(read)
}

/// Leaves as many as a feed may have: one that names times without end must not fill the memory.
fn soonest(events: &mut Vec<NewEvent>) {
    if events.len() > EVENTS_PER_FEED {
        events.sort_by_key(|event| event.starts);
        events.truncate(EVENTS_PER_FEED);
    }
}

/// The entries of a calendar, and how many were too many.
fn entries(lines: &[String], zone: &CivilZone) -> (Vec<Entry>, u32) {
    let (mut all, mut cut, mut open, mut within): (Vec<Entry>, u32, Option<Entry>, u32) =
        (Vec::new(), 0, None, 0);
    for line in lines.iter().filter_map(|line| Line::read(line)) {
        let value = line.value.trim();
        match (line.name.as_str(), value.to_ascii_uppercase().as_str()) {
            ("BEGIN", "VEVENT") => {
                // An entry that was never ended is none.
                cut += u32::from(open.is_some());
                (open, within) = (Some(Entry::default()), 0);
            }
            ("END", "VEVENT") => match open.take() {
                Some(_) if all.len() >= ENTRIES_MAX => cut += 1,
                Some(entry) => all.push(entry),
                None => {}
            },
            ("BEGIN", _) => within += 1,
            ("END", _) => within = within.saturating_sub(1),
            _ if within == 0 => {
                if let Some(entry) = &mut open {
                    take(entry, &line, zone);
                }
            }
            _ => {}
        }
    }
    (all, cut + u32::from(open.is_some()))
}

fn take(entry: &mut Entry, line: &Line<'_>, zone: &CivilZone) {
    let many = || line.value.split(',').filter_map(|one| when(one, line, zone)).map(|when| when.at);
    match line.name.as_str() {
        "UID" => entry.uid = kept(line.value, UID_CHARS),
        "SUMMARY" => entry.title = kept(&plain(line.value), limits::TITLE_CHARS),
        "LOCATION" => entry.venue = kept(&plain(line.value), limits::NAME_CHARS),
        "CATEGORIES" if entry.category.is_empty() => {
            entry.category = kept(&plain(line.value).replace(',', " "), limits::NAME_CHARS);
        }
        "URL" => entry.url = address(line.value),
        "STATUS" => entry.called_off = line.value.trim().eq_ignore_ascii_case("CANCELLED"),
        "DTSTART" => entry.starts = when(line.value, line, zone),
        "DTEND" => entry.ends = when(line.value, line, zone),
        "DURATION" => entry.lasts_s = duration(line.value),
        "RRULE" if entry.rules.len() < RULES_MAX => entry.rules.push(line.value.trim().to_owned()),
        "RDATE" => entry.also.extend(many().take(NAMED_MAX - entry.also.len())),
        "EXDATE" => entry.except.extend(many().take(NAMED_MAX - entry.except.len())),
        "RECURRENCE-ID" => entry.instead_of = many().next(),
        _ => {}
    }
}

/// The events of an entry within the frame; `None` when it makes no sense.
fn events(
    entry: &Entry,
    changed: &BTreeSet<Instant>,
    frame: &Frame<'_>,
    budget: &mut Budget,
) -> Option<Vec<NewEvent>> {
    let starts = entry.starts.as_ref()?;
    if entry.title.is_empty() {
        return None;
    }
    if entry.called_off {
        return Some(Vec::new());
    }
    let alone = if starts.all_day { 86_400 } else { 0 };
    let ends = entry.ends.as_ref().map(|ends| ends.at.secs_since(starts.at));
    let lasts = ends.or(entry.lasts_s).unwrap_or(alone);
    if !(0..=LASTS_MAX_S).contains(&lasts) {
        return None;
    }
    let mut all = vec![starts.at];
    if entry.instead_of.is_none() {
        for rule in &entry.rules {
            all.extend(beginnings(starts, rule, frame.to, budget)?);
        }
        all.extend(&entry.also);
    }
    all.sort_unstable();
    all.dedup();
    all.retain(|at| {
        let there = !entry.except.contains(at) && !changed.contains(at);
        there && at.plus_secs(lasts.max(1)) > frame.from && *at < frame.to
    });
    let uid = if entry.uid.is_empty() { &entry.title } else { &entry.uid };
    let venue = if entry.venue.is_empty() { frame.venue } else { &entry.venue };
    let event = |at: Instant| NewEvent {
        uid: uid.clone(),
        starts: at,
        ends: at.plus_secs(lasts.max(1)),
        title: entry.title.clone(),
        all_day: starts.all_day,
        venue: venue.to_owned(),
        category: entry.category.clone(),
        url: entry.url.clone(),
    };
    Some(all.into_iter().map(event).collect())
}

/// `20261122`, `20261122T205000`, `20261122T195000Z`, in the zone that is named, or else in that of the town.
fn when(value: &str, line: &Line<'_>, house: &CivilZone) -> Option<When> {
    let value = value.trim();
    let digits = |text: &str, len| text.len() == len && text.bytes().all(|b| b.is_ascii_digit());
    let (day, time) = value.split_once('T').unwrap_or((value, ""));
    if !digits(day, 8) {
        return None;
    }
    let (clock, utc) = match time.strip_suffix('Z') {
        Some(clock) => (clock, true),
        None => (time, false),
    };
    let all_day = time.is_empty();
    if !all_day && !digits(clock, 6) {
        return None;
    }
    let named = line.param("TZID").and_then(zone_named).filter(|_| !utc && !all_day);
    let zone = if utc { CivilZone::utc() } else { named.unwrap_or_else(|| house.clone()) };
    let (hour, minute, second) =
        if all_day { ("00", "00", "00") } else { (&clock[..2], &clock[2..4], &clock[4..6]) };
    // Sixty seconds are a leap second, which no clock here knows.
    let second = if second == "60" { "59" } else { second };
    let local = format!("{}-{}-{}T{hour}:{minute}:{second}", &day[..4], &day[4..6], &day[6..8]);
    let at = zone.parse_local(&local)?;
    let written = if all_day { format!("{day}T000000") } else { format!("{day}T{clock}") };
    Some(When { value: written, at, zone: (!utc).then(|| zone.name().to_owned()), all_day })
}

/// A zone by the name calendars give it: that of the tz database, one with a prefix before it, or a usual one of Windows.
fn zone_named(name: &str) -> Option<CivilZone> {
    let usual = match name {
        "Romance Standard Time" => "Europe/Paris",
        "W. Europe Standard Time" => "Europe/Berlin",
        "GMT Standard Time" => "Europe/London",
        other => other,
    };
    let mut tail = usual.rsplitn(3, '/');
    let (city, area) = (tail.next()?, tail.next());
    let short = area.map(|area| format!("{area}/{city}"));
    CivilZone::named(usual).or_else(|| CivilZone::named(&short?))
}

/// Seconds of `P1DT2H30M`, `PT45M`, `P2W`.
fn duration(value: &str) -> Option<i64> {
    let mut rest = value.trim().trim_start_matches('+').strip_prefix('P')?;
    let mut secs = 0_i64;
    while !rest.is_empty() {
        rest = rest.strip_prefix('T').unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, tail) = rest.split_at(end);
        let unit = match tail.chars().next()? {
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        secs = secs.checked_add(number.parse::<i64>().ok()?.checked_mul(unit)?)?;
        rest = &tail[1..];
    }
    Some(secs)
}

#[cfg(test)]
mod tests;
