//! How many, in what was said: `2 tablettes de chocolat`.

use domain::text;

/// More are seldom wished for; a greater number is part of a name.
const MOST: i64 = 24;
/// What measures, tells an age or a time, or says how a thing is made: a number before it counts no things.
const MEASURES: &str = "ans annees years year mois months month semaines semaine weeks week jours jour days day nuits nuit \
    nights night heures heure hours hour minutes minute secondes seconds litres litre liters liter kilos \
    kilo grammes gramme grams gram metres metre meters meter pouces pouce inches inch feet watts watt \
    volts volt euros euro dollars pounds pieces piece places place seats seat seater personnes personne \
    people persons person roues wheels portes doors vitesses speeds speed etoiles stars fois times \
    millions million";

/// Words without the number that they begin with, and that number, where plain words of things follow it: before a name, a measure or
/// another number it is part of what is wished (`7 Wonders`, `3 ans`, `2 en 1`).
pub(super) fn take(words: Vec<&str>) -> (Vec<&str>, Option<i64>) {
    let (Some(first), Some(next)) = (words.first().copied(), words.get(1).copied()) else {
        return (words, None);
    };
    let count = number(first).filter(|_| is_thing(next));
    let from = usize::from(count.is_some());
    (words[from..].to_vec(), count)
}

/// `2`, `2x`: a number of things.
fn number(word: &str) -> Option<i64> {
    let digits = word.strip_suffix(['x', 'X', '×']).unwrap_or(word);
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|count| plain && (1..=MOST).contains(count))
}

/// A word in small letters that is neither a small word nor a measure.
fn is_thing(word: &str) -> bool {
    let word = word.trim_end_matches([',', ';', ':', '.', '!', '?']);
    let letters = |c: char| c.is_lowercase() || matches!(c, '-' | '\'' | '’');
    word.chars().count() >= 3
        && word.chars().all(letters)
        && !text::words(word).is_empty()
        && !MEASURES.split(' ').any(|measure| measure == text::fold(word))
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
            assert_eq!((words.join(" ").as_str(), found), (rest, Some(count)), "{said}");
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
            "2 places de concert",
            "1984 roman",
            "007 films",
            "0 sucre",
            "+2 lampes",
            "iPhone 15",
            "2 pour le prix d’un",
        ] {
            let words: Vec<&str> = said.split_whitespace().collect();
            assert_eq!(take(words.clone()), (words, None), "{said}");
        }
    }
}
