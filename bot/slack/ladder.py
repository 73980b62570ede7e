"""What to do when they do not answer: the menu, the hold, the early give as a test."""

from bot.slack.here import Click, Slash, Submission, Word

COMMANDS: dict[str, Slash] = {}
DEAL_WORDS: dict[str, Word] = {}
COACH_WORDS: dict[str, Word] = {}
OFFER_WORDS: dict[str, Word] = {}
CLICKS: dict[str, Click] = {}
SUBMISSIONS: dict[str, Submission] = {}
