CREATE TABLE encounter (
  id UUID PRIMARY KEY,
  -- No foreign key: when a member is erased the unit held for them must first go back (encounter::gone).
  member UUID NOT NULL,
  organisation UUID NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  place UUID NOT NULL,
  offer UUID NOT NULL,
  suggestion UUID NOT NULL UNIQUE,
  wish UUID NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  code TEXT NOT NULL,
  amount_minor BIGINT NOT NULL,
  currency TEXT NOT NULL,
  began_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  settled_at BIGINT,
  confirmed_by UUID
);
CREATE INDEX encounter_by_member ON encounter (member, began_at);
CREATE INDEX encounter_by_organisation ON encounter (organisation, state, began_at);
CREATE INDEX encounter_by_end ON encounter (state, expires_at);
-- A code names one expected encounter of its organisation; once settled it may be drawn again.
CREATE UNIQUE INDEX encounter_by_code ON encounter (organisation, code) WHERE state = 'expected';
