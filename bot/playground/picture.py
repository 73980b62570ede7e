"""The workspace as one person may see it, for the page."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.playground.cast import ZONE
from bot.playground.files import file_json
from bot.playground.switchboard import Switchboard
from bot.playground.views import view_json
from bot.playground.web_api import kind_of
from bot.playground.workspace import Channel, Json, Kind, Message, Person, Workspace


def picture(board: Switchboard, viewer: Person) -> Json:
    """People, channels, and what this person may read in them."""
    workspace = board.workspace
    with workspace.lock:
        if viewer.kind not in (Kind.OUTSIDER, Kind.DEACTIVATED, Kind.BOT):
            workspace.dm_with(viewer.id)
        channels = [
            one for one in workspace.channels.values() if not one.is_dm or one.partner == viewer.id
        ]
        home = workspace.homes.get(viewer.id)
        return {
            "as": viewer.id,
            "version": workspace.version,
            "now": local(workspace.clock.now()),
            "opened": local(board.clock.opened),
            "zone": ZONE,
            "team": {"id": workspace.team.id, "name": _name_of(workspace)},
            "teams": [{"id": one.id, "name": one.name} for one in workspace.teams],
            "app": _app(board),
            "people": [_person(one) for one in workspace.people.values()],
            "channels": [_channel(one, workspace) for one in channels],
            "commands": [
                {
                    "command": one.command,
                    "description": one.description,
                    "usage_hint": one.usage_hint,
                }
                for one in board.manifest.commands
            ],
            "shortcuts": [
                {"callback_id": one.callback_id, "name": one.name, "type": one.type}
                for one in board.manifest.shortcuts
            ],
            "messages": {
                one.id: _messages(one, viewer) for one in channels if viewer.id in one.members
            },
            "home": view_json(home, workspace) if home else None,
            "views": [
                {**view_json(one, workspace), "errors": one.errors}
                for one in workspace.stack_of(viewer.id)
            ],
            "notices": [
                {"id": str(one.version), "level": one.level, "text": one.text}
                for one in workspace.notices_for(viewer.id)
            ],
        }


def _app(board: Switchboard) -> Json:
    """Where the app is installed, and the page that installs it; "" where this bot has one workspace by its token."""
    exchange = board.exchange
    address = ""
    if exchange.installable and exchange.bot_url:
        address = f"{exchange.bot_url}/slack/install?team={board.workspace.installed_id}"
    return {
        "installed": not board.tokens.revoked,
        "install_url": address,
        "here": board.workspace.installed_id,
        "workspaces": [
            {"id": one.workspace.installed_id, "name": _name_of(one.workspace)}
            for one in exchange.boards
        ],
    }


def _name_of(workspace: Workspace) -> str:
    whole = workspace.organisation
    return f"{whole.name} (organisation)" if whole and workspace.org_wide else workspace.team.name


def local(instant: datetime) -> str:
    """As the playground's clock on the wall shows it."""
    return instant.astimezone(ZoneInfo(ZONE)).isoformat(timespec="seconds")


def _person(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "title": person.title,
        "kind": person.kind.value,
        "team": person.team,
        "zone": person.zone,
    }


def _channel(channel: Channel, workspace: Workspace) -> Json:
    told: Json = {
        "id": channel.id,
        "name": workspace.bot.name if channel.is_dm else channel.name,
        "kind": kind_of(channel),
        "shared": channel.shared,
        "pending_shared": channel.pending_shared,
        "archived": channel.archived,
        "topic": channel.topic,
        "members": list(channel.members),
        "canvases": [
            {"id": one.id, "title": one.title, "markdown": one.markdown}
            for one in workspace.canvases.values()
            if one.channel == channel.id
        ],
    }
    return told | {"with": workspace.bot.id} if channel.is_dm else told


def _messages(channel: Channel, viewer: Person) -> list[Json]:
    visible = channel.visible_to(viewer.id)
    return [_message(one, visible) for one in visible]


def _message(message: Message, visible: list[Message]) -> Json:
    return {
        "ts": message.ts,
        "thread_ts": message.thread_ts,
        "by": message.by,
        "text": message.text,
        "blocks": message.blocks,
        "ephemeral": message.ephemeral,
        "edited": message.edited,
        "at": local(message.at),
        "files": [file_json(one) for one in message.files],
        "replies": sum(one.thread_ts == message.ts for one in visible),
    }
