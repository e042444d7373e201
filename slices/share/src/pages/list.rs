//! A shared list before whoever may see it, and the doors to it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{ListId, ListVisibility, limits};
use kit::page::{html_with, see_other_with};
use kit::{Access, App, Caller, Fields, Form, Page, Refusal, Result, Routes, html, see_other, wire};
use people::known;

use super::said::{Card, card, named};
use crate::access::{self, Seen};
use crate::model::Seat;
use crate::view::{self, Gift};
use crate::{api, sharing};

#[derive(Template)]
#[template(path = "shared_list.html")]
struct ListPage {
    page: Page,
    fields: Fields,
    name: String,
    owner: String,
    href: String,
    cards: Vec<Card>,
    /// Whose list it is sees it without what the others do here.
    own: bool,
    /// Nobody knows who looks.
    stranger: bool,
    /// Whether search engines may keep it.
    found: bool,
    /// The address to share, when everybody may have it; else empty.
    public: String,
    /// The list for machines; empty unless it is public.
    linked: String,
}

/// The wishes of the list: the part of its page that is looked at again when something changes.
#[derive(Template)]
#[template(path = "share_cards_part.html")]
struct CardsPart {
    page: Page,
    cards: Vec<Card>,
}

fn list_page(app: &App, mut page: Page, seen: &Seen, gifts: &[Gift], fields: Fields) -> ListPage {
    let href = format!("/lists/{}", seen.list.id);
    let public = seen.list.visibility == ListVisibility::Public;
    let address = format!("{}{href}", app.settings.base_url);
    page.path.clone_from(&href);
    ListPage {
        cards: gifts.iter().map(|gift| card(&page, seen, gift)).collect(),
        owner: named(&page, &seen.owner_name),
        own: seen.seat == Seat::Owner,
        stranger: seen.seat == Seat::Stranger,
        found: public && seen.settings.found,
        linked: if public { api::linked(&seen.list.name, &address, gifts) } else { String::new() },
        public: if public { address } else { String::new() },
        name: seen.list.name.clone(),
        page,
        fields,
        href,
    }
}

async fn show(
    State(app): State<App>,
    caller: Caller,
    page: Page,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let seen = access::open(&mut tx, known(&caller), wire::path_id(&id)?).await?;
    let gifts = view::gifts(&mut tx, &seen, None).await?;
    let shown = list_page(&app, page, &seen, &gifts, Fields::default());
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    Ok(match query.some("part") {
        Some(_) => html(&CardsPart { page: shown.page, cards: shown.cards }),
        None => html(&shown),
    })
}

/// A stranger says a name before a public list and becomes a guest of the house, who may promise.
async fn come_in(
    State(app): State<App>,
    caller: Caller,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let id: ListId = wire::path_id(&id)?;
    let mut tx = app.read().await?;
    let seen = access::open(&mut tx, known(&caller), id).await?;
    let href = format!("/lists/{id}");
    if seen.seat != Seat::Stranger {
        return Ok(see_other(&href, ""));
    }
    let name = match wire::title(form.get("name"), "name", limits::NAME_CHARS) {
        Ok(name) => name,
        Err(refusal) => {
            let gifts = view::gifts(&mut tx, &seen, None).await?;
            let fields = Fields::refused(form, &refusal, page.lang);
            return Ok(html_with(refusal.status(), &list_page(&app, page, &seen, &gifts, fields)));
        }
    };
    drop(tx);
    let (_, cookie) = named_guest(&app, &caller, &name).await?;
    Ok(see_other_with(&href, "said-share-in", cookie.as_deref()))
}

/// A guest called by a name, and the cookie that keeps them.
async fn named_guest(app: &App, caller: &Caller, name: &str) -> Result<(domain::MemberId, Option<String>)> {
    let (guest, cookie) = people::known_or_guest(app, caller).await?;
    let mut tx = app.write().await?;
    people::actions::rename(&mut tx, guest, name, caller.lang).await?;
    tx.commit().await?;
    Ok((guest, cookie))
}

#[derive(Template)]
#[template(path = "share_open.html")]
struct OpenPage {
    page: Page,
    fields: Fields,
    owner: String,
    name: String,
    action: String,
}

fn open_page(page: Page, fields: Fields, (list, owner): (wish::List, String), secret: &str) -> OpenPage {
    let owner = named(&page, &owner);
    OpenPage { page, fields, owner, name: list.name, action: format!("/lists/open/{secret}") }
}

/// A link shown: asks before anybody comes in, for mail readers and previews open links too.
async fn door(State(app): State<App>, page: Page, Path(secret): Path<String>) -> Result<Response> {
    let mut tx = app.read().await?;
    let linked = sharing::linked(&mut tx, &secret).await?;
    let fields = Fields::with(&[("name", page.name())]);
    Ok(html(&open_page(page, fields, linked, &secret)))
}

/// Comes before a list by its link, under a name; a stranger becomes a guest of the house by it.
async fn enter(
    State(app): State<App>,
    caller: Caller,
    page: Page,
    Path(secret): Path<String>,
    form: Form,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let linked = sharing::linked(&mut tx, &secret).await?;
    drop(tx);
    match entered(&app, &caller, &secret, form.get("name")).await {
        Ok((id, cookie)) => Ok(see_other_with(&format!("/lists/{id}"), "said-share-in", cookie.as_deref())),
        Err(refusal) if refusal.fields.is_empty() => Err(refusal),
        Err(refusal) => {
            let fields = Fields::refused(form, &refusal, page.lang);
            Ok(html_with(refusal.status(), &open_page(page, fields, linked, &secret)))
        }
    }
}

async fn entered(
    app: &App,
    caller: &Caller,
    secret: &str,
    name: &str,
) -> Result<(ListId, Option<String>), Refusal> {
    // Asked before anybody becomes a guest: whoever is refused stays a stranger.
    sharing::fits(&mut app.read().await?, known(caller), secret, name).await?;
    let (member, cookie) = match known(caller) {
        Some(member) => (member, None),
        None => named_guest(app, caller, name).await?,
    };
    let mut tx = app.write().await?;
    let id = sharing::enter(&mut tx, member, secret, name).await?;
    tx.commit().await?;
    Ok((id, cookie))
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .page(Access::Anyone, Method::GET, "/lists/{id}", get(show))
        .page(Access::Anyone, Method::POST, "/lists/{id}/enter", post(come_in))
        .page(Access::Anyone, Method::GET, "/lists/open/{secret}", get(door))
        .page(Access::Anyone, Method::POST, "/lists/open/{secret}", post(enter))
}
