//! Tables: member, organisation, associate, credential

store::statements! {
    ADD_MEMBER = "INSERT INTO member (id, name, lang, guest, placemaster, invented, created_at)
                  VALUES ($1, $2, $3, $4, $5, $6, $7)";
    MEMBER = "SELECT id, name, lang, guest, placemaster, invented, created_at FROM member WHERE id = $1";
    MEMBERS = "SELECT id, name, lang, guest, placemaster, invented, created_at FROM member ORDER BY id";
    MEMBER_IDS = "SELECT id FROM member ORDER BY id";
    /// Of several whether they are guests: `$1` is a JSON array of their ids.
    GUESTS = "SELECT id, guest FROM member WHERE id IN (SELECT unhex(value) FROM json_each($1))"
           | "SELECT id, guest FROM member WHERE id IN (SELECT CAST(value AS uuid) FROM json_array_elements_text(CAST($1 AS json)))";
    RENAME = "UPDATE member SET name = $2, lang = $3 WHERE id = $1";
    ERASE = "DELETE FROM member WHERE id = $1";
    ADD_ORGANISATION = "INSERT INTO organisation (id, name, osm, created_at) VALUES ($1, $2, $3, $4)";
    ORGANISATION = "SELECT id, name, osm FROM organisation WHERE id = $1";
    ORGANISATION_BY_OSM = "SELECT id, name, osm FROM organisation WHERE osm = $1";
    ORGANISATIONS = "SELECT id, name, osm FROM organisation ORDER BY id";
    ADD_ASSOCIATE = "INSERT INTO associate (organisation, member, role, created_at) VALUES ($1, $2, $3, $4)
                     ON CONFLICT (organisation, member) DO UPDATE SET role = excluded.role";
    WORKS_FOR = "SELECT organisation FROM associate WHERE member = $1 ORDER BY created_at, organisation";
    ADD_CREDENTIAL = "INSERT INTO credential (id, kind, member, secret, label, created_at, expires_at)
                      VALUES ($1, $2, $3, $4, $5, $6, $7)";
    WHO = "SELECT c.id AS credential, c.kind, c.used_at, m.id AS member, m.name, m.guest, m.placemaster
           FROM credential c JOIN member m ON m.id = c.member
           WHERE c.secret = $1 AND (c.expires_at IS NULL OR c.expires_at > $2)";
    STANDS = "SELECT count(*) FROM credential WHERE id = $1 AND (expires_at IS NULL OR expires_at > $2)";
    USED = "UPDATE credential SET used_at = $2, expires_at = $3 WHERE id = $1";
    SPEND_LINK = "DELETE FROM credential WHERE secret = $1 AND kind = 'link' AND expires_at > $2 RETURNING member";
    FORGET_LINKS = "DELETE FROM credential WHERE member = $1 AND kind = 'link' AND label = $2";
    OF_MEMBER = "SELECT id, kind, label, created_at, used_at FROM credential
                 WHERE member = $1 AND kind = $2 ORDER BY created_at DESC, id DESC";
    REVOKE = "DELETE FROM credential WHERE id = $1 AND member = $2";
    SWEEP = "DELETE FROM credential WHERE expires_at <= $1";
    TALLY_MEMBERS = "SELECT count(*), (SELECT id FROM member ORDER BY id DESC LIMIT 1) FROM member";

    OWN_SELF = "SELECT id AS member, name, lang, guest AS is_guest, placemaster AS is_placemaster, created_at
                FROM member WHERE id = $1 LIMIT $2";
    OWN_WORKS_FOR = "SELECT organisation, role, created_at FROM associate WHERE member = $1
                     ORDER BY created_at DESC, organisation LIMIT $2";
    /// That there is a way in, never the secret itself, nor its hash.
    OWN_WAYS_IN = "SELECT id AS credential, kind, label, created_at FROM credential WHERE member = $1
                   ORDER BY created_at DESC, id DESC LIMIT $2";
}
