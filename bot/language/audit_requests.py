"""Which part of the audit somebody wants to see, as people type it: `exports @Ben since 1 Nov`."""

from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.audit import AuditKind, AuditWanted
from bot.language.dates import date_context
from bot.language.day_arithmetic import make_day
from bot.language.days import parse_day, parse_distance
from bot.language.roles import find_mentions, remove_mentions
from bot.language.splitting import split_words
from bot.language.vocabulary import word_table
from bot.language.word_list import WordList

_WORDS = word_table("audit")
_KINDS = {word: AuditKind(kind) for word, kind in _WORDS.meanings("kinds").items()}
_FILLERS = _WORDS.words("fillers")
_SINCE, _UNTIL, _LAST = _WORDS.words("since"), _WORDS.words("until"), _WORDS.words("last")
_EXPORT = _WORDS.words("export")
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditRequest:
    """What was asked for. `as_file` is whether it is wanted as a file; `unread` the first word that means nothing
    here."""

    wanted: AuditWanted
    as_file: bool = False
    unread: str = ""


def read_audit_request(text: str, *, locale: str, today: date) -> AuditRequest:
    """What was typed after `/giveget audit`, in any order. `export` alone wants a file, `exports` are acts of that
    kind; of two kinds, two people or two days the first one counts and the other is not read."""
    people = find_mentions(text)
    words = split_words(remove_mentions(text))
    kind: AuditKind | None = None
    since: date | None = None
    until: date | None = None
    as_file = False
    unread = "@" if len(people) > 1 else ""
    i = 0
    while i < words.count:
        word = words.low[i]
        ahead = _find_day(words, i, locale, today)
        if ahead is not None and ahead.ends and until is None:
            until, i = ahead.day, ahead.after
        elif ahead is not None and not ahead.ends and since is None:
            since, i = ahead.day, ahead.after
        elif word in _EXPORT and not as_file:
            as_file, i = True, i + 1
        elif word in _KINDS and kind is None:
            kind, i = _KINDS[word], i + 1
        else:
            if word not in _FILLERS:
                unread = unread or word
            i += 1
    person = people[0] if people else None
    wanted = AuditWanted(kind=kind, person=person, since=since, until=until)
    return AuditRequest(wanted=wanted, as_file=as_file, unread=unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class _AuditBound:
    """A day at which the time that is asked for begins or `ends`, and the word after it."""

    day: date
    after: int
    ends: bool = False


def _find_day(words: WordList, i: int, locale: str, today: date) -> _AuditBound | None:
    """`since 1 Nov`, `until Friday`, `last 30 days`: a day that has passed, since nothing is known of those to come."""
    word = words.low[i]
    if word in _LAST:
        distance = parse_distance(words, i + 1)
        if distance is None:
            return None
        return _AuditBound(day=distance.shift(today, back=True), after=distance.after)
    if word not in _SINCE and word not in _UNTIL:
        return None
    found = parse_day(words, i + 1, date_context(today, locale))
    if found is None or found.day is None:
        return None
    named = words.low[i + 1 : found.after]
    is_numbered = any(letter.isdigit() for part in named for letter in part)
    day = _put_in_past(found.day, today, is_numbered=is_numbered)
    return _AuditBound(day=day, after=found.after, ends=word in _UNTIL)


def _put_in_past(day: date, today: date, *, is_numbered: bool) -> date:
    """The day itself if it has come, else the one before it of that name: a week earlier for a weekday, a year earlier
    for a day of a month."""
    if day <= today:
        return day
    if not is_numbered and day - today <= WEEK:
        return day - WEEK
    return make_day(day.year - 1, day.month, day.day) or today
