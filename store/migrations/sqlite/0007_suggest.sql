CREATE TABLE suggestion (
  id BLOB PRIMARY KEY,
  number INTEGER NOT NULL,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  offer BLOB NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
  organisation BLOB NOT NULL,
  place BLOB NOT NULL,
  wish BLOB NOT NULL,
  reasons TEXT NOT NULL,
  score INTEGER NOT NULL,
  channel TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  outcome_at INTEGER,
  UNIQUE (member, offer),
  UNIQUE (member, number)
) STRICT;
