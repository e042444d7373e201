//! What a snapshot stands for, and whether the database at hand is the one it was taken of.

use std::collections::HashSet;

use domain::{Fact, Instant};
use engine::World;
use sha2::{Digest, Sha256};
use store::{Engine, Mark, StoreError, Tally, Tx, tally};

use super::bytes::{In, Out};
use super::doubt::Doubt;
use super::rows;
use crate::ground::Stage;
use crate::sql;

/// Facts to hear after a snapshot. Each is a look or two at the store: beyond, reading everything is as quick.
pub(super) const FACTS_MAX: i64 = 20_000;
/// Facts read at a time.
const BATCH: i64 = 1_000;
/// Every stage with a table of its own.
const STAGES: [Stage; 7] = [
    Stage::Places,
    Stage::Offers,
    Stage::Members,
    Stage::Attention,
    Stage::Grants,
    Stage::Wishes,
    Stage::Told,
];

/// How much each table held.
pub(super) type Tallies = [Tally; STAGES.len()];

/// What a snapshot stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    /// The newest fact it contains.
    pub(super) stand: Stand,
    /// When it was taken.
    pub(super) at: Instant,
    maker: [u8; 32],
    engine: u8,
    migration: i64,
    tallies: Tallies,
}

impl Head {
    /// What a snapshot taken in this transaction stands for; `None` before the first fact: nothing would tie it to this
    /// database.
    pub(super) async fn of(tx: &mut Tx) -> Result<Option<Self>, StoreError> {
        let Some(mark) = store::newest_mark(tx).await? else { return Ok(None) };
        let tallies = tallies(tx).await?;
        Ok(Some(Self {
            stand: Stand::of(&mark),
            at: tx.now(),
            maker: maker(),
            engine: engine(tx.engine()),
            migration: store::latest_migration(),
            tallies,
        }))
    }

    pub(super) fn write(&self) -> Vec<u8> {
        let mut out = Out::default();
        out.0.extend(self.maker);
        out.byte(self.engine);
        out.whole(self.migration);
        out.instant(self.at);
        out.whole(self.stand.seq);
        out.0.extend(self.stand.sign);
        for tally in self.tallies {
            out.whole(tally.rows);
            out.maybe(tally.newest, Out::uuid);
        }
        out.0
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, Doubt> {
        let mut bytes = In::new(bytes);
        let mut read = || {
            let maker = bytes.take()?;
            let (engine, migration, at) = (bytes.byte()?, bytes.whole()?, bytes.instant()?);
            let stand = Stand { seq: bytes.whole()?, sign: bytes.take()? };
            let mut tallies = Tallies::default();
            for tally in &mut tallies {
                *tally = Tally { rows: bytes.whole()?, newest: bytes.maybe(In::uuid)? };
            }
            bytes.is_at_end().then_some(Self { stand, at, maker, engine, migration, tallies })
        };
        let read = read().ok_or(Doubt::Nonsense)?;
        if read.maker == maker() { Ok(read) } else { Err(Doubt::Program) }
    }

    /// Whether the database is the one it was taken of, and tells what happened since. Gives the facts since, each once,
    /// and the number of the last.
    pub(super) async fn since(&self, tx: &mut Tx) -> Result<Since, Doubt> {
        if (self.engine, self.migration) != (engine(tx.engine()), store::latest_migration()) {
            return Err(Doubt::Tables);
        }
        if self.at > tx.now() {
            return Err(Doubt::Clock);
        }
        if !self.stand.holds(tx).await? {
            return Err(Doubt::History);
        }
        let (mut seq, mut number, mut seen, mut facts) = (self.stand.seq, 0, HashSet::new(), Vec::new());
        loop {
            let batch = store::facts_after(tx, seq, BATCH).await?;
            let Some((newest, _)) = batch.last() else { break };
            seq = *newest;
            number += batch.len() as i64;
            if number > FACTS_MAX {
                return Err(Doubt::TooOld);
            }
            facts.extend(batch.into_iter().filter_map(|(_, fact)| fact).filter(|fact| seen.insert(*fact)));
        }
        Ok(Since { seq, facts })
    }

    /// Whether the tables hold as many rows as the snapshot and the facts since told of. Where a table was spoken of since,
    /// the World that heard it is counted.
    pub(super) async fn accounts(&self, tx: &mut Tx, since: &Since, world: &World) -> Result<(), Doubt> {
        let counts = world.counts();
        let counted = |stage| match stage {
            Stage::Places => Some(counts.places),
            Stage::Offers => Some(counts.offers),
            Stage::Members => Some(counts.members),
            Stage::Wishes => Some(counts.wishes),
            Stage::Attention | Stage::Grants | Stage::Told => None,
        };
        let now = tallies(tx).await?;
        for ((stage, was), now) in STAGES.into_iter().zip(self.tallies).zip(now) {
            let told = since.facts.iter().any(|fact| speaks_of(*fact, stage));
            let right = match counted(stage) {
                _ if !told => was == now,
                Some(count) => i64::try_from(count) == Ok(now.rows),
                None => true,
            };
            if !right {
                return Err(Doubt::Rows(stage));
            }
        }
        Ok(())
    }
}

/// A fact of the log: its number, and a digest of when it was, of its kind and of what it is about. The last may be somebody who
/// was erased, and is not for a file to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    pub(super) seq: i64,
    pub(super) sign: [u8; 32],
}

impl Stand {
    fn of(mark: &Mark) -> Self {
        let told = format!("{} {} {}", mark.at.micros(), mark.kind, mark.about);
        Self { seq: mark.seq, sign: Sha256::digest(told).into() }
    }

    /// Whether the log holds this very fact, and so every later one.
    pub(super) async fn holds(&self, tx: &mut Tx) -> Result<bool, StoreError> {
        Ok(store::mark(tx, self.seq).await?.is_some_and(|mark| Self::of(&mark) == *self))
    }
}

/// What the log tells since a snapshot.
#[derive(Debug)]
pub(super) struct Since {
    /// The number of the last fact.
    pub(super) seq: i64,
    /// What changed, each once.
    pub(super) facts: Vec<Fact>,
}

/// Whether a fact may have changed rows of a stage. With a member everything of theirs goes.
fn speaks_of(fact: Fact, stage: Stage) -> bool {
    match fact {
        Fact::Member(_) => !matches!(stage, Stage::Places | Stage::Offers),
        Fact::Attention(_) => stage == Stage::Attention,
        // Whoever says what they allow takes their turn by the row of their attention.
        Fact::Grants(_) => matches!(stage, Stage::Grants | Stage::Attention),
        Fact::Place(_) => stage == Stage::Places,
        Fact::Wish(_) => stage == Stage::Wishes,
        Fact::Offer(_) => stage == Stage::Offers,
        Fact::Suggestion(_) => stage == Stage::Told,
        Fact::Organisation(_)
        | Fact::Listing(_)
        | Fact::List(_)
        | Fact::Circle(_)
        | Fact::Feed(_)
        | Fact::Opportunity(_)
        | Fact::Encounter(_) => false,
    }
}

async fn tallies(tx: &mut Tx) -> Result<Tallies, StoreError> {
    Ok([
        place::tally(tx).await?,
        offer::tally(tx).await?,
        people::tally_members(tx).await?,
        consent::tally_attention(tx).await?,
        consent::tally_grants(tx).await?,
        wish::tally(tx).await?,
        tally(tx, sql::TALLY).await?,
    ])
}

/// The program that wrote it, the rules of its keys, and the words it writes as numbers.
fn maker() -> [u8; 32] {
    let told = format!("{} {} {}", env!("CARGO_PKG_VERSION"), crate::keyed::rules(), rows::vocabulary());
    Sha256::digest(told).into()
}

fn engine(engine: Engine) -> u8 {
    match engine {
        Engine::Sqlite => 1,
        Engine::Postgres => 2,
    }
}
