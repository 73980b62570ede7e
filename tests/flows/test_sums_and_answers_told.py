"""Sums per piece and per time, answers told to the bot without a command, and gives that do not hold in a case."""

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German (de-DE)."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


def cost_of(table: Table, no: int = 1) -> int:
    cost = table.move(no).cost
    assert cost is not None
    return int(getattr(cost, "amount"))  # noqa: B009


@pytest.mark.parametrize(
    ("typed", "what", "cost"),
    [
        ("3 control points cost 60 each", "3 control points", 180),
        ("6 vans cost 350 apiece", "6 vans", 2100),
        ("preroll cost 400 per month for 2 months", "preroll", 800),
        ("crane cost 300 a week for 3 weeks", "crane", 900),
        ("lift cost 300 weekly, 3 weeks", "lift", 900),
    ],
)
def test_a_cost_by_the_piece_or_the_time_is_for_all_of_it(
    table: Table, ana: Hands, acme: Channel, typed: str, what: str, cost: int
) -> None:
    opened(ana, acme, "/deal open stage band selling 240k EUR")
    ana.types(f"/concede {typed}", in_=acme)
    assert (table.move(1).what, cost_of(table)) == (what, cost)
    assert len(table.states()) == 1


@pytest.mark.parametrize(
    ("typed", "what", "cost"),
    [
        ("Preroll, kostet 400 je Monat für 2 Monate", "Preroll", 800),
        ("Kran stellen, kostet 300 je Tag für 3 Tage", "Kran stellen", 900),
        ("Kran kostet 300 die Woche für 3 Wochen", "Kran", 900),
        ("Lift kostet 300 monatlich, 3 Monate", "Lift", 900),
        ("Bühne, kostet 300 am Tag, 3 Tage", "Bühne", 900),
        ("3 Stative kosten 60 je", "3 Stative", 180),
        ("3 Stative, kosten 60 pro Stück", "3 Stative", 180),
    ],
)
def test_german_costs_by_the_piece_or_the_time_are_for_all_of_it(
    table: Table, dana: Hands, general: Channel, typed: str, what: str, cost: int
) -> None:
    opened(dana, general, "/deal eröffnen Bühne Halle Verkauf 240k EUR")
    dana.types(f"/concede {typed}", in_=general)
    assert (table.move(1).what, cost_of(table)) == (what, cost)
    assert len(table.states()) == 1


def test_the_same_thing_with_a_length_of_time_is_no_higher_level_of_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede crane cost 300", in_=acme)
    ana.types("/concede crane 3 weeks cost 300", in_=acme)
    assert len(table.states()) == 2


def test_what_it_does_not_hold_for_is_no_return(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede guarantee of 23 cost 9k but not for block 4", in_=acme)
    assert table.states() == ["give draft"]
    assert table.move(1).for_what == ""


@pytest.mark.parametrize(
    "typed", ["/got she booked winter storage", "/coach she booked winter storage"]
)
def test_the_exception_of_a_give_does_not_make_it_count(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    ana.types("/concede mast unstepping cost 600 unless she books winter storage", in_=acme)
    assert "It happened" not in ana.types(typed, in_=acme).text
    assert table.move(1).state == "conditional"


def test_another_time_to_pay_is_not_what_a_give_waits_for(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 2% cash discount cost 900 if they pay in 10 days", in_=acme)
    assert "It happened" not in ana.types("/coach they pay in 14 days", in_=acme).text
    assert "It happened" in ana.types("/coach they pay in 10 days", in_=acme).text


@pytest.mark.parametrize(
    ("ask", "told", "said"),
    [
        ("winter storage", "no winter storage", "A no to #1, winter storage?"),
        ("a deposit of 40%", "deposit 30%", "A part of #1, a deposit of 40%?"),
        ("40 pallets", "they ordered 40 pallets", "A yes to #1, 40 pallets?"),
    ],
)
def test_an_answer_to_an_ask_is_told_as_what_it_is(
    ana: Hands, acme: Channel, ask: str, told: str, said: str
) -> None:
    opened(ana, acme)
    ana.types(f"/ask {ask}", in_=acme)
    assert said in ana.types(f"/coach {told}", in_=acme).text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("anzahlung 30%", "Ein Teil von #1, Anzahlung 40%?"),
        ("sie zahlen 30% an", "Ein Teil von #1, Anzahlung 40%?"),
        ("sie zahlen 40% an", "Ein Ja zu #1, Anzahlung 40%?"),
    ],
)
def test_a_german_answer_to_an_ask_is_told_as_what_it_is(
    dana: Hands, general: Channel, told: str, said: str
) -> None:
    opened(dana, general, "/deal eröffnen Orgel Verkauf 24k EUR")
    dana.types("/ask Anzahlung 40%", in_=general)
    assert said in dana.types(f"/coach {told}", in_=general).text


def test_what_we_do_is_no_answer_of_theirs(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask winter storage", in_=acme)
    assert "A yes to #1" not in ana.types("/coach we cover winter storage", in_=acme).text


def test_what_they_want_behind_a_report_is_offered_beside_it(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask parking worth 3k", in_=acme)
    said = ana.types("/coach parking paid but they want keys back every night", in_=acme)
    assert "Did this come: parking?" in said.text
    ana.presses("They ask for: keys back every night", on=said)
    assert (table.move(2).what, table.move(2).ours) == ("keys back every night", False)


@pytest.mark.parametrize("told", ["sie sagen ok", "die sagen passt", "er sagt ja"])
def test_a_german_yes_is_no_objection(dana: Hands, general: Channel, told: str) -> None:
    opened(dana, general, "/deal eröffnen Orgel Verkauf 24k EUR")
    dana.types("/offer 23k", in_=general)
    said = dana.types(f"/coach {told}", in_=general)
    assert f"Ein Ja: „{told}“. Wozu? Noch ist nichts eingetragen." in said.text


@pytest.mark.parametrize("told", ["she said yes", "they said fine", "deal! they said yes"])
def test_a_yes_without_an_offer_is_to_an_ask(ana: Hands, acme: Channel, told: str) -> None:
    opened(ana, acme)
    ana.types("/ask winter storage", in_=acme)
    assert "They object" not in ana.types(f"/coach {told}", in_=acme).text


@pytest.mark.parametrize(
    ("typed", "cost"),
    [
        ("/concede 1200 flyers cost 2 each", "2400"),
        ("/concede 3 control points cost 60 each", "180"),
        ("/concede 20-30 chairs cost 3 each", "3"),
        ("/concede 2 seats for 3 people cost 60 each", "60"),
        ("/concede building 7 lights cost 60 each", "60"),
        ("/concede 1,200 flyers cost 2 each", "2"),
        ("/concede breakfast, 60", "60"),
        ("/concede breakfast and lunch, £90", "90"),
    ],
)
def test_only_a_plain_count_is_multiplied(
    table: Table, ana: Hands, acme: Channel, typed: str, cost: str
) -> None:
    opened(ana, acme)
    ana.types(typed, in_=acme)
    assert str(getattr(table.move(1).cost, "amount", "")) == cost
    assert len(table.states()) == 1


@pytest.mark.parametrize("typed", ["photos from us", "photos will come", "50% deposit paid by us"])
def test_what_we_do_or_is_still_to_come_is_no_yes(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    ana.types("/ask photos", in_=acme)
    ana.types("/ask 50% deposit", in_=acme)
    assert "A yes to" not in ana.types(f"/coach {typed}", in_=acme).text


def test_a_price_less_something_is_no_offer_of_the_price(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    for typed in ("/offer 22k minus 2%", "/offer 22k minus 2k", "/coach we said 22k minus 2%"):
        assert "22,000" not in ana.types(typed, in_=acme).text


@pytest.mark.parametrize(
    ("typed", "costs"),
    [
        ("/concede 10 chairs and 5 tables cost 60 each", [600, 300]),
        ("/concede 12 lamps, 4 rugs cost 20 each", [240, 80]),
        ("/concede ref call and case study cost 60 each", [60, 60]),
    ],
)
def test_what_one_of_several_counted_things_costs_is_counted_for_each(
    table: Table, ana: Hands, acme: Channel, typed: str, costs: list[int]
) -> None:
    opened(ana, acme)
    ana.types(typed, in_=acme)
    assert [cost_of(table, no) for no in (1, 2)] == costs


@pytest.mark.parametrize(
    ("typed", "costs"),
    [
        ("/concede 10 Stühle und 5 Tische kosten je 60", [600, 300]),
        ("/concede 10 Stühle, 5 Tische kosten 60 je", [600, 300]),
        ("/concede Fallstudie und Logo kosten je 60", [60, 60]),
    ],
)
def test_german_counted_things_cost_each_what_one_costs(
    table: Table, dana: Hands, general: Channel, typed: str, costs: list[int]
) -> None:
    opened(dana, general, "/deal eröffnen Orgel Verkauf 24k EUR")
    dana.types(typed, in_=general)
    assert [cost_of(table, no) for no in (1, 2)] == costs


@pytest.mark.parametrize(
    ("typed", "cost"),
    [("500 off", 500), ("500 off the price", 500), ("300 discount", 300), ("2k off", 2000)],
)
def test_a_sum_that_comes_off_the_price_is_what_it_costs(
    table: Table, ana: Hands, acme: Channel, typed: str, cost: int
) -> None:
    opened(ana, acme)
    ana.types(f"/concede {typed}", in_=acme)
    assert cost_of(table) == cost


@pytest.mark.parametrize("typed", ["50 off", "300 vouchers", "20 off per seat"])
def test_what_may_be_a_percentage_or_a_count_has_no_cost(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    ana.types(f"/concede {typed}", in_=acme)
    assert table.move(1).cost is None
