"""What came beside what was wanted, as it is to whoever receives it: a seller, a buyer, or somebody who is neither."""

import pytest

from bot.domain.comparison import compare
from bot.domain.things import Likeness, resolve_direction
from bot.language.things import read_thing

# Each line: what came | what was wanted | less, more, same, unclear or other.
TO_A_SELLER = """
11% royalty | 12% royalty not 10 | less
150 ppl min | min 150 people | same
payment in 30 days | payment in 14 days | less
net 45 | net 30 | less
2 of 3 logos | 3 logos | less
one reference | 2 references | less
pilot at 3 sites | pilot at 5 sites | less
exclusivity in Germany | exclusivity in Germany and Austria | less
exclusivity Germany | exclusivity DACH | other
liability cap 2m | liability cap 1m | less
price 90 | price 95 | less
kill fee 30% | kill fee 50% | less
payment 50% upfront | 50% upfront | same
listing fee 10k | listing fee 8k | more
slotting fee 10k | slotting fee 8k | more
shelf space 3m | shelf space 4m | less
signature by 15 Dec | signature by 8 Dec | less
PO by Friday 11 Dec | PO by 4 Dec | less
call with the CTO | call with the CEO | other
logo on the back | logo on the front | other
advance 30% | advance 50% | less
exclusive for 6 months | exclusivity 12 months | less
exclusive till March | exclusivity until June | less
lease 3 yrs | lease 5 yrs | less
deposit 2 months | deposit 3 months | less
retention 5% until handover | retention 3% until handover | less
2 trucks a week | 3 trucks a week | less
40 pallets a month | 60 pallets a month | less
backhaul on 2 days | backhaul on 4 days | less
24 mths | 24-month term | same
prepayment | pay upfront | same
ref call | reference call | same
case study | success story | same
logo rights | use of their logo | same
36 months | 24-month term | more
net 14 | net 30 | more
2 of 3 sites | all 3 sites | less
most of the sites | all sites | less
at least 24 months | 36 months | less
"""
TO_A_BUYER = """
delivery free, weekends | free delivery, weekends not charged and swap within 4h | less
1% early pay disc | 2% early pay disc | less
1% Skonto | 2% Skonto bei Zahlung in 10 Tagen | less
winter tires | winter tyres incl | same
price lock 12 months | price lock 24 months | less
cap 5% | cap 3% | less
5% discount | 8% discount | less
warranty 2 yrs | 3 yr warranty | less
delivery by 15 Jan | delivery by 8 Jan | less
payment 30 days | payment 45 days | less
net 30 | net 60 | less
free shipping above 500 | free shipping | less
free shipping above 500 | free shipping above 300 | less
free shipping from 500 eur | free shipping from 300 eur | less
support 9-5 | 24/7 support | unclear
penalty 1% per week | penalty 2% per week | less
liability cap 1m | liability cap 2m | less
interest rate 5% | interest rate 4% | unclear
interest 5% | interest 4% | unclear
price 95 | price 90 | less
surcharge 2% | surcharge 1% | less
price increase 4% | price increase 3% | less
increase of 4% | increase of max 3% | less
deductible 500 | deductible 300 | less
fee 2% | fee 1% | less
management fee 3% | management fee 2.5% | less
margin 30% | margin 35% | unclear
cancellation 30 days | cancellation 14 days | unclear
downtime 4h | downtime 2h | less
uptime 99.5% | uptime 99.9% | less
5% off above 1000 pcs | 5% off above 500 pcs | less
demurrage free 3 days | demurrage free 5 days | less
free time 5 days | free time 7 days | less
detention 80 usd a day | detention 60 usd a day | less
fuel surcharge 12% | fuel surcharge 10% | less
day rate 900 | day rate 850 | less
hourly rate 95 | hourly rate 90 | less
rush fee 20% | rush fee 10% | less
2 revision rounds | 3 revision rounds | less
usage rights 1 year | usage rights 3 years | less
buyout 5 years | buyout 10 years | less
rent 22 per sqm | rent 20 per sqm | less
rent increase 3% | rent increase 2% | less
break after 5 years | break after 3 years | unclear
scrap rate 3% | scrap rate 2% | less
tolerance 0.5mm | tolerance 0.2mm | unclear
handover 15 June | handover by 1 June | less
SLA 4h | SLA 2h | less
fix within 48h | fix within 24h | less
onsite in 2 days | onsite in 1 day | less
half page ad | full page ad | unclear
50% of the fee waived | fee waived | less
setup fee reduced by 50% | setup fee waived | less
setup fee down to 5k | no setup fee | unclear
setup 5k instead of 10k | setup free | less
12 seats free | 15 free seats | less
training for 5 people | training for 8 people | less
one training day | two training days | less
half day workshop | full day workshop | unclear
quarterly reporting | monthly reporting | unclear
reports every quarter | reports every month | unclear
2 visits a year | 4 visits a year | less
weekly call | daily call | unclear
stock reserved until Friday 4 Dec | stock reserved until 18 Dec | less
99% uptime | 99.9% uptime | less
service credits 5% | service credits 10% | less
rebate 2% above 100k | rebate 2% above 80k | less
volume rebate 2% | volume rebate 3% | less
minimum fee 500 | minimum fee 300 | less
instalments over 3 months | instalments over 6 months | less
pay in 2 instalments | pay in 4 instalments | unclear
free returns 14 days | free returns 30 days | less
return window 14 days | return window 30 days | less
sale or return 10% | sale or return 20% | less
marketing contribution 5k | marketing contribution 8k | less
co-op budget 10k | co-op budget 15k | less
first look for 3 months | first look for 6 months | less
lease 5 yrs | lease 3 yrs | unclear
rent free 1 month | rent free 3 months | less
1 month rent free | 3 months rent-free | less
parking 2 spaces | parking 4 spaces | less
fit-out 20k | fit-out contribution 40k | less
deposit 3 months | deposit 2 months | less
crane 2 days | crane for 4 days | less
variation cap 10% | variation cap 5% | less
night work 2 nights | night work 4 nights | less
loading by 6 am | loading by 5 am | unclear
discount 5% | discount of five percent | same
no setup fee | setup fee waived | same
30 days net | net 30 | same
setup for free | free setup | same
delivery 8 Jan | delivery by 8 Jan | same
3 yrs warranty | warranty 36 months | same
10% off | 10% discount | same
ten percent discount | 10% off | same
delivery in 3 weeks | delivery in 4 weeks | more
12% discount | 10% discount | more
net 60 | net 45 | more
MOQ 100 | MOQ 200 | more
rush surcharge 10% | no rush surcharge | unclear
fee 1% | no fee | unclear
setup fee 2k | no setup fee | unclear
10k setup fee | setup fee waived | unclear
indexation 2% | no indexation | unclear
indexation 3% | indexation 2% | less
training for the admins only | training for everybody | other
up to 5 revisions | 8 revisions | less
"""
TO_A_PARTNER = """
commission 8% | commission 10% | unclear
commission 10% | commission 8% | unclear
salary 70k | salary 68k | unclear
6 weeks notice | 4 weeks notice | unclear
two weeks of overlap | 4 weeks of overlap | less
3 days office | 2 days office | more
bonus 3k | bonus 5k | less
2 weeks holiday in summer | 3 weeks holiday in summer | less
start mid Jan | start early Jan | unclear
start by 15 Jan | start by 4 Jan | less
2 days a week in the office | 3 days a week in the office | less
1 day a week onsite | 2 days a week onsite | less
non-compete 6 months | non compete 12 months | less
probation 3 months | probation 6 months | less
"""
TO_A_GERMAN_SELLER = """
Zahlungsziel 60 Tage | Zahlungsziel 30 Tage | less
Laufzeit 12 Monate | 24 Monate Laufzeit | less
1 Jahr Laufzeit | 2 Jahre Laufzeit | less
Referenz | Referenzgespräch | same
Zahlung 30/70 | Zahlung 50/50 | other
"""
TO_A_GERMAN_BUYER = """
Abholung binnen 45 min | Abholung binnen 30 min | less
Wochenendzuschlag 50% | Wochenendzuschlag 25% | less
Zuschlag 5% | Zuschlag 3% | less
Selbstbehalt 500 | Selbstbehalt 250 | less
Zinsen 5% | Zinsen 4% | unclear
Preiserhöhung 4% | Preiserhöhung 2% | less
Kaution 3 Monatsmieten | Kaution 2 Monatsmieten | less
Lieferzeit 6 Wochen | Lieferzeit 4 Wochen | less
Lieferung bis 15.1. | Lieferung bis 8.1. | less
Zahlung in 14 Tagen | Zahlung in 30 Tagen | less
Skonto 2% | Skonto 3% | less
Mindestabnahme 500 | Mindestabnahme 300 | less
Gewährleistung 2 Jahre | Gewährleistung 3 Jahre | less
Miete 18 €/qm | Miete 16 €/qm | less
Nebenkosten 3 €/qm | Nebenkosten 2,50 €/qm | less
Pönale 0,5% pro Woche | Pönale 1% pro Woche | less
Staffel ab 500 Stück | Staffel ab 300 Stück | less
Rabatt 5% ab 1000 Stück | Rabatt 5% ab 500 Stück | less
Ausstieg nach 5 Jahren | Ausstieg nach 3 Jahren | unclear
Ausschussquote 3% | Ausschussquote 2% | less
5 Plätze | 8 Plätze | less
Schulung 1 Tag | Schulung 2 Tage | less
Zahlungsziel 30 Tage | Zahlungsziel 60 Tage | less
30 Tage netto | 60 Tage netto | less
Rabatt 3 % | Rabatt 5 % | less
3 Prozent Rabatt | 5% Rabatt | less
Garantie 24 Monate | 3 Jahre Garantie | less
Lieferung in 6 Wochen | Lieferung in 4 Wochen | less
Lieferung KW 6 | Lieferung KW 4 | unclear
Montage halb so teuer | Montage kostenlos | unclear
Montage für 2.000 | Montage kostenlos | less
frachtfrei ab 1.000 € | frachtfrei | less
frei Haus ab 500 € | frei Haus ab 300 € | less
Werbekostenzuschuss 5.000 | Werbekostenzuschuss 8.000 | less
WKZ 2% | WKZ 3% | less
Stundensatz 95 | Stundensatz 90 | less
Tagessatz 900 € | Tagessatz 850 € | less
Mietpreis 18 € | Mietpreis 16 € | less
Stellplätze 2 | 4 Stellplätze | less
Mindestlaufzeit 24 Monate | Mindestlaufzeit 12 Monate | unclear
Bonus 2% ab 300.000 | Bonus 2% ab 250.000 | less
Expresszuschlag 20% | Expresszuschlag 10% | less
kein Expresszuschlag | Expresszuschlag 10% | unclear
Expresszuschlag 10% | kein Expresszuschlag | unclear
Indexierung 3% | Indexierung 2% | less
"""
TO_A_GERMAN_PARTNER = """
Provision 8% | Provision 10% | unclear
Gehalt 70k | Gehalt 65k | unclear
2 Bürotage | 3 Bürotage | less
Kündigungsfrist 3 Monate | Kündigungsfrist 1 Monat | unclear
"""

TABLES = (
    (TO_A_SELLER, "en-US", True),
    (TO_A_BUYER, "en-US", False),
    (TO_A_PARTNER, "en-US", None),
    (TO_A_GERMAN_SELLER, "de-DE", True),
    (TO_A_GERMAN_BUYER, "de-DE", False),
    (TO_A_GERMAN_PARTNER, "de-DE", None),
)
TURNED = {Likeness.LESS: Likeness.MORE, Likeness.MORE: Likeness.LESS}


@pytest.mark.parametrize(("table", "locale", "seller_receives"), TABLES)
def test_what_came_is_less_or_more_to_whoever_receives_it(
    table: str, locale: str, seller_receives: bool | None
) -> None:
    wrong = []
    for line in table.strip().splitlines():
        got, wanted, expected = line.split(" | ")
        things = [
            resolve_direction(read_thing(text, locale), seller_receives) for text in (got, wanted)
        ]
        there, back = compare(*things), compare(*reversed(things))
        if there is not Likeness(expected) or back is not TURNED.get(there, there):
            wrong.append((got, wanted, there, back))
    assert wrong == []
