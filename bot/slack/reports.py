"""Plain sentences that report what became of something that was due."""

from uuid import uuid4

from bot.coach import deals, door_answers, parts_told, reports
from bot.coach.answers.base import Answer
from bot.coach.answers.door import PartToldOfAsk
from bot.coach.answers.reports import ReportTold
from bot.coach.direct import DirectLine
from bot.domain.deals import Deal
from bot.language.clean import clean_text
from bot.language.reports import Report, ReportKind, read_reports
from bot.language.told_offers import says_yes
from bot.language.told_parts import read_told_part
from bot.slack.concerns import NOTE
from bot.slack.context import RequestContext
from bot.slack.replies import WithNotUsed
from bot.slack.routing import echo, find_deal_here
from bot.slack.services import SlackServices

COMMAND, RECORDING = "/coach", "/got"


def answer_report(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """What a sentence reports, with what it is about; None where it reports nothing, or may mean something else."""
    told = []
    for report in read_reports(text):
        answer = _tell(services, context, report, text)
        if answer is None:
            return None
        told.append(answer)
    if not told:
        return None
    first, *others = told
    return WithNotUsed(answer=first, also=others[0]) if others else first


def answer_wanted_told(
    services: SlackServices, context: RequestContext, here: Deal, text: str
) -> Answer | None:
    """Asks about what a give of ours waits for, or an ask of ours wants, where a sentence tells just that; None for any
    other sentence."""
    line, actor = uuid4().hex, context.actor
    if says_yes(text):
        return door_answers.find_reply(actor, here.id, text, line=line, services=services.coach)
    told: Answer | None = reports.tell_condition_met(
        actor, here.id, echo(text), line=line, services=services.coach
    )
    told = told or ask_about_part_told(services, context, here, text, offer_line=line)
    told = told or door_answers.find_ask_told(
        actor, here.id, echo(text), line=line, services=services.coach
    )
    if told is not None:
        # In this process alone, for its button: a sentence that records nothing is stored nowhere.
        waiting = DirectLine(actor=actor, command=COMMAND, text=clean_text(text))
        services.lines.keep(line, waiting)
    return told


def ask_about_part_told(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    text: str,
    *,
    offer_line: str = "",
) -> PartToldOfAsk | None:
    """Asks about the ask that they go some way towards; None for any other sentence. `offer_line` is the id under which
    the sentence waits to be read as an offer, where it may be one."""
    told = read_told_part(text)
    if told is None:
        return None
    found = parts_told.find_part_told(context.actor, here.id, told, services=services.coach)
    if found is None:
        return None
    recording = uuid4().hex
    services.lines.keep(
        recording, DirectLine(actor=context.actor, command=RECORDING, text=found.part)
    )
    return PartToldOfAsk(
        deal=found.deal,
        typed=echo(text),
        ask=found.ask,
        part=found.part,
        line=recording,
        offer_line=offer_line,
    )


def _tell(
    services: SlackServices, context: RequestContext, report: Report, text: str
) -> ReportTold | None:
    line, typed = uuid4().hex, echo(text)
    told = _tell_of_deal_just_closed(services, context, report, typed, line)
    if told is None:
        here = find_deal_here(services, context, text)
        told = reports.tell_report(
            context.actor, here.id, report, typed, line=line, services=services.coach
        )
    if told is not None:
        is_complaint = report.kind in (ReportKind.COMPLAINT, ReportKind.THEIR_COMPLAINT)
        command = NOTE if is_complaint else COMMAND
        # In this process alone, for its button: a sentence that records nothing is stored nowhere.
        waiting = DirectLine(actor=context.actor, command=command, text=clean_text(text))
        services.lines.keep(line, waiting)
    return told


def _tell_of_deal_just_closed(
    services: SlackServices, context: RequestContext, report: Report, typed: str, line: str
) -> ReportTold | None:
    """The report where it names something of the deal that this person closed last."""
    closed = deals.find_deal_just_closed(context.actor, services=services.coach)
    if closed is None:
        return None
    return reports.tell_report(
        context.actor,
        closed.id,
        report,
        typed,
        line=line,
        only_named=True,
        services=services.coach,
    )
