//! The one box: `POST /me/wishes/read` takes an address, a code or words, and shows what it understood. `GET /me/wishes/new` shows
//! what a link hands over, and reads nothing.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use domain::gs1::{Gs1, Reading};
use domain::{Gtin, MemberId, barcode};
use fetch::{Conditional, Fetcher};
use kit::{Access, App, Form, Me, Page, Result, Routes, see_other};
use product::{Seen, Thing};
use store::{StoreError, Tx};
use wish::Draft;

use super::read::Got;
use super::{Web, naming, read};

/// Words and codes need no way out to the web.
async fn take(
    State(app): State<App>,
    Me(me): Me,
    web: Result<Web>,
    page: Page,
    form: Form,
) -> Result<Response> {
    let said = said(&form).to_owned();
    if let Some(path) = own_path(&mut app.read().await?, &app, &said).await? {
        return Ok(see_other(&path, ""));
    }
    // A code is no page, even where it is written as an address; a seller is always one.
    if let Some(gtin) = wish::code_in(&said).filter(|_| form.some("wish").is_none()) {
        let mut tx = app.read().await?;
        let draft = coded(&mut tx, &app, &page, gtin).await?.on(&form);
        return Ok(wish::ask(&mut tx, page, me.id, &draft, String::new()).await?);
    }
    if let Some(address) = wish::address_in(&said) {
        return read_there(&app, web, page, me.id, &form, &address).await;
    }
    if form.some("wish").is_some() {
        let why = page.t("field-address");
        return unread(&app, page, me.id, &form, why).await;
    }
    let mut tx = app.read().await?;
    let draft = Draft::told(&page, &said).on(&form);
    Ok(wish::ask(&mut tx, page, me.id, &draft, String::new()).await?)
}

/// Reads the page at an address and shows what it is, or why it could not be read.
async fn read_there(
    app: &App,
    web: Result<Web>,
    page: Page,
    me: MemberId,
    form: &Form,
    address: &str,
) -> Result<Response> {
    if let Err(refusal) = read::counted(app, me).await {
        if refusal.status() != StatusCode::TOO_MANY_REQUESTS {
            return Err(refusal);
        }
        let why = refusal.detail(page.lang);
        let mut response = unread(app, page, me, form, why).await?;
        *response.status_mut() = refusal.status();
        return Ok(response);
    }
    let Web(web) = web?;
    let why = match looked_at(app, &web, form, address).await {
        Ok(Some(Got::One(seen))) => return ask(app, &web, page, me, form, *seen).await,
        Ok(Some(Got::Many(entries))) if form.some("wish").is_none() => {
            return crate::import::listed_there(app, page, me, entries, form).await;
        }
        Ok(Some(Got::Many(_))) => "wish-read-many",
        Ok(None) => "wish-read-nothing",
        Err(why) => why.key(),
    };
    let why = page.t(why);
    unread(app, page, me, form, why).await
}

/// Notes what was seen on a page, and asks whether this is it.
async fn ask(
    app: &App,
    web: &Arc<Fetcher>,
    page: Page,
    me: MemberId,
    form: &Form,
    seen: Seen,
) -> Result<Response> {
    let mut tx = app.write().await?;
    let thing = Thing::from(&seen);
    let listing = product::note(&mut tx, app, seen, None).await?;
    tx.commit().await?;
    naming::name(app, &listing).await;
    read::picture_soon(app, web, listing.id);
    let draft = Draft::of(&listing, &thing).on(form);
    if let Some(wish) = form.some("wish") {
        return wish::seller_read(app, page, me, wish, (&listing, &draft)).await;
    }
    let mut tx = app.read().await?;
    Ok(wish::ask(&mut tx, page, me, &draft, String::new()).await?)
}

/// Reads a page; where its reader says that it is of one thing, it is not taken for a list.
async fn looked_at(
    app: &App,
    web: &Fetcher,
    form: &Form,
    address: &str,
) -> Result<Option<Got>, read::Unread> {
    if form.on("one") {
        let seen = read::fetched(app, web, address, &Conditional::default()).await?;
        return Ok(seen.map(|seen| Got::One(Box::new(seen))));
    }
    read::looked_at(app, web, address).await
}

/// Where a tag of this house leads, by its address or by what stands under it; and a code that is opened here. One in thirty words with
/// a digit looks like a tag's code, and so do short barcodes: only a tag that there is is meant.
async fn own_path(tx: &mut Tx, app: &App, said: &str) -> Result<Option<String>, StoreError> {
    if let Some(address) = said.trim().strip_prefix(&app.settings.base_url) {
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let product = || {
            let read = Gs1::read(said.trim(), Reading { words: true }).ok();
            read.or_else(|| Gs1::compressed(said.trim(), true)).is_some_and(|read| read.gtin().is_some())
        };
        let known = path.strip_prefix("/t/").is_some_and(|code| resolver::tag_code(code).is_some())
            || path.strip_prefix("/01/").is_some_and(|code| barcode::product(code).is_some())
            || product();
        return Ok(known.then(|| path.to_owned()));
    }
    match resolver::tag_code(said).filter(|_| barcode::product(said).is_none()) {
        Some(code) => Ok(resolver::has_tag(tx, &code).await?.then(|| format!("/t/{code}"))),
        None => Ok(None),
    }
}

async fn show(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response> {
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    // Without script, what stands under a tag or in its link is typed where digits are.
    let mut tx = app.read().await?;
    if let Some(typed) = query.some("gtin")
        && let Some(path) = own_path(&mut tx, &app, typed).await?
    {
        return Ok(see_other(&path, ""));
    }
    // Phones share an address in whichever field they like, and what it says may be a code.
    let open = query.some("listing").is_none();
    let mut shared =
        ["url", "text", "title"].into_iter().filter_map(|name| query.some(name)).filter(|_| open);
    let code = query.some("gtin").and_then(barcode::scanned);
    // What a camera read from a packet may be compressed; among addresses that are pasted it would be a guess.
    let seen = || query.some("scanned").and(query.some("url")).filter(|_| open).and_then(barcode::scanned);
    if let Some(gtin) = code.or_else(|| shared.find_map(wish::code_in)).or_else(seen) {
        let draft = coded(&mut tx, &app, &page, gtin).await?;
        return Ok(wish::ask(&mut tx, page, me.id, &draft, String::new()).await?);
    }
    let ours = headers.get("sec-fetch-site").is_some_and(|site| site == "none" || site == "same-origin");
    wish::open(&mut tx, page, me.id, &query, ours).await
}

/// A product by its barcode, called as the cheapest shop that has it here calls it.
async fn coded(tx: &mut Tx, app: &App, page: &Page, gtin: Gtin) -> Result<Draft, StoreError> {
    let here = offer::with_gtin(tx, gtin, app.now(), 1).await?;
    Ok(Draft::coded(page, gtin, here.into_iter().next().map(|offer| offer.title)))
}

/// What was typed into the one box.
fn said(form: &Form) -> &str {
    form.some("what").unwrap_or_else(|| form.get("title"))
}

/// What could not be read can be told in words: what was said beside the address is kept. A seller of a wish cannot be told in words.
async fn unread(app: &App, page: Page, me: MemberId, form: &Form, why: String) -> Result<Response> {
    let said = said(form);
    if let Some(wish) = form.some("wish") {
        return wish::not_a_seller(app, page, me, wish, (said, why, StatusCode::UNPROCESSABLE_ENTITY)).await;
    }
    let mut tx = app.read().await?;
    let words = said.split_whitespace().filter(|word| wish::address_in(word).is_none());
    let mut words = words.collect::<Vec<_>>().join(" ");
    if words.is_empty() && form.some("what").is_some() {
        form.get("title").clone_into(&mut words);
    }
    let draft = Draft::told(&page, &words).on(form);
    let address = wish::address_in(said).unwrap_or_default();
    Ok(wish::unread(&mut tx, page, me, draft, (address, why)).await?)
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me/wishes/new", get(show)).page(
        Access::Member,
        Method::POST,
        "/me/wishes/read",
        post(take),
    )
}
