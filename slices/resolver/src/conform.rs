//! What a resolver owes to whoever asks it wrongly, or asks from another site (GS1-Conformant Resolver Standard).

use std::cmp::Reverse;

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use domain::gs1::check;
use domain::{Gtin, barcode};
use kit::{Form, Refusal};
use serde_json::Value;

use crate::linkset::{LINKSET, has_link};

/// Scripts of every site may read what is said to everybody.
pub(crate) const EVERY_SITE: &str = "*";
/// Seconds for which a browser remembers that.
const ALLOWED_S: &str = "86400";
/// What may be asked.
const METHODS: &str = "GET, HEAD, OPTIONS";

/// Answers what a browser asks before a script of another site does.
pub(crate) async fn before() -> Response {
    let headers = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, EVERY_SITE),
        (header::ALLOW, METHODS),
        (header::ACCESS_CONTROL_ALLOW_METHODS, METHODS),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "accept, accept-language, content-type"),
        (header::ACCESS_CONTROL_MAX_AGE, ALLOWED_S),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

/// Refuses so that a script of another site can read why.
pub(crate) fn refused(refusal: Refusal) -> Response {
    let mut response = refusal.into_response();
    let every_site = HeaderValue::from_static(EVERY_SITE);
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, every_site);
    response
}

/// Why an address identifies no product: most often a digit was misread, and then that is said. Under `own` paths whatever is no
/// product is malformed; under others it may be no link of GS1 at all, and is just not there.
pub(crate) fn unidentified(uri: &Uri, own: bool) -> Refusal {
    let mut parts = uri.path().split('/');
    let named = parts.any(|part| matches!(part, "01" | "gtin"));
    let Some(said) = parts.next().filter(|_| named) else { return Refusal::new("not-found") };
    if barcode::is_misread(said) {
        return misread(said);
    }
    match (own, said.parse::<Gtin>()) {
        (false, _) => Refusal::new("not-found"),
        (true, Ok(_)) => Refusal::new("not-a-link"),
        (true, Err(_)) => Refusal::new("not-a-code"),
    }
}

/// A number whose last digit does not fit: with that digit, and the one that the others ask for.
fn misread(said: &str) -> Refusal {
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    let (body, last) = digits.split_at(digits.len().saturating_sub(1));
    // Eight digits may be a shortened number as well, whose last digit is reckoned from another.
    let due = check::digit(body).filter(|_| digits.len() > 8);
    let refusal = Refusal::new("check-digit").with("last", last);
    match due {
        Some(due) => {
            let why = format!("the last digit is {last}, the others ask for {due}");
            refusal.with("due", due).with("why", why)
        }
        None => refusal.with("due", "unknown"),
    }
}

/// Whether a link is asked for by a name that the linkset of a product has not.
pub(crate) fn lacks(uri: &Uri, set: &Value) -> bool {
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    query.some("linkType").is_some_and(|named| !matches!(named, "linkset" | "all") && !has_link(set, named))
}

/// Whether a linkset is asked for: by name, or, where none is named, as the better of what is accepted; of what is as good, the first.
pub(crate) fn wants_linkset(uri: &Uri, headers: &HeaderMap) -> bool {
    let query = Form::parse(uri.query().unwrap_or_default().to_owned());
    if let Some(named) = query.some("linkType") {
        return matches!(named, "linkset" | "all");
    }
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let machine = [LINKSET, "application/json"].into_iter().filter_map(|kind| accepted(accept, kind)).max();
    let page = ["text/html", "text/*", "*/*"].into_iter().find_map(|kind| accepted(accept, kind));
    machine.is_some_and(|machine| machine.0 > 0 && Some(machine) > page)
}

/// How good a kind is to whoever sends this `Accept` (RFC 9110, section 12.5.1), in thousandths, and of what is as good, how far ahead it
/// stands; `None` where it is not named.
fn accepted(accept: &str, kind: &str) -> Option<(i32, Reverse<usize>)> {
    accept.split(',').enumerate().find_map(|(at, range)| {
        let mut parts = range.split(';').map(str::trim);
        let named = parts.next().is_some_and(|named| named.eq_ignore_ascii_case(kind));
        let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        let weight = weight.map_or(Some(1.0), |told| told.parse::<f32>().ok()).unwrap_or(0.0);
        #[expect(clippy::cast_possible_truncation, reason = "between nothing and a thousand")]
        named.then(|| ((weight.clamp(0.0, 1.0) * 1_000.0) as i32, Reverse(at)))
    })
}

/// Whether whoever asks reads pages: a person, and not a program.
pub(crate) fn reads_pages(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_malformed_is_told_from_what_is_not_there() {
        for (path, own, code) in [
            ("/01/03017620422004", true, "check-digit"),
            ("/shop/01/03017620422004", false, "check-digit"),
            ("/01/30176204", true, "check-digit"),
            ("/01/030176204220031", true, "not-a-code"),
            ("/01/abc", true, "not-a-code"),
            ("/gtin/1", true, "not-a-code"),
            ("/01/03017620422003/99/1", true, "not-a-link"),
            ("/archive/2026/01/15", false, "not-found"),
            ("/nowhere", false, "not-found"),
        ] {
            assert_eq!(unidentified(&path.parse().unwrap(), own).code, code, "{path}");
        }
    }

    #[test]
    fn what_is_accepted_is_weighed() {
        for (accept, linkset) in [
            ("application/linkset+json", true),
            ("application/json, text/plain, */*", true),
            ("text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8", false),
            ("text/html;q=0.5, application/linkset+json", true),
            ("application/linkset+json;q=0.5, text/html", false),
            ("application/linkset+json;q=0, */*", false),
            ("application/linkset+json;q=0.5, */*", false),
            ("Application/Linkset+JSON;q=much", false),
            ("*/*", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, accept.parse().unwrap());
            assert_eq!(wants_linkset(&Uri::from_static("/01/1"), &headers), linkset, "{accept}");
            assert!(!wants_linkset(&Uri::from_static("/01/1?linkType=pip"), &headers), "{accept}");
        }
    }

    #[test]
    fn the_digit_that_does_not_fit_is_named() {
        let told = |path: &str| unidentified(&path.parse().unwrap(), true).args;
        assert_eq!(told("/01/03017620422004")[..2], [("last", "4".to_owned()), ("due", "3".to_owned())]);
        assert_eq!(told("/01/301-7620422-004"), told("/01/3017620422004"));
        assert_eq!(told("/01/30176204")[1], ("due", "unknown".to_owned()));
    }
}
