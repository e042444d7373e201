simulate-title = { $town }, seed { $seed }, from { $date }: { $days ->
    [one] one day
   *[other] { $days } days
  }
simulate-lead = { $members } members with { $wishes } wishes, { $offers } offers. Invented people walk real streets and answer by chance; the engine is that of the server.
simulate-baseline = as it is
simulate-changed = changed
simulate-difference = difference
simulate-plot = Suggestions and encounters by hour

simulate-whole = Altogether
simulate-whole-moments = moments used
simulate-whole-told = suggestions
simulate-whole-met = encounters
simulate-whole-wishes = wishes come true
simulate-whole-earned = earned
simulate-whole-only-before = told only as it is
simulate-whole-only-after = told only when changed
simulate-whole-seen = times a counter recognised somebody who allows it
simulate-whole-breaches = laws broken

simulate-told-by-hour = Suggestions by hour
simulate-met-by-hour = Encounters by hour

simulate-shops = By shop
simulate-shops-told = suggestions
simulate-shops-met = encounters
simulate-shops-earned = earned
simulate-shops-more = … and { $more } more in the files.

simulate-reasons = Reasons given
simulate-reasons-wished = wished for
simulate-reasons-under-top = under the top price
simulate-reasons-cheaper = cheaper than usual
simulate-reasons-near = near
simulate-reasons-last-ones = the last ones
simulate-reasons-closing-soon = closing soon
simulate-reasons-allowed = allowed

simulate-spared = Told and spared, of the pairs asked about
simulate-spared-asked = pairs asked about: a wish and one of the nearest offers that fit it
simulate-spared-told = told
simulate-spared-others-first = spared: others came first
simulate-spared-unknown-member = spared: member unknown
simulate-spared-unknown-offer = spared: offer unknown
simulate-spared-mode-off = spared: shopper mode off
simulate-spared-quiet-hours = spared: quiet hours
simulate-spared-budget-spent = spared: budget of the day spent
simulate-spared-already-told = spared: told before
simulate-spared-denied = spared: closed by the member
simulate-spared-not-allowed-now = spared: allowed, but not now
simulate-spared-no-moment = spared: whereabouts unknown
simulate-spared-unknown-place = spared: place unknown
simulate-spared-too-far = spared: farther than the offer speaks
simulate-spared-zone-not-reached = spared: not close enough
simulate-spared-offer-not-open = spared: offer paused or closed
simulate-spared-not-yet = spared: not begun
simulate-spared-over = spared: over
simulate-spared-no-stock = spared: none left
simulate-spared-place-closed = spared: place shut
simulate-spared-no-wish = spared: not wished for
simulate-spared-wish-paused = spared: wish paused
simulate-spared-wish-fulfilled = spared: wish come true
simulate-spared-wish-dropped = spared: wish dropped
simulate-spared-wish-over = spared: wish past its day
simulate-spared-wrong-currency = spared: another currency
simulate-spared-too-dear = spared: too dear
simulate-spared-wish-elsewhere = spared: wished for at other places
simulate-spared-wish-too-far = spared: farther than the wish goes

simulate-answers = What members made of it
simulate-answers-comes = comes
simulate-answers-stays-away = says yes and stays away
simulate-answers-sold-out = would come, but none is left
simulate-answers-saves = keeps it for later
simulate-answers-dismisses = dismisses
simulate-answers-looks = looks

simulate-budget = Suggestions on a member’s day out
simulate-budget-min = fewest
simulate-budget-median = median
simulate-budget-max = most
simulate-budget-used = of what the budgets allow
simulate-budget-spent = days on which the budget was spent

simulate-screens = Screens
simulate-screens-people = counted in groups of at least { $k }, hour by hour
simulate-screens-hours = hours told
simulate-screens-came-in = came in for what it showed
