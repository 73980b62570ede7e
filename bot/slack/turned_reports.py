"""Sentences that tell what a side gave, typed after the command of the other side: whose move it is follows from who
did it."""

from bot.coach.answers.base import Answer
from bot.coach.direct import DirectLine
from bot.language.numbering import cut_numbering
from bot.language.plain_gives import put_reason_last
from bot.language.questions import Topic
from bot.language.reported_gives import GiveReported, find_give_reported
from bot.language.reports import ReportKind, read_reports
from bot.slack import door
from bot.slack.context import RequestContext
from bot.slack.reports import answer_report
from bot.slack.routing import SlashCommand, find_deal_here
from bot.slack.services import SlackServices

CONCEDE, ASK, GOT = "/concede", "/ask", "/got"


def with_reports_turned(name: str, route: SlashCommand, concede: SlashCommand) -> SlashCommand:
    """The command of a move, which takes a sentence about the other side's move for that: what we gave is recorded as a
    give, and of what they gave after `/concede` or `/ask` it is asked which ask it answers."""

    def turned(services: SlackServices, context: RequestContext, text: str) -> Answer:
        text = cut_numbering(text)
        if name == GOT and any(each.kind is ReportKind.MISSING for each in read_reports(text)):
            # `the deposit is not here yet` is nothing that came.
            told = answer_report(services, context, text)
            if told is not None:
                return told
        if name == CONCEDE:
            text = put_reason_last(text)
        report = find_give_reported(text)
        if report is not None and name == ASK and report.is_wish and not report.ours:
            return route(services, context, text)
        if report is None:
            return route(services, context, text)
        if name == (CONCEDE if report.ours else GOT):
            return route(services, context, _without_who_gave(report, text))
        if report.ours:
            return concede(services, context, report.line)
        here = find_deal_here(services, context, text)
        line = DirectLine(actor=context.actor, command=door.COMMAND, text=text)
        return door.answer_line_as(services, context, here.id, line, Topic.ANSWERED_ASK)

    return turned


def _without_who_gave(report: GiveReported, text: str) -> str:
    """The thing alone of what was given. What was only promised, or may be wished for, is told by its verb, and a
    figure alone says more within its sentence."""
    is_done = not report.promised and not report.is_wish
    return report.line if is_done and any(map(str.isalpha, report.line)) else text
