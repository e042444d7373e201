//! Wishes from anywhere else: a page by its address, a page as a browser has it, words; and pages that change meanwhile.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::http::{StatusCode, header};
use axum::routing::get;
use people::NewMember;
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::harness::Town;

/// A retailer's site: what it answers under `/drill`, and how often it was asked.
#[derive(Clone, Default)]
struct Site(Arc<Mutex<(u16, String, usize)>>);

impl Site {
    async fn open() -> (Self, SocketAddr) {
        let site = Self::default();
        site.says(79.90, "InStock");
        let asked = site.clone();
        let answer = get(move || async move {
            let mut said = asked.0.lock().unwrap();
            said.2 += 1;
            (StatusCode::from_u16(said.0).unwrap(), [(header::CONTENT_TYPE, "text/html")], said.1.clone())
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = axum::Router::new().route("/drill", answer);
        tokio::spawn(async move { axum::serve(listener, router).await });
        (site, address)
    }

    fn says(&self, price: f64, stock: &str) {
        let mut said = self.0.lock().unwrap();
        (said.0, said.1) = (200, page(price, stock));
    }

    fn fails(&self, status: u16) {
        self.0.lock().unwrap().0 = status;
    }
}

fn page(price: f64, stock: &str) -> String {
    format!(
        r#"<html lang="fr"><title>Perceuse</title><script type="application/ld+json">{{"@type":"Product",
        "name":"Perceuse sans fil <b>X200</b>","mpn":"X200-18","brand":{{"name":"Norda"}},"offers":{{"price":"{price:.2}",
        "priceCurrency":"EUR","availability":"https://schema.org/{stock}"}}}}</script><h1>Perceuse</h1></html>"#
    )
}

async fn a_page_is_read_shown_and_wished(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let asked =
        camille.form("/me/wishes/read", &format!("what=http%3A%2F%2F{address}%2Fdrill")).await.want(200);
    for shown in ["Perceuse sans fil", "79,90 €", "Norda", "En stock", "offers.price", "name=\"listing\""] {
        assert!(asked.words().contains(shown), "{shown}");
    }
    assert!(!asked.text.contains("<b>X200"), "a page's markup stays text");
    assert_eq!(camille.get("/api/v1/wishes").await.json()["items"], json!([]), "nothing is wished yet");

    let listing = asked.text.split("value=\"listing_").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let form = format!(
        "title=Perceuse&words=x200&brand=Norda&top_price=70&distance_m=1000&from=page&once=k1&listing=listing_{listing}&note=La+bleue"
    );
    camille.form("/me/wishes/new", &form).await.want(303);
    camille.form("/me/wishes/new", &form).await.want(303);
    let wishes = camille.get("/api/v1/wishes").await.json()["items"].clone();
    assert_eq!(wishes.as_array().unwrap().len(), 1, "a double click is one wish");
    assert_eq!(wishes[0]["subject"]["words"], json!("x200"));
    let shown =
        camille.page(&format!("/me/wishes/{}", wishes[0]["id"].as_str().unwrap()), "fr").await.want(200).text;
    for part in ["La bleue", "127.0.0.1", "79,90", "En stock"] {
        assert!(shown.contains(part), "{part}");
    }
    assert_eq!(site.0.lock().unwrap().2, 1, "the page was asked for once");
    t.end().await;
}

async fn a_listing_is_read_again_and_tells_when_it_could_not(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let web = t.house.web.clone().unwrap();
    let url = format!("http://{address}/drill");
    let read = camille.post("/api/v1/capture", json!({"url": url})).await.want(200).json();
    let listing = read["listing"].as_str().unwrap().to_owned();
    assert_eq!((&read["price"]["minor"], &read["model"]), (&json!(7_990), &json!("X200-18")));
    assert!(read["from"]["price"].as_str().unwrap().contains("JSON-LD"), "{read}");
    let form = format!("title=Perceuse&words=x200&distance_m=1000&from=page&listing={listing}");
    camille.form("/me/wishes/new", &form).await.want(303);
    let wish = camille.get("/api/v1/wishes").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let shown = async || camille.page(&format!("/me/wishes/{wish}"), "fr").await.want(200).text;

    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 0, "not due yet");
    site.says(64.50, "LimitedAvailability");
    t.waits(13 * 3_600).await;
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 1);
    let now = shown().await;
    assert!(
        now.contains("64,50") && now.contains("Entre 64,50") && now.contains("polyline"),
        "the course is drawn"
    );

    site.fails(404);
    t.waits(13 * 3_600).await;
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 1);
    let now = shown().await;
    assert!(now.contains("64,50") && now.contains("Cette page n’existe pas"), "an old price is shown as old");
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 0, "and not asked for again at once");
    t.end().await;
}

async fn what_nobody_wishes_from_is_not_read_again(db: TestDb) {
    let (_site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let web = t.house.web.clone().unwrap();
    let read = camille.post("/api/v1/capture", json!({"url": format!("http://{address}/drill")})).await;
    let listing: domain::ListingId = read.want(200).json()["listing"].as_str().unwrap().parse().unwrap();
    let kept = async || product::kept(&mut t.app.read().await.unwrap(), listing).await.unwrap().unwrap();
    let before = kept().await;
    t.waits(13 * 3_600).await;
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 1);
    assert_eq!(kept().await.read_at, before.read_at, "put off unread");
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 0, "until its next turn");
    let form = format!("title=Perceuse&words=x200&distance_m=1000&from=page&listing={listing}");
    camille.form("/me/wishes/new", &form).await.want(303);
    t.waits(13 * 3_600).await;
    assert_eq!(hyperlieu::events::round(&t.app, &web).await.unwrap(), 1);
    assert!(kept().await.read_at > before.read_at);
    t.end().await;
}

async fn what_leads_inside_is_not_fetched(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    for (host, wrong) in [
        (address.to_string(), "private"),
        ("127.0.0.1".into(), "private"),
        ("[::1]".into(), "private"),
        ("0x7f000001".into(), "private"),
        ("169.254.169.254".into(), "private"),
    ] {
        let refused = camille.post("/api/v1/capture", json!({"url": format!("http://{host}/drill")})).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{host}");
        assert!(refused.text.contains(wrong) || refused.text.contains("address"), "{host}: {}", refused.text);
        let asked =
            camille.form("/me/wishes/read", &format!("what=Perceuse+http%3A%2F%2F{host}%2Fdrill")).await;
        assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY, "{host}");
        assert!(asked.text.contains("value=\"Perceuse\""), "what was said beside it is kept");
    }
    assert_eq!(site.0.lock().unwrap().2, 0);
    t.end().await;
}

async fn what_a_browser_sends_is_believed_for_its_member_alone(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let sent = json!({"url": "https://shop.example/drill?utm_source=x", "html": page(9.90, "InStock")});
    let read = camille.post("/api/v1/capture", sent).await.want(200).json();
    let listing = read["listing"].as_str().unwrap().to_owned();
    camille.page(&format!("/me/wishes/new?listing={listing}"), "en").await.want(200);
    noor.page(&format!("/me/wishes/new?listing={listing}"), "en").await.want(404);
    let form = format!("title=Drill&words=x200&distance_m=1000&listing={listing}");
    let refused = noor.form("/me/wishes/new", &form).await.want(422);
    assert!(refused.text.contains("value=\"Drill\""), "the form is still filled");
    let big = json!({"url": "https://shop.example/drill", "html": "x".repeat(4_000_000)});
    camille.post("/api/v1/capture", big).await.want(413);
    camille
        .post("/api/v1/capture", json!({"url": "https://shop.example/", "html": "<p>hello"}))
        .await
        .want(422);
    t.end().await;
}

async fn a_program_wishes_for_what_a_page_sells(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let sent = json!({"url": "https://shop.example/drill", "html": page(79.90, "InStock")});
    let listing = camille.post("/api/v1/capture", sent).await.want(200).json()["listing"].clone();
    let wish = json!({"title": "La perceuse de Jo", "listing": listing, "note": " La bleue "});
    let made = camille.post_once("/api/v1/wishes", "k1", &wish).await.want(201).json();
    assert_eq!(
        (&made["listing"], &made["from"], &made["note"]),
        (&listing, &json!("page"), &json!("La bleue"))
    );
    // Not the words of the title, which are the member's own, nor the page's whole title.
    assert_eq!(
        made["subject"],
        json!({"kind": "product", "category": "home/tools", "brand": "norda", "words": "18 x200"})
    );
    let again = camille.post_once("/api/v1/wishes", "k1", &wish).await.want(201).json();
    assert_eq!(again, made, "the same key is the same wish");
    let path = format!("/api/v1/wishes/{}", made["id"].as_str().unwrap());
    // To look tells besides for how much it can be had now: an answer that is given again would tell it too late.
    let mut looked = camille.get(&path).await.want(200).json();
    assert_eq!(looked.as_object_mut().unwrap().remove("best").unwrap()["price"]["minor"], 7_990);
    assert_eq!(looked, made);
    assert_eq!(camille.patch(&path, json!({"distance_m": 1_000})).await.want(200).json(), made);

    let told = json!({"title": "Perceuse", "listing": listing, "subject": {"words": "perceuse"}, "from": "list",
            "another": true});
    let told = camille.post("/api/v1/wishes", told).await.want(201).json();
    assert_eq!((&told["subject"]["words"], &told["from"]), (&json!("perceuse"), &json!("list")));
    t.waits(1).await;
    let plain = camille.post("/api/v1/wishes", json!({"title": "Pain complet"})).await.want(201).json();
    assert_eq!((&plain["from"], &plain["listing"]), (&json!("words"), &json!(null)));
    let mut listed = camille.get("/api/v1/wishes").await.json()["items"].clone();
    for wish in listed.as_array_mut().unwrap() {
        let best = wish.as_object_mut().unwrap().remove("best");
        assert_eq!(best.is_some(), wish["listing"].is_string(), "where a page sells it: {wish}");
    }
    assert_eq!(listed, json!([plain, told, made]));

    for (wish, wrong) in [
        (json!({"title": "x1", "listing": listing}), "listing"),
        (json!({"title": "x1", "listing": format!("listing_{}", "0".repeat(32))}), "listing"),
        (json!({"title": "x1", "note": "n".repeat(domain::limits::NOTE_CHARS + 1)}), "note"),
    ] {
        let refused = noor.post("/api/v1/wishes", wish).await.refused(422, "invalid");
        assert!(refused.text.contains(wrong), "{}", refused.text);
    }
    assert_eq!(noor.get("/api/v1/wishes").await.json()["items"], json!([]), "nothing is half added");
    t.end().await;
}

async fn words_are_understood_before_they_are_saved(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let sent = camille.form("/me/wishes", "title=perceuse+sans+fil+moins+de+80+%E2%82%AC").await.want(307);
    assert_eq!(sent.header("location"), "/me/wishes/read");
    let asked =
        camille.form("/me/wishes/read", "title=perceuse+sans+fil+moins+de+80+%E2%82%AC").await.want(200);
    assert!(
        asked.text.contains("value=\"perceuse sans fil\"")
            && asked.text.contains("value=\"home/tools\" selected")
    );
    assert_eq!(camille.get("/api/v1/wishes").await.json()["items"], json!([]), "nothing is wished yet");
    camille.form("/me/wishes", "title=perceuse").await.want(303);
    let shared =
        camille.page("/me/wishes/new?title=Drill&text=Look:+https://shop.example/x", "en").await.want(200);
    assert!(
        shared.text.contains("value=\"https://shop.example/x\""),
        "an address that was shared is read when asked to"
    );
    t.end().await;
}

async fn an_address_is_read_whatever_is_chosen_beside_it(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let form = format!(
        "title=http%3A%2F%2F{address}%2Fdrill&category=garden&top_price=60&until=2027-05-01&distance_m=2000"
    );
    let sent = camille.form("/me/wishes", &form).await.want(307);
    assert_eq!(sent.header("location"), "/me/wishes/read");
    let asked = camille.form("/me/wishes/read", &form).await.want(200);
    assert_eq!(site.0.lock().unwrap().2, 1, "the page was read");
    assert!(asked.words().contains("Perceuse sans fil") && asked.text.contains("value=\"listing_"));
    for chosen in
        ["value=\"garden\" selected", "value=\"60\"", "value=\"2027-05-01\"", "value=\"2000\" selected"]
    {
        assert!(asked.text.contains(chosen), "what was chosen wins over the page: {chosen}");
    }
    assert_eq!(camille.get("/api/v1/wishes").await.json()["items"], json!([]), "nothing is wished yet");
    t.end().await;
}

async fn a_code_is_a_code_in_whichever_form_it_comes(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let link = "https%3A%2F%2Fid.gs1.org%2F01%2F09520123456788%2F10%2FA";
    for said in [link, "(01)09520123456788(10)A", "9520123456788"] {
        let form = format!("title={said}");
        camille.form("/me/wishes", &form).await.want(307);
        let asked = camille.form("/me/wishes/read", &form).await.want(200);
        assert!(asked.text.contains("name=\"from\" value=\"code\""), "{said}");
        assert!(asked.text.contains("9520123456788") && !asked.text.contains("value=\"https://id"), "{said}");
    }
    for query in
        [format!("url={link}"), format!("title=Thing&text=Look+{link}"), "gtin=(01)09520123456788".into()]
    {
        let asked = camille.page(&format!("/me/wishes/new?{query}"), "en").await.want(200).text;
        assert!(
            asked.contains("name=\"from\" value=\"code\"") && !asked.contains("data-send-now"),
            "{query}"
        );
    }
    // Compressed, certain by how it begins or where it stands; else only out of a camera or a tag.
    let certain =
        ["https://shop.example/eh30164596f40c0e5cbe991a83", "https://shop.example/01/05412345000013/EEarwSM"];
    for address in certain {
        let asked = camille.form("/me/wishes/read", &format!("title={address}")).await.want(200).text;
        assert!(asked.contains("name=\"from\" value=\"code\""), "{address}");
    }
    let packed = "/me/wishes/new?url=https://brand.example/AQnYUc1gmiCNV4JG";
    let pasted = camille.page(packed, "en").await.want(200).text;
    assert!(pasted.contains("value=\"https://brand.example/AQnYUc1gmiCNV4JG\""), "{pasted}");
    let scanned = camille.page(&format!("{packed}&scanned=1"), "en").await.want(200).text;
    assert!(
        scanned.contains("name=\"from\" value=\"code\"") && scanned.contains("5412345000013"),
        "{scanned}"
    );
    let shop = "/me/wishes/new?url=https://shop.example/products/01/09520123456788";
    let asked = camille.page(shop, "en").await.want(200).text;
    assert!(
        asked.contains("value=\"https://shop.example/products/01/09520123456788\""),
        "a shop's page is read"
    );
    t.end().await;
}

async fn a_price_in_other_money_is_not_lost(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    for (said, title, price, code) in [
        ("drill+under+%2480", "drill", "80,00", "USD"),
        ("montre+moins+de+200+%C2%A3", "montre", "200,00", "GBP"),
    ] {
        let form = format!("title={said}");
        camille.form("/me/wishes", &form).await.want(307);
        let asked = camille.form("/me/wishes/read", &form).await.want(200);
        assert!(asked.text.contains(&format!("value=\"{title}\"")), "{}", asked.text);
        assert!(asked.text.contains(&format!("value=\"{price}\"")), "{}", asked.text);
        assert!(asked.text.contains(&format!("<option value=\"{code}\" selected>")), "{}", asked.text);
        assert!(asked.words().contains("comptent en euros"), "{said}");
    }
    t.end().await;
}

/// A shop of two pages that asks for half a minute between visits.
async fn patient_shop() -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let html = || async { ([(header::CONTENT_TYPE, "text/html")], page(79.90, "InStock")) };
    let robots = || async { ([(header::CONTENT_TYPE, "text/plain")], "User-agent: *\nCrawl-delay: 30\n") };
    let router = axum::Router::new().route("/drill", get(html)).route("/saw", get(html));
    let router = router.route("/robots.txt", get(robots));
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn what_must_wait_its_turn_has_not_failed(db: TestDb) {
    let address = patient_shop().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let web = t.house.web.clone().unwrap();
    let titles = ["Une perceuse à percussion", "Une scie sauteuse"];
    let mut wished = Vec::new();
    for (path, title) in ["drill", "saw"].into_iter().zip(titles) {
        let url = format!("http://{address}/{path}");
        let mut tx = t.app.write().await.unwrap();
        let now = t.app.now();
        wished.push(product::expect(&mut tx, &t.app, &url, title, "127.0.0.1", now).await.unwrap());
        tx.commit().await.unwrap();
        let listing = wished[wished.len() - 1].to_string();
        camille.wishes_for(json!({"title": title, "listing": listing, "another": true})).await;
    }
    let kept = async |which: usize| {
        product::kept(&mut t.app.read().await.unwrap(), wished[which]).await.unwrap().unwrap()
    };
    let read = async |which: usize| kept(which).await.price.is_some();
    t.waits(1).await;
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 2);
    let (one, other) = (kept(0).await, kept(1).await);
    assert!(one.price.is_some() != other.price.is_some(), "one visit, then half a minute's rest");
    let waits = usize::from(one.price.is_some());
    let put_off = kept(waits).await;
    assert_eq!(put_off.failures, 0, "our own politeness is no failure of theirs");
    assert_eq!(put_off.failure.as_deref(), Some(product::NOT_READ));
    let wait = put_off.next_at.unwrap().secs_since(t.app.now());
    assert!((15..=60).contains(&wait), "{wait}");
    let all = camille.get("/api/v1/wishes").await.json()["items"].clone();
    let title = titles[waits];
    let wish = all.as_array().unwrap().iter().find(|wish| wish["title"] == title).unwrap()["id"].clone();
    let path = format!("/me/wishes/{}", wish.as_str().unwrap());
    let shown = camille.page(&path, "fr").await.want(200).words();
    assert!(shown.contains("Cette page n’a pas encore été lue."), "{shown}");
    for untrue in ["Lu aujourd’hui", "n’a pas pu être relue", "laissé tranquille"] {
        assert!(!shown.contains(untrue), "{untrue}: {shown}");
    }
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 0, "not asked for again at once");
    t.waits(61).await;
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 1);
    assert!(read(0).await && read(1).await);
    t.end().await;
}

/// A page of a shop as this server read it.
fn seen(shop: &str) -> product::Seen {
    product::Seen {
        url: format!("https://{shop}/drill"),
        retailer: shop.into(),
        title: "Perceuse X200".into(),
        brand: None,
        gtin: "3017620422003".parse().ok(),
        model: None,
        category: None,
        picture: None,
        price: Some(domain::Money::eur(7_990)),
        list_price: None,
        availability: domain::Availability::In,
        known: product::Known::default(),
        besides: product::Besides::default(),
    }
}

async fn what_others_had_read_is_told_of_a_crowd_only(db: TestDb) {
    let t = Town::new(db).await;
    let mut tx = t.app.write().await.unwrap();
    let first = product::note(&mut tx, &t.app, seen("a.example"), None).await.unwrap();
    let second = product::note(&mut tx, &t.app, seen("b.example"), None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(first.product, second.product);
    let wish_from =
        |listing: domain::ListingId| format!("title=Drill&words=x200&distance_m=1000&listing={listing}");
    let camille = t.member("Camille").await;
    camille.form("/me/wishes/new", &wish_from(first.id)).await.want(303);
    let wish = camille.get("/api/v1/wishes").await.json()["items"][0]["id"].as_str().unwrap().to_owned();
    let told =
        async || camille.page(&format!("/me/wishes/{wish}"), "en").await.want(200).text.contains("b.example");
    for count in 0..domain::limits::CROWD {
        assert!(!told().await, "{count} others are no crowd");
        // One person becomes as many guests as they like.
        let guest = NewMember { guest: true, ..NewMember::default() };
        t.somebody(guest).await.form("/me/wishes/new", &wish_from(second.id)).await.want(303);
        assert!(!told().await, "a guest makes no crowd of {count}");
        t.member(&format!("Neighbour {count}"))
            .await
            .form("/me/wishes/new", &wish_from(second.id))
            .await
            .want(303);
    }
    assert!(told().await, "a crowd tells of nobody");
    let nobody =
        t.call(axum::http::Method::GET, "/01/03017620422003", &crate::harness::As::Nobody, &[], "").await;
    assert!(!nobody.want(200).text.contains("X200"), "opening a code tells nothing of wishes");
    t.end().await;
}

async fn what_is_shared_is_read_at_once_and_what_a_foreign_page_leads_to_is_not(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let look = async |headers: &[(&str, &str)]| {
        let path = "/me/wishes/new?url=https://shop.example/x";
        let page = t.call(axum::http::Method::GET, path, &camille.cookie, headers, "").await.want(200).text;
        assert!(page.contains("value=\"https://shop.example/x\""), "the button is always there");
        assert!(page.contains("href=\"/me/wishes/scan\""));
        page.contains("data-send-now")
    };
    for (site, at_once) in
        [("none", true), ("same-origin", true), ("same-site", false), ("cross-site", false)]
    {
        assert_eq!(look(&[("sec-fetch-site", site), ("accept", "text/html")]).await, at_once, "{site}");
    }
    assert!(!look(&[("accept", "text/html")]).await, "a browser that does not tell");
    assert_eq!(camille.get("/api/v1/wishes").await.json()["items"], json!([]), "to look creates nothing");
    t.end().await;
}

both!(
    a_price_in_other_money_is_not_lost,
    a_code_is_a_code_in_whichever_form_it_comes,
    an_address_is_read_whatever_is_chosen_beside_it,
    what_must_wait_its_turn_has_not_failed,
    what_is_shared_is_read_at_once_and_what_a_foreign_page_leads_to_is_not,
    what_others_had_read_is_told_of_a_crowd_only,
    a_page_is_read_shown_and_wished,
    a_listing_is_read_again_and_tells_when_it_could_not,
    what_nobody_wishes_from_is_not_read_again,
    what_leads_inside_is_not_fetched,
    what_a_browser_sends_is_believed_for_its_member_alone,
    a_program_wishes_for_what_a_page_sells,
    words_are_understood_before_they_are_saved,
);
