//! Pages: both languages, no orders from elsewhere, and looking changes nothing.

use axum::http::Method;
use kit::{Access, RouteInfo};
use serde_json::json;
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{As, Town, spot};
use crate::roles::Things;
use crate::watch;

/// Looking at these is an event: a card on an open page was shown, and that is noted.
const LOOKING_IS_TOLD: &[&str] = &["/suggestions/{id}/card", "/opportunities/{id}/card"];

fn one_of<'a, 't>(all: &'a [Hand<'t>; 3], access: Access) -> Option<&'a Hand<'t>> {
    match access {
        Access::Anyone | Access::Member => Some(&all[0]),
        Access::Associate => Some(&all[1]),
        Access::Placemaster => Some(&all[2]),
        Access::Device => None,
    }
}

fn gets(t: &Town) -> Vec<RouteInfo> {
    t.house.routes.iter().filter(|route| route.method == Method::GET).cloned().collect()
}

async fn looking_changes_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let all = [t.member("Camille").await, shop.associate.clone(), t.placemaster().await];
    let things = Things::of(&shop, &all[0]).await;
    t.turn().await;
    let routes = gets(&t);
    for route in &routes {
        let before = t.rows().await;
        let counts = t.house.street.counts();
        let address = things.address(&route.path);
        for who in
            [&all[0].bearer, &all[0].cookie, &all[1].cookie, &all[2].cookie, &all[0].phone, &As::Nobody]
        {
            t.call(Method::GET, &address, who, &[], "").await;
        }
        assert_eq!(t.house.street.counts(), counts, "{}", route.path);
        let after = t.rows().await;
        if !LOOKING_IS_TOLD.contains(&route.path.as_str()) {
            watch::assert_same(&before, &after, &format!("GET {}", route.path));
        }
    }
    for told in LOOKING_IS_TOLD {
        assert!(routes.iter().any(|route| route.path == *told), "{told} is no route any more");
    }
    t.end().await;
}

async fn every_page_speaks_both_languages(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let all = [t.member("Camille").await, shop.associate.clone(), t.placemaster().await];
    let things = Things::of(&shop, &all[0]).await;
    let pages = gets(&t).into_iter().filter(|route| !route.path.starts_with("/api/v1"));
    let (mut seen, mut failed) = (0, Vec::new());
    for route in pages {
        let Some(hand) = one_of(&all, route.access) else { continue };
        let address = things.address(&route.path);
        let [fr, en] = [hand.page(&address, "fr").await, hand.page(&address, "en").await];
        for (answer, lang) in [(&fr, "fr"), (&en, "en")] {
            let leads_on = ["/", "/me/wishes/read"].contains(&route.path.as_str());
            // The link of a first mail that nobody was sent confirms nothing.
            let is_over = route.path == "/mail/confirm/{secret}" && answer.status == 410;
            if !(answer.status == 200 || is_over || (leads_on && answer.status == 303)) {
                failed.push(format!("{} in {lang}: {}", route.path, answer.status));
            }
            if !answer.header("content-type").starts_with("text/html") || answer.status != 200 {
                continue;
            }
            seen += 1;
            let whole = answer.text.contains("<html");
            if whole && !answer.text.contains(&format!("<html lang=\"{lang}\"")) {
                failed.push(format!("{} does not say that it is in {lang}", route.path));
            }
            // The list of problems shows their codes, and means to.
            if let Some(word) = unsaid(&answer.text).filter(|_| route.path != "/api/problems") {
                failed.push(format!("{} in {lang} shows a key: {word:?}", route.path));
            }
        }
        let whole = fr.text.contains("<main");
        if whole && fr.without_once() == en.without_once() {
            failed.push(format!("{} is the same in both languages", route.path));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(seen > 40, "{seen} pages");
    t.end().await;
}

/// A text that is a key of the language files: nobody found its sentence.
fn unsaid(page: &str) -> Option<String> {
    let rooms = [
        "suggest-",
        "encounter-",
        "consent-",
        "offer-",
        "wish-",
        "share-",
        "circle-",
        "place-",
        "refusal-",
        "field-",
        "said-",
        "nav-",
        "shell-",
        "words-",
        "category-",
        "me-",
        "first-",
        "device-",
        "health-",
        "map-",
        "town-",
        "ui-",
    ];
    let texts = page.split('>').filter_map(|part| part.split('<').next()).map(str::trim);
    let key = |text: &&str| {
        let lower = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        lower && rooms.iter().any(|room| text.starts_with(room))
    };
    texts.filter(|text| !text.is_empty()).find(key).map(str::to_owned)
}

async fn a_foreign_page_gives_no_orders(db: TestDb) {
    let t = Town::new(db).await;
    let shop = t.shop("Au bon pain", "food/bread", spot(0, 0)).await;
    let all = [t.member("Camille").await, shop.associate.clone(), t.placemaster().await];
    let things = Things::of(&shop, &all[0]).await;
    let before = t.rows().await;
    let form = ("content-type", "application/x-www-form-urlencoded");
    let foreign: [&[(&str, &str)]; 5] = [
        &[form, ("sec-fetch-site", "cross-site")],
        &[form, ("sec-fetch-site", "same-site")],
        &[form, ("origin", "https://elsewhere.example")],
        &[form, ("origin", "null")],
        &[
            ("content-type", "application/json"),
            ("sec-fetch-site", "cross-site"),
            ("origin", "http://localhost"),
        ],
    ];
    for route in t.house.routes.iter().filter(|route| route.method != Method::GET) {
        let Some(hand) = one_of(&all, route.access) else { continue };
        for headers in foreign {
            let address = things.address(&route.path);
            let answer = t
                .call(route.method.clone(), &address, &hand.cookie, headers, "title=vin&outcome=taken")
                .await;
            answer.refused(403, "cross-origin");
        }
    }
    watch::assert_same(&before, &t.rows().await, "orders of a foreign page");
    let ours = [form, ("origin", "http://localhost")];
    let wished = t.call(Method::POST, "/me/wishes", &all[0].cookie, &ours, "title=vin").await;
    assert_eq!(wished.status, 303, "our own page is followed: {}", wished.text);
    t.end().await;
}

async fn a_stranger_starts_with_a_wish(db: TestDb) {
    let t = Town::new(db).await;
    let form = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html")];
    let started = t.call(Method::POST, "/start", &As::Nobody, &form, "title=un+v%C3%A9lo").await;
    assert_eq!((started.status.as_u16(), started.header("location")), (303, "/me"), "{}", started.text);
    let cookies = started.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let cookie =
        cookies.filter_map(|cookie| cookie.split(';').next()).find(|cookie| cookie.starts_with("hyperlieu="));
    let guest = As::Cookie(cookie.unwrap().to_owned());
    let page = t.call(Method::GET, "/me", &guest, &[("accept", "text/html")], "").await.want(200);
    assert!(page.text.contains("un vélo"), "their list is theirs at once");
    let form = [("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin")];
    let left = t.call(Method::POST, "/leave", &guest, &form, "").await;
    assert_eq!(left.status, 303);
    let back = t.call(Method::GET, "/api/v1/wishes", &guest, &[], "").await;
    assert_eq!(back.status, 401, "the session is withdrawn, not only its cookie");
    t.end().await;
}

async fn what_was_written_when_the_session_was_over_comes_back(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    t.keep_secret("longue note");
    camille.form("/leave", "").await.want(303);
    let typed = "title=Pour+Mamie&note=Une+longue+note%0Aen+deux+lignes&code=4711&distance_m=1000";
    for (lang, label) in [("fr", "Ce que vous aviez écrit"), ("en", "What you wrote")] {
        let over = camille.form(&format!("/me/wishes/new?lang={lang}"), typed).await.want(401);
        assert!(over.words().contains(label), "{}", over.text);
        assert!(over.text.contains("Une longue note\nen deux lignes</textarea>"), "{}", over.text);
        assert!(over.text.contains("action=\"/me/wishes/new\""), "{}", over.text);
        assert!(over.text.contains(">Pour Mamie</textarea>") && !over.text.contains("4711"));
        assert!(
            !over.text.contains("readonly") && over.text.contains("name=\"note\""),
            "what is changed is sent"
        );
        assert!(
            !over.text.contains("class=\"btn btn--primary\" href"),
            "to send it is what matters: {}",
            over.text
        );
        assert_eq!(over.header("cache-control"), "no-store");
    }
    // Where nothing was written nothing is shown; a foreign page's form is not even looked at; programs are told as ever.
    let empty = camille
        .form("/me/wishes/wish_00000000000070008000000000000000/state", "state=paused")
        .await
        .want(401);
    assert!(!empty.text.contains("<textarea"), "{}", empty.text);
    let form = [
        ("content-type", "application/x-www-form-urlencoded"),
        ("accept", "text/html"),
        ("sec-fetch-site", "cross-site"),
    ];
    let foreign = t.call(Method::POST, "/me/wishes/new", &camille.cookie, &form, typed).await.want(403);
    assert!(!foreign.text.contains("longue note"), "{}", foreign.text);
    let program = t.call(Method::POST, "/api/v1/wishes", &As::Nobody, &form[..1], typed).await.want(401);
    assert!(!program.text.contains("longue note"), "{}", program.text);
    t.end().await;
}

async fn whoever_wants_to_go_erases_all_that_is_theirs(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let guest = t.somebody(people::NewMember { guest: true, ..people::NewMember::default() }).await;
    // What others wrote in the same browser, and could not send yet, stays in it.
    for (hand, form, clears) in [(&camille, "", "\"storage\""), (&guest, "others=wait", "")] {
        hand.wishes("un vélo", None).await;
        let devices = hand.page("/me/devices", "fr").await.want(200).text;
        assert!(devices.contains("href=\"/me/erase\""));
        let asked = hand.page("/me/erase", "fr").await.want(200).text;
        assert!(asked.contains("action=\"/me/erase\""), "it is asked first");
        assert_eq!(asked.matches("<h1>").count(), 1, "{asked}");
        hand.get("/api/v1/wishes").await.want(200);
        let gone = hand.form("/me/erase", form).await.want(303);
        assert_eq!((gone.header("location"), gone.header("clear-site-data")), ("/", clears));
        for key in [&hand.cookie, &hand.bearer] {
            t.call(Method::GET, "/api/v1/wishes", key, &[], "").await.want(401);
        }
        let mut tx = t.app.read().await.unwrap();
        assert_eq!(people::member(&mut tx, hand.id).await.unwrap(), None);
    }
    t.end().await;
}

async fn a_phone_keeps_the_house_and_shares_into_it(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    assert!(camille.page("/me", "fr").await.want(200).text.contains("href=\"/manifest.webmanifest\""));
    for lang in ["fr", "en"] {
        let asked = [("accept-language", lang)];
        let told = t.call(Method::GET, "/manifest.webmanifest", &As::Nobody, &asked, "").await.want(200);
        assert_eq!(told.header("content-type"), "application/manifest+json");
        let manifest = told.json();
        assert_eq!((&manifest["lang"], &manifest["display"]), (&json!(lang), &json!("standalone")));
        let target = &manifest["share_target"];
        assert_eq!((&target["method"], &target["action"]), (&json!("GET"), &json!("/me/wishes/new")));
        for icon in manifest["icons"].as_array().unwrap() {
            assert!(icon["src"].as_str().unwrap().starts_with("/assets/mark"), "{icon}");
        }
    }
    t.end().await;
}

async fn a_bare_refusal_leads_back_and_promises_nothing(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let path = format!("/me/wishes/{}/move?lang=fr", camille.wishes("du pain", None).await);
    for (from, back) in [
        ("http://localhost/me/wishes?arrange=1", "href=\"/me/wishes\">Revenir où vous étiez"),
        ("http://elsewhere.example/me/wishes", "Retour à l’accueil"),
        ("http://localhost//elsewhere.example", "Retour à l’accueil"),
    ] {
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("accept", "text/html"),
            ("sec-fetch-site", "same-origin"),
            ("referer", from),
        ];
        let told =
            t.call(Method::POST, &path, &camille.cookie, &headers, "by=sideways").await.want(422).words();
        assert!(told.contains("Rien n’a été enregistré") && !told.contains("est resté"), "{told}");
        assert!(told.contains(back) && !told.contains("elsewhere"), "{from}: {told}");
        assert_eq!(told.contains("Revenir où"), back.contains("Revenir où"), "{from}: {told}");
    }
    t.end().await;
}

both!(
    what_was_written_when_the_session_was_over_comes_back,
    looking_changes_nothing,
    every_page_speaks_both_languages,
    a_foreign_page_gives_no_orders,
    a_stranger_starts_with_a_wish,
    whoever_wants_to_go_erases_all_that_is_theirs,
    a_phone_keeps_the_house_and_shares_into_it,
    a_bare_refusal_leads_back_and_promises_nothing,
);
