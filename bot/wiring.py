"""The one place that knows everyone: ports are bound to what is behind them.

What only some commands need (migrations, documents, the playground) is imported where it is first used, so that a
serving process carries only what it needs.
"""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import orjson
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot import server
from bot.clock.calendars import Calendars
from bot.clock.system_clock import SystemClock
from bot.coach.answers import NotDone
from bot.coach.channels import tell_owners_of_blocked_post
from bot.coach.exports import export_deal as exported
from bot.coach.exports import find_deal
from bot.coach.imports import import_sheet
from bot.coach.ports import Clock, Store
from bot.coach.records import PostState
from bot.coach.rhythms import build_rhythm_page
from bot.coach.services import Services
from bot.counters import Counters
from bot.domain.cards import Deck, build_deck, read_card, read_findings
from bot.domain.deals import Deal, Side
from bot.domain.objections import Objection, read_objections
from bot.domain.playbooks import Playbook, read_playbook
from bot.domain.tradeables import Library, read_library, translate_library
from bot.jobs.due import run_due_jobs
from bot.jobs.heartbeat import EventWorker, Heartbeat, Liveness
from bot.language.languages import ENGLISH, LANGUAGES
from bot.language.sheets import Sheet, read_sheet
from bot.settings import Settings
from bot.slack.app import slack_app
from bot.slack.blocks import Block
from bot.slack.directory import UNHURRIED, Directory
from bot.slack.poster import Poster
from bot.slack.render import Renderer
from bot.slack.reopening import Reopening
from bot.slack.replies import SentAgain
from bot.slack.services import SlackServices
from bot.store.engine import Database, Journal, connect
from bot.store.plans import UNSEALED, Seal
from bot.store.schema import schema_state
from bot.store.store import SqlStore

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

HOME = Path(__file__).parents[1]
TEMPLATES = HOME / "templates"

SLACK_SECONDS = 1
"""How long one call to Slack may take while somebody waits."""
POST_SECONDS = 10
"""How long one may take for a message that waits in the outbox."""


class UnusableDatabase(Exception):
    """The database does not suit this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The whole bot over one database: its Slack app, its web app, its heartbeat, and the way to let go."""

    app: App
    web: "WSGIApplication"
    tick: Callable[[], object]
    drain: Callable[[], object]
    posted: threading.Event
    stopping: threading.Event
    liveness: Liveness
    close: Callable[[], object]


@cache
def written(templates: Path = TEMPLATES) -> Renderer:
    """What writes the messages of these templates, read once in a program's life."""
    return Renderer(templates)


@cache
def libraries(templates: Path = TEMPLATES) -> dict[str, dict[Side, Library]]:
    """The starter libraries of tradeables, one per side, by language."""
    return {
        language: {side: _library(templates, language, side) for side in Side}
        for language in LANGUAGES
    }


def _library(templates: Path, language: str, side: Side) -> Library:
    path = f"library/{side.value}.toml"
    library = read_library((templates / path).read_text(encoding="utf-8"))
    words = in_language(path, language, templates)
    return (
        library
        if language == ENGLISH
        else translate_library(library, words.read_text(encoding="utf-8"))
    )


def in_language(path: str, language: str, templates: Path = TEMPLATES) -> Path:
    """Where a file of the templates stands in a language; English ones stand in no folder of their own."""
    return templates / path if language == ENGLISH else templates / language / path


@cache
def decks(templates: Path = TEMPLATES) -> dict[str, Deck]:
    """The tactic cards by language. A card that nobody translated is there in English."""
    return {language: _deck(templates, language) for language in LANGUAGES}


def _deck(templates: Path, language: str) -> Deck:
    cards = []
    for path in sorted((templates / "cards").glob("*.toml")):
        translated = in_language(f"cards/{path.name}", language, templates)
        words = (
            translated.read_text(encoding="utf-8")
            if language != ENGLISH and translated.exists()
            else ""
        )
        cards.append(read_card(path.stem, path.read_text(encoding="utf-8"), words))
    findings = in_language("evidence.toml", language, templates)
    return build_deck(cards, read_findings(findings.read_text(encoding="utf-8")))


@cache
def playbooks(templates: Path = TEMPLATES) -> dict[str, dict[Side, Playbook]]:
    """The playbooks by language and side, on the cards of the same language."""
    return {
        language: {
            side: read_playbook(
                in_language(f"playbooks/{side.value}.toml", language, templates).read_text(
                    encoding="utf-8"
                ),
                cards,
            )
            for side in Side
        }
        for language, cards in decks(templates).items()
    }


@cache
def objections(templates: Path = TEMPLATES) -> dict[str, dict[Side, tuple[Objection, ...]]]:
    """Their objections with the trades that answer them, by language and side."""
    return {
        language: {
            side: read_objections(
                in_language(f"objections/{side.value}.toml", language, templates).read_text(
                    encoding="utf-8"
                )
            )
            for side in Side
        }
        for language in LANGUAGES
    }


def services(store: Store, clock: Clock) -> Services:
    """The coach's desk over a store."""

    renderer = written()

    def render(answer: object, *, locale: str, today: date) -> str:
        message = renderer.render(answer, locale=locale, today=today)
        return orjson.dumps(
            {"text": message.text, "blocks": message.blocks, "locale": locale}
        ).decode()

    return Services(
        store=store,
        clock=clock,
        calendar=Calendars(),
        library=libraries(),
        cards=decks(),
        playbooks=playbooks(),
        objections=objections(),
        render=render,
    )


def seal_of(settings: Settings) -> Seal:
    """What private plans are sealed with; nothing where the operator set no key."""
    keys = settings.encryption_keys
    if not keys:
        return UNSEALED
    sealing: Seal = import_module("bot.store.seals").Keys(keys)
    return sealing


def build(
    settings: Settings,
    *,
    clock: Clock,
    journal: Journal | None = None,
    keep: Callable[[Database], Store] | None = None,
    stopping: threading.Event | None = None,
    post_seconds: float = POST_SECONDS,
    renderer: Renderer | None = None,
) -> Bot:
    """The bot with these settings; `keep` makes another store than the usual one over its database. Once `stopping` is
    set it is ready for nothing new."""
    database = connect(
        settings.database_url.get_secret_value(), threads=settings.threads, journal=journal
    )
    token = settings.slack_bot_token.get_secret_value()
    secret = settings.slack_signing_secret.get_secret_value()
    client = WebClient(
        token=token, base_url=settings.slack_api_url, timeout=SLACK_SECONDS, retry_handlers=[]
    )
    renderer = renderer or written()
    posted = threading.Event()
    store = keep(database) if keep else SqlStore(database, seal_of(settings), posted.set)
    coach = services(store, clock)
    directory = Directory(client=client, store=coach.store, clock=clock)
    slack = SlackServices(
        coach=coach,
        renderer=renderer,
        directory=directory,
        client=client,
        secret=secret.encode(),
    )
    app = slack_app(slack, signing_secret=secret, token=token, client=client)
    counters = Counters()
    posting = WebClient(
        token=token,
        base_url=settings.slack_api_url,
        timeout=post_seconds,  # type: ignore[arg-type] # the library takes parts of a second as well
        retry_handlers=[],
    )
    poster = _poster(coach, renderer, posting, stopping or threading.Event())
    liveness = Liveness()
    web = server.application(
        SlackRequestHandler(app),
        genuine=partial(_genuine, SignatureVerifier(secret)),
        health=partial(_health, database, poster.stopping, liveness),
        counters=counters,
    )
    return Bot(
        app=app,
        web=web,
        tick=_beat(coach, directory, poster, counters),
        drain=poster.drain,
        posted=posted,
        stopping=poster.stopping,
        liveness=liveness,
        close=database.close,
    )


def _poster(
    services: Services, renderer: Renderer, client: WebClient, stopping: threading.Event
) -> Poster:
    def again(locale: str) -> list[Block]:
        return renderer.blocks(SentAgain(), locale=locale, today=services.clock.now().date())

    closed = partial(tell_owners_of_blocked_post, services=services)
    return Poster(
        store=services.store,
        client=client,
        clock=services.clock,
        again=again,
        closed=closed,
        stopping=stopping,
    )


def _beat(
    services: Services, directory: Directory, poster: Poster, counters: Counters
) -> Callable[[], None]:
    """What each beat of the heart does: the jobs that are due, then the messages that wait in the outbox."""
    store, clock = services.store, services.clock
    reopening = Reopening(store=store, client=poster.client, clock=clock)

    def beat() -> None:
        run_due_jobs(
            is_private_channel=partial(directory.private, patience=UNHURRIED), services=services
        )
        with store.reading() as work:
            blocked = work.outbox.count_by_state().get(PostState.BLOCKED, 0)
        reopening.look(blocked=blocked)
        poster.drain()
        _count(store, clock.now(), counters)
        counters.ticked(clock.now().timestamp())

    return beat


def _genuine(verifier: SignatureVerifier, body: bytes, timestamp: str, signature: str) -> bool:
    return verifier.is_valid(body=body, timestamp=timestamp, signature=signature)


def _count(store: Store, now: datetime, counters: Counters) -> None:
    """How the outbox and what comes round stand."""
    with store.reading() as work:
        posts, oldest, overdue = (
            work.outbox.count_by_state(),
            work.outbox.find_oldest_due(),
            work.schedules.count_overdue(now),
        )
    late = max((now - oldest).total_seconds(), 0.0) if oldest else 0.0
    counters.outbox(posts, oldest=late, overdue=overdue)


def _health(database: Database, stopping: threading.Event, liveness: Liveness) -> server.Health:
    """Ready while the database answers with the tables of this program, the heart beats, and nobody told us to stop."""
    if stopping.is_set():
        return server.Health(ready=False, parts={"server": "stopping"})
    database.must_be_there()
    schema = schema_state(database)
    parts = {"database": "ok" if schema.servable else "tables do not fit"}
    if liveness.has_stopped:
        parts["heartbeat"] = "stopped"
    return server.Health(ready=schema.servable and not liveness.has_stopped, parts=parts)


@contextmanager
def serving(settings: Settings, draining: threading.Event) -> "Iterator[WSGIApplication]":
    """The web app with its heartbeat, on a database that fits. Once `draining` is set, only requests are answered."""
    _must_fit(settings)
    with _beating(settings, draining) as bot:
        yield bot.web


@contextmanager
def _beating(settings: Settings, stopping: threading.Event) -> Iterator[Bot]:
    bot = build(settings, clock=SystemClock(), stopping=stopping)
    heartbeat = Heartbeat(bot.tick, liveness=bot.liveness)
    sender = EventWorker(bot.drain, bot.posted)
    heartbeat.start()
    sender.start()
    try:
        yield bot
    finally:
        bot.stopping.set()
        sender.stop()
        heartbeat.stop()
        bot.close()


def socket(settings: Settings) -> None:
    """Answers Slack over Socket Mode until told to stop."""
    _must_fit(settings)
    over = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: over.set())
    with _beating(settings, over) as bot:
        client = WebClient(base_url=settings.slack_api_url, timeout=POST_SECONDS)
        connection = SocketModeHandler(
            bot.app, app_token=settings.slack_app_token.get_secret_value(), web_client=client
        )
        connection.connect()  # type: ignore[no-untyped-call] # the library gives no types here
        over.wait()
        connection.client.message_workers.shutdown()  # what is under way is answered first
        connection.close()  # type: ignore[no-untyped-call] # nor here


def _must_fit(settings: Settings) -> None:
    """A new SQLite file gets its tables; any other database must have those of this program, or of the last one."""
    url = settings.database_url.get_secret_value()
    database = connect(url, threads=1)
    try:
        schema = schema_state(database)
        if schema.current is None and database.journal is not None:
            _upgrade(database)
        elif schema.newer:
            raise UnusableDatabase(
                "The database was made by a newer giveget; please start that one."
            )
        elif not schema.servable:
            raise UnusableDatabase("The database's tables are too old; please run: giveget migrate")
    finally:
        database.close()


def migrate(settings: Settings) -> None:
    """Brings the database up to this version."""
    database = connect(settings.database_url.get_secret_value(), threads=1)
    try:
        _upgrade(database)
    finally:
        database.close()


def _upgrade(database: Database) -> None:
    import_module("bot.store.migrate").upgrade(database)


def back_up(settings: Settings, file: Path) -> None:
    """Copies the database into a new file (`bot.store.backups` says what it raises)."""
    database = connect(settings.database_url.get_secret_value(), threads=1)
    try:
        import_module("bot.store.backups").back_up(database, file)
    finally:
        database.close()


def restore(settings: Settings, file: Path, *, force: bool) -> Path | None:
    """Puts a backup where the database is, and says where the one before it went."""
    url, now = settings.database_url.get_secret_value(), SystemClock().now()
    aside: Path | None = import_module("bot.store.backups").restore(url, file, now=now, force=force)
    return aside


class FixedClock:
    """A clock that shows one moment."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at


def tick_at(settings: Settings, at: datetime) -> str:
    """Does what is due as of that moment and says what it did, in one line. Messages go into the outbox, from which
    whoever serves sends them."""
    _must_fit(settings)
    bot_token = settings.slack_bot_token.get_secret_value()
    client = WebClient(
        token=bot_token, base_url=settings.slack_api_url, timeout=SLACK_SECONDS, retry_handlers=[]
    )
    database = connect(settings.database_url.get_secret_value(), threads=1)
    try:
        clock, store = FixedClock(at), SqlStore(database, seal_of(settings))
        coach = services(store, clock)
        directory = Directory(client=client, store=store, clock=clock)
        report = run_due_jobs(
            is_private_channel=partial(directory.private, patience=UNHURRIED), services=coach
        )
        runs = report.schedules
        return (
            f"As of {at.isoformat(timespec='minutes')}: {report.lapses.lapsed} lapsed; "
            f"{runs.made} came round with something to say, {runs.empty} without; "
            f"{runs.dropped} late days dropped; {len(runs.failed)} failed."
        )
    finally:
        database.close()


WRITERS = {
    "json": "bot.documents.ledger_json",
    "csv": "bot.documents.ledger_csv",
    "xlsx": "bot.documents.ledger_xlsx",
}
"""What writes a deal in each format."""
PAGES = frozenset({"html", "md"})
"""Formats that hold the rhythm alone, on one page for both sides."""


class NoSuchDeal(Exception):
    """There is no deal with that id or name, or more than one with that name."""


def export(settings: Settings, deal: str, form: str) -> bytes:
    """All that is stored about a deal. Raises `NoSuchDeal`."""
    database = connect(settings.database_url.get_secret_value(), threads=1)
    try:
        clock = SystemClock()
        if form in PAGES:
            return _page(settings, database, deal, form)
        found = exported(
            deal, today=clock.now().date(), services=services(SqlStore(database), clock)
        )
        if isinstance(found, NotDone):
            raise NoSuchDeal(str(NoSuchDeal.__doc__))
        written: bytes = import_module(WRITERS[form]).written(found)
        return written
    finally:
        database.close()


def _page(settings: Settings, database: Database, deal: str, form: str) -> bytes:
    """The rhythm of a deal on one page, in the language of the settings."""
    clock, store = SystemClock(), SqlStore(database)
    found = find_deal(deal, services=services(store, clock))
    if isinstance(found, NotDone):
        raise NoSuchDeal(str(NoSuchDeal.__doc__))
    with store.reading() as work:
        page = replace(build_rhythm_page(work, found), today=clock.now().date())
    written: bytes = import_module("bot.documents.page").written(
        page, form=form, locale=settings.locale, templates=TEMPLATES
    )
    return written


class UnreadableSheet(Exception):
    """The file is no sheet of moves: its first row needs headings, among them move and what."""


def import_file(settings: Settings, text: str, deal: str | None, *, dry: bool) -> tuple[str, bool]:
    """What importing a sheet did, or would do, in words; and whether every row could be taken. Where one could not,
    nothing is recorded. Raises `NoSheet` and `NoSuchDeal`."""
    today = SystemClock().now().date()
    sheet = read_sheet(text, locale=settings.locale, today=today)
    if not isinstance(sheet, Sheet):
        raise UnreadableSheet(str(UnreadableSheet.__doc__))
    database = connect(settings.database_url.get_secret_value(), threads=1)
    try:
        renderer = written()
        coach = services(SqlStore(database), SystemClock())
        done = [
            import_sheet(
                found,
                part,
                today=today,
                locale=settings.locale,
                dry=dry or bool(sheet.troubles),
                services=coach,
            )
            for found, part in _by_deal(coach, sheet, deal)
        ]
        told = [renderer.plain(each, locale=settings.locale, today=today) for each in done]
        return "\n".join(told), not sheet.troubles
    finally:
        database.close()


def _by_deal(coach: Services, sheet: Sheet, deal: str | None) -> list[tuple[Deal, Sheet]]:
    """The rows of each deal that the sheet names; rows that name none are for `deal`."""
    found: list[tuple[Deal, Sheet]] = []
    for name in dict.fromkeys(row.deal or deal or "" for row in sheet.rows) or (deal or "",):
        known = find_deal(name, services=coach)
        if isinstance(known, NotDone):
            raise NoSuchDeal(str(NoSuchDeal.__doc__))
        rows = tuple(row for row in sheet.rows if (row.deal or deal or "") == name)
        found.append((known, replace(sheet, rows=rows, troubles=() if found else sheet.troubles)))
    return found


def play(port: int, headless: bool, story: str | None) -> int:  # noqa: FBT001 - flags of the command line
    """Serves the playground, or tells one story; the exit code."""
    playing = import_module("bot.playground.playing")
    code: int = playing.play(
        build, migrate, partial(gallery, playing), port=port, headless=headless, story=story
    )
    return code


def gallery(playing: ModuleType) -> object:
    """Every message with its sample answer, as the playground shows them."""
    return playing.gallery(written())
