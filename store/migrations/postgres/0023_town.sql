-- What an offer of the town cost and whether it could be had, from an instant on: a row for each change that stood.
CREATE TABLE offer_point (
  offer UUID NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
  at BIGINT NOT NULL,
  price_minor BIGINT NOT NULL,
  currency TEXT NOT NULL,
  had BIGINT NOT NULL,
  PRIMARY KEY (offer, at)
);
-- What is there already is no news.
INSERT INTO offer_point (offer, at, price_minor, currency, had)
  SELECT id, created_at, price_minor, currency,
    CASE WHEN state = 'open' AND zone = 'neighbourhood' AND (stock > 0 OR stock IS NULL) THEN 1 ELSE 0 END
  FROM offer;

-- When an offer is looked at again: once a change has stood for a while, when it begins, when it ends.
CREATE TABLE offer_look (
  offer UUID PRIMARY KEY REFERENCES offer (id) ON DELETE CASCADE,
  at BIGINT NOT NULL
);
CREATE INDEX offer_look_by_at ON offer_look (at);

-- Of which offer news told, and until when that is not suggested besides.
ALTER TABLE spoken ADD COLUMN offer UUID;
ALTER TABLE spoken ADD COLUMN hush_until BIGINT;

CREATE INDEX opportunity_by_about ON opportunity (about, member);

-- What members hope for, in groups: as published, in whole fives; and the civil week in which it was reckoned last.
CREATE TABLE figure (
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  label TEXT NOT NULL,
  people BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (kind, key)
);
CREATE TABLE figure_week (
  one BIGINT PRIMARY KEY CHECK (one = 1),
  week BIGINT NOT NULL
);
INSERT INTO figure_week (one, week) VALUES (1, 0);
-- Whom a published figure stands for: the next one differs by a crowd, or not at all.
CREATE TABLE figure_member (
  kind TEXT COLLATE "C" NOT NULL,
  key TEXT COLLATE "C" NOT NULL,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  PRIMARY KEY (kind, key, member)
);
CREATE INDEX figure_member_by_member ON figure_member (member);
