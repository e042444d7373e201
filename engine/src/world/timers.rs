//! What time alone will change, by when: nobody is looked through to find it.
//!
//! Instants are kept to the second, rounded down. Whatever falls due is judged anew by the rules at the instant it is asked,
//! so that a timer may come early or twice, and never decides anything.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use domain::Instant;

use super::ids::Handle;

/// Whom a timer wakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Wake {
    /// Something about a member begins or ends.
    Member(Handle),
    /// An offer begins.
    Offer(Handle),
    /// A place may open.
    Place(Handle),
}

/// Pending timers, the soonest first. Eight bytes each.
#[derive(Clone)]
pub(crate) struct Timers {
    heap: BinaryHeap<Reverse<u64>>,
}

impl Timers {
    pub(crate) fn new() -> Self {
        Self { heap: BinaryHeap::new() }
    }

    /// Adds a timer and answers its second.
    pub(crate) fn add(&mut self, at: Instant, wake: Wake) -> u32 {
        let (kind, handle) = match wake {
            Wake::Member(handle) => (0, handle),
            Wake::Offer(handle) => (1, handle),
            Wake::Place(handle) => (2, handle),
        };
        let second = second(at);
        self.heap.push(Reverse(u64::from(second) << 32 | u64::from(handle << 2 | kind)));
        second
    }

    /// The next timer due at an instant, with its second.
    pub(crate) fn due(&mut self, now: Instant) -> Option<(Wake, u32)> {
        let Reverse(next) = *self.heap.peek()?;
        let (at, handle) = ((next >> 32) as u32, next as u32 >> 2);
        if i64::from(at) > now.secs() {
            return None;
        }
        self.heap.pop();
        let wake = match next & 3 {
            0 => Wake::Member(handle),
            1 => Wake::Offer(handle),
            _ => Wake::Place(handle),
        };
        Some((wake, at))
    }

    /// When the next falls due; the second in which it does.
    pub(crate) fn next(&self) -> Option<Instant> {
        self.heap.peek().map(|Reverse(next)| Instant::from_secs((next >> 32).cast_signed()))
    }

    /// Gives back what growing left unused.
    pub(crate) fn pack(&mut self) {
        self.heap.shrink_to_fit();
    }

    pub(crate) fn bytes(&self) -> usize {
        self.heap.capacity() * size_of::<u64>()
    }
}

/// The second of an instant, rounded down, from the first of 1970 on: zero means none.
pub(crate) fn second(at: Instant) -> u32 {
    at.secs().clamp(1, i64::from(u32::MAX)) as u32
}
