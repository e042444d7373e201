//! What others asked the owner beside their wishes, for the owner's own pages. What is said among those who give is not even read.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use domain::ids::Id;
use domain::{ListId, MemberId, WishId};
use kit::asked::{Question, Reading};
use store::{StoreError, Tx, fetch_all};

use crate::model::{Comment, Room};
use crate::rows::CommentRow;
use crate::{access, sql};

/// All that others wrote to a member beside wishes which they still see on the list, the oldest first.
pub fn questions(tx: &mut Tx, member: MemberId) -> Reading<'_> {
    Box::pin(to(tx, member))
}

async fn to(tx: &mut Tx, member: MemberId) -> Result<Vec<Question>, StoreError> {
    let rows = fetch_all!(tx, sql::TO_THE_OWNER, CommentRow, member.uuid(), Room::Owner.name())?;
    let all: Vec<Comment> = rows.into_iter().map(CommentRow::read).collect::<Result<_, _>>()?;
    let mut shown: HashMap<ListId, Vec<WishId>> = HashMap::new();
    for one in &all {
        if let Entry::Vacant(unread) = shown.entry(one.list) {
            unread.insert(wishes(tx, member, one.list).await?);
        }
    }
    let is_shown = |one: &Comment| shown.get(&one.list).is_some_and(|wishes| wishes.contains(&one.wish));
    let question = |(at, one): (usize, &Comment)| Question {
        wish: one.wish,
        name: one.name.clone(),
        words: one.words.clone(),
        at: one.written_at,
        waits: !all[at..]
            .iter()
            .any(|later| later.writer == member && (later.list, later.wish) == (one.list, one.wish)),
        href: format!("/lists/{}/wishes/{}#room-{}", one.list, one.wish, one.room),
    };
    let theirs = all.iter().enumerate().filter(|(_, one)| one.writer != member && is_shown(one));
    Ok(theirs.map(question).collect())
}

/// The wishes of a member's own list that others see; none when it is theirs no more.
async fn wishes(tx: &mut Tx, member: MemberId, list: ListId) -> Result<Vec<WishId>, StoreError> {
    if wish::list(tx, list).await?.is_none_or(|list| list.member != member) {
        return Ok(Vec::new());
    }
    Ok(access::wishes(tx, list).await?.into_iter().map(|(wish, _)| wish.id).collect())
}
