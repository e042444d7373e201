//! Pictures of listings: fetched once, made small by whoever fetched them, served by us.
//!
//! A picture's address is chance: whoever was shown it has it, and nobody finds out with a picture of their own whether somebody
//! here had a page read that shows it (design, never 2). What a member's own browser sent is theirs alone, its picture too.

use domain::ids::Id;
use domain::{Instant, ListingId, MemberId, PictureId, limits};
use kit::App;
use sha2::{Digest, Sha256};
use sqlx::FromRow;
use store::{BadRow, StoreError, Tx, execute, fetch_all, fetch_one, fetch_optional};
use uuid::Uuid;

use crate::model::Listing;
use crate::sql;

/// Seconds to the next attempt after a failure, doubled by each further one.
const RETRY_S: i64 = 3_600;
/// Attempts after which a picture is left alone.
const TRIES: i64 = 5;

/// How big a picture is served.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// For rows of a list.
    Small,
    /// For the page of one thing.
    Large,
}

impl Size {
    /// Dots of the longer side at most.
    #[must_use]
    pub fn dots(self) -> u32 {
        match self {
            Self::Small => 160,
            Self::Large => 640,
        }
    }

    /// The size of so many dots.
    #[must_use]
    pub fn of(dots: &str) -> Option<Self> {
        [Self::Small, Self::Large].into_iter().find(|size| size.dots().to_string() == dots)
    }
}

/// A picture, ready to be pointed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    /// Its id, which its address holds.
    pub id: PictureId,
    /// Dots across, of the large one.
    pub width: u32,
    /// Dots down, of the large one.
    pub height: u32,
}

impl Picture {
    /// Its address on this host.
    #[must_use]
    pub fn url(&self, size: Size) -> String {
        format!("/pictures/{}", self.file(size))
    }

    /// The name of its file: `picture_…-160.jpg`.
    #[must_use]
    pub fn file(&self, size: Size) -> String {
        format!("{}-{}.jpg", self.id, size.dots())
    }

    /// Which picture a file of this name is, and how big.
    #[must_use]
    pub fn named(file: &str) -> Option<(PictureId, Size)> {
        let (id, dots) = file.strip_suffix(".jpg")?.rsplit_once('-')?;
        Some((id.parse().ok()?, Size::of(dots)?))
    }

    /// Width and height within a square of so many dots, its shape kept, never above its own size.
    #[must_use]
    pub fn within(&self, dots: u32) -> (u32, u32) {
        let longer = self.width.max(self.height).max(1);
        let side = |one: u32| {
            u32::try_from(u64::from(one) * u64::from(dots.min(longer)) / u64::from(longer))
                .unwrap_or(dots)
                .max(1)
        };
        (side(self.width), side(self.height))
    }
}

/// A picture as it is to be kept: two JPEGs without anything that came along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shrunk {
    /// [`Size::Small`].
    pub small: Vec<u8>,
    /// [`Size::Large`].
    pub large: Vec<u8>,
    /// Dots across, of the large one.
    pub width: u32,
    /// Dots down, of the large one.
    pub height: u32,
}

#[derive(FromRow)]
struct Row {
    id: Uuid,
    width: i64,
    height: i64,
}

impl Row {
    fn read(self) -> Result<Picture, StoreError> {
        picture_of(PictureId::from_uuid(self.id), self.width, self.height)
    }
}

/// A picture as its row says it.
pub(crate) fn picture_of(id: PictureId, width: i64, height: i64) -> Result<Picture, StoreError> {
    let width = u32::try_from(width).map_err(|_| BadRow::at("picture", "width", id)())?;
    let height = u32::try_from(height).map_err(|_| BadRow::at("picture", "height", id)())?;
    Ok(Picture { id, width, height })
}

/// Notes that a listing's picture is to be fetched, when its page names one that was not tried before.
pub(crate) async fn want(tx: &mut Tx, listing: &Listing) -> Result<(), StoreError> {
    let Some(url) = listing.picture.as_deref().filter(|url| url.len() <= limits::URL_BYTES) else {
        return Ok(());
    };
    let now = tx.now().micros();
    execute!(tx, sql::WANT_PICTURE, listing.id.uuid(), url, now).map(drop)
}

/// The pictures to be fetched by now: of which listing, and from where.
///
/// # Errors
/// When the database fails.
pub async fn pictures_due(
    tx: &mut Tx,
    now: Instant,
    most: i64,
) -> Result<Vec<(ListingId, String)>, StoreError> {
    let rows = fetch_all!(tx, sql::PICTURES_DUE, (Uuid, String), now.micros(), most)?;
    Ok(rows.into_iter().map(|(listing, url)| (ListingId::from_uuid(listing), url)).collect())
}

/// Where the picture of a listing is fetched from, if it still is to be.
///
/// # Errors
/// When the database fails.
pub async fn picture_wanted(tx: &mut Tx, listing: ListingId) -> Result<Option<String>, StoreError> {
    Ok(fetch_optional!(tx, sql::PICTURE_WANTED, (String,), listing.uuid())?.map(|(url,)| url))
}

/// Whether the picture of a listing is on its way for the first time.
///
/// # Errors
/// When the database fails.
pub async fn picture_coming(tx: &mut Tx, listing: ListingId) -> Result<bool, StoreError> {
    Ok(fetch_optional!(tx, sql::PICTURE_COMING, (i64,), listing.uuid())?.is_some())
}

/// Claims a picture that is to be fetched, so that two do not fetch it at once; `false` when another did.
///
/// # Errors
/// When the database fails.
pub async fn claim_picture(tx: &mut Tx, listing: ListingId, url: &str) -> Result<bool, StoreError> {
    let (now, next) = (tx.now().micros(), tx.now().plus_secs(RETRY_S).micros());
    Ok(execute!(tx, sql::CLAIM_PICTURE, listing.uuid(), url, now, next)? > 0)
}

/// Keeps what was made of a listing's picture; `false` when there is no more room, or the listing went meanwhile.
///
/// # Errors
/// When the database fails.
pub async fn keep_picture(
    tx: &mut Tx,
    app: &App,
    listing: ListingId,
    url: &str,
    shrunk: &Shrunk,
) -> Result<bool, StoreError> {
    let Some((member,)) = fetch_optional!(tx, sql::WHOSE, (Option<Uuid>,), listing.uuid())? else {
        return Ok(false);
    };
    let Shrunk { small, large, width, height } = shrunk;
    let mut key = Sha256::new_with_prefix(member.unwrap_or(Uuid::nil()).as_bytes());
    key.update(large);
    let key = key.finalize().to_vec();
    let known = fetch_optional!(tx, sql::PICTURE_OF_KEY, (Uuid,), key.as_slice())?;
    if known.is_none() {
        let (kept,) = fetch_one!(tx, sql::PICTURES, (i64,))?;
        if kept >= limits::PICTURES {
            // Room comes when others are dropped.
            picture_failed(tx, listing, url, true).await?;
            return Ok(false);
        }
        // Of no time, as the ids of listings are.
        let id = PictureId::make(Instant::from_micros(0), app.chance.bytes());
        let (width, height) = (i64::from(*width), i64::from(*height));
        let (small, large) = (small.as_slice(), large.as_slice());
        execute!(tx, sql::ADD_PICTURE, id.uuid(), key.as_slice(), member, small, large, width, height)?;
    }
    let (id,) = fetch_one!(tx, sql::PICTURE_OF_KEY, (Uuid,), key.as_slice())?;
    Ok(execute!(tx, sql::SET_PICTURE, listing.uuid(), url, id)? > 0)
}

/// Notes that a picture could not be had; when it may pass, it is tried again, ever later, a few times.
///
/// # Errors
/// When the database fails.
pub async fn picture_failed(
    tx: &mut Tx,
    listing: ListingId,
    url: &str,
    may_pass: bool,
) -> Result<(), StoreError> {
    let Some((tries,)) = fetch_optional!(tx, sql::PICTURE_TRIES, (i64,), listing.uuid(), url)? else {
        return Ok(());
    };
    let tries = tries + 1;
    let next = tx.now().plus_secs(RETRY_S << tries.min(TRIES));
    let next = (may_pass && tries < TRIES).then_some(next.micros());
    execute!(tx, sql::PICTURE_FAILED, listing.uuid(), url, tries, next).map(drop)
}

/// The picture of a listing, as far as somebody may see it.
///
/// # Errors
/// When the database fails or the row makes no sense.
pub async fn picture(
    tx: &mut Tx,
    of: ListingId,
    by: Option<MemberId>,
) -> Result<Option<Picture>, StoreError> {
    let by = by.map_or(Uuid::nil(), Id::uuid);
    fetch_optional!(tx, sql::PICTURE_OF, Row, of.uuid(), by)?.map(Row::read).transpose()
}

/// The bytes of a picture, and whether they are one member's alone; `None` when there are none, or not for them.
///
/// # Errors
/// When the database fails.
pub async fn picture_bytes(
    tx: &mut Tx,
    id: PictureId,
    size: Size,
    by: Option<MemberId>,
) -> Result<Option<(Vec<u8>, bool)>, StoreError> {
    let statement = match size {
        Size::Small => sql::SMALL,
        Size::Large => sql::LARGE,
    };
    let row = fetch_optional!(tx, statement, (Option<Uuid>, Vec<u8>), id.uuid())?;
    Ok(row
        .filter(|(member, _)| member.is_none() || *member == by.map(Id::uuid))
        .map(|(member, bytes)| (bytes, member.is_some())))
}
