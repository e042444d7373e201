//! What a page told besides, as it is kept with its listing.

use domain::ids::Id;
use domain::{Gtin, ListingId, Money};
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all};

use crate::actions::{currency, minor};
use crate::rows::money;
use crate::sql;
use crate::told::{Found, Told, Value, Variant};

/// Values kept of one part.
const OTHERS: usize = 4;
/// Variants kept.
const VARIANTS: usize = 100;

#[derive(FromRow)]
struct FoundRow {
    part: String,
    nth: i64,
    value: String,
    found_at: String,
}

#[derive(FromRow)]
struct VariantRow {
    variant: String,
    name: String,
    gtin: Option<i64>,
    price_minor: Option<i64>,
    currency: Option<String>,
    availability: String,
}

impl FoundRow {
    fn read(self, of: ListingId) -> Result<Found, StoreError> {
        let part = self.part.parse().map_err(|_| BadRow::at("listing_found", "part", of)())?;
        let value =
            Value::read(part, &self.value).ok_or_else(|| BadRow::at("listing_found", "value", of)())?;
        Ok(Found { part, value, at: self.found_at, taken: self.nth == 0 })
    }
}

impl VariantRow {
    fn read(self, of: ListingId) -> Result<Variant, StoreError> {
        let bad = |column| BadRow::at("listing_variant", column, of);
        let gtin = self.gtin.map(|number| Gtin::from_number(number).ok_or_else(bad("gtin")));
        let currency = self.currency.map(|code| code.parse().map_err(|_| bad("currency")()));
        Ok(Variant {
            key: self.variant,
            name: self.name,
            gtin: gtin.transpose()?,
            price: money(self.price_minor, currency.transpose()?),
            availability: self.availability.parse().map_err(|_| bad("availability")())?,
        })
    }
}

/// What the page of a listing told besides, when it was read last.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn told(tx: &mut Tx, of: ListingId) -> Result<Told, StoreError> {
    let found = fetch_all!(tx, sql::FOUND, FoundRow, of.uuid())?;
    let mut found = found.into_iter().map(|row| row.read(of)).collect::<Result<Vec<_>, _>>()?;
    // What was taken of a part comes first of it; the sort keeps the rest as it was kept.
    found.sort_by_key(|one| one.part);
    let variants = fetch_all!(tx, sql::VARIANTS, VariantRow, of.uuid())?;
    let variants = variants.into_iter().map(|row| row.read(of)).collect::<Result<Vec<_>, _>>()?;
    Ok(Told { found, variants })
}

/// Bounded as it is kept, so that what is kept is what was told.
fn bounded(told: &Told) -> Told {
    let mut found: Vec<Found> = Vec::new();
    for one in &told.found {
        if found.iter().filter(|known| known.part == one.part).count() < OTHERS {
            found.push(one.clone());
        }
    }
    found.sort_by_key(|one| (one.part, !one.taken));
    Told { found, variants: told.variants.iter().take(VARIANTS).cloned().collect() }
}

/// Keeps what a page told, in place of what it told before.
pub(crate) async fn keep(tx: &mut Tx, of: ListingId, told: &Told) -> Result<(), StoreError> {
    let told = bounded(told);
    let before = self::told(tx, of).await?;
    if before == told {
        return Ok(());
    }
    if before.found != told.found {
        execute!(tx, sql::FORGET_FOUND, of.uuid())?;
        let mut last = None;
        let mut nth = 0_i64;
        for one in &told.found {
            // The first of a part that was not taken is not at the place of what is.
            nth = if last == Some(one.part) { nth + 1 } else { i64::from(!one.taken) };
            last = Some(one.part);
            execute!(tx, sql::ADD_FOUND, of.uuid(), one.part.name(), nth, one.value.kept(), &one.at)?;
        }
    }
    if before.variants != told.variants {
        execute!(tx, sql::FORGET_VARIANTS, of.uuid())?;
        for (nth, one) in (0_i64..).zip(&told.variants) {
            execute!(
                tx,
                sql::ADD_VARIANT,
                of.uuid(),
                nth,
                &one.key,
                &one.name,
                one.gtin.map(Gtin::number),
                minor(one.price),
                currency(one.price),
                one.availability.name(),
            )?;
        }
    }
    Ok(())
}

/// A price as the house counts it, in what is kept besides.
pub(crate) fn counted(told: &mut Told, within: impl Fn(Option<Money>) -> Option<Money>) {
    told.found.retain(|one| match one.value {
        Value::Money(money) => within(Some(money)).is_some(),
        Value::Range(low, high) => within(Some(low)).is_some() && within(Some(high)).is_some(),
        _ => true,
    });
    for one in &mut told.variants {
        one.price = within(one.price);
    }
}
