//! What is changed in the second run, read from a small TOML file: its vocabulary is that of `docs/simulate.md`.

use std::collections::BTreeMap;
use std::path::Path;

use domain::{Category, DailyWindow, WeeklyHours};
use engine::Caps;
use serde::Deserialize;
use toml::Spanned;

use super::rule::{By, Rule};
use crate::server::Failure;

/// Everything that is changed; clauses keep the line on which they stand, so that one that fits nothing can be told.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    pub(super) rule: Rule,
    pub(super) prices: Vec<(usize, Price)>,
    pub(super) openings: Vec<(usize, Opening)>,
    pub(super) consents: Vec<(usize, Consent)>,
    pub(super) screens: Vec<(usize, Screen)>,
}

/// Which offers or places a clause is about; what is not said fits all.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Which {
    /// An offer's id, or words that its title holds.
    pub(super) offer: Option<String>,
    pub(super) category: Option<Category>,
    /// A place's name, id or OSM object.
    pub(super) place: Option<String>,
}

/// Offers cost so many percent more or less.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Price {
    pub(super) which: Which,
    pub(super) percent: i64,
}

/// Places keep other hours.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Opening {
    pub(super) which: Which,
    pub(super) hours: WeeklyHours,
    pub(super) text: String,
}

/// Some of the members want something else.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Consent {
    /// Of a thousand members, how many; drawn by the seed.
    pub(super) of_thousand: u64,
    pub(super) off: bool,
    /// Other quiet hours, or none.
    pub(super) quiet: Option<Option<DailyWindow>>,
    pub(super) per_day: Option<u16>,
    /// A category closed to everybody.
    pub(super) deny: Option<Category>,
}

/// A screen in a window shows those who pass what is there.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Screen {
    pub(super) place: String,
    /// What it shows, of that place.
    pub(super) which: Which,
    pub(super) metres: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    rule: Option<Spanned<WireRule>>,
    #[serde(default)]
    price: Vec<Spanned<WirePrice>>,
    #[serde(default)]
    opening: Vec<Spanned<WireOpening>>,
    #[serde(default)]
    consent: Vec<Spanned<WireConsent>>,
    #[serde(default)]
    screen: Vec<Spanned<WireScreen>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireRule {
    policy: Option<String>,
    proposals: Option<usize>,
    per_organisation: Option<usize>,
    per_wish: Option<usize>,
    presence_s: Option<i64>,
    #[serde(default)]
    points: BTreeMap<String, i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WirePrice {
    offer: Option<String>,
    category: Option<String>,
    place: Option<String>,
    percent: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireOpening {
    category: Option<String>,
    place: Option<String>,
    hours: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireConsent {
    share: Option<f64>,
    mode: Option<String>,
    quiet: Option<String>,
    per_day: Option<u16>,
    deny: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WireScreen {
    place: String,
    offer: Option<String>,
    category: Option<String>,
    metres: Option<u32>,
}

/// The longest that a moment may count as now: an hour.
const PRESENT_S: i64 = 3_600;
/// Metres before a window within which somebody passes it.
const PASSES_M: u32 = 20;
/// The farthest that a screen is read from.
const READ_M: u32 = 100;

impl Change {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or says something unknown or impossible; the line is told.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = std::fs::read_to_string(path).map_err(|why| format!("{}: {why}", path.display()))?;
        Self::parse(&text).map_err(|why| format!("{}: {why}", path.display()).into())
    }

    /// Reads a text.
    ///
    /// # Errors
    /// When it says something unknown or impossible; the line is told.
    pub fn parse(text: &str) -> Result<Self, String> {
        let wire: Wire = toml::from_str(text).map_err(|why| located(text, &why))?;
        let line = |start: usize| text[..start].matches('\n').count() + 1;
        let rule = match wire.rule {
            None => Rule::default(),
            Some(rule) => at(line(rule.span().start), rule_of(rule.into_inner()))?.1,
        };
        let change = Self {
            rule,
            prices: all(wire.price, &line, price)?,
            openings: all(wire.opening, &line, opening)?,
            consents: all(wire.consent, &line, consent)?,
            screens: all(wire.screen, &line, screen)?,
        };
        change.or_nothing()
    }

    /// Another rule, as a text on the command line says what reasons weigh; the rest is as it was.
    ///
    /// # Errors
    /// When it says something unknown or impossible.
    pub fn weighing(mut self, text: &str) -> Result<Self, String> {
        self.rule.weigh_as(text)?;
        self.or_nothing()
    }

    /// A change that changes nothing is none.
    fn or_nothing(self) -> Result<Self, String> {
        if self == Self::default() {
            return Err("nothing is changed; see docs/simulate.md for what can be".to_owned());
        }
        Ok(self)
    }
}

fn located(text: &str, why: &toml::de::Error) -> String {
    let line = why.span().map(|span| text[..span.start.min(text.len())].matches('\n').count() + 1);
    line.map_or_else(|| why.message().to_owned(), |line| format!("line {line}: {}", why.message()))
}

fn at<T>(line: usize, read: Result<T, String>) -> Result<(usize, T), String> {
    read.map(|read| (line, read)).map_err(|why| format!("line {line}: {why}"))
}

fn all<W, T>(
    clauses: Vec<Spanned<W>>,
    line: &impl Fn(usize) -> usize,
    read: impl Fn(W) -> Result<T, String>,
) -> Result<Vec<(usize, T)>, String> {
    clauses.into_iter().map(|clause| at(line(clause.span().start), read(clause.into_inner()))).collect()
}

fn rule_of(wire: WireRule) -> Result<Rule, String> {
    let Rule { by, weights, caps, presence_s } = Rule::default();
    let by = match wire.policy {
        None => by,
        Some(name) => name.parse::<By>().map_err(|_| format!("policy {name:?}: say warm, gain or near"))?,
    };
    let caps = Caps {
        proposals: wire.proposals.unwrap_or(caps.proposals),
        per_organisation: wire.per_organisation.unwrap_or(caps.per_organisation),
        per_wish: wire.per_wish.unwrap_or(caps.per_wish),
    };
    let presence_s = wire.presence_s.unwrap_or(presence_s);
    if !(1..=PRESENT_S).contains(&presence_s) {
        return Err(format!("presence_s = {presence_s}: from 1 to {PRESENT_S}"));
    }
    let mut rule = Rule { by, weights, caps, presence_s };
    wire.points.iter().try_for_each(|(reason, points)| rule.weigh(reason, *points))?;
    Ok(rule)
}

fn category(path: Option<String>) -> Result<Option<Category>, String> {
    path.map(|path| path.parse().map_err(|_| format!("{path:?} is no category"))).transpose()
}

fn price(wire: WirePrice) -> Result<Price, String> {
    let which = Which { offer: wire.offer, category: category(wire.category)?, place: wire.place };
    if !(-100..=1_000).contains(&wire.percent) {
        return Err(format!("percent = {}: from -100 to 1000", wire.percent));
    }
    Ok(Price { which, percent: wire.percent })
}

fn opening(wire: WireOpening) -> Result<Opening, String> {
    let which = Which { offer: None, category: category(wire.category)?, place: wire.place };
    let hours = place::osm::read_hours(&wire.hours).ok_or_else(|| {
        format!("hours {:?}: as OpenStreetMap writes them, such as Mo-Sa 09:00-19:00", wire.hours)
    })?;
    Ok(Opening { which, hours, text: wire.hours })
}

fn consent(wire: WireConsent) -> Result<Consent, String> {
    let share = wire.share.unwrap_or(1.0);
    if !(0.0..=1.0).contains(&share) {
        return Err(format!("share = {share}: from 0 to 1"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 1000 just above")]
    let of_thousand = (share * 1_000.0).round() as u64;
    let off = match wire.mode.as_deref() {
        None => false,
        Some("off") => true,
        Some(other) => {
            return Err(format!("mode {other:?}: only off; nobody is told where people were else"));
        }
    };
    let quiet = wire.quiet.map(|text| quiet(&text)).transpose()?;
    let consent = Consent { of_thousand, off, quiet, per_day: wire.per_day, deny: category(wire.deny)? };
    if !consent.off && consent.quiet.is_none() && consent.per_day.is_none() && consent.deny.is_none() {
        return Err("a consent says mode, quiet, per_day or deny".to_owned());
    }
    Ok(consent)
}

fn quiet(text: &str) -> Result<Option<DailyWindow>, String> {
    if text == "none" {
        return Ok(None);
    }
    let window = text.split_once('-').and_then(|(from, to)| DailyWindow::parse(from.trim(), to.trim()));
    window.map(Some).ok_or_else(|| format!("quiet {text:?}: such as 20:00-09:00, or none"))
}

fn screen(wire: WireScreen) -> Result<Screen, String> {
    let metres = wire.metres.unwrap_or(PASSES_M);
    if !(1..=READ_M).contains(&metres) {
        return Err(format!("metres = {metres}: from 1 to {READ_M}"));
    }
    let which = Which { offer: wire.offer, category: category(wire.category)?, place: None };
    Ok(Screen { place: wire.place, which, metres })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_is_read() {
        let text = "[rule]\npolicy = \"gain\"\nproposals = 1\n\n[[price]]\ncategory = \"food/bread\"\npercent = -20\n\n\
                    [[consent]]\nshare = 0.3\nquiet = \"20:00-09:00\"\nper_day = 2\n\n[[screen]]\nplace = \"Ici\"\n\n\
                    [[opening]]\nplace = \"Ici\"\nhours = \"Mo-Su 08:00-20:00\"\n";
        let change = Change::parse(text).unwrap();
        assert_eq!((change.rule.by, change.rule.caps.proposals, change.rule.caps.per_wish), (By::Gain, 1, 1));
        assert_eq!((change.prices[0].0, change.prices[0].1.percent), (5, -20));
        let consent = &change.consents[0].1;
        assert_eq!((consent.of_thousand, consent.quiet), (300, Some(DailyWindow::new(1_200, 540))));
        assert_eq!((change.screens[0].1.metres, change.openings[0].1.hours.spans().len()), (20, 7));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        for (text, line, part) in [
            ("[rule]\nproposal = 1\n", "line 2", "unknown field `proposal`"),
            ("\n[[prize]]\npercent = 1\n", "line 2", "unknown field `prize`"),
            ("[[price]]\npercent = \"ten\"\n", "line 2", "invalid type"),
            ("[[price]]\npercent = 2000\n", "line 1", "from -100 to 1000"),
            ("[[price]]\npercent = 1\n[[price]]\ncategory = \"no\"\npercent = 1\n", "line 3", "no category"),
            ("[[consent]]\nshare = 2.0\nper_day = 1\n", "line 1", "from 0 to 1"),
            ("[[consent]]\nshare = 0.5\n", "line 1", "mode, quiet, per_day or deny"),
            ("[[consent]]\nmode = \"on\"\n", "line 1", "only off"),
            ("[[consent]]\nquiet = \"late\"\n", "line 1", "20:00-09:00"),
            ("[rule]\npresence_s = 0\n", "line 1", "from 1 to 3600"),
            ("[rule]\npolicy = \"loud\"\n", "line 1", "warm, gain or near"),
            ("[rule]\npoints = { loud = 5 }\n", "line 1", "\"loud\" is no reason: say wished, under-top"),
            ("[rule]\npoints = { near = -1 }\n", "line 1", "near = -1: from 0 to 1000"),
            ("[rule]\npoints = { near = \"far\" }\n", "line 2", "invalid type"),
            ("[rule]\npolicy = \"near\"\npoints = { near = 1 }\n", "line 1", "the policy warm alone"),
            ("[rule]\npoints = {}\n", "nothing", "nothing is changed"),
            ("[[opening]]\nhours = \"lundi\"\n", "line 1", "OpenStreetMap"),
            ("[[screen]]\nplace = \"Ici\"\nmetres = 500\n", "line 1", "from 1 to 100"),
            ("[rule\n", "line 1", "]"),
        ] {
            let told = Change::parse(text).unwrap_err();
            assert!(told.starts_with(line) && told.contains(part), "{text}: {told}");
        }
        assert!(Change::parse("").unwrap_err().contains("nothing is changed"));
    }

    #[test]
    fn what_reasons_weigh_is_read_from_a_file_and_from_a_line_alike() {
        let file = Change::parse("[rule]\npoints = { near = 0, cheaper = 80 }\n").unwrap();
        assert_eq!(Change::default().weighing("near=0, cheaper = 80"), Ok(file.clone()));
        let both = Change::parse("[rule]\nproposals = 1\npoints = { near = 9 }\n").unwrap();
        let both = both.weighing("near=0,cheaper=80").unwrap();
        assert_eq!((both.rule.weights, both.rule.caps.proposals), (file.rule.weights, 1));
        assert_ne!(both, file);
    }

    #[test]
    fn what_reasons_cannot_weigh_is_told() {
        for (text, part) in [
            ("", "\"\": such as near=0,cheaper=80"),
            ("near", "\"near\": such as near=0,cheaper=80"),
            ("near=0,", "\"\": such as"),
            ("near=far", "near = far: from 0 to 1000"),
            ("near=", "near = : from 0 to 1000"),
            ("near=2.5", "near = 2.5: from 0 to 1000"),
            ("near=1001", "near = 1001: from 0 to 1000"),
            ("near=-1", "near = -1: from 0 to 1000"),
            ("near=99999999999999999999", "from 0 to 1000"),
            ("last_ones=5", "\"last_ones\" is no reason: say wished, under-top, cheaper, near, last-ones"),
            ("near=1,near=2", "near is weighed twice"),
            ("near=50,cheaper=50", "nothing is changed"),
        ] {
            let told = Change::default().weighing(text).unwrap_err();
            assert!(told.contains(part), "{text}: {told}");
        }
    }
}
