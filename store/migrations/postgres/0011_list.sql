-- A named list of a member. A wish that names none stands on the main list, which has no row.
CREATE TABLE list (
  id UUID PRIMARY KEY,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  order_key TEXT COLLATE "C" NOT NULL,
  visibility TEXT NOT NULL,
  archived_at BIGINT,
  added_at BIGINT NOT NULL
);
CREATE INDEX list_by_member ON list (member);

-- Without an order key a wish stands where its age puts it, newest first.
ALTER TABLE wish_detail ADD COLUMN list UUID;
ALTER TABLE wish_detail ADD COLUMN order_key TEXT COLLATE "C";
ALTER TABLE wish_detail ADD COLUMN quantity BIGINT NOT NULL DEFAULT 1 CHECK (quantity >= 1);
ALTER TABLE wish_detail ADD COLUMN priority TEXT NOT NULL DEFAULT 'usual';
ALTER TABLE wish_detail ADD COLUMN secret BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wish_detail ADD COLUMN archived_at BIGINT;
CREATE INDEX wish_detail_by_list ON wish_detail (list);

-- Who wrote a field last: the edit and its instant; `was` is what the state was before.
CREATE TABLE wish_stamp (
  wish UUID NOT NULL REFERENCES wish (id) ON DELETE CASCADE,
  field TEXT NOT NULL,
  at BIGINT NOT NULL,
  op UUID NOT NULL,
  was TEXT,
  PRIMARY KEY (wish, field)
);

-- What an edit said that another, which had not seen it, replaced: offered back to its member.
CREATE TABLE wish_overruled (
  wish UUID NOT NULL REFERENCES wish (id) ON DELETE CASCADE,
  op UUID NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (wish, op)
);

-- Edits that are settled, so that one sent twice takes effect once.
CREATE TABLE wish_op (
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  op UUID NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (member, op)
);
CREATE INDEX wish_op_by_at ON wish_op (at);
