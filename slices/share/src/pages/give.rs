//! To promise a wish of a shared list, alone or together.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use domain::{Currency, Money};
use kit::{Access, App, Caller, Fields, Form, Me, Once, Page, Refusal, Result, Routes, see_other};

use super::said::Card;
use super::wish::{Made, again, which};
use crate::model::Ask;
use crate::{changes, gift};

/// What can be done for it: the part of its page that is looked at again when something changes.
#[derive(Template)]
#[template(path = "share_give_part.html")]
pub(super) struct GivePart {
    pub(super) page: Page,
    pub(super) card: Card,
    pub(super) fields: Fields,
    pub(super) reveal: String,
    pub(super) first: bool,
    pub(super) currency: Currency,
    pub(super) quantity: i64,
}

/// What was typed → what is promised. Amounts are in the money that their labels name.
fn asked(form: &Form) -> Result<Ask> {
    let currency = form.some("currency").map_or(Ok(Currency::EUR), str::parse);
    let currency = currency.map_err(|_| Refusal::invalid("amount", "currency"))?;
    let amount = |name: &'static str| match form.some(name) {
        None => Ok(None),
        Some(typed) if typed.contains('€') && currency != Currency::EUR => {
            Err(Refusal::invalid(name, "same-currency"))
        }
        Some(typed) => {
            let bare = typed.replace(&currency.symbol(), "");
            Money::parse(&bare, currency).map(Some).ok_or_else(|| Refusal::invalid(name, "amount"))
        }
    };
    match form.get("how") {
        "together" => Ok(Ask::Together { amount: amount("amount")?, goal: amount("goal")? }),
        "whole" | "" => {
            let units = form.some("units").unwrap_or("1").parse();
            Ok(Ask::Whole { units: units.map_err(|_| Refusal::invalid("units", "number"))? })
        }
        _ => Err(Refusal::invalid("how", "choice")),
    }
}

async fn reserve(
    State(app): State<App>,
    Me(me): Me,
    caller: Caller,
    page: Page,
    Path(path): Path<(String, String)>,
    form: Form,
) -> Result<Response> {
    let which = which(path)?;
    let href = format!("/lists/{}/wishes/{}/reserve", which.0, which.1);
    let made = match asked(&form) {
        Err(refusal) => Err(refusal),
        Ok(ask) => {
            let once = Once::form(ask, &caller, &href, form.get("once"), form.raw());
            once.run(&app, async |tx, ask| {
                let made = gift::reserve(tx, &app, me.id, which, ask, form.on("secretly")).await?;
                Ok((StatusCode::CREATED, Made { id: made.id.to_string() }))
            })
            .await
        }
    };
    match made {
        Ok(_) => {
            changes::tell_givers(&app, which.0);
            Ok(see_other(&format!("/lists/{}/wishes/{}", which.0, which.1), "said-share-promised"))
        }
        Err(refusal) => again(&app, page, me.id, which, form, refusal).await,
    }
}

pub(super) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/lists/{id}/wishes/{wish}/reserve", post(reserve))
}
