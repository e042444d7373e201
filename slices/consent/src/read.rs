//! Days and hours as both edges send them: by name, and by two hours of the day.

use domain::{DailyWindow, Times};
use kit::{Refusal, Result};

/// Days of the week on wires and in forms, Monday first.
pub(crate) const DAYS: [&str; 7] = ["mo", "tu", "we", "th", "fr", "sa", "su"];

/// The days of a mask, by name.
pub(crate) fn days(mask: u8) -> Vec<&'static str> {
    DAYS.iter().enumerate().filter(|(day, _)| mask & (1 << day) != 0).map(|(_, name)| *name).collect()
}

/// The mask of days by name; none named is every day.
pub(crate) fn mask<T: AsRef<str>>(names: &[T]) -> Result<u8> {
    let bit = |name: &T| DAYS.iter().position(|known| *known == name.as_ref()).map(|day| 1_u8 << day);
    if names.is_empty() {
        return Ok(Times::ALWAYS.days);
    }
    let bits = names.iter().map(|name| bit(name).ok_or_else(|| Refusal::invalid("days", "choice")));
    bits.into_iter().try_fold(0, |mask, bit| Ok(mask | bit?))
}

/// Both hours make a window, none makes none.
pub(crate) fn window(from: Option<&str>, to: Option<&str>) -> Result<Option<DailyWindow>> {
    match (from, to) {
        (None, None) => Ok(None),
        (Some(from), Some(to)) => match DailyWindow::parse(from, to) {
            Some(window) => Ok(Some(window)),
            None => Err(Refusal::invalid("from", "hours")),
        },
        _ => Err(Refusal::invalid("from", "hours")),
    }
}
