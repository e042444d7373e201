//! The codes that stand on a house's own tags. A room above knows them and rooms below are told of them; neither knows the other: who
//! puts the house together brings them together ([`Tags`] among the extensions of a request).

use std::pin::Pin;

use store::{StoreError, Tx};

/// A path on its way from the store.
pub type Reading<'a> = Pin<Box<dyn Future<Output = Result<Option<String>, StoreError>> + Send + 'a>>;

/// The path at which a text opens that is the code of a tag; none where it is not the code of one that is there.
#[derive(Debug, Clone, Copy)]
pub struct Tags(pub for<'a> fn(&'a mut Tx, &'a str) -> Reading<'a>);
