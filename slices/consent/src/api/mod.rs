//! The JSON side of consent: `/api/v1/me/shopper-mode` and `/api/v1/me/consents`.

mod consents;
mod mode;
mod receipts;
mod wire;

use kit::{Access, Routes};
use utoipa_axum::routes;

pub(crate) fn routes() -> Routes {
    Routes::new()
        .api(Access::Member, routes!(mode::show, mode::change))
        .api(Access::Member, routes!(consents::list, consents::add))
        .api(Access::Member, routes!(consents::withdraw))
        .api(Access::Member, routes!(receipts::list))
}
