//! Pages that list things are told from those of one thing that name others beside it.

use pages::{Source, list, read};

const HERE: &str = "https://www.outillage.example/p/perceuse-x200";

fn product(name: &str, url: &str) -> String {
    let url = if url.is_empty() { String::new() } else { format!(r#","url":"{url}""#) };
    let price = name.len();
    format!(
        r#"{{"@type":"Product","name":"{name}"{url},"offers":{{"@type":"Offer","price":"{price}.90","priceCurrency":"EUR"}}}}"#
    )
}

fn page(title: &str, json: &str, more: &str) -> String {
    format!(
        r#"<html lang="fr"><title>{title} | Outillage</title><script type="application/ld+json">{json}</script><h1>{title}</h1>{more}</html>"#
    )
}

fn lists(html: &str) -> bool {
    read(&Source::new(html.as_bytes(), Some("text/html; charset=utf-8"), HERE)).lists
}

fn shelf() -> [String; 4] {
    ["Ponceuse Norda P1", "Scie sauteuse Kall 40", "Rabot Brun", "Meuleuse Brun 1250"]
        .map(|name| product(name, &format!("/p/{}", name.to_lowercase().replace(' ', "-"))))
}

#[test]
fn a_shelf_is_a_list_in_each_of_its_forms() {
    let row = shelf().join(",");
    let elements = shelf().map(|one| format!(r#"{{"@type":"ListItem","item":{one}}}"#)).join(",");
    let item_list = format!(r#"{{"@type":"ItemList","itemListElement":[{elements}]}}"#);
    let summary = r#"{"@type":"ItemList","itemListElement":[{"@type":"ListItem","position":1,"url":"/p/1"},{"@type":"ListItem","position":2,
        "url":"/p/2"},{"@type":"ListItem","position":3,"url":"/p/3"}]}"#;
    for (how, json) in [
        ("products in a row", format!("[{row}]")),
        ("a graph", format!(r#"{{"@graph":[{{"@type":"WebSite","name":"Outillage"}},{row}]}}"#)),
        ("a list", item_list.clone()),
        ("what the page is about", format!(r#"{{"@type":"WebPage","mainEntity":{item_list}}}"#)),
        ("a collection", format!(r#"[{{"@type":"CollectionPage","name":"Outils"}},{item_list}]"#)),
        ("a list of pages", summary.to_owned()),
    ] {
        let html = page("Outils électriques", &json, "");
        assert!(lists(&html), "{how}");
        let found = list(&Source::new(html.as_bytes(), None, HERE));
        assert!(found.len() >= 3, "{how}: {found:?}");
    }
    let shown = r#"<ul><li><h2>Ponceuse Norda P1</h2><p class="price">17,90 €</p><button>Ajouter au panier</button></li></ul>"#;
    assert!(
        lists(&page("Outils électriques", &item_list, shown)),
        "the first price that is shown is one of the list"
    );
    let cards: String = (1..5)
        .map(|n| format!(r#"<li itemscope itemtype="https://schema.org/Product"><a itemprop="url" href="/p/{n}"><span itemprop="name">Outil {n} de Norda</span></a>
            <span itemprop="offers" itemscope itemtype="https://schema.org/Offer"><meta itemprop="price" content="{n}9.90"></span></li>"#))
        .collect();
    assert!(lists(&format!(
        "<html lang=fr><title>Nouveautés</title><h1>Nouveautés du mois</h1><ul>{cards}</ul>"
    )));
    // A shelf is called after what its things have in common.
    let teas = ["Sencha", "Genmaicha", "Gyokuro"]
        .map(|tea| product(&format!("Thé vert {tea}"), &format!("/the/{tea}")));
    assert!(lists(&page("Thé vert", &format!("[{}]", teas.join(",")), "")));
    let wishes = r#"<a id="itemName_I1" title="Bouilloire 1,7 L" href="/dp/B000/">Bouilloire</a>
        <a id="itemName_I2" title="Carnet" href="/dp/B001/">Carnet</a>"#;
    assert!(lists(&format!("<html lang=fr><title>Liste de souhaits</title><h1>Pour Noël</h1>{wishes}")));
}

#[test]
fn a_page_of_one_thing_stays_one_whatever_stands_beside_it() {
    let own = product("Perceuse X200", HERE);
    let others = shelf().join(",");
    let related = format!(
        r#"{{"@type":"Product","name":"Perceuse X200","isRelatedTo":[{others}],"offers":{{"price":79.9,"priceCurrency":"EUR"}}}}"#
    );
    let elements = shelf().map(|one| format!(r#"{{"@type":"ListItem","item":{one}}}"#)).join(",");
    let also = format!(
        r#"{{"@type":"ItemList","name":"Les clients ont aussi acheté","itemListElement":[{elements}]}}"#
    );
    let sizes = ["S", "M", "L", "XL"].map(|size| product(&format!("Pull {size}"), ""));
    let colours = ["bleu", "vert", "gris"]
        .map(|colour| product(&format!("Pull {colour}"), &format!("{HERE}?c={colour}")));
    let elsewhere = product("Perceuse sans fil X200", "https://www.outillage.example/p/12345");
    for (how, title, json, more) in [
        ("its own address", "Une perceuse", format!("[{others},{own}]"), ""),
        ("its own name", "Perceuse X200", format!("[{},{others}]", product("Perceuse X200", "")), ""),
        ("its name, at the address it calls its own", "Perceuse sans fil X200", format!("[{elsewhere},{others}]"), ""),
        ("what is related to it", "Perceuse X200", related, ""),
        ("what others bought", "Perceuse X200", format!("[{own},{also}]"), ""),
        ("its sizes", "Pull", format!("[{}]", sizes.join(",")), ""),
        ("its colours", "Pull en laine", format!("[{}]", colours.join(",")), ""),
        ("what it says of itself", "Promo", format!("[{others}]"), r#"<meta property="og:type" content="product">"#),
        ("its price", "Promo", format!("[{others}]"), r#"<meta property="product:price:amount" content="79.90">"#),
        ("a page of an item", "Promo", format!(r#"[{{"@type":"ItemPage"}},{others}]"#), ""),
        ("a price as it is shown", "Perceuse X200", also.clone(), r#"<p class="price">79,90 €</p><button>Ajouter au panier</button>"#),
        ("two of them", "Promo", format!("[{},{}]", shelf()[0], shelf()[1]), ""),
        ("its way through the shop", "Perceuse X200",
            r#"{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","name":"Outils","item":"/o"},
            {"@type":"ListItem","name":"Perceuses","item":"/o/p"},{"@type":"ListItem","name":"X200","item":"/o/p/x"}]}"#.to_owned(), ""),
    ] {
        assert!(!lists(&page(title, &json, more)), "{how}");
    }
    assert!(!lists("<p>nothing"));
}

#[test]
fn what_is_written_to_confuse_ends() {
    let deep = format!("{}{}", r#"{"@type":"ItemList","itemListElement":["#.repeat(300), "]}".repeat(300));
    let wide = format!("[{}]", vec![r#"{"@type":"Product"}"#; 5_000].join(","));
    let nameless = format!(r#"{{"@type":"ItemList","itemListElement":[{}]}}"#, vec!["{}"; 5_000].join(","));
    for json in [deep, wide, nameless] {
        assert!(!lists(&page("Promo", &json, "")), "nothing in it is called anything");
    }
}

/// Four drills as a shop's page shows them: each through `card`, with its address, name and amount.
fn cards(card: impl Fn(&str, &str, &str) -> String) -> String {
    let drills = [
        ("/perceuse-p1", "Perceuse Norda P1", "59,90"),
        ("/perceuse-40", "Perceuse Kall 40", "79,00"),
        ("/visseuse", "Visseuse compacte Brun", "1 049,50"),
        ("/marteau", "Perforateur Brun 1250", "129,00"),
    ];
    drills.map(|(to, name, amount)| card(to, name, amount)).concat()
}

fn shelf_page(above: &str, shown: &str) -> String {
    format!(
        "<html lang=fr><title>Perceuses et visseuses | Outillage</title><header><a href=/>Outillage</a> Livraison offerte dès 50 €</header>
        <h1>Perceuses et visseuses</h1>{above}<div class=grille>{shown}</div><footer><a href=/aide>Aide</a></footer></html>"
    )
}

#[test]
fn a_shelf_that_says_nothing_for_programs_is_told_by_its_cards() {
    let in_links = cards(|to, name, amount| {
        format!("<li class='product type-product post-{to}'><a href='{to}'><img alt='{name}' src=/i.jpg><h2>{name}</h2>
            <span class=price><bdi>{amount}&nbsp;€</bdi></span></a><a href='?add-to-cart=1' class=button>Ajouter au panier</a></li>")
    });
    let beside = cards(|to, name, amount| {
        format!("<article><div><a href='https://www.outillage.example{to}'><img src=/i.jpg></a></div><p><a href='{to}'>{name}</a></p>
            <p><s>199,00 €</s> <b>{amount} €</b></p><form><button>Acheter</button></form></article>")
    });
    let rows =
        cards(|to, name, amount| format!("<tr><td><a href='{to}'>{name}</a><td>en stock<td>{amount} €</tr>"));
    for (how, above, shown) in [
        ("cards that are links", "<p>12 résultats</p>", in_links),
        ("cards with links", "<p>Nos outils pour percer le bois, la pierre et le métal.</p>", beside),
        ("a table", "", format!("<table>{rows}</table>")),
    ] {
        let html = shelf_page(above, &shown);
        assert!(lists(&html), "{how}");
        let found = list(&Source::new(html.as_bytes(), Some("text/html; charset=utf-8"), HERE));
        let told: Vec<(&str, Option<&str>, Option<i64>)> = found
            .iter()
            .map(|one| (one.name.as_str(), one.url.as_deref(), one.price.map(|price| price.minor)))
            .collect();
        assert_eq!(told.len(), 4, "{how}: {told:?}");
        assert_eq!(
            told[2],
            ("Visseuse compacte Brun", Some("https://www.outillage.example/visseuse"), Some(104_950)),
            "{how}"
        );
    }
}

#[test]
fn cards_beside_a_thing_make_no_list_of_its_page() {
    let others = cards(|to, name, amount| format!("<li><a href='{to}'>{name}</a> <b>{amount} €</b></li>"));
    let elsewhere = cards(|to, name, amount| {
        format!("<li><a href='https://other.example{to}'>{name}</a> {amount} €</li>")
    });
    let sizes = cards(|_, name, amount| format!("<li><a href='#{name}'>{name}</a> {amount} €</li>"));
    let same = cards(|_, name, amount| format!("<li><a href='/une-perceuse'>{name}</a> {amount} €</li>"));
    let told = "Elle perce le béton et visse sans effort. ".repeat(20);
    let three = others.split_inclusive("</li>").take(3).collect::<String>();
    for (how, above, shown) in [
        ("its own price", "<p>99,00 €</p>", others.as_str()),
        ("a button that buys", "<button>Ajouter au panier</button>", &others),
        ("what is told of it", &told, &others),
        ("cards of other houses", "", &elsewhere),
        ("its sizes", "", &sizes),
        ("one page told again", "", &same),
        ("three of them", "", &three),
        ("what it says of itself", "<meta property='og:type' content='product'>", &others),
        ("what goes with it", "", &format!("<section class=related>{others}</section>")),
    ] {
        assert!(!lists(&shelf_page(above, shown)), "{how}");
    }
    assert!(lists(&shelf_page("", &others)), "the same cards alone are a list");
    assert!(
        !lists(&shelf_page("", &format!("{others}<p class=price>99,00 €</p><button>Acheter</button>"))),
        "a thing told below what goes with it"
    );
}

#[test]
fn cards_without_end_are_read_in_bounds() {
    let wide: String =
        (0..20_000).map(|n| format!("<li><a href='/p{n}'>Outil {n} de Norda</a> {n},90 €</li>")).collect();
    let found = list(&Source::new(shelf_page("", &wide).as_bytes(), None, HERE));
    assert!(found.len() <= 1_000, "{}", found.len());
    let deep = format!("{}12,90 €{}", "<div><a href='/p'>Un outil</a>".repeat(5_000), "</div>".repeat(5_000));
    assert!(!lists(&shelf_page("", &deep)));
}
