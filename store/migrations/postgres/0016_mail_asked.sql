-- Who asked for a first mail to which address, kept for a day so that none is flooded; of the address only its hash. It outlives
-- what it counts: the address, and its member.
CREATE TABLE mail_asked (
  address_hash BYTEA NOT NULL,
  member UUID REFERENCES member (id) ON DELETE SET NULL,
  at BIGINT NOT NULL
);
CREATE INDEX mail_asked_by_address ON mail_asked (address_hash, at);
CREATE INDEX mail_asked_by_member ON mail_asked (member, at);
