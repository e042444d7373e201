//! UTC instants, and civil time in a place's zone for hours and days.

use jiff::tz::TimeZone;

/// A UTC instant in microseconds since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;
/// Seconds in a day without a change of clocks.
const DAY: i64 = 86_400;

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
        let local = at.secs().saturating_add(self.offset(at));
        let day = local.div_euclid(DAY);
        Civil {
            day: i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX }),
            // 1970-01-01 was a Thursday.
            weekday: (day + 3).rem_euclid(7) as u8,
            minute: (local.rem_euclid(DAY) / 60) as u16,
        }
    }

    /// Seconds that the clocks are ahead of UTC at an instant.
    fn offset(&self, at: Instant) -> i64 {
        i64::from(self.0.to_offset(at.timestamp()).seconds())
    }

    /// The instant at which the civil day of `at` began.
    #[must_use]
    pub fn start_of_day(&self, at: Instant) -> Instant {
        let offset = self.offset(at);
        let local = at.secs().saturating_add(offset);
        let start = Instant::from_secs(local.div_euclid(DAY) * DAY - offset);
        // Where the clocks did not change since then, nor just before, it is simply midnight.
        if self.offset(start) == offset && self.offset(start.plus_secs(-1)) == offset {
            return start;
        }
        let shown = at.timestamp().to_zoned(self.0.clone());
        shown.start_of_day().map_or(at, |day| Instant(day.timestamp().as_microsecond()))
    }

    /// The next instant after `at` at which the clocks come to show this minute of the day, or jump past it.
    #[must_use]
    pub fn next(&self, at: Instant, minute: u16) -> Instant {
        let offset = self.offset(at);
        let local = at.secs().saturating_add(offset);
        let ahead = (i64::from(minute) * 60 - local.rem_euclid(DAY)).rem_euclid(DAY);
        let ahead = if ahead == 0 { DAY } else { ahead };
        let plain = Instant::from_secs(at.secs().saturating_add(ahead));
        // The clocks may change on the way: what they then show may begin or end at the change itself.
        match self.0.following(at.timestamp()).next() {
            Some(change) if Instant(change.timestamp().as_microsecond()) < plain => {
                Instant(change.timestamp().as_microsecond())
            }
            _ => plain,
        }
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

    proptest::proptest! {
        /// The arithmetic agrees with the library's calendar, in zones that change at midnight, by half an hour, or never.
        #[test]
        fn clocks_agree_with_the_calendar(secs in -4_000_000_000..4_000_000_000_i64, micros in 0..SECOND, which in 0..6_usize) {
            let names = ["Europe/Paris", "America/Havana", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia", "UTC"];
            let zone = CivilZone::named(names[which]).unwrap();
            let at = Instant::from_micros(secs * SECOND + micros);
            let shown = at.timestamp().to_zoned(zone.0.clone());
            let civil = zone.civil(at);
            let minute = i32::from(shown.hour()) * 60 + i32::from(shown.minute());
            proptest::prop_assert_eq!(i32::from(civil.minute), minute);
            proptest::prop_assert_eq!(civil.weekday as i8, shown.weekday().to_monday_zero_offset());
            let days = shown.date().since((jiff::Unit::Day, jiff::civil::date(1970, 1, 1))).unwrap().get_days();
            proptest::prop_assert_eq!(civil.day, days);
            let day = shown.start_of_day().unwrap().timestamp().as_microsecond();
            proptest::prop_assert_eq!(zone.start_of_day(at).micros(), day);
        }

        /// Between an instant and the next at which a minute is shown, the clocks show neither it nor anything past it.
        #[test]
        fn the_next_minute_is_never_late(secs in 0..4_000_000_000_i64, minute in 0..1_440_u16, which in 0..3_usize) {
            let zone = CivilZone::named(["Europe/Paris", "America/Havana", "Australia/Lord_Howe"][which]).unwrap();
            let at = Instant::from_secs(secs);
            let next = zone.next(at, minute);
            proptest::prop_assert!(at < next && next.secs_since(at) <= DAY);
            let before = |t: Instant| (zone.civil(t).minute < minute, zone.civil(t).day);
            let mut last = before(at);
            for step in 1..=96 {
                let t = at.plus_secs((next.secs_since(at) - 1) * step / 96);
                let here = before(t);
                // A day may turn on the way; what must not happen is coming to the minute within a day.
                proptest::prop_assert!(!(last.0 && !here.0 && last.1 == here.1), "passed at {t:?}");
                last = here;
            }
        }
    }

    #[test]
    fn a_day_starts_at_local_midnight() {
        let paris = CivilZone::named("Europe/Paris").unwrap();
        let late = Instant::parse_rfc3339("2026-07-01T22:30:00Z").unwrap();
        assert_eq!(paris.start_of_day(late).to_rfc3339(), "2026-07-01T22:00:00Z");
        assert_eq!(paris.date(late), "2026-07-02");
    }
}
