"""Hands the ledger's entries to the webhook: at least once each, those of one deal in their order.

Entries become rows in the transaction that moves the cursor on, so that none is missed and none counts twice. A row is
claimed under a lease, sent, and settled; what was not taken is sent again after longer and longer pauses, and is dead
after a day. A dead delivery no longer holds back those of its deal that come after it.
"""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot import logs
from bot.coach.authors import COLLEAGUE, load_author_roles
from bot.coach.deal_states import find_deal_state
from bot.coach.ports.clock import Clock
from bot.coach.ports.errors import UnknownCursor
from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import FeedEntry, WebhookDelivery, WebhookState
from bot.domain.ids import PersonId
from bot.webhook.payload import delivery_id, has_something_to_tell, write_payload
from bot.webhook.sending import Attempt, AttemptResult, WebhookTarget, send_delivery

LEASE = timedelta(seconds=60)
"""How long a claimed delivery belongs to one worker; longer than an attempt may take."""
BATCH = 200
"""Entries that become rows in one transaction."""
FIRST_RETRY = timedelta(seconds=30)
LONGEST_RETRY = timedelta(hours=6)
MAX_ATTEMPTS = 13
"""Attempts after which a delivery is dead: about a day after the first one."""
ROUND = timedelta(seconds=20)
"""How long one round may take, since the heartbeat waits for it."""
MOST_FAILURES = 3
"""Attempts in a row that fail before a round ends: the receiver is down, and each attempt may take seconds."""


class WebhookCursorLost(Exception):
    """The webhook's place in the feed is none of this database, as after a restore; it goes on from the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookCourier:
    """Hands entries over. Many may run at once: a claim belongs to one of them until its lease ends. `stopping` ends
    the work early."""

    store: Store
    clock: Clock
    target: WebhookTarget
    send: Callable[..., Attempt] = send_delivery
    stopping: threading.Event = field(default_factory=threading.Event)

    def run_round(self) -> int:
        """Makes rows of new entries, then sends what is due; returns how many deliveries were taken."""
        collect_entries(self.store, self.clock.now())
        return self._send_due()

    def _send_due(self) -> int:
        taken = failures = 0
        ends = self.clock.now() + ROUND
        while not self.stopping.is_set() and self.clock.now() < ends:
            now = self.clock.now()
            with self.store.work() as work:
                claimed = work.webhooks.claim_next(now, now + LEASE)
            if claimed is None or failures >= MOST_FAILURES:
                if claimed is not None:
                    self._give_back(claimed)
                break
            attempt = self._attempt(claimed)
            if attempt is None or attempt.result is AttemptResult.TAKEN:
                taken, failures = taken + (attempt is not None), 0
            else:
                failures += 1
        return taken

    def _give_back(self, delivery: WebhookDelivery) -> None:
        """A claim that nothing was done with counts as no attempt."""
        with self.store.work() as work:
            pending = replace(delivery, state=WebhookState.PENDING)
            work.webhooks.settle(pending, wake=self.clock.now())

    def _attempt(self, delivery: WebhookDelivery) -> Attempt | None:
        """Sends a claimed delivery; None where there is nothing to send any more."""
        with self.store.reading() as work:
            body = load_body(work, delivery, contents=self.target.contents)
        if body is None:
            self._settle(replace(delivery, state=WebhookState.SENT, why="gone"), None)
            return None
        timestamp = int(self.clock.now().timestamp())
        attempt = self.send(self.target, delivery.id, body, timestamp=timestamp)
        settled = replace(delivery, attempts=delivery.attempts + 1, why=attempt.why)
        if attempt.result is AttemptResult.TAKEN:
            self._settle(replace(settled, state=WebhookState.SENT), None)
        elif settled.attempts >= MAX_ATTEMPTS:
            self._settle(replace(settled, state=WebhookState.DEAD), None)
        else:
            pause = max(retry_pause(settled.attempts), timedelta(seconds=attempt.wait))
            pending = replace(settled, state=WebhookState.PENDING)
            self._settle(pending, self.clock.now() + pause)
        return attempt

    def _settle(self, delivery: WebhookDelivery, wake: datetime | None) -> None:
        with self.store.work() as work:
            work.webhooks.settle(delivery, wake=wake)


def retry_pause(attempts: int) -> timedelta:
    """How long to wait after so many attempts."""
    doublings = max(attempts - 1, 0)
    return min(FIRST_RETRY * (1 << doublings), LONGEST_RETRY)


def collect_entries(store: Store, now: datetime) -> int:
    """Makes deliveries of the entries since the last time; returns how many. The first time of all none: what happened
    before a webhook was set up is not told."""
    collected = 0
    while True:
        with store.work() as work:
            entries = _next_entries(work)
            for fed in entries:
                if has_something_to_tell(fed.entry):
                    work.webhooks.insert(_make_delivery(fed, now))
                    collected += 1
            if entries:
                work.webhooks.save_cursor(entries[-1].cursor)
        if len(entries) < BATCH:
            return collected


def _next_entries(work: UnitOfWork) -> list[FeedEntry]:
    cursor = work.webhooks.find_cursor()
    if cursor is None:
        work.webhooks.save_cursor(work.webhooks.find_end())
        return []
    try:
        return list(work.ledger.entries_since(cursor, BATCH))
    except UnknownCursor:
        logs.unexpected(WebhookCursorLost(), kind="webhook")
        work.webhooks.save_cursor(work.webhooks.find_end())
        return []


def _make_delivery(fed: FeedEntry, now: datetime) -> WebhookDelivery:
    return WebhookDelivery(
        team=fed.team,
        deal=fed.deal,
        seq=fed.entry.seq,
        id=delivery_id(fed.team, fed.deal, fed.entry.seq),
        at=now,
    )


def load_body(work: UnitOfWork, delivery: WebhookDelivery, *, contents: bool) -> bytes | None:
    """What a delivery says, from the ledger as it is; None where the deal or its workspace was purged meanwhile."""
    deal = work.deals.find(delivery.team, delivery.deal)
    entry = work.ledger.find_entry(delivery.team, delivery.deal, delivery.seq)
    if deal is None or entry is None:
        return None
    roles = load_author_roles(work, delivery.team, delivery.deal)
    if roles is not None:
        role = roles.get(entry.person, COLLEAGUE)
        entry = replace(entry, person=PersonId(role))
    fed = FeedEntry(
        team=delivery.team, deal=delivery.deal, entry=entry, cursor=work.webhooks.find_end()
    )
    return write_payload(fed, deal, find_deal_state(work, deal), contents=contents)
