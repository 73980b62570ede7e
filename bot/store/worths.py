"""Figures and times as text: exact, readable in the database, and the way back.

A worth reads as people would write it: `12000 EUR`, `~12000 EUR` for an estimate, `10000..15000 EUR` for a range,
`20 pts`, `size M`. A range that does not count as its midpoint carries both: `~12000(10000..15000) EUR`.
"""

import re
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from bot.domain.moves import Increase
from bot.domain.worth import Figure, Size, Worth

_SIZE = "size "
_ALL_OF_IT = "more"
_NUMBER = r"-?\d+(?:\.\d+)?"
_FIGURE = re.compile(
    rf"(?:(~)?({_NUMBER})(?:\(({_NUMBER})?\.\.({_NUMBER})?\))?|({_NUMBER})\.\.({_NUMBER}))(?: (.*))?",
    re.DOTALL,
)


class UnreadableFigure(ValueError):
    """The database holds a figure that this version cannot read."""


def worth_text(worth: Worth | None) -> str | None:
    """A cost or a worth as the database keeps it; unknown stays unknown."""
    if worth is None:
        return None
    if isinstance(worth, Size):
        return f"{_SIZE}{worth}"
    number = _range(worth) or f"{'~' if worth.estimate else ''}{_plain(worth.amount)}"
    return f"{number} {worth.unit}" if worth.unit else number


def _range(figure: Figure) -> str | None:
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None
    if low is not None and high is not None and figure == Figure.between(low, high, figure.unit):
        return f"{_plain(low)}..{_plain(high)}"
    ends = "..".join("" if end is None else _plain(end) for end in (low, high))
    return f"{'~' if figure.estimate else ''}{_plain(figure.amount)}({ends})"


def _plain(number: Decimal) -> str:
    if not number.is_finite():
        raise ValueError(number)
    return format(number, "f")


@lru_cache(maxsize=4096)
def worth(text: str | None) -> Worth | None:
    """The cost or worth that a text of the database stands for."""
    if text is None:
        return None
    if text.startswith(_SIZE):
        return Size(text.removeprefix(_SIZE))
    read = _FIGURE.fullmatch(text)
    if read is None:
        raise UnreadableFigure
    about, amount, low, high, start, end, unit = read.groups()
    if start is not None:
        return Figure.between(Decimal(start), Decimal(end), unit or "")
    return Figure(
        amount=Decimal(amount),
        unit=unit or "",
        estimate=about is not None,
        low=_number(low),
        high=_number(high),
    )


def figure(text: str | None) -> Figure | None:
    """The same where no size is possible."""
    read = worth(text)
    if isinstance(read, Size):
        raise UnreadableFigure
    return read


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def stamp(at: datetime) -> str:
    """A moment as text of one width, in UTC, so that texts sort as moments do."""
    if at.tzinfo is None:
        raise ValueError("A moment needs its zone.")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """The moment of a stamp, aware, in UTC."""
    return datetime.fromisoformat(text)


def increase_text(increase: Increase | None) -> str | None:
    """How a give comes on top of an earlier one, as kept: `2 %`, or `more` where it is all of it."""
    if increase is None:
        return None
    if increase.step is None:
        return _ALL_OF_IT
    return f"{_plain(increase.step)} {increase.unit}"


def increase(text: str | None) -> Increase | None:
    """The increase that was kept."""
    if text is None or text == _ALL_OF_IT:
        return None if text is None else Increase()
    step, _, unit = text.partition(" ")
    return Increase(step=Decimal(step), unit=unit)
