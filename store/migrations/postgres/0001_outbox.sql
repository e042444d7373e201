-- Facts in the order they became true; readers keep the last number they applied.
CREATE TABLE fact (
  seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  about UUID NOT NULL
);

-- The answer given to each creating request, so that the same key gives it again.
CREATE TABLE idempotency (
  scope UUID NOT NULL,
  key TEXT NOT NULL,
  request BYTEA NOT NULL,
  status BIGINT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_by_age ON idempotency (at);
