"""What follows for the ledger from the answer to an ask: what waited for it counts or lapses, and ties."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.coach.answers import Sentence, SentenceKind
from bot.coach.context import DealSession
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import COUNTED, Kind, Move, State
from bot.domain.trades import ZERO, Tie
from bot.domain.worth import Figure, Worth


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """An ask as it stands after its answer, the get that answered it, and what became of the gives that waited: they
    count now (`firm`), never will (`lapsed`) or wait for something else (`waiting`). `before` are the moves that
    changed, as they stood; `tied` are the get's new ties."""

    ask: Move
    get: Move | None
    firm: tuple[Move, ...] = ()
    lapsed: tuple[Move, ...] = ()
    waiting: tuple[Move, ...] = ()
    before: tuple[Move, ...] = ()
    tied: tuple[Tie, ...] = ()

    @property
    def moves(self) -> tuple[Move, ...]:
        """All moves as they stand after it."""
        got = (self.get,) if self.get is not None else ()
        return (self.ask, *got, *self.firm, *self.lapsed)


def work_out_settlement(
    session: DealSession,
    ask: Move,
    verb: Verb,
    get: Move | None,
    gives: Sequence[Move] = (),
) -> Settlement:
    """What follows from the answer `verb` to an open ask. `gives` are those that the line says it was given for."""
    waiting = find_waiting_gives(session, ask)
    firm: tuple[Move, ...] = ()
    lapsed: tuple[Move, ...] = ()
    if verb is Verb.GRANTED:
        firm = _make_firm(session, ask, waiting)
    elif verb in (Verb.DECLINED, Verb.WITHDRAWN):
        lapsed = tuple(session.settle(give, State.LAPSED) for give in waiting)
    changed = {move.no for move in (*firm, *lapsed)}
    return Settlement(
        ask=session.settle(ask, _STATES[verb]),
        get=get,
        firm=firm,
        lapsed=lapsed,
        waiting=tuple(give for give in waiting if give.no not in changed),
        before=(ask, *(give for give in waiting if give.no in changed)),
        tied=_tie_to_gives(ask, get, [*waiting, *gives], is_said=bool(gives)),
    )


_STATES = {
    Verb.GRANTED: State.GRANTED,
    Verb.PARTLY: State.PARTLY,
    Verb.DECLINED: State.DECLINED,
    Verb.WITHDRAWN: State.WITHDRAWN,
}
"""How an ask stands after its answer."""


def find_waiting_gives(session: DealSession, ask: Move) -> list[Move]:
    """The conditional gives that wait for an ask."""
    return [
        move for move in session.list_moves(Kind.GIVE, State.CONDITIONAL) if ask.no in move.refs
    ]


def _make_firm(session: DealSession, ask: Move, waiting: list[Move]) -> tuple[Move, ...]:
    """The gives that now count: those for which the ask was the last thing that they waited for."""
    # A further condition keeps a give waiting, and so does an offer that it is part of, until that is accepted.
    free = [give for give in waiting if not give.condition and not give.offer]
    met = [give for give in free if not list_awaited(session, give, but=ask)]
    return tuple(session.settle(give, State.FIRM) for give in met)


def list_awaited(session: DealSession, give: Move, *, but: Move | None = None) -> list[Move]:
    """The asks that a conditional give still waits for, without the one that is granted just now."""
    numbers = [no for no in give.refs if but is None or no != but.no]
    asks = session.load_moves(numbers)
    return [ask for ask in asks if ask.state is not State.GRANTED]


def thank_and_ask_rest(
    session: DealSession, get: Move, ask: Move, waiting: Sequence[Move]
) -> Sentence | None:
    """Thanks for what answers an ask, with what one of the gives that waited for it still waits for; None where they
    wait for nothing else."""
    if not ask.ours:
        return None
    for give in waiting:
        for other in list_awaited(session, give, but=ask):
            if other.ours:
                return Sentence(kind=SentenceKind.PART, get=get.what, need=other.what)
    return None


def _tie_to_gives(
    ask: Move, get: Move | None, gives: Sequence[Move], *, is_said: bool
) -> tuple[Tie, ...]:
    """What they gave answers the gives that waited for it, those too that wait for something else still, and the give
    that the ask wanted a return for, unless the line says another (`is_said`)."""
    if get is None:
        return ()
    numbers = {give.no for give in gives}
    if not is_said:
        numbers.update(ask.refs)
    return tuple(Tie(give=no, get=get.no) for no in sorted(numbers))


def list_parts(session: DealSession, ask: Move) -> list[Move]:
    """What came of an ask so far."""
    return [move for move in session.list_moves(Kind.GET, *COUNTED) if ask.no in move.refs]


def reopen_ask(session: DealSession, ask: Move, *, without: Move) -> Move:
    """The ask as it stands without that answer: open, or still partly agreed by another."""
    others = [part for part in list_parts(session, ask) if part.no != without.no]
    state = State.PARTLY if others else State.OPEN
    return next_version(ask, state=state, settled=None, settled_after=None)


def inherit_from_ask(
    session: DealSession, get: Move, ask: Move, *, whole: bool, share: Decimal | None
) -> Move:
    """A get as the answer to an ask: what its line does not say is as it was asked for. A part is worth its share of
    the whole, as an estimate; the rest what the parts before it left."""
    worth, cost = get.worth, get.cost
    if worth is None:
        worth = _worth_of_answer(session, ask, whole=whole, share=share)
    if cost is None and whole and ask.state is State.OPEN:
        cost = ask.cost
    return replace(
        get,
        ref=ask.no,
        frm=ask.to,
        worth=worth,
        cost=cost,
        condition=get.condition or (ask.condition if whole else ""),
    )


def _worth_of_answer(
    session: DealSession, ask: Move, *, whole: bool, share: Decimal | None
) -> Worth | None:
    if whole:
        return worth_of_rest(session, ask) if ask.state is State.PARTLY else ask.worth
    if share is None:
        return None
    if isinstance(ask.worth, Figure):
        return Figure(amount=_round(ask.worth.amount * share), unit=ask.worth.unit, estimate=True)
    amount = session.deal.yardstick.amount(ask.worth, ask.on)
    if amount is None:
        return None
    return Figure(amount=_round(amount * share), unit=session.deal.unit, estimate=True)


def _round(amount: Decimal) -> Decimal:
    """An estimate needs no fractions of a cent: a third of 10,000."""
    return amount.quantize(Decimal("0.01")).normalize() + ZERO


def worth_of_rest(session: DealSession, ask: Move) -> Figure | None:
    """What is left of an ask's worth after its parts; None where not all are known."""
    yardstick = session.deal.yardstick
    rest = yardstick.amount(ask.worth, ask.on)
    for part in list_parts(session, ask):
        worth = yardstick.amount(part.worth, part.on)
        rest = None if rest is None or worth is None else rest - worth
    if rest is None:
        return None
    return Figure(amount=max(rest, ZERO), unit=session.deal.unit, estimate=True)
