"""What time it is where Slack is."""

from datetime import datetime
from email.utils import parsedate_to_datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.errors import UNHEARD


def read_slack_time(client: WebClient) -> datetime | None:
    """The time that Slack puts into the `Date` header of each answer; None where it does not answer."""
    try:
        headers = client.auth_test().headers
    except SlackApiError as refused:  # a token that was revoked is answered with a date, too
        headers = refused.response.headers
    except UNHEARD:
        return None
    dates = [value for name, value in headers.items() if name.lower() == "date"]
    try:
        return parsedate_to_datetime(str(dates[0])) if dates else None
    except ValueError:
        return None
