//! Offers for wishes told in words, in French and in English.

use insight::likeness::{Corpus, Description, Digest, Index, Scratch, Wanted, rank};

/// A street's worth of listings: title, brand.
const LISTINGS: &[(&str, &str)] = &[
    ("Perceuse visseuse sans fil 18 V avec 2 batteries", "Bosch"),
    ("Cordless drill 18V", "Makita"),
    ("Tournevis cruciforme", "Facom"),
    ("Marteau de charpentier 700 g", "Stanley"),
    ("iPhone 15 128 Go noir", "Apple"),
    ("Coque pour iPhone 15", "Spigen"),
    ("Disque dur externe 1 To USB 3.0", "Seagate"),
    ("External hard drive 2 TB", "Western Digital"),
    ("Écran 24 pouces Full HD", "Dell"),
    ("27\" monitor 4K", "LG"),
    ("Jus d'orange 2,5 L", "Andros"),
    ("Jus de pomme 1 L", "Andros"),
    ("Chaussures de randonnée femme", "Salomon"),
    ("Women's hiking shoes waterproof", "Merrell"),
    ("Vélo enfant 20 pouces rouge", "Decathlon"),
    ("Children's bike helmet", "Giro"),
    ("Thé vert bio en vrac 100 g", "Palais des Thés"),
    ("Lave-linge hublot 8 kg", "Miele"),
    ("Cordless telephone KX-TG6700B", "Panasonic"),
    ("Bouilloire électrique 1,7 L inox", "Philips"),
    ("Table en bois massif", "Tikamoon"),
    ("Sac à dos 30 L", "Osprey"),
];

struct Street {
    digests: Vec<Digest>,
    corpus: Corpus,
    index: Index<usize>,
}

impl Street {
    fn open() -> Self {
        let told = LISTINGS.iter().map(|(title, brand)| Description {
            title: (*title).into(),
            brand: Some((*brand).into()),
            ..Description::default()
        });
        let digests: Vec<Digest> = told.map(|told| Digest::of(&told)).collect();
        let mut index = Index::default();
        digests.iter().enumerate().for_each(|(at, digest)| index.insert(at, digest));
        Self { corpus: Corpus::of(&digests), digests, index }
    }

    fn answers(&self, wish: &str) -> Vec<&'static str> {
        let wanted = Wanted::told(wish);
        let found = self.index.found(&wanted, 10, &mut Scratch::default());
        let listings = found.iter().map(|(at, _)| (*at, &self.digests[*at]));
        rank(&wanted, listings, &self.corpus).into_iter().map(|(at, _)| LISTINGS[at].0).collect()
    }
}

#[test]
fn the_best_offer_comes_first_in_either_language() {
    let street = Street::open();
    for (wish, first) in [
        ("perceuse sans fil bosch", "Perceuse visseuse sans fil 18 V avec 2 batteries"),
        ("perceuses", "Cordless drill 18V"),
        ("drill makita", "Cordless drill 18V"),
        ("perceuse makita", "Cordless drill 18V"),
        ("screwdriver facom", "Tournevis cruciforme"),
        ("hammer", "Marteau de charpentier 700 g"),
        ("iphone 15", "iPhone 15 128 Go noir"),
        ("coque iphone 15", "Coque pour iPhone 15"),
        ("disque dur 1000 Go", "Disque dur externe 1 To USB 3.0"),
        ("hard drive 2000 GB", "External hard drive 2 TB"),
        ("moniteur 61 cm", "Écran 24 pouces Full HD"),
        ("écran 27 pouces", "27\" monitor 4K"),
        ("jus d’orange 250 cl", "Jus d'orange 2,5 L"),
        ("orange juice", "Jus d'orange 2,5 L"),
        ("chaussure randonnee", "Chaussures de randonnée femme"),
        ("hiking shoe", "Women's hiking shoes waterproof"),
        ("casque de vélo", "Children's bike helmet"),
        ("red kids bike", "Vélo enfant 20 pouces rouge"),
        ("green tea", "Thé vert bio en vrac 100 g"),
        ("washing machine", "Lave-linge hublot 8 kg"),
        ("kxtg6700", "Cordless telephone KX-TG6700B"),
        ("kettle 170 cl", "Bouilloire électrique 1,7 L inox"),
        ("bouiloire", "Bouilloire électrique 1,7 L inox"),
        ("wooden table", "Table en bois massif"),
        ("backpack 30l", "Sac à dos 30 L"),
    ] {
        assert_eq!(street.answers(wish).first().copied(), Some(first), "{wish}");
    }
}

#[test]
fn what_is_not_to_be_had_has_no_answer() {
    let street = Street::open();
    for wish in ["piano à queue", "the", "", "?!", "tronçonneuse thermique"] {
        assert!(street.answers(wish).is_empty(), "{wish}: {:?}", street.answers(wish));
    }
}

#[test]
fn a_barcode_alone_is_a_wish() {
    let gtin = "3017620422003".parse().unwrap();
    let told = Description { title: "Pâte à tartiner".into(), gtin: Some(gtin), ..Description::default() };
    let digest = Digest::of(&told);
    let corpus = Corpus::of([&digest]);
    let wanted = Wanted::told(" 3017620422003 ");
    assert_eq!(rank(&wanted, [(1, &digest)], &corpus), [(1, 1.0)]);
    let mut index = Index::default();
    index.insert(1, &digest);
    assert_eq!(index.found(&wanted, 5, &mut Scratch::default()).len(), 1);
}
