//! What was typed beside an address or a code that is wished for already is never thrown away.

use std::net::SocketAddr;

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::{Hand, led};
use crate::harness::{Town, text};
use crate::site::{Site, thing};

async fn town(db: TestDb) -> (Site, SocketAddr, Town) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    site.says("/drill", thing("Perceuse X200", "", "79.90"));
    (site, address, t)
}

/// What a form of a page names.
fn named(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

async fn wishes(hand: &Hand<'_>) -> Vec<Value> {
    hand.get("/api/v1/wishes").await.want(200).json()["items"].as_array().unwrap().clone()
}

/// Wishes for the page by its form; gives the id of the wish.
async fn wished(hand: &Hand<'_>, url: &str) -> String {
    let asked = hand.form("/me/wishes/read", &format!("what={url}")).await.want(200).text;
    let listing = named(&asked, "listing");
    let form = format!("title=Perceuse+de+Jo&words=x200&distance_m=1000&note=Pour+Jo&listing={listing}");
    hand.form("/me/wishes/new", &form).await.want(303);
    text(&wishes(hand).await[0]["id"])
}

async fn what_is_typed_beside_a_wished_address_can_be_saved_onto_its_wish(db: TestDb) {
    let (_site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    let url = format!("http%3A%2F%2F{address}%2Fdrill");
    let wish = wished(&camille, &url).await;
    let home = format!("/me/wishes/{wish}");
    t.app.clock.advance_secs(120);
    // Nothing beside it: the wish that is there.
    let box_form =
        "category=&top_price=&top_currency=EUR&until=&distance_m=1000&gtin=&quantity=1&priority=usual";
    let alone = camille.form("/me/wishes/read", &format!("title={url}&{box_form}")).await;
    assert_eq!(led(&alone), home);
    t.app.clock.advance_secs(120);
    // Words, a price and a day beside it: all are shown, beside the wish that is there.
    let said = format!("title=La+bleue+{url}+moins+de+60+%E2%82%AC&until=2027-05-01&quantity=2");
    let asked = camille.form("/me/wishes/read", &said).await.want(200);
    let words = asked.words();
    for shown in ["C’est déjà sur votre liste", "Perceuse de Jo", "L’enregistrer sur cette envie"] {
        assert!(words.contains(shown), "{shown}: {}", asked.text);
    }
    for kept in ["value=\"60", "value=\"2027-05-01\"", "Pour Jo\nLa bleue</textarea>", "value=\"2\""] {
        assert!(asked.text.contains(kept), "{kept}: {}", asked.text);
    }
    assert!(asked.text.contains(&format!("formaction=\"{home}\"")), "{}", asked.text);
    assert_eq!(named(&asked.text, "there"), wish);
    // In another language it is still so.
    let hidden = "there was_title was_category was_gtin was_list was_top_price was_until was_distance_m \
                  was_quantity was_priority listing";
    let said = |name: &str| format!("{name}={}", named(&asked.text, name).replace(' ', "+"));
    let hidden: Vec<String> = hidden.split(' ').map(said).collect();
    let typed = format!(
        "{}&was_note=Pour+Jo&title=Perceuse+X200&words=x200&category={}&gtin=&top_price=60&top_currency=EUR\
         &until=2027-05-01&distance_m=1000&quantity=2&priority=usual&note=Pour+Jo%0D%0ALa+bleue&another=on",
        hidden.join("&"),
        named(&asked.text, "was_category")
    );
    let english = camille.form("/me/wishes/new?lang=en", &format!("look=on&{typed}")).await.want(200);
    assert!(english.words().contains("Save it onto this wish"), "{}", english.text);
    assert_eq!(named(&english.text, "there"), wish);
    // Saved onto it, only what was typed is another.
    camille.form(&home, &typed).await.want(303);
    let all = wishes(&camille).await;
    assert_eq!(all.len(), 1, "one page is one wish");
    let one = &all[0];
    assert_eq!((&one["title"], &one["quantity"]), (&json!("Perceuse de Jo"), &json!(2)));
    assert_eq!(one["top_price"]["minor"], 6_000);
    assert!(text(&one["until"]).starts_with("2027-05-01"), "{one}");
    assert_eq!(text(&one["note"]).replace('\r', ""), "Pour Jo\nLa bleue");
    assert_eq!(one["subject"]["words"], "x200");
    // Or it is a wish of its own.
    camille.form("/me/wishes/new", &typed).await.want(303);
    assert_eq!(wishes(&camille).await.len(), 2);
    t.end().await;
}

async fn what_is_typed_beside_a_wished_code_is_kept_too(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let coded = json!({"title": "Pâte à tartiner", "subject": {"gtin": "3017620422003"}});
    let home = format!("/me/wishes/{}", camille.wishes_for(coded).await);
    let asked = camille.form("/me/wishes/read", "title=3017620422003&top_price=4").await.want(200);
    assert!(asked.text.contains(&format!("formaction=\"{home}\"")), "{}", asked.text);
    assert!(asked.text.contains("value=\"4\"") && asked.words().contains("Pâte à tartiner"));
    t.end().await;
}

async fn a_form_drawn_before_the_wish_was_there_is_shown_again(db: TestDb) {
    let (_site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    let url = format!("http%3A%2F%2F{address}%2Fdrill");
    let wish = wished(&camille, &url).await;
    let listing = text(&wishes(&camille).await[0]["listing"]);
    let form = format!("title=Perceuse&words=x&distance_m=1000&note=La+bleue&top_price=60&listing={listing}");
    let asked = camille.form("/me/wishes/new", &form).await.want(409);
    assert_eq!((named(&asked.text, "there"), named(&asked.text, "another")), (wish, "on".into()));
    assert!(asked.text.contains("Pour Jo\nLa bleue</textarea>") && asked.text.contains("value=\"60\""));
    // A double click is answered the same: nothing is said to be added, and nothing typed is lost.
    let form = format!("once=twice&{form}");
    for _ in 0..2 {
        let asked = camille.form("/me/wishes/new", &form).await.want(409);
        assert!(asked.text.contains("Pour Jo\nLa bleue</textarea>"), "{}", asked.text);
    }
    assert_eq!(wishes(&camille).await.len(), 1);
    t.end().await;
}

async fn a_refused_form_of_the_box_is_kept_in_the_other_language(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let fresh = camille.page("/me/wishes", "fr").await.want(200);
    assert!(fresh.text.contains("href=\"/me/wishes?lang=en\"") && !fresh.text.contains("name=\"look\""));
    let typed =
        "title=Perceuse&top_price=beaucoup&until=2027-05-01&distance_m=2000&quantity=3&priority=dearly";
    let refused = camille.form("/me/wishes", typed).await.want(422);
    assert!(refused.text.contains("form=\"asking\" formaction=\"/me/wishes?lang=en\""), "{}", refused.text);
    let english = camille.form("/me/wishes?lang=en", &format!("look=on&{typed}")).await.want(200);
    for kept in [
        "value=\"Perceuse\"",
        "value=\"beaucoup\"",
        "value=\"2027-05-01\"",
        "value=\"2000\" selected",
        "value=\"3\"",
        "value=\"dearly\" selected",
        "formaction=\"/me/wishes?lang=fr\"",
    ] {
        assert!(english.text.contains(kept), "{kept}: {}", english.text);
    }
    assert!(english.text.contains("<html lang=\"en\""), "{}", english.text);
    assert_eq!(wishes(&camille).await.len(), 0, "to look adds nothing");
    t.end().await;
}

async fn the_link_of_a_tag_is_no_wish(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let tag = json!({"title": "http://localhost/t/K7QM-2F94?x=1"});
    let refused = camille.post("/api/v1/wishes", tag).await.refused(422, "tag-opens").json();
    assert_eq!(refused["path"], "/t/K7QM-2F94", "{refused}");
    assert_eq!(wishes(&camille).await.len(), 0);
    t.end().await;
}

async fn words_beside_an_address_that_can_be_read_are_its_note(db: TestDb) {
    let (_site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    let said = format!("title=La+bleue+http%3A%2F%2F{address}%2Fdrill+moins+de+60+%E2%82%AC");
    let asked = camille.form("/me/wishes/read", &said).await.want(200);
    for kept in ["La bleue</textarea>", "value=\"60", "value=\"Perceuse X200\""] {
        assert!(asked.text.contains(kept), "{kept}: {}", asked.text);
    }
    t.app.clock.advance_secs(120);
    // A number that may be part of a name is not how many.
    let said = format!("title=3+petits+cochons+http%3A%2F%2F{address}%2Fdrill");
    let asked = camille.form("/me/wishes/read", &said).await.want(200);
    assert!(asked.text.contains("3 petits cochons</textarea>"), "{}", asked.text);
    assert!(asked.text.contains("value=\"Perceuse X200\""), "{}", asked.text);
    assert!(asked.text.contains("required value=\"1\""), "{}", asked.text);
    t.end().await;
}

both!(
    what_is_typed_beside_a_wished_address_can_be_saved_onto_its_wish,
    what_is_typed_beside_a_wished_code_is_kept_too,
    a_form_drawn_before_the_wish_was_there_is_shown_again,
    a_refused_form_of_the_box_is_kept_in_the_other_language,
    the_link_of_a_tag_is_no_wish,
    words_beside_an_address_that_can_be_read_are_its_note,
);
