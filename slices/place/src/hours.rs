//! Opening hours as neighbours say them.

use domain::WeeklyHours;
use domain::hours::WEEK;
use kit::Lang;
use kit::words::Words;

const DAY: u16 = 1440;
/// A span that ends before this minute of the next day still belongs to the evening before.
const NIGHT: u16 = 360;

/// `ouvert jusqu’à 19 h`, `fermé, ouvre demain à 9 h 30`, `open day and night`.
#[must_use]
pub fn hours_words(hours: &WeeklyHours, words: &Words<'_>) -> String {
    let (now, lang) = (words.zone.civil(words.now), words.lang);
    match hours.closes_in(now) {
        Some(WEEK) => lang.t("place-open-always"),
        Some(minutes) => {
            let ahead = now.minute + minutes;
            let day_named = ahead >= DAY && minutes > DAY / 2;
            let until = if day_named { when(words, ahead) } else { clock(lang, ahead % DAY) };
            lang.with("place-open-until", &[("hour", until)])
        }
        None => match opens_in(hours, now.minute_of_week()) {
            None => lang.t("place-closed"),
            Some(minutes) if now.minute + minutes < DAY => {
                lang.with("place-closed-today", &[("hour", clock(lang, now.minute + minutes))])
            }
            Some(minutes) => lang.with("place-closed-later", &[("when", when(words, now.minute + minutes))]),
        },
    }
}

/// Minutes until the next span begins.
fn opens_in(hours: &WeeklyHours, minute: u16) -> Option<u16> {
    let later = hours.spans().iter().map(|(from, _)| *from).find(|from| *from > minute);
    let next_week = hours.spans().first().map(|(from, _)| WEEK + from);
    later.or(next_week).map(|from| from - minute)
}

/// The day and hour that lie `ahead` minutes after today's midnight.
fn when(words: &Words<'_>, ahead: u16) -> String {
    let (days, hour) = (ahead / DAY, ("hour", clock(words.lang, ahead % DAY)));
    match days {
        0 => words.lang.with("words-today", &[hour]),
        1 => words.lang.with("words-tomorrow", &[hour]),
        _ => {
            let weekday = (u16::from(words.zone.civil(words.now).weekday) + days) % 7;
            words.lang.with("words-weekday", &[("day", day_name(words.lang, weekday)), hour])
        }
    }
}

fn day_name(lang: Lang, weekday: u16) -> String {
    lang.t(&format!("words-day-{weekday}"))
}

/// A minute of the day: `9 h 30`, `9:30`; midnight by its name.
fn clock(lang: Lang, minute: u16) -> String {
    let (hour, past) = (minute / 60 % 24, minute % 60);
    match (lang, hour, past) {
        (_, 0, 0) => lang.t("place-midnight"),
        (Lang::Fr, _, 0) => format!("{hour}\u{a0}h"),
        (Lang::Fr, ..) => format!("{hour}\u{a0}h\u{a0}{past:02}"),
        (Lang::En, ..) => format!("{hour}:{past:02}"),
    }
}

/// The week, a line a day: the day's name and its hours.
#[must_use]
pub fn week(hours: &WeeklyHours, lang: Lang) -> Vec<(String, String)> {
    (0..7).map(|weekday| (day_name(lang, weekday), day(hours, weekday, lang))).collect()
}

fn day(hours: &WeeklyHours, weekday: u16, lang: Lang) -> String {
    let (start, end) = (weekday * DAY, (weekday + 1) * DAY);
    let mut told = Vec::new();
    for (from, to) in hours.spans().iter().copied().filter(|(from, to)| *from < end && *to > start) {
        let small_hours = from < start && to - start <= NIGHT;
        if small_hours {
            continue;
        }
        if from <= start && to >= end {
            return lang.t("place-all-day");
        }
        let until = if to > end && to - end > NIGHT { end } else { to };
        told.push(format!("{}\u{a0}– {}", clock(lang, from.max(start) % DAY), clock(lang, until % DAY)));
    }
    if told.is_empty() { lang.t("place-closed-day") } else { told.join(", ") }
}

#[cfg(test)]
mod tests {
    use domain::{CivilZone, Instant};

    use super::*;

    fn said(lang: Lang, now: &str, text: &str) -> String {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let now = Instant::parse_rfc3339(now).unwrap();
        let hours = crate::osm::read_hours(text).unwrap();
        hours_words(&hours, &Words { lang, zone: &zone, now }).replace('\u{a0}', " ")
    }

    #[test]
    fn hours_are_said_as_neighbours_say_them() {
        // 2026-11-21 is a Saturday; Paris is an hour ahead of UTC.
        for (now, hours, fr, en) in [
            ("2026-11-21T10:00:00Z", "Mo-Sa 09:00-19:00", "ouvert jusqu’à 19 h", "open until 19:00"),
            (
                "2026-11-21T12:00:00Z",
                "Mo-Sa 09:00-12:30,14:15-19:00",
                "fermé, ouvre à 14 h 15",
                "closed, opens at 14:15",
            ),
            (
                "2026-11-21T20:00:00Z",
                "Mo-Su 09:30-19:00",
                "fermé, ouvre demain à 9 h 30",
                "closed, opens tomorrow at 9:30",
            ),
            (
                "2026-11-21T20:00:00Z",
                "Tu-Sa 09:00-19:00",
                "fermé, ouvre mardi à 9 h",
                "closed, opens Tuesday at 9:00",
            ),
            ("2026-11-21T22:30:00Z", "Sa 18:00-02:00", "ouvert jusqu’à 2 h", "open until 2:00"),
            ("2026-11-21T21:00:00Z", "Mo-Su 18:00-24:00", "ouvert jusqu’à minuit", "open until midnight"),
            ("2026-11-21T10:00:00Z", "24/7", "ouvert jour et nuit", "open day and night"),
        ] {
            assert_eq!(
                (said(Lang::Fr, now, hours).as_str(), said(Lang::En, now, hours).as_str()),
                (fr, en),
                "{hours}"
            );
        }
    }

    #[test]
    fn a_week_is_told_day_by_day_and_a_night_with_its_evening() {
        let lines = |text: &str| {
            let hours = crate::osm::read_hours(text).unwrap();
            week(&hours, Lang::Fr)
                .into_iter()
                .map(|(_, hours)| hours.replace('\u{a0}', " "))
                .collect::<Vec<_>>()
        };
        assert_eq!(lines("24/7"), ["jour et nuit"; 7]);
        let bar = lines("Fr,Sa 18:00-02:00, Su 10:00-12:00,15:00-18:30");
        assert_eq!(bar[4..], ["18 h – 2 h", "18 h – 2 h", "10 h – 12 h, 15 h – 18 h 30"]);
        assert_eq!(bar[..4], ["fermé"; 4]);
    }
}
