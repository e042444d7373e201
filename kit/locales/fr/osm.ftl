# Ce qui peut manquer dans un extrait OpenStreetMap (slices/place/src/osm/problem.rs).
osm-problem-cut-short = Le fichier s’arrête au milieu. Tout ce qui précède est gardé.
osm-problem-broken = Le fichier est abîmé à partir d’ici ({ $detail }). Tout ce qui précède est gardé.
osm-problem-bad-block = Un bloc du fichier est illisible. Les autres sont gardés.
osm-problem-bad-attribute = L’attribut { $detail } manque ou est illisible.
osm-problem-off-the-earth = Cette position n’existe pas sur Terre.
osm-problem-missing-nodes = Points absents du fichier : { $detail }. C’est courant au bord d’un extrait.
osm-problem-open-ring = Son contour n’est pas entier dans ce fichier.
osm-problem-no-outline = Ce lieu n’a pas de contour : il n’est pas repris.
osm-problem-bad-hours = Horaires illisibles, gardés tels quels : { $detail }
osm-refused-not-osm = Ce fichier n’est pas un extrait OpenStreetMap. Choisissez un .osm, .osm.gz ou .osm.pbf.
osm-refused-document-type = Ce fichier déclare un type de document, ce qu’aucun extrait OpenStreetMap ne fait. Il n’a pas été lu.
osm-refused-feature = Ce fichier demande une fonction que nous n’avons pas : { $detail }
osm-refused-too-large = Cet extrait est trop grand. Découpez-le autour de votre quartier, puis recommencez.
osm-refused-io = Le fichier n’a pas pu être lu : { $detail }
