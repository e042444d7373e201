//! What the neighbourhood has of a product now.

use domain::{Gtin, Offer, Place};
use kit::App;
use people::Organisation;
use store::{StoreError, Tx};

/// Offers shown of one product: every shop of a town.
const MOST: i64 = 200;

/// An offer with its place and whose it is.
pub(crate) struct Had {
    pub(crate) offer: Offer,
    pub(crate) place: Place,
    pub(crate) by: Option<Organisation>,
}

/// What is known of a product here.
pub(crate) struct Stock {
    /// What the shops here call it; empty when none has it. What pages elsewhere call it is not told: that somebody had one read
    /// would tell that somebody here hopes for it.
    pub(crate) title: String,
    /// Cheapest first; prices of one currency before those of the next.
    pub(crate) had: Vec<Had>,
}

/// Looks up a product.
pub(crate) async fn stock(tx: &mut Tx, app: &App, gtin: Gtin) -> Result<Stock, StoreError> {
    let mut had = Vec::new();
    for offer in offer::with_gtin(tx, gtin, app.now(), MOST).await? {
        let Some(place) = place::place(tx, offer.place).await? else { continue };
        let by = people::organisation(tx, offer.organisation).await?;
        had.push(Had { offer, place, by });
    }
    had.sort_by_key(|had| (had.offer.price.currency, had.offer.price.minor, had.offer.id));
    let title = had.first().map(|had| had.offer.title.clone()).unwrap_or_default();
    Ok(Stock { title, had })
}
