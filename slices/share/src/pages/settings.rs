//! The page on which a list's owner chooses who sees it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use domain::{CivilZone, Instant, ListId, ListVisibility, MemberId};
use kit::page::html_with;
use kit::{Access, App, Fields, Form, Me, Page, Refusal, Result, Routes, html, see_other, wire};

use super::said::named;
use crate::access::{self, Seen};
use crate::sharing::{self, Choice};

/// A choice of a select, or a box.
struct Pick {
    value: String,
    label: String,
    chosen: bool,
}

/// Somebody who opened the link.
struct Row {
    name: String,
    note: String,
    remove: String,
}

#[derive(Template)]
#[template(path = "share_settings.html")]
struct SettingsPage {
    page: Page,
    fields: Fields,
    name: String,
    href: String,
    preview: String,
    visibilities: Vec<Pick>,
    circles: Vec<Pick>,
    people: Vec<Row>,
    notes: bool,
    /// Who reads the notes as it stands, in a sentence.
    notes_now: String,
    pages: bool,
    found: bool,
    /// Whether people are chosen, so that a link is of use.
    by_link: bool,
    /// The link, shown this once; empty otherwise.
    link: String,
    /// Until when the link opens; empty when there is none.
    link_ends: String,
    /// The public address; empty when there is none.
    public: String,
}

/// The day whose end an instant is, as a form's date field holds it.
fn last_day(at: Instant, zone: &CivilZone) -> String {
    zone.date(at.plus_secs(-1))
}

/// A day typed as `2026-12-25` lasts until its last minute is over.
fn end_of(date: &str, zone: &CivilZone) -> Option<Instant> {
    zone.parse_local(&format!("{date}T23:59")).map(|last| last.plus_secs(60))
}

/// Who reads the notes of a list as it is kept, whatever is being chosen.
fn notes_now(page: &Page, seen: &Seen) -> String {
    match seen.list.visibility {
        ListVisibility::Private | ListVisibility::Counted => page.t("share-notes-alone"),
        _ if !seen.settings.notes => page.t("share-notes-off"),
        visibility => page.t1("share-notes-read", "by", page.t(&format!("list-seen-{visibility}"))),
    }
}

async fn settings_page(
    app: &App,
    mut page: Page,
    me: MemberId,
    id: ListId,
    typed: Option<(Form, &Refusal)>,
) -> Result<SettingsPage> {
    let mut tx = app.read().await?;
    let seen = access::own(&mut tx, me, id).await?;
    let mut chosen = access::circles(&mut tx, id).await?;
    let (mut now, mut visibility) = (seen.settings.clone(), seen.list.visibility);
    let reveal = now.reveal_at.map(|at| last_day(at, page.zone())).unwrap_or_default();
    let mut fields = Fields::with(&[("reveal", &reveal)]);
    if let Some((form, refusal)) = typed {
        (now.notes, now.pages, now.found) = (form.on("notes"), form.on("pages"), form.on("found"));
        visibility = form.get("visibility").parse().unwrap_or(visibility);
        chosen = form.all("circles").iter().filter_map(|id| id.parse().ok()).collect();
        fields = Fields::refused(form, refusal, page.lang);
    }
    let circles = circle::of_member(&mut tx, me).await?.into_iter().map(|circle| Pick {
        value: circle.id.to_string(),
        label: circle.name,
        chosen: chosen.contains(&circle.id),
    });
    let href = format!("/me/lists/{id}/share");
    let person = |one: sharing::Person| Row {
        note: page.t1("share-opened", "when", page.words().on(one.opened_at)),
        remove: format!("{href}/people/{}/remove", one.member),
        name: named(&page, &one.name),
    };
    let pick = |(value, name): &(ListVisibility, &str)| Pick {
        value: (*name).to_owned(),
        label: page.t(&format!("share-visibility-{name}")),
        chosen: *value == visibility,
    };
    let public = seen.list.visibility == ListVisibility::Public;
    Ok(SettingsPage {
        circles: circles.collect(),
        people: sharing::people(&mut tx, id).await?.into_iter().map(person).collect(),
        visibilities: ListVisibility::NAMES.iter().map(pick).collect(),
        notes: now.notes,
        notes_now: notes_now(&page, &seen),
        pages: now.pages,
        found: now.found,
        by_link: seen.list.visibility == ListVisibility::People,
        link: String::new(),
        link_ends: now.link_ends.map(|ends| page.words().until(ends)).unwrap_or_default(),
        public: if public { format!("{}/lists/{id}", app.settings.base_url) } else { String::new() },
        preview: format!("/lists/{id}"),
        name: seen.list.name,
        fields,
        page: {
            page.path.clone_from(&href);
            page
        },
        href,
    })
}

async fn show(State(app): State<App>, Me(me): Me, page: Page, Path(id): Path<String>) -> Result<Response> {
    Ok(html(&settings_page(&app, page, me.id, wire::path_id(&id)?, None).await?))
}

fn choice(form: &Form, zone: &CivilZone) -> Result<Choice> {
    let visibility = form.get("visibility").parse().map_err(|_| Refusal::invalid("visibility", "choice"))?;
    let circles = form.all("circles").iter().map(|id| wire::id(id, "circles")).collect::<Result<_>>()?;
    let reveal_at = match form.some("reveal") {
        None => None,
        Some(date) => Some(end_of(date, zone).ok_or_else(|| Refusal::invalid("reveal", "day"))?),
    };
    let (notes, pages, found) = (form.on("notes"), form.on("pages"), form.on("found"));
    Ok(Choice { visibility, circles, notes, pages, found, reveal_at })
}

async fn set(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let id: ListId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    // Before the form is judged: a list of somebody else does not exist, whatever is typed.
    access::own(&mut tx, me.id, id).await?;
    let done = match choice(&form, page.zone()) {
        Ok(choice) => sharing::set(&mut tx, me.id, id, choice).await,
        Err(refusal) => Err(refusal),
    };
    match done {
        Ok(()) => {
            tx.commit().await?;
            Ok(see_other(&format!("/me/lists/{id}/share"), "said-share-set"))
        }
        Err(refusal) if refusal.fields.is_empty() => Err(refusal),
        Err(refusal) => {
            drop(tx);
            let shown = settings_page(&app, page, me.id, id, Some((form, &refusal))).await?;
            Ok(html_with(refusal.status(), &shown))
        }
    }
}

/// Makes the link. The answer shows it and is not remembered: sent twice, the second link is the one that opens, and is shown.
async fn link(State(app): State<App>, Me(me): Me, page: Page, Path(id): Path<String>) -> Result<Response> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    let (link, _) = sharing::link(&mut tx, &app, me.id, id).await?;
    tx.commit().await?;
    Ok(html(&SettingsPage { link, ..settings_page(&app, page, me.id, id, None).await? }))
}

async fn unlink(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let id: ListId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    sharing::unlink(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/me/lists/{id}/share"), "said-share-link-over"))
}

async fn shut(
    State(app): State<App>,
    Me(me): Me,
    Path((id, member)): Path<(String, String)>,
) -> Result<Response> {
    let id: ListId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    sharing::shut(&mut tx, me.id, id, wire::path_id(&member)?).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/me/lists/{id}/share"), "said-share-shut"))
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/lists/{id}/share", get(show))
        .page(Access::Member, Method::POST, "/me/lists/{id}/share", post(set))
        .page(Access::Member, Method::POST, "/me/lists/{id}/share/link", post(link))
        .page(Access::Member, Method::POST, "/me/lists/{id}/share/link/remove", post(unlink))
        .page(Access::Member, Method::POST, "/me/lists/{id}/share/people/{member}/remove", post(shut))
}
