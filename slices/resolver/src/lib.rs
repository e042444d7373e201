//! Resolver: whatever product's code is opened here is answered with where the neighbourhood has it.
//!
//! Knows GS1 Digital Links of products on this host (`/01/…`, [`domain::gs1`]), and answers people with a page and machines with a
//! linkset (RFC 9264; GS1-Conformant Resolver Standard). Invariants: only offers that speak now are told, as anybody may see them;
//! nothing tells who wishes for it, nor that anybody does. Opening a code creates nothing.
//! Refuses to know positions: what is nearest is for the member's own page to say.
//!
//! Public face: [`routes`].

mod linkset;
mod pages;
mod stock;

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    pages::routes()
}
