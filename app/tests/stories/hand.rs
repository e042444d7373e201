//! Somebody at their phone, page or counter, and what they do there.

use axum::http::{Method, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{MemberId, OrganisationId};
use serde_json::{Value, json};

use crate::answer::{Answer, Live};
use crate::harness::{As, Town, text};

const JSON: (&str, &str) = ("content-type", "application/json");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// A member.
#[derive(Clone)]
pub struct Hand<'t> {
    pub t: &'t Town,
    pub id: MemberId,
    pub bearer: As,
    pub cookie: As,
    pub phone: As,
}

impl<'t> Hand<'t> {
    pub fn new(
        t: &'t Town,
        member: &people::Member,
        token: String,
        cookie: String,
        phone: (&str, &str),
    ) -> Self {
        let basic = format!("Basic {}", STANDARD.encode(format!("{}:{}", phone.0, phone.1)));
        t.keep_secret(token.clone());
        t.keep_secret(cookie.rsplit('=').next().unwrap_or_default());
        t.keep_secret(phone.1);
        let id = member.id;
        Self { t, id, bearer: As::Bearer(token), cookie: As::Cookie(cookie), phone: As::Device(basic) }
    }

    /// Uses each key once: that it was used is written down the first time of a day.
    pub async fn comes_in(&self) {
        for key in [&self.bearer, &self.cookie] {
            self.t.call(Method::GET, "/api/v1/me", key, &[], "").await.want(200);
        }
        self.phone_sends(&json!([])).await;
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.t.call(Method::GET, path, &self.bearer, &[], "").await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.t.call(Method::POST, path, &self.bearer, &[JSON], body.to_string()).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Answer {
        self.t.call(Method::PUT, path, &self.bearer, &[JSON], body.to_string()).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.t.call(Method::PATCH, path, &self.bearer, &[JSON], body.to_string()).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.t.call(Method::DELETE, path, &self.bearer, &[], "").await
    }

    /// With a key under which it takes effect once.
    pub async fn post_once(&self, path: &str, key: &str, body: &Value) -> Answer {
        self.t
            .call(Method::POST, path, &self.bearer, &[JSON, ("idempotency-key", key)], body.to_string())
            .await
    }

    /// Looks at a page in a language.
    pub async fn page(&self, path: &str, lang: &str) -> Answer {
        let mark = if path.contains('?') { '&' } else { '?' };
        let path = format!("{path}{mark}lang={lang}");
        self.t.call(Method::GET, &path, &self.cookie, &[("accept", "text/html")], "").await
    }

    /// Sends a form of a page.
    pub async fn form(&self, path: &str, body: &str) -> Answer {
        let ours = [FORM, ("accept", "text/html"), ("sec-fetch-site", "same-origin")];
        self.t.call(Method::POST, path, &self.cookie, &ours, body.to_owned()).await
    }

    /// Wishes for something told by a few words, at a top price in euro cents; gives its id.
    pub async fn wishes(&self, title: &str, top: Option<i64>) -> String {
        let top = top.map(|minor| json!({"minor": minor, "currency": "EUR"}));
        self.wishes_for(json!({"title": title, "top_price": top})).await
    }

    pub async fn wishes_for(&self, wish: Value) -> String {
        self.t.keep_secret(text(&wish["title"]));
        self.post("/api/v1/wishes", wish).await.want(201).id()
    }

    pub async fn mode_on(&self) {
        self.attention(json!({"on": true})).await;
    }

    pub async fn mode_off(&self) {
        self.attention(json!({"on": false})).await;
    }

    pub async fn attention(&self, change: Value) {
        self.put("/api/v1/me/shopper-mode", change).await.want(200);
    }

    /// Gives or refuses a consent; gives its id.
    pub async fn consents(&self, consent: Value) -> String {
        self.post("/api/v1/me/consents", consent).await.want(201).id()
    }

    /// Tells where they are now, from their page.
    pub async fn tells(&self, at: (f64, f64)) -> Answer {
        self.t.keep_position_secret(at);
        let now = self.t.app.now().to_rfc3339();
        self.post("/api/v1/moments", json!({"lat": at.0, "lon": at.1, "accuracy_m": 8, "at": now})).await
    }

    /// Comes somewhere; gives how many suggestions came of it.
    pub async fn walks_to(&self, at: (f64, f64)) -> u64 {
        self.tells(at).await.want(202).json()["suggestions"].as_u64().unwrap()
    }

    /// Messages from their phone's OwnTracks.
    pub async fn phone_sends(&self, message: &Value) -> Answer {
        self.t.call(Method::POST, "/owntracks", &self.phone, &[JSON], message.to_string()).await.want(200)
    }

    pub async fn suggestions(&self) -> Vec<Value> {
        let all = self.get("/api/v1/suggestions").await.want(200).json();
        all["items"].as_array().cloned().unwrap_or_default()
    }

    /// The only suggestion they have.
    pub async fn suggestion(&self) -> Value {
        let all = self.suggestions().await;
        assert_eq!(all.len(), 1, "{all:?}");
        all[0].clone()
    }

    pub async fn takes(&self, suggestion: &Value) -> Answer {
        self.post("/api/v1/encounters", json!({"suggestion": suggestion["id"]})).await
    }

    pub async fn encounter(&self, id: &str) -> Value {
        self.get(&format!("/api/v1/encounters/{id}")).await.want(200).json()
    }

    /// Why, or why not: codes of obstacles, and the sentences in a language.
    pub async fn why(&self, offer: &str, lang: &str) -> (Vec<String>, String) {
        let told = self.get(&format!("/api/v1/why?offer={offer}&lang={lang}")).await.want(200).json();
        let all = |name: &str| told[name].as_array().into_iter().flatten().map(text).collect::<Vec<_>>();
        assert_eq!(told["would"], json!(all("obstacles").is_empty()), "{told}");
        (all("obstacles"), all("words").join(" ").replace(['\u{a0}', '\u{202f}'], " "))
    }

    /// Opens their live page.
    pub async fn opens_page(&self) -> Live {
        self.t.live("/api/v1/stream", &self.cookie, &[]).await
    }
}

/// A shop and its associate.
pub struct Shop<'t> {
    pub associate: Hand<'t>,
    pub organisation: OrganisationId,
    pub place: String,
    pub category: String,
}

impl Shop<'_> {
    /// Publishes an offer of the shop's category at a price in euro cents, with whatever else is said; gives its id.
    pub async fn offers(&self, title: &str, cents: i64, more: Value) -> String {
        let mut offer = json!({"organisation": self.organisation.to_string(), "place": self.place, "title": title,
            "subject": {"category": self.category}, "price": {"minor": cents, "currency": "EUR"}});
        let fields = more.as_object().cloned().unwrap_or_default();
        offer.as_object_mut().unwrap().extend(fields);
        self.associate.post("/api/v1/offers", offer).await.want(201).id()
    }

    pub async fn changes(&self, offer: &str, change: Value) {
        self.associate.patch(&format!("/api/v1/offers/{offer}"), change).await.want(200);
    }

    pub async fn stock(&self, offer: &str) -> Value {
        self.associate.get(&format!("/api/v1/offers/{offer}")).await.want(200).json()["stock"].clone()
    }

    pub async fn confirms(&self, encounter: &str, code: &Value) -> Answer {
        self.associate.post(&format!("/api/v1/encounters/{encounter}/confirm"), json!({"code": code})).await
    }

    pub fn page(&self, rest: &str) -> String {
        format!("/shop/{}{rest}", self.organisation)
    }
}

/// What a request said where to go on.
pub fn led(answer: &Answer) -> &str {
    assert_eq!(answer.status, 303, "{}: {}", answer.told, answer.text);
    answer.header(header::LOCATION.as_str())
}
