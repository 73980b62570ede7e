"""What happens at each beat of the heart: what lapsed, what is due, what waits to be posted."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from bot import logs
from bot.coach.ports.store import Store
from bot.coach.records import PostState
from bot.coach.retention import RetentionKeeper
from bot.coach.services import Services
from bot.counters import Counters
from bot.jobs.due import DueJobsReport, run_due_jobs
from bot.slack.directory import UNHURRIED, Directory
from bot.slack.installations import Installations
from bot.slack.poster import Poster
from bot.slack.reopening import BlockedPostReleaser
from bot.slack.uninstalls import UninstallKeeper
from bot.webhook.deliveries import WebhookCourier


def run_due(services: Services, directory: Directory) -> DueJobsReport:
    """Does what is due by the clock of the services; messages go into the outbox."""
    # nobody waits here, so Slack has longer to say whose a channel is
    is_private_channel = partial(directory.is_private, patience=UNHURRIED, anew=True)
    return run_due_jobs(is_private_channel=is_private_channel, services=services)


def build_beat(
    services: Services,
    directory: Directory,
    installations: Installations,
    poster: Poster,
    counters: Counters,
    courier: WebhookCourier | None = None,
) -> Callable[[], None]:
    """The function that the heartbeat calls. The clients of `installations` may wait longer than those of the
    directory; `courier` hands entries to the webhook, where one is set up."""
    store, clock = services.store, services.clock
    releaser = BlockedPostReleaser(store=store, installations=installations, clock=clock)
    keeper = UninstallKeeper(services=services, installations=installations)
    retention = RetentionKeeper(services=services)

    def beat() -> None:
        # Before the morning messages, so that they tell of what was announced just now.
        for error in retention.settle():
            logs.unexpected(error, kind="tick")
        run_due(services, directory)
        keeper.settle()
        with store.reading() as work:
            blocked = work.outbox.count_by_state().get(PostState.BLOCKED, 0)
        releaser.release(blocked=blocked)
        poster.drain()
        if courier is not None:
            _hand_over(courier)
        _count_outbox(store, clock.now(), counters)
        counters.ticked(clock.now().timestamp())

    return beat


def _hand_over(courier: WebhookCourier) -> None:
    """A round of the webhook. What goes wrong in it must not keep the outbox from being counted."""
    try:
        courier.run_round()
    except Exception as error:  # noqa: BLE001 - the next beat comes all the same
        logs.unexpected(error, kind="webhook")


def _count_outbox(store: Store, now: datetime, counters: Counters) -> None:
    """Reports what waits in the outbox and which schedules are late."""
    with store.reading() as work:
        posts = work.outbox.count_by_state()
        oldest = work.outbox.find_oldest_due()
        overdue = work.schedules.count_overdue(now)
        deliveries = work.webhooks.count_by_state()
    late = max((now - oldest).total_seconds(), 0.0) if oldest else 0.0
    counters.outbox(posts, oldest=late, overdue=overdue)
    counters.webhook(deliveries)
