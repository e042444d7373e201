//! Tables: telling, subscription, push, mail_address, mail_asked, house_key

store::statements! {
    TELLING = "SELECT member, suggestions, news, digest, digest_hour, digest_at FROM telling WHERE member = $1";
    SET_TELLING = "INSERT INTO telling (member, suggestions, news, digest, digest_hour) VALUES ($1, $2, $3, $4, $5)
                   ON CONFLICT (member) DO UPDATE SET suggestions = excluded.suggestions, news = excluded.news,
                   digest = excluded.digest, digest_hour = excluded.digest_hour";
    /// Whoever is no longer written to is told on the page.
    WITHOUT_MAIL = "UPDATE telling SET news = 'page' WHERE member = $1 AND news = 'mail'";
    SUBSCRIBE = "INSERT INTO subscription (id, member, endpoint, p256dh, auth, label, lang, created_at, ok_at, failures, credential)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL, 0, $9)";
    /// A browser that subscribes for another member is forgotten with what waited for it.
    FORGET_ENDPOINT = "DELETE FROM subscription WHERE endpoint = $1 AND member <> $2";
    RENEW = "UPDATE subscription SET credential = $3, p256dh = $4, auth = $5, lang = $6 WHERE endpoint = $1 AND member = $2";
    RELABEL = "UPDATE subscription SET label = $2, failures = 0 WHERE endpoint = $1";
    SUBSCRIPTION_AT = "SELECT id, member, endpoint, p256dh, auth, label, lang, created_at, ok_at, failures FROM subscription
                       WHERE endpoint = $1";
    SUBSCRIPTIONS = "SELECT id, member, endpoint, p256dh, auth, label, lang, created_at, ok_at, failures FROM subscription
                     WHERE member = $1 ORDER BY created_at DESC, id DESC";
    SUBSCRIPTION = "SELECT id, member, endpoint, p256dh, auth, label, lang, created_at, ok_at, failures FROM subscription
                    WHERE id = $1";
    UNSUBSCRIBE = "DELETE FROM subscription WHERE id = $1 AND member = $2";
    GONE = "DELETE FROM subscription WHERE id = $1";
    TAKEN = "UPDATE subscription SET ok_at = $2, failures = 0 WHERE id = $1";
    REFUSED = "UPDATE subscription SET failures = failures + 1 WHERE id = $1";
    QUEUE = "INSERT INTO push (subscription, kind, about, made_at, ends_at, due_at, tries) VALUES ($1, $2, $3, $4, $5, $6, 0)
             ON CONFLICT (subscription, kind, about) DO NOTHING";
    FORGET_PUSH = "DELETE FROM push WHERE subscription = $1 AND kind = $2 AND about = $3";
    /// `due_at > 0` leaves out what was sent, by the index on both engines. Services named are passed over, by how their endpoints begin.
    DUE = "SELECT s.id, s.member, s.endpoint, s.p256dh, s.auth, s.label, s.lang, s.created_at, s.ok_at, s.failures,
             p.kind, p.about, p.ends_at, p.due_at, p.tries
           FROM push p JOIN subscription s ON s.id = p.subscription
           WHERE p.due_at > 0 AND (p.due_at <= $1 OR p.due_at > $3)
             AND substr(s.endpoint, 1, length(CAST($4 AS TEXT))) <> $4 AND substr(s.endpoint, 1, length(CAST($5 AS TEXT))) <> $5
             AND substr(s.endpoint, 1, length(CAST($6 AS TEXT))) <> $6 AND substr(s.endpoint, 1, length(CAST($7 AS TEXT))) <> $7
           ORDER BY p.due_at LIMIT $2";
    /// Takes effect for one of several that would send it; the others see another `due_at`.
    CLAIM = "UPDATE push SET due_at = $5, tries = tries + 1
             WHERE subscription = $1 AND kind = $2 AND about = $3 AND due_at = $4";
    AGAIN = "UPDATE push SET due_at = $4 WHERE subscription = $1 AND kind = $2 AND about = $3";
    SWEEP_PUSH = "DELETE FROM push WHERE made_at < $1 AND due_at IS NULL";
    ADDRESS = "SELECT member, address, lang, confirmed_at FROM mail_address WHERE member = $1";
    /// How often a member asked of late, and when they did last.
    ASKED_BY = "SELECT count(*), CAST(coalesce(max(at), 0) AS BIGINT) FROM mail_asked WHERE member = $1 AND at > $2";
    /// How often the same address was asked for of late, by whomever.
    ASKED_OF = "SELECT count(*) FROM mail_asked WHERE address_hash = $1 AND at > $2";
    NOTE_ASKED = "INSERT INTO mail_asked (address_hash, member, at) VALUES ($1, $2, $3)";
    SWEEP_ASKED = "DELETE FROM mail_asked WHERE at <= $1";
    ASK = "INSERT INTO mail_address (member, address, lang, confirm, confirm_ends, asked_at, confirmed_at)
           VALUES ($1, $2, $3, $4, $5, $6, NULL)
           ON CONFLICT (member) DO UPDATE SET address = excluded.address, lang = excluded.lang, confirm = excluded.confirm,
             confirm_ends = excluded.confirm_ends, asked_at = excluded.asked_at, confirmed_at = NULL";
    CONFIRM = "UPDATE mail_address SET confirmed_at = $2, confirm = NULL, confirm_ends = NULL
               WHERE confirm = $1 AND confirm_ends > $2 RETURNING member";
    OPENS = "SELECT count(*) FROM mail_address WHERE confirm = $1 AND confirm_ends > $2";
    SPEAK = "UPDATE mail_address SET lang = $2 WHERE member = $1";
    FORGET_ADDRESS = "DELETE FROM mail_address WHERE member = $1";
    SWEEP_ADDRESS = "DELETE FROM mail_address WHERE confirmed_at IS NULL AND confirm_ends <= $1";
    /// Mail that has nowhere to go.
    STRANDED = "UPDATE telling SET news = 'page'
                WHERE news = 'mail' AND NOT EXISTS (SELECT 1 FROM mail_address a WHERE a.member = telling.member)";
    DIGESTS = "SELECT t.member, t.suggestions, t.news, t.digest, t.digest_hour, t.digest_at
               FROM telling t JOIN mail_address a ON a.member = t.member
               WHERE t.news = 'mail' AND a.confirmed_at IS NOT NULL AND t.member > $1 ORDER BY t.member LIMIT $2";
    /// Takes effect for one of several that would send it.
    DIGESTED = "UPDATE telling SET digest_at = $2 WHERE member = $1 AND coalesce(digest_at, 0) = $3";
    ADD_KEY = "INSERT INTO house_key (name, bytes, made_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING";
    KEY = "SELECT bytes FROM house_key WHERE name = $1";

    OWN_TELLING = "SELECT suggestions, news, digest, digest_hour, digest_at FROM telling WHERE member = $1 LIMIT $2";
    /// Neither the address of a browser's messages nor its keys: they open it to whoever has them.
    OWN_BROWSERS = "SELECT id AS subscription, label, lang, created_at, ok_at FROM subscription WHERE member = $1
                    ORDER BY created_at DESC, id DESC LIMIT $2";
    OWN_MAIL = "SELECT address, lang, asked_at, confirmed_at FROM mail_address WHERE member = $1 LIMIT $2";
}
