//! Money, distances and times as people say them, in both languages.

use domain::{Civil, CivilZone, Currency, Instant, Money};

use crate::lang::Lang;

/// Says values in a language, at a time, in a zone.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// The language.
    pub lang: Lang,
    /// The town's time zone.
    pub zone: &'a CivilZone,
    /// The instant from which "today" and "tomorrow" are told.
    pub now: Instant,
}

impl Words<'_> {
    /// `3,20 €` or `€3.20`, `1 299,00 €` or `€1,299.00`; other currencies by their code when they have no sign of their own. Spaces do not
    /// break, and stand as scripts write them (Unicode CLDR), for one page may show amounts of both.
    #[must_use]
    pub fn money(&self, money: Money) -> String {
        let (plain, sign) = (money.plain(), money.currency.symbol());
        let (between, mark) = match self.lang {
            Lang::Fr => ('\u{202f}', ','),
            Lang::En => (',', '.'),
        };
        let amount = match plain.split_once('.') {
            Some((whole, cents)) => format!("{}{mark}{cents}", in_threes(whole, between)),
            None => in_threes(&plain, between),
        };
        match self.lang {
            Lang::Fr => format!("{amount}\u{a0}{sign}"),
            Lang::En if sign.chars().count() == 1 => format!("{sign}{amount}"),
            Lang::En => format!("{sign}\u{a0}{amount}"),
        }
    }

    /// What a currency is called: `euros`, `francs suisses`; those seldom met here by their sign.
    #[must_use]
    pub fn currency(&self, currency: Currency) -> String {
        let key = format!("currency-{}", currency.code().to_ascii_lowercase());
        if self.lang.knows(&key) { self.lang.t(&key) } else { currency.symbol() }
    }

    /// `120 m`, `1,2 km`: to ten metres below a kilometre, to a hundred above.
    #[must_use]
    pub fn distance(&self, metres: u32) -> String {
        if metres < 1000 {
            return format!("{}\u{a0}m", metres.max(5).next_multiple_of(10).min(990));
        }
        let tenths = (metres + 50) / 100;
        if tenths.is_multiple_of(10) {
            return format!("{}\u{a0}km", tenths / 10);
        }
        let mark = if self.lang == Lang::Fr { ',' } else { '.' };
        format!("{}{mark}{}\u{a0}km", tenths / 10, tenths % 10)
    }

    /// `−22 %` or `−22%`, rounded down, of a reduction; empty when it rounds to nothing.
    #[must_use]
    pub fn percent_less(&self, by: Money, of: Money) -> String {
        let percent = if of.minor > 0 { by.minor.saturating_mul(100) / of.minor } else { 0 };
        match self.lang {
            _ if percent < 1 => String::new(),
            Lang::Fr => format!("−{percent}\u{a0}%"),
            Lang::En => format!("−{percent}%"),
        }
    }

    /// The hour: `18 h 30` or `18:30`.
    #[must_use]
    pub fn hour(&self, at: Instant) -> String {
        let Civil { minute, .. } = self.zone.civil(at);
        match (self.lang, minute % 60) {
            (Lang::Fr, 0) => format!("{}\u{a0}h", minute / 60),
            (Lang::Fr, past) => format!("{}\u{a0}h\u{a0}{past:02}", minute / 60),
            (Lang::En, past) => format!("{}:{past:02}", minute / 60),
        }
    }

    /// The day and hour, as near as people say it: `aujourd’hui à 18 h 30`, `demain à 18 h 30`, `mardi à 9 h`, `24 décembre 2026`.
    #[must_use]
    pub fn when(&self, at: Instant) -> String {
        let (then, today) = (self.zone.civil(at), self.zone.civil(self.now));
        let hour = ("hour", self.hour(at));
        match then.day - today.day {
            0 => self.lang.with("words-today", &[hour]),
            1 => self.lang.with("words-tomorrow", &[hour]),
            -1 => self.lang.with("words-yesterday", &[hour]),
            2..=6 => {
                let day = self.lang.t(&format!("words-day-{}", then.weekday));
                self.lang.with("words-weekday", &[("day", day), hour])
            }
            _ => self.date(at),
        }
    }

    /// When something was, after a verb: like [`Words::when`], but `le 24 décembre 2026`, `on 24 December 2026`.
    #[must_use]
    pub fn on(&self, at: Instant) -> String {
        let days = self.zone.civil(at).day - self.zone.civil(self.now).day;
        if (-1..=6).contains(&days) {
            return self.when(at);
        }
        self.lang.with("words-on-date", &[("date", self.date(at))])
    }

    /// Until when, with its word: `jusqu’à 18 h`, `jusqu’à demain à 18 h`, `jusqu’au 24 décembre 2026`, `until 24 December 2026`.
    #[must_use]
    pub fn until(&self, at: Instant) -> String {
        match self.zone.civil(at).day - self.zone.civil(self.now).day {
            0 => self.lang.with("words-until-hour", &[("hour", self.hour(at))]),
            1..=6 => self.lang.with("words-until-when", &[("when", self.when(at))]),
            _ => self.lang.with("words-until-date", &[("date", self.date(at))]),
        }
    }

    /// The date: `24 décembre 2026` or `24 December 2026`.
    #[must_use]
    pub fn date(&self, at: Instant) -> String {
        let iso = self.zone.date(at);
        let mut parts = iso.splitn(3, '-');
        let (year, month, day) = (parts.next(), parts.next(), parts.next());
        let (Some(year), Some(month), Some(day)) = (year, month, day) else { return iso };
        let month = self.lang.t(&format!("words-month-{}", month.trim_start_matches('0')));
        let day = match (self.lang, day.trim_start_matches('0')) {
            (Lang::Fr, "1") => "1er",
            (_, day) => day,
        };
        format!("{day}\u{a0}{month}\u{a0}{year}")
    }
}

/// A whole number with a mark between groups of three digits.
fn in_threes(whole: &str, between: char) -> String {
    let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
    let mut said = sign.to_owned();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            said.push(between);
        }
        said.push(digit);
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_in_groups_of_three() {
        let zone = CivilZone::utc();
        let now = Instant::parse_rfc3339("2026-11-21T10:00:00Z").unwrap();
        let [fr, en] = [Lang::Fr, Lang::En].map(|lang| Words { lang, zone: &zone, now });
        for (cents, french, english) in [
            (0, "0,00\u{a0}€", "€0.00"),
            (99_999, "999,99\u{a0}€", "€999.99"),
            (100_000, "1\u{202f}000,00\u{a0}€", "€1,000.00"),
            (129_900, "1\u{202f}299,00\u{a0}€", "€1,299.00"),
            (123_456_789, "1\u{202f}234\u{202f}567,89\u{a0}€", "€1,234,567.89"),
            (-123_456, "-1\u{202f}234,56\u{a0}€", "€-1,234.56"),
        ] {
            let money = Money::eur(cents);
            assert_eq!((fr.money(money), en.money(money)), (french.to_owned(), english.to_owned()));
        }
        let yen = Money { minor: 15_000, currency: "JPY".parse().unwrap() };
        assert!(fr.money(yen).starts_with("15\u{202f}000\u{a0}"));
        // What is shown can be typed again.
        assert_eq!(Money::parse(&fr.money(Money::eur(129_900)), Currency::EUR), Some(Money::eur(129_900)));
    }

    #[test]
    fn values_are_said_as_people_say_them() {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let now = Instant::parse_rfc3339("2026-11-21T10:00:00Z").unwrap();
        let [fr, en] = [Lang::Fr, Lang::En].map(|lang| Words { lang, zone: &zone, now });
        assert_eq!(
            (fr.money(Money::eur(320)), en.money(Money::eur(320))),
            ("3,20\u{a0}€".into(), "€3.20".into())
        );
        assert_eq!(
            (fr.distance(3), fr.distance(121), en.distance(1249)),
            ("10\u{a0}m".into(), "130\u{a0}m".into(), "1.2\u{a0}km".into())
        );
        assert_eq!(fr.percent_less(Money::eur(100), Money::eur(450)), "−22\u{a0}%");
        let francs: Currency = "CHF".parse().unwrap();
        assert_eq!(
            (fr.currency(Currency::EUR), en.currency(francs)),
            ("euros".into(), "Swiss francs".into())
        );
        assert_eq!(fr.hour(now), "11\u{a0}h");
        assert_eq!(en.date(now), "21\u{a0}November\u{a0}2026");
        assert!(en.when(now.plus_secs(86_400)).contains("tomorrow"));
        assert_eq!(fr.on(now.plus_secs(-3 * 86_400)), "le 18\u{a0}novembre\u{a0}2026");
        assert_eq!(en.on(now.plus_secs(-3 * 86_400)), "on 18\u{a0}November\u{a0}2026");
        assert_eq!(en.on(now), en.when(now));
        assert!(fr.when(now.plus_secs(2 * 86_400)).starts_with("lundi"));
    }

    #[test]
    fn ends_and_beginnings_are_said_with_the_word_they_take() {
        let zone = CivilZone::named("Europe/Paris").unwrap();
        let now = Instant::parse_rfc3339("2026-11-21T10:00:00Z").unwrap();
        let both = [Lang::Fr, Lang::En].map(|lang| Words { lang, zone: &zone, now });
        // Local time is an hour ahead of these.
        for (at, until, on) in [
            (
                "2026-11-21T17:00:00Z",
                ["jusqu’à 18 h", "until 18:00"],
                ["aujourd’hui à 18 h", "today at 18:00"],
            ),
            (
                "2026-11-21T17:30:00Z",
                ["jusqu’à 18 h 30", "until 18:30"],
                ["aujourd’hui à 18 h 30", "today at 18:30"],
            ),
            (
                "2026-11-22T17:00:00Z",
                ["jusqu’à demain à 18 h", "until tomorrow at 18:00"],
                ["demain à 18 h", "tomorrow at 18:00"],
            ),
            (
                "2026-11-24T08:00:00Z",
                ["jusqu’à mardi à 9 h", "until Tuesday at 9:00"],
                ["mardi à 9 h", "Tuesday at 9:00"],
            ),
            (
                "2026-12-24T17:00:00Z",
                ["jusqu’au 24 décembre 2026", "until 24 December 2026"],
                ["le 24 décembre 2026", "on 24 December 2026"],
            ),
            (
                "2026-11-20T17:00:00Z",
                ["jusqu’au 20 novembre 2026", "until 20 November 2026"],
                ["hier à 18 h", "yesterday at 18:00"],
            ),
        ] {
            let at = Instant::parse_rfc3339(at).unwrap();
            assert_eq!(both.map(|words| words.until(at).replace('\u{a0}', " ")), until);
            assert_eq!(both.map(|words| words.on(at).replace('\u{a0}', " ")), on);
        }
    }
}
