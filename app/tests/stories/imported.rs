//! What is handed over to be imported, and what comes of it: all of it is read, nothing of it is lost without a word.

use serde_json::json;
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

both!(all_that_was_given_is_read_in_its_order, a_file_that_holds_no_text_is_refused_and_what_was_typed_stays,);
