//! Categories: paths such as `food/chocolate`, where a branch contains its leaves.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A category, of the tree in [`KNOWN`] unless made by [`Category::outside`]; `food` contains `food/chocolate`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Category(Arc<str>);

/// A text that names no known category.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotACategory;

impl Category {
    /// The path, `food/chocolate`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0
    }

    /// Whether `other` is this category or lies under it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        other.0.strip_prefix(&*self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// This category and those above it, leaf first.
    pub fn lineage(&self) -> impl Iterator<Item = &str> {
        let mut next = Some(&*self.0);
        std::iter::from_fn(move || {
            let here = next?;
            next = here.rsplit_once('/').map(|(above, _)| above);
            Some(here)
        })
    }

    /// The category just above; `None` for a branch of the trunk.
    #[must_use]
    pub fn above(&self) -> Option<Self> {
        self.0.rsplit_once('/').map(|(above, _)| Self(Arc::from(above)))
    }

    /// A category of another tree (a mall's own, a benchmark's): segments of `a`–`z`, `0`–`9` and `-` joined by `/`, not
    /// looked up in [`KNOWN`], so that no language file need name it. `None` for any other text.
    #[must_use]
    pub fn outside(path: &str) -> Option<Self> {
        let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        let named = |segment: &str| !segment.is_empty() && segment.bytes().all(plain);
        path.split('/').all(named).then(|| Self(Arc::from(path)))
    }

    /// The key of the category's name in the language files: `category-food-chocolate`.
    #[must_use]
    pub fn label_key(&self) -> String {
        format!("category-{}", self.0.replace('/', "-"))
    }

    /// Every known category, in the order of [`KNOWN`].
    pub fn all() -> impl Iterator<Item = Self> {
        KNOWN.iter().map(|path| Self(Arc::from(*path)))
    }
}

impl FromStr for Category {
    type Err = NotACategory;
    fn from_str(text: &str) -> Result<Self, NotACategory> {
        if KNOWN.binary_search(&text).is_ok() { Ok(Self(Arc::from(text))) } else { Err(NotACategory) }
    }
}

impl fmt::Debug for Category {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The tree, sorted. Names are in `kit/locales/*/categories.ftl`; adding one is a line here and one in each language.
pub const KNOWN: &[&str] = &[
    "animals",
    "books",
    "books/comics",
    "books/press",
    "books/stationery",
    "clothes",
    "clothes/accessories",
    "clothes/jewellery",
    "clothes/shoes",
    "food",
    "food/bread",
    "food/cheese",
    "food/chocolate",
    "food/drinks",
    "food/fish",
    "food/fruit",
    "food/grocery",
    "food/meal",
    "food/meat",
    "food/pastry",
    "food/sweets",
    "food/tea-coffee",
    "food/wine",
    "garden",
    "garden/flowers",
    "health",
    "health/cosmetics",
    "health/optics",
    "health/pharmacy",
    "home",
    "home/appliances",
    "home/decoration",
    "home/furniture",
    "home/tools",
    "leisure",
    "leisure/culture",
    "leisure/games",
    "leisure/music",
    "leisure/sport",
    "mobility",
    "mobility/bicycle",
    "mobility/car",
    "other",
    "services",
    "services/beauty",
    "services/cleaning",
    "services/finance",
    "services/hair",
    "services/housing",
    "services/learning",
    "services/lodging",
    "services/public",
    "services/repair",
    "services/travel",
    "tech",
    "tech/computer",
    "tech/phone",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tree_is_sorted_and_every_branch_is_there() {
        assert!(KNOWN.is_sorted(), "binary search needs order");
        for category in Category::all() {
            for above in category.lineage() {
                assert!(KNOWN.contains(&above), "{above}");
            }
        }
    }

    #[test]
    fn a_branch_contains_its_leaves_and_not_its_namesakes() {
        let food: Category = "food".parse().unwrap();
        let wine: Category = "food/wine".parse().unwrap();
        assert!(food.contains(&wine) && food.contains(&food) && !wine.contains(&food));
        assert_eq!(wine.lineage().collect::<Vec<_>>(), ["food/wine", "food"]);
        assert!("food/unknown".parse::<Category>().is_err());
    }
    #[test]
    fn another_tree_has_its_own_branches_and_no_other_signs() {
        let aisle = Category::outside("bench/17").unwrap();
        assert!(Category::outside("bench").unwrap().contains(&aisle));
        assert!(!aisle.contains(&Category::outside("bench/170").unwrap()));
        assert_eq!(Category::outside("food/wine"), "food/wine".parse().ok());
        for bad in ["", "/", "bench/", "/17", "a//b", "Bench/17", "é", "a b", "a_b"] {
            assert_eq!(Category::outside(bad), None, "{bad}");
        }
    }
}
