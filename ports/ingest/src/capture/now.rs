//! "Read it now": a member has the page of a seller of their wish read again, as politely as this house reads by itself.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use domain::{ListingId, MemberId, WishId};
use fetch::{Conditional, Fetcher, Refused};
use kit::{Access, App, Form, Me, Page, Result, Routes, see_other, wire};
use product::{Again, Listing};

use super::read::{self, Unread};
use super::reread::failed;
use super::{Web, naming};

/// Seconds for which a page that was just read is left alone.
const REST_S: i64 = 600;

/// Why it was not read, in words, and what is answered with them.
type NotNow = (String, StatusCode);

/// Reads a page again. What is wrong with it is told and, where the page was fine so far, noted: what it says is not as of now. A failure
/// that is known is not counted again, so that nobody's pressing puts off its next turn.
async fn again(
    app: &App,
    web: &Arc<Fetcher>,
    (page, me): (&Page, MemberId),
    listing: Listing,
) -> Result<Option<NotNow>> {
    let rested = listing.read_at.plus_secs(REST_S);
    if listing.failure.is_none() && page.now < rested {
        let why = format!("{} {}", page.t("wish-read-lately"), read::wait(page, rested));
        return Ok(Some((why, StatusCode::TOO_MANY_REQUESTS)));
    }
    let unread = |why: &Unread| Some((why.said(page), StatusCode::UNPROCESSABLE_ENTITY));
    if let Err(refused) = web.may_get(&listing.url) {
        return Ok(unread(&Unread::Refused(refused)));
    }
    if let Err(refusal) = read::counted(app, me).await {
        if refusal.status() != StatusCode::TOO_MANY_REQUESTS {
            return Err(refusal);
        }
        return Ok(Some((refusal.detail(page.lang), refusal.status())));
    }
    let known =
        Conditional { etag: listing.known.etag.clone(), last_modified: listing.known.last_modified.clone() };
    let seen = match read::fetched(app, web, &listing.url, &known).await {
        Ok(Some(seen)) => Again::Seen(Box::new(seen)),
        Ok(None) => Again::Same,
        // Our own politeness is no failure of the page.
        Err(why @ Unread::Refused(Refused::Wait { .. })) => return Ok(unread(&why)),
        Err(why) => {
            if listing.failure.is_none() {
                let mut tx = app.write().await?;
                product::reread(&mut tx, app, listing, failed(&why)).await?;
                tx.commit().await?;
            }
            return Ok(unread(&why));
        }
    };
    let mut tx = app.write().await?;
    let (listing, _) = product::reread(&mut tx, app, listing, seen).await?;
    tx.commit().await?;
    if listing.failure.is_none() {
        naming::name(app, &listing).await;
    }
    read::picture_soon(app, web, listing.id);
    Ok(None)
}

async fn read_now(
    State(app): State<App>,
    Me(me): Me,
    web: Result<Web>,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let wish: WishId = wire::path_id(&id)?;
    let listing: ListingId = wire::path_id(form.get("listing"))?;
    let sold = wish::sold_at(&mut app.read().await?, me.id, wish, listing).await?;
    let Web(web) = web?;
    match again(&app, &web, (&page, me.id), sold).await? {
        None => Ok(see_other(&format!("/me/wishes/{wish}"), "said-seller-read")),
        Some((why, status)) => wish::not_read_now(&app, page, me.id, (wish, listing), (&why, status)).await,
    }
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/me/wishes/{id}/read", post(read_now))
}
