-- One row: the town this instance serves.
CREATE TABLE town (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  lat REAL NOT NULL,
  lon REAL NOT NULL,
  attribution TEXT NOT NULL
) STRICT;

CREATE TABLE place (
  id BLOB PRIMARY KEY,
  organisation BLOB REFERENCES organisation (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  name_folded TEXT NOT NULL,
  category TEXT NOT NULL,
  lat REAL NOT NULL,
  lon REAL NOT NULL,
  radius_m INTEGER NOT NULL,
  address TEXT NOT NULL,
  hours_text TEXT NOT NULL,
  hours TEXT,
  osm TEXT UNIQUE,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX place_by_organisation ON place (organisation);
CREATE INDEX place_by_name ON place (name_folded, id);

-- The town's own map: streets, buildings, water, green, rails.
CREATE TABLE basemap (
  osm TEXT PRIMARY KEY,
  feature TEXT NOT NULL
) STRICT;
