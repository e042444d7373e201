//! Sellers of a wish on its page: one more by its address or with one touch, one fewer, and what is said when it is none.

use axum::extract::{Path, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::routing::post;
use domain::{ListingId, MemberId, Wish, WishId};
use kit::page::html_with;
use kit::{Access, App, Form, Me, Page, Result, Routes, see_other, wire};
use product::{Listing, Sureness};
use store::{StoreError, Tx};

use crate::draft::{Draft, described};
use crate::twin::{self, Held, Twin};
use crate::why::Why;
use crate::{actions, detail, new, pages, seller};

/// What the page that asks says of a wish that is there already.
pub(crate) struct Asked {
    /// Which, and how its member calls it.
    pub(crate) wish: WishId,
    pub(crate) called: String,
    pub(crate) title: String,
    pub(crate) note: String,
    pub(crate) button: String,
    pub(crate) why: Why,
    pub(crate) listing: String,
}

impl Asked {
    /// Says that a page is a seller of a wish already, or that a wish is for this very barcode.
    pub(crate) fn there(page: &Page, wish: &Wish) -> Self {
        Self {
            wish: wish.id,
            called: wish.title.clone(),
            title: page.t("seller-there"),
            note: page.t("seller-there-note"),
            button: String::new(),
            why: Why::bare(String::new()),
            listing: String::new(),
        }
    }

    /// Whether there is nothing to be added to the wish but what was typed.
    pub(crate) fn is_there(&self) -> bool {
        self.button.is_empty()
    }

    /// Says that a page is held for a seller of a wish; nothing where it is one already.
    pub(crate) fn of(page: &Page, twin: &Twin, listing: ListingId) -> Option<Self> {
        let (kind, likeness) = match &twin.held {
            Held::There => return None,
            Held::Same(likeness) if likeness.sureness == Sureness::Unlike => ("unlike", likeness),
            Held::Same(likeness) => ("same", likeness),
            Held::Answers(likeness) => ("answers", likeness),
        };
        let why = match kind {
            "answers" => Why::answers(page, likeness),
            _ => Why::of(page, likeness),
        };
        Some(Self {
            wish: twin.wish.id,
            called: twin.wish.title.clone(),
            title: page.t(&format!("seller-{kind}")),
            note: page.t(&format!("seller-{kind}-note")),
            button: page.t(&format!("seller-{kind}-add")),
            why,
            listing: listing.to_string(),
        })
    }
}

/// How alike a page is to the thing of a wish, as its member may know.
pub(crate) async fn held(tx: &mut Tx, wish: &Wish, listing: &Listing) -> Result<Held, StoreError> {
    let from = detail::detail(tx, wish.id).await?.listing;
    let joined = seller::said(tx, wish.id).await?.into_iter();
    let joined = joined.filter(|(id, said)| *said == seller::Said::Same && *id != listing.id);
    let pages: Vec<ListingId> = from.into_iter().chain(joined.map(|(id, _)| id)).collect();
    let hope = twin::hope(tx, wish.clone(), pages).await?;
    Ok(twin::held(&hope, &described(tx, listing, wish.member).await?))
}

/// Why a page is held for a seller of a wish: what was judged, or that they said so.
pub(crate) async fn why(tx: &mut Tx, page: &Page, wish: &Wish, listing: &Listing) -> Result<Why, StoreError> {
    Ok(match held(tx, wish, listing).await? {
        Held::Same(likeness) if likeness.sureness == Sureness::Unlike => Why::bare(page.t("why-said")),
        Held::Same(likeness) => Why::of(page, &likeness),
        Held::Answers(likeness) => Why::answers(page, &likeness),
        Held::There => Why::bare(page.t("why-said")),
    })
}

/// The pages that were taken off a wish, to be put back.
pub(crate) async fn parted(tx: &mut Tx, wish: &Wish) -> Result<Vec<(String, String, String)>, StoreError> {
    let mut parted: Vec<(String, String, String)> = Vec::new();
    for (id, said) in seller::said(tx, wish.id).await? {
        if said == seller::Said::Other
            && let Some(listing) = product::listing(tx, id, wish.member).await?
        {
            parted.push((id.to_string(), listing.retailer, listing.title));
        }
    }
    Ok(parted)
}

/// A page was read for a wish: what sells its thing becomes a seller of it at once, of anything else it is asked first.
///
/// # Errors
/// `not-found` when the wish is not theirs, `too-many` sellers.
pub async fn seller_read(
    app: &App,
    page: Page,
    me: MemberId,
    wish: &str,
    (listing, draft): (&Listing, &Draft),
) -> Result<Response> {
    let mut tx = app.write().await?;
    let wish = actions::theirs(&mut tx, me, wire::path_id(wish)?).await?;
    if seller::wished_at(&mut tx, me, listing).await?.is_some_and(|there| there.id == wish.id) {
        return Ok(see_other(&address(wish.id), "said-seller-there"));
    }
    let held = held(&mut tx, &wish, listing).await?;
    let parted = seller::is_parted(&mut tx, &wish, listing.id).await?;
    let unlike = matches!(&held, Held::Same(likeness) if likeness.sureness == Sureness::Unlike);
    if !unlike && !parted {
        let added = seller::join(&mut tx, me, wish.id, listing.id).await?;
        tx.commit().await?;
        let said = if added { "said-seller-added" } else { "said-seller-there" };
        return Ok(see_other(&address(wish.id), said));
    }
    drop(tx);
    let mut tx = app.read().await?;
    let asked = Asked::of(&page, &Twin { wish, held }, listing.id);
    Ok(new::ask_beside(&mut tx, page, me, draft, asked).await?)
}

/// The page of a wish, saying beside the field why what was typed brought no seller.
///
/// # Errors
/// `not-found` when the wish is not theirs.
pub async fn not_a_seller(
    app: &App,
    page: Page,
    me: MemberId,
    wish: &str,
    (typed, why, status): (&str, String, StatusCode),
) -> Result<Response> {
    let mut tx = app.read().await?;
    let wish = actions::theirs(&mut tx, me, wire::path_id(wish)?).await?;
    let shown = pages::shown(&mut tx, page, &wish).await?;
    Ok(html_with(status, &shown.not_a_seller(typed.to_owned(), why)))
}

/// The page of a wish, saying beside a seller why its page was not read just now.
///
/// # Errors
/// `not-found` when the wish is not theirs.
pub async fn not_read_now(
    app: &App,
    page: Page,
    me: MemberId,
    (wish, listing): (WishId, ListingId),
    (why, status): (&str, StatusCode),
) -> Result<Response> {
    let mut tx = app.read().await?;
    let wish = actions::theirs(&mut tx, me, wish).await?;
    let shown = pages::shown(&mut tx, page, &wish).await?;
    Ok(html_with(status, &shown.not_read_now(listing, why)))
}

/// The page of a wish.
pub(crate) fn address(wish: WishId) -> String {
    format!("/me/wishes/{wish}")
}

async fn add(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    let wish = actions::theirs(&mut tx, me.id, wire::path_id(&id)?).await?.id;
    let listing = wire::id(form.get("listing"), "listing")?;
    let added = seller::join(&mut tx, me.id, wish, listing).await?;
    tx.commit().await?;
    Ok(see_other(&address(wish), if added { "said-seller-added" } else { "said-seller-there" }))
}

async fn off(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let mut tx = app.write().await?;
    let wish = actions::theirs(&mut tx, me.id, wire::path_id(&id)?).await?.id;
    let listing = wire::id(form.get("listing"), "listing")?;
    seller::part(&mut tx, me.id, wish, listing).await?;
    tx.commit().await?;
    Ok(see_other(&address(wish), "said-seller-off"))
}

pub(crate) fn routes() -> Routes {
    Routes::new().page(Access::Member, Method::POST, "/me/wishes/{id}/sellers", post(add)).page(
        Access::Member,
        Method::POST,
        "/me/wishes/{id}/sellers/off",
        post(off),
    )
}
