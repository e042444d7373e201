//! What became of news since it was told: what is no longer so, was told anew, or closed, stands among the cards no more, and what could
//! not be read again says so.

use std::collections::HashMap;

use domain::ids::Id;
use domain::{
    Availability, Effect, ListingId, MemberId, Money, OpportunityId, OrganisationId, Purpose, WishId,
};
use kit::Page;
use product::Listing;
use store::{StoreError, Tx, fetch_all};
use uuid::Uuid;

use crate::model::{ENDS, ON, Opportunity};
use crate::{actions, sql};

/// What became of one piece of news.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Since {
    /// It is so still, as far as is known.
    Stands,
    /// Its page could not be read since.
    Unread,
    /// It is sold out, or its offer has ended.
    Gone,
    /// It costs more.
    Dearer(Money),
    /// Something newer was told of it.
    Anew,
    /// Its member wants no more of it.
    Closed,
}

impl Since {
    /// Whether it is past: then it is found among what came before.
    pub(crate) fn is_past(self) -> bool {
        !matches!(self, Self::Stands | Self::Unread)
    }

    /// The same in a sentence; empty while it stands.
    pub(crate) fn said(self, page: &Page) -> String {
        match self {
            Self::Stands => String::new(),
            Self::Unread => page.t("opportunity-since-unread"),
            Self::Gone => page.t("opportunity-since-gone"),
            Self::Dearer(price) => page.t1("opportunity-since-dearer", "price", page.words().money(price)),
            Self::Anew => page.t("opportunity-since-anew"),
            Self::Closed => page.t("opportunity-since-closed"),
        }
    }
}

/// What became of each of a member's news.
///
/// # Errors
/// When the database fails.
pub(crate) async fn became(
    tx: &mut Tx,
    member: MemberId,
    all: &[Opportunity],
) -> Result<HashMap<OpportunityId, Since>, StoreError> {
    let pages: Vec<ListingId> =
        all.iter().filter(|news| is_priced(news)).filter_map(Opportunity::listing).collect();
    let listings = product::several(tx, &pages, member).await?;
    let newest: HashMap<(WishId, Uuid), i64> = newest(tx, member).await?;
    let denied = denied(tx, member).await?;
    let mut became = HashMap::new();
    for news in all {
        let newer = newest.get(&(news.wish, news.about)).copied();
        let is_denied = news.organisation().is_some_and(|one| denied.contains(&one));
        let since = match () {
            () if is_priced(news) && newer > news.number => Since::Anew,
            () if is_denied || !actions::closed(tx, news).await?.is_empty() => Since::Closed,
            () => so(tx, &listings, news).await?,
        };
        became.insert(news.id, since);
    }
    Ok(became)
}

/// Whether it tells of a price or a stock, and not of a day.
fn is_priced(news: &Opportunity) -> bool {
    !matches!(news.cause.as_str(), ON | ENDS)
}

/// Whether what it tells is so still.
async fn so(
    tx: &mut Tx,
    listings: &HashMap<ListingId, Listing>,
    news: &Opportunity,
) -> Result<Since, StoreError> {
    if let Some(offer) = news.offer() {
        let there = offer::offer(tx, offer).await?;
        let there = there.filter(|one| offer::is_open(one, tx.now()) && one.stock != Some(0));
        return Ok(there.map_or(Since::Gone, |one| priced(news, Some(one.price))));
    }
    let listing = news.listing().filter(|_| is_priced(news)).and_then(|id| listings.get(&id));
    Ok(match listing {
        None => Since::Stands,
        Some(listing) if listing.failure.is_some() => Since::Unread,
        Some(listing) if listing.availability == Availability::Out => Since::Gone,
        Some(listing) => priced(news, listing.price),
    })
}

/// What it costs beside what was told.
fn priced(news: &Opportunity, now: Option<Money>) -> Since {
    let dearer = news.price.zip(now).filter(|(told, now)| told.less_than(*now).is_some());
    dearer.map_or(Since::Stands, |(_, now)| Since::Dearer(now))
}

/// The number of the newest news that was told of each thing, by wish.
async fn newest(tx: &mut Tx, member: MemberId) -> Result<HashMap<(WishId, Uuid), i64>, StoreError> {
    let rows = fetch_all!(tx, sql::NEWEST_OF, (Uuid, Uuid, i64), member.uuid())?;
    Ok(rows.into_iter().map(|(wish, about, number)| ((WishId::from_uuid(wish), about), number)).collect())
}

/// The neighbours by whom a member wants to be told nothing.
async fn denied(tx: &mut Tx, member: MemberId) -> Result<Vec<OrganisationId>, StoreError> {
    let grants = consent::grants(tx, member).await?;
    let plain = |organisation| {
        let new = consent::NewGrant::new(Effect::Deny, Purpose::Suggest);
        consent::NewGrant { organisation: Some(organisation), ..new }
    };
    let said = grants
        .iter()
        .filter_map(|grant| grant.organisation.filter(|organisation| plain(*organisation).is_said_by(grant)));
    Ok(said.collect())
}
