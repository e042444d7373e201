//! Addresses of mail: asked for, confirmed by whoever reads there, forgotten at a touch.

use domain::ids::Id;
use domain::{Instant, MemberId, limits};
use kit::{App, Refusal, Result, secret};
use store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::model::{Address, Telling};
use crate::rows::{self, TellingRow};
use crate::sql;

/// Seconds for which the link in the first mail opens: mail may lie for a night.
const CONFIRM_S: i64 = 2 * 86_400;
/// Seconds between two first mails: nobody's address is flooded by another's hand.
const AGAIN_S: i64 = 120;

/// Seconds for which it is remembered that an address was asked for, whatever became of it: a day.
pub(crate) const ASKED_S: i64 = 86_400;
/// First mails to one address within a day, whoever asks: a stranger's is not flooded by many hands.
const SAME_A_DAY: i64 = 3;
/// First mails that one member may ask for within a day: one hand does not flood many.
const OWN_A_DAY: i64 = 5;

/// Where a member is written to.
///
/// # Errors
/// When the database fails.
pub async fn address(tx: &mut Tx, member: MemberId) -> Result<Option<Address>, StoreError> {
    let row = fetch_optional!(tx, sql::ADDRESS, (Uuid, String, String, Option<i64>), member.uuid())?;
    Ok(row.map(rows::address))
}

/// Notes where a member wants to be written to; gives the secret of the link that confirms it. Until then they are not.
///
/// # Errors
/// `invalid` for a text that is no address, `too-often` within two minutes and beyond what a day allows, `not-found` for nobody.
pub async fn ask(tx: &mut Tx, app: &App, member: MemberId, to: &str, lang: &str) -> Result<String> {
    let (to, now) = (plausible(to)?, tx.now());
    // What is counted outlives the address: to have it forgotten, or not delivered, frees nothing.
    let (day, whose) = (now.plus_secs(-ASKED_S).micros(), secret::hash(&to.to_lowercase()));
    let (own, last) = fetch_one!(tx, sql::ASKED_BY, (i64, i64), member.uuid(), day)?;
    let recent = now.secs_since(Instant::from_micros(last)).abs() < AGAIN_S;
    let same = fetch_one!(tx, sql::ASKED_OF, (i64,), whose.clone(), day)?.0;
    if recent || own >= OWN_A_DAY || same >= SAME_A_DAY {
        return Err(Refusal::new("too-often"));
    }
    let made = secret::make(&app.chance);
    let (hash, ends) = (secret::hash(&made), now.plus_secs(CONFIRM_S).micros());
    match execute!(tx, sql::ASK, member.uuid(), &to, lang, hash, ends, now.micros()) {
        Err(error) if error.is_orphan() => return Err(Refusal::new("not-found")),
        other => other?,
    };
    execute!(tx, sql::NOTE_ASKED, whose, member.uuid(), now.micros())?;
    execute!(tx, sql::WITHOUT_MAIL, member.uuid())?;
    Ok(made)
}

/// A text that may be an address; whether it is, only a mail tells.
fn plausible(text: &str) -> Result<String> {
    let text = text.trim();
    let fit = text.len() <= limits::MAIL_BYTES
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || "<>,;\"".contains(c));
    let (name, host) = text.rsplit_once('@').unwrap_or_default();
    if fit && !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.') {
        Ok(text.to_owned())
    } else {
        Err(Refusal::invalid("address", "mail"))
    }
}

/// Spends the link of a first mail; gives whose it is.
///
/// # Errors
/// `link-used` when it was used, ended or never was.
pub async fn confirm(tx: &mut Tx, link: &str) -> Result<MemberId> {
    let now = tx.now().micros();
    let confirmed = fetch_optional!(tx, sql::CONFIRM, (Uuid,), secret::hash(link), now)?;
    let (member,) = confirmed.ok_or_else(|| Refusal::new("link-used"))?;
    Ok(MemberId::from_uuid(member))
}

/// Whether the link of a first mail confirms anything still.
///
/// # Errors
/// When the database fails.
pub async fn confirms(tx: &mut Tx, link: &str) -> Result<bool, StoreError> {
    let now = tx.now().micros();
    Ok(fetch_one!(tx, sql::OPENS, (i64,), secret::hash(link), now)?.0 > 0)
}

/// Writes to a member in the language of the pages on which they choose.
///
/// # Errors
/// When the database fails.
pub async fn speak(tx: &mut Tx, member: MemberId, lang: &str) -> Result<(), StoreError> {
    execute!(tx, sql::SPEAK, member.uuid(), lang).map(drop)
}

/// Forgets where a member was written to: nothing goes there any more.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, member: MemberId) -> Result<(), StoreError> {
    execute!(tx, sql::FORGET_ADDRESS, member.uuid())?;
    execute!(tx, sql::WITHOUT_MAIL, member.uuid()).map(drop)
}

/// Members who want a mail that gathers what came, after one and in order.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn digests(tx: &mut Tx, after: Option<MemberId>, most: i64) -> Result<Vec<Telling>, StoreError> {
    let after = after.map_or(Uuid::nil(), Id::uuid);
    let rows = fetch_all!(tx, sql::DIGESTS, TellingRow, after, most)?;
    rows.into_iter().map(TellingRow::read).collect()
}

/// Notes that a member's mail goes out now, or that it did not and went out at the instant before; `false` when another was quicker.
///
/// # Errors
/// When the database fails.
pub async fn digested(tx: &mut Tx, telling: &Telling, at: Option<Instant>) -> Result<bool, StoreError> {
    let before = telling.digest_at.map_or(0, Instant::micros);
    Ok(execute!(tx, sql::DIGESTED, telling.member.uuid(), at.map(Instant::micros), before)? == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_an_address() {
        for (text, fit) in [
            (" a@b.example ", true),
            ("prénom@b.example", true),
            ("a@b", false),
            ("a@.b", false),
            ("a@b.", false),
            ("@b.example", false),
            ("a b@c.example", false),
            ("a@c.example,d@e.example", false),
            ("a@c.example\r\nBcc: d@e.example", false),
            ("", false),
        ] {
            assert_eq!(plausible(text).is_ok(), fit, "{text:?}");
        }
        assert!(plausible(&format!("{}@b.example", "a".repeat(250))).is_err());
    }
}
