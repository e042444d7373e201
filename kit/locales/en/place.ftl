# Places, the map, the town and the import of OpenStreetMap.
place-open-until = open until { $hour }
place-open-always = open day and night
place-closed = closed
place-closed-today = closed, opens at { $hour }
place-closed-later = closed, opens { $when }
place-closed-day = closed
place-all-day = day and night
place-midnight = midnight

place-map-title = The map
place-map-lead = The shops and places of the town, and when they are open.
place-search = Find a place
place-search-example = bakery, bookshop, Grande Rue…
place-search-button = Search
place-search-all = Show all
place-category = Category
place-category-any = All categories
place-none-found = Nothing of that name here
place-none-found-text = Try a shorter word, or another category.
place-none = No places yet
place-none-text = The town appears as soon as its map is imported.

place-name = Name
place-where = Where it is
place-address = Address
place-address-unknown = We do not know its address; the map shows where it is.
place-hours = Opening hours
place-hours-unknown = We do not know its hours.
place-hours-as-written = As written:
place-hours-hint = The way OpenStreetMap writes them: Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:00-18:00
place-see-map = Show the map
place-edit = Correct this place
place-wish-here = Wish for something, only here
place-consents = What this place may do
place-consents-note = You decide whether it may speak to you, or recognise you. Change it whenever you like.
place-consents-open = Allow or refuse

place-town-title = The town
place-town-lead = Its places, its map and the health of this server.
place-stat-places = { $count ->
    [one] place
   *[other] places
  }
place-stat-open = open now
place-stat-unknown = with unknown hours
place-health = Health
place-health-note = What this server is doing right now.
place-health-waiting = The figures are on their way.
place-health-look = See them on their page
place-town-places = The places
place-town-places-note = Open a place to correct it.

place-edit-lead = What you write here shows on the map at once.
place-edit-osm = This place comes from OpenStreetMap: the next import takes over what OpenStreetMap says. To make a correction last, make it there too.
place-run-by = Run by
place-run-by-nobody = nobody yet
place-lat = Latitude
place-lon = Longitude
place-radius = Radius in metres
place-save = Save
place-back = Back without changes
place-remove = Remove this place
place-remove-sure = Remove this place?
place-remove-text = Its offers go with it. The next import brings it back if it is still on OpenStreetMap.
said-place-saved = Corrected.
said-place-removed = The place is removed.

place-import-open = Import a map
place-import-title = Import the town
place-import-lead = An extract of OpenStreetMap gives the places, streets and buildings. Doing it again makes no doubles.
place-import-file-title = The file
place-import-file-note = Good lines are kept; you are told about the others.
place-import-file = OpenStreetMap extract
place-import-file-hint = .osm, .osm.gz or .osm.pbf, up to 64 MB. Beyond that: the command “hyperlieu import osm”.
place-town-name = Name of the town
place-town-name-hint = The map is titled with it.
place-import-go = Import
place-import-refused = The file was not imported
place-import-upload = The upload broke off. Choose the file and try again.
place-import-done = What was imported
place-import-added = { $count ->
    [one] new place
   *[other] new places
  }
place-import-updated = brought up to date
place-import-unchanged = unchanged
place-import-shapes = { $count ->
    [one] shape drawn
   *[other] shapes drawn
  }
place-import-edge = { $count ->
    [one] One object crosses the edge of the extract and is drawn up to there. That is normal.
   *[other] { $count } objects cross the edge of the extract and are drawn up to there. That is normal.
  }
place-import-unnamed = { $count ->
    [one] One place without a name was left out.
   *[other] { $count } places without a name were left out.
  }
place-import-clean = Everything could be read.
place-import-skipped = What could not be read
place-import-untold = { $count ->
    [one] And one more line.
   *[other] And { $count } more lines.
  }
place-import-line = line { $line }
place-import-see = See the town

