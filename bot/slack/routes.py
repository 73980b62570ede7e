"""Everything that people and Slack can send, in one place: what it is called, and the function that does it."""

from bot.slack.clicks import CLICKS
from bot.slack.commands import COMMANDS
from bot.slack.events import EVENTS
from bot.slack.shortcuts import SHORTCUTS
from bot.slack.submissions import SUBMISSIONS

__all__ = ["CLICKS", "COMMANDS", "EVENTS", "SHORTCUTS", "SUBMISSIONS"]
