CREATE TABLE suggestion (
  id UUID PRIMARY KEY,
  number BIGINT NOT NULL,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  offer UUID NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
  organisation UUID NOT NULL,
  place UUID NOT NULL,
  wish UUID NOT NULL,
  reasons TEXT NOT NULL,
  score BIGINT NOT NULL,
  channel TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  outcome TEXT NOT NULL,
  outcome_at BIGINT,
  UNIQUE (member, offer),
  UNIQUE (member, number)
);
