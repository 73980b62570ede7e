"""By which day, on which day: `by fri`, `valid until 30 nov`, `on 12 nov`, `review 15 jan`."""

from datetime import date, timedelta

from bot.language import phrases
from bot.language.clauses.conditions import read_because
from bot.language.clauses.line import ASK, IF, REST, WHAT, WHY, PartialLine, ends_clause
from bot.language.days import ParsedDay, parse_day
from bot.language.hints import HintReason
from bot.language.vocabulary import word_table
from bot.language.word_list import VERB_LAST

_WORDS = word_table("deadlines")
_LEAD_WORDS = _WORDS.words("lead_words")
_CONTINUING = _WORDS.words("continuing")
_DAYS_IN = _WORDS.numbers("days_in")
_FAR_AHEAD = 150
"""From so many days on, a day without its year that something happened on was last year's."""


def read_by(line: PartialLine, at: int, i: int) -> int:
    found = parse_day(line.words, i, line.context)
    return _set_deadline(line, at, found) if found is not None else 0


def read_due(line: PartialLine, at: int, i: int) -> int:
    """`due by fri`, `due in 2 weeks`; `due to …` is a reason."""
    word = line.words.low[i]
    if word == "to":
        return read_because(line, at, i + 1)
    if word in ("by", "on", "before"):
        i += 1
    return _read_in_days(line, at, i) or read_by(line, at, i)


def _read_in_days(line: PartialLine, at: int, i: int) -> int:
    """`in 2 weeks`: only after a word that makes it a deadline."""
    preposition, number, unit = line.words.low[i : i + 3]
    is_span = preposition == "in" and number.isdigit() and unit in _DAYS_IN
    if not is_span or len(number) > 3:
        return 0
    day = line.context.today + timedelta(days=int(number) * _DAYS_IN[unit])
    return _set_deadline(line, at, ParsedDay(day, i + 3))


def _set_deadline(line: PartialLine, at: int, found: ParsedDay) -> int:
    """A day by which: taken out of items and counter-things, kept in the words of a condition."""
    words, after = line.words, found.after
    if found.day is None:
        return _refuse_day(line, found)
    if line.role is IF and not _is_apart(line, at):
        return _keep_in_condition(line, found)
    stands_alone = ends_clause(words, after)
    if line.role is WHY and not stands_alone:
        return after
    line.set_due(found.day)
    goes_on = not stands_alone and not phrases.is_filler(words.low[after])
    if goes_on and not line.is_empty_until(at):
        return after
    return line.start_part(REST, at, after)


def _refuse_day(line: PartialLine, found: ParsedDay) -> int:
    line.refuse(HintReason.NO_SUCH_DAY)
    return found.after


def _is_apart(line: PartialLine, at: int) -> bool:
    return bool(line.words.gaps[at]) and not line.is_empty_until(at)


def _keep_in_condition(line: PartialLine, found: ParsedDay) -> int:
    """A day within a condition is the deadline and stays in its words. After the day of a condition that came first,
    the item begins (`if signed by 30 nov 5% off`)."""
    line.set_due(found.day)
    words, after = line.words, found.after
    # Where the verb comes last, the condition goes on: `wenn sie bis 30. Nov unterschreiben`.
    if words.flags & VERB_LAST or not line.awaits_item():
        return after
    if ends_clause(words, after) or words.low[after] in _CONTINUING:
        return after
    return line.start_part(WHAT, after, after)


def read_until(line: PartialLine, at: int, i: int) -> int:
    """The end of the item itself stays in it; after goodwill it is the day to review that."""
    found = parse_day(line.words, i, line.context)
    if found is None:
        return 0
    if found.day is None:
        return _refuse_day(line, found)
    if line.goodwill and line.role is REST and line.is_empty_until(at):
        line.review = found.day
        return line.start_part(REST, at, found.after)
    if line.role is IF:
        line.set_due(found.day)
    return found.after


def read_expiry(line: PartialLine, at: int, i: int) -> int:
    i = line.words.skip(i, _LEAD_WORDS)
    return _read_in_days(line, at, i) or read_by(line, at, i)


def read_answer_by(line: PartialLine, at: int, i: int) -> int:
    """`…, reply by fri`: beside an item the words only set the day; alone they are the item."""
    is_item = line.what is None and line.is_empty_until(at)
    return 0 if is_item else read_by(line, at, i)


def read_on(line: PartialLine, at: int, i: int) -> int:
    """A day that has passed is when it happened; one to come belongs to the item."""
    found = parse_day(line.words, i, line.context)
    if found is None:
        return 0
    if found.day is None:
        return _refuse_day(line, found)
    if line.role is IF:
        return _keep_in_condition(line, found)
    if line.role is WHY or line.command is ASK or not ends_clause(line.words, found.after):
        return found.after
    happened = find_past_day(found.day, line.context.today)
    if happened is None:
        return found.after
    line.on = happened
    return line.start_part(REST, at, found.after)


def find_past_day(day: date, today: date) -> date | None:
    """The day itself if it has passed, or a year earlier where the next such day is far off."""
    if day <= today:
        return day
    is_leap_day = day.month == 2 and day.day == 29
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
        return _keep_in_condition(line, found)
    if words.low[at] == "today" and line.command is not ASK:
        return _read_today(line, at, found)
    return _set_deadline(line, at, found) if ends_clause(words, found.after) else 0


def _read_today(line: PartialLine, at: int, found: ParsedDay) -> int:
    """`today` is when it happened, `today only` a deadline."""
    words, after = line.words, found.after
    if words.low[after] == "only" and ends_clause(words, after + 1):
        line.due = found.day
        return line.start_part(REST, at, after + 1)
    if not ends_clause(words, after):
        return 0
    line.on = found.day
    return line.start_part(REST, at, after)


def read_date(line: PartialLine, at: int, _i: int) -> int:
    """A date on its own after a separator (`case study, 15 jan`); within a phrase it is the item's."""
    words = line.words
    found = parse_day(words, at, line.context)
    if found is None or found.day is None:
        return 0
    if line.role is IF and not _is_apart(line, at):
        return _keep_in_condition(line, found)
    is_separate = words.gaps[at] and at > line.start
    if is_separate and ends_clause(words, found.after):
        return _set_deadline(line, at, found)
    return 0


def read_yesterday(line: PartialLine, at: int, i: int) -> int:
    if line.in_dependent_clause() or not ends_clause(line.words, i):
        return 0
    line.on = line.context.today - timedelta(days=1)
    return line.start_part(REST, at, i)


def read_review(line: PartialLine, at: int, i: int) -> int:
    """`review 15 jan`, once the give is goodwill or after a separator."""
    words = line.words
    if words.low[i] in ("on", "by", "in", "date"):
        i += 1
    found = parse_day(words, i, line.context)
    if found is None or found.day is None:
        return 0
    if not line.goodwill and not words.gaps[at]:
        return 0
    line.review = found.day
    return line.start_part(REST, at, found.after)
