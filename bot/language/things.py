"""Things out of what people type: `24-month term`, `2 Jahre Laufzeit` and `24 mth commitment` are one.

The words are the table `[things]` of the word files. How two things are compared is in `bot.domain.things`.
"""

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from bot.domain.bounds import BoundKind
from bot.domain.things import Thing
from bot.language.clean import clean_text
from bot.language.patterns import compile_late
from bot.language.thing_parts import join_parts
from bot.language.thing_reader import DATED, NUMBER, UNITS, ThingPartReader
from bot.language.thing_words import (
    find_canonical,
    fold_text,
    match_phrase,
    name_word,
    phrases_of,
    split_phrase,
    stem_word,
)
from bot.language.vocabulary import word_table

_WORDS = word_table("things")
_SHORT = _WORDS.meanings("short")
_DEFINITE = _WORDS.words("definite")
_LONGEST = 300
"""Characters of an item that are looked through."""
_INSTEAD = phrases_of(_WORDS, "instead")
_LIST_MARKS = phrases_of(_WORDS, "list_marks")
_PARTICIPLE_ENDINGS = _WORDS.phrases("participle_endings")
_LASTING = frozenset(
    name
    for word in _WORDS.words("lasting")
    for name in (*split_phrase(word), *(find_canonical(split_phrase(word)) or ()))
)
_TOKEN = re.compile(
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?"
    r"|\d+x\d+|\d+(?:[.,']\d+)*|[^\W\d_]+|[%€£$¥₹½&+,;]"
)
_MORNING = re.compile(r"(?<=\d) ?am\b(?! ?\d)")
"""`loading by 6 am`; `Abnahme 2 am 4. Januar` has the German word."""
_SLASHED_UNIT = compile_late(
    rf"(?<=\w)/(?=(?:{'|'.join(sorted(map(fold_text, _WORDS.meanings('units'))))})\b)"
)
"""Before a unit: `2 Samstage/Monat`."""
_DAY_WITHOUT_DOT = compile_late(
    rf"\b(?:{'|'.join(sorted(_WORDS.words('before_day') | _WORDS.words('dated')))})"
    r" (?:[0-2]?\d|3[01])\.(?:0?\d|1[0-2])(?= ?(?:[,;)]|$))"
)
"""`Start am 1.2`: the last dot was taken for the end of the sentence."""


def read_thing(text: str, locale: str) -> Thing:
    """The thing that the text names; an empty one where it names none."""
    return _read_cached(text[:_LONGEST], locale)


def names_known_thing(text: str) -> bool:
    """Whether it speaks of something that was named before: `the free maintenance`."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first.lower() in _DEFINITE


def read_thing_of_line(what: str, typed: str, due: date | None, locale: str) -> Thing:
    """The thing of a line. A day that the reader took for the day when it is due limits it: until then where it lasts
    (`frachtfrei bis Ende März`), else by then."""
    thing = read_thing(what, locale)
    if due is None or thing.bounds:
        return thing
    for bound in read_thing(typed, locale).bounds:
        # the day may have been changed since the line was typed
        limit = replace(bound, month=due.month, day=due.day, year=due.year)
        if bound.kind is BoundKind.UNTIL:
            kind = BoundKind.UNTIL if _lasts(what) else BoundKind.BY
            return replace(thing, bounds=(replace(limit, kind=kind),))
        if bound.kind is BoundKind.BY and not thing.words.isdisjoint(DATED):
            return replace(thing, bounds=(limit,))
    return thing


def without_reply_day(thing: Thing, what: str, locale: str) -> Thing:
    """The thing of an ask without the day by which they are to answer: `Referenzgespräch bis 4.12.`. A day stays that
    is among its words, on which it comes, or until which it lasts."""
    if not thing.bounds or read_thing(what, locale).bounds:
        return thing
    bounds = tuple(bound for bound in thing.bounds if bound.kind is not BoundKind.BY)
    return replace(thing, bounds=bounds)


def _lasts(what: str) -> bool:
    """Whether it is something that goes on for a time rather than something that comes on a day."""
    stems = map(stem_word, _TOKEN.findall(fold_text(what)))
    return any(not _LASTING.isdisjoint({stem, *name_word(stem)}) for stem in stems)


@lru_cache(maxsize=2048)
def _read_cached(text: str, locale: str) -> Thing:
    folded = fold_text(clean_text(text)).replace("w/o ", "without ")
    folded = _MORNING.sub(" oclock", folded)
    folded = _DAY_WITHOUT_DOT.sub(r"\g<0>.", folded)
    tokens = _TOKEN.findall(_SLASHED_UNIT.sub(" per ", folded))
    tokens = _cut_what_did_not_come([_SHORT.get(token, token) for token in tokens])
    found = [ThingPartReader(part, locale).read() for part in _split_list(tokens) if part]
    return join_parts(found)


def _cut_what_did_not_come(tokens: list[str]) -> list[str]:
    """`18 months, not 24`: what came."""
    for i in range(1, len(tokens)):
        length = match_phrase(tokens, i, _INSTEAD)
        if not length:
            continue
        if _is_participle(tokens, i + length):
            # `weekends not charged and swap within 4h`: what follows the next mark is another thing
            return [*tokens[:i], *_cut_what_did_not_come(_from_next_mark(tokens, i + length))]
        return [*tokens[:i], *_find_unit_of_bare(tokens[:i], tokens[i:])]
    return tokens


def _is_participle(tokens: list[str], i: int) -> bool:
    return i < len(tokens) and tokens[i].endswith(_PARTICIPLE_ENDINGS)


def _from_next_mark(tokens: list[str], i: int) -> list[str]:
    """The tokens from the next mark of a list on; none where there is no such mark."""
    for at in range(i, len(tokens)):
        if tokens[at] in ",;" or match_phrase(tokens, at, _LIST_MARKS):
            return tokens[at:]
    return []


def _find_unit_of_bare(came: list[str], instead: list[str]) -> list[str]:
    """The unit that stands behind the other number: `18 instead of 24 months`."""
    if not NUMBER.fullmatch(came[-1]):
        return []
    return [token for token in instead if (stem_word(token),) in UNITS][:1]


def _split_list(tokens: list[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    i = 0
    while i < len(tokens):
        length = 1 if tokens[i] in ",;" else match_phrase(tokens, i, _LIST_MARKS)
        if length:
            parts.append([])
            i += length
            continue
        parts[-1].append(tokens[i])
        i += 1
    return parts
