//! The routes of this slice as one member sees them, without a network.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use domain::ids::Id;
use domain::{CredentialId, MemberId, PlaceId, Position, Wish};
use http_body_util::BodyExt;
use kit::caller::{Caller, Signed, Via};
use kit::testing::NOON;
use kit::{App, Lang};
use place::NewPlace;
use store::Tx;
use store::testing::TestDb;
use tower::ServiceExt;

/// An app and one member of it.
pub struct Home {
    pub app: App,
    pub me: MemberId,
    // Held until the test ends: dropping it removes the database.
    _db: TestDb,
}

/// What came back.
pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub etag: String,
    pub cookies: Vec<String>,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap()
    }
}

impl Home {
    pub async fn new(db: TestDb) -> Self {
        let app = kit::testing::app(db.db.clone());
        let (me, _) = people::start_guest(&app, Lang::En).await.unwrap();
        Self { app, me, _db: db }
    }

    /// Another member.
    pub async fn neighbour(&self) -> MemberId {
        people::start_guest(&self.app, Lang::Fr).await.unwrap().0
    }

    /// Sends a request as a member, or as a stranger.
    pub async fn send(&self, who: Option<MemberId>, request: Request<Body>) -> Answer {
        let signed = |id| Signed {
            id,
            name: String::new(),
            guest: true,
            placemaster: false,
            works_for: Vec::new(),
            credential: CredentialId::make(NOON, [3; 10]),
        };
        let via = if who.is_some() { Via::Session } else { Via::Nothing };
        let caller = Caller { via, member: who.map(signed), lang: Lang::En, refused: false };
        let (router, _, _) = wish::routes().split();
        let router: Router = router
            .layer(from_fn_with_state(self.app.clone(), kit::refusal::render))
            .layer(from_fn(move |mut request: Request<Body>, next: axum::middleware::Next| {
                request.extensions_mut().insert(caller.clone());
                next.run(request)
            }))
            .with_state(self.app.clone());
        let response = router.oneshot(request).await.unwrap();
        let text = |name| response.headers().get_all(name).iter().map(|v| v.to_str().unwrap().to_owned());
        let etag = text(header::ETAG).collect();
        let (location, cookies) = (text(header::LOCATION).collect(), text(header::SET_COOKIE).collect());
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, location, etag, cookies, text: String::from_utf8(bytes.to_vec()).unwrap() }
    }

    /// Sends JSON as this home's member.
    pub async fn api(&self, method: &str, path: &str, body: &str) -> Answer {
        self.send(Some(self.me), json(method, path, body, None)).await
    }

    /// Sends a form as this home's member.
    pub async fn form(&self, path: &str, body: &str) -> Answer {
        self.send(Some(self.me), form(path, body)).await
    }

    /// Looks at a page as this home's member.
    pub async fn look(&self, path: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty());
        self.send(Some(self.me), request.unwrap()).await
    }
}

/// A JSON request.
pub fn json(method: &str, path: &str, body: &str, key: Option<&str>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    request = request.header(header::CONTENT_TYPE, "application/json");
    if let Some(key) = key {
        request = request.header("idempotency-key", key);
    }
    request.body(Body::from(body.to_owned())).unwrap()
}

/// A form of a page.
pub fn form(path: &str, body: &str) -> Request<Body> {
    let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    request.header(header::ACCEPT, "text/html").body(Body::from(body.to_owned())).unwrap()
}

/// Opens a place of this name in the town.
pub async fn place(home: &Home, name: &str) -> PlaceId {
    let new = NewPlace {
        organisation: None,
        name: name.to_owned(),
        category: "food".parse().unwrap(),
        position: Position::new(47.65, -2.08).unwrap(),
        radius_m: 10,
        outline: None,
        address: String::new(),
        hours_text: String::new(),
        osm: None,
    };
    let mut tx = home.app.write().await.unwrap();
    let place = place::add(&mut tx, &home.app, new).await.unwrap();
    tx.commit().await.unwrap();
    home.app.clock.advance_secs(1);
    place.id
}

/// Takes a place away.
pub async fn close(home: &Home, id: PlaceId) {
    let mut tx = home.app.write().await.unwrap();
    place::remove(&mut tx, id).await.unwrap();
    tx.commit().await.unwrap();
}

/// Every wish that was not dropped, oldest first. What is given of each is all but what is only shown.
pub async fn all(tx: &mut Tx) -> Vec<Wish> {
    let mut all = Vec::new();
    wish::each(tx, |wish| all.push(wish)).await.unwrap();
    for found in &mut all {
        let whole = wish::wish(tx, found.id).await.unwrap().unwrap();
        let shown = Wish { title: whole.title.clone(), added_at: whole.added_at, ..found.clone() };
        assert_eq!(shown, whole);
        *found = whole;
    }
    all.sort_by_key(|wish| wish.id);
    all
}
