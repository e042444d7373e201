# La liste sans réseau : sa page, et le bandeau qui dit ce qui n’est pas encore arrivé.
offline-title = Mes envies, sur cet appareil
offline-lead = Avec ou sans réseau : ce que vous écrivez ici est gardé, et rejoint votre liste dès que possible.
offline-no-script = Cette page est remplie par un script, sur votre appareil. Sans lui, votre liste vous attend sur sa propre page, avec du réseau.
offline-opening = On cherche votre liste sur cet appareil…
offline-nothing = Aucune liste n’est gardée sur cet appareil. Elle le sera dès que vous aurez ouvert vos envies avec du réseau.
offline-all-here = Votre liste, telle qu’elle a été vue la dernière fois.
offline-clean = Tout est bien arrivé.
offline-signed-out = Votre session est fermée ici. Revenez par votre lien : ce que vous avez écrit est gardé et partira avec vous.
offline-waiting =
    { $count ->
        [one] Une modification attend le réseau.
       *[other] { $count } modifications attendent le réseau.
    }
offline-refused-count =
    { $count ->
        [one] Une modification faite sur cet appareil n’a pas été acceptée.
       *[other] { $count } modifications faites sur cet appareil n’ont pas été acceptées.
    }
offline-leaving =
    { $count ->
        [one] Une modification faite sur cet appareil n’est pas encore arrivée. Partir et la perdre ?
       *[other] { $count } modifications faites sur cet appareil ne sont pas encore arrivées. Partir et les perdre ?
    }
offline-look = Regarder
offline-fleeting = Ce navigateur ne garde rien d’une visite à l’autre : laissez cette page ouverte jusqu’au retour du réseau.
offline-full-page = Ouvrir mes envies, avec tout ce qu’il y a autour
offline-seen = vu le { $day }
offline-mark = attend le réseau
offline-empty = Rien encore sur cette liste.
offline-online-only = Qui voit une liste se change avec du réseau : partager doit se voir aussitôt. Les photos aussi l’attendent.
offline-dropped = C’est retiré.
offline-undo = La remettre
offline-lists = Vos listes
offline-main-list = Mes envies
offline-rename = Renommer cette liste
offline-edit-title = Cette envie
offline-quantity = Combien
offline-someday = Un jour
offline-usual = Autant que les autres
offline-dearly = Très fort
offline-up = Monter « { $title } »
offline-down = Descendre « { $title } »
offline-not-title = Pas encore accepté
offline-not-note = Corrigez, ou laissez aller. Rien n’est perdu tant que vous ne l’avez pas dit.
offline-refused = Cela n’a pas été accepté.
offline-mend = Envoyer ainsi
offline-mend-label = Ce que cela doit dire
offline-let-go = Laisser aller
offline-back-title = Écrit sur deux appareils
offline-back-note = La dernière écrite reste. L’autre est encore là.
offline-offered = { $field } : « { $value } » avait aussi été écrit. On lit maintenant « { $kept } ».
offline-take = La reprendre
offline-yes = oui
offline-no = non
offline-field-title = L’envie
offline-field-note = La note
offline-field-priority = L’importance
offline-field-list = La liste
offline-field-state = Où elle en est
offline-field-archived = Mise de côté
offline-field-secret = Cachée aux autres
offline-field-top-price = Le prix maximum
offline-field-until = Jusqu’au
offline-field-name = Le nom de la liste
offline-leave-title = Ce navigateur
offline-leave-note = Le quitter ferme votre session ici, et efface ce que ce navigateur garde de votre liste.
offline-leave = Quitter ce navigateur
