"""The end of a deal: `/deal close won`, `lost` and `dropped`, `reopen`, `rename`, `archive`, `delete`, and buttons."""

from bot.coach import closing, endings, log
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.answers.endings import WhichToReopen
from bot.coach.refusals import Refused
from bot.domain.deals import Deal, DealOutcome
from bot.domain.ids import DealId
from bot.language.clean import clean_text
from bot.language.endings import read_ending, read_new_name, read_reason, without_opener
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms import deals as forms
from bot.slack.replies import LineUnread, Puzzled
from bot.slack.routing import AnywhereWord, DealWord, Routes, echo, split_word
from bot.slack.services import SlackServices
from bot.translations import N_

READ_BACK = frozenset({"terms", "readback", "items"})
"""Words after `/deal close` that go on with the close instead of saying how the deal ended."""
PRESSED = frozenset({"won", "lost", "dropped", "archived", "ended"})
"""Ends of a deal that a button may say."""
LONGEST_NAME = forms.NAME.longest


def close_deal(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal close lost too expensive`: closes the deal; without how it ended, what is still open and the question;
    `/deal close terms` reads back what was agreed."""
    first, _ = split_word(context, rest)
    if first in READ_BACK:
        return closing.show_close(context.actor, here.id, services=services.coach)
    ending = read_ending(rest)
    if ending.outcome is not None and not _ended_too_soon(here, ending.outcome):
        return _close(services, context, here.id, ending.outcome, why=ending.why)
    if here.is_closed:
        return log.show_status(context.actor, here.id, services=services.coach)
    return endings.ask_how_it_ended(context.actor, here.id, ending.why, services=services.coach)


def _close(
    services: SlackServices,
    context: RequestContext,
    deal: DealId,
    outcome: DealOutcome,
    *,
    why: str = "",
    line: str = "",
    instead_of: DealOutcome | None = None,
) -> Answer:
    return endings.close_deal(
        context.actor,
        deal,
        outcome,
        why=why,
        line=line,
        instead_of=instead_of,
        key=context.once,
        services=services.coach,
    )


def _ended_too_soon(here: Deal, outcome: DealOutcome) -> bool:
    """Whether *ended* was typed of a deal that is still open: how did it end?"""
    return outcome is DealOutcome.ENDED and not here.is_closed


def _close_as(outcome: DealOutcome) -> DealWord:
    """`/deal won`, `/deal lost too expensive`, `/deal archive`."""

    def word(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
        why = read_reason(clean_text(rest).split())
        if _ended_too_soon(here, outcome):
            return endings.ask_how_it_ended(context.actor, here.id, why, services=services.coach)
        return _close(services, context, here.id, outcome, why=why)

    return word


def press_close(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """A button that says how the deal ended; its key is the outcome, the reason that waits, and how it had ended where
    that was shown and is to be changed. Without an outcome it asks."""
    outcome, line, instead_of = (*ref.key.split(":", 2), "", "")[:3]
    if not outcome:
        return endings.ask_how_it_ended(context.actor, ref.deal, "", services=services.coach)
    if outcome not in PRESSED or (instead_of and instead_of not in PRESSED):
        raise Refused(why=RefusalReason.CHANGED)
    return _close(
        services,
        context,
        ref.deal,
        DealOutcome(outcome),
        line=line,
        instead_of=DealOutcome(instead_of) if instead_of else None,
    )


def reopen_deal(services: SlackServices, context: RequestContext, rest: str) -> Answer | None:
    """`/deal reopen`, `/deal reopen Acme they came back`: opens a closed deal again."""
    found = endings.find_deal_to_reopen(
        context.actor, echo(without_opener(rest)), services=services.coach
    )
    if isinstance(found, WhichToReopen):
        return found if found.deals else None
    deal, why = found
    return endings.reopen_deal(
        context.actor, deal.id, why, key=context.once, services=services.coach
    )


def reopen_open_deal(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """The same where no deal is closed: the one that is open here is shown as it stands."""
    return endings.reopen_deal(context.actor, here.id, key=context.once, services=services.coach)


def rename_deal(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal rename Acme renewal 2027`: gives the deal another name."""
    name = read_new_name(rest, context.actor.locale)
    if not name:
        return LineUnread(
            hint=N_("This needs the new name."), example="/deal rename Acme renewal 2027", typed=""
        )
    if len(name) > LONGEST_NAME:
        return LineUnread(
            hint=N_("The name of a deal may have 80 characters."),
            example="/deal rename Acme renewal 2027",
            typed=echo(rest),
        )
    return endings.rename_deal(
        context.actor, here.id, name, key=context.once, services=services.coach
    )


def delete_deal(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal delete`: takes a deal that was opened by mistake out of every list."""
    if rest:
        return Puzzled(command="deal", typed=echo(f"delete {rest}"), example="/deal delete")
    return endings.delete_deal(
        context.actor, here.id, confirmed=False, key=context.once, services=services.coach
    )


def press_delete(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Deletes a deal that has moves in it, now that the person was asked."""
    return endings.delete_deal(
        context.actor, ref.deal, confirmed=True, key=context.once, services=services.coach
    )


ROUTES = Routes(
    deal_words={
        "close": close_deal,
        "end": close_deal,
        "won": _close_as(DealOutcome.WON),
        "lost": _close_as(DealOutcome.LOST),
        "dropped": _close_as(DealOutcome.DROPPED),
        "archive": _close_as(DealOutcome.ARCHIVED),
        "ended": _close_as(DealOutcome.ENDED),
        "reopen": AnywhereWord(anywhere=reopen_deal, in_deal=reopen_open_deal),
        "rename": rename_deal,
        "delete": delete_deal,
    },
    clicks={"deal.close": press_close, "deal.delete": press_delete},
)
