//! What came of a run, in numbers.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Currency, Instant, MemberId, OfferId, OrganisationId, Reason};

/// What came of one run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tally {
    pub(super) members: u64,
    pub(super) offers: u64,
    pub(super) wishes: u64,
    pub(super) moments: u64,
    /// Moments that were not used, by why.
    pub(super) refused: BTreeMap<&'static str, u64>,
    pub(super) told: u64,
    pub(super) told_by_hour: [u64; 24],
    pub(super) met_by_hour: [u64; 24],
    pub(super) by_reason: BTreeMap<&'static str, u64>,
    /// Pairs asked about, by what became of them: told, others first, or the first closed lock.
    pub(super) asked: BTreeMap<&'static str, u64>,
    pub(super) answers: BTreeMap<&'static str, u64>,
    pub(super) met: u64,
    pub(super) wishes_met: BTreeSet<domain::WishId>,
    pub(super) shops: BTreeMap<OrganisationId, Shop>,
    pub(super) seen: u64,
    pub(super) screens: Vec<Passed>,
    /// How often each member was told something on each of their days out, and how often they wanted at the most.
    pub(super) days: BTreeMap<(MemberId, i32), (u64, u64)>,
    pub(super) pairs: BTreeSet<(MemberId, OfferId)>,
    pub(super) lines: Vec<Line>,
    pub(super) breaches: Vec<String>,
}

/// What an organisation had of it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Shop {
    pub(super) name: String,
    pub(super) told: u64,
    pub(super) met: u64,
    /// In minor units; never added across currencies.
    pub(super) earned: BTreeMap<Currency, i64>,
}

/// What a screen counted: in groups only.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Passed {
    pub(super) name: String,
    pub(super) people: u64,
    pub(super) hours: u64,
    pub(super) came_in: u64,
}

/// One suggestion, for the list of who was told what.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    pub(super) at: Instant,
    pub(super) member: MemberId,
    pub(super) offer: OfferId,
    pub(super) title: String,
    pub(super) place: String,
    pub(super) metres: u32,
    pub(super) price: domain::Money,
    pub(super) reasons: Vec<&'static str>,
    pub(super) answer: &'static str,
}

/// What becomes of a suggestion that is taken, or not.
pub(super) const COMES: &str = "comes";
pub(super) const STAYS_AWAY: &str = "stays-away";
pub(super) const SAVES: &str = "saves";
pub(super) const DISMISSES: &str = "dismisses";
pub(super) const LOOKS: &str = "looks";
pub(super) const SOLD_OUT: &str = "sold-out";
/// What became of a pair that was asked about, beside the locks of the engine.
pub(super) const TOLD: &str = "told";
pub(super) const OTHERS_FIRST: &str = "others-first";

impl Tally {
    /// What was earned altogether, by currency.
    pub(super) fn earned(&self) -> BTreeMap<Currency, i64> {
        let mut all = BTreeMap::new();
        for (currency, minor) in self.shops.values().flat_map(|shop| &shop.earned) {
            *all.entry(*currency).or_default() += minor;
        }
        all
    }

    /// How many suggestions were made.
    #[must_use]
    pub fn told(&self) -> u64 {
        self.told
    }

    /// How many encounters took place.
    #[must_use]
    pub fn met(&self) -> u64 {
        self.met
    }

    /// How many wishes came true.
    #[must_use]
    pub fn wishes_met(&self) -> usize {
        self.wishes_met.len()
    }

    /// Every breach of the laws of the house, in sentences.
    #[must_use]
    pub fn breaches(&self) -> &[String] {
        &self.breaches
    }

    /// Who was told of what.
    #[must_use]
    pub fn pairs(&self) -> &BTreeSet<(MemberId, OfferId)> {
        &self.pairs
    }
}

/// The name of a reason in reports.
pub(super) fn reason(reason: &Reason) -> &'static str {
    match reason {
        Reason::Wished { .. } => "wished",
        Reason::Near { .. } => "near",
        Reason::Cheaper { .. } => "cheaper",
        Reason::UnderTop { .. } => "under-top",
        Reason::LastOnes { .. } => "last-ones",
        Reason::ClosingSoon { .. } => "closing-soon",
        Reason::Allowed { .. } => "allowed",
    }
}

/// The names of all reasons, in the order shown.
pub(super) const REASONS: [&str; 7] =
    ["wished", "under-top", "cheaper", "near", "last-ones", "closing-soon", "allowed"];
