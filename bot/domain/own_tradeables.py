"""What people of a workspace added to the libraries: things that they ask for, or are asked for, in
their line of business."""

from dataclasses import dataclass, replace

from bot.domain.deals import Side
from bot.domain.ids import TeamId
from bot.domain.matching import subject_words
from bot.domain.tradeables import LABEL_AT_MOST, Library, Tradeable
from bot.domain.worth import Figure, Size, Worth

MOST_OWN = 60
"""Things that a workspace may add on one side, so that one message can list them."""
KEY = "own."
"""What the key of one begins with, in a library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnTradeable:
    """A thing that one side can ask of the other. `side` is who asks for it: what a seller can give
    is what a buyer asks for. `cost` is what it costs who gives it, `worth` what it is worth to who
    asks; None where nobody said. A retired one is proposed no more."""

    team: TeamId
    id: str
    side: Side
    what: str
    cost: Worth | None = None
    worth: Worth | None = None
    retired: bool = False
    version: int = 1


def add_own_tradeables(library: Library, own: list[OwnTradeable]) -> Library:
    """The library with what people added; theirs come first, and take the place of one that is
    called the same."""
    added = tuple(_build_tradeable(each) for each in own if not each.retired)
    names = {each.what.casefold() for each in added}
    rest = tuple(
        tradeable for tradeable in library.tradeables if tradeable.what.casefold() not in names
    )
    return replace(library, tradeables=(*added, *rest))


def _build_tradeable(own: OwnTradeable) -> Tradeable:
    label = own.what if len(own.what) <= LABEL_AT_MOST else own.what[: LABEL_AT_MOST - 1] + "…"
    return Tradeable(
        key=f"{KEY}{own.id}",
        label=label[:1].upper() + label[1:],
        what=own.what,
        phrase=own.what,
        issue="",
        # Where nobody said a size, it counts as one of the middle.
        cost=own.cost if isinstance(own.cost, Size) else Size.M,
        worth=own.worth if isinstance(own.worth, Size) else Size.M,
        about=subject_words(own.what),
        exact=own.cost if isinstance(own.cost, Figure) else None,
        is_own=True,
    )
