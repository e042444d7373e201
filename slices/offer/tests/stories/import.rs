//! A shop's own file, as files are.

use std::fmt::Write;

use domain::{Money, OfferState};
use kit::Lang;
use offer::{ImportReport, OfferChange};
use store::both;
use store::testing::TestDb;

use crate::Street;

both!(
    every_column_is_read,
    files_from_spreadsheets_are_read,
    bad_lines_are_told_and_good_ones_kept,
    a_file_read_again_makes_no_doubles,
    a_file_changes_what_it_names_and_nothing_else,
    a_file_without_its_columns_is_refused,
    a_long_file_goes_through
);

async fn read(street: &Street, csv: impl AsRef<[u8]>) -> ImportReport {
    read_at(street, csv).await.unwrap()
}

async fn read_at(street: &Street, csv: impl AsRef<[u8]>) -> kit::Result<ImportReport> {
    let mut bytes = 0;
    let csv = csv.as_ref();
    let report = offer::import_csv(&street.app, street.shop, street.place, csv, |read| bytes = read).await?;
    assert_eq!(bytes, csv.len() as u64, "progress ends at the end");
    Ok(report)
}

fn counts(report: &ImportReport) -> (u64, u64, u64, usize) {
    (report.added, report.updated, report.unchanged, report.refused.len())
}

async fn every_column_is_read(db: TestDb) {
    let street = Street::of(db).await;
    let csv = "zone,reach_m,until,from,brand,gtin,category,stock,reference_price,currency,price,title,reference,place,couleur\n\
        window,200,2026-12-24T18:30,2026-11-01,Côte d’Or,3017620422003,food/chocolate,12,3.50,eur,2.75,Tablette noire,T-1,node/2,brun\n";
    let report = read(&street, csv).await;
    assert_eq!((counts(&report), report.unknown_columns), ((1, 0, 0, 0), vec!["couleur".to_owned()]));
    let made = street.shelf().await.remove(0);
    assert_eq!((made.price, made.reference_price), (Money::eur(275), Some(Money::eur(350))));
    assert_eq!(
        (made.stock, made.reach_m, made.zone.name(), made.place),
        (Some(12), 200, "window", street.second)
    );
    assert_eq!(made.from.to_rfc3339(), "2026-10-31T23:00:00Z");
    assert_eq!(made.until.unwrap().to_rfc3339(), "2026-12-24T17:30:00Z");
    assert_eq!(made.subject.brand.as_deref(), Some("cote d'or"));
    assert_eq!(made.subject.words, ["cote", "noire", "tablette"]);
    assert_eq!(made.subject.gtin.unwrap().to_string(), "03017620422003");
    assert_eq!(made.subject.category.unwrap().path(), "food/chocolate");
}

async fn files_from_spreadsheets_are_read(db: TestDb) {
    let street = Street::of(db).await;
    for (number, csv) in [
        "\u{feff}Reference;Title;Price\r\nA;\"Vin \"\"vieux\"\"; rouge\";4,50\r\n;;\r\n",
        "title\treference\tprice\nVin \"vieux\"; rouge\tA\t4.50 €",
        "\n\nreference,price,title\n A , \"4,50\" ,x\nA,\"4,50\",\"Vin \"\"vieux\"\"; rouge\"\n",
        "reference,price,title\nA,\"4,50\",\"Vin\n\"\"vieux\"\"; rouge\"\n",
    ]
    .iter()
    .enumerate()
    {
        let report = read(&street, csv).await;
        let (added, refused) = (u64::from(number == 0), usize::from(number == 2));
        assert_eq!((report.added, report.refused.len()), (added, refused), "{csv}: {report:?}");
        let shelf = street.shelf().await;
        assert_eq!((shelf.len(), shelf[0].price), (1, Money::eur(450)), "{csv}");
        if refused == 0 {
            assert_eq!(shelf[0].title, "Vin \"vieux\"; rouge", "{csv}");
        }
    }
}

async fn bad_lines_are_told_and_good_ones_kept(db: TestDb) {
    let street = Street::of(db).await;
    let mut csv = Vec::from(
        "reference,title,price,currency,reference_price,stock,category,gtin,until,reach_m,zone,place\n",
    );
    let long = format!("l,{},1\n", "x".repeat(1 << 20));
    let bad: [(&[u8], &str, &str); 22] = [
        (b",Pain,1\n", "reference", "required"),
        (b"a,,1\n", "title", "required"),
        (b"b,Pain,\n", "price", "required"),
        (b"c,Pain,cher\n", "price", "amount"),
        (b"d,Pain,-1\n", "price", "amount"),
        (b"e,Pain,1.234\n", "price", "amount"),
        (b"f,Pain,1,EURO\n", "currency", "currency"),
        (b"g,Pain,2,EUR,1\n", "reference_price", "amount"),
        (b"h,Pain,1,,,-1\n", "stock", "number"),
        (b"i,Pain,1,,,1000001\n", "stock", "range"),
        (b"j,Pain,1,,,,pain\n", "category", "category"),
        (b"k,Pain,1,,,,,3017620422004\n", "gtin", "barcode"),
        (b"m,Pain,1,,,,,,demain\n", "until", "date"),
        (b"n,Pain,1,,,,,,2026-11-20\n", "until", "past"),
        (b"o,Pain,1,,,,,,,0\n", "reach_m", "range"),
        (b"p,Pain,1,,,,,,,,nowhere\n", "zone", "choice"),
        (b"q,Pain,1,,,,,,,,,node/3\n", "place", "unknown"),
        (b"r,Pain,1,,,,,,,,,,50\n", "", "columns"),
        (b"s,Pa\0in,1\n", "title", "type"),
        (b"t,Caf\xe9,1\n", "", "encoding"),
        (b"u,\"Pain,1\n", "", "quote"),
        (long.as_bytes(), "", "too-long"),
    ];
    for (number, (line, ..)) in bad.iter().enumerate() {
        csv.extend_from_slice(line);
        csv.extend_from_slice(format!("good-{number},Pain,1\n").as_bytes());
    }
    csv.extend_from_slice(b"good-0,Une autre,2\n");
    let report = read(&street, &csv).await;
    assert_eq!(counts(&report), (bad.len() as u64, 0, 0, bad.len() + 1));
    let told: Vec<_> = report.refused.iter().map(|told| (told.line, told.column, told.code)).collect();
    for (number, (_, column, code)) in bad.iter().enumerate() {
        assert!(told.contains(&(2 * number as u64 + 2, column, code)), "{column} {code} in {told:?}");
    }
    assert_eq!(told.iter().find(|(.., code)| *code == "twice"), Some(&(46, "reference", "twice")));
    for refused in &report.refused {
        let said = [Lang::Fr, Lang::En].map(|lang| refused.told(lang));
        let line = refused.line.to_string();
        assert!(said.iter().all(|said| said.contains(&line) && !said.contains("field-")), "{said:?}");
    }
    assert!(street.shelf().await.iter().all(|offer| offer.title == "Pain"), "the first of two lines stays");
}

async fn a_file_read_again_makes_no_doubles(db: TestDb) {
    let street = Street::of(db).await;
    let mut csv = String::from("reference;title;price;stock;reference_price\n");
    for number in 0..900 {
        writeln!(csv, "R{number};Vin n° {number};{number},50;{};{number},50", number % 7).unwrap();
    }
    assert_eq!(counts(&read(&street, &csv).await), (900, 0, 0, 0));
    let (first, facts) = (street.shelf().await, street.facts().await);
    street.app.clock.advance_secs(86_400);
    assert_eq!(counts(&read(&street, &csv).await), (0, 0, 900, 0));
    assert_eq!((street.shelf().await, street.facts().await), (first, facts), "nothing new, nothing told");
    let changed = csv.replace("R7;Vin n° 7;7,50", "R7;Vin n° 7;7,40");
    assert_eq!(counts(&read(&street, &changed).await), (0, 1, 899, 0));
    assert_eq!(street.facts().await, facts + 1);
}

async fn a_file_changes_what_it_names_and_nothing_else(db: TestDb) {
    let street = Street::of(db).await;
    let full =
        "reference,title,price,stock,brand,reach_m\nA,Pain,1,5,Moulin,300\nB,Brioche,2,5,,\nC,Tarte,3,5,,\n";
    read(&street, full).await;
    let id =
        |title: &str, shelf: &[domain::Offer]| shelf.iter().find(|offer| offer.title == title).unwrap().id;
    let shelf = street.shelf().await;
    let mut tx = street.app.write().await.unwrap();
    offer::hold(&mut tx, id("Pain", &shelf)).await.unwrap();
    for (title, state) in [("Brioche", OfferState::Paused), ("Tarte", OfferState::Closed)] {
        let change = OfferChange { state: Some(state), ..OfferChange::default() };
        offer::change(&mut tx, street.shop, id(title, &shelf), change).await.unwrap();
    }
    tx.commit().await.unwrap();
    let prices = "reference,title,price\nA,Pain,0.90\nB,Brioche,1.90\nC,Tarte,2.90\n";
    assert_eq!(counts(&read(&street, prices).await), (0, 3, 0, 0));
    let now = street.shelf().await;
    let find = |title: &str| now.iter().find(|offer| offer.title == title).unwrap();
    let bread = find("Pain");
    assert_eq!((bread.stock, bread.reach_m), (Some(4), 300), "columns that are absent leave what was");
    assert_eq!((bread.subject.brand.as_deref(), bread.price), (Some("moulin"), Money::eur(90)));
    assert_eq!(find("Brioche").state, OfferState::Paused, "a pause is the shop's own word");
    assert_eq!((find("Tarte").state, find("Tarte").id), (OfferState::Open, id("Tarte", &shelf)));
    let emptied = "reference,title,price,stock,brand\nA,Pain,0.90,,\n";
    assert_eq!(counts(&read(&street, emptied).await), (0, 1, 0, 0));
    let now = street.shelf().await;
    let bread = now.iter().find(|offer| offer.title == "Pain").unwrap();
    assert_eq!((bread.stock, bread.subject.brand.as_deref()), (None, None), "empty cells take away");
    assert_eq!(now.len(), 3, "what a file does not name is left alone");
}

async fn a_file_without_its_columns_is_refused(db: TestDb) {
    let street = Street::of(db).await;
    for (csv, missing) in [
        (&b""[..], vec!["reference", "title", "price"]),
        (b"reference,title\nA,B\n", vec!["price"]),
        (b"{\"a\":1}", vec!["reference", "title", "price"]),
        (b"\xff\xfer\0e\0", vec!["file"]),
    ] {
        let refused = read_at(&street, csv).await.unwrap_err();
        assert_eq!(refused.fields.iter().map(|(name, _)| *name).collect::<Vec<_>>(), missing);
    }
    let elsewhere = offer::import_csv(
        &street.app,
        street.shop,
        street.elsewhere,
        &b"reference,title,price\n"[..],
        |_| (),
    )
    .await
    .unwrap_err();
    assert_eq!(elsewhere.fields, [("place", "unknown")]);
}

async fn a_long_file_goes_through(db: TestDb) {
    let street = Street::of(db).await;
    let mut csv = String::from("reference,title,price\n");
    for number in 0..5_000 {
        writeln!(csv, "R{number},Vin {number},{}", if number % 2 == 0 { "1" } else { "x" }).unwrap();
    }
    let report = read(&street, &csv).await;
    assert_eq!((report.added, report.refused.len(), report.refused_more), (2_500, 1_000, 1_500));
}
