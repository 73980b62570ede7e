"""The routes of every concept, as one value."""

from bot.slack import (
    asides,
    asks,
    briefs,
    checkins,
    deals,
    digests,
    endings,
    gets,
    gives,
    imports,
    ladder,
    links,
    log,
    mesos,
    moves,
    offers,
    plans,
    preferences,
    rhythms,
    sayings,
    shares,
    tactics,
    trades,
    workspaces,
)
from bot.slack.routing import merge_routes

ROUTES = merge_routes(
    concept.ROUTES
    for concept in (
        gives,
        asks,
        asides,
        gets,
        moves,
        trades,
        deals,
        endings,
        log,
        shares,
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
)
