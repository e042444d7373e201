# Le code d'un produit, ouvert ici : où le quartier l'a.
resolver-unknown = Un produit que nous ne connaissons pas encore
resolver-here = Dans ce quartier
resolver-count =
    { $count ->
        [one] une boutique l’a en ce moment
       *[other] { $count } boutiques l’ont en ce moment
    }
resolver-left =
    { $count ->
        [0] il n’y en a plus
        [one] plus qu’un
       *[other] encore { $count }
    }
resolver-none = Personne ici ne l’a pour l’instant
resolver-none-text = Mettez-le sur votre liste : vous l’apprendrez dès que quelqu’un l’aura.
resolver-no-link = Ce qui est demandé n’est pas connu ici
resolver-no-link-text = Le code demande une page précise de ce produit. Nous ne l’avons pas ; voici ce que nous savons.
resolver-wish = Vous en avez envie ?
resolver-wish-note = Rien n’est gardé tant que vous ne le dites pas.
resolver-add = Ajouter à ma liste
resolver-start = Commencer ma liste
