//! What a page lets one suppose about the prices on it: its language, its country, the currency it names.

use domain::Currency;

/// What is known before a price is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The language as a two-letter code, such as `fr`.
    pub language: Option<String>,
    /// The country as a two-letter code in capitals, such as `FR`.
    pub country: Option<String>,
    /// The currency the page names for its prices.
    pub currency: Option<Currency>,
}

impl Hints {
    /// The hints of a language tag such as `fr-CH`.
    #[must_use]
    pub fn of_tag(tag: &str) -> Self {
        let mut hints = Self::default();
        hints.add_tag(tag);
        hints
    }

    /// With this currency named by the page.
    #[must_use]
    pub fn with_currency(mut self, code: &str) -> Self {
        self.currency = code.parse().ok().or(self.currency);
        self
    }

    /// Adds what a language tag says and was not known.
    pub fn add_tag(&mut self, tag: &str) {
        let mut parts = tag.trim().split(['-', '_']);
        let language = parts.next().unwrap_or("").to_ascii_lowercase();
        if !matches!(language.len(), 2 | 3) || !language.bytes().all(|b| b.is_ascii_alphabetic()) {
            return;
        }
        let country = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase);
        if self.language.is_none() || self.language.as_deref() == Some(language.as_str()) {
            self.language = Some(language);
            self.country = self.country.take().or(country);
        }
    }

    /// Adds the country of a host's last label, if it is one and none is known.
    pub fn add_host(&mut self, host: &str) {
        let last = host.rsplit('.').next().unwrap_or("").to_ascii_uppercase();
        let last = if last == "UK" { "GB".to_owned() } else { last };
        // Sold as brands, these say nothing of a country.
        let generic = matches!(
            last.as_str(),
            "CO" | "IO" | "ME" | "TV" | "AI" | "LY" | "CC" | "WS" | "FM" | "GG" | "SH" | "EU"
        );
        if last.len() == 2 && !generic && self.country.is_none() {
            self.country = Some(last);
        }
    }

    /// The currency of the country, or of the language where one country speaks for it.
    #[must_use]
    pub fn local_currency(&self) -> Option<Currency> {
        let country = self.country.as_deref().or_else(|| {
            LANGUAGES
                .iter()
                .find(|(language, _)| Some(*language) == self.language.as_deref())
                .map(|(_, country)| *country)
        })?;
        let (_, code) =
            CURRENCIES.iter().find(|(countries, _)| countries.split(' ').any(|one| one == country))?;
        code.parse().ok()
    }

    /// The decimal mark people write: of the country where it differs from its language, else of the language.
    #[must_use]
    pub fn decimal_mark(&self) -> Option<char> {
        match (self.language.as_deref(), self.country.as_deref()) {
            (Some("de" | "fr" | "it"), Some("CH" | "LI")) => Some('.'),
            (Some("es"), Some("MX" | "US" | "GT" | "HN" | "NI" | "PA" | "PE" | "DO" | "SV" | "PR")) => {
                Some('.')
            }
            (Some("en"), Some("ZA")) => Some(','),
            (Some(language), _) if POINT.contains(&language) => Some('.'),
            (Some(language), _) if COMMA.contains(&language) => Some(','),
            (None, Some(country)) if POINT_COUNTRIES.contains(&country) => Some('.'),
            (None, Some(country)) if COMMA_COUNTRIES.contains(&country) => Some(','),
            _ => None,
        }
    }
}

// Decimal marks by language, after the number symbols of Unicode CLDR.
const POINT: &[&str] = &[
    "en", "zh", "ja", "ko", "th", "he", "hi", "bn", "ta", "te", "mr", "gu", "ur", "ar", "ms", "tl", "fil",
    "sw", "cy", "ga",
];
const COMMA: &[&str] = &[
    "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "cs", "sk", "sv", "da", "nb", "nn", "no", "fi",
    "hu", "ro", "bg", "hr", "sr", "sl", "el", "tr", "id", "vi", "lt", "lv", "et", "is", "ca", "gl", "eu",
    "be", "mk", "sq", "lb", "br", "co", "oc",
];
const POINT_COUNTRIES: &[&str] = &[
    "GB", "IE", "US", "AU", "NZ", "IN", "JP", "CN", "TW", "HK", "SG", "MY", "TH", "KR", "MX", "PH", "IL",
    "CH", "MT",
];
const COMMA_COUNTRIES: &[&str] = &[
    "FR", "DE", "AT", "ES", "IT", "PT", "NL", "BE", "LU", "PL", "RU", "UA", "CZ", "SK", "SE", "DK", "NO",
    "FI", "HU", "RO", "BG", "HR", "SI", "GR", "TR", "ID", "VN", "LT", "LV", "EE", "IS", "BR", "AR", "CL",
];

/// Languages whose country says the currency where the page names none.
const LANGUAGES: &[(&str, &str)] = &[
    ("ja", "JP"),
    ("ko", "KR"),
    ("pl", "PL"),
    ("cs", "CZ"),
    ("hu", "HU"),
    ("ro", "RO"),
    ("bg", "BG"),
    ("sv", "SE"),
    ("da", "DK"),
    ("nb", "NO"),
    ("nn", "NO"),
    ("no", "NO"),
    ("tr", "TR"),
    ("th", "TH"),
    ("vi", "VN"),
    ("he", "IL"),
    ("uk", "UA"),
    ("is", "IS"),
    ("fi", "FI"),
    ("el", "GR"),
    ("it", "IT"),
    ("hi", "IN"),
    ("id", "ID"),
];

/// Countries by the currency they pay in.
const CURRENCIES: &[(&str, &str)] = &[
    ("FR DE ES IT NL BE AT IE PT FI GR LU SK SI EE LV LT MT CY HR MC BG RE GP MQ GF", "EUR"),
    ("GB IM JE GG", "GBP"),
    ("US PR EC SV", "USD"),
    ("CH LI", "CHF"),
    ("CA", "CAD"),
    ("AU", "AUD"),
    ("NZ", "NZD"),
    ("JP", "JPY"),
    ("CN", "CNY"),
    ("TW", "TWD"),
    ("HK", "HKD"),
    ("SG", "SGD"),
    ("KR", "KRW"),
    ("IN", "INR"),
    ("SE", "SEK"),
    ("DK", "DKK"),
    ("NO", "NOK"),
    ("IS", "ISK"),
    ("PL", "PLN"),
    ("CZ", "CZK"),
    ("HU", "HUF"),
    ("RO", "RON"),
    ("TR", "TRY"),
    ("RU", "RUB"),
    ("UA", "UAH"),
    ("IL", "ILS"),
    ("AE", "AED"),
    ("SA", "SAR"),
    ("KW", "KWD"),
    ("BH", "BHD"),
    ("TN", "TND"),
    ("MA", "MAD"),
    ("EG", "EGP"),
    ("ZA", "ZAR"),
    ("NG", "NGN"),
    ("KE", "KES"),
    ("BR", "BRL"),
    ("MX", "MXN"),
    ("AR", "ARS"),
    ("CL", "CLP"),
    ("PE", "PEN"),
    ("TH", "THB"),
    ("VN", "VND"),
    ("ID", "IDR"),
    ("MY", "MYR"),
    ("PH", "PHP"),
    ("PK", "PKR"),
    ("LK", "LKR"),
    ("RS", "RSD"),
    ("UY", "UYU"),
    ("JO", "JOD"),
    ("OM", "OMR"),
    ("QA", "QAR"),
    ("DZ", "DZD"),
    ("NP", "NPR"),
    ("BD", "BDT"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_and_host_tell_country_and_marks() {
        let mut hints = Hints::of_tag("fr-CH");
        assert_eq!(
            (hints.decimal_mark(), hints.local_currency().map(|c| c.to_string())),
            (Some('.'), Some("CHF".into()))
        );
        hints = Hints::of_tag("en");
        hints.add_host("shop.co.uk");
        assert_eq!(hints.local_currency().map(|c| c.to_string()), Some("GBP".into()));
        assert_eq!(Hints::of_tag("zh-Hant-TW").country.as_deref(), Some("TW"));
        assert_eq!(Hints::of_tag("x").language, None);
        assert_eq!(Hints::of_tag("de").local_currency(), None, "German is spoken in two currencies");
    }
}
