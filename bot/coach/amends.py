"""Amends: what a move says is replaced; the ledger keeps how it read before, who changed it, when and why."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.answers import GiveChecked, MoveChanged, MoveShown, RefusalReason
from bot.coach.changes import GONE, write_change
from bot.coach.context import DealSession, LedgerChange, record_in_deal
from bot.coach.gives import GiveAnswer, recheck_give_draft
from bot.coach.log import describe_move
from bot.coach.moves import SeenMove, load_seen_move
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.fields import (
    AMENDABLE_FIELDS,
    COST,
    DUE,
    REVIEW,
    WHAT,
    WORTH,
    FieldValue,
    list_changes,
    read_fields,
    with_fields,
)
from bot.domain.ids import DealId
from bot.domain.ledger import Verb, next_version
from bot.domain.moves import Kind, Move, State
from bot.domain.worth import Figure, Worth
from bot.language.figure_corrections import FigureCorrection
from bot.language.figures import read_amount, read_figure_at_end
from bot.language.lines import ParsedLine
from bot.language.quantities import find_quantity

_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


def amend_move(
    actor: Actor,
    seen: SeenMove,
    line: ParsedLine,
    *,
    why: str,
    key: str,
    services: Services,
) -> MoveChanged | MoveShown | GiveAnswer:
    """Replaces what a move says. Its number and ties stay; a draft stays one, and that of a give is checked again."""
    with record_in_deal(services, actor, seen.deal, key, Need.AMEND) as session:
        move = load_seen_move(session, seen)
        if move.state in GONE:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=move.no, move=move)
        amended = _amend(move, read_fields(line, AMENDABLE_FIELDS))
        return _write_amended(session, move, amended, why)


def amend_fields(
    actor: Actor,
    seen: SeenMove,
    fields: Mapping[str, FieldValue],
    *,
    why: str,
    key: str,
    services: Services,
) -> MoveChanged | MoveShown | GiveAnswer:
    """Replaces only the fields that are named. Refused where the move says all of it already."""
    with record_in_deal(services, actor, seen.deal, key, Need.AMEND) as session:
        move = load_seen_move(session, seen)
        if move.state in GONE:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=move.no, move=move)
        amended = _amend(move, _fit_to_goodwill(move, fields))
        if not list_changes(move, amended, session.deal.unit):
            raise Refused(why=RefusalReason.UNCHANGED, deal=session.deal, no=move.no, move=move)
        return _write_amended(session, move, amended, why)


def amend_in_session(
    session: DealSession, move: Move, fields: Mapping[str, FieldValue]
) -> MoveChanged | MoveShown | GiveAnswer:
    """Replaces fields of a move in a deal that is open already. Refused where the move is gone, or says it already."""
    if move.state in GONE:
        raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=move.no, move=move)
    amended = _amend(move, _fit_to_goodwill(move, fields))
    if not list_changes(move, amended, session.deal.unit):
        raise Refused(why=RefusalReason.UNCHANGED, deal=session.deal, no=move.no, move=move)
    return _write_amended(session, move, amended, "")


def _fit_to_goodwill(move: Move, fields: Mapping[str, FieldValue]) -> Mapping[str, FieldValue]:
    """Of goodwill nothing is due: the day that somebody names is the one on which it is looked at again."""
    if move.state is not State.GOODWILL or DUE.name not in fields or REVIEW.name in fields:
        return fields
    others = {name: value for name, value in fields.items() if name != DUE.name}
    return others | {REVIEW.name: fields[DUE.name]}


def correct_figure(
    actor: Actor,
    deal: DealId,
    kind: Kind,
    correction: FigureCorrection,
    *,
    key: str,
    services: Services,
) -> MoveChanged | MoveShown | GiveAnswer | None:
    """Puts a figure right in that person's latest entry of a kind that has it; None where none has."""
    with record_in_deal(services, actor, deal, key, Need.AMEND) as session:
        recent = session.recent_ledger.moves.values()
        for move in sorted(recent, key=lambda move: move.no, reverse=True):
            if (move.person, move.kind) != (actor.person, kind) or move.state in GONE:
                continue
            corrected = _correct(move, correction, session)
            if corrected is not None:
                return _write_amended(session, move, corrected, "")
        return None


def _correct(move: Move, correction: FigureCorrection, session: DealSession) -> Move | None:
    """The move with the right figure; None where it does not have the old one."""
    what = correction.correct(move.what) if not correction.field else None
    if what is not None:
        return _amend(move, {WHAT.name: what})
    locale = session.by.locale
    old, new = read_amount(correction.old, locale), read_amount(correction.new, locale)
    if not isinstance(old, Figure) or not isinstance(new, Figure):
        return None
    for name, held in ((COST.name, move.cost), (WORTH.name, move.worth)):
        is_named = correction.field in ("", name)
        if is_named and isinstance(held, Figure) and held.amount == old.amount:
            return _amend(move, {name: _put_figure(held, new)})
    return None


def _put_figure(held: Figure, new: Figure) -> Figure:
    """The right figure in the unit of the one that it replaces; an estimate stays one."""
    is_estimate = new.estimate or held.estimate
    return replace(new, unit=new.unit or held.unit, estimate=is_estimate)


def take_cost_from_words(
    actor: Actor, seen: SeenMove, *, key: str, services: Services
) -> MoveChanged | MoveShown | GiveAnswer:
    """The amount at the end of a give's words is its cost, and leaves them. Refused where there is none by now."""
    with record_in_deal(services, actor, seen.deal, key, Need.AMEND) as session:
        give = load_seen_move(session, seen)
        found = read_figure_at_end(give.what, actor.locale)
        is_open = give.kind is Kind.GIVE and give.cost is None and give.state not in GONE
        if found is None or not is_open:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=give.no, move=give)
        amended = _amend(give, {"what": found.rest, "cost": found.figure})
        return _write_amended(session, give, amended, "")


def _write_amended(
    session: DealSession, move: Move, amended: Move, why: str
) -> MoveChanged | MoveShown | GiveAnswer:
    kept = _find_worth_of_before(move, amended)
    if move.state is not State.DRAFT:
        changed = write_change(session, Verb.AMENDED, move, amended, why=why)
        return replace(changed, worth_of_before=kept)
    if move.kind is Kind.GIVE:
        checked = recheck_give_draft(session, move, amended)
        return (
            replace(checked, worth_of_before=kept) if isinstance(checked, GiveChecked) else checked
        )
    return _amend_draft(session, move, amended, why)


def _find_worth_of_before(before: Move, amended: Move) -> Worth | None:
    """The cost of a give, or the worth of a get or an ask, that stayed while the figures in its words changed: whether
    it still holds only the person knows."""
    name = COST.name if before.kind is Kind.GIVE else WORTH.name
    kept: Worth | None = getattr(amended, name)
    if kept is None or kept != getattr(before, name):
        return None
    figures = [_FIGURE.findall(move.what) for move in (before, amended)]
    return kept if figures[0] and figures[1] and figures[0] != figures[1] else None


def _amend(move: Move, said: Mapping[str, FieldValue]) -> Move:
    amended = with_fields(next_version(move), said)
    # What a give adds to an earlier one holds only as long as it speaks of the same quantity.
    if find_quantity(amended.what) != find_quantity(move.what):
        amended = replace(amended, increase=None)
    return replace(amended, state=_state_after(move, amended))


def _state_after(before: Move, amended: Move) -> State:
    """A condition that is new is not met yet; one that is gone no longer keeps the move waiting."""
    if before.state is State.FIRM and amended.condition and not before.condition:
        return State.CONDITIONAL
    waited = before.state is State.CONDITIONAL and before.condition
    if waited and not (amended.condition or amended.ref):
        return State.FIRM
    return before.state


def _amend_draft(session: DealSession, draft: Move, amended: Move, why: str) -> MoveShown:
    change = LedgerChange(verb=Verb.AMENDED, moves=(amended,), before=(draft,), why=why)
    return describe_move(session.write(change).session, amended.no)
