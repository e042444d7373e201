//! The slice's routes behind the kit's layers, asked as one role or another.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::{Extension, Router};
use domain::ids::Id;
use domain::{CredentialId, MemberId};
use http_body_util::BodyExt;
use kit::{App, Caller, Lang, Signed, Via, guard, refusal};
use serde_json::Value;
use tower::ServiceExt;

/// What was answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub text: String,
}

impl Answer {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|e| panic!("{e}: {}", self.text))
    }

    /// A header's value; empty when absent.
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

/// Somebody who asks.
pub struct Web {
    router: Router,
}

impl Web {
    /// Who runs the instance, in a language.
    pub fn placemaster(app: &App, lang: Lang) -> Self {
        Self::of(app, lang, Some(true))
    }

    /// A member, in English.
    pub fn member(app: &App) -> Self {
        Self::of(app, Lang::En, Some(false))
    }

    /// Somebody unknown, in English.
    pub fn stranger(app: &App) -> Self {
        Self::of(app, Lang::En, None)
    }

    fn of(app: &App, lang: Lang, placemaster: Option<bool>) -> Self {
        let member = placemaster.map(|placemaster| Signed {
            id: app.id::<MemberId>(),
            name: "Camille".to_owned(),
            guest: false,
            placemaster,
            works_for: Vec::new(),
            credential: CredentialId::from_uuid(uuid::Uuid::nil()),
        });
        let via = if member.is_some() { Via::Bearer } else { Via::Nothing };
        let caller = Caller { via, member, lang, refused: false };
        let (router, ..) = place::routes().split();
        let router = router
            .layer(from_fn_with_state(app.clone(), refusal::render))
            .layer(from_fn(guard::headers))
            .layer(Extension(caller))
            .with_state(app.clone());
        Self { router }
    }

    /// Sends a request.
    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8(bytes.to_vec()).unwrap(),
        }
    }

    /// Reads an address.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(request(Method::GET, path, "text/html", String::new())).await
    }

    /// Sends JSON.
    pub async fn json(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.send(request(method, path, "application/json", body.to_string())).await
    }

    /// Sends a form.
    pub async fn form(&self, path: &str, body: &str) -> Answer {
        self.send(request(Method::POST, path, "application/x-www-form-urlencoded", body.to_owned())).await
    }

    /// Sends a file as a form does.
    pub async fn upload(&self, path: &str, name: &str, file: &[u8]) -> Answer {
        let mut body = format!(
            "--line\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\n{name}\r\n--line\r\n\
             Content-Disposition: form-data; name=\"file\"; filename=\"town.osm\"\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--line--\r\n");
        self.send(request(Method::POST, path, "multipart/form-data; boundary=line", body)).await
    }
}

/// A request for a page or a problem document.
pub fn request(method: Method, path: &str, kind: &str, body: impl Into<Body>) -> Request<Body> {
    let accept = if path.starts_with("/api") { "application/json" } else { "text/html" };
    Request::builder()
        .method(method)
        .uri(path)
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCEPT, accept)
        .body(body.into())
        .unwrap()
}
