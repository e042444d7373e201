first-title = Ce que vous espérez est peut-être au coin de la rue
first-lead = { $town } vous fait signe quand une de vos envies est tout près. Seulement quand vous le voulez, seulement par qui vous permettez.
first-lead-nowhere = Votre quartier vous fait signe quand une de vos envies est tout près. Seulement quand vous le voulez, seulement par qui vous permettez.
first-personas = Entrez dans la peau de quelqu’un
first-personas-note = Ces personnes sont inventées ; les rues et les boutiques sont vraies.
first-watch = Regarder la ville vivre
first-watch-note = Les passants simulés marchent dans les vraies rues ; chaque suggestion s’allume sur le plan.
first-watch-map = Voir le plan en direct
first-start = Commencez par une envie
first-start-note = Sans compte ni adresse. Votre liste est à vous tout de suite.
first-wish = Qu’espérez-vous ?
first-wish-example = du chocolat noir, une perceuse, un cours de tennis…
first-begin = Commencer ma liste
first-how-1 = Vous tenez la liste
first-how-1-note = Ce que vous espérez reste chez vous. Aucune boutique ne le lit.
first-how-2 = Vous tenez l’interrupteur
first-how-2-note = Tant que le mode balade est éteint, aucune position n’est gardée ni utilisée.
first-how-3 = Vous savez pourquoi
first-how-3-note = Chaque suggestion dit ses raisons, et un geste suffit pour ne plus en recevoir.
first-api = Pour les programmes

me-title = Autour de moi
me-hello = Bonjour
me-hello-name = Bonjour { $name }
me-mode = Mode balade
me-mode-off = Éteint : aucune position n’est gardée ni utilisée.
me-mode-on = Allumé : vos envies peuvent vous faire signe en chemin.
me-mode-until = Allumé { $until }.
me-suggestions = Pour vous, maintenant
me-none = Rien pour l’instant
me-none-note = Quand une de vos envies sera tout près, elle viendra ici avec ses raisons.
me-further = { $count ->
    [one] Et encore une
   *[other] Et encore { $count }
  }
me-wishes = Mes envies
me-wishes-note = Sauf partage, personne d’autre ne les voit.
me-wish-add = Ajouter
me-no-wish = La liste est vide
me-no-wish-note = Écrivez une première envie, en quelques mots.
me-all-wishes = { $more ->
    [0] Toute ma liste
    [one] Toute ma liste (encore une)
   *[other] Toute ma liste (encore { $more })
  }
me-questions = { $count ->
    [one] Une question sur vos listes
   *[other] { $count } questions sur vos listes
  }
me-gifts = Mes promesses
me-circles = Mes cercles
me-phone = Mes appareils

health-present = personnes en mode balade, vues à l’instant
health-wishes = envies
health-offers = offres
health-places = lieux
health-members = membres
health-facts = { $facts ->
    [0] le journal est vide
    [one] un fait dans le journal
   *[other] { $facts } faits dans le journal
  }

reference-title = L’interface des programmes
reference-lead = Tout ce que font les pages, les programmes le font aussi. Chaque route dit qui peut l’appeler.
reference-body = Corps attendu :
reference-schemas = Formes
problems-title = Les refus
problems-lead = Ce que veut dire chaque code, et que faire.

export-title = Tout emporter
export-note = Tout ce qui est à vous ici, dans des fichiers bien à vous.
export-all = Tout, en un seul fichier
export-all-note = Qui vous êtes ici, vos envies, vos listes et ce qui les accompagne, vos accords, ce qui vous a été dit, vos rencontres, ce que vous avez promis et écrit aux autres, vos cercles, et comment on vous prévient.
export-all-do = Télécharger le tout (JSON)
export-all-not = De chaque sorte, les 5 000 plus récents ; le fichier nomme ce qui en reste dehors. Vos propres photos y sont nommées, et s’enregistrent depuis leurs envies. Ce qui ouvre votre compte n’y est pas, ni ce que d’autres vous promettent.
export-wishes = Vos envies, en tableau
export-wishes-note = Ce que vous souhaitez encore, avec prix, lien, quantité et note : pour un tableur, ou pour être relu, ici ou ailleurs.
export-wishes-do = Télécharger les envies (CSV)
elsewhere-title = Ma liste sur un autre appareil
elsewhere-lead = Un lien ouvre votre liste dans un autre navigateur : une seule fois, et dans les { $minutes } minutes. Les deux montrent ensuite la même liste.
elsewhere-make = Faire un lien
elsewhere-again = Faire un autre lien ; celui-ci n’ouvrira plus rien
elsewhere-link = Lien pour l’autre navigateur
elsewhere-once = Il n’est montré que cette fois. Qui l’ouvre voit et change tout ce qui est à vous : ne le donnez à personne d’autre.
elsewhere-code = Code carré du lien, pour l’appareil photo de l’autre appareil
elsewhere-note = Ni compte ni adresse. Un navigateur que vous laissez entrer y reste tant qu’il ne passe pas { $days } jours sans servir.
elsewhere-open-line = Cette maison n’est pas jointe par une ligne chiffrée : qui lit en chemin peut entrer. N’utilisez le lien que chez vous.
elsewhere-devices = La même liste ici et là, sans compte.
