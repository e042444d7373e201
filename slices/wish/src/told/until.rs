//! The day in what was said: `avant Noël`, `before Saturday`, `d’ici le 24/12`, `ce soir`, `pour la fête des mères`.

use domain::text;
use jiff::Span;
use jiff::civil::Date;

use super::feasts::feast;

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

/// Parts of a day, which may follow it.
const PARTS: &[&str] =
    &["matin", "midi", "soir", "apres-midi", "morning", "afternoon", "evening", "night", "noon"];
/// What makes a day's name that of something else: `pain du dimanche`, `Black Friday`.
const NAMES: &[&str] = &[
    "du", "de", "des", "le", "la", "les", "un", "une", "mon", "et", "ou", "and", "or", "the", "a", "of",
    "black", "good", "cyber", "man", "girl",
];

/// Words without the day, and the last day.
pub(super) fn take<'a>(words: Vec<&'a str>, today: &str) -> (Vec<&'a str>, Option<String>) {
    let folded: Vec<String> =
        words.iter().map(|word| text::fold(word.trim_matches([',', ';', ':', '!', '?', '.']))).collect();
    let Ok(today) = today.parse::<Date>() else { return (words, None) };
    for at in 0..words.len() {
        let Some((day, used)) = said(&folded[at..], today).or_else(|| last(&folded, at, today)) else {
            continue;
        };
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

/// The day with which all ends, `pour samedi`, `on Saturday`, `demain midi`, `le 12 décembre`, and how many words say it: further
/// ahead it may name something else.
fn last(words: &[String], at: usize, today: Date) -> Option<(Date, usize)> {
    let rest = &words[at..];
    let lead = starts(rest, &[&["pour", "le"], &["pour"], &["for"], &["on"], &["le"]]).unwrap_or(0);
    let named = at.checked_sub(1).is_some_and(|before| NAMES.contains(&words[before].as_str()));
    let dated = rest[lead].contains(['/', '.']);
    // `le samedi` is every one of them.
    let surely = if dated { lead > 0 } else { rest[0] != "le" && !(lead == 0 && named) };
    let (day, used) = match of_month(&rest[lead..], today).filter(|_| lead > 0) {
        Some(found) => found,
        None => day(&rest[lead..], today).filter(|_| surely)?,
    };
    let used = lead + used;
    let part = usize::from(rest.get(used).is_some_and(|part| PARTS.contains(&part.as_str())));
    (used + part == rest.len()).then_some((day, used + part))
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

/// The next such day of a year; the 29th of February may be four years away.
pub(super) fn next(today: Date, month: i8, day: i8) -> Option<Date> {
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
            ("un gâteau pour samedi", "un gâteau", "2026-11-28"),
            ("concert de jazz samedi soir", "concert de jazz", "2026-11-28"),
            ("a cake for Saturday", "a cake", "2026-11-28"),
            ("jazz on Friday night", "jazz", "2026-11-27"),
            ("un gâteau pour demain midi", "un gâteau", "2026-11-23"),
            ("du pain demain", "du pain", "2026-11-23"),
            ("un concert le 12 décembre", "un concert", "2026-12-12"),
            ("un pull pour le 24/12", "un pull", "2026-12-24"),
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
            "habits du dimanche",
            "Black Friday",
            "du pain le samedi",
            "robinson et vendredi",
            "vendredi",
            "papier 3/4",
            "this book",
            "pour 3 mars",
            "un vélo jusqu’au 32 décembre",
        ] {
            let (words, found) = take(said.split(' ').collect(), TODAY);
            assert_eq!((words.join(" ").as_str(), found), (said, None), "{said}");
        }
    }
}
