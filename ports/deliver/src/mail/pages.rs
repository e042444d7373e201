//! Links in mails: the one that confirms an address, and the one that ends mail. To open either changes nothing; its button does, and
//! a mail program's one click (RFC 8058).

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use kit::{Access, App, Lang, Page, Refusal, Result, Routes, html};

use super::StopKey;
use super::mailer::{Letter, Sent};
use crate::post::{At, Post};

#[derive(Template)]
#[template(path = "mail_link.html")]
struct LinkPage {
    page: Page,
    /// What the page is for: the keys of its words begin so.
    key: &'static str,
    /// Where the button posts; empty when it is done.
    action: String,
}

impl LinkPage {
    fn t(&self, part: &str) -> String {
        self.page.t(&format!("{}-{part}", self.key))
    }
}

#[derive(Template)]
#[template(path = "first.txt")]
struct FirstText<'a> {
    lang: Lang,
    house: &'a str,
    link: &'a str,
}

#[derive(Template)]
#[template(path = "first_mail.html")]
struct FirstPage<'a> {
    lang: Lang,
    house: &'a str,
    link: &'a str,
}

/// Sends the first mail, which asks whether more may come; `Later` when there is no mail server.
pub(crate) async fn first(app: &App, post: &Post, to: &str, secret: &str, lang: Lang) -> Sent {
    let Some(mailer) = &post.mailer else { return Sent::Later };
    // A server that lets nobody in says nothing of this address.
    if !mailer.is_there().await {
        return Sent::Later;
    }
    let house = app.settings.base_url.as_str();
    let link = format!("{house}/mail/confirm/{secret}");
    let text = FirstText { lang, house, link: &link }.render();
    let html = FirstPage { lang, house, link: &link }.render();
    let (Ok(text), Ok(html)) = (text, html) else { return Sent::Refused };
    let subject = lang.t("channel-first-subject");
    let letter = Letter { to: to.to_owned(), subject, text, html, stop: None };
    let id = kit::secret::make(&app.chance);
    mailer.send(&letter, app.now(), &format!("first-{}", &id[..16])).await
}

async fn confirm_page(State(app): State<App>, Path(secret): Path<String>, page: Page) -> Result<Response> {
    let secret = kit::secret::of_path(&secret)?;
    if !channel::confirms(&mut app.read().await?, secret).await? {
        return Err(Refusal::new("link-used"));
    }
    let action = format!("/mail/confirm/{secret}");
    Ok(html(&LinkPage { page, key: "channel-confirm", action }))
}

async fn confirm(State(app): State<App>, Path(secret): Path<String>, page: Page) -> Result<Response> {
    let mut tx = app.write().await?;
    channel::confirm(&mut tx, &secret).await?;
    tx.commit().await?;
    Ok(html(&LinkPage { page, key: "channel-confirmed", action: String::new() }))
}

async fn stop_page(Path(secret): Path<String>, page: Page) -> Result<Response> {
    let action = format!("/mail/stop/{}", kit::secret::of_path(&secret)?);
    Ok(html(&LinkPage { page, key: "channel-stop", action }))
}

/// Ends mail to an address. Whoever ended it before, or has another address now, is answered the same: there is none to this one.
async fn stop(
    State(app): State<App>,
    At(post): At,
    Path(secret): Path<String>,
    page: Page,
) -> Result<Response> {
    let member = StopKey::member(&secret).ok_or_else(|| Refusal::new("link-used"))?;
    let mut tx = app.write().await?;
    if let Some(known) = channel::address(&mut tx, member).await?
        && post.stop.is_of(&secret, member, &known.address)
    {
        channel::forget(&mut tx, member).await?;
        tx.commit().await?;
    }
    Ok(html(&LinkPage { page, key: "channel-stopped", action: String::new() }))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Anyone, Method::GET, "/mail/confirm/{secret}", get(confirm_page))
        .page(Access::Anyone, Method::POST, "/mail/confirm/{secret}", axum::routing::post(confirm))
        .page(Access::Anyone, Method::GET, "/mail/stop/{secret}", get(stop_page))
        .page(Access::Anyone, Method::POST, "/mail/stop/{secret}", axum::routing::post(stop))
}
