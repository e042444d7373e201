//! Which wishes something may meet, without a look through the town: each that may be met at all is filed under one of the keys it asks
//! for, and what takes place is looked up by those it answers to.
//!
//! What is filed is a way to a wish, never the word on it: what is found is read and asked. A wish is filed when it is heard of. Once a
//! day, and where keys are made by other rules than before, all are looked through, so that none stays unfound for long.

use std::collections::{BTreeSet, HashMap};

use domain::ids::Id;
use domain::{Instant, Wish, WishId, WishState};
use kit::App;
use store::{StoreError, Tx, execute, fetch_all, fetch_optional};
use uuid::Uuid;

use crate::sql;

/// Seconds after which all wishes are looked through once more: a day.
const LOOK_S: i64 = 86_400;
/// Wishes filed in one transaction.
const SOME: usize = 200;
/// Whose turn it is to file.
const FILING: Uuid = Uuid::from_u128(0x6461_7465_6420_7769_7368_6573_2066_696c);

/// The key under which a wish is to be filed; `None` for one that nothing meets.
fn key(wish: Option<&Wish>) -> Option<i64> {
    agenda::found_by(wish.filter(|wish| wish.state == WishState::Open)?)
}

/// Whether a wish, read just now, is filed as it is.
pub(super) async fn is_filed(tx: &mut Tx, id: WishId, wish: Option<&Wish>) -> Result<bool, StoreError> {
    let filed = fetch_optional!(tx, sql::FILED, (i64,), id.uuid())?;
    Ok(key(wish) == filed.map(|(key,)| key))
}

/// Files wishes as they stand now. One files at a time, so that nobody files what another has seen changed.
pub(super) async fn file(app: &App, wishes: &[WishId]) -> Result<(), StoreError> {
    let mut tx = app.write().await?;
    store::turn(&mut tx, FILING).await?;
    for id in wishes {
        match key(wish::wish(&mut tx, *id).await?.as_ref()) {
            Some(key) => execute!(&mut tx, sql::FILE, id.uuid(), key)?,
            None => execute!(&mut tx, sql::UNFILE, id.uuid())?,
        };
    }
    tx.commit().await
}

/// Whether all wishes were filed by the rules of now, and looked through of late.
pub(super) async fn is_whole(app: &App) -> Result<bool, StoreError> {
    let looked = fetch_optional!(&mut app.read().await?, sql::LOOKED, (i64,), agenda::found_rules())?;
    let past = |(at,)| app.now().secs_since(Instant::from_micros(at));
    Ok(looked.map(past).is_some_and(|past| (0..LOOK_S).contains(&past)))
}

/// The open wishes that are filed under one of these keys, in no order.
pub(super) async fn found(tx: &mut Tx, keys: &BTreeSet<i64>) -> Result<Vec<Wish>, StoreError> {
    let mut wishes = Vec::new();
    if keys.is_empty() {
        return Ok(wishes);
    }
    let keys: Vec<String> = keys.iter().map(i64::to_string).collect();
    let keys = format!("[{}]", keys.join(","));
    for (id,) in fetch_all!(tx, sql::FOUND, (Uuid,), &keys)? {
        let found = wish::wish(tx, WishId::from_uuid(id)).await?;
        wishes.extend(found.filter(|wish| wish.state == WishState::Open));
    }
    Ok(wishes)
}

/// Looks through all wishes of the town: files those that are not filed as they are, and gives every open one.
pub(super) async fn look_through(app: &App, mut give: impl FnMut(Wish) + Send) -> Result<(), StoreError> {
    let began = app.now();
    let parts = wish::parts(&mut app.read().await?).await?;
    for part in parts {
        let mut tx = app.read().await?;
        let (from, to) = part.bounds();
        let filed = fetch_all!(&mut tx, sql::FILED_FROM, (Uuid, i64), from, to)?;
        let mut filed: HashMap<Uuid, i64> = filed.into_iter().collect();
        let wishes = wish::part(&mut tx, part).await?;
        drop(tx);
        let mut otherwise = Vec::new();
        for wish in wishes {
            if filed.remove(&wish.id.uuid()) != key(Some(&wish)) {
                otherwise.push(wish.id);
            }
            if wish.state == WishState::Open {
                give(wish);
            }
        }
        otherwise.extend(filed.into_keys().map(WishId::from_uuid));
        for some in otherwise.chunks(SOME) {
            file(app, some).await?;
        }
    }
    let mut tx = app.write().await?;
    execute!(&mut tx, sql::LOOK, agenda::found_rules(), began.micros())?;
    execute!(&mut tx, sql::FORGET_LOOKS, agenda::found_rules())?;
    tx.commit().await
}
