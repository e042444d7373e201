opportunity-title = News of your wishes
opportunity-lead = A page you follow costs less, or the thing is back: we tell you once, within the limits of your attention.
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
opportunity-outcome-saved = kept
opportunity-outcome-shown = seen
opportunity-outcome-made = new
opportunity-denials = What you want to hear no more of
opportunity-denial-page = this page, for this wish
opportunity-denial-site = this shop
opportunity-denial-wish = this wish, until { $when }
opportunity-allow = Open again
opportunity-channels = Where I am told
opportunity-row = { $what }, { $when }
said-opportunity-not-this = No more of this page for this wish.
said-opportunity-not-this-shop = No more of this shop.
said-opportunity-not-now = Nothing of this wish for a week.
said-opportunity-got-it = How good! The wish came true.
said-opportunity-allowed = It is open again.
