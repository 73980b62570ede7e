"""Amends: what a move says is replaced; the ledger keeps how it read before, who changed it, when and why."""

from dataclasses import replace

from bot.coach.answers import MoveShown, RefusalReason
from bot.coach.changes import GONE, ChangeAnswer, seen, write_change
from bot.coach.context import DealSession, LedgerChange
from bot.coach.gives import GiveAnswer, recheck
from bot.coach.log import describe_move
from bot.coach.recording import run_once_in_deal
from bot.coach.refusals import Refused
from bot.coach.requests import Amend
from bot.coach.services import Services
from bot.domain.fields import AMENDABLE_FIELDS, read_fields, with_fields
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import Kind, Move, State
from bot.language.quantities import find_quantity

AmendAnswer = ChangeAnswer | GiveAnswer


def amend(request: Amend, *, services: Services) -> AmendAnswer:
    """Replaces what a move says. Its number and ties stay; a draft stays one and is checked again."""

    return run_once_in_deal(services, request, lambda session: _amend(session, request))


def _amend(session: DealSession, request: Amend) -> AmendAnswer:
    move = seen(session, request)
    if move.state in GONE:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=move.no, move=move)
    after = _said_anew(move, request)
    if move.state is not State.DRAFT:
        return write_change(session, Verb.AMENDED, move, after, request.once, why=request.why)
    return (
        recheck(session, move, after, request.once)
        if move.kind is Kind.GIVE
        else _draft(session, move, after, request)
    )


def _said_anew(move: Move, request: Amend) -> Move:
    line = request.line
    is_same_quantity = find_quantity(line.what) == find_quantity(move.what)
    after = next_version(move, increase=move.increase if is_same_quantity else None)
    after = with_fields(after, read_fields(line, AMENDABLE_FIELDS))
    return replace(after, state=_state(move, after))


def _state(before: Move, after: Move) -> State:
    """A condition that is new is not met yet; one that is gone no longer keeps the move waiting."""
    if before.state is State.FIRM and after.condition and not before.condition:
        return State.CONDITIONAL
    if (
        before.state is State.CONDITIONAL
        and before.condition
        and not (after.condition or after.ref)
    ):
        return State.FIRM
    return before.state


def _draft(session: DealSession, draft: Move, after: Move, request: Amend) -> MoveShown:
    change = LedgerChange(verb=Verb.AMENDED, moves=(after,), before=(draft,), why=request.why)
    return describe_move(session.write(change, request.once).session, after.no)
