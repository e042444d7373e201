-- A picture of a member's own beside their wish, as it is served. The id changes with the picture, so that an address always shows the same.
-- What is read of many at once stands ahead of the bytes. `dropped_at` is this house's instant of the drop, not that of a device.
CREATE TABLE wish_picture (
  wish BLOB PRIMARY KEY REFERENCES wish (id) ON DELETE CASCADE,
  id BLOB NOT NULL UNIQUE,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  added_at INTEGER NOT NULL,
  dropped_at INTEGER,
  small BLOB NOT NULL,
  large BLOB NOT NULL
) STRICT;
CREATE INDEX wish_picture_dropped ON wish_picture (dropped_at) WHERE dropped_at IS NOT NULL;
