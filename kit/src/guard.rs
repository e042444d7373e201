//! What stands before every request: language, security headers, and no orders from foreign pages.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::caller::{Caller, Via};
use crate::lang::Lang;
use crate::page::{cookie, set_cookie};
use crate::refusal::Refusal;

const CSP: &str = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; \
    worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; \
    frame-ancestors 'none'";

/// The language asked for: `?lang=`, then the cookie, then `Accept-Language`, then French.
#[must_use]
pub fn language(request: &Request) -> Lang {
    let headers = request.headers();
    asked(request)
        .or_else(|| cookie(headers, "lang").and_then(|code| code.parse().ok()))
        .or_else(|| Lang::accepted(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?))
        .unwrap_or_default()
}

fn asked(request: &Request) -> Option<Lang> {
    let query = request.uri().query()?;
    query.split('&').find_map(|pair| pair.strip_prefix("lang=")?.parse().ok())
}

/// Sets security headers, keeps a language chosen by `?lang=`, and clears a sentence once it was shown.
pub async fn headers(request: Request, next: Next) -> Response {
    let (asked, said) = (asked(&request), cookie(request.headers(), "said").is_some());
    let reading = request.method() == Method::GET;
    let mut response = next.run(request).await;
    let page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let out = response.headers_mut();
    if let Some(lang) = asked {
        set_cookie(out, &format!("lang={lang}; Path=/; Max-Age=31536000; SameSite=Lax"));
    }
    if said && reading && page {
        set_cookie(out, "said=; Path=/; Max-Age=0; SameSite=Lax; HttpOnly");
    }
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        out.entry(name).or_insert(HeaderValue::from_static(value));
    }
    out.insert(
        "permissions-policy",
        HeaderValue::from_static("geolocation=(self), camera=(self), microphone=()"),
    );
    response
}

/// Refuses orders that a foreign page sends with a member's cookie.
///
/// Browsers say where a request comes from (`Sec-Fetch-Site`, `Origin`); one that carries a session and changes
/// something must come from our own pages. Machines carry no cookie and are not asked.
pub async fn same_origin(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let session = request
        .extensions()
        .get::<Caller>()
        .is_none_or(|caller| caller.via != Via::Bearer && caller.via != Via::Device);
    if safe || !session || ours(request.headers()) {
        next.run(request).await
    } else {
        Refusal::new("cross-origin").into_response()
    }
}

fn ours(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match (text(header::ORIGIN), text(header::HOST)) {
        (None, _) => true,
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, from)| from == host),
        (Some(_), None) => false,
    }
}
