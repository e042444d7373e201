//! Hours in civil time: windows of a day, and the week of a place.

use crate::time::Civil;

/// A window of the civil day in minutes since midnight; it may pass midnight (`22:00`–`07:00`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DailyWindow {
    /// First minute inside.
    pub from: u16,
    /// First minute outside again.
    pub to: u16,
}

impl DailyWindow {
    /// Accepts minutes 0 to 1439 that differ; an empty or whole-day window is told by having none.
    #[must_use]
    pub fn new(from: u16, to: u16) -> Option<Self> {
        (from < 1440 && to < 1440 && from != to).then_some(Self { from, to })
    }

    /// Reads `22:00` and `07:30`.
    #[must_use]
    pub fn parse(from: &str, to: &str) -> Option<Self> {
        Self::new(parse_minute(from)?, parse_minute(to)?)
    }

    /// Whether a minute of the day lies inside.
    #[must_use]
    pub fn holds(self, minute: u16) -> bool {
        if self.from < self.to {
            (self.from..self.to).contains(&minute)
        } else {
            minute >= self.from || minute < self.to
        }
    }

    /// Writes both ends as `22:00`.
    #[must_use]
    pub fn texts(self) -> (String, String) {
        (write_minute(self.from), write_minute(self.to))
    }
}

/// Reads `7:05` or `07:05`; `None` for anything else.
#[must_use]
pub fn parse_minute(text: &str) -> Option<u16> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hours) || !digits(minutes) || minutes.len() != 2 {
        return None;
    }
    let (hours, minutes): (u16, u16) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)
}

/// Writes a minute of the day as `07:05`.
#[must_use]
pub fn write_minute(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Days of the week and a window of the day, as a grant limits itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Times {
    /// Bit 0 is Monday, bit 6 Sunday.
    pub days: u8,
    /// Within the day; `None` is the whole day.
    pub window: Option<DailyWindow>,
}

impl Times {
    /// All seven days, all day.
    pub const ALWAYS: Self = Self { days: 0x7f, window: None };

    /// Whether a civil time lies inside. A window past midnight belongs to the day on which it began.
    #[must_use]
    pub fn hold(self, at: Civil) -> bool {
        let day = |weekday: u8| self.days & (1 << weekday) != 0;
        match self.window {
            None => day(at.weekday),
            Some(window) if !window.holds(at.minute) => false,
            Some(window) if window.from > window.to && at.minute < window.to => day((at.weekday + 6) % 7),
            Some(_) => day(at.weekday),
        }
    }
}

/// The week of a place: when it is open, in minutes since Monday's midnight, sorted, apart from each other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WeeklyHours(Vec<(u16, u16)>);

/// Minutes in a week.
pub const WEEK: u16 = 10_080;

impl WeeklyHours {
    /// Accepts spans within the week, sorts and joins them; `None` when a span is empty or out of range.
    #[must_use]
    pub fn new(mut spans: Vec<(u16, u16)>) -> Option<Self> {
        if spans.iter().any(|(from, to)| from >= to || *to > WEEK) {
            return None;
        }
        spans.sort_unstable();
        let mut joined: Vec<(u16, u16)> = Vec::with_capacity(spans.len());
        for (from, to) in spans {
            match joined.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => joined.push((from, to)),
            }
        }
        Some(Self(joined))
    }

    /// The spans.
    #[must_use]
    pub fn spans(&self) -> &[(u16, u16)] {
        &self.0
    }

    /// Whether the place is open at a civil time.
    #[must_use]
    pub fn open(&self, at: Civil) -> bool {
        self.closes_in(at).is_some()
    }

    /// Minutes until it closes; `None` when it is closed, a week when it never closes.
    #[must_use]
    pub fn closes_in(&self, at: Civil) -> Option<u16> {
        let minute = at.minute_of_week();
        let (from, to) = *self.0.iter().find(|(from, to)| (*from..*to).contains(&minute))?;
        // Sunday's last minute runs on into a span that starts with Monday's first.
        let tail = match self.0.first() {
            Some((0, first_end)) if to == WEEK && from > 0 => *first_end,
            _ => 0,
        };
        if (from, to) == (0, WEEK) { Some(WEEK) } else { Some(to - minute + tail) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(weekday: u8, minute: u16) -> Civil {
        Civil { day: 0, weekday, minute }
    }

    #[test]
    fn a_window_may_pass_midnight() {
        let night = DailyWindow::parse("22:00", "7:00").unwrap();
        assert!(night.holds(1380) && night.holds(0) && night.holds(419));
        assert!(!night.holds(420) && !night.holds(720));
        for bad in ["24:00", "7", "7:5", "07:60", "-1:00", "007:00"] {
            assert_eq!(parse_minute(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_night_belongs_to_the_day_it_began() {
        let friday_night = Times { days: 1 << 4, window: DailyWindow::parse("22:00", "02:00") };
        assert!(friday_night.hold(at(4, 1380)) && friday_night.hold(at(5, 60)));
        assert!(!friday_night.hold(at(4, 60)) && !friday_night.hold(at(5, 1380)));
    }

    #[test]
    fn a_place_tells_when_it_closes() {
        let hours = WeeklyHours::new(vec![(570, 780), (840, 1140), (9960, 10_080), (0, 60)]).unwrap();
        assert_eq!(hours.closes_in(at(0, 600)), Some(180));
        assert_eq!(hours.closes_in(at(0, 800)), None);
        assert_eq!(hours.closes_in(at(6, 1430)), Some(10 + 60), "Sunday night runs into Monday");
        assert_eq!(WeeklyHours::new(vec![(0, WEEK)]).unwrap().closes_in(at(3, 3)), Some(WEEK));
        assert_eq!(WeeklyHours::new(vec![(5, 5)]), None);
    }
}
