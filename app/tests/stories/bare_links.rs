//! What is wished by its address alone: it waits for its page, and is called as that is once it was read.

use std::net::SocketAddr;

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{Town, text};
use crate::site::{Site, thing};

const DRILL: &str = "3017620422003";

/// Wishes a thing by its address, with a list of one line; gives its id.
async fn by_link(hand: &Hand<'_>, link: &str) -> String {
    let save = json!({"text": link, "save": true});
    text(&hand.post("/api/v1/wishes/import", save).await.want(201).json()["added"][0])
}

async fn wish(hand: &Hand<'_>, id: &str) -> Value {
    hand.get(&format!("/api/v1/wishes/{id}")).await.want(200).json()
}

/// Reads again what is due after a while; gives how many pages that were.
async fn reads(t: &Town, secs: i64) -> usize {
    t.waits(secs).await;
    let count = ingest::reread(&t.app, &t.house.web.clone().unwrap()).await.unwrap();
    t.turn().await;
    count
}

async fn town(db: TestDb) -> (Site, SocketAddr, Town) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    (site, address, t)
}

async fn a_link_is_called_as_its_page_once_that_was_read(db: TestDb) {
    let (site, address, t) = town(db).await;
    let (camille, noor, anne) = (t.member("Camille").await, t.member("Noor").await, t.member("Anne").await);
    let link = format!("http://{address}/drill");
    let drill = by_link(&camille, &link).await;
    let renamed = by_link(&noor, &link).await;
    noor.patch(&format!("/api/v1/wishes/{renamed}"), json!({"title": "Pour Jo"})).await.want(200);
    let away = by_link(&anne, &link).await;
    let written_at = t.app.now().plus_secs(30).to_rfc3339();
    assert_eq!(wish(&camille, &drill).await["title"], "127.0.0.1");
    assert_eq!(reads(&t, 60).await, 1, "the page could not be read");
    assert_eq!(wish(&camille, &drill).await["title"], "127.0.0.1");

    site.says("/drill", thing("Perceuse sans fil X200", DRILL, "79.90"));
    assert_eq!(reads(&t, 2 * 3_600).await, 1);
    let read = wish(&camille, &drill).await;
    assert_eq!(read["title"], "Perceuse sans fil X200");
    let subject = &read["subject"];
    assert_eq!((&subject["gtin"], &subject["category"]), (&json!("03017620422003"), &json!("home/tools")));
    assert_eq!(wish(&noor, &renamed).await["title"], "Pour Jo", "their own word stays");
    let device = camille.get("/api/v1/list").await.want(200).json();
    assert_eq!(device["wishes"][0]["title"], "Perceuse sans fil X200");
    assert!(device["wishes"][0]["stamps"]["title"].is_string(), "their devices see who wrote it");

    // Renamed without a network before the page was read, and told only now.
    let edit = json!({"op": "0192f0c4-0000-7000-8000-000000000001", "at": written_at, "wish": away, "field": "title",
        "value": "La bleue", "base": null});
    let told = json!({"sent_at": t.app.now().to_rfc3339(), "edits": [edit]});
    let answer = anne.post("/api/v1/list/edits", told).await.want(200).json();
    assert_eq!(answer["settled"][0]["as"], "applied", "{answer}");
    assert_eq!(wish(&anne, &away).await["title"], "La bleue");

    // Called as its page once, it stays so, whatever that is called later.
    site.says("/drill", thing("Perceuse sans fil X200 en solde", DRILL, "69.90"));
    assert_eq!(reads(&t, 3 * 86_400).await, 1);
    assert_eq!(wish(&camille, &drill).await["title"], "Perceuse sans fil X200");
    t.end().await;
}

async fn a_link_is_called_as_its_page_when_somebody_has_it_read_meanwhile(db: TestDb) {
    let (site, address, t) = town(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let link = format!("http://{address}/drill");
    let drill = by_link(&camille, &link).await;
    site.says("/drill", thing("Perceuse sans fil X200", DRILL, "79.90"));
    noor.post("/api/v1/capture", json!({"url": link})).await.want(200);
    assert_eq!(wish(&camille, &drill).await["title"], "Perceuse sans fil X200");
    t.turn().await;
    t.end().await;
}

/// Adds a wish as a device does that was away; gives the answer.
async fn added_away(hand: &Hand<'_>, number: u8, title: &str) -> Value {
    let edit = json!({"op": format!("0192f0c4-0000-7000-8000-0000000000{number:02}"), "at": hand.t.app.now().to_rfc3339(),
        "wish": format!("wish_0193d1e08e7c7c0cae1e3d1e08e7c7{number:02}"), "field": "add", "value": {"title": title}});
    let told = json!({"sent_at": hand.t.app.now().to_rfc3339(), "edits": [edit]});
    hand.post("/api/v1/list/edits", told).await.want(200).json()
}

async fn a_link_written_without_a_network_is_read_when_it_arrives(db: TestDb) {
    let (site, address, t) = town(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let link = format!("http://{address}/drill");
    site.says("/drill", thing("Perceuse sans fil X200", DRILL, "79.90"));
    let answer = added_away(&camille, 1, &link).await;
    assert_eq!(answer["settled"][0]["as"], "applied", "{answer}");
    assert_eq!(answer["list"]["wishes"][0]["title"], "127.0.0.1");
    assert_eq!(added_away(&camille, 1, &link).await["settled"][0]["as"], "known");
    assert_eq!(reads(&t, 60).await, 1);
    let read = wish(&camille, "wish_0193d1e08e7c7c0cae1e3d1e08e7c701").await;
    assert_eq!((&read["title"], &read["from"]), (&json!("Perceuse sans fil X200"), &json!("page")));
    assert_eq!(read["subject"]["gtin"], "03017620422003");

    // Never two wishes for one page, or for one code: what was written waits on the device, with why.
    let again = added_away(&camille, 2, &link).await;
    assert_eq!(again["settled"][0]["as"], "refused", "{again}");
    assert_eq!(again["settled"][0]["problem"]["fields"][0]["code"], "there");
    assert_eq!(added_away(&camille, 3, DRILL).await["settled"][0]["as"], "refused");
    assert_eq!(again["list"]["wishes"].as_array().unwrap().len(), 1);

    // Where the page was read before, it is called so at once.
    let known = added_away(&noor, 4, &link).await;
    assert_eq!(known["list"]["wishes"][0]["title"], "Perceuse sans fil X200", "{known}");
    t.turn().await;
    t.end().await;
}

async fn a_link_that_is_never_read_stays_in_the_note(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let told = added_away(&camille, 1, "http://me:secret@10.0.0.1/perceuse-sans-fil").await;
    assert_eq!(told["settled"][0]["as"], "applied", "{told}");
    let kept = wish(&camille, "wish_0193d1e08e7c7c0cae1e3d1e08e7c701").await;
    assert_eq!(
        (&kept["note"], &kept["listing"]),
        (&json!("http://10.0.0.1/perceuse-sans-fil"), &Value::Null)
    );
    assert!(!kept["title"].as_str().unwrap().contains("secret"), "{kept}");
    t.turn().await;
    t.end().await;
}

async fn words_written_without_a_network_are_read_as_the_box_reads_them(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let told = added_away(&camille, 1, "perceuse sans fil moins de 80 € avant Noël").await;
    let listed = &told["list"]["wishes"][0];
    assert_eq!(
        (&listed["title"], &listed["top_price"]["minor"]),
        (&json!("perceuse sans fil"), &json!(8_000))
    );
    assert!(text(&listed["until"]).contains("-12-24T23:00"), "{listed}");
    let drill = wish(&camille, "wish_0193d1e08e7c7c0cae1e3d1e08e7c701").await;
    assert_eq!(drill["subject"]["category"], "home/tools");
    t.turn().await;
    t.end().await;
}

async fn an_address_that_cannot_be_read_stays_with_the_wish(db: TestDb) {
    let (site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    site.says("/empty", "<p>rien".into());
    let gone = format!("http://{address}/drill");
    for (url, fr, en) in [
        (gone.clone(), "n’existe pas", "There is no such page."),
        (format!("http://{address}/empty"), "aucun", "names no product"),
        ("http://10.0.0.1/drill".to_owned(), "réseau privé", "private network"),
    ] {
        for (lang, title, why) in
            [("fr", "Cette page n’a pas pu être lue", fr), ("en", "This page could not be read", en)]
        {
            t.app.clock.advance_secs(120);
            let box_of = format!("/me/wishes/read?lang={lang}");
            let page = camille.form(&box_of, &format!("what=La+bleue+{url}")).await.want(422);
            assert!(page.words().contains(title), "{url}, {lang}: {}", page.text);
            assert!(
                page.words().to_lowercase().contains(&why.to_lowercase()),
                "{url}, {lang}: {}",
                page.text
            );
            assert!(
                page.text.contains(&format!("name=\"what\" type=\"text\" value=\"{url}\"")),
                "{}",
                page.text
            );
            assert!(
                page.text.contains("aria-describedby=\"f-what-error\""),
                "what is wrong stands beside it"
            );
            assert_eq!(page.text.matches(" novalidate").count(), 1, "one form, whichever button is pressed");
            assert!(page.text.contains("name=\"title\" type=\"text\" value=\"La bleue\""), "{}", page.text);
        }
    }
    // Read again with another fault: the words are still there.
    t.app.clock.advance_secs(120);
    let again = camille.form("/me/wishes/read", &format!("title=La+bleue&what={gone}")).await.want(422);
    assert!(again.text.contains("name=\"title\" type=\"text\" value=\"La bleue\""), "{}", again.text);

    let form =
        format!("title=La+bleue&words=bleue&distance_m=1000&from=page&what={gone}&unread=fetch-not-found");
    camille.form("/me/wishes/new", &form).await.want(303);
    let all = camille.get("/api/v1/wishes").await.want(200).json();
    let id = text(&all["items"][0]["id"]);
    assert!(all["items"][0]["listing"].is_string(), "{all}");
    // The same address once more leads to the wish that is there.
    let there = camille.form("/me/wishes/new", &form).await.want(303);
    assert_eq!(there.header("location"), format!("/me/wishes/{id}"));
    site.says("/drill", thing("Perceuse sans fil X200", DRILL, "79.90"));
    assert_eq!(reads(&t, 2 * 3_600).await, 1);
    let page = camille.page(&format!("/me/wishes/{id}"), "fr").await.want(200);
    assert!(page.words().contains("79,90"), "{}", page.text);
    assert_eq!(wish(&camille, &id).await["title"], "La bleue", "their own words stay");
    t.end().await;
}

both!(
    an_address_that_cannot_be_read_stays_with_the_wish,
    a_link_is_called_as_its_page_once_that_was_read,
    a_link_is_called_as_its_page_when_somebody_has_it_read_meanwhile,
    a_link_written_without_a_network_is_read_when_it_arrives,
    a_link_that_is_never_read_stays_in_the_note,
    words_written_without_a_network_are_read_as_the_box_reads_them,
);
