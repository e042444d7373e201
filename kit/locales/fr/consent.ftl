# Les accords : l’interrupteur, ce qui vaut, les formulaires, les reçus ; puis chaque accord en une phrase.
consent-title = Mes accords
consent-lead = Personne ne vous parle sans votre oui. Ici, vous décidez qui, de quoi et quand ; tout se reprend d’un geste.

consent-h-mode = L’interrupteur
consent-h-mode-note = Éteint, votre position n’est ni utilisée ni gardée.
consent-mode = Mode balade
consent-mode-on = Allumé : un signe vous parvient quand ce que vous espérez est tout près.
consent-mode-on-until = Allumé { $until }, puis il s’éteint tout seul.
consent-mode-off = Éteint : personne ne vous parle et votre position ne sert à rien.
consent-mode-for = L’allumer seulement
consent-mode-1h = pour une heure
consent-mode-2h = pour deux heures
consent-mode-tonight = jusqu’à ce soir

consent-h-standing = Ce que vous avez décidé
consent-h-standing-note = Un refus l’emporte toujours sur un accord.
consent-none = Rien de particulier
consent-none-text = Quand le mode balade est allumé, toutes les boutiques peuvent vous parler de vos envies. Aucune ne vous reconnaît.
consent-withdraw = Retirer
consent-withdraw-this = Retirer : { $sentence }
consent-over = terminé

consent-h-talk = Qui vous parle
consent-h-talk-note = Faites taire une boutique ou un sujet, ou laissez-les parler à certaines heures seulement.
consent-effect = Que voulez-vous ?
consent-effect-deny = Qu’on ne m’en parle plus
consent-effect-allow = Qu’on m’en parle, dans les limites que je choisis
consent-organisation = Qui ?
consent-organisation-all = Toutes les boutiques
consent-category = De quoi ?
consent-category-all = De tout
consent-talk-send = Enregistrer

consent-h-know = Qui peut vous reconnaître
consent-h-know-note = Sans votre accord, aucune boutique ne sait que vous êtes là.
consent-know-organisation = Cette boutique peut me reconnaître quand je suis là
consent-know-hint = Elle voit votre nom quand vous êtes chez elle ou tout près, et seulement alors.
consent-choose = Choisissez…
consent-know-send = Permettre

consent-limits = Jours, heures et autres limites
consent-days = Quels jours ?
consent-days-hint = Aucun coché : tous les jours.
consent-from = À partir de
consent-to = Jusqu’à
consent-zone = Où ?
consent-zone-any = Partout dans le quartier
consent-often = Combien de fois par jour, au plus ?
consent-often-hint = Pour un accord, pas pour un refus.
consent-until = Jusqu’à quelle date ?

consent-h-rhythm = Votre rythme
consent-h-rhythm-note = Pendant les heures calmes, rien ne vous est dit. Au-delà du nombre choisi, plus rien non plus ce jour-là.
consent-quiet = J’ai des heures calmes
consent-quiet-from = Calme à partir de
consent-quiet-to = Calme jusqu’à
consent-budget = Suggestions par jour, au plus
consent-rhythm-send = Enregistrer mon rythme

consent-h-receipts = Reçus : tout ce que vous avez permis ou refusé un jour
consent-h-receipts-note = Un accord retiré ne vaut plus rien ; son reçu reste, pour vous.
consent-receipts-none = Aucun reçu pour l’instant.
consent-receipts-json = Les mêmes reçus, pour un programme (JSON)
consent-given-on = décidé le { $date }
consent-over-on = terminé le { $date }

said-mode-on = Mode balade allumé.
said-mode-off = Mode balade éteint. Votre position ne sert plus.
said-rhythm = Votre rythme est enregistré.
said-resumed = La pause est finie.
said-consent-given = C’est noté.
said-consent-denied = C’est noté : on ne vous en parle plus.
said-consent-withdrawn = C’est retiré. Le reçu reste dans votre liste.

# Chaque accord en une phrase. Le point final et les limites viennent du programme.
consent-somebody = Une boutique
consent-deny-suggest-all = Personne ne vous parle
consent-deny-suggest-organisation = { $who } ne vous parle pas
consent-deny-suggest-category = On ne vous parle pas de « { $about } »
consent-deny-suggest-both = { $who } ne vous parle pas de « { $about } »
consent-allow-suggest-all = Toutes les boutiques peuvent vous parler
consent-allow-suggest-organisation = { $who } peut vous parler
consent-allow-suggest-category = On peut vous parler de « { $about } »
consent-allow-suggest-both = { $who } peut vous parler de « { $about } »
consent-deny-recognise-all = Personne ne vous reconnaît
consent-deny-recognise-organisation = { $who } ne vous reconnaît pas
consent-deny-recognise-category = Les lieux « { $about } » ne vous reconnaissent pas
consent-deny-recognise-both = { $who } ne vous reconnaît pas dans ses lieux « { $about } »
consent-allow-recognise-all = Toutes les boutiques peuvent vous reconnaître quand vous êtes là
consent-allow-recognise-organisation = { $who } peut vous reconnaître quand vous êtes là
consent-allow-recognise-category = Les lieux « { $about } » peuvent vous reconnaître quand vous êtes là
consent-allow-recognise-both = { $who } peut vous reconnaître dans ses lieux « { $about } »
consent-deny-count-all = Personne ne vous compte, même dans un groupe
consent-deny-count-organisation = { $who } ne vous compte pas, même dans un groupe
consent-allow-count-all = On peut vous compter dans un groupe, sans savoir qui vous êtes
consent-allow-count-organisation = { $who } peut vous compter dans un groupe, sans savoir qui vous êtes
consent-deny-predict-all = Personne ne calcule où vous pourriez aller
consent-deny-predict-organisation = { $who } ne sait rien d’où vous pourriez aller
consent-allow-predict-all = On peut calculer où vous pourriez aller, pour vous prévenir à temps
consent-allow-predict-organisation = On peut calculer si vous pourriez passer chez { $who }, pour vous prévenir à temps
consent-deny-share-profile-all = Personne ne voit votre profil
consent-deny-share-profile-organisation = { $who } ne voit pas votre profil
consent-allow-share-profile-all = Toutes les boutiques peuvent voir votre profil
consent-allow-share-profile-organisation = { $who } peut voir votre profil

consent-only = { $said }, mais seulement { $limits }
consent-when = { $said }, { $limits }
consent-limits-hold = ces limites valent { $until }
consent-day = le { $day }
consent-on-days = { $days }
consent-and = { $many } et { $last }
consent-weekdays = du lundi au vendredi
consent-weekend = le week-end
consent-hours = de { $from } à { $to }
consent-zone-window = devant la vitrine et à l’intérieur
consent-zone-inside = à l’intérieur
consent-per-day = { $times ->
    [one] une fois par jour au plus
   *[other] { $times } fois par jour au plus
}
