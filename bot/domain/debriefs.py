"""The debrief: what a deal taught, looked back on once it has ended.

Its questions come with what the ledger knows about them, so that answers are picked and put better,
not written from nothing. A debrief keeps only keys of what was picked and the words of people;
everything else is read from the ledger whenever it is shown, and leaves with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.domain.ids import PersonId


class DebriefTopic(StrEnum):
    """What is asked when a deal has ended."""

    TRUST = "trust"
    """Where it grew and where it wore."""
    TRADES = "trades"
    """Which trades brought more than they cost."""
    MEASURES = "measures"
    """Which measures said nothing, or were kept to the letter only."""
    MOMENTS = "moments"
    """Which meetings and rules solved something."""
    NEXT = "next"
    """What the next set of equal offers should hold."""


class FactKind(StrEnum):
    """What the ledger knows that may answer a question."""

    SIGNAL = "signal"
    """Somebody noted it in a meeting."""
    VOLUNTEERED = "volunteered"
    """They gave it without being asked."""
    DELIVERED = "delivered"
    """They promised it, and it came."""
    NOT_DELIVERED = "not_delivered"
    """They promised it, and it has not come yet."""
    TAKEN_BACK = "taken_back"
    """They had given it and took it back."""
    GAINED = "gained"
    """A trade that brought more than it cost."""
    COST_MORE = "cost_more"
    """A trade that brought less than it cost."""
    NOT_VALUED = "not_valued"
    """A trade of which nobody knows what it brought or cost."""
    STEADY = "steady"
    """A measure whose readings crossed its threshold once or never."""
    NOISY = "noisy"
    """A measure whose readings crossed its threshold again and again."""
    ON_THE_LINE = "on_the_line"
    """A measure whose readings stood on the threshold itself more often than not."""
    UNREAD = "unread"
    """A measure of which there are no three readings."""
    HELD = "held"
    """A check-in at which something was decided."""
    SKIPPED = "skipped"
    RECOVERED = "recovered"
    """A measure that was back within its threshold after its trigger had fired."""
    CHEAP_GIVE = "cheap_give"
    """A give of ours that was worth more to them than it cost us."""
    GRANTED = "granted"
    """An ask of ours that they agreed to."""
    DECLINED = "declined"
    """An ask of ours that they did not agree to."""


TOPICS: Mapping[FactKind, DebriefTopic] = {
    FactKind.SIGNAL: DebriefTopic.TRUST,
    FactKind.VOLUNTEERED: DebriefTopic.TRUST,
    FactKind.DELIVERED: DebriefTopic.TRUST,
    FactKind.NOT_DELIVERED: DebriefTopic.TRUST,
    FactKind.TAKEN_BACK: DebriefTopic.TRUST,
    FactKind.GAINED: DebriefTopic.TRADES,
    FactKind.COST_MORE: DebriefTopic.TRADES,
    FactKind.NOT_VALUED: DebriefTopic.TRADES,
    FactKind.STEADY: DebriefTopic.MEASURES,
    FactKind.NOISY: DebriefTopic.MEASURES,
    FactKind.ON_THE_LINE: DebriefTopic.MEASURES,
    FactKind.UNREAD: DebriefTopic.MEASURES,
    FactKind.HELD: DebriefTopic.MOMENTS,
    FactKind.SKIPPED: DebriefTopic.MOMENTS,
    FactKind.RECOVERED: DebriefTopic.MOMENTS,
    FactKind.CHEAP_GIVE: DebriefTopic.NEXT,
    FactKind.GRANTED: DebriefTopic.NEXT,
    FactKind.DECLINED: DebriefTopic.NEXT,
}
"""The question that each kind of fact may answer."""

TELLING: frozenset[FactKind] = frozenset(
    {
        FactKind.VOLUNTEERED,
        FactKind.NOT_DELIVERED,
        FactKind.TAKEN_BACK,
        FactKind.GAINED,
        FactKind.NOISY,
        FactKind.ON_THE_LINE,
        FactKind.HELD,
        FactKind.RECOVERED,
        FactKind.CHEAP_GIVE,
        FactKind.GRANTED,
    }
)
"""Kinds that are picked to begin with; the others may be picked too."""

FACTS_AT_MOST = 10
"""Facts offered for one question, so that a list can be looked through."""
PICKED_TO_BEGIN = 3
"""Facts of one question that are picked to begin with."""
LINES = 2
"""Lines that one debrief adds to the playbook of its workspace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefFact:
    """Something that may answer a question. `key` finds it again; `what` and `other` are words as
    they were typed, `about` a role or the name of a measure. `cost` and `worth` are in the deal's
    unit, `count` of `whole` are readings."""

    key: str
    kind: FactKind
    what: str
    other: str = ""
    about: str = ""
    on: date | None = None
    cost: Decimal | None = None
    worth: Decimal | None = None
    count: int = 0
    whole: int = 0

    @property
    def topic(self) -> DebriefTopic:
        """The question that it may answer."""
        return TOPICS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class DebriefAnswer:
    """What was answered to a question: the keys of the facts picked, and words."""

    picked: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """What people of a deal said when they looked back on it, as of `version`. `lines` are for the
    playbook of the workspace; `person` saved it last."""

    answers: Mapping[DebriefTopic, DebriefAnswer] = field(default_factory=dict)
    lines: tuple[str, ...] = ()
    person: PersonId
    at: datetime
    version: int = 1


def pick_to_begin(facts: Sequence[DebriefFact], topic: DebriefTopic) -> tuple[str, ...]:
    """The keys of the facts that are picked before anybody answered a question."""
    telling = [fact.key for fact in facts if fact.topic is topic and fact.kind in TELLING]
    return tuple(telling[:PICKED_TO_BEGIN])
