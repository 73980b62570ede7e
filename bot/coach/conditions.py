"""Conditions in words (`if she starts by 4 Jan`) that a get meets: in time, in part, or too late."""

from dataclasses import dataclass, replace

from bot.coach.batches import Batch
from bot.coach.context import DealSession, LedgerChange
from bot.coach.likeness import is_just, thing_of
from bot.coach.settlements import list_awaited
from bot.domain.bounds import BoundKind
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import Kind, Move, State
from bot.domain.things import Likeness, Thing, compare, is_exactly
from bot.domain.trades import Tie
from bot.language.item_lists import split_clause
from bot.language.signings import waits_for_order, waits_for_signing, without_arrival
from bot.language.things import read_thing


@dataclass(frozen=True, slots=True, kw_only=True)
class MetConditions:
    """What a get did to the gives whose conditions it meets: `firm` count now, `waiting` wait for the rest."""

    firm: tuple[Move, ...] = ()
    waiting: tuple[Move, ...] = ()


def meets_a_condition(session: DealSession, get: Move) -> bool:
    """Whether a get that is about to be recorded meets a condition of a give, in time."""
    return any(_rest_after(session, give, get) is not None for give in _list_waiting(session, get))


def touches_a_condition(session: DealSession, get: Move) -> bool:
    """Whether a give still waits for something of that name, which the get may fall short of: then thanks would say
    that it is enough."""
    thing = thing_of(session, get)
    return any(
        not thing.words.isdisjoint(read_thing(part, session.by.locale).words)
        for give in _list_waiting(session, get)
        for part in split_clause(give.condition)
    )


def meet_conditions(batch: Batch, get: Move) -> MetConditions:
    """Meets the conditions that a get of the batch meets, and ties it to those gives."""
    session = batch.session
    firm, waiting, before = [], [], []
    for give in _list_waiting(session, get):
        rest = _rest_after(session, give, get)
        if rest is None:
            continue
        before.append(give)
        if rest or list_awaited(session, give):
            waiting.append(next_version(give, condition=rest))
        else:
            firm.append(session.settle(give, State.FIRM))
    ties = [Tie(give=give.no, get=get.no) for give in before]
    if before:
        known = session.load_group([get.no]).ties
        batch.add(
            LedgerChange(
                verb=Verb.MET,
                moves=(*firm, *waiting),
                before=tuple(before),
                tied=tuple(tie for tie in ties if tie not in known),
            )
        )
    return MetConditions(firm=tuple(firm), waiting=tuple(waiting))


def _list_waiting(session: DealSession, get: Move) -> list[Move]:
    """The gives to the same party that wait for a condition whose day has not passed."""
    return [
        give
        for give in session.list_moves(Kind.GIVE, State.CONDITIONAL)
        if give.condition
        and give.offer is None
        and give.to == get.frm
        and (give.due is None or get.on <= give.due)
    ]


def _rest_after(session: DealSession, give: Move, get: Move) -> str | None:
    """What is left of a give's condition once the get is there; None where the get meets nothing of it."""
    thing = thing_of(session, get)
    parts = split_clause(give.condition)
    left = [part for part in parts if not _is_met(session, part, thing)]
    return "; ".join(left) if len(left) < len(parts) else None


def _is_met(session: DealSession, condition: str, thing: Thing) -> bool:
    wanted = read_thing(without_arrival(condition), session.by.locale)
    is_plain_order = waits_for_order(condition) and not wanted.extents
    if waits_for_signing(condition) or is_plain_order:
        # A signature or an order is told apart from what else came.
        return False
    if wanted.is_empty or wanted.refers:
        return False
    if wanted.is_bare:
        # `if they take 24 months` is the term, and no warranty of 24 months.
        is_same_kind = thing.is_bare or is_exactly(thing, wanted)
        return is_same_kind and compare(thing, wanted) in (Likeness.SAME, Likeness.MORE)
    # In a condition a day is the latest one, also where it reads like an end: `wenn sie bis 4. Januar startet`.
    bounds = tuple(
        replace(bound, kind=BoundKind.BY) if bound.kind is BoundKind.UNTIL else bound
        for bound in wanted.bounds
    )
    return is_just(thing, replace(wanted, bounds=bounds))
