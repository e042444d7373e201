//! The page of one wish.

mod sold;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{Method, Uri};
use axum::response::Response;
use axum::routing::{get, post};
use domain::{CivilZone, Currency, ListingId, MemberId, Wish, WishState};
use kit::page::html_with;
use kit::{Access, App, Fields, Form, Me, Page, Refusal, Result, Routes, html, see_other, wire};
use store::{StoreError, Tx};

use crate::asked::AskedPart;
use crate::choices::{Choices, names};
use crate::model::{Detail, WishChange};
use crate::reading::Reading;
use crate::said::{WishRow, rows};
use crate::sellers::{Seller, Shown};
use crate::shelf::{Shelf, saw};
use crate::{actions, detail, edit, form, own_word, picture, seller_page, shelf, stamp, view};

pub(crate) use sold::since;

#[derive(Template)]
#[template(path = "wish.html")]
pub(crate) struct WishPage {
    page: Page,
    fields: Fields,
    choices: Choices,
    /// What the form shows, by name: what was touched is told by it.
    hidden: Vec<(String, String)>,
    row: WishRow,
    /// What others asked beside it.
    asked: AskedPart,
    /// Where it stands on the list, and what is written beside it.
    shelf: Shelf,
    sellers: Vec<Seller>,
    /// Pages that they took off it: listing, retailer, title.
    parted: Vec<(String, String, String)>,
    /// The address of a seller that was typed, and why it brought none; both empty when none was.
    seller_typed: String,
    seller_wrong: String,
    /// What was read of the page it is from, to be chosen from and corrected.
    reading: Option<Reading>,
    /// Why what was sent of that page was refused; empty when it was not.
    misread: String,
    /// Their own picture of it.
    picture: Option<Shown>,
    /// Why what was sent is no picture; empty when nothing was, or it is one.
    picture_wrong: String,
    /// Its barcode, as its own page is called by it; empty when it has none.
    gtin: String,
}

impl WishPage {
    /// The same page, saying beside its field why what was sent is no picture.
    pub(crate) fn not_a_picture(self, picture_wrong: String) -> Self {
        Self { picture_wrong, ..self }
    }

    /// The same page, saying beside a seller why its page was not read just now.
    pub(crate) fn not_read_now(mut self, listing: ListingId, why: &str) -> Self {
        let listing = listing.to_string();
        let failed = self.page.t("wish-read-failed");
        for seller in self.sellers.iter_mut().filter(|seller| seller.listing == listing) {
            why.clone_into(&mut seller.not_now);
            // The same reason as the last time stands there once.
            let (since, reason) = match seller.failure.strip_prefix(&failed) {
                Some(reason) => (failed.as_str(), reason.trim()),
                None => ("", seller.failure.as_str()),
            };
            if !reason.is_empty() && why.starts_with(reason) {
                seller.failure = since.to_owned();
            }
        }
        self
    }

    /// The same page, saying beside its field why an address brought no seller.
    pub(crate) fn not_a_seller(self, seller_typed: String, seller_wrong: String) -> Self {
        Self { seller_typed, seller_wrong, ..self }
    }
}

async fn show(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    uri: Uri,
) -> Result<Response> {
    let mut tx = app.read().await?;
    let wish = actions::theirs(&mut tx, me.id, wire::path_id(&id)?).await?;
    if Form::parse(uri.query().unwrap_or_default().to_owned()).get("part") == "asked" {
        return Ok(html(&AskedPart::of(&mut tx, &page, &wish).await?));
    }
    Ok(html(&shown(&mut tx, page, &wish).await?))
}

/// The page of a wish as it stands.
pub(crate) async fn shown(tx: &mut Tx, page: Page, wish: &Wish) -> Result<WishPage, StoreError> {
    wish_page(tx, page, wish, (Form::default(), None), None).await
}

/// The page of a wish as it stands, with what was sent to put its page right and was refused.
pub(crate) async fn misread(
    tx: &mut Tx,
    page: Page,
    wish: &Wish,
    sent: &Fields,
) -> Result<WishPage, StoreError> {
    wish_page(tx, page, wish, (Form::default(), None), Some(sent)).await
}

/// A form of a wish, with what stands where it says nothing. A box that is not ticked is not sent: what stands beside the wish is
/// said by whoever says its note.
async fn filled(
    tx: &mut Tx,
    page: &Page,
    wish: &Wish,
    beside: &Detail,
    mut form: Form,
) -> Result<Form, StoreError> {
    if !form.on("title") {
        let from = match beside.listing {
            Some(id) => product::listing(tx, id, wish.member).await?,
            None => None,
        };
        let usual = from.as_ref().map_or(Currency::EUR, own_word::currency);
        form = form.with(form::parts(wish, page.zone(), page.lang, usual));
    }
    if !form.on("note") {
        form = form.with(shelf::parts(beside));
    }
    Ok(form.with(vec![("stamps".to_owned(), stamp::shown(tx, wish.id).await?)]))
}

/// `typed` is what was typed into the form of the wish, and why it was refused.
async fn wish_page(
    tx: &mut Tx,
    mut page: Page,
    wish: &Wish,
    typed: (Form, Option<&Refusal>),
    sent: Option<&Fields>,
) -> Result<WishPage, StoreError> {
    page.path = seller_page::address(wish.id);
    let beside = detail::detail(tx, wish.id).await?;
    let form = filled(tx, &page, wish, &beside, typed.0).await?;
    let fields = match typed.1 {
        Some(refusal) => Fields::refused(form, refusal, page.lang),
        None => Fields::from(form),
    };
    let row = rows(&page, std::slice::from_ref(wish)).swap_remove(0);
    let asked = AskedPart::of(tx, &page, wish).await?;
    let names = names(tx, &page, &wish.places).await?;
    let (sellers, reading) = sold::sellers(tx, &page, wish, &beside, sent).await?;
    let misread = sent.map(|sent| sent.problem.clone()).unwrap_or_default();
    let parted = seller_page::parted(tx, wish).await?;
    let gtin = wish.subject.gtin.map(|gtin| gtin.to_string()).unwrap_or_default();
    let choices = Choices::of(&page, &fields, &names, &[]);
    let shelf = Shelf::of(tx, &page, wish, beside, &fields).await?;
    let hidden = form::hidden(&fields);
    let picture = picture::own_picture(tx, wish.id).await?.map(|picture| Shown::own(wish.id, &picture));
    let picture_wrong = String::new();
    let (seller_typed, seller_wrong) = Default::default();
    Ok(WishPage {
        hidden,
        choices,
        row,
        asked,
        shelf,
        sellers,
        parted,
        seller_typed,
        seller_wrong,
        reading,
        misread,
        picture,
        picture_wrong,
        gtin,
        page,
        fields,
    })
}

/// Writes what a form says. A wish always has a condition: what takes one away comes after what may give one.
async fn write(tx: &mut Tx, form: &Form, before: &Wish, zone: &CivilZone) -> Result<()> {
    let (member, id) = (before.member, before.id);
    let said = form::change(form, before, zone)?;
    let takes_away = said.takes_away(&before.subject);
    if !takes_away {
        actions::change(tx, member, id, said.rest(before)).await?;
    }
    for (field, value) in &said.edits {
        edit::ours(tx, member, id, *field, value.clone(), saw(form, *field)).await?;
    }
    if takes_away {
        let stands = actions::theirs(tx, member, id).await?;
        actions::change(tx, member, id, said.rest(&stands)).await?;
    }
    Ok(())
}

/// What a form says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// The wish, and what stands beside it.
    All,
    /// Only what stands beside it.
    Beside,
}

/// Writes all of what a form says of a wish, or none of it: then its page is shown again with what was typed.
pub(crate) async fn save(
    app: &App,
    me: MemberId,
    page: Page,
    id: &str,
    form: Form,
    says: Says,
) -> Result<Response> {
    let mut tx = app.write().await?;
    stamp::turn(&mut tx, me).await?;
    let before = actions::theirs(&mut tx, me, wire::path_id(id)?).await?;
    let wished = match says {
        Says::All => write(&mut tx, &form, &before, page.zone()).await,
        Says::Beside => Ok(()),
    };
    let written = match wished {
        Ok(()) => shelf::write(&mut tx, &form, &before).await,
        refused => refused,
    };
    match written {
        Ok(()) => {
            let list = detail::detail(&mut tx, before.id).await?.list;
            tx.commit().await?;
            Ok(see_other(&view::home(list), "said-wish-changed"))
        }
        Err(refusal) if refusal.fields.is_empty() => Err(refusal),
        Err(refusal) => {
            // What was written before it was refused is not shown.
            drop(tx);
            let mut tx = app.read().await?;
            let shown = wish_page(&mut tx, page, &before, (form, Some(&refusal)), None).await?;
            Ok(html_with(refusal.status(), &shown))
        }
    }
}

async fn change(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    save(&app, me.id, page, &id, form, Says::All).await
}

/// Pauses, resumes, fulfils, drops a wish or wishes it again.
async fn step(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let to: WishState = form.get("state").parse().map_err(|_| Refusal::invalid("state", "choice"))?;
    let mut tx = app.write().await?;
    let wish = actions::change(&mut tx, me.id, wire::path_id(&id)?, WishChange::state(to)).await?;
    let list = detail::detail(&mut tx, wish.id).await?.list;
    tx.commit().await?;
    let said = match to {
        WishState::Open => "said-wish-open",
        WishState::Paused => "said-wish-paused",
        WishState::Fulfilled => "said-wish-fulfilled",
        WishState::Dropped => "said-wish-dropped",
    };
    Ok(see_other(&view::home(list), said))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::GET, "/me/wishes/{id}", get(show))
        .page(Access::Member, Method::POST, "/me/wishes/{id}", post(change))
        .page(Access::Member, Method::POST, "/me/wishes/{id}/state", post(step))
}
