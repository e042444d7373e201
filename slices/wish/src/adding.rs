//! A wish that a device added without a network, or a stranger as their first: in words, by a code, or by a link, whose page is then
//! expected and read in its turn.

use domain::{ListingId, MemberId, WishId, limits};
use kit::{App, Result};
use store::Tx;

use crate::model::{CameFrom, Detail, NewWish, Refused};
use crate::{actions, detail, page_name, seller};

/// A wish as it was understood.
pub(crate) struct Added {
    /// The wish.
    pub(crate) new: NewWish,
    /// What stands beside it.
    pub(crate) beside: Detail,
    /// The page it is wished from, where it was written as a link.
    pub(crate) link: Option<String>,
}

/// Adds a wish under an id made for it.
///
/// # Errors
/// `invalid` naming what makes no sense or is there already, `too-many` beyond the limit.
pub(crate) async fn add(tx: &mut Tx, app: &App, member: MemberId, id: WishId, added: Added) -> Result<()> {
    // Whosever it is: a device that makes its ids by chance meets none that is taken.
    if actions::wish(tx, id).await?.is_some() {
        return Err(Refused::Taken.into());
    }
    let Added { new, beside, link } = added;
    let beside = Detail { note: detail::tidied(&beside.note), ..beside };
    let nothing = Detail::default();
    detail::check(tx, member, &beside, &nothing).await?;
    let listing = match &link {
        Some(link) => expected(tx, app, member, link).await?,
        None => None,
    };
    there_already(tx, member, &new, &beside, listing).await?;
    let unread = link.filter(|_| listing.is_none());
    // Nobody was there to be told that its page is never read, and what was written is not lost.
    let unread = unread.and_then(|link| product::without_login(&link)).unwrap_or_default();
    let note = with_addresses(&beside.note, &unread);
    let beside = Detail { listing, note, ..beside };
    let wish = actions::add_as(tx, id, member, new).await?;
    if beside != nothing {
        detail::write(tx, &wish, &beside, &nothing).await?;
    }
    if let Some(listing) = listing {
        page_name::call_if_read(tx, wish.id, listing).await?;
    }
    Ok(())
}

/// The listing of an address that a member wrote, which is read in its turn. That of a page which they wish for already counts nothing
/// among the pages they have read: it is not read for it.
pub(crate) async fn expected(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    link: &str,
) -> Result<Option<ListingId>> {
    if let Some(known) = product::known_page(tx, link).await?
        && seller::wished_already(tx, member, known).await?.is_some()
    {
        let now = tx.now();
        return Ok(product::expect_page(tx, app, link, now).await?);
    }
    product::expect_counted(tx, app, member, link).await
}

/// A note with addresses below it, which carry no names and passwords.
pub(crate) fn with_addresses(note: &str, addresses: &str) -> String {
    // A note that is too long is refused as it was written.
    if addresses.is_empty() || note.chars().count() > limits::NOTE_CHARS {
        return note.to_owned();
    }
    let both = [note, addresses].into_iter().filter(|part| !part.is_empty());
    both.collect::<Vec<_>>().join("\n").chars().take(limits::NOTE_CHARS).collect()
}

/// Refuses a second wish for the same page or barcode: nobody can be asked whether another is meant, and on the device it waits with
/// all that was written of it until its member says.
async fn there_already(
    tx: &mut Tx,
    member: MemberId,
    new: &NewWish,
    beside: &Detail,
    listing: Option<ListingId>,
) -> Result<()> {
    let there = match (listing, new.subject.gtin) {
        (Some(listing), _) => seller::wished_already(tx, member, listing).await?.is_some(),
        (None, Some(gtin)) if beside.came_from == CameFrom::Code => {
            seller::wished_code(tx, member, gtin).await?.is_some()
        }
        _ => false,
    };
    if there { Err(Refused::There.into()) } else { Ok(()) }
}
