//! Tables: circle, circle_member, circle_invite

store::statements! {
    ADD = "INSERT INTO circle (id, name, created_at) VALUES ($1, $2, $3)";
    ONE = "SELECT id, name FROM circle WHERE id = $1";
    OF_MEMBER = "SELECT c.id, c.name FROM circle c JOIN circle_member m ON m.circle = c.id
                 WHERE m.member = $1 ORDER BY c.id";
    HOW_MANY_OF_MEMBER = "SELECT count(*) FROM circle_member WHERE member = $1";
    /// Who comes, and who goes, take turns at the circle's row.
    TURN = "UPDATE circle SET name = name WHERE id = $1";
    DISSOLVE = "DELETE FROM circle WHERE id = $1";
    JOIN = "INSERT INTO circle_member (circle, member, name, name_key, founded, joined_at) VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (circle, member) DO UPDATE SET name = excluded.name, name_key = excluded.name_key";
    /// Its founder first: who made it, else who is there longest.
    MEMBERS = "SELECT member, name, joined_at FROM circle_member WHERE circle = $1
               ORDER BY founded DESC, joined_at, member";
    NAME_IN = "SELECT name FROM circle_member WHERE circle = $1 AND member = $2";
    LEAVE = "DELETE FROM circle_member WHERE circle = $1 AND member = $2";
    INVITE = "INSERT INTO circle_invite (circle, secret, ends_at) VALUES ($1, $2, $3)
              ON CONFLICT (circle) DO UPDATE SET secret = excluded.secret, ends_at = excluded.ends_at";
    INVITE_ENDS = "SELECT ends_at FROM circle_invite WHERE circle = $1 AND ends_at > $2";
    INVITED = "SELECT c.id, c.name FROM circle c JOIN circle_invite i ON i.circle = c.id
               WHERE i.secret = $1 AND i.ends_at > $2";
    WITHDRAW = "DELETE FROM circle_invite WHERE circle = $1";
    SWEEP_INVITES = "DELETE FROM circle_invite WHERE ends_at <= $1";
    SWEEP = "DELETE FROM circle WHERE NOT EXISTS (SELECT 1 FROM circle_member m WHERE m.circle = circle.id)";

    OWN = "SELECT m.circle, c.name AS circle_name, m.name, m.founded AS is_founder, m.joined_at
           FROM circle_member m JOIN circle c ON c.id = m.circle WHERE m.member = $1
           ORDER BY m.joined_at DESC, m.circle LIMIT $2";
}
