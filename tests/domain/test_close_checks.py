from dataclasses import replace
from datetime import date

import pytest

from bot.domain.close_checks import CloseCheck, CloseReview, RhythmLack, find_close_gaps
from bot.domain.closing import (
    CloseDecision,
    CloseItem,
    CloseItemKind,
    CloseLine,
    CloseStatus,
    choose_fallback,
    count_paper_gap,
)
from bot.domain.ids import PersonId
from bot.domain.rhythms import Cadence, CadenceUnit, Exits, Measure, Rhythm
from bot.language.things import read_thing
from bot.language.wordings import WORDINGS

MONDAY = date(2026, 11, 23)
ANA = PersonId("U1")
SOUND = Rhythm(
    cadence=Cadence(unit=CadenceUnit.MONTHS, start=MONDAY),
    owner=ANA,
    their_owner="head of IT",
    notice=date(2027, 8, 31),
    renewal=date(2027, 11, 30),
    exits=Exits(pause="two months below"),
)


def line(
    said: str,
    kind: CloseItemKind = CloseItemKind.TERM,
    status: CloseStatus = CloseStatus.CONTRACT,
    *,
    ours: bool | None = None,
) -> CloseLine:
    item = CloseItem(key=said, kind=kind, said=said, ours=ours)
    if status is CloseStatus.OPEN:
        return CloseLine(item=item)
    decision = CloseDecision(key=said, said=said, status=status, person=ANA, on=MONDAY)
    return CloseLine(item=item, decision=decision)


def found(*lines: CloseLine, rhythm: Rhythm = SOUND) -> list[CloseCheck]:
    """What the checks find, by name."""
    things = {each.item.key: read_thing(each.item.said, "en-US") for each in lines}
    review = CloseReview(lines=lines, rhythm=rhythm, wordings=WORDINGS, things=things)
    return [gap.check for gap in find_close_gaps(review)]


def test_a_sound_close_has_nothing_to_say() -> None:
    assert found(line("term 24 months"), line("price 95000 EUR")) == []


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("term 24 months", "36-month term"),
        ("24 months term", "12 month term"),
        ("uptime 99.5 %", "uptime 99.9 %"),
    ],
)
def test_two_figures_of_one_matter_contradict(term: str, other: str) -> None:
    promised = line(other, CloseItemKind.GET, ours=False)
    assert CloseCheck.CONTRADICTION in found(line(term), promised)
    waived = line(other, CloseItemKind.GET, CloseStatus.WAIVED, ours=False)
    assert found(line(term), waived) == []


def test_the_same_said_twice_and_gives_on_top_of_each_other_do_not() -> None:
    assert found(line("term 24 months"), line("24-month term", CloseItemKind.GET, ours=False)) == []
    gives = [line(said, CloseItemKind.GIVE, ours=True) for said in ("5% off", "3% off")]
    assert found(*gives) == []


def test_what_is_left_for_later_is_not_written() -> None:
    get = line("case study", CloseItemKind.GET, CloseStatus.COMMITMENT, ours=False)
    give = line("onboarding", CloseItemKind.GIVE, CloseStatus.QUESTION, ours=True)
    assert found(get, give) == [CloseCheck.UNWRITTEN_GET, CloseCheck.UNWRITTEN_GIVE]
    assert count_paper_gap([get, give, line("term 24 months")]) == 2
    assert found(line("case study", CloseItemKind.GET, CloseStatus.OPEN, ours=False)) == []


@pytest.mark.parametrize(
    ("said", "check"),
    [
        ("silence counts as acceptance", CloseCheck.SILENCE_AS_CONSENT),
        ("5% service credit if we miss the SLA", CloseCheck.ONE_SIDED_CREDIT),
    ],
)
def test_wordings_are_found_in_terms(said: str, check: CloseCheck) -> None:
    assert check in found(line(said))
    assert check not in found(line(said, status=CloseStatus.SUPERSEDED))


def test_the_rhythm_is_looked_at_too() -> None:
    assert CloseCheck.VAGUE_RHYTHM in found(rhythm=Rhythm())
    assert CloseCheck.NO_WAY_OUT in found(rhythm=replace(SOUND, notice=None, exits=Exits()))
    assert CloseCheck.SURPRISE_RENEWAL in found(rhythm=replace(SOUND, notice=None))
    assert CloseCheck.SURPRISE_RENEWAL in found(
        line("renews automatically each year"), rhythm=replace(SOUND, renewal=None, notice=None)
    )
    late = replace(SOUND, notice=date(2028, 1, 1))
    assert CloseCheck.CONTRADICTION in found(rhythm=late)
    credit = Measure(name="uptime", threshold=99, credit="5 % of the month")  # type: ignore[arg-type]
    assert CloseCheck.ONE_SIDED_CREDIT in found(rhythm=replace(SOUND, measures=(credit,)))


@pytest.mark.parametrize(
    ("rhythm", "lacks"),
    [
        (replace(SOUND, cadence=None), {RhythmLack.CADENCE}),
        (replace(SOUND, owner=None), {RhythmLack.OWNER}),
        (replace(SOUND, their_owner=""), {RhythmLack.THEIR_OWNER}),
        (replace(SOUND, owner=None, their_owner=""), {RhythmLack.OWNER, RhythmLack.THEIR_OWNER}),
    ],
)
def test_only_what_the_rhythm_leaves_out_is_named(rhythm: Rhythm, lacks: set[RhythmLack]) -> None:
    review = CloseReview(lines=(), rhythm=rhythm, wordings=WORDINGS, things={})
    (gap,) = (gap for gap in find_close_gaps(review) if gap.check is CloseCheck.VAGUE_RHYTHM)
    assert gap.lacks == lacks


def test_what_nobody_decides_falls_where_somebody_looks_after_it() -> None:
    fallback = {
        CloseItemKind.TERM: CloseStatus.QUESTION,
        CloseItemKind.ASK: CloseStatus.QUESTION,
        CloseItemKind.NOTE: CloseStatus.WAIVED,
    }
    for kind, status in fallback.items():
        assert choose_fallback(CloseItem(key="k", kind=kind, said="x")) is status
    give = CloseItem(key="k", kind=CloseItemKind.GIVE, said="x", ours=True)
    assert choose_fallback(give) is CloseStatus.COMMITMENT
