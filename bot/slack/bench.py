"""What every route has at hand."""

from dataclasses import dataclass

from slack_sdk import WebClient

from bot.coach.desk import Desk
from bot.slack.directory import Directory
from bot.slack.render import Renderer


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """The coach's desk, the templates, and Slack: `client` for the one call a request may make."""

    desk: Desk
    renderer: Renderer
    directory: Directory
    client: WebClient
