//! The one table of refusals: code and HTTP status. The words are `refusal-CODE` (title) and `refusal-CODE-detail` in
//! `kit/locales/*/refusals.ftl`; those of fields are `field-CODE`.

use axum::http::StatusCode;

/// Every refusal of the house, sorted by code.
pub const CODES: &[(&str, u16)] = &[
    ("already-promised", 409),
    ("already-taken", 409),
    ("budget-out-of-range", 422),
    ("check-digit", 400),
    ("conflict", 409),
    ("cross-origin", 403),
    ("device-unknown", 401),
    ("encounter-not-expected", 409),
    ("encounter-over", 409),
    ("in-the-future", 422),
    ("inaccurate", 422),
    ("internal", 500),
    ("invalid", 422),
    ("just-taken", 409),
    ("key-reused", 422),
    ("link-used", 410),
    ("method-not-allowed", 405),
    ("mode-off", 409),
    ("no-mail", 409),
    ("no-push", 409),
    ("no-such-link", 404),
    ("not-a-code", 400),
    ("not-a-link", 400),
    ("not-acceptable-key", 400),
    ("not-by-link", 409),
    ("not-for-you", 403),
    ("not-found", 404),
    ("not-json", 400),
    ("not-ready", 503),
    ("not-the-founder", 403),
    ("not-your-organisation", 403),
    ("offer-over", 409),
    ("own-list", 409),
    ("off-the-map", 422),
    ("place-in-use", 409),
    ("sign-in-again", 401),
    ("sign-in-first", 401),
    ("stale", 422),
    ("stock-gone", 409),
    ("tag-gone", 410),
    ("tag-opens", 422),
    ("too-large", 413),
    ("too-many", 409),
    ("too-many-pages", 429),
    ("too-often", 429),
    ("unreadable", 400),
    ("unreadable-page", 422),
    ("wrong-code", 422),
    ("wrong-media-type", 415),
    ("wrong-state", 409),
];

/// What may be wrong with a field.
pub const FIELDS: &[&str] = &[
    "address",
    "address-never",
    "amount",
    "barcode",
    "category",
    "check-digit",
    "choice",
    "column",
    "columns",
    "corners",
    "crossing",
    "currency",
    "date",
    "day",
    "empty",
    "encoding",
    "ends-first",
    "far",
    "full",
    "goal-said",
    "hours",
    "id",
    "limit",
    "mail",
    "name-taken",
    "nameless",
    "number",
    "opening-hours",
    "past",
    "picture-broken",
    "picture-dots",
    "picture-format",
    "position",
    "private",
    "quote",
    "range",
    "required",
    "ring",
    "same-corner",
    "same-currency",
    "there",
    "too-long",
    "too-many",
    "too-much",
    "twice",
    "type",
    "unconfirmed",
    "unknown",
];

/// The status of a code; an unknown code is our mistake.
#[must_use]
pub fn status(code: &str) -> StatusCode {
    let known = CODES.iter().find(|(known, _)| *known == code);
    known
        .and_then(|(_, status)| StatusCode::from_u16(*status).ok())
        .unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn every_refusal_speaks_both_languages() {
        for (lang, name) in Lang::NAMES {
            for (code, status) in CODES {
                assert!((400..600).contains(status));
                for key in [format!("refusal-{code}"), format!("refusal-{code}-detail")] {
                    assert!(lang.knows(&key), "{name} lacks {key}");
                }
            }
            for field in FIELDS {
                assert!(lang.knows(&format!("field-{field}")), "{name} lacks field-{field}");
            }
        }
    }
}
