//! Rows as primitives, and back to the model.

use domain::ids::Id;
use domain::{Currency, Gtin, Instant, ListingId, MemberId, Money, ProductId};
use sqlx::FromRow;
use store::{BadRow, StoreError};
use uuid::Uuid;

use crate::model::{Chosen, Known, Listing, Point, Product};

/// A row of `product`.
#[derive(FromRow)]
pub(crate) struct ProductRow {
    id: Uuid,
    title: String,
    brand: Option<String>,
    gtin: Option<i64>,
    model: Option<String>,
    category: Option<String>,
}

impl ProductRow {
    pub(crate) fn read(self) -> Result<Product, StoreError> {
        let id = ProductId::from_uuid(self.id);
        let bad = |column| BadRow::at("product", column, id);
        let gtin = self.gtin.map(|number| Gtin::from_number(number).ok_or_else(bad("gtin")));
        let category = self.category.map(|path| path.parse().map_err(|_| bad("category")()));
        Ok(Product {
            id,
            title: self.title,
            brand: self.brand,
            gtin: gtin.transpose()?,
            model: self.model,
            category: category.transpose()?,
        })
    }
}

/// A row of `listing`.
#[derive(FromRow)]
pub(crate) struct ListingRow {
    id: Uuid,
    product: Uuid,
    member: Option<Uuid>,
    url: String,
    retailer: String,
    title: String,
    picture: Option<String>,
    price_minor: Option<i64>,
    list_minor: Option<i64>,
    currency: Option<String>,
    availability: String,
    read_at: i64,
    failure: Option<String>,
    failures: i64,
    etag: Option<String>,
    last_modified: Option<String>,
    every_s: i64,
    next_at: Option<i64>,
    variant: String,
    variant_name: String,
    turn: i64,
    became: Option<Uuid>,
}

/// Minor units without a currency are no price.
pub(crate) fn money(minor: Option<i64>, currency: Option<Currency>) -> Option<Money> {
    minor.zip(currency).map(|(minor, currency)| Money { minor, currency })
}

impl ListingRow {
    pub(crate) fn read(self) -> Result<Listing, StoreError> {
        let id = ListingId::from_uuid(self.id);
        let bad = |column| BadRow::at("listing", column, id);
        let currency = self.currency.map(|code| code.parse::<Currency>().map_err(|_| bad("currency")()));
        let currency = currency.transpose()?;
        Ok(Listing {
            id,
            product: ProductId::from_uuid(self.product),
            member: self.member.map(MemberId::from_uuid),
            url: self.url,
            retailer: self.retailer,
            title: self.title,
            picture: self.picture,
            price: money(self.price_minor, currency),
            list_price: money(self.list_minor, currency),
            availability: self.availability.parse().map_err(|_| bad("availability")())?,
            read_at: Instant::from_micros(self.read_at),
            failure: self.failure,
            failures: u32::try_from(self.failures).map_err(|_| bad("failures")())?,
            known: Known { etag: self.etag, last_modified: self.last_modified },
            every_s: self.every_s,
            next_at: self.next_at.map(Instant::from_micros),
            variant: Some(Chosen { key: self.variant, name: self.variant_name })
                .filter(|one| !one.key.is_empty()),
            turn: self.turn,
            became: self.became.map(ListingId::from_uuid),
        })
    }
}

/// A row of `price`.
#[derive(FromRow)]
pub(crate) struct PointRow {
    at: i64,
    price_minor: Option<i64>,
    currency: Option<String>,
    availability: String,
}

impl PointRow {
    pub(crate) fn read(self, of: ListingId) -> Result<Point, StoreError> {
        let bad = |column| BadRow::at("price", column, of);
        let currency = self.currency.map(|code| code.parse().map_err(|_| bad("currency")()));
        Ok(Point {
            at: Instant::from_micros(self.at),
            price: money(self.price_minor, currency.transpose()?),
            availability: self.availability.parse().map_err(|_| bad("availability")())?,
        })
    }
}
