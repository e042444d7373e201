//! Words beside a shared wish, in two rooms: to its owner, and among those who give.

use domain::ids::Id;
use domain::{CommentId, ListId, MemberId, WishId, limits, text};
use kit::{App, Result};
use store::{StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};

use crate::access::{self, Seen};
use crate::decide;
use crate::model::{Comment, Refused, Room, Seat};
use crate::rows::CommentRow;
use crate::{changes, gift, sql};

/// Whether somebody is let into a room beside a wish. What they promised is looked up only for whom it matters, never for its owner.
pub(crate) async fn enters(tx: &mut Tx, seen: &Seen, wish: WishId, room: Room) -> Result<bool, StoreError> {
    let promised = if (seen.seat, room) == (Seat::Passer, Room::Givers) {
        gift::beside(tx, wish).await?.0.iter().any(|one| Some(one.giver) == seen.viewer)
    } else {
        false
    };
    Ok(decide::enters(seen.seat, room, promised))
}

/// What was written beside a wish in a room, oldest first; `None` for whom it is shut.
pub(crate) async fn beside(
    tx: &mut Tx,
    seen: &Seen,
    wish: WishId,
    room: Room,
) -> Result<Option<Vec<Comment>>, StoreError> {
    if !enters(tx, seen, wish, room).await? {
        return Ok(None);
    }
    let rows = fetch_all!(tx, sql::BESIDE, CommentRow, wish.uuid(), room.name())?;
    let all: Vec<Comment> = rows.into_iter().map(CommentRow::read).collect::<Result<_, _>>()?;
    Ok(Some(all.into_iter().filter(|one| one.list == seen.list.id).collect()))
}

/// All that was written on a list, in both rooms, oldest first. Who may read what is not asked here.
pub(crate) async fn on_list(tx: &mut Tx, list: ListId) -> Result<Vec<Comment>, StoreError> {
    fetch_all!(tx, sql::SAID_ON, CommentRow, list.uuid())?.into_iter().map(CommentRow::read).collect()
}

/// Lines as they were written, without what is blank at the ends.
fn told(words: &str) -> Result<String, Refused> {
    let words = text::undirected(words).replace("\r\n", "\n").trim().to_owned();
    match () {
        () if words.is_empty() => Err(Refused::NoWords),
        () if words.chars().count() > limits::COMMENT_CHARS => Err(Refused::Long),
        () => Ok(words.replace(|c: char| c.is_control() && c != '\n', " ")),
    }
}

/// Writes beside a wish.
///
/// # Errors
/// `not-found` for whom the wish or the room is shut, `invalid` naming `words`, `too-often`.
pub(crate) async fn write(
    tx: &mut Tx,
    app: &App,
    me: MemberId,
    (list, wish): (ListId, WishId),
    room: Room,
    words: &str,
) -> Result<Comment> {
    let seen = access::open(tx, Some(me), list).await?;
    let (wish, _) = access::wish(tx, list, wish).await?;
    if !enters(tx, &seen, wish.id, room).await? {
        return Err(Refused::NotThere.into());
    }
    let words = told(words)?;
    let now = tx.now();
    let hour_ago = now.plus_secs(-3_600).micros();
    let (lately,) = fetch_one!(tx, sql::WRITTEN_SINCE, (i64,), me.uuid(), hour_ago)?;
    let (beside,) = fetch_one!(tx, sql::HOW_MANY_BESIDE, (i64,), wish.id.uuid(), room.name())?;
    if lately >= limits::COMMENTS_PER_HOUR || beside >= limits::COMMENTS_PER_WISH {
        return Err(Refused::TooOften.into());
    }
    let (id, owner): (CommentId, _) = (app.id(), seen.list.member);
    let name = if seen.seat == Seat::Owner { seen.owner_name } else { seen.name };
    execute!(
        tx,
        sql::WRITE,
        id.uuid(),
        wish.id.uuid(),
        list.uuid(),
        owner.uuid(),
        me.uuid(),
        &name,
        room.name(),
        &words,
        now.micros(),
    )?;
    changes::on(tx, list, room).await?;
    Ok(Comment {
        id,
        wish: wish.id,
        list,
        owner,
        writer: me,
        name,
        room,
        words,
        written_at: now,
        changed_at: None,
    })
}

/// A comment of which somebody may know: their own, or in the owner's room of their own list.
async fn theirs(tx: &mut Tx, me: MemberId, id: CommentId) -> Result<Comment> {
    let found = fetch_optional!(tx, sql::COMMENT, CommentRow, id.uuid())?;
    let found = found.map(CommentRow::read).transpose()?;
    let may = |one: &Comment| one.writer == me || (one.owner == me && one.room == Room::Owner);
    found.filter(may).ok_or_else(|| Refused::NotThere.into())
}

/// Writes one's own comment anew.
///
/// # Errors
/// `not-found` when it is not theirs or they no longer see the list, `invalid` naming `words`.
pub(crate) async fn rewrite(tx: &mut Tx, me: MemberId, id: CommentId, words: &str) -> Result<Comment> {
    let before = theirs(tx, me, id).await?;
    let seen = access::open(tx, Some(me), before.list).await?;
    if before.writer != me || !enters(tx, &seen, before.wish, before.room).await? {
        return Err(Refused::NotThere.into());
    }
    let words = told(words)?;
    let now = tx.now();
    execute!(tx, sql::REWRITE, id.uuid(), me.uuid(), &words, now.micros())?;
    changes::on(tx, before.list, before.room).await?;
    Ok(Comment { words, changed_at: Some(now), ..before })
}

/// Takes a comment away: one's own, or any in the owner's room of one's own list.
///
/// # Errors
/// `not-found` when it is neither.
pub(crate) async fn erase(tx: &mut Tx, me: MemberId, id: CommentId) -> Result<Comment> {
    let gone = theirs(tx, me, id).await?;
    execute!(tx, sql::ERASE, id.uuid())?;
    if wish::list(tx, gone.list).await?.is_some() {
        changes::on(tx, gone.list, gone.room).await?;
    }
    Ok(gone)
}
