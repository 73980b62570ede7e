"""`giveget webhook`: what the webhook could not hand over, another try, and a test of the way."""

from collections.abc import Sequence

from bot.clock.system_clock import SystemClock
from bot.coach.records import WebhookDelivery, WebhookState
from bot.main import build_webhook_target
from bot.operations.acts import note_command
from bot.operations.database import open_database
from bot.settings import Settings, UnusableSettings, variable
from bot.store.engine import Database
from bot.store.store import SqlStore
from bot.webhook.payload import write_test_payload
from bot.webhook.sending import Attempt, WebhookTarget, send_delivery

MOST_LISTED = 500


class NoSuchDelivery(Exception):
    """No dead delivery has this id. `giveget webhook list` shows them."""


def list_deliveries(settings: Settings, state: WebhookState) -> list[str]:
    """A line for each delivery in that state, oldest first: ids, how often it was tried, and why it was not taken."""
    with open_database(settings) as database, SqlStore(database).reading() as work:
        found = work.webhooks.list_by_state(state, MOST_LISTED)
    return [_describe(delivery) for delivery in found]


def _describe(delivery: WebhookDelivery) -> str:
    at = delivery.at.isoformat(timespec="seconds")
    tried = f"{delivery.attempts} attempts"
    place = f"{delivery.team} {delivery.deal} entry {delivery.seq}"
    return f"{delivery.id} {at} {place}, {tried}: {delivery.why or 'not tried yet'}"


def retry_deliveries(settings: Settings, ids: Sequence[str]) -> int:
    """Gives dead deliveries another day, all of them where no id is named; how many. Raises `NoSuchDelivery`."""
    with open_database(settings) as database:
        note_command(database, "webhook.retry")
        return _retry(database, ids)


def _retry(database: Database, ids: Sequence[str]) -> int:
    with SqlStore(database).work() as work:
        now = SystemClock().now()
        if not ids:
            dead = work.webhooks.list_by_state(WebhookState.DEAD, MOST_LISTED)
            ids = [delivery.id for delivery in dead]
        for id_ in ids:
            if not work.webhooks.retry(id_, now):
                raise NoSuchDelivery(str(NoSuchDelivery.__doc__))
    return len(ids)


def try_webhook(settings: Settings) -> Attempt:
    """Sends a delivery of the kind `test`, once. Raises `UnusableSettings` where no webhook is set up."""
    target = require_target(settings)
    now = SystemClock().now()
    body = write_test_payload(now)
    return send_delivery(target, "test", body, timestamp=int(now.timestamp()))


def require_target(settings: Settings) -> WebhookTarget:
    """Where the webhook leads. Raises `UnusableSettings` where that is not set up."""
    target = build_webhook_target(settings)
    if target is None:
        names = f"{variable('webhook_url')} and {variable('webhook_secret')}"
        raise UnusableSettings([f"{names} must both be set for a webhook."])
    return target
