//! What takes place, in words: the same on every channel.

use kit::words::Words;

use crate::model::{Opportunity, Reason, Time};

/// When, as near as people say it.
fn when(words: &Words<'_>, time: &Time) -> String {
    if time.at <= words.now {
        words.lang.with("opportunity-on-now", &[("when", words.until(time.ends))])
    } else if time.all_day {
        words.lang.with("opportunity-on-day", &[("date", words.date(time.at))])
    } else {
        words.when(time.at)
    }
}

/// What happens and where, in a line: at the soonest time that is not past.
pub(crate) fn what(words: &Words<'_>, news: &Opportunity) -> String {
    if let Some(time) = news.times().find(|time| words.now < time.ends) {
        return format!("{} · {}", capital(&when(words, time)), time.venue);
    }
    let off = news.reasons.iter().any(|reason| matches!(reason, Reason::Off { at } if words.now < *at));
    let key = if off { "opportunity-off" } else { "opportunity-over" };
    words.lang.with(key, &[("retailer", news.retailer.clone())])
}

/// A time as a reason: the first tells from when to when, further ones only when.
pub(crate) fn time(words: &Words<'_>, time: &Time, further: bool) -> String {
    let venue = ("venue", time.venue.clone());
    if time.ends <= words.now {
        return words.lang.with("opportunity-reason-was", &[("when", words.when(time.at)), venue]);
    }
    if further {
        return words.lang.with("opportunity-reason-also", &[("when", when(words, time)), venue]);
    }
    let (from, to) = (("from", words.hour(time.at)), ("to", words.until(time.ends)));
    if time.all_day {
        words.lang.with("opportunity-reason-day", &[("date", words.date(time.at)), venue])
    } else if time.at <= words.now {
        words.lang.with("opportunity-reason-running", &[to, venue])
    } else if words.zone.civil(time.at).day == words.zone.civil(time.ends).day {
        let to = ("to", words.hour(time.ends));
        words.lang.with("opportunity-reason-on", &[from, to, venue])
    } else {
        words.lang.with("opportunity-reason-from", &[("when", words.when(time.at)), venue])
    }
}

/// With its first letter as a sentence begins.
fn capital(text: &str) -> String {
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

    #[test]
    fn times_are_said_in_both_languages() {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let says = |from: i64, to: i64, all_day: bool, further: bool| {
            let (at, ends) = (NOON.plus_secs(from * 3_600), NOON.plus_secs(to * 3_600));
            let event = EventId::make(NOON, [1; 10]);
            let one = Time { event, at, ends, all_day, venue: "Ciné Manivel".into() };
            [Lang::Fr, Lang::En].map(|lang| {
                let words = Words { lang, zone: &zone, now: NOON };
                (time(&words, &one, further) + " " + &when(&words, &one)).replace('\u{a0}', " ")
            })
        };
        for (said, fr, en) in [
            (
                says(9, 11, false, false),
                "Annoncé de 21 h à 23 h, Ciné Manivel. aujourd’hui à 21 h",
                "Announced from 21:00 to 23:00, Ciné Manivel. today at 21:00",
            ),
            (
                says(33, 35, false, true),
                "Aussi demain à 21 h, Ciné Manivel. demain à 21 h",
                "Also tomorrow at 21:00, Ciné Manivel. tomorrow at 21:00",
            ),
            (
                says(12, 36, true, false),
                "Annoncé pour toute la journée du 22 novembre 2026, Ciné Manivel. le 22 novembre 2026",
                "Announced for the whole of 22 November 2026, Ciné Manivel. on 22 November 2026",
            ),
            (
                says(-1, 5, false, false),
                "Annoncé jusqu’à 17 h, Ciné Manivel. en ce moment, jusqu’à 17 h",
                "Announced until 17:00, Ciné Manivel. on now, until 17:00",
            ),
            (
                says(11, 13, false, false),
                "Annoncé aujourd’hui à 23 h, Ciné Manivel. aujourd’hui à 23 h",
                "Announced for today at 23:00, Ciné Manivel. today at 23:00",
            ),
        ] {
            assert_eq!(said, [fr, en]);
        }
    }
}
