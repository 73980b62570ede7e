"""Sentences without a command that tell a move of ours: read after the command of that move."""

from bot.coach import log, own_wishes
from bot.coach import offers as coach_offers
from bot.coach.answers.base import Answer
from bot.coach.answers.door import OwnWishTold
from bot.coach.direct import DirectLine
from bot.coach.likeness import find_named
from bot.domain.deals import Deal
from bot.domain.offers import OfferState
from bot.language.bargains import find_fine_with_us, is_bargain
from bot.language.direct_lines import is_report_of_give
from bot.language.own_wishes import find_own_wish
from bot.language.plain_gives import find_plain_give
from bot.language.questions import Topic
from bot.language.reported_gives import find_give_reported
from bot.language.told_offers import find_offer_told, is_ours, is_yes_of_theirs, takes_offer
from bot.language.verdicts import Said, read_verdicts
from bot.slack import door, offers, their_asks
from bot.slack.context import RequestContext
from bot.slack.routing import echo, find_deal_here
from bot.slack.services import SlackServices

_SEVERAL = 2


def find_give_told(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> str | None:
    """The line of a give that a sentence tells: one that we made, one for something of theirs, or a yes to a part of
    what they ask for; None for any other."""
    told = find_plain_give(text)
    if told is not None:
        return told
    if is_report_of_give(text):
        report = find_give_reported(text)
        is_done = report is not None and report.ours and not report.promised
        return report.line if report is not None and is_done else text
    if is_bargain(text) or _answers_their_asks(context, here, text, services):
        return text
    fine = find_fine_with_us(text)
    if fine and their_asks.find(services, context, here, fine) is not None:
        return fine
    return None


def _answers_their_asks(
    context: RequestContext, here: Deal, text: str, services: SlackServices
) -> bool:
    """Whether a sentence says yes and no to things that they ask for, and to none that we ask for: `parking yes,
    rent-free no`."""
    verdicts = read_verdicts(text)
    if len(verdicts) < _SEVERAL or all(verdict.said is Said.NAMED for verdict in verdicts):
        return False
    ours = log.list_open_asks(context.actor, here.id, services=services.coach).ours
    locale = context.actor.locale
    if any(find_named(verdict.thing, ours, locale) is not None for verdict in verdicts):
        return False
    return any(their_asks.find(services, context, here, each.thing) for each in verdicts)


def _accepts_offer_of_ours(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> bool:
    """Whether they said yes, and an offer of ours is what they may mean."""
    actor = context.actor
    if not is_yes_of_theirs(text, deal=here, locale=actor.locale, today=actor.today):
        return False
    listed = coach_offers.list_offers(context.actor, here.id, services=services.coach)
    return any(row.offer.ours and row.offer.state is OfferState.OPEN for row in listed.rows)


def _has_open_asks(services: SlackServices, context: RequestContext, here: Deal) -> bool:
    return bool(log.list_open_asks(context.actor, here.id, services=services.coach).ours)


def answer_own_wish(
    services: SlackServices, context: RequestContext, text: str
) -> OwnWishTold | None:
    """`we need a reference from them`: asks whether to open an ask for it; None for any other sentence."""
    thing = find_own_wish(text)
    if thing is None:
        return None
    here = find_deal_here(services, context, text)
    return own_wishes.tell_own_wish(
        context.actor, here.id, echo(thing), echo(text), services=services.coach
    )


def answer_offer_told(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> Answer | None:
    """The answer to an offer that a sentence tells: one of ours is recorded, one of theirs asked about; None for any
    other sentence."""
    actor = context.actor
    if _accepts_offer_of_ours(services, context, here, text):
        if takes_offer(text) or not _has_open_asks(services, context, here):
            asked = offers.ask_which_accepted(services, context, here, text)
            if asked is not None:
                return asked
            return offers.answer_typed(services, context, here, text)
        # `she said yes` may be to an ask as well.
        reply = DirectLine(actor=actor, command=door.COMMAND, text=text)
        return door.answer_line_as(services, context, here.id, reply, Topic.ANSWERED_ASK)
    terms = find_offer_told(text, deal=here, locale=actor.locale, today=actor.today)
    if terms is None:
        return None
    if is_ours(terms):
        return offers.answer_typed(services, context, here, text)
    line = DirectLine(actor=actor, command=door.COMMAND, text=text)
    return door.answer_line_as(services, context, here.id, line, Topic.THEIR_OFFER)
