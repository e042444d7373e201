//! A retailer's page as the house keeps it, and wishes from it: what reading it brings is given by hand.

use domain::{Availability, Gtin, ListingId, Money};
use product::{Again, Known, News, Seen};
use serde_json::Value;

use crate::hand::Hand;
use crate::harness::Town;

/// A day.
pub const DAY: i64 = 86_400;

/// A page of a retailer.
pub struct Sale<'t> {
    t: &'t Town,
    pub listing: ListingId,
    url: String,
    thing: String,
}

/// A barcode that only this thing has.
fn barcode(thing: &str) -> Gtin {
    let number = thing.bytes().fold(7_i64, |sum, byte| (sum * 31 + i64::from(byte)) % 1_000_000_000);
    let body = format!("300{number:09}");
    let sum: u32 =
        body.bytes().rev().zip([3, 1].into_iter().cycle()).map(|(d, w)| u32::from(d - b'0') * w).sum();
    format!("{body}{}", (10 - sum % 10) % 10).parse().unwrap()
}

fn seen(url: &str, thing: &str, minor: i64, availability: Availability) -> Seen {
    Seen {
        url: url.into(),
        retailer: url.split('/').nth(2).unwrap_or_default().into(),
        title: "Perceuse X200".into(),
        brand: Some("Norda".into()),
        gtin: Some(barcode(thing)),
        model: None,
        category: None,
        picture: None,
        price: Some(Money::eur(minor)),
        list_price: None,
        availability,
        known: Known::default(),
        besides: product::Besides::default(),
    }
}

impl<'t> Sale<'t> {
    /// A page that the house reads for the first time.
    pub async fn opens(t: &'t Town, url: &str, minor: i64) -> Self {
        Self::of(t, url, url, minor).await
    }

    /// A page of a thing that others sell as well.
    pub async fn of(t: &'t Town, thing: &str, url: &str, minor: i64) -> Self {
        let mut tx = t.app.write().await.unwrap();
        let seen = seen(url, thing, minor, Availability::In);
        let listing = product::note(&mut tx, &t.app, seen, None).await.unwrap();
        tx.commit().await.unwrap();
        t.turn().await;
        Self { t, listing: listing.id, url: url.into(), thing: thing.into() }
    }

    async fn keeps(&self, again: Again) -> Option<News> {
        let mut tx = self.t.app.write().await.unwrap();
        let before = product::kept(&mut tx, self.listing).await.unwrap().unwrap();
        let news = product::reread(&mut tx, &self.t.app, before, again).await.unwrap().1;
        tx.commit().await.unwrap();
        news
    }

    async fn reads(&self, again: Again) -> Option<News> {
        let news = self.keeps(again).await;
        self.t.turn().await;
        news
    }

    /// The house reads it again and finds a price; nobody has heard yet.
    pub async fn costs_unheard(&self, minor: i64) {
        self.keeps(Again::Seen(Box::new(seen(&self.url, &self.thing, minor, Availability::In)))).await;
    }

    /// The house reads it again and finds a price.
    pub async fn costs(&self, minor: i64) -> Option<News> {
        self.reads(Again::Seen(Box::new(seen(&self.url, &self.thing, minor, Availability::In)))).await
    }

    /// The house reads it again and finds that it cannot be had.
    pub async fn runs_out(&self, minor: i64) {
        self.reads(Again::Seen(Box::new(seen(&self.url, &self.thing, minor, Availability::Out)))).await;
    }

    /// The house cannot read it.
    pub async fn fails(&self) {
        self.reads(Again::Failed { why: "fetch-slow", until: None, may_pass: true }).await;
    }

    /// Somebody wishes from it.
    pub async fn wished_by(&self, who: &Hand<'_>, top: Option<i64>) -> String {
        let words = format!("perceuse-{}", self.listing);
        let top = top.map(|minor| serde_json::json!({"minor": minor, "currency": "EUR"}));
        let wish = serde_json::json!({"title": words, "top_price": top, "listing": self.listing.to_string()});
        who.wishes_for(wish).await
    }
}

/// The news somebody was told, in order.
pub async fn news_of(who: &Hand<'_>) -> Vec<Value> {
    let all = who.get("/api/v1/opportunities").await.want(200).json();
    all["items"].as_array().cloned().unwrap_or_default()
}
