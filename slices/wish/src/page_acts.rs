//! What a member does with the page their wish is from: choose a size or a colour, put right what was misread, and take what stands
//! there now when another thing came to.

use axum::extract::{Path, State};
use axum::http::Method;
use axum::response::Response;
use axum::routing::post;
use domain::{ListingId, MemberId, Subject, Wish, WishId};
use kit::page::html_with;
use kit::{Access, App, Fields, Form, Me, Page, Refusal, Result, Routes, see_other, wire};
use product::Listing;
use store::Tx;

use crate::draft::{Draft, own_thing};
use crate::model::{Detail, Refused, WishChange};
use crate::{actions, detail, own_word, pages, stamp};

/// A member's wish, what stands beside it, and the page that it is from.
async fn from_page(tx: &mut Tx, member: MemberId, id: WishId) -> Result<(Wish, Detail, Listing)> {
    let wish = actions::theirs(tx, member, id).await?;
    let beside = detail::detail(tx, wish.id).await?;
    let listing = match beside.listing {
        Some(listing) => product::listing(tx, listing, member).await?,
        None => None,
    };
    Ok((wish, beside, listing.ok_or(Refused::NoListing)?))
}

/// What a listing sells, as the form would have it.
async fn sold(tx: &mut Tx, listing: &Listing, member: MemberId) -> Result<Subject> {
    Ok(Draft::of(listing, &own_thing(tx, listing, member).await?).subject())
}

/// The condition of a wish whose page is of something else from now on: that one's, if it was the page's before; else what its member
/// said, with the barcode that is the page's now.
fn retold(wished: &Subject, before: Subject, now: Subject) -> Subject {
    let kind = wished.kind;
    if *wished == (Subject { kind, ..before.clone() }) {
        return Subject { kind, ..now };
    }
    if wished.gtin.is_none() || wished.gtin != before.gtin {
        return wished.clone();
    }
    let gtin = Subject { gtin: now.gtin, ..wished.clone() };
    let empty =
        gtin.words.is_empty() && gtin.category.is_none() && gtin.brand.is_none() && gtin.gtin.is_none();
    if empty { Subject { kind, ..now } } else { gtin }
}

/// Wishes from another listing from now on, and for what that one sells.
async fn wish_from(tx: &mut Tx, wish: &Wish, beside: Detail, from: &Listing, to: &Listing) -> Result<()> {
    let (before, now) = (sold(tx, from, wish.member).await?, sold(tx, to, wish.member).await?);
    detail::set_detail(tx, wish.member, wish.id, &Detail { listing: Some(to.id), ..beside }).await?;
    let subject = retold(&wish.subject, before, now);
    if subject != wish.subject {
        let change = WishChange { subject: Some(subject), ..WishChange::default() };
        actions::change(tx, wish.member, wish.id, change).await?;
    }
    Ok(())
}

fn done(id: WishId) -> Response {
    see_other(&format!("/me/wishes/{id}"), "said-wish-changed")
}

/// "Yes, this is it now": what came to stand at the address is what is wished from then on.
async fn take(State(app): State<App>, Me(me): Me, Path(id): Path<String>, form: Form) -> Result<Response> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    stamp::turn(&mut tx, me.id).await?;
    let (wish, beside, listing) = from_page(&mut tx, me.id, id).await?;
    let became: ListingId = wire::id(form.get("became"), "became")?;
    if listing.id == became {
        return Ok(done(id));
    }
    let now = match listing.became.filter(|there| *there == became) {
        Some(there) => product::listing(&mut tx, there, me.id).await?,
        None => None,
    };
    let now = now.ok_or_else(|| Refusal::invalid("became", "choice"))?;
    wish_from(&mut tx, &wish, beside, &listing, &now).await?;
    tx.commit().await?;
    Ok(done(id))
}

/// Chooses a size or a colour, or the page at large.
async fn choose(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    stamp::turn(&mut tx, me.id).await?;
    let (wish, beside, listing) = from_page(&mut tx, me.id, id).await?;
    let Some(chosen) = product::choose(&mut tx, &app, &listing, form.get("variant")).await? else {
        drop(tx);
        return again(&app, page, &wish, form, &Refusal::invalid("variant", "choice")).await;
    };
    wish_from(&mut tx, &wish, beside, &listing, &chosen).await?;
    tx.commit().await?;
    Ok(done(id))
}

/// Puts right what was misread, by one's own word; with nothing said it is taken back.
async fn correct(
    State(app): State<App>,
    Me(me): Me,
    page: Page,
    Path(id): Path<String>,
    form: Form,
) -> Result<Response> {
    let id = wire::path_id(&id)?;
    let mut tx = app.write().await?;
    let (wish, _, listing) = from_page(&mut tx, me.id, id).await?;
    match own_word::in_form(&form, &listing, tx.now()) {
        Ok(word) => {
            own_word::say(&mut tx, id, &word).await?;
            tx.commit().await?;
            Ok(done(id))
        }
        Err(refusal) => {
            drop(tx);
            again(&app, page, &wish, form, &refusal).await
        }
    }
}

/// The page again, with what was sent still in its form.
async fn again(app: &App, page: Page, wish: &Wish, form: Form, refusal: &Refusal) -> Result<Response> {
    let fields = Fields::refused(form, refusal, page.lang);
    let shown = pages::misread(&mut app.read().await?, page, wish, &fields).await?;
    Ok(html_with(refusal.status(), &shown))
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::POST, "/me/wishes/{id}/page", post(take))
        .page(Access::Member, Method::POST, "/me/wishes/{id}/variant", post(choose))
        .page(Access::Member, Method::POST, "/me/wishes/{id}/said", post(correct))
}

#[cfg(test)]
mod tests {
    use domain::Kind;

    use super::*;

    #[test]
    fn a_condition_follows_its_page_as_far_as_it_was_the_pages() {
        let told = |words: &str, gtin: &str| Subject {
            gtin: gtin.parse().ok(),
            ..Subject::told(Kind::Product, words)
        };
        let (one, other) = ("3017620422003", "4006381333931");
        let (before, now) = (told("perceuse x200", one), told("perceuse x300", other));
        assert_eq!(retold(&before.clone(), before.clone(), now.clone()), now, "it was the page's whole");
        let own = told("perceuse bleue", one);
        assert_eq!(retold(&own, before.clone(), now.clone()), told("perceuse bleue", other));
        let words = told("perceuse bleue", "");
        assert_eq!(retold(&words, before.clone(), now.clone()), words, "words of their own stay");
        let bare = Subject { words: Vec::new(), ..told("", one) };
        assert_eq!(
            retold(&bare, before, told("perceuse", "")),
            told("perceuse", ""),
            "something is always wished"
        );
    }
}
