//! A wish that is called by its barcode alone is called as its product is, as soon as its member may know how that is called: as a shop
//! here calls it, or a page that they may know of. That somebody else had a page read is not told.

use domain::{Gtin, Wish, WishId};
use kit::App;
use store::{StoreError, Tx};

/// Calls the wishes for a barcode as its product is called. Those that have a name already are not opened: of a product that many wish
/// for, nearly all.
pub(crate) async fn all_of(app: &App, gtin: Gtin) -> Result<(), StoreError> {
    let nameless = wish::nameless_code(&mut app.read().await?, gtin).await?;
    for wish in nameless {
        by_product(app, wish).await?;
    }
    Ok(())
}

/// Calls one wish as its product is called; one that is called otherwise stays as it is.
pub(crate) async fn by_product(app: &App, id: WishId) -> Result<(), StoreError> {
    let mut tx = app.read().await?;
    let Some(found) = wish::wish(&mut tx, id).await?.filter(wish::is_by_code) else { return Ok(()) };
    let Some(name) = name(&mut tx, app, &found).await? else { return Ok(()) };
    drop(tx);
    let mut tx = app.write().await?;
    match wish::call_as_product(&mut tx, id, &name).await {
        Ok(()) => tx.commit().await,
        // Called by its digits, it is still what its member wished; what failed was told where it failed.
        Err(_) => Ok(()),
    }
}

async fn name(tx: &mut Tx, app: &App, wish: &Wish) -> Result<Option<String>, StoreError> {
    let Some(gtin) = wish.subject.gtin else { return Ok(None) };
    if let Some(offer) = offer::with_gtin(tx, gtin, app.now(), 1).await?.into_iter().next() {
        return Ok(Some(offer.title));
    }
    let listings = wish::listings(tx, wish).await?.into_iter();
    // One that was never read is called by its address.
    let mut read = listings.filter(|one| one.failure.is_none() && one.title != product::named_by(&one.url));
    Ok(read.next().map(|listing| listing.title))
}
