"""Signing: a signature meets the conditions that waited for it, and leads to the close. It is no get of its own."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from bot.coach.actors import Actor
from bot.coach.agreements import mark_agreed
from bot.coach.answers import MoveChanged, RefusalReason
from bot.coach.answers.signing import SigningRecorded
from bot.coach.changes import write_change
from bot.coach.context import DealSession, LedgerChange, record_in_deal
from bot.coach.moves import SeenMove, load_seen_move
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.coach.settlements import list_awaited
from bot.domain.ids import DealId, MoveNo
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import UNANSWERED, Kind, Move, State
from bot.domain.trades import TIEABLE_GETS, Tie
from bot.language.lines import ParsedLine
from bot.language.signings import (
    names_order,
    names_signing,
    waits_for_order,
    waits_for_signing,
    without_order,
    without_signing,
)


def is_signing(line: ParsedLine) -> bool:
    """Whether a line of a get says that they signed and nothing more."""
    says_more = line.cost or line.worth or line.for_what or line.refs or line.condition
    return not says_more and (names_signing(line.what) or names_order(line.what))


def record_signing(
    actor: Actor,
    line: ParsedLine,
    typed: str,
    *,
    key: str,
    deal: DealId | None = None,
    services: Services,
) -> SigningRecorded | None:
    """Records that they signed: moves that waited only for that count from now on, and the deal is agreed. None, and
    nothing recorded, where the line is about an order that nothing waits for."""
    with record_in_deal(services, actor, deal, key, typed=typed) as session:
        event = _Event(is_order=not names_signing(line.what), on=line.on or actor.today)
        found = _find_met(session, event)
        if event.is_order and not (found.met or found.lapsed or found.asks):
            return None
        return _write_signing(session, event, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    """What happened, and on which day."""

    is_order: bool
    on: date

    def is_awaited_in(self, text: str) -> bool:
        """Whether a condition or an ask waits for it."""
        return waits_for_order(text) if self.is_order else waits_for_signing(text)

    def is_asked_for_by(self, move: Move) -> bool:
        """Whether the move is an ask of ours for just this that waits for its answer."""
        if move.kind is not Kind.ASK or not move.ours or move.state not in UNANSWERED:
            return False
        return names_order(move.what) if self.is_order else names_signing(move.what)

    def rest_of(self, condition: str) -> str:
        """What is left of a condition after it."""
        return without_order(condition) if self.is_order else without_signing(condition)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What waited for the event: moves in time, asks of ours for just it, and gives that had lapsed by then."""

    met: tuple[Move, ...]
    asks: tuple[Move, ...]
    lapsed: tuple[Move, ...]


def _find_met(session: DealSession, event: _Event) -> _Found:
    met, lapsed, asks = [], [], []
    for move in session.ledger.moves.values():
        if event.is_asked_for_by(move):
            asks.append(move)
        if not move.condition or not event.is_awaited_in(move.condition):
            continue
        is_late = move.due is not None and event.on > move.due
        if move.state is State.CONDITIONAL and not is_late:
            met.append(move)
        elif move.kind is Kind.GIVE and move.state in (State.CONDITIONAL, State.LAPSED):
            lapsed.append(move)
    return _Found(met=tuple(met), asks=tuple(asks), lapsed=tuple(lapsed))


def _waits_for_more(session: DealSession, move: Move, answered: Collection[MoveNo]) -> bool:
    """Whether a give that waited for the event waits for an offer too, or for asks other than those just answered."""
    if move.kind is not Kind.GIVE:
        return False
    if move.offer:
        return True
    return any(ask.no not in answered for ask in list_awaited(session, move))


def _write_signing(session: DealSession, event: _Event, found: _Found) -> SigningRecorded:
    granted = [session.settle(ask, State.GRANTED) for ask in found.asks]
    answered = {ask.no for ask in granted}
    firm, waiting = [], []
    for move in found.met:
        rest = event.rest_of(move.condition)
        if rest or _waits_for_more(session, move, answered):
            # The day was that of the signature.
            waiting.append(next_version(move, condition=rest, due=None))
        else:
            firm.append(session.settle(move, State.FIRM))
    over = [move for move in found.lapsed if move.state is State.CONDITIONAL]
    lapsed = [session.settle(move, State.LAPSED) for move in over]
    change = LedgerChange(
        verb=Verb.MET,
        moves=(*granted, *firm, *waiting, *lapsed),
        before=(*found.asks, *found.met, *over),
    )
    if not event.is_order:
        change = mark_agreed(session, change)
    written = session.write(change)
    asks = {ask.no: ask for give in waiting for ask in list_awaited(written.session, give)}
    already = tuple(move for move in found.lapsed if move.state is State.LAPSED)
    return SigningRecorded(
        deal=written.session.deal,
        seq=written.entry.seq,
        today=session.by.today,
        exposure=written.exposure,
        firm=tuple(firm),
        waiting=tuple(waiting),
        awaited=tuple(asks.values()),
        granted=tuple(granted),
        lapsed=(*lapsed, *already),
        is_order=event.is_order,
    )


def give_all_the_same(
    actor: Actor, seen: SeenMove, *, get: MoveNo | None = None, key: str, services: Services
) -> MoveChanged:
    """A give whose condition came too late is given all the same: from today it counts, tied to the `get` that came."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        give = load_seen_move(session, seen)
        if give.kind is not Kind.GIVE or give.state is not State.LAPSED:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=give.no, move=give)
        firm = replace(session.settle(give, State.FIRM), condition="", due=None)
        late = session.find_move(get) if get is not None else None
        if late is None or late.kind is not Kind.GET or late.state not in TIEABLE_GETS:
            return write_change(session, Verb.MET, give, firm)
        return write_change(session, Verb.MET, give, firm, tie=Tie(give=give.no, get=late.no))
