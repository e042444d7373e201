//! What a page says of a thing, chosen from and corrected: variants, ranges, condition, a price that was misread.

use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::answer::Answer;
use crate::hand::Hand;
use crate::harness::{Town, text};
use crate::site::{Site, group, thing};
use crate::telling::page::news_of;

const RED: &str = "3017620422003";
const BLUE: &str = "4006381333931";
/// Seconds after which every page is due again, however often it was read the same.
const DAYS: i64 = 3 * 86_400;

fn vases(blue: &str) -> String {
    let red = ("Rouge", RED, "12.90", "InStock");
    let all = [red, ("Bleu", BLUE, blue, "OutOfStock")];
    group("Vase Norda", if blue.is_empty() { &all[..1] } else { &all })
}

async fn reads(t: &Town) {
    t.waits(DAYS).await;
    ingest::reread(&t.app, &t.house.web.clone().unwrap()).await.unwrap();
    t.turn().await;
}

/// Pastes an address into the one box.
async fn pasted(hand: &Hand<'_>, url: &str) -> Answer {
    let what = url.replace(':', "%3A").replace('/', "%2F");
    hand.form("/me/wishes/read", &format!("what={what}")).await.want(200)
}

/// The value of a field that a page shows.
fn value(page: &str, name: &str) -> String {
    let rest = page.split(&format!("name=\"{name}\"")).nth(1).unwrap_or_else(|| panic!("{name} in {page}"));
    let rest = rest.split('>').next().unwrap().split("value=\"").nth(1).unwrap_or_default();
    rest.split('"').next().unwrap().to_owned()
}

async fn only(hand: &Hand<'_>) -> Value {
    let items = hand.get("/api/v1/wishes").await.json()["items"].clone();
    assert_eq!(items.as_array().map(Vec::len), Some(1), "{items}");
    items[0].clone()
}

async fn one_of_several_colours_is_chosen(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    site.says("/vase", vases("19.90"));
    let url = format!("http://{address}/vase");
    let asked = pasted(&camille, &url).await;
    for shown in ["De 12,90 € à 19,90 €", "Bleu · 19,90 € · Épuisé", "Rouge · 12,90 € · En stock"]
    {
        assert!(asked.words().contains(shown), "{shown} in {}", asked.words());
    }
    let listing = value(&asked.text, "listing");
    // The barcode that was filled in is the page's, and follows the colour; its price bounds nothing.
    let form = format!(
        "title=Un+vase&words=vase&gtin={}&distance_m=1000&from=page&once=k1&listing={listing}&variant=N-Bleu",
        value(&asked.text, "gtin")
    );
    camille.form("/me/wishes/new", &form).await.want(303);
    let wish = only(&camille).await;
    assert_eq!((&wish["subject"]["gtin"], &wish["top_price"]), (&json!(format!("0{BLUE}")), &json!(null)));
    let path = format!("/me/wishes/{}", text(&wish["id"]));
    let page = camille.page(&path, "fr").await.want(200);
    for shown in ["Bleu", "19,90 €", "Épuisé"] {
        assert!(page.words().contains(shown), "{shown} in {}", page.words());
    }

    // Somebody else's wish from the same page stays theirs.
    let read = noor.post("/api/v1/capture", json!({"url": url})).await.want(200).json();
    assert_eq!(read["price_range"]["low"]["minor"], 1_290);
    assert_eq!(
        (&read["variants"][1]["variant"], &read["variants"][1]["gtin"]),
        (&json!("N-Bleu"), &json!(format!("0{BLUE}")))
    );
    let red = json!({"title": "Vase", "listing": read["listing"], "variant": "N-Rouge"});
    let red = noor.post("/api/v1/wishes", red).await.want(201).json();
    assert_eq!(red["subject"]["gtin"], json!(format!("0{RED}")));
    let none = json!({"title": "Vase", "listing": read["listing"], "variant": "N-Vert"});
    noor.post("/api/v1/wishes", none).await.refused(422, "invalid");
    t.end().await;
}

async fn a_colour_that_was_chosen_is_followed_until_it_is_gone(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    site.says("/vase", vases("19.90"));
    let read = json!({"url": format!("http://{address}/vase")});
    let listing = camille.post("/api/v1/capture", read).await.want(200).json()["listing"].clone();
    let wished = async |who: &Hand<'_>, key: &str| {
        let wish = json!({"title": "Vase", "listing": listing, "variant": key});
        format!("/me/wishes/{}", text(&who.post("/api/v1/wishes", wish).await.want(201).json()["id"]))
    };
    let (path, hers) = (wished(&camille, "N-Bleu").await, wished(&noor, "N-Rouge").await);

    site.says("/vase", vases("15.90"));
    reads(&t).await;
    assert!(camille.page(&path, "fr").await.want(200).words().contains("15,90 €"));
    assert!(noor.page(&hers, "fr").await.want(200).words().contains("12,90 €"));
    site.says("/vase", vases(""));
    reads(&t).await;
    let page = camille.page(&path, "fr").await.want(200);
    assert!(
        page.words().contains("15,90 €") && page.words().contains("n’est plus proposé"),
        "{}",
        page.words()
    );
    assert!(!noor.page(&hers, "fr").await.want(200).words().contains("n’est plus proposé"));

    // Another is one touch away, and a form that names none is refused.
    site.says("/vase", vases("15.90"));
    reads(&t).await;
    camille.form(&format!("{path}/variant"), "variant=N-Vert").await.want(422);
    camille.form(&format!("{path}/variant"), "variant=N-Rouge").await.want(303);
    assert!(camille.page(&path, "fr").await.want(200).words().contains("12,90 €"));
    noor.form(&format!("{path}/variant"), "variant=N-Bleu").await.want(404);
    t.end().await;
}

async fn a_price_that_was_misread_is_put_right_by_ones_own_word(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    site.says("/drill", thing("Perceuse sans fil X200", RED, "7.99"));
    let url = format!("http://{address}/drill");
    let asked = pasted(&camille, &url).await;
    let listing = value(&asked.text, "listing");
    assert_eq!(
        (value(&asked.text, "price").as_str(), value(&asked.text, "was_price").as_str()),
        ("7,99", "7,99")
    );
    let form = |price: &str| {
        format!(
            "title=Perceuse&words=x200&note=La+bleue&distance_m=1000&from=page&once=k1&listing={listing}&was_price=7%2C99&price={price}"
        )
    };
    let refused = camille.form("/me/wishes/new", &form("beaucoup")).await.want(422);
    for still in ["value=\"beaucoup\"", ">La bleue<", "Perceuse sans fil X200"] {
        assert!(refused.text.contains(still), "{still} in {}", refused.text);
    }
    camille.form("/me/wishes/new", &form("79%2C90")).await.want(303);
    let wish = only(&camille).await;
    assert_eq!(wish["top_price"], json!(null), "nobody chose a top price");
    let path = format!("/me/wishes/{}", text(&wish["id"]));
    let page = camille.page(&path, "fr").await.want(200);
    assert!(page.words().contains("79,90 €") && page.words().contains("Dit par vous"), "{}", page.words());
    assert!(page.words().contains("Nous avions lu 7,99 €"), "{}", page.words());

    // It teaches nobody: not the listing, not its course, not who wishes from it next.
    let id = listing.parse().unwrap();
    let mut tx = t.app.read().await.unwrap();
    assert_eq!(product::kept(&mut tx, id).await.unwrap().unwrap().price.map(|price| price.minor), Some(799));
    let past = product::history(&mut tx, id).await.unwrap();
    drop(tx);
    assert!(past.iter().all(|point| point.price.map(|price| price.minor) == Some(799)), "{past:?}");
    assert!(!pasted(&noor, &url).await.words().contains("79,90"));

    // What is known to be misread is no news, until it is read as it is.
    site.says("/drill", thing("Perceuse sans fil X200", RED, "5.99"));
    reads(&t).await;
    assert!(news_of(&camille).await.is_empty());
    let page = camille.page(&path, "fr").await.want(200);
    assert!(page.words().contains("79,90 €") && page.words().contains("Dit par vous"));

    // Changed, refused with what was typed, and taken back.
    let refused = camille.form(&format!("{path}/said"), "price=beaucoup&stock=out").await.want(422);
    assert!(refused.text.contains("value=\"beaucoup\"") && refused.text.contains("value=\"out\" selected"));
    camille.form(&format!("{path}/said"), "price=82&list_price=99&stock=out").await.want(303);
    let page = camille.page(&path, "en").await.want(200);
    for shown in ["82.00", "99.00", "Out of stock", "Your own word"] {
        assert!(page.words().contains(shown), "{shown} in {}", page.words());
    }
    noor.form(&format!("{path}/said"), "price=1").await.want(404);
    camille.form(&format!("{path}/said"), "price=&list_price=&stock=").await.want(303);
    let page = camille.page(&path, "fr").await.want(200);
    assert!(page.words().contains("5,99 €") && !page.words().contains("Dit par vous"), "{}", page.words());
    t.end().await;
}

async fn what_was_read_from_where_is_said_in_peoples_words(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let page = thing("Perceuse sans fil X200", RED, "79.90");
    let other = r#"<meta property="og:title" content="X200 : la perceuse"><meta property="product:price:amount" content="129.00">
        <meta property="product:price:currency" content="EUR"></html>"#;
    site.says("/drill", page.replace("</html>", other));
    let asked = pasted(&camille, &format!("http://{address}/drill")).await;
    for shown in [
        "dans les données que la page donne aux moteurs de recherche",
        "dans ce que la page dit pour être partagée",
        "Reconditionné",
        "129,00 €",
        "X200 : la perceuse",
    ] {
        assert!(asked.words().contains(shown), "{shown} in {}", asked.words());
    }
    assert!(asked.text.contains("offers.price"), "the exact path, for the curious");
    // What else it may have been can be chosen in the field.
    for choice in ["<option value=\"129,00\">", "<option value=\"X200 : la perceuse\">"] {
        assert!(asked.text.contains(choice), "{choice}");
    }
    // Opened again, as the extension does, it says the same; so does the page of the wish, in English too.
    let listing = value(&asked.text, "listing");
    let again = camille.page(&format!("/me/wishes/new?listing={listing}"), "en").await.want(200);
    assert!(again.words().contains("in the data the page gives to search engines"), "{}", again.words());
    assert!(again.words().contains("Refurbished"));
    let wish = json!({"title": "Drill", "listing": listing});
    let wish = camille.post("/api/v1/wishes", wish).await.want(201).json();
    let page = camille.page(&format!("/me/wishes/{}", text(&wish["id"])), "en").await.want(200);
    assert!(page.words().contains("in the data the page gives to search engines"), "{}", page.words());
    t.end().await;
}

async fn ones_own_word_is_said_as_such_where_it_can_be_had(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    site.says("/drill", thing("Perceuse sans fil X200", RED, "7.99"));
    let asked = pasted(&camille, &format!("http://{address}/drill")).await;
    let listing = value(&asked.text, "listing");
    let form = format!("title=Perceuse&words=x200&distance_m=1000&from=page&listing={listing}");
    camille.form("/me/wishes/new", &form).await.want(303);
    let path = format!("/me/wishes/{}", text(&only(&camille).await["id"]));
    let had = async || camille.page(&format!("{path}/where"), "fr").await.want(200).words();
    assert!(had().await.contains("7,99 €") && !had().await.contains("dit par vous"), "{}", had().await);
    camille.form(&format!("{path}/said"), "price=79%2C90&list_price=&stock=out").await.want(303);
    let said = had().await;
    assert!(said.contains("79,90 €") && said.contains("dit par vous"), "{said}");
    assert!(said.contains("Épuisé") && !said.contains("7,99"), "{said}");
    t.end().await;
}

both!(
    ones_own_word_is_said_as_such_where_it_can_be_had,
    one_of_several_colours_is_chosen,
    a_colour_that_was_chosen_is_followed_until_it_is_gone,
    a_price_that_was_misread_is_put_right_by_ones_own_word,
    what_was_read_from_where_is_said_in_peoples_words,
);
