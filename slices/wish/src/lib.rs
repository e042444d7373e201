//! Wish: what a member hopes for, on their own lists.
//!
//! Invariants: a wish has at least one condition (words, category, brand or barcode), so that it can come true and never
//! wants everything; it is seen and changed by its member alone, and to anybody else it does not exist; at most
//! [`WISHES_PER_MEMBER`](domain::limits::WISHES_PER_MEMBER) are open or paused. Every wish stands on one list: the main one, which
//! has no row and is private, or a named one. What was dropped stays dropped, unless a device edits it that had not heard of it:
//! no edit of any device is lost ([`merge`], decision 0015).
//! Every change is told as [`Fact::Wish`](domain::Fact::Wish) in its own transaction.
//! A wish that names places may come true nowhere else, not even when they are gone.
//! Refuses to know offers, positions, and whether a wish will come true; of places, all but that they exist and their names.
//!
//! Public face: [`wish`], [`of_member`], [`whole`], [`ending`] and [`each`] read; [`list`](list()), [`lists_of`] and [`of_list`] read named lists,
//! [`changes`](changes()) says whether one is another, and
//! [`set_visibility`] shares them; [`add`], [`change`], [`set_detail`] and [`fulfil`] write; [`WishRow`] and [`rows`] say wishes as a
//! page does; [`reckon`] and [`figures()`] tell what is hoped for in groups that tell of nobody; [`sweep`] forgets settled edits; [`set_picture`]
//! keeps a picture of one's own; [`Hears`] is what its member hears of a wish;
//! [`own_word`] is what a member says of a page that was misread, for their own wish alone; [`call_as_page`] gives what was wished by its
//! address the name of its page, [`call_as_product`] what was wished by its barcode that of its product; [`routes`].

pub mod actions;
mod adding;
mod address;
mod api;
mod asked;
mod best;
mod changes;
mod choices;
mod decide;
mod detail;
mod draft;
mod edit;
mod fields;
mod figures;
mod form;
mod hears;
pub mod list;
mod list_name;
mod list_page;
mod listed;
mod merge;
mod model;
mod named;
mod new;
pub mod order;
mod overruled;
mod own_word;
mod page_acts;
mod page_name;
mod pages;
mod past;
mod picture;
mod picture_page;
mod reading;
mod rows;
mod said;
#[cfg(test)]
mod sample;
mod save;
mod scan;
mod seller;
mod seller_page;
mod sellers;
mod shelf;
mod sql;
mod stamp;
mod start;
mod there;
pub mod told;
mod twin;
mod understood;
mod unread;
mod value;
mod view;
mod why;

pub use actions::{Part, add, change, each, ending, fulfil, member_of, of_member, part, parts, tally, wish};
pub use address::{address_in, addresses_in, code_in, code_within, other_address};
pub use changes::changes;
pub use detail::{detail, hoping, hoping_code, may_know, set_detail, whole, wishes_from};
pub use draft::Draft;
pub use figures::{Figure, figures, reckon};
pub use hears::{Hear, Hears};
pub use list::{list, lists_of, of_list, set_visibility};
pub use listed::listings;
pub use model::{CameFrom, Detail, List, NewWish, Refused, WishChange};
pub use new::{ask, open};
pub use overruled::sweep;
pub use own_word::{OwnWord, believed, own_word, own_words};
pub use page_name::{call_as_page, call_as_product, call_if_read, is_by_code, nameless, nameless_code};
pub use picture::{own_picture, picture_file, pictures_on, remove_picture, set_picture};
pub use picture_page::not_a_picture;
pub use said::{WishRow, rows};
pub use scan::not_a_code;
pub use seller::{is_parted, join, sold_at, wished_already, wished_at};
pub use seller_page::{not_a_seller, not_read_now, seller_read};
pub use twin::{Held, Twin, twin};
pub use unread::{Unread, unread, unread_again};

pub use api::WireTwin;

/// The reader of a device's edits by itself, for the fuzz targets.
#[cfg(feature = "testing")]
pub use api::edits_read;

/// Every statement of this slice.
pub const STATEMENTS: &[store::Statement] = sql::ALL;

/// What this slice keeps of a member, for them to take along.
pub const OWN: &[kit::Own] = &[
    kit::Own::of_member("wishes", sql::OWN_WISHES),
    kit::Own::of_member("wish_places", sql::OWN_PLACES),
    kit::Own::of_member("beside_wishes", sql::OWN_BESIDE),
    kit::Own::of_member("said_of_pages", sql::OWN_SAID),
    kit::Own::of_member("sellers", sql::OWN_SELLERS),
    kit::Own::of_member("edits_offered_back", sql::OWN_OVERRULED),
    kit::Own::of_member("own_pictures", sql::OWN_PICTURES),
    kit::Own::of_member("lists", sql::OWN_LISTS),
    kit::Own::of_member("list_names_offered_back", sql::OWN_LIST_NAMES),
];

/// The routes of this slice.
#[must_use]
pub fn routes() -> kit::Routes {
    let lists = [
        hears::routes(),
        list_page::routes(),
        named::routes(),
        page_acts::routes(),
        past::routes(),
        picture_page::routes(),
        shelf::routes(),
    ];
    [
        new::routes(),
        figures::routes(),
        pages::routes(),
        scan::routes(),
        seller_page::routes(),
        start::routes(),
    ]
    .into_iter()
    .chain(lists)
    .fold(api::routes(), kit::Routes::merge)
}
