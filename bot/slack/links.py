"""Several deals in a channel, several channels for a deal."""

from bot.coach import links
from bot.coach.answers.base import Answer
from bot.coach.answers.links import ChannelLinked, WhichDeal, WhichToLink
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import AnywhereWord, Routes, echo
from bot.slack.services import SlackServices


def ask_which_deal(
    services: SlackServices, context: RequestContext, command: str, text: str
) -> WhichDeal:
    """Asks which of the channel's deals a line is for."""
    return links.ask_which_deal(context.actor, command, text, services=services.coach)


def switch_command(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/deal switch`: which deal the lines typed here are for."""
    return ask_which_deal(services, context, "", "")


def switch_deal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The same, from the line that says which deal an answer is about."""
    return ask_which_deal(services, context, "", "")


def link_command(services: SlackServices, context: RequestContext, text: str) -> Answer:
    """`/deal link Acme renewal`: brings a deal into this channel too."""
    found = links.find_deal_to_link(context.actor, echo(text), services=services.coach)
    if isinstance(found, WhichToLink):
        return found
    return _link_deal(services, context, found.id)


def link_deal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Brings the deal that was pressed into this channel."""
    return _link_deal(services, context, ref.deal)


def _link_deal(services: SlackServices, context: RequestContext, deal: DealId) -> ChannelLinked:
    channel = context.actor.channel
    shared = channel is not None and services.directory.may_be_shared(context.actor.team, channel)
    return links.link_channel(context.actor, deal, shared=shared, services=services.coach)


def unlink_command(
    services: SlackServices, context: RequestContext, here: Deal, rest: str
) -> Answer:
    """`/deal unlink`: takes the deal out of this channel."""
    return links.unlink_channel(context.actor, here.id, services=services.coach)


ROUTES = Routes(
    deal_words={
        "link": AnywhereWord(anywhere=link_command),
        "switch": AnywhereWord(anywhere=switch_command),
        "unlink": unlink_command,
    },
    clicks={"deal.link": link_deal, "deal.switch": switch_deal},
)
