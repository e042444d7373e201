//! Tables: share, share_person, share_circle, share_change, reserving, reservation, comment

store::statements! {
    SETTINGS = "SELECT notes, pages, found, reveal_at, ends_at FROM share WHERE list = $1";
    SET = "INSERT INTO share (list, notes, pages, found, reveal_at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (list) DO UPDATE SET notes = excluded.notes, pages = excluded.pages, found = excluded.found,
             reveal_at = excluded.reveal_at";
    LINK = "UPDATE share SET secret = $2, ends_at = $3 WHERE list = $1";
    UNLINK = "UPDATE share SET secret = NULL, ends_at = NULL WHERE list = $1";
    LINKED = "SELECT list FROM share WHERE secret = $1 AND ends_at > $2";
    OPEN = "INSERT INTO share_person (list, member, name, opened_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (list, member) DO UPDATE SET name = excluded.name";
    PERSON = "SELECT name FROM share_person WHERE list = $1 AND member = $2";
    PEOPLE = "SELECT member, name, opened_at FROM share_person WHERE list = $1 ORDER BY opened_at, member";
    SHUT = "DELETE FROM share_person WHERE list = $1 AND member = $2";
    CIRCLES = "SELECT circle FROM share_circle WHERE list = $1 ORDER BY circle";
    FORGET_CIRCLES = "DELETE FROM share_circle WHERE list = $1";
    ADD_CIRCLE = "INSERT INTO share_circle (list, circle) VALUES ($1, $2) ON CONFLICT (list, circle) DO NOTHING";
    OPENED_BY = "SELECT list FROM share_person WHERE member = $1 ORDER BY opened_at DESC, list";
    OF_CIRCLE = "SELECT list FROM share_circle WHERE circle = $1 ORDER BY list";

    /// Whoever promises on a wish waits here until those before them are through.
    TURN = "INSERT INTO reserving (wish, owner, turns) VALUES ($1, $2, 1)
            ON CONFLICT (wish) DO UPDATE SET turns = reserving.turns + 1";
    GOAL = "SELECT goal_minor, goal_currency FROM reserving WHERE wish = $1";
    SET_GOAL = "UPDATE reserving SET goal_minor = $2, goal_currency = $3 WHERE wish = $1";
    GOALS_TO = "SELECT wish, goal_minor, goal_currency FROM reserving WHERE owner = $1";
    ON_WISH = "SELECT id, wish, list, owner, giver, name, title, owner_name, units, minor, currency, secretly, reveal_at,
                 given_at, made_at FROM reservation WHERE wish = $1 ORDER BY id";
    BY_GIVER = "SELECT id, wish, list, owner, giver, name, title, owner_name, units, minor, currency, secretly, reveal_at,
                  given_at, made_at FROM reservation WHERE giver = $1 ORDER BY id DESC";
    TO_OWNER = "SELECT id, wish, list, owner, giver, name, title, owner_name, units, minor, currency, secretly, reveal_at,
                  given_at, made_at FROM reservation WHERE owner = $1 ORDER BY id DESC";
    RESERVE = "INSERT INTO reservation (id, wish, list, owner, giver, name, title, owner_name, units, minor, currency,
                 secretly, reveal_at, made_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    UNDO = "DELETE FROM reservation WHERE id = $1 AND giver = $2 AND given_at IS NULL RETURNING wish, list";
    GIVE = "UPDATE reservation SET given_at = $3 WHERE id = $1 AND giver = $2 AND given_at IS NULL";

    WRITE = "INSERT INTO comment (id, wish, list, owner, writer, name, room, words, written_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    BESIDE = "SELECT id, wish, list, owner, writer, name, room, words, written_at, changed_at FROM comment
              WHERE wish = $1 AND room = $2 ORDER BY written_at, id";
    SAID_ON = "SELECT id, wish, list, owner, writer, name, room, words, written_at, changed_at FROM comment
               WHERE list = $1 ORDER BY written_at, id";
    /// By the room, so that what is said among those who give never comes as far as here.
    TO_THE_OWNER = "SELECT id, wish, list, owner, writer, name, room, words, written_at, changed_at FROM comment
                    WHERE owner = $1 AND room = $2 ORDER BY written_at, id";
    COMMENT = "SELECT id, wish, list, owner, writer, name, room, words, written_at, changed_at FROM comment WHERE id = $1";
    REWRITE = "UPDATE comment SET words = $3, changed_at = $4 WHERE id = $1 AND writer = $2";
    ERASE = "DELETE FROM comment WHERE id = $1";
    CHANGED = "INSERT INTO share_change (list, room, changes) VALUES ($1, $2, 1)
               ON CONFLICT (list, room) DO UPDATE SET changes = share_change.changes + 1";
    CHANGES = "SELECT changes FROM share_change WHERE list = $1 AND room = $2";
    FORGET_CHANGES = "DELETE FROM share_change WHERE list = $1";
    FORGET = "DELETE FROM comment WHERE list = $1";
    WRITTEN_SINCE = "SELECT count(*) FROM comment WHERE writer = $1 AND written_at > $2";
    HOW_MANY_BESIDE = "SELECT count(*) FROM comment WHERE wish = $1 AND room = $2";

    OWN_SHARES = "SELECT list, notes AS is_showing_notes, pages AS is_showing_pages, found AS is_telling_found, reveal_at,
                    ends_at AS link_ends_at FROM share WHERE list = $1 LIMIT $2";
    OWN_CIRCLES = "SELECT list, circle FROM share_circle WHERE list = $1 ORDER BY circle LIMIT $2";
    OWN_OPENED = "SELECT list, name, opened_at FROM share_person WHERE member = $1 ORDER BY opened_at DESC, list LIMIT $2";
    /// What they promised; what others promise to them is not even read.
    OWN_PROMISES = "SELECT id AS reservation, wish, list, name, title, owner_name, units, minor, currency, secretly AS is_secret,
                      reveal_at, given_at, made_at FROM reservation WHERE giver = $1 ORDER BY id DESC LIMIT $2";
    OWN_COMMENTS = "SELECT id AS comment, wish, list, name, room, words, written_at, changed_at FROM comment
                    WHERE writer = $1 ORDER BY written_at DESC, id DESC LIMIT $2";
}
