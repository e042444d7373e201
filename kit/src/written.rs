//! What somebody wrote in a form that came when their session was over: it is handed back to them, to be copied or sent once more.
//!
//! It goes into that one answer, which nobody keeps, and nowhere else. A form of another site never comes as far as here
//! ([`guard::same_origin`](crate::guard::same_origin)).

use axum::extract::Request;
use axum::http::{Method, header};

use crate::form::Form;

/// Bytes of a form that are looked at: more than any note.
const BYTES: usize = 64 * 1024;
/// Fields in which people write; only where one of them is filled there is something to lose.
const TEXTS: [&str; 8] = ["title", "what", "words", "name", "note", "text", "label", "subject"];
/// Fields that open something, and are not shown again.
const SECRETS: [&str; 6] = ["code", "key", "password", "reveal", "secret_key", "token"];

/// What was written.
#[derive(Debug, Clone, Default)]
pub(crate) struct Written {
    /// The words, to be copied; empty when there are none.
    pub(crate) text: String,
    /// All that the form said, by field, to be sent once more.
    pub(crate) pairs: Vec<(String, String)>,
}

impl Written {
    /// What a form says that was refused unread.
    pub(crate) async fn of(request: Request) -> Self {
        let kind = request.headers().get(header::CONTENT_TYPE).map(header::HeaderValue::as_bytes);
        let form = kind.is_some_and(|kind| kind.starts_with(b"application/x-www-form-urlencoded"));
        if request.method() != Method::POST || !form {
            return Self::default();
        }
        let Ok(bytes) = axum::body::to_bytes(request.into_body(), BYTES).await else {
            return Self::default();
        };
        Self::read(&Form::parse(String::from_utf8_lossy(&bytes).into_owned()))
    }

    fn read(form: &Form) -> Self {
        let text = TEXTS.iter().filter_map(|name| form.some(name)).collect::<Vec<_>>().join("\n\n");
        if text.is_empty() {
            return Self::default();
        }
        let open = form.pairs().filter(|(name, _)| !SECRETS.contains(name));
        Self { text, pairs: open.map(|(name, value)| (name.to_owned(), value.to_owned())).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_and_secrets_are_not() {
        let written = Written::read(&Form::parse("title=Th%C3%A9&note=vert&code=1234&list=".into()));
        assert_eq!(written.text, "Thé\n\nvert");
        let names: Vec<&str> = written.pairs.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["list", "note", "title"]);
        assert!(
            Written::read(&Form::parse("state=paused".into())).pairs.is_empty(),
            "no words, nothing to lose"
        );
    }
}
