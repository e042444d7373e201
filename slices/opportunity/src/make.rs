//! News is made: it waits from then on until it may be told.

use domain::ids::Id;
use domain::{Instant, Money, OpportunityId, Outcome, Wish};
use kit::App;
use product::{Listing, Point};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};

use crate::closed::Closed;
use crate::decide;
use crate::model::{Opportunity, State, kind};
use crate::rows::{self, Row, write_reasons};
use crate::sql;

/// Makes what a listing's newest step is to a wish, if it is news; gives it as it waits.
pub(crate) async fn make(
    tx: &mut Tx,
    app: &App,
    wish: &Wish,
    listing: &Listing,
    history: &[Point],
) -> Result<Option<Opportunity>, StoreError> {
    let (now, about) = (tx.now(), listing.id.uuid());
    let before =
        fetch_all!(tx, sql::BEFORE, (String, Option<i64>, Option<String>, i64), wish.id.uuid(), about)?;
    let before: Vec<_> = before.into_iter().map(rows::before).collect();
    let Some(made) = decide::made(wish, listing, history, &before, now) else { return Ok(None) };
    // Before anything is outdated: what is not heard replaces nothing that is.
    if !wish::detail(tx, wish.id).await?.hears.has(kind(made.cause.name())) {
        return Ok(None);
    }
    // All sellers of the wish are looked at: what another has for as little is no news here.
    if had_elsewhere(tx, wish, listing).await? {
        return Ok(None);
    }
    execute!(tx, sql::OUTDATE, wish.id.uuid(), about)?;
    let news = Opportunity {
        cause: made.cause.name().to_owned(),
        reasons: made.reasons,
        ..of_listing(app, wish, listing, now)
    };
    insert(tx, &news, &made.cause.level()).await
}

/// Whether another seller of a wish has its thing for no more than this one.
async fn had_elsewhere(tx: &mut Tx, wish: &Wish, listing: &Listing) -> Result<bool, StoreError> {
    let others: Vec<Listing> = wish::listings(tx, wish).await?;
    let others: Vec<Listing> = others.into_iter().filter(|other| other.id != listing.id).collect();
    if others.is_empty() {
        return Ok(false);
    }
    let closed = Closed::by(tx, wish.member).await?;
    let open = |other: &&Listing| !closed.has_site(&site(&other.url)) && !closed.has_page(wish.id, other.id);
    Ok(others.iter().filter(open).any(|other| decide::as_good(other, listing)))
}

/// News of a wish and a listing, without its cause.
pub(crate) fn of_listing(app: &App, wish: &Wish, listing: &Listing, now: Instant) -> Opportunity {
    Opportunity {
        id: app.id(),
        number: None,
        member: wish.member,
        wish: wish.id,
        about: listing.id.uuid(),
        cause: String::new(),
        title: listing.title.clone(),
        retailer: listing.retailer.clone(),
        site: site(&listing.url),
        url: listing.url.clone(),
        price: listing.price,
        reasons: Vec::new(),
        read_at: listing.read_at,
        made_at: now,
        told_at: None,
        state: State::Waiting,
        outcome: Outcome::Made,
    }
}

/// Keeps news as it waits; what was made before at the same level is not made twice. What was forgotten and is news again keeps its id.
pub(crate) async fn insert(
    tx: &mut Tx,
    news: &Opportunity,
    level: &str,
) -> Result<Option<Opportunity>, StoreError> {
    let id: OpportunityId = news.id;
    let added = execute!(
        tx,
        sql::MAKE,
        id.uuid(),
        news.member.uuid(),
        news.wish.uuid(),
        news.about,
        &news.cause,
        level,
        &news.title,
        &news.retailer,
        &news.site,
        &news.url,
        news.price.map(|price| price.minor),
        news.price.map(code),
        write_reasons(&news.reasons),
        news.read_at.micros(),
        news.made_at.micros(),
    );
    match added {
        // Its member was erased meanwhile.
        Err(error) if error.is_orphan() => return Ok(None),
        other => other?,
    };
    let waits = fetch_optional!(tx, sql::WAITING_OF, Row, news.wish.uuid(), news.about)?;
    waits.map(Row::read).transpose()
}

pub(crate) fn code(money: Money) -> String {
    money.currency.code().to_owned()
}

/// The host of a page, without the `www.` that some write and some do not.
pub(crate) fn site(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_its_host() {
        for (url, host) in [
            ("https://www.Norda.example/x?y#z", "norda.example"),
            ("http://127.0.0.1:80/drill", "127.0.0.1:80"),
            ("https://norda.example?x", "norda.example"),
        ] {
            assert_eq!(site(url), host);
        }
    }
}
