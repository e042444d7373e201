//! The associate's page, made for a tablet on the counter: codes in, who is awaited, who is arriving, what is offered.

use std::sync::Arc;

use askama::Template;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{Method, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{EncounterId, OrganisationId};
use kit::page::html_with;
use kit::{Access, App, Form, Me, Page, Refusal, Result, Routes, Signed, html, see_other, wire};
use offer::OfferRow;
use store::Tx;
use suggest::{Presence, Street};

use crate::actions;
use crate::lists::{Names, named, together};
use crate::model::{Encounter, EncounterState};

/// Offers shown at a glance.
const GLANCE: i64 = 10;

#[derive(Template)]
#[template(path = "shop.html")]
struct ShopPage {
    page: Page,
    organisation: String,
    name: String,
    /// The other organisations the associate acts for: id and name.
    others: Vec<(String, String)>,
    /// What was just handed over; empty when nothing was.
    met: String,
    /// What is wrong with the code; empty when nothing is.
    problem: String,
    expected: ExpectedPart,
    arrivals: ArrivalsPart,
    offers: Vec<OfferRow>,
}

/// Who is awaited, without who they are.
#[derive(Template)]
#[template(path = "expected.html")]
struct ExpectedPart {
    page: Page,
    organisation: String,
    rows: Vec<ExpectedRow>,
}

struct ExpectedRow {
    id: String,
    title: String,
    note: String,
}

/// Who is near and lets this organisation recognise them.
#[derive(Template)]
#[template(path = "arrivals.html")]
struct ArrivalsPart {
    page: Page,
    rows: Vec<ArrivalRow>,
}

struct ArrivalRow {
    name: String,
    note: String,
}

/// The names of an organisation's places; none when there is only one, for its associates know where they are.
async fn worth_naming(tx: &mut Tx, organisation: OrganisationId) -> Result<Names> {
    let places = place::of_organisation(tx, organisation).await?;
    let several = places.len() > 1;
    Ok(places.into_iter().filter(|_| several).map(|place| (place.id, place.name)).collect())
}

async fn expected_part(tx: &mut Tx, page: &Page, organisation: OrganisationId) -> Result<ExpectedPart> {
    let all = actions::expected_of(tx, organisation).await?;
    let names = worth_naming(tx, organisation).await?;
    let words = page.words();
    let row = |it: &Encounter| {
        let (since, until) = (words.hour(it.began_at), words.hour(it.expires_at));
        let held = page.t2("encounter-held", "since", since, "until", until);
        ExpectedRow {
            id: it.id.to_string(),
            title: it.title.clone(),
            note: together([words.money(it.amount), named(&names, it.place), held]),
        }
    };
    let rows = all.iter().filter(|it| page.now < it.expires_at).map(row).collect();
    Ok(ExpectedPart { page: page.clone(), organisation: organisation.to_string(), rows })
}

async fn arrivals_part(
    tx: &mut Tx,
    street: &Street,
    page: &Page,
    organisation: OrganisationId,
) -> Result<ArrivalsPart> {
    let present = street.present(organisation, page.now);
    let names = worth_naming(tx, organisation).await?;
    let mut rows = Vec::new();
    for Presence { member, place, zone, at, .. } in present {
        // Whoever erased themselves a moment ago is nobody's to see.
        let Some(member) = people::member(tx, member).await? else { continue };
        let name = if member.name.is_empty() { page.t("encounter-nameless") } else { member.name };
        let zone = page.t(&format!("encounter-zone-{zone}"));
        let seen = page.t1("encounter-seen-at", "hour", page.words().hour(at));
        rows.push(ArrivalRow { name, note: together([zone, named(&names, place), seen]) });
    }
    Ok(ArrivalsPart { page: page.clone(), rows })
}

async fn others(tx: &mut Tx, me: &Signed, organisation: OrganisationId) -> Result<Vec<(String, String)>> {
    let mut others = Vec::new();
    for id in me.works_for.iter().filter(|id| **id != organisation) {
        if let Some(other) = people::organisation(tx, *id).await? {
            others.push((id.to_string(), other.name));
        }
    }
    Ok(others)
}

/// The whole page, read in one transaction.
async fn shop_page(
    tx: &mut Tx,
    street: &Street,
    mut page: Page,
    me: &Signed,
    organisation: OrganisationId,
) -> Result<ShopPage> {
    let found = people::organisation(tx, organisation).await?;
    let name = found.ok_or_else(|| Refusal::new("not-found"))?.name;
    page.path = format!("/shop/{organisation}");
    for item in &mut page.nav {
        item.current = item.href == page.path;
    }
    let offers = offer::of_organisation_page(tx, organisation, None, GLANCE).await?;
    Ok(ShopPage {
        organisation: organisation.to_string(),
        name,
        others: others(tx, me, organisation).await?,
        met: String::new(),
        problem: String::new(),
        expected: expected_part(tx, &page, organisation).await?,
        arrivals: arrivals_part(tx, street, &page, organisation).await?,
        offers: offer::rows(&page, &offers),
        page,
    })
}

/// The organisation of the path, when the associate acts for it.
fn theirs(me: &Signed, organisation: &str) -> Result<OrganisationId> {
    let organisation = wire::path_id(organisation)?;
    me.acts_for(organisation)?;
    Ok(organisation)
}

async fn show(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    Path(organisation): Path<String>,
    uri: Uri,
    page: Page,
) -> Result<Response> {
    let organisation = theirs(&me, &organisation)?;
    let mut tx = app.read().await?;
    let met = met(&mut tx, &page, organisation, &uri).await?;
    let shop = shop_page(&mut tx, &street, page, &me, organisation).await?;
    Ok(html(&ShopPage { met, ..shop }))
}

/// What was handed over in the encounter that the address names.
async fn met(tx: &mut Tx, page: &Page, organisation: OrganisationId, uri: &Uri) -> Result<String> {
    let named = uri.query().and_then(|query| query.strip_prefix("met=")?.parse::<EncounterId>().ok());
    let Some(id) = named else { return Ok(String::new()) };
    let found = actions::encounter(tx, id).await?;
    let met = |it: &Encounter| it.organisation == organisation && it.state == EncounterState::Confirmed;
    let told =
        |it: Encounter| page.t2("encounter-met", "title", it.title, "price", page.words().money(it.amount));
    Ok(found.filter(met).map(told).unwrap_or_default())
}

async fn expected(
    State(app): State<App>,
    Me(me): Me,
    Path(organisation): Path<String>,
    page: Page,
) -> Result<Response> {
    let organisation = theirs(&me, &organisation)?;
    let mut tx = app.read().await?;
    Ok(html(&expected_part(&mut tx, &page, organisation).await?))
}

async fn arrivals(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    Path(organisation): Path<String>,
    page: Page,
) -> Result<Response> {
    let organisation = theirs(&me, &organisation)?;
    let mut tx = app.read().await?;
    Ok(html(&arrivals_part(&mut tx, &street, &page, organisation).await?))
}

/// A code typed at the counter; refused, the page comes back with what is wrong beside the field.
async fn confirm(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    Path(organisation): Path<String>,
    page: Page,
    form: Form,
) -> Result<Response> {
    let organisation = theirs(&me, &organisation)?;
    let mut tx = app.write().await?;
    let tried = actions::confirm_code(&mut tx, &app, &me, organisation, form.get("code")).await;
    let refusal = match tried {
        Ok(done) => {
            tx.commit().await?;
            return Ok(see_other(
                &format!("/shop/{organisation}?met={}", done.id),
                "said-encounter-confirmed",
            ));
        }
        Err(refusal) if refusal.status().is_server_error() => return Err(refusal),
        Err(refusal) => refusal,
    };
    drop(tx);
    let mut tx = app.read().await?;
    let problem = refusal.detail(page.lang);
    let shop = shop_page(&mut tx, &street, page, &me, organisation).await?;
    Ok(html_with(refusal.status(), &ShopPage { problem, ..shop }))
}

/// The organisation calls an encounter off.
async fn cancel(
    State(app): State<App>,
    Me(me): Me,
    Path((organisation, id)): Path<(String, String)>,
) -> Result<Response> {
    let organisation = theirs(&me, &organisation)?;
    let id: EncounterId = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    let known = actions::encounter(&mut tx, id).await?;
    if known.is_none_or(|it| it.organisation != organisation) {
        return Err(Refusal::new("not-found"));
    }
    let said = match actions::cancel(&mut tx, &me, id).await {
        Ok(_) => "said-encounter-cancelled-here",
        Err(refusal) if refusal.code == "encounter-over" => "said-encounter-over",
        Err(refusal) => return Err(refusal),
    };
    tx.commit().await?;
    Ok(see_other(&format!("/shop/{organisation}"), said))
}

pub(crate) fn routes() -> Routes {
    let at = "/shop/{organisation}";
    Routes::new()
        .page(Access::Associate, Method::GET, at, get(show))
        .page(Access::Associate, Method::GET, &format!("{at}/expected"), get(expected))
        .page(Access::Associate, Method::GET, &format!("{at}/arrivals"), get(arrivals))
        .page(Access::Associate, Method::POST, &format!("{at}/confirm"), post(confirm))
        .page(Access::Associate, Method::POST, &format!("{at}/encounters/{{id}}/cancel"), post(cancel))
}
