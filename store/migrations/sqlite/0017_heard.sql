-- How far each listener has heard the facts. One that has no row of its own yet begins where the row without a name says.
CREATE TABLE heard (
  listener TEXT PRIMARY KEY,
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO heard (listener, seq) SELECT '', coalesce(max(seq), 0) FROM fact;

-- Facts that a listener failed at: tried again when due; set aside where `due_at` is NULL.
CREATE TABLE missed (
  listener TEXT NOT NULL,
  kind TEXT NOT NULL,
  about BLOB NOT NULL,
  at INTEGER NOT NULL,
  tries INTEGER NOT NULL,
  due_at INTEGER,
  PRIMARY KEY (listener, kind, about)
) STRICT;
CREATE INDEX missed_by_due ON missed (listener, due_at);

-- By which credential a browser was let in when it asked for messages: with that it goes. NULL where it asked before this was kept, until
-- its browser is here next.
ALTER TABLE subscription ADD COLUMN credential BLOB REFERENCES credential (id) ON DELETE CASCADE;
CREATE INDEX subscription_by_credential ON subscription (credential);
