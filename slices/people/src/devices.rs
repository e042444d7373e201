//! What a member lets in beside themselves: phones, programs that hold a key, and themselves in another browser.

use domain::ids::Id;
use domain::{CredentialId, MemberId, limits};
use kit::{App, Refusal, Result, wire};
use store::{StoreError, Tx, execute, fetch_all};

use crate::actions::issue;
use crate::model::{Credential, CredentialKind};
use crate::rows::CredentialRow;
use crate::sql;

/// By which label the link of a member's own making is told from one that whoever runs the house made for them.
const ELSEWHERE: &str = "elsewhere";

/// Makes the credential of a phone; gives the user name and the password it types.
///
/// # Errors
/// `invalid` for a label too long, `too-many` beyond [`DEVICES_PER_MEMBER`](limits::DEVICES_PER_MEMBER) phones.
pub async fn add_device(tx: &mut Tx, app: &App, member: MemberId, label: &str) -> Result<(String, String)> {
    let label = wire::title(label, "label", limits::NAME_CHARS)?;
    if devices(tx, member).await?.len() >= limits::DEVICES_PER_MEMBER {
        return Err(Refusal::new("too-many"));
    }
    let (id, secret) = issue(tx, app, CredentialKind::Device, member, &label).await?;
    Ok((id.to_string(), secret))
}

/// The phones of a member, newest first.
///
/// # Errors
/// When the database fails.
pub async fn devices(tx: &mut Tx, member: MemberId) -> Result<Vec<Credential>, StoreError> {
    of_kind(tx, member, CredentialKind::Device).await
}

/// Makes the key of a program, such as a browser's extension; gives it, once.
///
/// # Errors
/// `invalid` for a label too long, `too-many` beyond [`DEVICES_PER_MEMBER`](limits::DEVICES_PER_MEMBER) keys.
pub async fn add_key(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    label: &str,
) -> Result<(CredentialId, String)> {
    let label = wire::title(label, "label", limits::NAME_CHARS)?;
    if keys(tx, member).await?.len() >= limits::DEVICES_PER_MEMBER {
        return Err(Refusal::new("too-many"));
    }
    issue(tx, app, CredentialKind::Bearer, member, &label).await
}

/// Makes the single-use link by which a member opens what is theirs in another browser; one they made before opens nothing any more.
///
/// # Errors
/// `not-found` when there is no such member.
pub async fn add_browser(tx: &mut Tx, app: &App, member: MemberId) -> Result<String> {
    execute!(tx, sql::FORGET_LINKS, member.uuid(), ELSEWHERE)?;
    let (_, secret) = issue(tx, app, CredentialKind::Link, member, ELSEWHERE).await?;
    Ok(format!("{}/in/{secret}", app.settings.base_url))
}

/// The keys of a member's programs, newest first.
///
/// # Errors
/// When the database fails.
pub async fn keys(tx: &mut Tx, member: MemberId) -> Result<Vec<Credential>, StoreError> {
    of_kind(tx, member, CredentialKind::Bearer).await
}

async fn of_kind(tx: &mut Tx, member: MemberId, kind: CredentialKind) -> Result<Vec<Credential>, StoreError> {
    let rows = fetch_all!(tx, sql::OF_MEMBER, CredentialRow, member.uuid(), kind.name())?;
    rows.into_iter().map(|row| row.read().map_err(Into::into)).collect()
}
