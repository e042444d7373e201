//! Tables: encounter

store::statements! {
    /// Nothing happens when the code was drawn at the same moment for another member.
    ADD = "INSERT INTO encounter (id, member, organisation, place, offer, suggestion, wish, title, state, code,
                                  amount_minor, currency, began_at, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
           ON CONFLICT (organisation, code) WHERE state = 'expected' DO NOTHING";
    ENCOUNTER = "SELECT id, member, organisation, place, offer, suggestion, wish, title, state, code, amount_minor,
                        currency, began_at, expires_at, settled_at, confirmed_by
                 FROM encounter WHERE id = $1";
    OF_MEMBER = "SELECT id, member, organisation, place, offer, suggestion, wish, title, state, code, amount_minor,
                        currency, began_at, expires_at, settled_at, confirmed_by
                 FROM encounter WHERE member = $1
                 ORDER BY CASE WHEN state = 'expected' THEN 0 ELSE 1 END, began_at DESC, id DESC LIMIT $2";
    EXPECTED_OF = "SELECT id, member, organisation, place, offer, suggestion, wish, title, state, code, amount_minor,
                          currency, began_at, expires_at, settled_at, confirmed_by
                   FROM encounter WHERE organisation = $1 AND state = 'expected' ORDER BY began_at, id";
    /// Expected, or confirmed a moment ago: what a code at the counter can mean.
    BY_CODE = "SELECT id FROM encounter
               WHERE organisation = $1 AND code = $2
                 AND (state = 'expected' OR (state = 'confirmed' AND settled_at > $3))
               ORDER BY CASE WHEN state = 'expected' THEN 0 ELSE 1 END, settled_at DESC NULLS LAST LIMIT 1";
    CODES_OF = "SELECT code FROM encounter WHERE organisation = $1 AND state = 'expected'";
    /// The guard: whoever comes second touches no row.
    SETTLE = "UPDATE encounter SET state = $2, settled_at = $3, confirmed_by = $4 WHERE id = $1 AND state = 'expected'";
    DUE = "SELECT id FROM encounter WHERE state = 'expected' AND expires_at <= $1 ORDER BY expires_at, id LIMIT $2";
    HELD_FOR = "SELECT offer FROM encounter WHERE member = $1 AND state = 'expected'";
    FORGET = "DELETE FROM encounter WHERE member = $1";
    MEMBERS = "SELECT DISTINCT member FROM encounter";

    OWN = "SELECT id AS encounter, organisation, place, offer, suggestion, wish, title, state, amount_minor, currency, began_at,
             expires_at, settled_at FROM encounter WHERE member = $1 ORDER BY began_at DESC, id DESC LIMIT $2";
}
