//! A wish made of a bare address is called by that address until its page is read; then it is called as the page is. One made of a bare
//! barcode is called by its digits until its member knows how its product is called.
//!
//! What its member called otherwise is never touched, not even where they wrote it on a device that was away.

use domain::ids::Id;
use domain::{Currency, Gtin, ListingId, Subject, Wish, WishId, WishState, barcode, limits, text};
use kit::{Lang, Result};
use product::{Listing, named_by};
use store::{StoreError, Tx, fetch_all, fetch_each};
use uuid::Uuid;

use crate::draft::{Draft, own_thing};
use crate::merge::Stamp;
use crate::model::WishChange;
use crate::stamp::{self, Field};
use crate::{actions, decide, detail, sql, told};

/// Wishes from a listing, open or paused, that are called by its address alone, whosever they are, after one and in order, at most so
/// many.
///
/// # Errors
/// When the database fails.
pub async fn nameless(
    tx: &mut Tx,
    listing: &Listing,
    after: Option<WishId>,
    most: i64,
) -> Result<Vec<WishId>, StoreError> {
    let (by_address, after) = (named_by(&listing.url), after.map_or(Uuid::nil(), Id::uuid));
    let rows = fetch_all!(tx, sql::NAMELESS, (Uuid,), listing.id.uuid(), by_address, after, most)?;
    Ok(rows.into_iter().map(|(id,)| WishId::from_uuid(id)).collect())
}

/// Calls a wish as the page is called that it is from, which was read, and makes what that page tells its condition; what its member
/// chose stays. A wish that is called otherwise by now stays as it is.
///
/// # Errors
/// `conflict` when the wish moved on at the same time.
pub async fn call_as_page(tx: &mut Tx, id: WishId, listing: &Listing) -> Result<()> {
    let Some(found) = actions::wish(tx, id).await? else { return Ok(()) };
    stamp::turn(tx, found.member).await?;
    // It may have changed before it was our turn.
    let Some(before) = actions::wish(tx, id).await? else { return Ok(()) };
    let from = detail::detail(tx, id).await?.listing;
    let nameless = before.title == named_by(&listing.url)
        && from == Some(listing.id)
        && matches!(before.state, WishState::Open | WishState::Paused)
        && !stamp::of(tx, id).await?.contains_key(&Field::Title);
    if !nameless {
        return Ok(());
    }
    let page = Draft::of(listing, &own_thing(tx, listing, before.member).await?);
    let change = change(&before, &page);
    // A page may be called as no wish can be.
    let Ok(wish) = decide::change(before.clone(), change, 0, tx.now()) else { return Ok(()) };
    write(tx, &wish, &before).await
}

/// Writes what the house calls a wish.
async fn write(tx: &mut Tx, wish: &Wish, before: &Wish) -> Result<()> {
    if wish == before {
        return Ok(());
    }
    actions::save(tx, wish, before).await?;
    if wish.title != before.title {
        // As old as the wish: what a member wrote since, on whatever device, is later and stands.
        let at = before.added_at;
        let stamp = Stamp { at, op: stamp::op_of(wish.id, Field::Title, at), was: None };
        stamp::set(tx, wish.id, Field::Title, &stamp).await?;
    }
    Ok(())
}

/// Whether a wish is called by its barcode alone: as it was written, or as the house calls what nobody has a name for.
#[must_use]
pub fn is_by_code(wish: &Wish) -> bool {
    wish.subject.gtin.is_some_and(|gtin| tells_code(&wish.title, gtin))
}

fn tells_code(title: &str, gtin: Gtin) -> bool {
    let told = |lang: Lang| lang.with("wish-code-title", &[("code", gtin.printed())]);
    barcode::identified(title) == Some(gtin) || Lang::NAMES.iter().any(|(lang, _)| told(*lang) == title)
}

/// Open wishes for a barcode that came from no page and are called by it alone, whosever they are, by id: those that are called as
/// their product is once that is known, and no others, in one look.
///
/// # Errors
/// When the database fails.
pub async fn nameless_code(tx: &mut Tx, gtin: Gtin) -> Result<Vec<WishId>, StoreError> {
    let mut found = Vec::new();
    let read = |(id, title): (Uuid, String)| {
        if tells_code(&title, gtin) {
            found.push(WishId::from_uuid(id));
        }
        Ok(())
    };
    fetch_each!(tx, sql::NAMELESS_CODE, (Uuid, String), read, gtin.number())?;
    Ok(found)
}

/// Calls a wish that is called by its barcode alone as its product is called, where its member may know of that; it is still for exactly
/// that product. What its member wrote stays.
///
/// # Errors
/// `conflict` when the wish moved on at the same time.
pub async fn call_as_product(tx: &mut Tx, id: WishId, name: &str) -> Result<()> {
    let Some(found) = actions::wish(tx, id).await? else { return Ok(()) };
    stamp::turn(tx, found.member).await?;
    // It may have changed before it was our turn.
    let Some(before) = actions::wish(tx, id).await?.filter(is_by_code) else { return Ok(()) };
    let hoped = matches!(before.state, WishState::Open | WishState::Paused);
    if !hoped || stamp::of(tx, id).await?.contains_key(&Field::Title) {
        return Ok(());
    }
    let title: String = name.chars().take(limits::TITLE_CHARS).collect();
    let change = WishChange { title: Some(title), ..WishChange::default() };
    // A shop may call it as no wish can be called.
    match decide::change(before.clone(), change, 0, tx.now()) {
        Ok(wish) => write(tx, &wish, &before).await,
        Err(_) => Ok(()),
    }
}

/// The same for a wish just made of an address, whose page may have been read before: its own page shows it as that anyhow.
///
/// # Errors
/// As [`call_as_page`].
pub async fn call_if_read(tx: &mut Tx, id: WishId, listing: ListingId) -> Result<()> {
    let known = product::kept(tx, listing).await?.filter(|known| known.failure.is_none());
    match known {
        Some(known) => call_as_page(tx, id, &known).await,
        None => Ok(()),
    }
}

/// What a page makes of a wish that was called by its address: each part that was not chosen.
fn change(before: &Wish, page: &Draft) -> WishChange {
    let (was, sold) = (before.subject.clone(), page.subject());
    let by_address = [told::told(&before.title, "", Currency::EUR).words, text::words_or_sign(&before.title)]
        .contains(&was.words);
    let subject = Subject {
        kind: was.kind,
        category: was.category.or(sold.category),
        gtin: was.gtin.or(sold.gtin),
        brand: was.brand.or(sold.brand),
        words: if by_address { sold.words } else { was.words },
    };
    WishChange { title: Some(page.title.clone()), subject: Some(subject), ..WishChange::default() }
}

#[cfg(test)]
mod tests {
    use domain::Kind;

    use super::*;
    use crate::sample;

    fn wish(title: &str, subject: Subject) -> Wish {
        Wish { subject, ..sample::wish(1, title) }
    }

    #[test]
    fn a_wish_is_called_by_its_code_until_somebody_wrote_words() {
        let coded = |title: &str| {
            let gtin = "9782070612758".parse().ok();
            is_by_code(&wish(title, Subject { gtin, ..Subject::told(Kind::Product, "") }))
        };
        for title in [
            "9782070612758",
            "978-2-07-061275-8",
            "2-07-061275-9",
            "Produit 9782070612758",
            "Product 9782070612758",
        ] {
            assert!(coded(title), "{title}");
        }
        for title in ["Le Petit Prince", "3017620422003", "Pour Jo 9782070612758"] {
            assert!(!coded(title), "{title}");
        }
        assert!(!is_by_code(&wish("9782070612758", Subject::told(Kind::Product, "9782070612758"))), "words");
    }

    #[test]
    fn a_page_fills_in_what_was_not_chosen() {
        let gtin = "3017620422003".parse().ok();
        let page = Draft {
            title: "Perceuse X200".into(),
            words: vec!["x200".into()],
            brand: "Norda".into(),
            gtin,
            category: "home/tools".into(),
            ..Draft::default()
        };
        let bare = wish("shop.example", Subject::told(Kind::Product, "shop.example"));
        let made = change(&bare, &page);
        let subject = made.subject.unwrap();
        assert_eq!((made.title.as_deref(), subject.gtin), (Some("Perceuse X200"), gtin));
        assert_eq!((subject.words, subject.brand), (vec!["x200".to_owned()], Some("norda".to_owned())));
        assert_eq!(subject.category, "home/tools".parse().ok());

        let chosen = Subject { category: "books".parse().ok(), ..Subject::told(Kind::Product, "un cadeau") };
        let subject = change(&wish("shop.example", chosen), &page).subject.unwrap();
        assert_eq!(subject.category, "books".parse().ok());
        assert_eq!(subject.words, text::words("un cadeau"));
    }
}
