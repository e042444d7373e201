//! What every handler is given.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use domain::ids::Id;
use domain::{CivilZone, Instant};
use store::{Db, StoreError, Tx};

use crate::chance::Chance;
use crate::clock::Clock;
use crate::stirred::Stirred;
use crate::stop::Stop;
use crate::tries::Tries;

/// What an operator chose, as far as rooms need it.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address people type, without a slash at its end.
    pub base_url: String,
    /// The town's time zone.
    pub zone: CivilZone,
    /// Whether this is the demonstration: every page says that people, prices and stock are invented.
    pub demo: bool,
    /// Where the town is kept ready for the next start; nowhere when absent.
    pub snapshot: Option<PathBuf>,
    /// Addresses outside the public internet that pages may be fetched from all the same; none unless the operator says so.
    pub allow_private: Vec<SocketAddr>,
    /// At which address push services reach the placemaster, `mailto:…` or `https:…`; empty when browsers are sent nothing.
    pub push_contact: String,
    /// How mail is sent; `None` when none is.
    pub mail: Option<Mail>,
}

/// How mail is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Mail {
    /// The server's address, with its password: `smtps://user:password@host`.
    pub smtp: String,
    /// From whom.
    pub from: String,
}

/// The password enters no log.
impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail").field("from", &self.from).finish_non_exhaustive()
    }
}

/// Database, clock, chance and settings. Cheap to clone.
#[derive(Debug, Clone)]
pub struct App {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// Chance.
    pub chance: Chance,
    /// What the operator chose.
    pub settings: Arc<Settings>,
    /// Heard when the server stops.
    pub stop: Stop,
    /// Heard when a shared list may look different to those before it.
    pub stirred: Stirred,
    /// What somebody tried in vain of late, in this house alone.
    pub tries: Tries,
}

impl App {
    /// The instant now.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Makes an id from clock and chance.
    #[must_use]
    pub fn id<I: Id>(&self) -> I {
        I::make(self.now(), self.chance.bytes())
    }

    /// Begins a transaction that only reads.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        self.db.read(self.now()).await
    }

    /// Begins a transaction that writes.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        self.db.write(self.now()).await
    }
}
