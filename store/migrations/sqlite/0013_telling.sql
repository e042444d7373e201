-- News of a wish that was told: it uses up attention as a suggestion does.
CREATE TABLE spoken (
  opportunity BLOB PRIMARY KEY,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX spoken_by_member ON spoken (member, at);

-- News of one wish for its member: why, of what (a listing, an event), at which level of the cause it counts as the same.
CREATE TABLE opportunity (
  id BLOB PRIMARY KEY,
  number INTEGER,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  wish BLOB NOT NULL,
  about BLOB NOT NULL,
  cause TEXT NOT NULL,
  level TEXT NOT NULL,
  title TEXT NOT NULL,
  retailer TEXT NOT NULL,
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  price_minor INTEGER,
  currency TEXT,
  reasons TEXT NOT NULL,
  read_at INTEGER NOT NULL,
  made_at INTEGER NOT NULL,
  told_at INTEGER,
  state TEXT NOT NULL,
  outcome TEXT NOT NULL,
  outcome_at INTEGER,
  UNIQUE (wish, about, cause, level),
  UNIQUE (member, number)
) STRICT;
CREATE INDEX opportunity_by_state ON opportunity (state, made_at);

-- What a member wants no news of: of one listing for one wish, of a site, of a wish for a while.
CREATE TABLE opportunity_denial (
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  what TEXT NOT NULL,
  label TEXT NOT NULL,
  until_at INTEGER,
  made_at INTEGER NOT NULL,
  PRIMARY KEY (member, kind, what)
) STRICT;

-- By which channel a member wants to be told what.
CREATE TABLE telling (
  member BLOB PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  suggestions TEXT NOT NULL,
  news TEXT NOT NULL,
  digest TEXT NOT NULL,
  digest_hour INTEGER NOT NULL,
  digest_at INTEGER
) STRICT;

-- A browser that takes messages. An endpoint belongs to who subscribed with it last.
CREATE TABLE subscription (
  id BLOB PRIMARY KEY,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  endpoint TEXT NOT NULL UNIQUE,
  p256dh BLOB NOT NULL,
  auth BLOB NOT NULL,
  label TEXT NOT NULL,
  lang TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ok_at INTEGER,
  failures INTEGER NOT NULL
) STRICT;
CREATE INDEX subscription_by_member ON subscription (member);

-- A message to a browser: what it is about, never what it says. Sent ones stay for as long as facts do, so that none goes twice.
CREATE TABLE push (
  subscription BLOB NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  about BLOB NOT NULL,
  made_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL,
  due_at INTEGER,
  tries INTEGER NOT NULL,
  PRIMARY KEY (subscription, kind, about)
) STRICT;
CREATE INDEX push_by_due ON push (due_at);
CREATE INDEX push_by_made ON push (made_at);

-- Where a member is written to. Until the link in the first mail was opened, nothing else is sent there.
CREATE TABLE mail_address (
  member BLOB PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  lang TEXT NOT NULL,
  confirm BLOB UNIQUE,
  confirm_ends INTEGER,
  asked_at INTEGER NOT NULL,
  confirmed_at INTEGER
) STRICT;

-- Secrets of the house itself, made once.
CREATE TABLE house_key (
  name TEXT PRIMARY KEY,
  bytes BLOB NOT NULL,
  made_at INTEGER NOT NULL
) STRICT;
