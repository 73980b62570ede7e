"""Offers as people type them, with American and German numbers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from time import thread_time
from typing import Any

import pytest

from bot.domain.deals import Deal, Party, Side, Yardstick
from bot.domain.ids import THEM, US, DealId, PartyId, PersonId, TeamId
from bot.domain.issues import Issue, Points, Scale
from bot.language.lines import QuestionAsked
from bot.language.offer_answers import TypedAnswer, TypedLeaning, TypedWithdrawal
from bot.language.offers import NotAnOffer, OfferTerms, read_offer
from bot.language.unclear_offers import UnclearReason

TODAY = date(2026, 11, 23)
NEW = Deal(
    team=TeamId("T1"),
    id=DealId("d1"),
    name="Acme renewal",
    side=Side.SELLING,
    yardstick=Yardstick(unit="EUR"),
    opened_at=datetime(2026, 11, 2, 9, tzinfo=UTC),
    opened_by=PersonId("U1"),
)
KNOWN = replace(
    NEW,
    issues=(
        Issue(name="price", unit="EUR", low=Decimal(80_000), high=Decimal(100_000)),
        Issue(name="contract term", unit="months"),
        Issue(name="payment", unit="days"),
        Issue(
            name="onboarding",
            options=("free", "at cost", "paid"),
            scales={PartyId(US): Scale(weight=Decimal(5), shape=Points(of={"paid": Decimal(1)}))},
        ),
        Issue(name="support", options=("silver", "gold")),
    ),
)
THREE = replace(
    KNOWN,
    parties=(
        Party(id=PartyId("p1"), name="Acme Corp"),
        Party(id=PartyId("p2"), name="Globex Holding"),
    ),
)


def read(line: str, deal: Deal = KNOWN, locale: str = "en-US") -> object:
    return read_offer(line, deal=deal, locale=locale, today=TODAY)


def terms(line: str, deal: Deal = KNOWN, locale: str = "en-US") -> OfferTerms:
    found = read(line, deal, locale)
    assert isinstance(found, OfferTerms), found
    return found


def said(line: str, deal: Deal = KNOWN, locale: str = "en-US") -> dict[str, str]:
    """The offer's values, numbers as text."""
    return {name: str(value) for name, value in terms(line, deal, locale).values.items()}


ALL = {"price": "95000", "contract term": "24", "payment": "60", "onboarding": "free"}
PRICE_AND_TERM = {"price": "95000", "contract term": "24"}


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("price 95k, term 24 months, net 60, onboarding free", ALL),
        ("onboarding free, net 60, term 24 months, price 95k", ALL),
        ("price 95k term 24 months net 60 onboarding free", ALL),
        ("price: 95k; term: 24 months; payment: 60 days; onboarding: free", ALL),
        ("price=95k, term=24 months, net=60, onboarding=free", ALL),
        ("price is 95,000 EUR and 24-month term, net-60 with free onboarding", ALL),
        ("95k price, 24 months contract term, 60 days payment, free onboarding", ALL),
        ("Price 95000 / contract terms 2 years / payments 60 / Onboarding FREE", ALL),
        ("price 95k\nterm 24 months\nnet 60\nonboarding free", ALL),
        ("pirce 95k, contrct term 24 months, payment 60, onbording free", ALL),
        ("95k for 24 months", PRICE_AND_TERM),
        ("24 months at 95k", PRICE_AND_TERM),
        ("95k + 2 years", PRICE_AND_TERM),
        ("€95k, 8 quarters", PRICE_AND_TERM),
        ("95 000 EUR per year, 24 mths", PRICE_AND_TERM),
        ("payment terms net 45", {"payment": "45"}),
        ("60 days", {"payment": "60"}),
        ("8 weeks payment", {"payment": "56"}),
        ("gold", {"support": "gold"}),
        ("gold support, paid onboarding", {"support": "gold", "onboarding": "paid"}),
        ("support: platinum", {"support": "platinum"}),
        ("onboarding at cost", {"onboarding": "at cost"}),
        ("price 1.2m", {"price": "1200000"}),
        ("price 95.5k", {"price": "95500"}),
        ("50 seats", {"seats": "50"}),
        ("discount 5%", {"discount": "5"}),
        ("5% off", {"discount": "5"}),
        ("volume 10,000 units", {"volume": "10000"}),
        ("reference call included", {"reference call": "included"}),
        ("sla 99.5%", {"sla": "99.5"}),
        ("exclusivity: for two years in DACH", {"exclusivity": "for two years in DACH"}),
    ],
)
def test_terms_are_read_in_any_order_and_way(line: str, values: dict[str, str]) -> None:
    assert said(line) == values


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("Preis 95.000 €, Laufzeit 24 Monate, Zahlungsziel 60 Tage", ALL | {"onboarding": ""}),
        ("Preis 95.000,00 EUR, Laufzeit 2 Jahre, netto 60, Onboarding: free", ALL),
        ("€12.000,50", {"price": "12000.50"}),
        ("95 Tsd und 24 Monate", PRICE_AND_TERM),
        ("Rabatt 5,5 %", {"Rabatt": "5.5"}),
    ],
)
def test_german_numbers_and_units_are_read(line: str, values: dict[str, str]) -> None:
    assert said(line, locale="de-DE") == {name: value for name, value in values.items() if value}


def test_a_deal_without_issues_takes_the_names_and_units_that_were_typed() -> None:
    found = terms("price 95k, term 24 months, net 60, onboarding free", NEW)
    assert found.values == {"price": 95_000, "term": 24, "net": 60, "onboarding": "free"}
    assert found.units == {"price": "EUR", "term": "months", "net": "days"}
    assert terms("Preis 95k oder 98k", NEW, "de-DE").alternatives == ({"Preis": Decimal(98_000)},)


@pytest.mark.parametrize(
    ("line", "party"),
    [
        ("price 95k", US),
        ("we offered 95k", US),
        ("ours: price 95k", US),
        ("our latest offer is 95k", US),
        ("we'd pay 95k", US),
        ("they: price 95k", THEM),
        ("their price 95k", THEM),
        ("they offered 95k", THEM),
        ("they came back with 95k", THEM),
        ("their counter-offer: 95k", THEM),
        ("they are at 95k", THEM),
        ("acme: price 95k", THEM),
        ("Acme offered 95k", THEM),
        ("the other side: 95k", THEM),
        ("sie bieten 95k", THEM),
    ],
)
def test_whose_offer_it_is(line: str, party: str) -> None:
    assert (terms(line).party, said(line)) == (party, {"price": "95000"})


@pytest.mark.parametrize(
    ("line", "party"),
    [
        ("acme: price 95k", "p1"),
        ("Globex Holding offered 95k", "p2"),
        ("globex's price 95k", "p2"),
        ("from globex: 95k", "p2"),
        ("globex price 95k", "p2"),
    ],
)
def test_of_three_parties_a_name_says_whose_it_is(line: str, party: str) -> None:
    assert terms(line, THREE).party == party


def test_what_goes_with_an_offer() -> None:
    found = terms(
        "price 95k, onboarding free if signed by 30 Nov and paid in advance until Friday on 20 Nov, quarterly reviews"
    )
    assert found.condition == "signed by 30 Nov and paid in advance"
    assert (found.until, found.on) == (date(2026, 11, 27), date(2026, 11, 20))
    found = terms("price 95k on 20 Nov with quarterly reviews and a monthly call, until 30 Nov")
    assert (found.on, found.until) == (date(2026, 11, 20), date(2026, 11, 30))
    assert found.rhythm == "quarterly reviews and a monthly call"


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("price 95k until 30 Nov", date(2026, 11, 30)),
        ("until Friday price 95k", date(2026, 11, 27)),
        ("price 95k, good until Friday", date(2026, 11, 27)),
        ("price 95k valid for 2 weeks", date(2026, 12, 7)),
        ("price 95k by 30 Nov", None),
        ("price 95k, expires on 12/4", date(2026, 12, 4)),
        ("price 95k if signed by 30 Nov", None),
        ("if signed by 30 Nov, price 95k until 15 Dec", date(2026, 12, 15)),
    ],
)
def test_how_long_it_stands(line: str, until: date | None) -> None:
    assert terms(line).until == until
    assert said(line) == {"price": "95000"}


def test_an_offer_of_an_earlier_day() -> None:
    assert terms("they: price 80k on 3 May").on == date(2026, 5, 3)
    assert terms("they offered 80k yesterday").on == date(2026, 11, 22)


def test_equal_offers_stand_beside_each_other() -> None:
    found = terms("price 95k, 24 months or price 98k, 12 months or 99k")
    assert found.values == {"price": 95_000, "contract term": 24}
    assert found.alternatives == (
        {"price": Decimal(98_000), "contract term": Decimal(12)},
        {"price": Decimal(99_000)},
    )
    assert terms("either 95k or 98k").alternatives == ({"price": Decimal(98_000)},)


@pytest.mark.parametrize(
    ("line", "by", "accepted", "no"),
    [
        ("accepted", (US, THEM), True, None),
        ("they accepted", (THEM,), True, None),
        ("They accepted it.", (THEM,), True, None),
        ("we accepted 2", (US,), True, 2),
        ("we accept offer #2", (US,), True, 2),
        ("they said yes", (THEM,), True, None),
        ("accepted by acme", (THEM,), True, None),
        ("acme agreed to our offer", (THEM,), True, None),
        ("declined", (US, THEM), False, None),
        ("they said no", (THEM,), False, None),
        ("they've turned it down", (THEM,), False, None),
        ("we declined their latest offer", (US,), False, None),
        ("rejected by us", (US,), False, None),
        ("sie haben abgelehnt", (THEM,), False, None),
        ("angenommen", (US, THEM), True, None),
    ],
)
def test_answers_to_offers(line: str, by: tuple[str, ...], accepted: bool, no: int | None) -> None:
    assert read(line) == TypedAnswer(by=tuple(map(PartyId, by)), accepted=accepted, no=no)  # type: ignore[arg-type]


def test_of_three_parties_they_may_be_either() -> None:
    assert read("they accepted", THREE) == TypedAnswer(
        by=(PartyId("p1"), PartyId("p2")), accepted=True
    )
    assert read("globex declined", THREE) == TypedAnswer(by=(PartyId("p2"),), accepted=False)


@pytest.mark.parametrize(
    ("line", "no"), [("withdrawn", None), ("withdraw 2", 2), ("we took it back", None)]
)
def test_an_offer_of_ours_is_taken_back(line: str, no: int | None) -> None:
    assert read(line) == TypedWithdrawal(no=no)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "why", "part"),
    [
        ("", UnclearReason.EMPTY, ""),
        ("hello world", UnclearReason.PART, "hello world"),
        ("price", UnclearReason.PART, "price"),
        ("price 95k, whatever 3 of them like", UnclearReason.PART, "whatever 3 of them like"),
        ("they have not accepted", UnclearReason.PART, "they have not accepted"),
        ("price 95k, 98k", UnclearReason.TWICE, "98k"),
        ("price 10-15k", UnclearReason.RANGE, "price 10-15k"),
        ("price -5", UnclearReason.NUMBER, "price -5"),
        ("price NaN", UnclearReason.NUMBER, "price NaN"),
        ("price 1e9", UnclearReason.NUMBER, "price 1e9"),
        ("price tbd", UnclearReason.NUMBER, "price tbd"),
        ("price $95k", UnclearReason.CURRENCY, "price $95k"),
        ("term 5 %", UnclearReason.UNIT, "term 5 %"),
        ("onboarding half", UnclearReason.OPTION, "onboarding half"),
        ("10 more seats", UnclearReason.RELATIVE, "10 more seats"),
        ("price 95k until 31 Nov", UnclearReason.NO_SUCH_DAY, "until 31 Nov"),
        ("price 95k on 30 Nov", UnclearReason.TO_COME, "on 30 Nov"),
        ("globex: price 80k", UnclearReason.WHO, "globex"),
        (
            "they accepted 80k but want net 60",
            UnclearReason.MIXED,
            "they accepted 80k but want net 60",
        ),
        ("price 95k " * 300, UnclearReason.TOO_LONG, ""),
        (" or ".join(f"price {n}k" for n in range(80, 90)), UnclearReason.TOO_MANY, ""),
    ],
)
def test_what_cannot_be_read_is_named_and_goes_back(
    line: str, why: UnclearReason, part: str
) -> None:
    found = read(line)
    assert isinstance(found, NotAnOffer), found
    assert (found.doubt.why, found.doubt.part) == (why, part)
    assert found.typed == " ".join(line.split())[:2000]


def test_of_three_parties_they_may_be_either_of_two() -> None:
    found = terms("they offered 80k", THREE)
    assert (found.party, found.who) == (None, "they")


@pytest.mark.parametrize(
    ("line", "price"),
    [
        ("they want 80k all in", 80_000), ("acme wants 80k", 80_000), ("she came back w/ 80k", 80_000),
        ("he is at 80k now", 80_000), ("the buyer countered at 80k", 80_000), ("customer moved to 80k", 80_000),
        ("the client quoted 80k, take it or leave it", 80_000), ("tenant bid 80k", 80_000),
        ("their final offer is 80k", 80_000), ("a counter from them: 80k", 80_000), ("they went up to 80k", 80_000),
        ("they say 80k is their limit", 80_000), ("they're at 80k, final", 80_000),
        ("they declined and countered at 80k", 80_000), ("union proposed 80k", 80_000),
    ],
)  # fmt: skip
def test_an_offer_of_theirs_in_many_words(line: str, price: int) -> None:
    found = terms(line, NEW)
    assert (found.party, found.values) == (THEM, {"price": Decimal(price)})


@pytest.mark.parametrize(
    "line",
    [
        "sie bieten 80k", "sie bot 80k", "er will 80k", "sie gehen auf 80k", "sie kamen mit 80k zurück",
        "der Kunde liegt bei 80k", "die Kundin hat 80k geboten", "der Einkauf fordert 80k",
        "Gegenangebot von Acme: 80k",
        "sie haben 80k vorgeschlagen", "die Gewerkschaft verlangt 80k", "ihr letztes Angebot: 80k",
    ],
)  # fmt: skip
def test_a_german_offer_of_theirs_in_many_words(line: str) -> None:
    found = terms(line, NEW, locale="de-DE")
    assert (found.party, found.values) == (THEM, {"Preis": Decimal(80_000)})


@pytest.mark.parametrize(
    "line", ["95k flat", "we're at 95k, that's our best", "counter 95k based on two other bids",
             "I offered 95k", "our number is 95k", "95k, final", "wir bieten 95k", "Gegenangebot 95k", "95k plus VAT"]
)  # fmt: skip
def test_an_offer_of_ours_with_what_is_said_beside_it(line: str) -> None:
    found = terms(line, NEW)
    assert (found.party, found.values) == (US, {"price": Decimal(95_000)})
    assert found.guesses == ()


@pytest.mark.parametrize(
    "line", ["Nora offered 92k", "the supplier quoted 92k", "our vendor is at 92k"]
)
def test_nobody_guesses_who_an_unknown_person_belongs_to(line: str) -> None:
    found = terms(line, NEW)
    assert found.party is None
    assert found.who


def test_remarks_are_kept_as_not_read_and_names_stay_names() -> None:
    found = terms("95k final offer, take it or leave it, final payment 20%", NEW)
    assert found.not_read == "final offer; take it or leave it"
    assert set(found.values) == {"price", "final payment"}


def test_a_word_that_nobody_knows_is_a_guess_unless_a_colon_names_it() -> None:
    assert terms("price 95k, wobble 3", NEW).guesses == ("wobble",)
    assert terms("price 95k, wobble: 3", NEW).guesses == ()
    assert terms("price 95k, bonus 3k, 25 gizmos", NEW).guesses == ("gizmos",)


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("90k for a 24-month term", {"price": "90000", "term": "24"}),
        ("wages 3% / 2.5% / 2%", {"wages": "3% / 2.5% / 2%"}),
        ("base 90k, 400 options over 4 years", {"base": "90000", "options": "400 over 4 years"}),
        ("90k with free training", {"price": "90000", "training": "free"}),
        ("rent 34 EUR/sqm", {"rent": "34"}),
        ("34/sqm", {"price per sqm": "34"}),
        ("price 90k, expires in two weeks", {"price": "90000"}),
    ],
)
def test_values_of_other_shapes(line: str, values: dict[str, str]) -> None:
    assert {name: str(value) for name, value in terms(line, NEW).values.items()} == values


def test_an_amount_counted_by_something_is_no_amount_of_the_deal() -> None:
    assert terms("34/sqm", NEW).units == {"price per sqm": "EUR/sqm"}
    assert terms("rent 34k EUR/yr", NEW).units == {"rent": "EUR"}
    assert terms("rent 34k EUR/yr", NEW).not_read == "yr"


@pytest.mark.parametrize(
    ("line", "until"),
    [("price 90k, expires in two weeks", date(2026, 12, 7)), ("90k valid 10 days", date(2026, 12, 3)),
     ("90k good for 48 hours", date(2026, 11, 25)), ("90k gültig 14 Tage", date(2026, 12, 7))],
)  # fmt: skip
def test_how_long_it_stands_as_a_length(line: str, until: date) -> None:
    assert terms(line, NEW).until == until


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("rate 1.85 per km, free time 2 hours", {"rate": "1.85", "free time": "2"}),
        ("42k, deductible 5k, 3 years", {"price": "42000", "deductible": "5000", "term": "3"}),
        ("price 38k, min volume 500 pallets", {"price": "38000", "min volume": "500"}),
        ("Preis 1,85 € pro km, freie Standzeit 2 Stunden", {"freie Standzeit": "2"}),
    ],
)
def test_issues_of_many_trades_are_known_by_name(line: str, values: dict[str, str]) -> None:
    found = terms(line, NEW, locale="de-DE" if line.startswith("Preis") else "en-US")
    assert {name: str(value) for name, value in found.values.items()}.items() >= values.items()
    assert found.guesses == ()


def test_packages_that_are_numbered_off_lie_side_by_side() -> None:
    found = terms("option A: price 90k; option B: price 95k, term 24 months", NEW)
    assert found.values == {"price": Decimal(90_000)}
    assert found.alternatives == ({"price": Decimal(95_000), "term": Decimal(24)},)


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("they took B", {"bundle": 1}), ("she accepts option A", {"bundle": 0}), ("sie nehmen Paket B", {"bundle": 1}),
        ("they accept 2,150", {"amount": Decimal(2_150)}), ("the customer agreed to 95k", {"amount": Decimal(95_000)}),
    ],
)  # fmt: skip
def test_an_answer_may_name_the_package_or_the_figure(line: str, more: dict[str, Any]) -> None:
    assert read(line, NEW) == TypedAnswer(by=(PartyId(THEM),), accepted=True, **more)


PICKS = (
    ("they accept B", 1), ("they chose option b", 1), ("they went with the second one", 1), ("they'd take option 3", 2),
    ("the shipper opted for C", 2), ("they settled on package A", 0), ("the tenant picked the first", 0),
    ("they decided on variant 2", 1), ("sie nehmen B", 1), ("sie nehmen Option C an", 2),
    ("sie wählen das erste Paket", 0), ("sie entscheiden sich für B", 1), ("der Kunde nimmt Paket 3", 2),
    ("sie haben sich für Variante B entschieden", 1), ("sie haben die zweite Variante gewählt", 1),
)  # fmt: skip
LEANINGS = (
    ("they prefer B", 1), ("they like option A best", 0), ("they're leaning towards C", 2),
    ("they want the second one", 1), ("the buyer favours B", 1), ("sie tendieren zu B", 1),
    ("sie bevorzugen Variante A", 0), ("sie wollen das zweite", 1),
)  # fmt: skip


@pytest.mark.parametrize(("line", "bundle"), PICKS)
def test_a_yes_to_one_of_several_packages(line: str, bundle: int) -> None:
    found = read(line, NEW, locale="de-DE" if line.startswith(("sie", "der")) else "en-US")
    assert isinstance(found, TypedAnswer)
    assert (found.by, found.accepted, found.bundle) == ((THEM,), True, bundle)


@pytest.mark.parametrize(("line", "bundle"), LEANINGS)
def test_what_they_like_best_is_no_yes(line: str, bundle: int) -> None:
    locale = "de-DE" if line.startswith("sie") else "en-US"
    assert read(line, NEW, locale=locale) == TypedLeaning(bundle=bundle)


@pytest.mark.parametrize(
    "line", ["they want 110k", "they prefer net 60", "they took a discount of 5%"]
)
def test_a_wish_for_a_term_is_no_package(line: str) -> None:
    assert not isinstance(read(line, NEW), TypedLeaning)


@pytest.mark.parametrize(
    ("line", "accepted"),
    [("she declined", False), ("he said no", False), ("the buyer turned it down", False), ("sie lehnten ab", False),
     ("die Kundin hat zugesagt", True), ("they agreed", True), ("sie nehmen unser Angebot an", True)],
)  # fmt: skip
def test_anybody_of_the_other_side_may_answer(line: str, accepted: bool) -> None:
    assert read(line, NEW) == TypedAnswer(by=(PartyId(THEM),), accepted=accepted)


def test_a_line_that_ends_in_words_that_say_nothing_is_not_understood() -> None:
    found = read("2 food I can be generous with the")
    assert isinstance(found, NotAnOffer)
    assert found.doubt.why is UnclearReason.PART


@pytest.mark.parametrize("line", ["Acme bietet 95k", "Acme bietet price 95k", "ihr Angebot: 95k"])
def test_a_german_line_says_whose_offer_it_is(line: str) -> None:
    offer = terms(line, locale="de-DE")
    assert (offer.party, offer.values) == (THEM, {"price": Decimal(95_000)})


def test_a_question_is_no_offer() -> None:
    assert isinstance(read("what did they offer?"), QuestionAsked)


@pytest.mark.parametrize(
    "line",
    [
        "we " * 600,
        "they " * 390,
        "a: " * 600,
        "yes " + "offer 1 " * 230 + "x",
        "they " + "are now " * 230 + "x",
        "if " * 600,
        "a " * 990,
        "that's our our " * 130,
    ],
)
def test_no_line_takes_long(line: str) -> None:
    before = thread_time()
    read(line)
    assert thread_time() - before < 1


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("base 90k, 2k sign-on bonus, 10 free seats", {"base": "90000", "sign-on bonus": "2000", "free seats": "10"}),
        ("120 seats at 750 each", {"seats": "120", "price per unit": "750"}),
        ("95k 12 months", {"price": "95000", "term": "12"}),
        ("95k net of VAT", {"price": "95000"}),
        ("95k net", {"price": "95000"}),
        ("they'd do 92k with a 2-year term", {"price": "92000", "term": "2"}),
    ],
)  # fmt: skip
def test_numbers_go_with_the_words_beside_them(line: str, values: dict[str, str]) -> None:
    assert {name: str(value) for name, value in terms(line, NEW).values.items()} == values


def test_words_without_a_number_are_said_beside_the_terms() -> None:
    found = terms("customer says 90k or they walk", NEW)
    assert (found.party, found.values, found.not_read) == (
        THEM,
        {"price": Decimal(90_000)},
        "or they walk",
    )
    assert terms("95k, whatever they like", NEW).not_read == "whatever they like"


@pytest.mark.parametrize(
    ("line", "party"),
    [("their CFO said 90k", THEM), ("our boss offered 90k", US), ("went back with 90k", None), ("holding at 90k", None),
     ("they rejected 95k and came back at 90k", THEM)],
)  # fmt: skip
def test_people_of_a_side_and_of_nobody(line: str, party: str | None) -> None:
    found = terms(line, NEW)
    assert (found.party, found.values) == (party, {"price": Decimal(90_000)})


def test_what_is_accepted_may_stand_within_the_verb() -> None:
    assert read("sie nehmen 90k an", NEW, "de-DE") == TypedAnswer(
        by=(PartyId(THEM),), accepted=True, amount=Decimal(90_000)
    )


def test_money_under_a_name_that_is_paid_counts_in_the_deal_s_currency() -> None:
    found = terms("salary 84000, sign-on bonus 10k, volume 10k", NEW)
    assert found.units == {"salary": "EUR", "sign-on bonus": "EUR"}


@pytest.mark.parametrize("text", ["22%, 60 days guarantee", "net 30, 24 %"])
def test_a_large_bare_percentage_is_no_discount_unasked(text: str) -> None:
    found = read(text, replace(KNOWN, issues=()))
    assert not isinstance(found, OfferTerms) or "discount" in found.guesses


def test_several_figures_without_a_comma_are_no_value_of_one_issue() -> None:
    said = "74 pp 95 guests bar pkg 2400 deposit 2850"
    assert isinstance(read(said, replace(KNOWN, issues=())), NotAnOffer)
