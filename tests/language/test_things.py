"""What people call things, and which of them are the same, less, more, something else, or not to be told."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.comparison import compare
from bot.domain.things import Likeness, resolve_direction
from bot.language.things import read_thing, read_thing_of_line

SAME = """
25% upfront | 25% up front
Beginn am 1. März | fängt am 1. März an
10 Freispots | zehn kostenlose Spots
25 years after all | 25-year performance guarantee
samples of cans | sample cans
fuel surcharge cap | fuel surcharge capped
cap on the fuel surcharge | capped fuel surcharge
a reference call | reference call
2 year contrct | a 2yr contract
reference cal with the site owner | refrence call with site owner
Vortragsslot | Slot für Vortrag
a training | 3 days of training
5 extra holidays | 5 more days off
5 more vacation days | five extra days of holiday
home office 2 days a week | 2 days wfh per week
remote 3 days | 3 days from home
company phone | a company phone
training budget 2k a year | 2,000 training budget per year
probation 3 months | 3-month probation
notice period 6 weeks to month end | 6 weeks notice to month end
start on the 1st of February | start 1 Feb
salary 82k | 82,000 base salary
pay rise of 3% | 3% raise
overtime paid at 150% | 150% overtime pay
works council consent by 5 Dec | consent of works council by Dec 5
co-branded landing page | landing page co-branded
lead list of 200 contacts | list of 200 leads
revenue share of 3% | 3% rev share
board seat | seat on the board
right of first refusal | ROFR
most favoured customer clause | MFN clause
source code escrow | code escrow
fire doors included | fire doors incl.
scaffolding supplied by them | they supply scaffolding
crane on site for 2 weeks | crane for two weeks on site
extension of time 10 days | 10 days extension of time
defects period 12 months | 12-month defects liability period
retention cut to 3% | 3% retention
deductible 2,500 | excess of 2,500
deductible waived for glass | no deductible for glass
premium cut 5% | 5% off the premium
multi-year policy 3 years | 3 year policy
claims handling in 48h | claims handled within 2 days
demurrage waived | no demurrage
free time 7 days | 7 days free time at port
weekly sailing | a sailing each week
fuel surcharge capped at 8% | fuel surcharge cap 8%
dedicated driver | a driver of our own
night delivery | deliveries at night
pallets returned free | free pallet returns
returnable crates | crates returnable
print run of 5,000 | 5000 copies print run
lacquer finish included | finish with lacquer included
die-cut sample by Friday | sample die cut by Friday
two rounds of revisions | 2 revision rounds
usage rights for 2 years | 2-year usage rights
credit in the film titles | film title credit
kick-back 2% yearly | yearly kickback 2%
year-end bonus 2% | 2% bonus at year end
Jahresbonus 2% | 2 % Jahresbonus
Werbekostenzuschuss 5k | 5.000 Werbekostenzuschuss
Listung in 40 Filialen | 40 Filialen gelistet
Winterdienst inklusive | Winterdienst inkl.
Umbaukostenzuschuss 20k | 20.000 Zuschuss zum Umbau
Staffelmiete 2% pro Jahr | 2% Staffelmiete jährlich
Sonderkündigungsrecht nach 3 Jahren | Ausstiegsklausel nach 36 Monaten
Gleitzeit | flexible Arbeitszeit
Jobticket | Jobticket für alle
free parking for 3 vans | parking for three vans at no charge
12-month exclusivity | exclusive for a year
exclusivity for Austria | exclusive rights in Austria
intro to procurement | introduction to the purchasing dept
net 14 | payment within two weeks
10% more volume | volume up 10%
weekly reporting | a weekly report
dedicated account manager | a dedicated acct mgr
named contact | a named contact person
3 shifts a week | three shifts per week
start in March | March start
start 1 Feb | starting on Feb 1
fixed rate until Dec 2027 | rate lock through December 2027
quarterly price review | price review every quarter
rent reduced by 5% | 5% rent reduction
5% lower rent | 5% off the rent
free installation | installation free of charge
installation included | free install
2 free training days | two days of training free
testimonial | a testimonial quote
co-marketing | comarketing
press mention | mention in the press
20t per month | 20 t a month
FOB Hamburg | fob Hamburg
penalty waived | no penalty
termination right after 12 months | exit after 12 months
break clause after 2 years | break option after 24 months
30 days holiday | 30 vacation days
4-day week | four day week
signing bonus 3k | 3,000 sign-on bonus
consignment stock | consignment stock at our site
slot on Tuesdays | Tuesday slot
SLA 99.9% | 99.9% uptime
liability unlimited | unlimited liability
Abnahme von 500 Stück | 500 Stück Abnahmemenge
Zahlung in 14 Tagen | Zahlungsziel 14 Tage
Skonto 2% | 2 % Skonto
kostenlose Lieferung | Lieferung frei
Lieferung frei Haus | frachtfreie Lieferung
Exklusivität in Bayern | exklusiv für Bayern
Logo-Nutzung | Nutzung des Logos
Schulung vor Ort | Training on site
30 Urlaubstage | 30 Tage Urlaub
4-Tage-Woche | vier Tage Woche
Mietfreiheit 3 Monate | 3 Monate mietfrei
Kaution entfällt | keine Kaution
Vertragsverlängerung um 2 Jahre | Verlängerung 24 Monate
Preisgarantie bis Jahresende | Festpreis bis Ende Dezember
monatliche Abrechnung | Abrechnung pro Monat
ein fester Ansprechpartner | fester Ansprechpartner
Pressemitteilung | gemeinsame Pressemeldung
Mindestabnahme 1.000 Stück | MOQ 1000
24-month term | 24 months
24-month term | 2-year commitment
24 mth term | 24 mnth contract
2 yr contract | 24 months term
two-year term | 24-month term
3-yr warrenty | 36 months warranty
36-month guarantee | 3 yr warranty
prepay | prepayment
prepay | they pay upfront
annual prepay | pay annually in advance
payment in advance | pay up front
ref call | reference call
refernce call | ref call
referral call | reference call with the CIO
reference | ref call with the CIO
case study | customer story
logo use | use of their logo
intro to their CIO | introduction to the CIO
5% off | 5% discount
5 % price cut | 5% reduction
5pct rebate | 5% off
3% cheaper | 3% price reduction
2% off the rent | 2% rent reduction
20 more seats | 20 seats
20 additional licences | 20 seats
500 users | 500 licenses
price hold until March | price freeze until end of March
12-month price lock | price hold for 12 months
1-year fixed price | 12 month price hold
net 45 | payment in 45 days
net-30 | 30 days net
pay within 14 days | payment in 14 days
2 days wfh | 2 days home office
3 days a week from home | 3 days/wk remote
start on 4 Jan | start 4 January
start date 4 Jan | starts Jan 4
MOQ 200 | minimum order 200 pcs
min order qty 500 | MOQ of 500 pieces
stand at their fair | the stand at the fair
12-month volume commitment | 12 month volume commitment
12-month volume commitment | volume commitment
3-month notice | 3 months notice period
setup fee waived | waive the set-up fee
training day | a training day for the team
training of operators | operator training
free delivery | freight free
free shipping | free delivery
1 week of training | 7 training days
joint press release | press release
logo credit | logo credit on the website
spare parts kit and operator training | operator training, spare parts kit
credit of 2k EUR | 2,000 EUR credit
liability cap 1m | liability cap 1,000,000
exclusivity in Bavaria | exclusive in Bavaria
slot on line 2 | line 2 slot
rent-free period of 3 months | 3 months rent free
6 months' rent free | rent free 6 months
tooling paid by them | they pay tooling
parking space | parking spot
company car | car
signing bonus 5k EUR | sign-on bonus 5,000 EUR
buffer stock | safety stock
lead time 4 weeks | 28 days lead time
10% retention released at handover | retention 10%
uptime 99.5% | 99.5 percent uptime
second site | the second site
mailing to their list | mailing list to their list
48h free parking | 2 days free parking
4 rent-free months | 4 months rent free
price cap at 3% | cap on price increases at 3%
buyout option | buy-out option
a month of free storage | 1 month free storage
1 Jahr Wartung inkl. | ein Jahr Wartung inklusive
24-month workmanship guarantee | 2 yrs warranty on workmanship
second guard on weekends | 2nd guard at weekends
20 containers a month | 20 containers per month
3 Saturdays a month | 3 Saturdays/month
site manager in block B | site manager for block B
setup fee waived | no setup fee
the testimonial vid | testimonial video
maint contract | maintenance contract
kein Dieselzuschlag mehr | Wegfall des Dieselzuschlags
keine Einrichtungsgebühr | Einrichtungsgebühr entfällt
zweite Schicht | 2nd shift
24 Monate Laufzeit | 24-month term
2 Jahre Vertragslaufzeit | 24 Monate
Vorkasse | Vorauszahlung
Zahlung im Voraus | prepayment
Jahresvorauszahlung | Vorauszahlung
Referenzgespräch | reference call
ein Referenzgespräch mit dem Werkleiter | Referenzgespräch mit dem Werkleiter
36 Monate Garantie | 3 Jahre Gewährleistung
5% Rabatt | 5 % Nachlass
5% Preisnachlass | 5% off
Preisbindung bis März | price hold until March
Festpreis 12 Monate | 12 Monate Preisgarantie
Preisgarantie bis Ende Juni | Preisbindung bis 30. Juni
Zahlungsziel 60 Tage | net 60
60 Tage Zahlungsziel | Zahlung in 60 Tagen
60 Tage netto | Zahlungsziel 60 Tage
2 Tage Homeoffice | zwei Tage Home-Office
20 Lizenzen | 20 Nutzer
Mindestmenge 200 Stück | MOQ 200 pcs
Start am 4. Januar | Beginn 4. Januar
frachtfrei | frei Haus
Fallstudie | Erfolgsgeschichte
Schulung | Training
Exklusivität für 12 Monate | 12 Monate exklusiv
Messestand | Stand auf der Messe
Kündigungsfrist 3 Monate | 3 Monate Kündigungsfrist
drei Schulungstage | 3 Tage Schulung
Stellplätze | Parkplätze
"""

LESS = """
bunker cap at 6% | bunker surcharge capped at 4%
25 years | performance guarantee 30 years
a reference call | 2 reference calls
ein Referenzgespräch | 2 Referenzgespräche
prepay, but only half | prepay
2 rounds of revisions | 3 revision rounds
usage rights for 1 year | 2-year usage rights
2% pay rise | 3% raise
free time 5 days | 7 days free time
fuel surcharge cap 10% | fuel surcharge cap 8%
150 leads | list of 200 leads
30 Filialen | Listung in 40 Filialen
3 days off | 5 extra days off
4 free training days | 6 free training days
2 press mentions | 3 press mentions
exclusivity for 6 months | 12-month exclusivity
3 of the 5 branches | 5 branches
a third of the order | the order
price hold for 6 months | price hold for a year
25 vacation days | 30 days holiday
3-day week in office | 4-day week in office
95% uptime | 99% uptime
lead time 8 weeks | lead time 6 weeks
30 t a month | 40 t per month
reference call | reference call, case study
price cap 5% | price cap 3%
warranty until 2028 | warranty until 2029
die Hälfte der Menge | Abnahmemenge
20 Urlaubstage | 25 Urlaubstage
Festpreis bis Juni | Festpreis bis September
ein Drittel Vorkasse | Vorkasse
1 von 2 Messen | 2 Messen
nur das Logo | Logo und Fallstudie
18 months | 24-month term
18 mths | 2-year commitment
12 of the 24 months | 24-month term
18 months not 24 | 24-month term
only 18 instead of 24 months | 24-month term
1 year warranty | 24-month warranty
1% | 2% price cut
1 % of credits | credits of 2%
5% off | 8% discount
10 seats | 20 more seats
1 of the 3 sites | 3 sites
one of three reference calls | 3 reference calls
450 licences | 500 users
2 days/wk in office | 3 days a week in the office
2 days wfh | 4 days wfh
half of it | 10% retention released at handover
half of the prepay | prepay
prepay yearly, partly: half now | prepay yearly
half the volume | volume commitment
a third of the deposit | deposit
50% of the prepay | prepay
price freeze until January | price freeze until March
price hold through Q1 | price hold until end of June
exclusivity till Feb | exclusivity until April 2027
start by 15 Jan | start by 4 Jan
lead time 6 weeks | lead time 4 weeks
operator training | spare parts kit and operator training
ref call | ref call and case study
logo use and case study | logo use, case study and press release
net 15 to 30 and ref call | net 15 to 30, ref call and intro
price hold 6 months | 12-month price lock
3 of 5 loading slots | 5 loading slots
4 weeks of training | 30 days of training
delivery in 8 weeks | delivery in 6 weeks
response within 4 hours | response within 2 hours
go-live in 3 months | go-live in 6 weeks
2 Samstage/Monat | 3 Samstage im Monat
Lieferung innerhalb von 10 Tagen | Lieferung innerhalb von 5 Tagen
6 weeks of support | 3 months of support
18 Monate | 24 Monate Laufzeit
12 von 24 Monaten | 2 Jahre Laufzeit
die Hälfte davon | Vorkasse
die Hälfte der Vorauszahlung | Vorauszahlung
1 % Rabatt | 2 % Nachlass
frachtfrei bis Ende Januar | frachtfrei bis Ende März
Preisbindung bis Juni | Preisgarantie bis September
10 Lizenzen | 20 Lizenzen
Schulung | Schulung und Referenzgespräch
teilweise Vorkasse | Vorkasse
2 Tage Homeoffice | 3 Tage Homeoffice
"""

OTHER = """
testimonial | reference call
consignment stock | buffer stock
liability unlimited | liability cap 1m
press mention | logo credit
training budget | marketing budget
board seat | board approval
usage rights | print run
premium cut 5% | deductible cut 5%
overtime pay | sick pay
Winterdienst | Untermiete
Jobticket | Dienstwagen
landing page | board seat
price list | price hold
weekly call | weekly report
training for drivers | training for planners
exclusivity in Bavaria | exclusivity in Austria
intro to the CFO | intro to the CIO
5% off spare parts | 5% off freight
free samples | free freight
case study | press release
parking space | storage space
12-month warranty | 12-month term
Schulung in Köln | Schulung in Bremen
Messestand | Pressemitteilung
Rabatt auf Ersatzteile | Rabatt auf Fracht
20 seats | 20 days
logo on website | logo on packaging
24-month price hold | 24-month warranty
24-month term | 24-month price hold
24 months warranty | 24-month price freeze
ref call with the CIO | ref call with the plant manager
training for admins | training for drivers
data sharing with Tavrin | data sharing with Molsey
case study | reference call
prepay | price hold
logo credit | logo use
reference call | intro call
reference | logo
training day | support day
5% off | 5% more volume
20 seats | 20 pallets
setup fee waived | support fee waived
net 60 | price hold
exclusivity | volume commitment
joint webinar | joint press release
parking | relocation
office day | training day
start on 4 Jan | notice period of 3 months
spare parts | training
ref call and case study | price hold and prepay
Preisbindung 12 Monate | Garantie 12 Monate
Referenzgespräch | Fallstudie
Schulung | Montage
Vorkasse | Preisbindung
Zahlungsziel 30 Tage | Laufzeit 30 Monate
Rabatt | Frachtkosten
Referenzgespräch mit dem Einkauf | Referenzgespräch mit der Werkleitung
"""

UNCLEAR = """
training | training budget
deductible 2,500 | deductible waived for glass
exclusivity for Austria | exclusivity in Bavaria
rent | 2% off the rent
parking | parking fee
slot on line 3 | slot on line 2 in January
phase 2 report | phase 3 report
site manager in block A | site manager in block B
12-month commitment | 12-month volume commitment
start on 11 Jan | start on 4 Jan
call | reference call
price hold until June | price hold until December
net 30 | net 60
1% off for 24 months | 2% off for 12 months
quarterly business review call | quarterly business review report
ref call and intro | ref call and case study
20 seats until March | 30 seats until January
Zahlungsziel 30 Tage | Zahlungsziel 60 Tage
Gespräch | Referenzgespräch
Start am 11. Januar | Start am 4. Januar
"""


def pairs(table: str) -> list[tuple[str, str]]:
    lines = (line.split("|") for line in table.strip().splitlines())
    return [(got.strip(), wanted.strip()) for got, wanted in lines]


def compared(got: str, wanted: str) -> Likeness:
    return compare(read_thing(got, "en-US"), read_thing(wanted, "en-US"))


def compared_both_ways(table: str) -> dict[tuple[str, str], tuple[Likeness, Likeness]]:
    """How each pair of a table compares, and how it does the other way round."""
    return {
        (got, wanted): (compared(got, wanted), compared(wanted, got))
        for got, wanted in pairs(table)
    }


def expect(table: str, *both_ways: Likeness) -> dict[tuple[str, str], tuple[Likeness, ...]]:
    return dict.fromkeys(pairs(table), both_ways)


def test_the_same_thing_in_other_words_is_the_same_both_ways_round() -> None:
    assert compared_both_ways(SAME) == expect(SAME, Likeness.SAME, Likeness.SAME)


def test_less_of_it_is_less_and_the_other_way_round_more() -> None:
    assert compared_both_ways(LESS) == expect(LESS, Likeness.LESS, Likeness.MORE)


def test_something_else_is_something_else() -> None:
    assert compared_both_ways(OTHER) == expect(OTHER, Likeness.OTHER, Likeness.OTHER)


@pytest.mark.parametrize(("got", "wanted"), pairs(UNCLEAR))
def test_what_cannot_be_told_is_unclear(got: str, wanted: str) -> None:
    assert compared(got, wanted) is compared(wanted, got) is Likeness.UNCLEAR


@pytest.mark.parametrize(
    ("seller_receives", "likeness"),
    [(True, Likeness.LESS), (False, Likeness.MORE), (None, Likeness.UNCLEAR)],
)
def test_days_until_payment_are_more_to_who_pays(
    seller_receives: bool | None, likeness: Likeness
) -> None:
    got, wanted = (
        resolve_direction(read_thing(text, "en-US"), seller_receives)
        for text in ("net 60", "net 30")
    )
    assert compare(got, wanted) is likeness


@pytest.mark.parametrize("text", ["", "the", "!!", "🙂", "a b c", "…"])
def test_a_text_that_names_nothing_is_like_nothing(text: str) -> None:
    assert (
        compare(read_thing(text, "en-US"), read_thing("24-month term", "en-US")) is Likeness.OTHER
    )


@pytest.mark.parametrize(
    ("got", "wanted", "likeness"),
    [
        ("frachtfrei bis Ende Januar", "frachtfrei bis Ende März", Likeness.LESS),
        ("Leihgerät kostenlos bis Mai", "Leihgerät kostenlos bis April", Likeness.MORE),
        ("Muster bis 10. Dezember", "Muster bis 15. Dezember", Likeness.MORE),
        ("Pläne bis 20. Dezember", "Pläne bis 15. Dezember", Likeness.LESS),
        ("Muster", "Muster bis 15. Dezember", Likeness.SAME),
    ],
)
def test_a_day_that_was_taken_for_the_deadline_limits_the_thing(
    got: str, wanted: str, likeness: Likeness
) -> None:
    things = []
    for typed in (got, wanted):
        what = typed.partition(" bis ")[0]
        bounds = read_thing(typed, "de-DE").bounds
        due = date(2027, bounds[0].month, bounds[0].day) if bounds else None
        things.append(read_thing_of_line(what, typed, due, "de-DE"))
    assert compare(*things) is likeness


def test_the_day_that_was_changed_since_limits_the_thing() -> None:
    moved = read_thing_of_line("delivery", "delivery by 15 Dec", date(2026, 12, 10), "en-US")
    came = read_thing_of_line("delivery", "delivery by 14 Dec", date(2026, 12, 14), "en-US")
    assert compare(came, moved) is Likeness.LESS


def test_decimals_are_read_in_the_locale() -> None:
    german, english = read_thing("2,5 % Rabatt", "de-DE"), read_thing("2.5% off", "en-US")
    assert compare(german, english) is Likeness.SAME


TEXTS = [text for table in (SAME, LESS, OTHER, UNCLEAR) for pair in pairs(table) for text in pair]
things = st.sampled_from(TEXTS) | st.text(max_size=40)
TURNED = {Likeness.LESS: Likeness.MORE, Likeness.MORE: Likeness.LESS}


@given(things, things)
def test_two_things_compare_the_same_way_from_both_sides(a: str, b: str) -> None:
    there, back = compared(a, b), compared(b, a)
    assert back is TURNED.get(there, there)


@given(things)
def test_a_thing_is_the_same_as_itself_if_it_names_any(text: str) -> None:
    thing = read_thing(text, "en-US")
    likeness = compare(thing, thing)
    assert likeness is (Likeness.OTHER if thing.is_empty else Likeness.SAME)


LESS_FOR_A_SELLER = """
30% Anzahlung | 40% Anzahlung
20% deposit | 30% deposit
20% upfront | 30% upfront
50% prepaid | 100% prepaid
first payment 20% | first payment 40%
Mindestmenge 30 Paletten pro Tag | Mindestmenge 40 Paletten/Tag
MOQ 500 | minimum order of 1,000
"""
"""What a seller would receive; for a buyer it is the other way round."""

LESS_FOR_BOTH = """
6h response | 4h response
6 Std Antwortzeit | Reaktionszeit 4 Std
48h replacement | 24h replacement
rush surcharge halved | no rush surcharge
Wochenendzuschlag halbiert | kein Wochenendzuschlag
vending exclusivity for 2 of the 3 floors | exclusive right for vending
"""

UNCLEAR_FOR_A_BUYER = """
Start am 15.2. | Start am 1.2
start on 8 Feb | start on 1 Feb
notice period of 1 month | notice 3 months
18-month term | 12-month term
"""


def compare_for(*, seller: bool, got: str, wanted: str) -> Likeness:
    locale = "de-DE" if " am " in got else "en-US"
    things = [resolve_direction(read_thing(text, locale), seller) for text in (got, wanted)]
    return compare(*things)


@pytest.mark.parametrize(("got", "wanted"), pairs(LESS_FOR_A_SELLER))
def test_who_receives_a_sum_decides_whether_more_of_it_is_more(got: str, wanted: str) -> None:
    assert compare_for(seller=True, got=got, wanted=wanted) is Likeness.LESS
    assert compare_for(seller=False, got=got, wanted=wanted) is Likeness.MORE


def test_what_is_held_back_is_less_to_a_seller() -> None:
    assert compare_for(seller=True, got="retention 5%", wanted="retention 3%") is Likeness.LESS


@pytest.mark.parametrize(("got", "wanted"), pairs(LESS_FOR_BOTH))
def test_a_part_is_less_whoever_receives_it(got: str, wanted: str) -> None:
    assert compare_for(seller=True, got=got, wanted=wanted) is Likeness.LESS
    assert compare_for(seller=False, got=got, wanted=wanted) is Likeness.LESS


@pytest.mark.parametrize(("got", "wanted"), pairs(UNCLEAR_FOR_A_BUYER))
def test_what_a_buyer_wants_more_of_is_asked(got: str, wanted: str) -> None:
    assert compare_for(seller=False, got=got, wanted=wanted) is Likeness.UNCLEAR


def test_a_longer_term_is_more_to_a_seller() -> None:
    assert compare_for(seller=True, got="12-month term", wanted="18-month term") is Likeness.LESS
