"""Everything that people and Slack can send, in one place: what it is called, and the function that does it."""

from dataclasses import replace

from bot.slack import commands, concepts, direct, events, shortcuts
from bot.slack.concerns import form_with_concerns_first
from bot.slack.routing import merge_routes

_ALL = merge_routes(
    (concepts.ROUTES, commands.ROUTES, shortcuts.ROUTES, events.ROUTES, direct.ROUTES)
)
_READ_FOR_CONCERNS = (
    *("give.record", "get.record", "ask.record", "offer.record", "say.read", "debrief.save"),
)
ROUTES = replace(
    _ALL,
    commands=commands.COMMANDS,
    submissions={
        name: form_with_concerns_first(submit) if name in _READ_FOR_CONCERNS else submit
        for name, submit in _ALL.submissions.items()
    },
)
"""The routes of every concept, as one value."""
