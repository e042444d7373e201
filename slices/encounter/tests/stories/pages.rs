//! The member's list and the page at the counter, in both languages.

use axum::http::StatusCode;
use kit::Lang;
use store::both;
use store::testing::TestDb;

use crate::support::{Hand, Quarter, Told, quarter, signed, wrong};

both!(
    the_buttons_of_a_suggestion,
    the_list_shows_the_code_and_what_is_past,
    a_member_calls_off_where_they_stand,
    the_counter_shows_who_is_awaited_without_who_they_are,
    a_code_at_the_counter,
    the_counter_calls_off,
    only_those_who_allow_it_arrive,
    another_house_sees_nothing_of_it
);

fn member(q: &Quarter, told: Told) -> Hand<'_> {
    q.hand(signed(told.member, &[]))
}

/// Every sentence was found: an unknown key shows itself.
fn said_all(text: &str) {
    for key in ["encounter-", "offer-s", "said-", "words-", ">house-", ">shell-", ">field-"] {
        assert!(!text.contains(key), "an unsaid {key}… in {text}");
    }
}

async fn the_buttons_of_a_suggestion(t: TestDb) {
    let q = quarter(&t, 1).await;
    let (camille, robin) = (q.told("Camille").await, q.told("Robin").await);
    let path = |told: Told| format!("/suggestions/{}/outcome", told.suggestion);
    let press = async |told: Told, outcome: &str| {
        let answer = member(&q, told).form(&path(told), &format!("outcome={outcome}")).await;
        let (to, said) = answer.led();
        assert_eq!(to, "/me");
        said.to_owned()
    };
    assert_eq!(press(camille, "saved").await, "said-saved");
    assert_eq!(press(camille, "taken").await, "said-taken");
    assert_eq!(press(camille, "taken").await, "said-already-answered");
    assert_eq!(press(robin, "taken").await, "said-stock-gone");
    assert_eq!(press(robin, "dismissed").await, "said-dismissed");
    let stolen = member(&q, robin).form(&path(camille), "outcome=dismissed").await;
    assert_eq!(stolen.status, StatusCode::NOT_FOUND);
    let odd = member(&q, robin).form(&path(robin), "outcome=eaten").await;
    assert_eq!(odd.status, StatusCode::UNPROCESSABLE_ENTITY);
    for (lang, name) in Lang::NAMES {
        for said in ["taken", "saved", "dismissed", "stock-gone", "offer-over", "already-answered"] {
            assert!(lang.knows(&format!("said-{said}")), "{name} {said}");
        }
    }
}

async fn the_list_shows_the_code_and_what_is_past(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let empty = member(&q, camille).get("/me/encounters").await;
    assert!(empty.text.contains("Pas encore de rencontre"), "{}", empty.text);
    let begun = q.take(camille).await.unwrap();
    let code = begun.code.to_string();
    for lang in [Lang::Fr, Lang::En] {
        let hand = Hand { lang, ..member(&q, camille) };
        let page = hand.get("/me/encounters").await;
        assert!(page.text.contains("<html") && page.text.contains("data-src=\"/me/encounters?part\""));
        for text in [&page.text, &hand.get("/me/encounters?part").await.text] {
            said_all(text);
            assert!(text.contains(&code) && text.contains("Pain au levain") && text.contains("Le fournil"));
        }
    }
    let part = member(&q, camille).get("/me/encounters?part=awaited").await.text;
    assert!(part.contains(&code) && !part.contains("<html") && part.contains("name=\"back\" value=\"/me\""));
    q.confirm(&q.baker(), &begun, &code).await.unwrap();
    let part = member(&q, camille).get("/me/encounters?part=awaited").await.text;
    assert_eq!(part.trim(), "");
    let past = member(&q, camille).get("/me/encounters?part").await.text;
    assert!(past.contains("Confirmée") && past.contains("4,20") && !past.contains(&code), "{past}");
}

async fn a_member_calls_off_where_they_stand(t: TestDb) {
    let q = quarter(&t, 5).await;
    let camille = q.told("Camille").await;
    let begun = q.take(camille).await.unwrap();
    let path = format!("/me/encounters/{}/cancel", begun.id);
    for (back, to) in
        [("", "/me/encounters"), ("/me", "/me"), ("https://elsewhere.example", "/me/encounters")]
    {
        let off = member(&q, camille).form(&path, &format!("back={back}")).await;
        assert_eq!(off.led(), (to, "said-encounter-cancelled"));
        assert_eq!(q.stock().await, 5);
    }
    let robin = q.told("Robin").await;
    assert_eq!(member(&q, robin).form(&path, "").await.status, StatusCode::NOT_FOUND);
    let begun = q.take(robin).await.unwrap();
    q.confirm(&q.baker(), &begun, &begun.code.to_string()).await.unwrap();
    let late = member(&q, robin).form(&format!("/me/encounters/{}/cancel", begun.id), "").await;
    assert_eq!(late.led(), ("/me/encounters", "said-encounter-over"));
}

async fn the_counter_shows_who_is_awaited_without_who_they_are(t: TestDb) {
    let q = quarter(&t, 5).await;
    let zoe = q.told("Zoé Lointaine").await;
    let begun = q.take(zoe).await.unwrap();
    for lang in [Lang::Fr, Lang::En] {
        let baker = Hand { lang, ..q.hand(q.baker()) };
        let shop = baker.get(&format!("/shop/{}", q.bakery)).await;
        let part = baker.get(&format!("/shop/{}/expected", q.bakery)).await;
        assert_eq!((shop.status, part.status), (StatusCode::OK, StatusCode::OK));
        assert!(shop.text.contains(&format!("data-live=\"/api/v1/stream/organisations/{}\"", q.bakery)));
        assert!(shop.text.contains("Boulangerie du Port") && !part.text.contains("<html"));
        for text in [&shop.text, &part.text] {
            said_all(text);
            assert!(
                text.contains("Pain au levain") && !text.contains("Le fournil"),
                "the one place needs no name"
            );
            assert!(!text.contains("Zoé") && !text.contains(&zoe.member.to_string()));
            assert!(!text.contains(&format!(">{}<", begun.code)));
        }
    }
    q.opens_a_stall().await;
    let part = q.hand(q.baker()).get(&format!("/shop/{}/expected", q.bakery)).await;
    assert!(part.text.contains("Le fournil"), "one of two places is named");
}

async fn a_code_at_the_counter(t: TestDb) {
    let q = quarter(&t, 5).await;
    let begun = q.take(q.told("Camille").await).await.unwrap();
    let (baker, shop) = (q.hand(q.baker()), format!("/shop/{}", q.bakery));
    let path = format!("{shop}/confirm");
    for (said, status) in [
        (wrong(&begun), StatusCode::CONFLICT),
        ("12".into(), StatusCode::UNPROCESSABLE_ENTITY),
        (String::new(), StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        let refused = baker.form(&path, &format!("code={said}")).await;
        assert_eq!(refused.status, status, "{said}");
        assert!(refused.text.contains("f-code-error") && refused.text.contains("aria-invalid"));
        said_all(&refused.text);
    }
    let met = baker.form(&path, &format!("code={}", begun.code)).await;
    let (to, said) = met.led();
    assert_eq!((to, said), (format!("{shop}?met={}", begun.id).as_str(), "said-encounter-confirmed"));
    let page = baker.get(to).await;
    assert!(page.text.contains("À remettre") && page.text.contains("Pain au levain, 4,20"), "{}", page.text);
    let again = baker.form(&path, &format!("code={}", begun.code)).await;
    assert_eq!(again.led().0, to, "a double click is one encounter");
    let odd = baker.get(&format!("{shop}?met=nonsense")).await;
    assert!(odd.status == StatusCode::OK && !odd.text.contains("À remettre"));
}

async fn the_counter_calls_off(t: TestDb) {
    let q = quarter(&t, 5).await;
    let begun = q.take(q.told("Camille").await).await.unwrap();
    let off = |shop: String| format!("{shop}/encounters/{}/cancel", begun.id);
    let theirs = q.hand(q.vintner()).form(&off(format!("/shop/{}", q.other)), "").await;
    assert_eq!(theirs.status, StatusCode::NOT_FOUND);
    let shop = format!("/shop/{}", q.bakery);
    for _ in 0..2 {
        let done = q.hand(q.baker()).form(&off(shop.clone()), "").await;
        assert_eq!(done.led(), (shop.as_str(), "said-encounter-cancelled-here"));
        assert_eq!(q.stock().await, 5);
    }
}

async fn only_those_who_allow_it_arrive(t: TestDb) {
    let q = quarter(&t, 5).await;
    let (zoe, _) = (q.told("Zoé Lointaine").await, q.told("Robin Secret").await);
    let path = format!("/shop/{}/arrivals", q.bakery);
    let nobody = q.hand(q.baker()).get(&path).await;
    assert!(nobody.text.contains("Personne à reconnaître") && !nobody.text.contains("Zoé"));
    q.may_recognise(zoe.member).await;
    for (lang, inside) in [(Lang::Fr, "à l’intérieur"), (Lang::En, "inside")] {
        let baker = Hand { lang, ..q.hand(q.baker()) };
        for text in [baker.get(&path).await.text, baker.get(&format!("/shop/{}", q.bakery)).await.text] {
            said_all(&text);
            assert!(text.contains("Zoé Lointaine") && text.contains(inside), "{text}");
            assert!(!text.contains("Robin") && !text.contains(&zoe.member.to_string()));
        }
    }
    let other = q.hand(q.vintner()).get(&format!("/shop/{}/arrivals", q.other)).await;
    assert!(!other.text.contains("Zoé"), "allowed to the bakery alone");
}

async fn another_house_sees_nothing_of_it(t: TestDb) {
    let q = quarter(&t, 5).await;
    let told = q.told("Camille").await;
    for path in ["", "/expected", "/arrivals"] {
        let path = format!("/shop/{}{path}", q.bakery);
        assert_eq!(q.hand(q.vintner()).get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(member(&q, told).get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let confirm = q.hand(q.vintner()).form(&format!("/shop/{}/confirm", q.bakery), "code=0000").await;
    assert_eq!(confirm.status, StatusCode::FORBIDDEN);
}
