//! Tables: opportunity, opportunity_denial, dated_wish, dated_look, offer_point, offer_look

store::statements! {
    /// Makes news; what was forgotten before it could be told may become news again, and nothing else twice.
    MAKE = "INSERT INTO opportunity (id, member, wish, about, cause, level, title, retailer, site, url, price_minor, currency,
              reasons, read_at, made_at, state, outcome)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'waiting', 'made')
            ON CONFLICT (wish, about, cause, level) DO UPDATE SET state = 'waiting', made_at = excluded.made_at,
              read_at = excluded.read_at, reasons = excluded.reasons, price_minor = excluded.price_minor,
              currency = excluded.currency, title = excluded.title, retailer = excluded.retailer, site = excluded.site,
              url = excluded.url
            WHERE opportunity.state = 'forgotten'";
    /// What waits of a wish and a page goes when there is newer news of them.
    OUTDATE = "UPDATE opportunity SET state = 'forgotten' WHERE wish = $1 AND about = $2 AND state = 'waiting'";
    BEFORE = "SELECT cause, price_minor, currency, made_at FROM opportunity
              WHERE wish = $1 AND about = $2 AND state = 'told' ORDER BY made_at";
    /// What came of news of a thing that takes place, oldest first.
    BEFORE_ON = "SELECT state, outcome, outcome_at FROM opportunity WHERE wish = $1 AND about = $2 AND cause = 'on' ORDER BY made_at";
    ALL_ON = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
                 made_at, told_at, state, outcome FROM opportunity WHERE wish = $1 AND cause = 'on' AND state IN ('waiting', 'told')";
    /// News of a wish that something takes place: told since an instant, or waiting to be told.
    ON_SINCE = "SELECT count(*) FROM opportunity
                WHERE wish = $1 AND cause = 'on' AND (state = 'waiting' OR (state = 'told' AND told_at >= $2))";
    /// Whether it was said that a wish ends at an instant.
    ENDS_SAID = "SELECT count(*) FROM opportunity WHERE wish = $1 AND cause = 'ends' AND level = $2 AND state <> 'forgotten'";
    /// News of what takes place, made after an instant and an id and not forgotten, in that order.
    DATED = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
               made_at, told_at, state, outcome FROM opportunity
             WHERE cause = 'on' AND state IN ('waiting', 'told') AND (made_at, id) > ($1, $2) ORDER BY made_at, id LIMIT $3";
    /// Says again, where it was said, what takes place: nothing is told by it. What another hand has changed since it was read stays.
    RESTATE = "UPDATE opportunity SET reasons = $2, title = $3, retailer = $4, site = $5, url = $6, read_at = $7
               WHERE id = $1 AND cause = 'on' AND state IN ('waiting', 'told') AND reasons = $8 AND read_at = $9";
    ONE = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
             made_at, told_at, state, outcome FROM opportunity WHERE id = $1";
    WAITING = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
                 made_at, told_at, state, outcome FROM opportunity
               WHERE state = 'waiting' AND id > $1 ORDER BY id LIMIT $2";
    WAITING_OF = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
                    made_at, told_at, state, outcome FROM opportunity WHERE wish = $1 AND about = $2 AND state = 'waiting'";
    AFTER = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
               made_at, told_at, state, outcome FROM opportunity
             WHERE member = $1 AND number > $2 ORDER BY number LIMIT $3";
    NEWS = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
              made_at, told_at, state, outcome FROM opportunity
            WHERE member = $1 AND state = 'told' ORDER BY number DESC LIMIT $2";
    UNANSWERED = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
                    made_at, told_at, state, outcome FROM opportunity
                  WHERE member = $1 AND told_at > $2 AND state = 'told' AND outcome IN ('made', 'shown', 'saved')
                  ORDER BY number DESC LIMIT $3";
    /// The number of the newest news of a price or a stock that was told of each thing, by wish.
    NEWEST_OF = "SELECT wish, about, CAST(max(number) AS BIGINT) FROM opportunity
                 WHERE member = $1 AND state = 'told' AND cause NOT IN ('on', 'ends') GROUP BY wish, about";
    UNSEEN = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
                made_at, told_at, state, outcome FROM opportunity
              WHERE member = $1 AND told_at > $2 AND state = 'told' AND outcome = 'made' ORDER BY number DESC LIMIT $3";
    NEXT_NUMBER = "SELECT CAST(coalesce(max(number), 0) + 1 AS BIGINT) FROM opportunity WHERE member = $1";
    /// The number before those told since an instant.
    BEFORE_SINCE = "SELECT CAST(coalesce(max(number), 0) AS BIGINT) FROM opportunity WHERE member = $1 AND told_at < $2";
    TELL = "UPDATE opportunity SET state = 'told', number = $2, told_at = $3, read_at = $4, price_minor = $5, currency = $6,
              reasons = $7, title = $8, retailer = $9, site = $10, url = $11
            WHERE id = $1 AND state = 'waiting'";
    /// The same of the same page, told for another wish of the same member.
    SAID_OF_PAGE = "SELECT count(*) FROM opportunity
                    WHERE about = $1 AND member = $2 AND id <> $3 AND state = 'told'
                      AND (cause, level) = (SELECT this.cause, this.level FROM opportunity this WHERE this.id = $3)";
    FORGET = "UPDATE opportunity SET state = 'forgotten' WHERE id = $1 AND state = 'waiting'";
    /// What a member put aside since an instant, newest first.
    PUT_ASIDE = "SELECT id, number, member, wish, about, cause, title, retailer, site, url, price_minor, currency, reasons, read_at,
                   made_at, told_at, state, outcome FROM opportunity
                 WHERE member = $1 AND state = 'told' AND outcome = 'dismissed' AND outcome_at >= $2
                 ORDER BY outcome_at DESC, id DESC LIMIT $3";
    ANSWERED_AT = "SELECT outcome_at FROM opportunity WHERE id = $1 AND outcome = 'dismissed'";
    REOPEN = "UPDATE opportunity SET outcome = 'shown', outcome_at = $2
              WHERE id = $1 AND outcome = 'dismissed' AND outcome_at >= $3";
    DENIED_AT = "SELECT kind, what FROM opportunity_denial WHERE member = $1 AND made_at = $2";
    OUTCOME = "UPDATE opportunity SET outcome = $2, outcome_at = $3 WHERE id = $1";
    SEEN = "UPDATE opportunity SET outcome = 'shown', outcome_at = $2 WHERE id = $1 AND outcome = 'made'";
    SWEEP = "DELETE FROM opportunity WHERE state = 'forgotten' AND made_at < $1";
    DENY = "INSERT INTO opportunity_denial (member, kind, what, label, until_at, made_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (member, kind, what) DO UPDATE SET until_at = excluded.until_at, label = excluded.label";
    ALLOW = "DELETE FROM opportunity_denial WHERE member = $1 AND kind = $2 AND what = $3";
    DENIED = "SELECT kind FROM opportunity_denial
              WHERE member = $1 AND (until_at IS NULL OR until_at > $2)
                AND ((kind = 'page' AND what = $3) OR (kind = 'site' AND what = $4) OR (kind = 'wish' AND what = $5))";
    CLOSED = "SELECT kind, what FROM opportunity_denial
              WHERE member = $1 AND (until_at IS NULL OR until_at > $2) AND kind IN ('page', 'site')";
    DENIALS = "SELECT kind, what, label, until_at FROM opportunity_denial
               WHERE member = $1 AND (until_at IS NULL OR until_at > $2) ORDER BY made_at DESC, what LIMIT 200";
    FILED = "SELECT key FROM dated_wish WHERE wish = $1";
    FILED_FROM = "SELECT wish, key FROM dated_wish WHERE wish >= $1 AND wish < $2";
    FILE = "INSERT INTO dated_wish (wish, key) VALUES ($1, $2) ON CONFLICT (wish) DO UPDATE SET key = excluded.key";
    UNFILE = "DELETE FROM dated_wish WHERE wish = $1";
    /// The wishes that are found by any of these keys: a JSON array of them, for there are thousands.
    FOUND = "SELECT wish FROM dated_wish WHERE key IN (SELECT value FROM json_each($1))"
          | "SELECT wish FROM dated_wish WHERE key IN (SELECT CAST(value AS BIGINT) FROM json_array_elements_text(CAST($1 AS JSON)))";
    LOOKED = "SELECT at FROM dated_look WHERE rules = $1";
    LOOK = "INSERT INTO dated_look (rules, at) VALUES ($1, $2) ON CONFLICT (rules) DO UPDATE SET at = excluded.at";
    FORGET_LOOKS = "DELETE FROM dated_look WHERE rules <> $1";
    SWEEP_DENIALS = "DELETE FROM opportunity_denial WHERE until_at <= $1";
    /// What was told, or waits to be told, to a member of an offer of the town.
    HERE_OF_OFFER = "SELECT price_minor, currency, made_at FROM opportunity
                     WHERE member = $1 AND about = $2 AND cause = 'here' AND state IN ('waiting', 'told') ORDER BY made_at";
    /// Other offers of the town that a member was told of, or is to be.
    HERE_OF_MEMBER = "SELECT about FROM opportunity
                      WHERE member = $1 AND about <> $2 AND cause = 'here' AND state IN ('waiting', 'told')
                      ORDER BY made_at DESC, id DESC LIMIT $3";
    HERE_IDS = "SELECT id FROM opportunity WHERE member = $1 AND about = $2 AND cause = 'here' AND state = 'told'";
    POINTS = "SELECT at, price_minor, currency, had FROM offer_point WHERE offer = $1 ORDER BY at";
    ADD_POINT = "INSERT INTO offer_point (offer, at, price_minor, currency, had) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (offer, at) DO UPDATE SET price_minor = excluded.price_minor, currency = excluded.currency,
                   had = excluded.had";
    DROP_POINT = "DELETE FROM offer_point WHERE offer = $1 AND at = $2";
    /// Steps that something followed so long ago that nothing is held against them any more.
    SWEEP_POINTS = "DELETE FROM offer_point
                    WHERE EXISTS (SELECT 1 FROM offer_point later
                                  WHERE later.offer = offer_point.offer AND later.at > offer_point.at AND later.at < $1)";
    LOOK_AT_OFFER = "INSERT INTO offer_look (offer, at) VALUES ($1, $2) ON CONFLICT (offer) DO UPDATE SET at = excluded.at
            WHERE excluded.at < offer_look.at";
    OFFERS_DUE = "SELECT offer, at FROM offer_look WHERE at <= $1 ORDER BY at, offer LIMIT $2";
    /// What was looked at as it was due is not looked at again; what is due anew since is.
    OFFER_LOOKED_AT = "DELETE FROM offer_look WHERE offer = $1 AND at = $2";

    OWN_NEWS = "SELECT id AS opportunity, wish, cause, title, retailer, url, price_minor, currency, reasons, read_at, made_at, told_at,
                  outcome, outcome_at FROM opportunity WHERE member = $1 ORDER BY made_at DESC, id DESC LIMIT $2";
    OWN_DENIALS = "SELECT kind, label, until_at, made_at FROM opportunity_denial WHERE member = $1
                   ORDER BY made_at DESC, kind, what LIMIT $2";
}
