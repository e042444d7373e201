# A product's code, opened here: where the neighbourhood has it.
resolver-unknown = A product we do not know yet
resolver-here = In this neighbourhood
resolver-count =
    { $count ->
        [one] one shop has it now
       *[other] { $count } shops have it now
    }
resolver-left =
    { $count ->
        [0] none left
        [one] one left
       *[other] { $count } left
    }
resolver-none = Nobody here has it just now
resolver-none-text = Put it on your list: you hear of it once somebody does.
resolver-no-link = What was asked for is not known here
resolver-no-link-text = The code asks for one particular page of this product. We do not have it; this is what we know.
resolver-wish = Hoping for it?
resolver-wish-note = Nothing is kept until you say so.
resolver-add = Add to my list
resolver-start = Begin my list
