//! `/api/v1/shared`, `/api/v1/reservations`, `/api/v1/comments` and how a list is shared; and a public list as schema.org tells it.

mod comments;
mod linked;
mod lists;
mod reservations;
mod settings;

pub(crate) use linked::linked;
pub(crate) use lists::told;

/// The JSON API of this slice.
pub(crate) fn routes() -> kit::Routes {
    lists::routes().merge(reservations::routes()).merge(comments::routes()).merge(settings::routes())
}
