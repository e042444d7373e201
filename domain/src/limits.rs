//! Every limit of the house, each with its reason.

/// Wishes a member may have open: a long life's list, small enough to match in microseconds.
pub const WISHES_PER_MEMBER: i64 = 500;
/// Named lists a member may have: every birthday of a big family.
pub const LISTS_PER_MEMBER: i64 = 50;
/// How many of one thing may be wished: chairs for a wedding.
pub const QUANTITY_MAX: i64 = 999;
/// Characters of an order key: hundreds of moves to the very same spot.
pub const ORDER_CHARS: usize = 120;
/// Edits in one request: what a day without a network gathers; a device sends more in parts.
pub const EDITS: usize = 200;
/// Days an edit is remembered as settled, and an overruled one is offered back: the longest journey without a network.
pub const EDIT_DAYS: i64 = 180;
/// Offers an organisation may have: a supermarket's shelves.
pub const OFFERS_PER_ORGANISATION: i64 = 100_000;
/// Grants a member may hold: every shop of a town, twice.
pub const GRANTS_PER_MEMBER: i64 = 1_000;
/// Characters of a title: two lines on a phone.
pub const TITLE_CHARS: usize = 140;
/// Characters of a note beside a wish: a size, a colour, a reason.
pub const NOTE_CHARS: usize = 1_000;
/// Characters of a name of a person, place or organisation.
pub const NAME_CHARS: usize = 80;
/// The highest price in minor units: ten million euros; keeps every sum far from overflow.
pub const PRICE_MAX_MINOR: i64 = 1_000_000_000;
/// The highest stock of one offer.
pub const STOCK_MAX: u32 = 1_000_000;
/// Metres an offer may reach, or a wish may ask: a neighbourhood, not a region.
pub const REACH_MAX_M: u32 = 5_000;
/// Metres a wish looks about when nothing is said.
pub const WISH_DISTANCE_M: u32 = 1_000;
/// Suggestions a day for a newcomer: what a friend would say before being a nuisance.
pub const SUGGESTIONS_PER_DAY: u16 = 5;
/// The most suggestions a day a member may ask for.
pub const SUGGESTIONS_PER_DAY_MAX: u16 = 50;
/// Seconds after which a moment is no longer now: two minutes is 150 m on foot.
pub const MOMENT_STALE_S: i64 = 120;
/// Seconds a moment may lie ahead of our clock: phones drift by seconds, not by minutes.
pub const MOMENT_AHEAD_S: i64 = 60;
/// Metres of uncertainty beyond which a moment says nothing about a street.
pub const ACCURACY_MAX_M: u32 = 150;
/// Seconds for which the last moment of a member standing still counts as now, for offers published meanwhile.
pub const PRESENCE_S: i64 = 900;
/// Bytes of a request body: a long form or a batch of moments; imports go by command or their own route.
pub const BODY_BYTES: usize = 256 * 1024;
/// Messages in one OwnTracks batch.
pub const BATCH: usize = 500;
/// Seconds a taken offer is held for its member: time to walk there and queue.
pub const HOLD_S: i64 = 7_200;
/// Stock at or under which `last ones` is a reason.
pub const LAST_ONES: u32 = 3;
/// Seconds before the end at which `closing soon` is a reason.
pub const CLOSING_SOON_S: i64 = 3_600;
/// Days an idempotency key is remembered.
pub const IDEMPOTENCY_DAYS: i64 = 2;
/// Minutes a sign-in link lives.
pub const LINK_MINUTES: i64 = 30;
/// Days a page session lives after its last use.
pub const SESSION_DAYS: i64 = 90;
/// Phones, and as many keys of programs, that a member lets in: more than anybody carries, few enough to look through.
pub const DEVICES_PER_MEMBER: usize = 10;
/// Browsers of a member that take messages: every screen of a household, few enough to look through.
pub const SUBSCRIPTIONS_PER_MEMBER: usize = 10;
/// Bytes of a mail address (RFC 5321, section 4.5.3.1.3, without its brackets).
pub const MAIL_BYTES: usize = 254;
/// Days news waits for quiet hours to end or a budget to open; older news is none.
pub const NEWS_WAITS_DAYS: i64 = 7;
/// Rows on one page of a listing.
pub const PAGE_ROWS: i64 = 100;
/// Corners of a place's outline: a mall with every niche.
pub const OUTLINE_CORNERS: usize = 500;
/// Metres between a place's position and the farthest corner of its outline: a campus or a festival's field, not a quarter.
pub const OUTLINE_MAX_M: u32 = 1_000;
/// Bytes of a listing's address: what browsers and shops agree to carry.
pub const URL_BYTES: usize = 2_000;
/// Members at the least whom a number or a trace must stand for before it is told: fewer would tell of one.
pub const CROWD: i64 = 5;
/// Places a wish may name: every bakery of a town.
pub const WISH_PLACES: usize = 20;
/// Circles a member may belong to: family, friends, a club or two, several times over.
pub const CIRCLES_PER_MEMBER: i64 = 50;
/// Members of a circle: a wedding, not a town.
pub const CIRCLE_MEMBERS: usize = 200;
/// Days a link into a circle or onto a list opens: time for the slowest cousin to read their mail.
pub const CIRCLE_INVITE_DAYS: i64 = 14;
/// Characters of a comment beside a shared wish: a question and its reason.
pub const COMMENT_CHARS: usize = 1_000;
/// Comments one member writes in an hour: a lively talk, not a flood.
pub const COMMENTS_PER_HOUR: i64 = 30;
/// Comments in one room beside a wish: a family's whole December.
pub const COMMENTS_PER_WISH: i64 = 300;
/// Sellers a member may add to one wish: more shops than anybody compares.
pub const SELLERS_PER_WISH: usize = 30;
/// Pages a member may have read in an hour: an evening's window-shopping; more is a program's work, and the sites' burden.
pub const PAGES_PER_HOUR: i64 = 60;
/// Days after which a listing that nobody wishes from is dropped.
pub const LISTING_DAYS: i64 = 90;
/// Dots of a picture that is decoded: the largest photo a phone takes without asking (5712 by 4284); 100 MB of memory.
pub const PICTURE_DOTS: u64 = 25_000_000;
/// Bytes of a photo that is sent: as large as phones make them without asking.
pub const PHOTO_BYTES: usize = 16 * 1024 * 1024;
/// Days for which the picture of a dropped wish is kept: an edit of another device may bring the wish back.
pub const DROPPED_PICTURE_DAYS: i64 = 30;
/// Bytes of a picture as it is served.
pub const PICTURE_BYTES: usize = 256 * 1024;
/// Pictures that are kept at a time: what a backup still carries.
pub const PICTURES: i64 = 100_000;
/// Pictures of their own that a member keeps beside wishes, those of wishes just dropped included: more than a list has that one looks at.
pub const PICTURES_PER_MEMBER: i64 = 500;
/// The same of a guest, whom it costs nothing to be several.
pub const PICTURES_PER_GUEST: i64 = 20;
/// Pictures beyond which guests send none: the other half of [`PICTURES`] is the members' of this house.
pub const PICTURES_WITH_GUESTS: i64 = PICTURES / 2;
/// Photos that are received and decoded at a time: each may take [`PHOTO_BYTES`].
pub const PHOTOS_AT_A_TIME: usize = 8;
/// Seconds in which a photo must have come: over a poor network it does.
pub const PHOTO_SECS: u64 = 120;
/// Lines of a list that are imported at once: as many as a list holds.
pub const IMPORT_LINES: usize = 500;
/// Bytes of a list that is imported: an order history of a decade.
pub const IMPORT_BYTES: usize = 4 * 1024 * 1024;
/// Rows of one kind that a member takes along in one file, the newest: what a busy year leaves, in a few megabytes.
pub const TAKEN_ROWS: usize = 5_000;
/// Tags of an organisation: every shelf of a department store.
pub const TAGS_PER_ORGANISATION: i64 = 1_000;
/// Characters with which somebody vouches for a product: one sentence.
pub const VOUCHER_CHARS: usize = 200;
