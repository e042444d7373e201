//! One thing that many ask and few change, in turns: who waits to change it goes before those who come to ask.
//!
//! What is done under the lock takes microseconds, and to be woken takes longer than most of it, so whoever waits stays awake
//! for a while. Without turns, those who ask again and again would keep out whoever changes.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{
    LockResult, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard, TryLockError, TryLockResult,
};

use domain::{Attention, Grant, Instant, MemberId, Moment, Offer, OfferId, Wish, WishId};
use engine::{MomentRefusal, World};

/// Looks at the lock before a thread sleeps for it: some forty microseconds.
const TRIES: u32 = 2_000;

/// A thing under a lock. A thread that falls leaves it as it is.
#[derive(Debug, Default)]
pub struct Turns<T> {
    thing: RwLock<T>,
    /// How many wait to change it.
    waiting: AtomicU32,
}

impl<T> Turns<T> {
    /// Puts a thing under a lock.
    pub fn new(thing: T) -> Self {
        Self { thing: RwLock::new(thing), waiting: AtomicU32::new(0) }
    }

    /// To ask it, together with others who do.
    pub fn ask(&self) -> RwLockReadGuard<'_, T> {
        let free =
            || (self.waiting.load(Ordering::Relaxed) == 0).then(|| had(self.thing.try_read())).flatten();
        awake(free).unwrap_or_else(|| kept(self.thing.read()))
    }

    /// To change it, alone.
    pub fn change(&self) -> RwLockWriteGuard<'_, T> {
        self.waiting.fetch_add(1, Ordering::Relaxed);
        let thing = awake(|| had(self.thing.try_write())).unwrap_or_else(|| kept(self.thing.write()));
        self.waiting.fetch_sub(1, Ordering::Relaxed);
        thing
    }
}

/// Lists changed while the World is held once: some microseconds at the most.
pub(crate) const FEW: usize = 4;

/// What a change will look at is read ahead beside those who ask; one that reaches into many lists is made a few at a time, and
/// whoever asks is let in between.
impl Turns<World> {
    /// Puts an offer.
    pub fn put_offer(&self, offer: &Offer) {
        self.ask().expect_offer(offer);
        self.by_parts(|world| world.begin_offer(offer));
    }

    /// Removes an offer.
    pub fn remove_offer(&self, offer: OfferId) {
        self.by_parts(|world| world.begin_removal(offer));
    }

    /// Puts a wish.
    pub fn put_wish(&self, wish: Wish) {
        if self.ask().is_sought_first(&wish) {
            self.by_parts(|world| world.begin_wish(&wish));
        }
        self.ask().expect_wish(&wish);
        self.change().put_wish(wish);
    }

    /// Removes a wish.
    pub fn remove_wish(&self, wish: WishId) {
        self.ask().expect_removal(wish);
        self.change().remove_wish(wish);
    }

    /// Replaces all grants of a member.
    pub fn put_grants(&self, member: MemberId, grants: Vec<Grant>) {
        self.ask().expect_grants(member, &grants);
        self.change().put_grants(member, grants);
    }

    /// Puts a member's switch, quiet hours and budget.
    pub fn put_attention(&self, attention: Attention) {
        self.ask().expect_member(attention.member);
        self.change().put_attention(attention);
    }

    /// Keeps a moment; tells whether it is its member's newest.
    ///
    /// # Errors
    /// As [`World::note`].
    pub fn note(&self, moment: &Moment, now: Instant) -> Result<bool, MomentRefusal> {
        self.ask().expect_moment(moment);
        self.change().note(moment, now)
    }

    fn by_parts(&self, begin: impl FnOnce(&mut World)) {
        begin(&mut self.change());
        loop {
            self.ask().expect_some(FEW);
            if !self.change().lay_some(FEW) {
                break;
            }
        }
    }
}

fn awake<G>(mut look: impl FnMut() -> Option<G>) -> Option<G> {
    (0..TRIES).find_map(|_| {
        let guard = look();
        if guard.is_none() {
            std::hint::spin_loop();
        }
        guard
    })
}

fn had<G>(tried: TryLockResult<G>) -> Option<G> {
    match tried {
        Ok(guard) => Some(guard),
        Err(TryLockError::Poisoned(fallen)) => Some(fallen.into_inner()),
        Err(TryLockError::WouldBlock) => None,
    }
}

fn kept<G>(locked: LockResult<G>) -> G {
    locked.unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::AtomicBool;

    /// It ends at all only because whoever changes is let in, and nobody ever sees a change by half.
    #[test]
    fn who_changes_is_let_in_between_those_who_ask() {
        let (pair, over) = (Turns::new((0_u32, 0_u32)), AtomicBool::new(false));
        std::thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    while !over.load(Ordering::Relaxed) {
                        let pair = pair.ask();
                        assert_eq!(pair.0, pair.1);
                    }
                });
            }
            for _ in 0..2_000 {
                let mut pair = pair.change();
                pair.0 += 1;
                pair.1 += 1;
            }
            over.store(true, Ordering::Relaxed);
        });
        assert_eq!(*pair.ask(), (2_000, 2_000));
    }

    #[test]
    fn a_thread_that_falls_leaves_the_thing_as_it_is() {
        let number = Turns::new(1);
        let fell = std::thread::scope(|scope| {
            let falling = scope.spawn(|| {
                *number.change() = 2;
                let _held = number.change();
                std::panic::resume_unwind(Box::new("on purpose"));
            });
            falling.join().is_err()
        });
        assert!(fell && *number.ask() == 2);
        *number.change() = 3;
        assert_eq!(*number.ask(), 3);
    }
}
