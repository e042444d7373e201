//! Tables as shops, libraries and people write them.

use super::*;

fn lines(text: &str) -> Vec<Line> {
    table(text).unwrap().lines
}

#[test]
fn an_order_history_is_read_and_nothing_of_it_ticked() {
    let text = "Website,Order ID,Order Date,Purchase Order Number,Currency,Unit Price,ASIN,Quantity,Product Name\n\
        Amazon.fr,404-1,2024-11-02T10:00:00Z,,EUR,\"1,299.00\",B0ABCDEF12,2,\"Perceuse sans fil, 18 V\"\n\
        Amazon.fr,404-2,2024-11-03T10:00:00Z,,EUR,8.20,207036822X,1,L'Étranger\n";
    let read = lines(text);
    assert_eq!(read[0].title, "Perceuse sans fil, 18 V");
    assert_eq!((read[0].quantity, read[0].done, read[0].top_price), (2, true, None));
    assert_eq!(read[0].link.as_deref(), Some("https://www.amazon.fr/dp/B0ABCDEF12"));
    assert_eq!(
        read[1].gtin.map(|gtin| gtin.to_string()).as_deref(),
        Some("09782070368228"),
        "a book's number is its ISBN"
    );
}

#[test]
fn a_library_is_read_and_what_was_read_is_not_ticked() {
    let text = "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Exclusive Shelf\n\
        1,L’Étranger,Albert Camus,\"Camus, Albert\",,\"=\"\"207036822X\"\"\",\"=\"\"9782070368228\"\"\",0,to-read\n\
        2,Dune,Frank Herbert,\"Herbert, Frank\",,\"=\"\"\"\"\",\"=\"\"\"\"\",5,read\n";
    let read = lines(text);
    assert_eq!(
        (read[0].title.as_str(), read[0].done, read[0].note.as_str()),
        ("L’Étranger", false, "Albert Camus")
    );
    assert!(read[0].gtin.is_some());
    assert_eq!((read[1].done, read[1].gtin), (true, None));
}

#[test]
fn a_watchlist_is_read_without_links_that_sell_nothing() {
    let read = lines("Date,Name,Year,Letterboxd URI\n2024-01-02,Playtime,1967,https://boxd.it/29pE\n");
    assert_eq!((read[0].title.as_str(), read[0].note.as_str(), &read[0].link), ("Playtime", "1967", &None));
}

#[test]
fn any_table_is_read_whatever_parts_it_and_whatever_its_columns_are_called() {
    for text in [
        "Nom;Prix;Lien;Qté\nThéière;39,90 €;https://shop.example/t;2\n",
        "name\tprice\turl\tqty\nThéière\t39.90\thttps://shop.example/t\t2\n",
        "\u{feff}\"Libellé\",\"Prix (EUR)\",\"URL\",\"Quantité\"\n\"Théière\",\"39,90\",\"https://shop.example/t\",\"2\"\n",
        "Désignation,Prix unitaire,Devise,Adresse,Nombre\nThéière,39.90,EUR,https://shop.example/t,2\n",
    ] {
        let read = lines(text);
        assert_eq!(read.len(), 1, "{text}");
        let one = &read[0];
        assert_eq!((one.title.as_str(), one.quantity, one.number), ("Théière", 2, 2), "{text}");
        assert_eq!(one.top_price, Some(Money::eur(3_990)), "{text}");
        assert_eq!(one.link.as_deref(), Some("https://shop.example/t"), "{text}");
    }
    let unnamed = lines("Théière;39,90 €;https://shop.example/t\nBougies;4 €;https://shop.example/b\n");
    assert_eq!(
        (unnamed.len(), unnamed[1].title.as_str(), unnamed[1].top_price),
        (2, "Bougies", Some(Money::eur(400)))
    );
}

#[test]
fn what_is_no_table_is_none_and_a_bad_line_costs_itself_alone() {
    for text in ["", "Thé vert\nUn bon roman\n", "du pain, du vin, du fromage\nThé", "Titre seul"] {
        assert!(table(text).is_none(), "{text}");
    }
    let read = table("title,price\nThé,4\n\"never closed,5\n,3\nCafé,6\n").unwrap();
    let titles: Vec<&str> = read.lines.iter().map(|line| line.title.as_str()).collect();
    assert_eq!(titles, ["Thé", "Café"]);
    assert_eq!(read.wrong, [(3, "quote"), (4, "required")]);
    let many = format!("title\n{}", "Thé\n".repeat(limits::IMPORT_LINES + 7));
    let read = table(&many).unwrap();
    assert_eq!((read.lines.len(), read.more), (limits::IMPORT_LINES, 7));
}

#[test]
fn an_address_with_a_gap_in_it_is_none() {
    let read = lines("Titre;Lien\nThé;https://shop.example/a b\nCafé;https://shop.example/c\n");
    assert_eq!(read[0].link, None);
    assert_eq!(read[1].link.as_deref(), Some("https://shop.example/c"));
}

#[test]
fn a_code_is_read_in_whichever_form_a_cell_holds_it() {
    for cell in [
        "9520123456788",
        "9 520123 456788",
        "(01)09520123456788(10)A",
        "]C10109520123456788",
        "https://shop.example/01/09520123456788",
    ] {
        for column in ["EAN", "Lien"] {
            let read = &lines(&format!("Titre,{column}\nNutella,{cell}\n"))[0];
            assert_eq!(read.gtin.map(|gtin| gtin.to_string()).as_deref(), Some("09520123456788"), "{cell}");
            assert_eq!((read.title.as_str(), &read.link), ("Nutella", &None), "{cell}");
        }
    }
    let page = &lines("Titre,Lien\nNutella,https://shop.example/p/01/09520123456788\n")[0];
    assert!(page.link.is_some() && page.gtin.is_none());
}

#[test]
fn a_price_in_other_money_is_kept_beside_the_thing() {
    for text in [
        "Titre,Prix,Note\nMontre,£200,bleue\n",
        "Titre,Prix,Devise,Note\nMontre,200,GBP,bleue\n",
        // A note that says so already says it once.
        "Titre,Prix,Note\nMontre,£200,200.00 GBP · bleue\n",
    ] {
        let mut line = lines(text).remove(0);
        line.count_in_euros();
        assert_eq!((line.top_price, line.note.as_str()), (None, "200.00 GBP · bleue"), "{text}");
        assert_eq!(line.foreign.map(|price| price.minor), Some(20_000));
    }
    let mut line = lines("Titre,Prix\nMontre,200 €\n").remove(0);
    line.count_in_euros();
    assert_eq!((line.top_price, line.foreign), (Some(Money::eur(20_000)), None));
}

#[test]
fn a_code_that_does_not_hold_is_marked_and_what_cannot_be_read_stays_beside() {
    let read =
        table("titre;ean;lien;quantité\nNutella;3017620422004;;\nThé;;https://;deux\n;;http://;\n").unwrap();
    assert_eq!(read.wrong, [(4, "address")]);
    assert!(read.lines[0].is_misread() && !read.lines[1].is_misread());
    let tea = &read.lines[1];
    assert_eq!((tea.title.as_str(), &tea.link, tea.quantity), ("Thé", &None, 1));
    assert_eq!(tea.note, "https:// · deux");
}

#[test]
fn our_own_tables_say_lists_and_priorities_in_either_language() {
    for text in [
        "titre;prix;devise;liste;priorité\nMontre;200;CHF;Noël;Très fort\n",
        "title,price,currency,list,priority\nMontre,200,CHF,Noël,Dearly\n",
        "title,price,currency,list,priority\nMontre,200,CHF,Noël,dearly\n",
    ] {
        let read = crate::import::read(text.as_bytes(), "2026-11-22");
        let watch = &read.lines[0];
        assert_eq!((watch.list.as_str(), watch.priority), ("Noël", Priority::Dearly), "{text}");
        assert_eq!(
            watch.top_price.map(|price| (price.minor, price.currency.to_string())),
            Some((20_000, "CHF".into()))
        );
        assert_eq!((watch.foreign, watch.note.as_str()), (None, ""));
    }
    assert_eq!(lines("titre;priorité\nThé;bof\n")[0].note, "bof");
    for (said, matters) in
        [("High", Priority::Dearly), ("moyenne", Priority::Usual), ("low", Priority::Someday)]
    {
        let line = &lines(&format!("title,priority\nTea,{said}\n"))[0];
        assert_eq!((line.priority, line.note.as_str()), (matters, ""), "{said}");
    }
    let american = lines("title,price,until\nTea,$5,04/05/2027\nVase,$9,12/24/2027\n");
    let days: Vec<_> = american.iter().map(|line| line.until.as_deref()).collect();
    assert_eq!(days, [Some("2027-04-05"), Some("2027-12-24")]);
    assert_eq!(lines("title,category,distance\nTea,Groceries,far\n")[0].note, "Groceries · far");
}

#[test]
fn an_apostrophe_that_kept_a_cell_from_being_run_goes() {
    let read = lines("title,note\n'=SUM(A1),'@ home\n't Hart,'t is koud\n");
    let told: Vec<_> = read.iter().map(|line| (line.title.as_str(), line.note.as_str())).collect();
    assert_eq!(told, [("=SUM(A1)", "@ home"), ("'t Hart", "'t is koud")]);
}

#[test]
fn a_code_with_a_wrong_check_digit_is_not_lost() {
    let found = table("title,ean,note\nNutella,3017620422004,pour Jo\n,3017620422004,\nThé,3017620422003,\n");
    let lines = found.unwrap().lines;
    let seen: Vec<_> =
        lines.iter().map(|line| (line.title.as_str(), line.note.as_str(), line.is_misread())).collect();
    assert_eq!(
        seen,
        [("Nutella", "pour Jo · 3017620422004", true), ("3017620422004", "", true), ("Thé", "", false)]
    );
}
