//! The address of a page: as it is written down, what it calls its thing, and a listing that is expected of it alone.

use std::net::{IpAddr, SocketAddr};

use domain::ids::Id;
use domain::reach::may_reach;
use domain::{Availability, Instant, ListingId, MemberId, limits};
use kit::{App, Result};
use store::{StoreError, Tx, execute};
use url::{Host, Url};

use crate::model::{Described, Known, Listing, Seen};
use crate::told::Besides;
use crate::{note, sql, sweep};

/// Seconds after which a page is read whose member has had as many read as an hour allows.
const LATER_S: i64 = 3_600;

/// What is added to addresses to follow people about, and makes two of one page.
const TRACKING: &[&str] =
    &["gclid", "fbclid", "msclkid", "dclid", "yclid", "mc_cid", "mc_eid", "igshid", "srsltid"];

/// The address of a page as one would write it down: what the page calls itself, if that is on the same site; without what only
/// follows people about, and without a name and password, which whoever sees the wish would read.
#[must_use]
pub fn plain_address(url: &Url, canonical: Option<&str>) -> String {
    let own = canonical.and_then(|own| Url::parse(own).ok()).filter(|own| own.host_str() == url.host_str());
    // A page whose name for itself is the shop's front says nothing of the product.
    let mut url = own.filter(|own| own.path() != "/" || own.query().is_some()).unwrap_or_else(|| url.clone());
    url.set_fragment(None);
    // Refused only by addresses that have no host.
    let _cannot = (url.set_username(""), url.set_password(None));
    let kept: Vec<(String, String)> = url
        .query_pairs()
        .filter(|(name, _)| !name.starts_with("utm_") && !TRACKING.contains(&name.as_ref()))
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect();
    if kept.len() < url.query_pairs().count() {
        url.set_query(None);
        if !kept.is_empty() {
            url.query_pairs_mut().extend_pairs(kept);
        }
    }
    let mut plain = String::from(url);
    if plain.len() > limits::URL_BYTES {
        plain.truncate(plain.find('?').unwrap_or(limits::URL_BYTES));
    }
    plain
}

/// What an address calls its thing, to be looked at: the longest part of its path in words, else its host.
#[must_use]
pub fn named_by(link: &str) -> String {
    let Ok(url) = Url::parse(link) else { return link.chars().take(limits::TITLE_CHARS).collect() };
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.").to_owned();
    let words = |part: &str| {
        let part =
            part.rsplit_once('.').map_or(part, |(name, ending)| if ending.len() <= 5 { name } else { part });
        let words: Vec<&str> = part
            .split(['-', '_', '+'])
            .filter(|word| !word.is_empty())
            // Long words with digits are the shop's numbers.
            .filter(|word| word.len() <= 3 || !word.bytes().any(|b| b.is_ascii_digit()))
            .collect();
        words.join(" ")
    };
    let parts = url.path_segments().into_iter().flatten().map(words);
    let best = parts.filter(|part| part.contains(' ') && part.is_ascii()).max_by_key(String::len);
    let best = best.unwrap_or(host);
    best.chars().take(limits::TITLE_CHARS).collect()
}

/// An address without the name and the password that it may carry; `None` for what has no room for them.
#[must_use]
pub fn without_login(link: &str) -> Option<String> {
    let mut url = Url::parse(link).ok()?;
    url.set_username("").ok()?;
    url.set_password(None).ok()?;
    Some(url.into())
}

/// Why no page is ever read at an address, by the name of the words for it; `None` where one may be. It is judged as far as can be told
/// without looking its name up: what that leads to is for the fetcher to judge.
#[must_use]
pub fn never_read(app: &App, link: &str) -> Option<&'static str> {
    const BAD: &str = "fetch-bad-address";
    let Some(url) = Url::parse(link.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
    else {
        return Some(BAD);
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Some(BAD);
    }
    if Url::parse(&app.settings.base_url).is_ok_and(|ours| ours.origin() == url.origin()) {
        return Some("wish-read-own-page");
    }
    let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else { return Some(BAD) };
    let private = |address: IpAddr| !may_reach(SocketAddr::new(address, port), &app.settings.allow_private);
    let is_private = match host {
        Host::Ipv4(address) => private(address.into()),
        Host::Ipv6(address) => private(address.into()),
        Host::Domain(name) => name == "localhost" || name.ends_with(".localhost"),
    };
    is_private.then_some("fetch-private-address")
}

/// Like [`expect_page`], of an address that a member wrote: its page is read now and counted among those they have read; beyond what an
/// hour allows, it is read an hour later.
///
/// # Errors
/// When the database fails.
pub async fn expect_counted(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    link: &str,
) -> Result<Option<ListingId>> {
    if never_read(app, link).is_some() {
        return Ok(None);
    }
    let now = tx.now();
    let at_first = match sweep::count_page(tx, member).await {
        Ok(()) => now,
        Err(refusal) if !refusal.status().is_server_error() => now.plus_secs(LATER_S),
        Err(refusal) => return Err(refusal),
    };
    Ok(expect_page(tx, app, link, at_first).await?)
}

/// The listing that [`expect_page`] would give an address without noting any, if it is known; nothing is read.
///
/// # Errors
/// When the database fails.
pub async fn known_page(tx: &mut Tx, link: &str) -> Result<Option<ListingId>, StoreError> {
    let Ok(url) = Url::parse(link) else { return Ok(None) };
    let known = note::at(tx, &plain_address(&url, None), None, "").await?;
    Ok(known.first().map(|known| known.id))
}

/// Notes a page of which the address alone is known, to be read from `at_first` on; a known address is the listing that it has. `None`
/// when it is no address of the web. It is called by the address alone: what a member calls their wish is not for others who have the
/// same page read.
///
/// # Errors
/// When the database fails.
pub async fn expect_page(
    tx: &mut Tx,
    app: &App,
    link: &str,
    at_first: Instant,
) -> Result<Option<ListingId>, StoreError> {
    expect_unread(tx, app, link, at_first, note::NOT_READ).await
}

/// The same of a page that could not be read just now, with the name of the reason: a listing that is new says it until it is read.
///
/// # Errors
/// When the database fails.
pub async fn expect_unread(
    tx: &mut Tx,
    app: &App,
    link: &str,
    at_first: Instant,
    why: &str,
) -> Result<Option<ListingId>, StoreError> {
    let Ok(url) = Url::parse(link) else { return Ok(None) };
    let Some(host) = url.host_str().filter(|_| never_read(app, link).is_none()) else { return Ok(None) };
    let retailer = host.trim_start_matches("www.").to_owned();
    let plain = plain_address(&url, None);
    let called = (named_by(&plain), retailer);
    expected(tx, app, &plain, called, at_first, why).await.map(Some)
}

/// Notes an address that came with a list and a title: it is read from `at_first` on, and until then it says that it was not. A known
/// address is the listing that it has.
///
/// # Errors
/// When the database fails.
pub async fn expect(
    tx: &mut Tx,
    app: &App,
    url: &str,
    title: &str,
    retailer: &str,
    at_first: Instant,
) -> Result<ListingId, StoreError> {
    expected(tx, app, url, (title.to_owned(), retailer.to_owned()), at_first, note::NOT_READ).await
}

/// The same, saying why nothing is known of it yet.
async fn expected(
    tx: &mut Tx,
    app: &App,
    url: &str,
    (title, retailer): (String, String),
    at_first: Instant,
    why: &str,
) -> Result<ListingId, StoreError> {
    if let Some(known) = note::at(tx, url, None, "").await?.first() {
        sweep::wanted(tx, known.id).await?;
        return Ok(known.id);
    }
    let seen = Seen {
        url: url.to_owned(),
        retailer,
        title,
        brand: None,
        gtin: None,
        model: None,
        category: None,
        picture: None,
        price: None,
        list_price: None,
        availability: Availability::Unknown,
        known: Known::default(),
        besides: Besides::default(),
    };
    let product = note::add_product(tx, app, &Described::from(&seen), None).await?;
    let waits = note::fresh(app, product, seen, tx.now());
    let listing = Listing { failure: Some(why.to_owned()), next_at: Some(at_first), ..waits };
    if note::insert(tx, &listing).await? {
        return Ok(listing.id);
    }
    execute!(tx, sql::DROP_PRODUCT, product.uuid())?;
    Ok(note::at(tx, url, None, "").await?.first().map_or(listing.id, |known| known.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_down_without_what_follows_people() {
        let plain = |url: &str, own: Option<&str>| plain_address(&Url::parse(url).unwrap(), own);
        assert_eq!(
            plain("https://a.example/p?id=3&utm_source=x&gclid=y#top", None),
            "https://a.example/p?id=3"
        );
        assert_eq!(plain("https://a.example/p?utm_source=x", None), "https://a.example/p");
        assert_eq!(
            plain("https://a.example/p?x=1", Some("https://a.example/drill")),
            "https://a.example/drill"
        );
        assert_eq!(plain("https://a.example/p", Some("https://other.example/drill")), "https://a.example/p");
        assert_eq!(plain("https://a.example/p?id=3", Some("https://a.example/")), "https://a.example/p?id=3");
        assert_eq!(plain("https://me:secret@a.example/p", None), "https://a.example/p");
        assert_eq!(plain("https://a.example/a%20b?q=%C3%A9", None), "https://a.example/a%20b?q=%C3%A9");
    }

    #[test]
    fn an_address_calls_its_thing_by_words_or_by_its_host() {
        assert_eq!(
            named_by("https://www.shop.example/p/perceuse-sans-fil-x200.html?id=3"),
            "perceuse sans fil"
        );
        assert_eq!(named_by("https://www.shop.example/dp/B0123"), "shop.example");
    }
}
