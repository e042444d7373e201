//! A product's code is opened: where the neighbourhood has it, for people and for machines.

use axum::http::Method;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::harness::{As, Town, spot};

const CODE: &str = "03017620422003";

async fn a_code_is_answered_with_who_has_it(db: TestDb) {
    let t = Town::new(db).await;
    let (dear, cheap) = (
        t.shop("Halles", "food/grocery", spot(0, 0)).await,
        t.shop("Épicerie du Port", "food/grocery", spot(90, 0)).await,
    );
    let camille = t.member("Camille").await;
    let nobody = async |path: &str, accept: &str| {
        t.call(Method::GET, path, &As::Nobody, &[("accept", accept), ("accept-language", "fr")], "").await
    };
    let empty = nobody(&format!("/01/{CODE}"), "text/html").await.want(200);
    assert!(empty.text.contains("Personne ici ne l’a"), "{}", empty.text);
    let called = |page: &str, name: &str| page.contains(&format!("name=\"title\" value=\"{name}\""));
    assert!(
        called(&empty.text, "3017620422003"),
        "what nobody names is called by its number: {}",
        empty.text
    );

    camille.wishes_for(json!({"title": "Pâte à tartiner", "subject": {"gtin": CODE}})).await;
    dear.offers("Pâte à tartiner 400 g", 495, json!({"subject": {"gtin": CODE}, "stock": 3})).await;
    cheap.offers("Pâte à tartiner", 450, json!({"subject": {"gtin": CODE}, "stock": 1})).await;
    cheap.offers("Autre chose", 100, json!({"stock": 1})).await;
    // As scanners, printers and old links have it: short, with a batch, with an attribute, by a word.
    let named = nobody(&format!("/01/{CODE}"), "text/html").await.want(200);
    assert!(called(&named.text, "Pâte à tartiner"), "a stranger's wish is called as the product is");
    for path in [
        "/01/3017620422003",
        "/01/03017620422003/10/ABC?17=271231",
        "/01/03017620422003?linkType=gs1:pip",
        "/gtin/3017620422003",
    ] {
        let page = nobody(path, "text/html").await.want(200).words();
        let (first, second) = (page.find("4,50 €"), page.find("4,95 €"));
        assert!(first < second && first.is_some(), "{path}: the cheaper comes first: {page}");
        assert!(
            page.contains("Épicerie du Port")
                && page.contains("2 boutiques")
                && !page.contains("Autre chose")
        );
        assert!(!page.contains("Camille"));
    }
    let set = nobody(&format!("/01/{CODE}?linkType=linkset"), "*/*").await.want(200);
    assert_eq!(set.header("content-type"), "application/linkset+json");
    let set = set.json()["linkset"][0].clone();
    assert_eq!(set["anchor"], json!(format!("http://localhost/01/{CODE}")));
    assert_eq!(set["https://gs1.org/voc/hasRetailers"].as_array().unwrap().len(), 2);
    let same = nobody(&format!("/01/{CODE}"), "application/linkset+json").await.want(200);
    assert_eq!(same.json()["linkset"][0], set, "asked for either way");
    assert!(same.header("link").contains("rel=\"linkset\""));
    assert_eq!(
        nobody("/.well-known/gs1resolver", "*/*").await.want(200).json()["supportedPrimaryKeys"],
        json!(["01"])
    );
    // For a member the way counts, as they go: by car what is near is cheaper after all.
    let mine = async || camille.page(&format!("/01/{CODE}"), "fr").await.want(200).words();
    assert!(mine().await.contains("4,50 € + 2 min à pied (90 m)"), "{}", mine().await);
    camille.form("/me/travel", "way=car&car_cents_per_km=500&fare=0&from=Halles").await.want(303);
    let shown = mine().await;
    assert!(shown.find("4,95 €") < shown.find("4,50 €"), "{shown}");
    t.end().await;
}

/// The relations of a linkset, of which all is so as RFC 9264 has it (sections 4.2.1 to 4.2.4): contexts in one array; in each an
/// anchor, and beside it nothing but relations, named by addresses, with their targets in arrays.
fn relations(told: &Value) -> Vec<String> {
    let set = told.as_object().unwrap();
    assert_eq!(set.keys().collect::<Vec<_>>(), ["linkset"]);
    let mut named = Vec::new();
    for context in set["linkset"].as_array().unwrap() {
        let mut context = context.as_object().unwrap().clone();
        assert_eq!(context.remove("anchor"), Some(json!(format!("http://localhost/01/{CODE}"))));
        for (relation, targets) in context {
            assert!(relation.starts_with("https://gs1.org/voc/"), "{relation}");
            let targets = targets.as_array().unwrap().clone();
            assert!(!targets.is_empty(), "{relation}");
            for target in targets {
                assert!(target["href"].as_str().unwrap().starts_with("http://localhost/"), "{target}");
                assert!(!target["title"].as_str().unwrap().is_empty(), "{target}");
                assert_eq!(target["type"], json!("text/html"));
                let langs = target.get("hreflang").map(|langs| langs.as_array().unwrap().clone());
                assert!(langs.unwrap_or_default().iter().all(Value::is_string), "{target}");
            }
            named.push(relation);
        }
    }
    named.sort();
    named.into_iter().map(|relation| relation.replace("https://gs1.org/voc/", "gs1:")).collect()
}

async fn a_linkset_is_what_its_standards_say(db: TestDb) {
    let t = Town::new(db).await;
    let ask = async |path: &str, accept: &str| {
        t.call(Method::GET, path, &As::Nobody, &[("accept", accept)], "").await.want(200)
    };
    let (plain, kind) = (format!("/01/{CODE}"), "application/linkset+json");
    let none = ask(&format!("{plain}?linkType=linkset"), "text/html").await;
    assert_eq!(relations(&none.json()), ["gs1:defaultLink", "gs1:pip"]);
    let shop = t.shop("Halles", "food/grocery", spot(0, 0)).await;
    shop.offers("Pâte à tartiner 400 g", 495, json!({"subject": {"gtin": CODE}, "stock": 3})).await;

    // The page leads to it, and says so in a header.
    let page = ask(&plain, "text/html").await;
    let told = format!("<http://localhost{plain}?linkType=linkset>; rel=\"linkset\"; type=\"{kind}\"");
    assert_eq!(page.header("link"), told);
    assert_eq!(page.header("access-control-allow-origin"), "*", "what a stranger sees everybody does");
    let camille = t.member("Camille").await;
    let own = camille.page(&plain, "en").await.want(200);
    assert!(own.header("access-control-allow-origin").is_empty(), "a member's page is theirs");
    let batch = format!("{plain}/10/ABC?17=271231&");
    for (path, accept) in [
        (format!("{plain}?linkType=linkset"), "text/html"),
        (format!("{plain}?linkType=all"), "*/*"),
        (format!("{batch}linkType=linkset"), "*/*"),
        (plain.clone(), kind),
        (plain.clone(), "application/json"),
    ] {
        let set = ask(&path, accept).await;
        assert_eq!((set.header("content-type"), set.header("access-control-allow-origin")), (kind, "*"));
        assert_eq!(relations(&set.json()), ["gs1:defaultLink", "gs1:hasRetailers", "gs1:pip"], "{path}");
    }
    // Whoever names another relation that there is finds it on the page for people.
    let pip = ask(&format!("{plain}?linkType=gs1:pip"), "application/json").await;
    assert!(pip.header("content-type").starts_with("text/html"), "{}", pip.header("content-type"));

    let about = ask("/.well-known/gs1resolver", "*/*").await;
    assert_eq!(about.header("access-control-allow-origin"), "*");
    let about = about.json();
    assert_eq!(about["supportedLinkType"], json!([{"namespace": "https://gs1.org/voc/", "prefix": "gs1:"}]));
    assert_eq!(about["resolverRoot"], json!("http://localhost"));
    t.end().await;
}

async fn what_is_malformed_is_told_so(db: TestDb) {
    let t = Town::new(db).await;
    let page = async |path: &str| {
        let asked = [("accept", "text/html"), ("accept-language", "fr")];
        t.call(Method::GET, path, &As::Nobody, &asked, "").await
    };
    for (path, status, said) in [
        ("/01/03017620422004", 400, "Son dernier chiffre est 4, mais les autres demandent 3"),
        ("/01/abc", 400, "8, 12, 13 ou 14 chiffres"),
        ("/01/030176204220031", 400, "8, 12, 13 ou 14 chiffres"),
        ("/01/", 404, "Introuvable"),
        ("/01/03017620422003/99/", 400, "Ouvrez le code seul"),
        ("/01/03017620422003?01=03017620422003", 400, "Ouvrez le code seul"),
        ("/01/%ff%00", 400, "8, 12, 13 ou 14 chiffres"),
        ("/gtin/1", 400, "8, 12, 13 ou 14 chiffres"),
        ("/archive/2026/01/15", 404, "Introuvable"),
    ] {
        let answer = page(path).await.want(status);
        assert!(answer.words().contains(said), "{path}: {}", answer.words());
    }
    let told = t.call(Method::GET, "/01/03017620422004", &As::Nobody, &[("accept", "*/*")], "").await;
    assert_eq!(told.header("access-control-allow-origin"), "*", "a script of another site reads why");
    told.refused(400, "check-digit");
    t.end().await;
}

async fn a_link_of_a_kind_that_there_is_not_is_not_found(db: TestDb) {
    let t = Town::new(db).await;
    let ask = async |kind: &str, accept: &str| {
        let path = format!("/01/{CODE}?linkType={kind}");
        let asked = [("accept", accept), ("accept-language", "fr")];
        t.call(Method::GET, &path, &As::Nobody, &asked, "").await
    };
    for kind in ["gs1:pip", "pip", "https%3A%2F%2Fgs1.org%2Fvoc%2FdefaultLink"] {
        let page = ask(kind, "text/html").await.want(200);
        assert!(!page.words().contains("Ce qui est demandé n’est pas connu ici"), "{kind}");
    }
    for kind in ["gs1:instructions", "gs1:hasRetailers", "nonsense"] {
        let page = ask(kind, "text/html").await.want(404);
        assert!(page.words().contains("Ce qui est demandé n’est pas connu ici"), "{kind}");
        assert!(page.text.contains(&format!("value=\"{CODE}\"")), "the product is there all the same");
        ask(kind, "application/json").await.refused(404, "no-such-link");
    }
    let shop = t.shop("Halles", "food/grocery", spot(0, 0)).await;
    shop.offers("Pâte à tartiner 400 g", 495, json!({"subject": {"gtin": CODE}, "stock": 3})).await;
    ask("gs1:hasRetailers", "text/html").await.want(200);
    t.end().await;
}

async fn scripts_of_other_sites_may_ask(db: TestDb) {
    let t = Town::new(db).await;
    let asked = [("origin", "https://elsewhere.example"), ("access-control-request-method", "GET")];
    for path in
        ["/01/03017620422003", "/gtin/3017620422003", "/.well-known/gs1resolver", "/gs1/01/03017620422003"]
    {
        let may = t.call(Method::OPTIONS, path, &As::Nobody, &asked, "").await.want(204);
        assert_eq!(may.header("access-control-allow-origin"), "*", "{path}");
        assert_eq!(may.header("access-control-allow-methods"), "GET, HEAD, OPTIONS", "{path}");
    }
    let nowhere = t.call(Method::OPTIONS, "/nowhere", &As::Nobody, &asked, "").await;
    assert_eq!(nowhere.status.as_u16(), 404);
    let path = format!("/01/{CODE}?linkType=linkset");
    let head = t.call(Method::HEAD, &path, &As::Nobody, &[("accept", "*/*")], "").await.want(200);
    assert_eq!(head.header("access-control-allow-origin"), "*");
    assert!(head.header("link").contains("rel=\"linkset\"") && head.text.is_empty());
    let led = t.call(Method::GET, "/gs1/01/03017620422003", &As::Nobody, &[], "").await.want(307);
    assert_eq!(led.header("access-control-allow-origin"), "*");
    t.end().await;
}

async fn a_link_under_another_path_leads_to_the_product(db: TestDb) {
    let t = Town::new(db).await;
    let look = async |path: &str| {
        t.call(Method::GET, path, &As::Nobody, &[("accept", "text/html"), ("accept-language", "fr")], "")
            .await
    };
    let before = t.rows().await;
    for (path, to) in [
        ("/gs1/01/3017620422003?linkType=linkset", "/01/03017620422003?linkType=linkset"),
        ("/a/b/01/03017620422003/10/A%2FB?17=271231", "/01/03017620422003/10/A%2FB?17=271231"),
        ("/8006/030176204220030102", "/01/03017620422003"),
        ("/gs1/8006/030176204220030102/21/7", "/01/03017620422003/21/7"),
    ] {
        let led = look(path).await.want(307);
        assert_eq!(led.header("location"), to, "{path}");
        look(to).await.want(200);
    }
    // A wrong check digit, a piece of it, a piece beyond the last, a parcel, nothing at all: one kind page.
    look("/gs1/01/03017620422004").await.want(400);
    for path in [
        "/8006/030176204220040102",
        "/8006/030176204220030302",
        "/gs1/00/030176204220030105",
        "/api/v1/01/03017620422003",
        "/nowhere/at/all",
    ] {
        let answer = look(path).await;
        assert_eq!(answer.status.as_u16(), 404, "{path}");
        assert!(path.starts_with("/api") || answer.text.contains("<html lang=\"fr\""), "{}", answer.text);
    }
    let posted =
        t.call(Method::POST, "/gs1/01/03017620422003", &As::Nobody, &[("accept", "text/html")], "").await;
    assert_eq!(posted.status.as_u16(), 404, "it is only looked at");
    assert_eq!(t.rows().await, before, "to look creates nothing");
    t.end().await;
}

async fn a_link_that_is_written_otherwise_leads_to_its_own_address(db: TestDb) {
    let t = Town::new(db).await;
    let ask = async |path: &str| {
        let asked = [("accept", "text/html"), ("accept-language", "fr")];
        t.call(Method::GET, path, &As::Nobody, &asked, "").await
    };
    for (path, to) in [
        ("/01/03017620422003/", "/01/03017620422003"),
        ("/01/3017620422003/?linkType=linkset", "/01/3017620422003?linkType=linkset"),
        ("/01/03017620422003/10/ABC/", "/01/03017620422003/10/ABC"),
        ("/01/09520123456788/01/03017620422003", "/01/03017620422003"),
    ] {
        let led = ask(path).await.want(307);
        assert_eq!((led.header("location"), led.header("access-control-allow-origin")), (to, "*"), "{path}");
    }
    let head =
        t.call(Method::HEAD, &format!("/01/{CODE}"), &As::Nobody, &[("accept", "text/html")], "").await;
    assert_eq!(head.want(200).header("access-control-allow-origin"), "*");
    t.end().await;
}

async fn a_compressed_link_leads_to_the_plain_one(db: TestDb) {
    let t = Town::new(db).await;
    let nobody = async |method: Method, path: &str| {
        t.call(method, path, &As::Nobody, &[("accept", "text/html")], "").await
    };
    let batch = format!("/01/{CODE}/10/ABC123");
    for (path, plain) in [
        ("/AQV9MGL65iCNV4JG", batch.clone()),
        ("/a/stem/AQV9MGL65iCNV4JG?linkType=linkset&s=box", format!("{batch}?linkType=linkset&s=box")),
        ("/AQV9MGL65iCNV4JGLo3DY?3103=000195&lang=fr", format!("{batch}?17=290331&3103=000195&lang=fr")),
        ("/eh30164596f40c0e5cbe991a83", "/01/09528765123457/21/123456789123".to_owned()),
    ] {
        let led = nobody(Method::GET, path).await.want(307);
        assert_eq!(led.header("location"), plain, "{path}");
        nobody(Method::GET, &plain).await.want(200);
    }
    // The rest of a plain key is read where it stands.
    let page = nobody(Method::GET, &format!("/01/{CODE}/EEarwSM")).await.want(200);
    assert!(page.text.contains(&format!("value=\"{CODE}\"")), "{}", page.text);
    // A place, a check digit that is wrong, a page that there is not, and what would be sent.
    for path in ["/QUSaVjC_dA", "/AQnYUc1gnA", "/nothing-here", "/eh30"] {
        nobody(Method::GET, path).await.want(404);
    }
    nobody(Method::POST, "/AQV9MGL65iCNV4JG").await.want(404);
    t.end().await;
}

async fn from_the_code_to_the_list_in_two_touches(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let opened = camille.page(&format!("/01/{CODE}"), "fr").await.want(200);
    assert!(opened.text.contains(&format!("name=\"what\" value=\"{CODE}\"")));
    let asked = camille.form("/me/wishes/read", &format!("what={CODE}")).await.want(200);
    let printed = &CODE[1..];
    assert!(asked.words().contains(&format!("Produit {printed}")), "as the packet has it: {}", asked.text);
    assert!(
        asked.text.contains(&format!("name=\"gtin\" type=\"text\" value=\"{printed}\"")),
        "{}",
        asked.text
    );
    assert_eq!(
        camille.get("/api/v1/wishes").await.json()["items"],
        json!([]),
        "opening and asking keep nothing"
    );
    let shop = t.shop("Halles", "food/grocery", spot(0, 0)).await;
    shop.offers("Pâte à tartiner", 495, json!({"subject": {"gtin": CODE}})).await;
    let scanned = camille.page(&format!("/me/wishes/new?gtin={CODE}"), "fr").await.want(200);
    assert!(scanned.text.contains("value=\"Pâte à tartiner\""), "a code is called as shops here call it");
    t.end().await;
}

async fn a_stranger_begins_their_list_with_what_they_hold(db: TestDb) {
    let t = Town::new(db).await;
    let opened =
        t.call(Method::GET, &format!("/01/{CODE}"), &As::Nobody, &[("accept", "text/html")], "").await;
    assert!(opened.want(200).text.contains(&format!("name=\"gtin\" value=\"{CODE}\"")));
    let form = [("content-type", "application/x-www-form-urlencoded"), ("accept", "text/html")];
    let begun =
        t.call(Method::POST, "/start", &As::Nobody, &form, format!("title=P%C3%A2te&gtin={CODE}")).await;
    let begun = begun.want(303);
    let mut cookies = begun.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let cookie = cookies.find(|cookie| cookie.starts_with("hyperlieu=")).unwrap();
    let guest = As::Cookie(cookie.split(';').next().unwrap().to_owned());
    let listed = t.call(Method::GET, "/api/v1/wishes", &guest, &[], "").await.want(200).json();
    assert_eq!(
        (&listed["items"][0]["title"], &listed["items"][0]["subject"]["gtin"]),
        (&json!("Pâte"), &json!(CODE))
    );
    t.end().await;
}

async fn of_the_wishes_for_a_code_only_the_nameless_are_called(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let bare = camille.post("/api/v1/wishes", json!({"title": CODE})).await.want(201).id();
    let named = json!({"title": "Pour Jo", "subject": {"gtin": CODE}});
    let named = noor.post("/api/v1/wishes", named).await.want(201).id();
    let gtin = CODE.parse().unwrap();
    let nameless = async || wish::nameless_code(&mut t.app.read().await.unwrap(), gtin).await.unwrap();
    let found: Vec<String> = nameless().await.iter().map(ToString::to_string).collect();
    assert_eq!(found, std::slice::from_ref(&bare), "what has a name is not opened");
    let shop = t.shop("Halles", "food/grocery", spot(0, 0)).await;
    shop.offers("Pâte à tartiner", 495, json!({"subject": {"gtin": CODE}})).await;
    t.turn().await;
    for (hand, id, title) in [(&camille, &bare, "Pâte à tartiner"), (&noor, &named, "Pour Jo")] {
        let wish = hand.get(&format!("/api/v1/wishes/{id}")).await.want(200).json();
        assert_eq!((&wish["title"], &wish["subject"]["gtin"]), (&json!(title), &json!(CODE)));
    }
    assert!(nameless().await.is_empty(), "called once, and done");
    t.end().await;
}

both!(
    of_the_wishes_for_a_code_only_the_nameless_are_called,
    a_linkset_is_what_its_standards_say,
    a_stranger_begins_their_list_with_what_they_hold,
    a_code_is_answered_with_who_has_it,
    a_link_under_another_path_leads_to_the_product,
    what_is_malformed_is_told_so,
    a_link_of_a_kind_that_there_is_not_is_not_found,
    scripts_of_other_sites_may_ask,
    a_link_that_is_written_otherwise_leads_to_its_own_address,
    a_compressed_link_leads_to_the_plain_one,
    from_the_code_to_the_list_in_two_touches
);
