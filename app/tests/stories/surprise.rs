//! The surprise is law: whatever others promise, everything its owner can look at stays the same to the byte, until it may be known.

use axum::http::Method;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::hand::Hand;
use crate::harness::{As, Town, spot, text};
use crate::roles::Things;
use crate::sharing::{a_list, comes, link, reserves, seen, shares};

/// A page without the keys that are drawn anew for each one.
fn settled(text: &str) -> String {
    text.lines().filter(|line| !line.contains("name=\"once\"")).collect::<Vec<_>>().join("\n")
}

/// Every GET of the house as the owner sees it, by cookie in both languages, by token, and without a session: what it says, how
/// long it is, and under which headers.
async fn all_that_is_seen(
    t: &Town,
    things: &Things,
    owner: &Hand<'_>,
    own: &[String],
) -> Vec<(String, String)> {
    let mut seen = Vec::new();
    let routes = t.house.routes.iter().filter(|route| route.method == Method::GET);
    let addresses = routes.map(|route| things.address(&route.path)).chain(own.iter().cloned());
    for address in addresses {
        for (who, lang) in
            [(&owner.cookie, "fr"), (&owner.cookie, "en"), (&owner.bearer, "fr"), (&As::Nobody, "fr")]
        {
            let headers = [("accept-language", lang), ("accept", "text/html")];
            let answer = t.call(Method::GET, &address, who, &headers, "").await;
            let names = answer.headers.iter().filter(|(name, _)| *name != "set-cookie");
            let headers: Vec<String> = names.map(|(name, value)| format!("{name}: {value:?}")).collect();
            let told =
                format!("{} {headers:?} {} {}", answer.status, answer.text.len(), settled(&answer.text));
            seen.push((format!("{address} as {who:?} in {lang}"), told));
        }
    }
    seen
}

fn same(before: &[(String, String)], after: &[(String, String)], what: &str) {
    assert_eq!(before.len(), after.len());
    for ((address, before), (_, after)) in before.iter().zip(after) {
        assert_eq!(before, after, "{what}: {address} tells its owner");
    }
}

async fn the_owner_sees_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let camille = t.member("Camille").await;
    let things = Things::of(&shop, &camille).await;
    let [noor, yann] = [t.member("Noor").await, t.member("Yann").await];
    let (list, ids) =
        a_list(&camille, "Anniversaire", &[("un vélo", 1), ("des verres", 3), ("un livre", 1)]).await;
    let (open, seen_by_all) = a_list(&camille, "Crémaillère", &[("une lampe", 1)]).await;
    shares(&camille, &list, "people").await;
    shares(&camille, &open, "public").await;
    let secret = link(&camille, &list).await;
    for (hand, name) in [(&noor, "Noor"), (&yann, "Yann")] {
        comes(hand, &secret, name).await;
    }
    let mut own: Vec<String> =
        ["/me/gifts", "/api/v1/reservations", "/api/v1/shared"].map(str::to_owned).into();
    for (list, ids) in [(&list, &ids), (&open, &seen_by_all)] {
        own.extend([
            format!("/lists/{list}"),
            format!("/api/v1/shared/{list}"),
            format!("/me/lists/{list}/share"),
        ]);
        for wish in ids {
            own.push(format!("/lists/{list}/wishes/{wish}"));
            own.push(format!("/me/wishes/{wish}"));
            own.push(format!("/api/v1/shared/{list}/wishes/{wish}/comments"));
            own.push(format!("/api/v1/shared/{list}/wishes/{wish}/comments?room=givers"));
        }
    }
    t.turn().await;
    let mut live = camille.opens_page().await;
    while live.next().await.is_some() {}
    // What was looked at once says so from then on.
    all_that_is_seen(&t, &things, &camille, &own).await;
    let before = all_that_is_seen(&t, &things, &camille, &own).await;

    let promise = reserves(&noor, &list, &ids[0], json!({})).await.want(201).id();
    reserves(&yann, &list, &ids[1], json!({"units": 3, "secretly": true})).await.want(201);
    reserves(&noor, &list, &ids[2], json!({"amount": {"minor": 500, "currency": "EUR"}})).await.want(201);
    reserves(&yann, &list, &ids[2], json!({"together": true})).await.want(201);
    reserves(&noor, &open, &seen_by_all[0], json!({})).await.want(201);
    let words = json!({"room": "givers", "words": "On y va ?"});
    noor.post(&format!("/api/v1/shared/{list}/wishes/{}/comments", ids[0]), words).await.want(201);
    t.turn().await;
    assert_eq!(seen(&yann, &list, &ids[0]).await["free"], json!(0), "the others do see it");
    same(&before, &all_that_is_seen(&t, &things, &camille, &own).await, "promised");
    assert_eq!(live.next().await, None, "nor does the open page stir");

    noor.delete(&format!("/api/v1/reservations/{promise}")).await.want(204);
    t.turn().await;
    same(&before, &all_that_is_seen(&t, &things, &camille, &own).await, "undone");
    assert_eq!(live.next().await, None, "nor does the open page stir");
    t.end().await;
}

/// What the owner does to wishes is answered alike whether others promised on them or not.
async fn the_owners_hand_feels_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let titles = [
        ("une lampe", 1),
        ("une lampe", 1),
        ("une tasse", 1),
        ("une tasse", 1),
        ("un pull", 1),
        ("un pull", 1),
    ];
    let (list, ids) = a_list(&camille, "Noël", &titles).await;
    shares(&camille, &list, "public").await;
    for wish in ids.iter().step_by(2) {
        reserves(&noor, &list, wish, json!({})).await.want(201);
    }
    // Of two wishes, only the id and the place on the list may differ.
    let told = |answer: Answer, id: &str| {
        let mut body: Value = serde_json::from_str(&answer.text).unwrap_or_default();
        body.as_object_mut().map(|body| body.remove("order"));
        (answer.status, answer.headers.len(), body.to_string().replace(id, "wish"))
    };
    let alike = async |one: &str, other: &str, change: Value| {
        let [mut first, mut second] = [Vec::new(), Vec::new()];
        for (id, answers) in [(one, &mut first), (other, &mut second)] {
            answers.push(told(camille.patch(&format!("/api/v1/wishes/{id}"), change.clone()).await, id));
            answers.push(told(reserves(&camille, &list, id, json!({})).await, id));
            answers.push(told(camille.delete(&format!("/api/v1/wishes/{id}")).await, id));
        }
        assert_eq!(first, second, "{change}");
        assert_eq!(first[2].0, 204);
    };
    alike(&ids[0], &ids[1], json!({"title": "une autre"})).await;
    alike(&ids[2], &ids[3], json!({"state": "fulfilled"})).await;
    alike(&ids[4], &ids[5], json!({"state": "paused"})).await;
    let mut tx = t.app.write().await.unwrap();
    wish::list::remove(&mut tx, camille.id, list.parse().unwrap()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(noor.get("/api/v1/reservations").await.json()["items"].as_array().unwrap().len(), 3);
    t.end().await;
}

async fn the_surprise_ends_when_its_giver_was_told_it_would(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, yann) = (t.member("Camille").await, t.member("Noor").await, t.member("Yann").await);
    let (list, ids) = a_list(&camille, "Noël", &[("un vélo", 1), ("un livre", 1), ("un bonnet", 1)]).await;
    let date = async |days: i64| {
        let at = t.app.now().plus_secs(days * 86_400).to_rfc3339();
        camille
            .put(&format!("/api/v1/lists/{list}/share"), json!({"visibility": "public", "reveal_at": at}))
            .await
    };
    let got = async || camille.page("/me/gifts", "en").await.want(200).words();
    shares(&camille, &list, "public").await;
    reserves(&noor, &list, &ids[0], json!({})).await.want(201);
    date(-1).await.refused(422, "invalid");
    date(30).await.want(200);
    let page = noor.page(&format!("/lists/{list}/wishes/{}", ids[1]), "en").await.want(200).words();
    assert!(page.contains("They may learn who gave what after 21 December 2026"), "the giver is told first");
    reserves(&noor, &list, &ids[1], json!({"secretly": true})).await.want(201);
    // Brought nearer, it counts only for what is promised from now on.
    date(1).await.want(200);
    t.app.clock.advance_secs(2 * 86_400);
    assert!(!got().await.contains("from Noor"));
    let mine = noor.get("/api/v1/reservations").await.want(200).json();
    assert_eq!(mine["items"].as_array().unwrap().len(), 2);
    t.app.clock.advance_secs(30 * 86_400);
    let page = got().await;
    assert!(page.contains("un livre") && page.contains("from Noor") && !page.contains("un vélo"), "{page}");
    // A date that has passed ends no surprise that begins after it.
    let (late, wished) = a_list(&camille, "Janvier", &[("une écharpe", 1)]).await;
    let late_date = t.app.now().plus_secs(86_400).to_rfc3339();
    let share = json!({"visibility": "public", "reveal_at": late_date});
    camille.put(&format!("/api/v1/lists/{late}/share"), share).await.want(200);
    t.app.clock.advance_secs(2 * 86_400);
    reserves(&noor, &late, &wished[0], json!({})).await.want(201);
    assert!(!got().await.contains("une écharpe"));
    let shown = noor.get(&format!("/api/v1/shared/{late}")).await.want(200).json();
    assert_eq!(shown["reveal_at"], json!(null), "nobody is told of a date that means nothing");
    // What was promised before there was a date waits for its giver's word.
    let bike = mine["items"].as_array().unwrap().iter().find(|one| one["wish"] == json!(ids[0])).unwrap();
    let path = format!("/api/v1/reservations/{}", text(&bike["id"]));
    yann.post(&format!("{path}/given"), json!({})).await.refused(404, "not-found");
    noor.post(&format!("{path}/given"), json!({})).await.want(204);
    noor.post(&format!("{path}/given"), json!({})).await.want(204);
    assert!(got().await.contains("un vélo"));
    noor.delete(&path).await.refused(409, "wrong-state");
    t.end().await;
}

both!(
    the_owner_sees_nothing,
    the_owners_hand_feels_nothing,
    the_surprise_ends_when_its_giver_was_told_it_would
);
