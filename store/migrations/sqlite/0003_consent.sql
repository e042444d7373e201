CREATE TABLE attention (
  member BLOB PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  mode_on INTEGER NOT NULL,
  mode_until INTEGER,
  quiet_from INTEGER,
  quiet_to INTEGER,
  per_day INTEGER NOT NULL
) STRICT;

-- Withdrawn grants stay as receipts of what was once allowed.
CREATE TABLE consent_grant (
  id BLOB PRIMARY KEY,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  effect TEXT NOT NULL,
  purpose TEXT NOT NULL,
  organisation BLOB REFERENCES organisation (id) ON DELETE CASCADE,
  category TEXT,
  zone TEXT,
  days INTEGER NOT NULL,
  from_minute INTEGER,
  to_minute INTEGER,
  per_day INTEGER,
  until_at INTEGER,
  given_at INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT;
CREATE INDEX consent_grant_by_member ON consent_grant (member, given_at);
