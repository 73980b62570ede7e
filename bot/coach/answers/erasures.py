"""What is said about erasing a person, as facts."""

from dataclasses import dataclass
from typing import ClassVar

from bot.coach.answers.base import Answer
from bot.domain.deals import Deal
from bot.domain.ids import PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAsked(Answer):
    """Whether this person is to be erased."""

    shows_names: ClassVar[bool] = True
    person: PersonId


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(Answer):
    """Somebody was erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePlace:
    """A text with a name in it, as it stands and as it would, cut down to what is around the name. `deal` is None where
    it belongs to none; `no` is the number of its row in it, of a move or, where `is_commitment`, of a commitment."""

    deal: Deal | None
    before: str
    after: str
    no: int | None = None
    is_commitment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameErasureAsked(Answer):
    """Whether these names are to be replaced by `mark`. `places` are some of those that the person may see, `more` how
    many others there are; so many are `hidden` in deals that they may not see. `line` is what waits for the answer."""

    names: tuple[str, ...]
    line: str
    mark: str
    places: tuple[NamePlace, ...]
    more: int
    hidden: int
    hidden_deals: int
    in_workspace: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameErased(Answer):
    """Names were replaced by `mark`, in the whole workspace or in the deals that the person owns."""

    mark: str
    in_workspace: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUnclear(Answer):
    """What was typed could be an ordinary word, or is no name."""

    typed: str
