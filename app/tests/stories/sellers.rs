//! One thing, many sellers, one wish: a second shop joins the wish that is there, the same link leads to it, a wrong one is taken off.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::{Hand, led};
use crate::harness::{Town, text};
use crate::telling::page::{DAY, Sale, news_of};

const DRILL: &str = "Bosch perceuse sans fil PSR1800LI-2 18 V";
const SAME_DRILL: &str = "Perceuse-visseuse PSR1800LI-2 sans fil 18V";
const OTHER_DRILL: &str = "Bosch perceuse sans fil PSR1440LI-2 14,4 V";

/// The pages of two shops, by what stands behind their slash.
#[derive(Clone, Default)]
struct Shops(Arc<Mutex<HashMap<String, String>>>);

async fn answer(State(shops): State<Shops>, Path(path): Path<String>) -> impl IntoResponse {
    let page = shops.0.lock().unwrap().get(&path).cloned();
    let status = if page.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.unwrap_or_default())
}

impl Shops {
    async fn open() -> (Self, [SocketAddr; 2]) {
        let shops = Self::default();
        let mut at = Vec::new();
        for _ in 0..2 {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
            at.push(listener.local_addr().unwrap());
            let router = axum::Router::new().route("/{path}", get(answer)).with_state(shops.clone());
            tokio::spawn(async move { axum::serve(listener, router).await });
        }
        (shops, [at[0], at[1]])
    }

    fn sells(&self, path: &str, shop: &str, title: &str, price: &str) {
        self.0.lock().unwrap().insert(path.into(), page(shop, title, price, ""));
    }
}

fn page(shop: &str, title: &str, price: &str, gtin: &str) -> String {
    let gtin = if gtin.is_empty() { String::new() } else { format!(r#""gtin13":"{gtin}","#) };
    format!(
        r#"<html lang="fr"><meta property="og:site_name" content="{shop}"><title>{title}</title>
        <script type="application/ld+json">{{"@type":"Product","name":"{title}",{gtin}"brand":{{"name":"Bosch"}},
        "offers":{{"price":"{price}","priceCurrency":"EUR","availability":"https://schema.org/InStock"}}}}</script><h1>{title}</h1></html>"#
    )
}

fn escaped(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric();
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Has an address read by the one box.
async fn reads(hand: &Hand<'_>, url: &str) -> crate::answer::Answer {
    hand.form("/me/wishes/read", &format!("what={}", escaped(url))).await
}

/// What a form of the page that asks names.
fn named(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark).nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
}

/// Reads an address and adds what it shows, as the form stands.
async fn wishes_at(hand: &Hand<'_>, url: &str, title: &str) -> String {
    let asked = reads(hand, url).await.want(200).text;
    let form = format!(
        "title={}&words=psr1800li&distance_m=1000&from=page&listing={}&once={}",
        escaped(title),
        named(&asked, "listing"),
        named(&asked, "once")
    );
    hand.form("/me/wishes/new", &form).await.want(303);
    text(&wishes(hand).await[0]["id"])
}

async fn wishes(hand: &Hand<'_>) -> Vec<Value> {
    hand.get("/api/v1/wishes").await.want(200).json()["items"].as_array().unwrap().clone()
}

async fn sellers(hand: &Hand<'_>, wish: &str) -> Vec<Value> {
    let all = hand.get(&format!("/api/v1/wishes/{wish}/sellers")).await.want(200).json();
    all["items"].as_array().unwrap().clone()
}

async fn a_second_shop_joins_the_wish_with_one_touch(db: TestDb) {
    let (shops, [norda, castor]) = Shops::open().await;
    let t = Town::reaching(db, vec![norda, castor]).await;
    let camille = t.member("Camille").await;
    shops.sells("drill", "Norda", DRILL, "129.90");
    shops.sells("visseuse", "Castor", SAME_DRILL, "119.00");
    let wish = wishes_at(&camille, &format!("http://{norda}/drill"), "La perceuse de Jo").await;

    let asked = reads(&camille, &format!("http://{castor}/visseuse")).await.want(200);
    for said in [
        "Vous l’espérez déjà",
        "La perceuse de Jo",
        "C’est sûrement la même chose.",
        "Le même numéro du fabricant : PSR1800LI2.",
        "La même marque : Bosch.",
        "Y ajouter cette boutique",
        "En faire une autre envie",
        "119,00 €",
    ] {
        assert!(asked.words().contains(said), "{said}: {}", asked.text);
    }
    assert_eq!(wishes(&camille).await.len(), 1, "to look creates nothing");
    let english =
        camille.page(&format!("/me/wishes/new?listing={}", named(&asked.text, "listing")), "en").await;
    for said in
        ["You already hope for this", "The same maker’s number: PSR1800LI2.", "It is surely the same thing."]
    {
        assert!(english.text.contains(said), "{said}");
    }

    let (path, form) =
        (format!("/me/wishes/{wish}/sellers"), format!("listing={}", named(&asked.text, "listing")));
    assert_eq!(led(&camille.form(&path, &form).await), format!("/me/wishes/{wish}"));
    camille.form(&path, &form).await.want(303);
    assert_eq!(wishes(&camille).await.len(), 1, "one thing is one wish");
    let sold = sellers(&camille, &wish).await;
    let told: Vec<_> = sold.iter().map(|one| (text(&one["retailer"]), text(&one["held"]))).collect();
    assert_eq!(
        told,
        [("Castor".into(), "sure".into()), ("Norda".into(), String::new())],
        "the cheapest first"
    );
    assert!(sold[0]["why"].as_array().unwrap().iter().any(|why| why["reason"] == "number-same"), "{sold:?}");
    let shown = camille.page(&format!("/me/wishes/{wish}"), "fr").await.want(200).words();
    let shown = shown.split("id=\"sellers\"").nth(1).unwrap();
    let place = |said: &str| shown.find(said).unwrap_or_else(|| panic!("{said} in {shown}"));
    assert!(place("Castor") < place("Norda") && place("119,00 €") < place("129,90 €"));
    place("C’est de cette page que vient votre envie.");

    // Both are read again in their turn, for both are hoped from.
    let web = t.house.web.clone().unwrap();
    t.waits(13 * 3_600).await;
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 2);
    for listing in sold.iter().map(|one| text(&one["listing"]).parse().unwrap()) {
        let kept = product::kept(&mut t.app.read().await.unwrap(), listing).await.unwrap().unwrap();
        assert_eq!(kept.read_at, t.app.now(), "{}", kept.url);
    }
    t.end().await;
}

async fn whoever_insists_makes_another_wish_and_a_second_tab_is_asked(db: TestDb) {
    let (shops, [norda, castor]) = Shops::open().await;
    let t = Town::reaching(db, vec![norda, castor]).await;
    let camille = t.member("Camille").await;
    shops.sells("drill", "Norda", DRILL, "129.90");
    shops.sells("visseuse", "Castor", SAME_DRILL, "119.00");
    // Both tabs are open before either is sent.
    let first = reads(&camille, &format!("http://{norda}/drill")).await.want(200).text;
    let second = reads(&camille, &format!("http://{castor}/visseuse")).await.want(200).text;
    let form = |page: &str, more: &str| {
        format!(
            "title=Perceuse&words=psr1800li&distance_m=1000&note=La+bleue&listing={}&{more}",
            named(page, "listing")
        )
    };
    camille.form("/me/wishes/new", &form(&first, "once=k1")).await.want(303);
    let asked = camille.form("/me/wishes/new", &form(&second, "once=k2")).await.want(409);
    assert!(
        asked.text.contains("La bleue") && asked.words().contains("Vous l’espérez déjà"),
        "{}",
        asked.text
    );
    assert_eq!(named(&asked.text, "another"), "on");
    assert_eq!(wishes(&camille).await.len(), 1);
    camille.form("/me/wishes/new", &form(&second, "once=k3&another=on")).await.want(303);
    assert_eq!(wishes(&camille).await.len(), 2, "they know better");
    // Programs insist by saying so.
    let listing = named(&first, "listing");
    let again = json!({"title": "Encore", "listing": listing});
    let there = camille.post("/api/v1/wishes", again.clone()).await.want(200).json();
    assert_eq!(there["title"], "Perceuse");
    let mut another = again;
    another["another"] = json!(true);
    camille.post("/api/v1/wishes", another).await.want(201);
    assert_eq!(wishes(&camille).await.len(), 3);
    t.end().await;
}

async fn the_same_link_leads_to_the_wish_that_is_there_by_every_way(db: TestDb) {
    let (shops, [norda, castor]) = Shops::open().await;
    let t = Town::reaching(db, vec![norda, castor]).await;
    let camille = t.member("Camille").await;
    let noor = t.member("Noor").await;
    shops.sells("drill", "Norda", DRILL, "129.90");
    let url = format!("http://{norda}/drill");
    let wish = wishes_at(&camille, &url, "La perceuse de Jo").await;
    let home = format!("/me/wishes/{wish}");
    // The one box, and what a phone shares.
    let again = reads(&camille, &format!("{url}?utm_source=x")).await;
    assert_eq!(led(&again), home);
    assert!(
        again
            .headers
            .get_all("set-cookie")
            .iter()
            .any(|cookie| cookie.to_str().unwrap().contains("said-seller-there"))
    );
    // The page that a program leads to.
    let read = camille.post("/api/v1/capture", json!({"url": url})).await.want(200).json();
    assert_eq!((&read["already"]["wish"], &read["already"]["held"]), (&json!(wish), &json!("there")));
    let path = format!("/me/wishes/new?listing={}", text(&read["listing"]));
    assert_eq!(led(&camille.page(&path, "fr").await), home);
    // A form drawn before.
    let form = format!("title=Perceuse&words=x&distance_m=1000&listing={}", text(&read["listing"]));
    assert_eq!(led(&camille.form("/me/wishes/new", &form).await), home);
    // A program.
    let told = json!({"title": "Perceuse", "listing": read["listing"]});
    assert_eq!(camille.post("/api/v1/wishes", told.clone()).await.want(200).json()["id"], json!(wish));
    assert_eq!(camille.post_once("/api/v1/wishes", "k9", &told).await.want(200).json()["id"], json!(wish));
    // The extension, which reads the page in the browser: that reading becomes a seller, and the page stands there once.
    t.waits(60).await;
    let sent = json!({"url": url, "html": page("Norda", DRILL, "125.00", "")});
    let own = camille.post("/api/v1/capture", sent).await.want(200).json();
    assert_eq!(own["already"]["held"], "there");
    let told = json!({"title": "Perceuse", "listing": own["listing"]});
    assert_eq!(camille.post("/api/v1/wishes", told).await.want(200).json()["id"], json!(wish));
    let sold = sellers(&camille, &wish).await;
    assert_eq!(sold.len(), 1, "{sold:?}");
    assert_eq!(sold[0]["price"]["minor"], 12_500, "as it was read last");
    // A list from elsewhere.
    let list = format!("title,link\nUne visseuse,{url}?utm_source=mail\n");
    let looked = camille.post("/api/v1/wishes/import", json!({"text": list})).await.want(200).json();
    assert_eq!(looked["lines"][0]["twice"], true, "{looked}");
    let line = looked["lines"][0]["line"].clone();
    let kept =
        camille.post("/api/v1/wishes/import", json!({"text": list, "save": true, "lines": [line]})).await;
    assert_eq!(kept.want(201).json()["added"], json!([wish]));
    assert_eq!(wishes(&camille).await.len(), 1, "one link is one wish, however it comes");
    // Nobody else is led there.
    reads(&noor, &url).await.want(200);
    camille.patch(&format!("/api/v1/wishes/{wish}"), json!({"state": "fulfilled"})).await.want(200);
    reads(&camille, &url).await.want(200);
    t.end().await;
}

async fn a_wrong_seller_is_taken_off_and_stays_off(db: TestDb) {
    let (shops, [norda, castor]) = Shops::open().await;
    let t = Town::reaching(db, vec![norda, castor]).await;
    let camille = t.member("Camille").await;
    shops.sells("drill", "Norda", DRILL, "129.90");
    shops.sells("visseuse", "Castor", SAME_DRILL, "119.00");
    let (first, second) = (format!("http://{norda}/drill"), format!("http://{castor}/visseuse"));
    let wish = wishes_at(&camille, &first, "La perceuse de Jo").await;
    let listing = named(&reads(&camille, &second).await.want(200).text, "listing");
    let form = format!("listing={listing}");
    let path = format!("/me/wishes/{wish}/sellers");
    camille.form(&path, &form).await.want(303);
    camille.form(&format!("{path}/off"), &form).await.want(303);
    camille.form(&format!("{path}/off"), &form).await.want(303);
    assert_eq!(sellers(&camille, &wish).await.len(), 1);
    let shown = camille.page(&format!("/me/wishes/{wish}"), "fr").await.want(200).text;
    assert!(shown.contains("Boutiques retirées") && shown.contains("Castor"), "it may be put back");
    // It is not joined again: captured once more, it is a page like any other, though the house takes both for one product.
    let asked = reads(&camille, &second).await.want(200);
    assert!(!asked.words().contains("Vous l’espérez déjà"), "{}", asked.text);
    // Added by hand at the wish, it is asked first; and put back by one touch.
    let by_hand = format!("wish={wish}&what={}", escaped(&second));
    camille.form("/me/wishes/read", &by_hand).await.want(200);
    assert_eq!(sellers(&camille, &wish).await.len(), 1);
    camille.form(&path, &form).await.want(303);
    assert_eq!(sellers(&camille, &wish).await.len(), 2);
    // The page it came from is taken off: the other stands in its place.
    let from = wishes(&camille).await[0]["listing"].clone();
    camille.delete(&format!("/api/v1{}/{}", path.replace("/me", ""), text(&from))).await.want(204);
    assert_eq!(wishes(&camille).await[0]["listing"], json!(listing));
    let sold = sellers(&camille, &wish).await;
    assert_eq!((sold.len(), &sold[0]["listing"], &sold[0]["first"]), (1, &json!(listing), &json!(true)));
    t.end().await;
}

async fn a_seller_is_added_by_its_address(db: TestDb) {
    let (shops, [norda, castor]) = Shops::open().await;
    let t = Town::reaching(db, vec![norda, castor]).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    shops.sells("drill", "Norda", DRILL, "129.90");
    shops.sells("visseuse", "Castor", SAME_DRILL, "119.00");
    shops.sells("other", "Castor", OTHER_DRILL, "99.00");
    let wish = wishes_at(&camille, &format!("http://{norda}/drill"), "La perceuse de Jo").await;
    let adds = async |hand: &Hand<'_>, what: &str| {
        hand.form("/me/wishes/read", &format!("wish={wish}&what={}", escaped(what))).await
    };
    let home = format!("/me/wishes/{wish}");
    assert_eq!(led(&adds(&camille, &format!("http://{castor}/visseuse")).await), home, "at once");
    assert_eq!(led(&adds(&camille, &format!("http://{castor}/visseuse")).await), home, "and once");
    assert_eq!(sellers(&camille, &wish).await.len(), 2);
    // Another thing is asked about, with what speaks against it, and added when they say so.
    let asked = adds(&camille, &format!("http://{castor}/other")).await.want(200);
    for said in
        ["Est-ce vraiment la même chose ?", "Un autre numéro du fabricant : PSR", "L’ajouter quand même"]
    {
        assert!(asked.words().contains(said), "{said}: {}", asked.text);
    }
    assert_eq!(sellers(&camille, &wish).await.len(), 2);
    let other = named(&asked.text, "listing");
    camille.form(&format!("{home}/sellers"), &format!("listing={other}")).await.want(303);
    assert_eq!(sellers(&camille, &wish).await.len(), 3);
    let shown = camille.page(&home, "fr").await.want(200).words();
    assert!(shown.contains("C’est vous qui l’avez ajoutée."), "{shown}");
    // What cannot be read is said beside the field, which stays filled.
    for what in [format!("http://{castor}/nowhere"), "perceuse".to_owned()] {
        let refused = adds(&camille, &what).await.want(422);
        assert!(refused.text.contains(&format!("value=\"{what}\"")) && refused.text.contains("f-what-error"));
    }
    // Nobody adds to, or learns of, another's wish; nor a page that another's own browser read.
    adds(&noor, &format!("http://{castor}/other")).await.want(404);
    noor.form(&format!("{home}/sellers"), &format!("listing={other}")).await.want(404);
    noor.form(&format!("{home}/sellers/off"), &format!("listing={other}")).await.want(404);
    noor.get(&format!("/api/v1/wishes/{wish}/sellers")).await.want(404);
    let sent = json!({"url": "https://shop.example/x", "html": page("Shop", DRILL, "1.00", "")});
    let own = noor.post("/api/v1/capture", sent).await.want(200).json();
    let path = format!("/api/v1/wishes/{wish}/sellers");
    camille.post(&path, json!({"listing": own["listing"]})).await.refused(422, "invalid");
    t.end().await;
}

async fn a_wish_told_in_words_is_asked_about_and_a_code_is_one_wish(db: TestDb) {
    let (shops, [norda, castor]) = Shops::open().await;
    let t = Town::reaching(db, vec![norda, castor]).await;
    let camille = t.member("Camille").await;
    let wish = camille.wishes("cordless drill", None).await;
    shops.sells("drill", "Norda", DRILL, "129.90");
    shops.sells("case", "Castor", "Coffret pour perceuse sans fil", "19.00");
    let asked = reads(&camille, &format!("http://{norda}/drill")).await.want(200);
    assert!(asked.words().contains("Est-ce pour cette envie-là ?") && asked.text.contains("cordless drill"));
    let form = format!("listing={}", named(&asked.text, "listing"));
    camille.form(&format!("/me/wishes/{wish}/sellers"), &form).await.want(303);
    assert_eq!(sellers(&camille, &wish).await[0]["held"], "answers");
    let case = reads(&camille, &format!("http://{castor}/case")).await.want(200).words();
    assert!(
        !case.contains("Est-ce pour cette envie-là") && !case.contains("Vous l’espérez déjà"),
        "a case is no drill"
    );
    // Exactly one product: the same code again leads to its wish.
    let code = json!({"title": "Pâte à tartiner", "subject": {"gtin": "3017620422003"}});
    let coded = camille.wishes_for(code).await;
    let home = format!("/me/wishes/{coded}");
    assert_eq!(led(&camille.form("/me/wishes/read", "what=3017620422003").await), home);
    assert_eq!(led(&camille.page("/me/wishes/new?gtin=3017620422003", "fr").await), home);
    t.end().await;
}

/// What only pages that others had read say joins nothing for a member: that it did would tell of those.
async fn what_others_had_read_joins_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let seen = |shop: &str, title: &str, gtin: Option<&str>| product::Seen {
        url: format!("https://{shop}/x"),
        retailer: shop.into(),
        title: title.into(),
        brand: None,
        gtin: gtin.map(|code| code.parse().unwrap()),
        model: None,
        category: None,
        picture: None,
        price: Some(domain::Money::eur(7_990)),
        list_price: None,
        availability: domain::Availability::In,
        known: product::Known::default(),
        besides: product::Besides::default(),
    };
    let notes = async |seen: product::Seen| {
        let mut tx = t.app.write().await.unwrap();
        let listing = product::note(&mut tx, &t.app, seen, None).await.unwrap();
        tx.commit().await.unwrap();
        listing
    };
    let code = Some("3017620422003");
    let ours = notes(seen("a.example", "Norda X200 perceuse", None)).await;
    let bridge = notes(seen("b.example", "Perceuse Norda X200", code)).await;
    let theirs = notes(seen("c.example", "Une boîte verte", code)).await;
    assert_eq!(
        (ours.product, bridge.product),
        (theirs.product, theirs.product),
        "the house takes all for one product"
    );
    let wish = json!({"title": "Perceuse", "listing": ours.id.to_string()});
    let wish = camille.wishes_for(wish).await;
    noor.wishes_for(json!({"title": "Perceuse", "listing": bridge.id.to_string()})).await;
    let path = format!("/me/wishes/new?listing={}", theirs.id);
    let asked = camille.page(&path, "en").await.want(200).text;
    assert!(!asked.contains("You already hope for this"), "only Noor's page ties the two");
    let path = format!("/me/wishes/new?listing={}", bridge.id);
    let asked = camille.page(&path, "en").await.want(200).text;
    assert!(asked.contains("You already hope for this"), "these two are alike by themselves");
    let sold: Vec<_> = sellers(&camille, &wish).await.iter().map(|one| text(&one["retailer"])).collect();
    assert_eq!(sold, ["a.example"]);
    t.end().await;
}

async fn news_looks_at_all_sellers_of_a_wish(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let first = Sale::opens(&t, "https://norda.example/x200", 8_000).await;
    // Another thing to the house, the same to her.
    let second = Sale::opens(&t, "https://castor.example/y", 7_900).await;
    let wish = first.wished_by(&camille, None).await;
    let path = format!("/api/v1/wishes/{wish}/sellers");
    camille.post(&path, json!({"listing": second.listing.to_string()})).await.want(200);
    t.waits(DAY).await;
    first.costs(7_500).await;
    assert_eq!(news_of(&camille).await.len(), 1, "less than the other asks");
    t.waits(DAY).await;
    second.costs(6_000).await;
    let news = news_of(&camille).await;
    assert_eq!(news.len(), 2, "{news:?}");
    assert!(
        news.iter().any(|one| one["retailer"] == "castor.example" && one["wish"] == json!(wish)),
        "{news:?}"
    );
    t.waits(DAY).await;
    first.costs(6_500).await;
    assert_eq!(news_of(&camille).await.len(), 2, "it costs less elsewhere");
    // What was taken off tells no more.
    camille.delete(&format!("{path}/{}", second.listing)).await.want(204);
    t.waits(DAY).await;
    second.costs(4_000).await;
    assert_eq!(news_of(&camille).await.len(), 2);
    t.end().await;
}

both!(
    a_second_shop_joins_the_wish_with_one_touch,
    whoever_insists_makes_another_wish_and_a_second_tab_is_asked,
    the_same_link_leads_to_the_wish_that_is_there_by_every_way,
    a_wrong_seller_is_taken_off_and_stays_off,
    a_seller_is_added_by_its_address,
    a_wish_told_in_words_is_asked_about_and_a_code_is_one_wish,
    what_others_had_read_joins_nothing,
    news_looks_at_all_sellers_of_a_wish,
);
