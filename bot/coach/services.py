"""What every use case has at hand, and the rule that a request is taken once."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import TypeVar, cast

from bot.coach.answers import NotDone, RefusalReason
from bot.coach.ports import (
    Calendar,
    Clock,
    DatabaseBusy,
    DuplicateSubmission,
    Render,
    Store,
    UnitOfWork,
    VersionConflict,
)
from bot.coach.records import ProcessedRequest
from bot.coach.refusals import Refused
from bot.coach.requests import Actor
from bot.domain.cards import Deck
from bot.domain.deals import Side
from bot.domain.ids import ChannelId, PersonId, TeamId
from bot.domain.objections import Objection
from bot.domain.playbooks import Playbook
from bot.domain.tradeables import Library
from bot.language.languages import language_of


class RecentAnswers:
    """The last answers by once-key, so that the losers of a parallel duplicate get the winner's answer."""

    def __init__(self, size: int = 1000) -> None:
        self._size = size
        self._answers: OrderedDict[tuple[TeamId, str], object] = OrderedDict()
        self._lock = Lock()

    def keep(self, team: TeamId, key: str, answer: object) -> None:
        """Keeps an answer; the oldest makes room."""
        with self._lock:
            self._answers[team, key] = answer
            if len(self._answers) > self._size:
                self._answers.popitem(last=False)

    def drop(self, team: TeamId, key: str, answer: object) -> None:
        """Forgets an answer whose transaction failed; another's answer to the same request stays."""
        with self._lock:
            if self._answers.get((team, key)) is answer:
                self._answers.pop((team, key), None)

    def get(self, team: TeamId, key: str) -> object | None:
        """The answer given to that request, where it is still known."""
        with self._lock:
            return self._answers.get((team, key))


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The coach's ports, bound once in the composition root."""

    store: Store
    clock: Clock
    calendar: Calendar
    library: Mapping[str, Mapping[Side, Library]]
    """Tradeables by language and side."""
    cards: Mapping[str, Deck]
    """Tactic cards by language."""
    playbooks: Mapping[str, Mapping[Side, Playbook]]
    """Playbooks by language and side."""
    objections: Mapping[str, Mapping[Side, tuple[Objection, ...]]]
    """Their objections with the trades that answer them, by language and side."""
    render: Render
    recent: RecentAnswers = field(default_factory=RecentAnswers)
    crowded: set[tuple[TeamId, ChannelId]] = field(default_factory=set)
    """Channels that were last seen with several open deals, so that an answer there names its deal."""

    asked: dict[tuple[TeamId, PersonId], datetime] = field(default_factory=dict)
    """Until when people need not be asked whether they want to be nudged, as far as this process knows."""

    def tradeables(self, locale: str, side: Side) -> Library:
        """The library of a side in the reader's language."""
        return self.library[language_of(locale)][side]

    def deck(self, locale: str) -> Deck:
        """The cards in the reader's language, else in English."""
        return self.cards[language_of(locale)]

    def playbook(self, locale: str, side: Side) -> Playbook:
        """The playbook of a side in the reader's language, else in English."""
        return self.playbooks[language_of(locale)][side]

    def objected(self, locale: str, side: Side) -> tuple[Objection, ...]:
        """What they object to on a side, in the reader's language."""
        return self.objections[language_of(locale)][side]


Answer = TypeVar("Answer")


def run_once(
    services: Services,
    by: Actor,
    key: str,
    act: Callable[[UnitOfWork], Answer],
    again: Callable[[UnitOfWork, ProcessedRequest], Answer],
) -> Answer:
    """Runs `act` in a transaction, once per key: `act` itself marks the key as taken.

    A request taken before gets the answer it had or, where that is no longer known, what `again` finds in the
    ledger; from anybody but the person who sent it, none. Raises `Refused` where `act` does, and where the database is
    busy or the ledger changed twice in between; then the transaction leaves nothing behind.
    """
    try:
        return _tried(services, by, key, act, again)
    except VersionConflict:
        pass  # a person's first two moves at once, say: the second look finds what the other one wrote
    try:
        return _tried(services, by, key, act, again)
    except VersionConflict:
        raise Refused(why=RefusalReason.CHANGED) from None


def _tried(
    services: Services,
    by: Actor,
    key: str,
    act: Callable[[UnitOfWork], Answer],
    again: Callable[[UnitOfWork, ProcessedRequest], Answer],
) -> Answer:
    """One try. Raises `VersionConflict` where the ledger changed meanwhile."""
    team, mine = by.team, f"{by.person}:{key}"
    answer: Answer | None = None
    try:
        with services.store.work() as work:
            answer = act(work)
            if isinstance(answer, NotDone):
                raise Refused.from_answer(answer)
            # Before the commit: the loser of a race of duplicates looks for it as soon as it is done.
            services.recent.keep(team, mine, answer)
        return answer
    except DuplicateSubmission:
        return _told_before(services, by, key, again)
    except Refused:
        # What the first of two equal requests did may be why the second is refused, say a draft that is settled by now.
        with services.store.reading() as work:
            taken = work.keys.find_processed(team, key) is not None
        if not taken:
            raise
        return _told_before(services, by, key, again)
    except DatabaseBusy:
        services.recent.drop(team, mine, answer)
        raise Refused(why=RefusalReason.BUSY) from None
    except BaseException:
        services.recent.drop(team, mine, answer)
        raise


def _told_before(
    services: Services, by: Actor, key: str, again: Callable[[UnitOfWork, ProcessedRequest], Answer]
) -> Answer:
    told = services.recent.get(by.team, f"{by.person}:{key}")
    if told is not None:
        return cast(Answer, told)
    with services.store.reading() as work:
        taken = work.keys.find_processed(by.team, key)
        if taken is None:
            raise Refused(why=RefusalReason.BUSY)
        entry = work.ledger.find_entry(by.team, taken.deal, taken.seq)
        theirs = entry is not None and entry.person != by.person
        if theirs:
            raise Refused(why=RefusalReason.SETTLED)
        return again(work, taken)
