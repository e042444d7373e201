//! A list begun without an account is kept on another device: by a link that opens once, soon, and is told to nobody else.

use axum::http::Method;
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::hand::led;
use crate::harness::{As, Town};

const FORM: [(&str, &str); 3] = [
    ("content-type", "application/x-www-form-urlencoded"),
    ("accept", "text/html"),
    ("sec-fetch-site", "same-origin"),
];

/// The session that an answer opened.
fn session(t: &Town, answer: &Answer) -> As {
    let cookies = answer.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let mut first = cookies.filter_map(|cookie| cookie.split(';').next());
    let cookie = first.find(|cookie| cookie.starts_with("hyperlieu=")).unwrap().to_owned();
    t.keep_secret(cookie.trim_start_matches("hyperlieu="));
    As::Cookie(cookie)
}

async fn page(t: &Town, who: &As, path: &str) -> String {
    t.call(Method::GET, path, who, &[("accept", "text/html")], "").await.want(200).words()
}

async fn starts(t: &Town, title: &str) -> As {
    let started =
        t.call(Method::POST, "/start", &As::Nobody, &FORM, format!("title={title}")).await.want(303);
    session(t, &started)
}

/// The path of the link that a page shows, and draws.
async fn makes_a_link(t: &Town, who: &As) -> String {
    let shown = t.call(Method::POST, "/me/elsewhere", who, &FORM, "").await.want(200);
    assert_eq!(shown.header("cache-control"), "no-store");
    assert!(shown.text.contains("<svg width=\"240\""), "{}", shown.text);
    let (_, rest) = shown.text.split_once("/in/").unwrap();
    let secret = rest.split('"').next().unwrap();
    t.keep_secret(secret);
    format!("/in/{secret}")
}

async fn a_guest_takes_their_list_along(db: TestDb) {
    let t = Town::new(db).await;
    t.keep_secret("tandem");
    let guest = starts(&t, "un+tandem").await;
    assert!(page(&t, &guest, "/me/wishes?lang=en").await.contains("href=\"/me/elsewhere\""));
    assert!(!page(&t, &guest, "/me/elsewhere").await.contains("/in/"), "a link is made by its button alone");

    let first = makes_a_link(&t, &guest).await;
    let link = makes_a_link(&t, &guest).await;
    let old = t.call(Method::POST, &first, &As::Nobody, &FORM, "").await;
    assert_eq!(old.status, 410, "the second link is the one that opens");
    let opened = t.call(Method::POST, &link, &As::Nobody, &FORM, "").await;
    assert_eq!(led(&opened), "/me");
    let elsewhere = session(&t, &opened);
    assert!(page(&t, &elsewhere, "/me/wishes").await.contains("un tandem"), "the same list");
    assert!(page(&t, &guest, "/me/wishes").await.contains("un tandem"), "here as well");
    assert_eq!(t.call(Method::POST, &link, &As::Nobody, &FORM, "").await.status, 410, "once");

    // Another guest is warned before they leave a list to which nothing leads back.
    let late = makes_a_link(&t, &guest).await;
    let other = starts(&t, "un+canot").await;
    assert!(page(&t, &other, &late).await.contains("href=\"/me/elsewhere\""));
    t.waits(domain::limits::LINK_MINUTES * 60).await;
    assert_eq!(t.call(Method::POST, &late, &As::Nobody, &FORM, "").await.status, 410, "soon");
    t.end().await;
}

async fn a_member_has_no_need_to_be_told(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    assert!(!camille.page("/me/wishes", "fr").await.want(200).text.contains("/me/elsewhere"));
    assert!(camille.page("/me/devices", "fr").await.want(200).text.contains("/me/elsewhere"));
    let nobody = t.call(Method::POST, "/me/elsewhere", &As::Nobody, &FORM, "").await;
    assert_eq!(nobody.status, 401);
    t.end().await;
}

both!(a_guest_takes_their_list_along, a_member_has_no_need_to_be_told);
