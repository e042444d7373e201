# Les cercles : des membres ensemble, invités par un lien.
circle-title = Mes cercles
circle-lead = Famille, amis, voisins : des gens avec qui partager une liste. Seuls ceux qui en sont savent qui en est.
circle-to-wishes = Mes envies
circle-back = Tous mes cercles
circle-none = Pas encore de cercle
circle-none-text = Créez-en un, envoyez son lien, et partagez une liste avec tout le monde d’un coup.
circle-new = Un nouveau cercle
circle-new-note = Vous le fondez ; les autres viennent par un lien que vous leur donnez.
circle-name = Comment s’appelle-t-il ?
circle-name-example = Les cousins
circle-own-name = Votre nom dans ce cercle
circle-own-name-hint = Ce cercle seul vous voit sous ce nom.
circle-make = Créer le cercle
circle-not-yet = Il manque peu de chose
circle-one-lead = Ceux qui en sont se voient sous les noms ci-dessous, et voient les listes partagées avec ce cercle.
circle-members = Qui en est
circle-count =
    { $count ->
        [one] vous, pour l’instant
       *[other] { $count } personnes
    }
circle-you = vous
circle-founder = à l’origine du cercle
circle-remove = Retirer
circle-remove-label = Retirer { $name } du cercle
circle-invite = Inviter
circle-invite-note = Qui ouvre le lien peut entrer. Donnez-le à ceux que vous voulez, et à personne d’autre.
circle-link = Lien pour entrer
circle-link-fresh = Il n’est montré qu’une fois, et ouvre { $until }.
circle-link-open = Un lien circule. Il ouvre { $until }.
circle-link-make = Créer un lien
circle-link-renew = Créer un autre lien
circle-link-end = Éteindre le lien
circle-me = Vous dans ce cercle
circle-me-note = Partir se fait d’un geste. Ce que vous avez promis d’offrir reste à vous.
circle-save = Enregistrer
circle-leave = Quitter ce cercle
circle-dissolve = Y mettre fin pour tous
circle-join-title = Entrer dans « { $circle } »
circle-join-lead = Vous avez reçu une invitation. Dites sous quel nom on vous y verra ; partir se fait d’un geste.
circle-join = Entrer

said-circle-made = Le cercle est là. Ouvrez-le pour inviter.
said-circle-changed = C’est enregistré.
said-circle-joined = Bienvenue dans le cercle.
said-circle-left = Vous avez quitté le cercle.
said-circle-over = Le cercle n’est plus.
said-circle-removed = C’est fait ; le lien s’est éteint aussi.
said-circle-link-over = Le lien est éteint.
