//! Tables: feed, event

store::statements! {
    FEEDS = "SELECT id, name, url, kind, venue, next_at, read_at, etag, last_modified, failures, failure, skipped FROM feed
             ORDER BY id";
    FEEDS_DUE = "SELECT id, name, url, kind, venue, next_at, read_at, etag, last_modified, failures, failure, skipped FROM feed
                 WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2";
    ADD_FEED = "INSERT INTO feed (id, name, url, kind, venue, added_at, next_at, failures, skipped)
                VALUES ($1, $2, $3, $4, $5, $6, $6, 0, 0) ON CONFLICT (url) DO NOTHING";
    REMOVE_FEED = "DELETE FROM feed WHERE id = $1";
    FEED_READ = "UPDATE feed SET next_at = $2, read_at = $3, etag = $4, last_modified = $5, failures = 0, failure = NULL, skipped = $6
                 WHERE id = $1";
    CLAIM_FEED = "UPDATE feed SET next_at = $2 WHERE id = $1 AND next_at <= $3";
    FEED_FAILED = "UPDATE feed SET next_at = $2, failures = $3, failure = $4 WHERE id = $1";
    EVENT = "SELECT id, feed, uid, title, starts_at, ends_at, all_day, venue, category, url FROM event WHERE id = $1";
    EVENTS_OF = "SELECT id, feed, uid, title, starts_at, ends_at, all_day, venue, category, url FROM event WHERE feed = $1";
    EVENTS_BETWEEN = "SELECT id, feed, uid, title, starts_at, ends_at, all_day, venue, category, url FROM event
                      WHERE ends_at > $1 AND starts_at < $2 ORDER BY starts_at, id LIMIT $3";
    /// What runs since before `$3` comes last, lest it fill the page.
    EVENTS_ON = "SELECT id, feed, uid, title, starts_at, ends_at, all_day, venue, category, url FROM event
                 WHERE ends_at > $1 AND starts_at < $2 ORDER BY CASE WHEN starts_at >= $3 THEN 0 ELSE 1 END, starts_at, id LIMIT $4";
    EVENTS_BEGINNING = "SELECT id, feed, uid, title, starts_at, ends_at, all_day, venue, category, url FROM event
                        WHERE starts_at >= $1 AND starts_at < $2 ORDER BY starts_at, id LIMIT $3";
    ADD_EVENT = "INSERT INTO event (id, feed, uid, title, starts_at, ends_at, all_day, venue, category, url)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    CHANGE_EVENT = "UPDATE event SET title = $2, ends_at = $3, all_day = $4, venue = $5, category = $6, url = $7 WHERE id = $1";
    REMOVE_EVENT = "DELETE FROM event WHERE id = $1";
    DROP_PAST = "DELETE FROM event WHERE ends_at <= $1";
}
