//! Offers on both databases.

#![expect(clippy::unwrap_used, reason = "a panic is how a test reports")]

mod http;
mod import;
mod pages;
mod publish;
mod stock;

use domain::{Money, Offer, OrganisationId, PlaceId, Position};
use kit::App;
use offer::NewOffer;
use place::NewPlace;
use store::testing::TestDb;

/// An app with a shop that has two places, and another shop with one.
struct Street {
    app: App,
    shop: OrganisationId,
    place: PlaceId,
    second: PlaceId,
    other: OrganisationId,
    elsewhere: PlaceId,
    _db: TestDb,
}

impl Street {
    async fn of(db: TestDb) -> Self {
        let app = kit::testing::app(db.db.clone());
        let mut tx = app.write().await.unwrap();
        let shop = people::create_organisation(&mut tx, &app, "L’Épicerie du Port", None).await.unwrap();
        let other = people::create_organisation(&mut tx, &app, "Au Fil du Vin", None).await.unwrap();
        let mut ids = Vec::new();
        for (number, organisation) in [(1, shop), (2, shop), (3, other)] {
            let new = NewPlace {
                organisation: Some(organisation),
                name: format!("Lieu {number}"),
                category: "food/grocery".parse().unwrap(),
                position: Position::new(47.6512, -2.0842).unwrap(),
                radius_m: 10,
                outline: None,
                address: String::new(),
                hours_text: String::new(),
                osm: Some(format!("node/{number}")),
            };
            ids.push(place::add(&mut tx, &app, new).await.unwrap().id);
        }
        let [place, second, elsewhere] = ids[..] else { panic!("three places") };
        tx.commit().await.unwrap();
        Self { app, shop, place, second, other, elsewhere, _db: db }
    }

    fn coffee(&self) -> NewOffer {
        NewOffer::new(self.shop, self.place, "Café en grains, 250 g", Money::eur(490))
    }

    async fn publish(&self, new: NewOffer) -> kit::Result<Offer> {
        let mut tx = self.app.write().await?;
        let offer = offer::publish(&mut tx, &self.app, new).await?;
        tx.commit().await?;
        Ok(offer)
    }

    async fn shelf(&self) -> Vec<Offer> {
        let mut tx = self.app.read().await.unwrap();
        offer::of_organisation(&mut tx, self.shop).await.unwrap()
    }

    /// How many facts there are by now.
    async fn facts(&self) -> usize {
        let mut tx = self.app.read().await.unwrap();
        store::facts_after(&mut tx, 0, 10_000).await.unwrap().len()
    }
}
