//! The wish of a form is added, once: with the size that was chosen and what was put right, unless its very page is wished from already.

use axum::http::StatusCode;
use domain::{MemberId, WishId};
use kit::{App, Caller, Form, Once, Refusal, Result};
use serde::{Deserialize, Serialize};
use store::Tx;

use crate::model::{Detail, NewWish};
use crate::own_word::{self, OwnWord};
use crate::{actions, detail, seller, unread};

/// Seconds after which a page that could not be read is tried again.
const AGAIN_S: i64 = 3_600;

/// What a form says of the page it is from: which size or colour, and what was misread there. What was filled in from the page and left
/// as it was follows: the barcode is that of the size.
async fn of_page(
    tx: &mut Tx,
    app: &App,
    me: MemberId,
    form: &Form,
    new: &mut NewWish,
    beside: &mut Detail,
) -> Result<Option<OwnWord>> {
    let Some(listing) = beside.listing else { return Ok(None) };
    // One that is not theirs to see is refused where it is written.
    let Some(mut listing) = product::listing(tx, listing, me).await? else { return Ok(None) };
    if form.on("variant") {
        let key = form.get("variant");
        let told = product::told(tx, listing.id).await?;
        let before = told.thing(listing.variant.as_ref()).and_then(|thing| thing.gtin);
        let chosen = product::choose(tx, app, &listing, key).await?;
        listing = chosen.ok_or_else(|| Refusal::invalid("variant", "choice"))?;
        let now = told.thing(listing.variant.as_ref()).and_then(|thing| thing.gtin);
        if new.subject.gtin == before {
            new.subject.gtin = now.or(new.subject.gtin);
        }
        beside.listing = Some(listing.id);
    }
    Ok(Some(own_word::in_form(form, &listing, tx.now())?))
}

/// What is remembered of a form that added a wish: nothing but which.
#[derive(Serialize, Deserialize)]
struct Added {
    id: String,
}

/// Adds the wish of a form, once; gives the one that has its very page for a seller already instead, unless another is insisted on.
pub(crate) async fn save(
    app: &App,
    me: MemberId,
    caller: &Caller,
    form: &Form,
    new: (NewWish, Detail),
) -> Result<Option<WishId>> {
    let mut there: Option<WishId> = None;
    let once = Once::form(new, caller, "/me/wishes/new", form.get("once"), form.raw());
    let act = async |tx: &mut Tx, (mut new, mut beside): (NewWish, Detail)| {
        let word = of_page(tx, app, me, form, &mut new, &mut beside).await?;
        // A page that could not be read goes along, and is tried again.
        if let Some((address, why)) = unread::along(form).filter(|_| beside.listing.is_none()) {
            let tried = form.some("unread").is_some();
            let at = tx.now().plus_secs(if tried { AGAIN_S } else { 0 });
            let why = why.unwrap_or(product::NOT_READ);
            beside.listing = product::expect_unread(tx, app, &address, at, why).await?;
        }
        if let Some(listing) = beside.listing.filter(|_| !form.on("another"))
            && let Some(wish) = seller::wished_already(tx, me, listing).await?
        {
            there = Some(wish.id);
            return Ok((StatusCode::OK, Added { id: wish.id.to_string() }));
        }
        let wish = actions::add(tx, app, me, new).await?;
        detail::set_detail(tx, me, wish.id, &beside).await?;
        if let Some(word) = word {
            own_word::say(tx, wish.id, &word).await?;
        }
        Ok((StatusCode::CREATED, Added { id: wish.id.to_string() }))
    };
    let answer = once.run(app, act).await?;
    if there.is_none() && answer.status() == StatusCode::OK {
        // Sent twice, it was not added the first time either: it is there, and what was typed is shown again.
        let told: Option<Added> = kit::once::done(&mut app.read().await?, me, form.get("once")).await?;
        there = told.and_then(|told| told.id.parse().ok());
    }
    Ok(there)
}
