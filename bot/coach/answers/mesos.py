"""What came of building equal offers, of a leaning, of looking for swaps and of a forecast, as facts."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.coach.answers.base import DealAnswer
from bot.domain.forecasts import Forecast
from bot.domain.issues import Issue
from bot.domain.leanings import Swap, WeightShift
from bot.domain.meso import BundleRow, Meso, NoMeso
from bot.domain.moves import Move
from bot.domain.offers import Offer
from bot.language.spoken_terms import SpokenMenu


class LevelFrom(StrEnum):
    """Where the worth to us comes from that equal bundles should have."""

    TYPED = "typed"
    OFFER = "offer"
    """Our last offer."""
    TARGET = "target"
    """The targets of the plan."""
    STEP = "step"
    """A step below our last offer, or below the targets, which leave nothing to vary."""
    USUAL = "usual"
    """Nothing says better."""
    NEAREST = "nearest"
    """The nearest one to any of these that has equal bundles."""


class WeighedBy(StrEnum):
    """What says how much the issues matter to us."""

    PLAN = "plan"
    SCALES = "scales"
    EVENLY = "evenly"


RHYTHMS = ("monthly", "quarterly", "first_days")
"""Rhythms to pick one of for packages that have none, as templates word them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MesoWeightsAsked(DealAnswer):
    """Before packages are built: which of these issues matter most, to us and to them? `level` is the worth to us that
    was asked for, None for the usual one."""

    issues: tuple[str, ...]
    level: Decimal | None = None

    @property
    def key(self) -> str:
        """What leads on without an answer."""
        level = 0 if self.level is None else int(self.level * 10_000)
        return f"{level}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MesoRhythm(DealAnswer):
    """A line on how the deal will be governed: how often, who, and what is measured."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MesoBuilt(DealAnswer):
    """Equal bundles, issue by issue in `rows`, to look at before they are put on the table. `unsaid` are issues left
    open because nobody said which way is better for us, `to_direct` the one of them to ask about; `beyond` those on
    which every bundle asks for more than our last offer, `shared` what both sides want the same way.

    `is_weighed` tells whether anything says what matters to a side, `unweighed` of which issues nothing does, `by_rate`
    which are weighed by what money costs in a year (`rate`, a share); `may_weigh` that the person may say it.
    `leanings` is how many choices of theirs the estimate of their weights rests on.

    `rhythm` is the line on governance of our last offer or of the deal; `picked_rhythm` the one of `RHYTHMS` picked for
    want of it, counted from 1. `seen` says as of which state of the deal they were built; `moved` that it changed since
    the person last looked."""

    rows: tuple[BundleRow, ...]
    meso: Meso
    page: int
    level_from: LevelFrom
    weighed_by: WeighedBy
    leanings: int
    unsaid: tuple[str, ...]
    to_direct: Issue | None = None
    beyond: tuple[str, ...] = ()
    shared: tuple[BundleRow, ...] = ()
    is_weighed: bool = True
    unweighed: tuple[str, ...] = ()
    by_rate: tuple[str, ...] = ()
    rate: Decimal = Decimal(0)
    may_weigh: bool = False
    rhythm: str
    picked_rhythm: int = 0
    seen: str
    moved: bool = False
    open_give: Move | None = None
    """What they have from us with nothing back."""
    unanswered: Offer | None = None
    """Our open offer that they have not answered and that gives less than one of the bundles: while it stands these
    would only bid against ourselves, so they are neither said nor put."""

    @property
    def has_standing(self) -> bool:
        """Whether we have an offer to compare them with."""
        return any(row.standing is not None for row in self.rows)

    @property
    def picked(self) -> MesoRhythm | None:
        """The rhythm that was picked, to be worded; None where there is none."""
        return (
            MesoRhythm(deal=self.deal, kind=RHYTHMS[self.picked_rhythm - 1])
            if self.picked_rhythm
            else None
        )

    @property
    def key(self) -> str:
        """What its buttons carry: which of the bundles these are, as of which state of the deal."""
        return _key(self.meso.level, self.page, self.level_from, self.seen, self.picked_rhythm)

    @property
    def next_key(self) -> str:
        """What leads to further ones."""
        return _key(self.meso.level, self.page + 1, self.level_from, self.seen, self.picked_rhythm)

    def key_with_rhythm(self, number: int) -> str:
        """What leads to the same bundles with one of `RHYTHMS`, counted from 1."""
        return _key(self.meso.level, self.page, self.level_from, self.seen, number)


def _key(level: Decimal, page: int, level_from: LevelFrom, seen: str = "", rhythm: int = 0) -> str:
    return f"{int(level * 10_000)}.{page}.{level_from}.{seen}" + (f"-{rhythm}" if rhythm else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class MesoNotBuilt(DealAnswer):
    """Why there are no equal bundles, and what would help: `to_direct` is an issue of which nobody said which way is
    better for us."""

    missing: NoMeso
    level_from: LevelFrom
    unsaid: tuple[str, ...] = ()
    to_direct: Issue | None = None

    @property
    def first_key(self) -> str:
        """What leads back to the first ones at the same level."""
        return _key(self.missing.level, 1, self.level_from)

    @property
    def nearest_key(self) -> str:
        """What leads to those at the nearest level; empty where there is none."""
        return (
            "" if self.missing.nearest is None else _key(self.missing.nearest, 1, LevelFrom.TYPED)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MesoSaid(DealAnswer):
    """Equal bundles in words to say to them, with their rhythm: as it is written, or the one that was `picked` for
    them; never sent."""

    menu: SpokenMenu
    rhythm: str = ""
    picked: MesoRhythm | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MesoShown(DealAnswer):
    """The equal bundles that are on the table, and which one they leaned to; None without any."""

    offer: Offer | None
    rows: tuple[BundleRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaned(DealAnswer):
    """They leaned to a bundle of ours (`bundle` counts from 0): what now seems to matter to them, and swaps from it."""

    offer: Offer
    bundle: int
    leanings: int
    shifts: tuple[WeightShift, ...]
    swaps: tuple[Swap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapsFound(DealAnswer):
    """Swaps from `offer` (from its bundle they leaned to, where they did) that leave both better off by estimate.
    `known` tells whether anything says what matters to them, or to us; without it there are none."""

    offer: Offer | None
    swaps: tuple[Swap, ...]
    leanings: int
    known: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MidpointForecast(DealAnswer):
    """Where a split of the difference would land. `asked` is an issue that was named without being one of the deal's,
    or on which the two sides do not both stand; `issues` those of the deal."""

    forecasts: tuple[Forecast, ...]
    issues: tuple[Issue, ...]
    asked: str = ""

    @property
    def known(self) -> bool:
        """Whether the issue that was asked for is one of the deal's."""
        return any(issue.name == self.asked for issue in self.issues)
