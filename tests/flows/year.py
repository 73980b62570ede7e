"""A year of three deals: what people do in it, and a calendar of everything that was said to them unasked."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.playground.cast import ANA
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Form, Hands, Shown
from bot.playground.transcript import Names, message_lines
from bot.playground.workspace import Channel, Message
from bot.store.codec import parse_moment
from bot.store.engine import Database
from tests.flows.table import Table, form_of
from tests.flows.test_checkins import reminded
from tests.flows.test_rhythm import add_measure, set_cadence, set_owner, step

BEGINS = date(2027, 6, 7)
"""A Monday. The year has a 29 February, and its ends of months fall on weekends, too."""
ENDS = date(2028, 6, 9)
OUTAGE = datetime(2028, 1, 11, tzinfo=UTC), datetime(2028, 1, 14, 2, tzinfo=UTC)
"""Three days in which nothing ticks, until the night to Friday."""
DAY = timedelta(days=1)
NEXT = "SELECT MIN(at) FROM (SELECT due AS at FROM schedules UNION ALL SELECT wake AS at FROM posts) AS coming"

Act = Callable[[], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something said unasked: when by the wall of whoever reads it, to whom, and what."""

    at: datetime
    to: str
    what: str
    text: str = ""
    """All that the message says."""

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %a %H:%M} {self.to:<8} {self.what}"


@dataclass(slots=True, kw_only=True)
class Year:
    """The bot, the people, and the clock that is wound from one thing that is due to the next."""

    table: Table
    said: list[Line] = field(default_factory=list)
    seen: set[tuple[str, str]] = field(default_factory=set)

    @property
    def slack(self) -> FakeSlack:
        return self.table.slack

    def person(self, name: str) -> Hands:
        return self.slack.person(name)

    def passes(self) -> list[Line]:
        """The whole of it."""
        self.slack.clock.wind_to(at_wall(BEGINS, "09:00", "Europe/Berlin"))
        for at, act in sorted(self.acts(), key=lambda each: each[0]):
            self.until(at)
            act()
            self.look()
        self.until(at_wall(ENDS, "23:00", "Europe/Berlin"))
        return self.said

    def until(self, moment_: datetime) -> None:
        """Ticks whenever something is due, else once a day; not in the outage, and as soon as it is over."""
        clock = self.slack.clock
        while clock.now() < moment_:
            clock.wind_to(min(moment_, max(self._next(), clock.now() + timedelta(seconds=1))))
            if OUTAGE[0] <= clock.now() < OUTAGE[1]:
                clock.wind_to(min(moment_, OUTAGE[1]))
            if not OUTAGE[0] <= clock.now() < OUTAGE[1]:
                self.table.tick()
                self.look()

    def _next(self) -> datetime:
        tomorrow = self.slack.clock.now() + DAY
        return min(tomorrow, coming(self.table.database) or tomorrow)

    def look(self) -> None:
        """What the outbox has sent since the last look."""
        for channel in self.slack.workspace.channels.values():
            for message in channel.messages:
                sent = ((message.metadata or {}).get("event_payload") or {}).get("id")
                if sent and (channel.id, message.ts) not in self.seen:
                    self.seen.add((channel.id, message.ts))
                    self.said.append(self._line(channel, message))

    def _line(self, channel: Channel, message: Message) -> Line:
        reader = self.slack.workspace.people[channel.partner or ANA]
        there = message.at.astimezone(ZoneInfo(reader.zone))
        to = reader.name if channel.is_dm else f"#{channel.name}"
        lines = list(message_lines(message, Names.of(self.slack.workspace)))
        return Line(at=there, to=to, what=_gist(lines), text="\n".join(lines))

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        """Who does what, when by their own wall."""
        for who, lines in TYPED.items():
            name, place = who.split()
            for at, line in lines:
                yield self._when(name, at), self._types(name, place, line)
        for at, name, act in self._deeds():
            yield self._when(name, at), act
        yield from self._check_ins()

    def _when(self, name: str, at: str) -> datetime:
        day, hour = at.split()
        return at_wall(date.fromisoformat(day), hour, self.person(name).person.zone)

    def _types(self, name: str, place: str, line: str) -> Act:
        return lambda: self.person(name).types(
            line, in_=self.slack.channel(place.removeprefix("#"))
        )

    def _deeds(self) -> Sequence[tuple[str, str, Act]]:
        acme, globex, hosting = (self.slack.channel(name) for name in ("acme", "globex", "general"))
        ana, ben, chris, dana = (self.person(name) for name in NAMES)
        return [
            ("2027-06-07 10:00", "Ana", lambda: self._weekly(ana, ben, acme)),
            ("2027-06-07 10:30", "Ben", lambda: _prefers(ben, At="07:30")),
            ("2027-06-08 10:00", "Chris", lambda: _quarterly(chris, globex)),
            ("2027-06-08 11:00", "Dana", lambda: _monthly(dana, hosting)),
            ("2027-06-18 09:30", "Ana", lambda: _pressed(ana, "Got it")),
            ("2027-07-29 16:00", "Ana", lambda: _away(ana, "2027-08-02", "2027-08-20")),
            ("2027-09-01 10:00", "Ben", lambda: _quiet(ben, "Friday", "Saturday", "Sunday")),
            (
                "2027-09-27 10:05",
                "Chris",
                lambda: chris.presses("Already said", on=chris.sees(globex)[-1]),
            ),
            ("2027-10-04 09:40", "Chris", lambda: _chooses(chris, "Snooze 1 week")),
            ("2027-11-24 09:40", "Chris", lambda: _pressed(chris, "Mute for a week")),
            ("2028-03-14 10:00", "Chris", lambda: self._moves(chris, "Europe/Berlin")),
            ("2028-03-28 18:00", "Chris", lambda: self._moves(chris, "America/New_York")),
        ]

    def _weekly(self, ana: Hands, ben: Hands, acme: Channel) -> None:
        set_cadence(
            ana, acme, "Every week", start="2027-06-16", agenda="what is late", country="DE"
        )
        set_owner(ana, acme, "Ana")
        form = step(ana, acme, "Escalation").fill("First: one of us", ["Ben"])
        form.fill("First: after how many working days", "3").submit()
        step(ana, acme, "Dates").fill("End of the term", "2028-05-31").fill(
            "Last day for notice", "2028-02-29"
        ).submit()
        form = step(ana, acme, "Gates").fill("Pilot: what it is", "one site")
        form.fill("Pilot: by when", "2027-12-31").submit()
        add_measure(ana, acme, unit="%")
        reminded(ana, acme)
        reminded(ben, acme)

    def _check_ins(self) -> Iterator[tuple[datetime, Act]]:
        """Ana says on each Wednesday afternoon that the check-in was held, but for some."""
        ana, ben, acme = self.person("Ana"), self.person("Ben"), self.slack.channel("acme")
        day = date(2027, 6, 16)
        while day < ENDS:
            if day not in SILENT:
                yield at_wall(day, "15:00", "Europe/Berlin"), lambda: _held(ana, acme)
            day += 7 * DAY
        yield at_wall(date(2027, 8, 4), "15:00", "Europe/Berlin"), lambda: _held(ben, acme)
        yield (
            at_wall(date(2027, 9, 22), "11:00", "Europe/Berlin"),
            lambda: _held(ana, acme, "no outcome yet"),
        )
        yield at_wall(date(2027, 11, 17), "11:00", "Europe/Berlin"), lambda: _skipped(ana, acme)

    def _moves(self, person: Hands, zone: str) -> None:
        person.person.zone = zone
        self.slack.changes(person)


NAMES = ("Ana", "Ben", "Chris", "Dana")
SILENT = frozenset(
    {
        *(date(2027, 8, day) for day in (4, 11, 18)),
        date(2027, 9, 15),
        date(2027, 11, 17),
        date(2028, 1, 12),
    }
)
"""Wednesdays on which Ana says nothing."""
TYPED: dict[str, Sequence[tuple[str, str]]] = {
    "Ana #acme": (
        ("2027-06-07 09:05", "/deal open Acme renewal selling 240k EUR"),
        ("2027-06-07 09:10", "/concede 5% off cost 2k because they plan early"),
        ("2027-06-07 09:15", "/coach start"),
        ("2027-06-07 09:20", "/deal digest here on"),
        ("2027-07-02 09:20", "/deal digest here off"),
        ("2027-06-09 11:00", "/ask 24-month term for #1 by Friday"),
        ("2027-06-11 14:00", "/ask again about 24-month term by 18 June"),
        ("2027-06-22 11:00", "/concede onboarding week cost 3k as goodwill review 15 July"),
        ("2027-07-15 11:00", "/concede net 60 cost 3k if they sign by 30 July"),
        ("2027-10-20 15:00", "/got training of our team worth 3k for #4"),
        ("2027-10-28 15:00", "/ask reference call by 2 Nov"),
        ("2027-11-04 15:00", "/got reference call worth 5k"),
        ("2027-12-20 15:00", "/ask case study by 3 Jan"),
        ("2027-12-20 15:05", "/deal digest here on"),
        ("2028-01-10 15:00", "/ask again about case study by 12 Jan"),
        ("2028-01-18 15:00", "/got case study worth 4k"),
        ("2028-01-21 15:00", "/deal digest here off"),
        ("2028-03-23 15:00", "/concede extra seat cost 1k because they open a site"),
        ("2028-04-05 15:00", "/got logo use worth 1k for the extra seat"),
    ),
    "Ben #acme": (
        ("2027-06-07 10:20", "/deal"),
        ("2027-06-07 10:25", "/coach start"),
        ("2027-11-12 18:00", "/deal measure uptime 99.2"),
        ("2027-12-01 10:00", "/deal measure uptime 99.8"),
        ("2028-04-15 12:00", "/deal measure uptime 98.9"),
    ),
    "Chris #globex": (
        ("2027-06-08 09:05", "/deal open Globex partnership partnering 100k USD"),
        ("2027-06-08 09:10", "/concede joint webinar cost 4k because they bring the audience"),
        ("2027-06-08 09:15", "/coach start"),
        ("2027-06-24 10:00", "/got list of attendees worth 5k for #1"),
        ("2027-09-27 10:00", "/concede booth at the fair cost 6k because it is shared"),
        ("2027-10-12 10:00", "/got two talks worth 7k for #2"),
        ("2027-11-01 10:00", "/concede net 60 cost 6k"),
        ("2027-11-19 10:00", "/ask co-marketing budget by 23 Nov"),
        ("2027-12-02 10:00", "/ask decline co-marketing budget"),
        ("2028-03-09 10:00", "/ask joint press release by 20 March"),
        ("2028-03-30 10:00", "/got joint press release worth 3k"),
    ),
    "Dana #general": (
        ("2027-06-08 10:05", "/deal eröffnen Rechenzentrum Einkauf 60k EUR"),
        ("2027-06-08 10:15", "/coach start"),
        ("2028-02-24 10:00", "/ask 3% Skonto bis 28. Februar"),
        ("2028-03-02 10:00", "/got 3% Skonto"),
    ),
}
"""What people type: who and where, when by their own wall."""


LINES = (
    *(
        "#",
        "Check-in",
        "QBR",
        "The check-in",
        "The QBR",
        "Zwischenstand",
        "Zum ",
        "In ",
        "Open",
        "Offen",
    ),
    *(
        "Goodwill",
        "Kulanz",
        "Conditional",
        "Draft",
        "Entwurf",
        "lapses",
        "Today:",
        "Tomorrow:",
        "Our offer",
    ),
)
"""What the lines of a message begin with that say what it tells."""
ASKED = re.compile(
    r"\d+ check-ins have|Zu \d+ Zwischenständen|.*What happened\?|.*Was ist passiert"
)
REASONS = (
    "one of your days off",
    "You are off that day",
    "freien Tage",
    "Tag haben Sie frei",
    "as before",
    "wie bisher",
    "for months",
)


def coming(database: Database) -> datetime | None:
    """When something is due next, in the outbox or by a schedule."""
    with database.engine.connect() as connection:
        at = connection.exec_driver_sql(NEXT).scalar()
    return parse_moment(at) if at else None


def at_wall(day: date, hour: str, zone: str) -> datetime:
    return datetime.fromisoformat(f"{day} {hour}").replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _gist(lines: Sequence[str]) -> str:
    """The first line, what else it tells, and why some of it comes when it does."""
    first, *rest = (line.partition(" [")[0] for line in lines)
    told = [line for line in rest if line.startswith(LINES) or ASKED.match(line)]
    why = [line.partition(". ")[0] for line in rest if any(word in line for word in REASONS)]
    return " | ".join([first, *told, *why])


def _quarterly(chris: Hands, globex: Channel) -> None:
    """On the 31st, or the last day of a month that has none."""
    set_cadence(chris, globex, "Every quarter (QBR)", start="2027-07-31", country="US")
    set_owner(chris, globex, "Chris")
    reminded(chris, globex)


def _monthly(dana: Hands, hosting: Channel) -> None:
    form = (
        _step(dana, hosting, "Takt")
        .fill("Wie oft?", "Jeden Monat")
        .fill("Ab welchem Tag?", "2027-10-31")
    )
    form.submit()
    _step(dana, hosting, "Verantwortliche").fill("Verantwortlich bei uns", ["Dana"]).submit()
    seen = dana.types("/deal rhythmus", in_=hosting)
    if "Erinnern" in seen.buttons:
        dana.presses("Erinnern", on=seen)


def _step(person: Hands, channel: Channel, button: str) -> Form:
    return form_of(person.presses(button, on=person.types("/deal rhythmus", in_=channel)))


def _prefers(person: Hands, **fields: str) -> None:
    form = form_of(person.types("/coach nudges"))
    for label, value in fields.items():
        form.fill(label, value)
    form.submit()


def _quiet(person: Hands, *days: str) -> None:
    form_of(person.types("/coach nudges")).fill("Days without a message", list(days)).submit()


def _away(person: Hands, first: str, last: str) -> None:
    form_of(person.types("/coach nudges")).fill("Away from", first).fill(
        "Away until", last
    ).submit()


def _newest(person: Hands, words: str) -> Shown | None:
    """The last message to the person that says so."""
    for message in reversed(person.dm.messages):
        lines = tuple(message_lines(message, person.names))
        if any(words in line for line in lines):
            return Shown(
                channel=person.dm, message=message, lines=lines, blocks=tuple(message.blocks or ())
            )
    return None


def _said(person: Hands, words: str) -> Shown:
    found = _newest(person, words)
    assert found is not None
    return found


def _pressed(person: Hands, label: str) -> None:
    person.presses(label, on=_said(person, label))


def _chooses(person: Hands, option: str) -> None:
    person.chooses(option, in_="digest.more", on=_said(person, "Open"))


def _held(person: Hands, channel: Channel, about: str = " tomorrow: Acme") -> None:
    """From the last message about it, where there is one."""
    on = _newest(person, about) or person.types("/deal checkins", in_=channel)
    if any("Settle them" in line for line in on.lines):
        several = form_of(person.presses("Settle them", on=on))
        several.fill("What became of them?", "Held")
        several.fill("What came of them, or why they were skipped", "on plan").submit()
        return
    form = form_of(person.presses("Held", on=on))
    form.fill("What came of it", "on plan").submit()


def _skipped(person: Hands, channel: Channel) -> None:
    form = form_of(person.presses("Skipped", on=person.types("/deal checkins", in_=channel)))
    form.fill("Why?", "both are at a fair").submit()
