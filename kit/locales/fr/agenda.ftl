agenda-title = Agenda
agenda-lead = Ce qui se passe par ici, et ce qui passe à l’écran.
agenda-today = Aujourd’hui
agenda-week = Cette semaine
agenda-none = Rien d’annoncé pour l’instant
agenda-none-text = Dès qu’une salle, une bibliothèque ou une chaîne publie son programme, il apparaît ici.
agenda-on-until = en ce moment, { $until }
agenda-page = Sa page
agenda-see = voir
agenda-wish = J’en ai envie
agenda-feeds-title = Calendriers et programmes
agenda-feeds-lead = Ils sont relus toutes les six heures, poliment ; ce qui ne va pas est dit ici.
agenda-feed-new = En ajouter un
agenda-feed-not-yet = Ce n’est pas encore ajouté
agenda-feed-name = Son nom
agenda-feed-url = Son adresse
agenda-feed-kind = Ce que c’est
agenda-feed-venue = Où cela se passe
agenda-feed-venue-hint = Quand ses annonces ne le disent pas elles-mêmes.
agenda-feed-add = Ajouter
agenda-feed-remove = Retirer
agenda-feed-unread = pas encore lu
agenda-feed-read = lu { $when }
agenda-feed-skipped = { $count ->
    [one] une annonce illisible
   *[other] { $count } annonces illisibles
}
agenda-feed-again = Nouvel essai { $when }.
agenda-feed-nothing = Ce n’est ni un calendrier ni un programme lisible.
agenda-kind-icalendar = calendrier (iCalendar)
agenda-kind-xmltv = programme télé ou radio (XMLTV)
said-feed-added = C’est ajouté ; la première lecture suit.
said-feed-removed = C’est retiré, avec ses annonces.
