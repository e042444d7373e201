//! The page on which a wish is looked at before it is saved, whatever it came from: words, a page, a code.
//!
//! To look at it creates nothing; only its form does, once. What is wrong comes back with everything still filled in.

use askama::Template;
use axum::extract::State;
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use domain::{Currency, Kind, ListingId, MemberId, PlaceId, Subject, WishId, barcode, text};
use kit::page::html_with;
use kit::{Access, App, Caller, Fields, Form, Me, Page, Refusal, Result, Routes, see_other, wire};
use store::{StoreError, Tx};

use crate::address::{address_in, code_in, code_within, other_address};
use crate::choices::{Choices, list_in, names, worth};
use crate::draft::{Draft, own_thing, subject};
use crate::model::{CameFrom, Detail, NewWish};
use crate::reading::Reading;
use crate::seller_page::{self, Asked};
use crate::sellers::{Beside, Seller, seller};
use crate::twin::{self, Held, Twin};
use crate::{detail, form, list, save, there, unread, view};

#[derive(Template)]
#[template(path = "new.html")]
struct NewPage {
    page: Page,
    /// What the page is called, what it is for, and what its form is called.
    heads: [String; 3],
    fields: Fields,
    choices: Choices,
    /// The page it is wished from.
    seller: Option<Seller>,
    /// What the form says unseen, where a wish is there.
    was: Vec<(&'static str, String)>,
    /// Whether an address was handed over that is not read yet.
    waits: bool,
    /// Whether that could not be.
    unread: bool,
    /// Whether its form may send itself.
    at_once: bool,
    /// What was read of it, to be chosen from and corrected.
    reading: Option<Reading>,
    /// A wish of theirs that the page is held to be a seller of.
    twin: Option<Asked>,
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
    let twin = match draft.listing {
        Some(listing) => twin_of(tx, me, listing).await?,
        None => None,
    };
    let there = there::wish(tx, me, draft, twin.as_ref()).await?;
    if let Some(wish) = there.as_ref().filter(|_| !draft.is_own()) {
        let said = if draft.listing.is_some() { "said-seller-there" } else { "said-wish-there" };
        return Ok(see_other(&seller_page::address(wish.id), said));
    }
    let (mut fields, twin) = match there {
        // What was typed beside it is not thrown away.
        Some(wish) => (there::onto(tx, draft, page.lang, &wish).await?, Some(Asked::there(&page, &wish))),
        None => {
            let twin = twin.zip(draft.listing).and_then(|(twin, listing)| Asked::of(&page, &twin, listing));
            (draft.fields(page.lang), twin)
        }
    };
    fields.problem = problem;
    shown(tx, page, me, Shown { fields, status, at_once: false, twin }).await
}

/// The same, saying of which wish it was meant to be a seller.
pub(crate) async fn ask_beside(
    tx: &mut Tx,
    page: Page,
    me: MemberId,
    draft: &Draft,
    twin: Option<Asked>,
) -> Result<Response, StoreError> {
    let (fields, status) = (draft.fields(page.lang), StatusCode::OK);
    let asked = Shown { fields, status, at_once: false, twin };
    shown(tx, page, me, asked).await
}

async fn twin_of(tx: &mut Tx, me: MemberId, listing: ListingId) -> Result<Option<Twin>, StoreError> {
    match product::listing(tx, listing, me).await? {
        Some(listing) => twin::twin(tx, me, &listing).await,
        None => Ok(None),
    }
}

/// What the page shows.
pub(crate) struct Shown {
    pub(crate) fields: Fields,
    pub(crate) status: StatusCode,
    pub(crate) at_once: bool,
    pub(crate) twin: Option<Asked>,
}

pub(crate) async fn shown(
    tx: &mut Tx,
    mut page: Page,
    me: MemberId,
    shown: Shown,
) -> Result<Response, StoreError> {
    let Shown { mut fields, status, at_once, twin } = shown;
    page.path = "/me/wishes/new".to_owned();
    let why = unread::reason(fields.value("unread")).map(str::to_owned);
    if let Some(why) = why.as_ref().filter(|_| fields.error("what").is_empty()) {
        fields.say("what", page.t(why));
    }
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
        let was_read = !product::history(tx, listing.id).await?.is_empty();
        let priced = !fields.value("top_price").is_empty();
        let top = priced.then(|| fields.value("top_currency").parse().unwrap_or(Currency::EUR));
        let beside = Beside { told: &told, word: None, became: None, top, was_read, by_hand: true };
        seen = Some(seller(&page, &listing, &[], picture, &beside));
    }
    let place: Vec<PlaceId> = fields.value("place").parse::<PlaceId>().into_iter().collect();
    let places = names(tx, &page, &place).await?;
    let choices = Choices::of(&page, &fields, &places, &list::lists_of(tx, me).await?);
    let heads = unread::heads(why.as_deref()).map(|name| page.t(name));
    let waits = seen.is_none() && (why.is_some() || !fields.value("what").is_empty());
    let was = there::unseen(&fields, twin.as_ref());
    let unread = why.is_some();
    let shown =
        NewPage { page, heads, was, fields, choices, seller: seen, waits, unread, at_once, reading, twin };
    Ok(html_with(status, &shown))
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
    let mut shared = ["url", "what", "text", "title"].into_iter().filter_map(|name| query.some(name));
    if let Some(address) = shared.find_map(address_in) {
        let title = query.some("title").filter(|title| address_in(title).is_none()).unwrap_or_default();
        let mut draft = Draft { title: title.to_owned(), came_from: CameFrom::Page, ..Draft::default() };
        draft.beside.extend([("what", address), ("was_title", title.to_owned())]);
        let fields = draft.fields(page.lang);
        let asked = Shown { fields, status: StatusCode::OK, at_once, twin: None };
        return Ok(shown(tx, page, me, asked).await?);
    }
    let said = ["title", "what", "text"].into_iter().find_map(|name| query.some(name));
    let draft = said.map(|said| Draft::told(&page, said)).unwrap_or_default();
    Ok(ask(tx, page, me, &draft, String::new()).await?)
}

/// Whether more was typed into the one box than plain words: then it is looked at before it is saved. An address always is, and a code
/// where none was chosen beside it, one with a wrong check digit too; a number, a price or a day in words only where nothing was.
pub(crate) fn is_more(page: &Page, form: &Form) -> bool {
    let said = form.get("title");
    let misread = || barcode::is_misread(said) || barcode::is_misread_within(said);
    let code = || code_in(said).is_some() || code_within(said).is_some();
    let coded = form.some("gtin").is_none() && (code() || misread());
    if address_in(said).or_else(|| other_address(said)).is_some() || coded {
        return true;
    }
    let beside =
        ["category", "gtin", "top_price", "until", "place"].iter().any(|name| form.some(name).is_some());
    !beside && Draft::told(page, said).is_told()
}

/// Reads the form: the wish, and what stands beside it.
fn read(form: &Form, page: &Page) -> Result<(NewWish, Detail)> {
    if unread::is_no_address(form) {
        return Err(Refusal::invalid("what", "address"));
    }
    let mut new = form::new(form, page.zone())?;
    let words = form.some("words").map(text::words_or_sign).unwrap_or_default();
    // The brand is not typed but comes along from a page that was read.
    let brand = form.some("brand").map(|brand| text::fold(&brand.replace(char::is_control, " ")));
    new.subject = subject(&new.title, Subject { kind: Kind::Product, words, brand, ..new.subject });
    let listing = form.some("listing").map(|id| wire::id(id, "listing")).transpose()?;
    let mut came_from = form.some("from").and_then(|name| name.parse().ok()).unwrap_or_default();
    if new.subject.gtin.is_none()
        && listing.is_none()
        && let Some(gtin) = code_in(&new.title)
    {
        // Its check digit was put right: exactly that.
        new.subject = Subject { gtin: Some(gtin), ..Subject::told(Kind::Product, "") };
        came_from = CameFrom::Code;
    }
    let (note, (quantity, priority)) = (form.get("note").to_owned(), worth(form)?);
    let list = list_in(form)?;
    Ok((new, Detail { came_from, listing, note, list, quantity, priority, ..Detail::default() }))
}

/// A wish that the page is held to be a seller of, where the form was drawn without saying so: another tab was quicker.
async fn twin_meanwhile(
    app: &App,
    me: MemberId,
    page: &Page,
    form: &Form,
    beside: &Detail,
) -> Result<Option<Asked>> {
    let Some(listing) = beside.listing.filter(|_| !form.on("another")) else { return Ok(None) };
    let twin = twin_of(&mut app.read().await?, me, listing).await?;
    // One told in words was meant for something else, or it would be seen here.
    let same = twin.filter(|twin| matches!(twin.held, Held::Same(_)));
    Ok(same.and_then(|twin| Asked::of(page, &twin, listing)))
}

/// The form once more, still filled.
async fn again(
    app: &App,
    page: Page,
    me: MemberId,
    (fields, status): (Fields, StatusCode),
    twin: Option<Asked>,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let again = Shown { fields, status, at_once: false, twin };
    Ok(shown(&mut tx, page, me, again).await?)
}

/// The form as it is, in the language that was asked for: nothing is read, and nothing added.
async fn look(app: &App, page: Page, me: MemberId, form: Form) -> Result<Response> {
    let mut twin = there::again(&mut app.read().await?, &page, me, &form).await?;
    if twin.is_none()
        && let Some(listing) = form.some("listing").and_then(|id| id.parse().ok())
        && let Some(there) = twin_of(&mut app.read().await?, me, listing).await?
    {
        twin = Asked::of(&page, &there, listing);
    }
    again(app, page, me, (Fields::from(form), StatusCode::OK), twin).await
}

/// The wish that is there; where something was typed beside its page, that is not thrown away, and the form is shown again first.
async fn found(app: &App, page: Page, me: MemberId, wish: WishId, form: &Form) -> Result<Response> {
    let typed = there::typed(&mut app.read().await?, &page, wish, form).await?;
    match typed {
        Some((fields, twin)) => again(app, page, me, (fields, StatusCode::CONFLICT), Some(twin)).await,
        None => Ok(see_other(&seller_page::address(wish), "said-seller-there")),
    }
}

async fn add(State(app): State<App>, Me(me): Me, caller: Caller, page: Page, form: Form) -> Result<Response> {
    if form.on("look") {
        return look(&app, page, me.id, form).await;
    }
    let saved = match read(&form, &page) {
        Err(refusal) => Err(refusal),
        Ok(new) => {
            if let Some(twin) = twin_meanwhile(&app, me.id, &page, &form, &new.1).await? {
                let refusal = Refusal::new("conflict");
                let status = refusal.status();
                let mut fields = Fields::refused(form, &refusal, page.lang);
                // The wish that is there says it all.
                fields.problem.clear();
                return again(&app, page, me.id, (fields, status), Some(twin)).await;
            }
            save::save(&app, me.id, &caller, &form, new).await
        }
    };
    match saved {
        Ok(Some(wish)) => found(&app, page, me.id, wish, &form).await,
        Ok(None) => Ok(see_other(&view::home(list_in(&form)?), "said-wish-added")),
        Err(refusal) if refusal.status().is_server_error() => Err(refusal),
        Err(refusal) => {
            let twin = there::again(&mut app.read().await?, &page, me.id, &form).await?;
            let fields = Fields::refused(form, &refusal, page.lang);
            again(&app, page, me.id, (fields, refusal.status()), twin).await
        }
    }
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/me/wishes/new", post(add))
}
