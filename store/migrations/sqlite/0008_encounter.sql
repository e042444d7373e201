CREATE TABLE encounter (
  id BLOB PRIMARY KEY,
  -- No foreign key: when a member is erased the unit held for them must first go back (encounter::gone).
  member BLOB NOT NULL,
  organisation BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  place BLOB NOT NULL,
  offer BLOB NOT NULL,
  suggestion BLOB NOT NULL UNIQUE,
  wish BLOB NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  code TEXT NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  settled_at INTEGER,
  confirmed_by BLOB
) STRICT;
CREATE INDEX encounter_by_member ON encounter (member, began_at);
CREATE INDEX encounter_by_organisation ON encounter (organisation, state, began_at);
CREATE INDEX encounter_by_end ON encounter (state, expires_at);
-- A code names one expected encounter of its organisation; once settled it may be drawn again.
CREATE UNIQUE INDEX encounter_by_code ON encounter (organisation, code) WHERE state = 'expected';
