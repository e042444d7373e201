suggest-reason-wished = Vous espériez « { $wish } ».
suggest-reason-wished-gone = Vous l’aviez noté parmi vos envies.
suggest-reason-near = C’est à { $distance }, { $minutes ->
    [one] une minute
   *[other] { $minutes } minutes
  } à pied.
suggest-reason-cheaper = { $by } de moins que d’habitude.
suggest-reason-under-top = { $by } de moins que ce que vous vouliez mettre.
suggest-reason-last-ones = { $left ->
    [one] C’est le dernier.
   *[other] Il n’en reste que { $left }.
  }
suggest-reason-offer-ends = L’offre se termine à { $hour }.
suggest-reason-place-shuts = La boutique ferme à { $hour }.
suggest-reason-mode = Votre mode balade est allumé, et rien n’est fermé à cette boutique.
suggest-reason-grant = Par votre accord : { $consent }
suggest-why-title = Pourquoi je vois cela ?
suggest-why-when = Proposé { $when }.
suggest-why-promise = Ce sont les raisons mêmes qui ont choisi cette suggestion, il n’y en a pas d’autres. La boutique ne sait pas que vous êtes près d’elle.
suggest-soon = Bientôt
suggest-soon-note = Si vous restez par ici et que rien d’autre ne change.
suggest-soon-at = à { $hour }
suggest-soon-opens = ouvre { $when }
suggest-soon-begins = commence { $when }
suggest-soon-calm = après vos heures calmes, { $when }
suggest-soon-then = possible { $when }
suggest-soon-minutes = { $minutes ->
    [one] dans une minute
   *[other] dans { $minutes } minutes
  }
suggest-soon-hours = dans { $hours } h
suggest-soon-hours-minutes = dans { $hours } h { $minutes }
suggest-soon-words = « { $title } », { $place } : { $what }, { $wait }.
suggest-deny-shop = Plus rien de « { $shop } »
suggest-deny-category = Plus rien sur « { $category } »
suggest-zone-neighbourhood = dans le quartier
suggest-zone-window = devant la vitrine
suggest-zone-inside = à l’intérieur

suggest-not-unknown-member = Nous ne vous connaissons pas.
suggest-not-unknown-offer = Cette offre n’existe pas ou plus.
suggest-not-mode-off = Votre mode balade est éteint.
suggest-not-quiet-hours = Ce sont vos heures calmes, jusqu’à { $hour }.
suggest-not-budget-spent = { $number ->
    [one] Vous avez eu votre suggestion d’aujourd’hui.
   *[other] Vous avez eu vos { $number } suggestions d’aujourd’hui.
  }
suggest-not-already-told = Nous vous en avons déjà parlé une fois.
suggest-not-denied = Vous l’avez fermé : { $consent }
suggest-not-not-allowed-now = Votre accord ne vaut pas maintenant : { $consent }
suggest-not-no-moment = Nous ne savons pas où vous êtes maintenant.
suggest-not-unknown-place = Le lieu de cette offre n’est pas connu.
suggest-not-too-far = Vous en êtes à { $distance } ; l’offre parle jusqu’à { $reach }.
suggest-not-zone-not-reached = L’offre attend que vous soyez { $zone }.
suggest-not-offer-not-open = L’offre est en pause ou close.
suggest-not-not-yet = L’offre commence { $when }.
suggest-not-over = L’offre s’est terminée { $when }.
suggest-not-no-stock = Il n’y en a plus.
suggest-not-place-closed = La boutique est fermée en ce moment.
suggest-not-no-wish = Aucune de vos envies n’y répond.
suggest-not-wish-paused = Votre envie « { $wish } » est en pause.
suggest-not-wish-fulfilled = Votre envie « { $wish } » est déjà exaucée.
suggest-not-wish-dropped = Vous avez retiré l’envie « { $wish } ».
suggest-not-wish-over = Votre envie « { $wish } » valait { $until }.
suggest-not-wrong-currency = Votre envie « { $wish } » compte en { $wished }, l’offre en { $offered }.
suggest-not-too-dear = C’est { $by } de plus que ce que vous mettriez pour « { $wish } ».
suggest-not-wish-too-far = C’est à { $distance } ; pour « { $wish } » vous iriez jusqu’à { $reach }.
suggest-not-wish-elsewhere = « { $wish } » ne vaut que pour d’autres lieux.
suggest-way-walk = { $price } + { $minutes } min à pied ({ $distance })
suggest-way-bike = { $price } + { $minutes } min à vélo ({ $distance })
suggest-way-car = { $price } + { $cost } de voiture aller-retour ({ $distance }, { $minutes } min)
suggest-way-transit = { $price } + { $cost } de transport aller-retour ({ $distance }, { $minutes } min environ)
suggest-where-title = Où le trouver maintenant
suggest-where-wish = Retour à l’envie
suggest-where-back = Retour à ma liste
suggest-where-from-here = Distances depuis là où vous êtes ; votre position ne quitte pas la mémoire de la maison.
suggest-where-from-middle = Distances depuis le centre.
suggest-where-from-place = Distances depuis « { $place } ».
suggest-where-change = Changer mon départ et ma façon d’aller
suggest-where-order = Dans quel ordre
suggest-where-total = Le moins cher, trajet compris
suggest-where-near = Le plus proche
suggest-where-open = Ouvert maintenant
suggest-where-none = Personne ne l’a ici pour l’instant
suggest-where-none-text = Dès qu’une boutique du quartier le propose, elle apparaît ici ; et si votre mode balade est allumé, nous vous le dirons quand vous passerez devant.
suggest-where-places = Dans le quartier
suggest-where-places-note = Le total compte l’aller et le retour. Les distances sont à vol d’oiseau. Aucune boutique ne sait que vous regardez.
suggest-where-left = Il en reste { $count }
suggest-where-shut = Fermé
suggest-where-online = En ligne
suggest-where-delivery = livraison en plus, montant inconnu
suggest-travel-title = Comment j’y vais
suggest-travel-lead = Pour que le prix d’une chose compte aussi le trajet. Personne d’autre ne le voit.
suggest-travel-not-yet = Ce n’est pas encore enregistré
suggest-travel-way = Je me déplace
suggest-travel-walk = à pied
suggest-travel-bike = à vélo
suggest-travel-car = en voiture
suggest-travel-transit = en transport en commun
suggest-travel-car-cents = Un kilomètre de ma voiture, en centimes
suggest-travel-car-hint = 64 au départ : le barème kilométrique de 2025 pour 5 CV (0,636 € le kilomètre), arrondi.
suggest-travel-fare = Un trajet en transport
suggest-travel-fare-hint = Le prix d’un aller ; zéro avec un abonnement.
suggest-travel-from = D’où je pars
suggest-travel-from-hint = Le nom d’un lieu du quartier, quand votre mode balade est éteint. Vide : le centre.
suggest-travel-save = Enregistrer
said-travel = C’est noté : vos trajets comptent ainsi.
suggest-where-dates = Quand cela se passe
suggest-where-on-until = en ce moment, { $until }
suggest-paused = Silence { $until } : rien ne vous est dit.
suggest-resume = Reprendre
suggest-put-aside = « { $title } » : plus jamais.
suggest-shop-closed = Plus rien de « { $shop } ».
suggest-undo = Annuler
said-not-this-shop = Plus rien de cette boutique. Vous pouvez revenir dessus ci-dessus, ou dans vos accords.
said-paused = Silence pendant deux heures.
said-undone = C’est annulé.
