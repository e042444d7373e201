//! Lists as a person keeps them on pages: named, put in order, put away, and what came true.

use crate::devices::{added, edit, op, send};
use crate::support::{Home, form};
use axum::http::StatusCode;
use domain::{Instant, ListId, Priority, WishId, WishState};
use serde_json::json;
use store::both;
use store::testing::TestDb;
use wish::{Detail, List};

async fn lists(home: &Home) -> Vec<List> {
    wish::lists_of(&mut home.app.read().await.unwrap(), home.me).await.unwrap()
}

/// Makes a list on its page.
async fn made(home: &Home, name: &str) -> ListId {
    let answer = home.form("/me/lists", &format!("once={name}&name={name}")).await;
    assert_eq!((answer.status, answer.location.as_str()), (StatusCode::SEE_OTHER, "/me/lists"));
    lists(home).await.last().unwrap().id
}

async fn detail(home: &Home, id: &str) -> Detail {
    let id: WishId = id.parse().unwrap();
    wish::detail(&mut home.app.read().await.unwrap(), id).await.unwrap()
}

/// The titles on a page, in the order given by where they stand.
fn in_order(text: &str, titles: &[&str]) -> bool {
    let places: Vec<_> = titles.iter().map(|title| text.find(&format!(">{title}</a>"))).collect();
    places.iter().all(Option::is_some) && places.is_sorted()
}

async fn a_named_list_is_kept_by_hand(db: TestDb) {
    let home = Home::new(db).await;
    assert!(!home.look("/me/wishes").await.text.contains("<nav class=\"cluster\""), "one list needs no tabs");
    let christmas = made(&home, "Christmas").await;
    home.form("/me/lists", "once=Christmas&name=Christmas").await;
    assert_eq!(lists(&home).await.len(), 1, "a double click is one list");
    let refused = home.form("/me/lists", "name=").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("aria-invalid"));
    let house = made(&home, "House").await;

    let path = format!("/me/lists/{christmas}");
    let added = home.form("/me/wishes", &format!("title=a+red+scarf&list={christmas}")).await;
    assert_eq!(added.location, path, "one stays on the list to which one adds");
    let page = home.look(&path).await.text;
    assert!(
        page.contains(">a red scarf</a>") && page.contains("aria-current=\"page\">Christmas</a>"),
        "{page}"
    );
    assert!(!home.look("/me/wishes").await.text.contains(">a red scarf</a>"));
    assert!(
        home.look("/me/lists").await.text.contains("one wish · Who")
            || home.look("/me/lists").await.text.contains("one wish · you alone")
    );
    let refused = home.form("/me/wishes", &format!("title=&list={christmas}")).await;
    assert!(
        refused.text.contains("<h1>Christmas</h1>"),
        "what was typed comes back on the page it was typed on"
    );

    home.form(&format!("/me/lists/{christmas}/edit"), "name=Christmas+2026").await;
    let wrong = home.form(&format!("/me/lists/{christmas}/edit"), "name=").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    home.form(&format!("/me/lists/{house}/act"), "act=up").await;
    assert_eq!(
        lists(&home).await.iter().map(|list| list.name.as_str()).collect::<Vec<_>>(),
        ["House", "Christmas 2026"]
    );
    home.form(&format!("/me/lists/{christmas}/act"), "act=away").await;
    assert!(!home.look("/me/wishes").await.text.contains("Christmas 2026"), "out of sight");
    assert!(home.look(&path).await.text.contains(">a red scarf</a>"), "nothing on it is lost");
    home.form(&format!("/me/lists/{christmas}/act"), "act=out").await;
    home.form(&format!("/me/lists/{christmas}/act"), "act=remove").await;
    assert_eq!(home.look(&path).await.status, StatusCode::NOT_FOUND);
    assert!(home.look("/me/wishes").await.text.contains(">a red scarf</a>"), "back on the main list");
    assert_eq!(
        home.form(&format!("/me/lists/{house}/act"), "act=burn").await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let neighbour = home.neighbour().await;
    for (rest, body) in [("act", "act=remove"), ("edit", "name=Mine")] {
        let answer = home.send(Some(neighbour), form(&format!("/me/lists/{house}/{rest}"), body)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    let theirs = home.send(Some(neighbour), form("/me/wishes", &format!("title=bread&list={house}"))).await;
    assert_eq!(theirs.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!theirs.text.contains("<h1>House</h1>"));
}

async fn a_list_is_put_in_order(db: TestDb) {
    let home = Home::new(db).await;
    let [one, two, three] =
        [added(&home, "one apple").await, added(&home, "two pears").await, added(&home, "three plums").await];
    assert!(in_order(&home.look("/me/wishes").await.text, &["three plums", "two pears", "one apple"]));
    let page = home.look("/me/wishes?arrange=1").await.text;
    assert!(page.contains("Move “one apple” up") && !page.contains("Move “one apple” down"));
    let moved =
        async |id: &str, by: &str| home.form(&format!("/me/wishes/{id}/move"), &format!("by={by}")).await;
    assert_eq!(moved(&one, "up").await.location, "/me/wishes?arrange=1");
    assert!(in_order(&home.look("/me/wishes").await.text, &["three plums", "one apple", "two pears"]));
    moved(&two, "top").await;
    moved(&three, "down").await;
    assert!(in_order(&home.look("/me/wishes").await.text, &["two pears", "one apple", "three plums"]));
    moved(&three, "down").await;
    moved(&two, "up").await;
    assert!(
        in_order(&home.look("/me/wishes").await.text, &["two pears", "one apple", "three plums"]),
        "the ends stay"
    );
    // However often one moves to the same spot, there is room.
    for step in 0..400 {
        home.app.clock.advance_secs(1);
        let by = if step % 2 == 0 { &one } else { &two };
        assert_eq!(moved(by, "top").await.status, StatusCode::SEE_OTHER);
    }
    assert!(in_order(&home.look("/me/wishes").await.text, &["two pears", "one apple", "three plums"]));
    // By hand, ahead of another one or to the end.
    for (id, by, order) in [
        (&three, format!("before&beside={two}"), ["three plums", "two pears", "one apple"]),
        (&two, "last".to_owned(), ["three plums", "one apple", "two pears"]),
        (&two, format!("before&beside={one}"), ["three plums", "two pears", "one apple"]),
        (&two, format!("before&beside={two}"), ["three plums", "two pears", "one apple"]),
        (&one, "last".to_owned(), ["three plums", "two pears", "one apple"]),
    ] {
        assert_eq!(moved(id, &by).await.location, "/me/wishes?arrange=1");
        assert!(in_order(&home.look("/me/wishes").await.text, &order), "{by}");
    }
    for step in 0..400 {
        let (id, beside) = if step % 2 == 0 { (&one, &two) } else { (&two, &one) };
        moved(id, &format!("before&beside={beside}")).await;
        home.app.clock.advance_secs(1);
        let order = if step % 2 == 0 { ["one apple", "two pears"] } else { ["two pears", "one apple"] };
        assert!(in_order(&home.look("/me/wishes").await.text, &order), "move {step} took effect");
    }
    // The one it was put ahead of went meanwhile: it stays where it is.
    assert_eq!(moved(&one, "before&beside=wish_00000000000070008000000000000000").await.status, 303);
    assert_eq!(moved(&one, "before&beside=three").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(moved(&one, "sideways").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let other =
        home.send(Some(home.neighbour().await), form(&format!("/me/wishes/{one}/move"), "by=up")).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
}

async fn a_list_is_looked_through(db: TestDb) {
    let home = Home::new(db).await;
    for title in ["Café moulu", "café en grains", "thé vert", "pain", "vin rouge", "lait"] {
        added(&home, title).await;
    }
    let found = home.look("/me/wishes?q=CAFE").await.text;
    assert!(found.contains("Café moulu") && found.contains("café en grains") && !found.contains("thé vert"));
    assert!(home.look("/me/wishes?q=caf%C3%A9+grains").await.text.contains("one wish"));
    let none = home.look("/me/wishes?q=%3Cb%3Emoto%22").await.text;
    assert!(none.contains("Nothing here is called that") && !none.contains("<b>moto"));
    let part = home.look("/me/wishes?part=1&q=thé").await.text;
    assert!(part.contains("thé vert") && !part.contains("<html"));
}

/// The hidden fields of the form of a wish, as its page has them.
fn hidden(text: &str) -> String {
    let value = |name: &str| {
        let at = text.find(&format!("name=\"{name}\" value=\"")).unwrap();
        text[at..].split('"').nth(3).unwrap().replace(' ', "+").replace(':', "%3A")
    };
    let names = ["stamps", "was_note", "was_quantity", "was_priority", "was_list", "was_secret"];
    names.map(|name| format!("{name}={}", value(name))).join("&")
}

async fn what_stands_beside_a_wish_is_changed_where_it_was_touched(db: TestDb) {
    let home = Home::new(db).await;
    let (id, house) = (added(&home, "a chair").await, made(&home, "House").await);
    let path = format!("/me/wishes/{id}");
    let stale = hidden(&home.look(&path).await.text);
    let touched = format!("{stale}&note=oak&quantity=4&priority=dearly&list={house}&secret=on");
    let saved = home.form(&format!("{path}/beside"), &touched).await;
    assert_eq!(saved.location, format!("/me/lists/{house}"));
    let beside = detail(&home, &id).await;
    assert_eq!((beside.note.as_str(), beside.quantity, beside.priority), ("oak", 4, Priority::Dearly));
    assert_eq!((beside.list, beside.secret), (Some(house), true));
    let page = home.look(&format!("/me/lists/{house}")).await.text;
    for part in ["oak · within", "×\u{a0}4", "Dearly", "Secret"] {
        assert!(page.contains(part), "{part} in {page}");
    }
    // A second tab that still shows what was before touches the note alone: nothing else changes, and both notes are kept.
    home.app.clock.advance_secs(60);
    let second = format!("{stale}&note=for+Mum&quantity=1&priority=usual&list=");
    home.form(&format!("{path}/beside"), &second).await;
    let beside = detail(&home, &id).await;
    assert_eq!(
        (beside.note.as_str(), beside.quantity, beside.priority),
        ("oak\nfor Mum", 4, Priority::Dearly)
    );
    assert_eq!((beside.list, beside.secret), (Some(house), true));
    let fresh = hidden(&home.look(&path).await.text);
    for wrong in ["quantity=0", "quantity=many", "quantity=1000"] {
        let refused = home.form(&format!("{path}/beside"), &format!("{fresh}&{wrong}")).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.text.contains("f-quantity-error") && refused.text.contains("value=\"a chair\""));
    }
}

async fn one_form_saves_a_wish_and_what_stands_beside_it_or_neither(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "a chair").await;
    let path = format!("/me/wishes/{id}");
    let page = home.look(&path).await.text;
    assert!(page.contains("maxlength=") && page.contains("for whom: only you read it.<"), "{page}");
    let shown = hidden(&page);
    let long = "o".repeat(domain::limits::NOTE_CHARS + 1);
    let typed = |note: &str| {
        format!("{shown}&title=an+oak+chair&distance_m=500&note={note}&quantity=3&priority=usual&list=")
    };
    let refused = home.form(&path, &typed(&long)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["f-note-error", long.as_str(), "value=\"an oak chair\"", "value=\"3\""] {
        assert!(refused.text.contains(part), "{part}");
    }
    assert!(home.look(&path).await.text.contains("<h1>a chair</h1>"), "nothing of it was kept");
    assert_eq!(home.form(&path, &typed("for+Mum")).await.status, StatusCode::SEE_OTHER);
    let beside = detail(&home, &id).await;
    assert_eq!((beside.note.as_str(), beside.quantity), ("for Mum", 3));
    assert!(home.look(&path).await.text.contains("<h1>an oak chair</h1>"));
}

async fn what_is_put_away_has_its_page_and_what_came_true_its_months(db: TestDb) {
    let home = Home::new(db).await;
    let [chair, scarf] = [added(&home, "a chair").await, added(&home, "a red scarf").await];
    assert!(home.look("/me/wishes/archived").await.text.contains("Nothing is put away"));
    assert!(home.look("/me/wishes/history").await.text.contains("Nothing has come true yet"));
    home.form(&format!("/me/wishes/{chair}/archive"), "away=on").await;
    assert!(!home.look("/me/wishes").await.text.contains("a chair"));
    assert!(home.look("/me/wishes/archived").await.text.contains("a chair"));
    let state = async |id: &str| {
        let id: WishId = id.parse().unwrap();
        wish::wish(&mut home.app.read().await.unwrap(), id).await.unwrap().unwrap().state
    };
    assert_eq!(state(&chair).await, WishState::Paused, "nobody brings it up");
    assert_eq!(home.form(&format!("/me/wishes/{chair}/archive"), "").await.location, "/me/wishes/archived");
    assert_eq!(state(&chair).await, WishState::Open);
    home.app.clock.set(Instant::parse_rfc3339("2026-12-31T22:30:00Z").unwrap());
    home.form(&format!("/me/wishes/{chair}/state"), "state=fulfilled").await;
    home.app.clock.set(Instant::parse_rfc3339("2026-12-31T23:30:00Z").unwrap());
    home.form(&format!("/me/wishes/{scarf}/state"), "state=fulfilled").await;
    let page = home.look("/me/wishes/history").await.text;
    let [january, december] =
        ["January\u{a0}2027", "December\u{a0}2026"].map(|month| page.find(month).unwrap());
    assert!(january < december && page[..december].contains("a red scarf"), "by the town's own calendar");
    assert!(page.contains("31\u{a0}December\u{a0}2026"));
}

async fn what_another_device_said_is_offered_back(db: TestDb) {
    let home = Home::new(db).await;
    let id = added(&home, "a chair").await;
    let edits = [
        edit(&home, 1, 10, &id, "title", json!("an oak chair"), None),
        edit(&home, 2, 20, &id, "title", json!("a <b>blue</b> chair"), None),
        edit(&home, 3, 10, &id, "top_price", json!({"minor": 5_000, "currency": "EUR"}), None),
        edit(&home, 4, 20, &id, "top_price", json!(null), None),
    ];
    send(&home, &edits).await;
    let page = home.look("/me/wishes").await.text;
    assert!(
        page.contains("On another device you had called it “a &#60;b&#62;blue&#60;/b&#62; chair”"),
        "{page}"
    );
    assert!(page.contains("your top price was any price. Here it is €50.00"));
    let path = format!("/me/wishes/{id}/overruled");
    let other =
        home.send(Some(home.neighbour().await), form(&path, &format!("op={}&answer=take", op(2)))).await;
    assert_eq!(other.status, StatusCode::NOT_FOUND);
    assert_eq!(
        home.form(&path, &format!("op={}&answer=maybe", op(2))).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    home.form(&path, &format!("op={}&answer=take", op(2))).await;
    home.form(&path, &format!("op={}&answer=leave", op(4))).await;
    let page = home.look("/me/wishes").await.text;
    assert!(page.contains(">a &#60;b&#62;blue&#60;/b&#62; chair</a>") && page.contains("€50.00 at most"));
    assert!(!page.contains("On another device"));
    assert_eq!(home.form(&path, &format!("op={}&answer=take", op(2))).await.status, StatusCode::NOT_FOUND);
}

both!(
    a_named_list_is_kept_by_hand,
    a_list_is_put_in_order,
    a_list_is_looked_through,
    what_stands_beside_a_wish_is_changed_where_it_was_touched,
    one_form_saves_a_wish_and_what_stands_beside_it_or_neither,
    what_is_put_away_has_its_page_and_what_came_true_its_months,
    what_another_device_said_is_offered_back,
);
