//! The page on which a wish is looked at before it is saved, whatever it came from: words, a page, a code.
//!
//! To look at it creates nothing; only its form does, once. What is wrong comes back with everything still filled in.

use askama::Template;
use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use domain::{Kind, MemberId, Subject, barcode, limits, text};
use kit::page::html_with;
use kit::{Access, App, Caller, Fields, Form, Me, Once, Page, Refusal, Result, Routes, see_other, wire};
use serde::Serialize;
use store::{StoreError, Tx};

use crate::choices::{Choices, list_in};
use crate::draft::{Draft, own_thing, subject};
use crate::model::{Detail, NewWish};
use crate::own_word::{self, OwnWord};
use crate::reading::Reading;
use crate::sellers::{Beside, Seller, seller};
use crate::{actions, detail, form, list, view};

#[derive(Template)]
#[template(path = "new.html")]
struct NewPage {
    page: Page,
    fields: Fields,
    choices: Choices,
    /// The page it is wished from.
    seller: Option<Seller>,
    /// An address that was handed over and not read yet.
    address: String,
    /// Whether its form may send itself.
    at_once: bool,
    /// What was read of it, to be chosen from and corrected.
    reading: Option<Reading>,
}

/// Asks a member whether this is it; `problem` says what kept it from being read, and is empty when nothing did.
///
/// # Errors
/// When the database fails.
pub async fn ask(
    tx: &mut Tx,
    page: Page,
    me: MemberId,
    draft: &Draft,
    problem: String,
) -> Result<Response, StoreError> {
    let status = if problem.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut fields = draft.fields(page.lang);
    fields.problem = problem;
    shown(tx, page, me, Shown { fields, status, address: String::new(), at_once: false }).await
}

/// What the page shows.
struct Shown {
    fields: Fields,
    status: StatusCode,
    address: String,
    at_once: bool,
}

async fn shown(tx: &mut Tx, mut page: Page, me: MemberId, shown: Shown) -> Result<Response, StoreError> {
    let Shown { fields, status, address, at_once } = shown;
    page.path = "/me/wishes".to_owned();
    let listing = match fields.value("listing").parse() {
        Ok(id) => product::listing(tx, id, me).await?,
        Err(_) => None,
    };
    let (mut seen, mut reading) = (None, None);
    if let Some(listing) = listing {
        // Whether its picture is here already would tell that somebody here had this page read (design, never 2).
        let known = detail::may_know(tx, me, listing.id).await?;
        let picture = if known { product::picture(tx, listing.id, Some(me)).await? } else { None };
        let told = product::told(tx, listing.id).await?;
        reading = Some(Reading::asked(&page, &listing, &told, &fields));
        seen = Some(seller(&page, &listing, &[], picture, &Beside { told: &told, word: None, became: None }));
    }
    let choices = Choices::of(&page, &fields, &[], &list::lists_of(tx, me).await?);
    Ok(html_with(status, &NewPage { page, fields, choices, seller: seen, address, at_once, reading }))
}

/// Shows what is handed over by a link: a listing, an address to be read, or words. Nothing is read or kept. An address that was
/// shared, or comes from a page of ours, is read `at_once`: one gesture is enough. Where another site led here, its reader decides.
///
/// # Errors
/// `not-found` for a listing they may not see.
pub async fn open(tx: &mut Tx, page: Page, me: MemberId, query: &Form, at_once: bool) -> Result<Response> {
    if let Some(id) = query.some("listing") {
        let listing = product::listing(tx, wire::id(id, "listing")?, me).await?;
        let listing = listing.ok_or_else(|| Refusal::new("not-found"))?;
        let draft = Draft::of(&listing, &own_thing(tx, &listing, me).await?);
        return Ok(ask(tx, page, me, &draft, String::new()).await?);
    }
    // Phones share an address in whichever field they like.
    let mut shared = ["url", "text", "title"].into_iter().filter_map(|name| query.some(name));
    if let Some(address) = shared.find_map(address_in) {
        let fields = Draft { title: query.get("title").to_owned(), ..Draft::default() }.fields(page.lang);
        let asked = Shown { fields, status: StatusCode::OK, address, at_once };
        return Ok(shown(tx, page, me, asked).await?);
    }
    let said = ["title", "text"].into_iter().find_map(|name| query.some(name));
    let draft = said.map(|said| Draft::told(&page, said)).unwrap_or_default();
    Ok(ask(tx, page, me, &draft, String::new()).await?)
}

/// The first web address in a text.
#[must_use]
pub fn address_in(text: &str) -> Option<String> {
    let web = |word: &&str| {
        let lower = word.to_ascii_lowercase();
        lower.starts_with("https://") || lower.starts_with("http://")
    };
    text.split_whitespace().find(web).filter(|word| word.len() <= limits::URL_BYTES).map(str::to_owned)
}

/// Whether more was typed into the one box than plain words, and nothing beside it: then it is looked at before it is saved.
pub(crate) fn is_more(page: &Page, form: &Form) -> bool {
    let beside =
        ["category", "gtin", "top_price", "until", "place"].iter().any(|name| form.some(name).is_some());
    let said = form.get("title");
    let draft = Draft::told(page, said);
    let told = draft.top_price.is_some() || !draft.until.is_empty();
    !beside && (told || address_in(said).is_some() || barcode::product(said).is_some())
}

/// Reads the form: the wish, and what stands beside it.
fn read(form: &Form, page: &Page) -> Result<(NewWish, Detail)> {
    let mut new = form::new(form, page.zone())?;
    let words = form.some("words").map(text::words).unwrap_or_default();
    // The brand is not typed but comes along from a page that was read.
    let brand = form.some("brand").map(|brand| text::fold(&brand.replace(char::is_control, " ")));
    new.subject = subject(&new.title, Subject { kind: Kind::Product, words, brand, ..new.subject });
    let listing = form.some("listing").map(|id| wire::id(id, "listing")).transpose()?;
    let came_from = form.some("from").and_then(|name| name.parse().ok()).unwrap_or_default();
    let note = form.get("note").to_owned();
    Ok((new, Detail { came_from, listing, note, list: list_in(form)?, ..Detail::default() }))
}

/// What a form says of the page it is from: which size or colour, and what was misread there. What was filled in from the page and left
/// as it was follows: the barcode is that of the size, the top price that of the size, or the one that was put right.
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
    let filled_in = new.top_price.is_some() && new.top_price == listing.price;
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
    let word = own_word::in_form(form, &listing, tx.now())?;
    if filled_in {
        new.top_price = word.price.or(listing.price).or(new.top_price);
    }
    Ok(Some(word))
}

/// What is remembered of a form that added a wish: nothing but which.
#[derive(Serialize)]
struct Added {
    id: String,
}

async fn add(State(app): State<App>, Me(me): Me, caller: Caller, page: Page, form: Form) -> Result<Response> {
    let added = match read(&form, &page) {
        Err(refusal) => Err(refusal),
        Ok(new) => {
            let once = Once::form(new, &caller, "/me/wishes/new", form.get("once"), form.raw());
            let act = async |tx: &mut Tx, (mut new, mut beside): (NewWish, Detail)| {
                let word = of_page(tx, &app, me.id, &form, &mut new, &mut beside).await?;
                let wish = actions::add(tx, &app, me.id, new).await?;
                detail::set_detail(tx, me.id, wish.id, &beside).await?;
                if let Some(word) = word {
                    own_word::say(tx, wish.id, &word).await?;
                }
                Ok((StatusCode::CREATED, Added { id: wish.id.to_string() }))
            };
            once.run(&app, act).await
        }
    };
    let Err(refusal) = added else {
        return Ok(see_other(&view::home(list_in(&form)?), "said-wish-added"));
    };
    if refusal.status().is_server_error() {
        return Err(refusal);
    }
    let mut tx = app.read().await?;
    let fields = Fields::refused(form, &refusal, page.lang);
    let again = Shown { fields, status: refusal.status(), address: String::new(), at_once: false };
    Ok(shown(&mut tx, page, me.id, again).await?)
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/me/wishes/new", post(add))
}
