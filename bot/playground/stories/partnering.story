# A year of a partnership: from the first exchange to the debrief.
about Partnering: a year of co-marketing, to the debrief
at 2026-11-23 09:00

= A partnership is opened in its channel; points count instead of money.
Chris #globex> /deal open Globex co-marketing partnering 100 pts
= They ask first, before anything is given.
Chris> /coach they want our logo on their page by Friday
= A give goes with a condition, and becomes theirs to meet.
Chris> /concede logo on our page cost 5 pts if they approve our brand rules by 11 Dec
= They meet it, and one thing more is asked.
clock> 1w
Chris> /got brand rules approved worth 8 pts for #2
Chris> /ask joint webinar worth 20 pts by 11 Dec
clock> 2d
Chris> /got joint webinar worth 20 pts
= What each side has to do is kept with its day.
Chris> /deal commit they send the speaker list by 15 Jan
Chris> /deal commit we set up the landing page by 20 Jan
= It is agreed and won; what was promised goes on.
Chris> /deal close won
= The new year: theirs came, ours is moved.
clock> 8w
Chris> /deal commitments
Chris> /deal delivered c1
= Before the quarterly talk, the readout is rehearsed.
Chris> /coach rehearse
= A year later they look back: what the ledger says, picked and put better.
clock> 40w
Chris> /coach measures
Chris> /deal debrief
Chris> [Answer it]
Chris> form A line for everybody's playbook = Ask for the webinar before the logo goes up
Chris> [Save]
Chris> [Put them in the playbook]
