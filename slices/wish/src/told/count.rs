//! How many, in what was said: `2 tablettes de chocolat`.

use domain::text;

use super::kinds::is_kind;

/// More are seldom wished for; a greater number is part of a name.
const MOST: i64 = 24;
/// What measures, tells an age or a time, or says how a thing is made: a number before it counts no things.
pub(super) const MEASURES: &str = "ans annees years year mois months month semaines semaine weeks week jours jour days day nuits nuit \
    nights night heures heure hours hour minutes minute secondes seconds litres litre liters liter kilos \
    kilo grammes gramme grams gram metres metre meters meter pouces pouce inches inch feet watts watt \
    volts volt euros euro dollars pounds pieces piece places place seats seat seater personnes personne \
    people persons person roues wheels portes doors vitesses speeds speed etoiles stars fois times \
    millions million carats carat centimetres centimetre centimeters millimetres millimetre millimeters \
    kilometres kilometre kilometers amperes ampere amps tonnes tonne degres degrees pouce plis ply";

/// What is counted by itself, folded: a number before it is how many and no part of a name.
const COUNTED: &str = "tablettes bouteilles bottles paquets packets packs boites boxes sachets bags pots jars bocaux barquettes \
    billets tickets entrees paires pairs pair pains baguettes croissants loaves bars barres cartons caisses rouleaux rolls \
    tubes canettes cans lots exemplaires copies verres glasses assiettes plates bougies candles ampoules bulbs piles \
    batteries chaises chairs oeufs eggs pommes apples citrons lemons";
/// The same of one. A greater number before it tells how big a thing is: `6 pack of beer`, `12 bottle rack`.
const ONE: &str = "tablette bouteille bottle paquet packet pack boite box sachet bag pot jar bocal barquette billet ticket \
    entree paire pain baguette croissant loaf bar barre carton caisse rouleau roll tube canette can lot exemplaire copy \
    verre glass assiette plate bougie candle ampoule bulb pile battery chaise chair oeuf egg pomme apple citron lemon";
/// Makes that have models called `X3`, folded.
const MAKES: [&str; 9] = ["bmw", "fuji", "fujifilm", "poco", "honor", "realme", "find", "nokia", "vivo"];
/// Numbers in words, from two on: one is how many goes without saying.
const IN_WORDS: [[&str; 2]; 11] = [
    ["deux", "two"],
    ["trois", "three"],
    ["quatre", "four"],
    ["cinq", "five"],
    ["six", "six"],
    ["sept", "seven"],
    ["huit", "eight"],
    ["neuf", "nine"],
    ["dix", "ten"],
    ["onze", "eleven"],
    ["douze", "twelve"],
];

/// How many were said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) many: i64,
    /// Whether it can be nothing else, by a sign (`3 x`) or what is counted; before any other word it may be part of a name as well
    /// (`12 hommes en colère`).
    pub(crate) sure: bool,
}

/// Words without the number that they begin or end with, and that number, where it says how many: before a name, a measure or another
/// number it is part of what is wished (`7 Wonders`, `3 ans`, `2 en 1`).
pub(super) fn take(words: Vec<&str>) -> (Vec<&str>, Option<Count>) {
    if let Some((used, count)) = leading(&words) {
        return (words[used..].to_vec(), Some(count));
    }
    match trailing(&words) {
        Some((used, many)) => (words[..words.len() - used].to_vec(), Some(Count { many, sure: true })),
        None => (words, None),
    }
}

/// How many at the start, and how many words told it.
fn leading(words: &[&str]) -> Option<(usize, Count)> {
    let (first, next) = (*words.first()?, *words.get(1)?);
    // `2 croissants et 1 pain` are two wishes, and no number is that of both.
    let joins = |word: &str| matches!(word, "et" | "and" | "+") || word.ends_with(',');
    if words.windows(3).any(|next| joins(next[0]) && number(next[1]).is_some() && is_thing(next[2])) {
        return None;
    }
    if let Some(many) = first.strip_prefix(['x', '×']).and_then(number) {
        return is_thing(next).then_some((1, Count { many, sure: true }));
    }
    let is_word = |word: &&&str| !word.starts_with(|c: char| c.is_ascii_digit());
    let Some(many) = number(first) else {
        // In words it is said of what is counted alone: `trois mousquetaires` is a name.
        let said = text::fold(first);
        let at = IN_WORDS.iter().position(|both| both.contains(&said.as_str()))?;
        let many = i64::try_from(at).ok()? + 2;
        return (is_counted(next, many) || seats(&words[1..])).then_some((1, Count { many, sure: true }));
    };
    if is_times(next) && words.get(2).filter(is_word).is_some() {
        return Some((2, Count { many, sure: true }));
    }
    // Where nothing follows but one thing, it is seldom a name; before one that we do not know it may be: `3 mousquetaires`.
    let alone = words.len() == 2 && (many == 1 || (!is_among(ONE, next) && is_kind(next)));
    let sure = alone || seats(&words[1..]) || is_counted(next, many) || first.ends_with(['x', 'X', '×']);
    (seats(&words[1..]) || is_thing(next)).then_some((1, Count { many, sure }))
}

/// `x2`, `x 2`, `(x2)` or `× 2` at the end: how many words told it, and how many. A single word before a bare `x3` may be a make with its
/// model, and of some makes it is.
fn trailing(words: &[&str]) -> Option<(usize, i64)> {
    let (last, before) = words.split_last()?;
    let bare = last.trim_start_matches('(').trim_end_matches(')');
    if let Some(digits) = bare.strip_prefix(['x', '×']) {
        let marked = bare.len() < last.len() || bare.starts_with('×');
        let model = before.last().is_some_and(|make| MAKES.contains(&text::fold(make).as_str()));
        let plain = before.len() > 1 && !model;
        return digits
            .parse()
            .ok()
            .filter(|_| !before.is_empty() && (marked || plain))
            .and_then(one_of)
            .map(|many| (1, many));
    }
    let (sign, before) = before.split_last()?;
    let named = before.last()?;
    // `10 x 15` are measures, `1kg x 3` are three.
    let counts = is_times(sign) && (!named.starts_with(|c: char| c.is_ascii_digit()) || is_weight(named));
    last.parse().ok().filter(|_| counts).and_then(one_of).map(|many| (2, many))
}

/// `1kg`, `75cl`: so much of something, which is no length beside another.
fn is_weight(word: &str) -> bool {
    let word = text::fold(word);
    let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    !number.is_empty() && matches!(&word[number.len()..], "kg" | "g" | "l" | "cl" | "ml")
}

/// A number that is how many are wished.
fn one_of(many: i64) -> Option<i64> {
    Some(many).filter(|many| (1..=MOST).contains(many))
}

fn is_times(word: &str) -> bool {
    matches!(word, "x" | "×")
}

/// `2`, `2x`: a number of things.
fn number(word: &str) -> Option<i64> {
    let digits = word.strip_suffix(['x', 'X', '×']).unwrap_or(word);
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| plain).and_then(one_of)
}

/// A number from two on, in digits or folded words.
pub(super) fn named(word: &str) -> Option<i64> {
    let at = IN_WORDS.iter().position(|both| both.contains(&word));
    let in_words = at.and_then(|at| i64::try_from(at + 2).ok());
    in_words.or_else(|| number(word)).filter(|many| *many > 1)
}

/// `places de cinéma`, `places au théâtre`, `seats for a concert`: places to be had, while a sofa has so many.
fn seats(words: &[&str]) -> bool {
    let of = |word: &&str| {
        matches!(*word, "de" | "pour" | "for" | "au" | "aux" | "à" | "at")
            || word.starts_with("d'")
            || word.starts_with("d’")
    };
    words.first().is_some_and(|word| matches!(*word, "places" | "seats")) && words.get(1).is_some_and(of)
}

fn is_counted(word: &str, many: i64) -> bool {
    is_among(COUNTED, word) || (many == 1 && is_among(ONE, word))
}

fn is_among(list: &str, word: &str) -> bool {
    let word = text::fold(word.trim_end_matches([',', ';', ':', '.', '!', '?']));
    list.split(' ').any(|one| one == word)
}

/// A word in small letters that is neither a small word nor a measure.
fn is_thing(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', ':', '.', '!', '?']);
    let letters = |c: char| c.is_lowercase() || matches!(c, '-' | '\'' | '’');
    word.chars().count() >= 3
        && word.chars().all(letters)
        && !text::words(word).is_empty()
        && !is_among(MEASURES, word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_before_things_is_how_many() {
        for (said, rest, count) in [
            ("2 tablettes de chocolat", "tablettes de chocolat", 2),
            ("12 œufs", "œufs", 12),
            ("1 baguette", "baguette", 1),
            ("3x bougies", "bougies", 3),
            ("2 wine glasses", "wine glasses", 2),
        ] {
            let (words, found) = take(said.split_whitespace().collect());
            assert_eq!(
                (words.join(" ").as_str(), found.map(|found| found.many)),
                (rest, Some(count)),
                "{said}"
            );
        }
    }

    #[test]
    fn a_sign_or_what_is_counted_makes_it_sure() {
        for (said, rest, count) in [
            ("3 x thé vert", "thé vert", 3),
            ("3x thé vert", "thé vert", 3),
            ("2 x Catan", "Catan", 2),
            ("thé vert x2", "thé vert", 2),
            ("thé vert x 2", "thé vert", 2),
            ("thé vert (x2)", "thé vert", 2),
            ("Catan ×2", "Catan", 2),
            ("AirPods Pro x2", "AirPods Pro", 2),
            ("coffee 1kg x 3", "coffee 1kg", 3),
            ("x3 piles AA", "piles AA", 3),
            ("2 places de cinéma", "places de cinéma", 2),
            ("deux places d’opéra", "places d’opéra", 2),
            ("deux pains", "pains", 2),
            ("two tickets for Carmen", "tickets for Carmen", 2),
            ("Deux places pour Carmen", "places pour Carmen", 2),
            ("Two seats for Carmen", "seats for Carmen", 2),
            ("2 places au théâtre", "places au théâtre", 2),
            ("1 pain de campagne", "pain de campagne", 1),
            ("café 1kg x 3", "café 1kg", 3),
            ("2 pair of socks", "pair of socks", 2),
            ("2 tablettes de chocolat", "tablettes de chocolat", 2),
            ("3 romans", "romans", 3),
            ("1 mousquetaire", "mousquetaire", 1),
        ] {
            let (words, found) = take(said.split_whitespace().collect());
            let sure = Some(Count { many: count, sure: true });
            assert_eq!((words.join(" ").as_str(), found), (rest, sure), "{said}");
        }
        for said in [
            "12 hommes en colère",
            "3 petits cochons",
            "3 mousquetaires",
            "4 fantastiques",
            "6 pack of beer",
            "12 bottle rack",
            "6 pack",
        ] {
            let (_, found) = take(said.split_whitespace().collect());
            assert!(found.is_some_and(|found| !found.sure), "{said}");
        }
    }

    #[test]
    fn a_number_that_is_part_of_a_name_stays_in_it() {
        for said in [
            "",
            "2",
            "7 Wonders",
            "3 ans",
            "2 en 1",
            "4 x 4",
            "24 heures",
            "2 kg de farine",
            "2 places",
            "3 carats",
            "20 centimètres de ruban",
            "16 ampères",
            "trois mousquetaires",
            "BMW X3",
            "bmw x3",
            "tapis de sol bmw x3",
            "coque xiaomi poco x5",
            "six pack of beer",
            "lot de 4 chaises",
            "7 up",
            "LEGO 10497",
            "500 g de café",
            "2001 l’odyssée de l’espace",
            "a pair of size 9 boots",
            "100 % coton",
            "t-shirt x-large",
            "cadre 10 x 15",
            "cadre 10cm x 15",
            "thé x99",
            "x2",
            "1984 roman",
            "007 films",
            "0 sucre",
            "+2 lampes",
            "iPhone 15",
            "2 pour le prix d’un",
            "2 croissants et 1 pain",
            "rideau 2 x 140 cm",
            "X3 BMW",
        ] {
            let words: Vec<&str> = said.split_whitespace().collect();
            assert_eq!(take(words.clone()), (words, None), "{said}");
        }
    }
}
