# The first ten minutes, Monday 23 November, and the answer two days later.
about Selling: the first ten minutes of a renewal
at 2026-11-23 09:00

= Home says what is kept and what nobody else sees.
Ana> home
= A deal is opened where it is talked about. The channel sees nothing.
Ana #acme> /deal open Acme renewal selling 240k EUR
= A give was made on a call, eleven days ago.
Ana> /concede 5% off cost 12k on 12 Nov
Ana> [Already said]
= What to ask for in return is one press away.
Ana> [24-month term]
= The second give in a row is checked before it counts.
Ana> /concede net 60 cost 3k
Ana> [If signed by 30 Nov]
= Two days later they agree.
clock> 2d
Ana> /got 24-month term worth 30k
= And the whole picture, whenever it is wanted.
Ana> /deal log
