//! Calendars as they are written, by people, by programs, and by whoever means harm.

use proptest::prelude::*;

use super::*;

fn at(told: &str) -> Instant {
    Instant::parse_rfc3339(told).unwrap()
}

fn paris() -> CivilZone {
    CivilZone::named("Europe/Paris").unwrap()
}

fn calendar(entries: &str) -> Option<Read> {
    let body = format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{entries}\r\nEND:VCALENDAR\r\n");
    let zone = paris();
    let frame = Frame {
        zone: &zone,
        from: at("2026-11-22T12:00:00Z"),
        to: at("2027-01-21T12:00:00Z"),
        venue: "Salle des fêtes",
    };
    read(body.as_bytes(), &frame)
}

fn event(lines: &str) -> Read {
    calendar(&format!("BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Bal\r\n{lines}\r\nEND:VEVENT")).unwrap()
}

fn starts(read: &Read) -> Vec<String> {
    read.events.iter().map(|event| event.starts.to_rfc3339()).collect()
}

#[test]
fn an_event_is_read_whole() {
    let read = event(
        "DTSTART;TZID=Europe/Paris:20261124T203000\r\nDTEND;TZID=Europe/Paris:20261124T223000\r\nLOCATION:Le Manège\\, grande\r\n  salle\r\nCATEGORIES:Danse,Soirée\r\nURL:https://manege.example/bal\r\nBEGIN:VALARM\r\nSUMMARY:not this\r\nEND:VALARM",
    );
    let event = &read.events[0];
    assert_eq!((event.title.as_str(), event.venue.as_str()), ("Bal", "Le Manège, grande salle"));
    assert_eq!((event.starts, event.ends), (at("2026-11-24T19:30:00Z"), at("2026-11-24T21:30:00Z")));
    assert_eq!(
        (event.category.as_str(), event.url.as_deref()),
        ("Danse Soirée", Some("https://manege.example/bal"))
    );
    assert_eq!(read.skipped, 0);
}

#[test]
fn days_zones_and_durations_are_told_as_they_were_meant() {
    let whole = event("DTSTART;VALUE=DATE:20261225");
    assert_eq!(starts(&whole), ["2026-12-24T23:00:00Z"]);
    assert!(whole.events[0].all_day && whole.events[0].ends == at("2026-12-25T23:00:00Z"));
    assert_eq!(whole.events[0].venue, "Salle des fêtes", "where nothing is said");
    for (zone, expected) in [
        ("", "2026-11-24T19:00:00Z"),
        (";TZID=America/New_York", "2026-11-25T01:00:00Z"),
        (";TZID=Romance Standard Time", "2026-11-24T19:00:00Z"),
        (";TZID=/freeassociation.sourceforge.net/Europe/London", "2026-11-24T20:00:00Z"),
        (";TZID=Moon/Sea", "2026-11-24T19:00:00Z"),
    ] {
        assert_eq!(
            starts(&event(&format!("DTSTART{zone}:20261124T200000\r\nDURATION:PT1H30M"))),
            [expected],
            "{zone}"
        );
    }
    assert_eq!(starts(&event("DTSTART:20261124T200000Z")), ["2026-11-24T20:00:00Z"]);
}

#[test]
fn what_repeats_is_told_in_its_own_clocks_until_its_end() {
    // Across the end of summer time the hour on the clock stays; what is past is not told.
    let weekly = event(
        "DTSTART;TZID=Europe/Paris:20261006T203000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;UNTIL=20261208",
    );
    assert_eq!(starts(&weekly), ["2026-11-24T19:30:00Z", "2026-12-01T19:30:00Z", "2026-12-08T19:30:00Z"]);
    let except = event(
        "DTSTART;TZID=Europe/Paris:20261124T203000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEXDATE;TZID=Europe/Paris:20261201T203000\r\nRDATE;TZID=Europe/Paris:20261202T203000",
    );
    assert_eq!(starts(&except), ["2026-11-24T19:30:00Z", "2026-12-02T19:30:00Z", "2026-12-08T19:30:00Z"]);
    let last = event("DTSTART;TZID=Europe/Paris:20261127T190000\r\nRRULE:FREQ=MONTHLY;BYDAY=-1FR");
    assert_eq!(starts(&last), ["2026-11-27T18:00:00Z", "2026-12-25T18:00:00Z"]);
    let days = event("DTSTART;VALUE=DATE:20261123\r\nRRULE:FREQ=DAILY;COUNT=2");
    assert_eq!(starts(&days), ["2026-11-22T23:00:00Z", "2026-11-23T23:00:00Z"]);
}

#[test]
fn one_time_of_a_series_may_be_moved_or_called_off() {
    let series = "BEGIN:VEVENT\r\nUID:s\r\nSUMMARY:Tango\r\nDTSTART:20261124T190000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT";
    let moved = "BEGIN:VEVENT\r\nUID:s\r\nSUMMARY:Tango\r\nRECURRENCE-ID:20261201T190000Z\r\nDTSTART:20261202T190000Z\r\nEND:VEVENT";
    let off = "BEGIN:VEVENT\r\nUID:s\r\nSUMMARY:Tango\r\nRECURRENCE-ID:20261208T190000Z\r\nDTSTART:20261208T190000Z\r\nSTATUS:CANCELLED\r\nEND:VEVENT";
    let read = calendar(&[series, moved, off].join("\r\n")).unwrap();
    assert_eq!(starts(&read), ["2026-11-24T19:00:00Z", "2026-12-02T19:00:00Z"]);
}

#[test]
fn what_means_harm_costs_itself() {
    for lines in [
        "DTSTART:20261124T190000Z\r\nRRULE:FREQ=SECONDLY",
        "DTSTART:20261124T190000Z\r\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5,6,7;BYMINUTE=1,2,3",
        "DTSTART:20261124T190000Z\r\nRRULE:nonsense",
        "DTSTART:tomorrow",
        "DTEND:20261124T190000Z",
        "DTSTART:20261124T190000Z\r\nDTEND:20251124T190000Z",
        "DTSTART:99999999T999999Z",
    ] {
        assert_eq!(event(lines), Read { events: Vec::new(), skipped: 1 }, "{lines}");
    }
    let odd = event("DTSTART:20261124T190000Z\r\nDURATION:P9999999999999999D");
    assert_eq!((odd.events.len(), odd.skipped), (1, 0), "an end that makes no sense is as none");
    // A rule that never ends ends here, and one that never finds anything finds nothing.
    let endless = event("DTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=DAILY");
    assert!(endless.events.len() <= 61, "{}", endless.events.len());
    let never = event("DTSTART:20261124T190000Z\r\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30");
    assert!(never.events.len() <= 1);
    // Nothing but beginnings, and no calendar at all.
    let open = calendar(&"BEGIN:VEVENT\r\n".repeat(1_000)).unwrap();
    assert_eq!((open.events.len(), open.skipped), (0, 1_000));
    let zone = paris();
    let frame =
        Frame { zone: &zone, from: at("2026-11-22T12:00:00Z"), to: at("2027-01-21T12:00:00Z"), venue: "" };
    for body in [&b"<html>404</html>"[..], b"", &[0xff; 64]] {
        assert_eq!(read(body, &frame), None);
    }
}

#[test]
fn many_endless_rules_are_stopped_together() {
    let one =
        "BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART;VALUE=DATE:19700101\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\n";
    let read = calendar(&one.repeat(200)).unwrap();
    assert!(read.skipped > 100, "{} were worked out in full", 200 - read.skipped);
}

#[test]
fn rules_that_find_nothing_are_stopped_together() {
    let rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n";
    let one =
        format!("BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20261124T190000Z\r\n{}END:VEVENT\r\n", rule.repeat(9));
    let read = calendar(&one.repeat(100)).unwrap();
    // Four of its nine rules are opened; fifteen are as much as a feed may cost.
    assert_eq!((read.events.len(), read.skipped), (3, 97));
}

#[test]
fn a_hall_s_old_series_cost_next_to_nothing() {
    let old = "BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART;TZID=Europe/Paris:20190106T190000\r\nRRULE:FREQ=WEEKLY;UNTIL=20190630T220000Z\r\nEND:VEVENT\r\n";
    let new = "BEGIN:VEVENT\r\nSUMMARY:y\r\nDTSTART;TZID=Europe/Paris:20261124T190000\r\nRRULE:FREQ=WEEKLY;COUNT=2\r\nEND:VEVENT\r\n";
    let read = calendar(&[old.repeat(1_500).as_str(), new].concat()).unwrap();
    assert_eq!((starts(&read).len(), read.skipped), (2, 0));
}

#[test]
fn times_named_without_end_are_kept_as_far_as_a_feed_may_have_them() {
    let day = |n: u32| {
        format!("2026{:02}{:02}T{:02}{:02}00Z", 11 + n / 40_320, 23 + n / 1_440 % 7, n / 60 % 24, n % 60)
    };
    let line = |from: u32| (from..from + 2_500).map(day).collect::<Vec<_>>().join(",");
    let lines = ["RDATE", "EXDATE"]
        .map(|name| format!("{name}:{}\r\n{name}:{}\r\n{name}:{}\r\n", line(0), line(2_500), line(5_000)));
    let entry = |named: &str| {
        format!("BEGIN:VEVENT\r\nSUMMARY:x\r\nDTSTART:20261230T190000Z\r\n{named}END:VEVENT\r\n")
    };
    let named = calendar(&entry(&lines[0])).unwrap();
    assert_eq!(named.events.len(), 5_001, "and its own beginning");
    assert_eq!(calendar(&entry(&lines.concat())).unwrap().events.len(), 1);
    let many = calendar(&entry(&lines[0]).repeat(5)).unwrap();
    assert_eq!(many.events.len(), EVENTS_PER_FEED);
    assert!(many.events.iter().all(|event| event.starts < at("2026-12-01T00:00:00Z")), "the soonest");
}

#[test]
fn an_address_that_is_a_program_is_none() {
    for bad in [
        "javascript:alert(1)",
        "JaVaScript:alert(1)//https://x",
        "data:text/html,x",
        "//x.example",
        "https://x y",
    ] {
        let read = event(&format!("DTSTART:20261124T190000Z\r\nURL:{bad}"));
        assert_eq!(read.events[0].url, None, "{bad}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever stands in a calendar: it is read to its end, and only what lies in the frame is told.
    #[test]
    fn anything_may_stand_in_a_calendar(
        lines in prop::collection::vec(
            prop_oneof![
                "\\PC{0,60}",
                "(DTSTART|DTEND|EXDATE|RDATE|RECURRENCE-ID)(;TZID=[A-Za-z/ ]{0,12})?:[0-9TZ,]{0,34}",
                "(BEGIN|END):(VEVENT|VALARM|X)",
                "RRULE:FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY);[A-Z=0-9,;-]{0,30}",
                "(SUMMARY|UID|LOCATION|STATUS|DURATION):[A-Z0-9\\\\,;]{0,20}",
            ],
            0..40,
        ),
    ) {
        let read = calendar(&lines.join("\r\n")).unwrap();
        for event in read.events {
            prop_assert!(event.ends > at("2026-11-22T12:00:00Z") && event.starts < at("2027-01-21T12:00:00Z"));
        }
    }
}

/// Found by fuzzing: one letter brought the library of rules down, and with it every other event of the calendar.
#[test]
fn a_rule_of_strange_letters_costs_its_own_event_alone() {
    for rule in ["FREQ=WEEKLY;BYDAY=TU,\u{fffd}H", "FREQ=WEEKLY;BYDAY=é", "FREQ=ÉTÉ"] {
        let read = calendar(&format!(
            "BEGIN:VEVENT\r\nSUMMARY:Bal\r\nDTSTART:20261124T203000Z\r\nRRULE:{rule}\r\nEND:VEVENT\r\n\
             BEGIN:VEVENT\r\nSUMMARY:Loto\r\nDTSTART:20261125T203000Z\r\nEND:VEVENT"
        ))
        .unwrap();
        assert_eq!((read.events.len(), read.skipped), (1, 1), "{rule}");
    }
}
