-- What an offer of the town cost and whether it could be had, from an instant on: a row for each change that stood.
CREATE TABLE offer_point (
  offer BLOB NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  price_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  had INTEGER NOT NULL,
  PRIMARY KEY (offer, at)
) STRICT;
-- What is there already is no news.
INSERT INTO offer_point (offer, at, price_minor, currency, had)
  SELECT id, created_at, price_minor, currency,
    CASE WHEN state = 'open' AND zone = 'neighbourhood' AND (stock > 0 OR stock IS NULL) THEN 1 ELSE 0 END
  FROM offer;

-- When an offer is looked at again: once a change has stood for a while, when it begins, when it ends.
CREATE TABLE offer_look (
  offer BLOB PRIMARY KEY REFERENCES offer (id) ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX offer_look_by_at ON offer_look (at);

-- Of which offer news told, and until when that is not suggested besides.
ALTER TABLE spoken ADD COLUMN offer BLOB;
ALTER TABLE spoken ADD COLUMN hush_until INTEGER;

CREATE INDEX opportunity_by_about ON opportunity (about, member);

-- What members hope for, in groups: as published, in whole fives; and the civil week in which it was reckoned last.
CREATE TABLE figure (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  people INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) STRICT;
CREATE TABLE figure_week (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  week INTEGER NOT NULL
) STRICT;
INSERT INTO figure_week (one, week) VALUES (1, 0);
-- Whom a published figure stands for: the next one differs by a crowd, or not at all.
CREATE TABLE figure_member (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  PRIMARY KEY (kind, key, member)
) STRICT;
CREATE INDEX figure_member_by_member ON figure_member (member);
