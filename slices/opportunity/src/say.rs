//! News in words: what it is, why, and when that was read.

use domain::{Instant, Money, WeeklyHours};
use kit::words::Words;
use suggest::travel::Way;

use crate::dated::say as dated;
use crate::model::{ENDS, HERE, ON, Opportunity, Reason};

/// News, said in a language at a time: the same sentences on every channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What it is about, as the shop's page calls it.
    pub title: String,
    /// What happened, and where.
    pub what: String,
    /// What it costs; empty when no price was read.
    pub price: String,
    /// What it cost; empty when it did not fall.
    pub was: String,
    /// By how much less, in hundredths.
    pub less: String,
    /// Why, each with its drawing; never empty.
    pub reasons: Vec<(&'static str, String)>,
    /// When the page was read.
    pub read: String,
}

impl Said {
    /// Says news.
    #[must_use]
    pub fn of(words: &Words<'_>, news: &Opportunity) -> Self {
        let fell = news.reasons.iter().find_map(|reason| match reason {
            Reason::Fell { from, by } => Some((*from, *by)),
            _ => None,
        });
        let on = news.cause == ON;
        let what = || words.lang.with(what(news), &[("retailer", news.retailer.clone())]);
        let read = match news.cause.as_str() {
            ON => "opportunity-read-on",
            HERE => "opportunity-read-here",
            _ => "opportunity-read",
        };
        let reasons = news.reasons.iter().enumerate().map(|(number, reason)| say(words, number, reason));
        Self {
            title: news.title.clone(),
            what: if on { dated::what(words, news) } else { what() },
            price: news.price.map(|price| words.money(price)).unwrap_or_default(),
            was: fell.map(|(from, _)| words.money(from)).unwrap_or_default(),
            less: fell.map(|(from, by)| words.percent_less(by, from)).unwrap_or_default(),
            reasons: reasons.collect(),
            read: words.lang.with(read, &[("when", words.on(news.read_at))]),
        }
    }

    /// All of it in two short sentences, for where there is no room: what and how much, then the first reason and when it was read.
    #[must_use]
    pub fn short(&self) -> (String, String) {
        let title = match self.price.as_str() {
            "" => self.title.clone(),
            price => format!("{} · {price}", self.title),
        };
        let first = self.reasons.first().map(|(_, text)| text.as_str()).unwrap_or_default();
        (title, format!("{}. {first} {}", self.what, self.read))
    }
}

/// The key of what happened.
fn what(news: &Opportunity) -> &'static str {
    let has = |is: fn(&Reason) -> bool| news.reasons.iter().any(is);
    match news.cause.as_str() {
        ENDS => "opportunity-ends",
        "back" => "opportunity-back",
        HERE if has(|reason| matches!(reason, Reason::Back { .. })) => "opportunity-back",
        HERE if !has(|reason| matches!(reason, Reason::Fell { .. })) => "opportunity-here",
        _ => "opportunity-cheaper",
    }
}

/// The way, how long it takes, and what all comes to.
fn trip(
    words: &Words<'_>,
    (metres, from, way): (u32, &str, Way),
    minutes: u32,
    total: Option<Money>,
) -> String {
    let key = format!("opportunity-reason-trip-{way}");
    let args =
        [("distance", words.distance(metres)), ("from", from.to_owned()), ("minutes", minutes.to_string())];
    let total = total
        .map(|total| words.lang.with("opportunity-reason-total", &[("total", words.money(total))]))
        .map(|said| format!(" {said}"));
    format!("{}{}", words.lang.with(&key, &args), total.unwrap_or_default())
}

/// When a place is open, as of now.
fn hours(words: &Words<'_>, spans: &[(u16, u16)]) -> String {
    let hours = WeeklyHours::new(spans.to_vec());
    hours.map(|hours| format!("{}.", dated::capital(&place::hours_words(&hours, words)))).unwrap_or_default()
}

/// A reason with its drawing; `number` counts those before it.
fn say(words: &Words<'_>, number: usize, reason: &Reason) -> (&'static str, String) {
    let money = |name, amount: Money| (name, words.money(amount));
    let days = |days: i64| ("days", days.to_string());
    match *reason {
        Reason::Fell { from, by } => {
            ("tag", words.lang.with("opportunity-reason-fell", &[money("by", by), money("from", from)]))
        }
        Reason::Dearer { days: count } => {
            ("clock", words.lang.with("opportunity-reason-dearer", &[days(count)]))
        }
        Reason::UnderTop { top } => {
            ("wish", words.lang.with("opportunity-reason-under-top", &[money("top", top)]))
        }
        Reason::Back { days: count } => ("box", words.lang.with("opportunity-reason-back", &[days(count)])),
        Reason::Until { at } => ("clock", until(words, at)),
        Reason::On(ref time) => ("clock", dated::time(words, time, number > 0)),
        Reason::Off { at } => {
            let when = ("when", dated::beginning(words, at));
            ("info", words.lang.with("opportunity-reason-off", &[when]))
        }
        Reason::Way { metres, ref from, .. } => {
            let args = [("distance", words.distance(metres)), ("from", from.clone())];
            ("walk", words.lang.with("opportunity-reason-way", &args))
        }
        Reason::Came { at } => {
            let when = ("when", words.on(at));
            ("tag", words.lang.with("opportunity-reason-came", &[when]))
        }
        Reason::Trip { metres, ref from, way, minutes, total } => {
            ("walk", trip(words, (metres, from, way), minutes, total))
        }
        Reason::Hours { ref spans } => ("clock", hours(words, spans)),
        Reason::AlsoFor { ref titles } => {
            let wishes = ("wishes", titles.join(", "));
            ("wish", words.lang.with("opportunity-reason-also-for", &[wishes]))
        }
        Reason::Cheapest { of, .. } => {
            ("tag", words.lang.with("opportunity-reason-cheapest", &[("count", of.to_string())]))
        }
    }
}

/// How long the wish still has; whoever waits for Christmas is told so.
fn until(words: &Words<'_>, at: Instant) -> String {
    // What ends at midnight was meant to last through the day before.
    let last = at.plus_secs(-1);
    let left = words.zone.civil(last).day - words.zone.civil(words.now).day;
    let date = words.zone.date(last);
    let christmas = date.ends_with("-12-24") || date.ends_with("-12-25");
    let key = match (left, christmas) {
        (..0, _) => "opportunity-reason-until-past",
        (_, true) => "opportunity-reason-until-christmas",
        (_, false) => "opportunity-reason-until",
    };
    words.lang.with(key, &[("date", words.date(last)), ("days", left.to_string())])
}

#[cfg(test)]
mod tests {
    use domain::CivilZone;
    use kit::Lang;
    use kit::testing::NOON;

    use super::*;

    #[test]
    fn reasons_are_sentences_in_both_languages() {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let said = |lang, reason: &Reason| say(&Words { lang, zone: &zone, now: NOON }, 0, reason).1;
        let christmas = Instant::parse_rfc3339("2026-12-24T22:00:00Z").unwrap();
        for (reason, fr, en) in [
            (
                Reason::Fell { from: Money::eur(7_990), by: Money::eur(2_000) },
                "20,00 € de moins : c’était 79,90 €.",
                "€20.00 less: it was €79.90.",
            ),
            (Reason::Dearer { days: 34 }, "Jamais aussi bas depuis 34 jours.", "It cost more for 34 days."),
            (Reason::Dearer { days: 1 }, "Jamais aussi bas depuis un jour.", "It cost more for a day."),
            (
                Reason::UnderTop { top: Money::eur(6_000) },
                "Vous vouliez mettre 60,00 € au plus.",
                "You would pay €60.00 at most.",
            ),
            (
                Reason::Cheapest { listing: domain::ids::Id::make(NOON, [1; 10]), of: 3 },
                "La moins chère des 3 pages connues.",
                "The cheapest of 3 pages we know.",
            ),
            (
                Reason::Off { at: NOON.plus_secs(9 * 3_600) },
                "N’est plus annoncé pour aujourd’hui à 21 h : vérifiez avant d’y aller.",
                "No longer announced for today at 21:00: check before you go.",
            ),
            (Reason::Back { days: 0 }, "Il venait de manquer.", "It had just sold out."),
            (Reason::Back { days: 12 }, "Introuvable là depuis 12 jours.", "Gone from there for 12 days."),
            (
                Reason::Until { at: christmas },
                "Avant Noël : encore 33 jours.",
                "Before Christmas: 33 days left.",
            ),
            (
                Reason::Until { at: NOON.plus_secs(3_600) },
                "Vous le vouliez d’ici au 21 novembre 2026 : c’est aujourd’hui.",
                "You wanted it by 21 November 2026: that is today.",
            ),
            (
                // The midnight after the day that was typed.
                Reason::Until { at: Instant::parse_rfc3339("2026-11-23T23:00:00Z").unwrap() },
                "Vous le vouliez d’ici au 23 novembre 2026 : encore 2 jours.",
                "You wanted it by 23 November 2026: 2 days left.",
            ),
        ] {
            assert_eq!(said(Lang::Fr, &reason).replace('\u{a0}', " "), fr);
            assert_eq!(said(Lang::En, &reason).replace('\u{a0}', " "), en);
        }
    }
}
