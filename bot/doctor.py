"""What stands in the way of serving, and what to do about it.

A check is a function that looks at one thing and returns findings as values; the command line prints them.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import yaml

from bot.settings import PREFIX, Settings, UnusableSettings, variable
from bot.slack.account import Account, TokenRefused

SCOPES = frozenset({"commands", "chat:write", "channels:read", "groups:read", "users:read"})
"""What the bot may do in Slack, and no more; the manifest asks for it, the workspace grants it."""

FOLDERS = ("templates", "migrations")
"""What must lie beside `bot/`, in a source tree as in an image."""

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""No right clock shows an earlier day."""

FASTEST_SQLITE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))
"""Where SQLite's write-ahead log lost its reset fault: from the first on, and in later patches of the other two."""

SKEW = 60.0
"""Seconds by which clocks may differ; Slack's signatures are good for 300."""


class Severity(StrEnum):
    """Fine; worth knowing; in the way."""

    FINE = "fine"
    ADVICE = "advice"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a check saw, and what to do about it unless it is fine."""

    check: str
    severity: Severity
    seen: str
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatabaseState:
    """A database that answered. `revision` is that of its tables, `newest` the one this version of the bot brings."""

    revision: str | None
    newest: str
    clock: datetime | None = None
    sqlite: str | None = None
    journal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Everything the checks look at. `database` and `account` ask when called; the first may raise `Unreachable`,
    the second `TokenRefused`."""

    settings: Settings
    home: Path
    now: datetime
    database: Callable[[], DatabaseState]
    account: Callable[[], Account]
    environment: Mapping[str, str]


class Unreachable(Exception):
    """The database did not answer; the text says how, without addresses or passwords."""


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
            yield _advice("settings", f"{name} is not a setting.", f"Known ones: {', '.join(sorted(known))}.")


def signing_secret(surroundings: Surroundings) -> Iterator[Finding]:
    """Slack's is 32 hexadecimal figures."""
    secret = surroundings.settings.slack_signing_secret.get_secret_value()
    name = variable("slack_signing_secret")
    if not secret:
        yield _problem("signing secret", f"{name} is empty.", "Copy it from the app's Basic Information page.")
    elif not re.fullmatch(r"[0-9a-f]{32}", secret):
        yield _advice("signing secret", f"{name} is not 32 hexadecimal figures.", "Copy the signing secret again.")
    else:
        yield _fine("signing secret", "It looks like one of Slack's.")


def bot_token(surroundings: Surroundings) -> Iterator[Finding]:
    """The token of the bot itself, never a person's."""
    token = surroundings.settings.slack_bot_token.get_secret_value()
    name = variable("slack_bot_token")
    if not token:
        yield _problem("bot token", f"{name} is empty.", "Install the app, then copy it from OAuth & Permissions.")
    elif not token.startswith("xoxb-"):
        yield _problem("bot token", f"{name} does not begin with xoxb-.", "Copy the Bot User OAuth Token.")
    else:
        yield _fine("bot token", "It looks like a bot's.")


def app_token(surroundings: Surroundings) -> Iterator[Finding]:
    """Only Socket Mode needs it."""
    token = surroundings.settings.slack_app_token.get_secret_value()
    if token and not token.startswith("xapp-"):
        name = variable("slack_app_token")
        yield _problem("app token", f"{name} does not begin with xapp-.", "Copy an app-level token.")


def granted_scopes(surroundings: Surroundings) -> Iterator[Finding]:
    """Asked of Slack itself, where there is a token to ask with."""
    if not surroundings.settings.slack_bot_token.get_secret_value():
        return
    try:
        account = surroundings.account()
    except TokenRefused as reason:
        yield _problem("Slack", f"Slack did not accept the bot token: {reason}.", "Check the token and the network.")
        return
    yield from _scopes("Slack", "The workspace did not grant", account.scopes, "Reinstall the app.")
    yield from _clock("Slack", account.clock, surroundings.now)


def folders(surroundings: Surroundings) -> Iterator[Finding]:
    """The bot runs from a source tree or an image that holds them."""
    for name in FOLDERS:
        if not (surroundings.home / name).is_dir():
            yield _problem("files", f"The folder {name}/ is missing.", "Put it beside bot/, as in the source tree.")


def manifest(surroundings: Surroundings) -> Iterator[Finding]:
    """What the app asks of a workspace must be what the code needs."""
    path = surroundings.home / "manifest.yml"
    if not path.exists():
        yield _advice("manifest", "manifest.yml is missing.", "Take it from the source tree to create the app.")
        return
    asked = _asked_scopes(path)
    yield from _scopes("manifest", "manifest.yml does not ask for", asked, "Add them under oauth_config.scopes.bot.")


def database(surroundings: Surroundings) -> Iterator[Finding]:
    """Reachable, migrated, and with a clock like ours."""
    try:
        state = surroundings.database()
    except Unreachable as reason:
        name = variable("database_url")
        yield _problem("database", f"The database did not answer: {reason}.", f"Check {name} and that it runs.")
        return
    yield _migrated(state)
    yield from _sqlite(state)
    yield from _clock("The database", state.clock, surroundings.now)


def system_clock(surroundings: Surroundings) -> Iterator[Finding]:
    """Slack refuses what is signed with a wrong clock, and ages would be wrong."""
    if surroundings.now < BUILT:
        yield _problem("clock", f"The clock shows {surroundings.now:%d %B %Y}.", "Set the machine's clock.")


CHECKS: tuple[Callable[[Surroundings], Iterable[Finding]], ...] = (
    spelling,
    signing_secret,
    bot_token,
    app_token,
    granted_scopes,
    folders,
    manifest,
    database,
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


def _migrated(state: DatabaseState) -> Finding:
    if state.revision == state.newest:
        return _fine("database", f"Its tables are at revision {state.newest}.")
    seen = f"Its tables are at revision {state.revision}." if state.revision else "It has no tables yet."
    return _problem("database", f"{seen} The newest is {state.newest}.", "Run giveget migrate.")


def _sqlite(state: DatabaseState) -> Iterator[Finding]:
    """Safe either way; without the fix the slower journal is chosen."""
    if state.sqlite is None:
        return
    seen = f"SQLite {state.sqlite} keeps its journal in {(state.journal or 'unknown').upper()} mode."
    if _has_the_fix(state.sqlite):
        yield _fine("SQLite", seen)
    else:
        newest = ".".join(str(number) for number in FASTEST_SQLITE[0])
        yield _advice(
            "SQLite", seen, f"From SQLite {newest} on the faster write-ahead log is used; PostgreSQL works too."
        )


def _has_the_fix(version: str) -> bool:
    numbers = tuple(int(number) for number in version.split("."))
    newest, *patched = FASTEST_SQLITE
    return numbers >= newest or any(numbers[:2] == fixed[:2] and numbers >= fixed for fixed in patched)


def _clock(whose: str, shows: datetime | None, now: datetime) -> Iterator[Finding]:
    if shows is not None and abs((shows - now).total_seconds()) > SKEW:
        seconds = abs((shows - now).total_seconds())
        yield _problem("clock", f"{whose} and this machine are {seconds:.0f} seconds apart.", "Synchronise the clocks.")


def _fine(check: str, seen: str) -> Finding:
    return Finding(check=check, severity=Severity.FINE, seen=seen)


def _advice(check: str, seen: str, advice: str) -> Finding:
    return Finding(check=check, severity=Severity.ADVICE, seen=seen, advice=advice)


def _problem(check: str, seen: str, advice: str) -> Finding:
    return Finding(check=check, severity=Severity.PROBLEM, seen=seen, advice=advice)
