//! Pictures of things: fetched once from where a page says they are, made small, and served by us, so that no retailer learns who
//! looks at their list when; and those that members send of their own.

mod own;
mod serve;
mod shrink;

use domain::ListingId;
use fetch::{Answered, Conditional, Fetcher, Purpose};
use kit::App;
use store::StoreError;
use tokio::sync::Semaphore;

use shrink::{Unfit, shrink};

/// Pictures taken at a time.
const SOME: i64 = 20;
/// One picture is decoded at a time: each may take what [`shrink`] allows.
static DECODING: Semaphore = Semaphore::const_new(1);

/// Fetches pictures that are due; gives how many were looked at.
///
/// # Errors
/// When the database fails.
pub async fn pictures(app: &App, web: &Fetcher) -> Result<usize, StoreError> {
    let mut tx = app.read().await?;
    let due = product::pictures_due(&mut tx, app.now(), SOME).await?;
    drop(tx);
    let mut count = 0;
    for (listing, url) in due {
        if app.stop.is_requested() {
            break;
        }
        take(app, web, listing, &url).await?;
        count += 1;
    }
    Ok(count)
}

/// Fetches the picture of a listing that was just read, while its member looks at what was read.
pub(crate) async fn soon(app: &App, web: &Fetcher, listing: ListingId) -> Result<(), StoreError> {
    let mut tx = app.read().await?;
    let wanted = product::picture_wanted(&mut tx, listing).await?;
    drop(tx);
    match wanted {
        Some(url) => take(app, web, listing, &url).await,
        None => Ok(()),
    }
}

async fn take(app: &App, web: &Fetcher, listing: ListingId, url: &str) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    let ours = product::claim_picture(&mut tx, listing, url).await?;
    tx.commit().await?;
    if !ours {
        return Ok(());
    }
    let got = web.get(url, Purpose::Picture, &Conditional::default(), app.now()).await;
    let (made, may_pass) = match got {
        Ok(Answered::Fetched(fetched)) => (decoded(fetched.body).await.ok(), false),
        Ok(Answered::NotModified { .. }) => (None, true),
        Err(why) => (None, why.may_pass()),
    };
    let mut tx = app.write().await?;
    match made {
        Some(shrunk) => drop(product::keep_picture(&mut tx, app, listing, url, &shrunk).await?),
        None => product::picture_failed(&mut tx, listing, url, may_pass).await?,
    }
    tx.commit().await
}

/// Decoding takes a while, in which others must not wait.
async fn decoded(bytes: impl AsRef<[u8]> + Send + 'static) -> Result<product::Shrunk, Unfit> {
    alone(move || shrink(bytes.as_ref())).await.unwrap_or(Err(Unfit::Broken))
}

/// Does one such work at a time, away from the threads that answer; `None` when it broke. The turn goes along with the work: whoever
/// waits for it may go, it still runs to its end, and the next waits for that.
async fn alone<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let turn = DECODING.acquire().await.ok()?;
    let done = tokio::task::spawn_blocking(move || {
        let done = work();
        drop(turn);
        done
    });
    done.await.ok()
}

pub(crate) fn routes() -> kit::Routes {
    serve::routes().merge(own::routes())
}

/// A picture made small; `None` for what is none or too big.
#[cfg(feature = "testing")]
#[must_use]
pub fn shrunk(bytes: &[u8]) -> Option<product::Shrunk> {
    shrink(bytes).ok()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn the_next_waits_even_when_nobody_waits_for_the_one_before() {
        let (begins, begun) = oneshot::channel();
        let (ends, end) = mpsc::channel::<()>();
        let first = tokio::spawn(alone(move || {
            begins.send(()).unwrap();
            end.recv().unwrap();
        }));
        begun.await.unwrap();
        first.abort();
        assert!(first.await.unwrap_err().is_cancelled());
        assert!(DECODING.try_acquire().is_err(), "it is still at work");
        let next = tokio::spawn(alone(|| 7));
        ends.send(()).unwrap();
        assert_eq!(next.await.unwrap(), Some(7));
        assert!(DECODING.try_acquire().is_ok());
    }
}
