"""Gives told in plain sentences with their cost, and reasons that stand before what is given for them."""

import pytest

from bot.language.plain_gives import find_plain_give, put_reason_last


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("we give them a second driver cost 150", "a second driver, cost 150"),
        ("we're throwing in the lamp, that's 40 quid", "the lamp, cost 40 quid"),
        ("i said we feed them, 5 people, thats 80", "feed them, 5 people, cost 80"),
        ("told them they'd get the spare key, cost us abt 30", "the spare key, cost abt 30"),
        ("we cover the taxi, that's 45", "cover the taxi, cost 45"),
        ("free parking for the crew, 50", "free parking for the crew, cost 50"),
        ("wir stellen die Leitern, kostet 35", "die Leitern stellen, cost 35"),
        ("ich zahle das Taxi, macht 45 Euro", "das Taxi zahlen, cost 45 Euro"),
        ("wir geben ihnen den Keller dazu, das sind 40", "den Keller dazu, cost 40"),
        ("gratis Parken für die Crew, 50", "gratis Parken für die Crew, cost 50"),
    ],
)
def test_a_give_told_with_its_cost_is_a_line_of_a_give(text: str, line: str) -> None:
    assert find_plain_give(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "can we give them a second driver, cost 150?",
        "we could give them a driver, cost 150",
        "we give them nothing, but it costs 150",
        "we give them the van if they sign, cost 90",
        "the taxi costs 45",
        "wir könnten die Leitern stellen, kostet 35",
        "wir zahlen nicht, kostet 35",
    ],
)
def test_what_is_thought_of_or_hangs_on_something_is_none(text: str) -> None:
    assert find_plain_give(text) is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("they waived the fee so free coffee", "free coffee because they waived the fee"),
        (
            "he paid early, so we throw in the lamp cost 40",
            "the lamp cost 40 because he paid early",
        ),
        (
            "sie haben die Gebühr erlassen, also Kaffee gratis",
            "Kaffee gratis, weil sie die Gebühr erlassen haben",
        ),
        ("free coffee because they waived the fee", "free coffee because they waived the fee"),
        ("5% off so they sign by Friday", "5% off so they sign by Friday"),
    ],
)
def test_a_reason_before_the_give_goes_behind_it(text: str, line: str) -> None:
    assert put_reason_last(text) == line
