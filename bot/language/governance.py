"""What both sides agreed for the time after the signature, as people type it: `CPI base 2.1% band 2-4% cap 5%
recalibrate yearly`, `volume below 80% reopens price and term`, `31 Dec 2027 notice 3 months auto-renews 12 months`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache

from bot.domain.governance import (
    AfterTerm,
    LimitDirection,
    LimitResponse,
    Period,
    PeriodUnit,
    Recalibration,
)
from bot.language.clean import clean_text
from bot.language.days import date_context, parse_day, parse_distance
from bot.language.levels import LevelFound, RangeFound, find_level, find_range
from bot.language.patterns import compile_late
from bot.language.splitting import split_line
from bot.language.vocabulary import word_table

_TABLES = word_table("governance")
_BAND, _LIMIT, _RENEWAL = (_TABLES.subtable(name) for name in ("band", "limit", "renewal"))
_EDGE = " ,;:.–—-="
_LONGEST_NAME = 60
_HYPHENED = re.compile(r"(?<!\S)(\d{1,4})-(?=[^\W\d])")

BAND_CLAUSES = ("base", "edges", "cap", "recalibrated", "source", "since", "terms")
RENEWAL_CLAUSES = ("does_not_renew", "renews", "notice", "ends")


class LineGap(StrEnum):
    """What a line leaves out that nothing can be set without."""

    NAME = "name"
    NUMBER = "number"
    DIRECTION = "direction"
    RESPONSE = "response"
    DAY = "day"
    UNITS = "units"
    """Its numbers have different units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BandRead:
    """An index band as a line says it; only what it names is set. `spread` is how far the index may go from its base.
    `not_read` are words that went into no field."""

    name: str = ""
    base: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    spread: Decimal | None = None
    spread_unit: str = ""
    cap: Decimal | None = None
    unit: str = ""
    recalibrated: Recalibration | None = None
    since: date | None = None
    source: str = ""
    terms: str = ""
    not_read: tuple[str, ...] = ()
    missing: LineGap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitRead:
    """A threshold with what follows past it, as a line says it."""

    name: str = ""
    direction: LimitDirection | None = None
    threshold: Decimal | None = None
    unit: str = ""
    response: LimitResponse | None = None
    terms: str = ""
    times: int = 1
    not_read: tuple[str, ...] = ()
    missing: LineGap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalRead:
    """The end of the term and what is said about notice and renewal; None where a line does not say it."""

    end: date | None = None
    notice: date | None = None
    notice_period: Period | None = None
    after_term: AfterTerm | None = None
    renews_for: Period | None = None
    not_read: tuple[str, ...] = ()


@dataclass(slots=True)
class _CutLine:
    """A line cut at the words that open its clauses: what stands before the first, then each clause with its text."""

    head: str
    found: list[tuple[str, str]] = field(default_factory=list)


@cache
def _clause_pattern(table: str, keys: tuple[str, ...]) -> re.Pattern[str]:
    words = _TABLES.subtable(table)
    options = "|".join(f"(?P<{key}>{words.pattern(key)})" for key in keys)
    return re.compile(rf"(?<![\w-])(?:{options})(?![\w-])\s*:?\s*", re.IGNORECASE)


def _cut_into_clauses(text: str, table: str, keys: tuple[str, ...]) -> _CutLine:
    marks = list(_clause_pattern(table, keys).finditer(text))
    clauses = _CutLine(head=text[: marks[0].start()] if marks else text)
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        end = len(text) if following is None else following.start()
        clauses.found.append((mark.lastgroup or "", text[mark.end() : end].strip()))
    return clauses


def _name_of(text: str) -> str:
    return text.strip(_EDGE)


def _is_name(name: str) -> bool:
    """Whether something can be called that: a longer text is a sentence that was not understood."""
    return 0 < len(name) <= _LONGEST_NAME


def read_band(text: str, *, locale: str, today: date) -> BandRead:
    """What was typed after `/deal band`. Raises `LevelOutOfBounds`."""
    text = clean_text(text)
    clauses = _cut_into_clauses(text, "band", BAND_CLAUSES)
    band, left = _read_band_head(clauses.head, locale)
    seen = set[str]()
    for key, said in clauses.found:
        if key in seen:
            # Which of two caps is meant nobody can tell; the first stays, the answer shows the other.
            left.append(said)
            continue
        seen.add(key)
        band, rest = _read_band_clause(band, key, said, locale, today)
        left += rest
    for at, each in enumerate(left):
        band, left[at] = _read_left_over(band, each.strip(_EDGE), locale)
    missing = band.missing or (None if _is_name(band.name) else LineGap.NAME)
    return replace(band, not_read=_drop_empty(left), missing=missing)


def _drop_empty(pieces: list[str]) -> tuple[str, ...]:
    """What was not read, without punctuation."""
    return tuple(piece for piece in (each.strip(_EDGE) for each in pieces) if piece)


def _read_left_over(band: BandRead, text: str, locale: str) -> tuple[BandRead, str]:
    """What stands behind its clause, or before its word: `base 100 ±5%`, `4 % jährlich angepasst`."""
    edges = find_range(text, locale) if band.high is None else None
    if edges is not None and edges.spread is not None:
        band, text = _with_edges(band, edges), text[edges.after :].strip(_EDGE)
    how_often, rest = _read_how_often(text)
    if how_often is None or band.recalibrated is not None:
        return band, text
    return replace(band, recalibrated=how_often), rest


def _read_band_head(head: str, locale: str) -> tuple[BandRead, list[str]]:
    """The name, and edges that stand right after it: `CPI 2-4%`."""
    number = re.search(r"(?<!\w)(?:[±\d]|\+/-)", head)
    if number is None:
        return BandRead(name=_name_of(head)), []
    band = BandRead(name=_name_of(head[: number.start()]))
    edges = find_range(head, locale, number.start())
    if edges is None:
        return band, [head[number.start() :]]
    return _with_edges(band, edges), [head[edges.after :]]


def _read_band_clause(
    band: BandRead, key: str, said: str, locale: str, today: date
) -> tuple[BandRead, list[str]]:
    """The band with what one clause says, and the words of it that say nothing."""
    if key == "edges":
        edges = find_range(said, locale)
        return (
            (band, [said]) if edges is None else (_with_edges(band, edges), [said[edges.after :]])
        )
    if key in ("base", "cap"):
        level = find_level(said, locale)
        return (
            (band, [said])
            if level is None
            else (_with_level(band, key, level), [said[level.after :]])
        )
    if key == "recalibrated":
        how_often, rest = _read_how_often(said)
        return replace(band, recalibrated=how_often or band.recalibrated), [rest]
    if key == "since":
        day, rest = _read_day(said, locale, today)
        return replace(band, since=day or band.since), [rest]
    value = said.strip(_EDGE)
    if key == "source":
        return replace(band, source=value), []
    return replace(band, terms=value), []


def _with_edges(band: BandRead, edges: RangeFound) -> BandRead:
    if edges.spread is not None:
        return replace(band, spread=edges.spread, spread_unit=edges.unit)
    return replace(_with_unit(band, edges.unit), low=edges.low, high=edges.high)


def _with_level(band: BandRead, key: str, found: LevelFound) -> BandRead:
    band, value = _with_unit(band, found.level.unit), found.level.value
    return replace(band, base=value) if key == "base" else replace(band, cap=value)


def _with_unit(band: BandRead, unit: str) -> BandRead:
    """One unit for all numbers of a band; a number without one takes that of the others."""
    if not unit or band.unit == unit:
        return band
    if band.unit:
        return replace(band, missing=LineGap.UNITS)
    return replace(band, unit=unit)


_HOW_OFTEN = _BAND.meanings("how_often")
_EACH = _BAND.words("each")


def _read_how_often(text: str) -> tuple[Recalibration | None, str]:
    """`yearly`, `every quarter`, `every 6 months`, and what is left of the words."""
    words = text.replace(",", " , ").split()
    low = [word.casefold().strip(_EDGE) for word in words]
    at = 1 if low and low[0] in _EACH else 0
    if at < len(low) and low[at] in _COUNTED_MONTHS and at + 1 < len(low):
        months = _COUNTED_MONTHS[low[at]]
        unit = _HOW_OFTEN.get(low[at + 1])
        how_often = _BY_MONTHS.get(months) if unit == Recalibration.MONTHLY else None
        if how_often is not None:
            return how_often, " ".join(words[at + 2 :])
        return None, text
    if at < len(low) and low[at] in _HOW_OFTEN:
        return Recalibration(_HOW_OFTEN[low[at]]), " ".join(words[at + 1 :])
    return None, text


_COUNTED_MONTHS = {"3": 3, "6": 6, "12": 12, "1": 1}
_BY_MONTHS = {recalibration.months: recalibration for recalibration in Recalibration}


def _read_day(text: str, locale: str, today: date) -> tuple[date | None, str]:
    """The day that a text begins with, and what is left of it."""
    words = split_line(text, locale)
    found = parse_day(words, 0, date_context(today, locale)) if words.count else None
    if found is None or found.day is None:
        return None, text
    return found.day, words.typed(found.after, words.count) if found.after < words.count else ""


def _read_period(text: str, locale: str) -> tuple[Period | None, str]:
    """The period that a text begins with (`3 months`, `90 days`, `one quarter`), and what is left of it. None for
    one of working days, which the calendar does not say, and for more than ten years."""
    words = split_line(text, locale)
    found = parse_distance(words, 0) if words.count else None
    if found is None or found.working:
        return None, text
    rest = words.typed(found.after, words.count) if found.after < words.count else ""
    try:
        if found.months:
            return Period(count=found.months, unit=PeriodUnit.MONTHS), rest
        return Period(count=found.days, unit=PeriodUnit.DAYS), rest
    except ValueError:
        return None, text


def read_whole_period(text: str) -> Period | None:
    """The period that the whole text names: `3 months`, `90 Tage`; None where it names none, or more than that."""
    period, rest = _read_period(_HYPHENED.sub(r"\1 ", clean_text(text)), "de")
    return None if rest.strip(_EDGE) else period


# Limits

_LEADING = compile_late(rf"^\s*{_LIMIT.pattern('leading')}(?!\w)\s*", re.IGNORECASE)
_DIRECTIONS = compile_late(
    rf"(?<![\w-])(?:(?P<below>{_LIMIT.pattern('below')})|(?P<above>{_LIMIT.pattern('above')}))(?![\w-])\s*",
    re.IGNORECASE,
)
_RESPONSES = compile_late(
    rf"(?<![\w-])(?:(?P<reopen>{_LIMIT.pattern('reopens')})|(?P<pause>{_LIMIT.pattern('pauses')})"
    rf"|(?P<exit>{_LIMIT.pattern('exits')}))(?![\w-])\s*:?\s*",
    re.IGNORECASE,
)
_THEN = compile_late(rf"^(?:{_LIMIT.pattern('then')}(?!\w)|[,;:])\s*", re.IGNORECASE)
_AFTER_VALUE = compile_late(rf"^{_LIMIT.pattern('after_value')}(?!\w)\s*", re.IGNORECASE)
_COUNTS = _LIMIT.numbers("counts")
_ALONE = _LIMIT.numbers("alone")
_TIMES = compile_late(
    rf"(?<!\w)(?:(?:for )?(?P<count>\d{{1,2}}|{'|'.join(_COUNTS)}) ?{_LIMIT.pattern('times')}(?!\w)"
    rf"|(?P<alone>{'|'.join(_ALONE)})(?!\w))(?: {_LIMIT.pattern('in_a_row')})?",
    re.IGNORECASE,
)


def read_limit(text: str, response: LimitResponse | None, *, locale: str) -> LimitRead:
    """What was typed after `/deal reopener` or `/deal stop-loss`; `response` is what the word before it says already.
    Raises `LevelOutOfBounds`."""
    text = _LEADING.sub("", clean_text(text))
    times = _TIMES.search(text)
    count = 1
    if times is not None:
        count = _count_of(times)
        text = f"{text[: times.start()]} {text[times.end() :]}".strip()
    return replace(_read_limit_once(text, response, locale), times=count)


def _read_limit_once(text: str, response: LimitResponse | None, locale: str) -> LimitRead:
    """The limit without the words that say how many readings in a row have to be past it."""
    direction = _DIRECTIONS.search(text)
    if direction is None:
        return _read_limit_without_direction(text, response, locale)
    limit = LimitRead(
        name=_name_of(text[: direction.start()]),
        direction=LimitDirection(direction.lastgroup or ""),
        response=response,
    )
    level = find_level(text, locale, direction.end())
    if level is None:
        rest = text[direction.end() :].strip(_EDGE)
        return replace(limit, missing=LineGap.NUMBER, not_read=(rest,) if rest else ())
    limit = replace(limit, threshold=level.level.value, unit=level.level.unit)
    return _read_what_follows(limit, text[level.after :])


def _read_limit_without_direction(
    text: str, response: LimitResponse | None, locale: str
) -> LimitRead:
    """`volume 80%`: on which side is not said."""
    number = re.search(r"(?<!\w)[-−+]?\d", text)
    level = find_level(text, locale, number.start()) if number is not None else None
    if number is None or level is None:
        return LimitRead(name=_name_of(text), response=response, missing=LineGap.NUMBER)
    return LimitRead(
        name=_name_of(text[: number.start()]),
        threshold=level.level.value,
        unit=level.level.unit,
        response=response,
        missing=LineGap.DIRECTION,
    )


def _read_what_follows(limit: LimitRead, text: str) -> LimitRead:
    """What follows past the threshold: `reopens price and term`, `Preis und Laufzeit neu verhandeln`."""
    text = _THEN.sub("", _AFTER_VALUE.sub("", text.strip(_EDGE)).lstrip(_EDGE))
    said = _RESPONSES.search(text)
    if said is None:
        limit = replace(limit, terms=text.strip(_EDGE))
    else:
        before, after = text[: said.start()].strip(_EDGE), text[said.end() :].strip(_EDGE)
        # `80% of plan: reopens price`; in German the verb stands last.
        limit = replace(
            limit,
            response=limit.response or LimitResponse(said.lastgroup or ""),
            terms=after or before,
            not_read=(before,) if before and after else (),
        )
    if not _is_name(limit.name):
        return replace(limit, missing=LineGap.NAME)
    return replace(limit, missing=LineGap.RESPONSE) if limit.response is None else limit


def _count_of(times: re.Match[str]) -> int:
    if times["alone"]:
        return _ALONE[times["alone"].casefold()]
    count = times["count"].casefold()
    return int(count) if count.isdecimal() else _COUNTS[count]


# Renewal

_PERIOD_BEFORE_NOTICE = compile_late(
    rf"(?P<period>(?:\d{{1,4}}|\w+)[ -]\w+?)(?:['’]?s?['’]?)?[ -](?={_RENEWAL.pattern('notice')}(?!\w))",
    re.IGNORECASE,
)
_TO_THE_END = compile_late(rf"(?<!\w){_RENEWAL.pattern('to_the_end')}(?!\w)", re.IGNORECASE)


def read_renewal(text: str, *, locale: str, today: date) -> RenewalRead:
    """What was typed after `/deal renewal` or `/deal notice`."""
    text = _HYPHENED.sub(r"\1 ", _TO_THE_END.sub(" ", clean_text(text)))
    read, left = RenewalRead(), list[str]()
    before = _PERIOD_BEFORE_NOTICE.search(text)
    if before is not None:
        # `90 days notice`: the period stands before its word.
        period, _ = _read_period(before["period"], locale)
        if period is not None:
            read = replace(read, notice_period=period)
            text = text[: before.start()] + text[before.end() :]
    clauses = _cut_into_clauses(text, "renewal", RENEWAL_CLAUSES)
    read, rest = _read_renewal_clause(read, "head", clauses.head.strip(), locale, today)
    left += rest
    for key, said in clauses.found:
        read, rest = _read_renewal_clause(read, key, said, locale, today)
        left += rest
    return replace(read, not_read=_drop_empty(left))


def _read_renewal_clause(
    read: RenewalRead, key: str, said: str, locale: str, today: date
) -> tuple[RenewalRead, list[str]]:
    if key == "does_not_renew":
        return replace(read, after_term=AfterTerm.ENDS), [said]
    if key == "renews":
        period, rest = _read_period(said, locale)
        return replace(read, after_term=AfterTerm.RENEWS, renews_for=period or read.renews_for), [
            rest
        ]
    if key == "notice":
        return _read_notice(read, said, locale, today)
    day, rest = _read_day(said, locale, today)
    if day is not None:
        return replace(read, end=day), [rest]
    if key == "head":
        # `/deal notice 3 months`: the word before it said already what it is about.
        return _read_notice(read, said, locale, today)
    return read, [said]


def _read_notice(
    read: RenewalRead, said: str, locale: str, today: date
) -> tuple[RenewalRead, list[str]]:
    """A period, or the day itself."""
    period, rest = _read_period(said, locale)
    if period is not None:
        return replace(read, notice_period=period), [rest]
    day, rest = _read_day(said, locale, today)
    if day is not None:
        return replace(read, notice=day), [rest]
    return read, [said]


_REMOVING = _TABLES.subtable("readings").pattern("withdraw")
_REMOVE = compile_late(rf"^{_REMOVING}(?!\w)\s*", re.IGNORECASE)
_REMOVED = compile_late(rf"\s+{_REMOVING}$", re.IGNORECASE)


def read_removal(text: str, names: Iterable[str] = ()) -> str | None:
    """The name after a word that takes something out (`remove CPI`), or before one (`VPI entfernen`) where that is one
    of the `names` that are there; None where the line takes nothing out."""
    text = clean_text(text)
    removes = _REMOVE.match(text)
    if removes is not None:
        return _name_of(text[removes.end() :])
    removed = _REMOVED.search(text)
    if removed is None:
        return None
    name = _name_of(text[: removed.start()])
    known = {each.casefold() for each in names}
    return name if name.casefold() in known else None


class TermPart(StrEnum):
    """What of the term a line takes out."""

    TERM = "term"
    NOTICE = "notice"


_NOTICE = compile_late(rf"^{_RENEWAL.pattern('notice')}$", re.IGNORECASE)


def read_term_removal(text: str) -> TermPart | None:
    """What a line takes out of the term: `remove` all of it, `notice remove` the notice; None where it does not."""
    text = clean_text(text)
    removes = _REMOVE.match(text)
    rest = text[removes.end() :] if removes else ""
    if removes is None:
        removed = _REMOVED.search(text)
        if removed is None:
            return None
        rest = text[: removed.start()]
    if not rest:
        return TermPart.TERM
    return TermPart.NOTICE if _NOTICE.match(rest) else None
