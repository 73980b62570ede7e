"""Offers as Slack sees them: `/offer`, its form and its buttons."""

from bot.slack.here import Click, Slash, Submission, Word

COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {}
SUBMISSIONS: dict[str, Submission] = {}
