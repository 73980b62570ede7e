"""The reader of typed lines: what a person typed after `/concede`, `/ask` or `/got`, as a value."""

import re
from datetime import date

from bot.language import asides
from bot.language.clauses.line import LinePart, Walk
from bot.language.clauses.walking import walk
from bot.language.clean import LONGEST, decode_markup, tidy_spaces
from bot.language.currencies import CURRENCY_WORDS, find_currencies, names_one_currency
from bot.language.days import date_context, parse_day
from bot.language.hints import HintReason, unreadable_line
from bot.language.lines import Command, ParsedLine, Reading
from bot.language.paste import looks_pasted, only_links
from bot.language.respelling import finish_foreign, load_respelling
from bot.language.splitting import split_line
from bot.language.word_list import PRICES, TRANSLATED, WordList

_SIGN = re.compile(r"[$€£¥₹]")


def read_line(text: str, *, command: Command, locale: str, today: date) -> Reading:
    """What the line says. Any clause order; whatever is not understood stays in the text of the move."""
    if len(text) > LONGEST * 4:
        return unreadable_line(HintReason.TOO_LONG, command, text[:LONGEST])
    decoded = decode_markup(text)
    cleaned = tidy_spaces(decoded)
    if len(cleaned) > LONGEST:
        return unreadable_line(HintReason.TOO_LONG, command, cleaned[:LONGEST])
    words = split_line(cleaned, locale)
    if looks_pasted(decoded, words) or only_links(text):
        return unreadable_line(HintReason.PASTED, command, cleaned)
    if not words.count:
        return unreadable_line(HintReason.EMPTY, command, cleaned)
    reading = _read(words, command, locale, today)
    respelling = load_respelling(locale[:2])
    if respelling is None or not words.flags & TRANSLATED:
        return reading
    return finish_foreign(respelling, reading, command, words.text)


def read_ask_reference(text: str, *, locale: str, today: date) -> ParsedLine:
    """What an aside says of an ask that is there already, by its words, its number or its day alone (`#2 by 4 Dec`):
    as a line whose `what` may be empty."""
    words = split_line(tidy_spaces(decode_markup(text[: LONGEST * 4])), locale)
    found = walk(Walk(words, Command.ASK, locale, date_context(today, locale), 0))
    what = words.typed(found.what.first, found.what.after) if found.what is not None else ""
    return ParsedLine(what=what, due=found.due, ref=found.ref)


def _read(words: WordList, command: Command, locale: str, today: date) -> Reading:
    before = asides.before_reading(words, command)
    if isinstance(before, asides.ClauseStart):
        line = _line(words, command, locale, today, before)
        return asides.after_reading(words, command, before, line)
    return (
        unreadable_line(before, command, words.text) if isinstance(before, HintReason) else before
    )


def _line(
    words: WordList, command: Command, locale: str, today: date, start: "asides.ClauseStart"
) -> ParsedLine | HintReason:
    found = walk(
        Walk(words, start.command or command, locale, date_context(today, locale), start.at)
    )
    found.promised = found.promised or start.promised
    why = found.refusal or _mixed_currencies(words, found)
    if why is not None:
        return why
    what, back = found.what, found.backs[0] if found.backs else None
    if what is None:
        return HintReason.OTHER_WAY if back is not None and back.sure else HintReason.NO_THING
    if len(found.backs) > 1:
        back = _surest(what, found.backs)
    if what.after - what.first <= _LONGEST_DAY and _is_day(words, what, found):
        return HintReason.NO_THING
    return asides.not_a_thing(words, what) or _built(words, found, what, back)


_LONGEST_DAY = 4


def _is_day(words: WordList, what: LinePart, found: Walk) -> bool:
    """Whether the item is only a day (`30 nov`, `fri`)."""
    day = parse_day(words, what.first, found.calendar)
    return day is not None and day.after >= what.after


def _built(words: WordList, found: Walk, what: LinePart, back: LinePart | None) -> ParsedLine:
    return ParsedLine(
        what=words.typed(what.first, what.after),
        cost=found.cost,
        worth=found.worth,
        for_what=words.typed(back.first, back.after) if back is not None else None,
        for_worth=found.for_worth,
        condition=found.condition,
        due=found.due,
        reason=found.reason,
        goodwill=found.goodwill,
        to=found.to,
        on=found.on,
        review=found.review,
        ref=found.ref,
        promised=found.promised,
    )


def _surest(what: LinePart, backs: list[LinePart]) -> LinePart:
    """The surest counter-thing. A doubtful one beside the item is part of the item then."""
    chosen = next((part for part in backs if part.sure), backs[-1])
    for part in backs:
        if part is not chosen and part.marker == what.after and not part.sure:
            what.after = part.after
    return chosen


def _mixed_currencies(words: WordList, found: Walk) -> HintReason | None:
    """Two currencies anywhere in the line, figures or item, cannot be one move's account."""
    if not words.flags & PRICES or names_one_currency(words.pieces, found.unit):
        return None
    named = len(_SIGN.findall(words.text)) + (not CURRENCY_WORDS.isdisjoint(words.low)) * 2
    if named < 2:
        return None
    signs = find_currencies(words.text)
    if found.unit:
        signs.add(found.unit)
    return HintReason.TWO_CURRENCIES if len(signs) > 1 else None
