//! One wish of a shared list: what is known of it, and what is written beside it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{Currency, ListId, ListVisibility, MemberId, WishId};
use kit::page::html_with;
use kit::{
    Access, App, Caller, Fields, Form, Me, Once, Page, Refusal, Result, Routes, html, see_other, wire,
};
use people::known;
use serde::Serialize;
use store::Tx;

use super::give::GivePart;
use super::said::{Card, Said, card, said, typed};
use crate::access::{self, Seen};
use crate::model::{Refused, Room, Seat};
use crate::{changes, comment, view};

/// What is known of the wish: the part of its page that is looked at again when something changes.
#[derive(Template)]
#[template(path = "share_card_part.html")]
struct CardPart {
    page: Page,
    card: Card,
}

/// What was written in one room, likewise.
#[derive(Template)]
#[template(path = "share_room_part.html")]
struct RoomPart {
    page: Page,
    room: RoomView,
}

/// A room beside a wish, as the page shows it.
struct RoomView {
    room: &'static str,
    title: String,
    note: String,
    comments: Vec<Said>,
    words: String,
    error: String,
    /// The name of its field.
    field: String,
}

#[derive(Template)]
#[template(path = "shared_wish.html")]
struct WishPage {
    page: Page,
    fields: Fields,
    /// What was refused, in a few words; empty when nothing was.
    refused: String,
    list: String,
    list_href: String,
    card: Card,
    /// When the owner may learn of it; empty when a giver says so.
    reveal: String,
    rooms: Vec<RoomView>,
    own: bool,
    stranger: bool,
    /// Whether who gives together may say what it costs: nobody did.
    first: bool,
    /// In which money they count: that of the others, else of the shop.
    currency: Currency,
    quantity: i64,
    found: bool,
}

async fn wish_page(
    tx: &mut Tx,
    mut page: Page,
    viewer: Option<MemberId>,
    (list, wish): (ListId, WishId),
    typed_in: Option<(Fields, String)>,
) -> Result<WishPage> {
    let seen = access::open(tx, viewer, list).await?;
    let gift = view::gift(tx, &seen, wish).await?;
    let price = gift.shop.as_ref().and_then(|shop| shop.price);
    let goal = typed(page.lang, price.filter(|price| price.currency == gift.currency()));
    let untouched = || (Fields::with(&[("units", "1"), ("goal", &goal)]), String::new());
    let (fields, refused) = typed_in.unwrap_or_else(untouched);
    let mut rooms = Vec::new();
    for (room, _) in Room::NAMES {
        rooms.extend(room_view(tx, &page, &seen, wish, *room, &fields).await?);
    }
    page.path = format!("/lists/{list}/wishes/{wish}");
    Ok(WishPage {
        reveal: seen
            .settings
            .reveal(page.now)
            .map(|at| page.words().date(at.plus_secs(-1)))
            .unwrap_or_default(),
        card: card(&page, &seen, &gift),
        list: seen.list.name.clone(),
        list_href: format!("/lists/{list}"),
        own: seen.seat == Seat::Owner,
        stranger: seen.seat == Seat::Stranger,
        first: gift.pot().is_none_or(|pot| pot.goal.is_none()),
        currency: gift.currency(),
        found: seen.list.visibility == ListVisibility::Public && seen.settings.found,
        quantity: gift.quantity,
        rooms,
        fields,
        refused,
        page,
    })
}

async fn room_view(
    tx: &mut Tx,
    page: &Page,
    seen: &Seen,
    wish: WishId,
    room: Room,
    fields: &Fields,
) -> Result<Option<RoomView>> {
    let Some(comments) = comment::beside(tx, seen, wish, room).await? else { return Ok(None) };
    let here = fields.is("room", room.name());
    let field = format!("words-{room}");
    Ok(Some(RoomView {
        room: room.name(),
        title: page.t(&format!("share-room-{room}")),
        note: page.t(&format!("share-room-{room}-note")),
        comments: comments.into_iter().map(|one| said(page, seen, one)).collect(),
        words: if here { fields.value(&field).to_owned() } else { String::new() },
        error: if here { fields.error("words").to_owned() } else { String::new() },
        field,
    }))
}

pub(super) fn which((list, wish): (String, String)) -> Result<(ListId, WishId)> {
    Ok((wire::path_id(&list)?, wire::path_id(&wish)?))
}

async fn show(
    State(app): State<App>,
    caller: Caller,
    page: Page,
    Path(path): Path<(String, String)>,
    uri: Uri,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let shown = wish_page(&mut tx, page, known(&caller), which(path)?, None).await?;
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    Ok(match query.get("part") {
        "" => html(&shown),
        "card" => html(&CardPart { page: shown.page, card: shown.card }),
        "give" => {
            let WishPage { page, card, fields, reveal, first, currency, quantity, .. } = shown;
            html(&GivePart { page, card, fields, reveal, first, currency, quantity })
        }
        room => {
            let room = shown.rooms.into_iter().find(|one| one.room == room).ok_or(Refused::NotThere)?;
            html(&RoomPart { page: shown.page, room })
        }
    })
}

/// The owner's own picture, for whoever may see the wish.
async fn picture(
    State(app): State<App>,
    caller: Caller,
    Path((list, id, file)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    let (list, id) = which((list, id))?;
    let mut tx = app.read().await?;
    let seen = access::open(&mut tx, known(&caller), list).await?;
    let (shown, _) = access::wish(&mut tx, seen.list.id, id).await?;
    wish::picture_file(&mut tx, shown.id, &file, &headers).await
}

/// What is remembered of a form: nothing but what it made.
#[derive(Serialize)]
pub(super) struct Made {
    pub(super) id: String,
}

/// Shows a refusal on the wish's page as it stands now; what hides the list hides it here too.
pub(super) async fn again(
    app: &App,
    page: Page,
    me: MemberId,
    which: (ListId, WishId),
    form: Form,
    refusal: Refusal,
) -> Result<Response> {
    if refusal.status().is_server_error() || refusal.code == "own-list" {
        return Err(refusal);
    }
    let typed = (Fields::refused(form, &refusal, page.lang), refusal.title(page.lang));
    let mut tx = app.read().await?;
    match wish_page(&mut tx, page, Some(me), which, Some(typed)).await {
        Ok(shown) => Ok(html_with(refusal.status(), &shown)),
        Err(hidden) => Err(hidden),
    }
}

async fn write(
    State(app): State<App>,
    Me(me): Me,
    caller: Caller,
    page: Page,
    Path(path): Path<(String, String)>,
    form: Form,
) -> Result<Response> {
    let which = which(path)?;
    let Ok(room) = form.get("room").parse::<Room>() else {
        return again(&app, page, me.id, which, form, Refusal::invalid("room", "choice")).await;
    };
    let href = format!("/lists/{}/wishes/{}/comments", which.0, which.1);
    let once = Once::form((), &caller, &href, form.get("once"), form.raw());
    let made = once
        .run(&app, async |tx, ()| {
            let words = form.get(&format!("words-{room}"));
            let made = comment::write(tx, &app, me.id, which, room, words).await?;
            Ok((StatusCode::CREATED, Made { id: made.id.to_string() }))
        })
        .await;
    match made {
        Ok(_) => {
            changes::tell(&app, which.0, room).await;
            Ok(see_other(&format!("/lists/{}/wishes/{}#room-{room}", which.0, which.1), "said-share-written"))
        }
        Err(refusal) => again(&app, page, me.id, which, form, refusal).await,
    }
}

async fn rewrite(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    let one = comment::rewrite(&mut tx, me.id, wire::path_id(&id)?, form.get("words")).await?;
    tx.commit().await?;
    changes::tell(&app, one.list, one.room).await;
    Ok(see_other(&format!("/lists/{}/wishes/{}#room-{}", one.list, one.wish, one.room), "said-share-written"))
}

async fn erase(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.write().await?;
    let one = comment::erase(&mut tx, me.id, wire::path_id(&id)?).await?;
    tx.commit().await?;
    changes::tell(&app, one.list, one.room).await;
    Ok(see_other(&format!("/lists/{}/wishes/{}#room-{}", one.list, one.wish, one.room), "said-share-erased"))
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .page(Access::Anyone, Method::GET, "/lists/{id}/wishes/{wish}", get(show))
        .page(Access::Anyone, Method::GET, "/lists/{id}/wishes/{wish}/picture/{file}", get(picture))
        .page(Access::Member, Method::POST, "/lists/{id}/wishes/{wish}/comments", post(write))
        .page(Access::Member, Method::POST, "/comments/{id}", post(rewrite))
        .page(Access::Member, Method::POST, "/comments/{id}/remove", post(erase))
}
