//! A list from elsewhere: looked at line by line, kept once, its pages read in their turn.

use std::net::SocketAddr;

use axum::http::{Method, header};
use axum::routing::get;
use domain::limits;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::hand::Hand;
use crate::harness::{As, Town};
use crate::site::Site;

/// Hands a list over as the form does.
pub async fn looks(t: &Town, hand: &Hand<'_>, name: &str, value: &[u8]) -> Answer {
    hands(t, hand, &[(name, value)]).await
}

/// The same with several parts filled in.
pub async fn hands(t: &Town, hand: &Hand<'_>, given: &[(&str, &[u8])]) -> Answer {
    let mut body = Vec::new();
    for part in ["text", "link", "file"] {
        let file = if part == "file" { "; filename=\"list.csv\"" } else { "" };
        body.extend_from_slice(
            format!("--cut\r\nContent-Disposition: form-data; name=\"{part}\"{file}\r\n\r\n").as_bytes(),
        );
        body.extend(given.iter().filter(|(name, _)| *name == part).flat_map(|(_, bytes)| bytes.iter()));
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--cut--\r\n");
    let headers = [
        ("content-type", "multipart/form-data; boundary=cut"),
        ("sec-fetch-site", "same-origin"),
        ("accept", "text/html"),
        ("accept-language", "fr"),
    ];
    t.call(Method::POST, "/me/wishes/import/read", &hand.cookie, &headers, body).await
}

/// The form of a page of lines as a browser would send it, unticked boxes left out.
pub fn filled(page: &str) -> String {
    let mut pairs = Vec::new();
    let form = page.split("action=\"/me/wishes/import\"").nth(1).unwrap();
    for tag in form.split("<input").skip(1).map(|rest| rest.split('>').next().unwrap()) {
        let of = |name: &str| tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        let ticked = of("type") != Some("checkbox") || tag.contains(" checked");
        if let (Some(name), true) = (of("name"), ticked) {
            let value = of("value")
                .unwrap_or_default()
                .replace("&#38;", "&")
                .replace("&#39;", "'")
                .replace("&#34;", "\"");
            pairs.push(format!("{name}={}", encoded(&value)));
        }
    }
    pairs.join("&")
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(
            |byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            },
        )
        .collect()
}

pub async fn wishes(hand: &Hand<'_>) -> Vec<Value> {
    hand.get("/api/v1/wishes").await.want(200).json()["items"].as_array().unwrap().clone()
}

pub fn titled<'a>(wishes: &'a [Value], title: &str) -> &'a Value {
    wishes.iter().find(|wish| wish["title"] == title).unwrap_or_else(|| panic!("{title} in {wishes:?}"))
}

async fn a_list_is_looked_at_put_right_and_kept_once(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.wishes("du thé vert", None).await;
    let list = "# Noël\n- [ ] 2x Théière en fonte 39,90 €\n- Thé vert\n- [x] Bougies\n978-2-07-036822-8\n\
        - La bleue : https://shop.example/p/perceuse-sans-fil\n";
    let seen = looks(&t, &camille, "text", list.as_bytes()).await.want(200);
    let words = seen.words();
    for part in [
        "5 lignes ont été comprises",
        "déjà sur votre liste",
        "2 fois",
        "9782070368228",
        "shop.example",
        "Une page sera lue",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert!(!words.contains("09782070368228"), "people see a number as it is printed: {words}");
    assert_eq!(wishes(&camille).await.len(), 1, "nothing is kept yet");
    let form = filled(&seen.text);
    assert!(form.contains("keep-0=on") && !form.contains("keep-1=") && !form.contains("keep-2="), "{form}");

    // A price that is none: the line is named, nothing is kept, all is still there.
    let wrong = form.replace("price-0=39%2C90", "price-0=beaucoup");
    let refused = camille.form("/me/wishes/import", &wrong).await.want(422);
    assert!(
        refused.text.contains("value=\"beaucoup\"") && refused.text.contains("id=\"e-0\""),
        "{}",
        refused.text
    );
    let empty = camille
        .form("/me/wishes/import", &form.replace("title-0=Th%C3%A9i%C3%A8re%20en%20fonte", "title-0="))
        .await
        .want(422);
    assert!(empty.text.contains("id=\"e-0\""), "{}", empty.text);
    assert_eq!(wishes(&camille).await.len(), 1);

    for _ in 0..2 {
        let sent = camille.form("/me/wishes/import", &form).await.want(303);
        let told = camille.page(sent.header("location"), "fr").await.want(200);
        assert!(told.words().contains("3 envies ont été ajoutées"), "{}", told.text);
    }
    let all = wishes(&camille).await;
    assert_eq!(all.len(), 4, "once: {all:?}");
    let pot = titled(&all, "Théière en fonte");
    assert_eq!((&pot["top_price"]["minor"], &pot["from"]), (&json!(3_990), &json!("list")));
    let mut tx = t.app.read().await.unwrap();
    let beside = wish::detail(&mut tx, pot["id"].as_str().unwrap().parse().unwrap()).await.unwrap();
    drop(tx);
    assert_eq!(beside.quantity, 2);
    assert!(all.iter().any(|wish| wish["subject"]["gtin"] == "09782070368228"));
    let drill = titled(&all, "La bleue");
    let page =
        camille.page(&format!("/me/wishes/{}", drill["id"].as_str().unwrap()), "fr").await.want(200).text;
    assert!(page.contains("sera lue bientôt"), "it says that its page was not read");
    assert!(!page.contains("79,90"));
    t.turn().await;
    t.end().await;
}

async fn a_spreadsheet_of_any_make_is_read_and_a_bad_line_costs_itself_alone(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    // Windows-1252, parted by semicolons, one quote never closed.
    let file = b"Libell\xe9;Prix;Quantit\xe9\r\nTh\xe9i\xe8re;39,90 \x80;1\r\n\"Bougies;4;2\r\nCarnet;;3\r\n";
    let seen = looks(&t, &camille, "file", file).await.want(200);
    assert!(
        seen.text.contains("value=\"Théière\"") && seen.text.contains("value=\"Carnet\""),
        "{}",
        seen.text
    );
    assert!(seen.words().contains("Une ligne n’a pas pu être lue") && seen.words().contains("Ligne 3"));
    let none = looks(&t, &camille, "text", b"   \n---\n").await.want(422);
    assert!(none.text.contains("import/read"), "the form again");
    looks(&t, &camille, "file", b"").await.want(422);
    let big = vec![b'x'; limits::IMPORT_BYTES + 200_000];
    looks(&t, &camille, "file", &big).await.want(413);
    let many: String = (0..limits::IMPORT_LINES + 3).map(|line| format!("Chose numéro {line}\n")).collect();
    let seen = looks(&t, &camille, "text", many.as_bytes()).await.want(200);
    assert!(seen.words().contains("3 lignes de plus ne tiennent pas"));
    // The list is full before all are kept: then none is.
    camille.wishes("une chose d’avant", None).await;
    let refused = camille.form("/me/wishes/import", &filled(&seen.text)).await.want(409);
    assert!(refused.text.contains("id=\"e-499\""), "the line that found no room is named");
    assert_eq!(wishes(&camille).await.len(), 1);
    t.end().await;
}

pub async fn site(found: &'static str) -> SocketAddr {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let list = get(move || async move { ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], found) });
    let drill = get(|| async {
        let page = r#"<html lang="fr"><script type="application/ld+json">{"@type":"Product","name":"Perceuse X200","gtin13":"3017620422003",
            "brand":"Norda","offers":{"price":"79.90","priceCurrency":"EUR","availability":"InStock"}}</script><h1>Perceuse X200</h1></html>"#;
        ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page)
    });
    let router = axum::Router::new().route("/list", list).route("/drill", drill);
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn another_list_is_read_by_its_address_and_its_pages_in_their_turn(db: TestDb) {
    let list = r#"<html lang="fr"><script type="application/ld+json">{"@type":"ItemList","itemListElement":[
        {"@type":"ListItem","item":{"@type":"Product","name":"Une perceuse pour Jo","url":"/drill",
            "offers":{"price":"79.90","priceCurrency":"EUR"}}},
        {"@type":"ListItem","name":"Un bon roman"}]}</script></html>"#;
    let address = site(list).await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let seen = looks(&t, &camille, "link", format!("http://{address}/list").as_bytes()).await.want(200);
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    let all = wishes(&camille).await;
    let drill = titled(&all, "Une perceuse pour Jo")["id"].as_str().unwrap().to_owned();
    titled(&all, "Un bon roman");
    let asked = &titled(&all, "Une perceuse pour Jo")["top_price"];
    assert_eq!(asked["minor"], Value::Null, "what a page asks today is no top price");
    let web = t.house.web.clone().unwrap();
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 0, "not all at once");

    // Until its page was read nobody learns from it how its member calls it.
    let noor = t.member("Noor").await;
    t.app.clock.advance_secs(60);
    assert_eq!(ingest::reread(&t.app, &web).await.unwrap(), 1);
    let page = camille.page(&format!("/me/wishes/{drill}"), "fr").await.want(200).text;
    assert!(page.contains("79,90") && page.contains("Perceuse X200"), "{page}");
    assert!(!page.contains("sera lue bientôt"));
    let mut tx = t.app.read().await.unwrap();
    let known = product::with_gtin(&mut tx, "3017620422003".parse().unwrap()).await.unwrap().unwrap();
    assert_eq!((known.title.as_str(), known.brand.as_deref()), ("Perceuse X200", Some("Norda")));
    drop(tx);
    let read =
        noor.post("/api/v1/capture", json!({"url": format!("http://{address}/drill")})).await.want(200);
    assert!(!read.text.contains("pour Jo"));

    let away = looks(&t, &camille, "link", b"http://10.0.0.1/list").await.want(422);
    assert!(away.text.contains("réseau privé") && away.text.contains("value=\"http://10.0.0.1/list\""));
    looks(&t, &camille, "link", b"pas une adresse").await.want(422);
    t.turn().await;
    t.end().await;
}

async fn a_program_looks_first_and_saves_once(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let text = "title,price,quantity\nThéière,39.90,2\nCarnet,,1\n,,\n,4,1\nThéière,1,1\n";
    let seen = camille.post("/api/v1/wishes/import", json!({"text": text})).await.want(200).json();
    assert_eq!(seen["lines"].as_array().unwrap().len(), 3);
    assert_eq!(seen["wrong"], json!([{"line": 5, "code": "required"}]));
    assert_eq!((&seen["lines"][2]["twice"], &seen["added"]), (&json!(true), &json!([])));
    assert!(wishes(&camille).await.is_empty());
    let save = json!({"text": text, "save": true});
    let made = camille.post_once("/api/v1/wishes/import", "k1", &save).await.want(201).json();
    assert_eq!(made["added"].as_array().unwrap().len(), 2);
    assert_eq!(camille.post_once("/api/v1/wishes/import", "k1", &save).await.want(201).json(), made);
    assert_eq!(wishes(&camille).await.len(), 2);
    let one = json!({"text": "Savon\nPain\n", "save": true, "lines": [2]});
    let made = camille.post("/api/v1/wishes/import", one).await.want(201).json();
    assert_eq!(made["added"].as_array().unwrap().len(), 1);
    titled(&wishes(&camille).await, "Pain");
    camille.post("/api/v1/wishes/import", json!({})).await.refused(422, "invalid");
    camille
        .post("/api/v1/wishes/import", json!({"link": "http://127.0.0.1/x"}))
        .await
        .refused(422, "unreadable-page");
    t.turn().await;
    t.end().await;
}

async fn links_of_one_shop_are_as_many_wishes(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let text = "https://shop.example/dp/B01\nhttps://shop.example/dp/B02\nhttps://shop.example/dp/B03?utm_source=mail\n\
        https://shop.example/dp/B03\nEAN: 3017620422003 Nutella\n";
    let save = json!({"text": text, "save": true});
    let made = camille.post("/api/v1/wishes/import", save.clone()).await.want(201).json();
    let twice: Vec<bool> =
        made["lines"].as_array().unwrap().iter().map(|line| line["twice"].as_bool().unwrap()).collect();
    assert_eq!(twice, [false, false, false, true, false], "by their addresses alone: {made}");
    assert_eq!(made["added"].as_array().unwrap().len(), 4);
    let all = wishes(&camille).await;
    assert_eq!(titled(&all, "Nutella")["subject"]["gtin"], "03017620422003");
    assert_eq!(all.len(), 4, "{all:?}");
    // The same list again adds nothing.
    let again = camille.post("/api/v1/wishes/import", save).await.want(201).json();
    assert_eq!(again["added"], json!([]));
    t.turn().await;
    t.end().await;
}

async fn a_price_in_other_money_is_told_and_not_lost(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let seen = looks(&t, &camille, "text", "Montre – £200\nVase 12 €\n".as_bytes()).await.want(200);
    assert!(seen.words().contains("ce prix reste dans la note"), "{}", seen.text);
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    let all = wishes(&camille).await;
    let watch = titled(&all, "Montre");
    assert_eq!((&watch["top_price"], &watch["note"]), (&Value::Null, &json!("200.00 GBP")));
    assert_eq!(titled(&all, "Vase")["top_price"]["minor"], 1_200);
    let told = camille.post("/api/v1/wishes/import", json!({"text": "Lampe $80"})).await.want(200).json();
    assert_eq!(told["lines"][0]["other_money"], json!({"minor": 8_000, "currency": "USD"}));
    assert_eq!(told["lines"][0]["top_price"], Value::Null);
    t.turn().await;
    t.end().await;
}

async fn what_is_wrong_or_written_twice_is_told_by_its_line(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.wishes("du thé vert", None).await;
    let list = "canapé moins de 80 € avant Noël\nThé vert\nhttps://\n9782070368228\n3017620422004 \n\
        ISBN 978-2-07-036822-8\nhttps://shop.example/rayon/outils/perceuses/dp/B01\nhttps://shop.example/rayon/outils/perceuses/dp/B02\n";
    let seen = looks(&t, &camille, "text", list.as_bytes()).await.want(200);
    let words = seen.words();
    for part in [
        "Ligne 3 : Ce n’est pas une adresse web",
        "Le dernier chiffre ne va pas avec les autres",
        "la même chose que la ligne 4",
        "jusqu’au 24 décembre",
        "s/dp/B01",
        "s/dp/B02",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    assert_eq!(words.matches("déjà sur votre liste").count(), 1, "{words}");
    assert!(seen.text.contains("value=\"80,00\""), "{}", seen.text);
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    let all = wishes(&camille).await;
    assert_eq!(all.len(), 6, "{all:?}");
    let sofa = titled(&all, "canapé");
    assert_eq!((&sofa["top_price"]["minor"], sofa["until"].is_string()), (&json!(8_000), true), "{sofa}");

    let told = json!({"text": "Savon\nPain\nSavon\nThé vert\n"});
    let told = camille.post("/api/v1/wishes/import", told).await.want(200).json();
    let twice: Vec<_> =
        told["lines"].as_array().unwrap().iter().map(|one| (&one["twice"], &one["same_as"])).collect();
    let (yes, no, none) = (json!(true), json!(false), Value::Null);
    assert_eq!(twice, [(&no, &none), (&no, &none), (&yes, &json!(1)), (&yes, &none)], "{told}");
    // Words of a table that are no amount and no priority stay beside the thing.
    let odd = json!({"text": "titre,prix,priorité\nVase,à voir,bof\n"});
    let odd = camille.post("/api/v1/wishes/import", odd).await.want(200).json();
    assert_eq!(odd["lines"][0]["note"], "à voir · bof", "{odd}");
    t.turn().await;
    t.end().await;
}

/// A shelf of a shop: three things, none of which is the page's own.
fn shelf() -> String {
    let one = |(name, price): (&str, &str)| {
        let at = name.to_lowercase();
        format!(
            r#"{{"@type":"Product","name":"{name}","url":"/p/{at}","offers":{{"price":"{price}","priceCurrency":"EUR"}}}}"#
        )
    };
    let things = [("Ponceuse", "17.90"), ("Rabot", "21.90"), ("Meuleuse", "35.90")].map(one).join(",");
    format!(
        r#"<html lang="fr"><title>Nos outils</title><script type="application/ld+json">[{things}]</script><h1>Nos outils</h1></html>"#
    )
}

async fn a_page_of_many_things_is_offered_to_be_chosen_from(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    site.says("/shelf", shelf());
    let said = encoded(&format!("Pour Jo http://{address}/shelf"));
    let seen = camille.form("/me/wishes/read", &format!("title={said}&top_price=50")).await.want(200);
    for part in [
        "name=\"title-2\" value=\"Meuleuse\"",
        "name=\"one\" value=\"on\"",
        "name=\"top_price\" value=\"50\"",
        &format!("name=\"title\" value=\"Pour Jo http://{address}/shelf\""),
    ] {
        assert!(seen.text.contains(part), "{part}: {}", seen.text);
    }
    assert!(!filled(&seen.text).contains("keep-"), "nobody wishes for a whole shelf");
    let lines = filled(&seen.text);
    camille.form("/me/wishes/import", &lines).await.want(422);
    camille.form("/me/wishes/import", &format!("{lines}&keep-1=on")).await.want(303);
    let all = wishes(&camille).await;
    assert_eq!((all.len(), &all[0]["title"], &all[0]["top_price"]), (1, &json!("Rabot"), &Value::Null));

    // It is one thing all the same: what was typed is there, the first price is not.
    let one = format!("title={said}&top_price=50&one=on");
    let one = camille.form("/me/wishes/read", &one).await.want(200);
    assert!(one.text.contains("value=\"50\"") && one.text.contains("Nos outils"), "{}", one.text);
    assert!(!one.text.contains("17,90") && !one.text.contains("17.90"), "{}", one.text);
    let page = json!({"url": format!("http://{address}/shelf")});
    camille.post("/api/v1/capture", page).await.refused(422, "unreadable-page");
    let page = json!({"url": "https://shop.example/shelf", "html": shelf()});
    let many = camille.post("/api/v1/capture", page).await.refused(422, "unreadable-page").json();
    assert_eq!(many["why"], "wish-read-many");
    let said = many["detail"].as_str().unwrap();
    assert!(said.contains("énumère plusieurs choses"), "what its button says of it: {many}");
    t.turn().await;
    t.end().await;
}

async fn a_stranger_s_price_is_understood_or_told_to_be_in_other_money(db: TestDb) {
    let t = Town::new(db).await;
    let form = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html")];
    for (typed, said, title, top) in [
        ("drill+under+%2480", "said-wish-euros", "drill under $80", Value::Null),
        ("drill+under+%E2%82%AC80", "said-wish-added", "drill", json!(8_000)),
    ] {
        let begun =
            t.call(Method::POST, "/start", &As::Nobody, &form, format!("title={typed}")).await.want(303);
        let cookies: Vec<&str> =
            begun.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok()).collect();
        assert!(cookies.iter().any(|cookie| cookie.contains(said)), "{cookies:?}");
        let own = cookies.iter().find(|cookie| cookie.starts_with("hyperlieu=")).unwrap();
        let guest = As::Cookie(own.split(';').next().unwrap().to_owned());
        let all = t.call(Method::GET, "/api/v1/wishes", &guest, &[], "").await.want(200).json();
        assert_eq!(
            (&all["items"][0]["title"], &all["items"][0]["top_price"]["minor"]),
            (&json!(title), &top)
        );
    }
    t.turn().await;
    t.end().await;
}

async fn a_file_sent_when_the_session_was_over_comes_back(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.form("/leave", "").await.want(303);
    let list = "Titre;Prix\nun bonnet;12,50";
    let over = looks(&t, &camille, "file", list.as_bytes()).await.want(401);
    let field = over.text.split("name=\"text\"").nth(1).expect("as what may be pasted");
    assert!(field.contains(&format!(">{list}</textarea>")), "{}", over.text);
    assert!(over.text.contains("action=\"/me/wishes/import/read\" enctype=\"multipart/form-data\""));
    // What is sent from there is the list.
    let again = t.member("Camille").await;
    let seen = looks(&t, &again, "text", list.as_bytes()).await.want(200);
    assert!(seen.words().contains("un bonnet"), "{}", seen.text);

    let picture = looks(&t, &camille, "file", b"\x89PNG\0\x01").await.want(401);
    assert!(picture.words().contains("Le fichier « list.csv » n’a pas été gardé"), "{}", picture.text);
    assert!(!picture.text.contains("<textarea"), "{}", picture.text);
    t.end().await;
}

both!(
    a_file_sent_when_the_session_was_over_comes_back,
    a_price_in_other_money_is_told_and_not_lost,
    a_stranger_s_price_is_understood_or_told_to_be_in_other_money,
    links_of_one_shop_are_as_many_wishes,
    what_is_wrong_or_written_twice_is_told_by_its_line,
    a_page_of_many_things_is_offered_to_be_chosen_from,
    a_list_is_looked_at_put_right_and_kept_once,
    a_spreadsheet_of_any_make_is_read_and_a_bad_line_costs_itself_alone,
    another_list_is_read_by_its_address_and_its_pages_in_their_turn,
    a_program_looks_first_and_saves_once,
);
