//! Which message goes next, when many go at once: to one browser one after another, to one service as many as leave twice the room to
//! others, so that services which take their time hold up nobody but their own. Pure.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use channel::Push;
use domain::SubscriptionId;

/// Messages on their way at once: half of what the way out carries, so that pages are read meanwhile.
pub(super) const AT_ONCE: usize = 16;
/// Services that are passed over by name when messages are fetched.
pub(super) const BUSY: usize = 4;
/// When fewer wait, more are fetched.
const LOW: usize = 100;

/// Messages that wait, and where others are under way.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    waiting: VecDeque<Push>,
    browsers: HashSet<SubscriptionId>,
    services: HashMap<String, usize>,
}

/// The service that carries to a browser: its endpoint up to the path, with the slash, so that no host is the beginning of another.
fn service(push: &Push) -> &str {
    let endpoint = push.to.given.endpoint.as_str();
    let host = endpoint.find("://").map_or(0, |at| at + 3);
    let end = endpoint[host..].find('/').map_or(endpoint.len(), |at| host + at + 1);
    &endpoint[..end]
}

/// Whether a service with so many on their way may have one more: while more than twice as many places are free. Alone it comes to six, and
/// where five take their time there is still a place for a sixth.
fn may_go(way: usize, free: usize) -> bool {
    if way == 0 { free > 0 } else { 2 * way < free }
}

impl Lanes {
    /// Whether more may be fetched.
    pub(super) fn is_low(&self) -> bool {
        self.waiting.len() < LOW
    }

    /// The services that have enough to do, those of which most waits, when messages to others would find room; `None` when they would not.
    pub(super) fn busy(&self) -> Option<[Option<&str>; BUSY]> {
        let mut way: BTreeMap<&str, usize> =
            self.services.iter().map(|(name, way)| (name.as_str(), *way)).collect();
        let mut left: BTreeMap<&str, usize> = BTreeMap::new();
        let mut free = AT_ONCE.saturating_sub(self.browsers.len());
        for push in &self.waiting {
            let way = way.entry(service(push)).or_default();
            if may_go(*way, free) {
                *way += 1;
                free -= 1;
            } else {
                *left.entry(service(push)).or_default() += 1;
            }
        }
        if free == 0 {
            return None;
        }
        let mut left: Vec<(usize, &str)> = left.into_iter().map(|(name, left)| (left, name)).collect();
        left.sort_unstable_by_key(|(left, name)| (Reverse(*left), *name));
        let mut most = left.into_iter().map(|(_, name)| name);
        Some(std::array::from_fn(|_| most.next()))
    }

    /// Takes back messages that could not be claimed, for the store was away.
    pub(super) fn take_back(&mut self, begun: Vec<Push>, others: Vec<Push>) {
        for push in &begun {
            self.end(push);
        }
        self.waiting = begun.into_iter().chain(others).chain(self.waiting.drain(..)).collect();
        self.waiting.make_contiguous().sort_by_key(|push| push.due_at);
    }

    /// Lets messages wait, in the order in which they are due; those that do already are passed over.
    pub(super) fn wait_for(&mut self, due: Vec<Push>) {
        let known: HashSet<_> = self.waiting.iter().map(|push| (push.to.id, push.about)).collect();
        self.waiting.extend(due.into_iter().filter(|push| !known.contains(&(push.to.id, push.about))));
    }

    /// Takes the messages that may go now.
    pub(super) fn begin(&mut self) -> Vec<Push> {
        let (mut begun, mut still) = (Vec::new(), VecDeque::new());
        let mut free = AT_ONCE.saturating_sub(self.browsers.len());
        for push in self.waiting.drain(..) {
            let way = self.services.get(service(&push)).copied().unwrap_or(0);
            if may_go(way, free) && self.browsers.insert(push.to.id) {
                *self.services.entry(service(&push).to_owned()).or_default() += 1;
                free -= 1;
                begun.push(push);
            } else {
                still.push_back(push);
            }
        }
        self.waiting = still;
        begun
    }

    /// A message that began has ended, or did not go after all.
    pub(super) fn end(&mut self, push: &Push) {
        self.browsers.remove(&push.to.id);
        if let Some(way) = self.services.get_mut(service(push)) {
            *way -= 1;
            if *way == 0 {
                self.services.remove(service(push));
            }
        }
    }

    /// Takes out all that waits for the service of this message.
    pub(super) fn give_up(&mut self, push: &Push) -> Vec<Push> {
        let (gone, still): (Vec<_>, Vec<_>) =
            self.waiting.drain(..).partition(|other| service(other) == service(push));
        self.waiting = still.into();
        gone
    }
}

#[cfg(test)]
mod tests {
    use channel::{About, NewSubscription, Subscription};
    use domain::ids::Id;
    use domain::{Instant, MemberId, OpportunityId};
    use proptest::prelude::*;

    use super::*;

    const NOW: Instant = Instant::from_secs(1_795_258_800);

    /// A message about a numbered thing to a numbered browser of a numbered service.
    fn push(service: u8, browser: u8, about: u8) -> Push {
        let given = NewSubscription {
            endpoint: format!("https://push{service}.example/send/{browser}"),
            p256dh: Vec::new(),
            auth: Vec::new(),
            label: String::new(),
            lang: "fr".into(),
        };
        let to = Subscription {
            id: SubscriptionId::make(NOW, [service, browser, 0, 0, 0, 0, 0, 0, 0, 1]),
            member: MemberId::make(NOW, [1; 10]),
            given,
            created_at: NOW,
            ok_at: None,
            failures: 0,
        };
        let about = About::Opportunity(OpportunityId::make(NOW, [about; 10]));
        Push { to, about, ends_at: NOW, due_at: NOW, tries: 0 }
    }

    /// How many of these are to a numbered service.
    fn to(pushes: &[Push], number: u8) -> usize {
        let name = format!("https://push{number}.example/");
        pushes.iter().filter(|push| service(push) == name).count()
    }

    #[test]
    fn services_that_take_their_time_leave_room_for_others() {
        let mut lanes = Lanes::default();
        let slow = (0..90).map(|browser| push(0, browser, 1));
        lanes.wait_for(slow.chain([push(1, 0, 1)]).collect());
        let begun = lanes.begin();
        assert_eq!((to(&begun, 0), to(&begun, 1)), (6, 1));
        assert!(lanes.begin().is_empty());
        lanes.end(&begun[0]);
        assert!(lanes.begin().is_empty(), "beside another it has five");
        lanes.end(&begun[6]);
        assert_eq!(lanes.begin().len(), 1);
        assert_eq!(lanes.give_up(&begun[0]).len(), 90 - 7, "it is away: none of the others tries");
        assert!(lanes.begin().is_empty());
        // One after the other hangs with all it has.
        for (slow, goes) in [(2, 4), (3, 2), (4, 2), (5, 1), (6, 1), (7, 0)] {
            lanes.wait_for((0..90).map(|browser| push(slow, browser, 1)).collect());
            assert_eq!(to(&lanes.begin(), slow), goes, "{slow}");
        }
    }

    #[test]
    fn who_has_enough_to_do_is_passed_over_while_others_find_room() {
        let mut lanes = Lanes::default();
        assert_eq!(lanes.busy(), Some([None; BUSY]));
        lanes.wait_for((0..90).map(|browser| push(0, browser, 1)).collect());
        lanes.wait_for(vec![push(10, 0, 1)]);
        let zero = "https://push0.example/";
        assert_eq!(lanes.busy(), Some([Some(zero), None, None, None]));
        drop(lanes.begin());
        assert_eq!(lanes.busy(), Some([Some(zero), None, None, None]), "under way or waiting");
        lanes.wait_for((0..30).flat_map(|browser| [push(1, browser, 1), push(2, browser, 1)]).collect());
        let three = [Some(zero), Some("https://push2.example/"), Some("https://push1.example/"), None];
        assert_eq!(lanes.busy(), Some(three), "a fourth finds room");
        lanes.wait_for((3..16).map(|service| push(service, 0, 1)).collect());
        assert_eq!(lanes.busy(), None, "there is work for every place");
    }

    #[test]
    fn what_could_not_be_claimed_goes_later_and_before_what_came_after() {
        let mut lanes = Lanes::default();
        lanes.wait_for(vec![push(0, 0, 1), push(0, 0, 2), push(0, 1, 1)]);
        let begun = lanes.begin();
        assert_eq!(begun.len(), 2);
        lanes.take_back(begun.clone(), Vec::new());
        assert_eq!(lanes.begin(), begun);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Whichever five services hang, whatever went before: a sixth finds a place.
        #[test]
        fn five_that_hang_leave_a_place(
            before in prop::collection::vec((0..6_u8, any::<bool>()), 0..60), order in Just([0_u8, 1, 2, 3, 4]).prop_shuffle(),
        ) {
            let (mut lanes, mut running) = (Lanes::default(), Vec::<Push>::new());
            for ((number, ends), browser) in before.into_iter().zip(0..) {
                lanes.wait_for(vec![push(number, browser, 1)]);
                running.extend(lanes.begin());
                if ends && !running.is_empty() {
                    lanes.end(&running.swap_remove(0));
                }
            }
            // Those of the sixth end; the others never do, and have ever more to send.
            for push in running.iter().filter(|push| service(push) == "https://push5.example/") {
                lanes.end(push);
            }
            lanes.give_up(&push(5, 0, 1));
            for slow in order {
                lanes.wait_for((100..130).map(|browser| push(slow, browser, 1)).collect());
                lanes.begin();
            }
            lanes.wait_for(vec![push(6, 0, 1)]);
            prop_assert_eq!(to(&lanes.begin(), 6), 1);
        }

        /// Whatever comes and goes: every message goes once, to a browser in its order, and never too many at once.
        #[test]
        fn all_go_once_and_in_order(
            which in prop::collection::vec((0..4_u8, 0..5_u8), 1..120), ends in prop::collection::vec(any::<prop::sample::Index>(), 1..40),
        ) {
            let all: Vec<Push> = which.iter().zip(0..).map(|((service, browser), about)| push(*service, *browser, about)).collect();
            let (mut lanes, mut running, mut gone) = (Lanes::default(), Vec::<Push>::new(), Vec::new());
            let mut ends = ends.iter().cycle();
            lanes.wait_for(all.clone());
            lanes.wait_for(all.clone());
            loop {
                running.extend(lanes.begin());
                prop_assert!(running.len() <= AT_ONCE);
                let browsers: HashSet<_> = running.iter().map(|push| push.to.id).collect();
                prop_assert_eq!(browsers.len(), running.len());
                for one in 0..4 {
                    prop_assert!(to(&running, one) <= AT_ONCE.div_ceil(3));
                }
                if running.is_empty() {
                    break;
                }
                let ended = running.swap_remove(ends.next().unwrap().index(running.len()));
                lanes.end(&ended);
                gone.push(ended);
            }
            prop_assert_eq!(gone.len(), all.len());
            for browser in all.iter().map(|push| push.to.id) {
                let of = |list: &[Push]| list.iter().filter(|push| push.to.id == browser).map(|push| push.about).collect::<Vec<_>>();
                prop_assert_eq!(of(&gone), of(&all));
            }
        }
    }
}
