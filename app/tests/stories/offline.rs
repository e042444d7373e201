//! What a browser keeps to show a list without a network: nothing of a member where others could find it, and nobody else's edits.

use axum::http::Method;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::harness::{As, Town, text};

const PAGE: &str = "/me/wishes/offline";

async fn the_empty_page_is_everybodys(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.wishes("un secret bien gardé", None).await;
    for lang in ["fr", "en"] {
        let theirs = camille.page(PAGE, lang).await.want(200).text;
        let nobodys =
            t.call(Method::GET, &format!("{PAGE}?lang={lang}"), &As::Nobody, &[], "").await.want(200).text;
        assert_eq!(theirs, nobodys, "the same for all, in {lang}");
        assert!(
            !theirs.contains("Camille")
                && !theirs.contains("secret bien")
                && !theirs.contains("data-member=")
        );
        assert!(theirs.contains("data-island=\"offline\""));
    }
    let own = camille.page("/me/wishes", "fr").await.want(200).text;
    assert!(own.contains("data-member=\"member_"), "a page of theirs says whose it is");
    t.end().await;
}

async fn the_worker_is_asked_for_anew_and_asks_this_house_alone(db: TestDb) {
    let t = Town::new(db).await;
    let told = t.call(Method::GET, "/sw.js", &As::Nobody, &[], "").await;
    if kit::assets::built() {
        let told = told.want(200);
        assert_eq!(told.header("cache-control"), "no-cache");
        assert_eq!(told.header("service-worker-allowed"), "/");
        assert_eq!(told.header("content-type"), "text/javascript");
        assert!(told.header("content-security-policy").starts_with("default-src 'none'"));
        // Every file it keeps is there to be kept.
        let named: Vec<_> = told.text.split('"').filter(|name| name.starts_with("/assets/")).collect();
        assert!(named.len() >= 6, "{named:?}");
        for file in named {
            t.call(Method::GET, file, &As::Nobody, &[], "").await.want(200);
        }
    } else {
        told.want(404);
    }
    t.end().await;
}

async fn edits_of_one_member_are_never_anothers(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, yann) = (t.member("Camille").await, t.member("Yann").await);
    let list = camille.get("/api/v1/list").await.want(200).json();
    let edits = json!({
        "sent_at": "2026-12-01T10:00:00Z", "member": text(&list["member"]),
        "edits": [{"op": "0192f0c4-0000-7000-8000-000000000001", "at": "2026-12-01T09:00:00Z", "field": "add",
            "wish": "wish_0193d1e08e7c7c0cae1e3d1e08e7c7c0", "value": {"title": "un vélo"}}],
    });
    yann.post("/api/v1/list/edits", edits.clone()).await.refused(401, "sign-in-first");
    let other = yann.get("/api/v1/list").await.want(200);
    assert_eq!(other.json()["wishes"], json!([]), "what waited on their browser is not theirs");
    assert_ne!(other.json()["member"], list["member"]);
    let told = camille.post("/api/v1/list/edits", edits).await.want(200).json();
    assert_eq!(told["settled"][0]["as"], "applied");
    assert_eq!(told["list"]["wishes"][0]["title"], "un vélo");
    t.end().await;
}

async fn who_leaves_takes_along_what_the_browser_kept(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let left = camille.form("/leave", "").await.want(303);
    assert_eq!(left.header("clear-site-data"), "\"storage\"");
    // Where the page has erased what is theirs, and edits of others wait beside it, those stay.
    let anne = t.member("Anne").await;
    let left = anne.form("/leave", "others=wait").await.want(303);
    assert_eq!(left.header("clear-site-data"), "");
    t.call(Method::GET, "/api/v1/me", &anne.cookie, &[], "").await.refused(401, "sign-in-first");
    t.end().await;
}

both!(
    the_empty_page_is_everybodys,
    the_worker_is_asked_for_anew_and_asks_this_house_alone,
    edits_of_one_member_are_never_anothers,
    who_leaves_takes_along_what_the_browser_kept,
);
