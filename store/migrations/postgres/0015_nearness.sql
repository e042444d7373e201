CREATE TABLE travel (
  member UUID PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  way TEXT NOT NULL,
  car_cents_per_km BIGINT NOT NULL,
  fare_minor BIGINT NOT NULL,
  place UUID
);
CREATE TABLE feed (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  venue TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  next_at BIGINT NOT NULL,
  read_at BIGINT,
  etag TEXT,
  last_modified TEXT,
  failures BIGINT NOT NULL,
  failure TEXT,
  skipped BIGINT NOT NULL
);
CREATE TABLE event (
  id UUID PRIMARY KEY,
  feed UUID NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
  uid TEXT COLLATE "C" NOT NULL,
  title TEXT NOT NULL,
  starts_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  all_day BIGINT NOT NULL,
  venue TEXT NOT NULL,
  category TEXT NOT NULL,
  url TEXT,
  UNIQUE (feed, uid, starts_at)
);
CREATE INDEX event_by_end ON event (ends_at, id);
CREATE INDEX event_by_start ON event (starts_at, id);
