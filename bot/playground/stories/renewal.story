# The first ten minutes, Monday 23 November, the answer two days later; then the close, the first quarterly talk, the debrief.
about Selling: a renewal, from the first ten minutes to the debrief
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
= They sign by the day that was named, and the condition is met.
clock> 2d
Ana> /got the contract is signed
= How it is governed: a quarterly talk, and who sees to it.
Ana> /deal rhythm
Ana> [Cadence]
Ana> form How often? = Every quarter (QBR)
Ana> form From which day on? = 2027-02-15
Ana> form Agenda = open commitments, uptime, what comes next
Ana> [Save]
Ana> [Close]
Ana> /deal commit they send the case study by 15 Jan
= The deal is won. The terms are read back, and each of them is settled.
Ana> /deal close won
Ana> [Read back the terms]
Ana> [All in the contract]
Ana> [Finish]
= The new year: what they promised has come.
clock> 2027-01-14 10:00
Ana> /deal delivered c1
= The first quarterly talk is rehearsed, held, and written down.
clock> 2027-02-15 10:00
Ana> /coach rehearse
Ana> /deal checkins held on plan, they order ten more seats
= Looking back takes five minutes: what the ledger says, picked and put better.
Ana> /deal debrief
Ana> [Answer it]
Ana> form A line for everybody's playbook = A longer term is to be had for 5% off
Ana> [Save]
Ana> [Put them in the playbook]
