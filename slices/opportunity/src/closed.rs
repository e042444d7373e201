//! All that a member closed, read once: asked before it is chosen where something is to be had, so that one closed venue or shop does not
//! silence what is elsewhere.

use std::collections::HashSet;

use domain::ids::Id;
use domain::{ListingId, MemberId, OfferId, WishId};
use store::{StoreError, Tx, fetch_all};

use crate::model::Closing;
use crate::sql;

/// The pages, each for a wish, the offers, and the sites and venues of which a member wants no news.
#[derive(Debug, Default)]
pub(crate) struct Closed {
    pages: HashSet<String>,
    sites: HashSet<String>,
}

impl Closed {
    /// What a member closed that is closed now.
    pub(crate) async fn by(tx: &mut Tx, member: MemberId) -> Result<Self, StoreError> {
        let now = tx.now().micros();
        let mut closed = Self::default();
        for (kind, what) in fetch_all!(tx, sql::CLOSED, (String, String), member.uuid(), now)? {
            match kind.parse() {
                Ok(Closing::Page) => closed.pages.insert(what),
                Ok(Closing::Site) => closed.sites.insert(what),
                _ => false,
            };
        }
        Ok(closed)
    }

    /// Whether it holds a site or a venue.
    pub(crate) fn has_site(&self, site: &str) -> bool {
        self.sites.contains(site)
    }

    /// Whether it holds an offer of the town.
    pub(crate) fn has_offer(&self, offer: OfferId) -> bool {
        self.pages.contains(&offer.to_string())
    }

    /// Whether it holds a page, for a wish.
    pub(crate) fn has_page(&self, wish: WishId, listing: ListingId) -> bool {
        self.pages.contains(&format!("{wish} {listing}"))
    }
}
