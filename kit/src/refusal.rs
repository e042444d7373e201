//! What is answered when something may not or cannot be done.
//!
//! A handler returns a [`Refusal`]; [`render`] turns it into RFC 9457 problem+json for machines or a kind page for people,
//! in the caller's language. Status and wording come from one table ([`crate::refusals`]) and the language files.

use axum::body::Body as HttpBody;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use store::StoreError;
use utoipa::ToSchema;

use crate::app::App;
use crate::caller::Caller;
use crate::lang::Lang;
use crate::page::{Page, came_from};
use crate::refusals;
use crate::written::Written;

/// The result of a handler or an action.
pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// A refusal: its code, what its sentence needs, and which fields are to blame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The code; a line of [`crate::refusals::CODES`].
    pub code: &'static str,
    /// Arguments of the sentence.
    pub args: Vec<(&'static str, String)>,
    /// Fields to mend: name and the code of what is wrong (`field-…` in the language files).
    pub fields: Vec<(&'static str, &'static str)>,
}

impl Refusal {
    /// A refusal by its code.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self { code, args: Vec::new(), fields: Vec::new() }
    }

    /// Adds an argument of its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// Names a field to mend and what is wrong with it.
    #[must_use]
    pub fn field(mut self, name: &'static str, wrong: &'static str) -> Self {
        self.fields.push((name, wrong));
        self
    }

    /// One field of the input is wrong.
    #[must_use]
    pub fn invalid(name: &'static str, wrong: &'static str) -> Self {
        Self::new("invalid").field(name, wrong)
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        refusals::status(self.code)
    }

    /// Its title, in a few words.
    #[must_use]
    pub fn title(&self, lang: Lang) -> String {
        lang.with(&format!("refusal-{}", self.code), &self.args)
    }

    /// Its sentence: what happened and what to do. A reason with words of its own says it better than what holds of all of its code.
    #[must_use]
    pub fn detail(&self, lang: Lang) -> String {
        match self.told("why").filter(|why| lang.knows(why)) {
            Some(why) => lang.t(&why),
            None => lang.with(&format!("refusal-{}-detail", self.code), &self.args),
        }
    }

    /// Its sentence on a page of its own, where no form is shown again.
    #[must_use]
    pub fn bare(&self, lang: Lang) -> String {
        let key = format!("refusal-{}-bare", self.code);
        let bare = lang.with(&key, &self.args);
        // A sentence that there is not is told by its key.
        if bare == key { self.detail(lang) } else { bare }
    }

    fn told(&self, name: &str) -> Option<String> {
        self.args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone())
    }

    /// The problem document.
    #[must_use]
    pub fn problem(&self, lang: Lang) -> Problem {
        let field = |(name, wrong): &(&'static str, &'static str)| FieldProblem {
            field: (*name).to_owned(),
            code: (*wrong).to_owned(),
            detail: lang.t(&format!("field-{wrong}")),
        };
        Problem {
            r#type: format!("/api/problems#{}", self.code),
            code: self.code.to_owned(),
            title: self.title(lang),
            status: self.status().as_u16(),
            detail: self.detail(lang),
            why: self.told("why"),
            path: self.told("path"),
            fields: self.fields.iter().map(field).collect(),
        }
    }
}

/// A failed database is our fault: told in the log once, here, and to the caller as such.
impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(error = %error, "store failed");
        Self::new("internal")
    }
}

/// A problem, RFC 9457.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Problem {
    /// Where the code is explained.
    pub r#type: String,
    /// The code, stable for programs.
    pub code: String,
    /// The title in the caller's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened and what to do, in the caller's language.
    pub detail: String,
    /// What the reader of the message said, in English: where the JSON broke, which key is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// Where on this server to go instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Which fields are to blame.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldProblem {
    /// Its name.
    pub field: String,
    /// The code, stable for programs.
    pub code: String,
    /// What is wrong, in the caller's language.
    pub detail: String,
}

/// Carries the refusal to [`render`] as an extension of the response.
impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Whether the caller reads JSON rather than pages.
fn is_machine(path: &str, headers: &HeaderMap) -> bool {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    path.starts_with("/api/v1") || path.starts_with("/owntracks") || !accepts.contains("text/html")
}

/// What a layer or extractor of the framework refused in its own few words of plain text.
fn foreign(response: &Response) -> Option<Refusal> {
    let kind = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let code = match response.status() {
        _ if !kind.is_empty() && !kind.starts_with(b"text/plain") => return None,
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "unreadable",
        StatusCode::NOT_FOUND => "not-found",
        StatusCode::METHOD_NOT_ALLOWED => "method-not-allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "wrong-media-type",
        StatusCode::SERVICE_UNAVAILABLE => "not-ready",
        StatusCode::INTERNAL_SERVER_ERROR => "internal",
        _ => return None,
    };
    Some(Refusal::new(code))
}

/// The middleware that writes refusals out. Outside of it only layers that never refuse may stand.
pub async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let machine = is_machine(request.uri().path(), request.headers());
    let (parts, body) = request.into_parts();
    let caller = parts.extensions.get::<Caller>().cloned().unwrap_or_default();
    let page = (!machine).then(|| Page::of(&app, &parts, &caller));
    // A page that is refused itself is no way back.
    let back =
        came_from(&parts.headers).filter(|back| parts.method != Method::GET || *back != parts.uri.path());
    let back = back.unwrap_or_default().to_owned();
    let mut response = next.run(Request::from_parts(parts, body)).await;
    let known = response.extensions_mut().remove::<Refusal>();
    let Some(refusal) = known.or_else(|| foreign(&response)) else { return response };
    let written = response.extensions_mut().remove::<Written>().unwrap_or_default();
    let body = match page {
        None => serde_json::to_vec(&refusal.problem(caller.lang)).unwrap_or_default(),
        Some(page) => page.problem(&refusal, back, written).into_bytes(),
    };
    let kind = if machine { "application/problem+json" } else { "text/html; charset=utf-8" };
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if refusal.status() == StatusCode::UNAUTHORIZED && machine {
        let scheme = if refusal.code == "device-unknown" { "Basic realm=\"hyperlieu\"" } else { "Bearer" };
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(scheme));
    }
    *response.body_mut() = HttpBody::from(body);
    response
}
