"""Several deals in a channel, several channels for a deal."""

from bot.coach import deals, links
from bot.coach.answers import NotDone
from bot.coach.answers.links import WhichToLink
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import Click, Slash, Submission, Word, echo
from bot.slack.services import SlackServices


def which_deal(services: SlackServices, context: RequestContext, command: str, text: str) -> object:
    """Asks which of the channel's deals a line is for."""
    return links.ask_which_deal(context.actor, command, text, services=services.coach)


def switch(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/deal switch`: which deal the lines typed here are for."""
    return links.ask_which_deal(context.actor, "", "", services=services.coach)


def switch_click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """The same, from the line that says which deal an answer is about."""
    return links.ask_which_deal(context.actor, "", "", services=services.coach)


def link(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/deal link Acme renewal`: brings a deal into this channel too."""
    found = links.find_deal_to_link(context.actor, echo(text), services=services.coach)
    if isinstance(found, WhichToLink | NotDone):
        return found
    return _linked(services, context, found.id)


def link_click(services: SlackServices, context: RequestContext, ref: ButtonValue) -> object:
    """Brings the deal that was pressed into this channel."""
    return _linked(services, context, ref.deal)


def _linked(services: SlackServices, context: RequestContext, deal: DealId) -> object:
    channel = context.actor.channel
    shared = channel is not None and services.directory.may_be_shared(context.actor.team, channel)
    return links.link_channel(context.actor, deal, shared=shared, services=services.coach)


def unlink(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/deal unlink`: takes the deal out of this channel."""
    return links.unlink_channel(context.actor, here.id, services=services.coach)


def crowded(services: SlackServices, context: RequestContext) -> bool:
    """Whether several deals are open where the person is, so that an answer says which one it is about."""
    return len(deals.list_deals_here(context.actor, services=services.coach)) > 1


CHANNEL_WORDS: dict[str, Slash] = {"link": link, "switch": switch}
"""What may follow `/deal` in any channel, whether a deal is open there or not."""

COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {"unlink": unlink}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {"deal.link": link_click, "deal.switch": switch_click}
SUBMISSIONS: dict[str, Submission] = {}
