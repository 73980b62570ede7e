"""What Slack sends when a person does something: the payloads, field by field."""

import re

from bot.playground.views import FIELD_OF, view_json
from bot.playground.web_api import message_json
from bot.playground.workspace import (
    Channel,
    Json,
    JsonValue,
    Message,
    Person,
    ResponseUrl,
    Team,
    Trigger,
    View,
    Workspace,
)

APP = "A0GIVEGET0"
TOKEN = "verification-token-nobody-should-trust"  # noqa: S105 - Slack still sends one; it proves nothing


def escaped(text: str, workspace: Workspace) -> str:
    """What a person typed as Slack writes it for a command with `should_escape`."""
    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = re.sub(
        r"(?<![\w&])@([\w.\-]+\w|\w)", lambda found: _person_or_group(found, workspace), safe
    )
    safe = re.sub(r"(?<![\w&])#([\w\-]+)", lambda found: _channel(found, workspace), safe)
    return re.sub(r"https?://[^\s<>]+", lambda found: f"<{found[0]}>", safe)


def _person_or_group(found: re.Match[str], workspace: Workspace) -> str:
    if found[1] in ("channel", "here", "everyone"):
        return f"<!{found[1]}>"
    for person in workspace.people.values():
        if person.handle == found[1].lower():
            return f"<@{person.id}|{person.handle}>"
    return found[0]


def _channel(found: re.Match[str], workspace: Workspace) -> str:
    for channel in workspace.channels.values():
        if channel.name == found[1]:
            return f"<#{channel.id}|{channel.name}>"
    return found[0]


def channel_name(channel: Channel) -> str:
    """As payloads name it: private conversations are not named."""
    if channel.is_dm:
        return "directmessage"
    return "privategroup" if channel.private else channel.name


def user_json(person: Person) -> Json:
    return {
        "id": person.id,
        "username": person.handle,
        "name": person.handle,
        "team_id": person.click_team or person.team,
    }


def _home_team(workspace: Workspace, person: Person) -> Json | None:
    """Of an organisation that has the app everywhere Slack names no workspace with a form."""
    if workspace.org_wide:
        return None
    return _team_json(next(one for one in workspace.teams if one.id == person.team))


def _team_json(team: Team) -> Json:
    return {"id": team.id, "domain": team.domain}


def _envelope(workspace: Workspace, person: Person, trigger: Trigger | None = None) -> Json:
    envelope: Json = {
        "team": _team_json(workspace.team_of(person)),
        "user": user_json(person),
        "api_app_id": APP,
        "token": TOKEN,
        "enterprise": _enterprise(workspace),
        "is_enterprise_install": workspace.org_wide,
    }
    return envelope | {"trigger_id": trigger.id} if trigger else envelope


def _enterprise(workspace: Workspace) -> Json | None:
    organisation = workspace.organisation
    return {"id": organisation.id, "name": organisation.name} if organisation else None


def _enterprise_id(workspace: Workspace) -> str | None:
    return workspace.organisation.id if workspace.organisation else None


def _channel_json(channel: Channel) -> Json:
    return {"id": channel.id, "name": channel_name(channel)}


def command_payload(
    workspace: Workspace,
    *,
    person: Person,
    channel: Channel,
    command: str,
    text: str,
    trigger: Trigger,
    response_url: str,
) -> dict[str, str]:
    team = workspace.team_of(person)
    payload = {
        "token": TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.handle,
        "command": command,
        "text": text,
        "api_app_id": APP,
        "is_enterprise_install": str(workspace.org_wide).lower(),
        "response_url": response_url,
        "trigger_id": trigger.id,
    }
    organisation = workspace.organisation
    if organisation is not None:
        payload |= {"enterprise_id": organisation.id, "enterprise_name": organisation.name}
    return payload


def action_json(element: Json, block_id: str, value: JsonValue, action_ts: str) -> Json:
    """The pressed or picked element as `actions[0]`."""
    kind = element["type"]
    action: Json = {
        "type": kind,
        "action_id": element["action_id"],
        "block_id": block_id,
        "action_ts": action_ts,
    }
    if kind in FIELD_OF:
        action[FIELD_OF[kind]] = value
        kept = ("placeholder", *(name for name in element if name.startswith("initial_")))
    else:
        kept = ("text", "value", "style", "icon")
    return action | {
        name: element[name] for name in kept if name in element and element[name] is not None
    }


def message_action_payload(
    workspace: Workspace,
    *,
    person: Person,
    channel: Channel,
    message: Message,
    action: Json,
    trigger: Trigger,
    response_url: str,
    state: Json,
) -> Json:
    """Something pressed in a message. An ephemeral message is not sent along: Slack does not keep it."""
    container = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.ephemeral,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = {
        "type": "block_actions",
        **_envelope(workspace, person, trigger),
        "container": container,
        "channel": _channel_json(channel),
        "state": {"values": state},
        "response_url": response_url,
        "actions": [action],
    }
    if not message.ephemeral:
        payload["message"] = message_json(message, workspace)
    return payload


def view_action_payload(
    workspace: Workspace, *, person: Person, view: View, action: Json, trigger: Trigger
) -> Json:
    """Something pressed in a form or on the Home tab."""
    return {
        "type": "block_actions",
        **_envelope(workspace, person, trigger),
        "container": {"type": "view", "view_id": view.id},
        "view": view_json(view, workspace),
        "actions": [action],
    }


def submission_payload(
    workspace: Workspace, *, person: Person, view: View, trigger: Trigger
) -> Json:
    """A form sent off. For someone of another company `team` is theirs; the view says where the app is installed."""
    return {
        "type": "view_submission",
        **_envelope(workspace, person, trigger),
        "team": _home_team(workspace, person),
        "view": view_json(view, workspace),
        "response_urls": [],
    }


def closing_payload(workspace: Workspace, *, person: Person, view: View, all_at_once: bool) -> Json:
    return {
        "type": "view_closed",
        **_envelope(workspace, person),
        "team": _home_team(workspace, person),
        "view": view_json(view, workspace),
        "is_cleared": all_at_once,
    }


def message_shortcut_payload(
    workspace: Workspace,
    *,
    person: Person,
    channel: Channel,
    message: Message,
    callback_id: str,
    trigger: Trigger,
    response_url: str,
) -> Json:
    return {
        "type": "message_action",
        **_envelope(workspace, person, trigger),
        "action_ts": message.ts,
        "callback_id": callback_id,
        "channel": _channel_json(channel),
        "message_ts": message.ts,
        "message": message_json(message, workspace),
        "response_url": response_url,
    }


def global_shortcut_payload(
    workspace: Workspace, *, person: Person, callback_id: str, trigger: Trigger, action_ts: str
) -> Json:
    return {
        "type": "shortcut",
        **_envelope(workspace, person, trigger),
        "action_ts": action_ts,
        "callback_id": callback_id,
    }


def event_payload(workspace: Workspace, event: Json, *, shared_channel: bool = False) -> Json:
    return {
        "token": TOKEN,
        "team_id": workspace.team.id,
        "context_team_id": workspace.team.id,
        "context_enterprise_id": _enterprise_id(workspace),
        "api_app_id": APP,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.new_id("Ev"),
        "event_time": int(workspace.clock.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": _enterprise_id(workspace),
                "team_id": workspace.team.id,
                "user_id": workspace.bot.id,
                "is_bot": True,
                "is_enterprise_install": workspace.org_wide,
            }
        ],
        "is_ext_shared_channel": shared_channel,
    }


def url_of(response_url: ResponseUrl, base: str) -> str:
    return f"{base}/respond/{response_url.id}"
