//! The one event loop: facts are applied as they come, and timers ring. Nothing else runs on its own, but the hourly look at
//! the snapshot, which may take seconds.

use std::sync::Arc;
use std::time::Duration;

use deliver::Post;
use domain::{Fact, limits};
use fetch::Fetcher;
use kit::App;
use store::StoreError;
use suggest::{News, Street};
use tokio::sync::Mutex;
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep};

use crate::pages;

/// How often facts of other nodes are looked for; those of this node are told at once.
const LOOK: Duration = Duration::from_millis(500);
/// The longest that time is left alone; what falls due sooner is awaited to the second.
const WAKE_AT_MOST: Duration = Duration::from_secs(5);
/// The shortest, so that a store that fails is not asked without end.
pub(crate) const WAKE_AT_LEAST: Duration = Duration::from_millis(200);
/// How often expired encounters are ended.
const TIDY: Duration = Duration::from_secs(15);
/// How often old answers, facts and credentials are dropped.
const SWEEP: Duration = Duration::from_secs(3_600);
/// How often it is looked whether the town should be kept anew for the next start.
const KEEP: Duration = Duration::from_secs(3_600);

/// How often messages that are due are sent.
const SEND: Duration = Duration::from_secs(2);
/// How often news that waits is tried again, and it is looked whether mail is due.
const TELL: Duration = Duration::from_secs(30);

/// How often it is looked what takes place for whose wishes, and whose wishes end soon.
const AHEAD: Duration = Duration::from_secs(900);

/// How often it is looked whether listings are to be read again.
const REREAD: Duration = Duration::from_secs(60);

/// Everything that makes the loop turn.
enum Event {
    /// This node committed facts, or it is time to look for those of others.
    Facts,
    /// Time alone may have made something true, or past.
    Wake,
    /// Overdue encounters.
    Tidy,
    /// What is kept for a while and no longer.
    Sweep,
    /// The town's snapshot may be old.
    Keep,
    /// Pages of shops may be due.
    Reread,
    /// Something wished for may take place soon.
    Ahead,
    /// Messages may be due.
    Send,
    /// News that waits may be told, and mail may be due.
    Tell,
    /// The server stops.
    Stop,
}

/// Runs until the server stops. A failure is logged and tried again at the next turn.
pub async fn run(app: App, street: Arc<Street>, web: Option<Arc<Fetcher>>, post: Arc<Post>) {
    let mut news = app.db.news();
    let soon = Instant::now() + LOOK;
    let [mut look, mut tidy, mut sweep, mut send, mut tell] =
        [LOOK, TIDY, SWEEP, SEND, TELL].map(|period| interval_at(soon, period));
    let mut keep = interval_at(Instant::now() + KEEP, KEEP);
    let mut due = interval_at(Instant::now() + REREAD, REREAD);
    let mut ahead = interval_at(soon, AHEAD);
    let [reading, sending, telling, looking] = [(); 4].map(|()| Arc::new(Mutex::new(())));
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    send.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        let event = tokio::select! {
            changed = news.changed() => if changed.is_ok() { Event::Facts } else { Event::Stop },
            _ = look.tick() => Event::Facts,
            () = sleep(until_wake(street.next_wake(), app.now())) => Event::Wake,
            _ = tidy.tick() => Event::Tidy,
            _ = sweep.tick() => Event::Sweep,
            _ = keep.tick() => Event::Keep,
            _ = due.tick() => Event::Reread,
            _ = ahead.tick() => Event::Ahead,
            _ = send.tick() => Event::Send,
            _ = tell.tick() => Event::Tell,
            () = app.stop.requested() => Event::Stop,
        };
        let done = match event {
            Event::Facts => turn(&app, &street).await,
            Event::Wake => wake(&app, &street).await,
            Event::Tidy => tidy_up(&app, &street).await,
            Event::Sweep => drop_old(&app).await,
            Event::Keep => {
                // A big town is read for seconds, in which facts must not wait. Who reads takes turns by itself.
                tokio::spawn(keep_town(app.clone(), street.clone()));
                Ok(())
            }
            Event::Reread => {
                // Sites answer when they like, in which facts must not wait.
                if let Some(web) = &web {
                    tokio::spawn(reread(app.clone(), web.clone(), reading.clone()));
                }
                Ok(())
            }
            Event::Send => {
                // Push services and mail servers answer when they like.
                tokio::spawn(send_all(app.clone(), post.clone(), sending.clone()));
                Ok(())
            }
            Event::Tell => aside(tell_all(app.clone(), street.clone(), post.clone(), telling.clone())),
            // All wishes of a town are looked through.
            Event::Ahead => aside(look_all(app.clone(), street.clone(), looking.clone())),
            Event::Stop => return,
        };
        if let Err(error) = done {
            tracing::error!(%error, "the event loop failed at a step and goes on");
        }
    }
}

/// Lets a task go on by itself, in which facts must not wait.
fn aside(task: impl Future<Output = ()> + Send + 'static) -> Result<(), StoreError> {
    tokio::spawn(task);
    Ok(())
}

/// One turn: the World first, then whoever listens.
///
/// # Errors
/// When the database fails.
pub async fn turn(app: &App, street: &Street) -> Result<(), StoreError> {
    let mut failed = Ok(());
    for fact in street.catch_up(app).await? {
        // One listener's failure must not keep the others from hearing; what it missed is found by the hourly sweep.
        if let Err(error) = hear(app, street, fact).await {
            failed = Err(error);
        }
    }
    failed
}

/// Who listens to what. (The World hears every fact, in [`Street::catch_up`].)
async fn hear(app: &App, street: &Street, fact: Fact) -> Result<(), StoreError> {
    match fact {
        Fact::Encounter(_) | Fact::Member(_) => encounter::heard(app, street, fact).await,
        Fact::Wish(id) => {
            let told = opportunity::wish_heard(app, street, id).await;
            nudge(app, street, fact).await.and(told)
        }
        Fact::List(id) => {
            let forgotten = share::heard(app, id).await;
            nudge(app, street, fact).await.and(forgotten)
        }
        Fact::Feed(_) => opportunity::feed_heard(app, street).await,
        Fact::Listing(listing) => opportunity::heard(app, street, listing).await,
        Fact::Opportunity(_) | Fact::Suggestion(_) => deliver::carry(app, street, fact).await,
        Fact::Organisation(_)
        | Fact::Attention(_)
        | Fact::Grants(_)
        | Fact::Place(_)
        | Fact::Circle(_)
        | Fact::Offer(_) => Ok(()),
    }
}

/// Lets the open pages of whoever's wish or list it is look again.
async fn nudge(app: &App, street: &Street, fact: Fact) -> Result<(), StoreError> {
    // Where no page is open, a town full of wishes is not asked whose they are.
    if street.is_heard()
        && let Some(member) = wish::member_of(&mut app.read().await?, fact).await?
    {
        street.tell(News::List { member });
    }
    Ok(())
}

/// How long to sleep until time alone may change something.
fn until_wake(next: Option<domain::Instant>, now: domain::Instant) -> Duration {
    let micros = next.map(|next| next.micros().saturating_sub(now.micros()));
    let wait =
        micros.map_or(WAKE_AT_MOST, |micros| Duration::from_micros(u64::try_from(micros).unwrap_or(0)));
    wait.clamp(WAKE_AT_LEAST, WAKE_AT_MOST)
}

/// Lets time pass: what began is said to whoever stands there, and moments that are no longer now are forgotten.
///
/// # Errors
/// When the database fails.
pub async fn wake(app: &App, street: &Street) -> Result<(), StoreError> {
    street.wake(app).await.map(|_| ())
}

/// Lets time pass and ends encounters nobody came to.
///
/// # Errors
/// When the database fails.
pub async fn tidy_up(app: &App, street: &Street) -> Result<(), StoreError> {
    let woken = wake(app, street).await;
    pages::health::measure(street);
    if let Err(refusal) = encounter::expire(app).await {
        tracing::error!(code = refusal.code, "ending overdue encounters was refused");
    }
    woken
}

async fn keep_town(app: App, street: Arc<Street>) {
    if let Err(error) = street.keep(&app).await {
        tracing::error!(%error, "the town could not be read to be kept for the next start");
    }
}

/// Reads listings, calendars and programmes again, and fetches pictures, until none is due; one at a time does.
async fn reread(app: App, web: Arc<Fetcher>, reading: Arc<Mutex<()>>) {
    let Ok(_alone) = reading.try_lock() else { return };
    loop {
        match round(&app, &web).await {
            Ok(0) => return,
            Ok(_) => {}
            Err(error) => {
                tracing::error!(%error, "listings, feeds and pictures could not be read again");
                return;
            }
        }
    }
}

/// Some of each that is due, so that a long list of one does not hold up the others; gives how many were.
///
/// # Errors
/// When the database fails.
pub async fn round(app: &App, web: &Fetcher) -> Result<usize, StoreError> {
    let listings = ingest::reread(app, web).await?;
    let feeds = ingest::read_feeds(app, web).await?;
    Ok(listings + feeds + ingest::pictures(app, web).await?)
}

/// Drops listings that nobody wishes from any more, and pictures that no listing names.
///
/// # Errors
/// When the database fails.
pub async fn drop_unwished(app: &App) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    for listing in product::forgotten(&mut tx).await? {
        if wish::wishes_from(&mut tx, listing).await? {
            product::wanted(&mut tx, listing).await?;
        } else {
            product::drop_listing(&mut tx, listing).await?;
        }
    }
    product::sweep_pictures(&mut tx).await?;
    tx.commit().await
}

/// Tells what waited and may be told by now, and sends the mails that are due.
///
/// # Errors
/// When the database fails.
pub async fn tell(app: &App, street: &Street, post: &Post) -> Result<usize, StoreError> {
    opportunity::tell_waiting(app, street).await?;
    deliver::send_mail(app, post).await
}

/// Tells what waited and sends mail; one at a time does.
async fn tell_all(app: App, street: Arc<Street>, post: Arc<Post>, telling: Arc<Mutex<()>>) {
    let Ok(_alone) = telling.try_lock() else { return };
    if let Err(error) = tell(&app, &street, &post).await {
        tracing::error!(%error, "what waits could not be told");
    }
}

/// Looks ahead; one at a time does.
async fn look_all(app: App, street: Arc<Street>, looking: Arc<Mutex<()>>) {
    let Ok(_alone) = looking.try_lock() else { return };
    if let Err(error) = opportunity::look_ahead(&app, &street).await {
        tracing::error!(%error, "what takes place soon could not be told");
    }
}

/// Sends messages; one at a time does.
async fn send_all(app: App, post: Arc<Post>, sending: Arc<Mutex<()>>) {
    let Ok(_alone) = sending.try_lock() else { return };
    if let Err(error) = deliver::send_messages(&app, &post).await {
        tracing::error!(%error, "messages could not be sent");
    }
}

async fn drop_old(app: &App) -> Result<(), StoreError> {
    encounter::gone::sweep(app).await?;
    drop_unwished(app).await?;
    let mut tx = app.write().await?;
    let before = app.now().plus_secs(-limits::IDEMPOTENCY_DAYS * 86_400);
    store::sweep_answers(&mut tx, before).await?;
    store::sweep_facts(&mut tx, before).await?;
    people::sweep(&mut tx).await?;
    wish::sweep(&mut tx).await?;
    channel::sweep(&mut tx, before).await?;
    opportunity::sweep(&mut tx).await?;
    circle::sweep(&mut tx).await?;
    agenda::sweep(&mut tx).await?;
    tx.commit().await
}
