//! What goes at its own pace beside the event loop: sites, push services, mail servers and long lists answer when they like, in which
//! neither facts nor each other may wait. Of each kind one round runs at a time, and a server that stops lets them end.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use deliver::Post;
use fetch::Fetcher;
use kit::App;
use store::StoreError;
use suggest::Street;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use crate::events::{self, Listener};

/// How long a server that stops lets rounds end: less than a service manager waits before it kills.
const GRACE: Duration = Duration::from_secs(5);

/// The pause between two handfuls of products whose words are noted: whoever else writes goes first.
const BREATH: Duration = Duration::from_millis(50);

/// A kind of round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Round {
    /// A listener hears what it has not heard.
    Listen(Listener),
    /// The town is kept for the next start, if that is due.
    Keep,
    /// Listings, feeds and pictures are read again.
    Reread,
    /// Messages to browsers that are due are sent.
    Send,
    /// News that waits is told where it may be.
    Tell,
    /// Mails that are due are sent.
    Mail,
    /// Offers that changed and stood are held against the wishes of the town.
    Around,
    /// What takes place soon is told; all wishes of a town are looked through.
    Ahead,
    /// Products from before get the words by which they are found.
    Words,
}

/// The rounds that run.
#[derive(Debug)]
pub struct Rounds {
    app: App,
    street: Arc<Street>,
    web: Option<Arc<Fetcher>>,
    post: Arc<Post>,
    running: HashMap<Round, JoinHandle<()>>,
}

impl Rounds {
    /// None runs yet.
    #[must_use]
    pub fn new(app: App, street: Arc<Street>, web: Option<Arc<Fetcher>>, post: Arc<Post>) -> Self {
        Self { app, street, web, post, running: HashMap::new() }
    }

    /// Begins a round, unless one of its kind runs.
    pub fn begin(&mut self, round: Round) {
        if self.running.get(&round).is_none_or(JoinHandle::is_finished) {
            let (app, street) = (self.app.clone(), self.street.clone());
            let (web, post) = (self.web.clone(), self.post.clone());
            let run = async move {
                if let Err(error) = run(round, &app, &street, web.as_deref(), &post).await {
                    tracing::error!(%error, ?round, "a round beside the event loop failed and comes again");
                }
            };
            self.running.insert(round, tokio::spawn(run));
        }
    }

    /// Waits a little for those that run, and cuts the others.
    pub async fn end(self) {
        let deadline = tokio::time::Instant::now() + GRACE;
        for (round, mut running) in self.running {
            if tokio::time::timeout_at(deadline, &mut running).await.is_err() {
                tracing::warn!(?round, "a round was still running and is cut");
                running.abort();
            }
        }
    }
}

async fn run(
    round: Round,
    app: &App,
    street: &Street,
    web: Option<&Fetcher>,
    post: &Post,
) -> Result<(), StoreError> {
    match round {
        Round::Listen(listener) => events::listen(app, street, listener).await.map(drop),
        Round::Keep => street.keep(app).await,
        Round::Reread => match web {
            Some(web) => reread(app, web).await,
            None => Ok(()),
        },
        Round::Send => deliver::send_messages(app, post).await.map(drop),
        Round::Tell => opportunity::tell_waiting(app, street).await.map(drop),
        Round::Around => opportunity::look_around(app, street).await,
        Round::Ahead => opportunity::look_ahead(app, street).await.map(drop),
        Round::Words => words(app).await,
        Round::Mail => deliver::send_mail(app, post).await.map(drop),
    }
}

/// Until none is due.
async fn reread(app: &App, web: &Fetcher) -> Result<(), StoreError> {
    while !app.stop.is_requested() && events::round(app, web).await? > 0 {}
    Ok(())
}

/// Few at a time, until none is left; what was done stands, however it is cut short.
async fn words(app: &App) -> Result<(), StoreError> {
    let mut all = 0;
    while !app.stop.is_requested() {
        let mut tx = app.write().await?;
        let some = product::note_words(&mut tx).await?;
        if some == 0 {
            break;
        }
        tx.commit().await?;
        all += some;
        sleep(BREATH).await;
    }
    if all > 0 {
        tracing::info!("{all} products from before are looked up by their words now");
    }
    Ok(())
}
