//! What must never happen (design, section 4), checked over a log of what did.
//!
//! A test writes down what it saw as plain records and asks [`breaches`]. Every message tells the seed, so that the same
//! day can be walked again; none tells a position or a wish.

mod laws;
mod wills;

use std::fmt;

use domain::{Attention, CivilZone, Instant, MemberId, OfferId, OrganisationId, Purpose};

use wills::Wills;

/// What happened on a simulated day. Records may come in any order.
#[derive(Debug, Clone)]
pub struct Log {
    /// The seed of the day.
    pub seed: u64,
    /// The zone in which days and quiet hours are counted.
    pub zone: CivilZone,
    /// What members had asked for, and from when.
    pub attention: Vec<Asked>,
    /// Moments that were used: kept in memory, matched or written down. Refused ones do not belong here.
    pub moments: Vec<Used>,
    /// Suggestions made.
    pub suggestions: Vec<Made>,
    /// Times at which an organisation was shown a member.
    pub recognitions: Vec<Recognised>,
    /// Consents given and taken back.
    pub grants: Vec<Granted>,
    /// Changes of stock.
    pub stock: Vec<Stock>,
}

/// From `at` on, a member wants this.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// From when.
    pub at: Instant,
    /// The switch, the quiet hours, the budget; before the first record a member is as a newcomer.
    pub attention: Attention,
}

/// A moment that was used.
#[derive(Debug, Clone, Copy)]
pub struct Used {
    /// Whose.
    pub member: MemberId,
    /// When it was used.
    pub at: Instant,
}

/// A suggestion that was made.
#[derive(Debug, Clone, Copy)]
pub struct Made {
    /// To whom.
    pub member: MemberId,
    /// Which offer.
    pub offer: OfferId,
    /// Of whom.
    pub organisation: OrganisationId,
    /// When.
    pub at: Instant,
    /// How many reasons it gave.
    pub reasons: usize,
}

/// An organisation was shown that a member is near.
#[derive(Debug, Clone, Copy)]
pub struct Recognised {
    /// Who was shown.
    pub member: MemberId,
    /// To whom.
    pub organisation: OrganisationId,
    /// When.
    pub at: Instant,
}

/// From `at` on, a member allows an organisation a purpose, or does not.
#[derive(Debug, Clone, Copy)]
pub struct Granted {
    /// Who.
    pub member: MemberId,
    /// To whom.
    pub organisation: OrganisationId,
    /// For what.
    pub purpose: Purpose,
    /// From when.
    pub at: Instant,
    /// Whether it is allowed; before the first record, `recognise` is not and `suggest` is.
    pub allowed: bool,
}

/// A change of an offer's stock. Without any [`Change::Set`], there is enough for all.
#[derive(Debug, Clone, Copy)]
pub struct Stock {
    /// Of which offer.
    pub offer: OfferId,
    /// When.
    pub at: Instant,
    /// What changed.
    pub change: Change,
}

/// How stock changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The shop says so many are there.
    Set(u32),
    /// So many were taken or held.
    Taken(u32),
    /// So many came back.
    Returned(u32),
}

/// A law that was broken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Breach {
    /// The seed that shows it again.
    pub seed: u64,
    /// Which law.
    pub law: &'static str,
    /// What happened, in a sentence.
    pub told: String,
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed {}: {}: {}", self.seed, self.law, self.told)
    }
}

/// Every breach of every law in the log.
#[must_use]
pub fn breaches(log: &Log) -> Vec<Breach> {
    let wills = Wills::of(log);
    LAWS.iter()
        .flat_map(|(law, check)| {
            check(log, &wills).into_iter().map(|told| Breach { seed: log.seed, law, told })
        })
        .collect()
}

type Check = fn(&Log, &Wills) -> Vec<String>;

/// The laws by name.
const LAWS: &[(&str, Check)] = &[
    ("never while shopper mode is off", laws::mode),
    ("never over the budget of a day", laws::budget),
    ("never in quiet hours", laws::quiet),
    ("never twice", laws::twice),
    ("never by whom it was denied", laws::denied),
    ("never recognised without consent", laws::recognised),
    ("never more than there is", laws::stock),
    ("never without a reason", laws::reasons),
];

#[cfg(test)]
mod tests;
