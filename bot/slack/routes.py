"""Everything that people and Slack can send, in one place: what it is called, and the function that does it."""

from dataclasses import replace

from bot.slack import commands, concepts, direct, events, shortcuts
from bot.slack.routing import merge_routes

ROUTES = replace(
    merge_routes(
        (concepts.ROUTES, commands.ROUTES, shortcuts.ROUTES, events.ROUTES, direct.ROUTES)
    ),
    commands=commands.COMMANDS,
)
