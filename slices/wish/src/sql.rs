//! Tables: wish, wish_place, wish_detail, wish_said, wish_stamp, wish_overruled, wish_op, wish_picture, wish_seller, list, list_stamp, list_overruled, figure, figure_week, figure_member

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
    LIVING = "SELECT id, member, title, kind, category, gtin, brand, words, top_minor, currency, until_at, distance_m,
                visibility, state FROM wish WHERE id >= $1 AND id < $2 AND state <> 'dropped'";
    /// The id that many further on.
    BORDER = "SELECT id FROM wish WHERE id >= $1 ORDER BY id LIMIT 1 OFFSET $2";
    ENDING = "SELECT id FROM wish WHERE until_at > $1 AND until_at <= $2 AND state = 'open' ORDER BY until_at, id";
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
    DETAIL_OF = "SELECT wish, came_from, listing, note, list, order_key, quantity, priority, secret, archived_at, hears
                 FROM wish_detail WHERE wish = $1";
    DETAILS_OF_MEMBER = "SELECT d.wish, d.came_from, d.listing, d.note, d.list, d.order_key, d.quantity, d.priority, d.secret,
                           d.archived_at, d.hears FROM wish_detail d JOIN wish w ON w.id = d.wish
                         WHERE w.member = $1 AND w.id <= $2 AND w.id >= $3";
    /// Who wished from a listing, those who came first ahead.
    WISHED_FROM = "SELECT DISTINCT member FROM wish
                   WHERE id IN (SELECT wish FROM wish_detail WHERE listing = $1
                     UNION SELECT wish FROM wish_seller WHERE listing = $1 AND said = 'same') ORDER BY member LIMIT $2";
    /// Whoever took a page off a wish knows of it as well as who wished from it.
    DID_WISH_FROM = "SELECT count(*) FROM wish
                     WHERE id IN (SELECT wish FROM wish_detail WHERE listing = $1 UNION SELECT wish FROM wish_seller WHERE listing = $1)
                       AND member = $2";
    /// The pages that a member wished from, or said something of.
    KNOWN_OF_MEMBER = "SELECT d.listing FROM wish_detail d JOIN wish w ON w.id = d.wish WHERE w.member = $1 AND d.listing IS NOT NULL
                       UNION SELECT s.listing FROM wish_seller s JOIN wish w ON w.id = s.wish WHERE w.member = $1";
    /// Who wished from several listings, so many of each at most, those who came first ahead: `$1` is a JSON array of ids.
    WISHED_FROM_SEVERAL = "SELECT c.listing, c.member FROM (
                             SELECT f.listing, w.member, row_number() OVER (PARTITION BY f.listing ORDER BY w.member) AS nth
                             FROM (SELECT listing, wish FROM wish_detail WHERE listing IN (SELECT unhex(value) FROM json_each($1))
                               UNION SELECT listing, wish FROM wish_seller
                               WHERE listing IN (SELECT unhex(value) FROM json_each($1)) AND said = 'same') f
                             JOIN wish w ON w.id = f.wish GROUP BY f.listing, w.member) c WHERE c.nth <= $2"
                        | "SELECT c.listing, c.member FROM (
                             SELECT f.listing, w.member, row_number() OVER (PARTITION BY f.listing ORDER BY w.member) AS nth
                             FROM (SELECT listing, wish FROM wish_detail
                               WHERE listing IN (SELECT CAST(value AS uuid) FROM json_array_elements_text(CAST($1 AS json)))
                               UNION SELECT listing, wish FROM wish_seller
                               WHERE listing IN (SELECT CAST(value AS uuid) FROM json_array_elements_text(CAST($1 AS json))) AND said = 'same') f
                             JOIN wish w ON w.id = f.wish GROUP BY f.listing, w.member) c WHERE c.nth <= $2";
    WISHES_FROM = "SELECT count(*) FROM wish
                   WHERE id IN (SELECT wish FROM wish_detail WHERE listing = $1
                     UNION SELECT wish FROM wish_seller WHERE listing = $1 AND said = 'same') AND state <> 'dropped'";
    SET_DETAIL = "INSERT INTO wish_detail (wish, came_from, listing, note, list, order_key, quantity, priority, secret, archived_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                  ON CONFLICT (wish) DO UPDATE SET came_from = $2, listing = $3, note = $4, list = $5, order_key = $6,
                    quantity = $7, priority = $8, secret = $9, archived_at = $10";
    /// What its member hears of a wish, and nothing else of what stands beside it.
    SET_HEARS = "INSERT INTO wish_detail (wish, came_from, note, hears) VALUES ($1, 'words', '', $2)
                 ON CONFLICT (wish) DO UPDATE SET hears = $2";
    SAID_OF = "SELECT wish, listing, price_minor, list_minor, currency, availability, said_at FROM wish_said WHERE wish = $1";
    SAID_OF_MEMBER = "SELECT s.wish, s.listing, s.price_minor, s.list_minor, s.currency, s.availability, s.said_at
                      FROM wish_said s JOIN wish w ON w.id = s.wish WHERE w.member = $1";
    SAID_ON_LIST = "SELECT s.wish, s.listing, s.price_minor, s.list_minor, s.currency, s.availability, s.said_at
                    FROM wish_said s JOIN wish_detail d ON d.wish = s.wish WHERE d.list = $1";
    SAY = "INSERT INTO wish_said (wish, listing, price_minor, list_minor, currency, availability, said_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)
           ON CONFLICT (wish) DO UPDATE SET listing = $2, price_minor = $3, list_minor = $4, currency = $5, availability = $6,
             said_at = $7";
    UNSAY = "DELETE FROM wish_said WHERE wish = $1";
    WHOSE_WISH = "SELECT member FROM wish WHERE id = $1";
    WHOSE_LIST = "SELECT member FROM list WHERE id = $1";
    LISTS = "SELECT id, member, name, order_key, visibility, archived_at, added_at FROM list WHERE member = $1";
    LIST = "SELECT id, member, name, order_key, visibility, archived_at, added_at FROM list WHERE id = $1";
    ADD_LIST = "INSERT INTO list (id, member, name, order_key, visibility, archived_at, added_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)";
    SET_LIST = "UPDATE list SET name = $2, order_key = $3, visibility = $4, archived_at = $5, changes = changes + 1 WHERE id = $1";
    CHANGES = "SELECT changes FROM list WHERE id = $1";
    CHANGED = "UPDATE list SET changes = changes + 1 WHERE id = $1";
    /// Nothing where the wish stands on the main list.
    CHANGED_ON = "UPDATE list SET changes = changes + 1 WHERE id = (SELECT list FROM wish_detail WHERE wish = $1)";
    NAME_STAMP = "SELECT at, op FROM list_stamp WHERE list = $1";
    NAME_STAMPS = "SELECT s.list, s.op FROM list_stamp s JOIN list l ON l.id = s.list WHERE l.member = $1";
    STAMP_NAME = "INSERT INTO list_stamp (list, at, op) VALUES ($1, $2, $3) ON CONFLICT (list) DO UPDATE SET at = $2, op = $3";
    NAMES_OVERRULED = "SELECT o.list, o.op, o.name, o.at FROM list_overruled o JOIN list l ON l.id = o.list
                       WHERE l.member = $1 ORDER BY o.at, o.op";
    NAMES_OVERRULED_OF = "SELECT list, op, name, at FROM list_overruled WHERE list = $1 ORDER BY at, op";
    OFFER_NAME_BACK = "INSERT INTO list_overruled (list, op, name, at) VALUES ($1, $2, $3, $4)
                       ON CONFLICT (list, op) DO UPDATE SET name = $3, at = $4";
    TAKE_NAME_BACK = "DELETE FROM list_overruled WHERE list = $1 AND op = $2";
    SWEEP_NAMES = "DELETE FROM list_overruled WHERE at < $1";
    REMOVE_LIST = "DELETE FROM list WHERE id = $1";
    ON_LIST = "SELECT w.id FROM wish w JOIN wish_detail d ON d.wish = w.id WHERE d.list = $1";
    LEAVE_LIST = "UPDATE wish_detail SET list = NULL WHERE list = $1";
    /// What others may see of a list.
    OF_LIST = "SELECT w.id, w.member, w.title, w.kind, w.category, w.gtin, w.brand, w.words, w.top_minor, w.currency, w.until_at,
                 w.distance_m, w.visibility, w.state, w.added_at FROM wish w JOIN wish_detail d ON d.wish = w.id
               WHERE d.list = $1 AND w.state <> 'dropped' AND d.secret = 0 AND d.archived_at IS NULL";
    DETAILS_OF_LIST = "SELECT wish, came_from, listing, note, list, order_key, quantity, priority, secret, archived_at, hears
                       FROM wish_detail WHERE list = $1";
    PLACES_OF_LIST = "SELECT p.wish, p.place FROM wish_place p JOIN wish_detail d ON d.wish = p.wish
                      WHERE d.list = $1 ORDER BY p.wish, p.place";
    /// Those of a list that are not secret count as the list does.
    SHOW_ON_LIST = "UPDATE wish SET visibility = $2 WHERE visibility <> $2
                      AND id IN (SELECT wish FROM wish_detail WHERE list = $1 AND secret = 0) RETURNING id";
    SHOW = "UPDATE wish SET visibility = $2 WHERE id = $1";
    STAMPS = "SELECT wish, field, at, op, was FROM wish_stamp WHERE wish = $1";
    STAMPS_OF_MEMBER = "SELECT s.wish, s.field, s.at, s.op, s.was FROM wish_stamp s JOIN wish w ON w.id = s.wish
                        WHERE w.member = $1 AND w.state <> 'dropped'";
    STAMP = "INSERT INTO wish_stamp (wish, field, at, op, was) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (wish, field) DO UPDATE SET at = $3, op = $4, was = $5";
    OVERRULED = "SELECT o.wish, o.op, o.field, o.value, o.at FROM wish_overruled o JOIN wish w ON w.id = o.wish
                 WHERE w.member = $1 AND w.state <> 'dropped' ORDER BY o.at, o.op";
    OVERRULED_OF = "SELECT wish, op, field, value, at FROM wish_overruled WHERE wish = $1 AND field = $2 ORDER BY at, op";
    OFFER_BACK = "INSERT INTO wish_overruled (wish, op, field, value, at) VALUES ($1, $2, $3, $4, $5)
                  ON CONFLICT (wish, op) DO UPDATE SET field = $3, value = $4, at = $5";
    TAKE_BACK = "DELETE FROM wish_overruled WHERE wish = $1 AND op = $2";
    SETTLED_OP = "SELECT at FROM wish_op WHERE member = $1 AND op = $2";
    SETTLE = "INSERT INTO wish_op (member, op, at) VALUES ($1, $2, $3)";
    SWEEP_OPS = "DELETE FROM wish_op WHERE at < $1";
    SWEEP_OVERRULED = "DELETE FROM wish_overruled WHERE at < $1";
    /// Open wishes of which a listing is a seller and that were not put away, by id.
    HOPING = "SELECT w.id FROM wish w LEFT JOIN wish_detail d ON d.wish = w.id
              WHERE w.id IN (SELECT wish FROM wish_detail WHERE listing = $1
                  UNION SELECT wish FROM wish_seller WHERE listing = $1 AND said = 'same')
                AND w.state = 'open' AND d.archived_at IS NULL AND w.id > $2 ORDER BY w.id LIMIT $3";
    /// Open wishes for a barcode that came from no page and were not put away, by id.
    HOPING_CODE = "SELECT w.id FROM wish w LEFT JOIN wish_detail d ON d.wish = w.id
                   WHERE w.gtin = $1 AND w.state = 'open' AND d.listing IS NULL AND d.archived_at IS NULL AND w.id > $2
                   ORDER BY w.id LIMIT $3";
    /// Of these those that nobody called otherwise since they were added, and how they are called.
    NAMELESS_CODE = "SELECT w.id, w.title FROM wish w LEFT JOIN wish_detail d ON d.wish = w.id
                     WHERE w.gtin = $1 AND w.state = 'open' AND d.listing IS NULL AND d.archived_at IS NULL
                       AND NOT EXISTS (SELECT 1 FROM wish_stamp s WHERE s.wish = w.id AND s.field = 'title')
                     ORDER BY w.id";
    /// Wishes from a page that are called so, and that nobody called otherwise since they were added, by id.
    NAMELESS = "SELECT w.id FROM wish w JOIN wish_detail d ON d.wish = w.id
                WHERE d.listing = $1 AND w.title = $2 AND w.state IN ('open', 'paused') AND w.id > $3
                AND NOT EXISTS (SELECT 1 FROM wish_stamp s WHERE s.wish = w.id AND s.field = 'title')
                ORDER BY w.id LIMIT $4";
    SELLERS = "SELECT listing, said FROM wish_seller WHERE wish = $1 ORDER BY at, listing";
    SELLERS_OF_MEMBER = "SELECT s.wish, s.listing FROM wish_seller s JOIN wish w ON w.id = s.wish
                         WHERE w.member = $1 AND w.state IN ('open', 'paused') AND s.said = 'same' ORDER BY s.at, s.listing";
    SAY_SELLER = "INSERT INTO wish_seller (wish, listing, said, at) VALUES ($1, $2, $3, $4)
                  ON CONFLICT (wish, listing) DO UPDATE SET said = $3, at = $4";
    /// A member's wish that is open or paused and of which a page is a seller, the oldest.
    WISHED_AT = "SELECT id FROM wish
                 WHERE member = $1 AND state IN ('open', 'paused')
                   AND id IN (SELECT wish FROM wish_detail WHERE listing = $2
                     UNION SELECT wish FROM wish_seller WHERE listing = $2 AND said = 'same') ORDER BY id LIMIT 1";
    /// A member's wish for a barcode that is open or paused, the oldest.
    WISHED_CODE = "SELECT id FROM wish WHERE member = $1 AND gtin = $2 AND state IN ('open', 'paused') ORDER BY id LIMIT 1";
    /// What a member took off a wish, or off any that came from the same page.
    PARTED = "SELECT s.listing FROM wish_seller s JOIN wish w ON w.id = s.wish LEFT JOIN wish_detail d ON d.wish = s.wish
              WHERE w.member = $1 AND s.said = 'other' AND (s.wish = $2 OR d.listing = $3)";
    /// All that a member took off their wishes, and the page each of these came from.
    PARTED_OF_MEMBER = "SELECT s.wish, d.listing, s.listing FROM wish_seller s JOIN wish w ON w.id = s.wish LEFT JOIN wish_detail d ON d.wish = s.wish
                        WHERE w.member = $1 AND s.said = 'other'";
    /// The wishes that a member took a page off, and the page each came from.
    PARTED_FROM = "SELECT s.wish, d.listing FROM wish_seller s JOIN wish w ON w.id = s.wish LEFT JOIN wish_detail d ON d.wish = s.wish
                   WHERE w.member = $1 AND s.listing = $2 AND s.said = 'other'";
    PICTURE_BESIDE = "SELECT wish, id, width, height FROM wish_picture WHERE wish = $1";
    PICTURES_BESIDE = "SELECT count(*) FROM wish_picture";
    PICTURES_OF_MEMBER = "SELECT p.wish, p.id, p.width, p.height FROM wish_picture p JOIN wish w ON w.id = p.wish
                          WHERE w.member = $1 AND w.state <> 'dropped'";
    PICTURES_ON_LIST = "SELECT p.wish, p.id, p.width, p.height FROM wish_picture p JOIN wish_detail d ON d.wish = p.wish
                        WHERE d.list = $1";
    PICTURES_BESIDE_OF = "SELECT count(*) FROM wish_picture p JOIN wish w ON w.id = p.wish WHERE w.member = $1";
    SET_PICTURE = "INSERT INTO wish_picture (wish, id, small, large, width, height, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
                   ON CONFLICT (wish) DO UPDATE SET id = $2, small = $3, large = $4, width = $5, height = $6, added_at = $7";
    REMOVE_PICTURE = "DELETE FROM wish_picture WHERE wish = $1";
    SMALL_BESIDE = "SELECT small FROM wish_picture WHERE wish = $1 AND id = $2";
    LARGE_BESIDE = "SELECT large FROM wish_picture WHERE wish = $1 AND id = $2";
    PICTURE_DROPPED = "UPDATE wish_picture SET dropped_at = $2 WHERE wish = $1";
    SWEEP_PICTURES = "DELETE FROM wish_picture WHERE dropped_at < $1";
    TALLY = "SELECT count(*), (SELECT id FROM wish WHERE state <> 'dropped' ORDER BY id DESC LIMIT 1)
             FROM wish WHERE state <> 'dropped'";
    /// What counts in figures: open wishes that their members let count, neither secret nor put away.
    COUNTED = "SELECT w.id, w.member, w.title, w.category, w.gtin, w.words FROM wish w LEFT JOIN wish_detail d ON d.wish = w.id
               WHERE w.state = 'open' AND w.visibility IN ('counted', 'public') AND (w.until_at > $1 OR w.until_at IS NULL)
                 AND (d.secret = 0 OR d.secret IS NULL) AND d.archived_at IS NULL AND w.id > $2 ORDER BY w.id LIMIT $3";
    FIGURES = "SELECT kind, key, label, people, at FROM figure ORDER BY kind, people DESC, key";
    FIGURES_MEMBERS = "SELECT kind, key, member FROM figure_member";
    RECKONED = "SELECT week FROM figure_week WHERE one = 1";
    /// One node reckons a week, once.
    RECKON = "UPDATE figure_week SET week = $1 WHERE one = 1 AND week < $1";
    SET_FIGURE = "INSERT INTO figure (kind, key, label, people, at) VALUES ($1, $2, $3, $4, $5)
                  ON CONFLICT (kind, key) DO UPDATE SET label = excluded.label, people = excluded.people, at = excluded.at";
    DROP_FIGURE = "DELETE FROM figure WHERE kind = $1 AND key = $2";
    FORGET_FIGURE = "DELETE FROM figure_member WHERE kind = $1 AND key = $2";
    ADD_FIGURE_MEMBER = "INSERT INTO figure_member (kind, key, member) VALUES ($1, $2, $3)";

    OWN_WISHES = "SELECT id AS wish, title, kind, category, gtin, brand, words, top_minor, currency, until_at, distance_m,
                    visibility, state, added_at FROM wish WHERE member = $1 ORDER BY id DESC LIMIT $2";
    OWN_PLACES = "SELECT p.wish, p.place FROM wish_place p JOIN wish w ON w.id = p.wish
                  WHERE w.member = $1 ORDER BY p.wish DESC, p.place LIMIT $2";
    OWN_BESIDE = "SELECT d.wish, d.came_from, d.listing, d.note, d.list, d.quantity, d.priority, d.secret AS is_secret, d.archived_at
                  FROM wish_detail d JOIN wish w ON w.id = d.wish WHERE w.member = $1 ORDER BY d.wish DESC LIMIT $2";
    OWN_SAID = "SELECT s.wish, s.listing, s.price_minor, s.list_minor, s.currency, s.availability, s.said_at
                FROM wish_said s JOIN wish w ON w.id = s.wish WHERE w.member = $1 ORDER BY s.wish DESC LIMIT $2";
    OWN_SELLERS = "SELECT s.wish, s.listing, s.said, s.at FROM wish_seller s JOIN wish w ON w.id = s.wish
                   WHERE w.member = $1 ORDER BY s.wish DESC, s.listing LIMIT $2";
    OWN_OVERRULED = "SELECT o.wish, o.field, o.value, o.at FROM wish_overruled o JOIN wish w ON w.id = o.wish
                     WHERE w.member = $1 ORDER BY o.at DESC, o.op LIMIT $2";
    /// The bytes are served one by one, beside their wishes.
    OWN_PICTURES = "SELECT p.wish, p.id AS picture, p.width, p.height, p.added_at FROM wish_picture p JOIN wish w ON w.id = p.wish
                    WHERE w.member = $1 ORDER BY p.wish DESC LIMIT $2";
    OWN_LISTS = "SELECT id AS list, name, visibility, archived_at, added_at FROM list WHERE member = $1 ORDER BY id DESC LIMIT $2";
    OWN_LIST_NAMES = "SELECT o.list, o.name, o.at FROM list_overruled o JOIN list l ON l.id = o.list
                      WHERE l.member = $1 ORDER BY o.at DESC, o.op LIMIT $2";
}
