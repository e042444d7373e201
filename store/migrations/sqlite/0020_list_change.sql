-- How often what others may see of a list changed: an open page asks for this number and reads the list only when it is another.
ALTER TABLE list ADD COLUMN changes INTEGER NOT NULL DEFAULT 0;
-- The same of what others do there, by who sees it. What is hushed before the list's owner is counted in a row of its own, which the
-- owner's pages never read and their hand never waits for; nor does a row here point to a list that would have to look for it.
CREATE TABLE share_change (
  list BLOB NOT NULL,
  room TEXT NOT NULL,
  changes INTEGER NOT NULL,
  PRIMARY KEY (list, room)
) STRICT;

-- Who wrote the name of a list last: the edit and its instant.
CREATE TABLE list_stamp (
  list BLOB PRIMARY KEY REFERENCES list (id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  op BLOB NOT NULL
) STRICT;
-- A name that an edit gave a list and another, which had not seen it, replaced: offered back to its member.
CREATE TABLE list_overruled (
  list BLOB NOT NULL REFERENCES list (id) ON DELETE CASCADE,
  op BLOB NOT NULL,
  name TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (list, op)
) STRICT;
