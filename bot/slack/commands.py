"""Slash commands: each reads its line, asks the coach, and answers. What `/giveget` is followed by is one of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.coach import asks, changes, deals, gets, gives, log, shares
from bot.coach.answers import NotDone, WhichAsk, Why
from bot.coach.requests import (
    AnswerAsk,
    AskAgain,
    AskAnswer,
    OpenDeal,
    RecordAsk,
    RecordGet,
    RecordGive,
    Undo,
)
from bot.domain.deals import Deal
from bot.domain.ids import MoveNo
from bot.domain.ledger import Verb
from bot.domain.matching import named
from bot.domain.moves import Kind, Move
from bot.domain.worth import Figure
from bot.language import grammar, lines
from bot.language.clean import clean
from bot.language.figures import read_amount
from bot.language.lines import Command, Line, Reading
from bot.language.openings import read_opening, read_their_ask
from bot.slack import concepts, ladder, links, offers, preferences, workspaces
from bot.slack.bench import Bench
from bot.slack.forms.deals import opening_view, settings_view
from bot.slack.forms.figures import currency_of
from bot.slack.forms.moves import record_view
from bot.slack.forms.trades import match_view
from bot.slack.here import HELP, Slash, Word, deal_here, echo, in_deal, told_of, word_in
from bot.slack.replies import FormOpened, Helped, OpeningUnread, Puzzled
from bot.slack.sayings import is_objection
from bot.slack.where import Where


def concede(bench: Bench, where: Where, text: str) -> object:
    """`/concede`: a give, checked before it counts. Their wishes, limits and questions are told apart."""
    if not text or text.casefold() in HELP:
        return _help_or_form(bench, where, text, "concede", Kind.GIVE)
    trial = ladder.trial(bench, where, text)
    if trial is not None:
        return trial
    reading = _read(where, Command.CONCEDE, text)
    if isinstance(reading, Line | lines.Limit):
        limit = isinstance(reading, lines.Limit)
        line = reading.line if isinstance(reading, lines.Limit) else reading
        request = RecordGive(
            by=where.actor, line=line, typed=clean(text), once=where.once, limit=limit
        )
        return gives.record_give(request, desk=bench.desk)
    return _aside(bench, where, text, reading)


def _help_or_form(bench: Bench, where: Where, text: str, command: str, kind: Kind) -> object:
    """What a command answers without a line: help where it is asked for, else its form."""
    return in_deal(bench, where, text, command, lambda deal: _form(bench, where, deal, kind))


def _form(bench: Bench, where: Where, deal: Deal, kind: Kind) -> object:
    """The form that a command without words opens."""
    found = deals.open_for(where.actor, deal.id, desk=bench.desk)
    return (
        found
        if isinstance(found, NotDone)
        else FormOpened(record_view(kind, found, where.actor.locale))
    )


def ask(bench: Bench, where: Where, text: str) -> object:
    """`/ask`: an ask of ours, asked again, or declined."""
    if not text or text.casefold() in HELP:
        return _help_or_form(bench, where, text, "ask", Kind.ASK)
    reading = _read(where, Command.ASK, text)
    if isinstance(reading, Line):
        request = RecordAsk(by=where.actor, line=reading, typed=clean(text), once=where.once)
        return asks.record_ask(request, desk=bench.desk)
    return _aside(bench, where, text, reading)


def got(bench: Bench, where: Where, text: str) -> object:
    """`/got`: a get, an answer to an ask, or something that only looks like one."""
    if not text or text.casefold() in HELP:
        return _help_or_form(bench, where, text, "got", Kind.GET)
    reading = _read(where, Command.GOT, text)
    if isinstance(reading, Line | lines.Partly | lines.TakenBack):
        line = reading if isinstance(reading, Line) else reading.line
        request = RecordGet(
            by=where.actor,
            line=line,
            typed=clean(text),
            once=where.once,
            part=reading.got if isinstance(reading, lines.Partly) else "",
            partly=reading.instead_of if isinstance(reading, lines.Partly) else "",
            against=isinstance(reading, lines.TakenBack),
        )
        return gets.record_get(request, desk=bench.desk)
    return _aside(bench, where, text, reading)


def _read(where: Where, command: Command, text: str) -> Reading:
    return grammar.read(text, command=command, locale=where.actor.locale, today=where.actor.today)


def _aside(bench: Bench, where: Where, text: str, reading: Reading) -> object:
    """What people type beside moves: their wish, a question, an answer to an ask; else the line goes back."""
    deal = deal_here(bench, where, text)
    if isinstance(deal, NotDone):
        return deal
    match reading:
        case lines.TheirAsk(line=line):
            return _their_ask(bench, where, deal, text, line)
        case lines.Question():
            return log.status(where.actor, deal.id, desk=bench.desk)
        case lines.AskAgain(what=what):
            return _about_ask(bench, where, deal, text, what, Verb.ASKED_AGAIN)
        case lines.AskDeclined(what=what):
            return _about_ask(bench, where, deal, text, what, Verb.DECLINED)
    return reading


def _their_ask(bench: Bench, where: Where, deal: Deal, text: str, line: Line) -> object:
    request = RecordAsk(
        by=where.actor, deal=deal.id, line=line, typed=clean(text), once=where.once, theirs=True
    )
    return asks.record_ask(request, desk=bench.desk)


def _about_ask(bench: Bench, where: Where, deal: Deal, text: str, what: str, verb: Verb) -> object:
    """An open ask named in words or by its number: done at once where only one can be meant, else the person chooses.
    Put again it has the day that the line names."""
    listed = log.asks(where.actor, deal.id, desk=bench.desk)
    if isinstance(listed, NotDone):
        return listed
    line = grammar.read_named(what, locale=where.actor.locale, today=where.actor.today)
    due = line.due if verb is Verb.ASKED_AGAIN else None
    words = line.what if due or line.ref else what
    move = _meant(words, line.ref, listed.ours)
    if move is None:
        named_ = words or (f"#{line.ref}" if line.ref else "")
        which = WhichAsk(
            deal=deal, verb=verb, what=named_, typed=echo(text), asks=listed.ours, due=due
        )
        return asks.which_ask(where.actor, which, desk=bench.desk)
    return _settle_ask(bench, where, deal, move, verb, due=due)


def _meant(words: str, no: int | None, asked: Sequence[Move]) -> Move | None:
    """The ask that a number and words name, where they do not name two."""
    numbered = next((ask for ask in asked if ask.no == no), None)
    found = {ask.no: ask for ask in (numbered, named(words, asked)) if ask is not None}
    if not found and not words and no is None and len(asked) == 1:
        return asked[0]
    return next(iter(found.values())) if len(found) == 1 else None


def _settle_ask(
    bench: Bench, where: Where, deal: Deal, move: Move, verb: Verb, *, due: date | None = None
) -> object:
    if verb is Verb.ASKED_AGAIN:
        again = AskAgain(
            by=where.actor, deal=deal.id, no=move.no, version=move.version, once=where.once, due=due
        )
        return changes.put_again(again, desk=bench.desk)
    answer = AnswerAsk(
        by=where.actor,
        deal=deal.id,
        no=move.no,
        version=move.version,
        answer=AskAnswer.DECLINED,
        once=where.once,
    )
    return asks.answer_ask(answer, desk=bench.desk)


def deal(bench: Bench, where: Where, text: str) -> object:
    """`/deal`: open one, see where it stands, its ledger, its asks, its people; undo, share, set up."""
    word, rest = word_in(bench, where, text)
    if word in HELP:
        return Helped(command="deal")
    if word == "open" and rest.casefold() not in ("asks", "ask"):
        return _open(bench, where, rest)
    if word == "settings" and rest.casefold() in workspaces.OF_THE_WORKSPACE:
        return workspaces.settings(bench, where)
    if word in links.CHANNEL_WORDS:
        return links.CHANNEL_WORDS[word](bench, where, rest)
    if not word and not deals.deals_here(where.actor, desk=bench.desk):
        return deals.my_deals(where.actor, desk=bench.desk)
    return in_deal(
        bench, where, text, "deal", lambda here: _deal(bench, where, here, word, rest, text)
    )


def _deal(bench: Bench, where: Where, here: Deal, word: str, rest: str, text: str) -> object:
    route = DEAL_WORDS.get(word)
    if route is None:
        return Puzzled(command="deal", typed=echo(text), example="/deal log")
    return route(bench, where, here, rest)


def _status(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    return log.status(where.actor, here.id, desk=bench.desk)


def _log(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    number = rest.lstrip("#")
    if rest.startswith("#") and number.isdecimal() and len(number) < 10:
        return log.show(where.actor, here.id, MoveNo(int(number)), desk=bench.desk)
    page = int(number) if number.isdecimal() and len(number) < 10 else 1
    return log.log(where.actor, here.id, page=page, desk=bench.desk)


def _asks(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    return log.asks(where.actor, here.id, desk=bench.desk)


def _undo(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    return changes.undo(
        Undo(by=where.actor, deal=here.id, seq=None, once=where.once), desk=bench.desk
    )


def _people(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    return deals.people(where.actor, here.id, desk=bench.desk)


def _settings(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    found = deals.settable(where.actor, here.id, desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    return FormOpened(settings_view(found.deal, found.muted, where.actor.locale))


def _new_size(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    """`/deal now 180k`: a new size, confirmed in the settings."""
    found = deals.settable(where.actor, here.id, desk=bench.desk)
    if isinstance(found, NotDone):
        return found
    size = read_amount(rest, where.actor.locale)
    if not isinstance(size, Figure):
        return Puzzled(command="deal", typed=echo(f"now {rest}".strip()), example="/deal now 180k")
    return FormOpened(settings_view(found.deal, found.muted, where.actor.locale, size))


def _share(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    channel = where.actor.channel
    allowed = channel is not None and bench.directory.private(where.actor.team, channel)
    return shares.preview(where.actor, here.id, allowed=allowed, desk=bench.desk)


def _match(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    found = log.matchable(where.actor, here.id, desk=bench.desk)
    return (
        found
        if isinstance(found, NotDone)
        else FormOpened(match_view(here, bench.called(where, found)))
    )


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


def _open(bench: Bench, where: Where, text: str) -> object:
    if where.actor.channel is None or where.actor.channel.startswith("D"):
        return NotDone(why=Why.NO_CHANNEL, typed=echo(text))
    if not text:
        return opening_form(bench, where)
    opening = read_opening(text, locale=where.actor.locale)
    if opening.side is None or not opening.name:
        return opening_form(bench, where, opening)
    return open_deal(bench, where, opening)


def opening_form(bench: Bench, where: Where, known: lines.Opening | None = None) -> FormOpened:
    """The form for a deal in the channel where it was asked for."""
    channel = where.actor.channel or ""
    return FormOpened(
        opening_view(where.actor.locale, known, channel=channel, seal=bench.seal(where))
    )


def open_deal(bench: Bench, where: Where, opening: lines.Opening) -> object:
    """Opens the deal that a line or a form describes. Without a currency it counts in that of the person's locale."""
    if opening.side is None:
        return OpeningUnread(missing="side", typed=opening.name)
    unit = (opening.size.unit if opening.size else "") or currency_of(where.actor.locale)
    request = OpenDeal(
        by=where.actor,
        name=opening.name,
        side=opening.side,
        size=opening.size,
        unit=unit,
        once=where.once,
    )
    return told_of(bench, where, deals.open_deal(request, desk=bench.desk))


THEY_WANT = "/coach they want 15% off by Friday"


def coach(bench: Bench, where: Where, text: str) -> object:
    """`/coach`: what to ask next; `they want …`: their ask, with what to ask first; and whatever else may follow it."""
    word, rest = word_in(bench, where, text)
    if word in preferences.ANYWHERE and not rest:
        return preferences.ANYWHERE[word](bench, where, rest)
    return in_deal(bench, where, text, "coach", lambda here: _coach(bench, where, here, text))


def _coach(bench: Bench, where: Where, here: Deal, text: str) -> object:
    word, rest = word_in(bench, where, text)
    route = COACH_WORDS.get(word)
    if route is None:
        return Puzzled(command="coach", typed=echo(text), example=THEY_WANT)
    return route(bench, where, here, rest)


def _they(bench: Bench, where: Where, here: Deal, rest: str) -> object:
    if is_objection(rest):
        return COACH_WORDS["objection"](bench, where, here, rest)
    text = f"they {rest}"
    wish = read_their_ask(text, locale=where.actor.locale, today=where.actor.today)
    if isinstance(wish, Line):
        return _their_ask(bench, where, here, text, wish)
    return replace(wish, example=THEY_WANT)


COACH_WORDS: dict[str, Word] = {"": _status, "they": _they, **concepts.COACH_WORDS}
"""What may follow `/coach` in a channel with a deal."""


def offer(bench: Bench, where: Where, text: str) -> object:
    """`/offer`: an offer of ours or theirs and how it was answered, or what one of its words does; alone, its form."""
    return in_deal(bench, where, text, "offer", lambda here: _offer(bench, where, here, text))


def _offer(bench: Bench, where: Where, here: Deal, text: str) -> object:
    word, rest = word_in(bench, where, text)
    route = OFFER_WORDS.get(word)
    return route(bench, where, here, rest) if route else offers.typed(bench, where, here, text)


OFFER_WORDS: dict[str, Word] = {"undo": _undo, **concepts.OFFER_WORDS}
"""What may follow `/offer` instead of an offer, in a channel with a deal."""


def giveget(bench: Bench, where: Where, text: str) -> object:
    """`/giveget concede …`: every command under the one name that cannot clash."""
    word, rest = word_in(bench, where, text.lstrip("/"))
    if not word or word in HELP:
        return Helped(command="giveget")
    route = COMMANDS.get(f"/{word}")
    if route is None or route is giveget:
        return Puzzled(
            command="giveget", typed=echo(text), example="/giveget concede 5% off for 24-month term"
        )
    return route(bench, where, rest)


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
