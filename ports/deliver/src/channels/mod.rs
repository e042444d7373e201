//! The page `/me/channels`, on which a member says by which channel they are told what, and its JSON.

mod api;
mod mail;
mod page;

use kit::Routes;

pub(crate) fn routes() -> Routes {
    page::routes().merge(mail::routes()).merge(api::routes())
}
