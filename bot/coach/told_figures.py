"""What somebody says that an entry costs, or is worth, asked about with the number of the entry and then changed."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from bot.coach.actors import Actor, Need
from bot.coach.amends import amend_in_session
from bot.coach.answers import MoveChanged, MoveShown, RefusalReason
from bot.coach.answers.corrections import FigureChange, FigureChangeAsked
from bot.coach.asides import keep_line
from bot.coach.context import (
    DealSession,
    record_in_deal,
    session_for_reading,
    session_for_writing,
)
from bot.coach.corrections import take_line
from bot.coach.dropped_entries import STANDING, find_standing
from bot.coach.gives import GiveAnswer
from bot.coach.likeness import find_by_figure, thing_of
from bot.coach.moves import SeenMove, load_seen_move
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.fields import COST, WORTH
from bot.domain.ids import DealId
from bot.domain.moves import Kind, Move
from bot.domain.worth import Figure
from bot.language.figures import read_amount
from bot.language.lines import MOVE_COMMANDS
from bot.language.things import read_thing
from bot.language.told_figures import ToldFigure

MOST_ASKED = 3
"""Entries among which a person chooses by button."""
_NEAR_IN_SIZE = Decimal(10)
"""A figure of which nobody says that it is a cost may stand for one that is so many times as large or small."""


def ask_about_figure(
    actor: Actor,
    deal: DealId,
    told: ToldFigure,
    typed: str,
    *,
    kind: Kind | None,
    services: Services,
) -> FigureChangeAsked | None:
    """Asks whether the entry that a line names costs, or is worth, what the line says; None where no entry is called
    so, or has that figure, and for those who may not record. `kind` is that of the command it was typed after, None
    for a sentence to the coach."""
    with session_for_reading(services, actor, deal, typed=typed) as session:
        changes = _find_changes(session, told, kind) if session.may(Need.RECORD) else []
    if not changes:
        return None
    with session_for_writing(services, actor, deal, Need.RECORD, typed) as session:
        command = MOVE_COMMANDS[changes[0].move.kind]
        line = keep_line(session, command.value, told.new)
    return FigureChangeAsked(
        deal=session.deal, typed=typed, changes=tuple(changes[:MOST_ASKED]), line=line
    )


def _find_changes(session: DealSession, told: ToldFigure, kind: Kind | None) -> list[FigureChange]:
    moves = session.recent_ledger.moves.values()
    standing = [m for m in moves if m.state in STANDING and session.may_see(m)]
    standing = [m for m in standing if kind is None or m.kind is kind]
    if not told.thing:
        return _find_change_of_last(session, told, standing)
    named = find_standing(session, told.thing, standing)
    named = [move for move in named if _is_called(session, told.thing, move)]
    changes = (_read_change(session, told, move) for move in _newest_first(named))
    return [change for change in changes if change is not None]


def _find_change_of_last(
    session: DealSession, told: ToldFigure, standing: Sequence[Move]
) -> list[FigureChange]:
    """The figure of what the person typed last, where the one that is told may stand for it."""
    mine = [move for move in _newest_first(standing) if move.person == session.by.person]
    change = _read_change(session, told, mine[0]) if mine else None
    return [change] if change is not None and _is_near(session, change.before, change.after) else []


def _newest_first(moves: Sequence[Move]) -> list[Move]:
    return sorted(moves, key=lambda move: move.no, reverse=True)


def _is_called(session: DealSession, thing: str, move: Move) -> bool:
    """Whether all words of one are among those of the other."""
    wanted, known = read_thing(thing, session.by.locale).words, thing_of(session, move).words
    if not wanted:
        # `the 15% cost only 1500`
        return find_by_figure(thing, [move]) is not None
    return wanted <= known or known <= wanted


def _read_change(session: DealSession, told: ToldFigure, move: Move) -> FigureChange | None:
    """The figure of the entry as it would be; None where the line may say something else of it."""
    field = _field_of(move)
    before = getattr(move, field)
    after = _read_figure(session, move, told.new)
    if told.field not in ("", field) or after is None:
        return None
    is_of_give = move.kind is Kind.GIVE or not told.thing
    if not told.field and not (is_of_give and _is_near(session, before, after)):
        # `the deposit was 500` may be what they paid.
        return None
    if isinstance(before, Figure) and before.amount == after.amount:
        return None
    return FigureChange(move=move, field=field, before=before, after=after)


def _field_of(move: Move) -> str:
    """The field that holds what a move is measured by: what a give costs us, what else is worth to us."""
    return COST.name if move.kind is Kind.GIVE else WORTH.name


def _read_figure(session: DealSession, move: Move, typed: str) -> Figure | None:
    """The figure as typed, in the unit of the one before it."""
    figure, before = read_amount(typed, session.by.locale), getattr(move, _field_of(move))
    if not isinstance(figure, Figure):
        return None
    unit = before.unit if isinstance(before, Figure) else ""
    return replace(figure, unit=figure.unit or unit)


def _is_near(session: DealSession, before: object, after: Figure) -> bool:
    """Whether both are in one currency, the deal's where none was typed, and of a size."""
    unit = session.deal.unit
    if not isinstance(before, Figure) or (before.unit or unit) != (after.unit or unit):
        return False
    return before.amount / _NEAR_IN_SIZE <= after.amount <= before.amount * _NEAR_IN_SIZE


def change_figure(
    actor: Actor, seen: SeenMove, line: str, *, key: str, services: Services
) -> MoveChanged | MoveShown | GiveAnswer:
    """Puts the figure of an entry right as the line says that waits under that id. Refused where it waits no more."""
    with record_in_deal(services, actor, seen.deal, key, Need.AMEND) as session:
        move = load_seen_move(session, seen)
        figure = _read_figure(session, move, take_line(session, line, move).text)
        if figure is None:
            raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=move.no, move=move)
        return amend_in_session(session, move, {_field_of(move): figure})
