//! Listings are read again when they are due: politely, and every failure is written beside the listing.

use domain::Instant;
use fetch::{Conditional, Fetcher, Refused};
use futures::StreamExt;
use futures::stream::FuturesUnordered;
use kit::App;
use product::{Again, Listing};
use store::StoreError;
use url::Url;

use super::naming;
use super::read::{self, Unread};

/// Listings taken at a time.
const SOME: i64 = 60;
/// Hosts visited at once: few of what the way out carries, so that members' own pages are read meanwhile.
const LANES: usize = 6;
/// Seconds for which the other pages of a host are left alone once it hung: each of them would hang as long.
const BREATH_S: i64 = 600;
/// Seconds between two readings from which on a page is asked for whole: there are sites that say for ever that nothing changed.
const WHOLE_S: i64 = 3 * 86_400;
/// The least seconds by which a page is put off.
const SOON_S: i64 = 15;

/// Reads again what is due by now; gives how many were. What nobody wishes from is put off unread. Several hosts are visited at once,
/// and the pages of one host one after another, so that a host that takes its time holds up its own alone.
///
/// # Errors
/// When the database fails.
pub async fn reread(app: &App, web: &Fetcher) -> Result<usize, StoreError> {
    let mut tx = app.read().await?;
    let due = product::due(&mut tx, app.now(), SOME).await?;
    drop(tx);
    let (mut running, mut count) = (FuturesUnordered::new(), 0);
    for lane in by_host(due) {
        running.push(drive(app, web, lane));
        if running.len() == LANES
            && let Some(done) = running.next().await
        {
            count += done?;
        }
    }
    while let Some(done) = running.next().await {
        count += done?;
    }
    Ok(count)
}

/// Listings by the host they are at, the longest due first.
fn by_host(due: Vec<Listing>) -> Vec<Vec<Listing>> {
    let mut lanes: Vec<(String, Vec<Listing>)> = Vec::new();
    for listing in due {
        let host = host(&listing.url);
        match lanes.iter_mut().find(|(of, _)| *of == host) {
            Some((_, lane)) => lane.push(listing),
            None => lanes.push((host, vec![listing])),
        }
    }
    lanes.into_iter().map(|(_, lane)| lane).collect()
}

/// The host of an address, as turns are taken by; what is no address is of none.
fn host(url: &str) -> String {
    let url = Url::parse(url).ok();
    let host = url.as_ref().and_then(Url::host_str).unwrap_or_default();
    host.trim_end_matches('.').to_ascii_lowercase()
}

/// Reads the listings of one host, one after another; gives how many were taken up.
async fn drive(app: &App, web: &Fetcher, lane: Vec<Listing>) -> Result<usize, StoreError> {
    let (mut count, mut until) = (0, None);
    for listing in lane {
        if app.stop.is_requested() {
            break;
        }
        until = one(app, web, listing, until).await?;
        count += 1;
    }
    Ok(count)
}

/// Reads one listing again, unless its host is left alone until an instant; gives until when that is so now.
async fn one(
    app: &App,
    web: &Fetcher,
    listing: Listing,
    until: Option<Instant>,
) -> Result<Option<Instant>, StoreError> {
    let wished = wish::wishes_from(&mut app.read().await?, listing.id).await?;
    if !wished {
        put_off(app, &listing, app.now().plus_secs(listing.every_s)).await?;
        return Ok(until);
    }
    if let Some(until) = until {
        put_off(app, &listing, until).await?;
        return Ok(Some(until));
    }
    let known = known(&listing);
    let breath = app.now().plus_secs(BREATH_S);
    let (again, until) = match read::fetched(app, web, &listing.url, &known).await {
        Ok(None) => (Again::Same, None),
        Ok(Some(seen)) => (Again::Seen(Box::new(seen)), None),
        // Our own politeness is no failure of the page: nothing is counted, and nothing is said.
        Err(Unread::Refused(Refused::Wait { until })) => {
            let until = until.max(app.now().plus_secs(SOON_S));
            put_off(app, &listing, until).await?;
            return Ok(Some(until.min(breath)));
        }
        Err(why) => {
            let hung = matches!(why, Unread::Refused(Refused::TooSlow | Refused::Unreachable));
            (failed(&why), hung.then_some(breath))
        }
    };
    let mut tx = app.write().await?;
    let (listing, _) = product::reread(&mut tx, app, listing, again).await?;
    tx.commit().await?;
    if listing.failure.is_none() {
        naming::name(app, &listing).await;
    }
    Ok(until)
}

/// What a site is asked with, so that nothing is sent twice; what is read seldom is read whole.
fn known(listing: &Listing) -> Conditional {
    if listing.every_s >= WHOLE_S {
        return Conditional::default();
    }
    Conditional { etag: listing.known.etag.clone(), last_modified: listing.known.last_modified.clone() }
}

async fn put_off(app: &App, listing: &Listing, until: Instant) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    product::put_off(&mut tx, listing.id, until).await?;
    tx.commit().await
}

/// A reading that failed.
pub(super) fn failed(why: &Unread) -> Again {
    Again::Failed { why: why.key(), until: why.until(), may_pass: may_pass(why) }
}

/// A page that names no product today may be one that is being mended.
fn may_pass(why: &Unread) -> bool {
    match why {
        Unread::Refused(refused) => refused.may_pass(),
        Unread::Nothing | Unread::Many => false,
    }
}

#[cfg(test)]
mod tests {
    use domain::ids::Id;
    use domain::{Availability, ListingId, ProductId};
    use kit::testing::NOON;

    use super::*;

    fn listing(url: &str) -> Listing {
        Listing {
            id: ListingId::make(NOON, [1; 10]),
            product: ProductId::make(NOON, [2; 10]),
            member: None,
            url: url.to_owned(),
            retailer: String::new(),
            title: String::new(),
            picture: None,
            price: None,
            list_price: None,
            availability: Availability::Unknown,
            read_at: NOON,
            failure: None,
            failures: 0,
            known: product::Known::default(),
            every_s: 3_600,
            next_at: None,
            variant: None,
            turn: 0,
            became: None,
        }
    }

    #[test]
    fn a_host_is_in_one_lane_alone_however_it_is_written() {
        let due = [
            "http://a.example/1",
            "https://b.example/1",
            "https://A.example.:8443/2",
            "nowhere",
            "http://b.example/2",
        ];
        let lanes = by_host(due.into_iter().map(listing).collect());
        let urls: Vec<Vec<&str>> =
            lanes.iter().map(|lane| lane.iter().map(|one| one.url.as_str()).collect()).collect();
        assert_eq!(urls, [vec![due[0], due[2]], vec![due[1], due[4]], vec![due[3]]]);
    }
}
