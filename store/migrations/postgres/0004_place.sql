-- One row: the town this instance serves.
CREATE TABLE town (
  id BIGINT PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  lon DOUBLE PRECISION NOT NULL,
  attribution TEXT NOT NULL
);

CREATE TABLE place (
  id UUID PRIMARY KEY,
  organisation UUID REFERENCES organisation (id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  name_folded TEXT COLLATE "C" NOT NULL,
  category TEXT NOT NULL,
  lat DOUBLE PRECISION NOT NULL,
  lon DOUBLE PRECISION NOT NULL,
  radius_m BIGINT NOT NULL,
  address TEXT NOT NULL,
  hours_text TEXT NOT NULL,
  hours TEXT,
  osm TEXT UNIQUE,
  updated_at BIGINT NOT NULL
);
CREATE INDEX place_by_organisation ON place (organisation);
CREATE INDEX place_by_name ON place (name_folded, id);

-- The town's own map: streets, buildings, water, green, rails.
CREATE TABLE basemap (
  osm TEXT PRIMARY KEY,
  feature TEXT NOT NULL
);
