"""Measures of one deal in full, and of several together, as facts."""

from dataclasses import dataclass
from datetime import date

from bot.coach.answers import CurvePoint
from bot.coach.answers.base import Answer, DealAnswer
from bot.domain.deals import Side
from bot.domain.measures.picture import Picture
from bot.domain.pooled_measures import MeasuredDeal, PooledRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DealMeasured(DealAnswer):
    """All measures of one deal, each with what it rests on."""

    today: date
    picture: Picture
    curve: tuple[CurvePoint, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledSide:
    """The measures over the deals of one side: how many, since when; `charted` are the latest with a ratio."""

    side: Side
    deals: int
    since: date
    rows: tuple[PooledRow, ...] = ()
    charted: tuple[MeasuredDeal, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuresPooled(Answer):
    """Measures over a person's own deals or, as `team`, over all of the workspace. `sides` are those with deals enough;
    `few` counts the deals of the others. `allowed` says whether an admin lets team figures be shown, `owners` whether
    there are people enough."""

    team: bool = False
    sides: tuple[PooledSide, ...] = ()
    few: int = 0
    allowed: bool = True
    owners: bool = True
