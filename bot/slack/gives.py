"""Gives: `/concede`, the buttons under a draft, and the form."""

from datetime import date

from bot.coach import gives, log, several, signing
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.gets import GetChoice
from bot.coach.gives import Decision, DraftChoice
from bot.coach.refusals import Refused
from bot.domain.ids import DealId
from bot.domain.moves import Kind
from bot.language.clean import clean_text
from bot.language.lines import Command, ParsedLine, UnreadableLine
from bot.language.take_backs import read_take_back
from bot.slack import asides, asks, entries, gets, ladder, our_answers, their_asks, trades
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.moves import GOODWILL_DAYS, read_recorded, show_help_or_form
from bot.slack.routing import Click, Routes, is_help
from bot.slack.services import SlackServices


def concede(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/concede`: a give, checked before it counts. Their wishes, limits and questions are told apart."""
    if not text or is_help(text):
        return show_help_or_form(services, context, text, "concede", Kind.GIVE)
    beside = _answer_beside(services, context, text)
    if beside is not None:
        return beside
    reading = asks.read_move_line(context, Command.CONCEDE, text)
    lines = asks.split_move_line(context, Command.CONCEDE, text, reading)
    if isinstance(lines, UnreadableLine):
        return asks.answer_aside(services, context, text, lines, command=Command.CONCEDE)
    if lines:
        listed = several.record_gives(
            context.actor, lines, clean_text(text), key=context.once, services=services.coach
        )
        return asides.mention_not_used(services, context, lines, listed)
    if isinstance(reading, ParsedLine):
        return _record(services, context, reading, text)
    return asks.answer_aside(services, context, text, reading, command=Command.CONCEDE)


def _answer_beside(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """What answers a line that is no ordinary give: it is about an entry, a test, a no of ours, or
    something that we took back."""
    about_entry = entries.answer_in_move_line(services, context, text, Command.CONCEDE)
    if about_entry is not None:
        return about_entry
    to_drop = entries.ask_what_to_drop(services, context, text, Command.CONCEDE)
    if to_drop is not None:
        return to_drop
    tied = trades.answer_tie(services, context, text, Kind.GIVE)
    tied = tied or trades.record_with_tie(services, context, text, Kind.GIVE, concede)
    if tied is not None:
        return tied
    trial = ladder.record_trial(services, context, text)
    if trial is not None:
        return trial
    answered = our_answers.answer_their_asks(services, context, text)
    if answered is not None:
        return answered
    declined = their_asks.decline_typed(services, context, text)
    if declined is not None:
        return declined
    taken_back = read_take_back(clean_text(text))
    if taken_back is None:
        return None
    return asks.ask_what_was_taken_back(services, context, taken_back, text, Kind.GIVE)


def _record(
    services: SlackServices,
    context: RequestContext,
    line: ParsedLine,
    text: str,
) -> Answer:
    answer = gives.record_give(
        context.actor, line, clean_text(text), key=context.once, services=services.coach
    )
    return asides.mention_not_used(services, context, (line,), answer)


def record_form(services: SlackServices, context: RequestContext, view: Element) -> Answer:
    """A give from its form."""
    filled, line = read_recorded(context, view, Kind.GIVE)
    deal = DealId(filled.metadata.deal)
    return gives.record_give(
        context.actor, line, "", deal=deal, key=context.once, services=services.coach
    )


def settle(
    services: SlackServices, context: RequestContext, ref: ButtonValue, decision: Decision
) -> Answer:
    """Does with a draft give what the person decided; with all of its line, where the button was about them."""
    if ref.seq:
        return several.settle_drafts(
            context.actor,
            ref.deal,
            ref.seq,
            decision,
            key=context.once,
            services=services.coach,
        )
    return gives.settle_give_draft(
        context.actor, ref.seen_move, decision, key=context.once, services=services.coach
    )


def _settle_click(choice: DraftChoice, get_choice: GetChoice | None = None) -> Click:
    """A button that decides about a draft: of a give, or of a get where it may be pressed there too."""

    def click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
        if get_choice is not None:
            kind = log.find_kind(context.actor, ref.deal, ref.no, services=services.coach)
            if kind is Kind.GET:
                return gets.settle(services, context, ref, get_choice)
        decision = Decision(choice=choice)
        if choice is DraftChoice.GOODWILL:
            decision = Decision(choice=choice, review=context.actor.today + GOODWILL_DAYS)
        return settle(services, context, ref, decision)

    return click


def make_conditional(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Makes a draft conditional on a signature by a day."""
    day = _parse_day(ref.key)
    # The condition is stored in the words of the person who pressed the button.
    words = services.renderer.words(context.actor.locale, context.actor.today)
    decision = Decision(
        choice=DraftChoice.CONDITIONAL, condition=words.format_signed_by(day), due=day
    )
    return settle(services, context, ref, decision)


def _parse_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(why=RefusalReason.CHANGED) from None


def make_conditional_on_ask(
    services: SlackServices, context: RequestContext, ref: ButtonValue
) -> Answer:
    """Makes a draft conditional on the ask of a proposal, which opens with it."""
    decision = Decision(choice=DraftChoice.CONDITIONAL, proposal=ref.key)
    return settle(services, context, ref, decision)


def revive(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Gives what had lapsed all the same."""
    return signing.give_all_the_same(
        context.actor,
        ref.seen_move,
        get=ref.other or None,
        key=context.once,
        services=services.coach,
    )


ROUTES = Routes(
    commands={"/concede": concede},
    clicks={
        "draft.already_said": _settle_click(DraftChoice.ALREADY_SAID),
        "draft.go_on": _settle_click(DraftChoice.GO_ON, GetChoice.A_GET),
        "draft.not_yet": _settle_click(DraftChoice.NOT_YET),
        "draft.in_all": _settle_click(DraftChoice.IN_ALL),
        "draft.more": _settle_click(DraftChoice.MORE),
        "draft.return": _settle_click(DraftChoice.RETURN),
        "draft.goodwill": _settle_click(DraftChoice.GOODWILL),
        "draft.drop": _settle_click(DraftChoice.DROP, GetChoice.DROP),
        "draft.conditional": make_conditional,
        "draft.for": make_conditional_on_ask,
        "give.revive": revive,
    },
    submissions={"give.record": record_form},
)
