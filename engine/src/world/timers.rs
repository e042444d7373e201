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
    /// Until what is due in a second was handled: that second, and what is waited for again in it meanwhile. It comes next time, or
    /// whoever handles a few at a time would never end.
    under_way: Option<u32>,
    again: Vec<u64>,
}

impl Timers {
    pub(crate) fn new() -> Self {
        Self { heap: BinaryHeap::new(), under_way: None, again: Vec::new() }
    }

    /// Adds a timer and answers its second.
    pub(crate) fn add(&mut self, at: Instant, wake: Wake) -> u32 {
        let (kind, handle) = match wake {
            Wake::Member(handle) => (0, handle),
            Wake::Offer(handle) => (1, handle),
            Wake::Place(handle) => (2, handle),
        };
        let second = second(at);
        let timer = u64::from(second) << 32 | u64::from(handle << 2 | kind);
        if self.under_way.is_some_and(|now| second <= now) {
            self.again.push(timer);
        } else {
            self.heap.push(Reverse(timer));
        }
        second
    }

    /// Begins to handle what is due at an instant, or goes on with it.
    pub(crate) fn begin(&mut self, now: Instant) {
        self.under_way = self.under_way.max(Some(second(now)));
    }

    /// Ends handling, unless anything is still due; tells whether.
    pub(crate) fn end(&mut self, now: Instant) -> bool {
        let more = self.heap.peek().is_some_and(|Reverse(next)| (next >> 32).cast_signed() <= now.secs());
        if !more {
            self.under_way = None;
            self.heap.extend(self.again.drain(..).map(Reverse));
        }
        more
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
        let next = self.heap.peek().map(|Reverse(next)| *next);
        let next = next.into_iter().chain(self.again.iter().copied()).min();
        next.map(|next| Instant::from_secs((next >> 32).cast_signed()))
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
