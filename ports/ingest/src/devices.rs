//! The page on which a member lets a phone in and shuts it out.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::MemberId;
use kit::page::html_with;
use kit::{Access, App, Fields, Form, Me, Page, Result, Routes, html, see_other, wire};

/// A phone as the list shows it.
struct Row {
    label: String,
    note: String,
    remove: String,
}

/// What the phone is told, shown once.
struct Fresh {
    label: String,
    url: String,
    user: String,
    password: String,
    /// Opens the app and sets it up.
    link: String,
}

#[derive(Template)]
#[template(path = "devices.html")]
struct DevicesPage {
    page: Page,
    fields: Fields,
    rows: Vec<Row>,
    fresh: Option<Fresh>,
    /// Whether a phone would send its password over an open line.
    open_line: bool,
}

impl Fresh {
    fn new(app: &App, label: &str, user: String, password: String) -> Self {
        let url = format!("{}/owntracks", app.settings.base_url);
        let link = configuration_link(&url, &user, &password);
        Self { label: label.to_owned(), url, user, password, link }
    }
}

/// The address that sets the app up (OwnTracks booklet, "Remote configuration"): HTTP, and in a street's measures, because
/// by default the app speaks every five minutes or half a kilometre, which is too late for a shop window.
fn configuration_link(url: &str, user: &str, password: &str) -> String {
    let configuration = serde_json::json!({
        "_type": "configuration",
        "mode": 3,
        "url": url,
        "auth": true,
        "username": user,
        "password": password,
        "deviceId": "hyperlieu",
        "tid": "hl",
        "monitoring": 2,
        "locatorInterval": 30,
        "locatorDisplacement": 30,
        "cmd": false,
    });
    let coded = STANDARD.encode(configuration.to_string());
    // A plus in a query reads as a space.
    let coded = coded.replace('+', "%2B").replace('/', "%2F").replace('=', "%3D");
    format!("owntracks:///config?inline={coded}")
}

async fn page_of(
    app: &App,
    mut page: Page,
    me: MemberId,
    fields: Fields,
    fresh: Option<Fresh>,
) -> Result<DevicesPage> {
    let devices = people::devices(&mut app.read().await?, me).await?;
    let row = |device: people::Credential| Row {
        note: match device.used_at {
            Some(at) => page.t1("ingest-device-used", "when", page.words().when(at)),
            None => page.t("ingest-device-unused"),
        },
        remove: format!("/me/devices/{}/remove", device.id),
        label: device.label,
    };
    let rows = devices.into_iter().map(row).collect();
    page.path = "/me/devices".to_owned();
    let open_line = !app.settings.base_url.starts_with("https://");
    Ok(DevicesPage { page, fields, rows, fresh, open_line })
}

async fn show(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    Ok(html(&page_of(&app, page, me.id, Fields::default(), None).await?))
}

/// Adds a phone. The answer shows its password and is not remembered: sent twice, it is two phones, and the member
/// removes one; remembering it would keep a password readable.
async fn add(State(app): State<App>, Me(me): Me, page: Page, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    match people::add_device(&mut tx, &app, me.id, form.get("label")).await {
        Ok((user, password)) => {
            tx.commit().await?;
            let fresh = Fresh::new(&app, form.get("label"), user, password);
            Ok(html(&page_of(&app, page, me.id, Fields::default(), Some(fresh)).await?))
        }
        Err(refusal) if refusal.status().is_server_error() => Err(refusal),
        Err(refusal) => {
            drop(tx);
            let fields = Fields::refused(form, &refusal, page.lang);
            Ok(html_with(refusal.status(), &page_of(&app, page, me.id, fields, None).await?))
        }
    }
}

async fn remove(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    // Only phones are removed here: the page session that asks is a credential, too.
    let known = people::devices(&mut tx, me.id).await?.iter().any(|device| device.id == id);
    if !known {
        return Err(kit::Refusal::new("not-found"));
    }
    people::revoke(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(see_other("/me/devices", "said-device-removed"))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/devices", get(show))
        .page(Access::Member, Method::POST, "/me/devices", post(add))
        .page(Access::Member, Method::POST, "/me/devices/{id}/remove", post(remove))
}
