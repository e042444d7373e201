//! A town in memory: the whole server behind its doors, on a throw-away database, with the clock held at a Saturday noon.
//!
//! A story reads as sentences: `camille.wishes("chocolat noir", Some(500))`, `camille.walks_to(spot(0, 120))`. It ends with
//! [`Town::end`], which looks for what must never be left behind; a town that was not ended fails.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::{Method, Request, header};
use domain::{OrganisationId, Position};
use http_body_util::BodyExt;
use hyperlieu::House;
use kit::{App, Settings};
use people::{CredentialKind, NewMember};
use place::Town as TownRow;
use serde_json::{Value, json};
use store::testing::TestDb;
use tower::ServiceExt;

use crate::answer::{Answer, Live};
use crate::hand::{Hand, Shop};
use crate::watch;

/// The middle of the town.
const CENTRE: (f64, f64) = (47.6512, -2.0842);

/// The place so many metres east and north of the middle of the town, in degrees.
pub fn spot(east: i32, north: i32) -> (f64, f64) {
    let degree = 111_195.08;
    let lat = CENTRE.0 + f64::from(north) / degree;
    (lat, CENTRE.1 + f64::from(east) / (degree * CENTRE.0.to_radians().cos()))
}

/// By what somebody shows who they are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum As {
    /// By nothing.
    #[default]
    Nobody,
    /// By a program's token.
    Bearer(String),
    /// By the cookie of a page.
    Cookie(String),
    /// By a phone's name and password, as sent.
    Device(String),
}

/// A town of tests.
pub struct Town {
    pub app: App,
    pub house: House,
    address: String,
    _db: Option<TestDb>,
    secrets: Mutex<Vec<String>>,
    log_from: usize,
    calls: AtomicUsize,
    ended: AtomicBool,
}

impl Town {
    /// The whole house in memory, with its town's middle and nobody in it but who runs it.
    pub async fn new(db: TestDb) -> Self {
        Self::reaching(db, Vec::new()).await
    }

    /// A house that may also fetch pages from these addresses of the machine it is tested on.
    pub async fn reaching(db: TestDb, allow_private: Vec<SocketAddr>) -> Self {
        Self::set(db, |settings| settings.allow_private = allow_private).await
    }

    /// A house with other settings.
    pub async fn set(db: TestDb, change: impl FnOnce(&mut Settings)) -> Self {
        let log_from = watch::listen();
        let mut app = kit::testing::app(db.db.clone());
        change(Arc::make_mut(&mut app.settings));
        let mut tx = app.write().await.unwrap();
        let centre = Position::new(CENTRE.0, CENTRE.1).unwrap();
        let town = TownRow { name: "Redon".into(), centre, attribution: "© OpenStreetMap".into() };
        place::set_town(&mut tx, &town).await.unwrap();
        tx.commit().await.unwrap();
        let house = House::build(app.clone(), None).await.unwrap();
        Self {
            app,
            house,
            address: db.address.clone(),
            _db: Some(db),
            secrets: Mutex::default(),
            log_from,
            calls: AtomicUsize::new(0),
            ended: AtomicBool::new(false),
        }
    }

    /// A second house on the same database, rebuilt from it as after a restart.
    pub async fn restarted(&self) -> Self {
        let house = House::build(self.app.clone(), None).await.unwrap();
        let secrets = self.secrets.lock().unwrap().clone();
        Self {
            app: self.app.clone(),
            house,
            address: self.address.clone(),
            _db: None,
            secrets: Mutex::new(secrets),
            log_from: self.log_from,
            calls: AtomicUsize::new(0),
            ended: AtomicBool::new(false),
        }
    }

    /// Sends a request through all doors. A failure of ours (5xx) ends the story at once.
    pub async fn call(
        &self,
        method: Method,
        path: &str,
        who: &As,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let response = self.open(method.clone(), path, who, headers, body).await;
        let (parts, body) = response.into_parts();
        let stream = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let bytes = if stream { axum::body::Bytes::new() } else { body.collect().await.unwrap().to_bytes() };
        let text = String::from_utf8(bytes.to_vec()).unwrap_or_default();
        assert!(!parts.status.is_server_error(), "{method} {path}: {} {text}", parts.status);
        Answer { told: format!("{method} {path}"), status: parts.status, headers: parts.headers, text }
    }

    async fn open(
        &self,
        method: Method,
        path: &str,
        who: &As,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> axum::response::Response {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        request = match who {
            As::Nobody => request,
            As::Bearer(token) => request.header(header::AUTHORIZATION, format!("Bearer {token}")),
            As::Cookie(cookie) => request.header(header::COOKIE, cookie),
            As::Device(basic) => request.header(header::AUTHORIZATION, basic),
        };
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.house.router.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap()
    }

    /// Opens a live stream.
    pub async fn live(&self, path: &str, who: &As, headers: &[(&str, &str)]) -> Live {
        let response = self.open(Method::GET, path, who, headers, Body::empty()).await;
        assert_eq!(response.status(), 200, "GET {path}");
        Live::new(response.into_body())
    }

    /// Somebody new, with a program's token, a page's cookie and a phone.
    pub async fn somebody(&self, new: NewMember) -> Hand<'_> {
        let mut tx = self.app.write().await.unwrap();
        let member = people::create_member(&mut tx, &self.app, new).await.unwrap();
        let (_, token) =
            people::issue(&mut tx, &self.app, CredentialKind::Bearer, member.id, "test").await.unwrap();
        let (_, session) =
            people::issue(&mut tx, &self.app, CredentialKind::Session, member.id, "").await.unwrap();
        let (user, password) = people::add_device(&mut tx, &self.app, member.id, "phone").await.unwrap();
        tx.commit().await.unwrap();
        let cookie = people::session_cookie(&self.app, &session);
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let hand = Hand::new(self, &member, token, cookie, (&user, &password));
        hand.comes_in().await;
        hand
    }

    /// A member, with shopper mode off as all newcomers have it.
    pub async fn member(&self, name: &str) -> Hand<'_> {
        self.somebody(NewMember { name: name.into(), lang: "fr".into(), ..NewMember::default() }).await
    }

    /// Who runs the town.
    pub async fn placemaster(&self) -> Hand<'_> {
        let new = NewMember { name: "Maëlle".into(), placemaster: true, ..NewMember::default() };
        self.somebody(new).await
    }

    /// A shop with its place, put on the map by the placemaster, and an associate behind the counter.
    pub async fn shop(&self, name: &str, category: &str, at: (f64, f64)) -> Shop<'_> {
        let placemaster = self.placemaster().await;
        let associate = self.member(&format!("Associate of {name}")).await;
        let mut tx = self.app.write().await.unwrap();
        let organisation = people::create_organisation(&mut tx, &self.app, name, None).await.unwrap();
        people::add_associate(&mut tx, organisation, associate.id).await.unwrap();
        tx.commit().await.unwrap();
        let place = json!({"organisation": organisation.to_string(), "name": name, "category": category,
            "position": {"lat": at.0, "lon": at.1}});
        let place = placemaster.post("/api/v1/places", place).await.want(201).id();
        Shop { associate, organisation, place, category: category.to_owned() }
    }

    /// Runs the event loop by hand: every fact reaches whoever listens.
    pub async fn turn(&self) {
        hyperlieu::events::turn(&self.app, &self.house.street).await.unwrap();
    }

    /// Tells what waited and sends what is due, as the loop does every few seconds; gives how much went out.
    pub async fn sends(&self) -> usize {
        let (app, post) = (&self.app, &self.house.post);
        self.turn().await;
        let mails = hyperlieu::events::tell(app, &self.house.street, post).await.unwrap();
        self.turn().await;
        mails + deliver::send_messages(app, post).await.unwrap()
    }

    /// Lets time pass, then forgets and ends what is overdue.
    pub async fn waits(&self, secs: i64) {
        self.app.clock.advance_secs(secs);
        hyperlieu::events::tidy_up(&self.app, &self.house.street).await.unwrap();
        self.turn().await;
    }

    /// How many members the World believes to stand somewhere now.
    pub fn present(&self) -> usize {
        self.house.street.counts().present
    }

    /// Whom an organisation may see.
    pub fn seen_by(&self, organisation: OrganisationId) -> usize {
        self.house.street.present(organisation, self.app.now()).len()
    }

    /// Notes what must never stand in a log.
    pub fn keep_secret(&self, told: impl Into<String>) {
        self.secrets.lock().unwrap().push(told.into());
    }

    /// Notes a position that must never stand in a log.
    pub fn keep_position_secret(&self, at: (f64, f64)) {
        self.keep_secret(format!("{:.4}", at.0));
        self.keep_secret(format!("{:.4}", at.1));
    }

    /// What was logged since the town began, by whatever thread.
    pub fn logs(&self) -> String {
        watch::logs(self.log_from)
    }

    /// All rows of all tables.
    pub async fn rows(&self) -> watch::Rows {
        watch::rows(&self.address).await
    }

    /// The end of a story: the World is as if rebuilt, and no log holds a position, a wish or a secret.
    pub async fn end(&self) {
        self.ended.store(true, Ordering::Relaxed);
        let rebuilt = self.house.street.is_as_rebuilt(&self.app).await.unwrap();
        assert!(rebuilt, "the World is not what the store would rebuild");
        let (logs, secrets) = (self.logs(), self.secrets.lock().unwrap().clone());
        assert!(logs.contains("request"), "nothing was logged, so nothing was looked at");
        assert!(self.calls.load(Ordering::Relaxed) > 0, "nothing was asked");
        for secret in secrets {
            let line = logs.lines().find(|line| line.contains(&secret));
            assert!(line.is_none(), "{secret:?} stands in the log: {line:?}");
        }
    }
}

impl Town {
    /// The end of a story in which rows were changed by hand, so that the running World may differ.
    pub fn end_by_hand(&self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        let ended = self.ended.load(Ordering::Relaxed) || std::thread::panicking();
        assert!(ended, "a story ends with `t.end().await`");
    }
}

/// A value of a JSON document, as text.
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
