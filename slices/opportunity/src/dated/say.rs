//! What takes place, in words: the same on every channel.

use domain::Instant;
use kit::words::Words;

use crate::model::{Opportunity, Reason, Time};

/// Civil days from one instant to another.
fn days(words: &Words<'_>, from: Instant, to: Instant) -> i32 {
    words.zone.civil(to).day - words.zone.civil(from).day
}

/// The last day of something: what lasts until midnight does not last into the next.
fn last(time: &Time) -> Instant {
    time.ends.plus_secs(-1)
}

/// Until when something runs, where its day is what people say: a whole day, and what ends in more than six days.
fn last_date(words: &Words<'_>, time: &Time) -> Option<String> {
    let far = days(words, words.now, time.ends) > 6;
    (time.all_day || far).then(|| words.date(last(time)))
}

/// A beginning, as near as people say it; one that is far away by its date and hour.
pub(crate) fn beginning(words: &Words<'_>, at: Instant) -> String {
    if (-1..=6).contains(&days(words, words.now, at)) {
        return words.when(at);
    }
    words.lang.with("opportunity-date-hour", &[("date", words.date(at)), ("hour", words.hour(at))])
}

/// When, as near as people say it.
fn when(words: &Words<'_>, time: &Time) -> String {
    let whole_days = days(words, time.at, last(time));
    if time.at <= words.now {
        return match last_date(words, time) {
            _ if !time.has_end() => {
                words.lang.with("opportunity-on-since", &[("when", beginning(words, time.at))])
            }
            Some(_) if time.all_day && whole_days == 0 => words.lang.t("opportunity-on-today"),
            Some(date) => words.lang.with("opportunity-on-now-days", &[("date", date)]),
            None => words.lang.with("opportunity-on-now", &[("until", words.until(time.ends))]),
        };
    }
    let from = ("from", words.date(time.at));
    match time.all_day {
        true if whole_days > 0 => {
            words.lang.with("opportunity-on-days", &[from, ("to", words.date(last(time)))])
        }
        true => words.lang.with("opportunity-on-day", &[("date", words.date(time.at))]),
        false => beginning(words, time.at),
    }
}

/// What happens and where, in a line: at the soonest time that is not past.
pub(crate) fn what(words: &Words<'_>, news: &Opportunity) -> String {
    if let Some(time) = news.times().find(|time| words.now < time.past_at()) {
        return format!("{} · {}", capital(&when(words, time)), time.venue);
    }
    let off = news.reasons.iter().any(|reason| matches!(reason, Reason::Off { .. }));
    let key = if off { "opportunity-off" } else { "opportunity-over" };
    words.lang.with(key, &[("retailer", news.retailer.clone())])
}

/// A time as a reason: the first tells from when to when, further ones only when.
pub(crate) fn time(words: &Words<'_>, time: &Time, further: bool) -> String {
    let venue = ("venue", time.venue.clone());
    if time.past_at() <= words.now {
        let day = || words.lang.with("opportunity-on-day", &[("date", words.date(time.at))]);
        let when = if time.all_day { day() } else { beginning(words, time.at) };
        return words.lang.with("opportunity-reason-was", &[("when", when), venue]);
    }
    if further {
        return words.lang.with("opportunity-reason-also", &[("when", when(words, time)), venue]);
    }
    let whole_days = days(words, time.at, last(time));
    if time.all_day && whole_days == 0 {
        words.lang.with("opportunity-reason-day", &[("date", words.date(time.at)), venue])
    } else if time.at <= words.now && time.has_end() {
        match last_date(words, time) {
            Some(date) => words.lang.with("opportunity-reason-running-days", &[("date", date), venue]),
            None => {
                words.lang.with("opportunity-reason-running", &[("until", words.until(time.ends)), venue])
            }
        }
    } else if time.all_day {
        let (from, to) = (("from", words.date(time.at)), ("to", words.date(last(time))));
        words.lang.with("opportunity-reason-days", &[from, to, venue])
    } else if time.has_end() && days(words, time.at, time.ends) == 0 {
        let (from, to) = (("from", words.hour(time.at)), ("to", words.hour(time.ends)));
        words.lang.with("opportunity-reason-on", &[from, to, venue])
    } else {
        words.lang.with("opportunity-reason-from", &[("when", beginning(words, time.at)), venue])
    }
}

/// With its first letter as a sentence begins.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{CivilZone, EventId};
    use kit::Lang;
    use kit::testing::NOON;

    use super::*;

    /// The reason and the short form of a time, so many minutes from noon, in both languages.
    fn says(from: i64, ends: Instant, all_day: bool, further: bool) -> [String; 2] {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let event = EventId::make(NOON, [1; 10]);
        let at = NOON.plus_secs(from * 60);
        let one = Time { event, at, ends, all_day, venue: "Ciné Manivel".into() };
        [Lang::Fr, Lang::En].map(|lang| {
            let words = Words { lang, zone: &zone, now: NOON };
            (time(&words, &one, further) + " " + &when(&words, &one)).replace('\u{a0}', " ")
        })
    }

    fn holds(table: &[(i64, i64, bool, bool, &str, &str)]) {
        for &(from, to, all_day, further, fr, en) in table {
            let ends = NOON.plus_secs(to * 60);
            assert_eq!(says(from * 60, ends, all_day, further), [fr, en], "{from} {to}");
        }
    }

    #[test]
    fn evenings_are_said_in_both_languages() {
        let hours = |hours: i64| hours * 60;
        holds(&[
            (
                9,
                hours(11),
                false,
                false,
                "Annoncé de 21 h à 23 h, Ciné Manivel. aujourd’hui à 21 h",
                "Announced from 21:00 to 23:00, Ciné Manivel. today at 21:00",
            ),
            (
                33,
                hours(35),
                false,
                true,
                "Aussi demain à 21 h, Ciné Manivel. demain à 21 h",
                "Also tomorrow at 21:00, Ciné Manivel. tomorrow at 21:00",
            ),
            (
                -1,
                hours(5),
                false,
                false,
                "Annoncé jusqu’à 17 h, Ciné Manivel. en ce moment, jusqu’à 17 h",
                "Announced until 17:00, Ciné Manivel. on now, until 17:00",
            ),
            (
                11,
                hours(13),
                false,
                false,
                "Annoncé aujourd’hui à 23 h, Ciné Manivel. aujourd’hui à 23 h",
                "Announced for today at 23:00, Ciné Manivel. today at 23:00",
            ),
            (
                9 + 9 * 24,
                hours(11 + 9 * 24),
                false,
                true,
                "Aussi le 30 novembre 2026 à 21 h, Ciné Manivel. le 30 novembre 2026 à 21 h",
                "Also 30 November 2026 at 21:00, Ciné Manivel. 30 November 2026 at 21:00",
            ),
        ]);
    }

    #[test]
    fn whole_days_are_said_by_their_days() {
        let days = |days: i64| (12 + days * 24) * 60;
        holds(&[
            (
                12,
                days(1),
                true,
                false,
                "Annoncé pour toute la journée du 22 novembre 2026, Ciné Manivel. le 22 novembre 2026",
                "Announced for the whole of 22 November 2026, Ciné Manivel. on 22 November 2026",
            ),
            (
                -12,
                days(0),
                true,
                false,
                "Annoncé pour toute la journée du 21 novembre 2026, Ciné Manivel. aujourd’hui, toute la journée",
                "Announced for the whole of 21 November 2026, Ciné Manivel. today, all day",
            ),
            (
                -20 * 24 - 12,
                days(9),
                true,
                false,
                "Annoncé jusqu’au 30 novembre 2026, Ciné Manivel. en ce moment, jusqu’au 30 novembre 2026",
                "Announced until 30 November 2026, Ciné Manivel. on now, until 30 November 2026",
            ),
            (
                12,
                days(9),
                true,
                false,
                "Annoncé du 22 novembre 2026 au 30 novembre 2026, Ciné Manivel. du 22 novembre 2026 au 30 novembre 2026",
                "Announced from 22 November 2026 to 30 November 2026, Ciné Manivel. from 22 November 2026 to 30 November 2026",
            ),
        ]);
    }

    #[test]
    fn an_end_that_nobody_told_is_not_made_up() {
        let second = |minutes: i64| NOON.plus_secs(minutes * 60 + 1);
        for (from, fr, en) in [
            (
                510,
                "Annoncé aujourd’hui à 20 h 30, Ciné Manivel. aujourd’hui à 20 h 30",
                "Announced for today at 20:30, Ciné Manivel. today at 20:30",
            ),
            (
                -30,
                "Annoncé aujourd’hui à 11 h 30, Ciné Manivel. annoncé aujourd’hui à 11 h 30",
                "Announced for today at 11:30, Ciné Manivel. announced for today at 11:30",
            ),
            (
                -180,
                "C’était aujourd’hui à 9 h, Ciné Manivel. annoncé aujourd’hui à 9 h",
                "It was today at 9:00, Ciné Manivel. announced for today at 9:00",
            ),
        ] {
            assert_eq!(says(from, second(from), false, false), [fr, en]);
        }
    }
}
