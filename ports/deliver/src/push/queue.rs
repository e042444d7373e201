//! The queue, sent: many messages at once, each claimed, said, sealed and posted; then what became of it is noted. What ended and what
//! begins is written in one transaction, for a queue of thousands has no time for one each.

use std::collections::HashSet;
use std::pin::pin;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use channel::{About, Push};
use domain::{Instant, SubscriptionId};
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};
use kit::App;
use sha2::{Digest, Sha256};
use store::{StoreError, Tx};
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

use super::lanes::{BUSY, Lanes};
use super::say::{Letter, letter};
use super::{Message, Sent, Subscription, send};
use crate::post::Post;

/// Messages fetched at a time.
const SOME: i64 = 500;
/// How long a service may take for one message.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often it is looked for messages that are due, while others are on their way.
const LOOK: Duration = Duration::from_secs(1);
/// Seconds to the second attempt, doubled by each further one up to an hour.
const RETRY_S: i64 = 30;
const RETRY_MAX_S: i64 = 3_600;

/// How often in a row the store may fail before what became of messages is given up: less than others leave a claim alone.
const FAILED_MAX: u32 = 30;

/// What becomes of a message.
#[derive(Clone, Copy)]
enum Fate {
    /// It is done with, sent or not worth it.
    Done(bool),
    /// It is sent again at an instant, unless it is worth nothing by then.
    Later(Instant),
    /// The same, and so is all that waits for its service, which is away.
    Away(Instant),
    /// It waits for quiet hours to end; nothing failed.
    Quiet(Instant),
    /// The browser wants no more.
    Gone,
    /// It will never be taken.
    Faulty,
}

/// Sends the messages that are due; gives how many the push services took.
pub(crate) async fn send_due(app: &App, post: &Post) -> Result<usize, StoreError> {
    let (mut lanes, mut running) = (Lanes::default(), FuturesUnordered::new());
    let (mut ended, mut sent, mut failed, mut more) = (Vec::new(), 0, 0, true);
    let mut look = interval(LOOK);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let again = look.tick().now_or_never().is_some();
        let mut done = Vec::new();
        let stepped = {
            let mut step = pin!(step(app, &mut lanes, &ended, again, &mut more));
            // Those on their way go on meanwhile: they may hold the very connections to the store that a step waits for.
            loop {
                tokio::select! {
                    stepped = &mut step => break stepped,
                    Some(one) = running.next() => done.push(one),
                }
            }
        };
        match stepped {
            Ok(claimed) => {
                for push in claimed {
                    running.push(async move { (deliver(app, post, &push).await, push) });
                }
                ended.clear();
                failed = 0;
            }
            Err(error) if failed == FAILED_MAX || (ended.is_empty() && running.is_empty()) => {
                return Err(error);
            }
            // What a service took goes again unless that is noted: it is kept, as are those on their way.
            Err(error) => {
                tracing::warn!(%error, "what became of messages to browsers could not be noted, and is tried again");
                failed += 1;
                sleep(LOOK).await;
            }
        }
        if running.is_empty() && ended.is_empty() && done.is_empty() {
            return Ok(sent);
        }
        // One that ends, unless some did, and all that have ended by then.
        if done.is_empty() {
            done.extend(timeout(LOOK, running.next()).await.unwrap_or_default());
        }
        while let Some(Some(one)) = running.next().now_or_never() {
            done.push(one);
        }
        for (fate, push) in done {
            lanes.end(&push);
            sent += usize::from(matches!(fate, Fate::Done(true)));
            ended.push((push, fate));
        }
    }
}

/// Writes what became of messages, and claims those that may go now; gives the claimed, which nobody else sends. More are fetched when few
/// wait and there are `more`; and now and `again` past services that have enough to do, so that a slow one holds up its own alone.
async fn step(
    app: &App,
    lanes: &mut Lanes,
    ended: &[(Push, Fate)],
    again: bool,
    more: &mut bool,
) -> Result<Vec<Push>, StoreError> {
    let open = !app.stop.is_requested();
    if open && *more && lanes.is_low() {
        *more = fetch(app, lanes, [None; BUSY]).await?;
    } else if open
        && again
        && let Some(busy) = lanes.busy()
    {
        let busy = busy.map(|service| service.map(str::to_owned));
        *more |= fetch(app, lanes, busy.each_ref().map(Option::as_deref)).await?;
    }
    let away = ended.iter().filter(|(_, fate)| matches!(fate, Fate::Away(_)));
    let others: Vec<Push> = away.flat_map(|(push, _)| lanes.give_up(push)).collect();
    let begun = if open { lanes.begin() } else { Vec::new() };
    if ended.is_empty() && begun.is_empty() {
        return Ok(begun);
    }
    match write(app, ended, &others, &begun).await {
        Ok(claimed) => {
            let (claimed, lost): (Vec<_>, Vec<_>) =
                begun.into_iter().partition(|push| claimed.contains(&(push.to.id, push.about)));
            for push in &lost {
                lanes.end(push);
            }
            Ok(claimed)
        }
        Err(error) => {
            lanes.take_back(begun, others);
            Err(error)
        }
    }
}

/// Lets what is due wait; gives whether there may be more.
async fn fetch(app: &App, lanes: &mut Lanes, busy: [Option<&str>; BUSY]) -> Result<bool, StoreError> {
    let due = channel::due(&mut app.read().await?, SOME, busy).await?;
    let full = i64::try_from(due.len()).is_ok_and(|count| count == SOME);
    lanes.wait_for(due);
    Ok(full)
}

/// What is written of a message.
enum Step {
    Note(Fate),
    PutOff,
    Claim,
}

/// Notes, puts off and claims, all or nothing; gives which were claimed. Browser by browser in one order for all nodes, so that none of two
/// waits for what the other holds.
async fn write(
    app: &App,
    ended: &[(Push, Fate)],
    others: &[Push],
    begun: &[Push],
) -> Result<HashSet<(SubscriptionId, About)>, StoreError> {
    let notes = ended.iter().map(|(push, fate)| (push, Step::Note(*fate)));
    let offs = others.iter().map(|push| (push, Step::PutOff));
    let mut steps: Vec<_> = notes.chain(offs).chain(begun.iter().map(|push| (push, Step::Claim))).collect();
    steps.sort_by_key(|(push, _)| push.to.id);
    let (mut tx, mut claimed) = (app.write().await?, HashSet::new());
    for (push, step) in steps {
        match step {
            Step::Note(fate) => note(&mut tx, push, fate).await?,
            Step::PutOff => put_off(&mut tx, push).await?,
            Step::Claim => {
                if channel::claim(&mut tx, push).await? {
                    claimed.insert((push.to.id, push.about));
                }
            }
        }
    }
    tx.commit().await?;
    Ok(claimed)
}

/// Lets a message to a service that is away wait, without trying it.
async fn put_off(tx: &mut Tx, push: &Push) -> Result<(), StoreError> {
    if channel::claim(tx, push).await? {
        let fate = Fate::Away(next(tx.now(), push.tries, None));
        note(tx, push, fate).await?;
    }
    Ok(())
}

async fn note(tx: &mut Tx, push: &Push, fate: Fate) -> Result<(), StoreError> {
    let worth = |next: Instant| Some(next).filter(|next| *next < push.ends_at);
    match fate {
        Fate::Done(sent) => channel::accepted(tx, push, sent).await,
        Fate::Later(next) | Fate::Away(next) | Fate::Quiet(next) => {
            channel::wait(tx, push, worth(next)).await
        }
        Fate::Gone => channel::gone(tx, push.to.id).await,
        Fate::Faulty => channel::failed(tx, push).await,
    }
}

/// Says and sends one message. One that cannot be read is no matter of the others.
async fn deliver(app: &App, post: &Post, push: &Push) -> Fate {
    said(app, post, push).await.unwrap_or_else(|error| {
        tracing::error!(%error, "a message to a browser could not be said, and waits");
        Fate::Later(next(app.now(), push.tries, None))
    })
}

async fn said(app: &App, post: &Post, push: &Push) -> Result<Fate, StoreError> {
    let now = app.now();
    let mut tx = app.read().await?;
    let said = if now < push.ends_at { letter(&mut tx, app, push).await? } else { None };
    let attention = consent::attention(&mut tx, push.to.member).await?;
    drop(tx);
    let Some(said) = said else { return Ok(Fate::Done(false)) };
    let quiet = attention.quiet.filter(|quiet| quiet.holds(app.settings.zone.civil(now).minute));
    if let Some(quiet) = quiet.filter(|_| !said.asked) {
        return Ok(Fate::Quiet(app.settings.zone.next(now, quiet.to)));
    }
    Ok(posted(app, post, push, &said).await)
}

async fn posted(app: &App, post: &Post, push: &Push, said: &Letter) -> Fate {
    let now = app.now();
    let (Some(signer), Some(way)) = (&post.signer, &post.way) else { return Fate::Done(false) };
    let given = &push.to.given;
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let to = Subscription::new(&given.endpoint, &encode(&given.p256dh), &encode(&given.auth), way);
    let Ok(to) = to else { return Fate::Faulty };
    let Ok(text) = serde_json::to_vec(&said.payload) else { return Fate::Faulty };
    // A topic tells the push service which messages are about the same, and nothing else.
    let topic = encode(&Sha256::digest(format!("{:?} {}", push.about, push.to.id))[..24]);
    let left = push.ends_at.secs_since(now).max(0);
    let message = Message {
        text: &text,
        ttl_s: u32::try_from(left).unwrap_or(0),
        urgency: said.urgency,
        topic: Some(&topic),
    };
    let sending = send(way, signer, &to, message, || app.chance.bytes::<48>(), now);
    match timeout(PATIENCE, sending).await.unwrap_or(Ok(Sent::Away)) {
        Ok(Sent::Accepted) => {
            metrics::counter!("messages_total").increment(1);
            Fate::Done(true)
        }
        Ok(Sent::Gone) => Fate::Gone,
        Ok(Sent::Later(until)) => Fate::Later(next(now, push.tries, until)),
        Ok(Sent::Away) => Fate::Away(next(now, push.tries, None)),
        Ok(Sent::Faulty) => Fate::Faulty,
        Err(why) => {
            tracing::error!(%why, "a message to a browser could not be sealed");
            Fate::Faulty
        }
    }
}

/// When the next attempt is made. A service may ask for a longer pause, never for a shorter one: a hostile one would have this
/// house knock without end.
fn next(now: Instant, tries: u32, asked: Option<Instant>) -> Instant {
    let own = now.plus_secs(back_off(tries));
    asked.map_or(own, |asked| asked.max(own))
}

/// Seconds to the next attempt after so many.
fn back_off(tries: u32) -> i64 {
    (RETRY_S << tries.min(10)).min(RETRY_MAX_S)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_grow_apart_up_to_an_hour() {
        let waits: Vec<i64> = (0..9).map(back_off).collect();
        assert_eq!(waits, [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600]);
        assert_eq!(back_off(u32::MAX), 3_600);
    }

    #[test]
    fn no_service_hurries_an_attempt() {
        let now = Instant::from_secs(1_795_258_800);
        let asks = |seconds: i64| next(now, 1, Some(now.plus_secs(seconds)));
        assert_eq!(next(now, 1, None), now.plus_secs(60));
        for seconds in [-3_600, 0, 1, 60] {
            assert_eq!(asks(seconds), now.plus_secs(60), "{seconds}");
        }
        assert_eq!(asks(600), now.plus_secs(600));
    }
}
