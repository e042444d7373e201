-- How often what others may see of a list changed: an open page asks for this number and reads the list only when it is another.
ALTER TABLE list ADD COLUMN changes BIGINT NOT NULL DEFAULT 0;
-- The same of what others do there, by who sees it. What is hushed before the list's owner is counted in a row of its own, which the
-- owner's pages never read and their hand never waits for; nor does a row here point to a list that would have to look for it.
CREATE TABLE share_change (
  list UUID NOT NULL,
  room TEXT NOT NULL,
  changes BIGINT NOT NULL,
  PRIMARY KEY (list, room)
);

-- Who wrote the name of a list last: the edit and its instant.
CREATE TABLE list_stamp (
  list UUID PRIMARY KEY REFERENCES list (id) ON DELETE CASCADE,
  at BIGINT NOT NULL,
  op UUID NOT NULL
);
-- A name that an edit gave a list and another, which had not seen it, replaced: offered back to its member.
CREATE TABLE list_overruled (
  list UUID NOT NULL REFERENCES list (id) ON DELETE CASCADE,
  op UUID NOT NULL,
  name TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (list, op)
);
