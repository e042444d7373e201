CREATE TABLE member (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  lang TEXT NOT NULL,
  guest BOOLEAN NOT NULL,
  placemaster BOOLEAN NOT NULL,
  invented BOOLEAN NOT NULL,
  created_at BIGINT NOT NULL
);

CREATE TABLE organisation (
  id UUID PRIMARY KEY,
  name TEXT NOT NULL,
  osm TEXT UNIQUE,
  created_at BIGINT NOT NULL
);

CREATE TABLE associate (
  organisation UUID NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  PRIMARY KEY (organisation, member)
);
CREATE INDEX associate_by_member ON associate (member);

-- Whatever lets somebody in: page session, bearer token, single-use link, phone. Only hashes are kept.
CREATE TABLE credential (
  id UUID PRIMARY KEY,
  kind TEXT NOT NULL,
  member UUID NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  secret BYTEA NOT NULL UNIQUE,
  label TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT,
  used_at BIGINT
);
CREATE INDEX credential_by_member ON credential (member, kind);
CREATE INDEX credential_by_end ON credential (expires_at);
