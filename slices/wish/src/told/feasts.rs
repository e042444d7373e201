//! The feasts for which people wish, and the day by which they wish it.

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::until::next;

/// The last day before, or of, a feast at the start, and how many words name it. What is wished before Christmas is wished by its eve.
pub(super) fn feast(words: &[String], today: Date) -> Option<(Date, usize)> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let of_year = |day: fn(i16) -> Option<Date>| {
        let years = [today.year(), today.year() + 1];
        years.into_iter().filter_map(day).find(|day| *day >= today)
    };
    Some(match (word(0), word(1), word(2)) {
        ("noel" | "christmas" | "xmas", ..) => (next(today, 12, 24)?, 1),
        ("nouvel", "an", _) | ("new", "year" | "year's", _) => (next(today, 12, 31)?, 2),
        ("halloween", ..) => (next(today, 10, 31)?, 1),
        ("saint-valentin" | "st-valentin" | "valentin", ..) => (next(today, 2, 14)?, 1),
        ("valentine's", "day", _) => (next(today, 2, 14)?, 2),
        ("paques" | "easter", ..) => (of_year(easter)?, 1),
        ("fete", "des", "meres") => (of_year(mothers)?, 3),
        ("mother's", "day", _) => (of_year(mothers)?, 2),
        ("fete", "des", "peres") => (of_year(fathers)?, 3),
        ("father's", "day", _) => (of_year(fathers)?, 2),
        _ => return None,
    })
}

/// Easter Sunday (Meeus, Jones, Butcher: the anonymous Gregorian computus).
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The French day of mothers: the last Sunday of May, or the first of June where that is Whitsun (Code de l'action sociale et des
/// familles, article D. 215-1).
fn mothers(year: i16) -> Option<Date> {
    let last = Date::new(year, 5, 1).ok()?.nth_weekday_of_month(-1, Weekday::Sunday).ok()?;
    let whitsun = easter(year)?.checked_add(Span::new().days(49)).ok()?;
    if last == whitsun { last.checked_add(Span::new().days(7)).ok() } else { Some(last) }
}

/// The third Sunday of June.
fn fathers(year: i16) -> Option<Date> {
    Date::new(year, 6, 1).ok()?.nth_weekday_of_month(3, Weekday::Sunday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feasts_that_move_fall_where_the_calendar_has_them() {
        // Published dates: Easter 2024 to 2038, and the days of mothers of which one was put off by Whitsun.
        for (year, month, day) in [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)] {
            assert_eq!(easter(year), Date::new(year, month, day).ok(), "{year}");
        }
        for (year, month, day) in [(2023, 6, 4), (2024, 5, 26), (2025, 5, 25), (2026, 5, 31)] {
            assert_eq!(mothers(year), Date::new(year, month, day).ok(), "{year}");
        }
    }
}
