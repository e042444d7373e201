-- Members together. Who came first and is still there is its founder; `name_key` is the name folded, so that two names look different.
CREATE TABLE circle (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE TABLE circle_member (
  circle UUID NOT NULL REFERENCES circle (id) ON DELETE CASCADE,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL,
  founded BOOLEAN NOT NULL,
  joined_at BIGINT NOT NULL,
  PRIMARY KEY (circle, member),
  UNIQUE (circle, name_key)
);
CREATE INDEX circle_member_by_member ON circle_member (member);
-- The one invitation of a circle, as its hash.
CREATE TABLE circle_invite (
  circle UUID PRIMARY KEY REFERENCES circle (id) ON DELETE CASCADE,
  secret BYTEA NOT NULL UNIQUE,
  ends_at BIGINT NOT NULL
);

-- How a list is shared beyond its visibility. `reveal_at` is from when on its owner may learn who gave what.
CREATE TABLE share (
  list UUID PRIMARY KEY REFERENCES list (id) ON DELETE CASCADE,
  notes BOOLEAN NOT NULL,
  pages BOOLEAN NOT NULL,
  found BOOLEAN NOT NULL,
  reveal_at BIGINT,
  secret BYTEA UNIQUE,
  ends_at BIGINT
);
-- Who opened a list's link, under the name they gave.
CREATE TABLE share_person (
  list UUID NOT NULL REFERENCES list (id) ON DELETE CASCADE,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  PRIMARY KEY (list, member)
);
CREATE INDEX share_person_by_member ON share_person (member);
CREATE TABLE share_circle (
  list UUID NOT NULL REFERENCES list (id) ON DELETE CASCADE,
  circle UUID NOT NULL REFERENCES circle (id) ON DELETE CASCADE,
  PRIMARY KEY (list, circle)
);
CREATE INDEX share_circle_by_circle ON share_circle (circle);

-- Those who promise on one wish take turns at its row. `goal_minor` is what its pot is to hold. It tells its owner nothing, not even
-- by a foreign key that would have to be looked at when a wish or a list goes.
CREATE TABLE reserving (
  wish UUID PRIMARY KEY,
  owner UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  turns BIGINT NOT NULL,
  goal_minor BIGINT,
  goal_currency TEXT
);
CREATE INDEX reserving_by_owner ON reserving (owner);
-- A promise: `units` whole ones, or, when 0, a share in the pot. Title, name and date are as its giver saw them.
CREATE TABLE reservation (
  id UUID PRIMARY KEY,
  wish UUID NOT NULL,
  list UUID NOT NULL,
  owner UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  giver UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  title TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  units BIGINT NOT NULL CHECK (units >= 0),
  minor BIGINT,
  currency TEXT,
  secretly BOOLEAN NOT NULL,
  reveal_at BIGINT,
  given_at BIGINT,
  made_at BIGINT NOT NULL,
  UNIQUE (wish, giver)
);
CREATE INDEX reservation_by_list ON reservation (list);
CREATE INDEX reservation_by_giver ON reservation (giver);
CREATE INDEX reservation_by_owner ON reservation (owner);
CREATE TABLE comment (
  id UUID PRIMARY KEY,
  wish UUID NOT NULL,
  list UUID NOT NULL,
  owner UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  writer UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  room TEXT NOT NULL,
  words TEXT NOT NULL,
  written_at BIGINT NOT NULL,
  changed_at BIGINT
);
CREATE INDEX comment_by_list ON comment (list, room, written_at);
CREATE INDEX comment_by_writer ON comment (writer, written_at);
CREATE INDEX comment_by_owner ON comment (owner);
