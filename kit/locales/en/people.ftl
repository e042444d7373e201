people-link-title = Come in
people-link-note = This link opens your page, once. Then it is spent.
people-link-enter = Come in now
said-welcome = Welcome.
said-left = See you soon. Your session is closed.
