//! A fall, a return: told once, and what flaps tells nothing.

use kit::Lang;
use kit::words::Words;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use super::browser::{Browser, Service};
use super::page::{DAY, Sale, news_of};
use crate::harness::{Town, spot};

async fn a_fall_is_one_card_and_one_message(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    let other = t.member("Anne").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 7_990).await;
    let wish = sale.wished_by(&camille, None).await;
    let phone = Browser::new(&service, "phone", 3);
    phone.subscribes(&camille).await;
    let channels = json!({"suggestions": "page", "news": "push", "digest": "daily", "hour": 18});
    camille.put("/api/v1/me/channels", channels).await.want(200);
    let mut live = camille.opens_page().await;

    t.waits(34 * DAY).await;
    assert!(sale.costs(5_990).await.is_some());
    let news = news_of(&camille).await;
    assert_eq!(news.len(), 1, "{news:?}");
    assert_eq!((&news[0]["wish"], &news[0]["cause"]), (&json!(wish), &json!("cheaper")));
    assert_eq!(news[0]["price"], json!({"minor": 5_990, "currency": "EUR"}));
    assert_eq!(
        news[0]["reasons"][0],
        json!({"reason": "fell", "from_minor": 7_990, "by_minor": 2_000, "currency": "EUR"})
    );
    assert_eq!(news[0]["reasons"][1], json!({"reason": "dearer", "days": 34}));
    assert_eq!(news_of(&other).await.len(), 0, "nobody else is told");

    let event = live.next().await.expect("the open page hears of it");
    assert_eq!(event.kind, "opportunity");
    assert!(event.data.contains("Perceuse X200") && event.id.is_empty(), "{event:?}");
    let id = news[0]["id"].as_str().unwrap();
    let card = camille.page(&format!("/opportunities/{id}/card"), "fr").await.want(200).words();
    for part in [
        "Moins cher chez norda.example",
        "59,90 €",
        "79,90 €",
        "20,00 € de moins",
        "34 jours",
        "Lu sur sa page",
    ] {
        assert!(card.contains(part), "{part}: {card}");
    }
    for path in ["/me", "/me/news", &format!("/opportunities/{id}")] {
        assert!(camille.page(path, "en").await.want(200).words().contains("€20.00 less"), "{path}");
    }
    camille
        .t
        .call(axum::http::Method::GET, &format!("/opportunities/{id}"), &other.cookie, &[], "")
        .await
        .want(404);

    assert_eq!(t.sends().await, 1);
    let message = phone.message();
    assert_eq!(message["title"], json!("Perceuse X200 · 59,90\u{a0}€"));
    assert_eq!(message["url"], json!(format!("/opportunities/{id}")));
    assert!(message["body"].as_str().unwrap().contains("20,00\u{a0}€ de moins"), "{message}");
    assert_eq!(message["actions"][0]["action"], json!("not-now"));

    // Read again at the same price, heard again, and a day later: nothing more.
    sale.costs(5_990).await;
    t.house.street.advance(&t.app).await.unwrap();
    opportunity::heard(&t.app, &t.house.street, sale.listing).await.unwrap();
    t.waits(DAY).await;
    assert_eq!((t.sends().await, news_of(&camille).await.len(), phone.messages().len()), (0, 1, 1));
    t.end().await;
}

async fn what_flaps_is_told_once_and_a_clear_fall_again(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    for _ in 0..2 {
        t.waits(3_600).await;
        sale.costs(8_000).await;
        t.waits(3_600).await;
        sale.costs(6_000).await;
    }
    assert_eq!(news_of(&camille).await.len(), 1, "a price that blinks");
    t.waits(5 * DAY).await;
    sale.costs(5_800).await;
    assert_eq!(news_of(&camille).await.len(), 1, "three hundredths under what was told");
    t.waits(DAY).await;
    sale.costs(5_000).await;
    assert_eq!(news_of(&camille).await.len(), 2, "clearly less");
    for _ in 0..3 {
        sale.runs_out(5_000).await;
        t.waits(600).await;
        sale.costs(5_000).await;
        t.waits(600).await;
    }
    assert_eq!(news_of(&camille).await.len(), 2, "a stock that blinks");
    sale.runs_out(5_000).await;
    t.waits(12 * DAY).await;
    sale.costs(5_000).await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), &all[2]["cause"]), (3, &json!("back")));
    assert_eq!(all[2]["reasons"], json!([{"reason": "back", "days": 12}]));
    t.end().await;
}

async fn a_top_price_is_what_counts(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, Some(6_000)).await;
    t.waits(DAY).await;
    sale.costs(7_000).await;
    assert_eq!(news_of(&camille).await.len(), 0, "cheaper, and still too dear");
    t.waits(DAY).await;
    sale.costs(6_050).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    let all = news_of(&camille).await;
    assert_eq!(all.len(), 1, "it passed under what they would pay, by less than a hundredth");
    assert!(all[0]["reasons"].to_string().contains("under-top"), "{all:?}");
    t.end().await;
}

async fn how_a_price_went_is_told_with_its_days(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, other) = (t.member("Camille").await, t.member("Anne").await);
    let sale = Sale::opens(&t, "https://norda.example/x200", 7_990).await;
    let wish = sale.wished_by(&camille, None).await;
    let began = t.app.now();
    t.waits(3 * DAY).await;
    sale.costs(5_990).await;
    let fell = t.app.now();
    t.waits(2 * DAY).await;
    sale.costs(6_990).await;
    let path = format!("/api/v1/wishes/{wish}/sellers");
    let told = camille.get(&path).await.want(200).json()["items"][0]["history"].clone();
    let prices: Vec<_> = told.as_array().unwrap().iter().map(|one| one["price"]["minor"].clone()).collect();
    assert_eq!(prices, [json!(7_990), json!(5_990), json!(6_990)], "{told}");
    assert_eq!((&told[1]["at"], &told[1]["availability"]), (&json!(fell.to_rfc3339()), &json!("in")));
    other.get(&path).await.want(404);
    let page = camille.page(&format!("/me/wishes/{wish}"), "fr").await.want(200);
    let fr = Words { lang: Lang::Fr, zone: &t.app.settings.zone, now: t.app.now() };
    for told in [
        "Entre 59,90 € et 79,90 €".to_owned(),
        format!("depuis le {}", fr.date(fell)),
        format!("<span>{}</span><span>{}</span>", fr.date(began), fr.date(t.app.now())),
    ] {
        let told = told.replace('\u{a0}', " ");
        assert!(page.words().contains(&told), "{told}: {}", page.words());
    }
    t.end().await;
}

async fn one_fall_of_one_page_is_told_once_for_two_wishes(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    let twice = json!({"title": "Encore une perceuse", "listing": sale.listing.to_string(), "another": true});
    camille.wishes_for(twice).await;
    t.waits(DAY).await;
    sale.costs(6_000).await;
    t.waits(3_600).await;
    let all = news_of(&camille).await;
    assert_eq!(all.len(), 1, "two wishes, one fall: {all:?}");
    sale.runs_out(6_000).await;
    t.waits(12 * DAY).await;
    sale.costs(6_000).await;
    t.waits(3_600).await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), &all[1]["cause"]), (2, &json!("back")), "and one return: {all:?}");
    t.end().await;
}

async fn the_price_of_the_day_bounds_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 7_990).await;
    let asked = camille.page(&format!("/me/wishes/new?listing={}", sale.listing), "fr").await.want(200);
    assert!(asked.words().contains("79,90 €"), "it is shown: {}", asked.text);
    let at = asked.text.find("name=\"top_price\"").unwrap();
    let field = &asked.text[asked.text[..at].rfind('<').unwrap()..];
    let field = field.split('>').next().unwrap();
    assert!(!field.contains("79,90"), "and filled in nowhere as what they would pay: {field}");
    let form = format!(
        "title=Perceuse&words=x200&top_price=&distance_m=1000&from=page&once=k1&listing={}",
        sale.listing
    );
    camille.form("/me/wishes/new", &form).await.want(303);
    t.waits(DAY).await;
    sale.runs_out(7_990).await;
    t.waits(10 * DAY).await;
    sale.costs(7_999).await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), &all[0]["cause"]), (1, &json!("back")), "for nine cents more: {all:?}");
    t.end().await;
}

async fn a_page_of_others_is_told_of_a_crowd_only(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let [here, there] = ["https://norda.example/x200", "https://brico.example/x200"];
    let sale = Sale::of(&t, "drill", here, 8_000).await;
    let twin = Sale::of(&t, "drill", there, 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    for n in 0..5 {
        twin.costs(7_000 - n * 1_000).await;
        t.waits(DAY).await;
        assert_eq!(news_of(&camille).await.len(), 0, "{n} know of that page");
        twin.wished_by(&t.member(&format!("Anne {n}")).await, None).await;
    }
    twin.costs(2_000).await;
    let all = news_of(&camille).await;
    assert_eq!((all.len(), &all[0]["retailer"]), (1, &json!("brico.example")), "a crowd knows of it");
    t.end().await;
}

async fn the_switch_is_not_asked_and_no_position_is_used(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.mode_off().await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    t.waits(DAY).await;
    sale.costs(5_000).await;
    assert_eq!(news_of(&camille).await.len(), 1);
    assert_eq!(t.present(), 0);
    camille.tells(spot(0, 40)).await.refused(409, "mode-off");
    t.end().await;
}

async fn with_a_member_everything_goes(db: TestDb) {
    let service = Service::open().await;
    let t = Town::reaching(db, vec![service.at]).await;
    let camille = t.member("Camille").await;
    let sale = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    sale.wished_by(&camille, None).await;
    Browser::new(&service, "phone", 3).subscribes(&camille).await;
    let channels = json!({"suggestions": "push", "news": "push", "digest": "daily", "hour": 18});
    camille.put("/api/v1/me/channels", channels).await.want(200);
    t.waits(DAY).await;
    sale.costs(5_000).await;
    t.turn().await;
    let id = news_of(&camille).await[0]["id"].as_str().unwrap().to_owned();
    camille
        .post(&format!("/api/v1/opportunities/{id}/answer"), json!({"answer": "not-this"}))
        .await
        .want(200);
    let full = t.rows().await;
    let tables = ["spoken", "opportunity", "opportunity_denial", "telling", "subscription", "push"];
    for table in tables {
        assert!(!full[table].is_empty(), "{table} is tried");
    }
    let mut tx = t.app.write().await.unwrap();
    people::erase(&mut tx, camille.id).await.unwrap();
    tx.commit().await.unwrap();
    t.turn().await;
    assert_eq!(t.sends().await, 0);
    let left = t.rows().await;
    for table in tables {
        assert!(left[table].is_empty(), "{table}: {:?}", left[table]);
    }
    assert_eq!(service.asked(), 0);
    t.end().await;
}

both!(
    a_fall_is_one_card_and_one_message,
    what_flaps_is_told_once_and_a_clear_fall_again,
    a_top_price_is_what_counts,
    the_price_of_the_day_bounds_nothing,
    how_a_price_went_is_told_with_its_days,
    one_fall_of_one_page_is_told_once_for_two_wishes,
    a_page_of_others_is_told_of_a_crowd_only,
    the_switch_is_not_asked_and_no_position_is_used,
    with_a_member_everything_goes,
);
