suggest-reason-wished = You were hoping for “{ $wish }”.
suggest-reason-wished-gone = It was among your wishes.
suggest-reason-near = It is { $distance } away, { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  } on foot.
suggest-reason-cheaper = { $by } less than usual.
suggest-reason-under-top = { $by } less than you were ready to pay.
suggest-reason-last-ones = { $left ->
    [one] It is the last one.
   *[other] Only { $left } are left.
  }
suggest-reason-offer-ends = The offer ends at { $hour }.
suggest-reason-place-shuts = The shop closes at { $hour }.
suggest-reason-mode = Your shopper mode is on, and you have closed nothing to this shop.
suggest-reason-grant = By your consent: { $consent }
suggest-why-title = Why do I see this?
suggest-why-when = Suggested { $when }.
suggest-why-promise = These are the very reasons that chose this suggestion; there are no others. The shop does not know that you are near.
suggest-soon = Soon
suggest-soon-note = If you stay around here and nothing else changes.
suggest-soon-at = at { $hour }
suggest-soon-opens = opens { $when }
suggest-soon-begins = begins { $when }
suggest-soon-calm = after your quiet hours, { $when }
suggest-soon-then = possible { $when }
suggest-soon-minutes = { $minutes ->
    [one] in one minute
   *[other] in { $minutes } minutes
  }
suggest-soon-hours = in { $hours } h
suggest-soon-hours-minutes = in { $hours } h { $minutes } min
suggest-soon-words = “{ $title }”, { $place }: { $what }, { $wait }.
suggest-deny-shop = Nothing more from “{ $shop }”
suggest-deny-category = Nothing more about “{ $category }”
suggest-zone-neighbourhood = in the neighbourhood
suggest-zone-window = before the shop window
suggest-zone-inside = inside

suggest-not-unknown-member = We do not know you.
suggest-not-unknown-offer = This offer does not exist, or no longer.
suggest-not-mode-off = Your shopper mode is off.
suggest-not-quiet-hours = These are your quiet hours, until { $hour }.
suggest-not-budget-spent = { $number ->
    [one] You have had your suggestion of today.
   *[other] You have had your { $number } suggestions of today.
  }
suggest-not-already-told = We have told you of it once already.
suggest-not-denied = You closed it: { $consent }
suggest-not-not-allowed-now = Your consent does not hold now: { $consent }
suggest-not-no-moment = We do not know where you are now.
suggest-not-unknown-place = The place of this offer is not known.
suggest-not-too-far = You are { $distance } away; the offer speaks up to { $reach }.
suggest-not-zone-not-reached = The offer waits for you to be { $zone }.
suggest-not-offer-not-open = The offer is paused or closed.
suggest-not-not-yet = The offer begins { $when }.
suggest-not-over = The offer ended { $when }.
suggest-not-no-stock = None are left.
suggest-not-place-closed = The shop is closed right now.
suggest-not-no-wish = None of your wishes is met by it.
suggest-not-wish-paused = Your wish “{ $wish }” is paused.
suggest-not-wish-fulfilled = Your wish “{ $wish }” has come true already.
suggest-not-wish-dropped = You dropped the wish “{ $wish }”.
suggest-not-wish-over = Your wish “{ $wish }” held { $until }.
suggest-not-wrong-currency = Your wish “{ $wish }” counts in { $wished }, the offer in { $offered }.
suggest-not-too-dear = It is { $by } more than you would pay for “{ $wish }”.
suggest-not-wish-too-far = It is { $distance } away; for “{ $wish }” you would go { $reach }.
suggest-not-wish-elsewhere = “{ $wish }” is for other places only.
suggest-way-walk = { $price } + { $minutes } min on foot ({ $distance })
suggest-way-bike = { $price } + { $minutes } min by bicycle ({ $distance })
suggest-way-car = { $price } + { $cost } by car there and back ({ $distance }, { $minutes } min)
suggest-way-transit = { $price } + { $cost } by public transport there and back ({ $distance }, about { $minutes } min)
suggest-where-title = Where to have it now
suggest-where-wish = Back to the wish
suggest-where-back = Back to my list
suggest-where-from-here = Distances from where you are; your position never leaves this house’s memory.
suggest-where-from-middle = Distances from the town’s middle.
suggest-where-from-place = Distances from “{ $place }”.
suggest-where-change = Change where I start and how I go
suggest-where-order = In which order
suggest-where-total = Cheapest, way included
suggest-where-near = Nearest
suggest-where-open = Open now
suggest-where-none = Nobody has it here for now
suggest-where-none-text = As soon as a shop of the neighbourhood offers it, it appears here; and while your shopper mode is on, we tell you as you pass by.
suggest-where-places = In the neighbourhood
suggest-where-places-note = The total counts the way there and back. Distances are as the crow flies. No shop knows that you look.
suggest-where-left = { $count } left
suggest-where-shut = Closed
suggest-where-online = Online
suggest-where-delivery = delivery on top, unknown how much
suggest-travel-title = How I go there
suggest-travel-lead = So that the price of a thing counts the way, too. Only you see this.
suggest-travel-not-yet = It is not saved yet
suggest-travel-way = I go
suggest-travel-walk = on foot
suggest-travel-bike = by bicycle
suggest-travel-car = by car
suggest-travel-transit = by public transport
suggest-travel-car-cents = A kilometre by my car, in cents
suggest-travel-car-hint = 64 to begin with: the French tax scale of 2025 for five fiscal horsepower (€0.636 a kilometre), rounded.
suggest-travel-fare = One ride by public transport
suggest-travel-fare-hint = The price one way; nothing with a pass.
suggest-travel-from = Where I start
suggest-travel-from-hint = The name of a place of the neighbourhood, for when your shopper mode is off. Empty: the town’s middle.
suggest-travel-save = Save
said-travel = Noted: this is how your ways count.
suggest-where-dates = When it takes place
suggest-where-on-until = on now, { $until }
suggest-paused = Silence { $until }: you are told nothing.
suggest-resume = Resume
suggest-put-aside = “{ $title }”: never again.
suggest-shop-closed = Nothing more from “{ $shop }”.
suggest-undo = Undo
said-not-this-shop = Nothing more from this shop. Take it back above, or among your consents.
said-paused = Silence for two hours.
said-undone = It is undone.
