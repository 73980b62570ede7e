"""Where a person has turned Home to, as Home itself carries it: `mine:2 commitments:5`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.coach.answers.home import HomeSection
from bot.coach.deal_lists import DealFilter
from bot.slack.replies import HomeTurned

LONGEST_NUMBER = 5
"""Digits of a page or a row: nobody has turned so far that there are more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePlace:
    """A page of the person's deals, and the first row shown of each list of what waits that was turned."""

    which: DealFilter = DealFilter.ALL
    page: int = 1
    offsets: Mapping[HomeSection, int] = field(default_factory=dict)

    def turn(self, turned: HomeTurned) -> "HomePlace":
        """The place after one more press."""
        place = self
        if turned.deals is not None:
            which, page = turned.deals
            place = replace(place, which=which, page=page)
        if turned.rows is not None:
            section, offset = turned.rows
            place = replace(place, offsets={**place.offsets, section: offset})
        return place


def write_place(place: HomePlace) -> str:
    """The place in one line."""
    rows = [f"{section}:{offset}" for section, offset in place.offsets.items()]
    return " ".join([f"{place.which}:{place.page}", *rows])


def read_place(written: str) -> HomePlace:
    """The place that this line names; the beginning of whatever it does not name."""
    which, page = read_page(written.partition(" ")[0])
    found = [read_rows(each) for each in written.split()]
    return HomePlace(which=which, page=page, offsets=dict(rows for rows in found if rows))


def read_page(written: str) -> tuple[DealFilter, int]:
    """The page of a list of deals that a button names, `mine:2`; the first one of all where it names none."""
    name, _, page = written.partition(":")
    which = DealFilter(name) if name in set(DealFilter) else DealFilter.ALL
    return which, _read_number(page) or 1


def read_rows(written: str) -> tuple[HomeSection, int] | None:
    """The list of what waits and its first row that a button names, `commitments:5`; None where it names none."""
    name, _, offset = written.partition(":")
    return (HomeSection(name), _read_number(offset)) if name in set(HomeSection) else None


def _read_number(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) <= LONGEST_NUMBER else 0
