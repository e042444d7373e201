//! What is pasted, scanned or typed for a page is answered as what it is, and nothing of it is lost.

use std::net::SocketAddr;

use serde_json::Value;
use store::both;
use store::testing::TestDb;

use crate::hand::{Hand, led};
use crate::harness::{Town, text};
use crate::site::{Site, thing};

const DRILL: &str = "3017620422003";

async fn town(db: TestDb) -> (Site, SocketAddr, Town) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    (site, address, t)
}

async fn only_wish(hand: &Hand<'_>) -> Value {
    let all = hand.get("/api/v1/wishes").await.want(200).json();
    assert_eq!(all["items"].as_array().unwrap().len(), 1, "{all}");
    all["items"][0].clone()
}

/// The listing that a wish is from, as the house keeps it.
async fn listing_of(t: &Town, wish: &Value) -> product::Listing {
    let id = text(&wish["listing"]).parse().unwrap();
    product::kept(&mut t.app.read().await.unwrap(), id).await.unwrap().unwrap()
}

async fn what_is_typed_at_the_scanner_is_never_answered_with_an_empty_form(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let typed = async |what: &str| camille.page(&format!("/me/wishes/new?gtin={what}"), "fr").await;
    for what in ["perceuse", "30176", "ABCDEFGH", ""] {
        let none = typed(what).await.want(422);
        assert!(none.words().contains("Ce n’est ni un code-barres ni une adresse web."), "{what}");
        let kept = format!("required value=\"{what}\" aria-invalid=\"true\"");
        assert!(none.text.contains(&kept) && none.text.contains("data-scan-form"), "{what}: {}", none.text);
    }
    let fresh = camille.page("/me/wishes/scan", "fr").await.want(200);
    assert!(fresh.text.contains("aria-invalid=\"false\"") && fresh.text.contains("data-scan-error hidden"));
    assert!(fresh.words().contains("les 8 signes sous l’étiquette d’une boutique"));
    let page = typed("https://shop.example/drill").await.want(200);
    assert!(page.text.contains("name=\"what\" value=\"https://shop.example/drill\""), "{}", page.text);
    assert!(page.words().contains("Lire cette page"));
    let linked = typed("https://brand.example/01/03017620422003").await.want(200);
    assert!(linked.text.contains("name=\"from\" value=\"code\"") && linked.text.contains(DRILL));
    t.end().await;
}

async fn who_comes_back_to_the_box_finds_the_form(db: TestDb) {
    let (site, address, t) = town(db).await;
    site.says("/drill", thing("Perceuse X200", "", "79.90"));
    let camille = t.member("Camille").await;
    let back = async |query: &str| {
        let answer = camille.page(&format!("/me/wishes/read{query}"), "en").await;
        led(&answer).to_owned()
    };
    assert_eq!(back("").await, "/me/wishes/new?lang=en");
    assert_eq!(back("?title=Drill").await, "/me/wishes/new?title=Drill&lang=en");
    let wish = camille.wishes("une scie", None).await;
    assert_eq!(back(&format!("?wish={wish}")).await, format!("/me/wishes/{wish}"));
    // In another language what was read is still there, and is asked for once.
    let asked =
        camille.form("/me/wishes/read", &format!("what=http%3A%2F%2F{address}%2Fdrill")).await.want(200);
    assert!(asked.text.contains("form=\"asking\" formaction=\"/me/wishes/new?lang=en\""), "{}", asked.text);
    let listing = asked.text.split("name=\"listing\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = format!("look=on&title=Perceuse+X200&note=La+bleue&listing={listing}");
    let english = camille.form("/me/wishes/new?lang=en", &form).await.want(200);
    for kept in ["Is this it?", "La bleue", "value=\"Perceuse X200\"", listing] {
        assert!(english.words().contains(kept), "{kept}: {}", english.text);
    }
    only_wish(&camille).await;
    t.end().await;
}

async fn what_can_never_be_read_is_told_so_and_is_no_listing(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    for (url, why) in [
        ("http://10.0.0.1/drill", "réseau privé"),
        ("https://me:secret@shop.example/x", "pas une adresse web que nous suivons"),
        ("https://", "pas une adresse web que nous suivons"),
        ("ftp://shop.example/x", "pas une adresse web que nous suivons"),
        ("http://localhost/me/wishes", "une page d’ici"),
    ] {
        let asked = camille.form("/me/wishes/read", &format!("what=La+bleue+{url}")).await.want(422);
        let words = asked.words();
        assert!(words.contains(why) && words.contains("n’accompagnera pas"), "{url}: {}", asked.text);
        assert!(!words.contains("relue plus tard"), "{url}");
        assert!(asked.text.contains("name=\"title\" type=\"text\" value=\"La bleue\""), "{url}");
    }
    let own = camille.form("/me/wishes/read", "what=http%3A%2F%2Flocalhost%2F01%2F03017620422003").await;
    assert_eq!(led(&own), "/01/03017620422003");
    let form =
        "title=La+bleue&distance_m=1000&what=http%3A%2F%2F10.0.0.1%2Fdrill&unread=fetch-private-address";
    camille.form("/me/wishes/new", form).await.want(303);
    assert!(only_wish(&camille).await["listing"].is_null());
    t.end().await;
}

async fn what_was_typed_beside_an_address_is_never_lost(db: TestDb) {
    let (site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    let gone = format!("http%3A%2F%2F{address}%2Fdrill");
    // Shared with a title, and without script: the title and the address go along, whichever button is pressed.
    let shared = camille.page(&format!("/me/wishes/new?url={gone}&title=La+bleue"), "fr").await.want(200);
    for kept in ["name=\"what\" value=\"http://", "value=\"La bleue\"", "formaction=\"/me/wishes/new\""] {
        assert!(shared.text.contains(kept), "{kept}: {}", shared.text);
    }
    let typed = format!("what={gone}&unread=&was_title=La+bleue&title=La+bleue&note=Pour+Jo&top_price=60");
    let asked = camille.form("/me/wishes/read", &typed).await.want(422);
    let kept = |page: &str| {
        for kept in ["value=\"La bleue\"", "Pour Jo</textarea>", "value=\"60\"", "value=\"fetch-not-found\""]
        {
            assert!(page.contains(kept), "{kept}: {page}");
        }
    };
    kept(&asked.text);
    let typed = typed.replace("unread=", "unread=fetch-not-found");
    // Without a title nothing is added, and the reason is still told.
    let untitled = typed.replace("title=La+bleue&note", "title=&note");
    let refused = camille.form("/me/wishes/new", &untitled).await.want(422);
    assert!(
        refused.words().contains("Cette page n’existe pas") && refused.text.contains("Pour Jo</textarea>")
    );
    assert!(refused.text.contains("f-title-error") && refused.text.contains("f-what-error"));
    // With the address cleared it says so, and with something else in its place too.
    let cleared = typed.replace(&format!("what={gone}"), "what=");
    let none = camille.form("/me/wishes/read", &cleared).await.want(422);
    assert!(none.words().contains("Il n’y a pas d’adresse ici.") && none.text.contains("Pour Jo</textarea>"));
    let wrong = typed.replace(&format!("what={gone}"), "what=perceuse");
    let wrong = camille.form("/me/wishes/new", &wrong).await.want(422);
    assert!(wrong.text.contains("f-what-error") && wrong.text.contains("value=\"perceuse\""));
    // Read at last, what the member wrote themselves is still theirs.
    site.says("/drill", thing("Perceuse X200", DRILL, "79.90"));
    t.app.clock.advance_secs(120);
    let own = typed.replace("&title=La+bleue", "&title=La+perceuse+de+Jo");
    let read = camille.form("/me/wishes/read", &own).await.want(200);
    for kept in ["value=\"La perceuse de Jo\"", "Pour Jo</textarea>", "value=\"60\"", DRILL] {
        assert!(read.text.contains(kept), "{kept}: {}", read.text);
    }
    t.end().await;
}

async fn a_busy_site_is_told_as_busy_and_for_how_long(db: TestDb) {
    let (site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    site.is_busy("/drill", 290);
    let url = format!("http%3A%2F%2F{address}%2Fdrill");
    let busy = camille.form("/me/wishes/read", &format!("what={url}")).await.want(422).words();
    assert!(busy.contains("débordé") && busy.contains("dans 5 minutes environ"), "{busy}");
    assert!(!busy.contains("ne laisse entrer aucun programme"), "{busy}");
    let waits = camille.form("/me/wishes/read", &format!("what={url}")).await.want(422).words();
    assert!(
        waits.contains("laissé tranquille un moment") && waits.contains("dans 5 minutes environ"),
        "{waits}"
    );
    let form = format!("title=La+bleue&distance_m=1000&what={url}&unread=fetch-busy");
    camille.form("/me/wishes/new", &form).await.want(303);
    let wish = only_wish(&camille).await;
    let listing = listing_of(&t, &wish).await;
    assert_eq!((listing.failure.as_deref(), listing.next_at.is_some()), (Some("fetch-busy"), true));
    let shown = camille.page(&format!("/me/wishes/{}", text(&wish["id"])), "fr").await.want(200).words();
    assert_eq!(shown.matches("pas encore été lue").count(), 1, "{shown}");
    assert!(shown.contains("débordé"), "{shown}");
    // Had read at once, and busy still: the reason is told once.
    t.app.clock.advance_secs(600);
    let (path, now) = (format!("/me/wishes/{}/read", text(&wish["id"])), format!("listing={}", listing.id));
    let again = camille.form(&path, &now).await.want(422).words();
    assert_eq!(again.matches("débordé").count(), 1, "{again}");
    t.end().await;
}

async fn a_link_names_its_product_though_its_page_cannot_be_read(db: TestDb) {
    let (_site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    for (path, title) in [
        ("shop/01/03017620422003", "Produit 3017620422003"),
        ("pate-a-tartiner/01/03017620422003/10/A", "pate a tartiner"),
        ("shop/8006/030176204220030102", "Produit 3017620422003"),
    ] {
        let url = format!("http://{address}/{path}");
        for form in [format!("what={url}"), format!("what={url}&unread=&title=&gtin=")] {
            let asked = camille.form("/me/wishes/read", &form).await.want(422);
            let named = format!("name=\"title\" type=\"text\" value=\"{title}\"");
            assert!(asked.text.contains(&named), "{path}: {}", asked.text);
            assert!(asked.text.contains(&format!("value=\"{DRILL}\"")), "{path}");
            t.app.clock.advance_secs(120);
        }
        let said = camille.form("/me/wishes/read", &format!("what=La+bonne+{url}")).await.want(422);
        assert!(said.text.contains("value=\"La bonne\""), "{path}");
        t.app.clock.advance_secs(120);
    }
    t.end().await;
}

async fn a_page_of_a_wish_is_read_now_where_that_is_polite(db: TestDb) {
    let (site, address, t) = town(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    site.says("/drill", thing("Perceuse X200", DRILL, "79.90"));
    let asked =
        camille.form("/me/wishes/read", &format!("what=http%3A%2F%2F{address}%2Fdrill")).await.want(200);
    let listing = asked.text.split("name=\"listing\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form = format!("title=Perceuse&words=x200&distance_m=1000&from=page&listing={listing}");
    camille.form("/me/wishes/new", &form).await.want(303);
    let home = format!("/me/wishes/{}", text(&only_wish(&camille).await["id"]));
    let shown = camille.page(&home, "fr").await.want(200);
    assert!(shown.text.contains(&format!("formaction=\"{home}/read\"")), "{}", shown.text);
    let (path, now) = (format!("{home}/read"), format!("listing={listing}"));
    let soon = camille.form(&path, &now).await.want(429).words();
    assert!(soon.contains("vient d’être lue. Ce sera possible dans 10 minutes environ."), "{soon}");
    site.says("/drill", thing("Perceuse X200", DRILL, "64.50"));
    t.app.clock.advance_secs(601);
    assert_eq!(led(&camille.form(&path, &now).await), home);
    assert!(camille.page(&home, "fr").await.want(200).words().contains("64,50 €"));
    site.is_busy("/drill", 120);
    t.app.clock.advance_secs(601);
    let busy = camille.form(&path, &now).await.want(422).words();
    assert!(busy.contains("débordé") && busy.contains("64,50 €"), "{busy}");
    // What could not be read is kept so: its price is not of now, and the list says so.
    let list = camille.page("/me/wishes", "fr").await.want(200).words();
    assert!(list.contains("illisible depuis"), "{list}");
    let best = only_wish(&camille).await["best"].clone();
    assert_eq!(best["fresh"], serde_json::json!(false), "{best}");
    let id: domain::ListingId = listing.parse().unwrap();
    let noted = product::kept(&mut t.app.read().await.unwrap(), id).await.unwrap().unwrap();
    assert_eq!((noted.failure.as_deref(), noted.failures), (Some("fetch-busy"), 1));
    t.app.clock.advance_secs(601);
    camille.form(&path, &now).await.want(422);
    let noted = product::kept(&mut t.app.read().await.unwrap(), id).await.unwrap().unwrap();
    assert_eq!(noted.failures, 1, "nobody's pressing counts a failure again");
    noor.form(&path, &now).await.want(404);
    camille.form(&path, &format!("listing=listing_{}", "0".repeat(32))).await.want(422);
    t.turn().await;
    t.end().await;
}

async fn a_page_without_a_price_says_so(db: TestDb) {
    let (site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    site.says(
        "/about",
        "<html lang=\"fr\"><title>Notre histoire</title><h1>Notre histoire</h1></html>".into(),
    );
    let asked =
        camille.form("/me/wishes/read", &format!("what=http%3A%2F%2F{address}%2Fabout")).await.want(200);
    assert!(asked.words().contains("Aucun prix n’a été trouvé sur cette page."), "{}", asked.text);
    assert!(asked.words().contains("l’écrire à la main"), "{}", asked.text);
    assert!(asked.text.contains("<details open><summary>Quelque chose"), "{}", asked.text);
    site.says("/drill", thing("Perceuse X200", DRILL, "79.90"));
    t.app.clock.advance_secs(60);
    let asked =
        camille.form("/me/wishes/read", &format!("what=http%3A%2F%2F{address}%2Fdrill")).await.want(200);
    assert!(!asked.words().contains("Aucun prix"), "{}", asked.text);
    t.end().await;
}

async fn a_page_at_a_day_is_a_page_and_no_misread_code(db: TestDb) {
    let (site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    let wrong = "Le dernier chiffre ne va pas avec les autres";
    // A day, one whose last digit happens to fit, and a number under which somebody sells something.
    for path in ["/01/20240512", "/01/20240516", "/01/03017620422004"] {
        site.says(path, thing("Perceuse X200", "", "79.90"));
        let asked = camille.form("/me/wishes/read", &format!("what=http://{address}{path}")).await.want(200);
        assert!(asked.text.contains("value=\"Perceuse X200\""), "{path}: {}", asked.text);
        assert!(asked.text.contains("name=\"listing\"") && !asked.words().contains(wrong), "{path}");
        t.app.clock.advance_secs(120);
    }
    // Where nothing can be read, what it may have been is told; of a day it is not.
    for (path, told) in [("/01/03017620422009", true), ("/01/20240513", false)] {
        let asked = camille.form("/me/wishes/read", &format!("what=http://{address}{path}")).await.want(422);
        assert_eq!(asked.words().contains(wrong), told, "{path}: {}", asked.text);
        t.app.clock.advance_secs(120);
    }
    let title = format!("http://{address}/01/20240512");
    camille.post("/api/v1/wishes", serde_json::json!({"title": title})).await.want(201);
    assert!(only_wish(&camille).await["listing"].is_string());
    t.end().await;
}

async fn a_page_that_is_wished_for_already_counts_as_read_once(db: TestDb) {
    let (_site, address, t) = town(db).await;
    let camille = t.member("Camille").await;
    let mut tx = t.app.write().await.unwrap();
    for _ in 0..domain::limits::PAGES_PER_HOUR - 2 {
        product::count_page(&mut tx, camille.id).await.unwrap();
    }
    tx.commit().await.unwrap();
    let wished = async |path: &str| {
        let title = format!("http://{address}{path}");
        camille.post("/api/v1/wishes", serde_json::json!({"title": title})).await
    };
    let drill = wished("/drill").await.want(201).json();
    for _ in 0..3 {
        assert_eq!(wished("/drill").await.want(200).json()["id"], drill["id"], "it is there");
    }
    // So one more may be read now, and only the next waits for an hour.
    for (path, waits) in [("/saw", false), ("/lamp", true)] {
        let next = listing_of(&t, &wished(path).await.want(201).json()).await.next_at.unwrap();
        assert_eq!(next > t.app.now(), waits, "{path}");
    }
    t.end().await;
}

both!(
    a_page_that_is_wished_for_already_counts_as_read_once,
    a_page_at_a_day_is_a_page_and_no_misread_code,
    what_is_typed_at_the_scanner_is_never_answered_with_an_empty_form,
    who_comes_back_to_the_box_finds_the_form,
    what_can_never_be_read_is_told_so_and_is_no_listing,
    what_was_typed_beside_an_address_is_never_lost,
    a_busy_site_is_told_as_busy_and_for_how_long,
    a_link_names_its_product_though_its_page_cannot_be_read,
    a_page_of_a_wish_is_read_now_where_that_is_polite,
    a_page_without_a_price_says_so,
);
