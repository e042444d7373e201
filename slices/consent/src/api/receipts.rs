//! `/api/v1/me/consents/receipts`: what was given and withdrawn, for machines.
//!
//! The records carry the fields of ISO/IEC TS 27560:2023 that mean something here, under its names; what the standard has
//! no field for (days, hours, zone, how often) stands under `limits`.

use axum::Json;
use axum::extract::State;
use domain::{Effect, Grant, Instant, MemberId, Purpose};
use kit::refusal::Problem;
use kit::words::Words;
use kit::{App, Caller, Me, Result};
use serde::Serialize;
use utoipa::ToSchema;

use super::wire::WireConsent;
use crate::actions;
use crate::model::Receipt;
use crate::names::Names;

/// The version of these records.
const VERSION: &str = "hyperlieu-consent-1";

/// Everything the caller ever gave or refused, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct WireReceipts {
    /// The receipts.
    items: Vec<WireReceipt>,
}

/// A consent record in the manner of ISO/IEC TS 27560.
#[derive(Debug, Serialize, ToSchema)]
struct WireReceipt {
    /// The version of this form of record.
    schema_version: &'static str,
    /// The consent's id.
    record_id: String,
    /// The member who gave it.
    pii_principal_id: String,
    /// For what, and what of it is used.
    pii_processing: WireProcessing,
    /// Who may use it; empty is nobody but this instance, on behalf of everybody it is open to.
    party_identification: Vec<WireParty>,
    /// What happened to it, in order.
    events: Vec<WireEvent>,
    /// The consent as it was given, its limits included.
    limits: WireConsent,
}

/// The processing that was consented to or refused.
#[derive(Debug, Serialize, ToSchema)]
struct WireProcessing {
    /// The language of the sentence.
    language: String,
    /// For what: `suggest`, `recognise`, `count`, `predict` or `share-profile`.
    purpose: String,
    /// Always `consent`.
    lawful_basis: &'static str,
    /// What of the member is used for it.
    pii_information: &'static [&'static str],
    /// How it is withdrawn.
    withdrawal_method: String,
    /// What it says, in the caller's language.
    sentence: String,
}

/// An organisation that a record names.
#[derive(Debug, Serialize, ToSchema)]
struct WireParty {
    /// Its id.
    party_id: String,
    /// Its name.
    party_name: String,
}

/// One event of a record.
#[derive(Debug, Serialize, ToSchema)]
struct WireEvent {
    /// When.
    event_time: String,
    /// `explicit` when a person did it, `expired` when its date passed.
    event_type: &'static str,
    /// What it was then: `given`, `refused`, `withdrawn` or `expired`.
    event_state: &'static str,
    /// Who did it; absent when its date did.
    entity_id: Option<String>,
    /// Until when it was to hold; absent is until withdrawn.
    valid_until: Option<String>,
}

/// What of a member is used for a purpose.
fn used(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Suggest => &["wishes", "position"],
        Purpose::Recognise => &["name", "presence"],
        Purpose::Count => &["presence"],
        Purpose::Predict => &["position"],
        Purpose::ShareProfile => &["profile"],
    }
}

fn events(receipt: &Receipt, now: Instant) -> Vec<WireEvent> {
    let grant = &receipt.grant;
    let event = |at: Instant, state, by: Option<MemberId>| WireEvent {
        event_time: at.to_rfc3339(),
        event_type: if by.is_some() { "explicit" } else { "expired" },
        event_state: state,
        entity_id: by.map(|member| member.to_string()),
        valid_until: grant.until.filter(|_| state != "withdrawn").map(Instant::to_rfc3339),
    };
    let given = if grant.effect == Effect::Allow { "given" } else { "refused" };
    let mut events = vec![event(grant.given_at, given, Some(grant.member))];
    match (receipt.withdrawn_at, grant.until) {
        (Some(at), until) if until.is_none_or(|until| at < until) => {
            events.push(event(at, "withdrawn", Some(grant.member)));
        }
        (_, Some(until)) if until <= now => events.push(event(until, "expired", None)),
        _ => {}
    }
    events
}

fn receipt(receipt: &Receipt, name: Option<&str>, words: Words<'_>) -> WireReceipt {
    let grant: &Grant = &receipt.grant;
    let parties = grant
        .organisation
        .map(|id| WireParty { party_id: id.to_string(), party_name: name.unwrap_or_default().to_owned() });
    WireReceipt {
        schema_version: VERSION,
        record_id: grant.id.to_string(),
        pii_principal_id: grant.member.to_string(),
        pii_processing: WireProcessing {
            language: words.lang.to_string(),
            purpose: grant.purpose.to_string(),
            lawful_basis: "consent",
            pii_information: used(grant.purpose),
            withdrawal_method: format!("DELETE /api/v1/me/consents/{}", grant.id),
            sentence: crate::sentence(words, grant, name),
        },
        party_identification: parties.into_iter().collect(),
        events: events(receipt, words.now),
        limits: WireConsent::of(grant, name, words),
    }
}

/// Receipts of all I ever allowed and refused, withdrawn ones included.
#[utoipa::path(get, path = "/api/v1/me/consents/receipts", tag = "consent",
    responses((status = 200, body = WireReceipts), (status = 401, body = Problem)))]
pub(super) async fn list(State(app): State<App>, Me(me): Me, caller: Caller) -> Result<Json<WireReceipts>> {
    let mut tx = app.read().await?;
    let receipts = actions::receipts(&mut tx, me.id).await?;
    let names = Names::read(&mut tx).await?;
    let words = Words { lang: caller.lang, zone: &app.settings.zone, now: tx.now() };
    let items = receipts.iter().map(|one| receipt(one, names.of(&one.grant), words)).collect();
    Ok(Json(WireReceipts { items }))
}
