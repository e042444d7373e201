//! The category in what was said.
//!
//! A word may name a category (`vin`): then the category says it better than the word, which an offer of red wine need not hold. Or it
//! may tell of a thing (`perceuse`): then both are conditions.

use domain::{Category, text};

/// Path, words that name the whole category, words of things in it, in French and English.
const KINDS: &[(&str, &str, &str)] = &[
    ("animals", "animalerie pet", "croquette litiere laisse aquarium leash kibble"),
    ("books", "livre book", "roman novel dictionnaire dictionary essai biographie poesie poetry"),
    ("books/comics", "bd manga comic", "album"),
    (
        "books/stationery",
        "papeterie stationery",
        "stylo cahier carnet agenda pen notebook crayon pencil enveloppe",
    ),
    (
        "clothes",
        "vetement clothes clothing",
        "pull robe veste manteau pantalon jean chemise jupe sweater dress jacket coat shirt skirt trouser",
    ),
    ("clothes/shoes", "chaussure shoe", "basket botte sandale sneaker boot sandal escarpin"),
    ("clothes/accessories", "", "ceinture gant echarpe sac chapeau belt glove scarf handbag hat"),
    (
        "clothes/jewellery",
        "bijou jewellery jewelry",
        "bague collier montre bracelet ring necklace watch earring",
    ),
    ("food/bread", "pain bread", "baguette brioche sourdough"),
    ("food/cheese", "fromage cheese", "camembert comte roquefort chevre brie cheddar"),
    ("food/chocolate", "chocolat chocolate", "praline"),
    ("food/fish", "poisson fish", "huitre moule saumon cabillaud oyster mussel salmon cod"),
    ("food/fruit", "fruit legume vegetable", "pomme poire tomate fraise apple pear tomato strawberry cerise"),
    ("food/meat", "viande charcuterie meat", "saucisson jambon poulet steak ham chicken sausage"),
    ("food/pastry", "patisserie pastry", "gateau eclair tarte croissant cake tart macaron"),
    ("food/sweets", "bonbon glace candy sweet", "caramel nougat sorbet"),
    ("food/tea-coffee", "thé tea café coffee", "expresso espresso infusion theiere"),
    ("food/wine", "vin wine", "champagne bordeaux bourgogne cremant muscadet"),
    ("food/drinks", "boisson drink", "biere jus cidre beer juice cider whisky rhum limonade"),
    ("garden/flowers", "fleur flower plante plant", "rose orchidee bouquet tulipe tulip"),
    ("garden", "jardin garden", "tondeuse mower terreau graine seed arrosoir"),
    (
        "health/cosmetics",
        "parfum cosmetique perfume cosmetic",
        "maquillage shampoing creme makeup shampoo lipstick",
    ),
    ("health/optics", "optique", "lunettes glasses monture"),
    (
        "home/appliances",
        "electromenager appliance",
        "refrigerateur aspirateur grille cafetiere four fridge vacuum toaster kettle bouilloire lave",
    ),
    ("home/decoration", "decoration", "vase bougie coussin cadre candle cushion lampe lamp"),
    (
        "home/furniture",
        "meuble furniture",
        "canape table chaise lit etagere armoire sofa couch chair bed shelf wardrobe bureau desk fauteuil",
    ),
    (
        "home/tools",
        "outil bricolage tool",
        "perceuse visseuse tournevi marteau scie ponceuse drill screwdriver hammer saw sander",
    ),
    ("leisure/culture", "spectacle", "concert cinema film theatre exposition movie play exhibition"),
    ("leisure/games", "jeu jouet game toy", "puzzle poupee lego doll peluche"),
    ("leisure/music", "musique music", "guitare piano vinyle guitar violon violin flute"),
    ("leisure/sport", "sport", "raquette ballon ski tapi yoga racket tente tent"),
    // A `casque` is for a bicycle, for a motorbike or for music: what stands beside it tells.
    ("mobility/bicycle", "velo bicycle bike", "vtt tandem helmet"),
    (
        "tech/computer",
        "informatique",
        "ordinateur computer laptop clavier keyboard imprimante printer chromebook macbook",
    ),
    ("tech/phone", "", "telephone smartphone"),
];

/// Whether a word tells of a category or of a thing in one.
pub(super) fn is_kind(word: &str) -> bool {
    sort(text::words(word)).0.is_some()
}

/// The category told by words, which are sorted, and the words that remain conditions.
pub(super) fn sort(words: Vec<String>) -> (Option<Category>, Vec<String>) {
    let has = |list: &str| text::words(list).iter().any(|one| words.binary_search(one).is_ok());
    // A thing tells more than a name: a book about wine is told by `livre` and `vin`, the first that is found is the category.
    let thing = KINDS.iter().find(|(_, _, things)| has(things));
    let Some((path, names, _)) = thing.or_else(|| KINDS.iter().find(|(_, names, _)| has(names))) else {
        return (None, words);
    };
    let category = path.parse().ok();
    let names = text::words(names);
    let named = |word: &String| thing.is_none() && names.binary_search(word).is_ok();
    (category, words.iter().filter(|word| !named(word)).cloned().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_a_category() {
        for (path, ..) in KINDS {
            assert!(path.parse::<Category>().is_ok(), "{path}");
        }
    }

    #[test]
    fn a_thing_tells_more_than_a_name() {
        let path = |said: &str| sort(text::words(said)).0.map(|category| category.path().to_owned());
        assert_eq!(path("un roman sur le vin").as_deref(), Some("books"));
        assert_eq!(path("a summer dress").as_deref(), Some("clothes"));
        assert_eq!(path("du thé vert").as_deref(), Some("food/tea-coffee"));
        assert_eq!(path("the best"), None);
        assert_eq!(path("un casque de vélo").as_deref(), Some("mobility/bicycle"));
        assert_eq!(path("un casque audio"), None, "what is worn for music is no part of a bicycle");
        assert_eq!(path("un ordinateur portable").as_deref(), Some("tech/computer"));
    }
}
