//! A picture of one's own beside a wish: shown to its member, and to whom the wish is shown on a shared list, at an address that asks
//! each time who looks. It goes with the wish, its member, or a while after the wish was dropped.

use std::collections::HashMap;

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::ids::Id;
use domain::{Fact, Instant, ListId, MemberId, PictureId, WishId, limits};
use kit::{App, Result};
use product::{Picture, Shrunk, Size};
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::model::Refused;
use crate::{actions, changes, decide, detail, sql, stamp};

#[derive(FromRow)]
struct Row {
    wish: Uuid,
    id: Uuid,
    width: i64,
    height: i64,
}

impl Row {
    fn read(self) -> Result<(WishId, Picture), StoreError> {
        let wish = WishId::from_uuid(self.wish);
        let width = u32::try_from(self.width).map_err(|_| BadRow::at("wish_picture", "width", wish)())?;
        let height = u32::try_from(self.height).map_err(|_| BadRow::at("wish_picture", "height", wish)())?;
        Ok((wish, Picture { id: PictureId::from_uuid(self.id), width, height }))
    }
}

/// Where its member sees the picture beside a wish.
pub(crate) fn address(wish: WishId, picture: &Picture, size: Size) -> String {
    format!("/me/wishes/{wish}/picture/{}", picture.file(size))
}

/// The picture beside a wish, whosever it is.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn own_picture(tx: &mut Tx, wish: WishId) -> Result<Option<Picture>, StoreError> {
    let row = fetch_optional!(tx, sql::PICTURE_BESIDE, Row, wish.uuid())?;
    row.map(|row| row.read().map(|(_, picture)| picture)).transpose()
}

/// The pictures beside a member's wishes.
pub(crate) async fn of_member(tx: &mut Tx, member: MemberId) -> Result<HashMap<WishId, Picture>, StoreError> {
    fetch_all!(tx, sql::PICTURES_OF_MEMBER, Row, member.uuid())?.into_iter().map(Row::read).collect()
}

/// The pictures beside the wishes of a list. Whether somebody may see the list is not asked here.
///
/// # Errors
/// When the database fails or a row makes no sense.
pub async fn pictures_on(tx: &mut Tx, list: ListId) -> Result<HashMap<WishId, Picture>, StoreError> {
    fetch_all!(tx, sql::PICTURES_ON_LIST, Row, list.uuid())?.into_iter().map(Row::read).collect()
}

/// Keeps a picture beside a wish of a member, in place of the one before.
///
/// # Errors
/// `not-found` when the wish is not theirs, `too-many` when they, or the house, keep as many as may be.
pub async fn set_picture(
    tx: &mut Tx,
    app: &App,
    member: MemberId,
    wish: WishId,
    shrunk: &Shrunk,
) -> Result<Picture> {
    stamp::turn(tx, member).await?;
    actions::theirs(tx, member, wish).await?;
    if own_picture(tx, wish).await?.is_none() {
        let guest = people::member(tx, member).await?.is_none_or(|member| member.guest);
        let (kept,) = fetch_one!(tx, sql::PICTURES_BESIDE, (i64,))?;
        let (own,) = fetch_one!(tx, sql::PICTURES_BESIDE_OF, (i64,), member.uuid())?;
        decide::one_more_picture(guest, own, kept)?;
    }
    let Shrunk { small, large, width, height } = shrunk;
    let picture = Picture { id: app.id(), width: *width, height: *height };
    let now = tx.now().micros();
    execute!(
        tx,
        sql::SET_PICTURE,
        wish.uuid(),
        picture.id.uuid(),
        small.as_slice(),
        large.as_slice(),
        i64::from(*width),
        i64::from(*height),
        now,
    )?;
    told(tx, wish).await?;
    Ok(picture)
}

/// Takes the picture beside a wish of a member away; that there is none is as good.
///
/// # Errors
/// `not-found` when the wish is not theirs.
pub async fn remove_picture(tx: &mut Tx, member: MemberId, wish: WishId) -> Result<()> {
    stamp::turn(tx, member).await?;
    actions::theirs(tx, member, wish).await?;
    if execute!(tx, sql::REMOVE_PICTURE, wish.uuid())? > 0 {
        told(tx, wish).await?;
    }
    Ok(())
}

async fn told(tx: &mut Tx, wish: WishId) -> Result<(), StoreError> {
    if let Some(list) = detail::detail(tx, wish).await?.list {
        changes::on(tx, list).await?;
        tx.tell(Fact::List(list));
    }
    tx.tell(Fact::Wish(wish));
    Ok(())
}

/// The file of a picture beside a wish, for somebody who may see the wish; asked here is only whether it is that wish's.
///
/// # Errors
/// `not-found` when there is no such file.
pub async fn picture_file(tx: &mut Tx, wish: WishId, file: &str, headers: &HeaderMap) -> Result<Response> {
    let (id, size) = Picture::named(file).ok_or(Refused::NotThere)?;
    let statement = match size {
        Size::Small => sql::SMALL_BESIDE,
        Size::Large => sql::LARGE_BESIDE,
    };
    let found = fetch_optional!(tx, statement, (Vec<u8>,), wish.uuid(), id.uuid())?;
    let (bytes,) = found.ok_or(Refused::NotThere)?;
    let tag = format!("\"{file}\"");
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut response = if known { StatusCode::NOT_MODIFIED.into_response() } else { bytes.into_response() };
    let told = response.headers_mut();
    told.insert(header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg"));
    // Kept by the browser that saw it, which asks each time whether it still may.
    told.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        told.insert(header::ETAG, tag);
    }
    Ok(response)
}

/// Notes when this house learnt that a wish was dropped, or that it is there again.
pub(crate) async fn dropped(tx: &mut Tx, wish: WishId, now: Option<Instant>) -> Result<(), StoreError> {
    execute!(tx, sql::PICTURE_DROPPED, wish.uuid(), now.map(Instant::micros)).map(drop)
}

/// Forgets pictures of wishes that were dropped a while ago: until then an edit of another device may bring the wish back.
pub(crate) async fn sweep(tx: &mut Tx) -> Result<(), StoreError> {
    let before = tx.now().plus_secs(-limits::DROPPED_PICTURE_DAYS * 86_400).micros();
    execute!(tx, sql::SWEEP_PICTURES, before).map(drop)
}
