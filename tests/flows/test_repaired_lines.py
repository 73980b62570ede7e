"""Lines that mean something else than their words: sums per unit, a `no` in front, figures not meant, dots."""

import pytest

from bot.domain.ids import US
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def deal(table: Table, ana: Hands, acme: Channel) -> Table:
    opened(ana, acme, "/deal open Courier vans Hartwell selling 90k EUR")
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    opened(dana, general, "/deal eröffnen Kurierwagen Hartwell Verkauf 90k EUR")
    return table


def cost_of(table: Table, no: int) -> str:
    return str(getattr(table.move(no).cost, "amount", None))


def items(table: Table) -> list[str]:
    return [move.what for move in table.ledger.moves.values()]


@pytest.mark.parametrize(
    ("typed", "what", "cost"),
    [
        ("winter tyres cost 6 vans at 350 each", "winter tyres", "2100"),
        ("3 trainings cost 3 x 200", "3 trainings", "600"),
        ("setup cost 5 hours à 80", "setup", "400"),
        ("setup costs us 4x€75.50", "setup", "302"),
        ("spare keys, cost 12 × 25", "spare keys", "300"),
        ("foil wrap cost 6 vans at €150 per van", "foil wrap", "900"),
        ("floor mats, thats 6x40", "floor mats", "240"),
    ],
)
def test_a_sum_per_unit_is_multiplied(
    deal: Table, ana: Hands, acme: Channel, typed: str, what: str, cost: str
) -> None:
    ana.types(f"/concede {typed}", in_=acme)
    assert (items(deal), cost_of(deal, 1)) == ([what], cost)


@pytest.mark.parametrize(
    ("typed", "what", "cost"),
    [
        ("Winterreifen Kosten 6 x 350", "Winterreifen", "2100"),
        ("Schulung Kosten 5 Stunden à 80", "Schulung", "400"),
        ("Matten kosten 6 mal 40,50", "Matten", "243"),
        ("Ersatzschlüssel kostet uns 12 Stück zu je 25", "Ersatzschlüssel", "300"),
        ("Folierung, das sind 6x150", "Folierung", "900"),
    ],
)
def test_a_german_sum_per_unit_is_multiplied(
    german_deal: Table, dana: Hands, general: Channel, typed: str, what: str, cost: str
) -> None:
    dana.types(f"/concede {typed}", in_=general)
    assert (items(german_deal), cost_of(german_deal, 1)) == ([what], cost)


def test_what_a_wish_is_worth_is_multiplied(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask free winter tyres on all six, thats about 6x350", in_=acme)
    assert items(deal) == ["free winter tyres on all six"]
    worth = deal.move(1).worth
    assert str(getattr(worth, "amount", None)) == "2100"


@pytest.mark.parametrize("command", ["/concede", "/got", "/ask"])
@pytest.mark.parametrize(
    "typed",
    ["no, 30% deposit", "nope, 3 visits", "no - 14 days notice", "no, just 2 parking spots"],
)
def test_a_no_in_front_is_no_thing(
    deal: Table, ana: Hands, acme: Channel, command: str, typed: str
) -> None:
    ana.types(f"{command} {typed}", in_=acme)
    assert len(items(deal)) == 1
    assert not any(what.casefold().startswith("no") for what in items(deal))


@pytest.mark.parametrize(
    "typed", ["nein, nur 30% Anzahlung", "ne, 3 Besuche", "nee, 14 Tage Frist"]
)
def test_a_german_no_in_front_is_no_thing(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    dana.types(f"/got {typed}", in_=general)
    assert len(items(german_deal)) == 1
    assert not items(german_deal)[0].casefold().startswith("ne")


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/ask 4 year term not 3", "4 year term"),
        ("/ask 2 visits a year (not 3)", "2 visits a year"),
        ("/concede 4 weeks trial not 6 cost 300", "4 weeks trial"),
        ("/ask 14 days notice, not 30", "14 days notice"),
        ("/concede 3 spare vans not 2 for a longer term", "3 spare vans"),
    ],
)
def test_a_figure_not_meant_is_left_out(
    deal: Table, ana: Hands, acme: Channel, typed: str, what: str
) -> None:
    said = ana.types(typed, in_=acme)
    assert items(deal)[0] == what
    assert "Not used" in said.text


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("/ask 4 Jahre Laufzeit nicht 3", "4 Jahre Laufzeit"),
        ("/ask 2 Besuche im Jahr (nicht 3)", "2 Besuche im Jahr"),
        ("/concede 4 Wochen Test, nicht 6, Kosten 300", "4 Wochen Test"),
    ],
)
def test_a_german_figure_not_meant_is_left_out(
    german_deal: Table, dana: Hands, general: Channel, typed: str, what: str
) -> None:
    dana.types(typed, in_=general)
    assert items(german_deal)[0] == what


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("free setup cost 300 for 24 months and a visit", ["24 months", "a visit"]),
        ("hotline cost 300 for 12 months and a logo", ["12 months", "a logo"]),
        ("spare van cost 900 for 36 months and prepayment", ["36 months", "prepayment"]),
    ],
)
def test_a_term_beside_another_thing_comes_back(
    deal: Table, ana: Hands, acme: Channel, typed: str, wanted: list[str]
) -> None:
    ana.types(f"/concede {typed}", in_=acme)
    assert items(deal)[1:] == wanted
    assert deal.states() == ["give conditional", "ask open", "ask open"]


def test_a_german_term_beside_another_thing_comes_back(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/concede Navi Kosten 200 für 24 Monate und einen Besuch", in_=general)
    assert german_deal.states() == ["give conditional", "ask open", "ask open"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/ask Zahlung zum 1.", ["Zahlung zum 1."]),
        ("/ask Abnahme von 3 Tonnen, Zahlung zum 1.", ["Abnahme von 3 Tonnen", "Zahlung zum 1."]),
        ("/ask Zahlung zum 15. und Abnahme von 3 Tonnen", ["Zahlung zum 15.", "Abnahme von 3 Tonnen"]),
        ("/ask Logo u Referenz", ["Logo", "Referenz"]),
        ("/ask Referenz, Logo u Vorauszahlung", ["Referenz", "Logo", "Vorauszahlung"]),
        ("/ask Hinweisschild, Fotos u. Vorauszahlung", ["Hinweisschild", "Fotos", "Vorauszahlung"]),
    ],
)  # fmt: skip
def test_german_dots_and_joiners(
    german_deal: Table, dana: Hands, general: Channel, typed: str, expected: list[str]
) -> None:
    dana.types(typed, in_=general)
    assert items(german_deal) == expected


@pytest.mark.parametrize(
    "typed", ["mach 3 Tage draus, 900", "machen wir 3 Tage draus", "mach daraus 3 Tage"]
)
def test_a_german_entry_is_put_right(
    german_deal: Table, dana: Hands, general: Channel, typed: str
) -> None:
    dana.types("/concede 2 Tage vor Ort Kosten 600", in_=general)
    asked = dana.types(f"/concede {typed}", in_=general)
    assert "3 Tage vor Ort" in asked.text
    assert len(items(german_deal)) == 1


def test_a_name_in_front_says_whose_it_is(table: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/deal open vans with Miller and Hansen buying 90k EUR", in_=acme)
    ana.types("/ask free delivery from Miller", in_=acme)
    ana.types("/got Miller 2% off, Hansen 3% off", in_=acme)
    ask, *gets = table.ledger.moves.values()
    assert ask.frm == US
    assert [get.frm for get in gets] == [party.id for party in table.deal.parties]


@pytest.mark.parametrize(
    "typed",
    [
        "longer warranty if they take the service contract (480 a year)",
        "free delivery when they order the roof racks (€1,200)",
        "spare key if they sign the fuel card (95/month)",
    ],
)
def test_what_a_condition_is_worth_is_no_cost(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    said = ana.types(f"/concede {typed}", in_=acme)
    assert deal.states() == ["give conditional"]
    assert deal.move(1).cost is None
    assert "Not used" in said.text


def test_what_a_german_condition_is_worth_is_no_cost(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    typed = "/concede 5 Jahre Gewährleistung wenn sie den Wartungsvertrag nehmen (480€/Jahr)"
    dana.types(typed, in_=general)
    assert german_deal.states() == ["give conditional"]
    assert german_deal.move(1).cost is None


@pytest.mark.parametrize(
    "typed", ["play 30 min longer, usually 150", "second driver, normally 150"]
)
def test_what_it_usually_costs_is_its_worth(
    deal: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    ana.types(f"/got {typed}", in_=acme)
    assert len(items(deal)) == 1
    assert str(getattr(deal.move(1).worth, "amount", None)) == "150"


def test_what_it_usually_costs_is_its_worth_in_german(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/got zweiter Fahrer, sonst 150", in_=general)
    assert len(items(german_deal)) == 1
    assert str(getattr(german_deal.move(1).worth, "amount", None)) == "150"


def test_a_thing_at_half_price_is_no_part_of_a_discount(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask 3k off", in_=acme)
    ana.types("/got 2 rear tyres half price", in_=acme)
    assert deal.states() == ["ask open", "get firm"]
    assert deal.move(2).worth is None


@pytest.mark.parametrize(
    ("first", "again"),
    [
        ("2 months rent free", "two months rent free but only if we sign by 20 dec"),
        ("pay in 30 d", "they pay within 30 days"),
        ("2nd order", "second order worth 900"),
    ],
)
def test_a_get_said_again_is_asked_about(
    deal: Table, ana: Hands, acme: Channel, first: str, again: str
) -> None:
    ana.types(f"/got {first}", in_=acme)
    asked = ana.types(f"/got {again}", in_=acme)
    assert "Is it instead of #1" in asked.text
    form_of(ana.presses("Take #1 out", on=asked)).fill("Why", "said again").submit()
    assert deal.states()[0] == "get void"


def test_a_german_get_said_again_is_asked_about(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/got 2 Monate mietfrei", in_=general)
    asked = dana.types(
        "/got zwei Monate mietfrei, aber nur wenn wir bis 20.12. unterschreiben", in_=general
    )
    assert "#1" in asked.text
    assert "#1 herausnehmen" in asked.buttons


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("evening slots cost 1k for 24 months", "24 months"),
        ("lights cost 900 for 20 hours a month", "20 hours a month"),
    ],
)
def test_a_time_behind_a_cost_may_be_what_comes_back(
    table: Table, ana: Hands, acme: Channel, typed: str, back: str
) -> None:
    opened(ana, acme, "/deal open interpreter Tulsa selling 60k GBP")
    said = ana.types(f"/concede {typed}", in_=acme)
    if "come back for it" in said.text:
        assert table.states() == ["give draft"]
        ana.presses("It comes back", on=said)
    assert table.states() == ["give conditional", "ask open"]
    assert table.move(2).what == back


def test_a_time_behind_a_cost_is_the_open_ask_for_it_in_german(
    table: Table, slack: FakeSlack
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    opened(dana, general, "/deal eröffnen Dolmetscher Gericht Verkauf 60k EUR")
    dana.types("/ask mindestens 20 Stunden pro Woche Wert 5k", in_=general)
    dana.types("/concede Abendtermine Kosten 1k für 20 Stunden pro Woche", in_=general)
    assert table.states() == ["ask open", "give conditional"]
    dana.types("/got 15 Stunden die Woche", in_=general)
    assert table.states() == ["ask partly", "give conditional", "get firm"]


def test_a_cost_by_the_month_is_for_so_many_months(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme, "/deal open interpreter Tulsa selling 600k GBP")
    ana.types("/concede evening slots cost 200/month for 24 months", in_=acme)
    assert table.move(1).for_what == ""
    assert "4800" in str(table.move(1).cost)


@pytest.mark.parametrize(
    ("typed", "give", "back"),
    [
        ("/concede lamps cost 30, for that we get photos", "lamps", "photos"),
        ("/concede lamps cost 30, for that he gives a reference", "lamps", "a reference"),
        (
            "/concede lamps cost 30 and for this they give us a review call",
            "lamps",
            "a review call",
        ),
    ],
)
def test_what_is_for_that_comes_back(
    deal: Table, ana: Hands, acme: Channel, typed: str, give: str, back: str
) -> None:
    ana.types(typed, in_=acme)
    assert deal.states() == ["give conditional", "ask open"]
    assert items(deal) == [give, back]


@pytest.mark.parametrize(
    ("typed", "give", "back"),
    [
        ("/concede Lampen, dafür gibt er eine Referenz", "Lampen", "eine Referenz"),
        ("/concede Lampen, dafür geben sie uns Fotos", "Lampen", "Fotos"),
    ],
)
def test_what_is_for_that_comes_back_in_german(
    german_deal: Table, dana: Hands, general: Channel, typed: str, give: str, back: str
) -> None:
    dana.types(typed, in_=general)
    assert items(german_deal) == [give, back]


@pytest.mark.parametrize(
    ("typed", "states"),
    [
        ("/got 1) deposit 2) photos", ["get firm", "get firm"]),
        ("/ask 1. site visit 2. logo 3. referral", ["ask open"] * 3),
        ("/concede 1) lamps cost 30 2) taps cost 20 if they pay upfront", ["give conditional"] * 2),
    ],
)
def test_numbered_things_are_recorded_each(
    deal: Table, ana: Hands, acme: Channel, typed: str, states: list[str]
) -> None:
    ana.types(typed, in_=acme)
    assert deal.states() == states


def test_german_numbered_things_are_recorded_each(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/ask a) Anzahlung b) Fotos", in_=general)
    assert items(german_deal) == ["Anzahlung", "Fotos"]


@pytest.mark.parametrize(
    ("typed", "what", "condition"),
    [
        ("/concede no discount unless they sign by Friday", "discount", "they sign by Friday"),
        ("/concede no extra van cost 200 unless they prepay", "extra van", "they prepay"),
        (
            "/concede no free parking, except if they take 2 years",
            "free parking",
            "they take 2 years",
        ),
        ("/concede no penalty unless they cancel late", "no penalty", "unless they cancel late"),
    ],
)
def test_a_no_with_one_exception_is_a_condition(
    deal: Table, ana: Hands, acme: Channel, typed: str, what: str, condition: str
) -> None:
    ana.types(typed, in_=acme)
    assert (deal.move(1).what, deal.move(1).condition) == (what, condition)


def test_a_german_no_with_one_exception_is_a_condition(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/concede kein Rabatt, außer sie unterschreiben", in_=general)
    assert german_deal.move(1).what == "Rabatt"
    assert german_deal.move(1).condition == "sie unterschreiben"


def test_the_verb_of_a_german_exception_comes_last(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    dana.types("/concede kein Rabatt außer sie buchen 2 Tage", in_=general)
    assert german_deal.move(1).condition == "sie 2 Tage buchen"


def test_a_german_exception_is_said_with_its_own_word(
    german_deal: Table, dana: Hands, general: Channel
) -> None:
    said = dana.types("/concede keine Gebühr außer sie sagen ab", in_=general)
    assert "keine Gebühr, außer sie sagen ab" in said.text
