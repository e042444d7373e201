//! Which products a description may be of, among all that everybody may see, and which one it is. A page that is read goes through here, and
//! so does what `eval likeness` measures.

use kit::App;
use store::{StoreError, Tx, fetch_all};

use crate::actions::product;
use crate::model::{Described, Product};
use crate::note::{add_product, key};
use crate::rows::ProductRow;
use crate::{alike, sql, words};

/// Products of a make or a maker's number that a page is compared with.
const ALIKE: i64 = 1_000;

/// The products that a description may be of: those of its make or its maker's number, and those that share its rarest words.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn candidates(tx: &mut Tx, told: &Described) -> Result<Vec<Product>, StoreError> {
    let (brand, model) = (key(told.thing.brand.as_deref()), key(told.thing.model.as_deref()));
    let rows = fetch_all!(tx, sql::ALIKE, ProductRow, &brand, &model, ALIKE)?;
    let mut known = rows.into_iter().map(ProductRow::read).collect::<Result<Vec<_>, _>>()?;
    for near in words::near(tx, &alike::of_thing(told)).await? {
        if !known.iter().any(|one| one.id == near) {
            known.extend(product(tx, near).await?);
        }
    }
    Ok(known)
}

/// The one of these that a description is of: likely enough, and no other nearly as likely.
#[must_use]
pub fn same(told: &Described, known: Vec<Product>) -> Option<Product> {
    alike::same(told, known)
}

/// Adds a product without looking whether it is known; it is found by its words from then on.
///
/// # Errors
/// When the database fails.
pub async fn add(tx: &mut Tx, app: &App, told: &Described) -> Result<domain::ProductId, StoreError> {
    let product = add_product(tx, app, told, None).await?;
    words::note(tx, product).await?;
    Ok(product)
}
