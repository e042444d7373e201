//! Where a listing of the API goes on and how much of it is asked: the same two parameters everywhere, each refused by its own name.

use std::convert::Infallible;
use std::str::FromStr;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::limits;

use crate::form::Form;
use crate::refusal::{Refusal, Result};

/// `after` and `limit` of a request, as they were written; what else it asks is its handler's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging(Form);

impl<S: Send + Sync> FromRequestParts<S> for Paging {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(parts.uri.query().unwrap_or_default()))
    }
}

impl Paging {
    fn of(query: &str) -> Self {
        Self(Form::parse(query.to_owned()))
    }

    /// How many rows at the most: as many as a page has when nothing is said.
    ///
    /// # Errors
    /// `invalid` naming `limit` when it is no whole number from 1 to [`limits::PAGE_ROWS`].
    pub fn limit(&self) -> Result<i64> {
        let Some(text) = self.0.some("limit") else { return Ok(limits::PAGE_ROWS) };
        let limit = text.parse::<i64>().ok().filter(|limit| (1..=limits::PAGE_ROWS).contains(limit));
        limit.ok_or_else(|| Refusal::invalid("limit", "limit"))
    }

    /// The row after which it goes on; `wrong` says what is wrong with one that cannot be read.
    ///
    /// # Errors
    /// `invalid` naming `after`.
    pub fn after<T: FromStr>(&self, wrong: &'static str) -> Result<Option<T>> {
        let read = |text: &str| text.parse().map_err(|_| Refusal::invalid("after", wrong));
        self.0.some("after").map(read).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_parameter_is_refused_by_its_own_name() {
        assert_eq!(Paging::of("").limit(), Ok(limits::PAGE_ROWS));
        assert_eq!(Paging::of("q=a&limit=7&after=12").limit(), Ok(7));
        assert_eq!(Paging::of("limit=7&after=12").after::<i64>("number"), Ok(Some(12)));
        assert_eq!(
            Paging::of("limit=abc").after::<i64>("number"),
            Ok(None),
            "the limit's fault is the limit's"
        );
        for limit in ["abc", "0", "-1", "101", "1e1", "99999999999999999999"] {
            let wrong = Paging::of(&format!("limit={limit}")).limit();
            assert_eq!(wrong, Err(Refusal::invalid("limit", "limit")), "{limit}");
        }
        assert_eq!(Paging::of("after=x").after::<i64>("number"), Err(Refusal::invalid("after", "number")));
    }

    #[test]
    fn the_sentence_says_what_is_allowed() {
        for (lang, _) in crate::Lang::NAMES {
            assert!(lang.t("field-limit").contains(&limits::PAGE_ROWS.to_string()));
        }
    }
}
