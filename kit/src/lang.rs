//! French and English, from `kit/locales`, one file per room.

use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};

static_loader! {
    static WORDS = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

/// A language of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    /// French, the language of the first town.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Both languages with their codes.
    pub const NAMES: &'static [(Self, &'static str)] = &[(Self::Fr, "fr"), (Self::En, "en")];

    /// The best of ours for an `Accept-Language` header, by its quality values; `None` when it names neither.
    #[must_use]
    pub fn accepted(header: &str) -> Option<Self> {
        let mut best: Option<(f32, Self)> = None;
        for part in header.split(',') {
            let (tag, quality) = part.split_once(";q=").unwrap_or((part, "1"));
            let quality: f32 = quality.trim().parse().unwrap_or(0.0);
            let code = tag.trim().get(..2).unwrap_or_default().to_ascii_lowercase();
            if let Ok(lang) = code.parse::<Self>()
                && quality > 0.0
                && best.is_none_or(|(q, _)| quality > q)
            {
                best = Some((quality, lang));
            }
        }
        best.map(|(_, lang)| lang)
    }

    fn id(self) -> LanguageIdentifier {
        match self {
            Self::Fr => unic_langid::langid!("fr"),
            Self::En => unic_langid::langid!("en"),
        }
    }

    /// Says a sentence; an unknown key shows itself, which a test refuses.
    #[must_use]
    pub fn t(self, key: &str) -> String {
        WORDS.try_lookup(&self.id(), key).unwrap_or_else(|| key.to_owned())
    }

    /// Says a sentence with its arguments; whole numbers choose plural forms.
    #[must_use]
    pub fn with(self, key: &str, args: &[(&'static str, String)]) -> String {
        let args: HashMap<_, _> =
            args.iter().map(|(name, value)| ((*name).into(), argument(value))).collect();
        WORDS.try_lookup_with_args(&self.id(), key, &args).unwrap_or_else(|| key.to_owned())
    }

    /// Whether a sentence exists.
    #[must_use]
    pub fn knows(self, key: &str) -> bool {
        WORDS.try_lookup(&self.id(), key).is_some()
    }
}

domain::named!(Lang);

/// Numbers written canonically become numbers; everything else, `0421` included, stays text.
fn argument(value: &str) -> FluentValue<'static> {
    match value.parse::<i64>() {
        Ok(number) if number.to_string() == value => number.into(),
        _ => value.to_owned().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_accepted_language_wins() {
        assert_eq!(Lang::accepted("de, en;q=0.7, fr;q=0.9"), Some(Lang::Fr));
        assert_eq!(Lang::accepted("en-GB,en;q=0.9"), Some(Lang::En));
        assert_eq!(Lang::accepted("de"), None);
        assert_eq!(Lang::accepted("fr;q=0"), None);
        assert_eq!(Lang::accepted(";;,é;q=x"), None);
    }

    #[test]
    fn both_languages_speak() {
        assert_ne!(Lang::Fr.t("shell-skip"), Lang::En.t("shell-skip"));
        assert!(!Lang::En.knows("no-such-key"));
    }
}
