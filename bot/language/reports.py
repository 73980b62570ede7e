"""What somebody tells of a thing that was due: it came (`boiler is done`), it did not (`deposit hasnt come yet`), or
something went wrong (`they did not come for 3 days`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.language.clean import clean_text
from bot.language.patterns import compile_late, expand, pattern_table

_TABLE = pattern_table("reports")
_LONGEST = 160
_EDGES = " \t,;:.!?-–—"
_MOST_WORDS = 7
_NO_THING = _TABLE.words("no_thing")
_FIRST_WORDS = _TABLE.words("no_first_word")
_MONEY = _TABLE.words("money")
_SMALL = _TABLE.words("small")
_OURS_AT_FAULT = _TABLE.expression("our_fault", re.IGNORECASE)
_THEY_COMPLAIN = _TABLE.expression("they_complain", re.IGNORECASE)
_COMPLAINT = _TABLE.expression("complaint", re.IGNORECASE)
_NO_REPORT = _TABLE.expression("no_report", re.IGNORECASE)
_PAID = _TABLE.expression("paid", re.IGNORECASE)


class ReportKind(StrEnum):
    """What became of a thing."""

    ARRIVED = "arrived"
    MISSING = "missing"
    COMPLAINT = "complaint"
    """Something of theirs went wrong."""
    THEIR_COMPLAINT = "their_complaint"
    """They say that something of ours did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a line tells of a thing; `thing` is "" where it names none. `is_payment`: it is about money that was due.
    `is_sure` is False where the line may mean something else unless such a thing is open."""

    kind: ReportKind
    thing: str = ""
    is_payment: bool = False
    is_sure: bool = True


def _load(key: str) -> tuple[re.Pattern[str], ...]:
    found = []
    for table in _TABLE.tables:
        named = {name: value for name, value in table.items() if isinstance(value, str)}
        for pattern in table.get(key, ()):  # type: ignore[attr-defined]
            text = expand(str(pattern), named).replace("<thing>", r"(?P<thing>\S(?:.{0,60}?\S)?)")
            lead, tail = str(named["lead"]), str(named["tail"])
            found.append(compile_late(rf"^{lead}{text}{tail}$", re.IGNORECASE))
    return tuple(found)


_MISSING = _load("missing")
_ARRIVED = _load("arrived")
_DONE_BY_THEM = _load("done_by_them")
_BOTH = tuple(
    compile_late(f"^{expression}$", re.IGNORECASE) for expression in _TABLE.expressions("both")
)


def read_reports(text: str) -> tuple[Report, ...]:
    """What a line tells of things that were due, one report for each of at most two (`keys came, papers didnt`); empty
    where it tells nothing of the kind."""
    line = clean_text(text[: 2 * _LONGEST]).strip(_EDGES)
    if not line or len(line) > _LONGEST or _NO_REPORT.search(line):
        return ()
    for both in _BOTH:
        found = both.match(line)
        if found is not None:
            return (
                _report(ReportKind.ARRIVED, found["came"], line),
                _report(ReportKind.MISSING, found["not"], line),
            )
    report = _read_one(line)
    return () if report is None else (report,)


def _read_one(line: str) -> Report | None:
    if _THEY_COMPLAIN.search(line) and not _OURS_AT_FAULT.search(line):
        return Report(kind=ReportKind.THEIR_COMPLAINT, thing=line)
    if _COMPLAINT.search(line) and not _OURS_AT_FAULT.search(line):
        return Report(kind=ReportKind.COMPLAINT, thing=line)
    for kind, patterns, is_sure in (
        (ReportKind.MISSING, _MISSING, True),
        (ReportKind.ARRIVED, _ARRIVED, True),
        (ReportKind.ARRIVED, _DONE_BY_THEM, False),
    ):
        for pattern in patterns:
            found = pattern.match(line)
            if found is None:
                continue
            thing = (found.groupdict().get("thing") or "").strip(_EDGES)
            if not _is_thing(thing):
                continue
            report = _report(kind, thing, line)
            return report if is_sure or report.is_payment else _unsure(report)
    return None


def _unsure(report: Report) -> Report:
    return Report(kind=report.kind, thing=report.thing, is_payment=False, is_sure=False)


def _report(kind: ReportKind, thing: str, line: str) -> Report:
    words = set(thing.casefold().split())
    is_payment = bool(words & _MONEY) or (not thing and _PAID.search(line) is not None)
    return Report(kind=kind, thing=thing.strip(_EDGES), is_payment=is_payment)


def _is_thing(thing: str) -> bool:
    """Whether the words may name a thing that was due. `reply`, `offer` and `deal` are none."""
    words = [word.strip(_EDGES) for word in thing.casefold().split()]
    if not words:
        return True
    if len(words) > _MOST_WORDS or words[0] in _FIRST_WORDS:
        return False
    return _NO_THING.isdisjoint(words)


def list_content_words(text: str) -> frozenset[str]:
    """The words of a text that may tell one thing from another."""
    words = re.findall(r"[^\W_]+", clean_text(text).casefold())
    return frozenset(word for word in words if word not in _SMALL and word not in _FIRST_WORDS)


def is_about_money(text: str) -> bool:
    """Whether a text is about something to be paid."""
    return not _MONEY.isdisjoint(re.findall(r"[^\W\d_]+", text.casefold()))
