//! Who asks. The `people` slice finds it out; a middleware puts it on the request before any handler runs.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::{CredentialId, MemberId, OrganisationId};

use crate::lang::Lang;
use crate::refusal::Refusal;

/// By what somebody was let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Via {
    /// Nothing was shown.
    #[default]
    Nothing,
    /// The cookie of a page session.
    Session,
    /// A bearer token.
    Bearer,
    /// The name and secret of a phone app.
    Device,
}

/// A member who was let in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Who.
    pub id: MemberId,
    /// How they want to be called; empty for a guest.
    pub name: String,
    /// Whether they have no credentials of their own yet.
    pub guest: bool,
    /// Whether they run the instance.
    pub placemaster: bool,
    /// For whom they act.
    pub works_for: Vec<OrganisationId>,
    /// By which credential they came.
    pub credential: CredentialId,
}

impl Signed {
    /// Refuses unless they act for the organisation.
    ///
    /// # Errors
    /// `not-your-organisation`.
    pub fn acts_for(&self, organisation: OrganisationId) -> Result<(), Refusal> {
        let theirs = self.works_for.contains(&organisation);
        if theirs { Ok(()) } else { Err(Refusal::new("not-your-organisation")) }
    }
}

/// Who asks, by what, in which language.
#[derive(Debug, Clone, Default)]
pub struct Caller {
    /// By what they were let in.
    pub via: Via,
    /// Who they are.
    pub member: Option<Signed>,
    /// The language to answer in.
    pub lang: Lang,
    /// Set when a credential was shown that opens nothing: expired, withdrawn or invented.
    pub refused: bool,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// The member who asks; for routes whose [`Access`](crate::Access) lets nobody else through.
#[derive(Debug, Clone)]
pub struct Me(pub Signed);

impl<S: Sync> FromRequestParts<S> for Me {
    type Rejection = Refusal;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let caller = parts.extensions.get::<Caller>();
        caller.and_then(|caller| caller.member.clone()).map(Self).ok_or_else(|| Refusal::new("sign-in-first"))
    }
}
