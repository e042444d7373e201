opportunity-title = News of your wishes
opportunity-lead = A shop of the town has it, a page you follow costs less, the thing is back, or what you wanted to see is on soon: we tell you once, within the limits of your attention.
opportunity-cheaper = Cheaper at { $retailer }
opportunity-back = Back at { $retailer }
opportunity-reason-fell = { $by } less: it was { $from }.
opportunity-reason-dearer = { $days ->
    [one] It cost more for a day.
   *[other] It cost more for { $days } days.
  }
opportunity-reason-under-top = You would pay { $top } at most.
opportunity-reason-back = { $days ->
    [0] It had just sold out.
    [1] Gone from there for a day.
   *[other] Gone from there for { $days } days.
  }
opportunity-reason-until = { $days ->
    [0] You wanted it by { $date }: that is today.
    [1] You wanted it by { $date }: a day left.
   *[other] You wanted it by { $date }: { $days } days left.
  }
opportunity-reason-until-christmas = { $days ->
    [0] Before Christmas: that is today.
    [1] Before Christmas: a day left.
   *[other] Before Christmas: { $days } days left.
  }
opportunity-reason-until-past = You wanted it by { $date }.
opportunity-read = Read on its page { $when }.
opportunity-for = For your wish “{ $wish }”
opportunity-open = See it at the shop
opportunity-got-it = I have it
opportunity-not-now = Not now
opportunity-not-this = Not this
opportunity-not-this-shop = Not this shop
opportunity-more = Why, and no more of this
opportunity-standing = To look at
opportunity-earlier = Earlier
opportunity-none = Nothing new
opportunity-none-note = Add a wish from a shop’s page: we read it again for you.
opportunity-outcome-dismissed = put aside
opportunity-outcome-taken = you have it
opportunity-outcome-taken-on = you were there
opportunity-outcome-past = no longer so
opportunity-since-unread = The page could not be read since.
opportunity-since-gone = It is sold out or over by now.
opportunity-since-dearer = It costs { $price } by now.
opportunity-since-anew = Something newer was told since.
opportunity-since-closed = You want no more news of it.
opportunity-outcome-saved = kept
opportunity-outcome-shown = seen
opportunity-outcome-made = new
opportunity-put-aside = Put aside: “{ $title }” ({ $what })
opportunity-denials = What you want to hear no more of
opportunity-denial-page = this, for this wish
opportunity-denial-site = this shop
opportunity-denial-wish = this wish, { $until }
opportunity-allow = Open again
opportunity-channels = Where I am told
opportunity-row = { $what } · told { $when }
said-opportunity-not-this = No more of this page for this wish.
said-opportunity-not-this-shop = No more of this shop.
said-opportunity-not-now = Nothing of this wish for a week.
said-opportunity-got-it = How good! The wish came true.
said-opportunity-allowed = It is open again.
opportunity-ends = Your day is near: cheapest at { $retailer }
opportunity-on-now = on now, { $until }
opportunity-on-now-days = on now, until { $date }
opportunity-on-since = announced for { $when }
opportunity-on-today = today, all day
opportunity-on-day = on { $date }
opportunity-on-days = from { $from } to { $to }
opportunity-date-hour = { $date } at { $hour }
opportunity-off = No longer announced · { $retailer }
opportunity-over = It is over · { $retailer }
opportunity-reason-on = Announced from { $from } to { $to }, { $venue }.
opportunity-reason-from = Announced for { $when }, { $venue }.
opportunity-reason-day = Announced for the whole of { $date }, { $venue }.
opportunity-reason-days = Announced from { $from } to { $to }, { $venue }.
opportunity-reason-running-days = Announced until { $date }, { $venue }.
opportunity-reason-running = Announced { $until }, { $venue }.
opportunity-reason-also = Also { $when }, { $venue }.
opportunity-reason-was = It was { $when }, { $venue }.
opportunity-reason-off = No longer announced for { $when }: check before you go.
opportunity-reason-way = { $distance } from “{ $from }”, where you set out.
opportunity-reason-cheapest = { $count ->
    [one] The only page we know that has it.
   *[other] The cheapest of { $count } pages we know.
  }
opportunity-read-on = Programme read { $when }.
opportunity-dates = See the dates
opportunity-got-it-on = I have seen it
opportunity-not-this-venue = Not this venue
opportunity-denial-venue = this venue
said-opportunity-not-this-on = No more of this for this wish.
said-opportunity-not-this-shop-on = Nothing more of this venue.
said-opportunity-got-it-on = How good! The wish came true.
opportunity-here = To be had at { $retailer }
opportunity-where = See where to have it
opportunity-reason-came = New there: it came { $when }.
opportunity-reason-trip-walk = { $minutes } min on foot from “{ $from }” ({ $distance }).
opportunity-reason-trip-bike = { $minutes } min by bicycle from “{ $from }” ({ $distance }).
opportunity-reason-trip-car = { $minutes } min by car from “{ $from }” ({ $distance }).
opportunity-reason-trip-transit = { $minutes } min by public transport from “{ $from }” ({ $distance }).
opportunity-reason-total = { $total } with the way there and back.
opportunity-reason-also-for = Also for: { $wishes }.
opportunity-read-here = As the place tells it, { $when }.
opportunity-denial-offer = this offer
said-opportunity-not-this-here = No more of this offer.
said-opportunity-not-this-shop-here = Nothing more from this shop: it stands among your consents.
