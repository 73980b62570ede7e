"""Serves the bot until told to stop: over HTTP, or over Socket Mode."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.clock.system_clock import SystemClock
from bot.jobs.heartbeat import EventWorker, Heartbeat
from bot.main import POST_SECONDS, Bot, build
from bot.operations.database import require_usable_database, require_usable_keys
from bot.pages import serve_pages
from bot.settings import Settings
from bot.worker_group import WorkerGroup

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


@contextmanager
def run_web_app(
    settings: Settings, draining: threading.Event, group: WorkerGroup
) -> "Iterator[WSGIApplication]":
    """The web app of one worker with its heartbeat, on a database that fits.

    Once `draining` is set, only requests are answered.
    """
    require_usable_database(settings)
    require_usable_keys(settings)
    with _run_bot(settings, draining, group) as bot:
        yield bot.web


@contextmanager
def _run_bot(
    settings: Settings, stopping: threading.Event, group: WorkerGroup, *, over_http: bool = True
) -> Iterator[Bot]:
    bot = build(settings, clock=SystemClock(), stopping=stopping, over_http=over_http)

    def tick() -> None:
        bot.connection_watch.look()
        with group.take_round() as is_ours:
            if bot.clock_watch.check() and is_ours:
                bot.tick()

    def drain() -> None:
        if bot.clock_watch.is_trusted:
            bot.drain()

    heartbeat = Heartbeat(tick, liveness=bot.liveness)
    sender = EventWorker(drain, bot.posted)
    # Before anything is sent: a clock that is wrong from the start is found only now.
    bot.clock_watch.check()
    heartbeat.start()
    sender.start()
    try:
        yield bot
    finally:
        # in this order: nothing new is begun, then whoever is at work ends, then the database goes
        bot.stopping.set()
        sender.stop()
        heartbeat.stop()
        bot.close()


def run_socket_mode(settings: Settings) -> None:
    """Answers Slack over Socket Mode until SIGINT or SIGTERM; health and metrics are served beside it."""
    require_usable_database(settings)
    require_usable_keys(settings)
    over = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: over.set())
    with _run_bot(settings, over, WorkerGroup(), over_http=False) as bot:
        client = WebClient(base_url=settings.slack_api_url, timeout=POST_SECONDS)
        connection = SocketModeHandler(
            bot.app, app_token=settings.slack_app_token.get_secret_value(), web_client=client
        )
        connection.connect()  # type: ignore[no-untyped-call] # the library gives no types here
        bot.connection_watch.watch(connection.client.is_connected)
        with serve_pages(bot.web, host=settings.host, port=settings.port):
            over.wait()
        # what is under way is answered before the connection goes
        connection.client.message_workers.shutdown()
        connection.close()  # type: ignore[no-untyped-call] # nor here
