"""Who did it and where: what every route is told about a request, checked once, before anything else."""

from dataclasses import dataclass, replace
from uuid import uuid4
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.coach.actors import Actor
from bot.domain.ids import ChannelId, TeamId
from bot.slack.directory import Directory
from bot.slack.forms.form import Forged, parse_metadata
from bot.slack.installations import Body as Body  # noqa: PLC0414 - routes take it from here


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestContext:
    """The actor, and what Slack gave for answering. `once` is the key under which the request counts once."""

    actor: Actor
    once: str
    trigger: str = ""
    response_url: str = ""


def context_of_command(body: Body, directory: Directory) -> RequestContext:
    """Where a slash command was typed."""
    team = directory.installations.find_team(body)
    return _where(directory, team, body["user_id"], body.get("channel_id"), body)


def context_of_click(body: Body, directory: Directory) -> RequestContext:
    """Where a button was pressed, a form sent or a shortcut chosen."""
    channel = (body.get("channel") or {}).get("id")
    team = directory.installations.find_team(body)
    return _where(directory, team, body["user"]["id"], channel, body)


def context_of_submission(body: Body, directory: Directory) -> RequestContext:
    """Where a form was sent. Its key came with the form, so that the form counts once however often it is sent."""
    context = context_of_click(body, directory)
    try:
        return replace(
            context, once=parse_metadata(body["view"].get("private_metadata") or "").once
        )
    except (
        Forged
    ):  # a message shown as a form carries no key; a form of ours is checked when it is read
        return context


def context_of_event(team: TeamId, person: str, directory: Directory) -> RequestContext:
    """Where somebody did something that Slack tells of as an event: in no channel."""
    return _where(directory, team, person, None, {})


def context_of_message(
    team: TeamId, person: str, channel: str, once: str, directory: Directory
) -> RequestContext:
    """Where somebody typed a message to the bot. `once` is Slack's id of the event, the same each time it comes."""
    return replace(_where(directory, team, person, channel, {}), once=once)


def _where(
    directory: Directory, team: TeamId, person: str, channel: str | None, body: Body
) -> RequestContext:
    known = directory.require_member(team, person)
    actor = Actor(
        team=known.team,
        person=known.id,
        channel=ChannelId(channel) if channel else None,
        today=directory.clock.now().astimezone(zone_of(known.zone)).date(),
        locale=known.locale,
    )
    trigger = body.get("trigger_id") or ""
    return RequestContext(
        actor=actor,
        once=trigger or uuid4().hex,
        trigger=trigger,
        response_url=body.get("response_url") or "",
    )


def zone_of(name: str) -> ZoneInfo:
    """The zone with that IANA name; UTC where Slack names one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
