//! The part of a product's page that tells who vouches for it, and its forms.

use std::sync::Arc;

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use domain::ids::Id;
use domain::{Gtin, MemberId, OrganisationId, barcode};
use kit::{
    Access, App, Caller, Fields, Form, Me, Once, Page, Refusal, Result, Routes, Signed, see_other, wire,
};
use store::{StoreError, Tx};
use suggest::Street;

use super::{Party, Voucher, actions};

/// Somebody who vouches, as the page says it.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) words: String,
    /// Since when, and whether they had it from a shop here.
    pub(crate) note: String,
    /// Whether it is an organisation.
    pub(crate) organisation: bool,
    /// Where it is taken away, for who may.
    pub(crate) remove: String,
    /// What that is called: withdrawn by whose it is, taken down by who runs the house.
    pub(crate) remove_label: String,
}

/// A party that one may vouch as, and what the button says that does it.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) label: String,
}

/// Who vouches for a product, and what whoever looks may say.
pub(crate) struct Vouching {
    pub(crate) rows: Vec<Row>,
    /// How many more do without a name, in words; empty when they are no crowd.
    pub(crate) counted: String,
    /// As whom they may vouch; empty for strangers and guests.
    pub(crate) parties: Vec<Choice>,
    /// The name they are called by, to begin with.
    pub(crate) name: String,
    /// Whether they had it from a shop here.
    pub(crate) had_here: bool,
    /// Where what they said without a name is withdrawn; empty when they did not.
    pub(crate) withdraw: String,
}

const NAMED: &str = "named";
const COUNTED: &str = "counted";

impl Vouching {
    /// Gathers it for whoever looks.
    pub(crate) async fn of(tx: &mut Tx, page: &Page, gtin: Gtin) -> Result<Self, StoreError> {
        let said = actions::named(tx, gtin).await?;
        let rows = said.iter().map(|voucher| row(page, voucher)).collect();
        let count = actions::counted(tx, gtin).await?;
        let counted = if count > 0 { page.t1("vouch-counted", "count", count) } else { String::new() };
        let mut vouching = Self {
            rows,
            counted,
            parties: Vec::new(),
            name: String::new(),
            had_here: false,
            withdraw: String::new(),
        };
        let Some(me) = page.member.as_ref().filter(|me| !me.guest) else { return Ok(vouching) };
        vouching.name = me.name.clone();
        vouching.had_here = actions::had_here(tx, gtin, me.id).await?;
        vouching.parties = parties(tx, page, &me.works_for).await?;
        let own = actions::own(tx, gtin, me.id.uuid()).await?;
        vouching.withdraw = own
            .filter(|own| own.name.is_empty())
            .map(|own| format!("/vouchers/{}/remove", own.id))
            .unwrap_or_default();
        Ok(vouching)
    }
}

/// Without a name comes first: it is what the Enter key does, so that nobody's name is published without being asked for.
async fn parties(tx: &mut Tx, page: &Page, of: &[OrganisationId]) -> Result<Vec<Choice>, StoreError> {
    let choice = |value: &str, label: String| Choice { value: value.to_owned(), label };
    let mut parties =
        vec![choice(COUNTED, page.t("vouch-as-counted")), choice(NAMED, page.t("vouch-as-named"))];
    for id in of {
        if let Some(known) = people::organisation(tx, *id).await? {
            parties.push(choice(&id.to_string(), page.t1("vouch-as-house", "name", known.name)));
        }
    }
    Ok(parties)
}

fn row(page: &Page, voucher: &Voucher) -> Row {
    let when = page.t1("vouch-since", "when", page.words().on(voucher.said_at));
    let note = if voucher.bought { format!("{} · {when}", page.t("vouch-bought")) } else { when };
    let may = page.member.as_ref().map(|me| {
        let theirs = voucher.member == Some(me.id)
            || voucher.organisation.is_some_and(|organisation| me.works_for.contains(&organisation));
        (theirs, me.placemaster)
    });
    let (remove, label) = match may {
        Some((true, _)) => (format!("/vouchers/{}/remove", voucher.id), page.t("vouch-withdraw")),
        Some((false, true)) => (format!("/vouchers/{}/remove", voucher.id), page.t("vouch-take-down")),
        _ => (String::new(), String::new()),
    };
    Row {
        name: voucher.name.clone(),
        words: voucher.words.clone(),
        note,
        organisation: voucher.organisation.is_some(),
        remove,
        remove_label: label,
    }
}

/// As whom the form says to vouch.
fn party(form: &Form, me: MemberId) -> Result<Party> {
    match form.get("party") {
        NAMED => Ok(Party::Named(me, form.get("name").to_owned())),
        COUNTED => Ok(Party::Counted(me)),
        other => other.parse().map(Party::Organisation).map_err(|_| Refusal::invalid("party", "choice")),
    }
}

async fn say(
    State(app): State<App>,
    Extension(street): Extension<Arc<Street>>,
    Me(me): Me,
    caller: Caller,
    page: Page,
    form: Form,
) -> Result<Response> {
    let gtin = barcode::product(form.get("gtin")).ok_or_else(|| Refusal::invalid("gtin", "barcode"))?;
    match said(&app, &me, &caller, &form, gtin).await {
        Ok(()) => Ok(see_other(&format!("/01/{gtin}#vouch"), "said-vouched")),
        Err(refusal) if refusal.fields.is_empty() => Err(refusal),
        Err(refusal) => {
            let fields = Fields::refused(form, &refusal, page.lang);
            crate::pages::again(&app, &street, page, gtin, fields, refusal.status()).await
        }
    }
}

async fn said(app: &App, me: &Signed, caller: &Caller, form: &Form, gtin: Gtin) -> Result<()> {
    let party = party(form, me.id)?;
    let (words, bought) = (form.get("words").to_owned(), form.on("bought"));
    let once = Once::form((party, words), caller, "/vouchers", form.get("once"), form.raw());
    once.run(app, async |tx, (party, words)| {
        actions::vouch(tx, app, me, gtin, party, &words, bought).await?;
        Ok((StatusCode::CREATED, gtin.to_string()))
    })
    .await
    .map(drop)
}

async fn remove(State(app): State<App>, Me(me): Me, Path(id): Path<String>) -> Result<Response> {
    let mut tx = app.write().await?;
    let gtin = actions::remove(&mut tx, &me, wire::path_id(&id)?).await?;
    tx.commit().await?;
    Ok(see_other(&format!("/01/{gtin}#vouch"), "said-voucher-removed"))
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/vouchers", post(say)).page(
        Access::Member,
        Method::POST,
        "/vouchers/{id}/remove",
        post(remove),
    )
}
