//! The day in what was said: `avant Noël`, `before Saturday`, `d’ici le 24/12`.

use domain::text;
use jiff::civil::Date;

/// What stands before a day, folded; of several words the longest first.
const BEFORE: &[&[&str]] = &[
    &["d'ici", "le"],
    &["d'ici", "a"],
    &["d'ici"],
    &["avant", "le"],
    &["avant"],
    &["before"],
    &["by"],
    &["until"],
];
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
        let there = |one: &&&[&str]| {
            folded[at..].len() > one.len() && one.iter().zip(&folded[at..]).all(|(a, b)| a == b)
        };
        let Some(before) = BEFORE.iter().find(there) else { continue };
        let Some(day) = day(&folded[at + before.len()], today) else { continue };
        let rest = words[..at].iter().chain(&words[at + before.len() + 1..]).copied().collect();
        return (rest, Some(day.to_string()));
    }
    (words, None)
}

/// The next such day, today included.
fn day(word: &str, today: Date) -> Option<Date> {
    if matches!(word, "noel" | "christmas" | "xmas") {
        return next(today, 12, 24);
    }
    if matches!(word, "demain" | "tomorrow") {
        return today.tomorrow().ok();
    }
    if let Some(weekday) =
        (0..7_i8).zip(WEEK).find(|(_, names)| names.contains(&word)).map(|(weekday, _)| weekday)
    {
        let ahead = (weekday - today.weekday().to_monday_zero_offset()).rem_euclid(7);
        return today.checked_add(jiff::Span::new().days(ahead)).ok();
    }
    let (day, month) = word.split_once(['/', '.'])?;
    next(today, month.parse().ok()?, day.parse().ok()?)
}

/// The next such day of a year; the 29th of February may be four years away.
fn next(today: Date, month: i8, day: i8) -> Option<Date> {
    (0..=4).find_map(|years| Date::new(today.year() + years, month, day).ok().filter(|date| *date >= today))
}
