"""What Slack says about the bot's own token."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.errors import UNHEARD

TIMEOUT_SECONDS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The scopes that the token was granted, and the time by Slack's clock."""

    scopes: frozenset[str]
    clock: datetime | None = None


class TokenRefused(Exception):
    """Slack did not accept the token, or did not answer; the text is Slack's word for it, such as invalid_auth."""


def parse_scopes(headers: Mapping[str, object]) -> frozenset[str]:
    """The scopes that the headers of an answer of Slack's name; none where they name none."""
    named = [str(value) for name, value in headers.items() if name.lower() == "x-oauth-scopes"]
    scopes = ",".join(named).split(",")
    return frozenset(scope.strip() for scope in scopes if scope.strip())


def fetch_account(token: str, base_url: str) -> Account:
    """Asks Slack about a token. Raises `TokenRefused`."""
    client = WebClient(token=token, base_url=base_url, timeout=TIMEOUT_SECONDS)
    try:
        answer = client.auth_test()
    except SlackApiError as refused:
        raise TokenRefused(str(refused.response["error"])) from None
    except UNHEARD as failed:
        raise TokenRefused(type(failed).__name__) from None
    headers = {name.lower(): str(value) for name, value in answer.headers.items()}
    return Account(
        scopes=parse_scopes(headers),
        clock=parsedate_to_datetime(headers["date"]) if "date" in headers else None,
    )
