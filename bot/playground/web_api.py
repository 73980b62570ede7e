"""Slack's Web API as far as the bot may use it, with Slack's checks and errors."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.playground.canvases import create_canvas, edit_canvas, set_access
from bot.playground.files import complete_upload, file_json, get_upload_url
from bot.playground.limits import check_message
from bot.playground.manifest import Manifest
from bot.playground.tokens import Tokens
from bot.playground.views import Views, view_json
from bot.playground.workspace import (
    Channel,
    Json,
    Kind,
    Message,
    Organisation,
    Person,
    SlackError,
    Workspace,
)

SIGHT = {"channel": "channels:read", "private": "groups:read", "dm": "im:read"}
HISTORY = {"channel": "channels:history", "private": "groups:history", "dm": "im:history"}
WRITERS = "chat:write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One call of the bot's, kept for tests to read."""

    method: str
    args: Json
    answer: Json
    at: datetime


@dataclass(slots=True)
class WebApi:
    """Answers the methods; raises `SlackError` for what Slack would refuse."""

    workspace: Workspace
    manifest: Manifest
    tokens: Tokens
    socket_url: Callable[[], str]
    upload_url: Callable[[str], str] = lambda ticket: f"http://127.0.0.1:0/upload/{ticket}"
    calls: list[Call] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, method: str, args: Json, token: str | None) -> Json:
        """What Slack answers, errors included."""
        answer = self._answered(method, args, token)
        with self._lock:
            self.calls.append(
                Call(method=method, args=args, answer=answer, at=self.workspace.clock.now())
            )
        return answer

    def called(self, method: str) -> list[Call]:
        with self._lock:
            return [one for one in self.calls if one.method == method]

    def _answered(self, method: str, args: Json, token: str | None) -> Json:
        try:
            if method not in METHODS:
                raise SlackError("unknown_method", req_method=method)
            self._check_token(method, token)
            with self.workspace.lock:
                return {"ok": True, **METHODS[method](self, args)}
        except SlackError as refused:
            if refused.messages:
                self.workspace.violate(f"{method} {refused.error}", refused.messages)
            return _refusal(refused)

    def _check_token(self, method: str, token: str | None) -> None:
        if not token:
            raise SlackError("not_authed")
        opens_socket = method == "apps.connections.open"
        if token == (self.tokens.bot if opens_socket else self.tokens.app):
            raise SlackError("not_allowed_token_type")
        if not opens_socket:
            self.tokens.check(token, self.workspace.clock.now())
        elif token != self.tokens.app:
            raise SlackError("invalid_auth")
        elif self.tokens.revoked:
            raise SlackError("token_revoked")

    def need(self, scope: str) -> None:
        if scope not in self.manifest.scopes:
            raise SlackError("missing_scope", needed=scope, provided=",".join(self.manifest.scopes))

    def _seen_channel(self, args: Json, scopes: Mapping[str, str]) -> Channel:
        """The conversation, if the bot's scopes and memberships let it see that."""
        channel = self.workspace.conversation(_required(args, "channel"))
        if channel is None:
            raise SlackError("channel_not_found")
        self.need(scopes[kind_of(channel)])
        if channel.private and self.workspace.bot.id not in channel.members:
            raise SlackError("channel_not_found")
        return channel

    def find_target(self, args: Json) -> Channel:
        """Where a message may go: a conversation the bot is in, or a person, which means their direct messages."""
        self.need(WRITERS)
        named = _required(args, "channel")
        person = self.workspace.people.get(named)
        channel = self._dm(person) if person else self.workspace.conversation(named)
        if channel is None:
            raise SlackError("channel_not_found")
        if self.workspace.bot.id not in channel.members:
            raise SlackError("channel_not_found" if channel.private else "not_in_channel")
        if channel.archived:
            raise SlackError("is_archived")
        if channel.is_dm and not self.manifest.messages_tab:
            raise SlackError("messages_tab_disabled")
        return channel

    def _dm(self, person: Person) -> Channel:
        if person.kind is Kind.BOT:
            raise SlackError("cannot_dm_bot")
        if person.kind is Kind.DEACTIVATED:
            raise SlackError("user_disabled")
        if person.kind is Kind.OUTSIDER and not self.meets(person):
            raise SlackError("user_not_found")
        return self.workspace.dm_with(person.id)

    def meets(self, person: Person) -> bool:
        """Whether someone from another company shares a channel with us."""
        return any(
            person.id in one.members for one in self.workspace.channels.values() if one.shared
        )

    def _person(self, args: Json, name: str = "user") -> Person:
        person = self.workspace.people.get(_required(args, name))
        if person is None or (person.kind is Kind.OUTSIDER and not self.meets(person)):
            raise SlackError("user_not_found")
        return person

    def auth_test(self, _args: Json) -> Json:
        team = self.workspace.team
        organisation = self.workspace.organisation
        whole = organisation if self.workspace.org_wide else None
        return {
            "url": f"https://{team.domain}.slack.invalid/",
            "team": whole.name if whole else team.name,
            "user": self.workspace.bot.handle,
            "team_id": self.workspace.installed_id,
            "user_id": self.workspace.bot.id,
            "bot_id": "B0GIVEGET0",
            "enterprise_id": organisation.id if organisation else None,
            "is_enterprise_install": whole is not None,
        }

    def connections_open(self, _args: Json) -> Json:
        return {"url": self.socket_url()}

    def post_message(self, args: Json) -> Json:
        channel = self.find_target(args)
        said = _checked_message(args)
        thread = args.get("thread_ts")
        if thread and channel.message(thread) is None:
            raise SlackError("thread_not_found")
        message = self.workspace.say(
            channel,
            by=self.workspace.bot.id,
            text=said["text"],
            blocks=said.get("blocks"),
            thread_ts=thread,
            metadata=args.get("metadata"),
        )
        return {
            "channel": channel.id,
            "ts": message.ts,
            "message": message_json(message, self.workspace),
        }

    def post_ephemeral(self, args: Json) -> Json:
        channel = self.find_target(args)
        said = _checked_message(args)
        reader = _required(args, "user")
        if reader not in channel.members:
            raise SlackError("user_not_in_channel")
        message = self.workspace.say(
            channel,
            by=self.workspace.bot.id,
            text=said["text"],
            blocks=said.get("blocks"),
            thread_ts=args.get("thread_ts"),
            only_for=reader,
        )
        return {"message_ts": message.ts}

    def update(self, args: Json) -> Json:
        """New words, new blocks; without `blocks` the old ones stay, with an empty list they go."""
        channel, message = self._own_message(args)
        kept = message.blocks if args.get("blocks") is None else args["blocks"] or None
        said = _checked_message({**args, "blocks": kept})
        self.workspace.rewrite(message, text=said["text"], blocks=said["blocks"])
        return {"channel": channel.id, "ts": message.ts, "text": message.text}

    def delete(self, args: Json) -> Json:
        channel, message = self._own_message(args)
        self.workspace.remove(channel, message)
        return {"channel": channel.id, "ts": message.ts}

    def _own_message(self, args: Json) -> tuple[Channel, Message]:
        self.need(WRITERS)
        channel = self.workspace.conversation(_required(args, "channel"))
        if channel is None:
            raise SlackError("channel_not_found")
        message = channel.message(_required(args, "ts"))
        if message is None or message.ephemeral:
            raise SlackError("message_not_found")
        if message.by != self.workspace.bot.id:
            raise SlackError("cant_update_message")
        return channel, message

    def permalink(self, args: Json) -> Json:
        channel = self.workspace.conversation(_required(args, "channel"))
        if channel is None or self.workspace.bot.id not in channel.members:
            raise SlackError("channel_not_found")
        message = channel.message(_required(args, "message_ts"))
        if message is None:
            raise SlackError("message_not_found")
        place = f"{channel.id}/p{message.ts.replace('.', '')}"
        return {
            "channel": channel.id,
            "permalink": f"https://{self.workspace.team.domain}.slack.invalid/archives/{place}",
        }

    def conversation(self, args: Json) -> Json:
        return {"channel": channel_json(self._seen_channel(args, SIGHT), self.workspace)}

    def members(self, args: Json) -> Json:
        return {
            "members": list(self._seen_channel(args, SIGHT).members),
            "response_metadata": {"next_cursor": ""},
        }

    def open_dm(self, args: Json) -> Json:
        self.need("im:write")
        channel = self._dm(self._person(args, "users"))
        return {"channel": {"id": channel.id}}

    def history(self, args: Json) -> Json:
        channel = self._seen_channel(args, HISTORY)
        if self.workspace.bot.id not in channel.members:
            raise SlackError("not_in_channel")
        oldest, limit = args.get("oldest") or "0", int(args.get("limit") or 100)
        shown = self.workspace.clock.now() - self.workspace.history_lag
        said = [
            one
            for one in channel.messages
            if not one.ephemeral and float(one.ts) > float(oldest) and one.at <= shown
        ]
        newest_first = [message_json(one, self.workspace) for one in reversed(said)]
        first = int(args.get("cursor") or 0)
        more = len(said) > first + limit
        cursor = {"next_cursor": str(first + limit) if more else ""}
        return {
            "messages": newest_first[first : first + limit],
            "has_more": more,
            "response_metadata": cursor,
        }

    def views_open(self, args: Json) -> Json:
        trigger = self.workspace.spend_trigger(_required(args, "trigger_id"))
        return self._shown(Views(self.workspace).open(trigger.person, args.get("view")).id)

    def views_push(self, args: Json) -> Json:
        trigger = self.workspace.spend_trigger(_required(args, "trigger_id"))
        return self._shown(Views(self.workspace).push(trigger.person, args.get("view")).id)

    def views_update(self, args: Json) -> Json:
        views = Views(self.workspace)
        target = views.find(view_id=args.get("view_id"), external_id=args.get("external_id"))
        return self._shown(views.update(target, args.get("view"), expected=args.get("hash")).id)

    def views_publish(self, args: Json) -> Json:
        person = self._person(args, "user_id")
        if not self.manifest.home_tab:
            raise SlackError("not_enabled")
        return self._shown(
            Views(self.workspace).publish(person.id, args.get("view"), expected=args.get("hash")).id
        )

    def _shown(self, view_id: str) -> Json:
        return {"view": view_json(self.workspace.views[view_id], self.workspace)}

    def user(self, args: Json) -> Json:
        self.need("users:read")
        person = self._person(args)
        with_locale = str(args.get("include_locale")).lower() in ("true", "1")
        return {"user": person_json(person, self.workspace, with_locale=with_locale)}

    def conversations_of(self, args: Json) -> Json:
        person = str(args.get("user") or self.workspace.bot.id)
        visible = [one for one in self.workspace.channels.values() if self._lists(one, person)]
        return {
            "channels": [channel_json(one, self.workspace) for one in visible],
            "response_metadata": {"next_cursor": ""},
        }

    def _lists(self, channel: Channel, person: str) -> bool:
        seen = not channel.private or self.workspace.bot.id in channel.members
        return (
            seen and person in channel.members and SIGHT[kind_of(channel)] in self.manifest.scopes
        )

    def team(self, _args: Json) -> Json:
        self.need("team:read")
        team = self.workspace.team
        return {"team": {"id": team.id, "name": team.name, "domain": team.domain}}


METHODS: dict[str, Callable[[WebApi, Json], Json]] = {
    "auth.test": WebApi.auth_test,
    "apps.connections.open": WebApi.connections_open,
    "chat.postMessage": WebApi.post_message,
    "chat.postEphemeral": WebApi.post_ephemeral,
    "chat.update": WebApi.update,
    "chat.delete": WebApi.delete,
    "chat.getPermalink": WebApi.permalink,
    "conversations.info": WebApi.conversation,
    "conversations.members": WebApi.members,
    "conversations.open": WebApi.open_dm,
    "conversations.history": WebApi.history,
    "views.open": WebApi.views_open,
    "views.push": WebApi.views_push,
    "views.update": WebApi.views_update,
    "views.publish": WebApi.views_publish,
    "users.info": WebApi.user,
    "users.conversations": WebApi.conversations_of,
    "team.info": WebApi.team,
    "files.getUploadURLExternal": get_upload_url,
    "files.completeUploadExternal": complete_upload,
    "canvases.create": create_canvas,
    "canvases.edit": edit_canvas,
    "canvases.access.set": set_access,
}


def kind_of(channel: Channel) -> str:
    if channel.is_dm:
        return "dm"
    return "private" if channel.private else "channel"


def _refusal(refused: SlackError) -> Json:
    answer: Json = {"ok": False, "error": refused.error, **refused.also}
    if refused.messages:
        answer["errors"] = [one.removeprefix("[ERROR] ") for one in refused.messages]
        answer["response_metadata"] = {"messages": list(refused.messages)}
    return answer


def _required(args: Json, name: str) -> str:
    value = args.get(name)
    if not isinstance(value, str) or not value:
        raise SlackError("invalid_arguments", messages=(f"[ERROR] missing required field: {name}",))
    return value


def _checked_message(args: Json) -> Json:
    """The message if Slack takes it and everyone can read it."""
    text, blocks = args.get("text"), args.get("blocks")
    if not text and not blocks:
        raise SlackError("no_text")
    if isinstance(text, str) and len(text) > 40_000:
        raise SlackError("msg_too_long")
    wrong = check_message(args)
    if wrong:
        raise SlackError("invalid_blocks", messages=wrong)
    return {"text": text, "blocks": blocks}


def message_json(message: Message, workspace: Workspace) -> Json:
    """The message as Slack shows it to the app."""
    by_bot = message.by == workspace.bot.id
    told: dict[str, Any] = {
        "type": "message",
        "user": message.by,
        "text": message.text,
        "ts": message.ts,
    }
    if by_bot:
        told |= {"bot_id": "B0GIVEGET0", "app_id": "A0GIVEGET0", "team": workspace.team.id}
    if message.blocks is not None:
        told["blocks"] = message.blocks
    if message.thread_ts:
        told["thread_ts"] = message.thread_ts
    if message.metadata:
        told["metadata"] = message.metadata
    if message.files:
        told["files"] = [file_json(one) for one in message.files]
    if message.edited:
        told["edited"] = {"user": message.by, "ts": message.ts}
    return told


def channel_json(channel: Channel, workspace: Workspace) -> Json:
    if channel.is_dm:
        return {"id": channel.id, "is_im": True, "user": channel.partner, "is_org_shared": False}
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.private,
        "is_group": channel.private,
        "is_im": False,
        "is_mpim": False,
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_shared": channel.shared or channel.org_shared,
        "is_ext_shared": channel.shared,
        "is_org_shared": channel.org_shared,
        "is_pending_ext_shared": channel.pending_shared,
        "pending_shared": [workspace.teams[-1].id] if channel.pending_shared else [],
        "is_member": workspace.bot.id in channel.members,
        "context_team_id": workspace.team.id,
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "previous_names": [],
    }


def person_json(person: Person, workspace: Workspace, *, with_locale: bool = False) -> Json:
    """What `users.info` tells; of someone deactivated Slack tells no roles and no zone."""
    zone = ZoneInfo(person.zone)
    offset = workspace.clock.now().astimezone(zone).utcoffset()
    told: Json = {
        "id": person.id,
        "name": person.handle,
        "deleted": person.kind is Kind.DEACTIVATED,
        "real_name": person.name,
        "profile": {
            "real_name": person.name,
            "display_name": person.name,
            "title": person.title,
            "team": person.team,
        },
        "is_bot": person.kind is Kind.BOT,
        "is_app_user": False,
        "updated": 0,
    }
    if person.shows_team:
        told["team_id"] = person.team
    if workspace.organisation and person.org_teams:
        told |= _org_membership(person, workspace.organisation)
    if person.kind is Kind.WORKFLOW:
        told["is_workflow_bot"] = True
    if person.kind is Kind.DEACTIVATED:
        return told
    told |= {
        "tz": person.zone,
        "tz_label": person.zone,
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": person.kind is Kind.ADMIN,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.kind is Kind.GUEST,
        "is_ultra_restricted": person.kind is Kind.GUEST,
    }
    if person.kind is Kind.OUTSIDER:
        told["is_stranger"] = True
    if with_locale:
        told["locale"] = person.locale
    return told


def _org_membership(person: Person, organisation: Organisation) -> Json:
    """What `users.info` adds about somebody of an Enterprise organisation."""
    teams = list(person.org_teams)
    return {
        "teams": teams,
        "enterprise_user": {
            "id": person.id,
            "enterprise_id": organisation.id,
            "enterprise_name": organisation.name,
            "is_admin": person.kind is Kind.ADMIN,
            "is_owner": False,
            "teams": teams,
        },
    }
