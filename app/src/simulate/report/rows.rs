//! The rows of a report: a section, a key that never changes, a label in the reader's language, and a value of each run.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Currency, Money};
use engine::Obstacle;
use kit::Lang;

use super::super::Outcome;
use super::super::screen::GROUP;
use super::super::tally::{self, OTHERS_FIRST, Shop, TOLD, Tally};

/// The section of shops, of which the page shows the first.
pub(super) const BY_SHOP: &str = "shops";

/// A value of one run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    Count(i64),
    Percent(i64),
    Money(Money),
}

impl Value {
    pub(super) fn number(self) -> i64 {
        match self {
            Self::Count(number) | Self::Percent(number) => number,
            Self::Money(money) => money.minor,
        }
    }

    pub(super) fn minus(self, other: Self) -> Self {
        let number = self.number() - other.number();
        match self {
            Self::Count(_) => Self::Count(number),
            Self::Percent(_) => Self::Percent(number),
            Self::Money(money) => Self::Money(Money { minor: number, ..money }),
        }
    }

    pub(super) fn plain(self) -> String {
        match self {
            Self::Money(money) => money.plain(),
            other => other.number().to_string(),
        }
    }

    pub(super) fn unit(self) -> String {
        match self {
            Self::Count(_) => String::new(),
            Self::Percent(_) => "%".to_owned(),
            Self::Money(money) => money.currency.to_string(),
        }
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Row {
    pub(super) section: &'static str,
    /// Of whom, where a section is about several.
    pub(super) of: String,
    pub(super) part: String,
    pub(super) label: String,
    pub(super) baseline: Value,
    pub(super) changed: Option<Value>,
}

impl Row {
    /// What a program finds it by, within its section.
    pub(super) fn key(&self) -> String {
        if self.of.is_empty() { self.part.clone() } else { format!("{} {}", self.of, self.part) }
    }
}

struct Rows<'a> {
    outcome: &'a Outcome,
    lang: Lang,
    rows: Vec<Row>,
}

/// Every row of an outcome.
pub(super) fn of(outcome: &Outcome, lang: Lang) -> Vec<Row> {
    let mut rows = Rows { outcome, lang, rows: Vec::new() };
    rows.whole();
    rows.by_hour();
    rows.by_shop();
    rows.by_name("reasons", tally::REASONS.into_iter(), |tally| &tally.by_reason);
    rows.spared();
    rows.by_name("answers", ANSWERS.into_iter(), |tally| &tally.answers);
    rows.budgets();
    rows.screens();
    rows.rows
}

const ANSWERS: [&str; 6] =
    [tally::COMES, tally::STAYS_AWAY, tally::SOLD_OUT, tally::SAVES, tally::DISMISSES, tally::LOOKS];

impl Rows<'_> {
    fn add(&mut self, section: &'static str, part: &str, label: String, of: impl Fn(&Tally) -> Value) {
        let (baseline, changed) = (of(&self.outcome.baseline), self.outcome.changed.as_ref().map(of));
        let part = part.to_owned();
        self.rows.push(Row { section, of: String::new(), part, label, baseline, changed });
    }

    /// A row whose label is a text of the house.
    fn known(&mut self, section: &'static str, key: &str, of: impl Fn(&Tally) -> Value) {
        let label = self.lang.t(&format!("simulate-{section}-{key}"));
        self.add(section, key, label, of);
    }

    fn each(&self) -> impl Iterator<Item = &Tally> {
        std::iter::once(&self.outcome.baseline).chain(&self.outcome.changed)
    }

    fn whole(&mut self) {
        let section = "whole";
        self.known(section, "moments", |tally| count(tally.moments));
        self.known(section, "told", |tally| count(tally.told));
        self.known(section, "met", |tally| count(tally.met));
        self.known(section, "wishes", |tally| count(tally.wishes_met.len() as u64));
        let currencies: BTreeSet<Currency> =
            self.each().flat_map(|tally| tally.earned().into_keys()).collect();
        for currency in currencies {
            let label = self.lang.t("simulate-whole-earned");
            self.add(section, &format!("earned-{currency}"), label, |tally| {
                let minor = tally.earned().get(&currency).copied().unwrap_or(0);
                Value::Money(Money { minor, currency })
            });
        }
        if let Some(changed) = &self.outcome.changed {
            let (before, after) = (&self.outcome.baseline.pairs, &changed.pairs);
            let (lost, new) = (before.difference(after).count(), after.difference(before).count());
            for (key, number, other) in [("only-before", lost, 0), ("only-after", 0, new)] {
                let label = self.lang.t(&format!("simulate-whole-{key}"));
                let [baseline, changed] = [number, other].map(|number| count(number as u64));
                let (of, part) = (String::new(), key.to_owned());
                self.rows.push(Row { section, of, part, label, baseline, changed: Some(changed) });
            }
        }
        self.known(section, "seen", |tally| count(tally.seen));
        self.known(section, "breaches", |tally| count(tally.breaches.len() as u64));
    }

    fn by_hour(&mut self) {
        for hour in 0..24 {
            for (section, of) in [
                ("told-by-hour", (|tally, hour| tally.told_by_hour[hour]) as fn(&Tally, usize) -> u64),
                ("met-by-hour", |tally, hour| tally.met_by_hour[hour]),
            ] {
                if self.each().any(|tally| of(tally, hour) > 0) {
                    self.add(section, &hour.to_string(), format!("{hour:02}:00"), |tally| {
                        count(of(tally, hour))
                    });
                }
            }
        }
        self.rows.sort_by_key(|row| match row.section {
            "told-by-hour" => 1,
            "met-by-hour" => 2,
            _ => 0,
        });
    }

    fn by_shop(&mut self) {
        let mut shops: BTreeMap<_, (u64, String)> = BTreeMap::new();
        for (id, shop) in self.each().flat_map(|tally| &tally.shops) {
            let known = shops.entry(*id).or_default();
            known.0 = known.0.max(shop.told + shop.met);
            if known.1.is_empty() {
                known.1.clone_from(&shop.name);
            }
        }
        let mut shops: Vec<_> = shops.into_iter().collect();
        shops.sort_by(|(a, (x, _)), (b, (y, _))| y.cmp(x).then(a.cmp(b)));
        for (id, (_, name)) in shops {
            let first = self.rows.len();
            let of = |tally: &Tally, part: fn(&Shop) -> u64| count(tally.shops.get(&id).map_or(0, part));
            self.add(BY_SHOP, "told", name.clone(), |tally| of(tally, |shop| shop.told));
            self.add(BY_SHOP, "met", name.clone(), |tally| of(tally, |shop| shop.met));
            let earned = |tally: &Tally, currency| {
                tally.shops.get(&id).and_then(|shop| shop.earned.get(&currency)).copied().unwrap_or(0)
            };
            let shops = self.each().filter_map(|tally| tally.shops.get(&id));
            let currencies: BTreeSet<Currency> = shops.flat_map(|shop| shop.earned.keys().copied()).collect();
            for currency in currencies {
                self.add(BY_SHOP, &format!("earned-{currency}"), name.clone(), |tally| {
                    Value::Money(Money { minor: earned(tally, currency), currency })
                });
            }
            self.rows[first..].iter_mut().for_each(|row| row.of = id.to_string());
        }
    }

    fn by_name(
        &mut self,
        section: &'static str,
        names: impl Iterator<Item = &'static str>,
        of: fn(&Tally) -> &BTreeMap<&'static str, u64>,
    ) {
        for name in names {
            if self.each().any(|tally| of(tally).contains_key(name)) {
                self.known(section, name, |tally| count(of(tally).get(name).copied().unwrap_or(0)));
            }
        }
    }

    /// What became of the pairs that were asked about, lock by lock in the order of the gate.
    fn spared(&mut self) {
        self.known("spared", "asked", |tally| count(tally.asked.values().sum()));
        let names = [TOLD, OTHERS_FIRST].into_iter().chain(Obstacle::CODES.iter().copied());
        self.by_name("spared", names, |tally| &tally.asked);
    }

    fn budgets(&mut self) {
        for (key, at) in [("min", 0), ("median", 50), ("max", 100)] {
            self.known("budget", key, move |tally| {
                let mut told: Vec<u64> = tally.days.values().map(|(told, _)| *told).collect();
                told.sort_unstable();
                let rank = (told.len() * at).div_ceil(100).max(1) - 1;
                count(told.get(rank).copied().unwrap_or(0))
            });
        }
        self.known("budget", "used", |tally| {
            let (told, budget) = tally.days.values().fold((0, 0), |sum, day| (sum.0 + day.0, sum.1 + day.1));
            Value::Percent(i64::try_from(told * 100 / budget.max(1)).unwrap_or(i64::MAX))
        });
        self.known("budget", "spent", |tally| {
            count(tally.days.values().filter(|(told, per_day)| told >= per_day).count() as u64)
        });
    }

    fn screens(&mut self) {
        let Some(changed) = &self.outcome.changed else { return };
        let section = "screens";
        for (number, screen) in changed.screens.iter().enumerate() {
            let parts = [("people", screen.people), ("hours", screen.hours), ("came-in", screen.came_in)];
            for (part, value) in parts {
                let k = [("k", GROUP.to_string())];
                let label =
                    format!("{}: {}", screen.name, self.lang.with(&format!("simulate-screens-{part}"), &k));
                let (of, part) = (format!("screen-{}", number + 1), part.to_owned());
                let (baseline, changed) = (count(0), Some(count(value)));
                self.rows.push(Row { section, of, part, label, baseline, changed });
            }
        }
    }
}

fn count(number: u64) -> Value {
    Value::Count(i64::try_from(number).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lock_reason_and_answer_has_its_words_in_both_languages() {
        let spared = [TOLD, OTHERS_FIRST].into_iter().chain(Obstacle::CODES.iter().copied());
        let keys = spared.map(|code| format!("simulate-spared-{code}"));
        let keys = keys.chain(tally::REASONS.iter().map(|code| format!("simulate-reasons-{code}")));
        for key in keys.chain(ANSWERS.iter().map(|code| format!("simulate-answers-{code}"))) {
            assert!(Lang::Fr.knows(&key) && Lang::En.knows(&key), "{key}");
        }
    }
}
