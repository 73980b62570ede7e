"""What Slack says about the bot's own token."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.errors import UNHEARD

PATIENCE = 5
"""Seconds to wait for Slack."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The scopes that the token was granted, and the time by Slack's clock."""

    scopes: frozenset[str]
    clock: datetime | None = None


class TokenRefused(Exception):
    """Slack did not accept the token, or did not answer; the text is Slack's word for it, such as invalid_auth."""


def account(token: str, base_url: str) -> Account:
    """Asks Slack whose token it is. Raises `TokenRefused`."""
    try:
        answer = WebClient(token=token, base_url=base_url, timeout=PATIENCE).auth_test()
    except SlackApiError as refused:
        raise TokenRefused(str(refused.response["error"])) from None
    except UNHEARD as failed:
        raise TokenRefused(type(failed).__name__) from None
    headers = {name.lower(): str(value) for name, value in answer.headers.items()}
    granted = headers.get("x-oauth-scopes", "").split(",")
    return Account(
        scopes=frozenset(scope.strip() for scope in granted if scope.strip()),
        clock=_day_and_time(headers),
    )


def _day_and_time(headers: dict[str, str]) -> datetime | None:
    return parsedate_to_datetime(headers["date"]) if "date" in headers else None
