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
