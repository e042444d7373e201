//! The page on which a member lets phones and browsers in and shuts them out.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::MemberId;
use kit::page::html_with;
use kit::{Access, App, Caller, Fields, Form, Me, Once, Page, Result, Routes, html, see_other, wire};
use serde::Serialize;
use store::Tx;

/// A phone or a browser as a list shows it.
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

/// What a browser's extension is told, shown once.
struct Key {
    label: String,
    /// The address of this house, a space, the key.
    line: String,
}

/// What the page shows beside its lists.
#[derive(Default)]
struct Beside {
    /// What was typed for a phone.
    fields: Fields,
    /// What was typed for a browser.
    browser: Fields,
    fresh: Option<Fresh>,
    key: Option<Key>,
}

#[derive(Template)]
#[template(path = "devices.html")]
struct DevicesPage {
    page: Page,
    fields: Fields,
    browser: Fields,
    rows: Vec<Row>,
    browsers: Vec<Row>,
    fresh: Option<Fresh>,
    key: Option<Key>,
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

async fn page_of(app: &App, mut page: Page, me: MemberId, beside: Beside) -> Result<DevicesPage> {
    let mut tx = app.read().await?;
    let (phones, keys) = (people::devices(&mut tx, me).await?, people::keys(&mut tx, me).await?);
    drop(tx);
    let row = |device: people::Credential| Row {
        note: match device.used_at {
            Some(at) => page.t1("ingest-device-used", "when", page.words().on(at)),
            None => page.t("ingest-device-unused"),
        },
        remove: format!("/me/devices/{}/remove", device.id),
        // Whoever runs the house may have made a key without a name.
        label: if device.label.is_empty() { page.t("ingest-browser-nameless") } else { device.label },
    };
    let (rows, browsers) = (phones.into_iter().map(row).collect(), keys.into_iter().map(row).collect());
    page.path = "/me/devices".to_owned();
    let open_line = !app.settings.base_url.starts_with("https://");
    let Beside { fields, browser, fresh, key } = beside;
    Ok(DevicesPage { page, fields, browser, rows, browsers, fresh, key, open_line })
}

async fn show(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    Ok(html(&page_of(&app, page, me.id, Beside::default()).await?))
}

/// Adds a phone. The answer shows its password and is not remembered: sent twice, it is two phones, and the member
/// removes one; remembering it would keep a password readable.
async fn add(State(app): State<App>, Me(me): Me, page: Page, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    match people::add_device(&mut tx, &app, me.id, form.get("label")).await {
        Ok((user, password)) => {
            tx.commit().await?;
            let fresh = Some(Fresh::new(&app, form.get("label"), user, password));
            Ok(html(&page_of(&app, page, me.id, Beside { fresh, ..Beside::default() }).await?))
        }
        Err(refusal) if refusal.status().is_server_error() => Err(refusal),
        Err(refusal) => {
            drop(tx);
            let fields = Fields::refused(form, &refusal, page.lang);
            let beside = Beside { fields, ..Beside::default() };
            Ok(html_with(refusal.status(), &page_of(&app, page, me.id, beside).await?))
        }
    }
}

/// What is remembered of a form that added a key: never the key.
#[derive(Serialize)]
struct Added {
    id: String,
}

/// Adds a browser. Only the first answer has its key: sent twice, the form makes one key, and the second answer is the list.
async fn add_browser(
    State(app): State<App>,
    Me(me): Me,
    caller: Caller,
    page: Page,
    form: Form,
) -> Result<Response> {
    let label = form.get("browser").to_owned();
    let once = Once::form((), &caller, "/me/devices/browsers", form.get("once"), form.raw());
    let mut made = None;
    let act = async |tx: &mut Tx, ()| {
        let (id, key) = people::add_key(tx, &app, me.id, &label).await?;
        made = Some(key);
        Ok((StatusCode::CREATED, Added { id: id.to_string() }))
    };
    match once.run(&app, act).await {
        Ok(_) => {
            let Some(key) = made else { return Ok(see_other("/me/devices", "said-key-shown")) };
            let key = Some(Key { line: format!("{} {key}", app.settings.base_url), label });
            Ok(html(&page_of(&app, page, me.id, Beside { key, ..Beside::default() }).await?))
        }
        Err(refusal) if refusal.status().is_server_error() => Err(refusal),
        Err(refusal) => {
            let browser = Fields::refused(form, &refusal, page.lang);
            let beside = Beside { browser, ..Beside::default() };
            Ok(html_with(refusal.status(), &page_of(&app, page, me.id, beside).await?))
        }
    }
}

async fn remove(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    // Only phones and browsers are removed here: the page session that asks is a credential, too.
    let phone = people::devices(&mut tx, me.id).await?.iter().any(|device| device.id == id);
    if !phone && !people::keys(&mut tx, me.id).await?.iter().any(|key| key.id == id) {
        return Err(kit::Refusal::new("not-found"));
    }
    people::revoke(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(see_other("/me/devices", if phone { "said-device-removed" } else { "said-key-removed" }))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/devices", get(show))
        .page(Access::Member, Method::POST, "/me/devices", post(add))
        .page(Access::Member, Method::POST, "/me/devices/browsers", post(add_browser))
        .page(Access::Member, Method::POST, "/me/devices/{id}/remove", post(remove))
}
