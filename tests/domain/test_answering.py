"""Which ask a get answers, and how far."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.domain.answering import Answered, Wanted, find_answered
from bot.domain.ids import MoveNo
from bot.domain.moves import Move, State
from bot.domain.things import Direction, Extent, Likeness, Thing
from tests.domain.ledgers import table

T = table("A1 ask one day 0\nA2 ask two day 0\nA3 ask three day 0")


def ask(no: int, state: State = State.OPEN) -> Move:
    return replace(T[f"A{no}"], no=MoveNo(no), state=state)


def thing(words: str, amount: int = 0, unit: str = "months", **more: object) -> Thing:
    extents = (Extent(amount=Decimal(amount), unit=unit),) if amount else ()
    return Thing(words=frozenset(words.split()), extents=extents, **more)  # type: ignore[arg-type]


def answered(got: Thing, *wanted: Thing, parts: tuple[Thing, ...] = ()) -> Answered:
    state = State.PARTLY if parts else State.OPEN
    return find_answered(
        got,
        [
            Wanted(ask=ask(no, state if no == 1 else State.OPEN), thing=each, parts=parts)
            for no, each in enumerate(wanted, start=1)
        ],
    )


TERM = thing("term", 24)
HOLD = thing("price_hold", 24)


@pytest.mark.parametrize(
    ("got", "likeness", "share"),
    [
        (thing("term", 24), Likeness.SAME, None),
        (thing("", 24), Likeness.SAME, None),
        (thing("term", 36), Likeness.MORE, None),
        (thing("term", 18), Likeness.LESS, Decimal("0.75")),
        (thing("", 6), Likeness.LESS, Decimal("0.25")),
        (Thing(refers=True, share=Decimal("0.5")), Likeness.LESS, Decimal("0.5")),
    ],
)
def test_the_only_ask_is_answered_whole_or_in_part(
    got: Thing, likeness: Likeness, share: Decimal | None
) -> None:
    found = answered(got, TERM).answer
    assert found is not None
    assert (found.likeness, found.share) == (likeness, share)


def test_the_ask_that_says_just_that_is_meant_before_one_that_says_more() -> None:
    cio = thing("reference call cio")
    found = answered(thing("reference call"), cio, thing("reference call")).answer
    assert found is not None
    assert found.ask.no == 2


def test_two_asks_that_fit_equally_well_are_candidates() -> None:
    found = answered(thing("", 24), HOLD, thing("warranty", 24), thing("reference"))
    assert found.answer is None
    assert [each.no for each in found.candidates] == [1, 2]


def test_an_ask_that_cannot_be_compared_is_a_candidate_by_itself() -> None:
    found = answered(
        thing("slot", labels=frozenset({"line 3"})), thing("slot", labels=frozenset({"line 2"}))
    )
    assert found.answer is None
    assert [each.no for each in found.candidates] == [1]


def test_another_thing_answers_nothing() -> None:
    assert answered(thing("warranty", 24), TERM, HOLD) == Answered()


@pytest.mark.parametrize(
    ("got", "likeness"),
    [
        (thing("", 6), Likeness.SAME),
        (thing("term", 24), Likeness.SAME),
        (thing("", 6, rest=True), Likeness.SAME),
        (Thing(refers=True, rest=True), Likeness.SAME),
        (thing("", 4), Likeness.LESS),
        (thing("term", 20), Likeness.LESS),
    ],
)
def test_after_18_of_24_months_the_rest_completes_it(got: Thing, likeness: Likeness) -> None:
    found = answered(got, TERM, parts=(thing("", 18),)).answer
    assert found is not None
    assert found.likeness is likeness


def test_the_rest_is_that_of_the_ask_that_was_answered_in_part() -> None:
    found = answered(Thing(refers=True, rest=True), TERM, HOLD, parts=(thing("term", 12),)).answer
    assert found is not None
    assert found.ask.no == 1


def test_each_thing_of_a_list_is_a_part_and_all_are_the_whole() -> None:
    both = Thing(parts=(thing("reference call"), thing("case_study")))
    first = answered(thing("case_study"), both).answer
    then = answered(thing("reference call"), both, parts=(thing("case_study"),)).answer
    assert first is not None
    assert then is not None
    assert (first.likeness, then.likeness) == (Likeness.LESS, Likeness.SAME)


def test_of_what_is_better_the_smaller_parts_do_not_add_up() -> None:
    moq = thing("moq", 200, "pieces", direction=Direction.SMALLER)
    got = thing("moq", 300, "pieces", direction=Direction.SMALLER)
    found = answered(got, moq).answer
    assert found is not None
    assert (found.likeness, found.share) == (Likeness.LESS, None)
