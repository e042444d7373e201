# Les envies d’un membre : sa liste, le formulaire, la page d’une envie, le premier pas.
wish-list-title = Mes envies
wish-list-lead = Ce que vous espérez, dit en quelques mots. Cette liste n’est qu’à vous.
wish-new-title = Une nouvelle envie
wish-new-note = Quelques mots suffisent. Le reste est à votre goût.
wish-title = Qu’espérez-vous ?
wish-title-hint = Chaque mot compte : plus il y en a, plus c’est précis.
wish-title-example = Chocolat noir
wish-more = Prix, distance, date…
wish-category = Catégorie
wish-category-any = N’importe laquelle
wish-top-price = Prix maximum (€)
wish-until-field = Jusqu’au
wish-distance = À quelle distance
wish-where = Où
wish-only-here = Seulement ici : { $places }
wish-anywhere = Partout, à la distance choisie
wish-place-gone = un lieu disparu
wish-gtin = Code-barres
wish-gtin-hint = Pour ce produit exactement, et aucun autre.
wish-add = Ajouter à ma liste
wish-save = Enregistrer
wish-not-yet = Il manque peu de chose
wish-full = Votre liste est pleine : 500 envies, c’est beaucoup d’espoir. Retirez-en une pour en ajouter.

wish-hoped = J’espère
wish-count =
    { $count ->
        [one] une envie
       *[other] { $count } envies
    }
wish-fulfilled = Exaucées
wish-fulfilled-note = De jolies choses sont arrivées.
wish-none = Votre liste attend sa première envie
wish-none-text = Un livre, un bon pain, une réparation : dites-le ici, et le quartier pourra vous surprendre.
wish-state-open = Ouverte
wish-state-paused = En pause
wish-state-fulfilled = Exaucée
wish-state-dropped = Retirée
wish-over = Date passée
wish-under = { $price } au plus
wish-free = gratuit
wish-until = jusqu’à { $when }
wish-until-day = jusqu’au { $day }
wish-within = à { $distance } au plus
wish-only-at =
    { $count ->
        [one] en un seul lieu
       *[other] en { $count } lieux seulement
    }

wish-pause = Mettre en pause
wish-pause-short = Pause
wish-resume = Reprendre
wish-came-true = C’est exaucé
wish-again = L’espérer encore
wish-drop = Retirer
wish-edit-label = Modifier « { $title } »
wish-back = Toutes mes envies
wish-change-title = La préciser
wish-state-title = Où en est-elle ?
wish-state-note = En pause, elle reste sur votre liste et personne ne vous en parle.

wish-phone = En balade
wish-phone-note = Un téléphone peut dire où vous êtes sans page ouverte, quand le mode balade est allumé.
wish-phone-link = Mes téléphones

wish-start-title = De quoi avez-vous envie ?
wish-start-lead = Dites-le, et la liste est à vous tout de suite. Ni compte, ni adresse, ni mot de passe.
wish-start-note = Vous pourrez tout changer, et tout effacer.
wish-start = Commencer

said-wish-added = C’est noté sur votre liste.
said-wish-changed = C’est enregistré.
said-wish-open = Cette envie est de nouveau ouverte.
said-wish-paused = En pause : personne ne vous en parlera.
said-wish-fulfilled = Exaucée ! Elle rejoint les belles choses arrivées.
said-wish-dropped = Retirée de votre liste.
said-wish-welcome = Bienvenue. Cette liste est à vous.
