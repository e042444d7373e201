# Circles: members together, invited by a link.
circle-title = My circles
circle-lead = Family, friends, neighbours: people to share a list with. Only those who belong know who does.
circle-to-wishes = My wishes
circle-back = All my circles
circle-none = No circle yet
circle-none-text = Make one, send its link, and share a list with everyone in it at once.
circle-new = A new circle
circle-new-note = You found it; others come by a link you give them.
circle-name = What is it called?
circle-name-example = The cousins
circle-own-name = Your name there
circle-own-name-hint = Only this circle sees you under it.
circle-make = Make the circle
circle-not-yet = Nearly there
circle-one-lead = Those in it see one another by the names below, and the lists shared with this circle.
circle-members = Who belongs
circle-count =
    { $count ->
        [one] just you
       *[other] { $count } people
    }
circle-you = you
circle-founder = founder
circle-remove = Take out
circle-remove-label = Take { $name } out of the circle
circle-invite = Invite
circle-invite-note = Whoever opens the link may join. Give it to those you mean, and to nobody else.
circle-link = Link to join
circle-link-fresh = It is shown this once, and opens { $until }.
circle-link-open = A link is out there. It opens { $until }.
circle-link-make = Make a link
circle-link-renew = Make a new link
circle-link-end = End the link
circle-me = You in this circle
circle-me-note = Leaving takes one touch. What you promised to give stays yours.
circle-save = Save
circle-leave = Leave this circle
circle-dissolve = End it for everyone
circle-join-title = Join “{ $circle }”
circle-join-lead = You were invited. Say under which name those in it shall see you; leaving takes one touch.
circle-join = Join

said-circle-made = The circle is there. Open it to invite others.
said-circle-changed = Saved.
said-circle-joined = Welcome to the circle.
said-circle-left = You left the circle.
said-circle-over = The circle is no more.
said-circle-removed = They are out of the circle, and the link has ended.
said-circle-link-over = The link has ended.
