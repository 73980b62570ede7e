"""`/concede job ticket yes, crèche no`: what we answer to each of their asks, where a line says it one by one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.coach import asks, gives, log, several
from bot.coach.answers.base import Answer
from bot.coach.asks import AskAnswer
from bot.coach.likeness import names_surely
from bot.coach.moves import SeenMove
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.moves import Move
from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.hints import HintReason
from bot.language.lines import (
    Command,
    NotAMove,
    NotAMoveKind,
    ParsedLine,
    Partly,
    UnreadableLine,
)
from bot.language.verdicts import (
    Said,
    ThingVerdict,
    read_verdicts,
    with_price_as_condition,
)
from bot.slack import asides, their_asks, verdicts
from bot.slack.context import RequestContext
from bot.slack.routing import find_deal_here
from bot.slack.services import SlackServices

_FIGURE = re.compile(r"\d")


@dataclass(slots=True)
class _Answers:
    """What a line answers to their asks: gives, asks that we decline, and what we leave open."""

    lines: list[ParsedLine] = field(default_factory=list)
    declined: list[MoveNo] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    refused: bool = False
    """Whether one of the unused words is a no to something they never asked for."""


def answer_their_asks(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """Gives what a line says yes to and declines what it says no to; None where it says neither of an ask of theirs, so
    that its other readings decide."""
    locale = context.actor.locale
    read = [with_price_as_condition(each, locale, ours=True) for each in read_verdicts(text)]
    found = _join_clauses(context, read)
    if not found or _is_theirs(context, text):
        return None
    here = find_deal_here(services, context, text)
    theirs = log.list_open_asks(context.actor, here.id, services=services.coach).theirs
    if any(their_asks.begins_as(text, ask.what) for ask in theirs):
        return None
    meant = [_find_ask(context, verdict, theirs) for verdict in found]
    if not any(
        verdict.said is not Said.NAMED
        and (ask is not None or verdict.is_plain or verdict.refuses_more)
        for verdict, ask in zip(found, meant, strict=True)
    ):
        return None
    answers = _sort(context, found, meant)
    if answers is None:
        return None
    if not answers.lines:
        return _answer_without_gives(services, context, here, theirs, answers, text)
    return _record_gives(services, context, answers, text)


def _is_theirs(context: RequestContext, text: str) -> bool:
    """`they said yes to 3 years`: their answer, typed after the wrong command."""
    actor = context.actor
    reading = read_line(text, command=Command.CONCEDE, locale=actor.locale, today=actor.today)
    return isinstance(reading, UnreadableLine) and reading.hint == HintReason.OTHER_WAY.value


def _find_ask(
    context: RequestContext, verdict: ThingVerdict, theirs: Sequence[Move]
) -> Move | None:
    ask = verdicts.find_meant(verdict, theirs, context.actor.locale)
    if ask is None or verdict.said is not Said.NAMED:
        return ask
    return ask if names_surely(verdict.thing, ask, context.actor.locale) else None


def _join_clauses(context: RequestContext, found: Sequence[ThingVerdict]) -> list[ThingVerdict]:
    """The verdicts, where a part that is no thing by itself belongs to the one before: `yes, in return 2 years`."""
    joined: list[ThingVerdict] = []
    for verdict in found:
        is_clause = verdict.said is Said.NAMED and _read_give(context, verdict.text) is None
        if is_clause and joined:
            clause = ", ".join(filter(None, (joined[-1].clause, verdict.text)))
            joined[-1] = replace(joined[-1], clause=clause)
        else:
            joined.append(verdict)
    return joined


def _sort(
    context: RequestContext, found: Sequence[ThingVerdict], meant: Sequence[Move | None]
) -> _Answers | None:
    """None where a part reads as no give."""
    answers = _Answers()
    for verdict, ask in zip(found, meant, strict=True):
        if verdict.is_no or verdict.said is Said.NO_SUCH:
            if ask is None:
                answers.unused.append(verdict.text)
                answers.refused = True
            elif ask.no not in answers.declined:
                answers.declined.append(ask.no)
        elif verdict.said in (Said.OPEN, Said.STAYS):
            answers.unused.append(verdict.text)
        else:
            line = _read_give(context, _word_give(verdict, ask).what)
            if line is None:
                return None
            answers.lines.append(line)
    return answers


def _word_give(verdict: ThingVerdict, ask: Move | None) -> ThingVerdict:
    """What we give, in their words where we say yes and no more than that."""
    if ask is None:
        return verdict
    worded = verdicts.word_as_answer(verdict, ask)
    if verdict.said is not Said.YES or _FIGURE.search(worded.thing) is not None:
        return worded
    if worded.limit and _FIGURE.search(ask.what) is not None:
        return worded
    return replace(worded, thing=ask.what)


def _read_give(context: RequestContext, text: str) -> ParsedLine | None:
    actor = context.actor
    reading = read_line(text, command=Command.CONCEDE, locale=actor.locale, today=actor.today)
    if isinstance(reading, Partly):
        return reading.line._replace(what=reading.got)
    return reading if isinstance(reading, ParsedLine) else None


def _answer_without_gives(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    theirs: Sequence[Move],
    answers: _Answers,
    text: str,
) -> Answer:
    """Only a no, or nothing decided yet."""
    if not answers.declined:
        kind = NotAMoveKind.REFUSAL if answers.refused else NotAMoveKind.PLAN
        other = NotAMove(kind=kind, about=clean_text(text))
        return asides.answer_not_a_move(services, context, here, other, Command.CONCEDE, text)
    if len(answers.declined) > 1:
        return several.decline_asks(
            context.actor, here.id, answers.declined, key=context.once, services=services.coach
        )
    ask = next(ask for ask in theirs if ask.no == answers.declined[0])
    seen = SeenMove(deal=here.id, no=ask.no, version=ask.version)
    return asks.answer_ask(
        context.actor, seen, AskAnswer.DECLINED, key=context.once, services=services.coach
    )


def _record_gives(
    services: SlackServices, context: RequestContext, answers: _Answers, text: str
) -> Answer:
    lines = answers.lines
    if answers.unused:
        not_read = "; ".join(filter(None, (lines[-1].not_read, *answers.unused)))
        lines[-1] = lines[-1]._replace(not_read=not_read)
    typed = clean_text(text)
    if len(lines) == 1 and not answers.declined:
        recorded: Answer = gives.record_give(
            context.actor, lines[0], typed, key=context.once, services=services.coach
        )
    else:
        recorded = several.record_gives(
            context.actor,
            lines,
            typed,
            declined=answers.declined,
            key=context.once,
            services=services.coach,
        )
    return asides.mention_not_used(services, context, lines, recorded)
