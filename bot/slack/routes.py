"""Everything that people and Slack can send, in one place: what it is called, and the function that does it."""

from bot.slack import commands, concepts, direct, events, shortcuts
from bot.slack.routing import merge_routes

ROUTES = merge_routes(
    (concepts.ROUTES, commands.ROUTES, shortcuts.ROUTES, events.ROUTES, direct.ROUTES)
)
