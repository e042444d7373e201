//! The names of organisations, for saying grants.

use std::collections::HashMap;

use domain::{Grant, OrganisationId};
use people::Organisation;
use store::{StoreError, Tx};

/// Names by organisation.
pub(crate) struct Names(HashMap<OrganisationId, String>);

impl Names {
    /// Reads those of every organisation.
    pub(crate) async fn read(tx: &mut Tx) -> Result<Self, StoreError> {
        Ok(Self::of_all(&people::organisations(tx).await?))
    }

    /// Takes those of organisations already read.
    pub(crate) fn of_all(organisations: &[Organisation]) -> Self {
        Self(organisations.iter().map(|one| (one.id, one.name.clone())).collect())
    }

    /// The name of whom a grant is about.
    pub(crate) fn of(&self, grant: &Grant) -> Option<&str> {
        self.0.get(&grant.organisation?).map(String::as_str)
    }
}
