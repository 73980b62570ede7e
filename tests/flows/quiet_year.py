"""A year of one deal, three people in three zones and ten moves, in which nobody presses a button of a message."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tests.flows.test_checkins import reminded
from tests.flows.test_rhythm import set_cadence, set_owner, step
from tests.flows.year import Act, Line, Year, at_wall

BEGINS = date(2027, 1, 4)
ENDS = date(2027, 12, 31)
ZONES = {"Ana": "Europe/Berlin", "Ben": "Australia/Sydney", "Chris": "America/New_York"}

MOVES: Sequence[tuple[str, str, str]] = (
    ("2027-01-05 10:00", "Ana", "/concede 2% off cost 4k because they plan early"),
    ("2027-01-06 10:00", "Ana", "/ask 24-month term for #1 by 15 Jan"),
    ("2027-01-12 10:00", "Chris", "/concede onboarding week cost 4k as goodwill review 17 Feb"),
    ("2027-02-02 10:00", "Ana", "/concede net 60 cost 3k if they sign by 19 Feb"),
    ("2027-02-10 10:00", "Ben", "/ask case study by 26 Feb"),
    ("2027-03-03 10:00", "Chris", "/concede training cost 5k"),
    ("2027-03-10 10:00", "Ana", "/offer 210k until 24 Mar"),
    ("2027-04-06 10:00", "Ben", "/ask reference call"),
    ("2027-06-02 10:00", "Ana", "/concede premium support cost 4k because they pay early"),
    ("2027-09-01 10:00", "Chris", "/ask logo use by 17 Sep"),
)
"""When by their own wall, who, and what they type."""


@dataclass(slots=True, kw_only=True)
class QuietYear(Year):
    """The same, wound forward."""

    def passes(self) -> list[Line]:
        """The whole of it."""
        self.slack.clock.wind_to(at_wall(BEGINS, "09:05", "Europe/Berlin"))
        self._begins()
        for at, act in sorted(self.acts(), key=lambda each: each[0]):
            self.until(at)
            act()
            self.look()
        self.until(at_wall(ENDS, "23:00", "Europe/Berlin"))
        return self.said

    def _begins(self) -> None:
        """A deal with a quarterly rhythm and days of its contract; all three take part and want messages."""
        acme = self.slack.channel("acme")
        for name, zone in ZONES.items():
            self.person(name).person.zone = zone
            self.slack.joins(self.person(name), acme)
            self.slack.changes(self.person(name))
        ana = self.person("Ana")
        ana.types("/deal open Acme renewal selling 240k EUR", in_=acme)
        set_cadence(ana, acme, "Every quarter (QBR)", start="2027-02-01", country="DE")
        set_owner(ana, acme, "Ana")
        step(ana, acme, "Dates").fill("End of the term", "2027-06-30").fill(
            "Last day for notice", "2027-03-31"
        ).submit()
        for name in ZONES:
            self.person(name).types("/coach start", in_=acme)
            reminded(self.person(name), acme)

    def acts(self) -> Iterator[tuple[datetime, Act]]:
        acme = self.slack.channel("acme")
        for at, name, line in MOVES:
            day, hour = at.split()
            types = self._typing(name, line, acme)
            yield at_wall(date.fromisoformat(day), hour, ZONES[name]), types

    def _typing(self, name: str, line: str, acme: object) -> Callable[[], object]:
        return lambda: self.person(name).types(line, in_=acme)  # type: ignore[arg-type]
