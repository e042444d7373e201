//! Politeness: one visit to a host at a time, a pause between two, and patience when a host asks for it. Only so many hosts
//! are remembered.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use domain::Instant;
use tokio::sync::Mutex;

use crate::robots::Robots;

/// Seconds for which a `robots.txt` that was read, or is not there, is remembered (RFC 9309, section 2.4: at most a day).
pub const ROBOTS_S: i64 = 86_400;
/// Seconds for which a `robots.txt` that could not be read is not asked for again.
pub const ROBOTS_FAULT_S: i64 = 600;
/// The longest pause that a `Crawl-delay` can ask for, in seconds: a day. What is to be read meanwhile is put off until then.
pub const DELAY_MAX_S: u64 = 86_400;
/// Seconds of the first back-off that the host did not measure itself; each further one in a row doubles it.
const BACK_OFF_S: i64 = 60;
/// Seconds of the longest back-off, whoever measures it.
const BACK_OFF_MAX_S: i64 = 86_400;

/// What is remembered of a host.
#[derive(Debug)]
struct Host {
    /// Held by whoever visits it.
    turn: Arc<Mutex<()>>,
    /// Not before this instant, for the sake of the pause.
    free: Instant,
    /// Not before this instant, because it asked for patience.
    closed: Instant,
    /// How often in a row it asked for patience.
    strikes: u32,
    /// When somebody last wanted to visit it.
    wanted: Instant,
}

/// What is remembered of a `robots.txt`.
#[derive(Debug)]
struct Kept {
    robots: Arc<Robots>,
    until: Instant,
}

/// All hosts remembered.
#[derive(Debug)]
pub struct Hosts {
    hosts: HashMap<String, Host>,
    robots: HashMap<String, Kept>,
    robots_weight: usize,
    most: usize,
    robots_most: usize,
}

/// When a host may be visited.
#[derive(Debug, PartialEq, Eq)]
pub enum When {
    /// At once, or after this pause.
    After(Duration),
    /// Not before this instant: it asked for patience.
    Closed(Instant),
}

impl Hosts {
    /// Remembers at most `most` hosts, and rules of at most `robots_most` bytes.
    #[must_use]
    pub fn new(most: usize, robots_most: usize) -> Self {
        Self {
            hosts: HashMap::new(),
            robots: HashMap::new(),
            robots_weight: 0,
            most: most.max(1),
            robots_most,
        }
    }

    /// The right to visit a host, to be locked while it is visited; `None` when too many others are being visited.
    pub fn turn(&mut self, host: &str, now: Instant) -> Option<Arc<Mutex<()>>> {
        if !self.hosts.contains_key(host) {
            if self.hosts.len() >= self.most {
                self.forget(now);
            }
            if self.hosts.len() >= self.most {
                return None;
            }
            // It never asked for patience: a clock that steps back must not make it so.
            let closed = Instant::from_micros(0);
            let fresh = Host { turn: Arc::default(), free: now, closed, strikes: 0, wanted: now };
            self.hosts.insert(host.to_string(), fresh);
        }
        let found = self.hosts.get_mut(host)?;
        found.wanted = now;
        Some(found.turn.clone())
    }

    /// Forgets the eighth of the hosts that were not wanted for longest, and that nobody visits; first of all those that
    /// ask for nothing any more.
    fn forget(&mut self, now: Instant) {
        let idle = self.hosts.iter().filter(|(_, host)| Arc::strong_count(&host.turn) == 1);
        let mut idle: Vec<(bool, Instant, String)> =
            idle.map(|(name, host)| (host.closed.max(host.free) > now, host.wanted, name.clone())).collect();
        idle.sort_unstable();
        for (_, _, name) in idle.into_iter().take(self.most / 8 + 1) {
            self.hosts.remove(&name);
        }
    }

    /// When a host may be visited.
    #[must_use]
    pub fn when(&self, host: &str, now: Instant) -> When {
        match self.hosts.get(host) {
            Some(host) if host.closed > now => When::Closed(host.closed),
            Some(host) => When::After(between(now, host.free)),
            None => When::After(Duration::ZERO),
        }
    }

    /// Notes the end of a visit: the next is due after `pause`.
    pub fn left(&mut self, host: &str, now: Instant, pause: Duration) {
        let pause = pause.min(Duration::from_secs(DELAY_MAX_S));
        if let Some(host) = self.hosts.get_mut(host) {
            host.free = later(now, pause);
        }
    }

    /// Notes that a host answered in peace.
    pub fn at_peace(&mut self, host: &str) {
        if let Some(host) = self.hosts.get_mut(host) {
            host.strikes = 0;
        }
    }

    /// Notes that a host asks for patience, until an instant if it names one; the instant of the next visit.
    pub fn back_off(&mut self, host: &str, now: Instant, asked: Option<Instant>) -> Instant {
        let Some(host) = self.hosts.get_mut(host) else { return now.plus_secs(BACK_OFF_S) };
        let own = now.plus_secs((BACK_OFF_S << host.strikes.min(16)).min(BACK_OFF_MAX_S));
        host.strikes = host.strikes.saturating_add(1);
        host.closed = asked.unwrap_or(own).clamp(now, now.plus_secs(BACK_OFF_MAX_S));
        host.closed
    }

    /// The rules of an origin, if they are remembered and not too old.
    #[must_use]
    pub fn robots(&self, origin: &str, now: Instant) -> Option<Arc<Robots>> {
        self.robots.get(origin).filter(|kept| kept.until > now).map(|kept| kept.robots.clone())
    }

    /// Remembers the rules of an origin until an instant, and forgets those of others first to expire where there is no room.
    pub fn keep_robots(&mut self, origin: &str, robots: Arc<Robots>, until: Instant) {
        self.drop_robots(origin);
        let weight = origin.len() + robots.weight();
        while self.robots_weight + weight > self.robots_most {
            let first = self.robots.iter().min_by_key(|(_, kept)| kept.until).map(|(name, _)| name.clone());
            let Some(first) = first else { return };
            self.drop_robots(&first);
        }
        self.robots_weight += weight;
        self.robots.insert(origin.to_string(), Kept { robots, until });
    }

    fn drop_robots(&mut self, origin: &str) {
        if let Some(kept) = self.robots.remove(origin) {
            self.robots_weight -= origin.len() + kept.robots.weight();
        }
    }
}

/// The time from one instant to a later one; none when it is not later.
#[must_use]
pub fn between(from: Instant, to: Instant) -> Duration {
    Duration::from_micros(u64::try_from(to.micros().saturating_sub(from.micros())).unwrap_or(0))
}

/// The instant so much later.
#[must_use]
pub fn later(from: Instant, by: Duration) -> Instant {
    let by = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
    Instant::from_micros(from.micros().saturating_add(by))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_secs(1_800_000_000);

    #[test]
    fn visits_are_paused() {
        let mut hosts = Hosts::new(8, 1_000);
        hosts.turn("a", NOW).unwrap();
        assert_eq!(hosts.when("a", NOW), When::After(Duration::ZERO));
        hosts.left("a", NOW, Duration::from_secs(2));
        assert_eq!(hosts.when("a", NOW.plus_secs(1)), When::After(Duration::from_secs(1)));
        assert_eq!(hosts.when("a", NOW.plus_secs(3)), When::After(Duration::ZERO));
        hosts.left("a", NOW, Duration::from_secs(3_600));
        assert_eq!(hosts.when("a", NOW), When::After(Duration::from_secs(3_600)), "an hour is an hour");
        hosts.left("a", NOW, Duration::from_secs(1_000_000));
        assert_eq!(hosts.when("a", NOW), When::After(Duration::from_secs(DELAY_MAX_S)));
        assert_eq!(hosts.when("b", NOW), When::After(Duration::ZERO));
    }

    #[test]
    fn a_clock_that_steps_back_closes_no_host() {
        let mut hosts = Hosts::new(8, 1_000);
        hosts.turn("a", NOW).unwrap();
        assert_eq!(hosts.when("a", NOW.plus_secs(-1)), When::After(Duration::from_secs(1)));
    }

    #[test]
    fn patience_grows_and_is_forgotten() {
        let mut hosts = Hosts::new(8, 1_000);
        hosts.turn("a", NOW).unwrap();
        assert_eq!(hosts.back_off("a", NOW, None), NOW.plus_secs(60));
        assert_eq!(hosts.back_off("a", NOW, None), NOW.plus_secs(120));
        assert_eq!(hosts.when("a", NOW), When::Closed(NOW.plus_secs(120)));
        assert_eq!(hosts.when("a", NOW.plus_secs(120)), When::After(Duration::ZERO));
        assert_eq!(hosts.back_off("a", NOW, Some(NOW.plus_secs(7))), NOW.plus_secs(7));
        assert_eq!(hosts.back_off("a", NOW, Some(NOW.plus_secs(-7))), NOW);
        assert_eq!(
            hosts.back_off("a", NOW, Some(NOW.plus_secs(i64::MAX / 2_000_000))),
            NOW.plus_secs(86_400)
        );
        for _ in 0..100 {
            assert!(hosts.back_off("a", NOW, None) <= NOW.plus_secs(86_400));
        }
        hosts.at_peace("a");
        assert_eq!(hosts.back_off("a", NOW, None), NOW.plus_secs(60));
    }

    #[test]
    fn only_so_many_hosts_are_remembered() {
        let mut hosts = Hosts::new(16, 1_000);
        let held = hosts.turn("held", NOW).unwrap();
        hosts.turn("closed", NOW).unwrap();
        hosts.back_off("closed", NOW, Some(NOW.plus_secs(5_000)));
        for number in 0..1_000 {
            let now = NOW.plus_secs(number + 1);
            assert!(hosts.turn(&format!("h{number}"), now).is_some());
            assert!(hosts.hosts.len() <= 16);
        }
        assert_eq!(hosts.when("closed", NOW.plus_secs(1_001)), When::Closed(NOW.plus_secs(5_000)));
        assert!(Arc::ptr_eq(&held, &hosts.turn("held", NOW).unwrap()));
        let all: Vec<_> = (0..16).filter_map(|number| hosts.turn(&format!("x{number}"), NOW)).collect();
        assert_eq!(all.len(), 15, "one place is held");
        assert!(hosts.turn("one more", NOW).is_none(), "all are being visited");
    }

    #[test]
    fn rules_are_remembered_for_a_while_and_within_bounds() {
        let mut hosts = Hosts::new(8, 300);
        let robots = Arc::new(Robots::closed());
        hosts.keep_robots("a", robots.clone(), NOW.plus_secs(10));
        assert!(hosts.robots("a", NOW).is_some());
        assert!(hosts.robots("a", NOW.plus_secs(10)).is_none());
        for origin in ["b", "c", "d", "b"] {
            hosts.keep_robots(origin, robots.clone(), NOW.plus_secs(20));
            assert!(hosts.robots_weight <= 300);
        }
        assert!(hosts.robots("a", NOW).is_none() && hosts.robots("b", NOW).is_some());
        let heavy = format!("User-agent: *\nDisallow: /{}", "a".repeat(400));
        hosts.keep_robots("e", Arc::new(Robots::parse(heavy.as_bytes(), "x")), NOW.plus_secs(20));
        assert!(hosts.robots("e", NOW).is_none() && hosts.robots_weight == 0, "too heavy for all of it");
    }
}
