//! `/me/travel`: how I go, and from where.

use askama::Template;
use axum::extract::State;
use axum::http::Method;
use axum::response::Response;
use axum::routing::get;
use domain::{Currency, Money, PlaceId, limits};
use kit::page::html_with;
use kit::{Access, App, Fields, Form, Me, Page, Refusal, Result, Routes, html, see_other};
use store::Tx;

use super::{Travel, Way, set_travel, travel};

/// The most a kilometre may cost, in cents: a hundred euros is a mistyped number.
const CENTS_PER_KM_MAX: u32 = 10_000;

#[derive(Template)]
#[template(path = "travel.html")]
struct TravelPage {
    page: Page,
    fields: Fields,
    /// Value, label, and whether it is chosen.
    ways: Vec<(&'static str, String, bool)>,
}

fn shown(page: Page, fields: Fields) -> TravelPage {
    let ways = Way::NAMES
        .iter()
        .map(|(_, name)| (*name, page.t(&format!("suggest-travel-{name}")), fields.is("way", name)));
    TravelPage { ways: ways.collect(), fields, page }
}

async fn fields(tx: &mut Tx, page: &Page, travel: &Travel) -> Result<Fields> {
    let from = match travel.place {
        Some(id) => place::place(tx, id).await?.map(|place| place.name).unwrap_or_default(),
        None => String::new(),
    };
    let mark = |plain: String| if page.lang == kit::Lang::Fr { plain.replace('.', ",") } else { plain };
    Ok(Fields::with(&[
        ("way", travel.way.name()),
        ("car_cents_per_km", &travel.car_cents_per_km.to_string()),
        ("fare", &mark(travel.fare.plain())),
        ("from", &from),
    ]))
}

async fn show(State(app): State<App>, Me(me): Me, page: Page) -> Result<Response> {
    let mut tx = app.read().await?;
    let travel = travel(&mut tx, me.id).await?;
    let fields = fields(&mut tx, &page, &travel).await?;
    Ok(html(&shown(page, fields)))
}

async fn read(tx: &mut Tx, page: &Page, form: &Form) -> Result<Travel> {
    let way = form.get("way").parse().map_err(|_| Refusal::invalid("way", "choice"))?;
    let cents = form.some("car_cents_per_km").unwrap_or_default().trim().parse::<u32>();
    let cents = cents.ok().filter(|cents| *cents <= CENTS_PER_KM_MAX);
    let car_cents_per_km = cents.ok_or_else(|| Refusal::invalid("car_cents_per_km", "number"))?;
    let fare = match form.some("fare") {
        None => Money::eur(0),
        Some(typed) => Money::parse(typed, Currency::EUR)
            .filter(|fare| (0..=limits::PRICE_MAX_MINOR).contains(&fare.minor))
            .ok_or_else(|| Refusal::invalid("fare", "amount"))?,
    };
    let place = match form.some("from") {
        None => None,
        Some(name) => Some(named(tx, page, name).await?),
    };
    Ok(Travel { way, car_cents_per_km, fare, place })
}

/// The place that is called so: exactly, or else the first whose name holds what was typed.
async fn named(tx: &mut Tx, page: &Page, name: &str) -> Result<PlaceId> {
    let (found, _) = place::search(tx, &place::Search::new(None, name, page.lang), None).await?;
    let folded = domain::text::fold(name);
    let exact = found.iter().find(|place| domain::text::fold(&place.name) == folded);
    exact.or(found.first()).map(|place| place.id).ok_or_else(|| Refusal::invalid("from", "unknown"))
}

async fn change(State(app): State<App>, Me(me): Me, page: Page, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    match read(&mut tx, &page, &form).await {
        Ok(travel) => {
            set_travel(&mut tx, me.id, &travel).await?;
            tx.commit().await?;
            Ok(see_other("/me/travel", "said-travel"))
        }
        Err(refusal) if refusal.fields.is_empty() => Err(refusal),
        Err(refusal) => {
            let fields = Fields::refused(form, &refusal, page.lang);
            Ok(html_with(refusal.status(), &shown(page, fields)))
        }
    }
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::GET, "/me/travel", get(show)).page(
        Access::Member,
        Method::POST,
        "/me/travel",
        axum::routing::post(change),
    )
}
