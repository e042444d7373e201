//! The one box: `POST /me/wishes/read` takes an address, a code or words, and shows what it understood. `GET /me/wishes/new` shows
//! what a link hands over, and reads nothing.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use domain::gs1::{Gs1, Reading};
use domain::{Gtin, MemberId, WishId, barcode};
use fetch::{Conditional, Fetcher};
use kit::{Access, App, Form, Me, Page, Result, Routes, see_other};
use product::{Seen, Thing};
use store::{StoreError, Tx};
use url::Url;
use wish::Draft;

use super::read::{self, Got, Unread};
use super::{Web, naming};

/// Words and codes need no way out to the web.
async fn take(
    State(app): State<App>,
    Me(me): Me,
    web: Result<Web>,
    page: Page,
    form: Form,
) -> Result<Response> {
    let said = said(&form).to_owned();
    let address = wish::address_in(&said).or_else(|| wish::other_address(&said));
    let named = address.as_deref().unwrap_or(&said);
    if let Some(path) = own_path(&mut app.read().await?, &app, named).await? {
        return Ok(see_other(&path, ""));
    }
    // A code is no page, even where it is written as an address; a seller is always one.
    if let Some(gtin) = wish::code_in(&said).filter(|_| form.some("wish").is_none()) {
        let mut tx = app.read().await?;
        let draft = coded(&mut tx, &app, &page, gtin).await?.on(&form).hearing(&page, &said);
        return Ok(wish::ask(&mut tx, page, me.id, &draft, String::new()).await?);
    }
    // A link of GS1 or of this house that would name a product but for a check digit is shown to be put right.
    let seller = form.some("wish").is_some();
    let problem = if seller { String::new() } else { misread(&app, &page, &said) };
    let links = wish::addresses_in(&said);
    if links.len() > 1 && !seller && links.len() == said.split_whitespace().count() {
        return crate::import::links_there(&app, page, me.id, links, &form).await;
    }
    if let Some(address) = address.filter(|_| problem.is_empty()) {
        return read_at(&app, web, (page, me.id), &form, &address).await;
    }
    if let Some((gtin, words)) = wish::code_within(&said).filter(|_| !seller && form.some("gtin").is_none()) {
        let mut tx = app.read().await?;
        let draft = coded(&mut tx, &app, &page, gtin).await?.called(&page, &words).on(&form);
        return Ok(wish::ask(&mut tx, page, me.id, &draft, String::new()).await?);
    }
    // A field for an address that holds none: what else was typed is not taken for it.
    let none = if seller { Some("field-address") } else { None };
    let unread_at = form.on("unread") && problem.is_empty();
    if let Some(key) = none.or_else(|| unread_at.then_some("wish-unread-none")) {
        let why = Why { key, said: page.t(key), status: StatusCode::UNPROCESSABLE_ENTITY };
        return unread(&app, page, me.id, &form, why).await;
    }
    let mut tx = app.read().await?;
    let draft = Draft::told(&page, &said).on(&form);
    Ok(wish::ask(&mut tx, page, me.id, &draft, problem).await?)
}

/// What is said of what would be a barcode but for its check digit, in a link of this house too; nothing of all else.
fn misread(app: &App, page: &Page, said: &str) -> String {
    let mend = page.t("wish-misread-code");
    if barcode::is_misread(said) {
        return mend;
    }
    let code = own_address(app, said).and_then(|url| Some(url.path().strip_prefix("/01/")?.to_owned()));
    let wrong = code.is_some_and(|code| barcode::is_misread(code.split('/').next().unwrap_or_default()));
    if wrong { format!("{} {mend}", page.t("field-check-digit")) } else { String::new() }
}

/// Why a page is not read: the name of the words for it, the words, and what is answered with them.
struct Why {
    key: &'static str,
    said: String,
    status: StatusCode,
}

impl Why {
    fn of(page: &Page, why: &Unread) -> Self {
        Self { key: why.key(), said: why.said(page), status: StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// Why the page of an address is not even asked for, if it is not. What never can be read uses up nothing of what a member may have
/// read.
async fn held_back(
    app: &App,
    web: &Fetcher,
    (page, me): (&Page, MemberId),
    address: &str,
) -> Result<Option<Why>> {
    if own_address(app, address).is_some() {
        let key = "wish-read-own-page";
        let said = page.t(key);
        return Ok(Some(Why { key, said, status: StatusCode::UNPROCESSABLE_ENTITY }));
    }
    if let Err(refused) = web.may_get(address) {
        return Ok(Some(Why::of(page, &Unread::Refused(refused))));
    }
    match read::counted(app, me).await {
        Ok(()) => Ok(None),
        Err(refusal) if refusal.status() == StatusCode::TOO_MANY_REQUESTS => {
            let (said, status) = (refusal.detail(page.lang), refusal.status());
            Ok(Some(Why { key: "refusal-too-many-pages-detail", said, status }))
        }
        Err(refusal) => Err(refusal),
    }
}

/// What the page at an address is of, read and shown; where it is not, why.
async fn read_at(
    app: &App,
    web: Result<Web>,
    (page, me): (Page, MemberId),
    form: &Form,
    address: &str,
) -> Result<Response> {
    let Web(web) = web?;
    if let Some(why) = held_back(app, &web, (&page, me), address).await? {
        return unread(app, page, me, form, why).await;
    }
    let unseen = match looked_at(app, &web, form, address).await {
        Ok(Some(Got::One(seen))) => return ask(app, &web, page, me, form, *seen).await,
        Ok(Some(Got::Many(entries))) if form.some("wish").is_none() => {
            return crate::import::listed_there(app, page, me, entries, form).await;
        }
        Ok(Some(Got::Many(_))) => Unread::Many,
        Ok(None) => Unread::Nothing,
        Err(unseen) => unseen,
    };
    let why = Why::of(&page, &unseen);
    unread(app, page, me, form, why).await
}

/// An address, where it is one of this server; `None` for any other.
fn own_address(app: &App, address: &str) -> Option<Url> {
    let (ours, asked) = (Url::parse(&app.settings.base_url).ok()?, Url::parse(address.trim()).ok()?);
    (ours.origin() == asked.origin()).then_some(asked)
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
    let draft = Draft::of(&listing, &thing).on(form).hearing(&page, said(form));
    if let Some(wish) = form.some("wish") {
        return wish::seller_read(app, page, me, wish, (&listing, &draft)).await;
    }
    let mut tx = app.read().await?;
    Ok(wish::ask(&mut tx, page, me, &draft, String::new()).await?)
}

/// Reads a page; where its reader says that it is of one thing, it is not taken for a list.
async fn looked_at(app: &App, web: &Fetcher, form: &Form, address: &str) -> Result<Option<Got>, Unread> {
    if form.on("one") {
        let seen = read::fetched(app, web, address, &Conditional::default()).await?;
        return Ok(seen.map(|seen| Got::One(Box::new(seen))));
    }
    read::looked_at(app, web, address).await
}

/// Where a tag of this house leads, by its address or by what stands under it; and a code that is opened here. One in thirty words with
/// a digit looks like a tag's code, and so do short barcodes: only a tag that there is is meant.
async fn own_path(tx: &mut Tx, app: &App, said: &str) -> Result<Option<String>, StoreError> {
    if let Some(address) = own_address(app, said) {
        let path = address.path();
        let product = || {
            let read = Gs1::read(said.trim(), Reading { words: true }).ok();
            read.or_else(|| Gs1::compressed(said.trim(), true)).is_some_and(|read| read.gtin().is_some())
        };
        let known = path.strip_prefix("/t/").is_some_and(|code| resolver::tag_code(code).is_some())
            || path.strip_prefix("/01/").is_some_and(|code| barcode::product(code).is_some())
            || product();
        // `//other.example/…` would lead to another house.
        return Ok(known.then(|| path.to_owned()).filter(|path| !path.starts_with("//")));
    }
    resolver::tag_path(tx, said).await
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
    let fields = if open { &["url", "what", "text", "title"][..] } else { &[] };
    let shared: Vec<&str> = fields.iter().filter_map(|name| query.some(name)).collect();
    let typed = query.get("gtin");
    let code = barcode::scanned(typed).filter(|_| open);
    // Where a code or a link is typed, and nothing else is said.
    let alone = query.on("gtin") && code.is_none() && open && shared.is_empty();
    // What a camera read from a packet may be compressed; among addresses that are pasted it would be a guess.
    let seen = || query.some("scanned").and(query.some("url")).filter(|_| open).and_then(barcode::scanned);
    if let Some(gtin) = code.or_else(|| shared.into_iter().find_map(wish::code_in)).or_else(seen) {
        let draft = coded(&mut tx, &app, &page, gtin).await?;
        return Ok(wish::ask(&mut tx, page, me.id, &draft, String::new()).await?);
    }
    // What is typed where digits are is seen again, whatever it is.
    let misread = query.some("gtin").map(|typed| (typed, misread(&app, &page, typed)));
    if let Some((typed, problem)) = misread.filter(|(_, problem)| !problem.is_empty()) {
        let draft = Draft::told(&page, typed);
        return Ok(wish::ask(&mut tx, page, me.id, &draft, problem).await?);
    }
    if alone && wish::address_in(typed).is_none() {
        return Ok(wish::not_a_code(&app, page, typed));
    }
    let linked = alone.then(|| ("url".to_owned(), typed.to_owned()));
    let query = query.clone().with(linked.into_iter().collect());
    let ours = headers.get("sec-fetch-site").is_some_and(|site| site == "none" || site == "same-origin");
    wish::open(&mut tx, page, me.id, &query, ours).await
}

/// A product by its barcode, called as the cheapest shop that has it here calls it.
async fn coded(tx: &mut Tx, app: &App, page: &Page, gtin: Gtin) -> Result<Draft, StoreError> {
    Ok(Draft::coded(page, gtin, called(tx, app, gtin).await?))
}

/// What the cheapest shop that has a product here calls it, if any has it.
async fn called(tx: &mut Tx, app: &App, gtin: Gtin) -> Result<Option<String>, StoreError> {
    let here = offer::with_gtin(tx, gtin, app.now(), 1).await?;
    Ok(here.into_iter().next().map(|offer| offer.title))
}

/// What was typed into the one box, or for the address of a page that could not be read.
fn said(form: &Form) -> &str {
    if form.on("unread") {
        return form.get("what");
    }
    form.some("what").unwrap_or_else(|| form.get("title"))
}

/// The words that were typed beside an address, and the other addresses there.
fn beside_address(typed: &str) -> (String, String) {
    let is_word = |word: &&str| wish::address_in(word).or_else(|| wish::other_address(word)).is_none();
    let words: Vec<&str> = typed.split_whitespace().filter(is_word).collect();
    let others = wish::addresses_in(typed).into_iter().skip(1).collect::<Vec<_>>();
    (words.join(" "), others.join("\n"))
}

/// What could not be read can be told in words: what was said beside the address is kept. A seller of a wish cannot be told in words.
async fn unread(app: &App, page: Page, me: MemberId, form: &Form, why: Why) -> Result<Response> {
    let typed = said(form);
    let Why { key, said, status } = why;
    if let Some(wish) = form.some("wish") {
        return wish::not_a_seller(app, page, me, wish, (typed, said, status)).await;
    }
    let mut tx = app.read().await?;
    let address = wish::address_in(typed).or_else(|| wish::other_address(typed));
    // What stands in the field and is none is put right where it stands.
    let address = address.unwrap_or_else(|| form.get("what").to_owned());
    // It may have been meant for a code after all.
    let wrong = if barcode::is_misread_link(&address) { page.t("field-check-digit") } else { String::new() };
    let said = format!("{said} {wrong}").trim_end().to_owned();
    let named = match linked(&address) {
        Some(gtin) => Some((gtin, called(&mut tx, app, gtin).await?)),
        None => None,
    };
    let why = wish::Unread { address, key, said, status, named };
    if form.on("unread") {
        return Ok(wish::unread_again(&mut tx, page, me, form, why).await?);
    }
    let (mut words, others) = beside_address(typed);
    if words.is_empty() && form.some("what").is_some() {
        form.get("title").clone_into(&mut words);
    }
    let draft = Draft::told(&page, &words).on(form).noted(&others);
    Ok(wish::unread(&mut tx, page, me, draft, why).await?)
}

/// The product that a Digital Link names, under whatever path of a shop it stands: where its page cannot be read, that is known.
fn linked(address: &str) -> Option<Gtin> {
    Gs1::read(address, Reading { words: true }).ok()?.gtin()
}

/// Where one comes back to the one box without what was sent to it, by a link or by the address: to the form, with what the address
/// says. Nothing is read.
async fn back(uri: Uri) -> Response {
    let query = uri.query().unwrap_or_default();
    let wish = Form::parse(query.to_owned()).some("wish").and_then(|id| id.parse::<WishId>().ok());
    match wish {
        Some(wish) => see_other(&format!("/me/wishes/{wish}"), ""),
        None if query.is_empty() => see_other("/me/wishes/new", ""),
        None => see_other(&format!("/me/wishes/new?{query}"), ""),
    }
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/wishes/new", get(show))
        .page(Access::Member, Method::GET, "/me/wishes/read", get(back))
        .page(Access::Member, Method::POST, "/me/wishes/read", post(take))
}
