"""The rest of an answer that was kept to four lines."""

from bot.coach import direct
from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.refusals import Refused
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.folding import SHOW_ALL
from bot.slack.replies import Whole
from bot.slack.routing import Routes
from bot.slack.services import SlackServices


def show_all(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """The whole answer, for whoever got it. Raises `Refused` where this process does not know it any more."""
    found = services.folded.find(ref.key)
    if found is not None and found[0] == context.actor.person:
        return Whole(message=found[1])
    if not ref.deal:
        raise Refused(why=RefusalReason.FORGOTTEN)
    deal = direct.find_deal(context.actor, ref.deal, services=services.coach)
    raise Refused(why=RefusalReason.FORGOTTEN, deal=deal)


ROUTES = Routes(clicks={SHOW_ALL: show_all})
