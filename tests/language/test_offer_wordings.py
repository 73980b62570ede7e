"""Everyday ways to say an offer or an answer to one: whose it is, and which figure on which issue."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.coach.issues import open_issue
from bot.domain.deals import Deal, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, PartyId, PersonId, TeamId
from bot.domain.issues import Value
from bot.domain.worth import Figure
from bot.language.offer_answers import TypedAnswer
from bot.language.offers import OfferTerms, read_offer

TODAY = date(2026, 11, 23)
BUYING = Deal(
    team=TeamId("T1"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.BUYING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    opened_by=PersonId("U1"),
    size=Figure(amount=Decimal(36_000), unit="EUR"),
)


def read(line: str, deal: Deal = BUYING, locale: str = "en-US") -> object:
    return read_offer(line, deal=deal, locale=locale, today=TODAY)


def read_terms(line: str, deal: Deal = BUYING, locale: str = "en-US") -> OfferTerms:
    found = read(line, deal, locale)
    assert isinstance(found, OfferTerms), found
    return found


def open_issues(terms: OfferTerms, deal: Deal) -> Deal:
    """The deal with the issues that an offer names for the first time."""
    new = [
        open_issue(name, value, terms.units.get(name, ""), deal.side)
        for name, value in terms.values.items()
        if deal.find_issue(name) is None
    ]
    return replace(deal, issues=(*deal.issues, *new))


OURS_IN_ENGLISH = """
we meet at 25k
let's meet at 25k
lets say 25k
let's meet in the middle at 25k
let's split the difference at 25k
we split the difference at 25k
shall we say 25k?
how about 25k?
what about 25k
why don't we settle at 25k
can we do 25k
could you do 25k
we could live with 25k
we'd be ok with 25k
we'd pay 25k
we would take 25k
we told them 25k
we've said 25k
we put 25k on the table
I said 25k
me 25k
weve offered 25k
25k from us
25k is our final offer
now we're at 25k
then we came up to 25k
ok we'll do 25k
on the phone we said 25k
we're firm at 25k
we went from 20k to 25k
I said we could do 25k
"""
THEIRS_IN_ENGLISH = """
they suggested to meet at 25k
they suggested meeting in the middle at 25k
they proposed we split the difference at 25k
they want to settle at 25k
they met us at 25k
she met us halfway at 25k
they'd accept 25k
they'd settle for 25k
they would be happy with 25k
he could live with 25k
they'd take 25k
she'd be fine with 25k
they won't go below 25k
they wont go under 25k
she can't go lower than 25k
they refuse to go below 25k
the supplier won't sell below 25k
25k is their lowest
25k is their final word
25k from them
25k from the supplier
theyre at 25k
they r at 25k
shes at 25k now
they were asking 25k
they might do 25k
now they want 25k
today they said 25k
those guys want 25k
they threw out 25k
they floated 25k
the landlord called out 25k
she said she could do 25k
they said their budget is 25k
they only have 25k
their limit is 25k
he's willing to pay 25k
she is prepared to go to 25k
they went from 20k to 25k
they moved from 30k to 25k
they knocked us down to 25k
they'd go for 25k
25k, they said
last week they said 25k
2 days ago they were at 25k
they signaled 25k
"""
OURS_IN_GERMAN = """
treffen wir uns bei 25k
treffen wir uns doch in der Mitte bei 25k
wir treffen uns bei 25k
wir könnten uns bei 25k treffen
einigen wir uns auf 25k
sagen wir 25k
sagen wir mal 25k
machen wir 25k
wie wäre es mit 25k?
wie wär's mit 25k
wir hatten 25k gesagt
wir haben 25k gesagt
ich hab 25k gesagt
wir ham 25k geboten
wir haben 25k auf den Tisch gelegt
wir kommen ihnen auf 25k entgegen
wir würden 25k zahlen
wir könnten mit 25k leben
wir sind auf 25k hochgegangen
wir sind bei 25k geblieben
nun bieten wir 25k
gestern haben wir 25k gesagt
am Telefon haben wir 25k genannt
25k von uns
25k ist unser letztes Wort
wir sind von 30k auf 25k runter
wir könnten uns 25k vorstellen
wir haben ihnen 25k in Aussicht gestellt
letzte Woche haben wir 25k gesagt
"""
THEIRS_IN_GERMAN = """
sie wollten 25k
sie hatten 25k verlangt
sie haben 25k aufgerufen
sie rufen 25k auf
sie sind runter auf 25k
sie sind auf 25k runtergegangen
sie haben auf 25k reduziert
sie haben auf 25k gesenkt
sie kommen uns auf 25k entgegen
sie könnten mit 25k leben
sie würden 25k nehmen
sie wollen sich bei 25k treffen
sie schlagen vor, uns bei 25k zu treffen
sie hätten gern 25k
er hätte gerne 25k
die wollen 25k
der Lieferant geht nicht unter 25k
sie gehen nicht unter 25k
unter 25k machen sie es nicht
tiefer als 25k gehen sie nicht
25k ist ihre Grenze
25k von ihnen
25k vom Lieferanten
jetzt wollen sie 25k
gestern haben sie 25k gesagt
dann kam er auf 25k runter
sie habn 25k geboten
sie meinten 25k wären ok
für 25k machen sie es
sie würden es für 25k machen
sie können sich 25k vorstellen
mit 25k können sie leben
sie gehen von 30k auf 25k
ihr Budget liegt bei 25k
sie haben nur 25k
sie sagten letzte Woche 25k
25k sagen sie
"""


@pytest.mark.parametrize(
    ("lines", "locale", "party"),
    [
        (OURS_IN_ENGLISH, "en-US", US),
        (THEIRS_IN_ENGLISH, "en-US", THEM),
        (OURS_IN_GERMAN, "de-DE", US),
        (THEIRS_IN_GERMAN, "de-DE", THEM),
    ],
)
def test_an_offer_in_everyday_words_is_of_who_makes_it(lines: str, locale: str, party: str) -> None:
    for line in lines.strip().splitlines():
        terms = read_terms(line, locale=locale)
        assert (terms.party, list(terms.values.values())) == (party, [Decimal(25_000)]), line
        assert terms.guesses == (), line


BOTH = (US, THEM)


@pytest.mark.parametrize(
    ("line", "by", "accepted", "amount"),
    [
        ("they took it", (THEM,), True, None),
        ("sie hat 4050 angenommen", (THEM,), True, 4050),
        ("sie haben unsere 25k angenommen", (THEM,), True, 25_000),
        ("sie sind mit 25k einverstanden", (THEM,), True, 25_000),
        ("er ist mit 25k zufrieden", (THEM,), True, 25_000),
        ("sie haben sich auf 25k eingelassen", (THEM,), True, 25_000),
        ("sie gehen mit 25k mit", (THEM,), True, 25_000),
        ("sie hat eingeschlagen", (THEM,), True, None),
        ("wir schlagen ein", (US,), True, None),
        ("jetzt haben sie angenommen", (THEM,), True, None),
        ("sie haben 25k nicht angenommen", (THEM,), False, 25_000),
        ("sie ist mit 25k nicht einverstanden", (THEM,), False, 25_000),
        ("wir haben uns auf 25k geeinigt", BOTH, True, 25_000),
        ("wir haben uns bei 25k getroffen", BOTH, True, 25_000),
        ("wir sind uns einig", BOTH, True, None),
        ("handschlag bei 25k", BOTH, True, 25_000),
        ("85k haben sie abgelehnt", (THEM,), False, 85_000),
        ("die 85k haben sie angenommen", (THEM,), True, 85_000),
        ("zu 85k haben sie ja gesagt", (THEM,), True, 85_000),
        ("sie sind raus", (THEM,), False, None),
        ("they are out", (THEM,), False, None),
        ("they signed off on 25k", (THEM,), True, 25_000),
        ("we caved at 25k", (US,), True, 25_000),
        ("abgemacht", BOTH, True, None),
        ("passt", BOTH, True, None),
        ("ok deal", BOTH, True, None),
        ("deal at 25k", BOTH, True, 25_000),
        ("done", BOTH, True, None),
        ("we shook on 25k", BOTH, True, 25_000),
        ("we settled at 25k", BOTH, True, 25_000),
        ("we met at 25k", BOTH, True, 25_000),
        ("we agreed on 25k", BOTH, True, 25_000),
        ("57k accepted", BOTH, True, 57_000),
        ("57k accepted by them", (THEM,), True, 57_000),
    ],
)
def test_an_answer_may_end_with_its_verb_or_be_of_both(
    line: str, by: tuple[str, ...], accepted: bool, amount: int | None
) -> None:
    locale = "de-DE" if any(word in line for word in ("sie ", "wir ", "er ", "bei")) else "en-US"
    answer = read(line, locale=locale)
    assert answer == TypedAnswer(
        by=tuple(map(PartyId, by)),
        accepted=accepted,
        amount=None if amount is None else Decimal(amount),
    )


@pytest.mark.parametrize(
    ("lines", "locale", "issue"),
    [
        (
            ("they want 420 per desk", "we said 380", "400/desk", "390 a desk", "395 each desk"),
            "en-US",
            "price per desk",
        ),
        (
            ("3.900 im Monat", "sie wollen 3.600", "wir sagen 3.800 monatlich", "3.700 mtl."),
            "de-DE",
            "Preis pro Monat",
        ),
        (("15/h", "they want 18 an hour", "we said 16.50 hourly"), "en-US", "price per h"),
        (("sie wollen 45 die Stunde", "wir sagen 42", "44 pro Std"), "de-DE", "Preis pro Stunde"),
        (("2.10 per unit", "they want 2.40", "2.25 each"), "en-US", "price per unit"),
        (("sie wollen 7,80 je qm", "wir bieten 7,20"), "de-DE", "Preis pro qm"),
    ],
)
def test_a_figure_without_its_unit_is_on_the_issue_that_has_one(
    lines: tuple[str, ...], locale: str, issue: str
) -> None:
    deal = BUYING
    for line in lines:
        terms = read_terms(line, deal, locale)
        assert list(terms.values) == [issue], line
        deal = open_issues(terms, deal)
    assert len(deal.issues) == 1


def test_an_amount_as_large_as_the_deal_is_no_price_of_a_piece() -> None:
    deal = open_issues(read_terms("they want 420 per desk"), BUYING)
    assert read_terms("we said 35k", deal).values == {"price": Decimal(35_000)}


@pytest.mark.parametrize(
    ("line", "locale", "expected"),
    [
        ("we offered 24k for the 5 days", "en-US", {"price": 24_000, "duration": 5}),
        ("18k for 3 weeks", "en-US", {"price": 18_000, "duration": 3}),
        ("24k for 40 hours", "en-US", {"price": 24_000, "duration": 40}),
        ("90k for 2 years", "en-US", {"price": 90_000, "term": 2}),
        ("wir bieten 17.500 für 6 Tage", "de-DE", {"Preis": 17_500, "Dauer": 6}),
        ("sie sagen 16k für 6 Tage", "de-DE", {"Preis": 16_000, "Dauer": 6}),
        ("28k, 30 days", "en-US", {"price": 28_000, "payment": 30}),
        ("95k net 30", "en-US", {"price": 95_000, "net": 30}),
        ("55k plus 4 day week", "en-US", {"price": 55_000, "working week": 4}),
        ("58k and a 35-hour week", "en-US", {"price": 58_000, "working week": 35}),
        ("55k plus 4-Tage-Woche", "de-DE", {"Preis": 55_000, "Arbeitswoche": 4}),
        ("58k, 30 days of holiday", "en-US", {"price": 58_000, "holiday": 30}),
        ("7.5k for everything", "en-US", {"price": 7_500}),
        ("wir zahlen 11k für alles", "de-DE", {"Preis": 11_000}),
    ],
)
def test_what_an_amount_is_for_is_an_issue_of_its_own(
    line: str, locale: str, expected: dict[str, int]
) -> None:
    values: dict[str, Value] = {name: Decimal(number) for name, number in expected.items()}
    assert dict(read_terms(line, locale=locale).values) == values


def test_days_that_payment_terms_have_are_payment_where_the_deal_counts_it() -> None:
    deal = open_issues(read_terms("24k, payment 14 days"), BUYING)
    assert dict(read_terms("25k for 30 days", deal).values)["payment"] == Decimal(30)


def test_a_figure_that_somebody_was_offered_does_not_say_whose_it_is() -> None:
    for line in ("3.900 im Monat geboten", "3.900 wurde aufgerufen"):
        assert read_terms(line, locale="de-DE").party is None
    assert read_terms("3,900 a month was offered").party is None
