first-title = What you hope for may be just around the corner
first-lead = { $town } lets you know when one of your wishes is close by. Only when you want, only from those you allow.
first-lead-nowhere = Your neighbourhood lets you know when one of your wishes is close by. Only when you want, only from those you allow.
first-personas = Step into somebody’s shoes
first-personas-note = These people are invented; the streets and shops are real.
first-watch = Watch the town live
first-watch-note = Simulated people walk the real streets; every suggestion lights up on the map.
first-watch-map = See the live map
first-start = Begin with a wish
first-start-note = No account, no address. Your list is yours at once.
first-wish = What are you hoping for?
first-wish-example = dark chocolate, a drill, a tennis lesson…
first-begin = Begin my list
first-how-1 = You hold the list
first-how-1-note = What you hope for stays with you. No shop reads it.
first-how-2 = You hold the switch
first-how-2-note = While shopper mode is off, no position is kept or used.
first-how-3 = You know why
first-how-3-note = Every suggestion tells its reasons, and one touch is enough to have no more of them.
first-api = For programs

me-title = Around me
me-hello = Hello
me-hello-name = Hello { $name }
me-mode = Shopper mode
me-mode-off = Off: no position is kept or used.
me-mode-on = On: your wishes may wave at you on your way.
me-mode-until = On { $until }.
me-suggestions = For you, now
me-none = Nothing for now
me-none-note = When one of your wishes is close by, it comes here with its reasons.
me-further = { $count ->
    [one] And one more
   *[other] And { $count } more
  }
me-wishes = My wishes
me-wishes-note = Unless you share them, nobody else sees them.
me-wish-add = Add
me-no-wish = The list is empty
me-no-wish-note = Write a first wish, in a few words.
me-all-wishes = { $more ->
    [0] My whole list
    [one] My whole list (one more)
   *[other] My whole list ({ $more } more)
  }
me-questions = { $count ->
    [one] One question on your lists
   *[other] { $count } questions on your lists
  }
me-gifts = My promises
me-circles = My circles
me-phone = My devices

health-present = people in shopper mode, seen just now
health-wishes = wishes
health-offers = offers
health-places = places
health-members = members
health-facts = { $facts ->
    [one] one fact in the log
   *[other] { $facts } facts in the log
  }

reference-title = The interface for programs
reference-lead = Whatever the pages do, programs do too. Every route says who may call it.
reference-body = Body expected:
reference-schemas = Shapes
problems-title = The refusals
problems-lead = What each code means, and what to do.

export-title = Take it all with you
export-note = All that is yours here, as files of your own.
export-all = Everything, in one file
export-all-note = Who you are here, your wishes and lists and what stands beside them, your consents, what you were told, your encounters, what you promised and wrote to others, your circles, and how you are told.
export-all-do = Download everything (JSON)
export-all-not = Of each kind the newest 5,000; the file names what it leaves out by that. Pictures of your own are named in it and kept from their wishes. What opens your account is not in it, nor what others promise you.
export-wishes = Your wishes, as a table
export-wishes-note = What you still wish for, with price, link, quantity and note: for a spreadsheet, or to be read in again, here or elsewhere.
export-wishes-do = Download the wishes (CSV)
elsewhere-title = My list on another device
elsewhere-lead = A link opens your list in another browser: once, and within { $minutes } minutes. Both then show the same list.
elsewhere-make = Make a link
elsewhere-again = Make another link; this one then opens nothing
elsewhere-link = Link for the other browser
elsewhere-once = It is shown this once. Whoever opens it sees and changes all that is yours: give it to nobody else.
elsewhere-code = Square code of the link, for the camera of the other device
elsewhere-note = No account and no address is needed. A browser that you let in stays in until it was not used for { $days } days.
elsewhere-open-line = This house is not reached over an encrypted line: whoever reads along can come in. Use the link at home only.
elsewhere-devices = The same list here and there, without an account.
