-- Members together. Who came first and is still there is its founder; `name_key` is the name folded, so that two names look different.
CREATE TABLE circle (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE TABLE circle_member (
  circle BLOB NOT NULL REFERENCES circle (id) ON DELETE CASCADE,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  founded INTEGER NOT NULL,
  joined_at INTEGER NOT NULL,
  PRIMARY KEY (circle, member),
  UNIQUE (circle, name_key)
) STRICT;
CREATE INDEX circle_member_by_member ON circle_member (member);
-- The one invitation of a circle, as its hash.
CREATE TABLE circle_invite (
  circle BLOB PRIMARY KEY REFERENCES circle (id) ON DELETE CASCADE,
  secret BLOB NOT NULL UNIQUE,
  ends_at INTEGER NOT NULL
) STRICT;

-- How a list is shared beyond its visibility. `reveal_at` is from when on its owner may learn who gave what.
CREATE TABLE share (
  list BLOB PRIMARY KEY REFERENCES list (id) ON DELETE CASCADE,
  notes INTEGER NOT NULL,
  pages INTEGER NOT NULL,
  found INTEGER NOT NULL,
  reveal_at INTEGER,
  secret BLOB UNIQUE,
  ends_at INTEGER
) STRICT;
-- Who opened a list's link, under the name they gave.
CREATE TABLE share_person (
  list BLOB NOT NULL REFERENCES list (id) ON DELETE CASCADE,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (list, member)
) STRICT;
CREATE INDEX share_person_by_member ON share_person (member);
CREATE TABLE share_circle (
  list BLOB NOT NULL REFERENCES list (id) ON DELETE CASCADE,
  circle BLOB NOT NULL REFERENCES circle (id) ON DELETE CASCADE,
  PRIMARY KEY (list, circle)
) STRICT;
CREATE INDEX share_circle_by_circle ON share_circle (circle);

-- Those who promise on one wish take turns at its row. `goal_minor` is what its pot is to hold. It tells its owner nothing, not even
-- by a foreign key that would have to be looked at when a wish or a list goes.
CREATE TABLE reserving (
  wish BLOB PRIMARY KEY,
  owner BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  turns INTEGER NOT NULL,
  goal_minor INTEGER,
  goal_currency TEXT
) STRICT;
CREATE INDEX reserving_by_owner ON reserving (owner);
-- A promise: `units` whole ones, or, when 0, a share in the pot. Title, name and date are as its giver saw them.
CREATE TABLE reservation (
  id BLOB PRIMARY KEY,
  wish BLOB NOT NULL,
  list BLOB NOT NULL,
  owner BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  giver BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  units INTEGER NOT NULL CHECK (units >= 0),
  minor INTEGER,
  currency TEXT,
  secretly INTEGER NOT NULL,
  reveal_at INTEGER,
  given_at INTEGER,
  made_at INTEGER NOT NULL,
  UNIQUE (wish, giver)
) STRICT;
CREATE INDEX reservation_by_list ON reservation (list);
CREATE INDEX reservation_by_giver ON reservation (giver);
CREATE INDEX reservation_by_owner ON reservation (owner);
CREATE TABLE comment (
  id BLOB PRIMARY KEY,
  wish BLOB NOT NULL,
  list BLOB NOT NULL,
  owner BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  writer BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  room TEXT NOT NULL,
  words TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  changed_at INTEGER
) STRICT;
CREATE INDEX comment_by_list ON comment (list, room, written_at);
CREATE INDEX comment_by_writer ON comment (writer, written_at);
CREATE INDEX comment_by_owner ON comment (owner);
