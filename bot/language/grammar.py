"""The reader of typed lines: what a person typed after `/concede`, `/ask` or `/got`, as a value."""

import re
from dataclasses import replace
from datetime import date

from bot.language import asides
from bot.language.clauses.deadlines import read_heading_day
from bot.language.clauses.line import ASK, CONCEDE, GOT, LinePart, PartialLine
from bot.language.clauses.walking import walk_line
from bot.language.clean import LONGEST, decode_markup, tidy_spaces
from bot.language.corrections import CorrectedLine, correct_line
from bot.language.currencies import (
    CURRENCY_WORDS,
    SIGNS,
    find_currencies,
    names_one_currency,
)
from bot.language.day_phrases import names_start
from bot.language.days import date_context, parse_day
from bot.language.figures import LESS
from bot.language.hints import HintReason, unreadable_line
from bot.language.item_lists import cut_into_parts
from bot.language.items import find_item_problem, is_only_granted, says_only_yes
from bot.language.line_repairs import RepairedLine, keep_ordinal_dots, repair_line
from bot.language.lines import (
    AskedAgain,
    Command,
    MessagePasted,
    NumberAnswered,
    OtherReading,
    ParsedLine,
    Partly,
    Reading,
    TheirAsk,
    UnreadableLine,
)
from bot.language.messages import find_message_parts, is_message
from bot.language.paste import is_only_links, looks_pasted
from bot.language.patterns import compile_late
from bot.language.respelling import finish_foreign
from bot.language.splitting import split_line
from bot.language.vocabulary import word_table
from bot.language.word_list import CORRECTS, PRICES, REPAIRS, SUMS, TRANSLATED, WordList

_NO_ITEM = LinePart(0, 0, 0, sure=False)
_LONGEST_YES = 7
"""Words of the longest line that says yes and not to what."""
_SUM_IN_ALL = compile_late(
    rf"(?P<things>.{{3,200}}?\S),?\s+(?:{'|'.join(word_table('item_lists').phrases('in_all'))})\s+"
    r"(?P<sum>[~€$£]?\s?\d[\d.,]*k?\s?(?:€|\$|£|[A-Za-z]{3})?)",
    re.IGNORECASE,
)
_SAYS_WHAT_SUM = compile_late(
    rf"\b(?:{'|'.join(word_table('item_lists').phrases('says_what_sum'))})\b", re.IGNORECASE
)
_LEAST_TOGETHER = 2
_LONGEST_DAY = 4
"""Words of the longest day that an item is looked through for."""


def read_line(text: str, *, command: Command, locale: str, today: date) -> Reading:
    """What the line says. Any clause order; whatever is not understood stays in the text of the move."""
    # Decoding shortens a line, but no line to a quarter; what is longer is not even decoded.
    if len(text) > LONGEST * 4:
        return unreadable_line(HintReason.TOO_LONG, command, text[:LONGEST])
    decoded = decode_markup(text)
    cleaned = tidy_spaces(decoded)
    if len(cleaned) > LONGEST:
        return unreadable_line(HintReason.TOO_LONG, command, cleaned[:LONGEST])
    if is_message(decoded):
        return MessagePasted(parts=find_message_parts(decoded, locale=locale, today=today))
    words = split_line(cleaned, locale)
    if words.flags & SUMS:
        named = _name_sum_in_all(cleaned, command)
        if named != cleaned:
            cleaned, words = named, split_line(named, locale)
    meant = _read_as_meant(cleaned, words, command, locale, today)
    if meant is not None:
        return meant
    if looks_pasted(decoded, words) or is_only_links(text):
        return unreadable_line(HintReason.PASTED, command, cleaned)
    if not words.count:
        return unreadable_line(HintReason.EMPTY, command, cleaned)
    reading = _read_words(words, command, locale, today)
    if words.flags & TRANSLATED:
        reading = finish_foreign(reading, command, words.text, locale)
    return keep_ordinal_dots(reading, cleaned) if isinstance(reading, ParsedLine) else reading


def _read_as_meant(
    cleaned: str, words: WordList, command: Command, locale: str, today: date
) -> Reading | None:
    """A line that its author meant otherwise than its words say one by one; None for any other."""
    has_bare_sum = command is CONCEDE and cleaned[-1:].isdigit() and ", " in cleaned
    if has_bare_sum or words.flags & REPAIRS or "(" in cleaned:
        repaired = repair_line(cleaned, command, locale)
        if repaired.text != cleaned:
            return _read_repaired(repaired, cleaned, command, locale, today)
    corrected = correct_line(cleaned) if words.flags & CORRECTS else None
    if corrected is not None:
        return _read_corrected(corrected, cleaned, command, locale, today)
    return None


def _read_repaired(
    repaired: RepairedLine, typed: str, command: Command, locale: str, today: date
) -> Reading:
    """The line as it was meant; what it is read without is told as not used."""
    reading = read_line(repaired.text, command=command, locale=locale, today=today)
    if isinstance(reading, UnreadableLine):
        return replace(reading, typed=typed)
    for dropped in repaired.dropped:
        if isinstance(reading, ParsedLine):
            reading = _add_unread(reading, dropped)
        elif isinstance(reading, Partly | TheirAsk):
            reading = replace(reading, line=_add_unread(reading.line, dropped))
    return reading


def _name_sum_in_all(text: str, command: Command) -> str:
    """`newsletter and webinar, together 5k` with the word for what that sum is: what a give costs, else its worth."""
    found = _SUM_IN_ALL.fullmatch(text)
    if found is not None and _SAYS_WHAT_SUM.search(found["things"]):
        return text
    if found is None or len(list(cut_into_parts(found["things"]))) < _LEAST_TOGETHER:
        return text
    return f"{found['things']} {'cost' if command is CONCEDE else 'worth'} {found['sum']}"


def _read_corrected(
    corrected: CorrectedLine, typed: str, command: Command, locale: str, today: date
) -> Reading:
    """The line as it was corrected; what it said first is told as not used."""
    if not corrected.text:
        return unreadable_line(HintReason.CORRECTED, command, typed)
    reading = read_line(corrected.text, command=command, locale=locale, today=today)
    if isinstance(reading, ParsedLine):
        return _add_unread(reading, corrected.dropped)
    if isinstance(reading, Partly | TheirAsk):
        return replace(reading, line=_add_unread(reading.line, corrected.dropped))
    return unreadable_line(HintReason.CORRECTED, command, typed)


def _add_unread(line: ParsedLine, words: str) -> ParsedLine:
    return line._replace(not_read="; ".join(filter(None, (line.not_read, words))))


def read_ask_reference(text: str, *, locale: str, today: date) -> ParsedLine:
    """What an aside says of an ask that is there already, by its words, its number or its day alone (`#2 by 4 Dec`):
    as a line whose `what` may be empty."""
    words = split_line(tidy_spaces(decode_markup(text[: LONGEST * 4])), locale)
    found = walk_line(PartialLine(words, ASK, locale, date_context(today, locale), 0))
    what = words.typed(found.what.first, found.what.after) if found.what is not None else ""
    return ParsedLine(what=what, due=found.due, refs=tuple(found.refs))


def read_changes(text: str, *, command: Command, locale: str, today: date) -> ParsedLine:
    """What a line says anew of a move that is there already (`cost 8k by Friday`), as a line whose `what` may be empty;
    `command` is the one that recorded the move. An amount alone stays in `what`."""
    words = split_line(tidy_spaces(decode_markup(text[: LONGEST * 4])), locale)
    found = walk_line(PartialLine(words, command, locale, date_context(today, locale), 0))
    back = found.backs[0] if found.backs else None
    if found.what is not None:
        return _build_line(words, found, found.what, back)
    return _build_line(words, found, LinePart(0, 1, 0, sure=False), back)._replace(what="")


def _read_words(words: WordList, command: Command, locale: str, today: date) -> Reading:
    if command is GOT and words.count <= _LONGEST_YES and says_only_yes(words, 0):
        return NumberAnswered(line=ParsedLine(what=""))
    start = asides.read_first_words(words, command)
    if isinstance(start, asides.ClauseStart):
        line = _read_clauses(words, command, locale, today, start)
        return asides.classify_line(words, command, start, line)
    if isinstance(start, HintReason):
        return unreadable_line(start, command, words.text)
    return start


def _read_clauses(
    words: WordList, command: Command, locale: str, today: date, start: asides.ClauseStart
) -> ParsedLine | NumberAnswered | AskedAgain | HintReason:
    context = date_context(today, locale)
    line = PartialLine(words, command, locale, context, start.at)
    if words.low[start.at][:1].isdigit():
        read_heading_day(line)
    found = walk_line(line)
    if start.remark is not None:
        found.leave_unread(*start.remark)
    found.promised = found.promised or start.promised
    if found.refusal is not None:
        return found.refusal
    if words.flags & PRICES and _mixes_currencies(words, found.unit, locale):
        return HintReason.TWO_CURRENCIES
    what = found.what
    if what is None:
        # `/concede in return for a case study`: what is given is missing, what comes back is not.
        if command is GOT and found.refs and not found.backs:
            return NumberAnswered(line=_build_line(words, found, _NO_ITEM, None))
        if command is ASK and found.refs and not found.backs:
            # `/ask #3 by friday`
            return AskedAgain(what=words.typed(0, words.count))
        is_other_way = bool(found.backs) and found.backs[0].sure
        return HintReason.OTHER_WAY if is_other_way else HintReason.NO_THING
    back = _choose_back(found, what)
    if command is GOT and found.refs and not found.backs and is_only_granted(words, what):
        return NumberAnswered(line=_build_line(words, found, _NO_ITEM, None))
    is_short = what.after - what.first <= _LONGEST_DAY
    if is_short and _is_day(words, what, found):
        return HintReason.NO_THING
    return find_item_problem(words, what) or _build_line(words, found, what, back)


def _is_day(words: WordList, what: LinePart, found: PartialLine) -> bool:
    """Whether the item is only a day (`30 nov`, `fri`)."""
    if names_start(words, what.first):
        return False
    day = parse_day(words, what.first, found.context)
    return day is not None and day.after >= what.after


def _build_line(
    words: WordList, found: PartialLine, what: LinePart, back: LinePart | None
) -> ParsedLine:
    other = _find_other_reading(words, found, what) if back is None else None
    return ParsedLine(
        what=words.typed(what.first, what.after) if what.first < what.after else "",
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
        refs=tuple(found.refs),
        promised=found.promised,
        not_read=_join_unread(words, found),
        other=other,
        per=found.per,
    )


def _find_other_reading(words: WordList, found: PartialLine, what: LinePart) -> OtherReading | None:
    """The item without its doubtful end, which may be what comes back; or with the time behind its cost, which may be
    the term that it is given for (`cost 1k for 24 months`)."""
    behind_cost = _find_time_behind_cost(found)
    if behind_cost is not None:
        first, after = behind_cost
        return OtherReading(words.typed(what.first, what.after), words.typed(first + 1, after))
    if found.doubtful is None:
        return None
    at, i = found.doubtful
    if not what.first < at < i < what.after:
        return None
    return OtherReading(words.typed(what.first, at), words.typed(i, what.after))


def _find_time_behind_cost(found: PartialLine) -> tuple[int, int] | None:
    """The words of a length of time behind a cost, with their `for`, where nothing else in the line comes back."""
    has_return = found.condition or found.goodwill or found.refs
    if found.time_behind_cost is None or found.command is not CONCEDE or has_return:
        return None
    at = found.time_behind_cost
    return next((span for span in found.not_read if span[0] == at - 1), None)


def _join_unread(words: WordList, found: PartialLine) -> str:
    """The words that are in no field, in their order; parts that follow each other are one. What is written into an
    amount (`12k/yr`) comes last."""
    parts = found.not_read
    if not parts and not found.rates:
        return ""
    joined: list[tuple[int, int]] = []
    for first, after in sorted(parts):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(after, joined[-1][1]))
        else:
            joined.append((first, after))
    typed = (words.typed(first, after) for first, after in joined)
    return "; ".join([*typed, *found.rates])


def _choose_back(found: PartialLine, what: LinePart) -> LinePart | None:
    """The surest counter-thing, of doubtful ones the last; one that is joined to it goes with it. A doubtful one that
    stands beside the item while there is another is part of the item: `discount for start-ups in return for a case
    study`."""
    backs = found.backs
    if not backs:
        return None
    if _is_price_of_item(found, what):
        what.after = backs[0].after
        return None
    sure = [part for part in backs if part.sure]
    chosen = sure[0] if sure else backs[-1]
    for part in backs:
        if part is chosen:
            continue
        if not part.sure and part.marker == what.after:
            what.after = part.after
        elif part.sure and chosen.after <= part.marker <= chosen.after + 1:
            # `in return for a case study and in exchange for a logo`
            chosen.after = part.after
        else:
            found.leave_unread(part.first, part.after)
    return chosen


def _is_price_of_item(found: PartialLine, what: LinePart) -> bool:
    """`setup for 2k less`: what is given costs less, and nothing comes back."""
    back = found.backs[0]
    if len(found.backs) > 1 or found.command is not CONCEDE or back.marker != what.after:
        return False
    words = found.words.low[back.first : back.after]
    return not back.sure and len(words) > 1 and words[-1] in LESS and words[0][:1].isdigit()


def _mixes_currencies(words: WordList, unit: str, locale: str) -> bool:
    """Two currencies anywhere in the line, figures or item, cannot be one move's account."""
    if names_one_currency(words.pieces, unit):
        return False
    # One sign may be that of the only figure, read already.
    signs = sum(letter in SIGNS for letter in words.text)
    if signs < 2 and CURRENCY_WORDS.isdisjoint(words.low):
        return False
    currencies = find_currencies(words.text, locale)
    if unit:
        currencies.add(unit)
    return len(currencies) > 1
