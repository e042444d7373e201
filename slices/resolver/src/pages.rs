//! `/01/…`: a product's page for people, its linkset for machines.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::Gtin;
use domain::gs1::{Gs1, Key, Reading};
use kit::page::html_with;
use kit::{Access, App, Fields, Page, Refusal, Result, Routes};
use place::hours_words;
use serde_json::Value;
use suggest::Street;
use suggest::travel::{self, Travel};

use crate::conform::{EVERY_SITE, before, lacks, reads_pages, refused, unidentified, wants_linkset};
use crate::linkset::{LINKSET, anchor, description, linkset};
use crate::stock::{Had, stock};
use crate::vouch::Vouching;

/// A place that has it, as the page says it.
struct Row {
    title: String,
    note: String,
    price: String,
    left: String,
    href: String,
}

#[derive(Template)]
#[template(path = "thing.html")]
struct ThingPage {
    page: Page,
    /// The form of who vouches, as it was sent and refused.
    fields: Fields,
    /// Whether a link was asked for by name that there is none of.
    lacks: bool,
    title: String,
    /// What a wish for it is called; by its number while nobody here names it.
    called: String,
    gtin: String,
    /// The same as the packet has it.
    printed: String,
    rows: Vec<Row>,
    member: bool,
    vouching: Vouching,
}

/// `way` is how a member goes and how far it is for them.
fn row(page: &Page, had: &Had, way: Option<(&Travel, u32)>) -> Row {
    let words = page.words();
    let open = had.place.hours.as_ref().map(|hours| hours_words(hours, &words));
    let way = way.map(|(travel, metres)| travel::in_words(&words, had.offer.price, travel, metres));
    let said = [Some(had.offer.title.clone()), way, Some(had.place.address.clone()), open];
    let note: Vec<String> = said.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    Row {
        title: had.by.as_ref().map_or_else(|| had.place.name.clone(), |by| by.name.clone()),
        note: note.join(" · "),
        price: words.money(had.offer.price),
        left: had.offer.stock.map(|left| page.t1("resolver-left", "count", left)).unwrap_or_default(),
        href: format!("/places/{}", had.place.id),
    }
}

/// For a member the way counts: the cheapest with it comes first.
async fn rows(app: &App, street: &Street, page: &Page, had: &[Had]) -> Result<Vec<Row>> {
    let Some(member) = &page.member else { return Ok(had.iter().map(|had| row(page, had, None)).collect()) };
    let mut tx = app.read().await?;
    let travel = travel::travel(&mut tx, member.id).await?;
    drop(tx);
    let places: Vec<domain::PlaceId> = had.iter().map(|had| had.place.id).collect();
    let (_, metres) = street.how_far(app, member.id, &places, &travel).await?;
    let mut near: Vec<(&Had, Option<u32>)> = had.iter().zip(metres).collect();
    near.sort_by_key(|(had, metres)| {
        let price = had.offer.price;
        let total = metres.and_then(|metres| travel::trip(&travel, metres).total(price)).unwrap_or(price);
        (total.currency, total.minor, metres.unwrap_or(u32::MAX), had.offer.id)
    });
    Ok(near.into_iter().map(|(had, metres)| row(page, had, metres.map(|metres| (&travel, metres)))).collect())
}

fn drawn(
    page: Page,
    title: String,
    gtin: Gtin,
    rows: Vec<Row>,
    mut vouching: Vouching,
    fields: Fields,
) -> ThingPage {
    let called = if title.is_empty() { gtin.printed() } else { title.clone() };
    let title = if title.is_empty() { page.t("resolver-unknown") } else { title };
    let member = page.member.is_some();
    if !fields.problem.is_empty() {
        vouching.name = fields.value("name").to_owned();
    }
    let (printed, gtin) = (gtin.printed(), gtin.to_string());
    ThingPage { title, called, gtin, printed, rows, member, vouching, fields, lacks: false, page }
}

/// The page again, with the form of who vouches as it was sent and what is wrong with it.
pub(crate) async fn again(
    app: &App,
    street: &Street,
    page: Page,
    gtin: Gtin,
    fields: Fields,
    status: StatusCode,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let stock = stock(&mut tx, app, gtin).await?;
    let vouching = Vouching::of(&mut tx, &page, gtin).await?;
    drop(tx);
    let rows = rows(app, street, &page, &stock.had).await?;
    Ok(html_with(status, &drawn(page, stock.title, gtin, rows, vouching, fields)))
}

async fn show(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    page: Page,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response> {
    let base = &app.settings.base_url;
    if let Some(to) = elsewhere_written(base, &uri).and_then(|to| to.parse().ok()) {
        return Ok(led(to));
    }
    let read = identified(base, &uri);
    let named = read.and_then(|read| read.gtin().zip(anchor(&read, base)));
    let Some((gtin, anchor)) = named else { return Ok(refused(unidentified(&uri, true))) };
    // What a stranger sees is the same for everybody.
    let is_stranger = page.member.is_none();
    let mut tx = app.read().await?;
    let stock = stock(&mut tx, &app, gtin).await?;
    let vouching = Vouching::of(&mut tx, &page, gtin).await?;
    drop(tx);
    let vouched = !vouching.rows.is_empty() || !vouching.counted.is_empty();
    let name = if stock.title.is_empty() { gtin.printed() } else { stock.title.clone() };
    let set = linkset(&stock, &name, &anchor, vouched);
    let lacks = lacks(&uri, &set);
    let mut response = if wants_linkset(&uri, &headers) {
        public(LINKSET, &set)
    } else if lacks && !reads_pages(&headers) {
        refused(Refusal::new("no-such-link"))
    } else {
        let rows = rows(&app, &street, &page, &stock.had).await?;
        let status = if lacks { StatusCode::NOT_FOUND } else { StatusCode::OK };
        let thing = drawn(page, stock.title, gtin, rows, vouching, Fields::default());
        html_with(status, &ThingPage { lacks, ..thing })
    };
    let link = format!("<{anchor}?linkType=linkset>; rel=\"linkset\"; type=\"{LINKSET}\"");
    let headers = response.headers_mut();
    if let Ok(link) = link.parse() {
        headers.insert(header::LINK, link);
    }
    if is_stranger {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static(EVERY_SITE));
    }
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-language, cookie"));
    Ok(response)
}

/// Where a product's link leads that is not written as its own address is: with a slash at its end, or with another product before it.
fn elsewhere_written(base: &str, uri: &Uri) -> Option<String> {
    let bare = uri.path().trim_end_matches('/');
    if bare != uri.path() {
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let to = format!("{bare}{query}");
        return identified(base, &to.parse().ok()?).map(|_| to);
    }
    let first = bare.split('/').nth(2).and_then(|said| said.parse::<Gtin>().ok())?;
    let named = identified(base, uri)?.gtin()?;
    if first == named { None } else { canonical(base, uri) }
}

/// Leads to an address, for scripts of every site too.
fn led(to: HeaderValue) -> Response {
    let every_site = HeaderValue::from_static(EVERY_SITE);
    let headers = [(header::LOCATION, to), (header::ACCESS_CONTROL_ALLOW_ORIGIN, every_site)];
    (StatusCode::TEMPORARY_REDIRECT, headers).into_response()
}

/// What an address under this house identifies.
fn identified(base: &str, uri: &Uri) -> Option<Gs1> {
    // `linkType` is spoken to the resolver and is no part of what is identified.
    let query: Vec<&str> = uri.query().unwrap_or_default().split('&').filter(|pair| !spoken(pair)).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    let address = format!("{base}{}{mark}{}", uri.path(), query.join("&"));
    Gs1::read(&address, Reading { words: true }).ok()
}

/// The product's own address: under `/01/`, with the query as it came.
fn canonical(base: &str, uri: &Uri) -> Option<String> {
    let read = identified(base, uri)?;
    let gtin = read.gtin()?;
    let written = read.to_uri("");
    let path = written.split('?').next().unwrap_or_default();
    let path = match read.key() {
        // A piece of a product is answered as the product.
        Key::Itip(value) => path.replacen(&format!("/8006/{value}"), &format!("/01/{gtin}"), 1),
        _ => path.to_owned(),
    };
    Some(match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path,
    })
}

/// Answers what has no route here: a link that names a product under a path of its printer's choice (`/shop/01/…`, `/8006/…`), or
/// compressed, leads to that product's own address, which alone looks anything up.
///
/// # Errors
/// `check-digit` for a product's link with a misread number, `not-found` for whatever else it is.
pub async fn elsewhere(State(app): State<App>, method: Method, uri: Uri) -> Result<Response> {
    let asks = method == Method::OPTIONS;
    let looks = (asks || matches!(method, Method::GET | Method::HEAD)) && !uri.path().starts_with("/api/");
    // One that would lead to itself leads nowhere.
    let asked = Some(&uri).filter(|uri| looks && !uri.path().starts_with("/01/"));
    let base = &app.settings.base_url;
    let to = asked.and_then(|uri| {
        uncompressed(base, uri).or_else(|| canonical(base, uri).filter(|to| to.starts_with("/01/")))
    });
    let to: Option<HeaderValue> = to.and_then(|to| to.parse().ok());
    let Some(to) = to else {
        let refusal = if looks { unidentified(&uri, false) } else { Refusal::new("not-found") };
        return Ok(refused(refusal));
    };
    // A browser follows no redirect of what it asks before a script of another site does.
    if asks {
        return Ok(before().await);
    }
    Ok(led(to))
}

/// Where a compressed Digital Link of a product that is opened on this server leads: its plain path, with all that was asked beside
/// it. `None` for any other address.
fn uncompressed(base: &str, uri: &Uri) -> Option<String> {
    let ai = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (told, asked): (Vec<&str>, Vec<&str>) = uri.query().unwrap_or_default().split('&').partition(ai);
    let read = Gs1::compressed(&format!("{base}{}?{}", uri.path(), told.join("&")), true)?;
    read.gtin()?;
    let mut path = read.to_uri("");
    for pair in asked.into_iter().filter(|pair| !pair.is_empty()) {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.push_str(pair);
    }
    Some(path)
}

/// Whether a part of the query is for us, not for the identification.
fn spoken(pair: &str) -> bool {
    let name = pair.split('=').next().unwrap_or_default();
    matches!(name, "" | "linkType" | "context" | "lang")
}

async fn about(State(app): State<App>) -> Response {
    public("application/json", &description(&app.settings.base_url))
}

/// What is the same for everybody, so that a script of any site may read it (GS1-Conformant Resolver Standard: CORS).
fn public(kind: &'static str, told: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::ACCESS_CONTROL_ALLOW_ORIGIN, EVERY_SITE)];
    (headers, told.to_string()).into_response()
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Anyone, Method::GET, "/01/{*rest}", get(show).options(before))
        .page(Access::Anyone, Method::GET, "/gtin/{*rest}", get(show).options(before))
        .page(Access::Anyone, Method::GET, "/.well-known/gs1resolver", get(about).options(before))
}
