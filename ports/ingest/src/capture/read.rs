//! A page → what its retailer says of a product.

use std::sync::Arc;

use domain::{Currency, Instant, ListingId, MemberId};
use fetch::{Answered, Conditional, Fetched, Fetcher, Purpose, Refused};
use kit::{App, Page};
use pages::{Reading, Source};
use product::{Besides, Known, Seen};
use url::Url;

use super::told;

/// Why nothing was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unread {
    /// It could not be fetched.
    Refused(Refused),
    /// It names no product.
    Nothing,
}

impl Unread {
    /// The name under which the words for it stand.
    pub(crate) fn key(&self) -> &'static str {
        match self {
            Self::Refused(refused) => refused.key(),
            Self::Nothing => "wish-read-nothing",
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
    match web.get(address, Purpose::Page, known, app.now()).await.map_err(Unread::Refused)? {
        Answered::NotModified { .. } => Ok(None),
        Answered::Fetched(page) => {
            // Pages of megabytes take tens of milliseconds to read, in which others must not wait.
            let read = tokio::task::spawn_blocking(move || of(&page)).await;
            read.unwrap_or(Err(Unread::Nothing)).map(Some)
        }
    }
}

fn of(page: &Fetched) -> Result<Seen, Unread> {
    let content_type = Some(page.content_type.as_str()).filter(|kind| !kind.is_empty());
    let known = Known { etag: page.known.etag.clone(), last_modified: page.known.last_modified.clone() };
    let source =
        Source { locale: page.language.as_deref(), ..Source::new(&page.body, content_type, &page.final_url) };
    let mut seen = seen(pages::read(&source), &page.final_url, known)?;
    seen.besides.landed = Some(page.final_url.clone());
    Ok(seen)
}

/// Reads a page as a member's own browser has it.
pub(crate) fn shown(html: &str, address: &str) -> Result<Seen, Unread> {
    let source = Source::new(html.as_bytes(), Some("text/html; charset=utf-8"), address);
    seen(pages::read(&source), address, Known::default())
}

fn seen(reading: Reading, address: &str, known: Known) -> Result<Seen, Unread> {
    let url = Url::parse(address).map_err(|_| Unread::Nothing)?;
    let title = reading.title.value().cloned().ok_or(Unread::Nothing)?;
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
    use domain::Availability;

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
