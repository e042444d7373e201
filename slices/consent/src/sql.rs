//! Tables: attention, consent_grant

store::statements! {
    ATTENTION = "SELECT member, mode_on, mode_until, quiet_from, quiet_to, per_day FROM attention WHERE member = $1";
    ALL_ATTENTION = "SELECT member, mode_on, mode_until, quiet_from, quiet_to, per_day FROM attention ORDER BY member";
    SET_ATTENTION = "INSERT INTO attention (member, mode_on, mode_until, quiet_from, quiet_to, per_day)
                     VALUES ($1, $2, $3, $4, $5, $6)
                     ON CONFLICT (member) DO UPDATE SET mode_on = excluded.mode_on, mode_until = excluded.mode_until,
                     quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, per_day = excluded.per_day";
    /// Makes changes of one member follow each other: the row is written, unchanged, before it is read.
    TAKE_TURN = "INSERT INTO attention (member, mode_on, mode_until, quiet_from, quiet_to, per_day)
                 VALUES ($1, $2, $3, $4, $5, $6)
                 ON CONFLICT (member) DO UPDATE SET member = excluded.member";
    GRANTS = "SELECT id, member, effect, purpose, organisation, category, zone, days, from_minute, to_minute, per_day,
              until_at, given_at, withdrawn_at FROM consent_grant
              WHERE member = $1 AND withdrawn_at IS NULL ORDER BY given_at, id";
    ALL_GRANTS = "SELECT id, member, effect, purpose, organisation, category, zone, days, from_minute, to_minute, per_day,
                  until_at, given_at, withdrawn_at FROM consent_grant
                  WHERE withdrawn_at IS NULL ORDER BY member, given_at, id";
    RECEIPTS = "SELECT id, member, effect, purpose, organisation, category, zone, days, from_minute, to_minute, per_day,
                until_at, given_at, withdrawn_at FROM consent_grant
                WHERE member = $1 ORDER BY given_at DESC, id DESC";
    ADD_GRANT = "INSERT INTO consent_grant (id, member, effect, purpose, organisation, category, zone, days, from_minute,
                 to_minute, per_day, until_at, given_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    WITHDRAW = "UPDATE consent_grant SET withdrawn_at = $3 WHERE id = $1 AND member = $2 AND withdrawn_at IS NULL";
    WITHDRAWN = "SELECT withdrawn_at FROM consent_grant WHERE id = $1 AND member = $2";
    TALLY_ATTENTION = "SELECT count(*), (SELECT member FROM attention ORDER BY member DESC LIMIT 1) FROM attention";
    TALLY_GRANTS = "SELECT count(*), (SELECT id FROM consent_grant WHERE withdrawn_at IS NULL ORDER BY id DESC LIMIT 1)
                    FROM consent_grant WHERE withdrawn_at IS NULL";

    OWN_ATTENTION = "SELECT mode_on AS is_on, mode_until AS on_until_at, quiet_from AS quiet_from_minute, quiet_to AS quiet_to_minute,
                       per_day FROM attention WHERE member = $1 LIMIT $2";
    OWN_CONSENTS = "SELECT id AS consent, effect, purpose, organisation, category, zone, days, from_minute, to_minute, per_day,
                      until_at, given_at, withdrawn_at FROM consent_grant
                    WHERE member = $1 ORDER BY given_at DESC, id DESC LIMIT $2";
}
