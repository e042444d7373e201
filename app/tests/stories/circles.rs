//! Circles: made, joined by a link, left; nobody outside learns of them.

use axum::http::Method;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::hand::led;
use crate::harness::{As, Town, text};
use crate::sharing::a_circle;

async fn a_circle_is_made_joined_and_left(db: TestDb) {
    let t = Town::new(db).await;
    let [camille, noor, yann, ana] =
        [t.member("Camille").await, t.member("Noor").await, t.member("Yann").await, t.member("Ana").await];
    camille.form("/me/circles", "circle=&name=Camille").await.want(422);
    camille.form("/me/circles", "circle=Les+cousins&name=Camille&once=k1").await.want(303);
    camille.form("/me/circles", "circle=Les+cousins&name=Camille&once=k1").await.want(303);
    let all = camille.get("/api/v1/circles").await.want(200).json();
    assert_eq!(all["items"].as_array().unwrap().len(), 1, "a double click is one circle");

    let circle = a_circle(&camille, &[(&noor, "Tata Noor"), (&yann, "Yann")]).await;
    let path = format!("/api/v1/circles/{circle}");
    let shown = noor.get(&path).await.want(200).json();
    let names: Vec<String> =
        shown["members"].as_array().unwrap().iter().map(|one| text(&one["name"])).collect();
    assert_eq!(names.len(), 3);
    assert_eq!((&names[0], &shown["members"][0]["founder"]), (&"Maman".to_owned(), &json!(true)));
    ana.get(&path).await.refused(404, "not-found");
    ana.page(&format!("/me/circles/{circle}"), "en").await.want(404);

    let made = camille.post(&format!("{path}/invite"), json!({})).await.want(201).json();
    let secret = text(&made["url"]).rsplit('/').next().unwrap().to_owned();
    t.keep_secret(secret.clone());
    noor.post(&format!("{path}/invite"), json!({})).await.refused(403, "not-the-founder");
    let door = format!("/circles/join/{secret}");
    let shown = t.call(Method::GET, &door, &As::Nobody, &[("accept", "text/html")], "").await.want(200).text;
    assert!(
        shown.contains("La famille") && !shown.contains("Tata Noor"),
        "who was invited learns its name alone"
    );
    let taken = ana.form(&door, "name=TATA+noor").await.want(422);
    assert!(taken.text.contains("TATA noor") && taken.text.contains("f-name-error"));
    assert_eq!(led(&ana.form(&door, "name=Ana").await), format!("/me/circles/{circle}"));
    // A stranger becomes a guest of the house by joining.
    let ours = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    t.call(Method::POST, &door, &As::Nobody, &ours, "name=Jo").await.want(303);

    camille.delete(&format!("{path}/members/{}", yann.id)).await.want(204);
    yann.get(&path).await.refused(404, "not-found");
    yann.form(&door, "name=Yann").await.want(410);
    noor.delete(&format!("{path}/members/{}", ana.id)).await.refused(403, "not-the-founder");
    noor.delete(&path).await.refused(403, "not-the-founder");
    // Its founder goes: who is there longest takes the place.
    camille.form(&format!("/me/circles/{circle}/leave"), "").await.want(303);
    camille.get(&path).await.refused(404, "not-found");
    assert_eq!(noor.get(&path).await.want(200).json()["members"].as_array().unwrap().len(), 3);
    t.turn().await;
    t.end().await;
}

async fn links_end_and_erased_members_leave_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let circle = a_circle(&camille, &[]).await;
    let made = camille.post(&format!("/api/v1/circles/{circle}/invite"), json!({})).await.want(201).json();
    let secret = text(&made["url"]).rsplit('/').next().unwrap().to_owned();
    t.app.clock.advance_secs(domain::limits::CIRCLE_INVITE_DAYS * 86_400);
    let join = json!({"secret": secret, "name": "Noor"});
    noor.post("/api/v1/circles/join", join).await.refused(410, "link-used");
    let mut tx = t.app.write().await.unwrap();
    people::erase(&mut tx, camille.id).await.unwrap();
    circle::sweep(&mut tx).await.unwrap();
    assert_eq!(circle::circle(&mut tx, circle.parse().unwrap()).await.unwrap(), None);
    tx.commit().await.unwrap();
    t.turn().await;
    t.end().await;
}

both!(a_circle_is_made_joined_and_left, links_end_and_erased_members_leave_nothing);
