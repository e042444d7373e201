//! What is written is understood wherever it is written: by a stranger, in the box, by a program, on a list; and what cannot be right is
//! said, with nothing of it lost.

use axum::http::Method;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::hand::Hand;
use crate::harness::{As, Town, spot, text};

const CODE: &str = "3017620422003";
/// The same with another last digit.
const WRONG: &str = "3017620422004";
const FORM: [(&str, &str); 3] = [
    ("content-type", "application/x-www-form-urlencoded"),
    ("accept", "text/html"),
    ("accept-language", "fr"),
];

async fn begins(t: &Town, body: &str) -> Answer {
    t.call(Method::POST, "/start", &As::Nobody, &FORM, body.to_owned()).await
}

/// The wish with which a stranger began.
async fn first_wish(t: &Town, body: &str) -> Value {
    let begun = begins(t, body).await.want(303);
    let mut cookies = begun.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let cookie = cookies.find(|cookie| cookie.starts_with("hyperlieu=")).unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    t.keep_secret(cookie.trim_start_matches("hyperlieu="));
    let listed = t.call(Method::GET, "/api/v1/wishes", &As::Cookie(cookie), &[], "").await.want(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    listed["items"][0].clone()
}

async fn the_first_wish_is_understood_as_in_the_box(db: TestDb) {
    let t = Town::new(db).await;
    let shown = t.call(Method::GET, "/start", &As::Nobody, &FORM[1..], "").await.want(200);
    assert!(shown.words().contains("collez un lien ou un code-barres"), "{}", shown.text);
    let linked = first_wish(&t, "title=La+bleue+https%3A%2F%2Fwww.shop.example%2Fdp%2FB0123").await;
    assert_eq!((&linked["title"], &linked["from"]), (&json!("La bleue"), &json!("page")));
    assert!(linked["listing"].is_string(), "its page is to be read: {linked}");
    let bare = first_wish(&t, "title=www.shop.example%2Fdp%2FB0123").await;
    assert_eq!((&bare["title"], &bare["listing"]), (&json!("shop.example"), &linked["listing"]));
    let coded = first_wish(&t, &format!("title={CODE}")).await;
    assert_eq!((&coded["from"], &coded["subject"]["gtin"]), (&json!("code"), &json!(format!("0{CODE}"))));
    assert_eq!(coded["subject"].get("words"), None, "exactly that, and no words");
    let two = first_wish(&t, "title=2+tablettes+de+chocolat").await;
    assert_eq!((&two["title"], &two["quantity"]), (&json!("tablettes de chocolat"), &json!(2)));

    let wrong = begins(&t, &format!("title={WRONG}")).await.want(422);
    assert!(wrong.headers.get("set-cookie").is_none(), "nobody becomes a guest by it");
    assert!(wrong.words().contains("Le dernier chiffre ne va pas avec les autres"), "{}", wrong.text);
    assert!(wrong.text.contains(&format!("value=\"{WRONG}\"")) && wrong.text.contains("name=\"words\""));
    let kept = first_wish(&t, &format!("title={WRONG}&words=on")).await;
    assert_eq!((&kept["title"], &kept["subject"]["words"]), (&json!(WRONG), &json!(WRONG)));
    t.turn().await;
    t.end().await;
}

async fn the_box_says_what_cannot_be_a_barcode(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.form("/me/wishes", &format!("title={WRONG}&quantity=1&priority=usual&once=b1")).await.want(307);
    for (path, sent) in [
        ("/me/wishes/read?lang=fr", format!("title={WRONG}")),
        ("/me/wishes/read?lang=fr", "title=3-017620-422004".to_owned()),
    ] {
        let asked = camille.form(path, &sent).await.want(422);
        assert!(asked.words().contains("Le dernier chiffre ne va pas avec les autres"), "{}", asked.text);
        let typed = sent.trim_start_matches("title=");
        assert!(
            asked.text.contains(&format!("name=\"title\" type=\"text\" value=\"{typed}\"")),
            "{}",
            asked.text
        );
        assert!(asked.text.contains("aria-describedby=\"f-title-error\""));
    }
    let by_hand = camille.page(&format!("/me/wishes/new?gtin={WRONG}"), "en").await.want(422);
    assert!(by_hand.words().contains("The last digit does not fit") && by_hand.text.contains(WRONG));

    // Put right in the title, it is that product; insisted on, it is words.
    camille.form("/me/wishes/new", &format!("title={CODE}&words=&from=words&once=b2")).await.want(303);
    t.app.clock.advance_secs(1);
    camille.form("/me/wishes/new", &format!("title={WRONG}&words=&from=words&once=b3")).await.want(303);
    let all = camille.get("/api/v1/wishes").await.want(200).json();
    let told: Vec<(&Value, &Value)> =
        all["items"].as_array().unwrap().iter().map(|one| (&one["title"], &one["subject"]["gtin"])).collect();
    assert_eq!(told, [(&json!(WRONG), &Value::Null), (&json!(CODE), &json!(format!("0{CODE}")))]);

    for (lang, said) in
        [("fr", "Ce code-barres ne peut pas être juste"), ("en", "This barcode cannot be right")]
    {
        let page = camille.page(&format!("/01/{WRONG}"), lang).await.want(400);
        assert!(page.words().contains(said), "{}", page.text);
    }
    camille.get(&format!("/01/{WRONG}")).await.refused(400, "check-digit");
    camille.get("/01/abc").await.refused(400, "not-a-code");
    t.end().await;
}

async fn a_program_is_understood_and_what_it_says_comes_first(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let wishes = "/api/v1/wishes";
    let linked = camille
        .post(wishes, json!({"title": "La bleue https://shop.example/dp/B0123"}))
        .await
        .want(201)
        .json();
    assert_eq!((&linked["title"], &linked["from"]), (&json!("La bleue"), &json!("page")));
    let again =
        camille.post(wishes, json!({"title": "https://shop.example/dp/B0123"})).await.want(200).json();
    assert_eq!(again["id"], linked["id"], "its very page is wished from");
    let coded = camille.post_once(wishes, "k1", &json!({"title": CODE})).await.want(201).json();
    let same = camille.post_once(wishes, "k1", &json!({"title": CODE})).await.want(201).json();
    assert_eq!((&coded["from"], &same["id"]), (&json!("code"), &coded["id"]));
    assert_eq!(camille.post(wishes, json!({"title": CODE})).await.want(200).json()["id"], coded["id"]);
    camille.post(wishes, json!({"title": CODE, "another": true})).await.want(201);

    let told = json!({"title": "2 vases avant Noël moins de 80 €"});
    let told = camille.post(wishes, told).await.want(201).json();
    assert_eq!((&told["title"], &told["quantity"]), (&json!("vases"), &json!(2)));
    assert_eq!(told["top_price"]["minor"], 8_000);
    let first = json!({"title": "3 vases moins de 80 €", "quantity": 2, "top_price": {"minor": 900, "currency": "EUR"},
        "subject": {"gtin": CODE}});
    let first = camille.post(wishes, first).await.want(201).json();
    assert_eq!((&first["title"], &first["quantity"]), (&json!("3 vases moins de 80 €"), &json!(2)));
    assert_eq!(
        (&first["top_price"]["minor"], &first["subject"]["gtin"]),
        (&json!(900), &json!(format!("0{CODE}")))
    );

    let wrong = camille.post(wishes, json!({"title": WRONG})).await;
    assert_eq!(wrong.json()["fields"][0]["code"], "check-digit", "{}", wrong.text);
    let words = json!({"title": WRONG, "subject": {"words": WRONG}});
    camille.post(wishes, words).await.want(201);
    t.turn().await;
    t.end().await;
}

async fn title(hand: &Hand<'_>, id: &Value) -> String {
    text(&hand.get(&format!("/api/v1/wishes/{}", text(id))).await.want(200).json()["title"])
}

async fn a_bare_barcode_is_called_as_its_product_once_that_is_known(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let bare = camille.post("/api/v1/wishes", json!({"title": CODE})).await.want(201).json()["id"].clone();
    let named = json!({"title": "Pour Jo", "subject": {"gtin": CODE}});
    let named = noor.post("/api/v1/wishes", named).await.want(201).json()["id"].clone();
    t.turn().await;
    assert_eq!(title(&camille, &bare).await, CODE, "nobody knows it here");
    let shop = t.shop("Halles", "food/grocery", spot(0, 0)).await;
    shop.offers("Pâte à tartiner", 495, json!({"subject": {"gtin": CODE}})).await;
    t.turn().await;
    assert_eq!(title(&camille, &bare).await, "Pâte à tartiner");
    assert_eq!(title(&noor, &named).await, "Pour Jo", "their own words stay");
    let wish = camille.get(&format!("/api/v1/wishes/{}", text(&bare))).await.json();
    assert_eq!(wish["subject"]["gtin"], json!(format!("0{CODE}")));

    // What a shop has already is known at once.
    let late = t.member("Ines").await;
    let late_wish = late.post("/api/v1/wishes", json!({"title": CODE})).await.want(201).json()["id"].clone();
    t.turn().await;
    assert_eq!(title(&late, &late_wish).await, "Pâte à tartiner");
    t.end().await;
}

async fn the_forms_that_add_say_how_many_and_how_much_it_matters(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let asked = camille
        .form("/me/wishes/read", "title=2+bougies+moins+de+5+%E2%82%AC&quantity=1&priority=dearly")
        .await;
    let asked = asked.want(200).text;
    assert!(
        asked.contains("name=\"quantity\" type=\"number\"") && asked.contains("value=\"dearly\" selected"),
        "{asked}"
    );
    assert!(asked.contains("required value=\"2\"") && asked.contains("value=\"bougies\""), "{asked}");
    let listed = camille.page("/me/wishes", "fr").await.want(200).text;
    assert!(listed.contains("name=\"quantity\"") && listed.contains("value=\"usual\" selected"), "{listed}");
    for (path, once) in [("/me/wishes/new", "f1"), ("/me/wishes", "f2")] {
        camille.form(path, &format!("title=bougies&quantity=3&priority=dearly&once={once}")).await.want(303);
        let wish = camille.get("/api/v1/wishes").await.json()["items"][0].clone();
        assert_eq!((&wish["quantity"], &wish["priority"]), (&json!(3), &json!("dearly")), "{path}");
        for (wrong, said) in [("quantity=0", "trop petit ou trop grand"), ("quantity=deux", "nombre entier")]
        {
            let again =
                camille.form(&format!("{path}?lang=fr"), &format!("title=bougies&{wrong}")).await.want(422);
            assert!(
                again.words().contains(said) && again.text.contains("value=\"bougies\""),
                "{}",
                again.text
            );
        }
    }
    let day = camille.form("/me/wishes?lang=fr", "title=bougies&until=demain&quantity=1").await.want(422);
    assert!(
        day.words().contains("Choisissez un jour") && !day.words().contains("une date et une heure"),
        "{}",
        day.text
    );
    t.end().await;
}

async fn a_list_says_what_cannot_be_a_barcode_and_keeps_it(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let lines = format!(
        "--b\r\ncontent-disposition: form-data; name=\"text\"\r\n\r\nEAN: {WRONG} Nutella\r\n--b--\r\n"
    );
    let headers = [
        ("content-type", "multipart/form-data; boundary=b"),
        ("sec-fetch-site", "same-origin"),
        ("accept", "text/html"),
        ("accept-language", "fr"),
    ];
    let read =
        t.call(Method::POST, "/me/wishes/import/read", &camille.cookie, &headers, lines).await.want(200);
    assert!(read.words().contains("Le dernier chiffre ne va pas avec les autres"), "{}", read.text);
    assert!(read.text.contains(&format!("value=\"EAN: {WRONG} Nutella\"")), "{}", read.text);
    let sent = format!("title-0={CODE}&keep-0=on&title-1={WRONG}&keep-1=on&once=i1");
    camille.form("/me/wishes/import", &sent).await.want(303);
    let all = camille.get("/api/v1/wishes").await.json()["items"].clone();
    let codes: Vec<bool> =
        all.as_array().unwrap().iter().map(|one| one["subject"]["gtin"].is_string()).collect();
    assert_eq!(codes.iter().filter(|coded| **coded).count(), 1, "one put right, one kept as words: {all}");
    assert_eq!(codes.len(), 2);
    t.turn().await;
    t.end().await;
}

both!(
    a_bare_barcode_is_called_as_its_product_once_that_is_known,
    a_list_says_what_cannot_be_a_barcode_and_keeps_it,
    a_program_is_understood_and_what_it_says_comes_first,
    the_box_says_what_cannot_be_a_barcode,
    the_first_wish_is_understood_as_in_the_box,
    the_forms_that_add_say_how_many_and_how_much_it_matters,
);
