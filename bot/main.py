"""The composition root: builds the bot from its settings, binding each port to what is behind it."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

import orjson
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.signature import SignatureVerifier

from bot import server
from bot.beat import build_beat
from bot.clock.calendars import Calendars
from bot.coach.answers.base import Answer
from bot.coach.canvases import (
    CanvasRequest,
    collect_canvas,
    explain_not_kept,
    find_canvas,
    remember_canvas,
)
from bot.coach.channels import tell_owners_of_blocked_post
from bot.coach.documents import (
    DocumentContents,
    DocumentFile,
    explain_not_sent,
    make_document,
    take_document,
)
from bot.coach.door import reader_for
from bot.coach.handovers import start_hand_over
from bot.coach.ports.clock import Clock
from bot.coach.ports.process_health import ProcessHealth
from bot.coach.ports.store import Store, UnitOfWork
from bot.coach.records import Person
from bot.coach.services import Contacts, Services
from bot.content.load import (
    TEMPLATES,
    load_decks,
    load_libraries,
    load_objections,
    load_playbooks,
    load_trade_libraries,
)
from bot.counters import Counters
from bot.documents.download import DownloadPage
from bot.documents.links import LinkSigner
from bot.domain.deals import Side
from bot.domain.documents import DocumentForm
from bot.domain.ids import ChannelId, TeamId
from bot.health import Vitals, examine_health, look_at_process
from bot.jobs.clock_watch import ClockWatch
from bot.jobs.connection_watch import ConnectionWatch
from bot.jobs.heartbeat import Liveness
from bot.language.concerns import find_concerns
from bot.settings import Settings
from bot.slack.app import slack_app
from bot.slack.authors import show_roles_in_post
from bot.slack.blocks import Block
from bot.slack.canvases import CanvasKeeper, CanvasPage
from bot.slack.directory import UNHURRIED, Directory
from bot.slack.install_flow import InstallDoor, build_install_flow
from bot.slack.install_pages import InstallPages
from bot.slack.installations import Installations, SingleInstallation
from bot.slack.poster import Poster
from bot.slack.render import Renderer
from bot.slack.replies import SentAgain
from bot.slack.request_shapes import is_well_formed
from bot.slack.response_links import ResponseLinks
from bot.slack.services import SlackServices
from bot.slack.slack_time import read_slack_time
from bot.slack.stored_installations import AppCredentials, StoredInstallations
from bot.slack.uploads import DocumentSender
from bot.store.engine import Database, Journal, connect
from bot.store.plans import UNSEALED, Seal
from bot.store.store import SqlStore
from bot.webhook.deliveries import WebhookCourier
from bot.webhook.sending import WebhookTarget

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from bot.store.seals import Keys

PATIENCE = 1.0
"""How many seconds one call to Slack, or a turn at the database, may take while somebody waits."""
INSTALL_SECONDS = 5
"""How long one may take for somebody who waits for a page in the browser."""
POST_SECONDS = 10
"""How long one may take for a message that waits in the outbox."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """The whole bot over one database: its Slack app, its web app, its heartbeat, and the way to let go.

    `posted` is set when something new waits in the outbox; `stopping` is set to begin nothing new.
    """

    app: App
    web: "WSGIApplication"
    tick: Callable[[], object]
    drain: Callable[[], object]
    posted: threading.Event
    stopping: threading.Event
    liveness: Liveness
    clock_watch: ClockWatch
    connection_watch: ConnectionWatch
    close: Callable[[], object]


@cache
def load_renderer() -> Renderer:
    """What renders the messages; its templates are read once in a program's life."""
    return Renderer(TEMPLATES)


def choose_renderer(*, bare_commands: bool) -> Renderer:
    """The same, which names commands as people type them in an app with the short names, or with `/giveget` alone."""
    renderer = load_renderer()
    return renderer if bare_commands else renderer.for_one_command()


def build_services(
    store: Store,
    clock: Clock,
    *,
    bare_commands: bool = True,
    contacts: Contacts | None = None,
    look_at_process: Callable[[], ProcessHealth] = ProcessHealth,
) -> Services:
    """What every use case has, over a store."""
    renderer = choose_renderer(bare_commands=bare_commands)

    def render(answer: Answer, *, locale: str, today: date) -> str:
        message = renderer.render(answer, locale=locale, today=today)
        body: dict[str, object] = {
            "text": message.text,
            "blocks": message.blocks,
            "locale": locale,
        }
        if answer.shows_names:
            body["shows_names"] = True
        return orjson.dumps(body).decode()

    return Services(
        store=store,
        clock=clock,
        calendar=Calendars(),
        library=load_libraries(),
        trade_library=load_trade_libraries(),
        cards=load_decks(),
        playbooks=load_playbooks(),
        objections=load_objections(),
        render=render,
        contacts=contacts or Contacts(),
        look_at_process=look_at_process,
    )


def build_seal(settings: Settings) -> Seal:
    """What private plans are sealed with; nothing where the operator set no key."""
    keys = build_keys(settings)
    return UNSEALED if keys is None else keys


def build_keys(settings: Settings) -> "Keys | None":
    """The operator's keys, where some are set."""
    if not settings.encryption_keys:
        return None
    # the cryptography library is large, and the playground sets no key
    from bot.store.seals import Keys  # noqa: PLC0415

    return Keys(settings.encryption_keys)


def build_webhook_target(settings: Settings) -> WebhookTarget | None:
    """Where the webhook leads; None where none is set up, or where nothing could prove that a delivery is genuine."""
    secret = settings.webhook_secret.get_secret_value()
    if not settings.webhook_url or not secret:
        return None
    if settings.webhook_url.startswith("http://") and not settings.webhook_private_addresses:
        return None
    return WebhookTarget(
        url=settings.webhook_url,
        secret=secret,
        private_allowed=settings.webhook_private_addresses,
        contents=settings.webhook_contents,
    )


def build_client(settings: Settings, *, seconds: float) -> WebClient:
    """A client of Slack's Web API that waits that long for an answer and never tries again by itself. It has the
    operator's token, where there is one."""
    return WebClient(
        token=settings.slack_bot_token.get_secret_value() or None,
        base_url=settings.slack_api_url,
        timeout=seconds,  # type: ignore[arg-type] # the library takes parts of a second as well
        retry_handlers=[],
    )


def build_installations(settings: Settings, services: Services, client: WebClient) -> Installations:
    """Where Giveget is installed: in one workspace, by the operator's token, or wherever somebody installed it."""
    if not settings.installs_itself:
        return SingleInstallation(client=client)
    return StoredInstallations(services=services, client=client, app=_credentials(settings))


def _credentials(settings: Settings) -> AppCredentials:
    return AppCredentials(
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
    )


def build(
    settings: Settings,
    *,
    clock: Clock,
    journal: Journal | None = None,
    keep: Callable[[Database], Store] | None = None,
    stopping: threading.Event | None = None,
    patience: float = PATIENCE,
    post_seconds: float = POST_SECONDS,
    renderer: Renderer | None = None,
    whole_answers: bool = False,
    over_http: bool = True,
) -> Bot:
    """Builds the bot with these settings.

    `patience` is how many seconds Slack or the database may take while somebody waits. `keep` makes
    another store than the usual one over its database. Once `stopping` is set the bot
    begins nothing new. With `whole_answers` nothing of an answer is put behind *More*. Without
    `over_http` nobody can follow a link to this bot, so that it makes none.
    """
    url = settings.database_url.get_secret_value()
    database = connect(url, threads=settings.threads, journal=journal, patience=patience)
    posted = threading.Event()
    store = keep(database) if keep else SqlStore(database, build_seal(settings), posted.set)
    contacts = Contacts(support=settings.support_contact, privacy=settings.privacy_contact)
    client = build_client(settings, seconds=patience)
    vitals = Vitals(
        database=database,
        stopping=stopping or threading.Event(),
        liveness=Liveness(),
        clock_watch=ClockWatch(
            clock.now, references=(partial(read_slack_time, client), database.read_time)
        ),
        connection_watch=ConnectionWatch(),
    )
    coach = build_services(
        store,
        clock,
        bare_commands=settings.bare_commands,
        contacts=contacts,
        look_at_process=partial(look_at_process, vitals),
    )
    # Now, not while the first person who asks something waits for Slack's three seconds.
    reader_for(coach)
    # Nobody's first line waits for the weights to be read, not even one that waits for the database as well.
    find_concerns("5% off", Side.SELLING)
    directory = Directory(
        installations=build_installations(settings, coach, client),
        store=store,
        clock=clock,
        on_left=partial(_start_hand_over, coach),
    )
    secret = settings.slack_signing_secret.get_secret_value()
    token = settings.slack_bot_token.get_secret_value()
    slack = SlackServices(
        coach=coach,
        renderer=renderer or choose_renderer(bare_commands=settings.bare_commands),
        directory=directory,
        # Socket Mode has no signing secret; forms are sealed with whatever only Slack and we know.
        secret=(secret or token).encode(),
        whole_answers=whole_answers,
        links=ResponseLinks(api_url=settings.slack_api_url, seconds=patience),
    )
    app = slack_app(slack, signing_secret=secret, token=token, client=client)
    counters = Counters()
    signer = None
    if settings.public_url and secret and over_http:
        signer = LinkSigner(secret.encode(), settings.public_url)
    unhurried = build_installations(settings, coach, build_client(settings, seconds=post_seconds))
    poster = _build_poster(slack, unhurried, vitals.stopping, signer)
    _watch_vitals(counters, vitals, over_http=over_http)
    web = server.application(
        SlackRequestHandler(app),
        genuine=partial(_is_genuine, SignatureVerifier(secret)) if secret else _refuse_request,
        health=partial(examine_health, vitals),
        counters=counters,
        documents=_build_download_page(signer, coach, slack.renderer) if signer else None,
        well_formed=is_well_formed,
        install=_build_install_door(settings, coach) if settings.installs_itself else None,
    )
    target = build_webhook_target(settings)
    courier = None
    if target is not None:
        courier = WebhookCourier(store=store, clock=clock, target=target, stopping=poster.stopping)
    return Bot(
        app=app,
        web=web,
        tick=build_beat(coach, directory, unhurried, poster, counters, courier),
        drain=poster.drain,
        posted=posted,
        stopping=poster.stopping,
        liveness=vitals.liveness,
        clock_watch=vitals.clock_watch,
        connection_watch=vitals.connection_watch,
        close=database.close,
    )


def _watch_vitals(counters: Counters, vitals: Vitals, *, over_http: bool) -> None:
    """Lets the metrics tell what readiness tells, whenever they are read."""
    database = vitals.database
    counters.watch(
        "giveget_database_usable",
        "1 while the last use of the database found nothing wrong with it.",
        lambda: float(database.trouble is None),
    )
    counters.watch(
        "giveget_clock_trusted",
        "1 while the machine's clock is trusted; else nothing is sent.",
        lambda: float(vitals.clock_watch.is_trusted),
    )
    if database.journal is not None:
        counters.watch(
            "giveget_disk_free_bytes",
            "Room on the disk of the SQLite file.",
            lambda: float(database.read_free_bytes() or 0),
        )
    if not over_http:
        counters.watch(
            "giveget_socket_connected",
            "1 while the connection to Slack is there, or has been away for a moment only.",
            lambda: float(vitals.connection_watch.look()),
        )


def _build_download_page(
    signer: LinkSigner, services: Services, renderer: Renderer
) -> server.Browse:
    """What answers people who follow a link to a document."""
    page = DownloadPage(
        signer,
        now=services.clock.now,
        take=partial(take_document, write=_write_document, services=services),
        templates=TEMPLATES,
        name_commands=renderer.name_commands_of,
    )

    def answer(method: str, query: str, body: bytes) -> server.HttpResponse:
        reply = page.answer(method, query, body)
        return server.HttpResponse(
            status=reply.status,
            body=reply.body,
            content_type=reply.content_type,
            headers=reply.headers,
        )

    return answer


def _build_install_door(settings: Settings, services: Services) -> server.Install:
    """What answers people who install the app in their workspace."""
    pages = InstallPages(TEMPLATES)
    flow = build_install_flow(
        services,
        client=build_client(settings, seconds=INSTALL_SECONDS),
        app=_credentials(settings),
        secret=settings.slack_signing_secret.get_secret_value(),
        public_url=settings.public_url,
        pages=pages,
    )
    door = InstallDoor(flow, pages)

    def answer(path: str, query: str, headers: Mapping[str, str]) -> server.HttpResponse:
        reply = door.answer(path, query, headers)
        return server.HttpResponse(
            status=reply.status,
            body=reply.body,
            content_type=reply.content_type,
            headers=reply.headers,
        )

    return answer


def _build_poster(
    slack: SlackServices,
    installations: Installations,
    stopping: threading.Event,
    signer: LinkSigner | None,
) -> Poster:
    services = slack.coach

    def note_of_second_copy(locale: str) -> list[Block]:
        today = services.clock.now().date()
        return slack.renderer.blocks(SentAgain(), locale=locale, today=today)

    documents = DocumentSender(
        make=partial(
            make_document,
            write=_write_document,
            services=services,
        ),
        explain=partial(explain_not_sent, link=signer.make if signer else None, services=services),
    )

    def is_private(request: CanvasRequest) -> bool:
        team, channel = TeamId(request.team), ChannelId(request.channel)
        return slack.directory.is_private(team, channel, patience=UNHURRIED, anew=True)

    canvases = CanvasKeeper(
        write=partial(_write_canvas, services=services),
        is_private=is_private,
        find=partial(find_canvas, services=services),
        remember=partial(remember_canvas, services=services),
        explain=partial(explain_not_kept, services=services),
    )
    return Poster(
        store=services.store,
        client_of=installations.client_of,
        documents=documents,
        canvases=canvases,
        clock=services.clock,
        repeat_marks=note_of_second_copy,
        show_roles=partial(show_roles_in_post, services=slack),
        on_channel_closed=partial(tell_owners_of_blocked_post, services=services),
        stopping=stopping,
    )


def _write_canvas(request: CanvasRequest, *, services: Services) -> CanvasPage:
    # The libraries that write documents are not loaded before somebody asks for one.
    from bot.documents.files import write_canvas  # noqa: PLC0415

    contents = collect_canvas(request, services=services)
    title, markdown = write_canvas(
        contents,
        locale=request.locale,
        today=services.clock.now().date(),
        templates=TEMPLATES,
        outline=load_renderer().outline,
    )
    return CanvasPage(title=title, markdown=markdown)


def _write_document(
    contents: DocumentContents, form: DocumentForm, *, locale: str, today: date
) -> DocumentFile:
    # Only who is asked for a document needs the libraries that write it, which take a third of a second to load.
    from bot.documents.files import write_document_file  # noqa: PLC0415

    return write_document_file(
        contents,
        form,
        locale=locale,
        today=today,
        templates=TEMPLATES,
        outline=load_renderer().outline,
    )


def _start_hand_over(services: Services, work: UnitOfWork, person: Person) -> None:
    """Somebody left the workspace: what was theirs alone gets somebody else."""
    start_hand_over(services, work, person.team, person.id)


def _refuse_request(body: bytes, timestamp: str, signature: str) -> bool:  # noqa: ARG001 - as `_is_genuine`
    """Over HTTP nothing can be proved without a signing secret."""
    return False


def _is_genuine(verifier: SignatureVerifier, body: bytes, timestamp: str, signature: str) -> bool:
    return verifier.is_valid(body=body, timestamp=timestamp, signature=signature)
