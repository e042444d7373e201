//! What people see: a shared list and its wishes, what they promised, and whom a list is shared with.

mod gifts;
mod give;
mod list;
mod said;
mod settings;
mod wish;

/// The pages of this slice.
pub(crate) fn routes() -> kit::Routes {
    list::routes()
        .merge(wish::routes())
        .merge(give::routes())
        .merge(gifts::routes())
        .merge(settings::routes())
}
