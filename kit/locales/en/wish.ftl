# A member's wishes: the list, the form, the page of one wish, the first step.
wish-list-title = My wishes
wish-list-lead = What you are hoping for, in a few words. This list is yours alone.
wish-new-title = A new wish
wish-new-note = A few words will do. The rest is up to you.
wish-title = What are you hoping for?
wish-title-hint = Every word counts: the more there are, the choosier the wish.
wish-title-example = Dark chocolate
wish-more = Price, distance, date…
wish-category = Category
wish-category-any = Any of them
wish-top-price = Top price
wish-top-currency = Its currency
wish-top-price-hint = Left empty, every fall and every return is told to you; 0 means for free.
wish-euros = Shops here count in euros: in other money, a price is compared only with pages that count in the same.
wish-until-field = Until
wish-distance = How far you would go
wish-where = Where
wish-only-here = Only here: { $places }
wish-anywhere = Anywhere within the distance
wish-place-gone = a place that is gone
wish-gtin = Barcode
wish-gtin-hint = For exactly this product and no other.
wish-add = Add to my list
wish-save = Save
wish-not-yet = Nearly there
wish-full = Your list is full: 500 wishes is a lot of hope. Take one off to add another.

wish-hoped = Hoping for
wish-count =
    { $count ->
        [0] no wish yet
        [one] one wish
       *[other] { $count } wishes
    }
wish-best-at = { $price } at { $seller }
wish-best-from = from { $price } at { $seller }
wish-best-read = read { $when }
wish-best-failed = read { $when }, not readable since
wish-best-yours = your own word, { $when }
wish-best-fell = { $by } less than then
wish-best-within = Within your price
wish-fulfilled = Came true
wish-fulfilled-note = Good things have happened.
wish-none = Your list awaits its first wish
wish-none-text = A book, good bread, something mended: say it here, and the neighbourhood can surprise you.
wish-state-open = Open
wish-state-paused = Paused
wish-state-fulfilled = Came true
wish-state-dropped = Taken off
wish-over = Date has passed
wish-under = { $price } at most
wish-free = for free
wish-until-day = until { $day }
wish-left = { $days ->
    [0] ends today
    [1] ends tomorrow
   *[other] { $days } days left
  }
wish-within = within { $distance }
wish-only-at =
    { $count ->
        [one] at one place only
       *[other] at { $count } places only
    }

wish-pause = Pause it
wish-pause-short = Pause
wish-resume = Resume
wish-came-true = It came true
wish-again = Wish it again
wish-drop = Take off
wish-edit-label = Edit “{ $title }”
wish-back = All my wishes
wish-change-title = Make it more precise
wish-state-title = How is it going?
wish-state-note = Paused, it stays on your list and nobody brings it up.

wish-guest = Your list needs no account: only browsers that you let in lead to it.
wish-guest-keep = Keep my list on another device
wish-phone = Out and about
wish-phone-note = A phone can tell where you are without an open page, while shopper mode is on.
wish-phone-link = My devices

wish-start-title = What would make your day?
wish-start-lead = Say it, and the list is yours at once. No account, no address, no password.
wish-start-note = You can change all of it, and erase all of it.
wish-misread-code = If it is a barcode, put it right in the title. If not, add it as it is: it will be words.
wish-start-hint = In your own words, or paste a link or a barcode.
wish-as-words = Keep it as words
wish-start = Begin

wish-ask-title = Is this it?
wish-ask-lead = Have a look before it goes on your list. Whatever was misread, put it right.
wish-ask-form = Your wish
wish-unread-title = This page could not be read
wish-unread-lead = Its address goes along with your wish: the page is read again later.
wish-never-lead = No page can ever be read at this address: it does not go along with your wish. Put it right, or say it in your words.
wish-unread-none = There is no address here. Write that of the page, or say it in your words below.
wish-unread-address = The page
wish-unread-label = Its address
wish-read-again = Read it again
wish-unread-words = Or say it in your words
wish-address-title = A page to read
wish-address-note = Nothing has been read or kept yet.
wish-read-it = Read this page
wish-seen = Seen there
wish-words = Words it must have
wish-words-hint = An offer needs all of them. Fewer words find more.
wish-brand = Brand
wish-note = A note for yourself
wish-note-hint = Size, colour, for whom: only you read it, unless you share the notes of its list.
wish-note-own = Size, colour, for whom: only you read it.
wish-note-shown = Size, colour, for whom: those who see “{ $list }” read it too, if you share its notes.
wish-stock-in = In stock
wish-stock-out = Out of stock
wish-stock-unknown = Stock unknown
wish-read-at = Read { $when }.
wish-read-never = This page has not been read yet.
wish-read-own = By your own browser: only you see it.
wish-read-own-page = This is a page of this very house, not a shop’s: nothing is sold there.
wish-read-lately = This page was read a moment ago.
wish-no-price = No price was found on this page.
wish-no-price-write = You can write it by hand, under “{ $where }”.
wish-read-failed = It could not be read again since.
wish-course = Between { $low } and { $high } since it was wished
wish-course-low = Lowest
wish-course-high = Highest
wish-course-since = from { $day } on
wish-sellers = Where it is sold
wish-sellers-note = What shops’ own pages say, and when they said it.
wish-code-title = Product { $code }
wish-capture-hint = A few words, the address of a page, or a barcode.
wish-found = What was read, and where
wish-part-title = Name
wish-part-brand = Brand
wish-part-gtin = Barcode
wish-part-model = Maker’s number
wish-part-price = Price
wish-part-list_price = Price before
wish-part-picture = Picture
wish-part-availability = Stock
wish-range = From { $low } to { $high }
wish-part-range = Range of prices
wish-part-condition = Condition
wish-condition-new = New
wish-condition-used = Used
wish-condition-refurbished = Refurbished
wish-condition-damaged = Damaged
wish-from-data = in the data the page gives to search engines
wish-from-head = in what the page says of itself to be shared
wish-from-script = in the data of the page’s own program
wish-from-address = in the page’s address
wish-from-shown = in what the page shows
wish-from-near = near the title or the buy button
wish-from-range = in the range of prices the page shows
wish-from-struck = in a former price, struck out or called so
wish-from-button = on the buy button
wish-from-words = in the words of the page
wish-from-sold = sold at a price, and nothing says it is out
wish-from-brand = near the title, where the page names the brand
wish-found-else = Perhaps { $value }:
wish-variant = Size or colour
wish-variant-hint = Price, stock and barcode are then those of the one you choose.
wish-variant-any = Any of them
wish-variant-choose = Choose this one
wish-page = The page it is from
wish-page-note = What was read there, and where. What was misread you put right, for your wish alone.
wish-price-there = Price there ({ $currency })
wish-list-price-there = Price before ({ $currency })
wish-stock-there = Stock there
wish-stock-as-read = As the page says
wish-misread-title = Something was misread?
wish-misread-note = Say it as it is: it is shown as your own word, and nobody else is told.
wish-misread-back = Leave a field empty to go by what was read.
wish-misread-say = Say it so
wish-said-by-you = Your own word, { $when }.
wish-misread = We had read { $price }.
wish-read-other = This page is no longer about what you wished for: it shows something else. What stands above is how it was before.
wish-read-variant = The size or colour you chose is no longer offered on this page. What stands above is how it was before.
wish-became = Now it shows: { $what }
wish-became-take = Yes, this is it now

wish-read-many = This page lists several things. Give the address of the page of the one you mean.
wish-read-nothing = This page names no product we could make out. Say it in your own words.

wish-read-not-yet = It will be read soon.
fetch-bad-address = This is not a web address we follow.
fetch-private-address = This address leads into a private network, not to the public web.
fetch-unknown-host = No site of this name is known.
fetch-robots = The site asks programs to leave this page alone. Your browser may read it: the page “Scan something” tells how.
fetch-robots-unread = The site did not say whether programs may read this page. It may later; your browser may read it now: the page “Scan something” tells how.
fetch-wait = The site wants to be left alone for a while. Try again a little later.
fetch-busy = The site has too much to do just now. Try again a little later.
fetch-minutes =
    { $minutes ->
        [one] That will be possible in about a minute.
       *[other] That will be possible in about { $minutes } minutes.
    }
fetch-then = That will be possible { $when }.
fetch-too-big = This page is too big to be read.
fetch-too-slow = The site took too long to answer.
fetch-not-found = There is no such page.
fetch-gone = The page is gone.
fetch-blocked = The site lets no programs in. Your browser may read it: the page “Scan something” tells how.
fetch-failing = The site has a fault of its own just now.
fetch-wrong-type = There is something else than a page at this address.
fetch-too-many-redirects = This address leads from one to the next without end.
fetch-tls = No private connection to this site is possible.
fetch-unreachable = The site does not answer.
fetch-broken = The answer broke off.

# Lists, what stands beside a wish on them, what was put away, what came true.
list-main = My wishes
list-nav = My lists
list-all = My lists
list-all-lead = One for Christmas, one for the house, one for yourself.
list-new = A new list
list-new-note = It is yours alone until you say otherwise.
list-name = Name of the list
list-name-example = Christmas
list-make = Make this list
list-on = On which list
list-back = Back to the list
list-state = No longer needed?
list-state-note = Put away, it keeps all that is on it. Only then can it be removed; its wishes go back to the main list.
list-away = Put this list away
list-out = Take it out again
list-remove = Remove for good
list-put-away = Put away
list-put-away-note = Nothing on them is lost.
list-seen = Who sees it: { $by }
list-seen-private = you alone
list-seen-counted = nobody, but it counts in the town’s figures
list-seen-people = the people you chose
list-seen-circle = your circles
list-seen-public = everybody
wish-shelf-title = On my list
wish-shelf-note = How many, how dearly, on which list.
wish-quantity = How many
wish-priority = How much it matters
wish-worth = How many, and how much it matters
wish-priority-someday = One day
wish-priority-usual = As much as any other
wish-priority-dearly = Dearly
wish-secret = Secret: nobody else sees it, even on a list they may see
wish-secret-short = Secret
wish-seek = Look through this list
wish-seek-go = Search
wish-sought-none = Nothing here is called that.
wish-arrange = Put in order
wish-arranged = It is in order
wish-top = To the top
wish-top-label = Move “{ $title }” to the top
wish-up-label = Move “{ $title }” up
wish-down-label = Move “{ $title }” down
wish-grip = Move “{ $title }”
wish-grip-how = Buttons move a wish up or down. So does its grip: hold your finger on it, or drag it. By keyboard: Space takes it and puts it down, arrows move it, Escape puts it back.
wish-grabbed = You hold it, at place { $at } of { $count }.
wish-moved = Place { $at } of { $count }.
wish-put = Put down at place { $at } of { $count }.
wish-put-back = It stayed where it was.
wish-picture = A picture of your own
wish-picture-note = Seen by you, and by those to whom you show this wish on a shared list.
wish-picture-choose = Choose a picture
wish-picture-other = Choose another one
wish-picture-take = Or take a photo
wish-picture-hint = JPEG, PNG, WebP or GIF, 16 MB at most. The place, date and camera it carries are not kept.
wish-picture-keep = Keep this picture
wish-picture-remove = Take the picture away
wish-picture-alt = Your photo: { $title }
said-picture-kept = The picture is in its place.
said-picture-removed = The picture is gone.
wish-history = What came true
wish-history-none = Nothing has come true yet
wish-history-none-text = When a wish comes true, it is remembered here, month by month.
wish-came-count =
    { $count ->
        [one] one wish came true
       *[other] { $count } wishes came true
    }
wish-archive = Put away
wish-archive-lead = Kept, but out of sight. Nobody brings these up.
wish-archive-none = Nothing is put away
wish-archive-none-text = What you put away on the page of a wish waits here.
wish-put-away = Put away
wish-take-out = Take it out again
wish-lost = Said on another device
wish-lost-title = On another device you had called it “{ $said }”. Here it is “{ $kept }”.
wish-lost-note = On another device you had noted “{ $said }”. Here it says “{ $kept }”.
wish-lost-price = On another device your top price was { $said }. Here it is { $kept }.
wish-lost-until = On another device it was until { $said }. Here it is until { $kept }.
wish-lost-list = On another device you had moved it to “{ $said }”. Here it stands on “{ $kept }”.
wish-lost-state = On another device you had chosen “{ $said }”. Here it is “{ $kept }”.
wish-lost-other = On another device you had chosen “{ $said }”. Here it is “{ $kept }”.
wish-lost-name = On another device you had called this list “{ $said }”. Here it is “{ $kept }”.
wish-lost-take = Take that one
wish-lost-leave = Leave it
wish-any-price = any price
wish-any-time = whenever
wish-nothing = nothing
wish-yes = yes
wish-no = no

said-wish-euros = It is on your list, its price in words: prices here are in euros. Set yours in euros on its page.
said-wish-added = It is on your list.
said-wish-changed = Saved.
said-wish-open = This wish is open again.
said-wish-paused = Paused: nobody will bring it up.
said-wish-fulfilled = It came true! It now stands among the good things.
said-wish-dropped = Taken off your list.
said-wish-welcome = Welcome. This list is yours.
said-wish-archived = Put away. Nobody will bring it up.
said-wish-taken-out = It is back on its list.
said-wish-lost-taken = Taken.
said-wish-lost-left = Left as it is.
said-list-made = Your list is ready.
said-list-away = This list is put away, with all that is on it.
said-list-out = This list is out again.
said-list-removed = This list is gone. Its wishes are on the main one.
wish-where-now = Where to have it
wish-where-now-note = Who has it now, how far that is, and the total with the way there.
wish-where-now-link = See where to have it
wish-vouch = Who vouches for it
wish-vouch-link = See who vouches for it
wish-hear-title = What I hear about it
wish-hear-when = Tell me when
wish-hear-drop = its price falls on a seller’s page
wish-hear-back = it is back in stock there
wish-hear-town = a shop of the neighbourhood has it, or has it for less
wish-hear-day = its day comes near, or it is on soon
wish-hear-note = Nothing ticked is silence: no news of this wish. What is suggested where you are, in shopper mode, is not news and still comes; paused, the wish is left out of that too.
wish-hear-nothing = You chose silence for this wish: no news of it is told.
wish-hear-save = Keep this choice
said-wish-hears = Kept: you hear of this wish what you chose.
said-wish-silent = Kept: no news of this wish will be told.

wish-asked =
    { $count ->
        [one] 1 question
       *[other] { $count } questions
    }
wish-asked-title = What others ask you
wish-asked-note = Everybody who sees the list reads your answer too.
wish-asked-somebody = Somebody
wish-asked-answer = Answer
wish-asked-answer-label = Answer { $name }
wish-asked-again = Write again
wish-asked-answered = Answered
