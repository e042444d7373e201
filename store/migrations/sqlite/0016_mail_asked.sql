-- Who asked for a first mail to which address, kept for a day so that none is flooded; of the address only its hash. It outlives
-- what it counts: the address, and its member.
CREATE TABLE mail_asked (
  address_hash BLOB NOT NULL,
  member BLOB REFERENCES member (id) ON DELETE SET NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX mail_asked_by_address ON mail_asked (address_hash, at);
CREATE INDEX mail_asked_by_member ON mail_asked (member, at);
