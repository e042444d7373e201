//! What the town hopes for: told from five members on, of whom none can be read off it.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::Town;
use crate::sharing::{a_list, shares};
use crate::telling::page::DAY;

const WEEK: i64 = 7 * DAY;

/// Lets a week pass and reckons, as the loop does.
async fn a_week_later(t: &Town) {
    t.waits(WEEK).await;
    wish::reckon(&t.app).await.unwrap();
}

async fn figures(who: &Hand<'_>) -> Vec<(String, String, i64)> {
    let all = who.get("/api/v1/figures").await.want(200).json();
    let text = |one: &Value, field: &str| one[field].as_str().unwrap().to_owned();
    let read = |one: &Value| (text(one, "kind"), text(one, "label"), one["at_least"].as_i64().unwrap());
    all["items"].as_array().unwrap().iter().map(read).collect()
}

/// Somebody who lets a wish for a drill count; gives its id.
async fn counts(who: &Hand<'_>) -> String {
    let (list, _) = a_list(who, "Envies", &[]).await;
    shares(who, &list, "counted").await;
    let wish = json!({"title": "une perceuse", "subject": {"category": "home/tools", "words": "perceuse"}, "list": list});
    who.wishes_for(wish).await
}

async fn five_are_told_of_and_four_are_not(db: TestDb) {
    let t = Town::new(db).await;
    let mut members = Vec::new();
    for n in 0..4 {
        let member = t.member(&format!("Member {n}")).await;
        counts(&member).await;
        members.push(member);
    }
    // None of these makes a crowd: a guest, somebody whose list is private, and one who does not want to be counted.
    let guest = people::NewMember { guest: true, lang: "fr".into(), ..people::NewMember::default() };
    counts(&t.somebody(guest).await).await;
    t.member("Keeps it").await.wishes("une perceuse", None).await;
    let denies = t.member("Denies").await;
    denies.consents(json!({"effect": "deny", "purpose": "count"})).await;
    counts(&denies).await;
    wish::reckon(&t.app).await.unwrap();
    let reader = t.member("Reads").await;
    assert_eq!(figures(&reader).await, []);
    assert!(reader.page("/figures", "fr").await.want(200).words().contains("Pas encore de chiffre"));

    let fifth = t.member("Fifth").await;
    counts(&fifth).await;
    wish::reckon(&t.app).await.unwrap();
    assert_eq!(figures(&reader).await, [], "once a week");
    a_week_later(&t).await;
    let five = |kind: &str, label: &str| (kind.to_owned(), label.to_owned(), 5);
    let published = [five("category", "home/tools"), five("word", "perceuse")];
    assert_eq!(figures(&reader).await, published);
    let page = reader.page("/figures", "fr").await.want(200).words();
    assert!(page.contains("perceuse") && page.contains("5 ou plus"), "{page}");
    assert!(reader.page("/figures", "en").await.words().contains("5 or more"));

    // One comes, one goes: nothing that is told changes.
    let before = reader.get("/api/v1/figures").await.text;
    let mut sixth = vec![t.member("Sixth").await];
    counts(&sixth[0]).await;
    a_week_later(&t).await;
    assert_eq!(reader.get("/api/v1/figures").await.text, before);
    for one in [&fifth, &members[0]] {
        one.delete("/api/v1/me").await.want(204);
    }
    a_week_later(&t).await;
    assert_eq!(reader.get("/api/v1/figures").await.text, before);
    // Many come: it does.
    for n in 0..6 {
        let member = t.member(&format!("Later {n}")).await;
        counts(&member).await;
        sixth.push(member);
    }
    a_week_later(&t).await;
    assert!(figures(&reader).await.contains(&("category".into(), "home/tools".into(), 10)));
    t.end().await;
}
both!(five_are_told_of_and_four_are_not);
