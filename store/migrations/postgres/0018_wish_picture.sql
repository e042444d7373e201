-- A picture of a member's own beside their wish, as it is served. The id changes with the picture, so that an address always shows the same.
-- What is read of many at once stands ahead of the bytes. `dropped_at` is this house's instant of the drop, not that of a device.
CREATE TABLE wish_picture (
  wish UUID PRIMARY KEY REFERENCES wish (id) ON DELETE CASCADE,
  id UUID NOT NULL UNIQUE,
  width BIGINT NOT NULL,
  height BIGINT NOT NULL,
  added_at BIGINT NOT NULL,
  dropped_at BIGINT,
  small BYTEA NOT NULL,
  large BYTEA NOT NULL
);
CREATE INDEX wish_picture_dropped ON wish_picture (dropped_at) WHERE dropped_at IS NOT NULL;
