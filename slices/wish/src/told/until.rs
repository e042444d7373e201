//! The day in what was said: `avant Noël`, `before Saturday`, `d’ici le 24/12`, `ce soir`, `pour la fête des mères`.

use domain::text;
use jiff::Span;
use jiff::civil::{Date, Weekday};

/// What stands before a day, folded; of several words the longest first.
const BEFORE: &[&[&str]] = &[
    &["d'ici", "le"],
    &["d'ici", "la"],
    &["d'ici", "a"],
    &["d'ici"],
    &["avant", "le"],
    &["avant", "la"],
    &["avant"],
    &["before"],
    &["by"],
    &["until"],
    &["jusqu'a", "la"],
    &["jusqu'a"],
    &["jusqu'au"],
];
/// What stands before a day of a month for which something is wished.
const FOR_DAY: &[&[&str]] = &[&["pour", "le"]];
/// The months from January on, in both languages, folded.
const MONTHS: [[&str; 2]; 12] = [
    ["janvier", "january"],
    ["fevrier", "february"],
    ["mars", "march"],
    ["avril", "april"],
    ["mai", "may"],
    ["juin", "june"],
    ["juillet", "july"],
    ["aout", "august"],
    ["septembre", "september"],
    ["octobre", "october"],
    ["novembre", "november"],
    ["decembre", "december"],
];
/// What stands before a feast for which something is wished: before any other word it tells of something else.
const FOR: &[&[&str]] = &[&["pour", "le"], &["pour", "la"], &["pour"], &["for"]];
/// Days of the week from Monday on, in both languages.
const WEEK: [[&str; 2]; 7] = [
    ["lundi", "monday"],
    ["mardi", "tuesday"],
    ["mercredi", "wednesday"],
    ["jeudi", "thursday"],
    ["vendredi", "friday"],
    ["samedi", "saturday"],
    ["dimanche", "sunday"],
];

/// Words without the day, and the last day.
pub(super) fn take<'a>(words: Vec<&'a str>, today: &str) -> (Vec<&'a str>, Option<String>) {
    let folded: Vec<String> =
        words.iter().map(|word| text::fold(word.trim_matches([',', ';', ':', '!', '?', '.']))).collect();
    let Ok(today) = today.parse::<Date>() else { return (words, None) };
    for at in 0..words.len() {
        let Some((day, used)) = said(&folded[at..], today) else { continue };
        // A day alone is no wish.
        if used == words.len() {
            continue;
        }
        let rest = words[..at].iter().chain(&words[at + used..]).copied().collect();
        return (rest, Some(day.to_string()));
    }
    (words, None)
}

/// The day said at the start, and how many words say it.
fn said(words: &[String], today: Date) -> Option<(Date, usize)> {
    if let Some(found) = at_once(words, today) {
        return Some(found);
    }
    if let Some(before) = starts(words, BEFORE) {
        let rest = &words[before..];
        let day = feast(rest, today).or_else(|| of_month(rest, today)).or_else(|| day(rest, today));
        return day.map(|(day, used)| (day, before + used));
    }
    if let Some(before) = starts(words, FOR_DAY)
        && let Some((day, used)) = of_month(&words[before..], today)
    {
        return Some((day, before + used));
    }
    let before = starts(words, FOR)?;
    feast(&words[before..], today).map(|(day, used)| (day, before + used))
}

/// How many words one of these sequences takes at the start; none when none is there, or nothing follows.
fn starts(words: &[String], all: &[&[&str]]) -> Option<usize> {
    let there = |one: &&&[&str]| words.len() > one.len() && one.iter().zip(words).all(|(a, b)| a == b);
    all.iter().find(there).map(|one| one.len())
}

/// What needs nothing before it: `ce soir`, `today`, `this weekend`, `samedi prochain`.
fn at_once(words: &[String], today: Date) -> Option<(Date, usize)> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    let weekend = || ahead(today, 6);
    Some(match (word(0), word(1)) {
        ("ce", "soir") | ("cette", "nuit") => (today, 2),
        ("tonight" | "today" | "aujourd'hui", _) => (today, 1),
        ("demain", "soir") => (today.tomorrow().ok()?, 2),
        ("tomorrow", "night") => (today.tomorrow().ok()?, 2),
        ("ce" | "this", "week-end" | "weekend") => (weekend()?, 2),
        ("ce" | "this", named) => (weekday(named, today)?, 2),
        (named, "prochain") => (weekday(named, today)?, 2),
        ("next", named) => (weekday(named, today)?, 2),
        _ => return None,
    })
}

/// The next such day at the start, today included, and how many words name it.
fn day(words: &[String], today: Date) -> Option<(Date, usize)> {
    let word = words.first()?.as_str();
    if matches!(word, "demain" | "tomorrow") {
        return Some((today.tomorrow().ok()?, 1));
    }
    if let Some(day) = weekday(word, today) {
        let named_again = words.get(1).is_some_and(|next| next == "prochain");
        return Some((day, if named_again { 2 } else { 1 }));
    }
    let (day, month) = word.split_once(['/', '.'])?;
    Some((next(today, month.parse().ok()?, day.parse().ok()?)?, 1))
}

/// A day of a month named at the start, `24 décembre`, `1er janvier 2027`, `december 12th`, and how many words name it.
fn of_month(words: &[String], today: Date) -> Option<(Date, usize)> {
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_ordinal = matches!(&word[digits.len()..], "" | "er" | "st" | "nd" | "rd" | "th");
        digits.parse::<i8>().ok().filter(|_| is_ordinal)
    };
    let month = |word: &str| {
        (1..=12).zip(MONTHS).find(|(_, names)| names.contains(&word)).map(|(month, _): (i8, _)| month)
    };
    let (first, second) = (words.first()?.as_str(), words.get(1)?.as_str());
    let (month, day) = match (number(first), month(second)) {
        (Some(day), Some(month)) => (month, day),
        _ => (month(first)?, number(second)?),
    };
    let year = words.get(2).filter(|word| word.len() == 4).and_then(|word| word.parse::<i16>().ok());
    match year {
        Some(year) => Some((Date::new(year, month, day).ok().filter(|day| *day >= today)?, 3)),
        None => Some((next(today, month, day)?, 2)),
    }
}

fn weekday(word: &str, today: Date) -> Option<Date> {
    let (day, _) = (0..7_i8).zip(WEEK).find(|(_, names)| names.contains(&word))?;
    ahead(today, day)
}

/// The next such day of the week, Monday being 0.
fn ahead(today: Date, weekday: i8) -> Option<Date> {
    let days = (weekday - today.weekday().to_monday_zero_offset()).rem_euclid(7);
    today.checked_add(Span::new().days(days)).ok()
}

/// The last day before, or of, a feast at the start, and how many words name it. What is wished before Christmas is wished by its eve.
fn feast(words: &[String], today: Date) -> Option<(Date, usize)> {
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

/// The next such day of a year; the 29th of February may be four years away.
fn next(today: Date, month: i8, day: i8) -> Option<Date> {
    (0..=4).find_map(|years| Date::new(today.year() + years, month, day).ok().filter(|date| *date >= today))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A Sunday.
    const TODAY: &str = "2026-11-22";

    #[test]
    fn days_are_told_in_both_languages() {
        for (said, rest, until) in [
            ("un film ce soir", "un film", "2026-11-22"),
            ("a film tonight", "a film", "2026-11-22"),
            ("concert samedi prochain", "concert", "2026-11-28"),
            ("concert this weekend", "concert", "2026-11-22"),
            ("pain avant demain", "pain", "2026-11-23"),
            ("chocolat avant Pâques", "chocolat", "2027-03-28"),
            ("chocolate before Easter", "chocolate", "2027-03-28"),
            ("une rose pour la Saint-Valentin", "une rose", "2027-02-14"),
            ("un livre pour la fête des mères", "un livre", "2027-05-30"),
            ("un livre pour la fête des pères", "un livre", "2027-06-20"),
            ("un jeu pour Noël", "un jeu", "2026-12-24"),
            ("un pull jusqu’au 24/12", "un pull", "2026-12-24"),
            ("un pull jusqu’à samedi", "un pull", "2026-11-28"),
            ("bottes jusqu’au 3 janvier", "bottes", "2027-01-03"),
            ("vélo avant le 24 décembre", "vélo", "2026-12-24"),
            ("vélo d’ici le 1er août 2027", "vélo", "2027-08-01"),
            ("vélo avant vendredi prochain", "vélo", "2026-11-27"),
            ("un gâteau pour le 3 mars", "un gâteau", "2027-03-03"),
            ("a book by 12 December", "a book", "2026-12-12"),
            ("a book before December 12th", "a book", "2026-12-12"),
        ] {
            let (words, found) = take(said.split(' ').collect(), TODAY);
            assert_eq!((words.join(" ").as_str(), found.as_deref()), (rest, Some(until)), "{said}");
        }
    }

    #[test]
    fn what_only_sounds_like_a_day_is_kept() {
        for said in [
            "ce soir",
            "un livre pour un enfant",
            "Noël au balcon",
            "guide for Monday people",
            "this book",
            "pour 3 mars",
            "un vélo jusqu’au 32 décembre",
        ] {
            let (words, found) = take(said.split(' ').collect(), TODAY);
            assert_eq!((words.join(" ").as_str(), found), (said, None), "{said}");
        }
    }

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
