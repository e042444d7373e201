//! A listing read again is held against what it was: another thing at its address is never shown as the one that is wished.

use domain::ListingId;
use serde_json::{Value, json};
use store::both;
use store::testing::TestDb;

use crate::hand::Hand;
use crate::harness::{Town, text};
use crate::site::{Site, shelf, thing, wall};
use crate::telling::page::news_of;

const DRILL: &str = "3017620422003";
const NEXT: &str = "4006381333931";
/// Seconds after which every page is due again, however often it was read the same.
const DAYS: i64 = 3 * 86_400;

/// Captures a page and wishes from it; gives the listing and the wish.
async fn wished(hand: &Hand<'_>, url: &str) -> (ListingId, String) {
    let read = hand.post("/api/v1/capture", json!({"url": url})).await.want(200).json();
    let listing = text(&read["listing"]);
    let wish = json!({"title": "Ma perceuse", "listing": listing});
    let wish = hand.post("/api/v1/wishes", wish).await.want(201).json();
    (listing.parse().unwrap(), text(&wish["id"]))
}

async fn reads(t: &Town) {
    t.waits(DAYS).await;
    ingest::reread(&t.app, &t.house.web.clone().unwrap()).await.unwrap();
    t.turn().await;
}

async fn steps(t: &Town, listing: ListingId) -> usize {
    product::history(&mut t.app.read().await.unwrap(), listing).await.unwrap().len()
}

/// The page of a wish, its spaces plain.
async fn looked_at(hand: &Hand<'_>, wish: &str, lang: &str) -> String {
    hand.page(&format!("/me/wishes/{wish}"), lang).await.want(200).words()
}

/// The listing that a page offers to take in place of the one that was wished from.
fn offered(page: &str) -> Option<String> {
    let rest = page.split("name=\"became\" value=\"").nth(1)?;
    rest.split('"').next().map(str::to_owned)
}

async fn a_page_that_became_another_thing_is_not_taken_for_the_one(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    site.says("/p/x200", thing("Perceuse sans fil X200", DRILL, "79.90"));
    let url = format!("http://{address}/p/x200");
    let (listing, wish) = wished(&camille, &url).await;
    let (same, hers) = wished(&noor, &url).await;
    assert_eq!(listing, same);

    // The thing is sold no more, and its address leads to the one that came after it, cheaper.
    site.says("/p/x300", thing("Perceuse sans fil X300", NEXT, "49.90"));
    site.leads("/p/x200", "/p/x300");
    reads(&t).await;
    let page = looked_at(&camille, &wish, "fr").await;
    assert!(page.contains("79,90 €"), "the old price stands, with its date");
    assert!(page.contains("n’est plus celle de ce que vous vouliez"), "{page}");
    assert!(
        page.contains("Perceuse sans fil X300") && page.contains("49,90 €"),
        "what stands there now is shown"
    );
    assert!(looked_at(&camille, &wish, "en").await.contains("no longer about what you wished for"));
    assert_eq!(steps(&t, listing).await, 1, "nothing is a step of its price");
    assert!(news_of(&camille).await.is_empty(), "nothing is news");

    // Read once more, nothing moves; the failure is its own.
    t.waits(DAYS).await;
    ingest::reread(&t.app, &t.house.web.clone().unwrap()).await.unwrap();
    assert_eq!(steps(&t, listing).await, 1);
    let kept = product::kept(&mut t.app.read().await.unwrap(), listing).await.unwrap().unwrap();
    assert_eq!((kept.failure.as_deref(), kept.failures), (Some("wish-read-other"), 2));

    // One touch takes it, for whoever touched and nobody else; twice is once.
    let became = offered(&page).unwrap();
    for _ in 0..2 {
        camille.form(&format!("/me/wishes/{wish}/page"), &format!("became={became}")).await.want(303);
    }
    let page = looked_at(&camille, &wish, "fr").await;
    assert!(page.contains("49,90 €") && !page.contains("79,90 €") && offered(&page).is_none());
    let subject = camille.get(&format!("/api/v1/wishes/{wish}")).await.json()["subject"].clone();
    assert_eq!(subject["gtin"], json!(format!("0{NEXT}")), "{subject}");
    let page = looked_at(&noor, &hers, "fr").await;
    assert!(page.contains("79,90 €") && offered(&page) == Some(became.clone()));
    noor.form(&format!("/me/wishes/{wish}/page"), &format!("became={became}")).await.want(404);
    site.says("/p/vase", thing("Vase", "", "9.00"));
    let vase = json!({"url": format!("http://{address}/p/vase")});
    let vase = text(&noor.post("/api/v1/capture", vase).await.want(200).json()["listing"]);
    noor.form(&format!("/me/wishes/{hers}/page"), &format!("became={vase}")).await.want(422);
    t.end().await;
}

async fn what_is_no_thing_at_all_is_a_failure_until_the_thing_is_back(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    let drill = || thing("Perceuse sans fil X200", DRILL, "79.90");
    site.says("/outils/p/x200", drill());
    let (listing, wish) = wished(&camille, &format!("http://{address}/outils/p/x200")).await;
    for case in 0..3 {
        match case {
            0 => site.says("/outils/p/x200", wall()),
            1 => {
                site.says("/outils", shelf());
                site.leads("/outils/p/x200", "/outils");
            }
            _ => {
                site.says("/", thing("Norda, outillage depuis 1954", "", "5.00"));
                site.leads("/outils/p/x200", "/");
            }
        }
        reads(&t).await;
        let page = looked_at(&camille, &wish, "fr").await;
        assert!(
            page.contains("79,90 €") && page.contains("n’est plus celle de ce que"),
            "case {case}: {page}"
        );
        // A wall and a shelf are nothing one could wish for.
        assert_eq!(offered(&page).is_some(), case == 2, "case {case}");
        site.says("/outils/p/x200", drill());
        reads(&t).await;
        let page = looked_at(&camille, &wish, "fr").await;
        assert!(!page.contains("n’est plus celle de ce que") && offered(&page).is_none(), "case {case}");
    }
    assert_eq!(steps(&t, listing).await, 1, "it never cost anything else");
    assert!(news_of(&camille).await.is_empty());
    t.end().await;
}

async fn a_page_that_says_the_same_in_other_words_is_read_on(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let camille = t.member("Camille").await;
    for (at, (before, gtin, after, still)) in [
        ("Perceuse sans fil X200", "", "Perceuse sans fil X200 - 18 V", ""),
        ("Perceuse sans fil X200", "", "Norda X200, perceuse sans fil (promotion)", ""),
        ("Perceuse sans fil X200", DRILL, "La perceuse qui change tout", DRILL),
    ]
    .into_iter()
    .enumerate()
    {
        let path = format!("/p/{at}");
        site.says(&path, thing(before, gtin, "79.90"));
        let (listing, _) = wished(&camille, &format!("http://{address}{path}")).await;
        site.says(&path, thing(after, still, "59.90"));
        reads(&t).await;
        let kept = product::kept(&mut t.app.read().await.unwrap(), listing).await.unwrap().unwrap();
        let cents = kept.price.map(|price| price.minor);
        assert_eq!((kept.failure, cents), (None, Some(5_990)), "{before} → {after}");
        assert_eq!(steps(&t, listing).await, 2);
    }
    assert!(!news_of(&camille).await.is_empty(), "a fall is still told");
    t.end().await;
}

async fn who_pastes_the_address_later_gets_what_stands_there_now(db: TestDb) {
    let (site, address) = Site::open().await;
    let t = Town::reaching(db, vec![address]).await;
    let (camille, noor) = (t.member("Camille").await, t.member("Noor").await);
    site.says("/p/x", thing("Perceuse sans fil X200", DRILL, "79.90"));
    let url = format!("http://{address}/p/x");
    let (old, wish) = wished(&camille, &url).await;
    site.says("/p/x", thing("Nappe à carreaux rouges", NEXT, "12.00"));
    let (new, _) = wished(&noor, &url).await;
    assert_ne!(old, new);
    let page = looked_at(&camille, &wish, "fr").await;
    assert!(page.contains("79,90 €") && page.contains("n’est plus celle de ce que"), "{page}");
    assert_eq!((steps(&t, old).await, steps(&t, new).await), (1, 1));
    // The same address twice is one listing of what stands there now.
    let again: Value = camille.post("/api/v1/capture", json!({"url": url})).await.want(200).json();
    assert_eq!(text(&again["listing"]), new.to_string());
    t.end().await;
}

both!(
    a_page_that_became_another_thing_is_not_taken_for_the_one,
    what_is_no_thing_at_all_is_a_failure_until_the_thing_is_back,
    a_page_that_says_the_same_in_other_words_is_read_on,
    who_pastes_the_address_later_gets_what_stands_there_now,
);
