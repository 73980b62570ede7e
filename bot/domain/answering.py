"""Which ask a get answers, and how far: all of it, a part, or nobody can tell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter

from bot.domain.comparison import compare, is_exactly
from bot.domain.moves import Move, State
from bot.domain.things import Direction, Likeness, Thing

_WHOLE = Decimal("0.99")
"""From this sum on shares are the whole: three thirds of .3333."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An open ask: what it is about, and what came of it already."""

    ask: Move
    thing: Thing
    parts: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFit:
    """How what came stands beside an ask. `share` is how much of the ask it is, where that is known."""

    ask: Move
    likeness: Likeness
    share: Decimal | None = None

    @property
    def is_part(self) -> bool:
        """Whether the ask stays open for the rest."""
        return self.likeness is Likeness.LESS


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a get answers: one ask (`answer`), or perhaps one of several, which the person is asked about."""

    answer: AskFit | None = None
    candidates: tuple[Move, ...] = ()


def find_answered(got: Thing, wanted: Sequence[Wanted]) -> Answered:
    """The ask that a thing answers. Where several fit equally well, or none is surely meant, the candidates."""
    fits = [judge_answer(got, each) for each in wanted]
    fits = [fit for fit in fits if fit.likeness is not Likeness.OTHER]
    for likely in _rank(got, wanted, fits):
        if len(likely) == 1 and likely[0].likeness is not Likeness.UNCLEAR:
            return Answered(answer=likely[0])
        if likely:
            asks = sorted((fit.ask for fit in likely), key=attrgetter("no"))
            return Answered(candidates=tuple(asks))
    return Answered()


def _rank(got: Thing, wanted: Sequence[Wanted], fits: list[AskFit]) -> Iterable[list[AskFit]]:
    """The asks that fit, in groups: those that say exactly the same, those that are the same, less or more of it, and
    those of which nobody can tell."""
    exact = {each.ask.no for each in wanted if is_exactly(got, each.thing)}
    yield [fit for fit in fits if fit.ask.no in exact]
    if got.rest:
        yield [fit for fit in fits if fit.ask.state is State.PARTLY]
    yield [fit for fit in fits if fit.likeness is Likeness.SAME]
    yield [fit for fit in fits if fit.likeness in (Likeness.LESS, Likeness.MORE)]
    yield [fit for fit in fits if fit.likeness is Likeness.UNCLEAR]


def judge_answer(got: Thing, wanted: Wanted) -> AskFit:
    """How what came stands beside one ask, with what came of it before."""
    likeness = compare(got, wanted.thing)
    is_rest = got.rest and _is_rest(got, wanted)
    if likeness in (Likeness.LESS, Likeness.SAME) and (is_rest or _completes(got, wanted)):
        return AskFit(ask=wanted.ask, likeness=Likeness.SAME)
    if likeness is not Likeness.LESS:
        return AskFit(ask=wanted.ask, likeness=likeness)
    return AskFit(ask=wanted.ask, likeness=likeness, share=_find_share(got, wanted.thing))


def _is_rest(got: Thing, wanted: Wanted) -> bool:
    """Whether `the rest` is all that was left; `the other 6 months` are as many as they say."""
    return not got.extents or not _list_sums(got, wanted)


def _completes(got: Thing, wanted: Wanted) -> bool:
    """Whether this part and those before it make the whole."""
    if not wanted.parts:
        return False
    if wanted.thing.parts:
        return not _find_missing(wanted, got)
    shares = [part.share for part in (*wanted.parts, got)]
    known = [share for share in shares if share is not None]
    if len(known) == len(shares) and sum(known) >= _WHOLE:
        return True
    return any(total == whole for total, whole in _list_sums(got, wanted))


def _find_missing(wanted: Wanted, got: Thing) -> list[Thing]:
    """The things of a list that have not come, with `got` and all before it."""
    missing = list(wanted.thing.parts)
    for came in (*wanted.parts, got):
        for one in came.parts or (came,):
            missing = [
                each for each in missing if compare(one, each) not in (Likeness.SAME, Likeness.MORE)
            ]
    return missing


def _list_sums(got: Thing, wanted: Wanted) -> list[tuple[Decimal, Decimal]]:
    """For each unit in which parts add up, what came so far and what was wanted."""
    if wanted.thing.direction is Direction.SMALLER:
        return []
    sums = []
    for extent in wanted.thing.extents:
        amounts = [part.amount_in(extent.unit) for part in (*wanted.parts, got)]
        known = [amount for amount in amounts if amount is not None]
        if known and len(known) == len(amounts):
            sums.append((sum(known, Decimal(0)), extent.amount))
    return sums


def _find_share(got: Thing, wanted: Thing) -> Decimal | None:
    """How much of what was wanted came, 0..1, where one number tells."""
    if got.share is not None:
        return got.share
    if wanted.parts or got.parts or wanted.direction is not Direction.LARGER or wanted.bounds:
        return None
    shares = []
    for extent in wanted.extents:
        amount = got.amount_in(extent.unit)
        if amount is not None and extent.amount and 0 < amount < extent.amount:
            shares.append(amount / extent.amount)
    return shares[0] if len(shares) == 1 else None
