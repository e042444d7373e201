# Consents: the switch, what stands, the forms, the receipts; then every consent as one sentence.
consent-title = My consents
consent-lead = Nobody speaks to you without your yes. Here you say who, about what and when; one touch takes any of it back.

consent-h-mode = The switch
consent-h-mode-note = While it is off, where you are is neither used nor kept.
consent-mode = Shopper mode
consent-mode-on = On: you get a sign when what you hope for is close by.
consent-mode-on-until = On { $until }, then it turns itself off.
consent-mode-off = Off: nobody speaks to you, and where you are is used for nothing.
consent-mode-for = Turn it on only
consent-mode-1h = for an hour
consent-mode-2h = for two hours
consent-mode-tonight = until tonight

consent-h-standing = What you have decided
consent-h-standing-note = A no always wins over a yes.
consent-none = Nothing in particular
consent-none-text = While shopper mode is on, every shop may speak to you about your wishes. None recognises you.
consent-withdraw = Withdraw
consent-withdraw-this = Withdraw: { $sentence }
consent-over = over

consent-h-talk = Who speaks to you
consent-h-talk-note = Silence a shop or a subject, or let it speak at certain hours only.
consent-effect = What would you like?
consent-effect-deny = No longer hear about it
consent-effect-allow = Hear about it, within limits I choose
consent-organisation = Who?
consent-organisation-all = Every shop
consent-category = About what?
consent-category-all = Everything
consent-talk-send = Save

consent-h-know = Who may recognise you
consent-h-know-note = Without your consent no shop knows that you are there.
consent-know-organisation = This shop may recognise me when I am there
consent-know-hint = It sees your name while you are in the shop or right by it, and only then.
consent-choose = Choose…
consent-know-send = Allow

consent-limits = Days, hours and other limits
consent-days = Which days?
consent-days-hint = None ticked: every day.
consent-from = From
consent-to = To
consent-zone = Where?
consent-zone-any = Anywhere in the neighbourhood
consent-often = How often a day, at most?
consent-often-hint = For a yes, not for a no.
consent-until = Until which date?

consent-h-rhythm = Your pace
consent-h-rhythm-note = In quiet hours nothing is said to you. Past the number you choose, nothing more that day either.
consent-quiet = I keep quiet hours
consent-quiet-from = Quiet from
consent-quiet-to = Quiet until
consent-budget = Suggestions a day, at most
consent-rhythm-send = Save my pace

consent-h-receipts = Receipts: everything you ever allowed or refused
consent-h-receipts-note = A consent you withdrew counts for nothing; its receipt stays, for you.
consent-receipts-none = No receipts yet.
consent-receipts-json = The same receipts, for a program (JSON)
consent-given-on = decided on { $date }
consent-over-on = over since { $date }

said-mode-on = Shopper mode is on.
said-mode-off = Shopper mode is off. Where you are is no longer used.
said-rhythm = Your pace is saved.
said-resumed = The pause is over.
said-consent-given = Noted.
said-consent-denied = Noted: you will hear no more about it.
said-consent-withdrawn = Withdrawn. The receipt stays in your list.

# Every consent as one sentence. The full stop and the limits are added by the program.
consent-somebody = A shop
consent-deny-suggest-all = Nobody speaks to you
consent-deny-suggest-organisation = { $who } does not speak to you
consent-deny-suggest-category = Nobody speaks to you about “{ $about }”
consent-deny-suggest-both = { $who } does not speak to you about “{ $about }”
consent-allow-suggest-all = Every shop may speak to you
consent-allow-suggest-organisation = { $who } may speak to you
consent-allow-suggest-category = Shops may speak to you about “{ $about }”
consent-allow-suggest-both = { $who } may speak to you about “{ $about }”
consent-deny-recognise-all = Nobody recognises you
consent-deny-recognise-organisation = { $who } does not recognise you
consent-deny-recognise-category = “{ $about }” places do not recognise you
consent-deny-recognise-both = { $who } does not recognise you in its “{ $about }” places
consent-allow-recognise-all = Every shop may recognise you when you are there
consent-allow-recognise-organisation = { $who } may recognise you when you are there
consent-allow-recognise-category = “{ $about }” places may recognise you when you are there
consent-allow-recognise-both = { $who } may recognise you in its “{ $about }” places
consent-deny-count-all = Nobody counts you, not even in a group
consent-deny-count-organisation = { $who } does not count you, not even in a group
consent-allow-count-all = You may be counted in a group, without anybody knowing who you are
consent-allow-count-organisation = { $who } may count you in a group, without knowing who you are
consent-deny-predict-all = Nobody works out where you might go
consent-deny-predict-organisation = { $who } knows nothing of where you might go
consent-allow-predict-all = Where you might go may be worked out, to tell you in time
consent-allow-predict-organisation = Whether you might come by { $who } may be worked out, to tell you in time
consent-deny-share-profile-all = Nobody sees your profile
consent-deny-share-profile-organisation = { $who } does not see your profile
consent-allow-share-profile-all = Every shop may see your profile
consent-allow-share-profile-organisation = { $who } may see your profile

consent-only = { $said }, but only { $limits }
consent-when = { $said }, { $limits }
consent-limits-hold = these limits hold { $until }
consent-day = { $day }s
consent-on-days = on { $days }
consent-and = { $many } and { $last }
consent-weekdays = from Monday to Friday
consent-weekend = at weekends
consent-hours = from { $from } to { $to }
consent-zone-window = at the window and inside
consent-zone-inside = inside
consent-per-day = { $times ->
    [one] once a day at most
    [2] twice a day at most
   *[other] { $times } times a day at most
}
