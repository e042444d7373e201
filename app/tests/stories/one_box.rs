//! What people type into the one box: a sign, several links, a code among words, other money. Nothing of it is lost.

use axum::http::Method;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{As, Town, text};
use crate::imports::{filled, looks};
use crate::site::{Site, thing};

async fn wishes(hand: &Hand<'_>) -> Vec<Value> {
    hand.get("/api/v1/wishes").await.want(200).json()["items"].as_array().unwrap().clone()
}

async fn one_sign_is_a_wish(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    for sign in ["C", "猫", "🚲", "👨‍👩‍👧"] {
        let id = camille.post("/api/v1/wishes", json!({"title": sign})).await.want(201).id();
        let wish = camille.get(&format!("/api/v1/wishes/{id}")).await.want(200).json();
        assert_eq!(wish["title"], json!(sign));
        // Its own form, sent as it is shown, changes nothing.
        camille.form(&format!("/me/wishes/{id}"), &format!("title={sign}&distance_m=1000")).await.want(303);
    }
    let nothing = camille.post("/api/v1/wishes", json!({"title": "… !"})).await;
    nothing.refused(422, "invalid");
    let form = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html")];
    t.call(Method::POST, "/start", &As::Nobody, &form, "title=X".to_owned()).await.want(303);

    // A line that says nothing is named, and costs the others nothing.
    let list = "du pain\n🚗\nà la\n… !\n";
    let seen = looks(&t, &camille, "text", list.as_bytes()).await.want(200);
    assert!(seen.words().contains("Dites au moins une chose"), "{}", seen.text);
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    let titles: Vec<String> = wishes(&camille).await.iter().map(|wish| text(&wish["title"])).collect();
    for there in ["du pain", "🚗"] {
        assert!(titles.iter().any(|title| title == there), "{titles:?}");
    }
    assert_eq!(titles.len(), 6, "{titles:?}");
    let told = json!({"text": "du sel\nà la\n", "save": true});
    let told = camille.post("/api/v1/wishes/import", told).await.want(201).json();
    assert_eq!(
        (told["added"].as_array().unwrap().len(), &told["wrong"]),
        (1, &json!([{"line": 2, "code": "empty"}]))
    );
    t.turn().await;
    t.end().await;
}

async fn several_links_are_as_many_wishes(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    site.says("/drill", thing("Perceuse X200", "", "79.90"));
    site.says("/saw", thing("Scie", "", "19.90"));
    let camille = t.member("Camille").await;
    let (drill, saw) = (format!("http://{address}/drill"), format!("http://{address}/saw"));
    let seen = camille.form("/me/wishes/read", &format!("what={drill}+{saw}")).await.want(200);
    for link in [&drill, &saw] {
        assert!(seen.text.contains(&format!("value=\"{link}\"")), "{link}: {}", seen.text);
    }
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    assert_eq!(wishes(&camille).await.len(), 2);

    // With words beside them, the first is the page, and the other is in the note.
    let noor = t.member("Noor").await;
    t.app.clock.advance_secs(120);
    let asked = noor.form("/me/wishes/read", &format!("what=La+bleue+{drill}+ou+{saw}")).await.want(200);
    assert!(asked.text.contains(&format!("La bleue ou {saw}</textarea>")), "{}", asked.text);
    let titled = json!({"title": format!("La bleue {drill} {saw}")});
    let id = noor.post("/api/v1/wishes", titled).await.want(201).id();
    let told = noor.get(&format!("/api/v1/wishes/{id}")).await.want(200).json();
    assert_eq!((&told["title"], &told["note"]), (&json!("La bleue"), &json!(saw)), "{told}");
    t.turn().await;
    t.end().await;
}

async fn a_code_among_words_is_the_product(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let asked =
        camille.form("/me/wishes/read", "what=La+Peste+9782070360420+moins+de+8+%E2%82%AC").await.want(200);
    for shown in ["value=\"La Peste\"", "value=\"9782070360420\"", "value=\"8,00\""] {
        assert!(asked.text.contains(shown), "{shown}: {}", asked.text);
    }
    // The box itself looks at it first.
    let led = camille.form("/me/wishes", "title=La+Peste+9782070360420&distance_m=1000").await.want(307);
    assert_eq!(led.header("location"), "/me/wishes/read");
    let id = camille.post("/api/v1/wishes", json!({"title": "Nutella 3017620422003"})).await.want(201).id();
    let told = camille.get(&format!("/api/v1/wishes/{id}")).await.want(200).json();
    assert_eq!(
        (&told["title"], &told["subject"]["gtin"]),
        (&json!("Nutella"), &json!("03017620422003")),
        "{told}"
    );
    let lines = json!({"text": "La Peste 9782070360420\n"});
    let lines = camille.post("/api/v1/wishes/import", lines).await.want(200).json();
    assert_eq!(lines["lines"][0]["title"], json!("La Peste"), "{lines}");
    assert_eq!(lines["lines"][0]["gtin"], json!("09782070360420"), "{lines}");
    t.turn().await;
    t.end().await;
}

async fn a_price_in_other_money_is_understood_where_its_form_shows_it(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let asked = camille.form("/me/wishes/read", "what=chocolat+under+%245").await.want(200);
    for shown in ["value=\"chocolat\"", "value=\"5,00\"", "<option value=\"USD\" selected>"] {
        assert!(asked.text.contains(shown), "{shown}: {}", asked.text);
    }
    assert!(asked.words().contains("ne se compare qu’aux pages"), "{}", asked.text);
    let new = "title=chocolat&distance_m=1000&from=words&once=k1&top_price=%245&top_currency=EUR";
    camille.form("/me/wishes/new", new).await.want(303);
    assert_eq!(
        wishes(&camille).await[0]["top_price"],
        json!({"minor": 500, "currency": "USD"}),
        "the sign that was typed"
    );
    t.turn().await;
    t.end().await;
}

both!(
    one_sign_is_a_wish,
    several_links_are_as_many_wishes,
    a_code_among_words_is_the_product,
    a_price_in_other_money_is_understood_where_its_form_shows_it,
);
