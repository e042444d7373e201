-- Facts in the order they became true; readers keep the last number they applied.
CREATE TABLE fact (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  about BLOB NOT NULL
) STRICT;

-- The answer given to each creating request, so that the same key gives it again.
CREATE TABLE idempotency (
  scope BLOB NOT NULL,
  key TEXT NOT NULL,
  request BLOB NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT;
CREATE INDEX idempotency_by_age ON idempotency (at);
