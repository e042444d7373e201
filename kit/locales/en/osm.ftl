# What an OpenStreetMap extract may lack (slices/place/src/osm/problem.rs).
osm-problem-cut-short = The file stops in the middle. Everything before that is kept.
osm-problem-broken = The file is damaged from here on ({ $detail }). Everything before that is kept.
osm-problem-bad-block = One block of the file can’t be read. The others are kept.
osm-problem-bad-attribute = The attribute { $detail } is missing or can’t be read.
osm-problem-off-the-earth = There is no such place on Earth.
osm-problem-missing-nodes = Points not in the file: { $detail }. This is usual at the edge of an extract.
osm-problem-open-ring = Its outline is not whole in this file.
osm-problem-no-outline = This place has no outline, so it was left out.
osm-problem-bad-hours = Hours we can’t read, kept as they are: { $detail }
osm-refused-not-osm = This is not an OpenStreetMap extract. Choose an .osm, .osm.gz or .osm.pbf file.
osm-refused-document-type = This file declares a document type, which no OpenStreetMap extract does. It was not read.
osm-refused-feature = This file needs something we don’t have: { $detail }
osm-refused-too-large = This extract is too large. Cut it to your neighbourhood and try again.
osm-refused-io = The file could not be read: { $detail }
