"""Law and fairness first: what was typed is done, and a question may stand before its answer."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

from bot.coach import concerns, deals
from bot.coach.answers import NotDone, RefusalReason
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.answers.concerns import NothingKept
from bot.coach.answers.corrections import EntryDropAsked
from bot.coach.answers.door import FairnessAsked
from bot.coach.direct import DirectLine
from bot.coach.refusals import Refused
from bot.domain.concerns import NOT_STORED, Concern
from bot.domain.deals import Deal, Side
from bot.domain.ids import DealId
from bot.language.concerns import find_concerns
from bot.language.left_out import leave_out, speaks_of_person
from bot.slack.blocks import Element
from bot.slack.button_values import ButtonValue
from bot.slack.context import RequestContext
from bot.slack.forms.form import parse_metadata
from bot.slack.replies import FormOpened, LedByConcern, WithNotUsed
from bot.slack.routing import Routes, SlashCommand, Submission
from bot.slack.services import SlackServices

SEPARATOR = "/"
NOTE = "note"
"""Instead of a command: a line that is kept as a note."""


def with_concerns_first(name: str, command: SlashCommand) -> SlashCommand:
    """The command, with a question of law or fairness before its answer where the line raises one. What a hiring deal
    keeps no words of is taken out of the line first."""

    def run(services: SlackServices, context: RequestContext, text: str) -> Answer:
        left_out = _take_out(services, context, text)
        if left_out is None:
            return lead_with_concern(services, context, text, command(services, context, text))
        deal, concern, rest = left_out
        answer = command(services, context, rest) if rest else NothingKept(deal=deal)
        key = uuid4().hex
        # What is left of the line is recorded already; then the whole is kept beside it, as a note.
        waiting = DirectLine(actor=context.actor, command=NOTE if rest else name, text=text)
        services.lines.keep(key, waiting)
        lead = concerns.lead_what_was_left_out(
            context.actor, deal, concern, key=context.once, line=key, services=services.coach
        )
        return LedByConcern(
            lead=replace(lead, waits=bool(rest)), answer=answer, concerns=(concern,)
        )

    return run


def form_with_concerns_first(submit: Submission) -> Submission:
    """The form, with a question of law or fairness before its answer where what was typed into it raises one. Fields of
    a hiring deal come without what is not kept there."""

    def run(services: SlackServices, context: RequestContext, view: Element) -> Answer:
        typed = "; ".join(_list_typed(view))
        deal = DealId(parse_metadata(view.get("private_metadata") or "").deal)
        here = replace(context, actor=replace(context.actor, deal=deal)) if deal else context
        left_out = _take_out(services, here, typed)
        if left_out is None:
            return lead_with_concern(services, here, typed, submit(services, context, view))
        _, concern, _ = left_out
        answer = submit(services, context, _without(view, concern))
        lead = concerns.lead_what_was_left_out(
            context.actor, left_out[0], concern, key=context.once, line="", services=services.coach
        )
        return LedByConcern(lead=lead, answer=answer, concerns=(concern,))

    return run


def _list_typed(view: Element) -> Iterator[str]:
    """What was typed into the text fields of a form."""
    for fields in view["state"]["values"].values():
        for state in fields.values():
            if state.get("type") == "plain_text_input" and state.get("value"):
                yield str(state["value"])


def _without(view: Element, concern: Concern) -> Element:
    """The form as if what is not kept had not been typed. A field that would be empty keeps one dash."""
    values = {
        block: {
            name: {**state, "value": leave_out(str(state["value"]), concern) or "–"}
            if state.get("type") == "plain_text_input"
            and state.get("value")
            and speaks_of_person(str(state["value"]))
            else state
            for name, state in fields.items()
        }
        for block, fields in view["state"]["values"].items()
    }
    return {**view, "state": {**view["state"], "values": values}}


def _take_out(
    services: SlackServices, context: RequestContext, text: str
) -> tuple[Deal, Concern, str] | None:
    """What a line of a hiring deal speaks of that is not kept there, and the line without it. None for other lines,
    and for questions, which record nothing."""
    if "?" in text or not speaks_of_person(text):
        return None
    found = [each for each in find_concerns(text, Side.HIRING) if each in NOT_STORED]
    deal = _find_deal(services, context) if found else None
    if deal is None or deal.side is not Side.HIRING:
        return None
    return deal, found[0], leave_out(text, found[0])


def lead_with_concern(
    services: SlackServices, context: RequestContext, text: str, answer: Answer
) -> Answer:
    """The answer, under the question that the text raises."""
    if isinstance(answer, FormOpened | LedByConcern | EntryDropAsked):
        # What is to go is said to nobody.
        return answer
    deal = deal_of(answer)
    if deal is None:
        if not any(find_concerns(text, side) for side in Side):
            return answer
        deal = _find_deal(services, context)
    if deal is None:
        return answer
    found = find_concerns(text, deal.side)
    if not found:
        return answer
    lead = concerns.raise_concern(
        context.actor, deal, found, key=context.once, services=services.coach
    )
    if lead is None:
        return answer
    if isinstance(answer, FairnessAsked):
        # The question says more than the answer would.
        return replace(lead, waits=False)
    return LedByConcern(lead=lead, answer=answer, concerns=found)


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
