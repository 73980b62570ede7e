"""Slash commands: each reads its line, asks the coach, and answers. What `/giveget` is followed by is one of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.coach import asks, changes, deals, gets, gives, log, shares
from bot.coach.answers import RefusalReason, WhichAsk
from bot.coach.refusals import Refused
from bot.coach.requests import (
    AnswerAsk,
    AskAnswer,
    PutAskAgain,
    RecordAsk,
    RecordGet,
    RecordGive,
    Undo,
)
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb
from bot.domain.matching import find_named_move
from bot.domain.moves import Kind, Move
from bot.domain.worth import Figure
from bot.language import grammar, lines
from bot.language.clean import clean_text
from bot.language.figures import read_amount
from bot.language.lines import Command, ParsedLine, Reading
from bot.language.objections import is_objection
from bot.language.openings import read_opening, read_their_ask
from bot.slack import concepts, ladder, links, offers, preferences, workspaces
from bot.slack.context import RequestContext
from bot.slack.forms.deals import opening_view, settings_view
from bot.slack.forms.figures import currency_of
from bot.slack.forms.moves import record_view
from bot.slack.forms.trades import match_view
from bot.slack.replies import FormOpened, Helped, OpeningUnread, Puzzled
from bot.slack.routing import HELP, Slash, Word, deal_here, echo, in_deal, told_of, word_in
from bot.slack.services import SlackServices


def concede(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/concede`: a give, checked before it counts. Their wishes, limits and questions are told apart."""
    if not text or text.casefold() in HELP:
        return _help_or_form(services, context, text, "concede", Kind.GIVE)
    trial = ladder.record_trial(services, context, text)
    if trial is not None:
        return trial
    reading = _read(context, Command.CONCEDE, text)
    if isinstance(reading, ParsedLine | lines.LimitStated):
        limit = isinstance(reading, lines.LimitStated)
        line = reading.line if isinstance(reading, lines.LimitStated) else reading
        request = RecordGive(
            by=context.actor, line=line, typed=clean_text(text), once=context.once, limit=limit
        )
        return gives.record_give(request, services=services.coach)
    return _aside(services, context, text, reading)


def _help_or_form(
    services: SlackServices, context: RequestContext, text: str, command: str, kind: Kind
) -> object:
    """What a command answers without a line: help where it is asked for, else its form."""
    return in_deal(
        services, context, text, command, lambda deal: _form(services, context, deal, kind)
    )


def _form(services: SlackServices, context: RequestContext, deal: Deal, kind: Kind) -> object:
    """The form that a command without words opens."""
    found = deals.find_deal_to_record_in(context.actor, deal.id, services=services.coach)
    return FormOpened(record_view(kind, found, context.actor.locale))


def ask(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/ask`: an ask of ours, asked again, or declined."""
    if not text or text.casefold() in HELP:
        return _help_or_form(services, context, text, "ask", Kind.ASK)
    reading = _read(context, Command.ASK, text)
    if isinstance(reading, ParsedLine):
        request = RecordAsk(
            by=context.actor, line=reading, typed=clean_text(text), once=context.once
        )
        return asks.record_ask(request, services=services.coach)
    return _aside(services, context, text, reading)


def got(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/got`: a get, an answer to an ask, or something that only looks like one."""
    if not text or text.casefold() in HELP:
        return _help_or_form(services, context, text, "got", Kind.GET)
    reading = _read(context, Command.GOT, text)
    if isinstance(reading, ParsedLine | lines.Partly | lines.TakenBack):
        line = reading if isinstance(reading, ParsedLine) else reading.line
        request = RecordGet(
            by=context.actor,
            line=line,
            typed=clean_text(text),
            once=context.once,
            part=reading.got if isinstance(reading, lines.Partly) else "",
            partly=reading.instead_of if isinstance(reading, lines.Partly) else "",
            against=isinstance(reading, lines.TakenBack),
        )
        return gets.record_get(request, services=services.coach)
    return _aside(services, context, text, reading)


def _read(context: RequestContext, command: Command, text: str) -> Reading:
    return grammar.read_line(
        text, command=command, locale=context.actor.locale, today=context.actor.today
    )


def _aside(services: SlackServices, context: RequestContext, text: str, reading: Reading) -> object:
    """What people type beside moves: their wish, a question, an answer to an ask; else the line goes back."""
    deal = deal_here(services, context, text)
    match reading:
        case lines.TheirAsk(line=line):
            return _their_ask(services, context, deal, text, line)
        case lines.QuestionAsked():
            return log.show_status(context.actor, deal.id, services=services.coach)
        case lines.AskedAgain(what=what):
            return _about_ask(services, context, deal, text, what, Verb.ASKED_AGAIN)
        case lines.AskDeclined(what=what):
            return _about_ask(services, context, deal, text, what, Verb.DECLINED)
    return reading


def _their_ask(
    services: SlackServices, context: RequestContext, deal: Deal, text: str, line: ParsedLine
) -> object:
    request = RecordAsk(
        by=context.actor,
        deal=deal.id,
        line=line,
        typed=clean_text(text),
        once=context.once,
        theirs=True,
    )
    return asks.record_ask(request, services=services.coach)


def _about_ask(
    services: SlackServices, context: RequestContext, deal: Deal, text: str, what: str, verb: Verb
) -> object:
    """An open ask named in words or by its number: done at once where only one can be meant, else the person chooses.
    Put again it has the day that the line names."""
    listed = log.list_open_asks(context.actor, deal.id, services=services.coach)
    line = grammar.read_ask_reference(what, locale=context.actor.locale, today=context.actor.today)
    due = line.due if verb is Verb.ASKED_AGAIN else None
    words = line.what if due or line.ref else what
    move = _meant(words, line.ref, listed.ours)
    if move is None:
        named_ = words or (f"#{line.ref}" if line.ref else "")
        which = WhichAsk(
            deal=deal, verb=verb, what=named_, typed=echo(text), asks=listed.ours, due=due
        )
        return asks.which_ask(context.actor, which, services=services.coach)
    return _settle_ask(services, context, deal, move, verb, due=due)


def _meant(words: str, no: int | None, asked: Sequence[Move]) -> Move | None:
    """The ask that a number and words name, where they do not name two."""
    numbered = next((ask for ask in asked if ask.no == no), None)
    found = {ask.no: ask for ask in (numbered, find_named_move(words, asked)) if ask is not None}
    if not found and not words and no is None and len(asked) == 1:
        return asked[0]
    return next(iter(found.values())) if len(found) == 1 else None


def _settle_ask(
    services: SlackServices,
    context: RequestContext,
    deal: Deal,
    move: Move,
    verb: Verb,
    *,
    due: date | None = None,
) -> object:
    if verb is Verb.ASKED_AGAIN:
        again = PutAskAgain(
            by=context.actor,
            deal=deal.id,
            no=move.no,
            version=move.version,
            once=context.once,
            due=due,
        )
        return changes.put_again(again, services=services.coach)
    answer = AnswerAsk(
        by=context.actor,
        deal=deal.id,
        no=move.no,
        version=move.version,
        answer=AskAnswer.DECLINED,
        once=context.once,
    )
    return asks.answer_ask(answer, services=services.coach)


def deal(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/deal`: open one, see where it stands, its ledger, its asks, its people; undo, share, set up."""
    word, rest = word_in(services, context, text)
    if word in HELP:
        return Helped(command="deal")
    if word == "open" and rest.casefold() not in ("asks", "ask"):
        return _open(services, context, rest)
    if word == "settings" and rest.casefold() in workspaces.OF_THE_WORKSPACE:
        return workspaces.settings(services, context)
    if word in links.CHANNEL_WORDS:
        return links.CHANNEL_WORDS[word](services, context, rest)
    if not word and not deals.list_deals_here(context.actor, services=services.coach):
        return deals.list_my_deals(context.actor, services=services.coach)
    return in_deal(
        services,
        context,
        text,
        "deal",
        lambda here: _deal(services, context, here, word, rest, text),
    )


def _deal(
    services: SlackServices, context: RequestContext, here: Deal, word: str, rest: str, text: str
) -> object:
    route = DEAL_WORDS.get(word)
    if route is None:
        return Puzzled(command="deal", typed=echo(text), example="/deal log")
    return route(services, context, here, rest)


def _status(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    return log.show_status(context.actor, here.id, services=services.coach)


def _log(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    number = rest.lstrip("#")
    if rest.startswith("#") and number.isdecimal() and len(number) < 10:
        return log.show_move(context.actor, here.id, MoveNo(int(number)), services=services.coach)
    page = int(number) if number.isdecimal() and len(number) < 10 else 1
    return log.show_log(context.actor, here.id, page=page, services=services.coach)


def _asks(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    return log.list_open_asks(context.actor, here.id, services=services.coach)


def _undo(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    return changes.undo(
        Undo(by=context.actor, deal=here.id, seq=None, once=context.once), services=services.coach
    )


def _people(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    return deals.list_people(context.actor, here.id, services=services.coach)


def _settings(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    found = deals.show_deal_settings(context.actor, here.id, services=services.coach)
    return FormOpened(settings_view(found.deal, found.muted, context.actor.locale))


def _new_size(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    """`/deal now 180k`: a new size, confirmed in the settings."""
    found = deals.show_deal_settings(context.actor, here.id, services=services.coach)
    size = read_amount(rest, context.actor.locale)
    if not isinstance(size, Figure):
        return Puzzled(command="deal", typed=echo(f"now {rest}".strip()), example="/deal now 180k")
    return FormOpened(settings_view(found.deal, found.muted, context.actor.locale, size))


def _share(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    channel = context.actor.channel
    allowed = channel is not None and services.directory.is_private(context.actor.team, channel)
    return shares.preview_sharing(context.actor, here.id, allowed=allowed, services=services.coach)


def _match(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    found = log.list_matchable(context.actor, here.id, services=services.coach)
    return FormOpened(match_view(here, services.called(context, found)))


DEAL_WORDS: dict[str, Word] = {
    "": _status,
    "status": _status,
    "log": _log,
    "ledger": _log,
    "asks": _asks,
    "open": _asks,
    "undo": _undo,
    "people": _people,
    "settings": _settings,
    "now": _new_size,
    "share": _share,
    "match": _match,
    **concepts.DEAL_WORDS,
}
"""What may follow `/deal` in a channel with a deal."""


def _open(services: SlackServices, context: RequestContext, text: str) -> object:
    if context.actor.channel is None or context.actor.channel.startswith("D"):
        raise Refused(why=RefusalReason.NO_CHANNEL, typed=echo(text))
    if not text:
        return opening_form(services, context)
    opening = read_opening(text, locale=context.actor.locale)
    if opening.side is None or not opening.name:
        return opening_form(services, context, opening)
    return open_deal(services, context, opening)


def opening_form(
    services: SlackServices, context: RequestContext, known: lines.Opening | None = None
) -> FormOpened:
    """The form for a deal in the channel where it was asked for."""
    channel = context.actor.channel or ""
    return FormOpened(
        opening_view(context.actor.locale, known, channel=channel, seal=services.seal(context))
    )


def open_deal(services: SlackServices, context: RequestContext, opening: lines.Opening) -> object:
    """Opens the deal that a line or a form describes. Without a currency it counts in that of the person's locale."""
    if opening.side is None:
        return OpeningUnread(missing="side", typed=opening.name)
    unit = (opening.size.unit if opening.size else "") or currency_of(context.actor.locale)
    answer = deals.open_deal(
        context.actor,
        opening.name,
        opening.side,
        size=opening.size,
        unit=unit,
        once=context.once,
        services=services.coach,
    )
    return told_of(services, context, answer)


THEY_WANT = "/coach they want 15% off by Friday"


def coach(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/coach`: what to ask next; `they want …`: their ask, with what to ask first; and whatever else may follow it."""
    word, rest = word_in(services, context, text)
    if word in preferences.ANYWHERE and not rest:
        return preferences.ANYWHERE[word](services, context, rest)
    return in_deal(
        services, context, text, "coach", lambda here: _coach(services, context, here, text)
    )


def _coach(services: SlackServices, context: RequestContext, here: Deal, text: str) -> object:
    word, rest = word_in(services, context, text)
    route = COACH_WORDS.get(word)
    if route is None:
        return Puzzled(command="coach", typed=echo(text), example=THEY_WANT)
    return route(services, context, here, rest)


def _they(services: SlackServices, context: RequestContext, here: Deal, rest: str) -> object:
    if is_objection(rest):
        return COACH_WORDS["objection"](services, context, here, rest)
    text = f"they {rest}"
    wish = read_their_ask(text, locale=context.actor.locale, today=context.actor.today)
    if isinstance(wish, ParsedLine):
        return _their_ask(services, context, here, text, wish)
    return replace(wish, example=THEY_WANT)


COACH_WORDS: dict[str, Word] = {"": _status, "they": _they, **concepts.COACH_WORDS}
"""What may follow `/coach` in a channel with a deal."""


def offer(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/offer`: an offer of ours or theirs and how it was answered, or what one of its words does; alone, its form."""
    return in_deal(
        services, context, text, "offer", lambda here: _offer(services, context, here, text)
    )


def _offer(services: SlackServices, context: RequestContext, here: Deal, text: str) -> object:
    word, rest = word_in(services, context, text)
    route = OFFER_WORDS.get(word)
    return (
        route(services, context, here, rest)
        if route
        else offers.typed(services, context, here, text)
    )


OFFER_WORDS: dict[str, Word] = {"undo": _undo, **concepts.OFFER_WORDS}
"""What may follow `/offer` instead of an offer, in a channel with a deal."""


def giveget(services: SlackServices, context: RequestContext, text: str) -> object:
    """`/giveget concede …`: every command under the one name that cannot clash."""
    word, rest = word_in(services, context, text.lstrip("/"))
    if not word or word in HELP:
        return Helped(command="giveget")
    route = COMMANDS.get(f"/{word}")
    if route is None or route is giveget:
        return Puzzled(
            command="giveget", typed=echo(text), example="/giveget concede 5% off for 24-month term"
        )
    return route(services, context, rest)


COMMANDS: dict[str, Slash] = {
    "/concede": concede,
    "/ask": ask,
    "/got": got,
    "/offer": offer,
    "/deal": deal,
    "/coach": coach,
    "/giveget": giveget,
    **concepts.COMMANDS,
}
"""Every slash command; the manifest declares the same."""
