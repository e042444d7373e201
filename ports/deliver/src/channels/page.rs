//! What the page shows, and its forms about kinds and browsers.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::{get, post};
use channel::{Address, Subscription, Telling, Way};
use domain::{MemberId, SubscriptionId};
use kit::page::html_with;
use kit::{Access, App, Fields, Form, Me, Page, Refusal, Result, Routes, html, see_other, wire};

use crate::post::{At, Post};

pub(super) const CHANNELS: &str = "/me/channels";

/// A browser as the list shows it.
struct Row {
    label: String,
    note: String,
    id: String,
}

/// An option of a choice.
pub(super) struct Choice {
    value: String,
    label: String,
    chosen: bool,
}

/// Where a member is written to, as the page shows it.
struct Shown {
    address: String,
    confirmed: bool,
}

#[derive(Template)]
#[template(path = "channels.html")]
pub(super) struct ChannelsPage {
    page: Page,
    /// The key with which browsers subscribe; empty when no messages are sent.
    key: String,
    has_mail: bool,
    suggestions: Vec<Choice>,
    news: Vec<Choice>,
    digests: Vec<Choice>,
    hours: Vec<Choice>,
    rows: Vec<Row>,
    /// Whether a message was chosen and no browser takes one.
    nowhere: bool,
    address: Option<Shown>,
    /// What was chosen and typed, with what was refused of it.
    fields: Fields,
    /// Whether the address was refused rather than the choices.
    of_mail: bool,
    /// Every field to mend, for the sentence that leads to it.
    wrong: Vec<Wrong>,
}

/// A field to mend: its name, and what is wrong in words.
struct Wrong {
    name: &'static str,
    said: String,
}

/// What was refused, to be shown beside its field with all that was chosen and typed.
#[derive(Default)]
pub(super) struct Beside {
    pub(super) fields: Fields,
    /// Whether the address was refused rather than the choices.
    pub(super) of_mail: bool,
}

impl Beside {
    /// What stands in a field: what was chosen just now, else what is kept.
    fn or(&self, name: &str, kept: &str) -> String {
        let chosen = Some(self.fields.value(name)).filter(|chosen| !chosen.is_empty());
        chosen.unwrap_or(kept).to_owned()
    }
}

/// The fields of the page, each with the key of its label; the latter three stand there only where mail is sent.
const LABELS: [(&str, &str); 5] = [
    ("suggestions", "channel-suggestions"),
    ("news", "channel-news"),
    ("digest", "channel-digest"),
    ("hour", "channel-hour"),
    ("address", "channel-mail-address"),
];

fn wrong(page: &Page, fields: &Fields, has_mail: bool) -> Vec<Wrong> {
    let shown = if has_mail { LABELS.len() } else { 2 };
    let refused = LABELS.iter().take(shown).filter(|(name, _)| !fields.error(name).is_empty());
    let said = |&(name, label): &(&'static str, &str)| Wrong {
        name,
        said: page.t2("channel-field-wrong", "field", page.t(label), "wrong", fields.error(name)),
    };
    refused.map(said).collect()
}

fn ways(page: &Page, all: &[Way], chosen: &str) -> Vec<Choice> {
    let choice = |way: &Way| Choice {
        value: way.name().to_owned(),
        label: page.t(&format!("channel-way-{way}")),
        chosen: way.name() == chosen,
    };
    all.iter().map(choice).collect()
}

fn row(page: &Page, one: Subscription) -> Row {
    let note = match one.ok_at {
        Some(at) => page.t1("channel-browser-ok", "when", page.words().on(at)),
        None => page.t1("channel-browser-new", "when", page.words().on(one.created_at)),
    };
    Row { label: one.given.label, note, id: one.id.to_string() }
}

fn hours(page: &Page, chosen: &str) -> Vec<Choice> {
    let day = page.zone().start_of_day(page.now);
    let choice = |hour: u8| {
        let value = hour.to_string();
        let label = page.words().hour(page.zone().next(day, u16::from(hour) * 60));
        Choice { chosen: value == chosen, value, label }
    };
    (0..24).map(choice).collect()
}

pub(super) async fn page_of(
    app: &App,
    post: &Arc<Post>,
    mut page: Page,
    me: MemberId,
    beside: Beside,
) -> Result<ChannelsPage> {
    let mut tx = app.read().await?;
    let telling = channel::telling(&mut tx, me).await?;
    let browsers = channel::subscriptions(&mut tx, me).await?;
    let address = channel::address(&mut tx, me).await?;
    drop(tx);
    page.path = CHANNELS.to_owned();
    let Telling { suggestions, news, digest, hour, .. } = telling;
    let has_mail = post.mailer.is_some();
    let all: &[Way] = if has_mail { &[Way::Page, Way::Push, Way::Mail] } else { &[Way::Page, Way::Push] };
    let often = beside.or("digest", digest.name());
    let digests = channel::Digest::NAMES.iter().map(|(_, name)| Choice {
        value: (*name).to_owned(),
        label: page.t(&format!("channel-digest-{name}")),
        chosen: *name == often,
    });
    let shown = |known: Address| Shown { confirmed: known.confirmed_at.is_some(), address: known.address };
    Ok(ChannelsPage {
        key: post.signer.as_ref().map(crate::push::Signer::public).unwrap_or_default(),
        has_mail,
        suggestions: ways(&page, &[Way::Page, Way::Push], &beside.or("suggestions", suggestions.name())),
        news: ways(&page, all, &beside.or("news", news.name())),
        digests: digests.collect(),
        hours: hours(&page, &beside.or("hour", &hour.to_string())),
        nowhere: browsers.is_empty() && [suggestions, news].contains(&Way::Push),
        rows: browsers.into_iter().map(|one| row(&page, one)).collect(),
        address: address.map(shown),
        wrong: wrong(&page, &beside.fields, has_mail),
        fields: beside.fields,
        of_mail: beside.of_mail,
        page,
    })
}

async fn show(State(app): State<App>, At(at): At, Me(me): Me, page: Page) -> Result<Response> {
    Ok(html(&page_of(&app, &at, page, me.id, Beside::default()).await?))
}

/// Reads the choices of the form; what it does not name stays.
pub(super) fn chosen(stands: Telling, form: &Form) -> Result<Telling> {
    let way = |name: &'static str, stands: Way| match form.some(name) {
        None => Ok(stands),
        Some(told) => told.parse().map_err(|_| Refusal::invalid(name, "choice")),
    };
    let digest = form.some("digest").map(str::parse).transpose();
    let hour = form.some("hour").map(str::parse).transpose();
    Ok(Telling {
        suggestions: way("suggestions", stands.suggestions)?,
        news: way("news", stands.news)?,
        digest: digest.map_err(|_| Refusal::invalid("digest", "choice"))?.unwrap_or(stands.digest),
        hour: hour.map_err(|_| Refusal::invalid("hour", "number"))?.unwrap_or(stands.hour),
        ..stands
    })
}

/// Saves the choices; an address typed beside them is asked for with the same button, so that none is lost.
async fn choose(State(app): State<App>, At(at): At, Me(me): Me, page: Page, form: Form) -> Result<Response> {
    if form.some("address").is_some() {
        return super::mail::ask_for(&app, &at, me.id, page, form).await;
    }
    let mut tx = app.write().await?;
    let told = match chosen(channel::telling(&mut tx, me.id).await?, &form) {
        Ok(told) => channel::set_telling(&mut tx, &told).await,
        Err(refusal) => Err(refusal),
    };
    match told {
        Ok(()) => {
            channel::speak(&mut tx, me.id, page.lang.name()).await?;
            tx.commit().await?;
            Ok(see_other(CHANNELS, "said-channels"))
        }
        Err(refusal) if refusal.status().is_server_error() => Err(refusal),
        Err(refusal) => {
            drop(tx);
            let beside = Beside { fields: Fields::refused(form, &refusal, page.lang), of_mail: false };
            Ok(html_with(refusal.status(), &page_of(&app, &at, page, me.id, beside).await?))
        }
    }
}

async fn remove(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let id: SubscriptionId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    channel::unsubscribe(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(see_other(CHANNELS, "said-browser-removed"))
}

async fn test(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let id: SubscriptionId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    channel::test(&mut tx, me.id, id).await?;
    tx.commit().await?;
    Ok(see_other(CHANNELS, "said-test-sent"))
}

pub(super) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, CHANNELS, get(show))
        .page(Access::Member, Method::POST, CHANNELS, post(choose))
        .page(Access::Member, Method::POST, "/me/subscriptions/{id}/test", post(test))
        .page(Access::Member, Method::POST, "/me/subscriptions/{id}/remove", post(remove))
}
