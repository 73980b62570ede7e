"""Law and fairness first: what was typed is done, and a question may stand before its answer."""

from dataclasses import replace

from bot.coach import concerns, deals
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.refusals import Refused
from bot.domain.concerns import Concern
from bot.domain.deals import Deal, Side
from bot.language.concerns import find_concerns
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.replies import FormOpened, LedByConcern, WithNotUsed
from bot.slack.routing import Routes, SlashCommand
from bot.slack.services import SlackServices

SEPARATOR = "/"


def with_concerns_first(command: SlashCommand) -> SlashCommand:
    """The command, with a question of law or fairness before its answer where the line raises one."""

    def answer(services: SlackServices, context: RequestContext, text: str) -> Answer:
        return lead_with_concern(services, context, text, command(services, context, text))

    return answer


def lead_with_concern(
    services: SlackServices, context: RequestContext, text: str, answer: Answer
) -> Answer:
    """The answer, under the question that the text raises."""
    if isinstance(answer, FormOpened | LedByConcern) or not any(
        find_concerns(text, side) for side in Side
    ):
        return answer
    deal = deal_of(answer) or _find_deal(services, context)
    if deal is None:
        return answer
    found = find_concerns(text, deal.side)
    lead = concerns.raise_concern(
        context.actor, deal, found, key=context.once, services=services.coach
    )
    return answer if lead is None else LedByConcern(lead=lead, answer=answer, concerns=found)


def deal_of(answer: Answer) -> Deal | None:
    """The deal that an answer is about, where it is about one."""
    if isinstance(answer, WithNotUsed | LedByConcern):
        return deal_of(answer.answer)
    return answer.deal if isinstance(answer, DealAnswer | NotDone) else None


def _find_deal(services: SlackServices, context: RequestContext) -> Deal | None:
    try:
        return deals.find_deal_here(context.actor, "", services=services.coach)
    except Refused:
        return None


def show_checked(services: SlackServices, context: RequestContext, ref: ButtonValue) -> Answer:
    """What waited for a question that the person has checked; the next question, where there is one."""
    name, _, key = ref.key.partition(SEPARATOR)
    if name not in set(Concern):
        raise Refused(why=RefusalReason.CHANGED)
    checked = concerns.check_concern(
        context.actor, ref.deal, Concern(name), services=services.coach
    )
    actor = context.actor
    waiting = services.answers.find((actor.team, actor.person, key))
    if not isinstance(waiting, LedByConcern):
        return checked
    lead = concerns.raise_concern(
        actor, waiting.lead.deal, waiting.concerns, key=key, services=services.coach
    )
    return waiting.answer if lead is None else replace(waiting, lead=lead)


ROUTES = Routes(clicks={"concern.checked": show_checked})
