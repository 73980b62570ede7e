"""Files in the local Slack: an app asks where to send one, sends it there, and completes the upload, which shows it."""

import json
import secrets
from typing import TYPE_CHECKING
from urllib.parse import quote

from bot.playground.limits import check_message
from bot.playground.workspace import Channel, Json, SlackError, StoredFile, Workspace

if TYPE_CHECKING:
    from bot.playground.web_api import WebApi

SCOPE = "files:write"


def get_upload_url(api: "WebApi", args: Json) -> Json:
    """`files.getUploadURLExternal`: where a file of that name and length may be sent."""
    api.need(SCOPE)
    name, length = str(args.get("filename") or ""), str(args.get("length") or "")
    if not name or not length.isdecimal() or int(length) == 0:
        raise SlackError("invalid_arguments")
    workspace = api.workspace
    file = StoredFile(
        id=workspace.new_id("F"),
        ticket=secrets.token_hex(16),
        name=name,
        length=int(length),
        by=workspace.bot.id,
    )
    workspace.files[file.id] = file
    return {"upload_url": api.upload_url(file.ticket), "file_id": file.id}


def take_upload(workspace: Workspace, ticket: str, content: bytes) -> None:
    """The file itself. Raises `SlackError` where nobody announced it, or with another length."""
    with workspace.lock:
        file = next((one for one in workspace.files.values() if one.ticket == ticket), None)
        if file is None or file.content is not None or len(content) != file.length:
            raise SlackError("file_upload_failed")
        file.content = content


def complete_upload(api: "WebApi", args: Json) -> Json:
    """`files.completeUploadExternal`: shows files that were sent in a conversation, under some words."""
    api.need(SCOPE)
    files = [_find_sent_file(api.workspace, one) for one in _read_files(args)]
    words = _read_words(args)
    for channel in _find_places(api, args):
        api.workspace.say(channel, by=api.workspace.bot.id, files=tuple(files), **words)
    for file in files:
        file.shared = True
    return {"files": [file_json(one) for one in files]}


def _read_files(args: Json) -> list[Json]:
    try:
        told = json.loads(str(args.get("files") or "[]"))
    except ValueError:
        told = []
    if not isinstance(told, list) or not told:
        raise SlackError("invalid_arguments")
    return told


def _find_sent_file(workspace: Workspace, told: Json) -> StoredFile:
    file = workspace.files.get(str(told.get("id")))
    if file is None or file.content is None or file.shared:
        raise SlackError("file_not_found")
    file.title = str(told.get("title") or file.name)
    return file


def _read_words(args: Json) -> Json:
    """What stands above the files: blocks count only where there is no comment."""
    comment, blocks = str(args.get("initial_comment") or ""), args.get("blocks")
    if comment or not blocks:
        return {"text": comment, "blocks": None}
    if any(block.get("type") == "markdown" for block in blocks):
        raise SlackError("internal_error")  # Slack's own answer to one, as of 2026
    wrong = check_message({"text": "x", "blocks": blocks})
    if wrong:
        raise SlackError("invalid_blocks", messages=wrong)
    return {"text": "", "blocks": blocks}


def _find_places(api: "WebApi", args: Json) -> list[Channel]:
    """The conversations to show it in; a person may be named among several, never as the one."""
    one, several = str(args.get("channel_id") or ""), str(args.get("channels") or "")
    if one in api.workspace.people:
        raise SlackError("channel_not_found")
    named = [*([one] if one else []), *filter(None, several.split(","))]
    return [api.find_target({"channel": name}) for name in named]


def file_json(file: StoredFile) -> Json:
    """The file as Slack tells the app of it."""
    return {
        "id": file.id,
        "name": file.name,
        "title": file.title or file.name,
        "size": file.length,
        "user": file.by,
    }


def disposition(file: StoredFile) -> str:
    """The header under which a browser saves it by its name."""
    return f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
