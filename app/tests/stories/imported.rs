//! What is handed over to be imported, and what comes of it: all of it is read, nothing of it is lost without a word.

use domain::limits;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::harness::Town;
use crate::imports::{filled, hands, looks, site, titled, wishes};

async fn all_that_was_given_is_read_in_its_order(db: TestDb) {
    let list = r#"<html lang="fr"><script type="application/ld+json">{"@type":"ItemList","itemListElement":[
        {"@type":"ListItem","name":"Un bon roman"}]}</script></html>"#;
    let address = site(list).await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let (text, file) = (&b"Savon\nBougies\n"[..], &b"Titre;Prix\nBonnet;12,50\n"[..]);
    let link = format!("http://{address}/list");
    let seen =
        hands(&t, &camille, &[("text", text), ("file", file), ("link", link.as_bytes())]).await.want(200);
    let titles = ["Savon", "Bougies", "Bonnet", "Un bon roman"];
    for (at, title) in titles.into_iter().enumerate() {
        assert!(seen.text.contains(&format!("name=\"title-{at}\" value=\"{title}\"")), "{}", seen.text);
    }
    let words = seen.words();
    for part in [
        "Votre texte commence à la ligne 1 · Le fichier commence à la ligne 3 · La page commence à la ligne 5",
        "Ligne 4",
        "Ligne 5",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    assert_eq!(wishes(&camille).await.len(), 4);

    // A page that is not read costs nothing of the rest.
    let noor = t.member("Noor").await;
    let seen = hands(&t, &noor, &[("file", file), ("link", b"http://10.0.0.1/list")]).await.want(200);
    let words = seen.words();
    assert!(words.contains("La page http://10.0.0.1/list n’a pas été lue"), "{words}");
    assert!(seen.text.contains("value=\"Bonnet\"") && !words.contains("commence à la ligne"), "{words}");
    t.app.clock.advance_secs(60);
    let both = json!({"text": "Savon\n", "link": link});
    let told = noor.post("/api/v1/wishes/import", both).await.want(200).json();
    let told: Vec<_> =
        told["lines"].as_array().unwrap().iter().map(|line| (&line["line"], &line["title"])).collect();
    assert_eq!(told, [(&json!(1), &json!("Savon")), (&json!(2), &json!("Un bon roman"))]);
    t.turn().await;
    t.end().await;
}

async fn a_file_that_holds_no_text_is_refused_and_what_was_typed_stays(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    for (file, said) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "Ce fichier est une image"),
        (b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", "exportez-le en CSV"),
        (b"%PDF-1.7\n1 0 obj", "ne contient pas de texte"),
        (b"\0\x01\x02\x03\x04\x05\x06\x07", "ne contient pas de texte"),
    ] {
        let given = [("text", "Thé vert".as_bytes()), ("file", file), ("link", b"https://shop.example/list")];
        let refused = hands(&t, &camille, &given).await.want(422);
        assert!(refused.words().contains(said), "{said}: {}", refused.text);
        assert!(
            refused.text.contains(">Thé vert</textarea>")
                && refused.text.contains("value=\"https://shop.example/list\""),
            "{}",
            refused.text
        );
    }
    // What Excel saves as "Unicode text".
    let wide: Vec<u8> =
        "\u{feff}Titre\tPrix\r\nThéière\t39,90 €\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let seen = looks(&t, &camille, "file", &wide).await.want(200);
    assert!(
        seen.text.contains("value=\"Théière\"") && seen.text.contains("value=\"39,90\""),
        "{}",
        seen.text
    );
    t.end().await;
}

async fn an_address_that_cannot_be_opened_is_told_and_kept(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    let list = "Titre;Lien;Note\nVase;ftp://shop.example/vase;bleu\nLampe;voir en magasin;\n\
        Tapis;www.shop.example/tapis;\nPot;-;\n";
    let seen = looks(&t, &camille, "file", list.as_bytes()).await.want(200);
    let words = seen.words();
    assert_eq!(words.matches("ne peut pas être ouverte ici").count(), 2, "{words}");
    assert!(seen.text.contains("value=\"https://www.shop.example/tapis\""), "{}", seen.text);
    camille.form("/me/wishes/import", &filled(&seen.text)).await.want(303);
    let all = wishes(&camille).await;
    for (title, note) in
        [("Vase", "bleu · ftp://shop.example/vase"), ("Lampe", "voir en magasin"), ("Tapis", ""), ("Pot", "")]
    {
        assert_eq!(titled(&all, title)["note"].as_str().unwrap_or_default(), note, "{all:?}");
    }
    let told = camille.post("/api/v1/wishes/import", json!({"text": list})).await.want(200).json();
    let told: Vec<_> = told["lines"].as_array().unwrap().iter().map(|line| &line["unlinked"]).collect();
    assert_eq!(told, [true, true, false, false].map(Value::Bool).iter().collect::<Vec<_>>());
    t.turn().await;
    t.end().await;
}

async fn a_list_that_cannot_be_made_and_a_day_gone_by_cost_no_wish(db: TestDb) {
    let t = Town::new(db).await;
    let camille = t.member("Camille").await;
    camille.form("/me/lists", "name=Noël").await.want(303);
    for number in 1..limits::LISTS_PER_MEMBER {
        camille.form("/me/lists", &format!("name=Liste {number}")).await.want(303);
    }
    let long = "une liste au nom si long ".repeat(4);
    let table = format!("Titre;Liste\nVase;noel\nLampe;{long}\nTapis;Jardin\nPot;Jardin\n");
    let given = [("text", "canapé avant Noël".as_bytes()), ("file", table.as_bytes())];
    let seen = hands(&t, &camille, &given).await.want(200);
    let form = filled(&seen.text);
    let gone = form.replace("until-0=2026%2D12%2D24", "until-0=2020%2D12%2D24");
    assert_ne!(form, gone);
    let sent = camille.form("/me/wishes/import", &gone).await.want(303);
    let told = camille.page(sent.header("location"), "fr").await.want(200);
    let words = told.words();
    for part in [
        "5 envies ont été ajoutées",
        "Une envie de plus",
        "4 envies de plus",
        "Jardin » n’a pas été créée",
        "lignes 5, 6",
        "ce nom est trop long",
        "ligne 4",
        "Le jour est passé",
        "ligne 1",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let all = wishes(&camille).await;
    assert_eq!(titled(&all, "canapé")["until"], Value::Null);
    for (title, note) in [
        ("canapé", "2020-12-24"),
        ("Lampe", long.trim()),
        ("Tapis", "Jardin"),
        ("Pot", "Jardin"),
        ("Vase", ""),
    ] {
        let wish = titled(&all, title);
        assert_eq!(wish["note"].as_str().unwrap_or_default(), note, "{wish}");
        assert_eq!(wish["list"].is_string(), title == "Vase", "{wish}");
    }
    let save = json!({"text": "Titre;Liste\nHamac;Jardin\n", "save": true});
    let made = camille.post("/api/v1/wishes/import", save).await.want(201).json();
    assert_eq!((&made["unlisted"], &made["undated"]), (&json!([2]), &json!([])), "{made}");
    t.turn().await;
    t.end().await;
}

async fn what_came_of_an_import_is_told_list_by_list(db: TestDb) {
    let t = Town::new(db).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    camille.wishes("Vase", None).await;
    let table = "Titre;Liste;Lien\nVase;;\nTapis;Jardin;https://shop.example/tapis\nPot;Jardin;\nLampe;;\n";
    let seen = looks(&t, &camille, "file", table.as_bytes()).await.want(200);
    let form = filled(&seen.text);
    let sent = camille.form("/me/wishes/import", &form).await.want(303);
    let at = sent.header("location");
    let list = wishes(&camille).await;
    let garden = titled(&list, "Tapis")["list"].as_str().unwrap().to_owned();
    for (lang, added, there, pages) in [
        ("fr", "3 envies ont été ajoutées", "Une était déjà sur votre liste", "Une page sera lue ensuite"),
        ("en", "3 wishes were added", "One was on your list already", "One page will be read afterwards"),
    ] {
        let told = camille.page(at, lang).await.want(200);
        let words = told.words();
        for part in [added, there, pages, "Jardin"] {
            assert!(words.contains(part), "{part}: {words}");
        }
        for link in [format!("/me/lists/{garden}"), "/me/wishes".to_owned()] {
            assert!(told.text.contains(&format!("href=\"{link}\"")), "{link}: {}", told.text);
        }
    }
    // Sent twice it is told as it was the first time; to nobody else is anything told.
    let again = camille.form("/me/wishes/import", &form).await.want(303);
    assert_eq!((again.header("location"), wishes(&camille).await.len()), (at, 4));
    let other = format!("{at}x");
    for (hand, path) in [(&noor, at), (&camille, "/me/wishes/import/done"), (&camille, other.as_str())] {
        let nothing = hand.page(path, "fr").await.want(200);
        assert!(nothing.words().contains("rien n’est conservé"), "{}", nothing.text);
        assert!(!nothing.words().contains("Jardin"), "{}", nothing.text);
    }
    t.turn().await;
    t.end().await;
}

both!(
    all_that_was_given_is_read_in_its_order,
    a_file_that_holds_no_text_is_refused_and_what_was_typed_stays,
    an_address_that_cannot_be_opened_is_told_and_kept,
    a_list_that_cannot_be_made_and_a_day_gone_by_cost_no_wish,
    what_came_of_an_import_is_told_list_by_list,
);
