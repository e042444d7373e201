//! Tables of plain values: what may be given and changed.

use domain::ids::Id;
use domain::{DailyWindow, MemberId, OrganisationId};
use kit::testing::NOON;

use super::*;

fn shop() -> Option<OrganisationId> {
    Some(OrganisationId::make(NOON, [3; 10]))
}

fn deny() -> NewGrant {
    NewGrant { organisation: shop(), ..NewGrant::new(Effect::Deny, Purpose::Suggest) }
}

fn allow() -> NewGrant {
    NewGrant { effect: Effect::Allow, ..deny() }
}

fn refused(new: &NewGrant) -> Option<(&'static str, &'static str)> {
    grant(new, true, NOON).err().map(|refusal| refusal.fields[0])
}

#[test]
fn a_grant_must_mean_something() {
    let days = |days| Times { days, window: None };
    let table = [
        (deny(), None),
        (NewGrant::new(Effect::Deny, Purpose::Suggest), None),
        (NewGrant::new(Effect::Allow, Purpose::Suggest), Some(("organisation", "required"))),
        (NewGrant { category: "food/wine".parse().ok(), organisation: None, ..allow() }, None),
        (NewGrant { purpose: Purpose::Recognise, category: "food/wine".parse().ok(), ..allow() }, None),
        (
            NewGrant { purpose: Purpose::Count, category: "food/wine".parse().ok(), ..allow() },
            Some(("category", "unknown")),
        ),
        (NewGrant { times: days(0), ..deny() }, Some(("days", "choice"))),
        (NewGrant { times: days(0x80), ..deny() }, Some(("days", "choice"))),
        (NewGrant { times: days(0x40), ..deny() }, None),
        (NewGrant { per_day: Some(2), ..allow() }, None),
        (NewGrant { per_day: Some(0), ..allow() }, Some(("per_day", "range"))),
        (NewGrant { per_day: Some(51), ..allow() }, Some(("per_day", "range"))),
        (NewGrant { per_day: Some(2), ..deny() }, Some(("per_day", "unknown"))),
        (NewGrant { per_day: Some(2), purpose: Purpose::Recognise, ..allow() }, Some(("per_day", "unknown"))),
        (NewGrant { until: Some(NOON), ..deny() }, Some(("until", "past"))),
        (NewGrant { until: Some(NOON.plus_secs(1)), ..deny() }, None),
    ];
    for (new, expected) in table {
        assert_eq!(refused(&new), expected, "{new:?}");
    }
    let stranger = grant(&deny(), false, NOON).unwrap_err();
    assert_eq!(stranger.fields, [("organisation", "unknown")]);
}

#[test]
fn the_last_grant_fits_and_the_next_does_not() {
    let limit = usize::try_from(limits::GRANTS_PER_MEMBER).unwrap();
    assert!(room(limit - 1).is_ok());
    assert_eq!(room(limit).unwrap_err().code, "too-many");
}

fn newcomer() -> Attention {
    Attention::new(MemberId::make(NOON, [2; 10]))
}

#[test]
fn the_switch_keeps_what_is_not_said() {
    let (six, seven) = (NOON.plus_secs(6 * 3600), NOON.plus_secs(7 * 3600));
    let on = |until| Mode::On { until };
    let change = |on, until| ModeChange { on, until };
    let past = on(Some(NOON.plus_secs(-1)));
    let table = [
        (Mode::Off, change(None, None), Some(Mode::Off)),
        (Mode::Off, change(Some(true), None), Some(on(None))),
        (Mode::Off, change(Some(true), Some(Some(six))), Some(on(Some(six)))),
        (Mode::Off, change(None, Some(Some(six))), Some(Mode::Off)),
        (on(Some(six)), change(Some(true), None), Some(on(Some(six)))),
        (on(Some(six)), change(None, Some(Some(seven))), Some(on(Some(seven)))),
        (on(Some(six)), change(None, Some(None)), Some(on(None))),
        (past, change(Some(true), None), Some(on(None))),
        (past, change(None, None), Some(Mode::Off)),
        (on(None), change(Some(false), Some(Some(NOON))), Some(Mode::Off)),
        (on(None), change(Some(true), Some(Some(NOON))), None),
    ];
    for (stands, said, expected) in table {
        assert_eq!(mode(stands, said, NOON).ok(), expected, "{stands:?} {said:?}");
    }
}

#[test]
fn the_budget_has_bounds_and_quiet_hours_may_be_none() {
    let change =
        |per_day| AttentionChange { per_day: Some(per_day), quiet: Some(None), ..Default::default() };
    for (per_day, fits) in [(0, false), (1, true), (50, true), (51, false)] {
        let changed = attention(newcomer(), change(per_day), NOON);
        assert_eq!(changed.is_ok(), fits, "{per_day}");
        assert!(changed.map_or(true, |now| now.quiet.is_none() && now.per_day == per_day));
    }
    assert_eq!(attention(newcomer(), AttentionChange::default(), NOON), Ok(newcomer()));
}

#[test]
fn the_buttons_end_the_mode_when_they_say() {
    let zone = CivilZone::named("Europe/Paris").unwrap();
    let at = |button: &str, stands: &Attention, now| {
        until(button, stands, &zone, now).unwrap().map(|end| zone.to_local(end))
    };
    let calm = Attention { quiet: None, ..newcomer() };
    let early = Attention { quiet: DailyWindow::new(60, 480), ..newcomer() };
    assert_eq!(at("", &newcomer(), NOON), None);
    assert_eq!(at("1h", &newcomer(), NOON).as_deref(), Some("2026-11-21T13:00"));
    assert_eq!(at("2h", &newcomer(), NOON).as_deref(), Some("2026-11-21T14:00"));
    assert_eq!(at("tonight", &newcomer(), NOON).as_deref(), Some("2026-11-21T21:00"));
    assert_eq!(at("tonight", &calm, NOON).as_deref(), Some("2026-11-22T00:00"));
    assert_eq!(at("tonight", &early, NOON).as_deref(), Some("2026-11-22T00:00"));
    let late = NOON.plus_secs(10 * 3600);
    assert_eq!(at("tonight", &newcomer(), late).as_deref(), Some("2026-11-22T00:00"));
    assert!(until("forever", &newcomer(), &zone, NOON).is_err());
}
