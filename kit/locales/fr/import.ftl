# Une liste venue d'ailleurs, regardée ligne par ligne avant d'être gardée.
import-title = Apporter une liste
import-lead = Une liste que vous tenez ailleurs : un fichier, un texte, l’adresse d’une page, ou plusieurs à la fois. Tout est montré avant d’être gardé.
import-file = Un fichier
import-file-note = L’export d’une boutique (« Vos commandes » d’Amazon), d’une bibliothèque (Goodreads), d’une liste de films (Letterboxd), ou votre propre tableur en CSV.
import-file-choose = Fichier CSV ou texte (4 Mo au plus)
import-file-hint = { $count } lignes au plus à la fois. Des colonnes comme titre, prix, lien, code-barres, quantité et note sont reconnues.
import-text = Ou un texte
import-text-note = Une chose par ligne.
import-text-label = Votre liste
import-text-hint = « 2x Thé vert 4,50 € », « - [ ] Perceuse », un lien, un ISBN : comme vous l’avez écrite.
import-link = Ou une page
import-link-note = Une liste publique, ici ou ailleurs : nous lisons ce qu’elle énumère.
import-link-label = Adresse de la page
import-look = Regarder
import-look-note = Rien n’est ajouté avant que vous l’ayez vu.
import-not-yet = Rien n’est encore gardé
import-nothing = Rien de reconnaissable ne s’y trouve. Essayez une chose par ligne.
import-part-text = Votre texte commence à la ligne { $line }
import-part-file = Le fichier commence à la ligne { $line }
import-part-link = La page commence à la ligne { $line }
import-link-unread = La page { $link } n’a pas été lue : { $why } Le reste est ci-dessous.
import-file-picture = Ce fichier est une image, et ne contient pas de liste que nous puissions lire. Écrivez la liste dans la case ci-dessous, ou choisissez un fichier CSV ou texte.
import-file-sheet = C’est le fichier propre d’un tableur ou d’un traitement de texte. Ouvrez-le là-bas, exportez-le en CSV (ou en texte), et choisissez ce fichier-là.
import-file-none = Ce fichier ne contient pas de texte que nous puissions lire. Exportez la liste en CSV ou en texte, ou copiez-la dans la case ci-dessous.
import-nothing-given = Choisissez un fichier, écrivez une liste ou donnez une adresse.
import-back = Une autre liste
import-lines-title = Est-ce bien votre liste ?
import-lines-lead =
    { $count ->
        [0] Aucune ligne n’a été comprise.
        [one] Une ligne a été comprise. Corrigez, décochez, puis gardez.
       *[other] { $count } lignes ont été comprises. Corrigez, décochez, puis gardez.
    }
import-more =
    { $count ->
        [one] Une ligne de plus ne tient pas : apportez-la ensuite.
       *[other] { $count } lignes de plus ne tiennent pas : apportez-les ensuite.
    }
import-links =
    { $count ->
        [one] Une page sera lue ensuite, pour son prix et sa photo.
       *[other] { $count } pages seront lues ensuite, une à une, pour leur prix et leur photo.
    }
import-wrong =
    { $count ->
        [one] Une ligne n’a pas pu être lue
       *[other] { $count } lignes n’ont pas pu être lues
    }
import-keep = Garder
import-line = Ligne { $line }
import-beside = À côté
import-euros = Les boutiques d’ici comptent en euros : ce prix reste dans la note.
import-twice = déjà sur votre liste
import-twice-here = la même chose que la ligne { $line }
import-unlinked = L’adresse qui s’y trouve ne peut pas être ouverte ici : elle reste dans la note.
import-distance = à { $metres } m au plus
import-times = { $count } fois
import-lists = Sur quelle liste
import-lists-hint = Une liste qui n’existe pas encore est créée, que personne d’autre ne voit.
import-lists-named = Comme dans le fichier ({ $lists })
import-there = Cette page énumère plusieurs choses sans être celle d’une seule : aucun prix n’en a été retenu. Cochez ce que vous souhaitez.
import-there-one = C’est une seule chose : lire la page ainsi
import-save = Garder les lignes cochées
import-none-kept = Aucune ligne n’est cochée.
import-mend = Une ligne demande encore un mot. Elle est marquée plus bas.
import-done-title = Votre liste est arrivée
import-done-added =
    { $count ->
        [0] Rien de nouveau n’a été ajouté.
        [one] Une envie a été ajoutée.
       *[other] { $count } envies ont été ajoutées.
    }
import-done-on =
    { $count ->
        [one] Une envie de plus
       *[other] { $count } envies de plus
    }
import-done-there =
    { $count ->
        [one] Une était déjà sur votre liste.
       *[other] { $count } étaient déjà sur votre liste.
    }
import-done-many = Vous avez autant de listes qu’on peut en avoir : « { $list } » n’a pas été créée. Sur « Mes envies », avec ce nom dans la note : { $many ->
    [yes] lignes
   *[no] ligne
  } { $lines }.
import-done-name = Aucune liste ne peut s’appeler « { $list } » : ce nom est trop long. Sur « Mes envies », avec ce nom dans la note : { $many ->
    [yes] lignes
   *[no] ligne
  } { $lines }.
import-done-past =
    { $many ->
        [yes] Leurs jours sont passés, ou n’en sont pas ; les envies sont ajoutées sans eux, et ils restent dans les notes : lignes { $lines }.
       *[no] Le jour est passé, ou n’en est pas un ; l’envie est ajoutée sans lui, et il reste dans la note : ligne { $lines }.
    }
import-done-unknown = De cet import, rien n’est conservé
import-done-over = Il date de plus d’un jour, ou n’a pas eu lieu. Ce qui a été ajouté est sur vos listes.
said-wishes-imported = C’est noté sur votre liste.
