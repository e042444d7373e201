//! Whether a thing can be had: schema.org's words, and what shops write.

use std::sync::LazyLock;

use domain::text::fold;

use crate::reading::{Availability, Condition};
use crate::text::has_words;

/// What schema.org's ItemAvailability, Open Graph and merchants' feeds call it. To order, to reserve and to fetch count as in: it can be had.
pub fn machine(text: &str) -> Option<Availability> {
    let word: String = crate::item::short(text.trim())
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    match word.as_str() {
        "instock"
        | "limitedavailability"
        | "onlineonly"
        | "instoreonly"
        | "preorder"
        | "presale"
        | "backorder"
        | "madetoorder"
        | "available"
        | "availablefororder"
        | "reserved"
        | "lowstock"
        | "yes"
        | "true" => Some(Availability::In),
        "outofstock" | "soldout" | "discontinued" | "oos" | "unavailable" | "notavailable" | "no"
        | "false" => Some(Availability::Out),
        _ => None,
    }
}

/// What schema.org's OfferItemCondition, Open Graph and merchants' feeds call it.
pub fn condition(text: &str) -> Option<Condition> {
    let word: String = crate::item::short(text.trim())
        .chars()
        .filter(char::is_ascii_alphabetic)
        .collect::<String>()
        .to_ascii_lowercase();
    match word.as_str() {
        "newcondition" | "new" => Some(Condition::New),
        "usedcondition" | "used" => Some(Condition::Used),
        "refurbishedcondition" | "refurbished" => Some(Condition::Refurbished),
        "damagedcondition" | "damaged" => Some(Condition::Damaged),
        _ => None,
    }
}

/// Folded phrases that say a thing cannot be had. A phrase of the other list that holds one of these is longer and wins.
const OUT: &[&str] = &[
    "out of stock",
    "sold out",
    "currently unavailable",
    "temporarily unavailable",
    "not available",
    "no longer available",
    "unavailable",
    "not in stock",
    "discontinued",
    "notify me when available",
    "email me when available",
    "temporarily out",
    "0 in stock",
    "rupture de stock",
    "en rupture",
    "indisponible",
    "epuise",
    "non disponible",
    "plus disponible",
    "n'est plus en vente",
    "stock epuise",
    "actuellement indisponible",
    "nicht verfugbar",
    "nicht vorratig",
    "ausverkauft",
    "nicht auf lager",
    "derzeit nicht",
    "vergriffen",
    "nicht lieferbar",
    "nicht mehr verfugbar",
    "non disponibile",
    "esaurito",
    "non e disponibile",
    "attualmente non",
    "terminato",
    "agotado",
    "no disponible",
    "sin existencias",
    "sin stock",
    "fuera de stock",
    "uitverkocht",
    "niet op voorraad",
    "niet beschikbaar",
    "niet leverbaar",
    "esgotado",
    "indisponivel",
    "sem estoque",
    "fora de estoque",
    "slut i lager",
    "slutsald",
    "ej i lager",
    "udsolgt",
    "ikke pa lager",
    "utsolgt",
    "loppuunmyyty",
    "loppu varastosta",
    "wyprzedane",
    "brak w magazynie",
    "niedostepny",
    "produkt niedostepny",
    "brak towaru",
    "vyprodano",
    "neni skladem",
    "nedostupne",
    "elfogyott",
    "nincs keszleten",
    "stoc epuizat",
    "нет в наличии",
    "распродано",
    "немає в наявності",
    "tukendi",
    "stokta yok",
    "εξαντλημενο",
    "μη διαθεσιμο",
    "在庫切れ",
    "売り切れ",
    "品切れ",
    "缺货",
    "缺貨",
    "售罄",
    "已售完",
    "無庫存",
    "품절",
    "نفذت الكمية",
    "غير متوفر",
    "אזל מהמלאי",
];

/// Folded phrases that say a thing can be had.
const IN: &[&str] = &[
    "in stock",
    "available now",
    "available to order",
    "ready to ship",
    "ships today",
    "left in stock",
    "usually dispatched",
    "usually ships",
    "available for delivery",
    "in stock online",
    "en stock",
    "disponible",
    "expedie sous",
    "plus que",
    "en magasin",
    "disponibilite immediate",
    "livraison sous",
    "auf lager",
    "lieferbar",
    "sofort lieferbar",
    "vorratig",
    "verfugbar",
    "an lager",
    "sofort verfugbar",
    "nur noch",
    "disponibile",
    "disponibilita immediata",
    "in magazzino",
    "disponibilita",
    "en existencias",
    "hay existencias",
    "op voorraad",
    "direct leverbaar",
    "em estoque",
    "disponivel",
    "i lager",
    "finns i lager",
    "pa lager",
    "varastossa",
    "w magazynie",
    "dostepny",
    "skladem",
    "raktaron",
    "in stoc",
    "в наличии",
    "є в наявності",
    "stokta",
    "διαθεσιμο",
    "σε αποθεμα",
    "在庫あり",
    "有货",
    "有貨",
    "現貨",
    "现货",
    "재고 있음",
    "متوفر",
    "במלאי",
];

/// What a folded text of a page says of stock, if it says anything; the longest phrase counts, because `not in stock` holds `in stock`.
pub fn phrase(folded: &str) -> Option<(Availability, &'static str)> {
    static PHRASES: LazyLock<Vec<(Availability, String)>> = LazyLock::new(|| {
        let out = OUT.iter().map(|phrase| (Availability::Out, fold(phrase)));
        out.chain(IN.iter().map(|phrase| (Availability::In, fold(phrase)))).collect()
    });
    let said = PHRASES.iter().filter(|(_, phrase)| has_words(folded, phrase));
    said.max_by_key(|(_, phrase)| phrase.chars().count()).map(|(state, phrase)| (*state, phrase.as_str()))
}

/// A question with its answer: `In stock: yes`, `Auf Lager: nein`.
pub fn answered(folded: &str) -> Option<(Availability, &'static str)> {
    let (question, answer) = folded.split_once([':', '?'])?;
    let asked = [
        "in stock",
        "available",
        "availability",
        "en stock",
        "disponible",
        "auf lager",
        "verfugbar",
        "disponibile",
        "op voorraad",
        "stock",
    ];
    let asked = asked.into_iter().find(|words| question.trim() == *words)?;
    match answer.trim() {
        "yes" | "oui" | "ja" | "si" => Some((Availability::In, asked)),
        "no" | "non" | "nein" | "nee" | "0" => Some((Availability::Out, asked)),
        _ => None,
    }
}

/// Folded words on the button that puts a thing into the basket.
const BUY: &[&str] = &[
    "add to cart",
    "add to basket",
    "add to bag",
    "add to trolley",
    "buy now",
    "buy it now",
    "add to order",
    "place bid",
    "bid now",
    "order now",
    "pre-order",
    "preorder",
    "purchase",
    "ajouter au panier",
    "acheter",
    "mettre au panier",
    "ajouter a mon panier",
    "commander",
    "je commande",
    "ajouter au sac",
    "in den warenkorb",
    "in den einkaufswagen",
    "jetzt kaufen",
    "kaufen",
    "in den korb",
    "zum warenkorb hinzufugen",
    "bestellen",
    "warenkorb",
    "aggiungi al carrello",
    "acquista",
    "acquista ora",
    "compra ora",
    "aggiungi",
    "metti nel carrello",
    "anadir al carrito",
    "agregar al carrito",
    "comprar",
    "anadir a la cesta",
    "anadir a la bolsa",
    "comprar ahora",
    "in winkelwagen",
    "in winkelmandje",
    "toevoegen aan winkelwagen",
    "koop nu",
    "adicionar ao carrinho",
    "comprar agora",
    "lagg i varukorg",
    "lagg i varukorgen",
    "kop",
    "laeg i kurv",
    "legg i handlekurv",
    "lisaa ostoskoriin",
    "kjop",
    "do koszyka",
    "dodaj do koszyka",
    "kup teraz",
    "kup",
    "do kosiku",
    "vlozit do kosiku",
    "pridat do kosiku",
    "koupit",
    "kosarba",
    "adauga in cos",
    "в корзину",
    "купить",
    "добавить в корзину",
    "до кошика",
    "купити",
    "sepete ekle",
    "satin al",
    "καλαθι",
    "αγορα",
    "カートに入れる",
    "かごに追加",
    "カゴに入れる",
    "購入",
    "加入购物车",
    "加入購物車",
    "立即购买",
    "立即購買",
    "장바구니",
    "구매",
    "أضف إلى السلة",
    "اشتر الآن",
    "הוסף לסל",
];

/// Folded words of putting, and of what is put into: with few words between, a buy button (`add to your basket`).
const PUT: &[&str] = &[
    "add",
    "put",
    "ajouter",
    "ajoutez",
    "mettre",
    "aggiungi",
    "anadir",
    "agregar",
    "toevoegen",
    "in",
    "leg",
    "lagg",
    "adicionar",
    "legg",
    "dodaj",
    "pridat",
    "vlozit",
];
const INTO: &[&str] = &[
    "cart",
    "basket",
    "bag",
    "trolley",
    "panier",
    "sac",
    "warenkorb",
    "einkaufswagen",
    "korb",
    "carrello",
    "carrito",
    "cesta",
    "bolsa",
    "winkelwagen",
    "winkelmand",
    "winkelmandje",
    "carrinho",
    "sacola",
    "varukorg",
    "varukorgen",
    "kurv",
    "kurven",
    "handlekurv",
    "handlekurven",
    "ostoskoriin",
    "koszyka",
    "kosiku",
    "kosika",
];

/// Whether a folded text is that of a buy button.
pub fn buys(folded: &str) -> bool {
    static FOLDED: LazyLock<Vec<String>> = LazyLock::new(|| BUY.iter().map(|words| fold(words)).collect());
    let short = folded.trim();
    let one_of = |words: &[&str]| words.iter().any(|word| has_words(short, word));
    short.chars().count() <= 40
        && (FOLDED.iter().any(|words| has_words(short, words)) || (one_of(PUT) && one_of(INTO)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_schema_org_is_known() {
        for (word, want) in [
            ("BackOrder", Availability::In),
            ("Discontinued", Availability::Out),
            ("InStock", Availability::In),
            ("InStoreOnly", Availability::In),
            ("LimitedAvailability", Availability::In),
            ("MadeToOrder", Availability::In),
            ("OnlineOnly", Availability::In),
            ("OutOfStock", Availability::Out),
            ("PreOrder", Availability::In),
            ("PreSale", Availability::In),
            ("Reserved", Availability::In),
            ("SoldOut", Availability::Out),
        ] {
            for written in
                [format!("https://schema.org/{word}"), word.to_lowercase(), format!("schema:{word}")]
            {
                assert_eq!(machine(&written), Some(want), "{written}");
            }
        }
        assert_eq!(machine("in stock"), Some(Availability::In));
        assert_eq!(machine("https://example.com/"), None);
    }

    #[test]
    fn the_longer_phrase_counts() {
        for (said, want) in [
            ("only 3 left in stock", Some(Availability::In)),
            ("this is not in stock", Some(Availability::Out)),
            ("derzeit nicht verfugbar", Some(Availability::Out)),
            ("sofort lieferbar", Some(Availability::In)),
            ("non disponible", Some(Availability::Out)),
            ("disponible", Some(Availability::In)),
            ("non disponibile al momento", Some(Availability::Out)),
            ("在庫切れです", Some(Availability::Out)),
            ("a nice drill", None),
        ] {
            assert_eq!(phrase(&fold(said)).map(|(state, _)| state), want, "{said}");
        }
        assert!(buys("ajouter au panier") && buys("add to your basket") && !buys("paniers en osier"));
    }
}
