//! A tag in a shop window, and who vouches for what is sold there.

use axum::http::Method;
use domain::limits;
use people::NewMember;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::harness::{As, Town, spot};

const CODE: &str = "03017620422003";

async fn opened(t: &Town, path: &str) -> Answer {
    t.call(Method::GET, path, &As::Nobody, &[("accept", "text/html"), ("accept-language", "fr")], "").await
}

/// The codes on a shop's page of tags, the newest first.
fn codes(page: &Answer) -> Vec<String> {
    let found = page.text.split("<code>").skip(1).filter_map(|rest| rest.split("</code>").next());
    found.filter(|text| text.len() == 9).map(str::to_owned).collect()
}

async fn a_tag_leads_to_what_is_there_and_from_there_to_a_list(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Halles", "food/grocery", spot(0, 0)).await;
    let paste =
        shop.offers("Pâte à tartiner 400 g", 495, json!({"subject": {"gtin": CODE}, "stock": 3})).await;
    shop.offers("Théière <b>bleue</b>", 3_990, json!({"stock": 1})).await;
    let base = format!("/shop/{}/tags", shop.organisation);
    let at = format!("label=Vitrine&marks={}&once=k1", shop.place);
    shop.associate.form(&base, &at).await.want(303);
    shop.associate.form(&base, &at).await.want(303);
    shop.associate.form(&base, &format!("label=Rayon&marks={paste}&once=k2")).await.want(303);
    let page = shop.associate.page(&base, "fr").await.want(200);
    let made = codes(&page);
    assert_eq!(made.len(), 2, "a double click is one tag: {}", page.text);

    // As it stands on the tag, as people type it, signed out.
    for typed in [made[1].clone(), made[1].to_lowercase().replace('-', "")] {
        let shown = opened(&t, &format!("/t/{typed}")).await.want(200);
        for part in ["Halles", "Vitrine", "Pâte à tartiner 400 g", "4,95", "Théière", "application/ld+json"]
        {
            assert!(shown.text.contains(part), "{part}: {}", shown.text);
        }
        assert!(!shown.text.contains("<b>bleue"), "a title's markup stays text, for people and for programs");
    }
    let rows = t.rows().await;
    opened(&t, &format!("/t/{}", made[0])).await.want(200);
    assert_eq!(t.rows().await, rows, "to open a tag creates nothing and counts nobody");

    // A stranger begins a list with it.
    let order = format!("offer={paste}&once=x");
    let same = [("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];
    let began = t
        .call(Method::POST, &format!("/t/{}/wish", made[0]), &As::Nobody, &same, order.clone())
        .await
        .want(303);
    assert_eq!(began.header("location"), "/me");
    let cookie = began.headers.get_all("set-cookie").iter().find_map(|value| {
        let value = value.to_str().ok()?;
        value.starts_with("hyperlieu").then(|| value.split(';').next().unwrap_or_default().to_owned())
    });
    let list = t.call(Method::GET, "/api/v1/wishes", &As::Cookie(cookie.unwrap()), &[], "").await.want(200);
    assert_eq!(list.json()["items"][0]["subject"]["gtin"], json!(CODE));
    // A foreign page may not send a member there.
    let foreign = [("sec-fetch-site", "cross-site"), ("content-type", "application/x-www-form-urlencoded")];
    t.call(Method::POST, &format!("/t/{}/wish", made[0]), &As::Nobody, &foreign, order.clone())
        .await
        .want(403);

    // A member adds once, and it is known that a tag led there.
    let camille = t.member("Camille").await;
    for _ in 0..2 {
        camille.form(&format!("/t/{}/wish", made[0]), &order).await.want(303);
    }
    let words = "title=Un+gros+fromage&only=on&once=w".to_owned();
    camille.form(&format!("/t/{}/wish", made[1]), &words).await.want(303);
    let wishes = camille.get("/api/v1/wishes").await.json()["items"].clone();
    assert_eq!(wishes.as_array().unwrap().len(), 2, "{wishes}");
    let cheese = wishes.as_array().unwrap().iter().find(|wish| wish["title"] == "Un gros fromage").unwrap();
    assert_eq!((&cheese["places"][0], &cheese["from"]), (&json!(shop.place), &json!("tag")));
    let refused = camille.form(&format!("/t/{}/wish", made[1]), "title=&once=e").await.want(422);
    assert!(refused.text.contains("f-title-error"), "beside its field");
    t.end().await;
}

async fn a_tag_s_code_is_known_wherever_codes_are_read(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Halles", "food/grocery", spot(0, 0)).await;
    let base = format!("/shop/{}/tags", shop.organisation);
    shop.associate.form(&base, &format!("label=Vitrine&marks={}&once=k", shop.place)).await.want(303);
    let code = codes(&shop.associate.page(&base, "fr").await)[0].clone();
    let plain = code.replace('-', "");
    let camille = t.member("Camille").await;
    let by_hand = camille.page(&format!("/me/wishes/new?gtin={code}"), "fr").await.want(303);
    assert_eq!(by_hand.header("location"), format!("/t/{plain}"));
    for said in [code.to_lowercase(), format!("http%3A%2F%2Flocalhost%2Ft%2F{plain}")] {
        let read = camille.form("/me/wishes/read", &format!("what={said}")).await.want(303);
        assert_eq!(read.header("location"), format!("/t/{plain}"), "{said}");
    }
    let sent = camille.post("/api/v1/wishes", json!({"title": code})).await.refused(422, "tag-opens").json();
    assert_eq!(sent["path"], format!("/t/{plain}"), "a program is told where it opens");
    let form = [("sec-fetch-site", "same-origin"), ("content-type", "application/x-www-form-urlencoded")];
    let begun = t.call(Method::POST, "/start", &As::Nobody, &form, format!("title={code}")).await.want(303);
    assert_eq!(begun.header("location"), format!("/t/{plain}"));
    assert!(begun.headers.get("set-cookie").is_none(), "to look makes nobody a guest");
    camille.form("/me/wishes/read", "what=croquant").await.want(200);
    // What only looks like a tag's code is what it says: words, or a barcode.
    assert!(resolver::tag_code("Basket 39").is_some());
    let words = camille.form("/me/wishes/read", "what=Basket+39").await.want(200);
    assert!(words.text.contains("Basket 39"), "nothing that was typed is lost");
    camille.post("/api/v1/wishes", json!({"title": "Basket 39"})).await.want(201);
    let short = (10_000_000..99_999_999_u32)
        .map(|number| number.to_string())
        .find(|code| domain::barcode::product(code).is_some() && resolver::tag_code(code).is_some());
    let short = short.unwrap();
    camille.page(&format!("/me/wishes/new?gtin={short}"), "fr").await.want(200);
    let none = camille.page("/me/wishes/new?gtin=Basket+39", "fr").await.want(422);
    assert!(none.text.contains("value=\"Basket 39\""), "{}", none.text);
    let read = camille.form("/me/wishes/read", &format!("what={short}")).await.want(200);
    assert!(read.text.contains(&short));
    // One wrong sign leads nowhere.
    let wrong =
        if plain.starts_with('A') { plain.replacen('A', "B", 1) } else { format!("A{}", &plain[1..]) };
    opened(&t, &format!("/t/{wrong}")).await.want(404);
    for nothing in ["/t/", "/t/AAAAAAAA", "/t/%F0%9F%92%A9", "/t/0123456789"] {
        opened(&t, nothing).await.want(404);
    }
    t.end().await;
}

async fn a_tag_is_made_and_revoked_by_whose_shop_it_is(db: TestDb) {
    let t = Town::new(db).await;
    let (ours, other) = (
        t.shop("Halles", "food/grocery", spot(0, 0)).await,
        t.shop("Le Cellier", "food/wine", spot(40, 0)).await,
    );
    let wine = other.offers("Vin rouge", 900, json!({"stock": 2})).await;
    let base = format!("/shop/{}/tags", ours.organisation);
    for (form, field) in [
        (format!("label=X&marks={}", other.place), "f-marks-error"),
        (format!("label=X&marks={wine}"), "f-marks-error"),
        ("label=X&marks=".to_owned(), "f-marks-error"),
        (format!("label=&marks={}", ours.place), "f-label-error"),
        (format!("label={}&marks={}", "x".repeat(limits::NAME_CHARS + 1), ours.place), "f-label-error"),
    ] {
        let refused = ours.associate.form(&base, &form).await.want(422);
        assert!(refused.text.contains(field), "{form}");
    }
    let shelf = format!("label=Th%C3%A9s&marks={}&category=food%2Ftea-coffee", ours.place);
    ours.associate.form(&base, &shelf).await.want(303);
    let page = ours.associate.page(&base, "fr").await.want(200);
    let code = codes(&page)[0].clone();
    let id = page
        .text
        .split(&format!("{base}/"))
        .find_map(|rest| rest.split_once("/remove"))
        .unwrap()
        .0
        .to_owned();
    assert!(
        page.text.contains(&format!("http://localhost/t/{}", code.replace('-', ""))),
        "to be written on a sticker"
    );
    let sheet = ours.associate.page(&format!("{base}/sheet"), "fr").await.want(200);
    assert!(sheet.text.contains(&code) && sheet.text.contains("<path fill=\"#000\""));
    let drawn = ours.associate.page(&format!("{base}/{id}/code.svg"), "fr").await.want(200);
    assert!(drawn.text.starts_with("<svg") && drawn.header("content-type") == "image/svg+xml");

    ours.offers("Thé vert", 450, json!({"subject": {"category": "food/tea-coffee"}, "stock": 4})).await;
    ours.offers("Tomme", 300, json!({"subject": {"category": "food/cheese"}, "stock": 4})).await;
    let shown = opened(&t, &format!("/t/{code}")).await.want(200);
    assert!(
        shown.text.contains("Thé vert") && !shown.text.contains("Tomme"),
        "of a shelf only what stands there"
    );

    let their_page = format!("/shop/{}/tags/{id}/remove", other.organisation);
    other.associate.form(&their_page, "").await.want(404);
    other.associate.form(&format!("{base}/{id}/remove"), "").await.want(403);
    ours.associate.form(&format!("{base}/{id}/remove"), "").await.want(303);
    let gone = opened(&t, &format!("/t/{code}")).await.want(410);
    assert!(gone.text.contains("ne mène plus nulle part"));
    assert!(codes(&ours.associate.page(&base, "fr").await).is_empty());
    t.end().await;
}

async fn a_program_makes_lists_and_revokes_tags(db: TestDb) {
    let t = Town::new(db).await;
    let (ours, other) = (
        t.shop("Halles", "food/grocery", spot(0, 0)).await,
        t.shop("Le Cellier", "food/wine", spot(40, 0)).await,
    );
    let hand = &ours.associate;
    let shelf = json!({"organisation": ours.organisation.to_string(), "label": "Thés", "place": ours.place,
        "category": "food/tea-coffee"});
    let made = hand.post("/api/v1/tags", shelf.clone()).await.want(201);
    let (tag, code) = (made.json(), made.json()["code"].as_str().unwrap().to_owned());
    assert_eq!(tag["url"], json!(format!("http://localhost/t/{code}")));
    assert_eq!((&tag["category"], &tag["label"]), (&json!("food/tea-coffee"), &json!("Thés")));
    opened(&t, &format!("/t/{code}")).await.want(200);
    let wine = other.offers("Vin rouge", 900, json!({"stock": 2})).await;
    let with = |field: &str, value: serde_json::Value| {
        let mut body = shelf.clone();
        body[field] = value;
        body
    };
    for (body, status, code) in [
        (with("organisation", json!(other.organisation.to_string())), 403, "not-your-organisation"),
        (with("offer", json!(wine)), 422, "invalid"),
        (with("place", json!(other.place)), 422, "invalid"),
        (with("place", json!(null)), 422, "invalid"),
        (with("category", json!("moon")), 422, "invalid"),
        (with("label", json!("")), 422, "invalid"),
        (with("label", json!("a\u{0}b")), 422, "invalid"),
        (with("colour", json!("red")), 400, "not-json"),
    ] {
        hand.post("/api/v1/tags", body).await.refused(status, code);
    }
    let theirs = format!("/api/v1/tags?organisation={}", ours.organisation);
    let all = hand.get(&theirs).await.want(200).json();
    assert_eq!((all["items"].as_array().unwrap().len(), &all["items"][0]), (1, &tag));
    other.associate.get(&theirs).await.refused(403, "not-your-organisation");
    hand.get("/api/v1/tags").await.refused(422, "invalid");
    let at = format!("/api/v1/tags/{}", tag["id"].as_str().unwrap());
    other.associate.delete(&at).await.refused(404, "not-found");
    hand.delete(&at).await.want(204);
    opened(&t, &format!("/t/{code}")).await.want(410);
    assert_eq!(hand.get(&theirs).await.json()["items"], json!([]));
    t.end().await;
}

async fn who_vouches_is_told_on_the_wish_s_own_page(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes_for(json!({"title": "Pâte à tartiner", "subject": {"gtin": CODE}})).await;
    let page = camille.page(&format!("/me/wishes/{wish}"), "fr").await.want(200).text;
    assert!(
        page.contains(&format!("href=\"/01/0{CODE}#vouch\""))
            || page.contains(&format!("href=\"/01/{CODE}#vouch\""))
    );
    assert!(!page.contains("hx-trigger=\"load\""), "a barcode stands in an address before anybody asked");
    let plain = camille.wishes("une brioche", None).await;
    assert!(!camille.page(&format!("/me/wishes/{plain}"), "fr").await.want(200).text.contains("/01/"));
    t.end().await;
}

async fn who_vouches_is_told_by_name_or_as_a_crowd(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("La Librairie", "books", spot(0, 0)).await;
    let camille = t.member("Camille").await;
    let say = |party: &str, name: &str, words: &str| {
        format!("gtin={CODE}&party={party}&name={name}&words={words}&once={party}{name}")
    };
    let house = shop.organisation.to_string();
    shop.associate.form("/vouchers", &say(&house, "", "Un+livre+qu%E2%80%99on+garde")).await.want(303);
    camille.form("/vouchers", &say("named", "Cam", "Lu+deux+fois&bought=on")).await.want(303);
    camille.form("/vouchers", &format!("gtin={CODE}&party={house}")).await.want(403);
    let asked = shop.associate.page(&format!("/01/{CODE}"), "fr").await.want(200).text;
    let (counted, named) = (asked.find("value=\"counted\"").unwrap(), asked.find("value=\"named\"").unwrap());
    assert!(
        counted < named && !asked.contains("<select"),
        "no name is published unless its own button is touched"
    );
    assert!(asked.contains("Au nom de La Librairie") && asked.contains("Je le recommande sous ce nom"));
    camille.form("/vouchers", &format!("gtin={CODE}&name=Cam&words=")).await.want(422);
    let shown = opened(&t, &format!("/01/{CODE}")).await.want(200);
    for part in ["La Librairie", "Un livre qu’on garde", "Cam", "Lu deux fois"] {
        assert!(shown.text.contains(part), "{part}");
    }
    assert!(!shown.text.contains("boutique d’ici"), "nobody had it from here: the word is not taken for it");
    assert!(!shown.text.contains("Camille") && !shown.text.contains("/vouchers/"));
    let set = t.call(Method::GET, &format!("/01/{CODE}?linkType=linkset"), &As::Nobody, &[], "").await.json();
    assert!(set["linkset"][0]["https://gs1.org/voc/review"][0]["href"].as_str().unwrap().ends_with("#vouch"));

    // Said anew it is one word still.
    camille.form("/vouchers", &format!("{}2", say("named", "Cam", "Lu+trois+fois"))).await.want(303);
    let shown = opened(&t, &format!("/01/{CODE}")).await.want(200).text;
    assert!(shown.contains("Lu trois fois") && !shown.contains("Lu deux fois"));

    for count in 1..=2 * limits::CROWD - 1 {
        let one = t.member(&format!("Neighbour {count}")).await;
        one.form("/vouchers", &say("counted", "", "")).await.want(303);
        let shown = opened(&t, &format!("/01/{CODE}")).await.want(200).text;
        assert_eq!(shown.contains("Au moins 5 voisins"), count >= limits::CROWD, "{count} others");
        assert!(!shown.contains("Neighbour"));
    }
    let guest = t.somebody(NewMember { guest: true, ..NewMember::default() }).await;
    guest.form("/vouchers", &say("counted", "", "")).await.want(403);
    let long = say("named", "Noor", &"x".repeat(limits::VOUCHER_CHARS + 1));
    let noor = t.member("Noor").await;
    let refused = noor.form("/vouchers", &long).await.want(422);
    assert!(refused.text.contains("f-words-error") && refused.text.contains("value=\"Noor\""));
    let telling = noor.form("/vouchers", &say("counted", "", "C%E2%80%99est+moi")).await.want(422);
    assert!(telling.text.contains("f-words-error"));
    t.end().await;
}

async fn a_voucher_is_withdrawn_by_whose_it_is_and_taken_down_by_who_runs_the_house(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor, maelle) = (t.member("Camille").await, t.member("Noor").await, t.placemaster().await);
    let say = format!("gtin={CODE}&party=named&name=Cam&words=Bien");
    let at = format!("/01/{CODE}");
    let remove = async |hand: &crate::hand::Hand<'_>| {
        let page = hand.page(&at, "fr").await.want(200).text;
        page.split("action=\"/vouchers/")
            .nth(1)
            .map(|rest| format!("/vouchers/{}", rest.split('"').next().unwrap()))
    };
    camille.form("/vouchers", &say).await.want(303);
    assert_eq!(remove(&noor).await, None);
    let path = remove(&camille).await.unwrap();
    noor.form(&path, "").await.want(404);
    camille.form(&path, "").await.want(303);
    assert!(!opened(&t, &at).await.text.contains("Bien"));
    camille.form("/vouchers", &format!("{say}&again=1")).await.want(303);
    maelle.form(&remove(&maelle).await.unwrap(), "").await.want(303);
    assert!(!opened(&t, &at).await.text.contains("Bien"));
    camille.form("/vouchers", &format!("{say}&again=2")).await.want(409);
    t.end().await;
}

async fn had_from_here_is_said_of_who_had_it(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Halles", "food/grocery", spot(0, 0)).await;
    shop.offers("Pâte à tartiner", 495, json!({"subject": {"gtin": CODE}, "stock": 3})).await;
    let camille = t.member("Camille").await;
    camille.wishes_for(json!({"title": "Pâte à tartiner", "subject": {"gtin": CODE}})).await;
    camille.mode_on().await;
    assert_eq!(camille.walks_to(spot(0, 40)).await, 1);
    let taken = camille.takes(&camille.suggestion().await).await.want(201);
    let shown = camille.page(&format!("/01/{CODE}"), "fr").await.want(200);
    assert!(!shown.text.contains("name=\"bought\""), "it is only awaited yet");
    shop.confirms(&taken.id(), &taken.json()["code"]).await.want(200);
    let shown = camille.page(&format!("/01/{CODE}"), "fr").await.want(200);
    assert!(shown.text.contains("name=\"bought\""));
    camille.form("/vouchers", &format!("gtin={CODE}&party=named&name=Cam&bought=on")).await.want(303);
    assert!(opened(&t, &format!("/01/{CODE}")).await.text.contains("boutique d’ici"));
    t.end().await;
}

both!(
    a_tag_leads_to_what_is_there_and_from_there_to_a_list,
    a_tag_s_code_is_known_wherever_codes_are_read,
    a_tag_is_made_and_revoked_by_whose_shop_it_is,
    a_program_makes_lists_and_revokes_tags,
    who_vouches_is_told_on_the_wish_s_own_page,
    who_vouches_is_told_by_name_or_as_a_crowd,
    a_voucher_is_withdrawn_by_whose_it_is_and_taken_down_by_who_runs_the_house,
    had_from_here_is_said_of_who_had_it,
);
