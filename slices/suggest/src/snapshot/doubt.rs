//! Why a snapshot is not used. Any of these throws it away.

use std::io;

use store::StoreError;

use crate::ground::Stage;

/// What speaks against a snapshot, told to the operator.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Doubt {
    /// There is none: no fault, and not worth a word.
    #[error("there is none")]
    Missing,
    /// The system does not give it.
    #[error("it cannot be read: {0}")]
    Unreadable(io::Error),
    /// It is of another form, or no snapshot at all.
    #[error("it is of another form")]
    Form,
    /// Its bytes are not what was written.
    #[error("it is damaged or cut short")]
    Damaged,
    /// Its bytes are what was written, but no row.
    #[error("a row of it makes no sense")]
    Nonsense,
    /// Another version of the program wrote it.
    #[error("another version of the program wrote it")]
    Program,
    /// It was written over another kind of database, or another version of its tables.
    #[error("the tables of the database are of another version")]
    Tables,
    /// It is from the future.
    #[error("it was written later than now: the clock was set back")]
    Clock,
    /// The fact it stands for is not in the log.
    #[error(
        "the log of facts does not hold the fact it stands for: another or restored database, or long ago"
    )]
    History,
    /// Reading anew is quicker.
    #[error("too much has changed since")]
    TooOld,
    /// Rows came or went by a hand that told no fact.
    #[error("the table of {} holds other rows than facts told of", .0.name())]
    Rows(Stage),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
