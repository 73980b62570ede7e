"""The sample deal, as Slack shows it: opened from Home, pressed through, removed by a press."""

from bot.coach import sample_deals
from bot.coach.answers.base import Answer
from bot.coach.sample_deals import SampleWords
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.routing import Routes
from bot.slack.services import SlackServices
from bot.translations import N_

NAME, GIVE, GET = N_("Sample: a renewal"), N_("5% off"), N_("24-month term")


def _read_words(services: SlackServices, context: RequestContext) -> SampleWords:
    reads = services.renderer.catalogue(context.actor.locale).reads
    return SampleWords(name=reads(NAME), give=reads(GIVE), get=reads(GET))


def open_sample(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Opens a sample, or shows the one that is there."""
    words = _read_words(services, context)
    return sample_deals.open_sample(context.actor, words, key=context.once, services=services.coach)


def take_step(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Goes on with the story."""
    words = _read_words(services, context)
    return sample_deals.take_sample_step(
        context.actor, ref.deal, words, key=context.once, services=services.coach
    )


def remove_sample(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """Removes it."""
    return sample_deals.remove_sample(context.actor, ref.deal, services=services.coach)


ROUTES = Routes(
    clicks={
        "sample.open": open_sample,
        "sample.step": take_step,
        "sample.remove": remove_sample,
    },
)
