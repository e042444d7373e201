# The offers of a shop: list, form, file.
offer-page = Our offers
offer-col-offer = Offer
offer-col-acts = To do
offer-none = The window is empty
offer-none-text = Publish a first offer, and those nearby who hope for it will hear of it.
offer-add = Add an offer
offer-add-note = It speaks as soon as you publish it, to those who hope for it and allow it.
offer-no-place = No place bears your name yet. Ask whoever runs the town to tie one to your shop.
offer-title = What do you offer?
offer-title-hint = As you would say it at the counter: coffee beans, 250 g.
offer-price = Price
offer-usual = Usual price
offer-usual-hint = Only if it really costs less now.
offer-stock = Stock
offer-stock-hint = Leave empty when there is enough for all.
offer-stock-enough = enough for all
offer-stock-left = { $count ->
    [0] none left
    [one] only one left
   *[other] { $count } in stock
}
offer-until = Until
offer-until-hint = Leave empty for an offer without end.
offer-no-end = no end
offer-category = Category
offer-category-none = No category
offer-place = Where?
offer-more = More details
offer-brand = Brand
offer-gtin = Barcode
offer-gtin-hint = The digits below the bars.
offer-reach = Reach, in metres
offer-reach-hint = How far the offer is heard, from 1 to 5000.
offer-zone = From where on?
offer-zone-neighbourhood = In the neighbourhood
offer-zone-window = At the shop window
offer-zone-inside = Inside
offer-state = State
offer-standing-open = open
offer-standing-paused = paused
offer-standing-closed = closed
offer-standing-not-yet = to come
offer-standing-ended = over
offer-standing-sold-out = sold out
offer-one-less = One less: { $title }
offer-one-more = One more: { $title }
offer-pause = Pause
offer-pause-this = Pause: { $title }
offer-resume = Resume
offer-resume-this = Resume: { $title }
offer-close = Close
offer-close-this = Close for good: { $title }
offer-close-sure = Close this offer?
offer-close-text = Nobody hears of it any more, and it is never opened again. What was promised still stands. To be silent for a while, pause it instead.
offer-closed = { $count ->
    [one] Closed (1)
   *[other] Closed ({ $count })
  }
offer-closed-text = They are never opened again; a new one like it takes one touch and your look.
offer-closed-row = { $price }, from { $since }
offer-again = Make a new one like it
offer-closed-note = This offer is closed. What was promised still stands.
offer-publish = Publish
offer-save = Save
offer-back = Leave as it was
offer-older = Older offers

offer-import = Import a file
offer-file = Your file
offer-file-note = A spreadsheet saved as CSV. Send it again whenever it changes: nothing will be there twice.
offer-file-choose = CSV file (16 MB at most)
offer-file-columns = Columns it may have: { $columns }. The first three are needed.
offer-file-place-hint = For lines that name no place.
offer-file-send = Read the file
offer-report = The file is read
offer-report-added = new
offer-report-updated = changed
offer-report-unchanged = unchanged
offer-report-refused = lines to correct
offer-report-good = Every line is kept.
offer-report-lines = To correct; everything else is kept
offer-report-more = { $count ->
    [one] And one more line.
   *[other] And { $count } more lines.
}
offer-report-unknown = Unknown columns, passed over: { $columns }.
offer-import-line = Line { $line }: { $why }
offer-import-cell = Line { $line }, column { $column }: { $why }
offer-import-column = { $column }: { $why }

said-offer-published = The offer is published.
said-offer-saved = The offer is up to date.
said-offer-counted = The stock is up to date.
said-offer-none-left = There was none left already.
said-offer-open = The offer speaks again.
said-offer-paused = The offer is silent for now.
said-offer-closed = The offer is closed.
