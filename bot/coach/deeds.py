"""What somebody waits for, told as what they do, beside what came, told as done: `they pay 40%` and `40% paid`."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from bot.coach.context import DealSession
from bot.coach.likeness import read_wanted
from bot.domain.answering import Answered, AskFit
from bot.domain.comparison import compare, is_exactly
from bot.domain.moves import Move, State
from bot.domain.things import TERM, Likeness
from bot.language.doing import CHANGING, GENERAL, names_sum_to_reach, read_deed


def is_deed_done(session: DealSession, awaited: str, get: Move) -> bool:
    """Whether a get is all of what was awaited, in another form of the verb or without it."""
    return is_deed_told(session, awaited, get.what, typed=get.typed)


def is_deed_told(session: DealSession, awaited: str, what: str, *, typed: str = "") -> bool:
    """Whether the words tell all of what was awaited; `typed` is the whole line that they stand in."""
    wanted, came = read_deed(awaited), read_deed(what)
    said = came.verbs | read_deed(typed).verbs
    if not _may_be_one_deed(wanted.verbs, said):
        return False
    pairs = ((came.thing, wanted.thing), (came.whole, wanted.whole))
    return any(_covers(session, got, thing, is_said=bool(said)) for got, thing in pairs)


def is_part_of_deed(session: DealSession, awaited: str, what: str) -> bool:
    """Whether the words tell less of what was awaited, once both say it in one form of the verb: `Anzahlung 30%` of
    `sie 40% anzahlen`, and 2 years of a term of 3."""
    wanted = read_wanted(session, read_deed(awaited).whole)
    came = read_wanted(session, read_deed(what).whole)
    if came.is_empty or wanted.is_empty or came.refers or wanted.refers:
        return False
    is_one_kind = came.is_bare is wanted.is_bare or wanted.words <= {TERM}
    return is_one_kind and compare(came, wanted) is Likeness.LESS


def find_ask_done(session: DealSession, get: Move, asks: Iterable[Move]) -> Answered | None:
    """The one ask of which a get says that it is done, or done in part; None where none or several may be meant, and
    for an ask of which a part came before."""
    open_asks = [ask for ask in asks if ask.state is State.OPEN]
    done = [ask for ask in open_asks if is_deed_done(session, ask.what, get)]
    if len(done) == 1:
        return Answered(answer=AskFit(ask=done[0], likeness=Likeness.SAME))
    if not done and (named := _find_by_day(session, get, open_asks)) is not None:
        return Answered(answer=AskFit(ask=named, likeness=Likeness.SAME))
    in_part = [ask for ask in open_asks if is_part_of_deed(session, ask.what, get.what)]
    if done or len(in_part) != 1:
        return None
    return Answered(answer=AskFit(ask=in_part[0], likeness=Likeness.LESS))


def _find_by_day(session: DealSession, get: Move, asks: Iterable[Move]) -> Move | None:
    """The one ask for something on the day that is all that a get says: `1 Feb` of `start 1 Feb`."""
    came = read_wanted(session, read_deed(get.what).thing)
    if came.words or came.extents or came.parts or not came.bounds:
        return None
    days = [(bound.month, bound.day) for bound in came.bounds]
    named = [
        ask
        for ask in asks
        if [(each.month, each.day) for each in read_wanted(session, ask.what).bounds] == days
    ]
    return named[0] if len(named) == 1 else None


def _may_be_one_deed(awaited: AbstractSet[str], said: AbstractSet[str]) -> bool:
    """Whether what was done may be what had to be done: `clean the unit` is not met by `unit painted`."""
    if awaited & CHANGING != said & CHANGING:
        return False
    return said <= GENERAL or awaited <= GENERAL or not awaited.isdisjoint(said - GENERAL)


def _covers(session: DealSession, came: str, awaited: str, *, is_said: bool) -> bool:
    """Whether what came is all of what was awaited: nothing else, and no less. `is_said`: the line says that it is
    done, so that a figure that it leaves out is as it was agreed."""
    got, wanted = read_wanted(session, came), read_wanted(session, awaited)
    if got.is_empty or wanted.is_empty or got.refers or wanted.refers or got.parts or wanted.parts:
        return False
    if not got.bounds:
        # The day by which it had to come is looked at by the calendar.
        wanted = replace(wanted, bounds=())
    if is_exactly(got, wanted):
        return True
    if got.is_bare is not wanted.is_bare or not got.words <= wanted.words:
        return False
    likeness = compare(got, wanted)
    if likeness is Likeness.MORE and names_sum_to_reach(awaited):
        return False
    if got.is_bare and any(each.unit in ("days", "hours") for each in got.extents):
        # Without the verb nobody can tell whether more is better: `in 14 days` beside `in 10 days`.
        return likeness is Likeness.SAME
    if got.extents and got.extents == wanted.extents:
        return likeness is not Likeness.OTHER
    has_figure = bool(got.extents) or not wanted.extents or (is_said and not got.detail)
    missing = wanted.words - got.words - wanted.generic
    return has_figure and not missing and likeness in (Likeness.SAME, Likeness.MORE)
