-- A named list of a member. A wish that names none stands on the main list, which has no row.
CREATE TABLE list (
  id BLOB PRIMARY KEY,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  order_key TEXT NOT NULL,
  visibility TEXT NOT NULL,
  archived_at INTEGER,
  added_at INTEGER NOT NULL
) STRICT;
CREATE INDEX list_by_member ON list (member);

-- Without an order key a wish stands where its age puts it, newest first.
ALTER TABLE wish_detail ADD COLUMN list BLOB;
ALTER TABLE wish_detail ADD COLUMN order_key TEXT;
ALTER TABLE wish_detail ADD COLUMN quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity >= 1);
ALTER TABLE wish_detail ADD COLUMN priority TEXT NOT NULL DEFAULT 'usual';
ALTER TABLE wish_detail ADD COLUMN secret INTEGER NOT NULL DEFAULT 0;
ALTER TABLE wish_detail ADD COLUMN archived_at INTEGER;
CREATE INDEX wish_detail_by_list ON wish_detail (list);

-- Who wrote a field last: the edit and its instant; `was` is what the state was before.
CREATE TABLE wish_stamp (
  wish BLOB NOT NULL REFERENCES wish (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  at INTEGER NOT NULL,
  op BLOB NOT NULL,
  was TEXT,
  PRIMARY KEY (wish, field)
) STRICT;

-- What an edit said that another, which had not seen it, replaced: offered back to its member.
CREATE TABLE wish_overruled (
  wish BLOB NOT NULL REFERENCES wish (id) ON DELETE CASCADE,
  op BLOB NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (wish, op)
) STRICT;

-- Edits that are settled, so that one sent twice takes effect once.
CREATE TABLE wish_op (
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  op BLOB NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (member, op)
) STRICT;
CREATE INDEX wish_op_by_at ON wish_op (at);
