simulate-title = { $town }, graine { $seed }, à partir du { $date } : { $days ->
    [one] un jour
   *[other] { $days } jours
  }
simulate-lead = { $members } membres avec { $wishes } envies, { $offers } offres. Des personnes inventées parcourent de vraies rues et répondent au hasard ; le moteur est celui du serveur.
simulate-baseline = tel quel
simulate-changed = changé
simulate-difference = écart
simulate-plot = Suggestions et rencontres par heure

simulate-whole = En tout
simulate-whole-moments = instants utilisés
simulate-whole-told = suggestions
simulate-whole-met = rencontres
simulate-whole-wishes = envies exaucées
simulate-whole-earned = gagné
simulate-whole-only-before = dit seulement tel quel
simulate-whole-only-after = dit seulement avec le changement
simulate-whole-seen = fois où un comptoir a reconnu quelqu’un qui le permet
simulate-whole-breaches = lois enfreintes

simulate-told-by-hour = Suggestions par heure
simulate-met-by-hour = Rencontres par heure

simulate-shops = Par boutique
simulate-shops-told = suggestions
simulate-shops-met = rencontres
simulate-shops-earned = gagné
simulate-shops-more = … et { $more } autres dans les fichiers.

simulate-reasons = Raisons données
simulate-reasons-wished = c’est une envie
simulate-reasons-under-top = sous le prix maximum
simulate-reasons-cheaper = moins cher que d’habitude
simulate-reasons-near = tout près
simulate-reasons-last-ones = les derniers
simulate-reasons-closing-soon = bientôt fini
simulate-reasons-allowed = permis

simulate-spared = Dit et épargné, parmi les paires examinées
simulate-spared-asked = paires examinées : une envie et l’une des offres les plus proches qui y répondent
simulate-spared-told = dit
simulate-spared-others-first = épargné : d’autres passaient avant
simulate-spared-unknown-member = épargné : membre inconnu
simulate-spared-unknown-offer = épargné : offre inconnue
simulate-spared-mode-off = épargné : mode balade éteint
simulate-spared-quiet-hours = épargné : heures calmes
simulate-spared-budget-spent = épargné : budget du jour épuisé
simulate-spared-already-told = épargné : déjà dit
simulate-spared-denied = épargné : fermé par le membre
simulate-spared-not-allowed-now = épargné : permis, mais pas maintenant
simulate-spared-no-moment = épargné : lieu inconnu
simulate-spared-unknown-place = épargné : endroit inconnu
simulate-spared-too-far = épargné : plus loin que l’offre ne porte
simulate-spared-zone-not-reached = épargné : pas assez près
simulate-spared-offer-not-open = épargné : offre suspendue ou close
simulate-spared-not-yet = épargné : pas commencé
simulate-spared-over = épargné : terminé
simulate-spared-no-stock = épargné : plus rien
simulate-spared-place-closed = épargné : boutique fermée
simulate-spared-no-wish = épargné : pas une envie
simulate-spared-wish-paused = épargné : envie en pause
simulate-spared-wish-fulfilled = épargné : envie déjà exaucée
simulate-spared-wish-dropped = épargné : envie retirée
simulate-spared-wish-over = épargné : envie dépassée
simulate-spared-wrong-currency = épargné : autre monnaie
simulate-spared-too-dear = épargné : trop cher
simulate-spared-wish-elsewhere = épargné : envie pour d’autres lieux
simulate-spared-wish-too-far = épargné : plus loin que l’envie ne va

simulate-answers = Ce que les membres en ont fait
simulate-answers-comes = vient
simulate-answers-stays-away = dit oui et ne vient pas
simulate-answers-sold-out = viendrait, mais il n’en reste pas
simulate-answers-saves = garde pour plus tard
simulate-answers-dismisses = écarte
simulate-answers-looks = regarde

simulate-budget = Suggestions par sortie d’un jour
simulate-budget-min = le moins
simulate-budget-median = médiane
simulate-budget-max = le plus
simulate-budget-used = de ce que les budgets permettent
simulate-budget-spent = jours où le budget a été épuisé

simulate-screens = Écrans
simulate-screens-people = comptés par groupes d’au moins { $k }, heure par heure
simulate-screens-hours = heures dites
simulate-screens-came-in = entrés pour ce qu’il montrait
