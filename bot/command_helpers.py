"""What the commands of the command line have in common."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bot.settings import Settings


def print_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 - click's
    """Prints the version and ends, where `--version` was typed."""
    if wanted and not context.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"giveget {version('giveget')}")
        context.exit()


def load_settings(*, slack_api_url: str | None = None) -> "Settings":
    """The settings of the environment, with another address of Slack where one is given. Raises `UnusableSettings`."""
    from bot import settings

    return settings.load(slack_api_url=slack_api_url)


def log_only_warnings() -> None:
    """Logs what may be wrong and nothing else: what a command has to tell it prints."""
    from bot import logs

    logs.begin(logs.LogLevel.WARNING)


def parse_moment(text: str) -> datetime:
    """A moment with its offset; without one it is UTC."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            "please write it like 2026-11-24T09:00+01:00", param_hint="--at"
        ) from None
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
