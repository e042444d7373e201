//! Finds out who asks, before any route is tried: by cookie, bearer token, or a phone's name and password.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::ids::Id;
use domain::{CredentialId, Instant, MemberId};
use kit::caller::{Caller, Signed, Via};
use kit::{App, Refusal, guard, page, secret};
use store::{StoreError, execute, fetch_optional};

use crate::actions::works_for;
use crate::model::CredentialKind;
use crate::rows::WhoRow;
use crate::sql;

/// The cookie that carries a session.
const COOKIE: &str = "hyperlieu";
/// A session's end is moved, and its use noted, at most this often: reading a page should not write every time.
const NOTE_EVERY_S: i64 = 86_400;

/// Writes the cookie of a session; `Secure` when the address is https.
#[must_use]
pub fn session_cookie(app: &App, secret: &str) -> String {
    let secure = if app.settings.base_url.starts_with("https://") { "; Secure" } else { "" };
    let age = domain::limits::SESSION_DAYS * 86_400;
    format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={age}{secure}")
}

/// What was shown to be let in.
enum Shown {
    Nothing,
    Secret(Via, String),
}

fn shown(headers: &HeaderMap) -> Shown {
    let header = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Some(token) = header.strip_prefix("Bearer ") {
        return Shown::Secret(Via::Bearer, token.trim().to_owned());
    }
    if let Some(coded) = header.strip_prefix("Basic ") {
        let decoded = STANDARD.decode(coded.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
        let password = decoded.and_then(|pair| pair.split_once(':').map(|(_, password)| password.to_owned()));
        return Shown::Secret(Via::Device, password.unwrap_or_default());
    }
    page::cookie(headers, COOKIE).map_or(Shown::Nothing, |cookie| Shown::Secret(Via::Session, cookie))
}

/// The middleware: puts the [`Caller`] on the request.
pub async fn identify(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let lang = guard::language(&request);
    let asset = request.uri().path().starts_with("/assets/");
    let caller = match shown(request.headers()) {
        Shown::Secret(via, secret) if !asset => match who(&app, via, &secret).await {
            Ok(Some(member)) => Caller { via, member: Some(member), lang, refused: false },
            Ok(None) => Caller { via: Via::Nothing, member: None, lang, refused: via != Via::Session },
            Err(error) => return Refusal::from(error).into_response(),
        },
        _ => Caller { lang, ..Caller::default() },
    };
    request.extensions_mut().insert(caller);
    next.run(request).await
}

async fn who(app: &App, via: Via, shown: &str) -> Result<Option<Signed>, StoreError> {
    let (hash, now) = (secret::hash(shown), app.now());
    let mut tx = app.read().await?;
    let Some(row) = fetch_optional!(&mut tx, sql::WHO, WhoRow, hash.clone(), now.micros())? else {
        return Ok(None);
    };
    let expected = match via {
        Via::Session => CredentialKind::Session,
        Via::Bearer => CredentialKind::Bearer,
        Via::Device => CredentialKind::Device,
        Via::Nothing => return Ok(None),
    };
    if row.kind != expected.name() {
        return Ok(None);
    }
    let id = MemberId::from_uuid(row.member);
    let works_for = works_for(&mut tx, id).await?;
    drop(tx);
    if row.used_at.is_none_or(|used| now.secs_since(Instant::from_micros(used)) >= NOTE_EVERY_S) {
        note_use(app, &row, expected).await?;
    }
    let WhoRow { name, guest, placemaster, credential, .. } = row;
    Ok(Some(Signed {
        id,
        name,
        guest,
        placemaster,
        works_for,
        credential: CredentialId::from_uuid(credential),
    }))
}

async fn note_use(app: &App, row: &WhoRow, kind: CredentialKind) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    let now = tx.now();
    execute!(&mut tx, sql::USED, row.credential, now.micros(), kind.ends(now).map(Instant::micros))?;
    tx.commit().await
}
