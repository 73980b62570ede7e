"""Sentences without a command that tell a move of ours: read after the command of that move."""

import re
from typing import NamedTuple

from bot.coach import log, own_wishes, parts_told
from bot.coach import offers as coach_offers
from bot.coach.answers.base import Answer
from bot.coach.answers.door import OwnWishTold
from bot.coach.direct import DirectLine
from bot.coach.likeness import find_by_figure, find_named
from bot.domain.deals import Deal, Side
from bot.domain.offers import OfferState, names_figure_of
from bot.language.bargains import find_fine_with_us, find_told_yes, is_bargain
from bot.language.counter_conditions import read_conditional_yes
from bot.language.direct_lines import (
    is_more_than_report,
    is_report_of_give,
    leave_out_nothing_back,
)
from bot.language.figures import read_figures
from bot.language.own_wishes import find_own_wish
from bot.language.plain_gives import find_plain_give
from bot.language.questions import Topic
from bot.language.reported_gives import find_give_reported
from bot.language.told_offers import (
    find_offer_told,
    find_own_stand,
    is_ours,
    is_yes_of_theirs,
    takes_offer,
    tells_conditional_offer,
    tells_quote,
)
from bot.language.told_parts import read_figure_wanted, read_told_part
from bot.language.verdicts import Said, read_verdicts
from bot.slack import door, offers, their_asks, verdicts
from bot.slack.context import RequestContext
from bot.slack.routing import echo, find_deal_here
from bot.slack.services import SlackServices

_SEVERAL = 2
_SUM = re.compile(
    r"[~≈]?(?:[$€£]\s?\d|\d[\d.,]*\s?(?:k\b|m\b|[€$£]|(?:eur|usd|gbp|chf)\b)|\d{3})", re.IGNORECASE
)
"""Money first: `we offered 23k w/o the cushions` is an offer."""


class MoveTold(NamedTuple):
    """The command that a sentence is read after, and its line."""

    command: str
    text: str


def find_move_told(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> MoveTold | None:
    """A give of ours that a sentence tells, or what they answered to things that we ask for; None for any other."""
    give = _find_give_told(services, context, here, text)
    if give is not None:
        return MoveTold("/concede", give)
    answer = find_answer_told(services, context, here, text)
    return None if answer is None else MoveTold("/got", answer)


def _find_give_told(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> str | None:
    """The line of a give that a sentence tells: one that we made, one for something of theirs, or a yes to a part of
    what they ask for; None for any other."""
    told = find_plain_give(text) or find_told_yes(text)
    if told:
        return told
    text = leave_out_nothing_back(text)
    report = find_give_reported(text)
    if is_report_of_give(text):
        return report.line if report is not None and report.ours else text
    is_told = report is not None and report.ours and not report.is_wish
    if (
        report is not None
        and is_told
        and not (is_more_than_report(text) or _SUM.match(report.line) is not None)
    ):
        # `gave them a saturday slot instead of sunday`
        return report.line
    if is_bargain(text) or _answers_their_asks(context, here, text, services):
        return text
    fine = find_fine_with_us(text)
    if fine and their_asks.find(services, context, here, fine) is not None:
        return fine
    return None


def find_answer_told(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> str | None:
    """The line of what they answered to things that we ask for: which of several they grant (`logo no, intros yes but
    just one`), or one that they grant for something (`they'll do the extra set if we pay the hotel`)."""
    ours = log.list_open_asks(context.actor, here.id, services=services.coach).ours
    if not ours:
        return None
    granted = read_conditional_yes(text)
    if granted is not None and not granted.thing and len(ours) == 1:
        return f"{ours[0].what} {granted.condition}"
    if granted is not None and find_named(granted.thing, ours, context.actor.locale) is not None:
        return f"{granted.thing} {granted.condition}"
    separated = verdicts.separate_asks(context, ours, text)
    is_told = verdicts.names_several(context, ours, separated) or verdicts.names_parts_of_one(
        context, ours, separated
    )
    return separated if is_told else None


def _answers_their_asks(
    context: RequestContext, here: Deal, text: str, services: SlackServices
) -> bool:
    """Whether a sentence says yes and no to things that they ask for, and to none that we ask for: `parking yes,
    rent-free no`."""
    found = read_verdicts(text)
    if len(found) < _SEVERAL or all(verdict.said is Said.NAMED for verdict in found):
        return False
    ours = log.list_open_asks(context.actor, here.id, services=services.coach).ours
    locale = context.actor.locale
    if any(find_named(verdict.thing, ours, locale) is not None for verdict in found):
        return False
    return any(their_asks.find(services, context, here, each.thing) for each in found)


def _tells_their_offer(context: RequestContext, here: Deal, text: str) -> bool:
    """Whether a sentence tells an offer of theirs that waits for something, or what they quote to us who buy."""
    if here.side is Side.BUYING and tells_quote(text):
        return True
    actor = context.actor
    return tells_conditional_offer(text, deal=here, locale=actor.locale, today=actor.today)


def tells_counteroffer(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> bool:
    """Whether a line tells an offer of theirs with its terms while one is on the table, and we ask for nothing that it
    may answer: `they'd do 20 with 6 months`."""
    if not _tells_their_offer(context, here, text) or _has_open_asks(services, context, here):
        return False
    listed = coach_offers.list_offers(context.actor, here.id, services=services.coach)
    return any(row.offer.state is OfferState.OPEN for row in listed.rows)


def may_be_offered(
    services: SlackServices, context: RequestContext, here: Deal, figure: str
) -> bool:
    """Whether a figure that they agreed to may be the price of an offer: one is on the table, and no ask of ours names
    that figure."""
    ours = log.list_open_asks(context.actor, here.id, services=services.coach).ours
    if find_by_figure(figure, ours) is not None:
        return False
    listed = coach_offers.list_offers(context.actor, here.id, services=services.coach)
    return any(row.offer.state is OfferState.OPEN for row in listed.rows)


def _accepts_offer_of_ours(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> bool:
    """Whether they said yes, and an offer of ours is what they may mean."""
    actor = context.actor
    if not is_yes_of_theirs(text, deal=here, locale=actor.locale, today=actor.today):
        return False
    listed = coach_offers.list_offers(context.actor, here.id, services=services.coach)
    figures = read_figures(text, actor.locale)
    return any(
        row.offer.ours
        and row.offer.state is OfferState.OPEN
        # `they'd do 96` says yes to no offer of 90.
        and all(names_figure_of(row.offer, figure) for figure in figures)
        for row in listed.rows
    )


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


def answer_their_give_told(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> Answer | None:
    """Asks which ask of ours is met by what a sentence says that they gave: `they let us keep the logs, worth 300`;
    None for any other sentence, and for what they may only wish for."""
    report = find_give_reported(text)
    if report is None or report.ours or report.is_wish:
        return None
    line = DirectLine(actor=context.actor, command=door.COMMAND, text=text)
    return door.answer_line_as(services, context, here.id, line, Topic.ANSWERED_ASK)


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
    stand = find_own_stand(text)
    if stand is not None:
        return offers.answer_typed(services, context, here, stand)
    line = DirectLine(actor=actor, command=door.COMMAND, text=text)
    terms = find_offer_told(text, deal=here, locale=actor.locale, today=actor.today)
    if _tells_their_offer(context, here, text):
        return door.answer_line_as(services, context, here.id, line, Topic.THEIR_OFFER)
    if terms is None:
        told = read_told_part(text) or read_figure_wanted(text)
        if told is None:
            return None
        if not parts_told.may_be_price(actor, here.id, told, services=services.coach):
            return None
        return door.answer_line_as(services, context, here.id, line, Topic.THEIR_OFFER)
    if is_ours(terms):
        return offers.answer_typed(services, context, here, text)
    return door.answer_line_as(services, context, here.id, line, Topic.THEIR_OFFER)
