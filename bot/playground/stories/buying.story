# Buying, with offers on several issues, from the plan to a yes within the week. Chris's day begins at 15:00 in Berlin.
about Buying: a support contract, with offers and a walk-away
at 2026-11-23 15:00
= Chris buys support from Initech. The walk-away goes into the plan, which is for its owner alone.
Chris #initech> /deal open Initech support buying 120k EUR
Chris> /deal plan
Chris> [Limits]
Chris> form Without this deal, we … = stay with Hooli for a year
Chris> form Walk-away = 118k
Chris> form Target = 105k
Chris> [Save]
Chris> [Close]
= The vendor names a figure, and so do we.
Chris> /offer they offer price 125k EUR, term 36 months, payment 14 days, response 8 hours
Chris> /offer price 98k EUR, term 12 months, payment 60 days, response 2 hours
Chris> /offer they offer price 122k EUR, term 24 months, payment 30 days, response 8 hours
= Instead of another counteroffer: packages that are equally good for us, with a rhythm.
Chris> /offer meso at 70%
Chris> [Each quarter]
Chris> [Put on the table]
= Ben, in the same channel, asks what Chris could ask: no plan, no walk-away, no hint that there is one.
Ben #initech> /deal plan
Ben> /coach should I accept 116k?
= The next day they lean to one package, and add a present that nobody asked for.
clock> 1d
Chris> /offer leaned B
Chris> /got two training days
Chris> [Test it]
Chris> form Do we want it? = No
Chris> form Did it cost them anything? = No
Chris> form Have they left it with us? = Yes
Chris> [See]
Chris> [Close]
= They object to the price. An objection is a trade not yet made.
Chris> /coach they say the list price is fixed
= A bare give is checked before it counts.
Chris> /concede a reference call cost 4k
Chris> [Pilot month]
= They come down and propose to meet in the middle.
Chris> /offer they offer price 115k EUR
Chris> /offer midpoint price 105k
= No answer for two days: a hold. Their next move ends it.
Chris> /deal hold
clock> 2d
Chris> /offer they offer price 107k EUR, term 24 months, payment 30 days, response 4 hours
= Before a yes, the private look at the plan.
Chris> /coach should I accept 107k?
Chris> [We accept]
= And the whole picture.
Chris> /deal log
