# Les offres d’une boutique : liste, formulaire, fichier.
offer-page = Nos offres
offer-col-offer = Offre
offer-col-acts = À faire
offer-none = La vitrine est vide
offer-none-text = Publiez une première offre : celles et ceux qui l’espèrent, tout près, le sauront.
offer-add = Ajouter une offre
offer-add-note = Elle parle dès que vous la publiez, à qui l’espère et le permet.
offer-no-place = Aucun lieu ne porte encore votre nom. Demandez à qui anime la ville d’en rattacher un à votre boutique.
offer-title = Que proposez-vous ?
offer-title-hint = Comme vous le diriez au comptoir : café en grains, 250 g.
offer-price = Prix
offer-usual = Prix habituel
offer-usual-hint = Seulement s’il baisse vraiment.
offer-stock = Stock
offer-stock-hint = Laissez vide s’il y en a pour tout le monde.
offer-stock-enough = pour tout le monde
offer-stock-left = { $count ->
    [0] épuisé
    [one] plus qu’un
   *[other] { $count } en stock
}
offer-until = Jusqu’à
offer-until-hint = Laissez vide pour une offre sans fin.
offer-no-end = sans fin
offer-category = Catégorie
offer-category-none = Sans catégorie
offer-place = Où ?
offer-more = Plus de précisions
offer-brand = Marque
offer-gtin = Code-barres
offer-gtin-hint = Les chiffres sous les barres.
offer-reach = Portée, en mètres
offer-reach-hint = Jusqu’où l’offre se fait entendre, de 1 à 5000.
offer-zone = À partir d’où ?
offer-zone-neighbourhood = Dans le quartier
offer-zone-window = Devant la vitrine
offer-zone-inside = À l’intérieur
offer-state = État
offer-standing-open = ouverte
offer-standing-paused = en pause
offer-standing-closed = close
offer-standing-not-yet = à venir
offer-standing-ended = terminée
offer-standing-sold-out = épuisée
offer-one-less = Un de moins : { $title }
offer-one-more = Un de plus : { $title }
offer-pause = Pause
offer-pause-this = Mettre en pause : { $title }
offer-resume = Reprendre
offer-resume-this = Reprendre : { $title }
offer-close = Clore
offer-close-this = Clore pour de bon : { $title }
offer-close-sure = Clore cette offre ?
offer-close-text = Plus personne n’en entendra parler, et elle ne se rouvre pas. Ce qui a été promis tient toujours. Pour vous taire un moment, mettez-la plutôt en pause.
offer-closed = { $count ->
    [one] Close (1)
   *[other] Closes ({ $count })
  }
offer-closed-text = Elles ne se rouvrent pas ; une nouvelle, pareille, se prépare d’une touche et se publie après un regard.
offer-closed-row = { $price }, à partir du { $since }
offer-again = En faire une pareille
offer-closed-note = Cette offre est close. Ce qui a été promis tient toujours.
offer-publish = Publier
offer-save = Enregistrer
offer-back = Laisser comme c’était
offer-older = Offres plus anciennes

offer-import = Importer un fichier
offer-file = Votre fichier
offer-file-note = Un tableur enregistré en CSV. Vous pouvez le renvoyer quand il change : rien ne sera en double.
offer-file-choose = Fichier CSV (16 Mo au plus)
offer-file-columns = Colonnes possibles : { $columns }. Les trois premières sont nécessaires. En français aussi : référence, titre, prix, quantité, EAN…
offer-file-place-hint = Pour les lignes qui ne nomment pas de lieu.
offer-file-send = Lire le fichier
offer-report = Lecture faite
offer-report-added = nouvelles
offer-report-updated = changées
offer-report-unchanged = inchangées
offer-report-refused = lignes à corriger
offer-report-good = Toutes les lignes sont gardées.
offer-report-lines = À corriger ; le reste est gardé
offer-report-more = { $count ->
    [one] Et une autre ligne.
   *[other] Et { $count } autres lignes.
}
offer-report-unknown = Colonnes inconnues, laissées de côté : { $columns }.
offer-import-line = Ligne { $line } : { $why }
offer-import-cell = Ligne { $line }, colonne { $column } : { $why }
offer-import-column = { $column } : { $why }

said-offer-published = L’offre est publiée.
said-offer-saved = L’offre est à jour.
said-offer-counted = Le stock est à jour.
said-offer-none-left = Il n’y en avait déjà plus.
said-offer-open = L’offre parle de nouveau.
said-offer-paused = L’offre se tait pour l’instant.
said-offer-closed = L’offre est close.
