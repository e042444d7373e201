//! Somebody who lives in town: what they hope for, what they allow, and what their days are like.

use domain::hours::Times;
use domain::{
    Attention, DailyWindow, Effect, Grant, GrantId, Instant, MemberId, Mode, Moment, OrganisationId,
    Position, Purpose, Source, Subject, Visibility, Wish,
};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::outing::Outing;
use super::{Ground, Town, numbered, written};
use crate::chance::{self, stream};
use crate::event::{Event, What};
use crate::people::{self, Invented, InventedWish, Seen};

/// One in so many never turns the switch on.
const NEVER_ON: u64 = 9;
/// How often the others do when they go out.
const TURNS_ON: f64 = 0.85;
/// How often somebody hopes for something new on a day.
const NEW_WISH: f64 = 0.2;
/// How often somebody closes a shop for good on a day.
const CLOSES: f64 = 0.02;
/// Who lets themselves be counted in a group.
const COUNTED: f64 = 0.6;
/// Seconds after the way home at which the switch turns itself off if nobody did.
const FORGOTTEN_S: i64 = 600;
/// Wishes a member has on a day, numbered apart from those of other days.
const WISHES_A_DAY: u64 = 8;

/// A resident.
#[derive(Debug)]
pub(super) struct Resident {
    pub(super) number: u64,
    member: MemberId,
    home: Position,
    invented: Invented,
    counted: bool,
}

impl Resident {
    pub(super) fn new(ground: &Ground, seen: &[Seen], number: u64) -> Self {
        let mut chance = of_day(ground.seed, number, u32::MAX);
        let corners = ground.streets.corners();
        let home = corners[chance.random_range(0..corners.len())];
        let counted = chance.random_bool(COUNTED);
        let member = numbered(ground.start, number, 0);
        Self { number, member, home, counted, invented: people::member(ground.seed, number, seen) }
    }

    /// Who they are when the first day begins: the switch off, as for everybody.
    pub(super) fn standing(&self, town: &Town) -> Vec<What> {
        let at = town.midnight(0);
        let wishes = (0..).zip(&self.invented.wishes);
        let wishes = wishes.map(|(place, wish)| What::Wish(Box::new(self.wish(wish, at, place))));
        let mut all =
            vec![What::Member(self.member), What::Attention(self.attention(Mode::Off)), self.grants(town, 0)];
        all.extend(wishes);
        all
    }

    /// A day: perhaps a new wish, perhaps a shop closed for good, and the ways through town.
    pub(super) fn day(&self, town: &Town, day: u32) -> Vec<Event> {
        let mut chance = of_day(town.ground.seed, self.number, day);
        let mut events = Vec::new();
        let (hopes, when) = (chance.random_bool(NEW_WISH), chance.random_range(28_800..72_000));
        if hopes {
            let number = self.number + (u64::from(day) + 1) * 1_000_000;
            if let Some(wish) = people::member(town.ground.seed, number, &town.seen).wishes.first() {
                let at = town.at(day, when);
                let place = (u64::from(day) + 1) * WISHES_A_DAY;
                events.push(Event { at, what: What::Wish(Box::new(self.wish(wish, at, place))) });
            }
        }
        if day > 0 && self.closed(town, day).is_some() {
            events.push(Event { at: town.at(day, 25_200), what: self.grants(town, day) });
        }
        let weekday = town.ground.zone.civil(town.at(day, 43_200)).weekday;
        for outing in Outing::of_day(&town.ground, self.home, weekday, &mut chance) {
            let on = !self.number.wrapping_add(1).is_multiple_of(NEVER_ON) && chance.random_bool(TURNS_ON);
            if on {
                self.go_out(town, day, &outing, &mut events);
            }
        }
        events.sort_by_key(|event| event.at);
        events
    }

    /// The switch goes on, the phone tells where it is, the switch goes off.
    fn go_out(&self, town: &Town, day: u32, outing: &Outing, events: &mut Vec<Event>) {
        let (from, to) = (town.at(day, outing.leaves_s()), town.at(day, outing.back_s()));
        let until = Some(to.plus_secs(FORGOTTEN_S));
        events.push(Event { at: from, what: What::Attention(self.attention(Mode::On { until })) });
        let midnight = town.midnight(day);
        let phone = self.number << 16 | u64::from(day);
        for fix in outing.fixes(town.ground.seed, phone) {
            let at = from.plus_secs(i64::try_from(fix.at_s).unwrap_or(0) - i64::from(outing.leaves_s()));
            debug_assert!(at >= midnight);
            let (member, position) = (self.member, written(fix.position));
            let moment =
                Moment { member, position, accuracy_m: fix.accuracy_m, at, source: Source::Simulated };
            events.push(Event { at, what: What::Moment(moment) });
        }
        events.push(Event { at: to, what: What::Attention(self.attention(Mode::Off)) });
    }

    fn attention(&self, mode: Mode) -> Attention {
        Attention { member: self.member, mode, quiet: self.invented.quiet, per_day: self.invented.per_day }
    }

    fn wish(&self, wish: &InventedWish, at: Instant, place: u64) -> Wish {
        let told = Subject::told(wish.kind, "");
        let until = wish.days.map(|days| at.plus_secs(i64::from(days) * 86_400));
        Wish {
            id: numbered(at, self.number << 16 | place, 0),
            member: self.member,
            title: wish.title.clone(),
            subject: Subject { category: Some(wish.category.clone()), words: wish.words.clone(), ..told },
            top_price: wish.top_price,
            until,
            distance_m: wish.distance_m,
            places: Vec::new(),
            visibility: Visibility::Private,
            state: domain::WishState::Open,
            added_at: at,
        }
    }

    /// Everything they allow and refuse on a day, oldest first.
    fn grants(&self, town: &Town, day: u32) -> What {
        let mut chance = of_day(town.ground.seed, self.number, u32::MAX - 1);
        let mut grants = Vec::new();
        let mut give = |change: &dyn Fn(&mut Grant), at: Instant| {
            let mut grant = self.grant(at, grants.len());
            change(&mut grant);
            grants.push(grant);
        };
        let start = town.midnight(0);
        let organisation = organisation(town, &mut chance);
        if self.number % 7 == 3 {
            give(&|grant| (grant.effect, grant.organisation) = (Effect::Deny, organisation), start);
        }
        if self.number % 11 == 5 {
            let category = town.seen.get(chance.random_range(0..town.seen.len().max(1)));
            let category = category.map(|seen| seen.category.clone());
            give(&|grant| (grant.effect, grant.category) = (Effect::Deny, category.clone()), start);
        }
        if self.number % 10 == 4 {
            let times = Times { window: DailyWindow::new(600, 840), ..Times::ALWAYS };
            give(&|grant| (grant.category, grant.times) = ("food".parse().ok(), times), start);
        }
        if self.number % 6 == 1 {
            let known =
                |grant: &mut Grant| (grant.purpose, grant.organisation) = (Purpose::Recognise, organisation);
            give(&known, start);
        }
        if self.counted {
            give(&|grant| grant.purpose = Purpose::Count, start);
        }
        for later in 1..=day {
            if let Some(closed) = self.closed(town, later) {
                let at = town.at(later, 25_200);
                give(&|grant| (grant.effect, grant.organisation) = (Effect::Deny, Some(closed)), at);
            }
        }
        What::Grants { member: self.member, grants }
    }

    fn grant(&self, given_at: Instant, place: usize) -> Grant {
        let id: GrantId = numbered(given_at, self.number << 16 | u64::try_from(place).unwrap_or(0), 0);
        Grant {
            id,
            member: self.member,
            effect: Effect::Allow,
            purpose: Purpose::Suggest,
            organisation: None,
            category: None,
            zone: None,
            times: Times::ALWAYS,
            per_day: None,
            until: None,
            given_at,
        }
    }

    /// Whom they close on a day, if anybody.
    fn closed(&self, town: &Town, day: u32) -> Option<OrganisationId> {
        let mut chance =
            stream(town.ground.seed ^ CLOSING, self.number << 16 | u64::from(day), chance::Purpose::Day);
        if !chance.random_bool(CLOSES) {
            return None;
        }
        organisation(town, &mut chance)
    }
}

/// Keeps the chance of closing apart from that of the day.
const CLOSING: u64 = 0xc105_e5ed;

fn of_day(seed: u64, number: u64, day: u32) -> ChaCha8Rng {
    stream(seed, number << 32 | u64::from(day), chance::Purpose::Day)
}

fn organisation(town: &Town, chance: &mut ChaCha8Rng) -> Option<OrganisationId> {
    let count = town.ground.places.len();
    let drawn = chance.random_range(0..count.max(1));
    town.ground.places.get(drawn).and_then(|place| place.organisation)
}
