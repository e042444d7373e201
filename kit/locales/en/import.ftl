# A list from elsewhere, looked at line by line before it is kept.
import-title = Bring a list
import-lead = A list you keep elsewhere: a file, a text, the address of a page, or several of them at once. All of it is shown before it is kept.
import-file = A file
import-file-note = What a shop exports (Amazon’s “Your Orders”), a library (Goodreads), a list of films (Letterboxd), or your own spreadsheet as CSV.
import-file-choose = CSV or text file (4 MB at most)
import-file-hint = { $count } lines at a time at most. Columns such as title, price, link, barcode, quantity and note are recognised.
import-text = Or a text
import-text-note = One thing per line.
import-text-label = Your list
import-text-hint = “2x Green tea €4.50”, “- [ ] Drill”, a link, an ISBN: as you wrote it.
import-link = Or a page
import-link-note = A public list, here or elsewhere: we read what it lists.
import-link-label = Address of the page
import-look = Have a look
import-look-note = Nothing is added before you have seen it.
import-not-yet = Nothing is kept yet
import-nothing = Nothing we could make out is in it. Try one thing per line.
import-part-text = Your text begins at line { $line }
import-part-file = The file begins at line { $line }
import-part-link = The page begins at line { $line }
import-link-unread = The page { $link } was not read: { $why } What else you gave is below.
import-file-picture = This file is a picture, and holds no list we could read. Write the list into the box below, or choose a CSV or text file.
import-file-sheet = This is a spreadsheet’s or word processor’s own file. Open it there, export it as CSV (or as text), and choose that file.
import-file-none = This file holds no text we could read. Export the list as CSV or text, or copy it into the box below.
import-nothing-given = Choose a file, write a list or give an address.
import-back = Another list
import-lines-title = Is this your list?
import-lines-lead =
    { $count ->
        [one] One line was understood. Put it right, untick it, or keep it.
       *[other] { $count } lines were understood. Put right, untick, then keep.
    }
import-more =
    { $count ->
        [one] One more line does not fit: bring it next.
       *[other] { $count } more lines do not fit: bring them next.
    }
import-links =
    { $count ->
        [one] One page will be read afterwards, for its price and picture.
       *[other] { $count } pages will be read afterwards, one by one, for their prices and pictures.
    }
import-wrong =
    { $count ->
        [one] One line could not be read
       *[other] { $count } lines could not be read
    }
import-keep = Keep
import-line = Line { $line }
import-beside = Beside it
import-euros = Shops here count in euros: this price stays in the note.
import-twice = on your list already
import-twice-here = the same as line { $line }
import-unlinked = The address that stands there cannot be opened here: it stays in the note.
import-distance = up to { $metres } m away
import-times = { $count } times
import-lists = Which list
import-lists-hint = A list that is not there yet is made, seen by you alone.
import-lists-named = As in the file ({ $lists })
import-there = This page lists several things and none is its own, so no price of it was taken. Tick what you wish for.
import-there-one = It is one thing: read it as such
import-save = Keep the ticked lines
import-none-kept = No line is ticked.
import-mend = One line needs another word. It is marked below.
import-done-title = Your list has arrived
import-done-added =
    { $count ->
        [0] Nothing new was added.
        [one] One wish was added.
       *[other] { $count } wishes were added.
    }
import-done-on =
    { $count ->
        [one] One wish more
       *[other] { $count } wishes more
    }
import-done-there =
    { $count ->
        [one] One was on your list already.
       *[other] { $count } were on your list already.
    }
import-done-many = As many lists as you may have are there, so “{ $list }” was not made. On “My wishes” instead, with its name in the note: { $many ->
    [yes] lines
   *[no] line
  } { $lines }.
import-done-name = No list can be called “{ $list }”: its name is too long. On “My wishes” instead, with that name in the note: { $many ->
    [yes] lines
   *[no] line
  } { $lines }.
import-done-past =
    { $many ->
        [yes] Their days have passed, or are none; they were added without, and the days are in the notes: lines { $lines }.
       *[no] The day has passed, or is none; it was added without, and the day is in the note: line { $lines }.
    }
import-done-unknown = Nothing is kept of this import
import-done-over = It is more than a day old, or never was. What was added is on your lists.
said-wishes-imported = They are on your list.
