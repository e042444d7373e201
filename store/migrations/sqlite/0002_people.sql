CREATE TABLE member (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  lang TEXT NOT NULL,
  guest INTEGER NOT NULL,
  placemaster INTEGER NOT NULL,
  invented INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE organisation (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  osm TEXT UNIQUE,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE associate (
  organisation BLOB NOT NULL REFERENCES organisation (id) ON DELETE CASCADE,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  role TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (organisation, member)
) STRICT;
CREATE INDEX associate_by_member ON associate (member);

-- Whatever lets somebody in: page session, bearer token, single-use link, phone. Only hashes are kept.
CREATE TABLE credential (
  id BLOB PRIMARY KEY,
  kind TEXT NOT NULL,
  member BLOB NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  secret BLOB NOT NULL UNIQUE,
  label TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  used_at INTEGER
) STRICT;
CREATE INDEX credential_by_member ON credential (member, kind);
CREATE INDEX credential_by_end ON credential (expires_at);
