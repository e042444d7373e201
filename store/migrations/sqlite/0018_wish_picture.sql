-- A picture of a member's own beside their wish, as it is served. The id changes with the picture, so that an address always shows the same.
CREATE TABLE wish_picture (
  wish BLOB PRIMARY KEY REFERENCES wish (id) ON DELETE CASCADE,
  id BLOB NOT NULL UNIQUE,
  small BLOB NOT NULL,
  large BLOB NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  added_at INTEGER NOT NULL
) STRICT;
