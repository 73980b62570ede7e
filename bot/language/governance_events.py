"""Gates and risk events as people type them: `pilot: one site; goes on when uptime is 99%; by 29 Jan`, `pilot passed`,
`when an outage lasts a day, both owners meet within 2 days`, `happened outage on 12 Nov`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rapidfuzz import fuzz

from bot.domain.rhythms import GateOutcome
from bot.language.clean import clean_text
from bot.language.day_arithmetic import make_day
from bot.language.days import date_context, parse_day, parse_distance
from bot.language.patterns import compile_late
from bot.language.splitting import split_line
from bot.language.vocabulary import word_table

_TABLES = word_table("governance")
_GATE, _RISK = _TABLES.subtable("gate"), _TABLES.subtable("risk")
_EDGE = " ,;:.–—-="
_STAGES = _GATE.numbers("stages")
_PASSED = compile_late(rf"^{_GATE.pattern('passed')}(?!\w)\s*", re.IGNORECASE)
_FAILED = compile_late(rf"^{_GATE.pattern('failed')}(?!\w)\s*", re.IGNORECASE)
_BECAUSE = compile_late(rf"(?<!\w){_GATE.pattern('because')}(?!\w)[\s:]*", re.IGNORECASE)
_CRITERIA = compile_late(rf"(?<!\w){_GATE.pattern('criteria')}(?!\w)[\s:]*", re.IGNORECASE)
_BY = compile_late(rf"(?<!\w){_GATE.pattern('by')}(?!\w)\s*", re.IGNORECASE)
_WHEN = compile_late(rf"^{_RISK.pattern('when')}(?!\w)\s*", re.IGNORECASE)
_WITHIN = compile_late(rf"[\s,;]*(?<!\w){_RISK.pattern('within')}\s+", re.IGNORECASE)
_THEN = compile_late(
    rf"\s*(?:[,;:]\s*)?(?<!\w){_RISK.pattern('then')}(?!\w)\s*|\s*(?:->|=>|→)\s*", re.IGNORECASE
)
_SEPARATOR = re.compile(r"\s*[;:]\s+|\s*,\s+")
_ON = compile_late(rf"(?:^|\s){_GATE.pattern('on')}\s+", re.IGNORECASE)
_ALIKE = 70
"""How alike, of 100, the words of a risk are to those of the event that happened."""
_MARGIN = 12
"""By how much the best has to be more alike than the next one."""


_TAKES_OUT = compile_late(
    rf"^(?:{_GATE.pattern('takes_out')}|{_TABLES.subtable('readings').pattern('withdraw')})(?!\w)\s*",
    re.IGNORECASE,
)
_TAKEN_OUT = compile_late(
    rf"^(?:{_GATE.pattern('taken_out')}|{_TABLES.subtable('readings').pattern('withdraw')})$",
    re.IGNORECASE,
)
_OPENS_AGAIN = compile_late(rf"^{_GATE.pattern('opens_again')}$", re.IGNORECASE)
_OPENS_STAGE = compile_late(rf"^{_GATE.pattern('opens_again')}(?!\w)\s*", re.IGNORECASE)
_FILLERS = _GATE.words("fillers")


@dataclass(frozen=True, slots=True, kw_only=True)
class GateRead:
    """A gate as a line says it; `stage` is its place, None where no stage was named. `outcome` where the line says what
    became of it, on `decided`, for the reason of `note`; `removed` where it takes the gate out, `reopened` where what
    became of it does not count any more."""

    stage: int | None = None
    what: str = ""
    passes: str = ""
    day: date | None = None
    outcome: GateOutcome | None = None
    decided: date | None = None
    note: str = ""
    removed: bool = False
    reopened: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRead:
    """A risk event as a line says it: what may happen, what follows, within how many days. What it leaves out is empty,
    or 0."""

    when: str = ""
    then: str = ""
    days: int = 0


def read_gate(text: str, *, locale: str, today: date) -> GateRead:
    """What was typed after `/deal gate`."""
    text = clean_text(text)
    # What the line does may stand before the stage: `remove the pilot`, `reopen pilot`.
    opens, removes = _OPENS_STAGE.match(text), _TAKES_OUT.match(text)
    if opens is not None:
        return GateRead(stage=_read_stage(text[opens.end() :]), reopened=True)
    if removes is not None:
        return GateRead(stage=_read_stage(text[removes.end() :]), removed=True)
    first, _, rest = _drop_fillers(text).partition(" ")
    stage = _STAGES.get(first.strip(_EDGE).casefold())
    if stage is None:
        return GateRead()
    # A full stop at the end may belong to a date: `bis 29.1.`
    read, rest = GateRead(stage=stage), rest.strip(_EDGE.replace(".", ""))
    said_of_it = _drop_fillers(rest)
    if _OPENS_AGAIN.match(said_of_it):
        return replace(read, reopened=True)
    if _TAKEN_OUT.match(said_of_it):
        return replace(read, removed=True)
    for pattern, outcome in ((_FAILED, GateOutcome.FAILED), (_PASSED, GateOutcome.PASSED)):
        said = pattern.match(rest)
        if said is not None:
            return _read_outcome(replace(read, outcome=outcome), rest[said.end() :], locale, today)
    return _read_terms(read, rest, locale, today)


def _drop_fillers(text: str) -> str:
    """The text without the words before it that say nothing of their own: `the pilot`."""
    words = text.split(" ")
    while len(words) > 1 and words[0].casefold() in _FILLERS:
        words = words[1:]
    return " ".join(words)


def _read_stage(text: str) -> int | None:
    first, _, _ = _drop_fillers(text).partition(" ")
    return _STAGES.get(first.strip(_EDGE).casefold())


def _read_outcome(read: GateRead, text: str, locale: str, today: date) -> GateRead:
    """On which day it was decided, and why."""
    on = _ON.search(f" {text}")
    day = None
    if on is not None:
        day, after = _find_past_day(f" {text}"[on.end() :], locale, today)
        if day is not None:
            text = f" {text}"[: on.start()] + " " + after
    because = _BECAUSE.search(text)
    note = text[because.end() :] if because is not None else text
    return replace(read, decided=day or today, note=note.strip(_EDGE))


def _read_terms(read: GateRead, text: str, locale: str, today: date) -> GateRead:
    for by in _BY.finditer(text):
        day, after = _find_day(text[by.end() :], locale, today)
        if day is not None:
            read = replace(read, day=day)
            text = f"{text[: by.start()].strip(_EDGE)}; {after}".strip(_EDGE)
            break
    criteria = _CRITERIA.search(text)
    if criteria is None:
        return replace(read, what=text.strip(_EDGE))
    return replace(
        read,
        what=text[: criteria.start()].strip(_EDGE),
        passes=text[criteria.end() :].strip(_EDGE),
    )


def _find_day(text: str, locale: str, today: date) -> tuple[date | None, str]:
    """The day that a text begins with, and what is left of it."""
    words = split_line(text, locale)
    found = parse_day(words, 0, date_context(today, locale)) if words.count else None
    if found is None or found.day is None:
        return None, text
    return found.day, words.typed(found.after, words.count) if found.after < words.count else ""


def _find_past_day(text: str, locale: str, today: date) -> tuple[date | None, str]:
    """The same for a day that has passed: the latest one where no year is named; None for a day to come."""
    day, after = _find_day(text, locale, today)
    if day is None or day <= today:
        return day, after
    earlier = make_day(day.year - 1, day.month, day.day)
    if str(day.year) in text or earlier is None or earlier > today:
        return None, text
    return earlier, after


def read_risk(text: str, *, locale: str) -> RiskRead:
    """What was typed after `/deal risk`."""
    text = _WHEN.sub("", clean_text(text))
    days, text = _take_days(text, locale)
    for pattern in (_THEN, _SEPARATOR):
        separator = pattern.search(text)
        if separator is not None:
            when, then = text[: separator.start()], text[separator.end() :]
            return RiskRead(when=when.strip(_EDGE), then=then.strip(_EDGE), days=days)
    return RiskRead(when=text.strip(_EDGE), days=days)


def _take_days(text: str, locale: str) -> tuple[int, str]:
    """Within how many days, and the text without that."""
    for within in _WITHIN.finditer(text):
        words = split_line(text[within.end() :], locale)
        found = parse_distance(words, 0) if words.count else None
        if found is None or found.months or found.working:
            continue
        rest = words.typed(found.after, words.count) if found.after < words.count else ""
        joined = (
            f"{text[: within.start()].strip(' ,;')}, {rest}" if rest else text[: within.start()]
        )
        return found.days, joined.strip(_EDGE)
    return 0, text


class EventDeed(StrEnum):
    """What a line says of an event beside what was agreed for it."""

    NOT_HAPPENED = "not_happened"
    HAPPENED = "happened"
    DONE = "done"


_DEEDS = {
    deed: compile_late(rf"^{_RISK.pattern(deed.value)}(?!\w)[\s:]*", re.IGNORECASE)
    for deed in EventDeed
}


def read_deed(text: str) -> tuple[EventDeed | None, str]:
    """Whether a line begins by saying that something happened, that it did not after all, or that what followed is
    done; and the rest of it."""
    text = clean_text(text)
    for deed in EventDeed:
        said = _DEEDS[deed].match(text)
        if said is not None:
            return deed, text[said.end() :]
    return None, text


def read_event_name(text: str, *, locale: str, today: date) -> tuple[str, date]:
    """Which event a line names (`outage on 12 Nov`), and the day, today where it names none that has passed."""
    text = clean_text(text)
    for on in _ON.finditer(text):
        day, after = _find_past_day(text[on.end() :], locale, today)
        if day is not None:
            return f"{text[: on.start()]} {after}".strip(_EDGE), day
    return text.strip(_EDGE), today


def find_event(typed: str, events: Sequence[str]) -> int | None:
    """The place of the one event that is meant; None where none or several may be."""
    if not typed:
        return 0 if len(events) == 1 else None
    wanted = typed.casefold()
    scores = [fuzz.token_set_ratio(wanted, event.casefold()) for event in events]
    ranked = sorted(range(len(events)), key=lambda at: -scores[at])
    if not ranked or scores[ranked[0]] < _ALIKE:
        return None
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _MARGIN:
        return None
    return ranked[0]
