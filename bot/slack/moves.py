"""Moves: the form to record one, and the buttons that show and change one."""

from datetime import timedelta
from typing import Protocol

from bot.coach import (
    amends,
    changes,
    checkins,
    conditions_met,
    deals,
    log,
    rhythm_undo,
    says,
    take_backs,
    undo,
)
from bot.coach.actors import Actor
from bot.coach.answers import MoveChanged, RefusalReason, SentenceKind
from bot.coach.answers.base import Answer
from bot.coach.moves import SeenMove
from bot.coach.refusals import Refused
from bot.coach.rhythms import tells_rhythm_change
from bot.coach.services import Services
from bot.domain.deals import Deal
from bot.domain.ledger import Verb
from bot.domain.moves import Kind
from bot.language.clauses.references import names_last_entry
from bot.language.clean import clean_text
from bot.language.lines import ParsedLine
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import moves as forms
from bot.slack.forms.form import Filled
from bot.slack.forms.trades import copy_view
from bot.slack.replies import FormOpened, Helped, NothingSaid, SourceRemoved
from bot.slack.routing import Click, Routes, find_deal_here, is_help
from bot.slack.services import SlackServices

GOODWILL_DAYS = timedelta(days=30)
"""When a goodwill give made by a button is looked at again."""


def show_help_or_form(
    services: SlackServices, context: RequestContext, text: str, command: str, kind: Kind
) -> Answer:
    """What a command answers that is typed without a line: help where it is asked for, else its form."""
    if is_help(text):
        return Helped(command=command)
    here = find_deal_here(services, context, text)
    deal = deals.find_deal_to_record_in(context.actor, here.id, services=services.coach)
    return FormOpened(forms.record_view(kind, deal, context.actor.locale))


def read_recorded(context: RequestContext, view: Element, kind: Kind) -> tuple[Filled, ParsedLine]:
    """What the form that records a move says, and the line that would have said the same."""
    locale = context.actor.locale
    filled = forms.recording(kind, locale).read(view)
    return filled, forms.line_of(filled, kind, locale)


def _open_form(kind: Kind) -> Click:
    """A button that opens the form for a move; pressed at a move, it is recorded in return for that."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        deal = deals.find_deal_to_record_in(context.actor, ref.deal, services=services.coach)
        line = ParsedLine(what="", refs=(ref.no,)) if ref.no else None
        return FormOpened(forms.record_view(kind, deal, context.actor.locale, line))

    return click


def show_move(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """One move in full."""
    return log.show_move(context.actor, ref.deal, ref.no, services=services.coach)


class _MoveChange(Protocol):
    def __call__(
        self, actor: Actor, seen: SeenMove, *, key: str, services: Services
    ) -> MoveChanged: ...


def _click_to(change: _MoveChange) -> Click:
    """A button that changes one move as it was seen."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        return change(context.actor, ref.seen_move, key=context.once, services=services.coach)

    return click


def make_goodwill(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """An open give was goodwill, looked at again in a month."""
    review = context.actor.today + GOODWILL_DAYS
    return changes.make_goodwill(
        context.actor, ref.seen_move, review, key=context.once, services=services.coach
    )


def undo_entry(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Undoes the entry of the button."""
    return undo.undo_entry(
        context.actor, ref.deal, seq=ref.seq, key=context.once, services=services.coach
    )


def undo_last(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal undo`: undoes the person's last entry, or takes back what they did last where that was no move: a change
    of the rhythm, a check-in. `/deal undo #21` undoes the entry that recorded that move."""
    named = clean_text(rest)
    no = None
    if not named or names_last_entry(named):
        version = rhythm_undo.find_last_change(context.actor, here.id, services=services.coach)
        if version:
            return rhythm_undo.undo_rhythm_change(
                context.actor, here.id, version, once=context.once, services=services.coach
            )
        other = _reopen_last_checkin(services, context, here)
        if other is not None:
            return other
    if named and not names_last_entry(named):
        no = undo.find_move_to_undo(context.actor, here.id, named, services=services.coach)
    return undo.undo_entry(context.actor, here.id, no=no, key=context.once, services=services.coach)


def _reopen_last_checkin(
    services: SlackServices, context: RequestContext, here: Deal
) -> Answer | None:
    """Opens the check-in again that the person settled last, where that was the last thing they did. Refused where
    that was a reading, which has a word of its own, or a change of the rhythm that somebody changed since: the move
    before it must not be undone in its place."""
    actor, coach = context.actor, services.coach
    entry = undo.find_last_own_entry(actor, here.id, services=coach)
    if entry is None:
        return None
    if tells_rhythm_change(entry):
        raise Refused(why=RefusalReason.RHYTHM_CHANGED, deal=here)
    if entry.verb in (Verb.MEASURED, Verb.TRIGGERED):
        raise Refused(why=RefusalReason.READING_LAST, deal=here)
    if entry.verb is not Verb.CHECKED_IN:
        return None
    no = checkins.find_own_settled(actor, here.id, services=coach)
    if not no:
        raise Refused(why=RefusalReason.CHECK_IN_LAST, deal=here)
    return checkins.reopen_checkin(actor, here.id, no, once=context.once, services=coach)


def take_cost_from_words(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """The amount at the end of the give's words is its cost."""
    return amends.take_cost_from_words(
        context.actor, ref.seen_move, key=context.once, services=services.coach
    )


def open_amend_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form that changes a move."""
    found = log.show_editable_move(context.actor, ref.deal, ref.no, services=services.coach)
    return FormOpened(forms.amend_view(found.row.move, found.deal, context.actor.locale))


def amend_move(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """What a move says, changed."""
    kind = Kind(forms.aim_of(view))
    filled = forms.amending(kind, context.actor.locale).read(view)
    return amends.amend_move(
        context.actor,
        filled.metadata.seen_move,
        forms.line_of(filled, kind, context.actor.locale),
        why=filled.find(forms.WHY) or "",
        key=context.once,
        services=services.coach,
    )


def open_void_form(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens the form that voids a move, and asks why."""
    found = log.show_editable_move(context.actor, ref.deal, ref.no, services=services.coach)
    return FormOpened(forms.void_view(services.called(context, found.row.move), found.deal))


def void_move(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A move that no longer counts, and why."""
    filled = forms.VOID.read(view)
    return changes.void_move(
        context.actor,
        filled.metadata.seen_move,
        filled.need(forms.VOIDED_WHY),
        key=context.once,
        services=services.coach,
    )


def open_sentence(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A sentence where it can be marked and copied."""
    if ref.key not in set(SentenceKind):
        raise Refused(why=RefusalReason.CHANGED)
    kind = SentenceKind(ref.key)
    sentence = says.repeat_sentence(context.actor, ref.deal, ref.no, kind, services=services.coach)
    actor = context.actor
    words = services.renderer.plain(sentence, locale=actor.locale, today=actor.today)
    return FormOpened(copy_view(words))


def close_form(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A form that only shows something."""
    return NothingSaid()


def remove_message(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Takes a message away that nobody needs any more."""
    return SourceRemoved()


ROUTES = Routes(
    deal_words={"undo": undo_last},
    offer_words={"undo": undo_last},
    clicks={
        "give.form": _open_form(Kind.GIVE),
        "get.form": _open_form(Kind.GET),
        "ask.form": _open_form(Kind.ASK),
        "move.show": show_move,
        "move.edit": open_amend_form,
        "move.take_cost": take_cost_from_words,
        "move.undo": undo_entry,
        "move.void": open_void_form,
        # The same behind a question, which a menu would hide.
        "move.take_out": open_void_form,
        "move.met": _click_to(conditions_met.meet_condition),
        "move.lapsed": _click_to(changes.lapse_move),
        "move.delivered": _click_to(changes.mark_delivered),
        "move.taken_back": _click_to(take_backs.take_back),
        "move.goodwill": make_goodwill,
        "sentence.copy": open_sentence,
        "message.close": remove_message,
    },
    submissions={
        "move.amend": amend_move,
        "move.void": void_move,
        "sentence.done": close_form,
    },
)
