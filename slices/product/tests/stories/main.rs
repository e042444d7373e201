//! Stories of products and listings, each on both databases.
#![expect(clippy::unwrap_used, reason = "a panic is the report of a test")]

mod colours;

use domain::{Availability, Gtin, Money, limits};
use kit::{App, Lang};
use product::{Again, Besides, Known, Listing, Seen};
use store::testing::TestDb;
use store::{Statement, both, execute, fetch_one};

fn seen(url: &str, title: &str, brand: &str, gtin: Option<&str>, cents: i64) -> Seen {
    Seen {
        url: url.into(),
        retailer: url.split('/').nth(2).unwrap().into(),
        title: title.into(),
        brand: Some(brand.into()),
        gtin: gtin.map(|code| code.parse::<Gtin>().unwrap()),
        model: None,
        category: None,
        picture: None,
        price: Some(Money::eur(cents)),
        list_price: None,
        availability: Availability::In,
        known: Known::default(),
        besides: Besides::default(),
    }
}

async fn noted(app: &App, seen: Seen) -> Listing {
    let mut tx = app.write().await.unwrap();
    let listing = product::note(&mut tx, app, seen, None).await.unwrap();
    tx.commit().await.unwrap();
    listing
}

async fn one_thing_has_many_sellers(db: TestDb) {
    let app = kit::testing::app(db.db.clone());
    let first = noted(
        &app,
        seen("https://a.example/1", "Bosch perceuse sans fil PSR1800LI-2 18 V", "Bosch", None, 12_990),
    )
    .await;
    let second = noted(
        &app,
        seen(
            "https://b.example/x",
            "Perceuse-visseuse PSR-1800 LI-2 sans fil 18V",
            "BOSCH",
            Some("3165140781039"),
            11_900,
        ),
    )
    .await;
    let third =
        noted(&app, seen("https://c.example/y", "Une boîte verte", "Autre", Some("3165140781039"), 11_500))
            .await;
    let other = noted(
        &app,
        seen("https://a.example/2", "Bosch perceuse sans fil PSR1440LI-2 14,4 V", "Bosch", None, 9_990),
    )
    .await;
    assert_eq!(first.product, second.product, "told alike");
    assert_eq!(first.product, third.product, "its barcode was learnt, and decides");
    assert_ne!(first.product, other.product, "another number is another thing");
    let (me, _) = people::start_guest(&app, Lang::Fr).await.unwrap();
    let mut tx = app.read().await.unwrap();
    assert_eq!(product::listings(&mut tx, first.product, me).await.unwrap().len(), 3);
}

/// Pages that tell no make and no number beside their title: words alone say that it is one thing.
async fn words_alone_find_one_thing_at_two_shops(db: TestDb) {
    let app = kit::testing::app(db.db.clone());
    for (number, title) in ["Perceuse sans fil 18 V", "Casque de vélo", "Lampe de chevet", "Tente 4 places"]
        .into_iter()
        .enumerate()
    {
        noted(&app, bare(&format!("https://z.example/{number}"), title)).await;
    }
    let first = noted(&app, bare("https://a.example/1", "Bosch perceuse sans fil PSR1800LI-2 18 V")).await;
    let second =
        noted(&app, bare("https://b.example/1", "Perceuse-visseuse Bosch PSR-1800 LI-2 sans fil 18V")).await;
    let third = noted(&app, bare("https://c.example/1", "Perceuse sans fil Bosch PSR1440LI-2 14,4 V")).await;
    let case = noted(&app, bare("https://d.example/1", "Coffret pour perceuse Bosch PSR1800LI-2")).await;
    assert_eq!(first.product, second.product, "the same words, another shop");
    assert_ne!(first.product, third.product, "another number");
    assert_ne!(first.product, case.product, "its case is another thing");
    let gone = first.product;
    let mut tx = app.write().await.unwrap();
    for listing in [first.id, second.id] {
        tx.commit().await.unwrap();
        app.clock.advance_secs(domain::limits::LISTING_DAYS * 86_400 + 1);
        tx = app.write().await.unwrap();
        product::drop_listing(&mut tx, listing).await.unwrap();
    }
    assert_eq!(product::product(&mut tx, gone).await.unwrap(), None, "with its words");
    tx.commit().await.unwrap();
}

const BARE: Statement = Statement::new("BARE", "DELETE FROM product_word");
const FROM_BEFORE: Statement = Statement::new("FROM_BEFORE", "UPDATE product SET words_by = 0");
const WORDED: Statement = Statement::new("WORDED", "SELECT count(DISTINCT product) FROM product_word");

/// As the store was before words were noted.
async fn before_words(app: &App) {
    let mut tx = app.write().await.unwrap();
    execute!(&mut tx, BARE).unwrap();
    execute!(&mut tx, FROM_BEFORE).unwrap();
    tx.commit().await.unwrap();
}

async fn worded(app: &App) -> i64 {
    fetch_one!(&mut app.read().await.unwrap(), WORDED, (i64,)).unwrap().0
}

fn bare(url: &str, title: &str) -> Seen {
    Seen { brand: None, ..seen(url, title, "", None, 9_900) }
}

async fn what_was_known_before_words_gets_them_a_few_at_a_time(db: TestDb) {
    let app = kit::testing::app(db.db.clone());
    let (me, _) = people::start_guest(&app, Lang::Fr).await.unwrap();
    let drill = noted(&app, bare("https://a.example/1", "Bosch perceuse sans fil PSR1800LI-2 18 V")).await;
    for number in 0..44 {
        noted(&app, bare(&format!("https://z.example/{number}"), &format!("Tente modèle QX{number}00")))
            .await;
    }
    let mut tx = app.write().await.unwrap();
    let private = bare("https://p.example/1", "Rabot Zyxel");
    product::note(&mut tx, &app, private, Some(me)).await.unwrap();
    let (url, at) = ("https://l.example/1", app.now());
    product::expect(&mut tx, &app, url, "Étau Wuvel pour Camille", "l.example", at).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(worded(&app).await, 45);
    before_words(&app).await;

    // Cut short, it leaves nothing behind, and what was done is not done again.
    let mut tx = app.write().await.unwrap();
    assert_eq!(product::note_words(&mut tx).await.unwrap(), 20);
    drop(tx);
    assert_eq!(worded(&app).await, 0);
    let mut looked = Vec::new();
    loop {
        let mut tx = app.write().await.unwrap();
        let some = product::note_words(&mut tx).await.unwrap();
        tx.commit().await.unwrap();
        looked.push(some);
        if some == 0 {
            break;
        }
    }
    assert_eq!(
        (looked.as_slice(), worded(&app).await),
        (&[20, 20, 7, 0][..], 45),
        "nothing of whom it is none of"
    );
    let same =
        noted(&app, bare("https://b.example/1", "Perceuse-visseuse Bosch PSR-1800 LI-2 sans fil 18V")).await;
    assert_eq!(same.product, drill.product);
}

async fn what_is_read_again_is_found_by_its_words(db: TestDb) {
    let app = kit::testing::app(db.db.clone());
    let page = || bare("https://a.example/1", "Bosch perceuse sans fil PSR1800LI-2 18 V");
    let drill = noted(&app, page()).await;
    for again in [Again::Failed { why: "fetch-too-slow", until: None, may_pass: true }, Again::Same] {
        before_words(&app).await;
        app.clock.advance_secs(60);
        let fails = matches!(again, Again::Failed { .. });
        let mut tx = app.write().await.unwrap();
        let listing = product::kept(&mut tx, drill.id).await.unwrap().unwrap();
        product::reread(&mut tx, &app, listing, again).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(worded(&app).await, i64::from(!fails));
    }
    before_words(&app).await;
    noted(&app, page()).await;
    let same =
        noted(&app, bare("https://b.example/1", "Perceuse-visseuse Bosch PSR-1800 LI-2 sans fil 18V")).await;
    assert_eq!(same.product, drill.product);
}

async fn what_a_browser_sent_teaches_no_other(db: TestDb) {
    let app = kit::testing::app(db.db.clone());
    let (me, _) = people::start_guest(&app, Lang::Fr).await.unwrap();
    let sent = seen("https://a.example/1", "Bosch PSR1800LI-2", "Bosch", Some("3165140781039"), 1);
    let mut tx = app.write().await.unwrap();
    let own = product::note(&mut tx, &app, sent, Some(me)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(own.next_at, None, "and is not read again by this server");
    let read = noted(&app, seen("https://b.example/1", "Bosch PSR1800LI-2", "Bosch", None, 9_900)).await;
    assert_ne!(own.product, read.product);
    let mut tx = app.read().await.unwrap();
    assert_eq!(product::product(&mut tx, read.product).await.unwrap().unwrap().gtin, None);
    assert_eq!(product::with_gtin(&mut tx, "3165140781039".parse().unwrap()).await.unwrap(), None);
}

async fn an_address_is_one_listing_whose_history_grows_by_changes(db: TestDb) {
    let app = kit::testing::app(db.db.clone());
    let told = |cents| seen("https://a.example/1", "Perceuse", "Norda", None, cents);
    let first = noted(&app, told(1_000)).await;
    let again = noted(&app, told(1_000)).await;
    app.clock.advance_secs(60);
    let cheaper = noted(&app, told(900)).await;
    assert_eq!((first.id, again.id), (again.id, cheaper.id));
    let mut tx = app.write().await.unwrap();
    let history = product::history(&mut tx, first.id).await.unwrap();
    let prices: Vec<_> = history.iter().map(|point| point.price).collect();
    assert_eq!(prices, [Some(Money::eur(1_000)), Some(Money::eur(900))]);
    // Two that read at once: the later one decided from what is no more, and changes nothing.
    let stale = Listing { read_at: first.read_at.plus_secs(-1), ..first };
    let (kept, news) =
        product::reread(&mut tx, &app, stale.clone(), Again::Seen(Box::new(told(1)))).await.unwrap();
    assert_eq!((kept, news), (stale, None));
}

async fn a_first_reading_may_fail_before_it_tells(db: TestDb) {
    let app = kit::testing::app(db.db.clone());
    let mut tx = app.write().await.unwrap();
    let (url, at) = ("https://a.example/1", app.now());
    let id = product::expect(&mut tx, &app, url, "a.example", "a.example", at).await.unwrap();
    let listing = product::kept(&mut tx, id).await.unwrap().unwrap();
    let failed = Again::Failed { why: "fetch-too-slow", until: None, may_pass: true };
    let (listing, _) = product::reread(&mut tx, &app, listing, failed).await.unwrap();
    let told = seen(url, "Perceuse X200", "Norda", Some("3165140781039"), 7_990);
    let (listing, _) = product::reread(&mut tx, &app, listing, Again::Seen(Box::new(told))).await.unwrap();
    let product = product::product(&mut tx, listing.product).await.unwrap().unwrap();
    assert_eq!((product.title.as_str(), product.gtin.is_some()), ("Perceuse X200", true));
    // What it is was told once; a page that is of something else later makes it no other thing, and its price stands.
    app.clock.advance_secs(60);
    tx.commit().await.unwrap();
    let mut tx = app.write().await.unwrap();
    let told = seen(url, "Un livre", "Autre", None, 900);
    let (listing, _) = product::reread(&mut tx, &app, listing, Again::Seen(Box::new(told))).await.unwrap();
    let product = product::product(&mut tx, listing.product).await.unwrap().unwrap();
    assert_eq!(product.title, "Perceuse X200");
    assert_eq!(listing.failure.as_deref(), Some(product::OTHER));
    assert_eq!(listing.price, Some(Money::eur(7_990)));
    let now = product::kept(&mut tx, listing.became.unwrap()).await.unwrap().unwrap();
    assert_eq!((now.title.as_str(), now.turn, now.price), ("Un livre", 1, Some(Money::eur(900))));
}

async fn what_is_read_again_is_not_swept(db: TestDb) {
    let app = kit::testing::app(db.db.clone());
    let told = || seen("https://a.example/1", "Perceuse", "Norda", None, 1_000);
    let first = noted(&app, told()).await;
    let second = noted(&app, seen("https://b.example/2", "Un vélo", "Autre", None, 1_000)).await;
    app.clock.advance_secs((limits::LISTING_DAYS + 1) * 86_400);
    let mut tx = app.write().await.unwrap();
    assert_eq!(product::forgotten(&mut tx).await.unwrap().len(), 2);
    product::note(&mut tx, &app, told(), None).await.unwrap();
    let at = app.now();
    product::expect(&mut tx, &app, "https://b.example/2", "Vélo", "b.example", at).await.unwrap();
    assert_eq!(product::forgotten(&mut tx).await.unwrap(), []);
    // Found before, and dropped after somebody had it read.
    product::drop_listing(&mut tx, first.id).await.unwrap();
    product::drop_listing(&mut tx, second.id).await.unwrap();
    assert!(product::kept(&mut tx, first.id).await.unwrap().is_some());
    assert!(product::kept(&mut tx, second.id).await.unwrap().is_some());
}

both!(
    a_first_reading_may_fail_before_it_tells,
    what_is_read_again_is_not_swept,
    what_a_browser_sent_teaches_no_other,
    one_thing_has_many_sellers,
    words_alone_find_one_thing_at_two_shops,
    what_was_known_before_words_gets_them_a_few_at_a_time,
    what_is_read_again_is_found_by_its_words,
    an_address_is_one_listing_whose_history_grows_by_changes
);
