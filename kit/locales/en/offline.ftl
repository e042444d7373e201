# The list without a network: its page, and the bar that says what has not reached the house.
offline-title = My wishes, here on this device
offline-lead = With or without a network: what you write here is kept, and joins your list as soon as it can.
offline-no-script = This page is filled by script on your device. Without it, your list waits on its own page, with a network.
offline-opening = Looking for your list on this device…
offline-nothing = No list is kept on this device. It will be once you have opened your wishes with a network.
offline-all-here = Your list, as it was last seen.
offline-clean = All of it has arrived.
offline-signed-out = You are no longer signed in here. Come in again with your link: what you wrote is kept and goes along.
offline-waiting =
    { $count ->
        [one] One edit waits for the network.
       *[other] { $count } edits wait for the network.
    }
offline-refused-count =
    { $count ->
        [one] One edit made on this device was not accepted.
       *[other] { $count } edits made on this device were not accepted.
    }
offline-leaving =
    { $count ->
        [one] One edit made on this device has not reached the house. Leave and lose it?
       *[other] { $count } edits made on this device have not reached the house. Leave and lose them?
    }
offline-look = Have a look
offline-fleeting = This browser keeps nothing between visits: leave this page open until the network is back.
offline-full-page = Open my wishes with all there is
offline-seen = as of { $day }
offline-mark = waits for the network
offline-empty = Nothing on this list yet.
offline-online-only = Who sees a list is changed with a network: sharing must be seen at once. Photos wait for it, too.
offline-dropped = Taken off.
offline-undo = Put it back
offline-lists = Your lists
offline-main-list = My wishes
offline-rename = Rename this list
offline-edit-title = This wish
offline-quantity = How many
offline-someday = One day
offline-usual = As much as any other
offline-dearly = Dearly
offline-up = Move “{ $title }” up
offline-down = Move “{ $title }” down
offline-not-title = Not accepted
offline-not-note = Put it right, or let it go. Nothing is lost until you say so.
offline-refused = This was not accepted.
offline-mend = Send it like this
offline-mend-label = What it should say
offline-let-go = Let it go
offline-back-title = Written on two devices
offline-back-note = The later one stands. The other one is still here.
offline-offered = { $field }: “{ $value }” was also written. It now says “{ $kept }”.
offline-take = Take it again
offline-yes = yes
offline-no = no
offline-field-title = The wish
offline-field-note = The note
offline-field-priority = How much it matters
offline-field-list = The list
offline-field-state = How it is going
offline-field-archived = Put away
offline-field-secret = Hidden from others
offline-field-top-price = The top price
offline-field-until = Until
offline-field-name = The name of the list
offline-leave-title = This browser
offline-leave-note = Leaving closes your session here and erases what this browser keeps of your list.
offline-leave = Leave this browser
