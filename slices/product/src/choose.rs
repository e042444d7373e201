//! A size or a colour of what a page sells, chosen: a listing of its own, with its own price, stock, barcode and history.

use domain::ids::Id;
use domain::{Availability, Gtin, Instant, ListingId, Money, ProductId};
use kit::App;
use store::{StoreError, Tx};

use crate::actions::with_gtin;
use crate::model::{Chosen, Listing, Seen};
use crate::note::{add_product, at, begin, insert};
use crate::told::{Besides, Part, Told, Value};
use crate::{sweep, told_rows};

/// What of a page counts for a listing of it.
struct Sold {
    variant: Option<Chosen>,
    gtin: Option<Gtin>,
    price: Option<Money>,
    availability: Availability,
}

/// The page at large, or one of its variants; `None` when it has none of that key.
fn sold(told: &Told, key: &str) -> Option<Sold> {
    if key.is_empty() {
        let availability = match told.taken(Part::Availability) {
            Some(Value::Availability(availability)) => *availability,
            _ => Availability::Unknown,
        };
        return Some(Sold { variant: None, gtin: told.gtin(), price: told.money(Part::Price), availability });
    }
    let one = told.variant(key)?;
    Some(Sold {
        variant: Some(Chosen { key: one.key.clone(), name: one.name.clone() }),
        gtin: one.gtin,
        price: one.price.or_else(|| told.money(Part::Price).filter(|_| told.range().is_none())),
        availability: one.availability,
    })
}

/// The listing of a size or a colour that a page sells, by its key; of the page at large when the key is empty. `None` when the page
/// had none of that key when it was read last.
///
/// # Errors
/// When the database fails.
pub async fn choose(tx: &mut Tx, app: &App, of: &Listing, key: &str) -> Result<Option<Listing>, StoreError> {
    if of.variant.as_ref().map_or("", |one| one.key.as_str()) == key {
        return Ok(Some(of.clone()));
    }
    let told = told_rows::told(tx, of.id).await?;
    let Some(sold) = sold(&told, key) else { return Ok(None) };
    let known = at(tx, &of.url, of.member, key).await?.into_iter().find(|one| one.turn == of.turn);
    if let Some(known) = known {
        sweep::wanted(tx, known.id).await?;
        return Ok(Some(known));
    }
    let product = product_of(tx, app, of, &sold).await?;
    let listing = Listing {
        id: ListingId::make(Instant::from_micros(0), app.chance.bytes()),
        product,
        price: sold.price,
        list_price: None,
        availability: sold.availability,
        failures: 0,
        variant: sold.variant,
        became: None,
        ..of.clone()
    };
    if insert(tx, &listing).await? {
        begin(tx, &listing, &told).await?;
        return Ok(Some(listing));
    }
    // Somebody else chose it at the same time, and theirs stands.
    Ok(at(tx, &of.url, of.member, key).await?.into_iter().next())
}

/// The thing of a barcode; without one a thing of its own, for nothing tells that another shop's page is of the same size.
async fn product_of(tx: &mut Tx, app: &App, of: &Listing, sold: &Sold) -> Result<ProductId, StoreError> {
    if let (Some(gtin), None) = (sold.gtin, of.member)
        && let Some(known) = with_gtin(tx, gtin).await?
    {
        return Ok(known.id);
    }
    let name = sold.variant.as_ref().map(|one| one.name.as_str()).unwrap_or_default();
    let seen = Seen {
        url: of.url.clone(),
        retailer: of.retailer.clone(),
        title: format!("{} {name}", of.title).trim().to_owned(),
        brand: None,
        gtin: sold.gtin,
        model: None,
        category: None,
        picture: None,
        price: None,
        list_price: None,
        availability: sold.availability,
        known: of.known.clone(),
        besides: Besides::default(),
    };
    add_product(tx, app, &seen, of.member).await
}
