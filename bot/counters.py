"""What operations can count: requests, their time and the outbox; never what a deal is about."""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import Metric
from prometheus_client.parser import text_string_to_metric_families
from prometheus_client.registry import Collector

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.2, 3.0)
"""Bounds of the duration histogram: 2.2 is our own deadline, 3 is Slack's."""


TICK_AGE = "giveget_tick_age_seconds"
LOWEST = frozenset(
    {TICK_AGE, "giveget_database_usable", "giveget_clock_trusted", "giveget_disk_free_bytes"}
)
"""Gauges of which several processes tell the lowest."""


def merge_figures(texts: Sequence[bytes]) -> bytes:
    """The figures of several processes in one text: what is counted is added up. Of the age since a tick the lowest is
    told, because one process ticks at a time, and of what is 1 while it is well; of all else the highest."""
    merged: dict[str, Metric] = {}
    values: dict[tuple[str, str, tuple[tuple[str, str], ...]], float] = {}
    for text in texts:
        for family in text_string_to_metric_families(text.decode()):
            merged.setdefault(family.name, Metric(family.name, family.documentation, family.type))
            for sample in family.samples:
                key = family.name, sample.name, tuple(sorted(sample.labels.items()))
                known = values.get(key)
                choose = _choose_merge(family)
                values[key] = sample.value if known is None else choose(known, sample.value)
    for (family_name, name, labels), value in values.items():
        merged[family_name].add_sample(name, dict(labels), value)
    return generate_latest(_Read(list(merged.values())))


def _choose_merge(family: Metric) -> Callable[[float, float], float]:
    if family.type in ("counter", "histogram"):
        return float.__add__
    return min if family.name in LOWEST or family.name.endswith("_created") else max


class _Read(Collector):
    """Figures that were read, to be written again."""

    def __init__(self, families: Sequence[Metric]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        return self._families


class Counters:
    """The figures of one process. Labels take few values: kinds of request, outcomes, states of a post."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "giveget_requests", "Requests from Slack.", ["kind", "outcome"], registry=self._registry
        )
        self._seconds = Histogram(
            "giveget_request_seconds",
            "Time to answer Slack.",
            ["kind"],
            buckets=SECONDS,
            registry=self._registry,
        )
        self._posts = Gauge(
            "giveget_posts", "Posts in the outbox.", ["state"], registry=self._registry
        )
        self._webhook = Gauge(
            "giveget_webhook_deliveries",
            "Deliveries of the webhook.",
            ["state"],
            registry=self._registry,
        )
        self._oldest = Gauge(
            "giveget_oldest_post_seconds",
            "How long the oldest post waits.",
            registry=self._registry,
        )
        self._overdue = Gauge(
            "giveget_schedules_overdue", "Schedules that should be done.", registry=self._registry
        )
        self._ticked = Gauge(
            "giveget_last_tick_seconds", "When the last tick ended.", registry=self._registry
        )
        self._heard = time.monotonic()
        age = Gauge(
            TICK_AGE,
            "Time since the last tick, or the start.",
            registry=self._registry,
        )
        age.set_function(lambda: time.monotonic() - self._heard)

    def watch(self, name: str, what: str, read: Callable[[], float]) -> None:
        """One more figure, read whenever the figures are."""
        Gauge(name, what, registry=self._registry).set_function(read)

    def answered(self, *, kind: str, outcome: str, seconds: float) -> None:
        """One request from Slack, and how it ended."""
        self._requests.labels(kind, outcome).inc()
        self._seconds.labels(kind).observe(seconds)

    def outbox(self, posts: Mapping[str, int], *, oldest: float, overdue: int) -> None:
        """How many posts there are in each state (a state that is not named has none), how many seconds the oldest
        that waits is late, and how many schedules are."""
        self._oldest.set(oldest)
        self._overdue.set(overdue)
        self._posts.clear()
        for state, count in posts.items():
            self._posts.labels(state).set(count)

    def webhook(self, deliveries: Mapping[str, int]) -> None:
        """How many deliveries there are in each state (a state that is not named has none)."""
        self._webhook.clear()
        for state, count in deliveries.items():
            self._webhook.labels(state).set(count)

    def ticked(self, timestamp: float) -> None:
        """The heartbeat came round at that Unix time."""
        self._ticked.set(timestamp)
        self._heard = time.monotonic()

    def text(self) -> bytes:
        """All figures in Prometheus's text format."""
        return generate_latest(self._registry)
