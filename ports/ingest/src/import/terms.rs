//! What the tables that are taken along from here say of a wish besides: its branch, how far, until when, whether it is secret or rests.

use domain::text::fold;
use domain::{Category, limits};

/// Terms of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    /// Where in the tree of categories; `Some(None)` is nowhere, `None` where nothing is said of it.
    pub category: Option<Option<Category>>,
    /// How far one would go, in metres; `None` is as far as people walk.
    pub distance_m: Option<u32>,
    /// Whether it is hidden from others, even on a list they may see.
    pub secret: bool,
    /// Whether it rests: nobody brings it up.
    pub paused: bool,
}

/// A day: `2026-12-24`, or `24/12/2026` as spreadsheets write it anew; where months come first, `12/24/2026`.
pub(crate) fn day(told: &str, month_first: bool) -> Option<String> {
    let parts: Vec<&str> = told.trim().split(['-', '/', '.']).collect();
    let [first, second, last] = parts.as_slice() else { return None };
    let (year, month, day) = match first.len() {
        4 => (first, second, last),
        _ if month_first && told.contains('/') => (last, first, second),
        _ => (last, second, first),
    };
    let number = |part: &str| part.parse::<u16>().ok();
    let (month, day_of) = (number(month)?, number(day)?);
    let sound = year.len() == 4 && (1..=12).contains(&month) && (1..=31).contains(&day_of);
    let year = number(year)?;
    sound.then(|| format!("{year:04}-{month:02}-{day_of:02}"))
}

/// Whether the days of a table are written with their months first: one of them can be read in no other way, or all may be read in both
/// and its prices are in dollars.
pub(crate) fn are_months_first<'a>(days: impl Iterator<Item = &'a str>, dollars: bool) -> bool {
    let (mut by_month, mut by_day) = (false, false);
    for told in days.filter(|told| told.contains('/')) {
        by_month |= day(told, false).is_none() && day(told, true).is_some();
        by_day |= day(told, true).is_none() && day(told, false).is_some();
    }
    by_month || (dollars && !by_day)
}

/// A distance in metres: `1500`, `1500 m`, `2 km`; `None` beyond what one may go.
pub(crate) fn metres(told: &str) -> Option<u32> {
    let told = fold(told.trim());
    let (number, times) = match told.strip_suffix("km") {
        Some(number) => (number, 1_000),
        None => (told.strip_suffix('m').unwrap_or(&told), 1),
    };
    let metres = number.trim().parse::<u32>().ok()?.checked_mul(times)?;
    (1..=limits::REACH_MAX_M).contains(&metres).then_some(metres)
}

/// Whether a cell says yes, in either language or as a spreadsheet does.
pub(crate) fn yes(told: &str) -> bool {
    ["oui", "yes", "x", "1", "true", "vrai"].contains(&fold(told.trim()).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_distances_and_yes_are_read_as_spreadsheets_write_them() {
        for (told, is) in [
            ("2026-12-24", Some("2026-12-24")),
            ("24/12/2026", Some("2026-12-24")),
            ("4.2.2027", Some("2027-02-04")),
            ("12/24/2026", None),
            ("24/12/26", None),
            ("Noël", None),
            ("", None),
        ] {
            assert_eq!(day(told, false).as_deref(), is, "{told}");
        }
        assert_eq!(day("12/24/2026", true).as_deref(), Some("2026-12-24"));
        assert_eq!(day("4.2.2027", true).as_deref(), Some("2027-02-04"), "only strokes are American");
        for (days, dollars, months) in [
            (&["04/05/2026", "04/25/2026"][..], false, true),
            (&["04/05/2026"], true, true),
            (&["04/05/2026"], false, false),
            (&["04/05/2026", "24/12/2026"], true, false),
            (&["2026-04-05", ""], false, false),
        ] {
            assert_eq!(are_months_first(days.iter().copied(), dollars), months, "{days:?}");
        }
        for (told, is) in [
            ("1500", Some(1_500)),
            ("800 m", Some(800)),
            ("2 km", Some(2_000)),
            ("0", None),
            ("90 km", None),
            ("", None),
        ] {
            assert_eq!(metres(told), is, "{told}");
        }
        assert!(yes("Oui") && yes("TRUE") && !yes("") && !yes("non"));
    }
}
