//! Words by which shops' pages are understood, in many languages: one list, one file in `words/`, read once.
//!
//! A line that begins with `#` tells what the list is; words and phrases are parted by commas, also at the ends of lines, and folded
//! when read.

use std::sync::LazyLock;

use domain::text::fold;

use crate::text::has_words;

/// A list of folded words and phrases.
pub struct Words(Vec<String>);

impl Words {
    fn read(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        let mut words: Vec<String> = lines
            .flat_map(|line| line.split(','))
            .map(|word| fold(word.trim()))
            .filter(|word| !word.is_empty())
            .collect();
        words.sort_unstable();
        words.dedup();
        Self(words)
    }

    /// Whether this word, folded, is one of them.
    pub fn has(&self, word: &str) -> bool {
        self.0.binary_search_by(|one| one.as_str().cmp(word)).is_ok()
    }

    /// Whether one of these words, folded, is one of them.
    pub fn has_any(&self, words: &[String]) -> bool {
        words.iter().any(|word| self.has(word))
    }

    /// The longest that stands in a folded text as whole words.
    pub fn within(&self, folded: &str) -> Option<&str> {
        self.0
            .iter()
            .filter(|words| has_words(folded, words))
            .max_by_key(|words| words.chars().count())
            .map(String::as_str)
    }

    /// Whether one stands in a folded text, be it within a word.
    pub fn part_of(&self, folded: &str) -> bool {
        self.0.iter().any(|part| folded.contains(part.as_str()))
    }
}

macro_rules! lists {
    ($($name:ident $file:literal;)*) => {
        $(
            #[doc = concat!("See `words/", $file, "`.")]
            pub static $name: LazyLock<Words> = LazyLock::new(|| Words::read(include_str!(concat!("words/", $file))));
        )*
        #[cfg(test)]
        const ALL: &[(&str, &LazyLock<Words>)] = &[$(($file, &$name)),*];
    };
}

lists! {
    ASIDE "aside.txt";
    ASIDE_HEADINGS "aside-headings.txt";
    PRICE_NAMES "price-names.txt";
    NOW_NAMES "now-names.txt";
    OLD_NAMES "old-names.txt";
    NOT_NAMES "not-names.txt";
    PRICE_WORDS "price-words.txt";
    OLD_WORDS "old-words.txt";
    NOT_WORDS "not-words.txt";
    PER "per.txt";
    OUT "out.txt";
    IN "in.txt";
    BUY "buy.txt";
    PUT "put.txt";
    INTO "into.txt";
    LABEL_SKU "label-sku.txt";
    LABEL_MPN "label-mpn.txt";
    LABEL_GTIN "label-gtin.txt";
    LABEL_BRAND "label-brand.txt";
    LABEL_MAKER "label-maker.txt";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_list_is_read() {
        for (file, words) in ALL {
            assert!(words.0.len() >= 5, "{file}");
            assert!(!words.0.iter().any(|word| word.contains('#') || word.contains('"')), "{file}");
        }
        assert!(
            OLD_WORDS.has("regular price") && !OLD_WORDS.has("price"),
            "a phrase stays whole where its line would end"
        );
        assert!(IN.has("en stock") && ASIDE.has("related") && LABEL_SKU.has("artikelnummer"));
        assert_eq!(OUT.within("actuellement indisponible."), Some("actuellement indisponible"));
    }
}
