//! A newtype per entity over UUIDv7: sortable by time, and told apart at the edge by a readable prefix.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::time::Instant;

/// A text that is not an id of the kind expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotAnId {
    /// The prefix that was expected.
    pub expected: &'static str,
}

impl fmt::Display for NotAnId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an id of the form {}_…", self.expected)
    }
}

impl std::error::Error for NotAnId {}

/// What every id can do, so that ids are made in one place from the clock and chance given.
pub trait Id: Copy {
    /// The readable prefix, without its underscore.
    const PREFIX: &'static str;
    /// Wraps a UUID read from the store.
    fn from_uuid(uuid: Uuid) -> Self;
    /// The UUID to bind in a statement.
    fn uuid(self) -> Uuid;
    /// Makes the id of something that begins at `at`, from ten bytes of chance (RFC 9562, version 7).
    fn make(at: Instant, chance: [u8; 10]) -> Self {
        let millis = u64::try_from(at.micros() / 1000).unwrap_or(0);
        Self::from_uuid(uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid())
    }
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl Id for $name {
            const PREFIX: &'static str = $prefix;
            fn from_uuid(uuid: Uuid) -> Self { Self(uuid) }
            fn uuid(self) -> Uuid { self.0 }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { fmt::Display::fmt(self, f) }
        }

        impl FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> { parse(text, $prefix).map(Self) }
        }
    )*};
}

ids! {
    /// A person with an account, or a guest.
    MemberId = "member";
    /// A merchant, brand, employer, association or town.
    OrganisationId = "organisation";
    /// A shop, window, street or other place.
    PlaceId = "place";
    /// Something a member hopes for.
    WishId = "wish";
    /// One thing, by whomever it is sold.
    ProductId = "product";
    /// What one retailer's page says of a product.
    ListingId = "listing";
    /// A picture as it is served.
    PictureId = "picture";
    /// That somebody vouches for a product.
    VoucherId = "voucher";
    /// Something an organisation has.
    OfferId = "offer";
    /// One consent given or refused by a member.
    GrantId = "consent";
    /// One proposal to one member.
    SuggestionId = "suggestion";
    /// What took place, or is about to, between a member and an organisation.
    EncounterId = "encounter";
    /// A named list of wishes.
    ListId = "list";
    /// Members together.
    CircleId = "circle";
    /// A promise to give what somebody wishes, or a part of it.
    ReservationId = "reservation";
    /// What somebody wrote beside a shared wish.
    CommentId = "comment";
    /// What marks a place or an offer physically.
    TagId = "tag";
    /// A calendar or programme that is read from elsewhere.
    FeedId = "feed";
    /// Something that takes place at a time: a concert, a film.
    EventId = "event";
    /// News of a wish that is told to its member.
    OpportunityId = "opportunity";
    /// A browser that takes messages.
    SubscriptionId = "subscription";
    /// A secret that lets somebody in: session, token, link or device.
    CredentialId = "credential";
}

/// Reads `prefix_` followed by exactly 32 lower-case hexadecimal digits.
fn parse(text: &str, prefix: &'static str) -> Result<Uuid, NotAnId> {
    let refused = NotAnId { expected: prefix };
    let digits = text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix('_')).ok_or(refused)?;
    if digits.len() != 32 || !digits.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) {
        return Err(refused);
    }
    Uuid::try_parse(digits).map_err(|_| refused)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_and_refuses_its_neighbours() {
        let wish = WishId::make(Instant::from_micros(1_700_000_000_000_000), [7; 10]);
        assert_eq!(wish.to_string().parse::<WishId>(), Ok(wish));
        assert!(wish.to_string().parse::<OfferId>().is_err());
        assert!(format!("{wish}0").parse::<WishId>().is_err());
        assert!(wish.to_string().to_uppercase().parse::<WishId>().is_err());
    }

    #[test]
    fn ids_sort_by_time() {
        let early = WishId::make(Instant::from_micros(1_000_000), [255; 10]);
        let late = WishId::make(Instant::from_micros(2_000_000), [0; 10]);
        assert!(early < late);
    }
}
