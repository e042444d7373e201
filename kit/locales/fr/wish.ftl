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
wish-top-price = Prix maximum
wish-top-currency = Sa monnaie
wish-top-price-hint = Laissé vide, toute baisse et tout retour vous sont dits ; 0 veut dire gratuit.
wish-euros = Les boutiques d’ici comptent en euros : dans une autre monnaie, un prix ne se compare qu’aux pages qui comptent dans la même.
wish-until-field = Jusqu’au
wish-distance = À quelle distance
wish-where = Où
wish-only-here = Seulement ici : { $places }
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
        [0] aucune envie
        [one] une envie
       *[other] { $count } envies
    }
wish-best-at = { $price } chez { $seller }
wish-best-from = à partir de { $price } chez { $seller }
wish-best-read = lu { $when }
wish-best-failed = lu { $when }, illisible depuis
wish-best-yours = dit par vous, { $when }
wish-best-fell = { $by } de moins qu’alors
wish-best-within = Dans votre prix
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
wish-until-day = jusqu’au { $day }
wish-left = { $days ->
    [0] se termine aujourd’hui
    [1] se termine demain
   *[other] encore { $days } jours
  }
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

wish-guest = Votre liste se passe de compte : seuls y mènent les navigateurs que vous laissez entrer.
wish-guest-keep = Garder ma liste sur un autre appareil
wish-phone = En balade
wish-phone-note = Un téléphone peut dire où vous êtes sans page ouverte, quand le mode balade est allumé.
wish-phone-link = Mes appareils

wish-start-title = De quoi avez-vous envie ?
wish-start-lead = Dites-le, et la liste est à vous tout de suite. Ni compte, ni adresse, ni mot de passe.
wish-start-note = Vous pourrez tout changer, et tout effacer.
wish-misread-code = Si c’est un code-barres, corrigez-le dans le titre. Sinon, ajoutez-le tel quel : ce seront des mots.
wish-start-hint = Avec vos mots, ou collez un lien ou un code-barres.
wish-as-words = Garder comme des mots
wish-start = Commencer

wish-ask-title = Est-ce bien cela ?
wish-ask-lead = Regardez avant que cela rejoigne votre liste. Ce qui a été mal lu, corrigez-le.
wish-ask-form = Votre envie
wish-unread-title = Cette page n’a pas pu être lue
wish-unread-lead = Son adresse accompagne votre envie : la page sera relue plus tard.
wish-never-lead = À cette adresse, aucune page ne pourra être lue : elle n’accompagnera pas votre envie. Corrigez-la, ou dites la chose avec vos mots.
wish-unread-none = Il n’y a pas d’adresse ici. Écrivez celle de la page, ou dites la chose avec vos mots, plus bas.
wish-unread-address = La page
wish-unread-label = Son adresse
wish-read-again = La relire
wish-unread-words = Ou dites-le avec vos mots
wish-address-title = Une page à lire
wish-address-note = Rien n’a encore été lu ni gardé.
wish-read-it = Lire cette page
wish-seen = Vu là-bas
wish-words = Mots qu’il faut
wish-words-hint = Une offre doit les avoir tous. Moins de mots trouvent davantage.
wish-brand = Marque
wish-note = Une note pour vous
wish-note-hint = Taille, couleur, pour qui : personne d’autre ne la lit, sauf si vous partagez les notes de sa liste.
wish-note-own = Taille, couleur, pour qui : personne d’autre ne la lit.
wish-note-shown = Taille, couleur, pour qui : lue aussi par ceux qui voient « { $list } », si vous partagez ses notes.
wish-stock-in = En stock
wish-stock-out = Épuisé
wish-stock-unknown = Stock inconnu
wish-read-at = Lu { $when }.
wish-read-never = Cette page n’a pas encore été lue.
wish-read-own = Par votre propre navigateur : personne d’autre ne le voit.
wish-read-own-page = C’est une page d’ici, pas celle d’une boutique : rien ne s’y vend.
wish-read-lately = Cette page vient d’être lue.
wish-no-price = Aucun prix n’a été trouvé sur cette page.
wish-no-price-write = Vous pouvez l’écrire à la main, sous « { $where } ».
wish-read-failed = Depuis, la page n’a pas pu être relue.
wish-course = Entre { $low } et { $high } depuis que vous en avez envie
wish-course-low = Le plus bas
wish-course-high = Le plus haut
wish-course-since = depuis le { $day }
wish-sellers = Où cela se vend
wish-sellers-note = Ce que disent les pages des boutiques, et quand elles l’ont dit.
wish-code-title = Produit { $code }
wish-capture-hint = Quelques mots, l’adresse d’une page ou un code-barres.
wish-found = Ce qui a été lu, et où
wish-part-title = Nom
wish-part-brand = Marque
wish-part-gtin = Code-barres
wish-part-model = Numéro du fabricant
wish-part-price = Prix
wish-part-list_price = Prix d’avant
wish-part-picture = Image
wish-part-availability = Stock
wish-range = De { $low } à { $high }
wish-part-range = Fourchette de prix
wish-part-condition = État
wish-condition-new = Neuf
wish-condition-used = D’occasion
wish-condition-refurbished = Reconditionné
wish-condition-damaged = Abîmé
wish-from-data = dans les données que la page donne aux moteurs de recherche
wish-from-head = dans ce que la page dit pour être partagée
wish-from-script = dans les données du programme de la page
wish-from-address = dans l’adresse de la page
wish-from-shown = dans ce que la page montre
wish-from-near = à côté du titre ou du bouton d’achat
wish-from-range = dans la fourchette de prix que la page montre
wish-from-struck = dans un ancien prix, barré ou nommé ainsi
wish-from-button = au bouton d’achat
wish-from-words = dans les mots de la page
wish-from-sold = vendu à un prix, et rien ne dit que c’est épuisé
wish-from-brand = près du titre, là où la page nomme la marque
wish-found-else = Peut-être { $value } :
wish-variant = Taille ou couleur
wish-variant-hint = Le prix, le stock et le code-barres sont alors ceux du modèle que vous choisissez.
wish-variant-any = Peu importe
wish-variant-choose = Choisir celui-ci
wish-page = La page d’où elle vient
wish-page-note = Ce qui y a été lu, et où. Ce qui a été mal lu, vous le corrigez, pour votre envie seulement.
wish-price-there = Prix là-bas ({ $currency })
wish-list-price-there = Prix d’avant ({ $currency })
wish-stock-there = Stock là-bas
wish-stock-as-read = Comme le dit la page
wish-misread-title = Quelque chose a été mal lu ?
wish-misread-note = Dites ce qu’il en est : c’est montré comme votre parole, et personne d’autre ne l’apprend.
wish-misread-back = Un champ vide s’en remet à ce qui a été lu.
wish-misread-say = Le dire ainsi
wish-said-by-you = Dit par vous, { $when }.
wish-misread = Nous avions lu { $price }.
wish-read-other = Cette page n’est plus celle de ce que vous vouliez : elle montre autre chose. Ce qui est écrit plus haut date d’avant.
wish-read-variant = Le modèle que vous aviez choisi n’est plus proposé sur cette page. Ce qui est écrit plus haut date d’avant.
wish-became = Elle montre maintenant : { $what }
wish-became-take = Oui, c’est bien cela maintenant

wish-read-many = Cette page énumère plusieurs choses. Donnez l’adresse de la page de celle que vous voulez.
wish-read-nothing = Cette page ne nomme aucun produit que nous ayons reconnu. Dites-le avec vos mots.

wish-read-not-yet = Elle sera lue bientôt.
fetch-bad-address = Ce n’est pas une adresse web que nous suivons.
fetch-private-address = Cette adresse mène dans un réseau privé, pas sur le web public.
fetch-unknown-host = Aucun site de ce nom n’est connu.
fetch-robots = Le site demande aux programmes de laisser cette page tranquille. Votre navigateur peut la lire : la page « Scanner » dit comment.
fetch-robots-unread = Le site n’a pas dit si les programmes peuvent lire cette page. Il le dira peut-être plus tard ; votre navigateur peut la lire : la page « Scanner » dit comment.
fetch-wait = Le site souhaite être laissé tranquille un moment. Réessayez un peu plus tard.
fetch-busy = Le site est débordé en ce moment. Réessayez un peu plus tard.
fetch-minutes =
    { $minutes ->
        [one] Ce sera possible dans une minute environ.
       *[other] Ce sera possible dans { $minutes } minutes environ.
    }
fetch-then = Ce sera possible { $when }.
fetch-too-big = Cette page est trop grande pour être lue.
fetch-too-slow = Le site a mis trop longtemps à répondre.
fetch-not-found = Cette page n’existe pas.
fetch-gone = La page a disparu.
fetch-blocked = Le site ne laisse entrer aucun programme. Votre navigateur peut la lire : la page « Scanner » dit comment.
fetch-failing = Le site a une panne en ce moment.
fetch-wrong-type = À cette adresse se trouve autre chose qu’une page.
fetch-too-many-redirects = Cette adresse mène de l’une à l’autre sans fin.
fetch-tls = Aucune connexion privée à ce site n’est possible.
fetch-unreachable = Le site ne répond pas.
fetch-broken = La réponse s’est interrompue.

# Les listes, ce qui accompagne une envie, ce qui est rangé, ce qui s’est réalisé.
list-main = Mes envies
list-nav = Mes listes
list-all = Mes listes
list-all-lead = Une pour Noël, une pour la maison, une pour vous.
list-new = Une nouvelle liste
list-new-note = Elle n’est qu’à vous, tant que vous n’en décidez pas autrement.
list-name = Nom de la liste
list-name-example = Noël
list-make = Créer cette liste
list-on = Sur quelle liste
list-back = Retour à la liste
list-state = Elle a fait son temps ?
list-state-note = Rangée, elle garde tout ce qu’elle contient. Ensuite seulement, on peut la supprimer ; ses envies rejoignent la liste principale.
list-away = Ranger cette liste
list-out = La ressortir
list-remove = Supprimer pour de bon
list-put-away = Rangées
list-put-away-note = Rien de ce qu’elles contiennent n’est perdu.
list-seen = Qui la voit : { $by }
list-seen-private = vous, et personne d’autre
list-seen-counted = personne, mais elle compte dans les chiffres de la ville
list-seen-people = les personnes choisies
list-seen-circle = vos cercles
list-seen-public = tout le monde
wish-shelf-title = Sur ma liste
wish-shelf-note = Combien, avec quelle importance, sur quelle liste.
wish-quantity = Combien
wish-priority = Importance
wish-worth = Combien, et à quel point
wish-priority-someday = Un jour
wish-priority-usual = Autant que les autres
wish-priority-dearly = Très fort
wish-secret = Secrète : personne d’autre ne la voit, même sur une liste partagée
wish-secret-short = Secrète
wish-seek = Chercher dans cette liste
wish-seek-go = Chercher
wish-sought-none = Rien ici ne porte ce nom.
wish-arrange = Mettre en ordre
wish-arranged = C’est en ordre
wish-top = Tout en haut
wish-top-label = Mettre « { $title } » tout en haut
wish-up-label = Monter « { $title } »
wish-down-label = Descendre « { $title } »
wish-grip = Déplacer « { $title } »
wish-grip-how = Les boutons montent ou descendent une envie. Sa poignée aussi : gardez le doigt dessus, ou glissez-la. Au clavier : Espace la prend et la pose, les flèches la déplacent, Échap la remet.
wish-grabbed = Vous la tenez, en place { $at } sur { $count }.
wish-moved = Place { $at } sur { $count }.
wish-put = Posée, en place { $at } sur { $count }.
wish-put-back = Elle est restée où elle était.
wish-picture = Une photo à vous
wish-picture-note = Visible par vous, et par ceux à qui vous montrez cette envie sur une liste partagée.
wish-picture-choose = Choisir une image
wish-picture-other = En choisir une autre
wish-picture-take = Ou prendre une photo
wish-picture-hint = JPEG, PNG, WebP ou GIF, 16 Mo au plus. Le lieu, la date et l’appareil qu’elle contient ne sont pas gardés.
wish-picture-keep = Garder cette image
wish-picture-remove = Retirer l’image
wish-picture-alt = Votre photo : { $title }
said-picture-kept = L’image est à sa place.
said-picture-removed = L’image est retirée.
wish-history = Ce qui s’est réalisé
wish-history-none = Rien ne s’est encore réalisé
wish-history-none-text = Quand une envie se réalise, on s’en souvient ici, mois après mois.
wish-came-count =
    { $count ->
        [0] aucune envie exaucée
        [one] une envie exaucée
       *[other] { $count } envies exaucées
    }
wish-archive = Envies rangées
wish-archive-lead = Gardées, mais hors de vue. Personne ne vous en parle.
wish-archive-none = Rien n’est rangé
wish-archive-none-text = Ce que vous rangez depuis la page d’une envie attend ici.
wish-put-away = La ranger
wish-take-out = La ressortir
wish-lost = Dit sur un autre appareil
wish-lost-title = Sur un autre appareil, vous l’aviez appelée « { $said } ». Ici, c’est « { $kept } ».
wish-lost-note = Sur un autre appareil, vous aviez noté « { $said } ». Ici, il est écrit « { $kept } ».
wish-lost-price = Sur un autre appareil, votre prix maximum était : { $said }. Ici, c’est : { $kept }.
wish-lost-until = Sur un autre appareil, c’était jusqu’au : { $said }. Ici, c’est : { $kept }.
wish-lost-list = Sur un autre appareil, vous l’aviez mise sur « { $said } ». Ici, elle est sur « { $kept } ».
wish-lost-state = Sur un autre appareil, vous aviez choisi « { $said } ». Ici, c’est « { $kept } ».
wish-lost-other = Sur un autre appareil, vous aviez choisi « { $said } ». Ici, c’est « { $kept } ».
wish-lost-name = Sur un autre appareil, vous aviez appelé cette liste « { $said } ». Ici, c’est « { $kept } ».
wish-lost-take = Prendre celle-là
wish-lost-leave = Laisser ainsi
wish-any-price = n’importe lequel
wish-any-time = sans limite
wish-nothing = rien
wish-yes = oui
wish-no = non

said-wish-euros = C’est sur votre liste, le prix en toutes lettres : ici on compte en euros. Fixez le vôtre en euros sur sa page.
said-wish-added = C’est noté sur votre liste.
said-wish-changed = C’est enregistré.
said-wish-open = Cette envie est de nouveau ouverte.
said-wish-paused = En pause : personne ne vous en parlera.
said-wish-fulfilled = Exaucée ! Elle rejoint les belles choses arrivées.
said-wish-dropped = Retirée de votre liste.
said-wish-welcome = Bienvenue. Cette liste est à vous.
said-wish-archived = Rangée. Personne ne vous en parlera.
said-wish-taken-out = Elle est de retour sur sa liste.
said-wish-lost-taken = C’est pris.
said-wish-lost-left = On laisse ainsi.
said-list-made = Votre liste est prête.
said-list-away = Cette liste est rangée, avec tout ce qu’elle contient.
said-list-out = Cette liste est ressortie.
said-list-removed = Cette liste n’est plus. Ses envies sont sur la liste principale.
wish-where-now = Où le trouver
wish-where-now-note = Qui l’a maintenant, à quelle distance, et le total avec le trajet.
wish-where-now-link = Voir où le trouver
wish-vouch = Qui le recommande
wish-vouch-link = Voir qui le recommande
wish-hear-title = Ce dont on me prévient
wish-hear-when = Me prévenir quand
wish-hear-drop = son prix baisse sur la page d’un marchand
wish-hear-back = c’est de nouveau en stock chez lui
wish-hear-town = un commerce du quartier l’a, ou l’a pour moins cher
wish-hear-day = son jour approche, ou c’est bientôt à l’affiche
wish-hear-note = Rien de coché, c’est le silence : aucune nouvelle de cette envie. Ce qui est proposé là où vous êtes, en mode balade, n’est pas une nouvelle et vient toujours ; en pause, l’envie n’y compte plus non plus.
wish-hear-nothing = Vous avez choisi le silence pour cette envie : on ne vous en donne aucune nouvelle.
wish-hear-save = Garder ce choix
said-wish-hears = C’est noté : on vous prévient de ce que vous avez choisi.
said-wish-silent = C’est noté : aucune nouvelle de cette envie ne vous sera donnée.

wish-asked =
    { $count ->
        [one] 1 question
       *[other] { $count } questions
    }
wish-asked-title = Ce qu’on vous demande
wish-asked-note = Tous ceux qui voient la liste lisent aussi votre réponse.
wish-asked-somebody = Quelqu’un
wish-asked-answer = Répondre
wish-asked-answer-label = Répondre à { $name }
wish-asked-again = Écrire encore
wish-asked-answered = Répondu
