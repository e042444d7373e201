//! A pause: for a while nobody speaks to a member. It is a denial of everything that ends by itself, so that whoever asks denials asks it
//! too, in every World and in the store, and its member sees it among what they decided.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::{Effect, Grant, Instant, MemberId, Purpose, Times};
use kit::{App, Me, Result, see_other};
use store::{StoreError, Tx};

use crate::actions;
use crate::model::NewGrant;
use crate::pages::whence;

/// Seconds of a pause: as long as an errand, and no evening is lost by one touch.
pub const PAUSE_S: i64 = 2 * 3_600;

/// Whether a grant is a pause, over or not.
fn is_pause(grant: &Grant) -> bool {
    (grant.effect, grant.purpose) == (Effect::Deny, Purpose::Suggest)
        && (grant.organisation, &grant.category, grant.zone) == (None, &None, None)
        && grant.times == Times::ALWAYS
        && grant.until.is_some()
}

/// The pause that holds at an instant, the longest if there are several.
///
/// # Errors
/// When the database fails.
pub async fn paused(tx: &mut Tx, member: MemberId, now: Instant) -> Result<Option<Grant>, StoreError> {
    let standing = actions::grants(tx, member).await?;
    let holds = |grant: &Grant| is_pause(grant) && grant.until.is_some_and(|until| now < until);
    Ok(standing.into_iter().filter(holds).max_by_key(|grant| grant.until))
}

/// Begins a pause. One that lasts longer stands as it is; shorter ones, and those that are over, make room, so that no touch is one too
/// many.
///
/// # Errors
/// `not-found` for nobody, `too-many` when other grants fill the list.
pub async fn pause(tx: &mut Tx, app: &App, member: MemberId) -> Result<Grant> {
    let until = tx.now().plus_secs(PAUSE_S);
    for before in actions::grants(tx, member).await?.iter().filter(|grant| is_pause(grant)) {
        if before.until.is_some_and(|ends| ends >= until) {
            return Ok(before.clone());
        }
        actions::withdraw(tx, member, before.id).await?;
    }
    let everything = NewGrant::new(Effect::Deny, Purpose::Suggest);
    actions::give(tx, app, member, NewGrant { until: Some(until), ..everything }).await
}

/// Ends every pause that stands; gives whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn resume(tx: &mut Tx, member: MemberId) -> Result<bool> {
    let mut ended = false;
    for pause in actions::grants(tx, member).await?.iter().filter(|grant| is_pause(grant)) {
        actions::withdraw(tx, member, pause.id).await?;
        ended = true;
    }
    Ok(ended)
}

/// The pause is ended by its member, from whatever page shows it.
pub(crate) async fn end(State(app): State<App>, Me(me): Me, headers: HeaderMap) -> Result<Response> {
    let mut tx = app.write().await?;
    resume(&mut tx, me.id).await?;
    tx.commit().await?;
    Ok(see_other(&whence(&headers), "said-resumed"))
}
