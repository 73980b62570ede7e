"""By which day, on which day: `by fri`, `valid until 30 nov`, `on 12 nov`, `review 15 jan`."""

from datetime import date, timedelta

from bot.language import hints, phrases
from bot.language.clauses.conditions import because
from bot.language.clauses.line import ASK, IF, REST, WHAT, WHY, Walk, is_end
from bot.language.days import ParsedDay, parse_day
from bot.language.marker_words import MARKER_WORDS
from bot.language.word_list import VERB_LAST


def by(line: Walk, at: int, i: int) -> int:
    found = parse_day(line.words, i, line.calendar)
    return _deadline(line, at, found) if found is not None else 0


def due(line: Walk, at: int, i: int) -> int:
    words = line.words
    if words.low[i] == "to":
        return because(line, at, i + 1)
    if words.low[i] in ("by", "on", "before"):
        i += 1
    return _in_days(line, at, i) or by(line, at, i)


def _in_days(line: Walk, at: int, i: int) -> int:
    """`due in 2 weeks`: only after a word that makes it a deadline."""
    low = line.words.low
    if (
        low[i] != "in"
        or not low[i + 1].isdigit()
        or low[i + 2] not in _LENGTHS
        or len(low[i + 1]) > 3
    ):
        return 0
    day = line.calendar.today + timedelta(days=int(low[i + 1]) * _LENGTHS[low[i + 2]])
    return _deadline(line, at, ParsedDay(day, i + 3))


_LENGTHS = {
    "day": 1,
    "days": 1,
    "week": 7,
    "weeks": 7,
    "wk": 7,
    "wks": 7,
    "month": 30,
    "months": 30,
}


def _deadline(line: Walk, at: int, found: ParsedDay) -> int:
    """A day by which: taken out of items and counter-things, kept in the words of a condition."""
    if found.day is None:
        line.refuse(hints.HintReason.NO_SUCH_DAY)
        return found.after
    if line.role is IF and not _apart(line, at):
        line.due = line.due or found.day
        return _main_clause(line, found.after)
    if line.role is WHY and not (is_end(line.words, found.after)):
        return found.after
    line.due = line.due or found.day
    if (
        not line.empty(at)
        and not is_end(line.words, found.after)
        and not phrases.is_filler(line.words.low[found.after])
    ):
        return found.after
    return line.cut(REST, at, found.after)


def _apart(line: Walk, at: int) -> bool:
    return bool(line.words.gaps[at]) and not line.empty(at)


def _main_clause(line: Walk, i: int) -> int:
    """After the day in a condition that came first, the item begins (`if signed by 30 nov 5% off`)."""
    if (
        not line.leading() or line.words.flags & VERB_LAST
    ):  # where the verb comes last, the condition goes on
        return i
    if not is_end(line.words, i) and line.words.low[i] not in _CONTINUING:
        return line.cut(WHAT, i, i) if line.words.low[i] not in MARKER_WORDS else i
    return i


_CONTINUING = {"and", "or", "for", "with", "at", "to", "on", "in", "of", "from", "latest"}


def until(line: Walk, at: int, i: int) -> int:
    """The end of an offer is a deadline; the end of the item itself stays in it."""
    words = line.words
    found = parse_day(words, i, line.calendar)
    if found is None:
        return 0
    if found.day is None:
        line.refuse(hints.HintReason.NO_SUCH_DAY)
        return found.after
    if line.role is REST and line.goodwill and line.empty(at):
        line.review = found.day
        return line.cut(REST, at, found.after)
    if line.role is IF:
        line.due = line.due or found.day
    return found.after


def expires(line: Walk, at: int, i: int) -> int:
    words = line.words
    while words.low[i] in ("on", "by", "at", "is", "date", "of", "until", "till"):
        i += 1
    return _in_days(line, at, i) or by(line, at, i)


def answer_by(line: Walk, at: int, i: int) -> int:
    """`…, reply by fri`: beside an item the words only set the day; alone they are the item."""
    return by(line, at, i) if line.what is not None or not line.empty(at) else 0


def on(line: Walk, at: int, i: int) -> int:
    """A day that has passed is when it happened; one to come belongs to the item."""
    words = line.words
    found = parse_day(words, i, line.calendar)
    if found is None:
        return 0
    if found.day is None:
        line.refuse(hints.HintReason.NO_SUCH_DAY)
        return found.after
    if line.role is IF:
        line.due = line.due or found.day
        return _main_clause(line, found.after)
    happened = find_past_day(found.day, line.calendar.today)
    if (
        happened is None
        or line.role is WHY
        or line.command is ASK
        or not is_end(words, found.after)
    ):
        return found.after
    line.on = happened
    return line.cut(REST, at, found.after)


def find_past_day(day: date, today: date) -> date | None:
    """The day itself if it has passed, or a year earlier where the next such day is far off."""
    if day <= today:
        return day
    if (day - today).days < 150 or (day.month == 2 and day.day == 29):
        return None
    earlier = day.replace(year=day.year - 1)
    return earlier if earlier <= today else None


def day_alone(line: Walk, at: int, _i: int) -> int:
    """`eow`, `tmrw`, `today` without `by`."""
    words = line.words
    if at and words.low[at - 1] in _BEFORE_DAYS and not words.gaps[at]:
        return 0
    found = parse_day(words, at, line.calendar)
    if found is None or found.day is None:
        return 0
    if line.role is IF:
        line.due = line.due or found.day
        return _main_clause(line, found.after)
    if words.low[at] == "today" and line.command is not ASK:
        return _happened_today(line, at, found)
    return _deadline(line, at, found) if is_end(words, found.after) else 0


def _happened_today(line: Walk, at: int, found: ParsedDay) -> int:
    if line.words.low[found.after] == "only" and is_end(line.words, found.after + 1):
        line.due = found.day
        return line.cut(REST, at, found.after + 1)
    if not is_end(line.words, found.after):
        return 0
    line.on = found.day
    return line.cut(REST, at, found.after)


_BEFORE_DAYS = {
    "to",
    "till",
    "until",
    "til",
    "from",
    "at",
    "of",
    "thru",
    "through",
    "after",
    "for",
    "on",
    "as",
    "in",
    "since",
}


def dated(line: Walk, at: int, _i: int) -> int:
    """A date on its own after a separator (`case study, 15 jan`); within a phrase it is the item's."""
    if at and line.words.low[at - 1] in _BEFORE_DAYS and not line.words.gaps[at]:
        return 0
    found = parse_day(line.words, at, line.calendar)
    if found is None or found.day is None:
        return 0
    if line.role is IF and not _apart(line, at):
        line.due = line.due or found.day
        return _main_clause(line, found.after)
    if line.words.gaps[at] and at > line.start and is_end(line.words, found.after):
        return _deadline(line, at, found)
    return 0


def yesterday(line: Walk, at: int, i: int) -> int:
    if not is_end(line.words, i) or line.role in (IF, WHY):
        return 0
    line.on = line.calendar.today - timedelta(days=1)
    return line.cut(REST, at, i)


def review(line: Walk, at: int, i: int) -> int:
    """`review 15 jan`, once the give is goodwill or after a separator."""
    if line.words.low[i] in ("on", "by", "in", "date"):
        i += 1
    found = parse_day(line.words, i, line.calendar)
    if found is None or found.day is None or not (line.goodwill or line.words.gaps[at]):
        return 0
    line.review = found.day
    return line.cut(REST, at, found.after)
