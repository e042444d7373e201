//! Forms of pages: what was typed comes back with what is wrong beside it.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, Request};
use axum::http::header;

use crate::lang::Lang;
use crate::refusal::Refusal;

/// What was typed into a form, by field; a field sent several times keeps all its values.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    values: BTreeMap<String, Vec<String>>,
    raw: String,
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Refusal;
    async fn from_request(request: Request, state: &S) -> Result<Self, Refusal> {
        let kind =
            request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        let plain = kind.is_empty() || kind.starts_with("application/x-www-form-urlencoded");
        if !plain {
            return Err(Refusal::new("wrong-media-type"));
        }
        let bytes = crate::body::read(request, state).await?;
        let raw = String::from_utf8(bytes.to_vec()).map_err(|_| Refusal::new("not-json"))?;
        Ok(Self::parse(raw))
    }
}

impl Form {
    /// Reads `application/x-www-form-urlencoded`.
    #[must_use]
    pub fn parse(raw: String) -> Self {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for pair in raw.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            values.entry(decode(name)).or_default().push(decode(value));
        }
        Self { values, raw }
    }

    /// The same, with the fields that it does not hold itself.
    #[must_use]
    pub fn with(mut self, values: Vec<(String, String)>) -> Self {
        for (name, value) in values {
            self.values.entry(name).or_insert_with(|| vec![value]);
        }
        self
    }

    /// A field's first value, trimmed; empty when absent.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.values.get(name).and_then(|all| all.first()).map_or("", |value| value.trim())
    }

    /// All values of a field.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.values.get(name).map_or(&[], Vec::as_slice)
    }

    /// A field's value, or `None` when absent or blank.
    #[must_use]
    pub fn some(&self, name: &str) -> Option<&str> {
        Some(self.get(name)).filter(|value| !value.is_empty())
    }

    /// Each field with each of its values, by name.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values
            .iter()
            .flat_map(|(name, all)| all.iter().map(move |value| (name.as_str(), value.as_str())))
    }

    /// Whether a box or switch is on.
    #[must_use]
    pub fn on(&self, name: &str) -> bool {
        self.values.contains_key(name)
    }

    /// The body as it came.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |i: usize| bytes.get(i).and_then(|b| char::from(*b).to_digit(16));
        match (bytes[at], hex(at + 1), hex(at + 2)) {
            (b'+', ..) => out.push(b' '),
            (b'%', Some(high), Some(low)) => {
                out.push(u8::try_from(high * 16 + low).unwrap_or(b'?'));
                at += 2;
            }
            (other, ..) => out.push(other),
        }
        at += 1;
    }
    // PostgreSQL keeps no text with it, and nobody types it.
    String::from_utf8_lossy(&out).replace('\0', "")
}

/// A form as a template shows it again: values and errors by field.
#[derive(Debug, Clone, Default)]
pub struct Fields {
    form: Form,
    errors: BTreeMap<&'static str, String>,
    /// The sentence above the form, when something is wrong as a whole.
    pub problem: String,
}

/// A form as it stands, with nothing wrong.
impl From<Form> for Fields {
    fn from(form: Form) -> Self {
        Self { form, ..Self::default() }
    }
}

impl Fields {
    /// An untouched form with these values.
    #[must_use]
    pub fn with(values: &[(&str, &str)]) -> Self {
        let mut form = Form::default();
        for (name, value) in values {
            form.values.insert((*name).to_owned(), vec![(*value).to_owned()]);
        }
        Self { form, ..Self::default() }
    }

    /// What was typed, with what was refused.
    #[must_use]
    pub fn refused(form: Form, refusal: &Refusal, lang: Lang) -> Self {
        let told = |(name, wrong): &(&'static str, &'static str)| (*name, lang.t(&format!("field-{wrong}")));
        let errors = refusal.fields.iter().map(told).collect();
        Self { form, errors, problem: refusal.detail(lang) }
    }

    /// Says something at a field.
    pub fn say(&mut self, name: &'static str, said: String) {
        self.errors.insert(name, said);
    }

    /// The value to show.
    #[must_use]
    pub fn value(&self, name: &str) -> &str {
        self.form.get(name)
    }

    /// What is wrong with a field; empty when nothing is.
    #[must_use]
    pub fn error(&self, name: &str) -> &str {
        self.errors.get(name).map_or("", String::as_str)
    }

    /// Whether an option is the chosen one.
    #[must_use]
    pub fn is(&self, name: &str, value: &str) -> bool {
        self.form.get(name) == value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_read_and_shown_again() {
        let form = Form::parse("title=Caf%C3%A9+noir&day=1&day=2&on=&bad=%zz".into());
        assert_eq!((form.get("title"), form.get("absent"), form.get("bad")), ("Café noir", "", "%zz"));
        assert_eq!(form.all("day"), ["1", "2"]);
        assert!(form.on("on") && !form.on("off") && form.some("on").is_none());
        let more =
            [("title", "other"), ("more", "1")].map(|(name, value)| (name.to_owned(), value.to_owned()));
        let more = Fields::from(form.clone().with(more.to_vec()));
        assert_eq!((more.value("title"), more.value("more")), ("Café noir", "1"));
        let fields = Fields::refused(form, &Refusal::invalid("title", "too-long"), Lang::En);
        assert_eq!(fields.value("title"), "Café noir");
        assert!(!fields.error("title").is_empty() && fields.error("day").is_empty());
    }
}
