//! A bakery with one offer, another house across the street, members who come by, and this slice's routes in memory.

use std::sync::Arc;

use axum::body::Body;
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use axum::{Extension, Router};
use consent::NewGrant;
use domain::ids::Id;
use domain::{
    Attention, CredentialId, Effect, MemberId, Mode, Moment, Money, OfferId, OrganisationId, Position,
    Purpose, Source, SuggestionId, WishId,
};
use encounter::Encounter;
use http_body_util::BodyExt;
use kit::testing::NOON;
use kit::{App, Caller, Lang, Result, Signed, Via, testing};
use people::NewMember;
use place::{NewPlace, Town};
use serde_json::Value;
use store::testing::TestDb;
use suggest::Street;
use tower::ServiceExt;

/// What is baked and hoped for.
pub const BREAD: &str = "Pain au levain";
/// The bakery's door, and the town's centre.
const HERE: (f64, f64) = (47.6512, -2.0842);

/// Who and what there is.
pub struct Quarter {
    pub app: App,
    pub street: Arc<Street>,
    pub bakery: OrganisationId,
    pub other: OrganisationId,
    pub offer: OfferId,
}

/// A member who was told of the bread.
#[derive(Clone, Copy)]
pub struct Told {
    pub member: MemberId,
    pub wish: WishId,
    pub suggestion: SuggestionId,
}

/// Opens a quarter in which so many loaves are left.
pub async fn quarter(t: &TestDb, stock: u32) -> Quarter {
    let app = testing::app(t.db.clone());
    let mut tx = app.write().await.unwrap();
    let centre = Position::new(HERE.0, HERE.1).unwrap();
    let town = Town { name: "Redon".into(), centre, attribution: "© OpenStreetMap".into() };
    place::set_town(&mut tx, &town).await.unwrap();
    let bakery = people::create_organisation(&mut tx, &app, "Boulangerie du Port", None).await.unwrap();
    let other = people::create_organisation(&mut tx, &app, "Au Fil du Vin", None).await.unwrap();
    let place = place::add(&mut tx, &app, bakehouse(bakery, "Le fournil")).await.unwrap().id;
    let loaves =
        offer::NewOffer { stock: Some(stock), ..offer::NewOffer::new(bakery, place, BREAD, Money::eur(420)) };
    let offer = offer::publish(&mut tx, &app, loaves).await.unwrap().id;
    tx.commit().await.unwrap();
    let street = Arc::new(Street::open(&app).await.unwrap());
    Quarter { app, street, bakery, other, offer }
}

fn bakehouse(organisation: OrganisationId, name: &str) -> NewPlace {
    NewPlace {
        organisation: Some(organisation),
        name: name.into(),
        category: "food/bread".parse().unwrap(),
        position: Position::new(HERE.0, HERE.1).unwrap(),
        radius_m: 10,
        outline: None,
        address: String::new(),
        hours_text: String::new(),
        osm: None,
    }
}

impl Quarter {
    /// The bakery has a second place.
    pub async fn opens_a_stall(&self) {
        let mut tx = self.app.write().await.unwrap();
        place::add(&mut tx, &self.app, bakehouse(self.bakery, "L’étal du marché")).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Somebody who hopes for bread, has the switch on, comes by, and is told.
    pub async fn told(&self, name: &str) -> Told {
        let (member, wish) = self.hopes(name).await;
        self.comes_by(member).await;
        let mut tx = self.app.read().await.unwrap();
        let made = suggest::of_member(&mut tx, member, 0, 10).await.unwrap();
        assert_eq!(made.len(), 1, "told once");
        Told { member, wish, suggestion: made[0].id }
    }

    /// The bakery offers more bread, and somebody who was told of the first is told of this too.
    pub async fn told_of_another(&self, told: Told) -> SuggestionId {
        let mut tx = self.app.write().await.unwrap();
        let place = place::of_organisation(&mut tx, self.bakery).await.unwrap()[0].id;
        let loaves = offer::NewOffer::new(self.bakery, place, BREAD, Money::eur(390));
        offer::publish(&mut tx, &self.app, loaves).await.unwrap();
        tx.commit().await.unwrap();
        self.street.catch_up(&self.app).await.unwrap();
        let mut tx = self.app.read().await.unwrap();
        suggest::of_member(&mut tx, told.member, 1, 10).await.unwrap()[0].id
    }

    async fn hopes(&self, name: &str) -> (MemberId, WishId) {
        let mut tx = self.app.write().await.unwrap();
        let new = NewMember { name: name.into(), lang: "fr".into(), ..NewMember::default() };
        let member = people::create_member(&mut tx, &self.app, new).await.unwrap().id;
        let on = Attention { mode: Mode::On { until: None }, ..Attention::new(member) };
        consent::set_attention(&mut tx, &on).await.unwrap();
        let wish = wish::add(&mut tx, &self.app, member, wish::NewWish::told(BREAD)).await.unwrap().id;
        tx.commit().await.unwrap();
        (member, wish)
    }

    /// The member is at the bakery's door.
    pub async fn comes_by(&self, member: MemberId) {
        let position = Position::new(HERE.0, HERE.1).unwrap();
        let moment = Moment { member, position, accuracy_m: 5, at: self.app.now(), source: Source::Page };
        self.street.observe(&self.app, moment).await.unwrap();
    }

    /// The member lets the bakery recognise them.
    pub async fn may_recognise(&self, member: MemberId) {
        let mut tx = self.app.write().await.unwrap();
        let grant =
            NewGrant { organisation: Some(self.bakery), ..NewGrant::new(Effect::Allow, Purpose::Recognise) };
        consent::give(&mut tx, &self.app, member, grant).await.unwrap();
        tx.commit().await.unwrap();
        self.street.catch_up(&self.app).await.unwrap();
    }

    pub async fn take(&self, told: Told) -> Result<Encounter> {
        let mut tx = self.app.write().await?;
        let begun = encounter::take(&mut tx, &self.app, told.member, told.suggestion).await?;
        tx.commit().await?;
        Ok(begun)
    }

    pub async fn confirm(&self, by: &Signed, it: &Encounter, code: &str) -> Result<Encounter> {
        let mut tx = self.app.write().await?;
        let done = encounter::confirm(&mut tx, &self.app, by, it.id, code).await?;
        tx.commit().await?;
        Ok(done)
    }

    pub async fn cancel(&self, by: &Signed, it: &Encounter) -> Result<Encounter> {
        let mut tx = self.app.write().await?;
        let done = encounter::cancel(&mut tx, by, it.id).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// How many loaves are left.
    pub async fn stock(&self) -> u32 {
        let mut tx = self.app.read().await.unwrap();
        offer::offer(&mut tx, self.offer).await.unwrap().unwrap().stock.unwrap()
    }

    /// The bakery's associate.
    pub fn baker(&self) -> Signed {
        signed(MemberId::make(NOON, [9; 10]), &[self.bakery])
    }

    /// The associate from across the street.
    pub fn vintner(&self) -> Signed {
        signed(MemberId::make(NOON, [8; 10]), &[self.other])
    }

    /// Somebody at their device.
    pub fn hand(&self, who: Signed) -> Hand<'_> {
        Hand { quarter: self, who, lang: Lang::Fr }
    }
}

/// Somebody who was let in.
pub fn signed(id: MemberId, works_for: &[OrganisationId]) -> Signed {
    let credential = CredentialId::make(NOON, [7; 10]);
    Signed {
        id,
        name: "Camille".into(),
        guest: false,
        placemaster: false,
        works_for: works_for.to_vec(),
        credential,
    }
}

/// Another code than this one.
pub fn wrong(it: &Encounter) -> String {
    format!("{:04}", (it.code.number() + 1) % 10_000)
}

/// The code of a refusal.
pub fn no<T: std::fmt::Debug>(refused: Result<T>) -> &'static str {
    refused.unwrap_err().code
}

/// Somebody with a page or a program.
pub struct Hand<'a> {
    pub quarter: &'a Quarter,
    pub who: Signed,
    pub lang: Lang,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {}", self.text))
    }

    /// Where a form led, and what is said there.
    pub fn led(&self) -> (&str, &str) {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.text);
        let text = |name| self.headers.get(name).map_or("", |value| value.to_str().unwrap());
        let said = text(header::SET_COOKIE).split(';').next().unwrap();
        (text(header::LOCATION), said.strip_prefix("said=").unwrap_or_default())
    }
}

impl Hand<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), String::new()).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request, body.to_string()).await
    }

    pub async fn keyed(&self, path: &str, key: &str, body: Value) -> Answer {
        let request = Request::post(path).header("idempotency-key", key);
        self.send(request.header(header::CONTENT_TYPE, "application/json"), body.to_string()).await
    }

    pub async fn form(&self, path: &str, body: &str) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, body.to_owned()).await
    }

    async fn send(&self, request: Builder, body: String) -> Answer {
        let app = self.quarter.app.clone();
        let (router, ..) = encounter::routes().split();
        let router: Router = router
            .layer(Extension(self.quarter.street.clone()))
            .layer(from_fn_with_state(app.clone(), kit::refusal::render))
            .with_state(app);
        let mut request = request.body(Body::from(body)).unwrap();
        let member = Some(self.who.clone());
        request.extensions_mut().insert(Caller {
            via: Via::Session,
            member,
            lang: self.lang,
            refused: false,
        });
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }
}
