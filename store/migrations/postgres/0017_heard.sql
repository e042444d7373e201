-- How far each listener has heard the facts. One that has no row of its own yet begins where the row without a name says.
CREATE TABLE heard (
  listener TEXT PRIMARY KEY,
  seq BIGINT NOT NULL
);
INSERT INTO heard (listener, seq) SELECT '', coalesce(max(seq), 0) FROM fact;

-- Facts that a listener failed at: tried again when due; set aside where `due_at` is NULL.
CREATE TABLE missed (
  listener TEXT NOT NULL,
  kind TEXT NOT NULL,
  about UUID NOT NULL,
  at BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  due_at BIGINT,
  PRIMARY KEY (listener, kind, about)
);
CREATE INDEX missed_by_due ON missed (listener, due_at);

-- By which credential a browser was let in when it asked for messages: with that it goes. NULL where it asked before this was kept, until
-- its browser is here next.
ALTER TABLE subscription ADD COLUMN credential UUID REFERENCES credential (id) ON DELETE CASCADE;
CREATE INDEX subscription_by_credential ON subscription (credential);
