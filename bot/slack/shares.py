"""Sharing: the mutual view of a deal, shown to one person first and then to the channel."""

from bot.coach import canvases, shares
from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.documents import DocumentKind
from bot.domain.ids import DealId
from bot.language.exports import read_form
from bot.slack import documents
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.replies import NothingSaid, Public
from bot.slack.routing import Routes
from bot.slack.services import SlackServices


def preview_here(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> Answer:
    """`/deal share`: what the channel would see; `/deal share pdf` the same as a file."""
    form = read_form(rest)
    if form is not None:
        return documents.request(services, context, here.id, DocumentKind.MUTUAL, form)
    return _preview(services, context, here.id)


def preview(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What the channel would see."""
    return _preview(services, context, ref.deal)


def _preview(services: SlackServices, context: RequestContext, deal: DealId) -> Answer:
    allowed = _is_private_channel(services, context)
    return shares.preview_sharing(context.actor, deal, allowed=allowed, services=services.coach)


def post(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Shows the mutual view to the whole channel."""
    shared = shares.share_mutual_view(
        context.actor,
        ref.deal,
        allowed=_is_private_channel(services, context),
        once=context.once,
        services=services.coach,
    )
    if shared is None:  # delivered twice: the first one posted it
        return NothingSaid()
    return Public(shared)


def _is_private_channel(services: SlackServices, context: RequestContext) -> bool:
    """Whether the channel may see something: known to be ours alone."""
    channel = context.actor.channel
    if channel is None:
        return False
    return services.directory.is_private(context.actor.team, channel, anew=True)


def keep_canvas(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Keeps the mutual view as a canvas in the channel."""
    return canvases.keep_canvas(
        context.actor,
        ref.deal,
        allowed=_is_private_channel(services, context),
        once=context.once,
        services=services.coach,
    )


ROUTES = Routes(
    deal_words={"share": preview_here},
    clicks={"deal.preview": preview, "deal.post": post, "canvas.keep": keep_canvas},
)
