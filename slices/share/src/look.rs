//! What somebody sees of a shared list, as one number: an open page looks again when it is another. For its owner promises are not in
//! it, for they are not even read; and what is hidden from a viewer does not change theirs.
//!
//! To read a whole list for every open page whenever anything stirs would cost most where nothing happens. So whoever looks again asks
//! first for what it was made from: a few numbers that change with it, and the next instant at which time alone changes it.

use domain::{Instant, ListId, ListingId, MemberId};
use kit::{Result, secret};
use store::{StoreError, Tx};

use crate::access::{self, Seen};
use crate::model::{Room, Settings};
use crate::view::{self, Gift};
use crate::{api, changes, comment, decide};

/// A list as somebody sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    viewer: MemberId,
    list: ListId,
    /// A hash of all that this viewer is shown.
    pub seen: Vec<u8>,
    /// The pages of shops that are shown.
    listings: Vec<ListingId>,
    /// A hash of what changes whenever what is shown does, but for time.
    grounds: Vec<u8>,
    /// When it was looked.
    at: Instant,
    /// When time alone shows something else.
    ends: Option<Instant>,
}

impl Look {
    /// Looks at a list as a member sees it.
    ///
    /// # Errors
    /// `not-found` for whom it does not exist.
    pub async fn at(tx: &mut Tx, viewer: MemberId, list: ListId) -> Result<Self> {
        let seen = access::open(tx, Some(viewer), list).await?;
        Self::whole(tx, viewer, seen).await
    }

    /// Looks again, and says whether the viewer is shown something else. Where nothing changed, the list is not read.
    ///
    /// # Errors
    /// `not-found` for whom it exists no more.
    pub async fn again(&mut self, tx: &mut Tx) -> Result<bool> {
        let seen = access::open(tx, Some(self.viewer), self.list).await?;
        let now = tx.now();
        // A clock that was set back may show again what had ended.
        let holds = self.at <= now && self.ends.is_none_or(|ends| now < ends);
        if holds && grounds(tx, &seen, &self.listings).await? == self.grounds {
            return Ok(false);
        }
        let now = Self::whole(tx, self.viewer, seen).await?;
        let other = now.seen != self.seen;
        *self = now;
        Ok(other)
    }

    async fn whole(tx: &mut Tx, viewer: MemberId, seen: Seen) -> Result<Self> {
        let (list, seat, now) = (seen.list.id, seen.seat, tx.now());
        let gifts = view::gifts(tx, &seen, None).await?;
        let said = said(tx, list, |room, wish| {
            // What stands beside a wish that is not shown (secret by now, or elsewhere) is not shown either.
            let shown = gifts.iter().find(|gift| gift.wish.id == wish);
            shown.is_some_and(|gift| decide::enters(seat, room, gift.mine.is_some()))
        });
        let (said, named) = (said.await?, gifts.iter().map(named).collect::<String>());
        let listings: Vec<ListingId> =
            gifts.iter().filter_map(|gift| gift.shop.as_ref()).map(|shop| shop.listing).collect();
        let grounds = grounds(tx, &seen, &listings).await?;
        let ends = gifts.iter().filter_map(|gift| gift.wish.until).chain(seen.settings.reveal(now)).min();
        let told = api::told(seen, gifts, now);
        Ok(Self {
            viewer,
            list,
            seen: secret::hash(&format!("{told}{named}{said}")),
            listings,
            grounds,
            at: now,
            ends,
        })
    }
}

/// Whose list it is, for somebody who may see it.
///
/// # Errors
/// `not-found` for whom it does not exist.
pub async fn whose(tx: &mut Tx, viewer: MemberId, list: ListId) -> Result<MemberId> {
    Ok(access::open(tx, Some(viewer), list).await?.list.member)
}

/// What a look at a list is made from, as a hash: it is another whenever the look is, but for time.
async fn grounds(tx: &mut Tx, seen: &Seen, listings: &[ListingId]) -> Result<Vec<u8>, StoreError> {
    let Seen { list, settings, seat, owner_name, .. } = seen;
    let Settings { notes, pages, reveal_at, .. } = settings;
    let own = (wish::changes(tx, list.id).await?, list, notes, pages, reveal_at);
    let theirs = changes::seen(tx, list.id, *seat).await?;
    let shops = product::marks(tx, listings).await?;
    Ok(secret::hash(&format!("{own:?} {seat:?} {owner_name:?} {theirs:?} {shops:?}")))
}

/// What is shown and not told as JSON: who gives, as far as the viewer may know by name, and pictures.
fn named(gift: &Gift) -> String {
    let pictures = (gift.own.map(|own| own.id), gift.shop.as_ref().map(|shop| shop.shown));
    let givers = gift.named.iter().map(|one| (one.id, &one.name, one.units, one.amount, one.given_at));
    format!("{pictures:?} {:?}", givers.collect::<Vec<_>>())
}

/// What is written on a list in the rooms that are open.
async fn said(
    tx: &mut Tx,
    list: ListId,
    enters: impl Fn(Room, domain::WishId) -> bool,
) -> Result<String, StoreError> {
    let mut all = comment::on_list(tx, list).await?;
    all.retain(|one| enters(one.room, one.wish));
    Ok(format!("{:?}", all.iter().map(|one| (one.id, &one.words, one.changed_at)).collect::<Vec<_>>()))
}
