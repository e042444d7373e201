//! The encounter, its states and its code.

use std::fmt;
use std::str::FromStr;

use domain::{EncounterId, Instant, MemberId, Money, OfferId, OrganisationId, PlaceId, SuggestionId, WishId};
use subtle::ConstantTimeEq;

/// Where an encounter stands. Only an expected one moves on, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EncounterState {
    /// The member took it and is awaited; a unit is held.
    Expected,
    /// The associate confirmed it: it took place.
    Confirmed,
    /// The member or the organisation called it off; the unit was given back.
    Cancelled,
    /// Nobody came in time; the unit was given back.
    Expired,
}

impl EncounterState {
    /// Every state with its name on wires and in the store.
    pub const NAMES: &'static [(Self, &'static str)] = &[
        (Self::Expected, "expected"),
        (Self::Confirmed, "confirmed"),
        (Self::Cancelled, "cancelled"),
        (Self::Expired, "expired"),
    ];

    /// Whether it holds a unit that was not handed over.
    #[must_use]
    pub fn holds(self) -> bool {
        self == Self::Expected
    }
}

domain::named!(EncounterState);

/// How many codes there are.
pub const CODES: u16 = 10_000;

/// The four digits a member shows at the counter.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u16);

/// A text that is not four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotACode;

impl Code {
    /// The code of a number below [`CODES`].
    #[must_use]
    pub fn new(number: u16) -> Option<Self> {
        (number < CODES).then_some(Self(number))
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u16 {
        self.0
    }

    /// Whether `said` is this code, in a time that does not tell how much of it was right.
    #[must_use]
    pub fn is(self, said: Self) -> bool {
        self.0.ct_eq(&said.0).into()
    }
}

impl FromStr for Code {
    type Err = NotACode;
    /// Spaces between the digits are forgiven: people write `48 21`.
    fn from_str(text: &str) -> Result<Self, NotACode> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let four = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse().ok().filter(|_| four).map(Self).ok_or(NotACode)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.0)
    }
}

/// A code is the member's to show: it never reaches a log by way of a debug line.
impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(····)")
    }
}

/// What takes place, or is about to, between a member and an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encounter {
    /// Its id.
    pub id: EncounterId,
    /// Who comes.
    pub member: MemberId,
    /// Who awaits them.
    pub organisation: OrganisationId,
    /// Where.
    pub place: PlaceId,
    /// Of which offer one unit is held.
    pub offer: OfferId,
    /// By which suggestion it began.
    pub suggestion: SuggestionId,
    /// Which wish it fulfils.
    pub wish: WishId,
    /// What the offer was called when it was taken.
    pub title: String,
    /// Where it stands.
    pub state: EncounterState,
    /// What the member shows at the counter.
    pub code: Code,
    /// What the offer cost when it was taken: the price that was promised.
    pub amount: Money,
    /// When it was taken.
    pub began_at: Instant,
    /// Until when the unit is held (exclusive).
    pub expires_at: Instant,
    /// When it was confirmed, cancelled or expired.
    pub settled_at: Option<Instant>,
    /// The associate who confirmed it.
    pub confirmed_by: Option<MemberId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_four_digits_and_keeps_its_zeros() {
        let code: Code = " 04 21 ".parse().unwrap();
        assert_eq!((code.to_string(), code.number()), ("0421".to_owned(), 421));
        assert!(code.is(Code::new(421).unwrap()) && !code.is(Code::new(420).unwrap()));
        for nonsense in ["", "421", "04211", "04a1", "-421", "+421", "٠٤٢١"] {
            assert_eq!(nonsense.parse::<Code>(), Err(NotACode), "{nonsense}");
        }
        assert_eq!(Code::new(CODES), None);
        assert!(!format!("{code:?}").contains("0421"));
    }
}
