# Les lieux, le plan, la ville et l’import d’OpenStreetMap.
place-open-until = ouvert jusqu’à { $hour }
place-open-always = ouvert jour et nuit
place-closed = fermé
place-closed-today = fermé, ouvre à { $hour }
place-closed-later = fermé, ouvre { $when }
place-closed-day = fermé
place-all-day = jour et nuit
place-midnight = minuit

place-map-title = Le plan
place-map-lead = Les commerces et les lieux de la ville, et leurs heures.
place-search = Chercher un lieu
place-search-example = boulangerie, librairie, Grande Rue…
place-search-go = Voir le plan
place-search-all = Tout voir
place-category = Catégorie
place-category-any = Toutes
place-none-found = Rien de ce nom ici
place-none-found-text = Essayez un mot plus court, ou une autre catégorie.
place-none = Pas encore de lieux
place-none-text = La ville arrive dès que son plan est importé.

place-name = Nom
place-where = Où c’est
place-address = Adresse
place-address-unknown = Son adresse ne nous est pas connue ; le plan montre où c’est.
place-hours = Heures d’ouverture
place-hours-unknown = Ses heures ne nous sont pas connues.
place-hours-as-written = Telles qu’écrites :
place-hours-hint = À la façon d’OpenStreetMap : Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:00-18:00
place-see-map = Voir le plan
place-edit = Corriger ce lieu
place-consents = Ce que ce lieu peut faire
place-consents-note = Vous décidez s’il peut vous faire signe, ou vous reconnaître. Cela se change quand vous voulez.
place-consents-open = Permettre ou refuser

place-town-title = La ville
place-town-lead = Ses lieux, son plan et la santé de ce serveur.
place-stat-places = { $count ->
    [one] lieu
   *[other] lieux
  }
place-stat-open = { $count ->
    [one] ouvert maintenant
   *[other] ouverts maintenant
  }
place-stat-unknown = aux heures inconnues
place-health = Santé
place-health-note = Ce que fait ce serveur en ce moment.
place-health-waiting = Les chiffres arrivent.
place-health-look = Les voir sur leur page
place-town-places = Les lieux
place-town-places-note = Ouvrez un lieu pour le corriger.

place-edit-lead = Ce que vous écrivez ici se voit aussitôt sur le plan.
place-edit-osm = Ce lieu vient d’OpenStreetMap : le prochain import reprendra ce qu’OpenStreetMap en dit. Pour que la correction dure, faites-la aussi là-bas.
place-run-by = Tenu par
place-run-by-nobody = personne encore
place-lat = Latitude
place-lon = Longitude
place-radius = Rayon en mètres
place-save = Enregistrer
place-back = Revenir sans changer
place-remove = Retirer ce lieu
place-remove-sure = Retirer ce lieu ?
place-remove-text = Ses offres partent avec lui. L’import suivant le ramènera s’il est toujours sur OpenStreetMap.
said-place-saved = C’est corrigé.
said-place-removed = Le lieu est retiré.

place-import-open = Importer un plan
place-import-title = Importer la ville
place-import-lead = Un extrait d’OpenStreetMap donne les lieux, les rues et les bâtiments. Recommencer ne crée pas de doublons.
place-import-file-title = Le fichier
place-import-file-note = Les bonnes lignes sont gardées, les autres vous sont dites.
place-import-file = Extrait d’OpenStreetMap
place-import-file-hint = .osm, .osm.gz ou .osm.pbf, jusqu’à 64 Mo. Au-delà : la commande « hyperlieu import osm ».
place-town-name = Nom de la ville
place-town-name-hint = Il titre le plan.
place-import-go = Importer
place-import-refused = Le fichier n’a pas été importé
place-import-upload = L’envoi s’est interrompu. Choisissez le fichier et recommencez.
place-import-done = Ce qui a été importé
place-import-added = { $count ->
    [one] lieu nouveau
   *[other] lieux nouveaux
  }
place-import-updated = mis à jour
place-import-unchanged = sans changement
place-import-shapes = { $count ->
    [one] forme dessinée
   *[other] formes dessinées
  }
place-import-edge = { $count ->
    [one] Un objet dépasse le bord de l’extrait ; il est dessiné jusque-là. C’est normal.
   *[other] { $count } objets dépassent le bord de l’extrait ; ils sont dessinés jusque-là. C’est normal.
  }
place-import-unnamed = { $count ->
    [one] Un lieu sans nom a été laissé de côté.
   *[other] { $count } lieux sans nom ont été laissés de côté.
  }
place-import-clean = Tout a pu être lu.
place-import-skipped = Ce qui n’a pas pu être lu
place-import-untold = { $count ->
    [one] Et une autre ligne.
   *[other] Et { $count } autres lignes.
  }
place-import-line = ligne { $line }
place-import-see = Voir la ville

osm-problem-cut-short = Le fichier s’arrête au milieu ; ce qui précède est gardé.
osm-problem-broken = Le fichier est abîmé à partir d’ici ({ $how }) ; ce qui précède est gardé.
osm-problem-bad-block = Un bloc du fichier ne se décode pas ; les autres sont gardés.
osm-problem-bad-attribute = L’attribut { $name } manque ou ne se lit pas.
osm-problem-off-the-earth = Cette position n’existe pas sur Terre.
osm-problem-missing-nodes = { $count ->
    [one] Un de ses points n’est pas dans le fichier.
   *[other] { $count } de ses points ne sont pas dans le fichier.
  }
osm-problem-open-ring = Son contour ne se ferme pas dans le fichier.
osm-problem-no-outline = C’est une relation sans contour.
osm-problem-bad-hours = Ces heures d’ouverture ne se lisent pas : { $text }
osm-refused-not-osm = Ce n’est pas un extrait d’OpenStreetMap (.osm, .osm.gz ou .osm.pbf) ; cela ressemble à : { $what }.
osm-refused-document-type = Le fichier déclare un type de document, ce que ne fait aucun extrait d’OpenStreetMap. Il n’a pas été lu plus loin.
osm-refused-feature = Le fichier demande une capacité que nous n’avons pas : { $what }.
osm-refused-too-large = L’extrait est trop grand. Découpez-le d’abord autour du quartier.
osm-refused-io = Le fichier n’a pas pu être lu.
