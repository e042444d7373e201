CREATE TABLE travel (
  member BLOB PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  way TEXT NOT NULL,
  car_cents_per_km INTEGER NOT NULL,
  fare_minor INTEGER NOT NULL,
  place BLOB
) STRICT;
CREATE TABLE feed (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  venue TEXT NOT NULL,
  added_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  read_at INTEGER,
  etag TEXT,
  last_modified TEXT,
  failures INTEGER NOT NULL,
  failure TEXT,
  skipped INTEGER NOT NULL
) STRICT;
CREATE TABLE event (
  id BLOB PRIMARY KEY,
  feed BLOB NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
  uid TEXT NOT NULL,
  title TEXT NOT NULL,
  starts_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  all_day INTEGER NOT NULL,
  venue TEXT NOT NULL,
  category TEXT NOT NULL,
  url TEXT,
  UNIQUE (feed, uid, starts_at)
) STRICT;
CREATE INDEX event_by_end ON event (ends_at, id);
CREATE INDEX event_by_start ON event (starts_at, id);
