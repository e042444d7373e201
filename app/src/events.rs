//! The one event loop: facts are applied as they come, and timers ring. What may take long runs in rounds beside it ([`rounds`](crate::rounds)).

use std::sync::Arc;
use std::time::Duration;

use deliver::Post;
use domain::{Fact, limits};
use fetch::Fetcher;
use kit::App;
use store::{StoreError, hearing};
use suggest::{News, Street};
use tokio::time::{Instant, MissedTickBehavior, interval_at, sleep};

use crate::listening;
use crate::pages;
use crate::rounds::{Round, Rounds};

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

/// How often listeners try again what they failed at.
const LISTEN: Duration = Duration::from_secs(1);

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
    /// What listeners failed at may be due.
    Listen,
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

/// Runs until the server stops, and what runs beside it has ended. A failure is logged and tried again at the next turn.
pub async fn run(app: App, street: Arc<Street>, web: Option<Arc<Fetcher>>, post: Arc<Post>) {
    let mut news = app.db.news();
    let soon = Instant::now() + LOOK;
    let [mut look, mut listen, mut tidy, mut sweep, mut send, mut tell] =
        [LOOK, LISTEN, TIDY, SWEEP, SEND, TELL].map(|period| interval_at(soon, period));
    let mut keep = interval_at(Instant::now() + KEEP, KEEP);
    let mut due = interval_at(Instant::now() + REREAD, REREAD);
    let mut ahead = interval_at(soon, AHEAD);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut rounds = Rounds::new(app.clone(), street.clone(), web, post);
    if let Err(error) = begin(&app).await {
        tracing::error!(%error, "what was set aside could not be taken up again");
    }
    loop {
        let event = tokio::select! {
            changed = news.changed() => if changed.is_ok() { Event::Facts } else { Event::Stop },
            _ = look.tick() => Event::Facts,
            () = sleep(until_wake(street.next_wake(), app.now())) => Event::Wake,
            _ = listen.tick() => Event::Listen,
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
            Event::Facts => facts(&app, &street, &mut rounds).await,
            Event::Wake => wake(&app, &street).await,
            Event::Tidy => tidy_up(&app, &street).await,
            Event::Sweep => {
                rounds.begin(Round::Words);
                drop_old(&app).await
            }
            Event::Stop => break,
            Event::Listen => begin_all(&mut rounds, &Listener::ALL.map(Round::Listen)),
            Event::Keep => begin_all(&mut rounds, &[Round::Keep]),
            Event::Reread => begin_all(&mut rounds, &[Round::Reread]),
            Event::Send => begin_all(&mut rounds, &[Round::Send]),
            Event::Tell => begin_all(&mut rounds, &[Round::Tell, Round::Mail, Round::Around]),
            Event::Ahead => begin_all(&mut rounds, &[Round::Ahead]),
        };
        if let Err(error) = done {
            tracing::error!(%error, "the event loop failed at a step and goes on");
        }
    }
    rounds.end().await;
}

fn begin_all(rounds: &mut Rounds, which: &[Round]) -> Result<(), StoreError> {
    which.iter().for_each(|round| rounds.begin(*round));
    Ok(())
}

/// What listeners set aside is tried once more: this may be a program that has been mended.
///
/// # Errors
/// When the database fails.
pub async fn begin(app: &App) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    if hearing::once_more(&mut tx).await? > 0 {
        tx.commit().await?;
    }
    Ok(())
}

/// The World hears first, then open pages, then, each at its own pace, whoever listens.
async fn facts(app: &App, street: &Street, rounds: &mut Rounds) -> Result<(), StoreError> {
    let facts = street.catch_up(app).await?;
    for listener in Listener::ALL {
        if facts.iter().any(|fact| listener.hears(*fact)) {
            rounds.begin(Round::Listen(listener));
        }
    }
    nudge_all(app, street, &facts).await
}

/// One turn by hand: the World, open pages, then every listener.
///
/// # Errors
/// When the database fails.
pub async fn turn(app: &App, street: &Street) -> Result<(), StoreError> {
    let facts = street.catch_up(app).await?;
    nudge_all(app, street, &facts).await?;
    for listener in Listener::ALL {
        listen(app, street, listener).await?;
    }
    Ok(())
}

/// Who listens, beside the World and open pages. Each hears every fact of the house at least once, by whatever node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Listener {
    /// Encounters of members who were erased.
    Encounters,
    /// What others promised on lists that are gone.
    Promises,
    /// News of wishes.
    Opportunities,
    /// What was told, carried by the channel chosen.
    Channels,
}

impl Listener {
    /// All, in the order in which one's doing is another's news.
    pub const ALL: [Self; 4] = [Self::Encounters, Self::Promises, Self::Opportunities, Self::Channels];

    /// Its name in the store, which stays whatever the house is called inside.
    const fn name(self) -> &'static str {
        match self {
            Self::Encounters => "encounters",
            Self::Promises => "promises",
            Self::Opportunities => "opportunities",
            Self::Channels => "channels",
        }
    }

    /// Which facts it hears: the table of who listens to what.
    const fn hears(self, fact: Fact) -> bool {
        match self {
            Self::Encounters => matches!(fact, Fact::Member(_)),
            Self::Promises => matches!(fact, Fact::List(_)),
            Self::Opportunities => {
                matches!(fact, Fact::Listing(_) | Fact::Wish(_) | Fact::Feed(_) | Fact::Offer(_))
            }
            Self::Channels => matches!(fact, Fact::Opportunity(_) | Fact::Suggestion(_)),
        }
    }

    async fn hear(self, app: &App, street: &Street, fact: Fact) -> Result<(), StoreError> {
        match (self, fact) {
            (Self::Encounters, Fact::Member(_)) => encounter::heard(app, street, fact).await,
            (Self::Promises, Fact::List(id)) => share::heard(app, id).await,
            (Self::Opportunities, Fact::Listing(listing)) => opportunity::heard(app, street, listing).await,
            (Self::Opportunities, Fact::Wish(wish)) => opportunity::wish_heard(app, street, wish).await,
            (Self::Opportunities, Fact::Feed(feed)) => opportunity::feed_heard(app, street, feed).await,
            (Self::Opportunities, Fact::Offer(offer)) => opportunity::offer_heard(app, offer).await,
            (Self::Channels, _) => deliver::carry(app, street, fact).await,
            _ => Ok(()),
        }
    }
}

/// Lets one listener hear what it has not heard; gives how many facts it took in.
///
/// # Errors
/// When the database fails at keeping how far it is.
pub async fn listen(app: &App, street: &Street, listener: Listener) -> Result<usize, StoreError> {
    let hear = |fact| listener.hear(app, street, fact);
    listening::listen(app, listener.name(), |fact| listener.hears(fact), hear).await
}

async fn nudge_all(app: &App, street: &Street, facts: &[Fact]) -> Result<(), StoreError> {
    let mut failed = Ok(());
    // Where no page is open, a town full of wishes is not asked whose they are.
    for fact in facts.iter().filter(|_| street.is_heard()) {
        if let Err(error) = nudge(app, street, *fact).await {
            failed = Err(error);
        }
    }
    failed
}

/// Lets the open pages of whom a fact concerns look again; what another node told, too.
async fn nudge(app: &App, street: &Street, fact: Fact) -> Result<(), StoreError> {
    let news = match fact {
        Fact::Encounter(_) => return encounter::heard(app, street, fact).await,
        Fact::Wish(_) | Fact::List(_) => {
            let member = wish::member_of(&mut app.read().await?, fact).await?;
            member.map(|member| News::List { member })
        }
        Fact::Suggestion(id) => {
            let made = suggest::suggestion(&mut app.read().await?, id).await?;
            made.map(|made| News::Suggestion { member: made.member })
        }
        Fact::Opportunity(id) => {
            let told = opportunity::opportunity(&mut app.read().await?, id).await?;
            told.map(|told| News::Opportunity { member: told.member })
        }
        _ => None,
    };
    news.into_iter().for_each(|news| street.tell(news));
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

async fn drop_old(app: &App) -> Result<(), StoreError> {
    encounter::gone::sweep(app).await?;
    drop_unwished(app).await?;
    wish::reckon(app).await?;
    let mut tx = app.write().await?;
    let before = app.now().plus_secs(-limits::IDEMPOTENCY_DAYS * 86_400);
    store::sweep_answers(&mut tx, before).await?;
    // What a listener has still to hear is kept, however old: the house may have stood still for a week.
    let mut heard = i64::MAX;
    for listener in Listener::ALL {
        heard = heard.min(hearing::heard(&mut tx, listener.name()).await?);
    }
    store::sweep_facts(&mut tx, before, heard).await?;
    hearing::sweep(&mut tx, before).await?;
    people::sweep(&mut tx).await?;
    wish::sweep(&mut tx).await?;
    channel::sweep(&mut tx, before).await?;
    opportunity::sweep(&mut tx).await?;
    circle::sweep(&mut tx).await?;
    agenda::sweep(&mut tx).await?;
    tx.commit().await
}
