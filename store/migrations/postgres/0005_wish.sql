CREATE TABLE wish (
  id UUID PRIMARY KEY,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  category TEXT,
  gtin BIGINT,
  brand TEXT,
  words TEXT NOT NULL,
  top_minor BIGINT,
  currency TEXT,
  until_at BIGINT,
  distance_m BIGINT NOT NULL,
  visibility TEXT NOT NULL,
  state TEXT NOT NULL,
  added_at BIGINT NOT NULL
);
CREATE INDEX wish_by_member ON wish (member, state, id);
