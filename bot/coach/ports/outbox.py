"""Where is kept what is on its way out: messages to Slack, and deliveries to the webhook."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.coach.records import DeliveryFailure, EntryCursor, Post, WebhookDelivery, WebhookState
from bot.domain.ids import DealId, PersonId, TeamId


class OutboxRepository(Protocol):
    """Messages on their way to Slack."""

    def find(self, team: TeamId, post: str) -> Post | None:
        """A message as it stands, sent or not."""

    def insert(self, post: Post) -> None:
        """Puts a message into the outbox; one that is already there stays as it is."""

    def claim_due(self, now: datetime, lease: datetime, limit: int) -> Sequence[Post]:
        """Takes due messages until the end of the lease; no other worker gets them before it. Their
        state says what is to be done: `SENDING` those that were pending, `AUDITING` those sent
        again, `CHECKING` all others, among them those whose worker was not heard of again."""

    def settle(self, post: Post, *, wake: datetime | None = None) -> bool:
        """Writes what became of a claimed message, its state among it, and when somebody comes back
        to it. Returns whether it was still this worker's; where another worker has claimed it
        since, nothing changes."""

    def recheck(self, post: Post, *, wake: datetime) -> None:
        """Has a message that counts as sent looked at once more: whoever sent it had lost its claim
        by then."""

    def cancel_pending(self, team: TeamId, first: str, why: str) -> int:
        """Gives up the posts that wait to be sent and whose ids begin with `first`; how many."""

    def cancel_of_deal(
        self, team: TeamId, deal: DealId, to: PersonId, why: str, *, spared: str
    ) -> int:
        """Gives up the posts about a deal that wait to be sent to one person, but for those whose ids begin with
        `spared`; how many."""

    def list_blocked_teams(self) -> Sequence[TeamId]:
        """Where posts are blocked."""

    def release_blocked(self, team: TeamId, why: Sequence[str], now: datetime) -> int:
        """Lets blocked posts with these reasons go out after all; how many."""

    def count_by_state(self) -> Mapping[str, int]:
        """How many posts there are in each state."""

    def count_failures(self, team: TeamId, since: datetime) -> Sequence[DeliveryFailure]:
        """The messages of a workspace that Slack did not take, due since that moment, by reason, the last first. Those
        that we gave up ourselves are none."""

    def count_late(self, team: TeamId, before: datetime) -> int:
        """How many messages of a workspace should have been sent before that moment, and wait to be."""

    def find_oldest_due(self) -> datetime | None:
        """Since when the post that waits longest should have been sent; None where none waits."""

    def delete_ended_before(self, before: datetime, most: int) -> int:
        """Removes the oldest posts that were sent or given up and were due before then, at most so
        many; how many."""


class WebhookRepository(Protocol):
    """Entries on their way to the webhook, and its place in the feed."""

    def insert(self, delivery: WebhookDelivery) -> None:
        """Adds a delivery, due at once; one that is there already stays as it is."""

    def claim_next(self, now: datetime, lease: datetime) -> WebhookDelivery | None:
        """Claims until `lease` a delivery that is due, or whose lease has ended, and that is the first of its deal that
        is not settled. None where there is none, or another worker was faster."""

    def settle(self, delivery: WebhookDelivery, *, wake: datetime | None) -> bool:
        """Stores what became of a claimed delivery, which is due again at `wake`; False where the claim was lost."""

    def list_by_state(self, state: WebhookState, most: int) -> Sequence[WebhookDelivery]:
        """The deliveries in that state, oldest first."""

    def retry(self, id_: str, now: datetime) -> bool:
        """Makes a dead delivery due again, as if it had never been tried; False where none is dead under that id."""

    def count_by_state(self) -> Mapping[str, int]:
        """How many deliveries there are in each state."""

    def count_dead(self, team: TeamId) -> int:
        """How many deliveries of a workspace were never taken."""

    def find_cursor(self) -> EntryCursor | None:
        """The place in the feed up to which entries became deliveries; None where none ever did."""

    def find_end(self) -> EntryCursor:
        """The place after the last entry."""

    def save_cursor(self, cursor: EntryCursor) -> None:
        """Moves the place on."""

    def delete_sent_before(self, before: datetime, most: int) -> int:
        """Deletes at most so many deliveries that were handed over; how many."""
