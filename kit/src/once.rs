//! Creating requests that take effect once, however often they are sent (`Idempotency-Key`).

use axum::extract::{FromRequest, Request};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::MemberId;
use domain::ids::Id;
use serde::Serialize;
use serde::de::DeserializeOwned;
use store::sqlx::types::Uuid;
use store::{Remembered, StoreError, Tx};

use crate::app::App;
use crate::body;
use crate::caller::Caller;
use crate::refusal::{Refusal, Result};
use crate::secret;

/// A JSON body with the key under which it takes effect once.
///
/// ```ignore
/// async fn add(State(app): State<App>, Me(me): Me, once: Once<NewWish>) -> Result<Response> {
///     once.run(&app, async |tx, new| Ok((StatusCode::CREATED, actions::add(tx, &app, &me, new).await?))).await
/// }
/// ```
#[derive(Debug, Clone)]
pub struct Once<T> {
    /// The body.
    pub body: T,
    key: Option<Key>,
}

#[derive(Debug, Clone)]
struct Key {
    scope: Uuid,
    key: String,
    request: Vec<u8>,
}

impl<T: DeserializeOwned> FromRequest<App> for Once<T> {
    type Rejection = Refusal;
    async fn from_request(request: Request, app: &App) -> Result<Self> {
        body::must_be_json(request.headers())?;
        let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
        let name = key_of(&request)?;
        let (method, path) = (request.method().to_string(), request.uri().path().to_owned());
        let bytes = body::read(request, app).await?;
        let key = match (name, caller.member) {
            (Some(key), Some(member)) => {
                let request = secret::hash_request(&method, &path, &bytes);
                Some(Key { scope: member.id.uuid(), key, request })
            }
            _ => None,
        };
        Ok(Self { body: body::parse(&bytes)?, key })
    }
}

/// 1 to 255 visible ASCII characters.
fn key_of(request: &Request) -> Result<Option<String>> {
    let Some(value) = request.headers().get("idempotency-key") else { return Ok(None) };
    let text = value.to_str().map_err(|_| Refusal::new("not-acceptable-key"))?;
    let fit = (1..=255).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_graphic());
    if fit { Ok(Some(text.to_owned())) } else { Err(Refusal::new("not-acceptable-key")) }
}

impl<T> Once<T> {
    /// A form's once: the page gave it a key when it was drawn, so a double click is one wish.
    #[must_use]
    pub fn form(body: T, caller: &Caller, path: &str, once: &str, request: &str) -> Self {
        let fit = (1..=64).contains(&once.len());
        let key = caller.member.as_ref().filter(|_| fit).map(|member| Key {
            scope: member.id.uuid(),
            key: format!("form:{once}"),
            request: secret::hash_request("POST", path, request.as_bytes()),
        });
        Self { body, key }
    }

    /// Runs the action in a transaction and commits, or gives the answer of the first time again.
    ///
    /// # Errors
    /// The action's refusals (then nothing is kept, the key included), `key-reused` for another request's key.
    pub async fn run<R, F>(self, app: &App, action: F) -> Result<Response>
    where
        R: Serialize,
        F: AsyncFnOnce(&mut Tx, T) -> Result<(StatusCode, R)>,
    {
        let mut tx = app.write().await?;
        if let Some(key) = &self.key {
            match store::remember(&mut tx, key.scope, &key.key, &key.request).await? {
                Remembered::New => {}
                Remembered::OtherRequest => return Err(Refusal::new("key-reused")),
                Remembered::Answered { status, body } => return Ok(again(status, body)),
            }
        }
        let (status, made) = action(&mut tx, self.body).await?;
        let body = serde_json::to_string(&made).map_err(|_| Refusal::new("internal"))?;
        if let Some(key) = &self.key {
            store::settle(&mut tx, key.scope, &key.key, status.as_u16(), &body).await?;
        }
        tx.commit().await?;
        Ok(json(status, body))
    }
}

/// What a member's form did that was sent with the key its page had, for the page that tells of it; `None` when it did something else,
/// or that is forgotten.
///
/// # Errors
/// When the database fails.
pub async fn done<R: DeserializeOwned>(
    tx: &mut Tx,
    member: MemberId,
    once: &str,
) -> Result<Option<R>, StoreError> {
    let told = store::answered(tx, member.uuid(), &format!("form:{once}")).await?;
    Ok(told.and_then(|told| serde_json::from_str(&told).ok()))
}

fn json(status: StatusCode, body: String) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}

fn again(status: u16, body: String) -> Response {
    let mut response = json(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), body);
    response.headers_mut().insert("idempotency-replayed", HeaderValue::from_static("true"));
    response
}
