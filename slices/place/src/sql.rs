//! Tables: place, town, basemap

store::statements! {
    PLACE = "SELECT id, organisation, name, category, lat, lon, radius_m, address, hours_text, hours, osm,
                    outline FROM place WHERE id = $1";
    BY_OSM = "SELECT id, organisation, name, category, lat, lon, radius_m, address, hours_text, hours, osm,
                     outline FROM place WHERE osm = $1";
    ALL_PLACES = "SELECT id, organisation, name, category, lat, lon, radius_m, address, hours_text, hours, osm,
                         outline FROM place ORDER BY name_folded, id";
    EVERY_PLACE = "SELECT id, organisation, name, category, lat, lon, radius_m, address, hours_text, hours, osm,
                          outline FROM place";
    OF_ORGANISATION = "SELECT id, organisation, name, category, lat, lon, radius_m, address, hours_text, hours, osm,
                              outline FROM place WHERE organisation = $1 ORDER BY name_folded, id";
    /// The next places in the order of names, after one that was already given.
    AFTER = "SELECT id, organisation, name, category, lat, lon, radius_m, address, hours_text, hours, osm,
                    outline FROM place WHERE (name_folded, id) > ($1, $2) ORDER BY name_folded, id LIMIT $3";
    ADD = "INSERT INTO place (id, organisation, name, name_folded, category, lat, lon, radius_m, address, hours_text,
                              hours, osm, outline, updated_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    SAVE = "UPDATE place SET organisation = $2, name = $3, name_folded = $4, category = $5, lat = $6, lon = $7,
                             radius_m = $8, address = $9, hours_text = $10, hours = $11, osm = $12, outline = $13,
                             updated_at = $14
            WHERE id = $1";
    REMOVE = "DELETE FROM place WHERE id = $1";
    TOWN = "SELECT name, lat, lon, attribution FROM town";
    SET_TOWN = "INSERT INTO town (id, name, lat, lon, attribution) VALUES (1, $1, $2, $3, $4)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, lat = excluded.lat, lon = excluded.lon,
                                               attribution = excluded.attribution";
    /// Draws a shape, or draws it anew where it has changed.
    DRAW = "INSERT INTO basemap (osm, feature) VALUES ($1, $2)
            ON CONFLICT (osm) DO UPDATE SET feature = excluded.feature WHERE basemap.feature <> excluded.feature";
    DRAWN = "SELECT feature FROM basemap ORDER BY osm";
    TALLY = "SELECT count(*), (SELECT id FROM place ORDER BY id DESC LIMIT 1) FROM place";
}
