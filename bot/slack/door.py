"""Plain sentences to the coach: answered as what they mean, and done once somebody says so."""

from dataclasses import replace
from uuid import uuid4

from bot.coach import door
from bot.coach.answers.base import Answer, DealAnswer
from bot.coach.direct import DirectLine
from bot.domain.deals import Deal
from bot.domain.ids import DealId
from bot.language.clean import LONGEST
from bot.language.question_parts import (
    find_offered_thing,
    find_replied_thing,
    find_thought_give,
    find_wished_thing,
)
from bot.language.questions import CARD, Topic
from bot.language.reported_gives import GiveReported, find_give_reported
from bot.slack import own_limits
from bot.slack.context import RequestContext
from bot.slack.replies import LineUnread, WithNotUsed
from bot.slack.services import SlackServices
from bot.translations import N_

COMMAND = "/coach"


def answer_sentence(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> Answer:
    """The answer to a sentence about the channel's deal, with what else it may mean beneath it."""
    if len(text) > LONGEST:
        return LineUnread(
            hint=N_("This is longer than the 2,000 characters that a question may have."),
            example="/coach they want 15% off",
            typed=text[:LONGEST],
        )
    limit = own_limits.find_limit_told(services, context, here, text)
    if limit is not None:
        return limit
    line = uuid4().hex
    actor = context.actor
    # In this process alone: a sentence that records nothing is stored nowhere.
    services.lines.keep(line, DirectLine(actor=actor, command=COMMAND, text=text))
    answer, also = door.answer_sentence(
        actor,
        here.id,
        text,
        line=line,
        key=context.once,
        drafts=services.drafts,
        services=services.coach,
    )
    if also is None or not isinstance(answer, DealAnswer):
        return answer
    return WithNotUsed(answer=answer, also=also)


def answer_line_as(
    services: SlackServices, context: RequestContext, deal: DealId, line: DirectLine, label: str
) -> Answer:
    """The answer to a sentence that waited, as what somebody said it means."""
    sentence = door.TypedSentence(
        actor=replace(context.actor, deal=line.actor.deal),
        deal=deal,
        text=line.text,
        line=uuid4().hex,
        key=context.once,
        drafts=services.drafts,
        services=services.coach,
    )
    services.lines.keep(sentence.line, line)
    return door.answer_as(sentence, label)


def write_as_line(label: str, text: str) -> tuple[str, str]:
    """The command and the line that record what a sentence tells, as what it was said to be."""
    match label:
        case Topic.THEIR_OFFER:
            return "/offer", f"they: {find_offered_thing(text)}"
        case Topic.ANSWERED_ASK:
            report = find_give_reported(text)
            if report is None or report.ours:
                return "/got", find_replied_thing(text)
            return "/got", _write_get(text, report)
        case Topic.CAN_I_GIVE:
            return "/concede", find_thought_give(text) or text
        case _:
            return COMMAND, f"they want {find_wished_thing(text)}"


def _write_get(text: str, report: GiveReported) -> str:
    """The line of a get that a sentence reports. A figure alone says more within its sentence."""
    if not any(map(str.isalpha, report.line)):
        return text
    return f"they promised {report.line}" if report.promised else report.line


def is_label(label: str) -> bool:
    """Whether it is something that a sentence may mean."""
    return label.startswith(CARD) or label in set(Topic)
