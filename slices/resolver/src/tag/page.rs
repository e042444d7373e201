//! `/t/{code}`: what a tag marks, as it is now, and the way from there to one's list.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{Category, Offer, OfferId, Place, Subject, limits};
use kit::page::{html_with, see_other_with};
use kit::{Access, App, Caller, Fields, Form, Once, Page, Refusal, Result, Routes, html, see_other, wire};
use offer::{Filter, OfferRow};
use place::hours_words;
use serde_json::json;
use store::{StoreError, Tx};
use wish::{CameFrom, Detail, NewWish};

use super::{Marks, Tag, actions, code};

/// Offers shown of a place: a shelf's, or the newest of a shop.
const MOST: i64 = 50;

/// What a tag marks, as it is now.
struct Marked {
    place: Place,
    /// What of it.
    category: Option<Category>,
    offers: Vec<Offer>,
    /// Whether it marks one offer.
    single: bool,
}

#[derive(Template)]
#[template(path = "tag.html")]
struct TagPage {
    page: Page,
    title: String,
    /// Where it hangs, as those who made it call it.
    label: String,
    place: String,
    place_href: String,
    open: String,
    rows: Vec<Row>,
    single: bool,
    wish: String,
    member: bool,
    fields: Fields,
    /// What it sells, for programs.
    data: String,
}

struct Row {
    offer: OfferRow,
    /// Its page by its barcode, if it has one.
    thing: String,
    /// The key under which it is wished once.
    once: String,
}

/// Finds what a code marks now.
///
/// # Errors
/// `not-found` for a code that no tag has, `tag-gone` when it was revoked or what it marked is gone.
async fn marked(tx: &mut Tx, app: &App, code: &str) -> Result<(Tag, Marked)> {
    let code = code::tag_code(code).ok_or_else(|| Refusal::new("not-found"))?;
    let tag = actions::with_code(tx, &code).await?.ok_or_else(|| Refusal::new("not-found"))?;
    let gone = || Refusal::new("tag-gone");
    if tag.revoked {
        return Err(gone());
    }
    let found = match &tag.marks {
        Marks::Offer(id) => one(tx, app, *id).await?,
        Marks::Place(id) => shelf(tx, *id, None).await?,
        Marks::Shelf(id, category) => shelf(tx, *id, Some(category.clone())).await?,
    };
    let found = found.filter(|found| found.place.organisation == Some(tag.organisation)).ok_or_else(gone)?;
    Ok((tag, found))
}

async fn one(tx: &mut Tx, app: &App, id: OfferId) -> Result<Option<Marked>, StoreError> {
    let Some(offer) = offer::offer(tx, id).await? else { return Ok(None) };
    let Some(place) = place::place(tx, offer.place).await? else { return Ok(None) };
    let speaks = offer.state == domain::OfferState::Open
        && offer.from <= app.now()
        && offer.until.is_none_or(|until| app.now() < until);
    let offers = if speaks { vec![offer] } else { Vec::new() };
    Ok(Some(Marked { place, category: None, offers, single: true }))
}

async fn shelf(
    tx: &mut Tx,
    place: domain::PlaceId,
    category: Option<Category>,
) -> Result<Option<Marked>, StoreError> {
    let Some(place) = place::place(tx, place).await? else { return Ok(None) };
    let filter = Filter { place: Some(place.id), category: category.clone(), ..Filter::default() };
    let mut offers = offer::open_page(tx, &filter, MOST).await?;
    offers.retain(|offer| offer.stock != Some(0));
    Ok(Some(Marked { place, category, offers, single: false }))
}

/// The offers for programs, another house's reader among them (schema.org, `ItemList` of `Product`s).
fn data(base: &str, tag: &Tag, found: &Marked) -> String {
    let product = |offer: &Offer| {
        let stock = if offer.stock == Some(0) { "OutOfStock" } else { "InStock" };
        let mut product = json!({
            "@type": "Product",
            "name": offer.title,
            "offers": {"@type": "Offer", "price": offer.price.plain(), "priceCurrency": offer.price.currency.code(),
                "availability": format!("https://schema.org/{stock}"),
                "seller": {"@type": "LocalBusiness", "name": found.place.name}},
        });
        if let Some(gtin) = offer.subject.gtin {
            product["gtin"] = gtin.to_string().into();
        }
        product
    };
    let mut all: Vec<_> = found.offers.iter().map(product).collect();
    let told = match (found.single, all.len()) {
        (true, 1) => all.swap_remove(0),
        _ => json!({"@type": "ItemList", "url": format!("{base}/t/{}", tag.code), "itemListElement": all}),
    };
    let mut told = told;
    told["@context"] = "https://schema.org".into();
    // In a page, no text may end the element it stands in.
    told.to_string().replace('<', "\\u003c")
}

fn drawn(app: &App, page: Page, tag: &Tag, found: &Marked, fields: Fields) -> TagPage {
    let words = page.words();
    let rows = offer::rows(&page, &found.offers);
    let thing = |offer: &Offer| offer.subject.gtin.map(|gtin| format!("/01/{gtin}")).unwrap_or_default();
    let once = |row: &OfferRow| format!("{}-{}", page.once, &row.id[row.id.len().saturating_sub(8)..]);
    let rows: Vec<Row> = rows
        .into_iter()
        .zip(&found.offers)
        .map(|(row, offer)| Row { thing: thing(offer), once: once(&row), offer: row })
        .collect();
    let category = found.category.as_ref().map(|category| page.t(&category.label_key())).unwrap_or_default();
    let title = match found.offers.first() {
        Some(only) if found.single => only.title.clone(),
        _ if !category.is_empty() => category.clone(),
        _ => found.place.name.clone(),
    };
    TagPage {
        title,
        label: tag.label.clone(),
        place: found.place.name.clone(),
        place_href: format!("/places/{}", found.place.id),
        open: found.place.hours.as_ref().map(|hours| hours_words(hours, &words)).unwrap_or_default(),
        rows,
        single: found.single,
        wish: format!("/t/{}/wish", tag.code),
        member: page.member.is_some(),
        fields,
        data: data(&app.settings.base_url, tag, found),
        page,
    }
}

async fn show(State(app): State<App>, page: Page, Path(typed): Path<String>) -> Result<Response> {
    let mut tx = app.read().await?;
    let (tag, found) = marked(&mut tx, &app, &typed).await?;
    Ok(html(&drawn(&app, page, &tag, &found, Fields::default())))
}

/// The wish for an offer: exactly that product where it has a barcode, what it is called otherwise; anywhere near, at any price.
fn wish_for(offer: &Offer) -> NewWish {
    let told = NewWish::told(&offer.title);
    let subject = match offer.subject.gtin {
        Some(gtin) => Subject { gtin: Some(gtin), words: Vec::new(), ..told.subject },
        None => Subject { brand: offer.subject.brand.clone(), ..told.subject },
    };
    NewWish { subject, ..told }
}

/// What the form asks for: one of the offers shown, or words, here alone when it says so.
fn asked(form: &Form, found: &Marked) -> Result<NewWish> {
    if let Some(id) = form.some("offer") {
        let id: OfferId = wire::id(id, "offer")?;
        let offer = found.offers.iter().find(|offer| offer.id == id);
        return offer.map(wish_for).ok_or_else(|| Refusal::new("offer-over"));
    }
    let title = wire::title(form.get("title"), "title", limits::TITLE_CHARS)?;
    let places = if form.on("only") { vec![found.place.id] } else { Vec::new() };
    Ok(NewWish { places, ..NewWish::told(&title) })
}

async fn keep(tx: &mut Tx, app: &App, member: domain::MemberId, new: NewWish) -> Result<String> {
    let wish = wish::add(tx, app, member, new).await?;
    let beside = Detail { came_from: CameFrom::Tag, ..Detail::default() };
    wish::set_detail(tx, member, wish.id, &beside).await?;
    Ok(wish.id.to_string())
}

async fn add(
    State(app): State<App>,
    caller: Caller,
    page: Page,
    Path(typed): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let (tag, found) = marked(&mut tx, &app, &typed).await?;
    drop(tx);
    let again = |page: Page, form: Form, refusal: &Refusal| {
        let fields = Fields::refused(form, refusal, page.lang);
        html_with(refusal.status(), &drawn(&app, page, &tag, &found, fields))
    };
    let new = match asked(&form, &found) {
        Ok(new) => new,
        Err(refusal) => return Ok(again(page, form, &refusal)),
    };
    let Some(member) = people::known(&caller) else {
        return begin(&app, &caller, new).await;
    };
    let path = format!("/t/{}/wish", tag.code);
    let once = Once::form(new, &caller, &path, form.get("once"), form.raw());
    let kept =
        once.run(&app, async |tx, new| Ok((StatusCode::CREATED, keep(tx, &app, member, new).await?))).await;
    match kept {
        Ok(_) => Ok(see_other("/me/wishes", "said-wish-added")),
        Err(refusal) if refusal.status().is_server_error() => Err(refusal),
        Err(refusal) => Ok(again(page, form, &refusal)),
    }
}

/// A stranger's list begins with this wish.
async fn begin(app: &App, caller: &Caller, new: NewWish) -> Result<Response> {
    // Nobody becomes a guest by a wish that will not stand: without a condition, none does.
    if new.subject.words.is_empty() && new.subject.gtin.is_none() && new.subject.brand.is_none() {
        return Err(Refusal::invalid("title", "empty"));
    }
    let (guest, cookie) = people::known_or_guest(app, caller).await?;
    let mut tx = app.write().await?;
    keep(&mut tx, app, guest, new).await?;
    tx.commit().await?;
    Ok(see_other_with("/me", "said-wish-added", cookie.as_deref()))
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Anyone, Method::GET, "/t/{code}", get(show)).page(
        Access::Anyone,
        Method::POST,
        "/t/{code}/wish",
        post(add),
    )
}
