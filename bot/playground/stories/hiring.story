# Hiring, by somebody who reads and types German, Monday 23 November; the answers come within the week.
about Hiring: in German, from the pay range to a yes
at 2026-11-23 09:00
= Dana leads the hiring, in German. The coach is no member of #hiring: it answers her there and posts nothing.
Dana #hiring> /deal eröffnen Leitung Datenteam Einstellung 95k EUR
= The pay range comes first, with one reason. Nothing is asked or kept about what somebody earned.
Dana> /deal plan
Dana> [Gehaltsspanne]
Dana> form Die Gehaltsspanne = 88-98k EUR
Dana> form Die eine Begründung = drei vergleichbare Stellen in der Region
Dana> [Speichern]
Dana> [Schließen]
= Ben, in the same channel, cannot tell whether there is a plan.
Ben #hiring> /deal plan
= How to say it: a card.
Dana> /coach karte Gehaltsspanne
= The candidate wishes three remote days. Nothing is given by hearing it.
Dana> /coach sie wollen 3 Remote-Tage pro Woche bis Freitag
= A signing bonus is checked before it counts, and tied to the start date.
Dana> /concede Antrittsprämie Kosten 5k
Dana> [Start zwei Wochen früher]
= The next step of the playbook, with what is on the table filled in.
Dana> /coach leitfaden mitte
= Two days are tried out first: a test that says what it hopes for, and by when.
Dana> /concede 2 Remote-Tage pro Woche Kosten 2k als Test in der Hoffnung auf Zusage bis Freitag
= On Wednesday the candidate can start earlier; on Friday the test has its answer.
clock> 2d
Dana> /got Start zwei Wochen früher Wert 8k
clock> 2d
Dana> /got Zusage
= A recap to send to the candidate: no cost, no worth, no plan.
Dana> /coach zusammenfassung
= And the whole picture, in German.
Dana> /deal verlauf
