agenda-title = Agenda
agenda-lead = What takes place around here, and what is on.
agenda-today = Today
agenda-week = This week
agenda-none = Nothing announced for now
agenda-none-text = As soon as a hall, a library or a channel publishes its programme, it appears here.
agenda-on-until = on now, { $until }
agenda-page = Its page
agenda-see = see
agenda-wish = I wish for it
agenda-feeds-title = Calendars and programmes
agenda-feeds-lead = They are read every six hours, politely; what goes wrong is said here.
agenda-feed-new = Add one
agenda-feed-not-yet = It is not added yet
agenda-feed-name = Its name
agenda-feed-url = Its address
agenda-feed-kind = What it is
agenda-feed-venue = Where it takes place
agenda-feed-venue-hint = When its entries do not say so themselves.
agenda-feed-add = Add
agenda-feed-remove = Remove
agenda-feed-unread = not read yet
agenda-feed-read = read { $when }
agenda-feed-skipped = { $count ->
    [one] one entry that could not be read
   *[other] { $count } entries that could not be read
}
agenda-feed-again = Tried again { $when }.
agenda-feed-nothing = This is neither a calendar nor a programme that can be read.
agenda-kind-icalendar = calendar (iCalendar)
agenda-kind-xmltv = television or radio programme (XMLTV)
said-feed-added = Added; its first reading follows.
said-feed-removed = Removed, with its entries.
