CREATE TABLE attention (
  member UUID PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  mode_on BOOLEAN NOT NULL,
  mode_until BIGINT,
  quiet_from BIGINT,
  quiet_to BIGINT,
  per_day BIGINT NOT NULL
);

-- Withdrawn grants stay as receipts of what was once allowed.
CREATE TABLE consent_grant (
  id UUID PRIMARY KEY,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  effect TEXT NOT NULL,
  purpose TEXT NOT NULL,
  organisation UUID REFERENCES organisation (id) ON DELETE CASCADE,
  category TEXT,
  zone TEXT,
  days BIGINT NOT NULL,
  from_minute BIGINT,
  to_minute BIGINT,
  per_day BIGINT,
  until_at BIGINT,
  given_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);
CREATE INDEX consent_grant_by_member ON consent_grant (member, given_at);
