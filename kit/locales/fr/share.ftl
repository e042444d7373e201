# Les listes partagées : qui les voit, les promesses, les mots à côté d’une envie.
share-title = Partager « { $name } »
share-lead = Vous choisissez qui voit cette liste, et pouvez changer d’avis quand vous voulez.
share-law = Ce que les autres promettent d’offrir reste une surprise : aucune page ne vous le montre.
share-to-wishes = Revenir à la liste
share-to-settings = Qui voit cette liste
share-to-gifts = Mes promesses
share-to-me = Ma page
share-who = Qui la voit
share-visibility-private = Moi seulement
share-visibility-counted = Personne ; comptée parmi d’autres, sans nom
share-visibility-people = Ceux à qui je donne un lien
share-visibility-circle = Mes cercles choisis ci-dessous
share-visibility-public = Tous ceux qui ont son adresse
share-circles = Cercles
share-make-circle = Créer d’abord un cercle
share-what = Ce qu’ils en voient
share-notes = Les notes à côté de mes envies
share-notes-alone = Pour l’instant vous seul·e les lisez, car vous seul·e voyez cette liste.
share-notes-off = Pour l’instant vous seul·e les lisez : cette case n’est pas cochée.
share-notes-read = Pour l’instant, qui voit cette liste les lit aussi : { $by }. La note d’une envie secrète reste à vous.
share-pages = Les pages de boutiques que mon navigateur a lues
share-found = Les moteurs de recherche peuvent la montrer, si tous peuvent la voir
share-reveal = Je pourrai savoir qui a offert quoi après le
share-reveal-hint = Laissez vide : ce sera à chacun de le dire. Ceux qui promettent voient cette date d’abord ; pour ce qui est déjà promis, elle n’avance jamais.
share-save = Enregistrer
share-preview = La voir comme les autres
share-not-yet = Il manque peu de chose
share-public = Son adresse
share-public-note = Qui l’a voit la liste. Ce qui est déjà promis ne se montre qu’à ceux qui entrent.
share-address = Adresse à partager
share-people = Des gens
share-people-note = Qui ouvre le lien voit la liste, sous le nom qu’il choisit.
share-link = Lien vers cette liste
share-link-fresh = Il n’est montré qu’une fois, et ouvre { $until }. Ceux qui sont venus par lui restent.
share-link-open = Un lien circule. Il ouvre { $until }.
share-link-make = Créer un lien
share-link-renew = Créer un autre lien
share-link-end = Éteindre le lien
share-opened = depuis { $when }
share-shut = Ne plus lui montrer
share-shut-label = Ne plus montrer la liste à { $name }

share-open-lead = Une liste de { $name }, partagée avec vous. Dites sous quel nom les autres vous y verront.
share-open = Voir la liste
share-list-of = Une liste de { $name }
share-own-preview = Voici ce que voient les autres. Ce qu’ils font ici, vous ne le voyez pas.
share-come-in = Entrer pour offrir
share-come-in-note = Envie d’offrir quelque chose ? Dites votre nom : ni compte, ni adresse. Vous verrez alors ce qui est déjà pris, et la surprise est gardée.
share-your-name = Votre nom
share-your-name-hint = Ceux qui offrent aussi pourront le voir.
share-none = Rien n’est souhaité ici pour l’instant
share-none-text = Revenez un autre jour.
share-somebody = quelqu’un
share-priority-someday = un jour, peut-être
share-priority-dearly = très souhaité
share-wished = { $count } souhaités
share-free-of =
    { $free ->
        [0] plus aucun sur { $count }
        [one] encore { $free } sur { $count }
       *[other] encore { $free } sur { $count }
    }
share-taken = Déjà pris
share-taken-note = Tout est promis : il n’y a plus rien à offrir ici.
share-gone = Ce n’est plus à voir ici
share-gone-text = La liste n’est plus partagée avec vous, ou cette envie n’y est plus. Ce que vous avez promis reste parmi vos promesses.
share-is-owner = à qui est la liste
share-given-by = Offert par { $names }
share-pot =
    { $count ->
        [one] Une personne voudrait l’offrir à plusieurs.
       *[other] { $count } personnes l’offrent ensemble.
    }
share-pot-missing = Il manque encore { $amount }.
share-pot-full = Tout y est.
share-seen-at = Le voir chez { $retailer }
share-read = lu le { $date }
share-mine =
    { $count ->
        [one] Vous l’offrez
       *[other] Vous en offrez { $count }
    }
share-mine-amount = Vous y mettez { $amount }
share-mine-together = Vous l’offrez avec d’autres
share-undo = Annuler
share-undo-label = Annuler : { $title }
share-give = Je l’offre
share-give-label = Je l’offre : { $title }
share-more = En savoir plus
share-more-label = En savoir plus : { $title }
share-give-title = L’offrir
share-promise-note = La personne à qui est la liste n’en apprend rien. Vous pouvez annuler quand vous voulez.
share-reveal-told = Elle pourra savoir qui a offert quoi après le { $when }.
share-alone = De votre côté
share-alone-note = C’est alors marqué comme pris : personne ne l’achètera deux fois.
share-units = Combien
share-together = Ensemble
share-together-note = Dites ce que vous y mettriez. Qui met combien, seuls le voient ceux qui y mettent.
share-amount = Votre part ({ $sign })
share-amount-hint = Cela peut attendre : laissez vide pour en être.
share-goal = Ce que cela coûte ({ $sign })
share-goal-hint = Pour que tous sachent ce qui manque. Laissez vide si nul ne le sait.
share-secretly = Sans mon nom
share-join = Offrir ensemble
share-room-owner = Demander, dire
share-room-owner-note = Lu aussi par la personne à qui est la liste. Quelle couleur ? Quelle taille ?
share-room-givers = Entre ceux qui offrent
share-room-givers-note = La personne à qui est la liste ne voit jamais ceci.
share-words = Vos mots
share-write = Écrire
share-rewrite = Modifier
share-erase = Enlever
share-erase-label = Enlever ce que { $name } a écrit
share-changed = { $when }, modifié

share-gifts-title = Ce que j’ai promis
share-gifts-lead = À qui, et pour quand. Personne d’autre ne voit cette page.
share-promised = Mes promesses
share-no-promise = Pas encore de promesse
share-no-promise-text = Quand quelqu’un partage une liste avec vous, ce que vous dites vouloir offrir se range ici.
share-for = pour { $name }
share-by = avant la fin du { $when }
share-secret-until = une surprise jusqu’au { $when }
share-was-given = Offert { $when }.
share-no-longer = Ce n’est plus sur la liste que vous voyez. Vous pouvez annuler votre promesse.
share-unshared = Cette liste n’est plus partagée avec vous. Votre promesse tient tant que vous ne l’annulez pas.
share-given = C’est offert
share-given-label = C’est offert : { $title }
share-given-note = Dès que vous dites que c’est offert, on pourra savoir que cela vient de vous.
share-others = Les listes partagées avec moi
share-got = Ce que l’on m’a offert
share-got-note = La surprise est passée : vous pouvez dire merci.
share-from = de la part de { $name }

said-share-set = C’est enregistré.
said-share-link-over = Le lien est éteint.
said-share-shut = C’est fait ; le lien s’est éteint aussi.
said-share-in = Bienvenue.
said-share-promised = C’est promis. Rien ne s’en saura.
said-share-undone = Votre promesse est annulée.
said-share-given = Merci pour ce geste. On peut maintenant savoir que cela vient de vous.
said-share-written = C’est écrit.
said-share-erased = C’est enlevé.
