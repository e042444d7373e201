-- News of what takes place, in the order in which it is said again.
CREATE INDEX opportunity_dated ON opportunity (cause, made_at, id) WHERE state IN ('waiting', 'told');
-- News that waits, looked through every half minute.
CREATE INDEX opportunity_waiting ON opportunity (state, id) WHERE state = 'waiting';

-- Open wishes for what takes place, each under one of the keys it asks for (hashed): whatever meets it answers to that one, too.
CREATE TABLE dated_wish (
  wish UUID PRIMARY KEY REFERENCES wish (id) ON DELETE CASCADE,
  key BIGINT NOT NULL
);
CREATE INDEX dated_wish_by_key ON dated_wish (key);

-- When all wishes of the town were last looked through for it, and by which rules the keys were made.
CREATE TABLE dated_look (
  rules BIGINT PRIMARY KEY,
  at BIGINT NOT NULL
);

-- Wishes that end, in the order in which they do.
CREATE INDEX wish_by_end ON wish (until_at, id) WHERE until_at IS NOT NULL;

-- By which rules the words of a product were noted; those that were known before any were have 0, and are noted in the background.
ALTER TABLE product ADD COLUMN words_by BIGINT NOT NULL DEFAULT 0;
CREATE INDEX product_by_words ON product (words_by, id);
