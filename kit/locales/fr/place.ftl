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
place-map-lead = Les boutiques et les lieux de la ville, et leurs heures d’ouverture.
place-search = Chercher un lieu
place-search-example = boulangerie, librairie, Grande Rue…
place-search-button = Chercher
place-search-all = Tout voir
place-category = Catégorie
place-category-any = Toutes les catégories
place-none-found = Rien de ce nom ici
place-none-found-text = Essayez un mot plus court, ou une autre catégorie.
place-none = Pas encore de lieux
place-none-text = La ville arrive dès que son plan est importé.

place-name = Nom
place-where = Où c’est
place-address = Adresse
place-address-unknown = Son adresse ne nous est pas connue ; le plan montre où c’est.
place-hours = Heures d’ouverture
place-hours-unknown = Ses heures ne nous sont pas connues.
place-hours-as-written = Telles qu’écrites :
place-hours-hint = À la façon d’OpenStreetMap : Mo-Fr 09:00-12:30,14:00-19:00; Sa 09:00-18:00
place-see-map = Voir le plan
place-edit = Corriger ce lieu
place-wish-here = Espérer quelque chose, seulement ici
place-consents = Ce que ce lieu peut faire
place-consents-note = Vous décidez s’il peut vous faire signe, ou vous reconnaître. Cela se change quand vous voulez.
place-consents-open = Permettre ou refuser

place-town-title = La ville
place-town-lead = Ses lieux, son plan et la santé de ce serveur.
place-stat-places = { $count ->
    [one] lieu
   *[other] lieux
  }
place-stat-open = ouverts en ce moment
place-stat-unknown = aux heures inconnues
place-health = Santé
place-health-note = Ce que fait ce serveur en ce moment.
place-health-waiting = Les chiffres arrivent.
place-health-look = Les voir sur leur page
place-town-places = Les lieux
place-town-places-note = Ouvrez un lieu pour le corriger.

place-edit-lead = Ce que vous écrivez ici se voit aussitôt sur le plan.
place-edit-osm = Ce lieu vient d’OpenStreetMap : le prochain import reprendra ce qu’OpenStreetMap en dit. Pour que la correction dure, faites-la aussi là-bas.
place-run-by = Tenu par
place-run-by-nobody = personne encore
place-lat = Latitude
place-lon = Longitude
place-radius = Rayon en mètres
place-save = Enregistrer
place-back = Revenir sans changer
place-remove = Retirer ce lieu
place-remove-sure = Retirer ce lieu ?
place-remove-text = Ses offres partent avec lui. L’import suivant le ramènera s’il est toujours sur OpenStreetMap.
said-place-saved = C’est corrigé.
said-place-removed = Le lieu est retiré.

place-import-open = Importer un plan
place-import-title = Importer la ville
place-import-lead = Un extrait d’OpenStreetMap donne les lieux, les rues et les bâtiments. Recommencer ne crée pas de doublons.
place-import-file-title = Le fichier
place-import-file-note = Les bonnes lignes sont gardées, les autres vous sont dites.
place-import-file = Extrait d’OpenStreetMap
place-import-file-hint = .osm, .osm.gz ou .osm.pbf, jusqu’à 64 Mo. Au-delà : la commande « hyperlieu import osm ».
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
    [one] Un objet dépasse le bord de l’extrait ; il est dessiné jusque-là. C’est normal.
   *[other] { $count } objets dépassent le bord de l’extrait ; ils sont dessinés jusque-là. C’est normal.
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

