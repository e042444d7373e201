//! By which channel a member is told what, and the secrets of the house itself.

use domain::MemberId;
use domain::ids::Id;
use kit::{App, Refusal, Result};
use store::{StoreError, Tx, execute, fetch_one, fetch_optional};

use crate::mail;
use crate::model::{Telling, Way};
use crate::rows::TellingRow;
use crate::sql;

/// How a member wants to be told; a newcomer's when they never said.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn telling(tx: &mut Tx, member: MemberId) -> Result<Telling, StoreError> {
    let row = fetch_optional!(tx, sql::TELLING, TellingRow, member.uuid())?;
    row.map_or_else(|| Ok(Telling::new(member)), TellingRow::read)
}

/// Sets how a member wants to be told; when the last mail went out stays.
///
/// # Errors
/// `invalid` for suggestions by mail, an hour that is none, or mail without an address that was confirmed.
pub async fn set_telling(tx: &mut Tx, telling: &Telling) -> Result<()> {
    if telling.suggestions == Way::Mail {
        return Err(Refusal::invalid("suggestions", "choice"));
    }
    if telling.hour > 23 {
        return Err(Refusal::invalid("hour", "range"));
    }
    // Nothing is sent to an address that was asked for until it is confirmed; what was chosen with it need not be chosen twice.
    if telling.news == Way::Mail && mail::address(tx, telling.member).await?.is_none() {
        return Err(Refusal::invalid("news", "unconfirmed"));
    }
    let set = execute!(
        tx,
        sql::SET_TELLING,
        telling.member.uuid(),
        telling.suggestions.name(),
        telling.news.name(),
        telling.digest.name(),
        i64::from(telling.hour),
    );
    match set {
        Err(error) if error.is_orphan() => Err(Refusal::new("not-found")),
        other => other.map(drop).map_err(Into::into),
    }
}

/// A secret of the house of this name: drawn the first time, and the same ever after, on whatever node.
///
/// # Errors
/// When the database fails.
pub async fn key(tx: &mut Tx, app: &App, name: &str) -> Result<Vec<u8>, StoreError> {
    let (drawn, now) = (app.chance.bytes::<32>().to_vec(), tx.now().micros());
    execute!(tx, sql::ADD_KEY, name, drawn, now)?;
    Ok(fetch_one!(tx, sql::KEY, (Vec<u8>,), name)?.0)
}
