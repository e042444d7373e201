//! Taking along: everything of one's own and nothing of others, a table that is read back, and no table of the house forgotten.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use axum::http::Method;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::hand::Hand;
use crate::harness::{As, Town};
use crate::imports::{filled, looks};
use crate::sharing::{a_circle, a_list, comes, link, reserves, shares};

/// A file that is taken along, as nobody but its member keeps it.
async fn takes(hand: &Hand<'_>, what: &str, lang: &str) -> Answer {
    let answer = hand.page(&format!("/me/export/{what}"), lang).await.want(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    answer
}

async fn all_of(hand: &Hand<'_>) -> Value {
    let answer = takes(hand, "everything", "fr").await;
    let name = answer.header("content-disposition");
    assert!(name.starts_with("attachment; filename=\"hyperlieu-20") && name.ends_with(".json\""), "{name}");
    assert_eq!(answer.header("content-type"), "application/json");
    answer.json()
}

async fn everything_of_ones_own_is_in_it_and_nothing_of_others(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let (list, wishes) = a_list(&camille, "Anniversaire", &[("un vélo", 1), ("des verres", 3)]).await;
    shares(&camille, &list, "people").await;
    comes(&noor, &link(&camille, &list).await, "Noor").await;
    reserves(&noor, &list, &wishes[0], json!({})).await.want(201);
    let beside = format!("/api/v1/shared/{list}/wishes/{}/comments", wishes[0]);
    noor.post(&beside, json!({"room": "givers", "words": "Je le prends en rouge"})).await.want(201);
    let circle = a_circle(&camille, &[(&noor, "La voisine")]).await;
    camille.consents(json!({"effect": "deny", "category": "food/bread"})).await;
    camille.mode_on().await;

    let mine = all_of(&camille).await;
    assert_eq!((&mine["format"], &mine["shortened"]), (&json!("hyperlieu-member-1"), &json!([])));
    let yours = &mine["yours"];
    assert_eq!((&yours["me"][0]["name"], &yours["me"][0]["is_guest"]), (&json!("Camille"), &json!(false)));
    assert_eq!(yours["me"][0]["member"], json!(camille.id.to_string()));
    let titles: BTreeSet<&str> =
        yours["wishes"].as_array().unwrap().iter().filter_map(|wish| wish["title"].as_str()).collect();
    assert_eq!(titles, BTreeSet::from(["des verres", "un vélo"]));
    let bike = yours["beside_wishes"].as_array().unwrap().iter().find(|one| one["wish"] == wishes[0]);
    let bike = bike.unwrap();
    assert_eq!(
        (&bike["list"], &bike["note"], &bike["is_secret"]),
        (&json!(list), &json!("Taille M, en bleu"), &json!(false))
    );
    assert_eq!(yours["lists"][0]["name"], "Anniversaire");
    assert_eq!(yours["shares"][0]["list"], json!(list));
    assert_eq!(
        (&yours["circles"][0]["circle"], &yours["circles"][0]["name"]),
        (&json!(circle), &json!("Maman"))
    );
    let consents = yours["consents"].as_array().unwrap();
    assert!(consents.iter().any(|one| one["category"] == "food/bread" && one["effect"] == "deny"), "{yours}");
    assert_eq!(yours["attention"][0]["is_on"], json!(true));
    assert!(yours["wishes"][0]["added_at"].as_str().unwrap().ends_with('Z'), "{yours}");
    for theirs in ["Noor", "voisine", "rouge", "reservation_", "comment_"] {
        assert!(!mine.to_string().contains(theirs), "{theirs} is in what Camille takes along");
    }

    let hers = all_of(&noor).await;
    assert_eq!(hers["yours"]["promises"][0]["title"], "un vélo");
    assert_eq!(hers["yours"]["comments"][0]["words"], "Je le prends en rouge");
    assert_eq!(hers["yours"]["wishes"], json!([]));
    assert!(
        !hers.to_string().contains("des verres"),
        "what she promised is hers, the rest of the list is not"
    );
    t.end().await;
}

/// The lines of a table below its first, in no order: two wishes of one instant have none.
fn lines(table: &str) -> BTreeSet<&str> {
    table.lines().skip(1).collect()
}

async fn the_table_of_wishes_is_read_back(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    let list = "titre;prix;devise;lien;code-barres;quantité;note\r\n\
        \"'=1+1 \"\"vite\"\"\";;;;;1;\"'@ Marie; la bleue\"\r\n\
        Perceuse;79,90;EUR;https://shop.example/p/perceuse;;2;sans fil\r\n\
        L’Étranger;1234,50;EUR;;9782070368228;1;\r\n\
        '-10 °C;;;;;3;\r\n";
    let seen = looks(&t, &camille, "text", list.as_bytes()).await.want(200);
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    let french = takes(&camille, "wishes", "fr").await;
    let name = french.header("content-disposition");
    assert!(name.starts_with("attachment; filename=\"hyperlieu-20") && name.ends_with(".csv\""), "{name}");
    assert_eq!(french.header("content-type"), "text/csv; charset=utf-8");
    let marked = "\u{feff}\"titre\";\"prix\";\"devise\";\"lien\";\"code-barres\";\"quantité\";\"note\"";
    assert!(french.text.starts_with(marked), "{}", french.text);
    let known = lines(&french.text);
    assert_eq!(known.len(), 4, "{known:?}");
    for line in [
        "\"'=1+1 \"\"vite\"\"\";\"\";\"\";\"\";\"\";\"1\";\"'@ Marie; la bleue\"",
        "\"Perceuse\";\"79,90\";\"EUR\";\"https://shop.example/p/perceuse\";\"\";\"2\";\"sans fil\"",
        "\"L’Étranger\";\"1234,50\";\"EUR\";\"\";\"9782070368228\";\"1\";\"\"",
        "\"'-10 °C\";\"\";\"\";\"\";\"\";\"3\";\"\"",
    ] {
        assert!(known.iter().any(|one| one.starts_with(line)), "{line} in {known:?}");
    }
    let named = all_of(&camille).await;
    assert_eq!(named["pages"][0]["url"], "https://shop.example/p/perceuse");
    let titles: Vec<&str> = named["yours"]["wishes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|wish| wish["title"].as_str())
        .collect();
    assert!(titles.contains(&"=1+1 \"vite\"") && titles.contains(&"-10 °C"), "{titles:?}");

    // Whichever language it was written in, somebody else who reads it in has the same wishes.
    for (lang, reader) in [("fr", noor), ("en", t.member("Yann").await)] {
        let table = takes(&camille, "wishes", lang).await.text;
        let seen = looks(&t, &reader, "file", table.as_bytes()).await.want(200);
        reader.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
        assert_eq!(lines(&takes(&reader, "wishes", lang).await.text), lines(&table), "{lang}");
    }
    t.end().await;
}

/// Makes a named list; gives its id.
async fn named(hand: &Hand<'_>, name: &str) -> String {
    let app = &hand.t.app;
    let mut tx = app.write().await.unwrap();
    let list = wish::list::create(&mut tx, app, hand.id, name).await.unwrap();
    tx.commit().await.unwrap();
    list.id.to_string()
}

async fn list_names(hand: &Hand<'_>) -> Vec<String> {
    let mut tx = hand.t.app.read().await.unwrap();
    let lists = wish::lists_of(&mut tx, hand.id).await.unwrap();
    lists.into_iter().map(|list| list.name).collect()
}

async fn lists_and_priorities_come_along(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let list = named(&camille, "Noël").await;
    let francs = json!({"minor": 12_050, "currency": "CHF"});
    for wish in [
        json!({"title": "une montre", "top_price": francs, "list": list, "priority": "dearly", "note": "bleue"}),
        json!({"title": "des verres", "list": list, "quantity": 6, "priority": "someday"}),
        json!({"title": "du pain", "top_price": {"minor": 450, "currency": "EUR"}}),
    ] {
        camille.wishes_for(wish).await;
    }
    for lang in ["fr", "en"] {
        let reader = t.member(if lang == "fr" { "Noor" } else { "Yann" }).await;
        if lang == "en" {
            // A list of that name is taken, not made anew.
            named(&reader, "noel").await;
        }
        let table = takes(&camille, "wishes", lang).await.text;
        let seen = looks(&t, &reader, "file", table.as_bytes()).await.want(200);
        assert!(seen.words().contains("Comme dans le fichier (Noël)"), "{}", seen.text);
        reader.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
        let theirs = takes(&reader, "wishes", lang).await.text.replace("\"noel\"", "\"Noël\"");
        assert_eq!(lines(&theirs), lines(&table), "{lang}");
        assert_eq!(list_names(&reader).await.len(), 1, "{lang}");
    }
    // All of it on one list instead, as the preview lets one choose.
    let anne = t.member("Anne").await;
    let table = takes(&camille, "wishes", "fr").await.text;
    let seen = looks(&t, &anne, "file", table.as_bytes()).await.want(200);
    anne.form("/me/wishes/import", &format!("{}&onto=main", filled(&seen.text))).await.want(303);
    assert_eq!(list_names(&anne).await, Vec::<String>::new());
    let own = named(&anne, "Pour plus tard").await;
    let save = json!({"text": "Savon\nPain bis\n", "save": true, "list": own});
    let made = anne.post("/api/v1/wishes/import", save).await.want(201).json();
    let soap = anne.get(&format!("/api/v1/wishes/{}", made["added"][0].as_str().unwrap())).await.want(200);
    assert_eq!(soap.json()["list"], json!(own));
    let strange = json!({"text": "Savon de Marseille", "save": true, "list": list});
    anne.post("/api/v1/wishes/import", strange).await.refused(422, "invalid");
    t.turn().await;
    t.end().await;
}

async fn all_that_a_wish_has_comes_back(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    for wish in [
        json!({"title": "une lampe", "until": "2026-12-24T23:00:00Z", "distance_m": 2_500, "secret": true}),
        json!({"title": "du chocolat", "subject": {"category": "food/chocolate"}, "quantity": 2}),
        json!({"title": "du chocolat noir", "subject": {"words": "chocolat noir"}}),
        json!({"title": "un bonnet", "top_price": {"minor": 1_250, "currency": "EUR"}, "note": "rouge; chaud"}),
    ] {
        let rests = wish["title"] == "un bonnet";
        let id = camille.wishes_for(wish).await.parse().unwrap();
        if rests {
            let mut tx = t.app.write().await.unwrap();
            let paused = wish::WishChange::state(domain::WishState::Paused);
            wish::change(&mut tx, camille.id, id, paused).await.unwrap();
            tx.commit().await.unwrap();
        }
    }
    for (lang, name, yes) in [("fr", "Noor", "oui"), ("en", "Yann", "yes")] {
        let reader = t.member(name).await;
        let table = takes(&camille, "wishes", lang).await.text;
        let cells: Vec<Vec<&str>> =
            table.lines().map(|line| line.split(['"']).skip(1).step_by(2).collect()).collect();
        let of = |title: &str| cells.iter().find(|cells| cells[0] == title).unwrap()[9..].to_vec();
        assert_eq!(of("une lampe")[0], "2026-12-24", "{table}");
        assert_eq!(of("une lampe")[2..], ["2500", yes, ""], "{table}");
        assert_eq!(of("du chocolat"), ["", "food/chocolate", "1000", "", ""], "{table}");
        assert_eq!(of("du chocolat noir"), ["", "", "1000", "", ""], "{table}");
        assert_eq!(of("un bonnet")[3..], ["", yes], "{table}");
        let seen = looks(&t, &reader, "file", table.as_bytes()).await.want(200);
        reader.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
        assert_eq!(lines(&takes(&reader, "wishes", lang).await.text), lines(&table), "{lang}");
    }
    t.turn().await;
    t.end().await;
}

async fn the_page_says_what_is_taken_and_stands_beside_the_erasing(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    for from in ["/me/devices", "/me/erase"] {
        assert!(camille.page(from, "fr").await.want(200).text.contains("href=\"/me/export\""), "{from}");
    }
    for (lang, title) in [("fr", "Tout emporter"), ("en", "Take it all with you")] {
        let page = camille.page("/me/export", lang).await.want(200);
        assert!(page.words().contains(title), "{}", page.text);
        for link in ["/me/export/everything", "/me/export/wishes", "/me/erase"] {
            assert!(page.text.contains(&format!("href=\"{link}\"")), "{link}");
        }
    }
    for path in ["/me/export", "/me/export/everything", "/me/export/wishes"] {
        t.call(Method::GET, path, &As::Nobody, &[], "").await.want(401);
    }
    t.end().await;
}

both!(
    everything_of_ones_own_is_in_it_and_nothing_of_others,
    the_table_of_wishes_is_read_back,
    lists_and_priorities_come_along,
    all_that_a_wish_has_comes_back,
    the_page_says_what_is_taken_and_stands_beside_the_erasing,
);

/// Tables that hold something of a member and are not taken along, and why.
const STAYS: &[(&str, &str)] = &[
    ("dated_wish", "a key made from the wish, by which what takes place finds it"),
    ("figure_member", "reckoned from open wishes, so that no figure tells of anybody"),
    ("idempotency", "the answer to a form sent twice, gone after a day"),
    ("list_stamp", "which edit came last; what it said stands in the list"),
    ("listing_found", "where in a page the parts of a listing stood"),
    ("listing_picture", "which picture of a shop's page is fetched when"),
    ("listing_variant", "the other sizes that a shop's page sells"),
    ("mail_asked", "counts first mails for a day, against floods"),
    ("pages_read", "counts pages of the current hour, against floods"),
    ("picture", "pictures of shops' pages, which are not the member's"),
    ("product_word", "only of products that everybody may see"),
    ("push", "messages on their way to a browser; what they say is in the news and suggestions"),
    ("reserving", "what others promise: hushed before whoever wished"),
    ("spoken", "counts attention used; when news was told stands with the news"),
    ("wish_op", "edits that are settled, so that one sent twice takes effect once"),
    ("wish_stamp", "which edit came last; what it said stands in the wish"),
];

/// What a table calls the member that a row is of, where no foreign key says so.
const MEMBERS: [&str; 5] = ["member", "owner", "giver", "writer", "scope"];

/// The tables of an engine that hold something of a member: by a column, or by what they belong to.
fn of_members(engine: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../store/migrations").join(engine);
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    let text: String = files.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    let plain: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with("--")).collect();
    let mut points: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut found: BTreeSet<String> = ["member".to_owned()].into();
    for statement in plain.join("\n").split(';') {
        let (kind, rest) = match (statement.split_once("CREATE TABLE "), statement.split_once("ALTER TABLE "))
        {
            (Some((_, rest)), _) | (None, Some((_, rest))) => (statement.trim_start(), rest),
            (None, None) => continue,
        };
        let table = rest.split_whitespace().next().unwrap().to_owned();
        let columns: Vec<&str> = if kind.starts_with("CREATE") {
            rest.lines().filter_map(|line| line.split_whitespace().next()).collect()
        } else {
            rest.split_once("COLUMN ")
                .and_then(|(_, after)| after.split_whitespace().next())
                .into_iter()
                .collect()
        };
        if columns.iter().any(|column| MEMBERS.contains(column)) {
            found.insert(table.clone());
        }
        let of = rest.split("REFERENCES ").skip(1).filter_map(|after| after.split_whitespace().next());
        points.entry(table).or_default().extend(of.map(str::to_owned));
    }
    loop {
        let more: Vec<String> = points
            .iter()
            .filter(|(table, of)| !found.contains(*table) && !of.is_disjoint(&found))
            .map(|(table, _)| table.clone())
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more);
    }
}

#[test]
fn every_table_of_a_member_is_taken_along_or_says_why_not() {
    let mut taken = BTreeSet::new();
    let mut names = BTreeSet::new();
    for own in hyperlieu::own() {
        assert!(names.insert(own.name), "two parts are called {}", own.name);
        let words: Vec<&str> = own.statement.sqlite.split_whitespace().collect();
        let named = words.windows(2).filter(|pair| ["FROM", "JOIN"].contains(&pair[0]));
        taken.extend(named.map(|pair| pair[1].to_owned()));
    }
    let stays: BTreeSet<String> = STAYS.iter().map(|(table, _)| (*table).to_owned()).collect();
    for engine in ["sqlite", "postgres"] {
        let all = of_members(engine);
        for known in ["wish", "wish_detail", "reservation", "encounter", "price"] {
            assert!(all.contains(known), "{engine}: {known} is not found in {all:?}");
        }
        let forgotten: Vec<_> =
            all.iter().filter(|one| !taken.contains(*one) && !stays.contains(*one)).collect();
        assert!(forgotten.is_empty(), "{engine}: neither taken along nor said why not: {forgotten:?}");
        let gone: Vec<_> = stays.iter().filter(|one| !all.contains(*one) || taken.contains(*one)).collect();
        assert!(gone.is_empty(), "{engine}: named as staying, and gone or taken along: {gone:?}");
    }
}
