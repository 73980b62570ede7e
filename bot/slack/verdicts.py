"""`/got credit yes, profit share no`: what they said to each of our asks, where a line says it of them one by one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from bot.coach import asks, gets, log, several, take_backs
from bot.coach.answers.base import Answer
from bot.coach.asks import AskAnswer
from bot.coach.likeness import (
    find_by_figure,
    find_by_part_of_word,
    find_named,
    names_surely,
)
from bot.coach.moves import SeenMove
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.moves import Kind, Move, State
from bot.language.asides import names_limit, share_unit
from bot.language.clean import clean_text
from bot.language.grammar import read_line
from bot.language.hints import SEVERAL_EXAMPLE, HintReason, unreadable_line
from bot.language.item_lists import cut_into_parts
from bot.language.lines import (
    AskDeclined,
    Command,
    NotAMove,
    NotAMoveKind,
    NumberAnswered,
    ParsedLine,
    Partly,
    Reading,
)
from bot.language.take_backs import TakeBack
from bot.language.verdicts import (
    AllGranted,
    Said,
    ThingVerdict,
    answers_without_commas,
    read_all_granted,
    read_verdicts,
    separate_answers,
    takes_something_away,
    with_price_as_condition,
)
from bot.slack import asides
from bot.slack import asks as move_lines
from bot.slack.context import RequestContext
from bot.slack.replies import LineUnread
from bot.slack.routing import echo, find_deal_here
from bot.slack.services import SlackServices

_BOTH = 2
_FIGURES = re.compile(r"\d[\d.,]*\s?[^\W\d_]*|[%€$£]")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_FIGURE_WITH_UNIT = re.compile(r"(?P<figure>\d+(?:[.,]\d+)*)\s?(?:[^\W\d_]+|[%€$£])?")
_ONE = "1"


def answer_verdicts(services: SlackServices, context: RequestContext, text: str) -> Answer | None:
    """Settles the asks of which a line says yes or no; None where it is no such line, or says no to something that
    was never asked for: then its other readings decide."""
    if answers_without_commas(text):
        here = find_deal_here(services, context, text)
        open_asks = log.list_open_asks(context.actor, here.id, services=services.coach).ours
        separated = separate_asks(context, open_asks, text)
        if separated != text:
            return answer_verdicts(services, context, separated)
        hint = unreadable_line(HintReason.UNSEPARATED, Command.GOT, clean_text(text))
        return LineUnread(hint=hint.hint, example=SEVERAL_EXAMPLE, typed=hint.typed)
    granted = read_all_granted(text)
    verdicts = read_verdicts(text) if granted is None else ()
    if granted is None and (not verdicts or _tells_mood(context, text)):
        return None
    here = find_deal_here(services, context, text)
    open_asks = log.list_open_asks(context.actor, here.id, services=services.coach).ours
    locale = context.actor.locale
    verdicts = tuple(
        with_price_as_condition(verdict, locale)
        for verdict in _part_other_asks(context, verdicts, open_asks)
    )
    if granted is not None:
        return _answer_all(services, context, open_asks, granted, text)
    if len(verdicts) == 1:
        return _answer_one(services, context, here, open_asks, verdicts[0], text)
    return _answer_each(services, context, here, open_asks, verdicts, text)


def separate_asks(context: RequestContext, open_asks: Sequence[Move], text: str) -> str:
    """The line with the commas that were not typed, where each of its answers names another ask: `room yes piano no`;
    as it is where one of them does not."""
    if not answers_without_commas(text):
        return text
    separated = separate_answers(text)
    return separated if names_several(context, open_asks, separated) else text


def names_several(context: RequestContext, open_asks: Sequence[Move], text: str) -> bool:
    """Whether a line answers several asks, each by a name of its own, and nothing else."""
    verdicts = read_verdicts(text)
    if len(verdicts) < _BOTH:
        return False
    locale = context.actor.locale
    named = [
        find_meant(verdict, open_asks, locale) or find_named(verdict.text, open_asks, locale)
        for verdict in verdicts
    ]
    return None not in named and len({ask.no for ask in named if ask}) == len(named)


def names_parts_of_one(context: RequestContext, open_asks: Sequence[Move], text: str) -> bool:
    """Whether a line answers several things that one ask is for, each by itself: `yes to the tag, no to the review`
    after an ask for `tag + review`."""
    verdicts = read_verdicts(text)
    if len(verdicts) < _BOTH or any(verdict.said is Said.NAMED for verdict in verdicts):
        return False
    locale = context.actor.locale
    meant = [find_meant(verdict, open_asks, locale) for verdict in verdicts]
    first = meant[0]
    if first is None or any(ask is None or ask.no != first.no for ask in meant):
        return False
    return all(_names_a_part(verdict.thing, first) for verdict in verdicts)


def _part_other_asks(
    context: RequestContext, verdicts: Sequence[ThingVerdict], open_asks: Sequence[Move]
) -> Iterator[ThingVerdict]:
    """The verdicts, where what follows a *but* is no limit but another thing that was asked for: `ref call yes but
    case study in May`."""
    locale = context.actor.locale
    for verdict in verdicts:
        other = find_named_or_less(verdict.limit, open_asks, locale) if verdict.limit else None
        own = find_named_or_less(verdict.thing, open_asks, locale)
        if other is None or own is None or other.no == own.no:
            yield verdict
            continue
        yield replace(verdict, limit="", is_less=False)
        yield ThingVerdict(thing=verdict.limit, said=Said.NAMED, text=verdict.limit)


def _tells_mood(context: RequestContext, text: str) -> bool:
    """`mood good, we'll see` says yes to nothing."""
    reading = _read_line(context, text)
    return isinstance(reading, NotAMove) and reading.kind is NotAMoveKind.MOOD


def _read_line(context: RequestContext, text: str) -> Reading:
    actor = context.actor
    return read_line(text, command=Command.GOT, locale=actor.locale, today=actor.today)


def _answer_all(
    services: SlackServices,
    context: RequestContext,
    open_asks: Sequence[Move],
    granted: AllGranted,
    text: str,
) -> Answer | None:
    """All asks, or all but the one that the line excepts, are granted; which ones is asked where the line does not
    tell. None where `all` stands alone, which is asked about as any other get."""
    if open_asks and not (granted.are_two or granted.excepted):
        return None
    excepted = None
    if granted.excepted:
        excepted = find_named(granted.excepted, open_asks, context.actor.locale)
    rest = [ask for ask in open_asks if excepted is None or ask.no != excepted.no]
    is_unclear = bool(granted.excepted) and excepted is None
    if is_unclear or not rest or (granted.are_two and len(rest) != _BOTH):
        yes = NumberAnswered(line=ParsedLine(what=""))
        return move_lines.answer_aside(services, context, text, yes, command=Command.GOT)
    return several.record_gets(
        context.actor,
        [ParsedLine(what=ask.what) for ask in rest],
        clean_text(text),
        key=context.once,
        services=services.coach,
    )


def _find_ask(
    context: RequestContext, verdict: ThingVerdict, open_asks: Sequence[Move]
) -> Move | None:
    """The open ask that a verdict is about; none where its thing being out is what was asked for."""
    locale = context.actor.locale
    ask = find_meant(verdict, open_asks, locale)
    if ask is None or not verdict.is_no:
        return ask
    # Where a part of it came already, that is what they take back.
    is_partly_met = ask.state is State.PARTLY
    if is_partly_met or takes_something_away(ask.what) or _names_a_part(verdict.thing, ask):
        return None
    return ask


def _names_a_part(thing: str, ask: Move) -> bool:
    """Whether a thing is one of several that an ask is for: `carpets` of `paint & carpets`."""
    wanted = len(list(cut_into_parts(ask.what)))
    return wanted > 1 and len(list(cut_into_parts(thing))) < wanted


def _answer_one(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    open_asks: Sequence[Move],
    verdict: ThingVerdict,
    text: str,
) -> Answer | None:
    """A yes with nothing beside it is read as any other get, unless its words look like a mood."""
    if verdict.said is Said.OPEN:
        maybe = NotAMove(kind=NotAMoveKind.MAYBE, about=clean_text(text))
        return asides.answer_not_a_move(services, context, here, maybe, Command.GOT, text)
    if verdict.said is Said.NO_SUCH:
        return None
    if verdict.said is Said.STAYS:
        return _answer_stays(services, context, here, open_asks, verdict, text)
    ask = _find_ask(context, verdict, open_asks)
    if not verdict.is_no:
        says_more = verdict.is_less or verdict.clause or _leaves_answer_in(context, verdict, text)
        if ask is None and (verdict.says_included or not says_more):
            return None
        return _answer_yes(services, context, word_as_answer(verdict, ask), ask, text)
    if ask is not None:
        seen = SeenMove(deal=here.id, no=ask.no, version=ask.version)
        return asks.answer_ask(
            context.actor, seen, AskAnswer.DECLINED, key=context.once, services=services.coach
        )
    # A no to what they gave already takes it back.
    found = TakeBack(what=verdict.thing, sure=verdict.said is Said.NO)
    asked = take_backs.ask_what_was_taken_back(
        context.actor, here.id, found, echo(text), kind=Kind.GET, services=services.coach
    )
    if asked is not None or verdict.said is not Said.NO:
        return asked
    if isinstance(_read_line(context, text), AskDeclined):
        return None
    refusal = NotAMove(kind=NotAMoveKind.REFUSAL, about=clean_text(text))
    return asides.answer_not_a_move(services, context, here, refusal, Command.GOT, text)


def _leaves_answer_in(context: RequestContext, verdict: ThingVerdict, text: str) -> bool:
    """Whether the words of the yes would become a part of what came: `2 Jahre würden sie machen`."""
    reading = _read_line(context, text)
    if not isinstance(reading, ParsedLine) or not verdict.text.startswith(verdict.thing):
        return False
    answer = verdict.text.removeprefix(verdict.thing).strip(" ,:")
    return bool(answer) and reading.what.casefold().endswith(answer.casefold())


def _answer_stays(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    open_asks: Sequence[Move],
    verdict: ThingVerdict,
    text: str,
) -> Answer | None:
    """`the penalty stays` declines the ask for no penalty; of anything else it is read as any line."""
    ask = _find_refused(context, verdict, open_asks)
    if ask is None:
        return None
    seen = SeenMove(deal=here.id, no=ask.no, version=ask.version)
    return asks.answer_ask(
        context.actor, seen, AskAnswer.DECLINED, key=context.once, services=services.coach
    )


def _find_refused(
    context: RequestContext, verdict: ThingVerdict, open_asks: Sequence[Move]
) -> Move | None:
    """The ask for a thing not to be, which it is."""
    taken_away = [ask for ask in open_asks if takes_something_away(ask.what)]
    return find_named(verdict.thing, taken_away, context.actor.locale)


def _answer_yes(
    services: SlackServices,
    context: RequestContext,
    verdict: ThingVerdict,
    ask: Move | None,
    text: str,
) -> Answer | None:
    line = _read_get(context, verdict)
    if line is None:
        return None
    meant = verdict.instead_of or verdict.thing
    if ask is not None and names_surely(meant, ask, context.actor.locale):
        line = _refer_to(line, verdict, ask)
    recorded = gets.record_get(
        context.actor,
        line,
        clean_text(text),
        limited=verdict.is_less,
        key=context.once,
        services=services.coach,
    )
    return asides.mention_not_used(services, context, (line,), recorded)


@dataclass(slots=True)
class _Sorted:
    """The verdicts of a line by what becomes of them."""

    lines: list[ParsedLine] = field(default_factory=list)
    limited: set[str] = field(default_factory=set)
    shares_clause: bool = False
    """Whether a get has a clause that may hold for those before it as well."""
    declined: list[MoveNo] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)


def _answer_each(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    open_asks: Sequence[Move],
    verdicts: Sequence[ThingVerdict],
    text: str,
) -> Answer | None:
    """What they said no to is declined where it was asked for; else, and where they left it open, it is told as not
    used."""
    found = _sort(context, verdicts, open_asks)
    if found is None:
        return None
    if not (found.declined or found.lines):
        return _answer_without_gets(services, context, here, verdicts, text)
    if not found.lines:
        return several.decline_asks(
            context.actor, here.id, found.declined, key=context.once, services=services.coach
        )
    if found.unused:
        last = found.lines[-1]
        not_read = "; ".join(filter(None, (last.not_read, *found.unused)))
        found.lines[-1] = last._replace(not_read=not_read)
    recorded = several.record_gets(
        context.actor,
        found.lines,
        clean_text(text),
        limited=found.limited,
        declined=found.declined,
        key=context.once,
        services=services.coach,
    )
    return asides.mention_not_used(services, context, found.lines, recorded)


def _answer_without_gets(
    services: SlackServices,
    context: RequestContext,
    here: Deal,
    verdicts: Sequence[ThingVerdict],
    text: str,
) -> Answer | None:
    """A no to things that were never asked for, or nothing decided yet: neither records anything."""
    is_refused = _says_plain_no(verdicts)
    if not is_refused and any(verdict.said is not Said.OPEN for verdict in verdicts):
        return None
    kind = NotAMoveKind.REFUSAL if is_refused else NotAMoveKind.MAYBE
    other = NotAMove(kind=kind, about=clean_text(text))
    return asides.answer_not_a_move(services, context, here, other, Command.GOT, text)


def _sort(
    context: RequestContext, verdicts: Sequence[ThingVerdict], open_asks: Sequence[Move]
) -> _Sorted | None:
    """None where the line is read in another way: where all of it came, or a part of it is no get."""
    found = _Sorted()
    for verdict in verdicts:
        if verdict.said is Said.NO_SUCH:
            is_read = _sort_no_such(context, found, verdict, open_asks)
        elif verdict.is_no or verdict.said in (Said.OPEN, Said.STAYS):
            is_read = _sort_no(context, found, verdict, open_asks)
        else:
            is_read = _sort_get(context, found, verdict, open_asks)
        is_beside = verdict.said is Said.NAMED and _says_yes_or_no(verdicts)
        if not is_read and (is_beside or _says_plain_no(verdicts)):
            # `…, staff no. they want the final count`: what answers no ask is told as not used.
            found.unused.append(verdict.text)
        elif not is_read:
            return None
    says_yes = any(verdict.said is Said.YES for verdict in verdicts)
    # `keys arrived, logo if we sign` has a condition for the logo alone.
    each_by_itself = all(verdict.is_answered_behind for verdict in verdicts[:-1])
    is_plain = not found.shares_clause or each_by_itself
    says_more = found.declined or found.unused or (says_yes and is_plain)
    return found if says_more else None


def _says_plain_no(verdicts: Sequence[ThingVerdict]) -> bool:
    """Whether a part is surely refused: another reading of the line would take it for a get."""
    return any(
        (verdict.said is Said.NO and verdict.is_plain) or verdict.instead_of for verdict in verdicts
    )


def _says_yes_or_no(verdicts: Sequence[ThingVerdict]) -> bool:
    return any(verdict.is_no or verdict.said is Said.YES for verdict in verdicts)


def _sort_no(
    context: RequestContext,
    found: _Sorted,
    verdict: ThingVerdict,
    open_asks: Sequence[Move],
) -> bool:
    """Adds what was refused or left open; False where the words may not mean that."""
    if verdict.said is Said.OPEN:
        found.unused.append(verdict.text)
        return True
    if verdict.said is Said.STAYS:
        ask = _find_refused(context, verdict, open_asks)
    else:
        ask = None if verdict.is_one_of_several else _find_ask(context, verdict, open_asks)
        if ask is None and verdict.said is not Said.NO:
            return False
    if ask is None or ask.no in found.declined:
        found.unused.append(verdict.text)
    else:
        found.declined.append(ask.no)
    return True


def _sort_no_such(
    context: RequestContext,
    found: _Sorted,
    verdict: ThingVerdict,
    open_asks: Sequence[Move],
) -> bool:
    """`no SSO` declines the ask for it; where it was not asked for, that there is none is what came."""
    ask = _find_ask(context, replace(verdict, said=Said.NO), open_asks)
    if ask is None:
        came = replace(verdict, said=Said.NAMED, thing=verdict.text)
        return _sort_get(context, found, came, open_asks)
    if ask.no not in found.declined:
        found.declined.append(ask.no)
    return True


def _sort_get(
    context: RequestContext,
    found: _Sorted,
    verdict: ThingVerdict,
    open_asks: Sequence[Move],
) -> bool:
    """Adds what came; False where it reads as no get."""
    ask = find_meant(verdict, open_asks, context.actor.locale)
    held = word_as_answer(verdict, ask)
    line = _read_get(context, held)
    if line is None and ask is not None:
        # `waiting 1h` reads as a mood, unless waiting time was asked for.
        line = ParsedLine(what=held.what)
    if line is None:
        return False
    found.lines.append(_refer_to(line, held, ask))
    has_clause = bool(line.for_what or line.condition)
    found.shares_clause = found.shares_clause or (has_clause and not verdict.extra_cost)
    if held.is_less or names_limit(held.what):
        found.limited.add(line.what)
    return True


def _refer_to(line: ParsedLine, verdict: ThingVerdict, ask: Move | None) -> ParsedLine:
    """The line as the answer to that ask, where it says so itself: `cap 5%` after an ask for a price cap of 3%, or
    a yes to it. Of what it only names, and of a yes with another figure, the likeness of both decides."""
    if ask is None or line.refs:
        return line
    is_plain_yes = verdict.said is Said.YES and _FIGURES.search(verdict.what) is None
    return line._replace(refs=(ask.no,)) if verdict.is_less or is_plain_yes else line


def find_meant(verdict: ThingVerdict, asks: Sequence[Move], locale: str) -> Move | None:
    """The ask that a verdict is about: the one it names, or the one with the figure that was refused."""
    if verdict.instead_of:
        refused = find_named(verdict.instead_of, asks, locale)
        return refused or find_by_figure(verdict.instead_of, asks)
    named = find_named_or_less(verdict.thing, asks, locale)
    named = named or find_by_part_of_word(verdict.thing, asks)
    says_figure = verdict.said is Said.YES and _FIGURE.fullmatch(verdict.thing) is not None
    if named is not None or not (verdict.is_no or says_figure):
        return named
    return find_by_figure(verdict.thing, asks)


def find_named_or_less(thing: str, open_asks: Sequence[Move], locale: str) -> Move | None:
    """The ask that a thing names, though with another figure: `waiting 1h` where two hours were asked for."""
    return find_named(thing, open_asks, locale) or find_named(
        _FIGURES.sub(" ", thing), open_asks, locale
    )


def word_as_answer(verdict: ThingVerdict, ask: Move | None) -> ThingVerdict:
    """The verdict as somebody would write down what came: `fuel cap ok but 8` after an ask for 6% is 8%, and 35 in the
    place of `min 40 crowns a month` are as many crowns a month. Where nobody asked for it, `calibration included` is
    all of the thing."""
    if ask is None:
        return replace(verdict, thing=verdict.text) if verdict.says_included else verdict
    if _FIGURE.fullmatch(verdict.thing) is not None and not verdict.instead_of:
        # `ok 60`, where a lease of 60 months was asked for
        verdict = replace(verdict, thing=ask.what)
    if verdict.limit:
        limit = share_unit(verdict.limit, ask.what)
        # `sets yes but only 2`, where 3 sets were asked for, is 2 sets.
        says_thing = verdict.thing.casefold() in limit.casefold().split()
        return replace(verdict, thing="" if says_thing else verdict.thing, limit=limit)
    came = _FIGURE_WITH_UNIT.fullmatch(verdict.thing)
    refused = _FIGURE.search(verdict.instead_of)
    if came is None or refused is None or refused[0] not in ask.what:
        return verdict
    if _ONE in (came["figure"], refused[0]) and verdict.thing != came["figure"]:
        # `1 Monat` would become `1 Monate mietfrei`
        return verdict
    return replace(verdict, thing=ask.what.replace(refused[0], came["figure"], 1))


def _read_get(context: RequestContext, verdict: ThingVerdict) -> ParsedLine | None:
    """The get that a verdict says, with what it is held to."""
    line = _read_line(context, verdict.what)
    if isinstance(line, Partly):
        return line.line._replace(what=line.got)
    return line if isinstance(line, ParsedLine) else None
