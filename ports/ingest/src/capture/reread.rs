//! Listings are read again when they are due: politely, and every failure is written beside the listing.

use fetch::{Conditional, Fetcher, Refused};
use kit::App;
use product::{Again, Listing};
use store::StoreError;

use super::read::{self, Unread};

/// Listings taken at a time.
const SOME: i64 = 20;

/// Reads again what is due by now; gives how many were. What nobody wishes from is put off unread.
///
/// # Errors
/// When the database fails.
pub async fn reread(app: &App, web: &Fetcher) -> Result<usize, StoreError> {
    let mut tx = app.read().await?;
    let due = product::due(&mut tx, app.now(), SOME).await?;
    drop(tx);
    let mut count = 0;
    for listing in due {
        if app.stop.is_requested() {
            break;
        }
        let wished = wish::wishes_from(&mut app.read().await?, listing.id).await?;
        if !wished {
            let mut tx = app.write().await?;
            product::put_off(&mut tx, &listing).await?;
            tx.commit().await?;
            count += 1;
            continue;
        }
        let again = again(app, web, &listing).await;
        let mut tx = app.write().await?;
        product::reread(&mut tx, app, listing, again).await?;
        tx.commit().await?;
        count += 1;
    }
    Ok(count)
}

async fn again(app: &App, web: &Fetcher, listing: &Listing) -> Again {
    let known =
        Conditional { etag: listing.known.etag.clone(), last_modified: listing.known.last_modified.clone() };
    match read::fetched(app, web, &listing.url, &known).await {
        Ok(None) => Again::Same,
        Ok(Some(seen)) => Again::Seen(Box::new(seen)),
        Err(why) => Again::Failed { why: why.key(), until: until(&why), may_pass: may_pass(&why) },
    }
}

/// Until when the site wants to be left alone.
fn until(why: &Unread) -> Option<domain::Instant> {
    match why {
        Unread::Refused(Refused::Wait { until }) => Some(*until),
        Unread::Refused(Refused::Blocked { retry, .. }) => *retry,
        _ => None,
    }
}

/// A page that names no product today may be one that is being mended.
fn may_pass(why: &Unread) -> bool {
    match why {
        Unread::Refused(refused) => refused.may_pass(),
        Unread::Nothing => false,
    }
}
