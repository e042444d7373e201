//! Pages in the manners of common shop software, made for the test: no structured data, so that only what is shown counts.

use pages::{Availability, Source, read};

/// What the page shows, where, and what is to be read: price, list price, sku, brand, stock.
struct Manner {
    name: &'static str,
    url: &'static str,
    lang: &'static str,
    html: &'static str,
    want: (&'static str, Option<i64>, Option<&'static str>, Option<&'static str>, Availability),
}

const RELATED: &str = "<section class='related products'><h2>Related products</h2><ul class=products>
    <li class=product><a href='/p/1'><h2 class=title>Other one</h2><span class=price><span class=amount>£9.00</span></span></a><a class=button>Add to basket</a></li>
    <li class=product><a href='/p/2'><h2 class=title>Other two</h2><span class=price><span class=amount>£8.00</span></span></a><a class=button>Add to basket</a></li></ul></section>
    <footer>Free delivery over £50. Gift cards from £10.</footer>";

const MANNERS: &[Manner] = &[
    Manner {
        name: "a blog with a shop, sold out",
        url: "https://shop.example.co.uk/product/wooden-puzzle/",
        lang: "en-GB",
        html: "<h1 class='product_title entry-title'>Wooden Puzzle</h1><p class=price><del><span class='amount'><bdi><span class=currencySymbol>£</span>45.00</bdi></span></del>
            <ins><span class=amount><bdi><span class=currencySymbol>£</span>35.00</bdi></span></ins></p><p class='stock out-of-stock'>Out of stock</p>
            <span class=sku_wrapper>SKU: <span class=sku>WP-1</span></span>",
        want: ("35.00 GBP", Some(4500), Some("WP-1"), None, Availability::Out),
    },
    Manner {
        name: "a big shop system with labels on prices",
        url: "https://www.example.com/duffle-bag.html",
        lang: "en-US",
        html: "<h1 class=page-title><span>Joust Duffle Bag</span></h1><div class=product-info-price><span class=special-price><span class=price-container><span class=price-label>Special Price</span>
            <span class=price-wrapper><span class=price>$32.00</span></span></span></span> <span class=old-price><span class=price-label>Regular Price</span><span class=price-wrapper><span class=price>$40.00</span></span></span></div>
            <div class='stock available'><span>In stock</span></div><div class='product attribute sku'><strong class=type>SKU</strong> <div class=value>24-MB01</div></div><button class='action tocart'>Add to Cart</button>",
        want: ("32.00 USD", Some(4000), Some("24-MB01"), None, Availability::In),
    },
    Manner {
        name: "a price in three pieces",
        url: "https://www.example.com/ip/Lamp/55501234",
        lang: "en",
        html: "<h1 class=prod-ProductTitle>Lamp</h1><span class=price-group><span class=price-currency>$</span><span class=price-characteristic>12</span><span class=price-mark>.</span><span class=price-mantissa>97</span></span><button>Add to cart</button>",
        want: ("12.97 USD", None, Some("55501234"), None, Availability::In),
    },
    Manner {
        name: "raised cents",
        url: "https://www.example.com/p/Drill/305550099",
        lang: "en",
        html: "<h1>Cordless Drill</h1><div class=price><span>$</span><span>99</span><sup>97</sup></div><div>Save 20% with a card</div><p>Model# XDR-12</p><button>Add to Cart</button>",
        want: ("99.97 USD", None, Some("305550099"), None, Availability::In),
    },
    Manner {
        name: "no sign at the price, a Dutch shop",
        url: "https://www.example.nl/p/boormachine/9200000012345678/",
        lang: "nl",
        html: "<h1>Boormachine</h1><span class=promo-price>24<sup class=promo-price__fraction>99</sup></span><p>Merk: Bosch</p><div class=delivery>Op voorraad</div><a class=btn>In winkelwagen</a>",
        want: ("24.99 EUR", None, Some("9200000012345678"), Some("Bosch"), Availability::In),
    },
    Manner {
        name: "names that mean nothing, a German shop",
        url: "https://www.example.de/schuh-ab112c03h-q11.html",
        lang: "de",
        html: "<h3>Marke X</h3><h1>Sneaker low</h1><div class=u-6V><span class=x-a1>39,95 €</span></div><div class=u-6V><span class=x-b2>inkl. MwSt. zzgl. Versand</span></div><button>In den Warenkorb</button><p>Artikelnummer: AB112C03H-Q11</p>",
        want: ("39.95 EUR", None, Some("AB112C03H-Q11"), None, Availability::In),
    },
    Manner {
        name: "no cents, an Austrian shop",
        url: "https://www.example.at/de/product/fernseher-1812345.html",
        lang: "de-AT",
        html: "<h1>Fernseher 55 Zoll</h1><div class=price-box><span class=uvp>UVP € 1.499,-</span><span class=now>€ 1.299,–</span></div><span>Art.-Nr. 1812345</span><p>Lieferbar</p>",
        want: ("1299.00 EUR", Some(149_900), Some("1812345"), None, Availability::In),
    },
    Manner {
        name: "a Polish offer",
        url: "https://example.pl/oferta/wiertarka-9988776655",
        lang: "pl",
        html: "<h1>Wiertarka</h1><div aria-label='cena 1299,00 zł'><span>1 299,</span><span>00 zł</span></div><p>Marka: Yato</p><button>Dodaj do koszyka</button>",
        want: ("1299.00 PLN", None, Some("9988776655"), Some("Yato"), Availability::In),
    },
    Manner {
        name: "a Japanese shop",
        url: "https://item.example.jp/store/tea-500",
        lang: "ja",
        html: "<h1>緑茶 500g</h1><span class=price2>3,980円</span><span>(税込)</span><p>送料 550円</p><button>かごに追加</button>",
        want: ("3980 JPY", None, None, None, Availability::In),
    },
    Manner {
        name: "a French shop, price before the title",
        url: "https://www.example.fr/perceuse-p123456.html",
        lang: "fr",
        html: "<div class=product><div class=prix><span class=prix-barre>149,00 €</span> <strong>129,90 €</strong> dont éco-part. 0,50 €</div><h1>Perceuse à percussion</h1><p>Réf. 4455667</p><p>Marque : Bosch</p><p>Livraison à partir de 4,90 €</p><button disabled>Ajouter au panier</button><p class=stock>Rupture de stock</p></div>",
        want: ("129.90 EUR", Some(14_900), Some("4455667"), Some("Bosch"), Availability::Out),
    },
    Manner {
        name: "an auction",
        url: "https://www.example.com/itm/254712345678",
        lang: "en",
        html: "<h1>Old radio</h1><div>Price: <span id=prcIsum class=notranslate>US $19.99</span></div><div>Shipping: $5.00</div><a role=button>Buy It Now</a><table><tr><td>Brand:</td><td>Philco</td><td>Model:</td><td>90</td></tr></table><div>Item number: 254712345678</div>",
        want: ("19.99 USD", None, Some("254712345678"), Some("Philco"), Availability::In),
    },
];

#[test]
fn pages_are_understood_as_they_are_shown() {
    let mut wrong = Vec::new();
    for manner in MANNERS {
        let html = format!(
            "<html lang={}><title>{}</title><body><nav><a href=/basket>Basket £0.00</a></nav>{}{RELATED}",
            manner.lang, manner.name, manner.html
        );
        let reading = read(&Source::new(html.as_bytes(), None, manner.url));
        let price = reading
            .price
            .value()
            .map(|money| format!("{} {}", money.plain(), money.currency))
            .unwrap_or_default();
        let list = reading.list_price.value().map(|money| money.minor);
        let sku = reading.sku.value().map(String::as_str);
        let brand = reading.brand.value().map(String::as_str);
        let got = (price.as_str(), list, sku, brand, reading.available());
        if got != manner.want {
            wrong.push(format!("{}: read {got:?}, want {:?}", manner.name, manner.want));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
