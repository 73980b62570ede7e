"""Laws of comparing things, whatever they are made of; what words mean is tested with their reader."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.bounds import Bound, BoundKind
from bot.domain.comparison import compare, is_exactly
from bot.domain.deals import Side
from bot.domain.spellings import is_respelling
from bot.domain.things import (
    Direction,
    Extent,
    Likeness,
    Qualifier,
    Thing,
    is_seller,
    resolve_direction,
)

WORDS = st.sampled_from("term warranty warrenty price hold reference call seat train".split())
UNITS = st.sampled_from(["months", "days", "pieces", "%", "EUR", ""])
AMOUNTS = st.integers(1, 60).map(Decimal)
simple_things = st.builds(
    Thing,
    words=st.frozensets(WORDS, max_size=3),
    extents=st.lists(st.builds(Extent, amount=AMOUNTS, unit=UNITS), max_size=2).map(tuple),
    qualifiers=st.lists(
        st.builds(
            Qualifier,
            kind=st.sampled_from(["with", "place"]),
            words=st.frozensets(WORDS, min_size=1, max_size=2),
        ),
        max_size=2,
        unique_by=lambda each: each.kind,
    ).map(tuple),
    labels=st.frozensets(st.sampled_from(["line 2", "line 3"]), max_size=1),
    bounds=st.lists(
        st.builds(
            Bound,
            kind=st.sampled_from(BoundKind),
            month=st.integers(1, 12),
            day=st.integers(1, 28),
            year=st.none() | st.integers(2026, 2028),
        ),
        max_size=1,
    ).map(tuple),
    direction=st.sampled_from(Direction),
    share=st.none() | st.sampled_from([Decimal("0.5"), Decimal("0.25")]),
    refers=st.booleans(),
)
things = simple_things | st.builds(
    Thing, parts=st.lists(simple_things, min_size=2, max_size=3).map(tuple)
)
TURNED = {Likeness.LESS: Likeness.MORE, Likeness.MORE: Likeness.LESS}


@given(things, things)
def test_what_is_less_one_way_round_is_more_the_other(a: Thing, b: Thing) -> None:
    there = compare(a, b)
    assert compare(b, a) is TURNED.get(there, there)


@given(simple_things)
def test_a_thing_is_just_itself(thing: Thing) -> None:
    assert compare(thing, thing) is (Likeness.OTHER if thing.is_empty else Likeness.SAME)
    assert is_exactly(thing, thing) is not thing.is_empty


@given(things, things)
def test_what_is_exactly_the_same_is_the_same_both_ways_round(a: Thing, b: Thing) -> None:
    assert is_exactly(a, b) is is_exactly(b, a)
    assert not is_exactly(a, b) or compare(a, b) is Likeness.SAME


@given(things)
def test_nothing_is_like_nothing(thing: Thing) -> None:
    assert compare(thing, Thing()) is compare(Thing(), thing) is Likeness.OTHER


@given(simple_things, st.sampled_from([Direction.LARGER, Direction.SMALLER]))
def test_twice_of_it_is_more_unless_fewer_are_more(thing: Thing, direction: Direction) -> None:
    one = Thing(words=thing.words | {"volume"}, extents=(Extent(amount=Decimal(5), unit="%"),))
    two = replace(one, extents=(Extent(amount=Decimal(10), unit="%"),))
    one, two = replace(one, direction=direction), replace(two, direction=direction)
    wanted = Likeness.MORE if direction is Direction.LARGER else Likeness.LESS
    assert compare(two, one) is wanted


@pytest.mark.parametrize(
    ("a", "b", "is_one"),
    [
        ("warranty", "warrenty", True),
        ("reference", "refernce", True),
        ("commitment", "comitment", True),
        ("maintenance", "maint", True),
        ("seal", "seat", False),
        ("warranty", "quality", False),
        ("phase1", "phase2", False),
        ("term", "terms", False),
    ],
)
def test_one_letter_makes_no_other_word(a: str, b: str, is_one: bool) -> None:
    assert is_respelling(a, b) is is_respelling(b, a) is is_one


@pytest.mark.parametrize(
    ("side", "ours", "seller"),
    [
        (Side.SELLING, True, True),
        (Side.SELLING, False, False),
        (Side.BUYING, True, False),
        (Side.BUYING, False, True),
        (Side.PARTNERING, True, None),
        (Side.HIRING, False, None),
    ],
)
def test_who_receives_decides_which_days_of_payment_are_more(
    side: Side, ours: bool, seller: bool | None
) -> None:
    assert is_seller(side, ours=ours) is seller
    thing = Thing(words=frozenset({"payment"}), direction=Direction.SMALLER_FOR_SELLER)
    wanted = {True: Direction.SMALLER, False: Direction.LARGER}.get(
        seller if seller is not None else None,  # type: ignore[arg-type]
        Direction.SMALLER_FOR_SELLER,
    )
    assert resolve_direction(thing, seller).direction is wanted
