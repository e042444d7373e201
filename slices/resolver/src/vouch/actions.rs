//! What can be done with vouchers.

use domain::ids::Id;
use domain::{Gtin, Instant, MemberId, OrganisationId, VoucherId, limits};
use encounter::EncounterState;
use kit::{App, Refusal, Result, caller::Signed, wire};
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use super::{Party, Voucher};
use crate::sql;

/// Vouchers shown of one product: more than anybody reads.
const MOST: i64 = 50;

#[derive(FromRow)]
struct Row {
    id: Uuid,
    gtin: i64,
    member: Option<Uuid>,
    organisation: Option<Uuid>,
    name: String,
    words: String,
    bought: i64,
    said_at: i64,
}

impl Row {
    fn read(self) -> Result<Voucher, StoreError> {
        let id = VoucherId::from_uuid(self.id);
        Ok(Voucher {
            id,
            gtin: Gtin::from_number(self.gtin).ok_or_else(BadRow::at("voucher", "gtin", id))?,
            member: self.member.map(MemberId::from_uuid),
            organisation: self.organisation.map(OrganisationId::from_uuid),
            name: self.name,
            words: self.words,
            bought: self.bought != 0,
            said_at: Instant::from_micros(self.said_at),
        })
    }
}

/// Those who vouch for a product by name, the newest first.
pub(crate) async fn named(tx: &mut Tx, gtin: Gtin) -> Result<Vec<Voucher>, StoreError> {
    let rows = fetch_all!(tx, sql::VOUCHERS, Row, gtin.number(), MOST)?;
    rows.into_iter().map(Row::read).collect()
}

/// How many vouch for it without a name, at least: whole crowds only, so that no two looks tell of one person.
pub(crate) async fn counted(tx: &mut Tx, gtin: Gtin) -> Result<i64, StoreError> {
    let (count,) = fetch_one!(tx, sql::COUNTED, (i64,), gtin.number())?;
    Ok(count - count % limits::CROWD)
}

/// What a member or an organisation said of a product.
pub(crate) async fn own(tx: &mut Tx, gtin: Gtin, party: Uuid) -> Result<Option<Voucher>, StoreError> {
    fetch_optional!(tx, sql::OWN_VOUCHER, Row, gtin.number(), party)?.map(Row::read).transpose()
}

/// Whether a member had such a product from a shop here: an encounter of theirs was confirmed.
pub(crate) async fn had_here(tx: &mut Tx, gtin: Gtin, member: MemberId) -> Result<bool, StoreError> {
    for met in encounter::of_member(tx, member).await? {
        if met.state == EncounterState::Confirmed
            && offer::offer(tx, met.offer).await?.and_then(|offer| offer.subject.gtin) == Some(gtin)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Vouches for a product, or says it anew.
///
/// # Errors
/// `not-for-you` for a guest or in the name of an organisation they do not act for, `invalid` for a name or a sentence that does not
/// fit, `wrong-state` when it was taken down.
pub(super) async fn vouch(
    tx: &mut Tx,
    app: &App,
    by: &Signed,
    gtin: Gtin,
    party: Party,
    words: &str,
    bought: bool,
) -> Result<()> {
    if by.guest {
        return Err(Refusal::new("not-for-you"));
    }
    let words = if words.trim().is_empty() {
        String::new()
    } else {
        wire::title(words, "words", limits::VOUCHER_CHARS)?
    };
    let bought = bought && party_member(&party).is_some() && had_here(tx, gtin, by.id).await?;
    let (member, organisation, name) = match party {
        Party::Organisation(id) => {
            by.acts_for(id)?;
            let known = people::organisation(tx, id).await?.ok_or_else(|| Refusal::new("not-found"))?;
            (None, Some(id.uuid()), known.name)
        }
        Party::Named(id, name) => (Some(id.uuid()), None, wire::title(&name, "name", limits::NAME_CHARS)?),
        // A sentence would tell who is counted only.
        Party::Counted(_) if !words.is_empty() => return Err(Refusal::invalid("words", "nameless")),
        Party::Counted(id) => (Some(id.uuid()), None, String::new()),
    };
    let party = organisation.or(member).unwrap_or_default();
    let bought = i64::from(bought && !name.is_empty());
    let (id, now) = (app.id::<VoucherId>().uuid(), tx.now().micros());
    let number = gtin.number();
    let done = execute!(tx, sql::VOUCH, id, number, member, organisation, party, &name, &words, bought, now)?;
    if done > 0 { Ok(()) } else { Err(Refusal::new("wrong-state")) }
}

fn party_member(party: &Party) -> Option<MemberId> {
    match party {
        Party::Organisation(_) => None,
        Party::Named(member, _) | Party::Counted(member) => Some(*member),
    }
}

/// Takes a voucher away: whose it is withdraws it, who runs the house takes it down for good. Gives the product.
///
/// # Errors
/// `not-found` when it is not theirs.
pub(super) async fn remove(tx: &mut Tx, by: &Signed, id: VoucherId) -> Result<Gtin> {
    let found = fetch_optional!(tx, sql::VOUCHER, Row, id.uuid())?.map(Row::read).transpose()?;
    let found = found.ok_or_else(|| Refusal::new("not-found"))?;
    let theirs = found.member == Some(by.id)
        || found.organisation.is_some_and(|organisation| by.works_for.contains(&organisation));
    if theirs {
        execute!(tx, sql::WITHDRAW, id.uuid())?;
    } else if by.placemaster {
        let now = tx.now().micros();
        execute!(tx, sql::TAKE_DOWN, id.uuid(), now)?;
    } else {
        return Err(Refusal::new("not-found"));
    }
    Ok(found.gtin)
}
