"""Each request is answered once, however often Slack delivers it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock

from bot.coach.answers import RefusalReason
from bot.coach.answers.base import Answer
from bot.coach.approval_lists import find_by_key
from bot.coach.log import show_processed
from bot.coach.ports.errors import VersionConflict
from bot.coach.recent import RecentCache
from bot.coach.refusals import AlreadyProcessed, HeldForApproval, Refused
from bot.coach.services import Services
from bot.domain.ids import PersonId, TeamId
from bot.slack.context import RequestContext

KEPT_ANSWERS = 200
"""Enough for what Slack delivers again within minutes in most workspaces. An answer holds the moves that it tells of,
hundreds in a long deal; for a request further back the ledger tells what it led to."""
RequestKey = tuple[TeamId, PersonId, str]


@dataclass(slots=True)
class _Turn:
    """The lock of one request, and how many deliveries of it hold it or wait for it."""

    lock: Lock = field(default_factory=Lock)
    deliveries: int = 0


class RecentAnswers(RecentCache[RequestKey, Answer]):
    """The last answers by request. Parallel deliveries of one request take turns, so that the second one finds the
    answer of the first."""

    def __init__(self, size: int = KEPT_ANSWERS) -> None:
        super().__init__(size)
        self._turns: dict[RequestKey, _Turn] = {}
        self._turns_lock = Lock()

    @contextmanager
    def take_turn(self, key: RequestKey) -> Iterator[None]:
        """Waits until no other delivery of this request is being answered."""
        with self._turns_lock:
            turn = self._turns.setdefault(key, _Turn())
            turn.deliveries += 1
        try:
            with turn.lock:
                yield
        finally:
            with self._turns_lock:
                turn.deliveries -= 1
                if not turn.deliveries:
                    del self._turns[key]


def answer_once(
    context: RequestContext,
    act: Callable[[], Answer],
    *,
    recent: RecentAnswers,
    services: Services,
) -> Answer:
    """What `act` answers; for a request that was processed before, the answer it had or, where this process does not
    know that any more, what the ledger tells of it. Raises `Refused` where `act` does, and where the ledger changed
    twice while it ran."""
    key = (context.actor.team, context.actor.person, context.once)
    with recent.take_turn(key):
        try:
            answer = _retry_on_conflict(act)
        except AlreadyProcessed as processed:
            earlier = recent.find(key) or processed.answer
            return earlier or _answer_from_store(context, processed.key, services)
        except HeldForApproval as held:
            answer = held.answer
        recent.keep(key, answer)
        return answer


def _retry_on_conflict(act: Callable[[], Answer]) -> Answer:
    # Two moves of one person at once, say: the second look finds what the first one wrote.
    try:
        return act()
    except VersionConflict:
        pass
    try:
        return act()
    except VersionConflict:
        raise Refused(why=RefusalReason.CHANGED) from None


def _answer_from_store(context: RequestContext, key: str, services: Services) -> Answer:
    """What the stored rows tell of a request that was processed before: what waits for approval, else the move that it
    led to."""
    waiting = find_by_key(context.actor, key, services=services)
    return waiting or show_processed(context.actor, key, services=services)
