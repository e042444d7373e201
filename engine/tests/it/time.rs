//! Time: what will come true for somebody standing still, and what came true by time alone, against stepping through it.

use std::collections::BTreeSet;

use domain::*;
use engine::{Soon, Verdict};
use proptest::prelude::*;
use proptest::sample::select;

use crate::clocks::start;
use crate::life::Life;
use crate::strategies::{Edit, MEMBERS, clocks, edit, grants_to, moment, offer, place, story_of, wish};
use crate::town::{id, spot};

/// Longer than any story: whoever stands somewhere stands still.
const LASTING_S: i64 = 1_000_000;

/// Edits with more of what clocks open and shut, about those who stand there.
fn timely() -> impl Strategy<Value = Edit> {
    let later = (offer(), 0..100_000_i64).prop_map(|(edit, secs)| match edit {
        Edit::Offer(offer) => Edit::Offer(Offer { from: start().plus_secs(secs), ..offer }),
        edit => edit,
    });
    let quiet = (0..MEMBERS, 0..144_u16, 0..144_u16).prop_map(|(n, from, to)| {
        let quiet = DailyWindow::new(from * 10, to * 10);
        Edit::Attention(Attention { member: id(n), quiet, ..crate::town::attention() })
    });
    prop_oneof![
        4 => edit(),
        3 => later,
        2 => grants_to(Purpose::Suggest),
        2 => limited(),
        2 => spent(),
        2 => place(),
        2 => quiet,
        2 => wish(),
        3 => moment(),
        1 => (0..9_000_i64).prop_map(Edit::Wait),
    ]
}

/// One consent about whole days, to a date, or for so often a day: nothing else ends it.
fn limited() -> impl Strategy<Value = Edit> {
    let effect = select(vec![Effect::Allow, Effect::Deny]);
    let days = select(vec![127, 127, 1 << 5, 1 << 6]);
    let until = proptest::option::of((0..100_000_i64).prop_map(|secs| start().plus_secs(secs)));
    let about = (proptest::option::of(0..3_u8), select(vec!["food", "food/chocolate"]));
    let per_day = proptest::option::of(0..2_u16);
    (0..MEMBERS, effect, days, until, about, per_day).prop_map(
        |(n, effect, days, until, (by, category), per_day)| {
            let (times, category) = (Times { days, window: None }, category.parse().ok());
            let blank = crate::town::grant(n, effect);
            Edit::Grants(
                id(n),
                vec![Grant { times, until, organisation: by.map(id), category, per_day, ..blank }],
            )
        },
    )
}

/// Told of something that is gone since, by one of the shops; a small budget is spent by it.
fn spent() -> impl Strategy<Value = Edit> {
    let told =
        (0..MEMBERS, 40..42_u8, 0..3_u8).prop_map(|(n, offer, by)| Edit::Told(id(n), id(offer), id(by)));
    let sparing = (0..MEMBERS, 1..3_u16).prop_map(|(n, per_day)| {
        Edit::Attention(Attention { member: id(n), per_day, ..crate::town::attention() })
    });
    prop_oneof![told, sparing]
}

/// The first instant at which an offer would be suggested, and for which wish: stepping by the minute (over a night by ten,
/// in which all hours are told), and at each instant at which an offer begins or a consent ends.
fn stepped(life: &Life, member: MemberId, offer: OfferId, within_s: i64) -> Option<(Instant, WishId)> {
    let (oracle, end) = (&life.oracle, life.now.plus_secs(within_s));
    let step = if within_s <= 7_200 { 60 } else { 600 };
    let whole = life.now.secs() - life.now.secs().rem_euclid(step);
    let steps = (1..=within_s / step + 1).map(|n| Instant::from_secs(whole + n * step));
    let ends = oracle.grants.get(&member).into_iter().flatten().filter_map(|grant| grant.until);
    let mut instants: BTreeSet<Instant> = steps.chain(ends).collect();
    instants.insert(oracle.offers[&offer].from);
    instants.retain(|at| (life.now..=end).contains(at));
    instants.into_iter().find_map(|at| Some((at, oracle.would(member, offer, at)?)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// What is told to come soon is what stepping through the time finds, each offer with its first instant.
    #[test]
    fn soon_is_what_stepping_finds(
        clocks in clocks(),
        edits in story_of(timely()),
        within_s in select(vec![0, 599, 3_600, 7_200, 40_000, 60_000, 130_000]),
    ) {
        let mut life = Life::lasting(clocks, LASTING_S);
        edits.iter().for_each(|edit| life.live_quietly(edit));
        let mut soon: Vec<Soon> = Vec::new();
        for member in (0..MEMBERS).map(id) {
            life.world.soon(member, life.now, within_s as u32, &mut soon);
            prop_assert!(soon.is_sorted_by_key(|soon| soon.at));
            let mut told: Vec<_> = soon.iter().map(|soon| (soon.found.offer, soon.at, soon.found.wish)).collect();
            told.sort();
            let shut = |offer: &OfferId| life.oracle.would(member, *offer, life.now).is_none();
            let offers = life.oracle.offers.keys().copied().filter(shut);
            let expected: Vec<_> = offers
                .filter_map(|offer| stepped(&life, member, offer, within_s).map(|(at, wish)| (offer, at, wish)))
                .collect();
            prop_assert_eq!(told, expected);
            for soon in soon.iter().take(2) {
                let verdict = life.world.why(member, soon.found.offer, soon.at);
                let Verdict::Would { score, wish, .. } = verdict else { panic!("{verdict:?}") };
                prop_assert_eq!((score, wish), (soon.found.score, soon.found.wish));
            }
        }
    }
}

type Pairs = BTreeSet<(MemberId, OfferId, WishId)>;

/// Whatever would be suggested at an instant and was not.
fn unsaid(life: &Life, at: Instant) -> Pairs {
    let pairs = life.oracle.members.iter().flat_map(|m| life.oracle.offers.keys().map(move |o| (*m, *o)));
    pairs.filter_map(|(m, o)| Some((m, o, life.oracle.would(m, o, at)?))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Stepping along `next_wake` and waking each time misses nothing that comes true by time alone:
    ///
    /// - in between nothing comes true: a second before each wake, all that would be suggested would have been after the
    ///   last one (a second, because wakes are told to the second, rounded down: one that falls due again at once is asked
    ///   again a second later);
    /// - what a wake says would be suggested just then, each after what was said before it (`Life::wake`);
    /// - what comes true at a wake is said by it. The only excuse is a cap of the same signal: its member heard three things
    ///   of this wake, or one of the same organisation, or one for the same wish. Budgets and consents are no excuse: where
    ///   they closed, it would no longer be suggested.
    #[test]
    fn no_wake_misses_what_comes_true(clocks in clocks(), edits in story_of(timely()), hours in 1..40_i64) {
        let mut life = Life::lasting(clocks, LASTING_S);
        edits.iter().for_each(|edit| life.live_quietly(edit));
        let end = life.now.plus_secs(hours * 3_600);
        life.world.advance(life.now);
        life.oracle.sweep(life.now);
        let mut before = unsaid(&life, life.now);
        for _ in 0..60 {
            let Some(next) = life.world.next_wake().filter(|next| *next <= end) else { break };
            let at = next.max(life.now.plus_secs(1));
            let eve = at.plus_secs(-1).max(life.now);
            let standing = unsaid(&life, eve);
            prop_assert!(standing.is_subset(&before), "at {:?}: {:?} came true unheard", eve, standing.difference(&before));
            life.now = at;
            let proposals = life.wake();
            before = unsaid(&life, at);
            for (member, offer, wish) in before.difference(&standing) {
                let said: Vec<_> = proposals.iter().filter(|said| said.member == *member).collect();
                let by = life.oracle.offers[offer].organisation;
                let capped = said.len() >= 3 || said.iter().any(|said| said.organisation == by || said.wish == *wish);
                prop_assert!(capped, "at {:?}: {} and {} unsaid beside {:?}", at, member, offer, said);
            }
        }
    }
}

/// An offer that begins within a second is heard of within the next.
#[test]
fn an_offer_may_begin_between_two_seconds() {
    let mut town = crate::town::Town::new();
    let half = Instant::from_micros(crate::town::noon().plus_secs(60).micros() + 500_000);
    town.offers[0].from = half;
    let mut world = town.world();
    let now = crate::town::noon();
    world.advance(now);
    let moment = Moment { position: spot(1_000, 0), ..crate::town::moment_at(0, 0, now) };
    assert_eq!(world.moment(&moment, now), Ok(vec![]));
    assert!(world.next_wake().is_some_and(|next| next <= now.plus_secs(61)));
    assert_eq!(world.wake(now.plus_secs(60)), vec![]);
    assert_eq!(world.wake(now.plus_secs(61)).len(), 1);
}

/// After the clock went back a moment lives as long as any, neither shorter nor longer.
#[test]
fn a_moment_lives_its_time_after_the_clock_went_back() {
    let (t, presence) = (crate::town::noon(), limits::PRESENCE_S);
    for (ahead, back) in [(3_690, presence + 1), (0, 17_727)] {
        let mut world = crate::town::Town::new().world();
        world.note(&crate::town::moment_at(0, 0, t), t).unwrap();
        world.note(&crate::town::moment_at(0, 0, t.plus_secs(ahead)), t.plus_secs(ahead)).unwrap();
        let now = t.plus_secs(ahead - back);
        assert_eq!(world.note(&crate::town::moment_at(0, 0, now), now), Ok(true));
        world.advance(now.plus_secs(presence));
        assert_eq!(world.counts().present, 1);
        world.advance(now.plus_secs(presence + 1));
        assert_eq!(world.counts().present, 0);
    }
}

/// Whoever left and comes back is waited for anew: quiet hours set meanwhile end for them.
#[test]
fn whoever_comes_back_is_waited_for_anew() {
    let now = crate::town::noon();
    let mut world = crate::town::Town::new().world();
    world.advance(now);
    world.note(&crate::town::moment_at(0, 0, now), now).unwrap();
    world.forget(id(1));
    // Until 13:10 of Paris, ten minutes from now.
    let quiet = DailyWindow::new(0, 13 * 60 + 10);
    world.put_attention(Attention { quiet, ..crate::town::attention() });
    world.note(&crate::town::moment_at(0, 0, now), now).unwrap();
    let end = now.plus_secs(600);
    assert_eq!(world.next_wake(), Some(end));
    assert_eq!(world.wake(end).len(), 1);
}
