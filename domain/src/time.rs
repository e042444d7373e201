//! UTC instants, and civil time in a place's zone for hours and days.

use jiff::tz::TimeZone;

/// A UTC instant in microseconds since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;

impl Instant {
    /// Wraps microseconds since the Unix epoch.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Wraps whole seconds since the Unix epoch, held within the representable range.
    #[must_use]
    pub const fn from_secs(secs: i64) -> Self {
        Self(secs.saturating_mul(SECOND))
    }

    /// Microseconds since the Unix epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since the Unix epoch, rounded down.
    #[must_use]
    pub const fn secs(self) -> i64 {
        self.0.div_euclid(SECOND)
    }

    /// The instant `secs` seconds later (earlier when negative).
    #[must_use]
    pub const fn plus_secs(self, secs: i64) -> Self {
        Self(self.0.saturating_add(secs.saturating_mul(SECOND)))
    }

    /// Seconds from `earlier` to this instant, rounded towards zero; negative when it lies before.
    #[must_use]
    pub const fn secs_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / SECOND
    }

    /// Reads an RFC 3339 timestamp with its offset; `None` when it is not one.
    #[must_use]
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        text.parse::<jiff::Timestamp>().ok().map(|t| Self(t.as_microsecond()))
    }

    /// Writes RFC 3339 in UTC, to the microsecond where there is one.
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        self.timestamp().to_string()
    }

    fn timestamp(self) -> jiff::Timestamp {
        let held = self.0.clamp(jiff::Timestamp::MIN.as_microsecond(), jiff::Timestamp::MAX.as_microsecond());
        jiff::Timestamp::from_microsecond(held).unwrap_or(jiff::Timestamp::UNIX_EPOCH)
    }
}

/// A civil time in some zone, as far as hours and days need it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// Days since 1970-01-01.
    pub day: i32,
    /// Monday is 0, Sunday 6.
    pub weekday: u8,
    /// Minutes since midnight, 0 to 1439.
    pub minute: u16,
}

impl Civil {
    /// Minutes since Monday's midnight, 0 to 10079.
    #[must_use]
    pub fn minute_of_week(self) -> u16 {
        u16::from(self.weekday) * 1440 + self.minute
    }
}

/// A named time zone with its daylight-saving rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CivilZone(TimeZone);

impl CivilZone {
    /// Finds a zone by its IANA name; `None` when unknown.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        TimeZone::get(name).ok().map(Self)
    }

    /// The zone without offset.
    #[must_use]
    pub fn utc() -> Self {
        Self(TimeZone::UTC)
    }

    /// The zone's IANA name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    /// What the clocks of this zone show at an instant.
    #[must_use]
    pub fn civil(&self, at: Instant) -> Civil {
        let shown = at.timestamp().to_zoned(self.0.clone());
        let minute = i16::from(shown.hour()) * 60 + i16::from(shown.minute());
        Civil {
            day: days_since_1970(shown.date()),
            weekday: u8::try_from(shown.weekday().to_monday_zero_offset()).unwrap_or(0),
            minute: u16::try_from(minute).unwrap_or(0),
        }
    }

    /// The instant at which the civil day of `at` began.
    #[must_use]
    pub fn start_of_day(&self, at: Instant) -> Instant {
        let shown = at.timestamp().to_zoned(self.0.clone());
        shown.start_of_day().map_or(at, |day| Instant(day.timestamp().as_microsecond()))
    }

    /// Writes the date as `2026-11-21`.
    #[must_use]
    pub fn date(&self, at: Instant) -> String {
        at.timestamp().to_zoned(self.0.clone()).date().to_string()
    }

    /// Writes the hour as `14:05`.
    #[must_use]
    pub fn hour(&self, at: Instant) -> String {
        let civil = self.civil(at);
        format!("{:02}:{:02}", civil.minute / 60, civil.minute % 60)
    }

    /// Reads a civil `2026-11-21T18:30` (as a form's date field sends it) in this zone.
    #[must_use]
    pub fn parse_local(&self, text: &str) -> Option<Instant> {
        let civil: jiff::civil::DateTime = text.parse().ok()?;
        let zoned = civil.to_zoned(self.0.clone()).ok()?;
        Some(Instant(zoned.timestamp().as_microsecond()))
    }

    /// Writes an instant as a form's date field wants it: `2026-11-21T18:30`.
    #[must_use]
    pub fn to_local(&self, at: Instant) -> String {
        format!("{}T{}", self.date(at), self.hour(at))
    }
}

fn days_since_1970(date: jiff::civil::Date) -> i32 {
    let span = date.since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1)));
    span.map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn civil_time_follows_daylight_saving() {
        let paris = CivilZone::named("Europe/Paris").unwrap();
        let summer = Instant::parse_rfc3339("2026-07-01T10:00:00Z").unwrap();
        let winter = Instant::parse_rfc3339("2026-12-01T10:00:00Z").unwrap();
        assert_eq!(paris.hour(summer), "12:00");
        assert_eq!(paris.hour(winter), "11:00");
        assert_eq!(paris.civil(winter).weekday, 1);
        assert_eq!(paris.parse_local(&paris.to_local(winter)), Some(winter));
    }

    #[test]
    fn a_day_starts_at_local_midnight() {
        let paris = CivilZone::named("Europe/Paris").unwrap();
        let late = Instant::parse_rfc3339("2026-07-01T22:30:00Z").unwrap();
        assert_eq!(paris.start_of_day(late).to_rfc3339(), "2026-07-01T22:00:00Z");
        assert_eq!(paris.date(late), "2026-07-02");
    }
}
