"""Measures as people define them in one line: `uptime at least 99.5% monthly, else both owners meet`, `Antwortzeit
höchstens 4 h, sonst Gutschrift 5 %`, `stop measuring uptime`."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.domain.rhythms import Better, ReadingInterval, TriggerResponse
from bot.language.clean import clean_text
from bot.language.levels import find_level
from bot.language.patterns import compile_late
from bot.language.vocabulary import word_table

_WORDS = word_table("measure_definitions")
_EDGE = " \t,;:.=–—"
_LONGEST_NAME = 40
_LONGEST_TEXT = 200


def _words(key: str) -> str:
    return _WORDS.pattern(key)


_BOUND = compile_late(
    rf"(?:(?<![\w-])|(?=[<>≥≤]))(?:(?P<higher>{_words('at_least')})|(?P<lower>{_words('at_most')}))(?:(?<=[=<>≥≤])|(?![\w-]))\s*",
    re.IGNORECASE,
)
# `99.5% or better`, `4 h max`: the bound may stand behind its number.
_NUMBER = re.compile(r"(?<![\w.,])[-−+]?\d")
_LEADING = compile_late(rf"^(?:{_words('leading')}(?!\w)[\s:]*)+", re.IGNORECASE)
_TRAILING = compile_late(rf"(?:[\s,:]+{_words('trailing')})+\s*[:=]?\s*$", re.IGNORECASE)
_OTHERWISE = compile_late(rf"^(?:{_words('otherwise')}(?!\w)[\s:]*)+", re.IGNORECASE)
_TAKES_OUT = compile_late(
    rf"^(?:{_words('takes_out')}(?!\w)\s*(?P<after>.+)|(?P<before>.+?)\s+{_words('taken_out')})\s*[.!]?$",
    re.IGNORECASE,
)
_TAKES_OUT_NOTHING = compile_late(
    rf"^(?:{_words('takes_out')}|{_words('taken_out')})\s*[.!]?$", re.IGNORECASE
)
_AROUND_INTERVAL = compile_late(rf"{_words('read')}|{_words('every')}", re.IGNORECASE)
_CREDIT_LEAD = compile_late(
    rf"^(?:{_words('leading')}\s+)?{_words('credit_words')}(?:\s+{_words('credit_of')})?[\s:]+",
    re.IGNORECASE,
)
_PLAIN = frozenset(_WORDS.phrases("plain"))
_FILLERS = _WORDS.words("fillers")
_INTERVALS = _WORDS.meanings("intervals")
_RESPONSES = {
    response: compile_late(rf"(?<![\w-]){_words(key)}", re.IGNORECASE)
    for response, key in (
        ("credit", "credit_words"),
        ("reopen", "reopen_words"),
        ("pause", "pause_words"),
        ("meet", "meet_words"),
    )
}


class DefinitionFlaw(StrEnum):
    """Why a line defines no measure, though it looks as if it should."""

    NAME = "name"
    NUMBER = "number"
    OUT_OF_BOUNDS = "out_of_bounds"
    NOT_READ = "not_read"
    """It is longer than a measure has room for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRead:
    """A measure as a line defines it; what the line does not say is None or empty. `removes` where it is taken out,
    without a name where the line does not say which.
    `not_read` are words that went into no field."""

    name: str = ""
    better: Better | None = None
    threshold: Decimal | None = None
    unit: str = ""
    every: ReadingInterval | None = None
    response: TriggerResponse | None = None
    action: str = ""
    credit: str = ""
    removes: bool = False
    not_read: tuple[str, ...] = ()
    flaw: DefinitionFlaw | None = None


def read_measure_definition(text: str, *, locale: str) -> MeasureRead | None:
    """What was typed after `/deal measure`, where it defines a measure or takes one out; None for a reading. Raises
    `LevelOutOfBounds`."""
    text = clean_text(text)
    removal = _TAKES_OUT.match(text)
    if _TAKES_OUT_NOTHING.match(text):
        return MeasureRead(removes=True)
    if removal is not None:
        name = (removal["after"] or removal["before"]).strip(_EDGE)
        return MeasureRead(name=_LEADING.sub("", name).strip(_EDGE), removes=True)
    bound = _BOUND.search(text)
    if bound is None:
        return None
    better = Better.HIGHER if bound["higher"] else Better.LOWER
    level = find_level(text, locale, bound.end())
    if level is not None:
        head, tail = text[: bound.start()], text[level.after :]
    else:
        number = _NUMBER.search(text[: bound.start()])
        level = find_level(text, locale, number.start()) if number is not None else None
        if number is None or level is None:
            return MeasureRead(
                name=_clean_name(text[: bound.start()]), better=better, flaw=DefinitionFlaw.NUMBER
            )
        # Whatever stands between the number and its bound is as good as behind it.
        head = text[: number.start()]
        tail = f"{text[level.after : bound.start()]} {text[bound.end() :]}"
    unit = level.level.unit
    if unit.casefold() in _INTERVALS:
        # `at most 20 weekly`: how often, and no unit.
        tail, unit = f"{unit} {tail}", ""
    every, tail = _take_interval(tail)
    tail = " ".join(word for word in tail.split() if word.casefold() not in _FILLERS)
    name, read_there = _clean_name(head), None
    if every is None:
        read_there, name = _take_interval(name)
        name = _clean_name(name)
    return _with_consequence(
        MeasureRead(
            name=name,
            better=better,
            threshold=level.level.value,
            # `12 max`: its bound is no unit.
            unit="" if _BOUND.fullmatch(unit) else unit,
            every=every or read_there,
        ),
        tail,
    )


def _clean_name(text: str) -> str:
    """The name without a verb before it (`set uptime`) or behind it (`uptime should be`)."""
    name = _LEADING.sub("", text.strip(_EDGE))
    return _TRAILING.sub("", f" {name}").strip(_EDGE)


def _take_interval(text: str) -> tuple[ReadingInterval | None, str]:
    """How often it is read, and the text without that: `monthly`, `every quarter`, `jede Woche`."""
    words = text.split()
    for at, word in enumerate(words):
        meaning = _INTERVALS.get(word.casefold().strip(_EDGE))
        if meaning is None:
            continue
        begin = at
        while begin and _AROUND_INTERVAL.fullmatch(words[begin - 1].strip(_EDGE)):
            begin -= 1
        is_alone = begin == at
        if is_alone and word.casefold().strip(_EDGE) in _WORDS.words("nouns"):
            # `5 % of the month` speaks of a month, `every month` of how often.
            continue
        # `jeden Monat abgelesen`: in German the verb stands behind it.
        behind = at + 1
        if behind < len(words) and _AROUND_INTERVAL.fullmatch(words[behind].strip(_EDGE)):
            behind += 1
        mark = "," if words[behind - 1].endswith((",", ";", ":")) else ""
        rest = " ".join([*words[:begin], mark, *words[behind:]])
        return ReadingInterval(meaning), rest
    return None, text


def _with_consequence(read: MeasureRead, tail: str) -> MeasureRead:
    """The measure with what follows past its threshold, as the rest of the line says it."""
    rest = tail.strip(_EDGE)
    said = _OTHERWISE.sub("", rest).strip(_EDGE)
    if len(said) > _LONGEST_TEXT:
        return MeasureRead(name=read.name, flaw=DefinitionFlaw.NOT_READ)
    response = next((each for each, words in _RESPONSES.items() if words.search(said)), None)
    flaw = None if 0 < len(read.name) <= _LONGEST_NAME else DefinitionFlaw.NAME
    # `both owners meet` says no more than the response does.
    is_plain = said.casefold() in _PLAIN
    is_consequence = response is not None or said != rest
    return MeasureRead(
        name=read.name,
        better=read.better,
        threshold=read.threshold,
        unit=read.unit,
        every=read.every,
        response=TriggerResponse(response) if response is not None else None,
        action=said if is_consequence and response != "credit" and not is_plain else "",
        # `credit 5 %` says which credit is due; the word itself is said anyway.
        credit=(_CREDIT_LEAD.sub("", said) or said) if response == "credit" else "",
        not_read=(said,) if said and not is_consequence else (),
        flaw=flaw,
    )
