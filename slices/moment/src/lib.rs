//! Moment: whether a signal of a phone or a page says that a member is somewhere *now*.
//!
//! Pure: no table, no waiting, no clock of its own. What passes is finite, on Earth, sharp enough for a street and at most
//! two minutes old; everything else is an [`Unfit`]. Refuses to know shopper mode (the street asks it before anything is
//! read), places, wishes, and to keep anything.
//!
//! Public face: [`Signal`], [`moment`], [`Unfit`].
//!
//! ```
//! use domain::{Instant, MemberId, Source, ids::Id};
//! use moment::{Signal, Unfit, moment};
//!
//! let now = Instant::from_secs(1_795_258_800);
//! let member = MemberId::make(now, [0; 10]);
//! let here = Signal { lat: 47.65, lon: -2.08, accuracy_m: 8.4, at: now, sent_at: None, source: Source::Page };
//! assert_eq!(moment(member, &here, now).map(|moment| moment.accuracy_m), Ok(9));
//! assert_eq!(moment(member, &here, now.plus_secs(121)), Err(Unfit::Stale));
//! ```

mod decide;
mod model;

pub use decide::moment;
pub use model::{Signal, Unfit};
