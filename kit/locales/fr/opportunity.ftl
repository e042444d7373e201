opportunity-title = Du nouveau pour vos envies
opportunity-lead = Une boutique de la ville l’a, une page que vous suivez coûte moins cher, la chose est de retour, ou ce que vous vouliez voir passe bientôt : nous vous le disons une fois, dans la limite de votre attention.
opportunity-cheaper = Moins cher chez { $retailer }
opportunity-back = De retour chez { $retailer }
opportunity-reason-fell = { $by } de moins : c’était { $from }.
opportunity-reason-dearer = { $days ->
    [one] Jamais aussi bas depuis un jour.
   *[other] Jamais aussi bas depuis { $days } jours.
  }
opportunity-reason-under-top = Vous vouliez mettre { $top } au plus.
opportunity-reason-back = { $days ->
    [0] Il venait de manquer.
    [1] Introuvable là depuis un jour.
   *[other] Introuvable là depuis { $days } jours.
  }
opportunity-reason-until = { $days ->
    [0] Vous le vouliez d’ici au { $date } : c’est aujourd’hui.
    [1] Vous le vouliez d’ici au { $date } : encore un jour.
   *[other] Vous le vouliez d’ici au { $date } : encore { $days } jours.
  }
opportunity-reason-until-christmas = { $days ->
    [0] Avant Noël : c’est aujourd’hui.
    [1] Avant Noël : encore un jour.
   *[other] Avant Noël : encore { $days } jours.
  }
opportunity-reason-until-past = Vous le vouliez d’ici au { $date }.
opportunity-read = Lu sur sa page { $when }.
opportunity-for = Pour votre envie « { $wish } »
opportunity-open = Voir à la boutique
opportunity-got-it = Je l’ai
opportunity-not-now = Pas maintenant
opportunity-not-this = Pas celui-ci
opportunity-not-this-shop = Pas cette boutique
opportunity-more = Pourquoi, et plus rien de cela
opportunity-standing = À voir
opportunity-earlier = Avant
opportunity-none = Rien de nouveau
opportunity-none-note = Ajoutez une envie depuis la page d’une boutique : nous la relisons pour vous.
opportunity-outcome-dismissed = écarté
opportunity-outcome-taken = vous l’avez
opportunity-outcome-taken-on = vous y étiez
opportunity-outcome-past = n’est plus ainsi
opportunity-since-unread = Depuis, la page n’a pas pu être relue.
opportunity-since-gone = Depuis, c’est épuisé ou fini.
opportunity-since-dearer = C’est maintenant à { $price }.
opportunity-since-anew = Du plus récent a été dit depuis.
opportunity-since-closed = Vous n’en voulez plus de nouvelles.
opportunity-outcome-saved = gardé
opportunity-outcome-shown = vu
opportunity-outcome-made = nouveau
opportunity-put-aside = Écarté : « { $title } » ({ $what })
opportunity-denials = Ce dont vous ne voulez plus entendre parler
opportunity-denial-page = cela, pour cette envie
opportunity-denial-site = cette boutique
opportunity-denial-wish = cette envie, { $until }
opportunity-allow = Rouvrir
opportunity-channels = Où l’on me prévient
opportunity-row = { $what } · dit { $when }
said-opportunity-not-this = Plus rien de cette page pour cette envie.
said-opportunity-not-this-shop = Plus rien de cette boutique.
said-opportunity-not-now = Rien de cette envie pendant une semaine.
said-opportunity-got-it = Quelle joie ! L’envie est exaucée.
said-opportunity-allowed = C’est rouvert.
opportunity-ends = Votre date approche : au moins cher chez { $retailer }
opportunity-on-now = en ce moment, { $until }
opportunity-on-now-days = en ce moment, jusqu’au { $date }
opportunity-on-since = annoncé { $when }
opportunity-on-today = aujourd’hui, toute la journée
opportunity-on-day = le { $date }
opportunity-on-days = du { $from } au { $to }
opportunity-date-hour = le { $date } à { $hour }
opportunity-off = N’est plus annoncé · { $retailer }
opportunity-over = C’est passé · { $retailer }
opportunity-reason-on = Annoncé de { $from } à { $to }, { $venue }.
opportunity-reason-from = Annoncé { $when }, { $venue }.
opportunity-reason-day = Annoncé pour toute la journée du { $date }, { $venue }.
opportunity-reason-days = Annoncé du { $from } au { $to }, { $venue }.
opportunity-reason-running-days = Annoncé jusqu’au { $date }, { $venue }.
opportunity-reason-running = Annoncé { $until }, { $venue }.
opportunity-reason-also = Aussi { $when }, { $venue }.
opportunity-reason-was = C’était { $when }, { $venue }.
opportunity-reason-off = N’est plus annoncé pour { $when } : vérifiez avant d’y aller.
opportunity-reason-way = À { $distance } de « { $from } », d’où vous partez.
opportunity-reason-cheapest = { $count ->
    [one] La seule page connue qui l’a.
   *[other] La moins chère des { $count } pages connues.
  }
opportunity-read-on = Programme lu { $when }.
opportunity-dates = Voir les dates
opportunity-got-it-on = C’est vu
opportunity-not-this-venue = Pas ce lieu
opportunity-denial-venue = ce lieu
said-opportunity-not-this-on = Plus rien de cela pour cette envie.
said-opportunity-not-this-shop-on = Plus rien de ce lieu.
said-opportunity-got-it-on = Quelle joie ! L’envie est exaucée.
opportunity-here = À trouver chez { $retailer }
opportunity-where = Voir où le trouver
opportunity-reason-came = Nouveau : proposé là depuis { $when }.
opportunity-reason-trip-walk = { $minutes } min à pied depuis « { $from } » ({ $distance }).
opportunity-reason-trip-bike = { $minutes } min à vélo depuis « { $from } » ({ $distance }).
opportunity-reason-trip-car = { $minutes } min en voiture depuis « { $from } » ({ $distance }).
opportunity-reason-trip-transit = { $minutes } min en transports depuis « { $from } » ({ $distance }).
opportunity-reason-total = { $total } avec l’aller-retour.
opportunity-reason-also-for = Aussi pour : { $wishes }.
opportunity-read-here = Selon la boutique, { $when }.
opportunity-denial-offer = cette offre
said-opportunity-not-this-here = Plus rien de cette offre.
said-opportunity-not-this-shop-here = Plus rien de cette boutique : c’est noté parmi vos accords.
