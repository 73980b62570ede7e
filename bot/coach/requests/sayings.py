"""Orders about what is said."""

from dataclasses import dataclass

from bot.coach.actors import Actor
from bot.domain.ids import DealId, MoveNo
from bot.domain.replies import Emptiness
from bot.domain.styles import Aim, Phrasing


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDraft:
    """Read a draft sentence. `once` is the key under which it is remembered for its buttons."""

    by: Actor
    deal: DealId
    text: str
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStyle:
    """Set how the sentences of a deal are put, as the form showed it at `version`."""

    by: Actor
    deal: DealId
    version: int
    aim: Aim
    phrasing: Phrasing
    model: str
    once: str


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeGet:
    """Look at a get: what speaks against it."""

    by: Actor
    deal: DealId
    no: MoveNo
    empty: frozenset[Emptiness]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskObjected:
    """Open the ask of a trade that answers an objection."""

    by: Actor
    deal: DealId
    objection: str
    trade: int
    once: str
