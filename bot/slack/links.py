"""Several deals in a channel, several channels for a deal."""

from bot.coach import links
from bot.coach.answers.base import Answer
from bot.coach.answers.links import LinkPreviewed, WhichDeal, WhichToLink
from bot.domain.deals import Deal
from bot.domain.ids import DealId, PersonId
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.directory import ChannelLook
from bot.slack.private_channels import require_private_channel
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
    return _preview_link(services, context, found.id)


def preview_link(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The same for the deal that was chosen from several."""
    return _preview_link(services, context, ref.deal)


def _preview_link(services: SlackServices, context: RequestContext, deal: DealId) -> LinkPreviewed:
    """Who could take part in the deal then: nothing is linked before somebody has read it."""
    actor = context.actor
    look = _look_here(services, context)
    require_private_channel(services, context, look, typed="")
    members: tuple[PersonId, ...] = ()
    if actor.channel is not None:
        bot = services.directory.installations.find_identity(actor.team).bot_user
        found = services.directory.list_members(actor.team, actor.channel)
        members = tuple(person for person in found if person != bot)
    return links.preview_link(
        actor,
        deal,
        members=members,
        shared=look.shared,
        public=look.public,
        services=services.coach,
    )


def link_deal(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Brings the deal into this channel, for somebody who read who could take part."""
    look = _look_here(services, context)
    require_private_channel(services, context, look, typed="")
    return links.link_channel(context.actor, ref.deal, shared=look.shared, services=services.coach)


def _look_here(services: SlackServices, context: RequestContext) -> ChannelLook:
    channel = context.actor.channel
    if channel is None:
        return ChannelLook(shared=False)
    return services.directory.look_at(context.actor.team, channel)


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
    clicks={
        "deal.link": preview_link,
        "deal.link_here": link_deal,
        "deal.switch": switch_deal,
        "deal.other": switch_deal,
    },
)
