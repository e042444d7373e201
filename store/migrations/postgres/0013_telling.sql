-- News of a wish that was told: it uses up attention as a suggestion does.
CREATE TABLE spoken (
  opportunity UUID PRIMARY KEY,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  at BIGINT NOT NULL
);
CREATE INDEX spoken_by_member ON spoken (member, at);

-- News of one wish for its member: why, of what (a listing, an event), at which level of the cause it counts as the same.
CREATE TABLE opportunity (
  id UUID PRIMARY KEY,
  number BIGINT,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  wish UUID NOT NULL,
  about UUID NOT NULL,
  cause TEXT NOT NULL,
  level TEXT NOT NULL,
  title TEXT NOT NULL,
  retailer TEXT NOT NULL,
  site TEXT NOT NULL,
  url TEXT NOT NULL,
  price_minor BIGINT,
  currency TEXT,
  reasons TEXT NOT NULL,
  read_at BIGINT NOT NULL,
  made_at BIGINT NOT NULL,
  told_at BIGINT,
  state TEXT NOT NULL,
  outcome TEXT NOT NULL,
  outcome_at BIGINT,
  UNIQUE (wish, about, cause, level),
  UNIQUE (member, number)
);
CREATE INDEX opportunity_by_state ON opportunity (state, made_at);

-- What a member wants no news of: of one listing for one wish, of a site, of a wish for a while.
CREATE TABLE opportunity_denial (
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  kind TEXT COLLATE "C" NOT NULL,
  what TEXT COLLATE "C" NOT NULL,
  label TEXT NOT NULL,
  until_at BIGINT,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (member, kind, what)
);

-- By which channel a member wants to be told what.
CREATE TABLE telling (
  member UUID PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  suggestions TEXT NOT NULL,
  news TEXT NOT NULL,
  digest TEXT NOT NULL,
  digest_hour BIGINT NOT NULL,
  digest_at BIGINT
);

-- A browser that takes messages. An endpoint belongs to who subscribed with it last.
CREATE TABLE subscription (
  id UUID PRIMARY KEY,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  endpoint TEXT NOT NULL UNIQUE,
  p256dh BYTEA NOT NULL,
  auth BYTEA NOT NULL,
  label TEXT NOT NULL,
  lang TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  ok_at BIGINT,
  failures BIGINT NOT NULL
);
CREATE INDEX subscription_by_member ON subscription (member);

-- A message to a browser: what it is about, never what it says. Sent ones stay for as long as facts do, so that none goes twice.
CREATE TABLE push (
  subscription UUID NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  about UUID NOT NULL,
  made_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  due_at BIGINT,
  tries BIGINT NOT NULL,
  PRIMARY KEY (subscription, kind, about)
);
CREATE INDEX push_by_due ON push (due_at);
CREATE INDEX push_by_made ON push (made_at);

-- Where a member is written to. Until the link in the first mail was opened, nothing else is sent there.
CREATE TABLE mail_address (
  member UUID PRIMARY KEY REFERENCES member (id) ON DELETE CASCADE,
  address TEXT NOT NULL,
  lang TEXT NOT NULL,
  confirm BYTEA UNIQUE,
  confirm_ends BIGINT,
  asked_at BIGINT NOT NULL,
  confirmed_at BIGINT
);

-- Secrets of the house itself, made once.
CREATE TABLE house_key (
  name TEXT PRIMARY KEY,
  bytes BYTEA NOT NULL,
  made_at BIGINT NOT NULL
);
