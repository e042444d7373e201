//! What somebody sees of a shared list, as one number: an open page looks again when it is another. For its owner promises are not in
//! it, for they are not even read; and what is hidden from a viewer does not change theirs.

use domain::{ListId, MemberId};
use kit::{Result, secret};
use store::{StoreError, Tx};

use crate::model::Room;
use crate::view::{self, Gift};
use crate::{access, api, comment, decide};

/// A list as somebody sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Whose it is.
    pub owner: MemberId,
    /// A hash of all that this viewer is shown.
    pub seen: Vec<u8>,
}

/// Looks at a list as a member sees it.
///
/// # Errors
/// `not-found` for whom it does not exist.
pub async fn look(tx: &mut Tx, viewer: MemberId, list: ListId) -> Result<Look> {
    let seen = access::open(tx, Some(viewer), list).await?;
    let (owner, seat) = (seen.list.member, seen.seat);
    let gifts = view::gifts(tx, &seen, None).await?;
    let said = said(tx, list, |room, wish| {
        // What stands beside a wish that is not shown (secret by now, or elsewhere) is not shown either.
        let shown = gifts.iter().find(|gift| gift.wish.id == wish);
        shown.is_some_and(|gift| decide::enters(seat, room, gift.mine.is_some()))
    });
    let (said, named) = (said.await?, gifts.iter().map(named).collect::<String>());
    let told = api::told(seen, gifts, tx.now());
    Ok(Look { owner, seen: secret::hash(&format!("{told}{named}{said}")) })
}

/// Who gives, as far as the viewer may know by name.
fn named(gift: &Gift) -> String {
    let own = gift.own.map(|own| own.id);
    let givers = gift.named.iter().map(|one| (one.id, &one.name, one.units, one.amount, one.given_at));
    format!("{own:?} {:?}", givers.collect::<Vec<_>>())
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
