//! What was wished by its address alone is called as its page is, as soon as that is known.

use kit::{App, Result};
use product::Listing;

/// Wishes taken at a time.
const SOME: i64 = 100;

/// Calls the wishes from a listing that was read as its page is called, where its address alone calls them. The reading stands
/// whatever comes of it; what did not succeed is tried again with the next one.
pub(super) async fn name(app: &App, listing: &Listing) {
    if let Err(refusal) = all(app, listing).await {
        tracing::error!(code = refusal.code, "wishes could not be called as their page");
    }
}

async fn all(app: &App, listing: &Listing) -> Result<()> {
    let mut after = None;
    loop {
        let mut tx = app.read().await?;
        let some = wish::nameless(&mut tx, listing, after, SOME).await?;
        drop(tx);
        let Some(last) = some.last().copied() else { return Ok(()) };
        after = Some(last);
        for wish in some {
            // One at a time: each waits for its member's turn.
            let mut tx = app.write().await?;
            match wish::call_as_page(&mut tx, wish, listing).await {
                Ok(()) => tx.commit().await?,
                Err(refusal) if refusal.status().is_server_error() => return Err(refusal),
                // Called as it was, it is still what its member wished.
                Err(_) => {}
            }
        }
    }
}
