"""What stands in the way of serving, and what to do about it.

A check is a function that looks at one thing and returns findings as values; the command line prints them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from bot.coach.records import Installation, WebhookState
from bot.settings import NEW_KEY, PREFIX, Settings, UnusableSettings, variable
from bot.shipped import shipped_path
from bot.slack.account import Account, TokenRefused, fetch_account
from bot.slack.scopes import OPTIONAL_SCOPES, SCOPES
from bot.store.engine import SQLITE, Damaged, Database, Journal, NotAFile, connect
from bot.store.plans import UNSEALED
from bot.store.resealing import SealState, examine_seals
from bot.store.schema import NoMigrations, SchemaState, load_schema_state
from bot.store.seals import Keys
from bot.store.store import SqlStore
from bot.webhook.addresses import ForbiddenAddress, NoAddress, resolve_host

MOST_ASKED = 20
"""Installations that Slack is asked about, one call for each."""
TOKEN_RAN_OUT = "token_expired"  # noqa: S105 - Slack's word, and no secret

FOLDERS = ("templates", "migrations")
"""What must lie beside `bot/`, in a source tree as in an image."""

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""No right clock shows an earlier day."""

SKEW = 60.0
"""Seconds by which clocks may differ; Slack's signatures are good for 300."""


class FindingSeverity(StrEnum):
    """Fine; worth knowing; in the way."""

    FINE = "fine"
    ADVICE = "advice"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check saw, and what to do about it unless it is fine."""

    check: str
    severity: FindingSeverity
    seen: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseState:
    """A database that answered: how its tables stand to this program's, how SQLite, if it is that, keeps them, and
    whether what is sealed opens, where the tables fit."""

    schema: SchemaState
    seals: SealState = field(default_factory=SealState)
    journal: Journal | None = None
    sqlite: str | None = None
    dead_deliveries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalledAccount:
    """What Slack says of one installation: its account, or why it does not take the token."""

    team: str
    account: Account | None
    refused: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything the checks look at. `find` leads to what comes with the program. `database`, `account` and `installed`
    ask when called; the first and the last may raise `Unreachable`, the second `TokenRefused`."""

    settings: Settings
    find: Callable[[str], Path]
    now: datetime
    database: Callable[[], DatabaseState]
    account: Callable[[], Account]
    environment: Mapping[str, str]
    resolve: Callable[..., object] = resolve_host
    installed: Callable[[], tuple[int, Sequence[InstalledAccount]]] = lambda: (0, ())


class Unreachable(Exception):
    """The database cannot be used; the text says why in a sentence, without addresses or passwords."""


def look_around(
    settings: Settings, *, now: datetime, environment: Mapping[str, str]
) -> Surroundings:
    """What there is to look at here: the database and the Slack of these settings, the files beside `bot/`."""
    token = settings.slack_bot_token.get_secret_value()
    return Surroundings(
        settings=settings,
        find=shipped_path,
        now=now,
        database=partial(database_state, settings),
        account=partial(fetch_account, token, settings.slack_api_url),
        environment=environment,
        installed=partial(ask_installations, settings),
    )


def ask_installations(settings: Settings) -> tuple[int, Sequence[InstalledAccount]]:
    """How many installations there are, and what Slack says of the first of them. Raises `Unreachable`."""
    keys = _build_keys(settings)
    try:
        opened = connect(settings.database_url.get_secret_value(), threads=1)
        try:
            with SqlStore(opened, keys or UNSEALED).reading() as work:
                found = [each for each in work.installations.list_all() if each.tokens is not None]
        finally:
            opened.close()
    except Exception as error:  # noqa: BLE001 - what is wrong with the database or the keys has checks of its own
        raise Unreachable(f"It did not answer ({type(error).__name__}).") from None
    return len(found), [_ask_installation(each, settings) for each in found[:MOST_ASKED]]


def _ask_installation(installation: Installation, settings: Settings) -> InstalledAccount:
    token = installation.tokens.access if installation.tokens else ""
    try:
        account = fetch_account(token, settings.slack_api_url)
    except TokenRefused as reason:
        return InstalledAccount(team=installation.team, account=None, refused=str(reason))
    return InstalledAccount(team=installation.team, account=account)


def database_state(settings: Settings) -> DatabaseState:
    """Asks the database of these settings. Raises `Unreachable`."""
    seals, dead = SealState(), 0
    try:
        opened = connect(settings.database_url.get_secret_value(), threads=1)
        try:
            schema = load_schema_state(opened)
            if schema.servable:
                seals = examine_seals(opened, _build_keys(settings))
                dead = _count_dead_deliveries(opened)
        finally:
            opened.close()
    except (Damaged, NotAFile, NoMigrations) as error:
        raise Unreachable(type(error).__doc__) from None
    except Exception as error:  # noqa: BLE001 - each driver has its own errors, and their messages quote the address
        raise Unreachable(f"It did not answer ({type(error).__name__}).") from None
    return DatabaseState(
        schema=schema,
        seals=seals,
        journal=opened.journal,
        sqlite=SQLITE if opened.journal else None,
        dead_deliveries=dead,
    )


def _count_dead_deliveries(database: Database) -> int:
    with SqlStore(database).reading() as work:
        return work.webhooks.count_by_state().get(WebhookState.DEAD, 0)


def _build_keys(settings: Settings) -> Keys | None:
    return Keys(settings.encryption_keys) if settings.encryption_keys else None


def examine(surroundings: Surroundings) -> Iterator[Finding]:
    """All findings, check by check."""
    for check in CHECKS:
        yield from check(surroundings)


def unusable(error: UnusableSettings) -> Iterator[Finding]:
    """Settings that cannot be read at all end the examination before it begins."""
    for sentence in error.sentences:
        name, _, rest = sentence.partition(" ")
        yield _problem("settings", f"{name} cannot be used.", f"It {rest}")


def spelling(surroundings: Surroundings) -> Iterator[Finding]:
    """A misspelt variable would be ignored in silence."""
    known = {variable(name) for name in Settings.model_fields}
    for name in sorted(surroundings.environment):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            yield _advice(
                "settings", f"{name} is not a setting.", f"Known ones: {', '.join(sorted(known))}."
            )


def signing_secret(surroundings: Surroundings) -> Iterator[Finding]:
    """Slack's is 32 hexadecimal figures."""
    secret = surroundings.settings.slack_signing_secret.get_secret_value()
    name = variable("slack_signing_secret")
    if not secret:
        yield _problem(
            "signing secret", f"{name} is empty.", "Copy it from the app's Basic Information page."
        )
    elif not re.fullmatch(r"[0-9a-f]{32}", secret):
        yield _advice(
            "signing secret",
            f"{name} is not 32 hexadecimal figures.",
            "Copy the signing secret again.",
        )
    else:
        yield _fine("signing secret", "It looks like one of Slack's.")


def installing(surroundings: Surroundings) -> Iterator[Finding]:
    """Where workspaces install the app themselves: its id and secret, and what Slack says of those that did."""
    settings = surroundings.settings
    client, secret = variable("slack_client_id"), variable("slack_client_secret")
    has_secret = bool(settings.slack_client_secret.get_secret_value())
    if not settings.installs_itself and not has_secret:
        return
    if settings.slack_bot_token.get_secret_value():
        advice = "The token serves one workspace. Leave one of them empty."
        token = variable("slack_bot_token")
        yield _problem("installing", f"{token} and {client} are both set.", advice)
    if not settings.installs_itself or not has_secret:
        empty = client if has_secret else secret
        yield _problem(
            "installing", f"{empty} is empty.", "Copy it from the app's Basic Information page."
        )
        return
    if not settings.encryption_keys:
        yield _problem(
            "installing",
            f"{variable('encryption_key')} is empty.",
            "Tokens of workspaces are never kept in clear text.",
        )
    try:
        count, asked = surroundings.installed()
    except Unreachable:
        return  # the check of the database says so
    yield _fine("installing", f"Installed in workspaces and organisations: {count}.")
    for each in asked:
        yield from _installed(each, surroundings.now)


def _installed(each: InstalledAccount, now: datetime) -> Iterator[Finding]:
    if each.refused == TOKEN_RAN_OUT:
        return  # it is renewed when it is used
    if each.account is None:
        yield _advice(
            "installing",
            f"Slack did not accept the token of {each.team}: {each.refused}.",
            "Somebody there has to install the app again.",
        )
        return
    missing = sorted(SCOPES - each.account.scopes)
    if missing:
        yield _advice(
            "installing",
            f"{each.team} did not grant {', '.join(missing)}.",
            "Somebody there has to install the app again.",
        )
    yield from _clock("Slack", each.account.clock, now)


def bot_token(surroundings: Surroundings) -> Iterator[Finding]:
    """The token of the bot itself, never a person's."""
    if surroundings.settings.installs_itself:
        return
    token = surroundings.settings.slack_bot_token.get_secret_value()
    name = variable("slack_bot_token")
    if not token:
        yield _problem(
            "bot token",
            f"{name} is empty.",
            "Install the app, then copy it from OAuth & Permissions.",
        )
    elif not token.startswith("xoxb-"):
        yield _problem(
            "bot token", f"{name} does not begin with xoxb-.", "Copy the Bot User OAuth Token."
        )
    else:
        yield _fine("bot token", "It looks like a bot's.")


def app_token(surroundings: Surroundings) -> Iterator[Finding]:
    """Only Socket Mode needs it."""
    token = surroundings.settings.slack_app_token.get_secret_value()
    if token and not token.startswith("xapp-"):
        name = variable("slack_app_token")
        yield _problem(
            "app token", f"{name} does not begin with xapp-.", "Copy an app-level token."
        )


def granted_scopes(surroundings: Surroundings) -> Iterator[Finding]:
    """Asked of Slack itself, where there is a token to ask with."""
    if not surroundings.settings.slack_bot_token.get_secret_value():
        return
    try:
        granted = surroundings.account()
    except TokenRefused as reason:
        yield _problem(
            "Slack",
            f"Slack did not accept the bot token: {reason}.",
            "Check the token and the network.",
        )
        return
    yield from _scopes("Slack", "The workspace did not grant", granted.scopes, "Reinstall the app.")
    for scope, consequence in OPTIONAL_SCOPES.items():
        if scope not in granted.scopes:
            yield _advice(
                "Slack",
                f"The workspace did not grant {scope}.",
                f"{consequence} To change that, reinstall the app with that optional scope.",
            )
    yield from _clock("Slack", granted.clock, surroundings.now)


def folders(surroundings: Surroundings) -> Iterator[Finding]:
    """Every way of installing the bot brings them along."""
    for name in FOLDERS:
        if not surroundings.find(name).is_dir():
            yield _problem(
                "files",
                f"The folder {name}/ is missing.",
                "Install the whole program again.",
            )


def manifest(surroundings: Surroundings) -> Iterator[Finding]:
    """What the app asks of a workspace must be what the code needs."""
    path = surroundings.find("manifest.yml")
    if not path.exists():
        yield _advice(
            "manifest",
            "manifest.yml is missing.",
            "Take it from the source tree to create the app.",
        )
        return
    asked = _asked_scopes(path)
    yield from _scopes(
        "manifest",
        "manifest.yml does not ask for",
        asked,
        "Add them under oauth_config.scopes.bot.",
    )


def database(surroundings: Surroundings) -> Iterator[Finding]:
    """Reachable, migrated, and SQLite as fast as it can safely be."""
    try:
        state = surroundings.database()
    except Unreachable as reason:
        name = variable("database_url")
        yield _problem("database", str(reason), f"Check {name} and that the database runs.")
        return
    yield _migrated(state.schema)
    yield from _sqlite(state)


def encryption_key(surroundings: Surroundings) -> Iterator[Finding]:
    """Private plans and tokens are sealed with it, and all of them are opened once."""
    keys = surroundings.settings.encryption_keys
    name = variable("encryption_key")
    problem = _find_key_problem(surroundings)
    if problem:
        yield _problem("encryption key", problem, "Without it they cannot be read.")
    elif not keys and not surroundings.settings.plans_in_clear_text:
        yield _problem(
            "encryption key",
            f"{name} is empty.",
            f"Make a key with {NEW_KEY} and keep a copy of it elsewhere, or say "
            f"{variable('plans_in_clear_text')}=yes.",
        )
    elif not keys:
        advice = f"Make a key with {NEW_KEY} and keep a copy of it elsewhere: without it nobody can read them."
        yield _advice(
            "encryption key", f"{name} is empty, so private plans are kept in clear text.", advice
        )
    elif len(keys) == 1:
        yield _fine("encryption key", "Private plans are sealed with one key.")
    else:
        yield _fine(
            "encryption key", f"{len(keys)} keys: the first seals private plans, all open them."
        )


def _find_key_problem(surroundings: Surroundings) -> str:
    try:
        seals = surroundings.database().seals
    except Unreachable:
        return ""  # the check of the database says so
    return surroundings.settings.describe_key_problem(
        closed=seals.closed, to_reseal=seals.to_reseal
    )


def webhook(surroundings: Surroundings) -> Iterator[Finding]:
    """Where the ledger's entries go, and whether they may."""
    settings = surroundings.settings
    secret = settings.webhook_secret.get_secret_value()
    address, key = variable("webhook_url"), variable("webhook_secret")
    if not settings.webhook_url:
        if secret or settings.webhook_contents:
            yield _advice("webhook", f"{address} is empty.", "Without it nothing is sent.")
        return
    if not secret:
        yield _problem(
            "webhook",
            f"{key} is empty.",
            "Without it nothing is sent, since nobody could tell who sent it. `openssl rand -hex 32` makes one.",
        )
        return
    allow = f"Where that is meant, set {variable('webhook_private_addresses')}=yes."
    parts = urlsplit(settings.webhook_url)
    if parts.scheme != "https" and not settings.webhook_private_addresses:
        yield _problem("webhook", f"{address} is not https, so nothing is sent.", allow)
        return
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        allowed = settings.webhook_private_addresses
        surroundings.resolve(parts.hostname or "", port, private_allowed=allowed)
    except NoAddress:
        yield _problem("webhook", f"The host of {address} has no address.", "Check its name.")
        return
    except ForbiddenAddress:
        seen = f"The host of {address} leads into a private network, so nothing is sent."
        yield _problem("webhook", seen, allow)
        return
    told = "names, words and amounts" if settings.webhook_contents else "ids, kinds and states"
    yield _fine("webhook", f"It is told {told}. `giveget webhook test` tries the way.")
    yield from _dead_deliveries(surroundings)


def _dead_deliveries(surroundings: Surroundings) -> Iterator[Finding]:
    try:
        dead = surroundings.database().dead_deliveries
    except Unreachable:
        # The check of the database says so.
        return
    if dead:
        yield _advice(
            "webhook",
            f"{dead} deliveries were given up.",
            "`giveget webhook list` shows them, `giveget webhook retry` has them tried again.",
        )


def system_clock(surroundings: Surroundings) -> Iterator[Finding]:
    """Slack refuses what is signed with a wrong clock, and ages would be wrong."""
    if surroundings.now < BUILT:
        yield _problem(
            "clock", f"The clock shows {surroundings.now:%d %B %Y}.", "Set the machine's clock."
        )


CHECKS: tuple[Callable[[Surroundings], Iterable[Finding]], ...] = (
    spelling,
    signing_secret,
    installing,
    bot_token,
    app_token,
    granted_scopes,
    folders,
    manifest,
    database,
    encryption_key,
    webhook,
    system_clock,
)


def _asked_scopes(path: Path) -> frozenset[str]:
    """The bot scopes in a manifest; none where it is not shaped like one."""
    part: object = yaml.safe_load(path.read_text())
    for name in ("oauth_config", "scopes", "bot"):
        part = part.get(name) if isinstance(part, dict) else None
    return frozenset(str(scope) for scope in part) if isinstance(part, list) else frozenset()


def _scopes(check: str, lacking: str, scopes: frozenset[str], advice: str) -> Iterator[Finding]:
    missing = sorted(SCOPES - scopes)
    if missing:
        yield _problem(check, f"{lacking} {', '.join(missing)}.", advice)
    else:
        yield _fine(check, "All scopes that are needed are there.")


def _migrated(schema: SchemaState) -> Finding:
    if schema.newer:
        return _problem(
            "database",
            "A newer program has migrated its tables.",
            "Install that version of the bot.",
        )
    if schema.behind:
        seen = (
            f"Its tables are at migration {schema.current}."
            if schema.current
            else "It has no tables yet."
        )
        return _problem("database", f"{seen} The newest is {schema.head}.", "Run giveget migrate.")
    return _fine("database", f"Its tables are at migration {schema.head}.")


def _sqlite(state: DatabaseState) -> Iterator[Finding]:
    """Safe either way; where the library may lose what it resets, the slower journal is chosen."""
    if state.journal is None:
        return
    seen = f"SQLite {state.sqlite} keeps its journal in {state.journal.upper()} mode."
    if state.journal is Journal.WAL:
        yield _fine("SQLite", seen)
    else:
        yield _advice(
            "SQLite", seen, "A Python with SQLite 3.51.3 or newer is faster, and so is PostgreSQL."
        )


def _clock(whose: str, shows: datetime | None, now: datetime) -> Iterator[Finding]:
    if shows is not None and abs((shows - now).total_seconds()) > SKEW:
        seconds = abs((shows - now).total_seconds())
        yield _problem(
            "clock",
            f"{whose} and this machine are {seconds:.0f} seconds apart.",
            "Synchronise the clocks.",
        )


def _fine(check: str, seen: str) -> Finding:
    return Finding(check=check, severity=FindingSeverity.FINE, seen=seen)


def _advice(check: str, seen: str, advice: str) -> Finding:
    return Finding(check=check, severity=FindingSeverity.ADVICE, seen=seen, advice=advice)


def _problem(check: str, seen: str, advice: str) -> Finding:
    return Finding(check=check, severity=FindingSeverity.PROBLEM, seen=seen, advice=advice)
