-- A picture of a member's own beside their wish, as it is served. The id changes with the picture, so that an address always shows the same.
CREATE TABLE wish_picture (
  wish UUID PRIMARY KEY REFERENCES wish (id) ON DELETE CASCADE,
  id UUID NOT NULL UNIQUE,
  small BYTEA NOT NULL,
  large BYTEA NOT NULL,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  added_at BIGINT NOT NULL
);
