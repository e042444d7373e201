//! Browsers that take messages, and the queue of messages to them.

use domain::ids::Id;
use domain::{CredentialId, Instant, MemberId, SubscriptionId, limits};
use kit::{App, Refusal, Result, wire};
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};

use crate::mail::ASKED_S;
use crate::model::{About, NewSubscription, Push, Subscription};
use crate::rows::{PushRow, SubscriptionRow};
use crate::sql;

/// Messages in a row that were given up, after which a browser is taken to be gone.
const FAILURES_MAX: u32 = 8;
/// Seconds for which whoever sends a message has it alone.
const CLAIM_S: i64 = 120;
/// No message waits longer than the news it brings is worth: one due later was left behind by a clock that jumped.
const LATEST_S: i64 = 2 * 86_400;

/// Keeps a browser's subscription, which goes with the credential it came by. One that is known is the newcomer's from now on, with nothing
/// that waited for the one before; their own stays what it is, with its new keys.
///
/// # Errors
/// `invalid` for a label too long, `too-many` beyond [`SUBSCRIPTIONS_PER_MEMBER`](limits::SUBSCRIPTIONS_PER_MEMBER), `not-found` for
/// nobody.
pub async fn subscribe(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    credential: CredentialId,
    new: NewSubscription,
) -> Result<Subscription> {
    let label = wire::title(&new.label, "label", limits::NAME_CHARS)?;
    execute!(tx, sql::FORGET_ENDPOINT, &new.endpoint, member.uuid())?;
    if renew(tx, member, credential, &new).await? {
        execute!(tx, sql::RELABEL, &new.endpoint, &label)?;
        let row = fetch_optional!(tx, sql::SUBSCRIPTION_AT, SubscriptionRow, &new.endpoint)?;
        return row.map(SubscriptionRow::read).transpose()?.ok_or_else(|| Refusal::new("not-found"));
    }
    if subscriptions(tx, member).await?.len() >= limits::SUBSCRIPTIONS_PER_MEMBER {
        return Err(Refusal::new("too-many"));
    }
    let (id, now): (SubscriptionId, _) = (app.id(), tx.now());
    let added = execute!(
        tx,
        sql::SUBSCRIBE,
        id.uuid(),
        member.uuid(),
        &new.endpoint,
        new.p256dh.clone(),
        new.auth.clone(),
        &label,
        &new.lang,
        now.micros(),
        credential.uuid(),
    );
    match added {
        Err(error) if error.is_orphan() => return Err(Refusal::new("not-found")),
        other => other?,
    };
    let given = NewSubscription { label, ..new };
    Ok(Subscription { id, member, given, created_at: now, ok_at: None, failures: 0 })
}

/// Notes that a browser of a member is here: its keys, its language, and the credential with which it goes. `false` when it takes no
/// messages of theirs; nothing is begun by it.
///
/// # Errors
/// When the database fails.
pub async fn renew(
    tx: &mut Tx,
    member: MemberId,
    credential: CredentialId,
    here: &NewSubscription,
) -> Result<bool, StoreError> {
    let (key, auth) = (here.p256dh.clone(), here.auth.clone());
    let renewed =
        execute!(tx, sql::RENEW, &here.endpoint, member.uuid(), credential.uuid(), key, auth, &here.lang)?;
    Ok(renewed == 1)
}

/// The browsers of a member, newest first.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn subscriptions(tx: &mut Tx, member: MemberId) -> Result<Vec<Subscription>, StoreError> {
    let rows = fetch_all!(tx, sql::SUBSCRIPTIONS, SubscriptionRow, member.uuid())?;
    rows.into_iter().map(SubscriptionRow::read).collect()
}

/// Finds a browser of a member.
///
/// # Errors
/// `not-found` when it is not theirs.
pub async fn subscription(tx: &mut Tx, member: MemberId, id: SubscriptionId) -> Result<Subscription> {
    let row = fetch_optional!(tx, sql::SUBSCRIPTION, SubscriptionRow, id.uuid())?;
    let found = row.map(SubscriptionRow::read).transpose()?.filter(|found| found.member == member);
    found.ok_or_else(|| Refusal::new("not-found"))
}

/// Sends a browser of a member no more.
///
/// # Errors
/// `not-found` when it is not theirs.
pub async fn unsubscribe(tx: &mut Tx, member: MemberId, id: SubscriptionId) -> Result<()> {
    let gone = execute!(tx, sql::UNSUBSCRIBE, id.uuid(), member.uuid())?;
    if gone == 0 { Err(Refusal::new("not-found")) } else { Ok(()) }
}

/// Queues a message for every browser of a member, to be sent in so many seconds and worth something for so many; once, however often it
/// is queued.
///
/// # Errors
/// When the database fails.
pub async fn queue(
    tx: &mut Tx,
    member: MemberId,
    about: About,
    wait_s: i64,
    ttl_s: i64,
) -> Result<(), StoreError> {
    for to in subscriptions(tx, member).await? {
        put(tx, to.id, about, wait_s, ttl_s).await?;
    }
    Ok(())
}

async fn put(
    tx: &mut Tx,
    to: SubscriptionId,
    about: About,
    wait_s: i64,
    ttl_s: i64,
) -> Result<(), StoreError> {
    let ((kind, id), now) = (about.parts(), tx.now());
    let (due, ends) = (now.plus_secs(wait_s).micros(), now.plus_secs(ttl_s).micros());
    execute!(tx, sql::QUEUE, to.uuid(), kind, id, now.micros(), ends, due).map(drop)
}

/// Queues a message that says only that messages arrive, as often as it is asked for.
///
/// # Errors
/// `not-found` when the browser is not theirs.
pub async fn test(tx: &mut Tx, member: MemberId, id: SubscriptionId) -> Result<()> {
    let (to, about) = (subscription(tx, member, id).await?, About::Test(id));
    let (kind, uuid) = about.parts();
    execute!(tx, sql::FORGET_PUSH, to.id.uuid(), kind, uuid)?;
    Ok(put(tx, to.id, about, 0, 600).await?)
}

/// How no endpoint begins.
const NO_SERVICE: &str = "-";

/// The messages to be sent by now, the longest due first, without those to services that have enough to do: how their endpoints begin.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn due(tx: &mut Tx, most: i64, busy: [Option<&str>; 4]) -> Result<Vec<Push>, StoreError> {
    let now = tx.now();
    let never = now.plus_secs(LATEST_S).micros();
    let [one, two, three, four] = busy.map(|service| service.unwrap_or(NO_SERVICE));
    let rows = fetch_all!(tx, sql::DUE, PushRow, now.micros(), most, never, one, two, three, four)?;
    rows.into_iter().map(PushRow::read).collect()
}

/// Takes a message to send it; `false` when another did. Whoever falls while sending leaves it to be sent again.
///
/// # Errors
/// When the database fails.
pub async fn claim(tx: &mut Tx, push: &Push) -> Result<bool, StoreError> {
    let ((kind, id), until) = (push.about.parts(), tx.now().plus_secs(CLAIM_S).micros());
    Ok(execute!(tx, sql::CLAIM, push.to.id.uuid(), kind, id, push.due_at.micros(), until)? == 1)
}

/// The push service took a message, or it is not to be sent after all: it is not sent again.
///
/// # Errors
/// When the database fails.
pub async fn accepted(tx: &mut Tx, push: &Push, sent: bool) -> Result<(), StoreError> {
    let now = tx.now().micros();
    if sent {
        execute!(tx, sql::TAKEN, push.to.id.uuid(), now)?;
    }
    again(tx, push, None).await
}

/// A message will never be taken, and is given up. A browser for which one after another is given up is forgotten; a push service
/// that is away or asks for patience costs nobody their subscription.
///
/// # Errors
/// When the database fails.
pub async fn failed(tx: &mut Tx, push: &Push) -> Result<(), StoreError> {
    execute!(tx, sql::REFUSED, push.to.id.uuid())?;
    if push.to.failures + 1 >= FAILURES_MAX {
        return gone(tx, push.to.id).await;
    }
    again(tx, push, None).await
}

/// A message waits until an instant, or goes unsent; nothing is held against the browser.
///
/// # Errors
/// When the database fails.
pub async fn wait(tx: &mut Tx, push: &Push, next: Option<Instant>) -> Result<(), StoreError> {
    again(tx, push, next).await
}

async fn again(tx: &mut Tx, push: &Push, next: Option<Instant>) -> Result<(), StoreError> {
    let (kind, id) = push.about.parts();
    execute!(tx, sql::AGAIN, push.to.id.uuid(), kind, id, next.map(Instant::micros)).map(drop)
}

/// A browser wants no more messages.
///
/// # Errors
/// When the database fails.
pub async fn gone(tx: &mut Tx, id: SubscriptionId) -> Result<(), StoreError> {
    execute!(tx, sql::GONE, id.uuid()).map(drop)
}

/// Drops messages that were sent before an instant, addresses that were never confirmed, and who asked for mail before a day.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx, before: Instant) -> Result<(), StoreError> {
    let now = tx.now();
    execute!(tx, sql::SWEEP_PUSH, before.micros())?;
    execute!(tx, sql::SWEEP_ADDRESS, now.micros())?;
    execute!(tx, sql::STRANDED)?;
    execute!(tx, sql::SWEEP_ASKED, now.plus_secs(-ASKED_S).micros()).map(drop)
}
