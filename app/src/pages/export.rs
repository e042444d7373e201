//! Taking along: all that the house keeps of a member as one file, and what they wish for as a table that is read back.

use std::collections::{BTreeSet, HashMap};

use askama::Template;
use axum::extract::State;
use axum::http::{Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::ids::Id;
use domain::text::celled;
use domain::{Gtin, ListingId, MemberId, Wish, WishState, limits};
use kit::{Access, App, Lang, Me, Page, Result, Routes, Whose, html};
use serde_json::{Map, Value, json};
use store::Tx;
use wish::Detail;

use crate::compose::own;

/// Lines of a note that stand as they are: who reads a table takes a quote that runs on for longer as one that was forgotten.
const NOTE_LINES: usize = 15;

/// What stands in the first line, in words by which the import knows its columns.
const ENGLISH: [&str; COLUMNS] = [
    "title",
    "price",
    "currency",
    "link",
    "barcode",
    "quantity",
    "note",
    "list",
    "priority",
    "until",
    "category",
    "distance (m)",
    "secret",
    "paused",
];
const FRENCH: [&str; COLUMNS] = [
    "titre",
    "prix",
    "devise",
    "lien",
    "code-barres",
    "quantité",
    "note",
    "liste",
    "priorité",
    "date limite",
    "catégorie",
    "distance (m)",
    "secrète",
    "en pause",
];
/// How many columns the table has.
const COLUMNS: usize = 14;

#[derive(Template)]
#[template(path = "export.html")]
struct ExportPage {
    page: Page,
}

/// Says what can be taken along.
async fn show(page: Page) -> Response {
    html(&ExportPage { page })
}

/// Everything, of each kind the newest; `shortened` names the kinds of which there is more.
async fn everything(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let lists = wish::lists_of(&mut tx, me.id).await?;
    let (mut yours, mut shortened) = (Map::new(), Vec::new());
    for part in own() {
        let found_by: Vec<_> = match part.whose {
            Whose::Member => vec![me.id.uuid()],
            Whose::List => lists.iter().map(|list| list.id.uuid()).collect(),
        };
        let mut rows: Vec<Value> = Vec::new();
        for id in found_by {
            rows.extend(part.rows(&mut tx, id, limits::TAKEN_ROWS + 1).await?);
        }
        if rows.len() > limits::TAKEN_ROWS {
            rows.truncate(limits::TAKEN_ROWS);
            shortened.push(part.name);
        }
        yours.insert(part.name.to_owned(), Value::Array(rows));
    }
    let pages = pages_named(&mut tx, me.id, &yours).await?;
    let day = page.zone().date(page.now);
    let told = json!({
        "format": "hyperlieu-member-1",
        "from": &app.settings.base_url,
        "day": &day,
        "shortened": shortened,
        "yours": yours,
        "pages": pages,
    });
    Ok(attachment("application/json", &format!("hyperlieu-{day}.json"), format!("{told:#}")))
}

/// The pages of shops that stand beside wishes by their ids, as far as their member may know of them.
async fn pages_named(tx: &mut Tx, member: MemberId, yours: &Map<String, Value>) -> Result<Vec<Value>> {
    let rows = yours.values().filter_map(Value::as_array).flatten();
    let named: BTreeSet<ListingId> =
        rows.filter_map(|row| row["listing"].as_str()?.parse::<ListingId>().ok()).collect();
    let named: Vec<ListingId> = named.into_iter().collect();
    let mut pages: Vec<product::Listing> = Vec::new();
    for some in named.chunks(limits::IMPORT_LINES) {
        pages.extend(product::several(tx, some, member).await?.into_values());
    }
    pages.sort_unstable_by_key(|page| page.id);
    let told = |page: product::Listing| {
        json!({
            "listing": page.id.to_string(),
            "url": page.url,
            "retailer": page.retailer,
            "title": page.title,
        })
    };
    Ok(pages.into_iter().map(told).collect())
}

/// What is still wished for, in the order of the lists: whoever imports it keeps that.
async fn wishes(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let lists = wish::lists_of(&mut tx, me.id).await?;
    let lists: HashMap<_, _> = lists.into_iter().map(|list| (list.id, list.name)).collect();
    let mut wishes = wish::whole(&mut tx, me.id).await?;
    wishes.retain(|(wish, _)| matches!(wish.state, WishState::Open | WishState::Paused));
    let from: Vec<ListingId> = wishes.iter().filter_map(|(_, beside)| beside.listing).collect();
    let pages = product::several(&mut tx, &from, me.id).await?;
    let french = page.lang == Lang::Fr;
    // A French spreadsheet takes the comma for what parts euros from cents.
    let parted = if french { ";" } else { "," };
    let head = if french { FRENCH } else { ENGLISH };
    // Without the mark, spreadsheets take the letters for those of an older code.
    let mut table = format!("\u{feff}{}\r\n", head.map(quoted).join(parted));
    for (wish, beside) in &wishes {
        let link = beside.listing.and_then(|id| pages.get(&id)).map_or("", |page| page.url.as_str());
        let list = beside.list.and_then(|id| lists.get(&id)).map_or("", String::as_str);
        let cells = cells(&page, wish, beside, link, list);
        table.push_str(&cells.map(|cell| quoted(&cell)).join(parted));
        table.push_str("\r\n");
    }
    let name = format!("hyperlieu-{}.csv", page.zone().date(page.now));
    Ok(attachment("text/csv; charset=utf-8", &name, table))
}

/// A wish as a line of the table.
fn cells(page: &Page, wish: &Wish, beside: &Detail, link: &str, list: &str) -> [String; COLUMNS] {
    let price = wish.top_price.map_or_else(String::new, |price| price.plain());
    let price = if page.lang == Lang::Fr { price.replace('.', ",") } else { price };
    let said = |holds: bool| if holds { page.t("wish-yes") } else { String::new() };
    let note = match beside.note.lines().count() {
        0..=NOTE_LINES => beside.note.clone(),
        _ => beside.note.lines().collect::<Vec<_>>().join(" · "),
    };
    [
        wish.title.clone(),
        price,
        wish.top_price.map_or_else(String::new, |price| price.currency.code().to_owned()),
        link.to_owned(),
        wish.subject.gtin.map_or_else(String::new, Gtin::printed),
        beside.quantity.to_string(),
        note,
        list.to_owned(),
        page.t(&format!("wish-priority-{}", beside.priority.name())),
        // The last day of it: a day lasts until its last minute is over.
        wish.until.map_or_else(String::new, |until| page.zone().date(until.plus_secs(-1))),
        wish.subject.category.as_ref().map_or_else(String::new, |category| category.path().to_owned()),
        wish.distance_m.to_string(),
        said(beside.secret),
        said(wish.state == WishState::Paused),
    ]
}

/// A cell in quotes, which no spreadsheet runs (RFC 4180).
fn quoted(text: &str) -> String {
    format!("\"{}\"", celled(text).replace('"', "\"\""))
}

/// A file to be kept by whoever asked for it, and by no cache.
fn attachment(kind: &str, name: &str, body: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/export", get(show))
        .page(Access::Member, Method::GET, "/me/export/everything", get(everything))
        .page(Access::Member, Method::GET, "/me/export/wishes", get(wishes))
}
