//! Small pages, each with one way in which shops tell what they sell.

use pages::{Availability, Condition, PageKind, Reading, Source, read};

fn of(html: &str) -> Reading {
    read(&Source::new(
        html.as_bytes(),
        Some("text/html; charset=utf-8"),
        "https://www.outillage.example.fr/p/perceuse-12345.html",
    ))
}

fn price(reading: &Reading) -> Option<(i64, String)> {
    reading.price.value().map(|money| (money.minor, money.currency.to_string()))
}

fn euros(minor: i64) -> Option<(i64, String)> {
    Some((minor, "EUR".into()))
}

#[test]
fn every_block_of_json_ld_is_heard_and_sources_are_told() {
    let reading = of(r#"<html lang="fr"><title>Perceuse X | Outillage</title>
        <script type="application/ld+json">{"@context":"https://schema.org","@type":"Organization","name":"Outillage"}</script>
        <script type="application/ld+json">{"@graph":[{"@type":"BreadcrumbList","itemListElement":[
            {"@type":"ListItem","position":2,"name":"Perceuses"},{"@type":"ListItem","position":1,"name":"Outils"}]},
          {"@type":"Product","name":"Perceuse &amp; visseuse X","brand":{"@type":"Brand","name":"Bosch"},"gtin13":"3165140871358",
           "sku":"PX-12","mpn":"06039A2101","image":["/i/x.jpg"],
           "offers":[{"@type":"Offer","price":"1299.00","priceCurrency":"EUR","availability":"https://schema.org/OutOfStock",
             "itemCondition":"https://schema.org/RefurbishedCondition",
             "priceSpecification":{"@type":"UnitPriceSpecification","priceType":"https://schema.org/ListPrice","price":1499,"priceCurrency":"EUR"}}]}]}</script>
        <h1>Perceuse &amp; visseuse X</h1>"#);
    assert_eq!(reading.kind, PageKind::One);
    assert_eq!(reading.title.value().unwrap(), "Perceuse & visseuse X");
    assert_eq!(reading.brand.value().unwrap(), "Bosch");
    assert_eq!(reading.gtin.value().unwrap().to_string(), "03165140871358");
    assert_eq!(reading.sku.value().unwrap(), "PX-12");
    assert_eq!(reading.mpn.value().unwrap(), "06039A2101");
    assert_eq!(reading.picture.value().unwrap(), "https://www.outillage.example.fr/i/x.jpg");
    assert_eq!(price(&reading), euros(129_900));
    assert_eq!(reading.price.chosen().unwrap().source, "JSON-LD block 2[1], offers[0].price");
    assert_eq!(reading.list_price.value().unwrap().minor, 149_900);
    assert_eq!(reading.available(), Availability::Out);
    assert_eq!(reading.condition.value(), Some(&Condition::Refurbished));
    assert_eq!(reading.category.value().unwrap(), &["Outils", "Perceuses"]);
}

#[test]
fn a_group_gives_its_variants_and_its_range() {
    let reading = of(
        r#"<html lang="fr"><script type="application/ld+json">{"@type":"ProductGroup","name":"Pull","hasVariant":[
        {"@type":"Product","name":"Pull S","sku":"P-S","offers":{"@type":"Offer","price":20,"priceCurrency":"EUR","availability":"InStock"}},
        {"@type":"Product","name":"Pull M","sku":"P-M","offers":{"@type":"Offer","price":25,"priceCurrency":"EUR","availability":"SoldOut"}}]}</script><h1>Pull</h1>"#,
    );
    assert_eq!(reading.variants.len(), 2);
    assert_eq!(reading.variants[1].sku.as_deref(), Some("P-M"));
    assert_eq!(reading.variants[1].availability, Availability::Out);
    let (low, high) = reading.price_range.value().unwrap();
    assert_eq!((low.minor, high.minor), (2000, 2500));
    assert_eq!(reading.available(), Availability::In, "one size can be had");
}

#[test]
fn microdata_rdfa_and_meta_elements_are_heard() {
    let microdata = of(
        r#"<html lang="fr"><div itemscope itemtype="http://schema.org/Product"><h1 itemprop="name">Vis</h1><meta itemprop="gtin13" content="3017620422003">
        <div itemprop="offers" itemscope itemtype="http://schema.org/Offer"><span itemprop="price" content="4.5">4,50 €</span>
        <meta itemprop="priceCurrency" content="EUR"><link itemprop="availability" href="http://schema.org/InStock"></div></div>"#,
    );
    assert_eq!(price(&microdata), euros(450));
    assert_eq!(microdata.price.chosen().unwrap().source, "microdata item 1, offers.price");
    assert_eq!(microdata.gtin.value().unwrap().to_string(), "03017620422003");
    let rdfa = of(
        r#"<html lang="fr"><div vocab="https://schema.org/" typeof="Product"><h1 property="name">Vis</h1>
        <div property="offers" typeof="Offer"><span property="price" content="4.50"></span><span property="priceCurrency" content="EUR"></span></div></div>"#,
    );
    assert_eq!(price(&rdfa), euros(450));
    let meta = of(
        r#"<html lang="fr"><meta property="og:title" content="Vis | Outillage"><meta property="og:site_name" content="Outillage"><meta property="og:type" content="product">
        <meta property="product:price:amount" content="4,50"><meta property="product:price:currency" content="EUR">
        <meta property="product:availability" content="oos"><meta property="og:image" content="//cdn.example.fr/v.jpg"><link rel="canonical" href="/p/vis">"#,
    );
    assert_eq!(price(&meta), euros(450));
    assert_eq!(meta.title.value().unwrap(), "Vis");
    assert_eq!(meta.retailer.value().unwrap(), "Outillage");
    assert_eq!(meta.available(), Availability::Out);
    assert_eq!(meta.picture.value().unwrap(), "https://cdn.example.fr/v.jpg");
    assert_eq!(meta.canonical.value().unwrap(), "https://www.outillage.example.fr/p/vis");
}

#[test]
fn the_price_shown_near_the_title_wins_over_those_of_others() {
    let others: String = (0..12)
        .map(|n| format!("<li><a href='/p/{n}'><span class=price>{n}9,99 €</span></a></li>"))
        .collect();
    let reading = of(&format!(
        "<html lang=fr><title>Perceuse</title><nav><a href=/panier>Panier 0,00 €</a></nav><h1>Perceuse</h1>
         <div class=product-price><del>149,00 €</del> <span class=current>129<sup>90</sup> €</span></div>
         <p>Livraison 4,90 € — offerte dès 50 € d’achat</p><button>Ajouter au panier</button><p class=stock>En stock</p>
         <table><tr><td>Marque</td><td>Bosch</td></tr><tr><td>Code EAN :</td><td>3165140871358</td></tr><tr><td>Réf. fabricant</td><td>x</td></tr></table>
         <p>Référence : PX-12</p><h2>Vous aimerez aussi</h2><ul>{others}</ul>"
    ));
    assert_eq!(price(&reading), euros(12_990));
    assert_eq!(reading.list_price.value().unwrap().minor, 14_900);
    assert!(reading.price.chosen().unwrap().source.starts_with("heuristic"));
    assert_eq!(reading.available(), Availability::In);
    assert_eq!(reading.brand.value().unwrap(), "Bosch");
    assert_eq!(reading.gtin.value().unwrap().to_string(), "03165140871358");
    assert_eq!(reading.sku.value().unwrap(), "PX-12");
    assert_eq!(reading.kind, PageKind::One);
}

#[test]
fn taxes_and_delivery_told_behind_a_price_do_not_spoil_it() {
    let reading = of(
        "<html lang=de><title>Bohrer</title><h1>Bohrer</h1><p>19,99 € inkl. MwSt. zzgl. Versand</p><p>4,90 € Versand</p><button>In den Warenkorb</button>",
    );
    assert_eq!(price(&reading), euros(1999));
}

#[test]
fn a_sold_out_page_takes_no_price_from_its_neighbours() {
    let others: String = (0..6)
        .map(|n| format!("<div class=card><a href='/p/{n}'>Foret {n} <b>{n}9,99 €</b></a></div>"))
        .collect();
    let reading = of(&format!(
        "<html lang=fr><title>Perceuse</title><h1>Perceuse</h1><p class=availability>Actuellement indisponible.</p><div class=similar-products>{others}</div>"
    ));
    assert_eq!(reading.price.value(), None);
    assert_eq!(reading.available(), Availability::Out);
}

#[test]
fn data_that_name_the_struck_price_are_doubted() {
    let reading = of(
        r#"<html lang="en"><title>Lamp</title><script type="application/ld+json">{"@type":"Product","name":"Lamp","offers":{"price":"80","priceCurrency":"EUR"}}</script>
        <h1>Lamp</h1><div class="price"><s class="old-price">€80.00</s> <strong class="sale-price">€60.00</strong></div><button>Add to cart</button>"#,
    );
    assert_eq!(price(&reading), euros(6000));
    assert!(reading.price.candidates().len() >= 2, "the other one is kept to be chosen by hand");
}

#[test]
fn data_in_scripts_and_hidden_fields_are_heard_last() {
    let reading = of(
        r#"<html lang="fr"><title>Vis</title><h1>Vis</h1><form><input type=hidden name=sku value="V-77"></form>
        <script>window.__STATE__ = {"product":{"sku":"V-77","gtin13":"3017620422003","brand":"Fixo"}};</script>"#,
    );
    assert_eq!(reading.sku.value().unwrap(), "V-77");
    assert_eq!(reading.gtin.value().unwrap().to_string(), "03017620422003");
    assert_eq!(reading.brand.value().unwrap(), "Fixo");
}

#[test]
fn lists_and_plain_pages_are_told_apart() {
    let products: String = (0..5).map(|n| format!(r#"{{"@type":"Product","name":"Thing {n} of shop","offers":{{"price":{n}.5,"priceCurrency":"EUR"}}}},"#)).collect();
    let list = of(&format!(
        r#"<html lang="en"><title>All things</title><h1>Browse everything</h1><script type="application/ld+json">[{products}]</script>"#
    ));
    assert_eq!(list.kind, PageKind::Many);
    let plain =
        of("<html lang=en><title>About us</title><h1>About us</h1><p>We opened in 1987 with 12 people.</p>");
    assert_eq!((plain.kind, plain.price.value()), (PageKind::None, None));
}

#[test]
fn currency_follows_page_country_and_code() {
    let at = |html: &str, url: &str| price(&read(&Source::new(html.as_bytes(), None, url)));
    let shown = "<title>Boots</title><h1>Boots</h1><p class=price>$ 120.00</p><button>Add to cart</button>";
    assert_eq!(
        at(&format!("<html lang=en-CA>{shown}"), "https://x.example.com/"),
        Some((12_000, "CAD".into()))
    );
    assert_eq!(
        at(&format!("<html lang=en>{shown}"), "https://x.example.com.au/"),
        Some((12_000, "AUD".into()))
    );
    assert_eq!(at(&format!("<html lang=en>{shown}"), "https://x.example.com/"), Some((12_000, "USD".into())));
    let named = r#"<meta property="og:price:currency" content="NZD">"#;
    assert_eq!(
        at(&format!("<html lang=en>{named}{shown}"), "https://x.example.com/"),
        Some((12_000, "NZD".into()))
    );
}

#[test]
fn a_button_that_waits_for_a_size_says_nothing() {
    let page = |choice: &str| {
        of(&format!(
            "<html lang=fr><title>Pull</title><h1>Pull</h1><p class=price>20,00 €</p>{choice}<button disabled>Ajouter au panier</button>"
        ))
    };
    assert_eq!(page("<select><option>S</option></select>").available(), Availability::In);
    assert_eq!(page("").available(), Availability::Out);
}
