//! Money in integer minor units with its ISO 4217 code.

use std::fmt;
use std::str::FromStr;

/// An ISO 4217 currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(*b"EUR");

    /// The three-letter code.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many digits follow the decimal mark: 2 for EUR, 0 for JPY.
    #[must_use]
    pub fn exponent(self) -> u32 {
        iso_currency::Currency::from_code(self.code()).and_then(|c| c.exponent()).map_or(2, u32::from)
    }

    /// The usual sign where it is one currency's to whoever reads it, such as `€`; else the code: `$` alone is not Canada's, and `₣` is not
    /// Switzerland's.
    #[must_use]
    pub fn symbol(self) -> String {
        match self.code() {
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "USD" => "$",
            code => code,
        }
        .to_owned()
    }
}

/// A text that is no ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACurrency;

impl FromStr for Currency {
    type Err = NotACurrency;
    fn from_str(text: &str) -> Result<Self, NotACurrency> {
        let known = iso_currency::Currency::from_code(text).ok_or(NotACurrency)?;
        known.code().as_bytes().try_into().map(Self).map_err(|_| NotACurrency)
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// An amount in minor units (cents) of one currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// The amount in the currency's smallest unit.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// An amount in euro cents.
    #[must_use]
    pub const fn eur(cents: i64) -> Self {
        Self { minor: cents, currency: Currency::EUR }
    }

    /// How much less this is than `other`; `None` when it is not less or the currencies differ.
    #[must_use]
    pub fn less_than(self, other: Self) -> Option<Self> {
        (self.currency == other.currency && self.minor < other.minor)
            .then(|| Self { minor: other.minor - self.minor, currency: self.currency })
    }

    /// Reads an amount as people type it, `12`, `12,5`, `12.50`; `None` when it is none, negative, or finer than the currency.
    #[must_use]
    pub fn parse(text: &str, currency: Currency) -> Option<Self> {
        let compact: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
        let (whole, cents) = compact.split_once([',', '.']).unwrap_or((&compact, ""));
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let exponent = currency.exponent() as usize;
        if whole.is_empty() || !digits(whole) || !digits(cents) || cents.len() > exponent {
            return None;
        }
        let padded = format!("{whole}{cents:0<exponent$}");
        let minor = padded.parse::<i64>().ok()?;
        (minor <= crate::limits::PRICE_MAX_MINOR).then_some(Self { minor, currency })
    }

    /// Writes the amount without its currency, with a dot: `12.50`.
    #[must_use]
    pub fn plain(self) -> String {
        let exponent = self.currency.exponent();
        if exponent == 0 {
            return self.minor.to_string();
        }
        let unit = 10_i64.pow(exponent);
        let width = exponent as usize;
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        format!("{sign}{}.{:0width$}", minor / unit.unsigned_abs(), minor % unit.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (typed, cents) in [("12", 1200), ("12,5", 1250), ("12.50", 1250), (" 1 299,00 € ", 129_900)] {
            assert_eq!(Money::parse(typed, Currency::EUR), Some(Money::eur(cents)), "{typed}");
        }
        for nonsense in ["", "-3", "abc", "1.2.3", "1,234", "99999999999999999999"] {
            assert_eq!(Money::parse(nonsense, Currency::EUR), None, "{nonsense}");
        }
        let yen: Currency = "JPY".parse().unwrap();
        assert_eq!(Money::parse("500", yen).map(Money::plain), Some("500".into()));
        assert!("EURO".parse::<Currency>().is_err());
    }

    #[test]
    fn less_is_only_told_in_one_currency() {
        let usd = Money { minor: 100, currency: "USD".parse().unwrap() };
        assert_eq!(usd.less_than(Money::eur(200)), None);
        assert_eq!(Money::eur(150).less_than(Money::eur(200)), Some(Money::eur(50)));
    }
}
