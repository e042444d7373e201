//! Tables: wish, wish_place, wish_detail

store::statements! {
    ADD = "INSERT INTO wish (id, member, title, kind, category, gtin, brand, words, top_minor, currency, until_at,
             distance_m, visibility, state, added_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    ONE = "SELECT id, member, title, kind, category, gtin, brand, words, top_minor, currency, until_at, distance_m,
             visibility, state, added_at FROM wish WHERE id = $1";
    OF_MEMBER = "SELECT id, member, title, kind, category, gtin, brand, words, top_minor, currency, until_at, distance_m,
                   visibility, state, added_at FROM wish
                 WHERE member = $1 AND state <> 'dropped' AND id < $2 ORDER BY id DESC LIMIT $3";
    KEPT = "SELECT count(*) FROM wish WHERE member = $1 AND state IN ('open', 'paused')";
    /// A range of all, without what is only shown: ids begin with their time, so that rows lie about in their order.
    LIVING = "SELECT id, member, kind, category, gtin, brand, words, top_minor, currency, until_at, distance_m,
                visibility, state FROM wish WHERE id >= $1 AND id < $2 AND state <> 'dropped'";
    /// The id that many further on.
    BORDER = "SELECT id FROM wish WHERE id >= $1 ORDER BY id LIMIT 1 OFFSET $2";
    /// Takes effect only on the wish as it was read: `$14` is the state it was decided from.
    CHANGE = "UPDATE wish SET title = $2, kind = $3, category = $4, gtin = $5, brand = $6, words = $7, top_minor = $8,
                currency = $9, until_at = $10, distance_m = $11, visibility = $12, state = $13
              WHERE id = $1 AND state = $14";
    /// Names a place; one that is named stays so.
    NAME_PLACE = "INSERT INTO wish_place (wish, place) VALUES ($1, $2) ON CONFLICT (wish, place) DO NOTHING";
    FORGET_PLACES = "DELETE FROM wish_place WHERE wish = $1";
    PLACES = "SELECT wish, place FROM wish_place WHERE wish = $1 ORDER BY place";
    PLACES_OF_MEMBER = "SELECT p.wish, p.place FROM wish_place p JOIN wish w ON w.id = p.wish
                        WHERE w.member = $1 AND w.id < $2 AND w.id >= $3 ORDER BY p.wish, p.place";
    PLACES_OF_LIVING = "SELECT wish, place FROM wish_place WHERE wish >= $1 AND wish < $2 ORDER BY wish, place";
    FULFIL = "UPDATE wish SET state = 'fulfilled' WHERE id = $1 AND state IN ('open', 'paused')";
    DETAIL_OF = "SELECT wish, came_from, listing, note FROM wish_detail WHERE wish = $1";
    DETAILS_OF_MEMBER = "SELECT d.wish, d.came_from, d.listing, d.note FROM wish_detail d JOIN wish w ON w.id = d.wish
                         WHERE w.member = $1 AND w.id <= $2 AND w.id >= $3";
    /// How many members wished from a listing, and whether this one did.
    WISHED_FROM = "SELECT count(DISTINCT w.member), count(DISTINCT CASE WHEN w.member = $2 THEN 1 END)
                   FROM wish_detail d JOIN wish w ON w.id = d.wish WHERE d.listing = $1";
    SET_DETAIL = "INSERT INTO wish_detail (wish, came_from, listing, note) VALUES ($1, $2, $3, $4)
                  ON CONFLICT (wish) DO UPDATE SET came_from = $2, listing = $3, note = $4";
    TALLY = "SELECT count(*), (SELECT id FROM wish WHERE state <> 'dropped' ORDER BY id DESC LIMIT 1)
             FROM wish WHERE state <> 'dropped'";
}
