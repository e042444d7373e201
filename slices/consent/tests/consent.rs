//! Attention and grants on both databases.

#![expect(clippy::unwrap_used, reason = "a test's panic is its report")]

mod story;

use consent::{AttentionChange, ModeChange, NewGrant};
use domain::ids::Id;
use domain::{Attention, DailyWindow, Effect, Fact, Grant, GrantId, MemberId, Mode, OrganisationId, Purpose};
use domain::{Times, Zone, limits};
use kit::testing::NOON;
use store::testing::TestDb;
use store::{Tx, both};
use story::{Street, street};

async fn attentions(tx: &mut Tx) -> Vec<Attention> {
    let mut all = Vec::new();
    consent::each_attention(tx, |attention| all.push(attention)).await.unwrap();
    all
}

/// The grants of everybody, each member once.
async fn grants(tx: &mut Tx) -> Vec<Grant> {
    let mut all: Vec<Grant> = Vec::new();
    let each = |member, theirs: Vec<Grant>| {
        assert!(!theirs.is_empty() && theirs.iter().all(|grant| grant.member == member));
        assert!(all.iter().all(|grant| grant.member != member), "a member's grants come together");
        all.extend(theirs);
    };
    consent::each_members_grants(tx, each).await.unwrap();
    all
}

both!(
    a_newcomer_is_left_alone,
    attention_is_kept_as_a_whole,
    a_change_keeps_what_it_does_not_name,
    turning_off_keeps_the_rest,
    what_is_set_and_given_comes_back_from_the_rows,
    the_same_grant_stands_once,
    two_at_once_follow_each_other,
    a_grant_to_nobody_is_refused,
    the_limit_holds_and_withdrawing_makes_room,
    a_grant_is_withdrawn_by_its_member_alone,
    receipts_keep_what_was_withdrawn,
    changes_are_told,
    erasing_a_member_takes_their_consents
);

fn deny(organisation: OrganisationId) -> NewGrant {
    NewGrant { organisation: Some(organisation), ..NewGrant::new(Effect::Deny, Purpose::Suggest) }
}

async fn a_newcomer_is_left_alone(t: TestDb) {
    let Street { app, camille, .. } = street(&t).await;
    let mut tx = app.read().await.unwrap();
    let attention = consent::attention(&mut tx, camille).await.unwrap();
    assert_eq!(attention, Attention::new(camille));
    assert_eq!((attention.mode, attention.quiet), (Mode::Off, DailyWindow::new(1260, 480)));
    assert_eq!(attentions(&mut tx).await, []);
    assert_eq!(consent::grants(&mut tx, camille).await.unwrap(), []);
}

async fn attention_is_kept_as_a_whole(t: TestDb) {
    let Street { app, camille, .. } = street(&t).await;
    let mut said = Attention {
        member: camille,
        mode: Mode::On { until: Some(NOON.plus_secs(3600)) },
        quiet: DailyWindow::new(600, 660),
        per_day: 7,
    };
    for quiet in [DailyWindow::new(600, 660), None] {
        said.quiet = quiet;
        let mut tx = app.write().await.unwrap();
        consent::set_attention(&mut tx, &said).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = app.read().await.unwrap();
        assert_eq!(consent::attention(&mut tx, camille).await.unwrap(), said);
        assert_eq!(attentions(&mut tx).await, [said]);
    }
}

async fn a_change_keeps_what_it_does_not_name(t: TestDb) {
    let Street { app, camille, .. } = street(&t).await;
    let until = Some(NOON.plus_secs(7200));
    let mode = ModeChange { on: Some(true), until: Some(until) };
    let mut tx = app.write().await.unwrap();
    let change = AttentionChange { mode, ..AttentionChange::default() };
    consent::change_attention(&mut tx, camille, change).await.unwrap();
    let change = AttentionChange { per_day: Some(2), ..AttentionChange::default() };
    consent::change_attention(&mut tx, camille, change).await.unwrap();
    let stands = consent::attention(&mut tx, camille).await.unwrap();
    assert_eq!(stands, Attention { mode: Mode::On { until }, per_day: 2, ..Attention::new(camille) });
    let change = AttentionChange { per_day: Some(51), ..AttentionChange::default() };
    let refused = consent::change_attention(&mut tx, camille, change).await.unwrap_err();
    assert_eq!(refused.code, "budget-out-of-range");
    assert_eq!(consent::attention(&mut tx, camille).await.unwrap(), stands);
}

async fn turning_off_keeps_the_rest(t: TestDb) {
    let Street { app, camille, .. } = street(&t).await;
    let on = Attention { mode: Mode::On { until: None }, per_day: 9, quiet: None, member: camille };
    let mut tx = app.write().await.unwrap();
    consent::set_attention(&mut tx, &on).await.unwrap();
    consent::turn_off(&mut tx, camille).await.unwrap();
    let off = consent::attention(&mut tx, camille).await.unwrap();
    assert_eq!(off, Attention { mode: Mode::Off, ..on });
    let nobody = MemberId::make(NOON, [9; 10]);
    assert_eq!(consent::turn_off(&mut tx, nobody).await.unwrap_err().code, "not-found");
}

async fn what_is_set_and_given_comes_back_from_the_rows(t: TestDb) {
    let Street { app, camille, shop, .. } = street(&t).await;
    let mut given = Vec::new();
    for (effect, _) in Effect::NAMES {
        for (purpose, _) in Purpose::NAMES {
            let mut new = NewGrant { effect: *effect, purpose: *purpose, ..deny(shop) };
            new.times = Times { days: 0b101, window: DailyWindow::new(1320, 60) };
            new.zone = Some(Zone::Window);
            new.until = Some(NOON.plus_secs(60));
            if *purpose == Purpose::Suggest {
                new.category = "food/wine".parse().ok();
                new.per_day = (*effect == Effect::Allow).then_some(3);
            }
            let mut tx = app.write().await.unwrap();
            given.push(consent::give(&mut tx, &app, camille, new).await.unwrap());
            tx.commit().await.unwrap();
            app.clock.advance_secs(1);
        }
    }
    let mut tx = app.read().await.unwrap();
    assert_eq!(consent::grants(&mut tx, camille).await.unwrap(), given);
    assert_eq!(grants(&mut tx).await, given);
    app.clock.advance_secs(3600);
    let mut tx = app.read().await.unwrap();
    assert_eq!(consent::grants(&mut tx, camille).await.unwrap(), given, "the engine judges time");
}

async fn the_same_grant_stands_once(t: TestDb) {
    let Street { app, camille, robin, shop, .. } = street(&t).await;
    let mut tx = app.write().await.unwrap();
    let first = consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
    app.clock.advance_secs(5);
    let again = consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
    assert_eq!(again, first);
    let narrower = NewGrant { zone: Some(Zone::Inside), ..deny(shop) };
    let other = consent::give(&mut tx, &app, camille, narrower).await.unwrap();
    let theirs = consent::give(&mut tx, &app, robin, deny(shop)).await.unwrap();
    assert_eq!(consent::grants(&mut tx, camille).await.unwrap(), [first.clone(), other]);
    consent::withdraw(&mut tx, camille, first.id).await.unwrap();
    let anew = consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
    assert!(anew.id != first.id && anew.id != theirs.id);
}

async fn two_at_once_follow_each_other(t: TestDb) {
    let Street { app, camille, shop, .. } = street(&t).await;
    let give = async || {
        let mut tx = app.write().await.unwrap();
        let grant = consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
        tx.commit().await.unwrap();
        grant.id
    };
    let (one, other) = tokio::join!(give(), give());
    assert_eq!(one, other, "the second found what the first gave");
    let mut tx = app.write().await.unwrap();
    let on = Attention { mode: Mode::On { until: None }, ..Attention::new(camille) };
    consent::set_attention(&mut tx, &on).await.unwrap();
    tx.commit().await.unwrap();
    let mut slow = app.write().await.unwrap();
    let change = AttentionChange { per_day: Some(3), ..AttentionChange::default() };
    consent::change_attention(&mut slow, camille, change).await.unwrap();
    let off = async {
        let mut tx = app.write().await.unwrap();
        consent::turn_off(&mut tx, camille).await.unwrap();
        tx.commit().await.unwrap();
    };
    let finish = async {
        tokio::task::yield_now().await;
        slow.commit().await.unwrap();
    };
    tokio::join!(off, finish);
    let mut tx = app.read().await.unwrap();
    let stands = consent::attention(&mut tx, camille).await.unwrap();
    assert_eq!((stands.mode, stands.per_day), (Mode::Off, 3), "neither change is lost");
}

async fn a_grant_to_nobody_is_refused(t: TestDb) {
    let Street { app, camille, shop, .. } = street(&t).await;
    let mut tx = app.write().await.unwrap();
    let unknown = deny(OrganisationId::make(NOON, [9; 10]));
    let refused = consent::give(&mut tx, &app, camille, unknown).await.unwrap_err();
    assert_eq!((refused.code, refused.fields), ("invalid", vec![("organisation", "unknown")]));
    assert_eq!(consent::grants(&mut tx, camille).await.unwrap(), []);
    let nobody = MemberId::make(NOON, [9; 10]);
    let refused = consent::give(&mut tx, &app, nobody, deny(shop)).await.unwrap_err();
    assert_eq!(refused.code, "not-found");
}

async fn the_limit_holds_and_withdrawing_makes_room(t: TestDb) {
    let Street { app, camille, shop, .. } = street(&t).await;
    let mut tx = app.write().await.unwrap();
    let until = |second| NewGrant { until: Some(NOON.plus_secs(second)), ..deny(shop) };
    let mut last = None;
    for second in 1..=limits::GRANTS_PER_MEMBER {
        last = Some(consent::give(&mut tx, &app, camille, until(second)).await.unwrap());
    }
    let refused = consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap_err();
    assert_eq!(refused.code, "too-many");
    let last = last.unwrap();
    let again = consent::give(&mut tx, &app, camille, until(limits::GRANTS_PER_MEMBER)).await.unwrap();
    assert_eq!(again, last, "what stands is answered even when nothing more fits");
    consent::withdraw(&mut tx, camille, last.id).await.unwrap();
    consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
}

async fn a_grant_is_withdrawn_by_its_member_alone(t: TestDb) {
    let Street { app, camille, robin, shop, .. } = street(&t).await;
    let mut tx = app.write().await.unwrap();
    let grant = consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
    let refused = consent::withdraw(&mut tx, robin, grant.id).await.unwrap_err();
    assert_eq!(refused.code, "not-found");
    assert_eq!(consent::grants(&mut tx, camille).await.unwrap(), std::slice::from_ref(&grant));
    let unknown = GrantId::make(NOON, [9; 10]);
    assert_eq!(consent::withdraw(&mut tx, camille, unknown).await.unwrap_err().code, "not-found");
    consent::withdraw(&mut tx, camille, grant.id).await.unwrap();
    assert_eq!(consent::grants(&mut tx, camille).await.unwrap(), []);
    assert_eq!(grants(&mut tx).await, []);
}

async fn receipts_keep_what_was_withdrawn(t: TestDb) {
    let Street { app, camille, robin, shop, .. } = street(&t).await;
    let mut tx = app.write().await.unwrap();
    let first = consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
    tx.commit().await.unwrap();
    app.clock.advance_secs(10);
    let mut tx = app.write().await.unwrap();
    let second = NewGrant { effect: Effect::Allow, purpose: Purpose::Recognise, ..deny(shop) };
    let second = consent::give(&mut tx, &app, camille, second).await.unwrap();
    consent::withdraw(&mut tx, camille, first.id).await.unwrap();
    tx.commit().await.unwrap();
    app.clock.advance_secs(10);
    let mut tx = app.write().await.unwrap();
    consent::withdraw(&mut tx, camille, first.id).await.unwrap();
    let receipts = consent::receipts(&mut tx, camille).await.unwrap();
    let seen: Vec<_> = receipts.iter().map(|one| (one.grant.clone(), one.withdrawn_at)).collect();
    let withdrawn = NOON.plus_secs(10);
    assert_eq!(seen, [(second, None), (first, Some(withdrawn))], "newest first, with the first withdrawal");
    assert_eq!(receipts[1].over_at(NOON.plus_secs(20)), Some(withdrawn));
    assert_eq!(consent::receipts(&mut tx, robin).await.unwrap(), []);
}

async fn changes_are_told(t: TestDb) {
    let Street { app, camille, shop, .. } = street(&t).await;
    let last = {
        let mut tx = app.read().await.unwrap();
        store::last_fact(&mut tx).await.unwrap()
    };
    let told = async |from| {
        let mut tx = app.read().await.unwrap();
        let facts = store::facts_after(&mut tx, from, 10).await.unwrap();
        facts.into_iter().filter_map(|(_, fact)| fact).collect::<Vec<_>>()
    };
    let mut tx = app.write().await.unwrap();
    let grant = consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(told(last).await, [Fact::Grants(camille)]);
    let mut tx = app.write().await.unwrap();
    consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(told(last).await.len(), 1, "nothing changed, nothing is told");
    let mut tx = app.write().await.unwrap();
    consent::turn_off(&mut tx, camille).await.unwrap();
    consent::withdraw(&mut tx, camille, grant.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(told(last).await[1..], [Fact::Attention(camille), Fact::Grants(camille)]);
}

async fn erasing_a_member_takes_their_consents(t: TestDb) {
    let Street { app, camille, robin, shop, .. } = street(&t).await;
    let mut tx = app.write().await.unwrap();
    consent::give(&mut tx, &app, camille, deny(shop)).await.unwrap();
    let kept = consent::give(&mut tx, &app, robin, deny(shop)).await.unwrap();
    people::erase(&mut tx, camille).await.unwrap();
    assert_eq!(grants(&mut tx).await, [kept]);
    assert_eq!(consent::receipts(&mut tx, camille).await.unwrap(), []);
    assert_eq!(consent::attention(&mut tx, camille).await.unwrap(), Attention::new(camille));
}
