//! One touch: not this, not this shop, not now, got it.

use axum::http::StatusCode;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use super::page::{DAY, Sale, news_of};
use crate::hand::{Hand, led};
use crate::harness::Town;

async fn each_answer_closes_what_it_says(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let [here, there, elsewhere] =
        ["https://norda.example/x200", "https://norda.example/x300", "https://brico.example/x200"];
    let here = Sale::opens(&t, here, 8_000).await;
    let there = Sale::opens(&t, there, 8_000).await;
    let elsewhere = Sale::opens(&t, elsewhere, 8_000).await;
    let wish = here.wished_by(&camille, None).await;
    there.wished_by(&camille, None).await;
    elsewhere.wished_by(&camille, None).await;
    t.waits(DAY).await;

    // Not this: the page is silent for this wish, others are not.
    here.costs(7_000).await;
    let first = news_of(&camille).await[0]["id"].as_str().unwrap().to_owned();
    let answer = camille.form(&format!("/opportunities/{first}/answer"), "answer=not-this&back=/me").await;
    assert_eq!(led(&answer), format!("/me#answered-{first}"));
    is_taken_back(&camille, &first).await;
    camille.form(&format!("/opportunities/{first}/answer"), "answer=not-this").await.want(303);
    t.waits(DAY).await;
    here.costs(5_000).await;
    assert_eq!(news_of(&camille).await.len(), 1);

    // Not this shop: its other pages are silent, too; another shop is not.
    there.costs(7_000).await;
    let second = news_of(&camille).await[1]["id"].as_str().unwrap().to_owned();
    camille
        .post(&format!("/api/v1/opportunities/{second}/answer"), json!({"answer": "not-this-shop"}))
        .await
        .want(200);
    t.waits(DAY).await;
    there.costs(5_000).await;
    assert_eq!(news_of(&camille).await.len(), 2);
    elsewhere.costs(7_000).await;
    assert_eq!(news_of(&camille).await.len(), 3);

    not_now_is_for_a_week(&t, &camille, &elsewhere).await;

    // What was closed is seen, and opened again at a touch.
    let page = camille.page("/me/news", "en").await.want(200);
    assert!(page.words().contains("What you want to hear no more of"), "{}", page.words());
    let form = "kind=site&what=norda.example";
    assert_eq!(led(&camille.form("/me/news/allow", form).await), "/me/news");
    t.waits(DAY).await;
    there.costs(3_000).await;
    assert_eq!(news_of(&camille).await.len(), 5);
    it_came_true(&camille, &first, &wish).await;
    t.end().await;
}

async fn not_now_is_for_a_week(t: &Town, camille: &Hand<'_>, elsewhere: &Sale<'_>) {
    // Not now: a week of silence, in which what comes waits; then it is told, if it is still so.
    let third = news_of(camille).await[2]["id"].as_str().unwrap().to_owned();
    camille
        .post(&format!("/api/v1/opportunities/{third}/answer"), json!({"answer": "not-now"}))
        .await
        .want(200);
    t.waits(DAY).await;
    elsewhere.costs(5_000).await;
    t.sends().await;
    assert_eq!(news_of(camille).await.len(), 3);
    t.waits(6 * DAY + 60).await;
    t.sends().await;
    assert_eq!(news_of(camille).await.len(), 4);
}

async fn it_came_true(camille: &Hand<'_>, first: &str, wish: &str) {
    // Got it: the wish came true, and nothing more is said of it.
    camille
        .post(&format!("/api/v1/opportunities/{first}/answer"), json!({"answer": "got-it"}))
        .await
        .want(200);
    assert_eq!(
        camille.get(&format!("/api/v1/wishes/{wish}")).await.want(200).json()["state"],
        json!("fulfilled")
    );
    camille
        .post(&format!("/api/v1/opportunities/{first}/answer"), json!({"answer": "not-now"}))
        .await
        .refused(409, "already-taken");
}

/// In the card's place stands what takes the answer back, with what it closed; for ten minutes.
async fn is_taken_back(camille: &Hand<'_>, id: &str) {
    for page in ["/me", "/me/news"] {
        let shown = camille.page(page, "fr").await.want(200).text;
        let (_, list) = shown.split_once("class=\"suggestions\"").unwrap();
        assert!(list.contains(&format!("id=\"answered-{id}\"")), "{page}: {list}");
        assert!(!list.contains(&format!("action=\"/opportunities/{id}/answer\"")), "{page}");
    }
    let undo = format!("/opportunities/{id}/undo");
    assert_eq!(led(&camille.form(&undo, "back=/me").await), format!("/me#{id}"));
    camille.form(&undo, "").await.want(303);
    let news = camille.page("/me/news", "en").await.want(200);
    assert!(news.text.contains(&format!("action=\"/opportunities/{id}/answer\"")), "it is back");
    assert!(!news.words().contains("What you want to hear no more of"), "and nothing is closed");
}

/// In a second tab the card stands open still: what is answered there takes the place of what was answered before.
async fn a_second_answer_takes_the_place_of_the_first(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(7_000).await;
    let id = news_of(&camille).await[0]["id"].as_str().unwrap().to_owned();
    let closed = async || {
        let page = camille.page("/me/news", "en").await.want(200).words();
        let (_, closed) = page.split_once("What you want to hear no more of").unwrap_or_default();
        closed.matches("action=\"/me/news/allow\"").count()
    };
    let said = async |answer: &str| {
        t.app.clock.advance_secs(1);
        camille.form(&format!("/opportunities/{id}/answer"), &format!("answer={answer}")).await.want(303);
    };
    for (first, second) in
        [("not-this-shop", "not-now"), ("not-now", "not-this-shop"), ("not-this", "not-this")]
    {
        said(first).await;
        said(second).await;
        assert_eq!(closed().await, 1, "{first}, {second}");
        t.app.clock.advance_secs(1);
        camille.form(&format!("/opportunities/{id}/undo"), "").await.want(303);
        assert_eq!(closed().await, 0, "{first}, {second}: one touch takes back all of it");
        assert_eq!(news_of(&camille).await[0]["outcome"], json!("shown"));
    }
    // What was closed long ago stays closed beside what is said now.
    said("not-this-shop").await;
    t.waits(3_600).await;
    said("not-now").await;
    assert_eq!(closed().await, 2);
    t.end().await;
}

/// What stands among the cards is so still: what is dearer or sold out by now, told anew, or closed beside it does not.
async fn what_is_no_longer_so_stands_among_the_cards_no_more(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let lamp = Sale::opens(&t, "https://norda.example/lamp", 8_000).await;
    let bike = Sale::opens(&t, "https://norda.example/bike", 9_000).await;
    lamp.wished_by(&camille, None).await;
    bike.wished_by(&camille, None).await;
    t.waits(DAY).await;
    lamp.costs(6_000).await;
    let stands = async |id: &str| {
        let (news, me) =
            (camille.page("/me/news", "fr").await.want(200).text, camille.page("/me", "fr").await.text);
        let card = format!("action=\"/opportunities/{id}/answer\"");
        assert_eq!(news.contains(&card), me.contains(&card), "{news}");
        news.contains(&card)
    };
    let first = news_of(&camille).await[0]["id"].as_str().unwrap().to_owned();
    assert!(stands(&first).await);
    // Dearer again: it is found among what came before, and its own page says what it costs by now.
    t.waits(DAY).await;
    lamp.costs(7_500).await;
    assert!(!stands(&first).await);
    let news = camille.page("/me/news", "fr").await.words();
    assert!(news.contains("n’est plus ainsi"), "{news}");
    let own = camille.page(&format!("/opportunities/{first}"), "fr").await.want(200).words();
    assert!(own.contains("C’est maintenant à 75,00 €"), "{own}");
    // Told anew, the newer stands alone.
    t.waits(DAY).await;
    lamp.costs(4_000).await;
    let second = news_of(&camille).await[1]["id"].as_str().unwrap().to_owned();
    assert!(stands(&second).await && !stands(&first).await);
    // What is closed on one card is closed on the others; taken back, they stand again.
    bike.costs(5_000).await;
    let third = news_of(&camille).await[2]["id"].as_str().unwrap().to_owned();
    assert!(stands(&third).await);
    camille.form(&format!("/opportunities/{third}/answer"), "answer=not-this-shop").await.want(303);
    assert!(!stands(&second).await);
    t.app.clock.advance_secs(1);
    camille.form(&format!("/opportunities/{third}/undo"), "").await.want(303);
    assert!(stands(&second).await && stands(&third).await);
    // A page that cannot be read says so beside what was told.
    bike.fails().await;
    assert!(stands(&third).await);
    let unread = camille.page("/me/news", "fr").await.words();
    assert_eq!(unread.matches("la page n’a pas pu être relue").count(), 1, "{unread}");
    t.end().await;
}

async fn nobody_answers_for_another(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(5_000).await;
    let id = news_of(&camille).await[0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/opportunities/{id}/answer");
    other.post(&path, json!({"answer": "got-it"})).await.refused(404, "not-found");
    other.get(&format!("/api/v1/opportunities/{id}")).await.refused(404, "not-found");
    camille.post(&path, json!({"answer": "never"})).await.refused(422, "invalid");
    let wrong = camille.form(&format!("/opportunities/{id}/answer"), "answer=never").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let foreign = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "cross-site")];
    t.call(
        axum::http::Method::POST,
        &format!("/opportunities/{id}/answer"),
        &camille.cookie,
        &foreign,
        "answer=got-it",
    )
    .await
    .want(403);
    assert_eq!(news_of(&camille).await[0]["outcome"], json!("made"));
    t.end().await;
}

both!(
    each_answer_closes_what_it_says,
    a_second_answer_takes_the_place_of_the_first,
    what_is_no_longer_so_stands_among_the_cards_no_more,
    nobody_answers_for_another,
);
