"""What follows where a get that answered something is put right, or is void: the ask that it answered, and the gives
that count by it or wait for it again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from bot.coach.conditions import find_rest_of_condition
from bot.coach.context import DealSession
from bot.coach.likeness import find_answered_ask
from bot.coach.settlements import list_parts, reopen_ask, work_out_settlement
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import COUNTED, Kind, Move, State
from bot.domain.trades import Tie

_ANSWERED = (State.GRANTED, State.PARTLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerChange:
    """What changes with a get: the `asks` that it answers, the gives that count now (`firm`) and those that wait for
    it again (`waiting`), all as they stand after it; `before` as they stood. `tied` are the get's new ties."""

    asks: tuple[Move, ...] = ()
    firm: tuple[Move, ...] = ()
    waiting: tuple[Move, ...] = ()
    before: tuple[Move, ...] = ()
    tied: tuple[Tie, ...] = ()

    @property
    def moves(self) -> tuple[Move, ...]:
        """All moves as they stand after it."""
        return (*self.asks, *self.firm, *self.waiting)


def follow_changed_get(session: DealSession, before: Move, after: Move) -> AnswerChange:
    """What follows for asks and gives where a get says something else now, or counts no more. Nothing follows for other
    moves."""
    counted, counts = before.state in COUNTED, after.state in COUNTED
    if before.kind is not Kind.GET or not counted:
        return AnswerChange()
    if not counts:
        return _take_answer_away(session, before)
    if before.what == after.what:
        return AnswerChange()
    ask = _find_ask(session, before)
    if ask is None:
        return _weigh_conditions_anew(session, before, after)
    match _fit_anew(session, ask, before, after):
        case State.GRANTED:
            return _grant_anew(session, ask, after)
        case State.PARTLY:
            again = _list_waiting_again(session, ask, before)
            partly = next_version(ask, state=State.PARTLY, settled=None, settled_after=None)
            return _build_change(asks=[(ask, partly)], waiting=again)
        case _:
            return AnswerChange()


def _find_ask(session: DealSession, get: Move) -> Move | None:
    """The ask that a get answers, as far as it was answered."""
    ask = session.find_move(get.ref) if get.ref is not None else None
    is_answered = ask is not None and ask.kind is Kind.ASK and ask.state in _ANSWERED
    return ask if is_answered else None


def _fit_anew(session: DealSession, ask: Move, before: Move, after: Move) -> State | None:
    """How the ask stands by what the get says now; None where that is as it was, or nobody can tell."""
    if any(part.no != before.no for part in list_parts(session, ask)):
        return None
    fit = find_answered_ask(session, after, [replace(ask, state=State.OPEN)]).answer
    if fit is None:
        return None
    state = State.PARTLY if fit.is_part else State.GRANTED
    return None if state is ask.state else state


def _grant_anew(session: DealSession, ask: Move, get: Move) -> AnswerChange:
    """What was a part is all of it now: what waited for the rest counts, as after any other yes."""
    settled = work_out_settlement(session, ask, Verb.GRANTED, get)
    known = session.load_group([get.no]).ties
    return AnswerChange(
        asks=(settled.ask,),
        firm=settled.firm,
        before=settled.before,
        tied=tuple(tie for tie in settled.tied if tie not in known),
    )


def _take_answer_away(session: DealSession, get: Move) -> AnswerChange:
    """The get is void, or waits for something itself: what it answered is open again, and what counted by it waits."""
    asks = session.load_moves(get.refs)
    answered = [ask for ask in asks if ask.kind is Kind.ASK and ask.state in _ANSWERED]
    again: dict[int, Move] = {}
    for ask in answered:
        again |= {give.no: give for give in _list_waiting_again(session, ask, get)}
    if not answered:
        again = {give.no: give for give in _list_met_by(session, get)}
    reopened = [(ask, reopen_ask(session, ask, without=get)) for ask in answered]
    # Two parts of an ask, one of which goes: the ask stands as it did.
    changed = [(before, after) for before, after in reopened if before.state is not after.state]
    return _build_change(asks=changed, waiting=again.values())


def _build_change(*, asks: Iterable[tuple[Move, Move]], waiting: Iterable[Move]) -> AnswerChange:
    pairs, gives = list(asks), list(waiting)
    again = [
        next_version(give, state=State.CONDITIONAL, settled=None, settled_after=None)
        for give in gives
    ]
    return AnswerChange(
        asks=tuple(after for _, after in pairs),
        waiting=tuple(again),
        before=(*(before for before, _ in pairs), *gives),
    )


def _list_tied_gives(session: DealSession, get: Move) -> list[Move]:
    """The gives tied to a get that count since they were met."""
    group = session.load_group([get.no])
    gives = [group.moves[tie.give] for tie in group.ties_of(get.no)]
    return [give for give in gives if give.state is State.FIRM and give.settled is not None]


def _list_waiting_again(session: DealSession, ask: Move, get: Move) -> list[Move]:
    """The gives that count since the ask was granted. One that somebody let count before goes on counting."""
    if ask.state is not State.GRANTED:
        return []
    return [
        give
        for give in _list_tied_gives(session, get)
        if ask.no in give.refs and _turn_of(give) >= _turn_of(ask)
    ]


def _turn_of(move: Move) -> tuple[date, int]:
    """Its place among what was settled."""
    return move.settled or date.min, move.settled_after or 0


def _list_met_by(session: DealSession, get: Move) -> list[Move]:
    """The gives whose whole condition in words the get alone meets, as it stands."""
    group = session.load_group([get.no])
    return [
        give
        for give in _list_tied_gives(session, get)
        if give.condition
        and all(tie.get == get.no for tie in group.ties_of(give.no))
        and find_rest_of_condition(session, give, get) == ""
    ]


def _weigh_conditions_anew(session: DealSession, before: Move, after: Move) -> AnswerChange:
    """A get that answers no ask, but may meet conditions of gives that are tied to it: `if they take 20 trucks`."""
    again = [
        give
        for give in _list_met_by(session, before)
        if find_rest_of_condition(session, give, after) is None
    ]
    group = session.load_group([before.no])
    tied = [group.moves[tie.give] for tie in group.ties_of(before.no)]
    met = [
        give
        for give in tied
        if give.state is State.CONDITIONAL
        and give.condition
        and give.offer is None
        and (give.due is None or session.by.today <= give.due)
        and find_rest_of_condition(session, give, after) == ""
        and all(ask.state is State.GRANTED for ask in session.load_moves(give.refs))
    ]
    change = _build_change(asks=(), waiting=again)
    return replace(
        change,
        firm=tuple(session.settle(give, State.FIRM) for give in met),
        before=(*change.before, *met),
    )
