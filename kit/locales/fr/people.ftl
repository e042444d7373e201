people-link-title = Entrer
people-link-note = Ce lien ouvre votre page, une seule fois. Il s’éteint ensuite.
people-link-enter = Entrer maintenant
said-welcome = Bienvenue.
said-left = À bientôt. Votre session est fermée.
