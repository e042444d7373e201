CREATE TABLE wish (
  id BLOB PRIMARY KEY,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  category TEXT,
  gtin INTEGER,
  brand TEXT,
  words TEXT NOT NULL,
  top_minor INTEGER,
  currency TEXT,
  until_at INTEGER,
  distance_m INTEGER NOT NULL,
  visibility TEXT NOT NULL,
  state TEXT NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX wish_by_member ON wish (member, state, id);
