//! The list as a person uses it, and the first step of a stranger.

use crate::support::{Home, all, form};
use axum::http::StatusCode;
use domain::{WishId, WishState};
use store::both;
use store::testing::TestDb;

async fn only_wish(home: &Home) -> domain::Wish {
    let wishes = wish::of_member(&mut home.app.read().await.unwrap(), home.me).await.unwrap();
    assert_eq!(wishes.len(), 1);
    wishes[0].clone()
}

async fn a_list_is_kept_by_hand(db: TestDb) {
    let home = Home::new(db).await;
    assert!(home.look("/me/wishes").await.text.contains("first wish"));
    let typed = "once=abc&title=Dark+chocolate&category=food%2Fchocolate&top_price=4.50&until=2026-12-24&distance_m=500";
    let added = home.form("/me/wishes", typed).await;
    assert_eq!((added.status, added.location.as_str()), (StatusCode::SEE_OTHER, "/me/wishes"));
    assert!(added.cookies[0].starts_with("said=said-wish-added"));
    home.form("/me/wishes", typed).await;
    let wish = only_wish(&home).await;
    let list = home.look("/me/wishes").await.text;
    for part in ["Dark chocolate", "€4.50 at most", "until 24\u{a0}December\u{a0}2026", "within 500\u{a0}m"]
    {
        assert!(list.contains(part), "{part} in {list}");
    }
    let page = format!("/me/wishes/{}", wish.id);
    let shown = home.look(&page).await.text;
    assert!(shown.contains(r#"value="2026-12-24""#) && shown.contains(r#"value="4.50""#));
    home.form(&page, "title=Milk+chocolate&category=food%2Fchocolate&distance_m=300").await;
    let changed = only_wish(&home).await;
    assert_eq!((changed.title.as_str(), changed.top_price, changed.until), ("Milk chocolate", None, None));
    assert_eq!(changed.subject.words, ["chocolate", "milk"].map(String::from));
}

async fn an_end_that_is_near_is_said(db: TestDb) {
    let home = Home::new(db).await;
    home.form("/me/wishes", "title=Train+tickets&until=2026-11-21").await;
    let path = format!("/me/wishes/{}", only_wish(&home).await.id);
    for (day, left) in [
        ("2026-11-21", "ends today"),
        ("2026-11-22", "ends tomorrow"),
        ("2026-11-24", "3 days left"),
        ("2026-11-28", "7 days left"),
        ("2026-11-29", ""),
        ("", ""),
    ] {
        home.form(&path, &format!("title=Train+tickets&distance_m=500&until={day}")).await;
        for page in [&path, "/me/wishes"] {
            let shown = home.look(page).await.text;
            let said = ["ends today", "ends tomorrow", "days left"].iter().any(|words| shown.contains(words));
            assert_eq!((said, shown.contains(left)), (!left.is_empty(), true), "{day}, {page}");
        }
    }
    home.form(&path, "title=Train+tickets&distance_m=500&until=2026-11-22").await;
    home.form(&format!("{path}/state"), "state=paused").await;
    assert!(!home.look(&path).await.text.contains("ends tomorrow"), "what is not hoped for has no haste");
    let shown = home.look(&path).await.text;
    assert!(shown.contains("until 22\u{a0}November\u{a0}2026"), "but its end is still told: {shown}");
    home.form(&format!("{path}/state"), "state=open").await;
    home.app.clock.advance_secs(3 * 86_400);
    let shown = home.look(&path).await.text;
    assert!(shown.contains("Date has passed") && !shown.contains("days left"), "{shown}");
}

async fn a_wish_goes_its_way_by_buttons(db: TestDb) {
    let home = Home::new(db).await;
    home.form("/me/wishes", "title=V%C3%A9lo").await;
    let wish = only_wish(&home).await;
    let path = format!("/me/wishes/{}/state", wish.id);
    for (to, button) in [("paused", "Resume"), ("open", "Pause"), ("fulfilled", "Wish it again")] {
        assert_eq!(home.form(&path, &format!("state={to}")).await.status, StatusCode::SEE_OTHER, "{to}");
        assert!(home.look("/me/wishes").await.text.contains(button), "{to}");
    }
    assert_eq!(home.form(&path, "state=paused").await.status, StatusCode::CONFLICT);
    assert_eq!(home.form(&path, "state=granted").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    home.form(&path, "state=dropped").await;
    assert!(!home.look("/me/wishes").await.text.contains("Vélo"));
    let gone = home.look(&format!("/me/wishes/{}", wish.id)).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

async fn what_was_typed_comes_back_with_what_is_wrong(db: TestDb) {
    let home = Home::new(db).await;
    let refused = home.form("/me/wishes", "title=Th%C3%A9+%22vert%22&top_price=lots").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("<details class=\"stack\" open>"), "the field to mend is seen");
    assert!(refused.text.contains("value=\"lots\"") && refused.text.contains("aria-invalid"));
    assert!(refused.text.contains("Thé &#34;vert&#34;"), "what was typed is shown as text, never as markup");
    home.form("/me/wishes", "title=pain").await;
    let page = format!("/me/wishes/{}", only_wish(&home).await.id);
    let refused = home.form(&page, "title=pain&until=2020-01-01").await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text.contains("aria-invalid") && refused.text.contains("value=\"2020-01-01\""));
}

async fn the_note_says_who_reads_it(db: TestDb) {
    let home = Home::new(db).await;
    home.form("/me/wishes", "title=pain").await;
    home.form("/me/lists", "once=House&name=House").await;
    let path = format!("/me/wishes/{}", only_wish(&home).await.id);
    assert!(home.look(&path).await.text.contains("for whom: only you read it.<"));
    let mut tx = home.app.write().await.unwrap();
    let house = wish::lists_of(&mut tx, home.me).await.unwrap()[0].id;
    wish::set_visibility(&mut tx, home.me, house, domain::ListVisibility::People).await.unwrap();
    tx.commit().await.unwrap();
    assert!(home.look(&path).await.text.contains("unless you share the notes of its list"));
    home.form(&format!("{path}/beside"), &format!("was_list=&list={house}")).await;
    assert!(home.look(&path).await.text.contains("read it too, if you share its notes"));
    home.form(&format!("{path}/beside"), "was_secret=&secret=on").await;
    assert!(!home.look(&path).await.text.contains("read it too"), "a secret wish is shown to nobody");
}

async fn a_neighbour_s_page_is_not_found(db: TestDb) {
    let home = Home::new(db).await;
    home.form("/me/wishes", "title=pain").await;
    let (id, neighbour) = (only_wish(&home).await.id, home.neighbour().await);
    for (path, body) in
        [(format!("/me/wishes/{id}"), "title=x1"), (format!("/me/wishes/{id}/state"), "state=paused")]
    {
        let answer = home.send(Some(neighbour), form(&path, body)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(only_wish(&home).await.state, WishState::Open);
}

async fn a_stranger_has_a_list_at_once(db: TestDb) {
    let home = Home::new(db).await;
    let begun = home.send(None, form("/start", "title=Une+perceuse")).await;
    assert_eq!((begun.status, begun.location.as_str()), (StatusCode::SEE_OTHER, "/me"));
    let session = begun.cookies.iter().find(|cookie| cookie.starts_with("hyperlieu=")).unwrap();
    assert!(session.contains("HttpOnly"));
    let mut tx = home.app.read().await.unwrap();
    let all = all(&mut tx).await;
    assert_eq!(all.iter().map(|wish| wish.title.as_str()).collect::<Vec<_>>(), ["Une perceuse"]);
    let guest = people::member(&mut tx, all[0].member).await.unwrap().unwrap();
    assert!(guest.guest && guest.id != home.me);

    let empty = home.send(None, form("/start", "")).await;
    assert_eq!(empty.status, StatusCode::SEE_OTHER, "a list may begin empty");
    let before = people::members(&mut home.app.read().await.unwrap()).await.unwrap().len();
    let refused = home.send(None, form("/start", "title=le+la")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.cookies.is_empty() && refused.text.contains("value=\"le la\""));
    let after = people::members(&mut home.app.read().await.unwrap()).await.unwrap().len();
    assert_eq!(before, after, "nobody becomes a guest by a refused wish");
}

async fn whoever_is_in_stays_who_they_are(db: TestDb) {
    let home = Home::new(db).await;
    let answer = home.form("/start", "title=pain").await;
    assert!(answer.cookies.iter().all(|cookie| !cookie.starts_with("hyperlieu=")));
    let wish: WishId = only_wish(&home).await.id;
    assert!(home.look(&format!("/me/wishes/{wish}")).await.text.contains("pain"));
}

async fn codes_are_read_on_a_page_of_their_own(db: TestDb) {
    let home = Home::new(db).await;
    assert!(home.look("/me/wishes").await.text.contains("href=\"/me/wishes/scan\""));
    let page = home.look("/me/wishes/scan").await;
    assert_eq!(page.status, StatusCode::OK);
    let (script, style) = (kit::assets::url("scan.js"), kit::assets::url("scan.css"));
    let bookmark = "open(`http://localhost/me/wishes/new?";
    for part in ["data-island=\"scan\"", &script, &style, bookmark, "/me/devices#browsers"] {
        assert!(page.text.contains(part), "{part} in {}", page.text);
    }
}

both!(
    a_list_is_kept_by_hand,
    an_end_that_is_near_is_said,
    a_wish_goes_its_way_by_buttons,
    what_was_typed_comes_back_with_what_is_wrong,
    the_note_says_who_reads_it,
    a_neighbour_s_page_is_not_found,
    a_stranger_has_a_list_at_once,
    whoever_is_in_stays_who_they_are,
    codes_are_read_on_a_page_of_their_own,
);
