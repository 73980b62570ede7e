"""What Slack makes of the bot's answers: shows them, replaces what was there, or refuses them."""

from bot.playground.limits import check_message
from bot.playground.workspace import (
    Channel,
    Json,
    Message,
    Person,
    ResponseUrl,
    SlackError,
    Workspace,
)

KNOWN = {
    "text",
    "blocks",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "mrkdwn",
    "unfurl_links",
    "unfurl_media",
    "metadata",
}


def show_command_answer(
    workspace: Workspace, said: Json, *, person: Person, channel: Channel, command: str
) -> None:
    """What travels back with the acknowledgement of a command. What Slack would drop silently is said aloud here."""
    wrong = (*_complaints(said), *_list_unknown_blocks(workspace, said))
    if wrong:
        workspace.violate(f"answer to {command}", wrong)
    else:
        _say(workspace, said, person=person, channel=channel, thread_ts=None)


def take_response(workspace: Workspace, url_id: str, said: Json) -> None:
    """A post to a `response_url`: a new message, or the one it came from replaced or deleted."""
    with workspace.lock:
        url = workspace.spend_response_url(url_id)
        channel = workspace.conversation(url.channel)
        if channel is None:
            raise SlackError("channel_not_found")
        original = channel.message(url.message_ts) if url.message_ts else None
        if said.get("delete_original"):
            _delete(workspace, channel, original)
            return
        wrong = _complaints(said)
        if wrong:
            workspace.violate("post to response_url", wrong)
            raise SlackError("invalid_blocks", messages=wrong)
        unknown = _list_unknown_blocks(workspace, said)
        if unknown:
            raise SlackError("invalid_blocks", messages=unknown)
        _show_response(workspace, said, url=url, channel=channel, original=original)


def _show_response(
    workspace: Workspace,
    said: Json,
    *,
    url: ResponseUrl,
    channel: Channel,
    original: Message | None,
) -> None:
    if said.get("replace_original") and url.message_ts:
        if original is None:
            raise SlackError("message_not_found")
        workspace.rewrite(original, text=said["text"], blocks=said.get("blocks") or None)
        return
    thread = said.get("thread_ts") or (original.thread_ts if original else url.thread_ts)
    _say(workspace, said, person=workspace.people[url.person], channel=channel, thread_ts=thread)


def _delete(workspace: Workspace, channel: Channel, original: Message | None) -> None:
    if original is None:
        raise SlackError("message_not_found")
    workspace.remove(channel, original)


def _say(
    workspace: Workspace, said: Json, *, person: Person, channel: Channel, thread_ts: str | None
) -> None:
    everyone = said.get("response_type") == "in_channel"
    workspace.say(
        channel,
        by=workspace.bot.id,
        text=said["text"],
        blocks=said.get("blocks") or None,
        thread_ts=thread_ts,
        only_for=None if everyone else person.id,
    )


def _list_unknown_blocks(workspace: Workspace, said: Json) -> tuple[str, ...]:
    """What is wrong with blocks that this workspace does not have yet."""
    unknown = {block.get("type") for block in said.get("blocks") or []} & workspace.unknown_blocks
    return tuple(f"[ERROR] unsupported type: {kind} [json-pointer:/blocks]" for kind in unknown)


def _complaints(said: Json) -> tuple[str, ...]:
    unknown = tuple(
        f"[ERROR] invalid additional property: {name} [json-pointer:/]"
        for name in said.keys() - KNOWN
    )
    kind = said.get("response_type")
    if kind not in (None, "ephemeral", "in_channel"):
        unknown = (
            *unknown,
            f"[ERROR] must be ephemeral or in_channel, not {kind} [json-pointer:/response_type]",
        )
    shown = {**said, "blocks": said["blocks"] or None} if "blocks" in said else said
    return (*unknown, *check_message(shown))
