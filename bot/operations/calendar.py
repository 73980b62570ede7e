"""`giveget calendar`: the messages of a year that a deal would bring, where nobody did anything in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import orjson

from bot.clock.system_clock import SystemClock
from bot.coach.records import Person, Post
from bot.domain.deals import Deal
from bot.main import build_services
from bot.operations.acts import note_command
from bot.operations.database import open_database, require_usable_database
from bot.operations.deals import require_deal
from bot.operations.rehearsals import Rehearsal, rehearse
from bot.playground.transcript import Names, block_lines
from bot.settings import Settings
from bot.store.store import SqlStore

DAY = timedelta(days=1)


class YearIsOver(Exception):
    """That year is over. A calendar shows messages to come: name this year or a later one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingMessage:
    """A message that would come: when by the reader's own clock, to whom, and its lines."""

    at: datetime
    to: str
    lines: tuple[str, ...]


def write_calendar(
    settings: Settings, name: str, year: int, *, now: datetime, lines: int = 1
) -> str:
    """The messages about the deal with that id or name in what is left of a year, in order, with as many of their
    lines. The first line counts them for each reader. It begins `now`. Raises `NoSuchDeal` and `YearIsOver`."""
    require_usable_database(settings)
    start = max(now, datetime(year, 1, 1, tzinfo=UTC))
    end = datetime(year + 1, 1, 1, tzinfo=UTC)
    if start >= end:
        raise YearIsOver(str(YearIsOver.__doc__))
    with open_database(settings) as database:
        known = require_deal(name, build_services(SqlStore(database), SystemClock()))
        note_command(database, "calendar", known)
    with rehearse(settings, now) as rehearsal:
        deal = require_deal(name, build_services(rehearsal.store, rehearsal.clock))
        readers = _load_readers(rehearsal, deal)
        # What comes before the year begins changes what comes in it.
        posts = [post for post in _run_until(rehearsal, now, end) if _concerns(post, deal)]
    messages = [_read_post(post, readers) for post in posts if post.due >= start]
    return "\n".join(_write_lines(deal, year, messages, lines))


def _run_until(rehearsal: Rehearsal, start: datetime, end: datetime) -> Iterator[Post]:
    """The posts of every moment at which something is due; at least daily, since what lapses has no schedule."""
    at = start
    while at < end:
        yield from rehearsal.run_at(at).posts
        coming = rehearsal.next_moment()
        midnight = datetime.combine(at.date() + DAY, datetime.min.time(), tzinfo=UTC)
        # A schedule that failed keeps a moment that has passed.
        at = coming if coming is not None and at < coming < midnight else midnight


def _concerns(post: Post, deal: Deal) -> bool:
    """Whether a message is about the deal: its own, or one over several deals with a button of it."""
    return post.deal == deal.id or deal.id in post.body


def _load_readers(rehearsal: Rehearsal, deal: Deal) -> Mapping[str, Person]:
    """The deal's people, as Slack knows them."""
    with rehearsal.store.reading() as work:
        people = [person for person, _role in work.roles.list_in_deal(deal.team, deal.id)]
        known = work.people.find_many(deal.team, people)
    return {str(person): found for person, found in known.items()}


def _read_post(post: Post, readers: Mapping[str, Person]) -> ComingMessage:
    names = Names({person: found.name for person, found in readers.items()}, {})
    reader = readers.get(post.to)
    return ComingMessage(
        at=post.due.astimezone(ZoneInfo(reader.zone if reader else "UTC")),
        to=reader.name if reader else post.to,
        lines=tuple(block_lines(orjson.loads(post.body)["blocks"], names)),
    )


def _write_lines(
    deal: Deal, year: int, messages: Iterable[ComingMessage], lines: int
) -> Iterator[str]:
    found = sorted(messages, key=lambda message: (message.at.date(), message.at, message.to))
    counts = Counter(message.to for message in found)
    total = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    yield f"{deal.name}, {year}: {total or 'no messages'}"
    day: date | None = None
    for message in found:
        if message.at.date() != day:
            day = message.at.date()
            yield f"{day:%a %Y-%m-%d}"
        first, *more = message.lines[:lines] or ("",)
        yield f"  {message.at:%H:%M} {message.to}: {first}"
        for line in more:
            yield f"        {line}"
