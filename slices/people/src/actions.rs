//! What can be done with people and credentials.

use std::collections::HashSet;

use domain::ids::Id;
use domain::{CredentialId, Fact, MemberId, OrganisationId, limits};
use kit::{App, Caller, Refusal, Result, Via, secret, wire};
use store::{StoreError, Tally, Tx, execute, fetch_all, fetch_each, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::model::{CredentialKind, Member, NewMember, Organisation};
use crate::rows::{MemberRow, OrganisationRow};
use crate::sql;

/// Adds a member.
///
/// # Errors
/// `invalid` for a name too long.
pub async fn create_member(tx: &mut Tx, app: &App, new: NewMember) -> Result<Member> {
    let name =
        if new.name.is_empty() { String::new() } else { wire::title(&new.name, "name", limits::NAME_CHARS)? };
    let id: MemberId = app.id();
    let now = tx.now();
    execute!(
        tx,
        sql::ADD_MEMBER,
        id.uuid(),
        &name,
        &new.lang,
        new.guest,
        new.placemaster,
        new.invented,
        now.micros()
    )?;
    tx.tell(Fact::Member(id));
    let NewMember { lang, guest, placemaster, invented, .. } = new;
    Ok(Member { id, name, lang, guest, placemaster, invented, created_at: now })
}

/// Finds a member.
///
/// # Errors
/// When the database fails.
pub async fn member(tx: &mut Tx, id: MemberId) -> Result<Option<Member>, StoreError> {
    Ok(fetch_optional!(tx, sql::MEMBER, MemberRow, id.uuid())?.map(Into::into))
}

/// Those of some members who are there and no guests.
///
/// # Errors
/// When the database fails.
pub async fn settled(
    tx: &mut Tx,
    of: impl IntoIterator<Item = MemberId> + Send,
) -> Result<HashSet<MemberId>, StoreError> {
    let ids: Vec<_> = of.into_iter().map(|id| format!("\"{}\"", id.uuid().simple())).collect();
    if ids.is_empty() {
        return Ok(HashSet::new());
    }
    let rows = fetch_all!(tx, sql::GUESTS, (Uuid, bool), format!("[{}]", ids.join(",")))?;
    Ok(rows.into_iter().filter(|(_, guest)| !guest).map(|(id, _)| MemberId::from_uuid(id)).collect())
}

/// All members.
///
/// # Errors
/// When the database fails.
pub async fn members(tx: &mut Tx) -> Result<Vec<Member>, StoreError> {
    Ok(fetch_all!(tx, sql::MEMBERS, MemberRow)?.into_iter().map(Into::into).collect())
}

/// Gives every member's id, one after the other.
///
/// # Errors
/// When the database fails.
pub async fn each_member(tx: &mut Tx, mut give: impl FnMut(MemberId) + Send) -> Result<(), StoreError> {
    fetch_each!(tx, sql::MEMBER_IDS, (Uuid,), |(id,)| {
        give(MemberId::from_uuid(id));
        Ok(())
    })
}

/// How many members there are.
///
/// # Errors
/// When the database fails.
pub async fn tally_members(tx: &mut Tx) -> Result<Tally, StoreError> {
    store::tally(tx, sql::TALLY_MEMBERS).await
}

/// Changes how a member is called and in which language.
///
/// # Errors
/// `invalid` for a name too long, `not-found` for nobody.
pub async fn rename(tx: &mut Tx, id: MemberId, name: &str, lang: kit::Lang) -> Result<()> {
    let name =
        if name.trim().is_empty() { String::new() } else { wire::title(name, "name", limits::NAME_CHARS)? };
    if execute!(tx, sql::RENAME, id.uuid(), &name, lang.name())? == 0 {
        return Err(Refusal::new("not-found"));
    }
    tx.tell(Fact::Member(id));
    Ok(())
}

/// Erases a member and everything of theirs.
///
/// # Errors
/// When the database fails.
pub async fn erase(tx: &mut Tx, id: MemberId) -> Result<(), StoreError> {
    execute!(tx, sql::ERASE, id.uuid())?;
    tx.tell(Fact::Member(id));
    Ok(())
}

/// Adds an organisation.
///
/// # Errors
/// `invalid` for an empty or too long name, `conflict` when the OSM object has one already.
pub async fn create_organisation(
    tx: &mut Tx,
    app: &App,
    name: &str,
    osm: Option<&str>,
) -> Result<OrganisationId> {
    let name = wire::title(name, "name", limits::NAME_CHARS)?;
    let id: OrganisationId = app.id();
    let now = tx.now().micros();
    match execute!(tx, sql::ADD_ORGANISATION, id.uuid(), &name, osm, now) {
        Err(error) if error.is_duplicate() => return Err(Refusal::new("conflict")),
        other => other?,
    };
    tx.tell(Fact::Organisation(id));
    Ok(id)
}

/// Finds an organisation.
///
/// # Errors
/// When the database fails.
pub async fn organisation(tx: &mut Tx, id: OrganisationId) -> Result<Option<Organisation>, StoreError> {
    Ok(fetch_optional!(tx, sql::ORGANISATION, OrganisationRow, id.uuid())?.map(Into::into))
}

/// Finds the organisation imported from an OSM object.
///
/// # Errors
/// When the database fails.
pub async fn organisation_by_osm(tx: &mut Tx, osm: &str) -> Result<Option<Organisation>, StoreError> {
    Ok(fetch_optional!(tx, sql::ORGANISATION_BY_OSM, OrganisationRow, osm)?.map(Into::into))
}

/// All organisations, by name as people sort them.
///
/// # Errors
/// When the database fails.
pub async fn organisations(tx: &mut Tx) -> Result<Vec<Organisation>, StoreError> {
    let mut all: Vec<Organisation> =
        fetch_all!(tx, sql::ORGANISATIONS, OrganisationRow)?.into_iter().map(Into::into).collect();
    all.sort_by_cached_key(|organisation| (domain::text::fold(&organisation.name), organisation.id));
    Ok(all)
}

/// Lets a member act for an organisation.
///
/// # Errors
/// `not-found` when either does not exist.
pub async fn add_associate(tx: &mut Tx, organisation: OrganisationId, member: MemberId) -> Result<()> {
    let now = tx.now().micros();
    match execute!(tx, sql::ADD_ASSOCIATE, organisation.uuid(), member.uuid(), "associate", now) {
        Err(error) if error.is_orphan() => return Err(Refusal::new("not-found")),
        other => other?,
    };
    tx.tell(Fact::Organisation(organisation));
    Ok(())
}

/// For whom a member acts.
///
/// # Errors
/// When the database fails.
pub async fn works_for(tx: &mut Tx, member: MemberId) -> Result<Vec<OrganisationId>, StoreError> {
    let rows = fetch_all!(tx, sql::WORKS_FOR, (Uuid,), member.uuid())?;
    Ok(rows.into_iter().map(|(id,)| OrganisationId::from_uuid(id)).collect())
}

/// Makes a credential; the secret is given once and never again.
///
/// # Errors
/// `not-found` when there is no such member.
pub async fn issue(
    tx: &mut Tx,
    app: &App,
    kind: CredentialKind,
    member: MemberId,
    label: &str,
) -> Result<(CredentialId, String)> {
    let (id, secret): (CredentialId, _) = (app.id(), secret::make(&app.chance));
    let (hash, now) = (secret::hash(&secret), tx.now());
    let ends = kind.ends(now).map(domain::Instant::micros);
    let added = execute!(
        tx,
        sql::ADD_CREDENTIAL,
        id.uuid(),
        kind.name(),
        member.uuid(),
        hash.clone(),
        label,
        now.micros(),
        ends
    );
    match added {
        Err(error) if error.is_orphan() => Err(Refusal::new("not-found")),
        other => other.map(|_| (id, secret)).map_err(Into::into),
    }
}

/// Makes a single-use link that opens a session of a member.
///
/// # Errors
/// `not-found` when there is no such member.
pub async fn issue_link(tx: &mut Tx, app: &App, member: MemberId) -> Result<String> {
    let (_, secret) = issue(tx, app, CredentialKind::Link, member, "").await?;
    Ok(format!("{}/in/{secret}", app.settings.base_url))
}

/// Spends a link; gives its member and a new session's secret.
///
/// # Errors
/// `link-used` when it was used, expired or never was.
pub async fn spend_link(tx: &mut Tx, app: &App, link: &str) -> Result<(MemberId, String)> {
    let (hash, now) = (secret::hash(link), tx.now().micros());
    let Some((member,)) = fetch_optional!(tx, sql::SPEND_LINK, (Uuid,), hash.clone(), now)? else {
        return Err(Refusal::new("link-used"));
    };
    let member = MemberId::from_uuid(member);
    let (_, session) = issue(tx, app, CredentialKind::Session, member, "").await?;
    Ok((member, session))
}

/// Makes a guest with a session, committed; gives who they are and the cookie to set.
///
/// # Errors
/// When the database fails.
pub async fn start_guest(app: &App, lang: kit::Lang) -> Result<(MemberId, String)> {
    let mut tx = app.write().await?;
    let new = NewMember { lang: lang.name().to_owned(), guest: true, ..NewMember::default() };
    let guest = create_member(&mut tx, app, new).await?;
    let (_, session) = issue(&mut tx, app, CredentialKind::Session, guest.id, "").await?;
    tx.commit().await?;
    Ok((guest.id, crate::identify::session_cookie(app, &session)))
}

/// Who calls, by a session or a program's token; a phone's credential opens the phone's route and nothing else.
#[must_use]
pub fn known(caller: &Caller) -> Option<MemberId> {
    caller.member.as_ref().filter(|_| caller.via != Via::Device).map(|member| member.id)
}

/// Who calls; a stranger becomes a guest by it, and is given the cookie to set.
///
/// # Errors
/// When the database fails.
pub async fn known_or_guest(app: &App, caller: &Caller) -> Result<(MemberId, Option<String>)> {
    if let Some(member) = known(caller) {
        return Ok((member, None));
    }
    let (guest, cookie) = start_guest(app, caller.lang).await?;
    Ok((guest, Some(cookie)))
}

/// Whether a credential still lets in whom it let in: it was neither withdrawn nor has it ended.
///
/// # Errors
/// When the database fails.
pub async fn stands(tx: &mut Tx, credential: CredentialId) -> Result<bool, StoreError> {
    let now = tx.now().micros();
    Ok(fetch_one!(tx, sql::STANDS, (i64,), credential.uuid(), now)?.0 == 1)
}

/// Withdraws a credential of a member.
///
/// # Errors
/// `not-found` when it is not theirs.
pub async fn revoke(tx: &mut Tx, member: MemberId, credential: CredentialId) -> Result<()> {
    let gone = execute!(tx, sql::REVOKE, credential.uuid(), member.uuid())?;
    if gone == 0 { Err(Refusal::new("not-found")) } else { Ok(()) }
}

/// Drops credentials that have ended.
///
/// # Errors
/// When the database fails.
pub async fn sweep(tx: &mut Tx) -> Result<u64, StoreError> {
    let now = tx.now().micros();
    execute!(tx, sql::SWEEP, now)
}
