//! Rows as primitives, and back to the model.

use domain::ids::Id;
use domain::{Instant, MemberId, SubscriptionId};
use sqlx::FromRow;
use store::{BadRow, StoreError};
use uuid::Uuid;

use crate::model::{About, Address, NewSubscription, Push, Subscription, Telling};

/// A row of `telling`.
#[derive(FromRow)]
pub(crate) struct TellingRow {
    member: Uuid,
    suggestions: String,
    news: String,
    digest: String,
    digest_hour: i64,
    digest_at: Option<i64>,
}

impl TellingRow {
    pub(crate) fn read(self) -> Result<Telling, StoreError> {
        let member = MemberId::from_uuid(self.member);
        let bad = |column| BadRow::at("telling", column, member);
        let hour = u8::try_from(self.digest_hour).ok().filter(|hour| *hour < 24);
        Ok(Telling {
            member,
            suggestions: self.suggestions.parse().map_err(|_| bad("suggestions")())?,
            news: self.news.parse().map_err(|_| bad("news")())?,
            digest: self.digest.parse().map_err(|_| bad("digest")())?,
            hour: hour.ok_or_else(bad("digest_hour"))?,
            digest_at: self.digest_at.map(Instant::from_micros),
        })
    }
}

/// A row of `subscription`.
#[derive(FromRow)]
pub(crate) struct SubscriptionRow {
    id: Uuid,
    member: Uuid,
    endpoint: String,
    p256dh: Vec<u8>,
    auth: Vec<u8>,
    label: String,
    lang: String,
    created_at: i64,
    ok_at: Option<i64>,
    failures: i64,
}

impl SubscriptionRow {
    pub(crate) fn read(self) -> Result<Subscription, StoreError> {
        let id = SubscriptionId::from_uuid(self.id);
        let bad = BadRow::at("subscription", "failures", id);
        Ok(Subscription {
            id,
            member: MemberId::from_uuid(self.member),
            given: NewSubscription {
                endpoint: self.endpoint,
                p256dh: self.p256dh,
                auth: self.auth,
                label: self.label,
                lang: self.lang,
            },
            created_at: Instant::from_micros(self.created_at),
            ok_at: self.ok_at.map(Instant::from_micros),
            failures: u32::try_from(self.failures).map_err(|_| bad())?,
        })
    }
}

/// A row of `push` with its subscription.
#[derive(FromRow)]
pub(crate) struct PushRow {
    #[sqlx(flatten)]
    to: SubscriptionRow,
    kind: String,
    about: Uuid,
    ends_at: i64,
    due_at: i64,
    tries: i64,
}

impl PushRow {
    pub(crate) fn read(self) -> Result<Push, StoreError> {
        let to = self.to.read()?;
        let bad = |column| BadRow::at("push", column, to.id);
        Ok(Push {
            about: About::from_parts(&self.kind, self.about).ok_or_else(bad("kind"))?,
            ends_at: Instant::from_micros(self.ends_at),
            due_at: Instant::from_micros(self.due_at),
            tries: u32::try_from(self.tries).map_err(|_| bad("tries")())?,
            to,
        })
    }
}

/// A row of `mail_address`.
pub(crate) fn address((member, address, lang, confirmed_at): (Uuid, String, String, Option<i64>)) -> Address {
    Address {
        member: MemberId::from_uuid(member),
        address,
        lang,
        confirmed_at: confirmed_at.map(Instant::from_micros),
    }
}
