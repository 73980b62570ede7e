"""A get that is put right, or is void, changes what it answered: the ask, and the gives that count by it."""

import pytest

from bot.domain.moves import State
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


@pytest.fixture
def deal(table: Table, ana: Hands, acme: Channel) -> Table:
    opened(ana, acme, "/deal open Freight lane Hamburg selling 150k EUR")
    return table


@pytest.fixture
def german_deal(table: Table, dana: Hands, general: Channel) -> Table:
    opened(dana, general, "/deal eröffnen Malerei Lindenhof Verkauf 40k EUR")
    return table


MORE = [
    ("/concede 5% off cost 2k for 24-month term", "/got 18 months", "/deal edit #3 24 months"),
    ("/concede fuel cap cost 2k for 40 trucks a week", "/got 30 trucks a week", "/deal edit #3 40 trucks a week"),
    ("/concede net 60 cost 1k for 30% deposit", "/got 20% deposit", "/deal edit #3 30% deposit"),
    ("/concede free pickup cost 1k for 3 reference calls", "/got 2 reference calls", "/got edit #3 3 reference calls"),
    ("/concede hotline cost 1k for 12 pallet places", "/got 8 pallet places", "/deal edit #3 12 pallet places"),
]  # fmt: skip


@pytest.mark.parametrize(("give", "get", "edit"), MORE)
def test_a_part_that_becomes_all_of_it_lets_the_give_count(
    deal: Table, ana: Hands, acme: Channel, give: str, get: str, edit: str
) -> None:
    ana.types(give, in_=acme)
    ana.types(get, in_=acme)
    assert [deal.move(no).state for no in (1, 2)] == [State.CONDITIONAL, State.PARTLY]
    said = ana.types(edit, in_=acme)
    assert "That is all of ask #2" in said.text
    assert "now counts (#1)" in said.text
    assert [deal.move(no).state for no in (1, 2)] == [State.FIRM, State.GRANTED]
    ana.presses("Undo", on=said)
    assert [deal.move(no).state for no in (1, 2)] == [State.CONDITIONAL, State.PARTLY]


LESS = [
    ("/concede 5% off cost 2k for 24-month term", "/got 24-month term", "/deal edit #3 18 months"),
    ("/concede fuel cap cost 2k for 40 trucks a week", "/got 40 trucks a week", "/deal edit #3 30 trucks a week"),
    ("/concede net 60 cost 1k for 30% deposit", "/got 30% deposit", "/deal edit #3 20% deposit"),
    ("/concede free pickup cost 1k for 3 reference calls", "/got 3 reference calls", "/deal edit #3 2 reference calls"),
    ("/concede hotline cost 1k for 12 pallet places", "/got 12 pallet places", "/deal edit #3 9 pallet places"),
]  # fmt: skip


@pytest.mark.parametrize(("give", "get", "edit"), LESS)
def test_all_of_it_that_becomes_a_part_lets_the_give_wait_again(
    deal: Table, ana: Hands, acme: Channel, give: str, get: str, edit: str
) -> None:
    ana.types(give, in_=acme)
    ana.types(get, in_=acme)
    assert [deal.move(no).state for no in (1, 2)] == [State.FIRM, State.GRANTED]
    said = ana.types(edit, in_=acme)
    assert "the rest of it is open again" in said.text
    assert "waits for it again and does not count (#1)" in said.text
    assert "No give is open" in said.text
    assert [deal.move(no).state for no in (1, 2)] == [State.CONDITIONAL, State.PARTLY]
    rest = ana.types("/got the rest", in_=acme)
    assert "now counts (#1)" in rest.text
    assert [deal.move(no).state for no in (1, 2)] == [State.FIRM, State.GRANTED]


GERMAN = [
    ("5% Rabatt Kosten 2k für 24 Monate Laufzeit", "24 Monate", "18 Monate"),
    ("Treppenhaus gratis Kosten 900 für 30% Anzahlung", "30% Anzahlung", "20% Anzahlung"),
    ("Gerüst gratis Kosten 900 für 3 Referenzen", "3 Referenzen", "1 Referenz"),
    ("Grundierung Kosten 200 für 2 Parkplätze", "2 Parkplätze", "1 Parkplatz"),
]


@pytest.mark.parametrize(("give", "whole", "part"), GERMAN)
def test_german_answers_that_are_put_right(
    german_deal: Table, dana: Hands, general: Channel, give: str, whole: str, part: str
) -> None:
    dana.types(f"/concede {give}", in_=general)
    dana.types(f"/got {whole}", in_=general)
    assert [german_deal.move(no).state for no in (1, 2)] == [State.FIRM, State.GRANTED]
    said = dana.types(f"/deal bearbeiten #3 {part}", in_=general)
    assert "wartet wieder darauf und zählt nicht" in said.text
    assert [german_deal.move(no).state for no in (1, 2)] == [State.CONDITIONAL, State.PARTLY]
    said = dana.types(f"/deal bearbeiten #3 {whole}", in_=general)
    assert "Jetzt zählt" in said.text
    assert [german_deal.move(no).state for no in (1, 2)] == [State.FIRM, State.GRANTED]


def test_a_condition_in_words_is_weighed_again(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede 5% off cost 2k if they take 20 trucks", in_=acme)
    ana.types("/got 20 trucks", in_=acme)
    assert deal.move(1).state is State.FIRM
    less = ana.types("/deal edit #2 18 trucks", in_=acme)
    assert "waits for it again" in less.text
    assert deal.move(1).state is State.CONDITIONAL
    ana.types("/deal edit #2 20 trucks", in_=acme)
    assert deal.move(1).state is State.FIRM


def test_other_edits_of_an_answer_change_no_give(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede 5% off cost 2k for 24-month term", in_=acme)
    ana.types("/got 24-month term", in_=acme)
    for typed in ("/deal edit #3 worth 9k", "/deal edit #3 30 months", "/deal edit #3 worth 8k"):
        ana.types(typed, in_=acme)
        assert [deal.move(no).state for no in (1, 2)] == [State.FIRM, State.GRANTED]


def test_a_give_of_two_asks_waits_for_the_other(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede 5% off cost 2k for 24-month term and a logo", in_=acme)
    ana.types("/got 18 months", in_=acme)
    ana.types("/deal edit #4 24 months", in_=acme)
    assert [deal.move(no).state for no in (1, 2, 3)] == [
        State.CONDITIONAL,
        State.GRANTED,
        State.OPEN,
    ]
    ana.types("/got the logo", in_=acme)
    assert deal.move(1).state is State.FIRM
    ana.types("/deal edit #4 12 months", in_=acme)
    assert [deal.move(no).state for no in (1, 2, 3)] == [
        State.CONDITIONAL,
        State.PARTLY,
        State.GRANTED,
    ]


def test_a_void_answer_answers_nothing(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/concede 5% off cost 2k for 24-month term", in_=acme)
    ana.types("/got 24-month term", in_=acme)
    void = ana.types("/deal void #3", in_=acme)
    assert "Ask #2 is open again" in void.text
    assert [deal.move(no).state for no in (1, 2)] == [State.CONDITIONAL, State.OPEN]
    ana.presses("Undo", on=void)
    assert [deal.move(no).state for no in (1, 2)] == [State.FIRM, State.GRANTED]


def test_a_give_that_counted_before_its_answer_goes_on_counting(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/concede 5% off cost 2k for 24-month term", in_=acme)
    ana.presses("It happened", on=ana.types("/deal #1", in_=acme))
    ana.types("/got 24-month term", in_=acme)
    ana.types("/deal edit #3 18 months", in_=acme)
    assert [deal.move(no).state for no in (1, 2)] == [State.FIRM, State.PARTLY]


def test_their_ask_is_open_again_with_the_give(deal: Table, ana: Hands, acme: Channel) -> None:
    ana.types("/ask they want net 60", in_=acme)
    ana.types("/concede net 60 cost 1k for 30% deposit", in_=acme)
    ana.types("/got 30% deposit", in_=acme)
    assert deal.move(1).state is State.GRANTED
    ana.types("/deal edit #4 20% deposit", in_=acme)
    assert deal.move(1).state is State.OPEN


@pytest.mark.parametrize(
    "word", ["storno", "stornier", "storniere", "annulliere", "lösch", "streich", "entfern"]
)
def test_a_german_answer_is_void_by_any_word_for_it(
    german_deal: Table, dana: Hands, general: Channel, word: str
) -> None:
    dana.types("/concede Aufbau gratis Kosten 400 wenn sie 3 Zelte nehmen", in_=general)
    dana.types("/got 3 Zelte", in_=general)
    said = dana.types(f"/deal {word} #2", in_=general)
    assert "wartet wieder darauf" in said.text
    assert german_deal.states() == ["give conditional", "get void"]


def test_an_ask_with_another_part_stays_answered_in_part(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask 40 trucks a week", in_=acme)
    ana.types("/got 10 trucks a week", in_=acme)
    ana.types("/got 15 trucks a week", in_=acme)
    said = ana.types("/deal void #2", in_=acme)
    assert deal.move(1).state is State.PARTLY
    assert "open again" not in said.text
    assert "Ask #1" not in said.text


def test_what_was_all_of_an_ask_together_is_a_part_of_it_alone(
    deal: Table, ana: Hands, acme: Channel
) -> None:
    ana.types("/ask 40 trucks a week", in_=acme)
    ana.types("/got 10 trucks a week", in_=acme)
    ana.types("/got 30 trucks a week", in_=acme)
    assert deal.move(1).state is State.GRANTED
    said = ana.types("/deal void #3", in_=acme)
    assert deal.move(1).state is State.PARTLY
    assert "Ask #1, 40 trucks a week, is answered in part only." in said.text
    assert "open again" not in said.text
