//! Who may call a route. Stated where the route is added; checked before its handler; walked by a test as each role.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::caller::{Caller, Via};
use crate::refusal::Refusal;
use crate::written::Written;

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Everybody.
    Anyone,
    /// A member, guests included.
    Member,
    /// A member who acts for an organisation; the action then asks for which.
    Associate,
    /// Who runs the instance.
    Placemaster,
    /// A member's phone app, by its own name and secret, and nothing else.
    Device,
}

impl Access {
    /// Every access with its name in the reference.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Anyone, "anyone"),
        (Self::Member, "member"),
        (Self::Associate, "associate"),
        (Self::Placemaster, "placemaster"),
        (Self::Device, "device"),
    ];

    /// Lets a caller through or refuses.
    ///
    /// # Errors
    /// `sign-in-first`, `sign-in-again` or, of a phone, `device-unknown` (401) for strangers, `not-for-you` (403) for the
    /// wrong role.
    pub fn check(self, caller: &Caller) -> Result<(), Refusal> {
        let Some(member) = &caller.member else {
            return match self {
                Self::Anyone => Ok(()),
                Self::Device => Err(Refusal::new("device-unknown")),
                _ if caller.refused => Err(Refusal::new("sign-in-again")),
                _ => Err(Refusal::new("sign-in-first")),
            };
        };
        let device = caller.via == Via::Device;
        let may = match self {
            Self::Anyone => true,
            Self::Device => device,
            _ if device => false,
            Self::Member => true,
            Self::Associate => !member.works_for.is_empty(),
            Self::Placemaster => member.placemaster,
        };
        if may { Ok(()) } else { Err(Refusal::new("not-for-you")) }
    }

    /// The check as a middleware.
    pub(crate) async fn enforce(self, request: Request, next: Next) -> Response {
        let stranger = Caller::default();
        let checked = self.check(request.extensions().get::<Caller>().unwrap_or(&stranger));
        let Err(refusal) = checked else { return next.run(request).await };
        let over = refusal.status() == StatusCode::UNAUTHORIZED;
        let written = if over { Written::of(request).await } else { Written::default() };
        let mut response = refusal.into_response();
        response.extensions_mut().insert(written);
        response
    }
}

domain::named!(Access);
