//! Where a wish could be met now: what the town's places have, with the way there, and what pages of retailers said. For its member
//! alone, who asks; where they stand is neither in the address, nor in a log, nor in what is answered.

mod api;
mod decide;
mod page;

pub use decide::{Order, Place, sorted};

use domain::{MemberId, Wish, WishId};
use kit::{App, Refusal, Result, Routes};
use store::{StoreError, Tx};

use crate::street::{Seen, Street};
use crate::travel::{self, Travel};

/// Rows that are shown: who looks further looks for something else.
const SHOWN: usize = 40;

/// What is known of where a wish could be met.
pub(crate) struct Found {
    pub(crate) wish: Wish,
    pub(crate) travel: Travel,
    pub(crate) from: Seen,
    /// In the order asked for.
    pub(crate) places: Vec<Place>,
}

/// A wish of a member.
async fn theirs(tx: &mut Tx, member: MemberId, id: WishId) -> Result<Wish> {
    let found = wish::wish(tx, id).await?.filter(|wish| wish.member == member);
    found.ok_or_else(|| Refusal::new("not-found"))
}

/// Looks where a wish of a member could be met now.
pub(crate) async fn found(
    app: &App,
    street: &Street,
    member: MemberId,
    id: WishId,
    order: Order,
) -> Result<Found> {
    let mut tx = app.read().await?;
    let wish = theirs(&mut tx, member, id).await?;
    let travel = travel::travel(&mut tx, member).await?;
    drop(tx);
    let near = street.offers_for(app, &wish, &travel).await?;
    let mut places = sorted(&near.had, &travel, order);
    places.truncate(SHOWN);
    Ok(Found { wish, travel, from: near.from, places })
}

/// From where distances are told, in words.
pub(crate) async fn from_words(tx: &mut Tx, page: &kit::Page, from: Seen) -> Result<String, StoreError> {
    Ok(match from {
        Seen::Here => page.t("suggest-where-from-here"),
        Seen::Middle => page.t("suggest-where-from-middle"),
        Seen::Place(id) => {
            let name = place::place(tx, id).await?.map(|place| place.name).unwrap_or_default();
            page.t1("suggest-where-from-place", "place", name)
        }
    })
}

pub(crate) fn routes() -> Routes {
    api::routes().merge(page::routes())
}
