//! What a member sees and touches: the switch, and the page of consents.

mod consents;
mod mode;
mod rule;
mod view;

use axum::http::{HeaderMap, Method};
use axum::routing::{get, post};
use kit::{Access, Routes};

/// The page of consents.
const CONSENTS: &str = "/me/consents";

/// Where a member was when they touched something that may stand on any of our pages; home when that is not told, or
/// is a page of ours that only answers forms.
pub(crate) fn whence(headers: &HeaderMap) -> String {
    came_from(headers).unwrap_or("/me").to_owned()
}

fn came_from(headers: &HeaderMap) -> Option<&str> {
    match kit::page::came_from(headers)? {
        "/me/shopper-mode" | "/me/resume" => None,
        path if path.starts_with(CONSENTS) => Some(CONSENTS),
        path => Some(path),
    }
}

pub(crate) fn routes() -> Routes {
    Routes::new()
        .page(Access::Member, Method::POST, "/me/shopper-mode", post(mode::switch))
        .page(Access::Member, Method::POST, "/me/attention", post(mode::rhythm))
        .page(Access::Member, Method::POST, "/me/resume", post(crate::pause::end))
        .page(Access::Member, Method::GET, CONSENTS, get(consents::show))
        .page(Access::Member, Method::POST, CONSENTS, post(consents::give))
        .page(Access::Member, Method::POST, "/me/consents/deny", post(consents::deny))
        .page(Access::Member, Method::POST, "/me/consents/{id}/withdraw", post(consents::withdraw))
}

#[cfg(test)]
mod tests {
    use axum::http::header;

    use super::*;

    #[test]
    fn a_touch_leads_back_to_where_it_was_made_and_nowhere_else() {
        let table = [
            ("http://redon.example/map?x=1#y", "/map"),
            ("http://redon.example/me", "/me"),
            ("http://redon.example/me/consents/deny", CONSENTS),
            ("http://redon.example/me/shopper-mode", "/me"),
            ("http://redon.example//evil.example/", "/me"),
            ("http://redon.example/\\evil.example/", "/me"),
            ("http://evil.example/map", "/me"),
            ("http://evil.example/redon.example/map", "/me"),
            ("http://http/map", "/me"),
            ("map", "/me"),
        ];
        for (referer, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, "redon.example".parse().unwrap());
            headers.insert(header::REFERER, referer.parse().unwrap());
            assert_eq!(whence(&headers), expected, "{referer}");
        }
        assert_eq!(whence(&HeaderMap::new()), "/me");
    }
}
