"""Corrections of earlier entries: what a line puts right is asked about with the number of the entry, then changed."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach.actors import Actor, Need
from bot.coach.amends import amend_in_session
from bot.coach.answers import MoveChanged, MoveShown, RefusalReason
from bot.coach.answers.corrections import EntryChange, EntryChangeAsked
from bot.coach.asides import keep_line
from bot.coach.context import DealSession, record_in_deal, session_for_reading, session_for_writing
from bot.coach.dropped_entries import STANDING, find_standing
from bot.coach.gets import GetAnswer, place_get_line
from bot.coach.gives import GiveAnswer
from bot.coach.likeness import is_our_open_ask, thing_of
from bot.coach.moves import SeenMove, load_seen_move
from bot.coach.records import PendingCommand
from bot.coach.refusals import Refused
from bot.coach.services import Services
from bot.domain.fields import COST, DUE, WHAT, WORTH, FieldValue
from bot.domain.ids import DealId
from bot.domain.moves import UNANSWERED, Kind, Move
from bot.language.entries import read_due_day, read_fields_anew
from bot.language.entry_corrections import (
    EntryCorrection,
    correct_wording,
    read_correction_body,
    rename_entry,
)
from bot.language.figures import read_amount
from bot.language.lines import MOVE_COMMANDS, ParsedLine
from bot.language.things import read_thing

MOST_ASKED = 3
"""Entries among which a person chooses by button."""
LOOKED_BACK = 6
"""How many of a person's last entries of a kind a figure alone may put right."""


def ask_what_to_change(
    actor: Actor,
    deal: DealId,
    correction: EntryCorrection,
    typed: str,
    *,
    kind: Kind | None,
    services: Services,
) -> EntryChangeAsked | None:
    """Asks which entry a line puts right, and says how that entry would read; None where none can be meant. `kind` is
    that of the command it was typed after, None for a sentence to the coach. Nothing is changed by it."""
    with session_for_reading(services, actor, deal, typed=typed) as session:
        changes = _find_changes(session, correction, kind)
    if not changes:
        return None
    with session_for_writing(services, actor, deal, Need.RECORD, typed) as session:
        command = MOVE_COMMANDS[kind or changes[0].move.kind]
        line = keep_line(session, command.value, correction.body)
    first = changes[0].move
    return EntryChangeAsked(
        deal=session.deal,
        typed=typed,
        changes=tuple(changes[:MOST_ASKED]),
        line=line,
        kind=kind,
        answers=kind is Kind.GET and first.kind is Kind.ASK and first.ours,
    )


def _find_changes(
    session: DealSession, correction: EntryCorrection, kind: Kind | None
) -> list[EntryChange]:
    """The entries that may be meant as they would read, the likeliest first: of the command's kind, else of any."""
    standing = [move for move in session.recent_ledger.moves.values() if move.state in STANDING]
    standing = sorted(filter(session.may_see, standing), key=lambda move: move.no, reverse=True)
    own_kind = [move for move in standing if kind is None or move.kind is kind]
    found = _find_among(session, correction, own_kind)
    if found or kind is None:
        return found
    others = [move for move in standing if move.kind is not kind]
    if not (correction.sure or correction.old):
        # `/got no, 30%` puts our ask right, or says what they gave for it.
        others = [move for move in others if kind is Kind.GET and is_our_open_ask(move)]
    found = _find_among(session, correction, others)
    last = next((move for move in own_kind if move.person == session.by.person), None)
    takes_its_place = correction.sure and not (correction.is_value_alone or correction.makes)
    if not found and takes_its_place and last is not None:
        # `I meant the Graz site`: instead of what was typed last.
        return [EntryChange(move=last, what=_rename(session, last, correction))]
    return found


def _find_among(
    session: DealSession, correction: EntryCorrection, moves: Sequence[Move]
) -> list[EntryChange]:
    mine = [move for move in moves if move.person == session.by.person][:LOOKED_BACK]
    named: Sequence[Move] = ()
    if correction.name:
        named = [
            move
            for move in find_standing(session, correction.name, moves)
            if _is_about(session, correction, move)
        ]
    changes = [_read_change(session, correction, move) for move in (named or mine)]
    found = [change for change in changes if change is not None]
    if found and not named:
        # Without a name it is what was typed last.
        last = found[0].move
        found = [each for each in found if each.move is last or each.move.typed == last.typed != ""]
    if found or not named:
        return found if named or correction.old or not correction.name else []
    # What is right says more than the entry: it takes its place.
    return [EntryChange(move=move, what=_rename(session, move, correction)) for move in named]


def _is_about(session: DealSession, correction: EntryCorrection, move: Move) -> bool:
    """Whether what is right is about the thing of an entry: all words of one are among those of the other. `2 tables by
    the window` puts no table decoration right."""
    wanted = read_thing(correction.name, session.by.locale).words
    known = thing_of(session, move).words
    return known <= wanted or wanted <= known or correction.old != ""


def _rename(session: DealSession, move: Move, correction: EntryCorrection) -> str:
    """What an entry is called that says something else now."""
    said = _read_values(session, correction, move)
    return rename_entry(move.what, correction, str(said.get(WHAT.name, "")))


def _read_change(
    session: DealSession, correction: EntryCorrection, move: Move
) -> EntryChange | None:
    """The entry as it would read; None where the line says nothing that could stand in it."""
    fields = _read_fields(session, correction, move)
    if not fields:
        return None
    return EntryChange(
        move=move,
        what=str(fields.get(WHAT.name, move.what)),
        fields=tuple(
            name
            for name, value in fields.items()
            if name != WHAT.name and value != getattr(move, name)
        ),
        said=correction.amount or correction.new,
    )


def _read_fields(
    session: DealSession, correction: EntryCorrection, move: Move
) -> dict[str, FieldValue]:
    """What of an entry a line puts right, by the names of fields."""
    fields = {} if correction.old else _read_values(session, correction, move)
    named = str(fields.pop(WHAT.name, ""))
    what = correct_wording(move.what, replace(correction, new=named or correction.new))
    if what is not None:
        # A figure alone is read as an amount too, but stands in the words.
        fields = {WHAT.name: what, **(fields if named else {})}
    figure = COST if move.kind is Kind.GIVE else WORTH
    amount = read_amount(correction.amount, session.by.locale) if correction.amount else None
    if amount is not None and what is not None:
        fields[figure.name] = amount
    if what is not None or correction.name:
        return fields if what is not None else {}
    if correction.old:
        return _read_due(session, correction, move)
    if any(getattr(move, name) is None for name in fields):
        # `no, 45` puts no cost right where none was typed.
        return {}
    return fields


def _read_values(
    session: DealSession, correction: EntryCorrection, move: Move
) -> dict[str, FieldValue]:
    """What a line says of an entry, of those fields that it may put right: `45 pallet places cost 2k`."""
    said = read_fields_anew(
        correction.new,
        command=MOVE_COMMANDS[move.kind],
        ours=move.ours,
        locale=session.by.locale,
        today=session.by.today,
    )
    return {name: value for name, value in said.fields.items() if name in _SAID}


def _read_due(
    session: DealSession, correction: EntryCorrection, move: Move
) -> dict[str, FieldValue]:
    """The right day of an entry where it has the one that the line says is wrong: `April, not March`."""
    by = session.by
    days = [
        read_due_day(text, locale=by.locale, today=by.today)
        for text in (correction.new, correction.old)
    ]
    if None in days or move.due is None or days[1] != move.due:
        return {}
    return {DUE.name: days[0]}


_SAID = frozenset({WHAT.name, COST.name, WORTH.name, DUE.name})
"""Fields that a line may put right: `sorry cost 5k`."""


def change_entry(
    actor: Actor, seen: SeenMove, line: str, *, key: str, services: Services
) -> MoveChanged | MoveShown | GiveAnswer:
    """Puts an entry right as the line says that waits under that id. Refused where it waits no more, or where the entry
    does not read as it did."""
    with record_in_deal(services, actor, seen.deal, key, Need.AMEND) as session:
        move = load_seen_move(session, seen)
        correction = read_correction_body(take_line(session, line, move).text)
        fields = _read_fields(session, correction, move)
        if not fields:
            values = _read_values(session, correction, move)
            fields = {**values, WHAT.name: _rename(session, move, correction)}
        return amend_in_session(session, move, fields)


def answer_with_corrected(
    actor: Actor, seen: SeenMove, line: str, *, key: str, services: Services
) -> GetAnswer:
    """What a line says in the place of what was asked for is what they gave: `no, 10 days not 14`."""
    with record_in_deal(services, actor, seen.deal, key) as session:
        ask = load_seen_move(session, seen)
        if ask.kind is not Kind.ASK or ask.state not in UNANSWERED:
            raise Refused(why=RefusalReason.SETTLED, deal=session.deal, no=ask.no, move=ask)
        taken = take_line(session, line, ask)
        what = correct_wording(ask.what, read_correction_body(taken.text))
        get = ParsedLine(what=what or taken.text, refs=(ask.no,))
        return place_get_line(session, get, taken.text)


def take_line(session: DealSession, line: str, move: Move) -> PendingCommand:
    """The line that waits under that id. Refused where a button did something with it already."""
    by = session.by
    taken = session.work.pending.take(by.team, line, by.person, PendingCommand)
    if taken is None:
        raise Refused(why=RefusalReason.CHANGED, deal=session.deal, no=move.no, move=move)
    return taken
