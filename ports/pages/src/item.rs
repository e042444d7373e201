//! What JSON-LD, microdata and RDFa have in common: things with types and named values, and where each was found.

/// A thing a page describes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// Its types, as written: `Product`, `https://schema.org/Product`, `schema:Product`.
    pub kinds: Vec<String>,
    /// Its identifier, by which others point to it.
    pub id: Option<String>,
    /// Where it was found, such as `JSON-LD block 2, offers[0]`.
    pub place: String,
    /// The element it stands in, where it stands in one.
    pub node: Option<usize>,
    /// Its values by name, in order.
    pub fields: Vec<(String, Value)>,
}

/// A value of an item.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text, a number, an address.
    Text(String),
    /// A thing.
    Item(Item),
}

/// Bytes of a name; longer ones are nobody's vocabulary.
pub(crate) const NAME: usize = 120;
/// Bytes of values with names that are kept of a page, copies included: some dozen times what shops' pages have.
pub(crate) const KEPT: usize = 32_000_000;
/// Bytes of where something was found; deeper down it is told no closer.
const PLACE: usize = 240;
/// Bytes of a value besides what it says.
const HEAD: usize = 160;

/// A place within a place.
pub(crate) fn within(place: &str, joint: &str, more: &str) -> String {
    if place.len() + more.len() > PLACE { place.to_owned() } else { format!("{place}{joint}{more}") }
}

impl Value {
    pub(crate) fn weight(&self) -> usize {
        match self {
            Self::Text(text) => HEAD + text.len(),
            Self::Item(item) => item.weight(),
        }
    }

    /// The text, or the name of the thing.
    pub fn said(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Item(item) => item.text("name").or_else(|| item.text("@value")).or(item.id.as_deref()),
        }
    }
}

/// A name without the vocabulary it is from.
pub fn short(name: &str) -> &str {
    name.rsplit(['/', '#', ':']).next().unwrap_or(name)
}

impl Item {
    /// Whether it is of one of these types.
    pub fn is(&self, kinds: &[&str]) -> bool {
        self.kinds.iter().any(|kind| kinds.iter().any(|want| short(kind).eq_ignore_ascii_case(want)))
    }

    /// The values of this name.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Value> {
        self.fields
            .iter()
            .filter(move |(key, _)| short(key).eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }

    /// The first text of this name that is not empty.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.all(name).find_map(|value| match value {
            Value::Text(text) => Some(text.trim()).filter(|text| !text.is_empty()),
            Value::Item(_) => None,
        })
    }

    /// The first value of this name in words: a text, or the name of a thing.
    pub fn said(&self, name: &str) -> Option<&str> {
        self.all(name).find_map(|value| value.said().map(str::trim).filter(|text| !text.is_empty()))
    }

    /// The things of this name.
    pub fn items<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Self> {
        self.all(name).filter_map(|value| match value {
            Value::Item(item) => Some(item),
            Value::Text(_) => None,
        })
    }

    /// Adds a value under each of its names, as far as `left` allows. A page may give one thing many names at every depth: whatever
    /// is kept is charged with its weight.
    pub(crate) fn name<'a>(&mut self, names: impl Iterator<Item = &'a str>, value: &Value, left: &mut usize) {
        for name in names.filter(|name| name.len() <= NAME).take(8) {
            let Some(rest) = left.checked_sub(value.weight()) else { return };
            *left = rest;
            self.fields.push((name.to_owned(), value.clone()));
        }
    }

    /// The bytes it takes, at every depth, roughly.
    pub(crate) fn weight(&self) -> usize {
        let kinds: usize = self.kinds.iter().map(|kind| kind.len() + 24).sum();
        let fields: usize = self.fields.iter().map(|(name, value)| name.len() + 24 + value.weight()).sum();
        HEAD + kinds + self.place.len() + fields
    }

    /// The things directly in it, with the name they have there.
    pub fn inner(&self) -> impl Iterator<Item = (&str, &Self)> {
        self.fields.iter().filter_map(|(key, value)| match value {
            Value::Item(item) => Some((short(key), item)),
            Value::Text(_) => None,
        })
    }
}
