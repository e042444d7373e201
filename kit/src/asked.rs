//! What others asked a member beside their wishes. Rooms below show it on the pages of its member and a room above keeps it; neither
//! knows the other: who puts the house together brings them together ([`Questions`] among the extensions of a request).

use std::pin::Pin;

use domain::{Instant, MemberId, WishId};
use store::{StoreError, Tx};

/// Words of somebody else to the member whose wish it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Beside which wish.
    pub wish: WishId,
    /// Who wrote, as its member sees them; may be empty.
    pub name: String,
    /// What they wrote.
    pub words: String,
    /// When.
    pub at: Instant,
    /// Whether its member has written nothing there since.
    pub waits: bool,
    /// Where it is answered.
    pub href: String,
}

/// Questions on their way from the store.
pub type Reading<'a> = Pin<Box<dyn Future<Output = Result<Vec<Question>, StoreError>> + Send + 'a>>;

/// How all questions to a member are read, the oldest first.
#[derive(Debug, Clone, Copy)]
pub struct Questions(pub for<'a> fn(&'a mut Tx, MemberId) -> Reading<'a>);
