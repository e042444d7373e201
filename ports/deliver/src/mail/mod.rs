//! Mail: by SMTP, through the server the operator names. Two kinds alone are sent: the first, which asks whether it may be, and one
//! that gathers news of wishes, at most daily and only when there is some. Each of the latter says how to have no more (RFC 8058).

mod digest;
mod mailer;
mod pages;
mod stop;

pub(crate) use digest::send_due;
pub use mailer::{Letter, Mailer, NotAMailer, Sent};
pub(crate) use pages::{first, routes};
pub(crate) use stop::StopKey;
