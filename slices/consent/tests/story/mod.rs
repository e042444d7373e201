//! Two members, two organisations, and this slice's routes in memory.

#![expect(dead_code, reason = "each test binary uses its part")]

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use domain::ids::Id;
use domain::{CredentialId, MemberId, OrganisationId};
use http_body_util::BodyExt;
use kit::testing::NOON;
use kit::{App, Caller, Lang, Signed, Via, testing};
use people::NewMember;
use serde_json::Value;
use store::testing::TestDb;
use tower::ServiceExt;

/// Who and what there is.
pub struct Street {
    pub app: App,
    pub camille: MemberId,
    pub robin: MemberId,
    pub shop: OrganisationId,
    pub other_shop: OrganisationId,
}

/// Fills a database.
pub async fn street(t: &TestDb) -> Street {
    let app = testing::app(t.db.clone());
    let mut tx = app.write().await.unwrap();
    let mut members = Vec::new();
    for name in ["Camille", "Robin"] {
        let new = NewMember { name: name.into(), lang: "fr".into(), ..NewMember::default() };
        members.push(people::create_member(&mut tx, &app, new).await.unwrap().id);
    }
    let shop = people::create_organisation(&mut tx, &app, "Au Fil du Vin", None).await.unwrap();
    let other_shop = people::create_organisation(&mut tx, &app, "L’Épicerie du Port", None).await.unwrap();
    tx.commit().await.unwrap();
    Street { app, camille: members[0], robin: members[1], shop, other_shop }
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

    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |value| value.to_str().unwrap())
    }

    pub fn said(&self) -> &str {
        let cookie = self.headers.get(header::SET_COOKIE).map_or("", |value| value.to_str().unwrap());
        cookie.split(';').next().unwrap().strip_prefix("said=").unwrap_or_default()
    }
}

/// A member at their device.
pub struct Hand<'a> {
    pub street: &'a Street,
    pub member: Option<MemberId>,
    pub lang: Lang,
}

impl Street {
    pub fn hand(&self, member: MemberId) -> Hand<'_> {
        Hand { street: self, member: Some(member), lang: Lang::Fr }
    }
}

impl Hand<'_> {
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path), String::new()).await
    }

    pub async fn json(&self, method: &str, path: &str, body: Value) -> Answer {
        let request = Request::builder().method(method).uri(path);
        self.send(request.header(header::CONTENT_TYPE, "application/json"), body.to_string()).await
    }

    pub async fn keyed(&self, path: &str, key: &str, body: Value) -> Answer {
        let request = Request::post(path).header("idempotency-key", key);
        self.send(request.header(header::CONTENT_TYPE, "application/json"), body.to_string()).await
    }

    pub async fn form(&self, path: &str, body: &str) -> Answer {
        self.form_from("", path, body).await
    }

    pub async fn form_from(&self, referer: &str, path: &str, body: &str) -> Answer {
        let mut request = Request::post(path)
            .header(header::HOST, "redon.example")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if !referer.is_empty() {
            request = request.header(header::REFERER, format!("http://redon.example{referer}"));
        }
        self.send(request, body.to_owned()).await
    }

    async fn send(&self, request: axum::http::request::Builder, body: String) -> Answer {
        let app = self.street.app.clone();
        let (router, ..) = consent::routes().split();
        let router: Router =
            router.layer(from_fn_with_state(app.clone(), kit::refusal::render)).with_state(app);
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(self.caller());
        let response = router.oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, text }
    }

    fn caller(&self) -> Caller {
        let member = self.member.map(|id| Signed {
            id,
            name: "Camille".into(),
            guest: false,
            placemaster: false,
            works_for: Vec::new(),
            credential: CredentialId::make(NOON, [7; 10]),
        });
        let via = if member.is_some() { Via::Session } else { Via::Nothing };
        Caller { via, member, lang: self.lang, refused: false }
    }
}
