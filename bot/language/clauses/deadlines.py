"""By which day, on which day: `by fri`, `valid until 30 nov`, `on 12 nov`, `review 15 jan`."""

from collections.abc import Callable
from datetime import date

from bot.domain.calendar import add_months
from bot.language import phrases
from bot.language.clauses.conditions import read_because
from bot.language.clauses.line import ASK, GOT, IF, REST, WHAT, WHY, PartialLine, ends_clause
from bot.language.day_arithmetic import last_weekday_before
from bot.language.day_phrases import NEXT, THIS, WEEK_WORDS, WEEKDAYS
from bot.language.days import (
    Distance,
    ParsedDay,
    is_hour_alone,
    parse_day,
    parse_days_ahead,
    parse_distance,
)
from bot.language.hints import HintReason
from bot.language.marker_words import MARKERS
from bot.language.quantities import find_quantity
from bot.language.vocabulary import word_table
from bot.language.word_list import TRANSLATED, VERB_LAST, WordList

_WORDS = word_table("deadlines")
_EVERY_DAY = _WORDS.words("every_day")
"""What an hour is said of that holds on every day: `delivery by 9am`."""
_NEGATED = _WORDS.words("negated")
_AFTER_HEADING = (":", ")", "–", "-")
_BY_OR_UNTIL = _WORDS.words("by_or_until")
_LASTING = _WORDS.words("lasting")
_SAME_DAY = _WORDS.words("same_day")
_SLOPPY_UNTIL = _WORDS.words("sloppy_until")
_BEFORE_DUE_DAY = _WORDS.words("before_due_day")
_BEFORE_EXPIRY = _WORDS.words("before_expiry")
_BEFORE_EVENT_DAY = _WORDS.words("before_event_day")
_BEFORE_REVIEW_DAY = _WORDS.words("before_review_day")
_CONTINUING = _WORDS.words("continuing")
_AGO_BEFORE = _WORDS.words("ago_before")
_RANGE_STARTS = _WORDS.words("range_starts") | WEEKDAYS.keys()
_BEFORE = word_table("days").words("before")
_ENDS_EVENT = frozenset(
    phrase[0]
    for clause in (
        *("by", "until", "for", "against", "if", "when", "unless", "because"),
        *("cost", "worth", "saves"),
    )
    for phrase in MARKERS[clause].phrases
)
"""Words of another clause, before which no event goes on."""

_LONGEST_DISTANCE = 4
"""Words of the longest distance: `a couple of days`."""

_LONGEST_EVENT = 8
"""Words between `by` and the day of an event: `by their next board meeting on 9 Dec`."""

_LONGEST_DAY = 6
"""Words of the longest day that is looked for before a word."""

_LONGEST_LENGTH = 1_200
"""Months of the longest length: what is longer is no length."""

_NEAR = 60
"""Days ahead of a day that people set as a deadline."""

_FAR_AHEAD = 150
"""From so many days on, a day without its year that something happened on was last year's."""


def _is_hour_of_every_day(line: PartialLine, at: int) -> bool:
    """Whether an hour limits what comes again and again, and not until when something is waited for today."""
    words = line.words.low
    return words[at] in _BEFORE or not _EVERY_DAY.isdisjoint(words[line.start : at])


def read_by(line: PartialLine, at: int, i: int) -> int:
    # `Mo bis Fr` is a range, no deadline.
    if at > line.start and line.words.low[at - 1] in _RANGE_STARTS and not line.words.gaps[at]:
        return 0
    # `but not before March` sets no deadline.
    if at > line.start and line.words.low[at - 1] in _NEGATED and not line.words.gaps[at]:
        return 0
    # `deliveries before 5am`: an hour of every day.
    if is_hour_alone(line.words, i, line.context) and _is_hour_of_every_day(line, at):
        return 0
    if _says_how_long(line, at) or _is_negated(line, at):
        return read_until(line, at, i)
    if line.words.low[i] in _SAME_DAY and ends_clause(line.words, i + 1):
        # `by then`: the day was said somewhere else, so it is told as not used.
        line.not_read.append((at, i + 1))
        return line.start_part(REST, at, i + 1)
    found = _find_distance_before(line, at)
    if found is not None:
        first, distance = found
        going_on = _read_distance_before(line, first, distance, i)
    else:
        going_on = _read_day(line, at, i, _set_deadline)
    return going_on or _read_days_ago(line, at, i) or _read_event(line, i, None)


def _is_negated(line: PartialLine, at: int) -> bool:
    """`no strikes before 31 March`: the day is how long nothing happens."""
    words = line.words
    is_negated = words.low[line.start] in _NEGATED and at > line.start + 1
    return line.role is WHAT and is_negated and words.low[at] in _BEFORE


def _says_how_long(line: PartialLine, at: int) -> bool:
    """`frachtfrei bis Ende März`: a word for both `by` and `until`, after something that lasts. What was got is no
    matter of a deadline."""
    words = line.words
    if (
        line.role is not WHAT
        or words.gaps[at]
        or words.typed(at, at + 1).lower() not in _BY_OR_UNTIL
    ):
        return False
    return line.command is GOT or not _LASTING.isdisjoint(_words_of_last_thing(line, at))


def _words_of_last_thing(line: PartialLine, at: int) -> list[str]:
    """The words before a marker; of a list (`fixed price and a contact by Friday`) those of its last thing."""
    words = line.words
    first = line.start
    for i in range(line.start + 1, at):
        if "," in words.gaps[i] or words.low[i] in phrases.JOINERS:
            first = i
    return words.typed(first, at).lower().split()


def _read_deadline(line: PartialLine, at: int, i: int) -> int:
    """The day right after a word that makes it a deadline."""
    return _read_day(line, at, i, _set_deadline)


def _find_distance_before(line: PartialLine, at: int) -> tuple[int, Distance] | None:
    """The distance that stands before `before`, and its first word: `two days`, not only `days`."""
    words = line.words
    if words.low[at] not in _BEFORE or words.gaps[at]:
        return None
    for first in range(max(line.start, at - _LONGEST_DISTANCE), at):
        distance = parse_distance(words, first)
        if distance is not None and distance.after == at:
            return first, distance
    return None


def _read_distance_before(line: PartialLine, first: int, distance: Distance, i: int) -> int:
    """`signed order two days before Christmas`; before an event both stay: `a week before the launch on 4 Feb`."""
    anchor = parse_day(line.words, i, line.context)
    if anchor is None:
        return _read_event(line, i, distance)
    if anchor.day is None:
        line.refuse(HintReason.NO_SUCH_DAY)
        return anchor.after
    return _set_deadline(line, first, distance.shift(anchor.day, back=True), anchor.after)


def _read_days_ago(line: PartialLine, at: int, i: int) -> int:
    """`vor zwei Wochen`: the word for before also says how long ago something was."""
    words = line.words
    if not words.flags & TRANSLATED or words.typed(at, at + 1).casefold() not in _AGO_BEFORE:
        return 0
    distance = parse_distance(words, i)
    if distance is None or not (at == line.start or ends_clause(words, distance.after)):
        return 0
    day = distance.shift(line.context.today, back=True)
    return _set_happened(line, at, day, distance.after)


def _read_event(line: PartialLine, i: int, distance: Distance | None) -> int:
    """`by their board meeting on 9 Dec`, `before press date 10 Dec`: the event stays, its day is the deadline, or one
    so long before it as `distance` says."""
    words = line.words
    if distance is None:
        distance = _distance_before_event(words, i)
    for j in range(i + 1, min(i + _LONGEST_EVENT, words.count)):
        found = _parse_day_of_event(line, j)
        if found is not None and found.day is not None:
            day = distance.shift(found.day, back=True) if distance is not None else found.day
            return _set_deadline(line, j, day, found.after)
        if words.gaps[j] not in ("", "(") or words.low[j] in _ENDS_EVENT:
            return 0
    return 0


def _distance_before_event(words: WordList, i: int) -> Distance | None:
    """`by two weeks before the launch …`: the distance right after `by`."""
    distance = parse_distance(words, i)
    if distance is None or words.low[distance.after] not in _BEFORE:
        return None
    return distance


def _parse_day_of_event(line: PartialLine, j: int) -> ParsedDay | None:
    """The day after `on` or in brackets, or a date with its month, where the clause ends with it."""
    words = line.words
    gap = words.gaps[j]
    if gap not in ("", "("):
        return None
    is_on = words.low[j] in _BEFORE_EVENT_DAY
    found = parse_day(words, j + 1 if is_on else j, line.context)
    if found is None or not ends_clause(words, found.after):
        return None
    is_date = words.low[j][:1].isdecimal() and (found.after > j + 1 or "/" in words.low[j])
    return found if is_on or gap == "(" or is_date else None


def read_latest(line: PartialLine, at: int, i: int) -> int:
    """`10 Dec at the latest`, `4 Dec latest`: the day stands before; `latest by fri` is read as `by fri`."""
    words = line.words
    for first in range(max(line.start, at - _LONGEST_DAY), at):
        found = parse_day(words, first, line.context)
        if found is None or found.after < i:
            continue
        if found.day is None:
            line.refuse(HintReason.NO_SUCH_DAY)
            return found.after
        return _set_deadline(line, first, found.day, found.after)
    return read_by(line, at, i)


def read_due(line: PartialLine, at: int, i: int) -> int:
    """`due by fri`, `due in 2 weeks`; `due to …` is a reason."""
    word = line.words.low[i]
    if word == "to":
        return read_because(line, at, i + 1)
    if word in _BEFORE_DUE_DAY:
        i += 1
    return _read_in_days(line, at, i) or _read_deadline(line, at, i)


def read_expiry(line: PartialLine, at: int, i: int) -> int:
    """`valid until 30 nov`, `deadline is in 2 weeks`."""
    i = line.words.skip(i, _BEFORE_EXPIRY)
    return _read_in_days(line, at, i) or _read_deadline(line, at, i)


def read_answer_by(line: PartialLine, at: int, i: int) -> int:
    """`5% off, reply by fri`: beside an item the words only set the day; without one, `reply` is the item."""
    is_item = line.what is None and line.is_empty_until(at)
    return 0 if is_item else _read_deadline(line, at, i)


def read_until(line: PartialLine, at: int, i: int) -> int:
    """The end of the item itself stays in it; after goodwill it is the day to review that."""
    return _read_day(line, at, i, _end_item)


def read_on(line: PartialLine, at: int, i: int) -> int:
    """A day that has passed is when it happened; one to come belongs to the item."""
    return _read_day(line, at, i, _happen_on)


_DayTaker = Callable[[PartialLine, int, date, int], int]
"""Does something with a day that the marker at `at` names and that ends before `after`."""


def _read_day(line: PartialLine, at: int, i: int, take: _DayTaker) -> int:
    found = parse_day(line.words, i, line.context)
    if found is None:
        return 0
    if found.day is None:
        line.refuse(HintReason.NO_SUCH_DAY)
        return found.after
    return take(line, at, found.day, found.after)


def _read_in_days(line: PartialLine, at: int, i: int) -> int:
    """`in 2 weeks`: only after a word that makes it a deadline, since `in 2 weeks` alone may be how long a thing
    takes."""
    found = parse_days_ahead(line.words, i, line.context.today)
    if found is None or found.day is None:
        return 0
    return _set_deadline(line, at, found.day, found.after)


def _set_deadline(line: PartialLine, at: int, day: date, after: int) -> int:
    """A day by which: taken out of items and counter-things, kept in the words of a condition."""
    words = line.words
    if line.role is IF and not _is_apart(line, at):
        return _keep_in_condition(line, day, after)
    stands_alone = ends_clause(words, after)
    if line.role is WHY and not stands_alone:
        return after
    if day < line.context.today:
        line.refuse(HintReason.DAY_PASSED)
    line.set_due(day)
    # `5% off by 30 nov for us`: what goes on after the day belongs to the part before it.
    goes_on = not stands_alone and not phrases.is_filler(words.low[after])
    if goes_on and not line.is_empty_until(at):
        return after
    return line.start_part(REST, at, after)


def _is_apart(line: PartialLine, at: int) -> bool:
    return bool(line.words.gaps[at]) and not line.is_empty_until(at)


def _keep_in_condition(line: PartialLine, day: date, after: int) -> int:
    """A day within a condition is the deadline and stays in its words. After the day of a condition that came first,
    the item begins (`if signed by 30 nov 5% off`)."""
    line.set_due(day)
    words = line.words
    # Where the verb comes last, the condition goes on: `wenn sie bis 30. Nov unterschreiben`.
    if words.flags & VERB_LAST or not line.awaits_item():
        return after
    if ends_clause(words, after) or words.low[after] in _CONTINUING:
        return after
    return line.start_part(WHAT, after, after)


def _end_item(line: PartialLine, at: int, day: date, after: int) -> int:
    follows_goodwill = line.goodwill and line.role is REST
    if follows_goodwill and line.is_empty_until(at):
        line.review = day
        return line.start_part(REST, at, after)
    if line.role is IF:
        line.set_due(day)
        return after
    if line.command is not ASK or line.role is not WHAT:
        return after
    if _lasts_longer(line, at, day) or _is_no_duration(line, at, day):
        return _set_deadline(line, at, day, after)
    return after


def _is_no_duration(line: PartialLine, at: int, day: date) -> bool:
    """`a dedicated contact until Wednesday`: of a thing that does not last, a near day says by when."""
    days_ahead = (day - line.context.today).days
    if line.words.low[at] not in _SLOPPY_UNTIL or not 0 <= days_ahead <= _NEAR:
        return False
    return _LASTING.isdisjoint(_words_of_last_thing(line, at))


def _lasts_longer(line: PartialLine, at: int, day: date) -> bool:
    """`24-month term until Friday`: what is asked for cannot be over by then, so the day is when an answer is due."""
    length = find_quantity(line.words.typed(line.start, at))
    if length is None or length.unit != "months" or length.amount > _LONGEST_LENGTH:
        return False
    return line.context.today <= day < add_months(line.context.today, int(length.amount))


def _happen_on(line: PartialLine, at: int, day: date, after: int) -> int:
    if line.role is IF:
        return _keep_in_condition(line, day, after)
    # An ask has not happened: `/ask training on 12 nov` names the day of the training.
    is_heading = _heads_line(line, at, after)
    if line.role is WHY or (line.command is ASK and not is_heading):
        return after
    is_weekday = line.words.low[after - 1] in WEEKDAYS
    if is_weekday and at == line.start and line.what is None:
        # `on friday they waived the fee`, said afterwards.
        day = last_weekday_before(day.weekday(), line.context.today)
    happened = find_past_day(day, line.context.today)
    # `on 3 Nov free display stands` begins with its day.
    begins_line = at == line.start and line.what is None
    if happened is None or not (begins_line or ends_clause(line.words, after)):
        return after
    line.on = happened
    return line.start_part(REST, line.start if is_heading else at, after)


def _heads_line(line: PartialLine, at: int, after: int) -> bool:
    """`asked on 12 nov: a 2% cap`: the day stands before the item, with a verb of its own at most."""
    is_first = line.what is None and line.role is WHAT and at <= line.start + 1
    return is_first and ":" in line.words.gaps[after]


def read_heading_day(line: PartialLine) -> None:
    """`12/11: 5% off`, `(12 Nov) 5% off`: a day that has passed, in front of the line, is when it happened."""
    words = line.words
    found = parse_day(words, line.start, line.context)
    if found is None or found.day is None or found.after >= words.count:
        return
    if not any(mark in words.gaps[found.after] for mark in _AFTER_HEADING):
        return
    happened = find_past_day(found.day, line.context.today)
    if happened is not None:
        line.on = happened
        line.first = line.start = line.marker = found.after


def find_past_day(day: date, today: date) -> date | None:
    """The day itself if it has passed, or a year earlier where the next such day is far off."""
    if day <= today:
        return day
    # A leap day has no day a year before it.
    is_leap_day = (day.month, day.day) == (2, 29)
    if is_leap_day or (day - today).days < _FAR_AHEAD:
        return None
    earlier = day.replace(year=day.year - 1)
    return earlier if earlier <= today else None


def read_day_alone(line: PartialLine, at: int, _i: int) -> int:
    """`eow`, `tmrw`, `today` without `by`."""
    words = line.words
    found = parse_day(words, at, line.context)
    if found is None or found.day is None:
        return 0
    if line.role is IF:
        return _keep_in_condition(line, found.day, found.after)
    if words.low[at] == "today" and line.command is not ASK:
        return _read_today(line, at, found.day, found.after)
    if not ends_clause(words, found.after):
        return 0
    return _set_deadline(line, at, found.day, found.after)


def _read_today(line: PartialLine, at: int, today: date, after: int) -> int:
    """`today` is when it happened, `today only` a deadline."""
    words = line.words
    if words.low[after] == "only" and ends_clause(words, after + 1):
        line.due = today
        return line.start_part(REST, at, after + 1)
    if not ends_clause(words, after):
        return 0
    line.on = today
    return line.start_part(REST, at, after)


def read_date(line: PartialLine, at: int, _i: int) -> int:
    """A day on its own after a separator (`case study, fri`) or of a week that is named (`signed order this friday`);
    another one within a phrase is the item's."""
    words = line.words
    found = parse_day(words, at, line.context)
    if found is None or found.day is None:
        return 0
    if line.role is IF and not _is_apart(line, at):
        return _keep_in_condition(line, found.day, found.after)
    is_separate = words.gaps[at] != "" and at > line.start
    if not ends_clause(words, found.after):
        return 0
    if not is_separate and (at == line.start or not _names_week(words, at, found)):
        return 0
    happened = find_past_day(found.day, line.context.today)
    if happened is not None and happened < line.context.today and line.command is not ASK:
        return _set_happened(line, at, happened, found.after)
    return _set_deadline(line, at, found.day, found.after)


def _names_week(words: WordList, at: int, found: ParsedDay) -> bool:
    """`this friday`, `next tue`, `tuesday next week`: so says somebody who means a deadline, not `kick-off monday`."""
    low = words.low
    if low[at] in NEXT or low[at] in THIS:
        return low[found.after - 1] in WEEKDAYS
    return low[at] in WEEKDAYS and low[found.after - 1] in WEEK_WORDS


def read_plain_date(line: PartialLine, at: int) -> int:
    """A date in digits after a separator: `5% off, 12 nov`, `case study (12/4)`; `1.10` is a figure too."""
    words = line.words
    is_figure = words.low[at].count(".") == 1 and not words.gaps[at + 1].startswith(".")
    if is_figure and not words.low[at + 1].isalpha():
        return 0
    return read_date(line, at, at)


def read_past(line: PartialLine, at: int, _i: int) -> int:
    """`last friday`, `last week` where nothing follows that they belong to: when it happened."""
    words = line.words
    found = parse_day(words, at, line.context)
    if found is None or found.day is None or found.day >= line.context.today:
        return 0
    # `last thursday port fees waived` and `last week 5% off` begin a line as `last week: 5% off` does; in `last week
    # rates` the rates are last week's.
    is_clear = words.low[found.after - 1] in WEEKDAYS or words.low[found.after][:1].isdigit()
    begins_line = at == line.start and is_clear
    ends = begins_line or ends_clause(words, found.after)
    if line.in_dependent_clause() or not ends:
        return 0
    return _set_happened(line, at, found.day, found.after)


def read_ago(line: PartialLine, at: int, i: int) -> int:
    """`two weeks ago`: the distance stands before."""
    words = line.words
    if line.in_dependent_clause() or not ends_clause(words, i):
        return 0
    for first in range(max(line.start, at - _LONGEST_DISTANCE), at):
        distance = parse_distance(words, first)
        if distance is not None and distance.after == at:
            return _set_happened(line, first, distance.shift(line.context.today, back=True), i)
    return 0


def _set_happened(line: PartialLine, at: int, day: date, after: int) -> int:
    """A day that has passed is when it happened, and no part of the item."""
    line.on = day
    return line.start_part(REST, at, after)


def read_review(line: PartialLine, at: int, i: int) -> int:
    """`review 15 jan`, once the give is goodwill or after a separator."""
    words = line.words
    if words.low[i] in _BEFORE_REVIEW_DAY:
        i += 1
    found = parse_day(words, i, line.context)
    if found is None or found.day is None:
        return 0
    # `a quarterly review 15 jan` is an item.
    if not line.goodwill and not words.gaps[at]:
        return 0
    line.review = found.day
    return line.start_part(REST, at, found.after)
