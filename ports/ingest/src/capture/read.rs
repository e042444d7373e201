//! A page → what its retailer says of a product.

use std::sync::Arc;

use domain::{Availability, Currency, Instant, ListingId, MemberId};
use fetch::{Answered, Conditional, Fetched, Fetcher, Purpose, Refused};
use kit::{App, Page};
use pages::{Entry, Reading, Source};
use product::{Besides, Known, Seen, Told};
use url::Url;

use super::told;

/// Why nothing was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It could not be fetched.
    Refused(Refused),
    /// It names no product.
    Nothing,
    /// It lists several, and none is its own.
    Many,
}

/// What was seen on a page that somebody has read.
#[derive(Debug)]
pub(crate) enum Got {
    /// One thing.
    One(Box<Seen>),
    /// Several, none of which is the page's own.
    Many(Vec<Entry>),
}

impl Unread {
    /// The name under which the words for it stand.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Refused(refused) => refused.key(),
            Self::Nothing => "wish-read-nothing",
            Self::Many => "wish-read-many",
        }
    }

    /// Until when the site wants to be left alone, or is.
    pub(crate) fn until(&self) -> Option<Instant> {
        match self {
            Self::Refused(Refused::Wait { until } | Refused::Busy { until, .. }) => Some(*until),
            Self::Refused(Refused::Blocked { retry, .. }) => *retry,
            _ => None,
        }
    }

    /// Why, in the words of a page; where it passes by waiting, with about how long that is.
    pub(crate) fn said(&self, page: &Page) -> String {
        let why = page.t(self.key());
        match self {
            Self::Refused(Refused::Wait { until } | Refused::Busy { until, .. }) => {
                format!("{why} {}", wait(page, *until))
            }
            _ => why,
        }
    }
}

/// Minutes that are still told as such; beyond them the hour is.
const MINUTES: i64 = 90;

/// About how long something has to wait, in words.
pub(crate) fn wait(page: &Page, until: Instant) -> String {
    let minutes = (until.secs_since(page.now) + 59) / 60;
    if minutes > MINUTES {
        return page.t1("fetch-then", "when", page.words().on(until));
    }
    page.t1("fetch-minutes", "minutes", minutes.max(1))
}

/// Counts a page that a member has read, so that nobody sends this house about the web without end.
///
/// # Errors
/// `too-many-pages`.
pub(crate) async fn counted(app: &App, member: MemberId) -> kit::Result<()> {
    let mut tx = app.write().await?;
    product::count_page(&mut tx, member).await?;
    Ok(tx.commit().await?)
}

/// Has the picture of a listing fetched while its member looks at what was read.
pub(crate) fn picture_soon(app: &App, web: &Arc<Fetcher>, listing: ListingId) {
    let (app, web) = (app.clone(), web.clone());
    tokio::spawn(async move {
        if let Err(error) = crate::picture::soon(&app, &web, listing).await {
            tracing::error!(%error, "a picture could not be kept");
        }
    });
}

/// Fetches a page and reads it; `None` when it is as it was when `known` was told.
pub(crate) async fn fetched(
    app: &App,
    web: &Fetcher,
    address: &str,
    known: &Conditional,
) -> Result<Option<Seen>, Unread> {
    got(app, web, address, known, of).await
}

/// Fetches a page that somebody wants read, and says so when it lists things.
pub(crate) async fn looked_at(app: &App, web: &Fetcher, address: &str) -> Result<Option<Got>, Unread> {
    got(app, web, address, &Conditional::default(), one_or_many).await
}

async fn got<T: Send + 'static>(
    app: &App,
    web: &Fetcher,
    address: &str,
    known: &Conditional,
    read: fn(&Fetched) -> Result<T, Unread>,
) -> Result<Option<T>, Unread> {
    match web.get(address, Purpose::Page, known, app.now()).await.map_err(Unread::Refused)? {
        Answered::NotModified { .. } => Ok(None),
        Answered::Fetched(page) => {
            // Pages of megabytes take tens of milliseconds to read, in which others must not wait.
            let read = tokio::task::spawn_blocking(move || read(&page)).await;
            read.unwrap_or(Err(Unread::Nothing)).map(Some)
        }
    }
}

fn source(page: &Fetched) -> Source<'_> {
    let content_type = Some(page.content_type.as_str()).filter(|kind| !kind.is_empty());
    Source { locale: page.language.as_deref(), ..Source::new(&page.body, content_type, &page.final_url) }
}

fn of(page: &Fetched) -> Result<Seen, Unread> {
    one(pages::read(&source(page)), page)
}

fn one_or_many(page: &Fetched) -> Result<Got, Unread> {
    let source = source(page);
    let reading = pages::read(&source);
    match many(&reading, &source) {
        Some(entries) => Ok(Got::Many(entries)),
        None => one(reading, page).map(|seen| Got::One(Box::new(seen))),
    }
}

/// What a page lists that has no thing of its own; one that lists nothing we can make out is read as before.
fn many(reading: &Reading, source: &Source<'_>) -> Option<Vec<Entry>> {
    reading.lists.then(|| pages::list(source)).filter(|entries| entries.len() > 1)
}

fn one(reading: Reading, page: &Fetched) -> Result<Seen, Unread> {
    let known = Known { etag: page.known.etag.clone(), last_modified: page.known.last_modified.clone() };
    let mut seen = seen(reading, &page.final_url, known)?;
    seen.besides.landed = Some(page.final_url.clone());
    Ok(seen)
}

/// Reads a page as a member's own browser has it.
pub(crate) fn shown(html: &str, address: &str) -> Result<Seen, Unread> {
    let source = Source::new(html.as_bytes(), Some("text/html; charset=utf-8"), address);
    let reading = pages::read(&source);
    if many(&reading, &source).is_some() {
        return Err(Unread::Many);
    }
    seen(reading, address, Known::default())
}

/// What a page says of one thing. Of one that lists several, nothing is taken but what it is called: whatever else was read is of the
/// first of them.
fn seen(reading: Reading, address: &str, known: Known) -> Result<Seen, Unread> {
    let lists = reading.lists;
    let mut seen = all_seen(reading, address, known)?;
    if lists {
        seen.besides.told = Told::default();
        seen = Seen {
            brand: None,
            gtin: None,
            model: None,
            picture: None,
            price: None,
            list_price: None,
            availability: Availability::Unknown,
            ..seen
        };
    }
    Ok(seen)
}

/// What a page is called; one that lists things is not called as the first of them.
fn title(reading: &Reading) -> Option<String> {
    let of_a_thing = |at: &str| ["JSON-LD", "microdata", "RDFa"].iter().any(|from| at.starts_with(from));
    let own = reading.title.candidates().iter().find(|one| reading.lists && !of_a_thing(&one.source));
    own.map(|one| one.value.clone()).or_else(|| reading.title.value().cloned())
}

fn all_seen(reading: Reading, address: &str, known: Known) -> Result<Seen, Unread> {
    let url = Url::parse(address).map_err(|_| Unread::Nothing)?;
    let title = title(&reading).ok_or(Unread::Nothing)?;
    let host = url.host_str().unwrap_or_default();
    let retailer = reading.retailer.value().cloned();
    let price = reading.price.value().copied();
    let crumbs = reading.category.value().map(|crumbs| crumbs.join(" ")).unwrap_or_default();
    let sort = |said: &str| wish::told::told(said, "", Currency::EUR).category;
    Ok(Seen {
        besides: Besides { told: told::of(&reading), of: told::kind(&reading), landed: None },
        url: product::plain_address(&url, reading.canonical.value().map(String::as_str)),
        retailer: retailer.unwrap_or_else(|| host.trim_start_matches("www.").to_owned()),
        brand: reading.brand.value().cloned(),
        gtin: reading.gtin.value().copied(),
        model: reading.mpn.value().cloned(),
        category: sort(&title).or_else(|| sort(&crumbs)),
        picture: reading.picture.value().cloned(),
        price,
        // Of two currencies one was misread.
        list_price: reading
            .list_price
            .value()
            .copied()
            .filter(|list| price.is_none_or(|price| price.currency == list.currency)),
        availability: told::availability(reading.available()),
        title,
        known,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_browser_has_is_read_with_its_category() {
        let html = r#"<html lang="fr"><title>Perceuse X200</title><script type="application/ld+json">
            {"@type":"Product","name":"Perceuse sans fil X200","brand":"Norda","offers":{"price":"79.90","priceCurrency":"EUR",
            "availability":"https://schema.org/OutOfStock"}}</script></html>"#;
        let read = shown(html, "https://www.shop.example/x200").unwrap();
        assert_eq!((read.title.as_str(), read.retailer.as_str()), ("Perceuse sans fil X200", "shop.example"));
        assert_eq!(read.price.map(|price| price.minor), Some(7_990));
        assert_eq!(read.availability, Availability::Out);
        assert_eq!(read.category.map(|category| category.path().to_owned()).as_deref(), Some("home/tools"));
        assert_eq!(shown("<p>nothing", "https://a.example/").err(), Some(Unread::Nothing));
    }
}
