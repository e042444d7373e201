//! Who sells what is wished, on the page of the wish.

use domain::{Instant, Wish};
use kit::{Fields, Page};
use product::Point;
use store::{StoreError, Tx};

use crate::model::Detail;
use crate::reading::Reading;
use crate::sellers::{Became, Beside, Seller, seller};
use crate::why::Why;
use crate::{listed, own_word, seller_page};

/// A history from an instant on, with what held then: what was read before was read for somebody else.
pub(crate) fn since(history: Vec<Point>, from: Instant) -> Vec<Point> {
    let next = history.partition_point(|point| point.at <= from);
    let mut kept = history[next.saturating_sub(1)..].to_vec();
    if let Some(first) = kept.first_mut() {
        first.at = first.at.max(from);
    }
    kept
}

/// Whoever is known to sell the very thing that is wished, where it is best had ahead, and what was read of the page the wish is from.
pub(super) async fn sellers(
    tx: &mut Tx,
    page: &Page,
    wish: &Wish,
    beside: &Detail,
    sent: Option<&Fields>,
) -> Result<(Vec<Seller>, Option<Reading>), StoreError> {
    let (mut sellers, mut reading) = (Vec::new(), None);
    let word = own_word::own_word(tx, wish.id).await?;
    for listing in listed::listings_beside(tx, wish, beside).await? {
        let history = since(product::history(tx, listing.id).await?, wish.added_at);
        let picture = product::picture(tx, listing.id, Some(wish.member)).await?;
        let told = product::told(tx, listing.id).await?;
        let (mut became, mut why) = (None, Why::bare(page.t("why-first")));
        if Some(listing.id) == beside.listing {
            let word = word.as_ref().filter(|word| word.listing == listing.id);
            reading = Some(Reading::corrected(page, &listing, &told, word, sent));
            if let Some(there) = listing.became {
                let there = product::listing(tx, there, wish.member).await?;
                became = there.map(|there| Became::of(page, wish.id, &there));
            }
        } else {
            why = seller_page::why(tx, page, wish, &listing).await?;
        }
        let home = seller_page::address(wish.id);
        let off = format!("{home}/sellers/off");
        // What their own browser read, this house does not.
        let read_now = if listing.member.is_none() { format!("{home}/read") } else { String::new() };
        let top = wish.top_price.map(|top| top.currency);
        let (was_read, by_hand) = (!history.is_empty(), Some(listing.id) == beside.listing);
        let beside = Beside { told: &told, word: word.as_ref(), became, top, was_read, by_hand };
        let seller = seller(page, &listing, &history, picture, &beside);
        sellers.push(Seller { why: Some(why), off, read_now, ..seller });
    }
    Ok((sellers, reading))
}
