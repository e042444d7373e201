//! How often what others do on a list changed, so that whoever has it open need not read all of it to know that nothing did.
//!
//! Counted by room: what is promised, and what is said among the givers, in a row that is neither read nor written for the list's owner.

use domain::ids::Id;
use domain::{ListId, MemberId};
use kit::App;
use store::{StoreError, Tx, execute, fetch_optional};

use crate::gift::may_know;
use crate::model::{Room, Seat};
use crate::sql;

/// Counts a change that those in a room may see; what is promised is seen among the givers.
pub(crate) async fn on(tx: &mut Tx, list: ListId, room: Room) -> Result<(), StoreError> {
    execute!(tx, sql::CHANGED, list.uuid(), room.name()).map(drop)
}

/// How often that which somebody may see changed, counting from anywhere.
pub(crate) async fn seen(tx: &mut Tx, list: ListId, seat: Seat) -> Result<Vec<i64>, StoreError> {
    let rooms: &[Room] = if may_know(seat) { &[Room::Owner, Room::Givers] } else { &[Room::Owner] };
    let mut seen = Vec::new();
    for room in rooms {
        let row = fetch_optional!(tx, sql::CHANGES, (i64,), list.uuid(), room.name())?;
        seen.push(row.map_or(0, |(changes,)| changes));
    }
    Ok(seen)
}

/// Tells open pages of this node, after the change was committed; what is among the givers does not wake the owner's.
pub(crate) async fn tell(app: &App, list: ListId, room: Room) {
    match room {
        Room::Owner => app.stirred.tell(list, owner(app, list).await),
        Room::Givers => tell_givers(app, list),
    }
}

/// The same of what is promised.
pub(crate) fn tell_givers(app: &App, list: ListId) {
    app.stirred.tell_others(list);
}

/// Whose list it is. Where the store cannot say, nobody is woken: their pages show it when they are next looked at.
async fn owner(app: &App, list: ListId) -> Option<MemberId> {
    let mut tx = app.read().await.ok()?;
    wish::list(&mut tx, list).await.ok().flatten().map(|list| list.member)
}
