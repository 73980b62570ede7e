"""Entries by their numbers, at any age: `#4`, `edit #4 cost 8k`, `void #4`, `match #5 #9`, `unmatch #5 #9`, after any
command, and the buttons that open one."""

from collections.abc import Sequence
from dataclasses import replace

from bot.coach import amends, changes, corrections, dropped_entries, log, told_figures, trades
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.moves import SeenMove
from bot.coach.refusals import Refused
from bot.domain.deals import Deal
from bot.domain.fields import WHAT
from bot.domain.ids import MoveNo
from bot.domain.moves import Kind
from bot.language.dropped_entries import read_dropped_entry
from bot.language.endings import read_reason
from bot.language.entries import (
    SEVERAL,
    EntryDeed,
    EntryRequest,
    FieldsRead,
    find_number,
    read_entry_request,
    read_fields_anew,
)
from bot.language.entry_corrections import read_entry_correction
from bot.language.figure_corrections import FigureCorrection, read_figure_correction
from bot.language.grammar import read_line
from bot.language.lines import MOVE_COMMANDS, MOVE_KINDS, Command, ParsedLine
from bot.language.told_figures import read_told_figure
from bot.slack import asides, moves
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import moves as forms
from bot.slack.replies import FormOpened, LineUnread
from bot.slack.routing import Routes, echo, find_deal_here
from bot.slack.services import SlackServices
from bot.translations import N_

EDIT_EXAMPLE = N_("/deal edit #4 cost 8k by Friday")
EXAMPLES = {
    EntryDeed.SHOW: N_("/deal show #4"),
    EntryDeed.EDIT: EDIT_EXAMPLE,
    EntryDeed.VOID: N_("/deal void #4 it was never agreed"),
    EntryDeed.MATCH: N_("/deal match #5 #9"),
    EntryDeed.UNMATCH: N_("/deal unmatch #5 #9"),
    EntryDeed.UNDO: N_("/deal undo #4"),
}
"""A line as an example of each thing that may be done with an entry."""


def read_request(text: str) -> EntryRequest | None:
    """What a line after `/deal` wants with entries; None where it is about something else. `undo` is a word of its
    own."""
    request = read_entry_request(text)
    return None if request is None or request.deed is EntryDeed.UNDO else request


def show_named(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> Answer | None:
    """The entry whose number stands in a line after `/deal` that nobody understands (`eidt #4 cost 8k`): nothing is
    done by a guess. None where it names none."""
    number = find_number(text)
    if number is None:
        return None
    request = EntryRequest(deed=EntryDeed.SHOW, numbers=(number,), rest=text)
    return answer_request(services, context, here, request, text)


def answer_in_move_line(
    services: SlackServices, context: RequestContext, text: str, command: Command
) -> Answer | None:
    """What a line after `/concede`, `/ask` or `/got` does that names an entry instead of a move (`edit #4 cost 8k`,
    `#21`); None where it is to record something."""
    corrected = answer_correction(services, context, text, command)
    if corrected is not None:
        return corrected
    request = read_entry_request(text, in_move_line=True)
    if request is None:
        return _edit_own(services, context, text, command)
    here = find_deal_here(services, context, text)
    is_alone = request.deed is EntryDeed.SHOW and text.strip().startswith("#")
    if is_alone and command is Command.GOT and _is_answer(services, context, here, request):
        return None
    return answer_request(services, context, here, request, text)


def ask_what_to_drop(
    services: SlackServices, context: RequestContext, text: str, command: Command | None = None
) -> Answer | None:
    """`forget the notice`, `let's drop the logo`: asks about the entry that the line names. None for every other line,
    and for one that may be a move where no entry is called so."""
    dropped = read_dropped_entry(text)
    if dropped is None:
        return None
    here = find_deal_here(services, context, text)
    asked = dropped_entries.ask_what_to_drop(
        context.actor, here.id, dropped, echo(text), command=command, services=services.coach
    )
    if asked is not None or not dropped.sure or command is None:
        return asked
    if _says_more_than_a_name(context, command, text):
        return None
    problem = N_("No entry that stands is clearly called that, so nothing was changed.")
    return LineUnread(hint=problem, example=EXAMPLES[EntryDeed.VOID], typed=echo(text))


def _says_more_than_a_name(context: RequestContext, command: Command, text: str) -> bool:
    """Whether a line has what only a move has: `forget the late fee, cost 300` gives something up."""
    actor = context.actor
    line = read_line(text, command=command, locale=actor.locale, today=actor.today)
    if not isinstance(line, ParsedLine):
        return False
    return any((line.cost, line.worth, line.for_what, line.condition))


def drop_entry(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Takes an entry out that somebody no longer wants."""
    return dropped_entries.drop_entry(
        context.actor, ref.seen_move, key=context.once, services=services.coach
    )


def answer_correction(
    services: SlackServices, context: RequestContext, text: str, command: Command | None = None
) -> Answer | None:
    """What a line does that puts an earlier entry right: `no, 5 not 6` changes the person's latest entry with that
    figure; `sorry I meant cap at 5%` is asked about. None for every other line, and for one that may be a move where
    it puts nothing right."""
    told = answer_told_figure(services, context, text, command)
    if told is not None:
        return told
    figure = read_figure_correction(text)
    correction = read_entry_correction(text)
    if figure is None and correction is None:
        return None
    here = find_deal_here(services, context, text)
    kind = MOVE_KINDS[command] if command is not None else None
    kinds = (kind,) if kind is not None else (Kind.GIVE, Kind.ASK, Kind.GET)
    is_plain = figure is not None and command is not None and not figure.names_thing
    corrected = _correct_figure(services, context, here, figure, kinds) if is_plain else None
    if corrected is not None:
        return corrected
    asked: Answer | None = None
    if correction is not None:
        asked = corrections.ask_what_to_change(
            context.actor, here.id, correction, echo(text), kind=kind, services=services.coach
        )
    if asked is None and figure is not None and figure.names_thing:
        asked = _correct_figure(services, context, here, figure, kinds)
    is_value_alone = correction is not None and correction.is_value_alone
    if asked is not None or command is None or not (figure is not None or is_value_alone):
        return asked
    problem = N_("This puts a figure right, but it is not clear in which entry. Name the entry.")
    return LineUnread(hint=problem, example=EDIT_EXAMPLE, typed=echo(text))


def _correct_figure(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    figure: FigureCorrection | None,
    kinds: Sequence[Kind],
) -> Answer | None:
    """Puts a figure right in the latest entry that has it, of the first of the kinds; None where none has it."""
    if figure is None:
        return None
    found = (
        amends.correct_figure(
            context.actor, here.id, kind, figure, key=context.once, services=services.coach
        )
        for kind in kinds
    )
    return next((answer for answer in found if answer is not None), None)


def answer_told_figure(
    services: SlackServices, context: RequestContext, text: str, command: Command | None = None
) -> Answer | None:
    """`the foam was 650 actually`, `der Schaum kostet 650 statt 500`: asks whether that is the cost of the entry called
    so. After a command only where the line says that another figure was wrong, since it may be a move of its own."""
    told = read_told_figure(text)
    if told is None or (command is not None and not told.sure):
        return None
    here = find_deal_here(services, context, text)
    kind = MOVE_KINDS[command] if command is not None else None
    return told_figures.ask_about_figure(
        context.actor, here.id, told, echo(text), kind=kind, services=services.coach
    )


def change_figure(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Puts the cost or the worth of an entry right as the line says that waits."""
    return told_figures.change_figure(
        context.actor, ref.seen_move, ref.key, key=context.once, services=services.coach
    )


def change_entry(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Puts an entry right as the line says that waits."""
    return corrections.change_entry(
        context.actor, ref.seen_move, ref.key, key=context.once, services=services.coach
    )


def answer_with_corrected(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """What the line says that waits is what they gave for an ask."""
    return corrections.answer_with_corrected(
        context.actor, ref.seen_move, ref.key, key=context.once, services=services.coach
    )


def _is_answer(
    services: SlackServices, context: RequestContext, here: Deal, request: EntryRequest
) -> bool:
    """Whether a number alone answers an open ask of ours: `/got #3`."""
    open_asks = log.list_open_asks(context.actor, here.id, services=services.coach)
    return any(ask.no in request.numbers for ask in open_asks.ours)


def _edit_own(
    services: SlackServices, context: RequestContext, text: str, command: Command
) -> Answer | None:
    """`/concede #1 cost 9k` where #1 is a give: what the line says of it. None for every other line. After `/got` a
    number is an ask that is answered, or a get that is named again."""
    request = read_entry_request(text)
    if request is None or request.deed is not EntryDeed.SHOW or command is Command.GOT:
        return None
    if not request.numbers or not request.rest:
        # `display space in 6 shops` names no entry.
        return None
    here = find_deal_here(services, context, text)
    no = MoveNo(request.numbers[0])
    kind = log.find_kind(context.actor, here.id, no, services=services.coach)
    if kind is None or MOVE_COMMANDS[kind] is not command:
        return None
    actor = context.actor
    said = read_fields_anew(
        request.rest, command=command, ours=True, locale=actor.locale, today=actor.today
    )
    if not said.fields or WHAT.name in said.fields or said.tied or said.not_read:
        return None
    edit = EntryRequest(deed=EntryDeed.EDIT, numbers=request.numbers, rest=request.rest)
    return answer_request(services, context, here, edit, text)


def answer_request(
    services: SlackServices, context: RequestContext, here: Deal, request: EntryRequest, text: str
) -> Answer:
    """Does with an entry of the deal what was typed. A refusal gives back what was typed."""
    problem = _find_problem(request)
    if problem:
        return LineUnread(hint=problem, example=EXAMPLES[request.deed], typed=echo(text))
    try:
        return _do(services, context, here, request, text)
    except Refused as refused:
        if refused.answer.typed or refused.why is RefusalReason.CLOSED:
            raise
        raise Refused.from_answer(replace(refused.answer, typed=echo(text))) from refused


def _find_problem(request: EntryRequest) -> str:
    """What is missing or too much in the line; empty where it can be done."""
    count = len(request.numbers)
    if not count:
        return N_("This needs the number of an entry; `/deal log` shows the numbers.")
    if request.deed is EntryDeed.MATCH and count < 2:
        return N_("A match needs two numbers at least: a give and a get.")
    if request.deed not in SEVERAL and count > 1:
        return N_("This is done with one entry at a time.")
    if request.deed in SEVERAL and request.rest:
        return N_(
            "Beside the numbers this has words that do not belong to it, so nothing was changed."
        )
    return ""


def _do(
    services: SlackServices, context: RequestContext, here: Deal, request: EntryRequest, text: str
) -> Answer:
    numbers = [MoveNo(no) for no in request.numbers]
    match request.deed:
        case EntryDeed.SHOW:
            shown = log.show_move(context.actor, here.id, numbers[0], services=services.coach)
            return replace(shown, typed=echo(text) if request.rest else "")
        case EntryDeed.EDIT:
            return _edit(services, context, here, numbers[0], request.rest, text)
        case EntryDeed.VOID:
            return _void(services, context, here, numbers[0], request.rest)
        case EntryDeed.MATCH:
            return trades.match_together(
                context.actor, here.id, numbers, key=context.once, services=services.coach
            )
        case EntryDeed.UNMATCH:
            return trades.unmatch_together(
                context.actor, here.id, numbers, key=context.once, services=services.coach
            )
        case EntryDeed.UNDO:
            return moves.undo_last(services, context, here, f"#{numbers[0]}")


def _edit(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    no: MoveNo,
    rest: str,
    text: str,
) -> Answer:
    """Changes only what the line names; without anything named, the form opens with what the entry says."""
    found = log.show_editable_move(context.actor, here.id, no, services=services.coach)
    move = found.row.move
    if not rest:
        return FormOpened(forms.amend_view(move, found.deal, context.actor.locale))
    said = read_fields_anew(
        rest,
        command=MOVE_COMMANDS[move.kind],
        ours=move.ours,
        locale=context.actor.locale,
        today=context.actor.today,
    )
    problem = _find_edit_problem(said)
    if problem:
        return LineUnread(hint=problem, example=EDIT_EXAMPLE, typed=echo(text))
    changed = amends.amend_fields(
        context.actor,
        SeenMove(deal=here.id, no=no, version=move.version),
        said.fields,
        why=said.why,
        key=context.once,
        services=services.coach,
    )
    not_used = "; ".join(filter(None, (said.not_read, said.tied)))
    line = ParsedLine(what="", not_read=not_used)
    return asides.mention_not_used(services, context, (line,), changed)


def _find_edit_problem(said: FieldsRead) -> str:
    if said.fields:
        return ""
    if said.tied:
        return N_(
            "What an entry is for is changed by matching it, such as `/deal match #5 #9`; nothing was changed."
        )
    return N_("This does not say what to change, so nothing was changed.")


def _void(
    services: SlackServices, context: RequestContext, here: Deal, no: MoveNo, rest: str
) -> Answer:
    """Takes an entry out of every sum; the reason may be left out where it is typed."""
    found = log.show_editable_move(context.actor, here.id, no, services=services.coach)
    return changes.void_move(
        context.actor,
        SeenMove(deal=here.id, no=no, version=found.row.move.version),
        read_reason(rest.split()),
        key=context.once,
        services=services.coach,
    )


def open_entry(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """One entry in full, beside the ledger it was chosen in."""
    return log.show_move(context.actor, ref.deal, ref.no, services=services.coach)


ROUTES = Routes(
    clicks={
        "entry.open": open_entry,
        "entry.drop": drop_entry,
        "entry.change": change_entry,
        "entry.answer": answer_with_corrected,
        "entry.figure": change_figure,
    }
)
