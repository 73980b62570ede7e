"""Every concept beside the ledger itself: what it adds to the tables of routes."""

from bot.slack import (
    briefs,
    checkins,
    digests,
    imports,
    ladder,
    links,
    mesos,
    offers,
    plans,
    preferences,
    rhythms,
    sayings,
    tactics,
    workspaces,
)
from bot.slack.routing import Click, Slash, Submission, Word

_ALL = (
    offers,
    mesos,
    plans,
    sayings,
    tactics,
    ladder,
    briefs,
    links,
    imports,
    workspaces,
    preferences,
    digests,
    rhythms,
    checkins,
)

COMMANDS: dict[str, Slash] = {
    name: route for concept in _ALL for name, route in concept.COMMANDS.items()
}
DEAL_WORDS: dict[str, Word] = {
    name: route for concept in _ALL for name, route in concept.DEAL_WORDS.items()
}
COACH_WORDS: dict[str, Word] = {
    name: route for concept in _ALL for name, route in concept.COACH_WORDS.items()
}
OFFER_WORDS: dict[str, Word] = {
    name: route for concept in _ALL for name, route in concept.OFFER_WORDS.items()
}
CLICKS: dict[str, Click] = {
    name: route for concept in _ALL for name, route in concept.CLICKS.items()
}
SUBMISSIONS: dict[str, Submission] = {
    name: route for concept in _ALL for name, route in concept.SUBMISSIONS.items()
}
