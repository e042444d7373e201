//! The doors through which moments come in, as pages and phones knock.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Extension;
use axum::http::{Request, StatusCode, header};
use axum::middleware::from_fn_with_state;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::{Attention, Instant, MemberId, Mode, limits};
use http_body_util::BodyExt;
use kit::testing::NOON;
use kit::{App, Lang};
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;
use suggest::Street;
use tower::ServiceExt;

/// The middle of the plane while no town was imported.
const HERE: (f64, f64) = (46.5, 2.5);

struct Doors {
    app: App,
    street: Arc<Street>,
    me: MemberId,
    cookie: String,
    device: String,
    _db: TestDb,
}

struct Answer {
    status: StatusCode,
    challenge: String,
    text: String,
}

impl Answer {
    fn code(&self) -> String {
        let problem: Value = serde_json::from_str(&self.text).unwrap_or_default();
        problem["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl Doors {
    async fn new(db: TestDb) -> Self {
        let app = kit::testing::app(db.db.clone());
        let (me, cookie) = people::start_guest(&app, Lang::En).await.unwrap();
        let mut tx = app.write().await.unwrap();
        let (user, password) = people::add_device(&mut tx, &app, me, "phone").await.unwrap();
        tx.commit().await.unwrap();
        let street = Arc::new(Street::open(&app).await.unwrap());
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { app, street, me, cookie, device: basic(&user, &password), _db: db }
    }

    async fn switch(&self, mode: Mode) {
        let mut tx = self.app.write().await.unwrap();
        let attention = Attention { mode, ..Attention::new(self.me) };
        consent::set_attention(&mut tx, &attention).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn on(db: TestDb) -> Self {
        let doors = Self::new(db).await;
        doors.switch(Mode::On { until: None }).await;
        doors
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let (router, _, _) = ingest::routes().split();
        let router: Router = router
            .layer(from_fn_with_state(self.app.clone(), kit::refusal::render))
            .layer(from_fn_with_state(self.app.clone(), people::identify))
            .layer(Extension(self.street.clone()))
            .with_state(self.app.clone());
        let response = router.oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let challenge =
            headers.get(header::WWW_AUTHENTICATE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status, challenge: challenge.to_owned(), text }
    }

    async fn page(&self, body: &Value) -> Answer {
        let request = Request::post("/api/v1/moments").header(header::COOKIE, &self.cookie);
        self.send(
            request.header(header::CONTENT_TYPE, "application/json").body(body.to_string().into()).unwrap(),
        )
        .await
    }

    async fn phone(&self, body: impl Into<Body>) -> Answer {
        let request = Request::post("/owntracks").header(header::AUTHORIZATION, &self.device);
        self.send(request.body(body.into()).unwrap()).await
    }

    async fn form(&self, path: &str, body: &str) -> Answer {
        let request =
            Request::post(path).header(header::COOKIE, &self.cookie).header(header::ACCEPT, "text/html");
        let kind = "application/x-www-form-urlencoded";
        self.send(request.header(header::CONTENT_TYPE, kind).body(body.to_owned().into()).unwrap()).await
    }

    /// How many members the street has seen lately.
    fn seen(&self) -> usize {
        self.street.counts().present
    }
}

fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{user}:{password}")))
}

fn told(at: Instant) -> Value {
    json!({"lat": HERE.0, "lon": HERE.1, "accuracy_m": 8.5, "at": at.to_rfc3339(), "source": "page"})
}

/// A message of the app, seconds from noon.
fn message(kind: &str, at: i64) -> Value {
    json!({"_type": kind, "lat": HERE.0, "lon": HERE.1, "acc": 9, "tst": NOON.plus_secs(at).secs(), "tid": "hl"})
}

async fn a_page_tells_where_it_is(db: TestDb) {
    let doors = Doors::on(db).await;
    let taken = doors.page(&told(NOON)).await;
    assert_eq!((taken.status, taken.text.as_str()), (StatusCode::ACCEPTED, r#"{"suggestions":0}"#));
    assert_eq!(doors.seen(), 1);
}

async fn what_is_no_moment_is_refused_and_not_kept(db: TestDb) {
    let doors = Doors::on(db).await;
    let with = |part: Value| {
        let mut body = told(NOON);
        body.as_object_mut().unwrap().extend(part.as_object().unwrap().clone());
        body
    };
    for (body, status, code) in [
        (told(NOON.plus_secs(-121)), 422, "stale"),
        (told(NOON.plus_secs(61)), 422, "in-the-future"),
        (with(json!({"accuracy_m": 151})), 422, "inaccurate"),
        (with(json!({"accuracy_m": -1})), 422, "invalid"),
        (with(json!({"lat": 91})), 422, "invalid"),
        (with(json!({"lat": 0, "lon": 0})), 422, "invalid"),
        (with(json!({"lat": -46.5})), 422, "off-the-map"),
        (with(json!({"at": "noon"})), 422, "invalid"),
        (with(json!({"source": "owntracks"})), 422, "invalid"),
        (with(json!({"lat": "46.5"})), 400, "not-json"),
        (with(json!({"speed": 3})), 400, "not-json"),
    ] {
        let answer = doors.page(&body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (status, code), "{body}");
        assert!(!answer.text.contains("46.5"), "a refusal never says a position again: {}", answer.text);
    }
    assert_eq!(doors.seen(), 0);
}

async fn with_the_switch_off_nothing_is_read(db: TestDb) {
    let doors = Doors::new(db).await;
    let unreadable = json!({"nonsense": true});
    for body in [told(NOON), unreadable] {
        let answer = doors.page(&body).await;
        assert_eq!((answer.status.as_u16(), answer.code().as_str()), (409, "mode-off"), "{body}");
    }
    let answer = doors.phone(message("location", 0).to_string()).await;
    assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "[]"));
    assert_eq!(doors.seen(), 0);

    doors.switch(Mode::On { until: Some(NOON.plus_secs(60)) }).await;
    assert_eq!(doors.page(&told(NOON)).await.status, StatusCode::ACCEPTED, "the switch counts at once");
    doors.app.clock.advance_secs(60);
    assert_eq!(doors.page(&told(NOON.plus_secs(60))).await.code(), "mode-off", "and ends at its hour");
}

async fn a_phone_is_always_answered_kindly(db: TestDb) {
    let doors = Doors::on(db).await;
    let batch = json!([message("location", -20), message("transition", -5), message("location", -9000), {"_type": "lwt"}]);
    for (body, seen) in [
        (json!({"_type": "lwt", "tst": 3}), 0),
        (message("location", -9000), 0),
        (message("teleport", 0), 0),
        (json!(42), 0),
        (json!([]), 0),
        (message("waypoint", 0), 0),
        (message("location", -10), 1),
        (batch, 1),
    ] {
        let answer = doors.phone(body.to_string()).await;
        assert_eq!((answer.status, answer.text.as_str()), (StatusCode::OK, "[]"), "{body}");
        assert_eq!(doors.seen(), seen, "{body}");
    }
    let slash = Request::post("/owntracks/").header(header::AUTHORIZATION, &doors.device);
    assert_eq!(doors.send(slash.body("[]".into()).unwrap()).await.status, StatusCode::OK);
}

async fn a_fast_clock_is_set_right_by_the_time_of_writing(db: TestDb) {
    let doors = Doors::on(db).await;
    let mut ahead = message("location", 298);
    doors.phone(ahead.to_string()).await;
    assert_eq!(doors.seen(), 0, "five minutes ahead, and nothing says why");
    ahead["created_at"] = NOON.plus_secs(300).secs().into();
    doors.phone(ahead.to_string()).await;
    assert_eq!(doors.seen(), 1);
}

async fn a_phone_that_speaks_wrongly_is_told(db: TestDb) {
    let doors = Doors::on(db).await;
    let broken = doors.phone("{\"_type\":").await;
    assert_eq!((broken.status, broken.code().as_str()), (StatusCode::BAD_REQUEST, "not-json"));
    let large = doors.phone(vec![b' '; limits::BODY_BYTES + 1]).await;
    assert_eq!((large.status, large.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
    let many = doors.phone(Value::from(vec![json!({"_type": "lwt"}); limits::BATCH + 1]).to_string()).await;
    assert_eq!(many.status, StatusCode::PAYLOAD_TOO_LARGE);
    let wrong = Request::post("/owntracks").header(header::AUTHORIZATION, basic("someone", "wrong"));
    let wrong = doors.send(wrong.body("[]".into()).unwrap()).await;
    assert_eq!((wrong.status, wrong.code().as_str()), (StatusCode::UNAUTHORIZED, "device-unknown"));
    assert!(wrong.challenge.starts_with("Basic"));
    let session = Request::post("/owntracks").header(header::COOKIE, &doors.cookie);
    let session = doors.send(session.body("[]".into()).unwrap()).await;
    assert_eq!(session.status, StatusCode::FORBIDDEN, "a page is not a phone");
    let page = Request::post("/api/v1/moments").header(header::AUTHORIZATION, &doors.device);
    let page =
        page.header(header::CONTENT_TYPE, "application/json").body(told(NOON).to_string().into()).unwrap();
    assert_eq!(doors.send(page).await.status, StatusCode::FORBIDDEN, "a phone is not a page");
}

async fn a_phone_is_let_in_and_shut_out(db: TestDb) {
    let doors = Doors::on(db).await;
    let made = doors.form("/me/devices", "label=Pocket+phone").await;
    assert_eq!(made.status, StatusCode::OK);
    let after = |text: &str, mark: &str| {
        let rest = text.split_once(mark).map(|(_, rest)| rest).unwrap_or_default();
        rest.split(['"', '<']).next().unwrap_or_default().to_owned()
    };
    let coded = after(&made.text, "owntracks:///config?inline=")
        .replace("%2B", "+")
        .replace("%2F", "/")
        .replace("%3D", "=");
    let told: Value = serde_json::from_slice(&STANDARD.decode(coded).unwrap()).unwrap();
    assert_eq!((told["mode"].as_i64(), told["url"].as_str()), (Some(3), Some("http://localhost/owntracks")));
    let device = basic(told["username"].as_str().unwrap(), told["password"].as_str().unwrap());
    let knock = async || {
        let request = Request::post("/owntracks").header(header::AUTHORIZATION, &device);
        doors.send(request.body(message("location", 0).to_string().into()).unwrap()).await.status
    };
    assert_eq!(knock().await, StatusCode::OK);
    let look = Request::get("/me/devices").header(header::COOKIE, &doors.cookie).body(Body::empty()).unwrap();
    let list = doors.send(look).await.text;
    assert!(list.contains("Pocket phone") && !list.contains(told["password"].as_str().unwrap()));
    let id = told["username"].as_str().unwrap();
    assert_eq!(doors.form(&format!("/me/devices/{id}/remove"), "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(knock().await, StatusCode::UNAUTHORIZED);
    assert_eq!(doors.form(&format!("/me/devices/{id}/remove"), "").await.status, StatusCode::NOT_FOUND);
    let nameless = doors.form("/me/devices", "label=").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text.contains("aria-invalid"));
}

async fn a_browser_is_let_in_by_a_key_shown_once_and_shut_out(db: TestDb) {
    let doors = Doors::new(db).await;
    let made = doors.form("/me/devices/browsers", "browser=Firefox&once=o1").await;
    assert_eq!(made.status, StatusCode::OK);
    let line = made.text.split_once("value=\"http://localhost ").unwrap().1.split('"').next().unwrap();
    assert_eq!(line.len(), 43);
    let knock = async || {
        let request = Request::get("/me/devices").header(header::AUTHORIZATION, format!("Bearer {line}"));
        doors.send(request.body(Body::empty()).unwrap()).await
    };
    let list = knock().await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.text.contains("Firefox") && !list.text.contains(line), "listed, and never shown again");

    // A double click makes one key; its second answer does not know it.
    let again = doors.form("/me/devices/browsers", "browser=Firefox&once=o1").await;
    assert_eq!((again.status, again.text.as_str()), (StatusCode::SEE_OTHER, ""));
    let mut tx = doors.app.read().await.unwrap();
    let keys = people::keys(&mut tx, doors.me).await.unwrap();
    assert_eq!(keys.len(), 1);
    drop(tx);
    let id = keys[0].id;

    let nameless = doors.form("/me/devices/browsers", "browser=&once=o2").await;
    assert_eq!(nameless.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nameless.text.contains("aria-invalid"));
    for n in 1..limits::DEVICES_PER_MEMBER {
        assert_eq!(doors.form("/me/devices/browsers", &format!("browser=B{n}")).await.status, StatusCode::OK);
    }
    let full = doors.form("/me/devices/browsers", "browser=More").await;
    assert_eq!(full.status, StatusCode::CONFLICT, "{}", full.text);

    assert_eq!(doors.form(&format!("/me/devices/{id}/remove"), "").await.status, StatusCode::SEE_OTHER);
    assert_eq!(knock().await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(doors.form(&format!("/me/devices/{id}/remove"), "").await.status, StatusCode::NOT_FOUND);
}

both!(
    a_page_tells_where_it_is,
    what_is_no_moment_is_refused_and_not_kept,
    with_the_switch_off_nothing_is_read,
    a_phone_is_always_answered_kindly,
    a_fast_clock_is_set_right_by_the_time_of_writing,
    a_phone_that_speaks_wrongly_is_told,
    a_phone_is_let_in_and_shut_out,
    a_browser_is_let_in_by_a_key_shown_once_and_shut_out,
);
