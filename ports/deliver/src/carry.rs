//! What was told is carried by the channel its member chose: facts fill the queue, the queue and the mails are sent when due.

use domain::{Fact, MemberId, Outcome};
use kit::App;
use opportunity::State;
use store::StoreError;
use suggest::Street;

use crate::post::Post;
use crate::{mail, push};

/// Seconds for which news of a wish is worth a message.
const NEWS_S: i64 = 86_400;
/// Seconds for which a suggestion of a moment is: as long as its member counts as there.
const MOMENT_S: i64 = domain::limits::PRESENCE_S;
/// Seconds for which an open page has to show a suggestion before a message says it too: a page may be open and its network gone.
const SHOWS_S: i64 = 15;

/// Hears a fact: what was just told is queued for the browsers of whoever chose messages. Heard twice, it is queued once.
///
/// # Errors
/// When the database fails.
pub async fn carry(app: &App, street: &Street, fact: Fact) -> Result<(), StoreError> {
    match fact {
        Fact::Opportunity(id) => {
            let mut tx = app.read().await?;
            let found = opportunity::opportunity(&mut tx, id).await?;
            let Some(told) = found.filter(|found| found.state == State::Told) else { return Ok(()) };
            let fresh = told.told_at.is_some_and(|at| app.now().secs_since(at) < NEWS_S);
            let way = channel::telling(&mut tx, told.member).await?.news;
            // Shown on an open page it is told all the same: the device in the pocket was chosen.
            let open = matches!(told.outcome, Outcome::Made | Outcome::Shown);
            if !fresh || !open || way != channel::Way::Push {
                return Ok(());
            }
            drop(tx);
            queue(app, told.member, channel::About::Opportunity(id), 0, NEWS_S).await
        }
        Fact::Suggestion(id) => {
            let mut tx = app.read().await?;
            let Some(made) = suggest::suggestion(&mut tx, id).await? else { return Ok(()) };
            let fresh = app.now().secs_since(made.made_at) < MOMENT_S && made.outcome == Outcome::Made;
            if !fresh {
                return Ok(());
            }
            // Whoever looks at an open page sees it there: it is then no longer merely made, and the message is not sent.
            let wait = if street.is_open(made.member) { SHOWS_S } else { 0 };
            let way = channel::telling(&mut tx, made.member).await?.suggestions;
            drop(tx);
            if way != channel::Way::Push {
                return Ok(());
            }
            queue(app, made.member, channel::About::Suggestion(id), wait, MOMENT_S).await
        }
        _ => Ok(()),
    }
}

async fn queue(
    app: &App,
    member: MemberId,
    about: channel::About,
    wait_s: i64,
    ttl_s: i64,
) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    channel::queue(&mut tx, member, about, wait_s, ttl_s).await?;
    tx.commit().await
}

/// Sends the messages that are due; gives how many the push services took.
///
/// # Errors
/// When the database fails.
pub async fn send_messages(app: &App, post: &Post) -> Result<usize, StoreError> {
    push::send_due(app, post).await
}

/// Sends the mails that are due; gives how many the mail server took.
///
/// # Errors
/// When the database fails.
pub async fn send_mail(app: &App, post: &Post) -> Result<usize, StoreError> {
    mail::send_due(app, post).await
}
