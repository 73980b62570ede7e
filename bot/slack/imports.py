"""Moves from a file."""

from bot.coach import deals, imports
from bot.coach.answers import NotDone
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.language.clean import decode
from bot.slack.bench import Bench
from bot.slack.blocks import Element
from bot.slack.forms.imports import IMPORT, ROWS, import_view
from bot.slack.here import Click, Slash, Submission, Word
from bot.slack.ids import Ref
from bot.slack.replies import FormOpened
from bot.slack.where import Where


def import_form(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/deal import`: the form that takes rows from a spreadsheet; what was typed stands in it."""
    found = deals.open_for(where.actor, here.id, desk=bench.desk)
    return (
        found
        if isinstance(found, NotDone)
        else FormOpened(import_view(found, decode(rest)[: ROWS.longest]))
    )


def check(bench: Bench, where: Where, view: Element) -> object:
    """What the rows would record."""
    filled = IMPORT.read(view)
    deal = DealId(filled.ticket.deal)
    return imports.check_import(where.actor, deal, filled.need(ROWS), desk=bench.desk)


def record(bench: Bench, where: Where, ref: Ref) -> object:
    """Records the rows that were looked at."""
    return imports.import_waiting(where.actor, ref.deal, ref.key, once=where.once, desk=bench.desk)


COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"import": import_form}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {"import.record": record}
SUBMISSIONS: dict[str, Submission] = {"import.check": check}
