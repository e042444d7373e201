//! Invented members, with a first name and wishes in words. Nobody here exists; pages that show them say so.

use domain::text::words;
use domain::{Category, DailyWindow, Kind, Money};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use crate::chance::{Purpose, stream};

/// What the town offers, as far as inventing a wish needs it.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The offer's title.
    pub title: String,
    /// What sort of thing.
    pub kind: Kind,
    /// Where in the tree of categories.
    pub category: Category,
    /// What it costs.
    pub price: Money,
}

/// An invented member: the type is the mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Invented {
    /// A first name alone, of [`FIRST_NAMES`]; with a number from the second round on, `Camille 2`.
    pub name: String,
    /// What they hope for: two to five wishes, no two alike.
    pub wishes: Vec<InventedWish>,
    /// Hours in which they want to hear nothing.
    pub quiet: Option<DailyWindow>,
    /// How many suggestions a day they want at the most.
    pub per_day: u16,
}

/// An invented wish.
#[derive(Debug, Clone, PartialEq)]
pub struct InventedWish {
    /// How the member calls it, in French.
    pub title: String,
    /// What sort of thing.
    pub kind: Kind,
    /// Where in the tree of categories.
    pub category: Category,
    /// Words that must be among those of the offer, as [`domain::text::words`] gives them; may be empty.
    pub words: Vec<String>,
    /// The most they would pay.
    pub top_price: Option<Money>,
    /// How far they would go, in metres.
    pub distance_m: u32,
    /// In how many days it is no longer wanted; `None` is never.
    pub days: Option<u16>,
}

/// First names, as common as can be, so that nobody is meant.
pub const FIRST_NAMES: &[&str] = &[
    "Camille", "Maël", "Inès", "Yann", "Louise", "Malo", "Jeanne", "Karim", "Rozenn", "Paul", "Léa", "Erwan",
    "Nadia", "Hugo", "Anne", "Tom", "Soizic", "Lucas", "Fatou", "Denis", "Élise", "Goulven", "Marion",
    "Samir", "Alice", "Ronan", "Chloé", "Antoine", "Gwenn", "Victor", "Sarah", "Loïc", "Manon", "Pierre",
    "Aïcha", "Nolwenn", "Jules", "Zoé", "Bastien", "Clara",
];

/// How members say what they wish of a category, sorted by category.
#[rustfmt::skip]
const SAID: &[(&str, &[&str])] = &[
    ("animals", &["De quoi gâter le chat", "Quelque chose pour le chien"]),
    ("books", &["Un bon livre pour ce week-end", "Un roman à offrir"]),
    ("books/comics", &["Une bande dessinée", "La suite de mon manga"]),
    ("books/press", &["De la lecture pour le train"]),
    ("books/stationery", &["Un joli carnet", "De quoi écrire"]),
    ("clothes", &["Quelque chose de chaud à me mettre", "Un vêtement qui change de l'ordinaire"]),
    ("clothes/accessories", &["Un sac", "Une écharpe pour cet hiver"]),
    ("clothes/jewellery", &["Des boucles d'oreilles", "Un petit bijou à offrir"]),
    ("clothes/shoes", &["Des chaussures confortables", "De nouvelles chaussures pour l'automne"]),
    ("food/bread", &["Du bon pain", "Une baguette encore chaude"]),
    ("food/cheese", &["Un fromage à partager"]),
    ("food/chocolate", &["Du chocolat", "Des chocolats à offrir"]),
    ("food/drinks", &["Boire un verre avec des amis", "Quelque chose de frais à boire"]),
    ("food/fish", &["Du poisson pour ce soir"]),
    ("food/fruit", &["Des fruits de saison", "Des légumes du coin"]),
    ("food/grocery", &["Remplir le placard", "Du miel ou de la confiture"]),
    ("food/meal", &["Déjeuner dehors", "Une bonne galette", "Dîner sans cuisiner"]),
    ("food/meat", &["De quoi faire un bon rôti", "De la charcuterie pour dimanche"]),
    ("food/pastry", &["Un gâteau pour quatre", "Quelque chose pour le goûter"]),
    ("food/sweets", &["Des bonbons", "Une glace"]),
    ("food/tea-coffee", &["Un thé au calme", "Du café en grains"]),
    ("food/wine", &["Une bouteille pour ce soir"]),
    ("garden", &["De quoi planter"]),
    ("garden/flowers", &["Des fleurs", "Un bouquet à offrir"]),
    ("health", &["Prendre soin de moi"]),
    ("health/cosmetics", &["Une crème pour le visage", "Un parfum"]),
    ("health/optics", &["De nouvelles lunettes"]),
    ("health/pharmacy", &["Compléter la trousse à pharmacie"]),
    ("home", &["Un coup de main pour la maison"]),
    ("home/decoration", &["Un cadeau de pendaison de crémaillère", "Quelque chose de beau pour le salon"]),
    ("home/furniture", &["Un meuble"]),
    ("home/tools", &["De quoi bricoler", "De la peinture"]),
    ("leisure/culture", &["Une sortie", "Un spectacle ce mois-ci"]),
    ("leisure/games", &["Un jeu pour les soirées", "Un cadeau pour un enfant"]),
    ("leisure/music", &["De la musique"]),
    ("leisure/sport", &["Me remettre au sport", "Aller nager"]),
    ("mobility/bicycle", &["Faire réviser mon vélo"]),
    ("mobility/car", &["Faire la vidange"]),
    ("services/beauty", &["Un massage", "Un moment pour moi"]),
    ("services/cleaning", &["Faire nettoyer mon manteau"]),
    ("services/hair", &["Une coupe de cheveux", "Passer chez le coiffeur"]),
    ("services/learning", &["Apprendre quelque chose de nouveau"]),
    ("services/repair", &["Faire réparer plutôt que jeter"]),
    ("services/travel", &["Partir quelques jours"]),
    ("tech", &["Un casque pour la musique"]),
    ("tech/computer", &["Redonner vie à mon ordinateur"]),
    ("tech/phone", &["Une coque pour mon téléphone"]),
];

/// Invents member `number` of `seed`, whose wishes can be met by what the town offers.
///
/// Offers are drawn by category first, so that a shop with a thousand offers is not wished for a thousand times as often.
#[must_use]
pub fn member(seed: u64, number: u64, offers: &[Seen]) -> Invented {
    let mut chance = stream(seed, number, Purpose::Person);
    let wanted = chance.random_range(2..=5);
    let mut wishes: Vec<InventedWish> = Vec::new();
    for _ in 0..wanted * 4 {
        if wishes.len() == wanted {
            break;
        }
        let Some(offer) = draw(&mut chance, offers) else { break };
        let wish = wish(&mut chance, offer);
        if wishes.iter().all(|other| other.category != wish.category) {
            wishes.push(wish);
        }
    }
    let quiet = *pick(&mut chance, &[(21, 8), (22, 7), (20, 9), (23, 10)]);
    let per_day = *pick(&mut chance, &[3, 5, 5, 8]);
    Invented { name: name(number), wishes, quiet: DailyWindow::new(quiet.0 * 60, quiet.1 * 60), per_day }
}

fn name(number: u64) -> String {
    let count = FIRST_NAMES.len() as u64;
    let first = usize::try_from(number % count).map_or("", |index| FIRST_NAMES[index]);
    if number < count { first.to_owned() } else { format!("{first} {}", number / count + 1) }
}

fn draw<'a>(chance: &mut ChaCha8Rng, offers: &'a [Seen]) -> Option<&'a Seen> {
    let mut categories: Vec<&Category> = offers.iter().map(|offer| &offer.category).collect();
    categories.sort_unstable();
    categories.dedup();
    if categories.is_empty() {
        return None;
    }
    let category = categories[chance.random_range(0..categories.len())];
    let among: Vec<&Seen> = offers.iter().filter(|offer| offer.category == *category).collect();
    Some(*pick(chance, &among))
}

fn wish(chance: &mut ChaCha8Rng, offer: &Seen) -> InventedWish {
    let said =
        SAID.binary_search_by_key(&offer.category.path(), |(path, _)| path).ok().map(|index| SAID[index].1);
    let (title, words) = match said {
        // Most people wish vaguely; a third know what they want.
        Some(said) if chance.random_bool(0.65) => ((*pick(chance, said)).to_owned(), Vec::new()),
        _ => {
            let title = short(&offer.title);
            let words = words(&title);
            (title, words)
        }
    };
    InventedWish {
        title,
        kind: offer.kind,
        category: offer.category.clone(),
        words,
        top_price: top_price(chance, offer.price),
        distance_m: *pick(chance, &[300, 500, 1_000, 1_000, 2_000]),
        days: *pick(chance, &[None, None, Some(7), Some(30), Some(90)]),
    }
}

/// The head of a title, up to a comma or bracket: how people say it, and words that the offer has for certain.
fn short(title: &str) -> String {
    title.split([',', '(', '-']).next().unwrap_or(title).trim().to_owned()
}

/// Between nine tenths and twice the price, in round half units; a third of the wishes have no top.
fn top_price(chance: &mut ChaCha8Rng, price: Money) -> Option<Money> {
    if price.minor <= 0 || chance.random_bool(0.35) {
        return None;
    }
    let percent = chance.random_range(90..=200_i64);
    let minor = (price.minor * percent / 100 + 49) / 50 * 50;
    Some(Money { minor: minor.max(50), currency: price.currency })
}

fn pick<'a, T>(chance: &mut ChaCha8Rng, among: &'a [T]) -> &'a T {
    &among[chance.random_range(0..among.len())]
}

#[cfg(test)]
mod tests {
    use domain::Subject;

    use super::*;

    fn offers() -> Vec<Seen> {
        let seen = |title: &str, category: &str, cents| Seen {
            title: title.to_owned(),
            kind: Kind::Product,
            category: category.parse().unwrap(),
            price: Money::eur(cents),
        };
        let mut offers = vec![
            seen("Tablette de chocolat noir 70 %, maison", "food/chocolate", 590),
            seen("Roman policier breton, poche", "books", 890),
            seen("Coupe homme", "services/hair", 2200),
            seen("Plan de cuisine et devis", "other", 0),
        ];
        offers.extend((0..500).map(|i| seen(&format!("Pain numéro {i}"), "food/bread", 130)));
        offers
    }

    #[test]
    fn the_table_is_sorted_and_every_category_is_known() {
        assert!(SAID.is_sorted_by_key(|(path, _)| path), "binary search needs order");
        SAID.iter()
            .for_each(|(path, said)| assert!(path.parse::<Category>().is_ok() && !said.is_empty(), "{path}"));
    }

    #[test]
    fn every_invented_wish_is_met_by_some_offer() {
        let offers = offers();
        for number in 0..200 {
            let member = member(9, number, &offers);
            assert!(
                (2..=5).contains(&member.wishes.len()),
                "seed 9, member {number}: {}",
                member.wishes.len()
            );
            for wish in member.wishes {
                let wanted = Subject {
                    category: Some(wish.category.clone()),
                    words: wish.words.clone(),
                    ..Subject::told(wish.kind, "")
                };
                let met = offers.iter().any(|offer| {
                    let subject = Subject::told(offer.kind, &offer.title);
                    wanted.wants(&Subject { category: Some(offer.category.clone()), ..subject })
                });
                assert!(met, "seed 9, member {number}: {wish:?}");
            }
        }
    }

    #[test]
    fn the_same_seed_invents_the_same_people() {
        let offers = offers();
        assert_eq!(member(4, 7, &offers), member(4, 7, &offers));
        assert_ne!(member(4, 7, &offers).wishes, member(5, 7, &offers).wishes);
        assert_eq!((name(0).as_str(), name(40).as_str()), ("Camille", "Camille 2"));
        assert!(member(4, 7, &[]).wishes.is_empty());
        let bread =
            (0..300).filter(|n| member(1, *n, &offers).wishes[0].category.path() == "food/bread").count();
        assert!(
            (30..100).contains(&bread),
            "seed 1: five hundred loaves are one category among five, {bread}"
        );
    }
}
