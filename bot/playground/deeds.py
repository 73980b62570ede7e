"""What happens in Slack when a person types, presses, picks, sends off or closes: the payload, and what comes of it."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.playground.answers import show_command_answer
from bot.playground.payloads import (
    action_json,
    closing_payload,
    command_payload,
    escaped,
    event_payload,
    global_shortcut_payload,
    message_action_payload,
    message_shortcut_payload,
    submission_payload,
    url_of,
    view_action_payload,
)
from bot.playground.switchboard import Switchboard
from bot.playground.views import FIELD_OF, Views, initial_state, interactive_elements
from bot.playground.web_api import person_json
from bot.playground.wire import Answer, Sending, What
from bot.playground.workspace import (
    Channel,
    Json,
    JsonValue,
    Kind,
    Message,
    Person,
    SlackError,
    View,
)

TROUBLE = "We had some trouble connecting. Try again?"
RETRIES = 3
EVENT_SCOPES = {"message.im": "im:history"}
"""The scope without which Slack does not tell of an event, where it is not one that the app has anyway."""


class CannotDo(Exception):
    """Slack itself does not let this person do that."""


def say(
    board: Switchboard, person: Person, channel: Channel, text: str, *, thread_ts: str | None = None
) -> Message:
    """An ordinary message."""
    refuse_strangers(person, channel)
    message = board.workspace.say(channel, by=person.id, text=text, thread_ts=thread_ts)
    if channel.is_dm:
        event: Json = {
            "type": "message",
            "channel_type": "im",
            "channel": channel.id,
            "user": person.id,
            "team": board.workspace.team.id,
            "text": escaped(text, board.workspace),
            "ts": message.ts,
            "event_ts": message.ts,
        }
        if thread_ts:
            event["thread_ts"] = thread_ts
        tell_event(board, event, named="message.im")
    return message


def refuse_strangers(person: Person, channel: Channel) -> None:
    if person.kind is Kind.DEACTIVATED:
        raise CannotDo(f"{person.name} is deactivated and cannot sign in.")
    if person.id not in channel.members:
        raise CannotDo(f"{person.name} is not in #{channel.name}.")


def type_command(
    board: Switchboard,
    person: Person,
    channel: Channel,
    line: str,
    *,
    in_thread: bool = False,
    times: int = 1,
) -> list[Answer]:
    """A slash command, sent once or as several copies at the same time."""
    refuse_strangers(person, channel)
    name, _, text = line.strip().partition(" ")
    known = board.manifest.command(name)
    if in_thread:
        board.workspace.notice(f"{name} is not supported in threads. Sorry!", person=person.id)
        return []
    if known is None or person.kind is Kind.OUTSIDER or board.tokens.revoked:
        board.workspace.notice(f"{name} is not a valid command.", person=person.id)
        return []
    workspace = board.workspace
    payload = command_payload(
        workspace,
        person=person,
        channel=channel,
        command=name,
        text=escaped(text.strip(), workspace) if known.should_escape else text.strip(),
        trigger=workspace.new_trigger(person.id),
        response_url=url_of(
            workspace.new_response_url(channel=channel.id, person=person.id), board.base_url
        ),
    )
    sending = Sending(what=What.COMMAND, payload=payload, path=known.path)
    return copies(
        board,
        sending,
        times,
        lambda answer: take_command_answer(board, answer, person, channel, name),
    )


def take_command_answer(
    board: Switchboard, answer: Answer, person: Person, channel: Channel, command: str
) -> None:
    problem = "operation_timeout" if answer.status is None else "dispatch_failed"
    if not answer.ok:
        words = f'{command} failed with the error "{problem}": Giveget did not respond'
        board.workspace.notice(
            f"{words} in time." if answer.status is None else f"{words} as it should.",
            person=person.id,
        )
        return
    if answer.said is not None:
        show_command_answer(
            board.workspace, answer.said, person=person, channel=channel, command=command
        )


def copies(
    board: Switchboard, sending: Sending, times: int, then: Callable[[Answer], None] | None = None
) -> list[Answer]:
    """The same payload several times at once, as an impatient finger or a lost answer makes it."""
    start = threading.Barrier(times)

    def one() -> Answer:
        start.wait()
        answer = board.send(sending)
        if then:
            then(answer)
        return answer

    if times == 1:
        return [one()]
    with ThreadPoolExecutor(max_workers=times) as threads:
        return [future.result() for future in [threads.submit(one) for _ in range(times)]]


def press_in_message(
    board: Switchboard,
    person: Person,
    channel: Channel,
    message: Message,
    *,
    block_id: str,
    element: Json,
    value: JsonValue = None,
    times: int = 1,
) -> list[Answer]:
    """A button pressed or a choice made in a message. People of other companies can, where they see it."""
    refuse_strangers(person, channel)
    workspace = board.workspace
    url = workspace.new_response_url(
        channel=channel.id, person=person.id, message_ts=message.ts, thread_ts=message.thread_ts
    )
    payload = message_action_payload(
        workspace,
        person=person,
        channel=channel,
        message=message,
        action=action_json(element, block_id, value, workspace.new_ts()),
        trigger=workspace.new_trigger(person.id),
        response_url=url_of(url, board.base_url),
        state=initial_state(message.blocks or [], {}),
    )
    return _send_action(board, person, payload, times)


def press_in_view(
    board: Switchboard,
    person: Person,
    view: View,
    *,
    block_id: str,
    element: Json,
    value: JsonValue = None,
    times: int = 1,
) -> list[Answer]:
    """A button or a choice in a form or on the Home tab."""
    workspace = board.workspace
    if (
        block_id in view.state
        and element["type"] in FIELD_OF
        and element["action_id"] in view.state[block_id]
    ):
        put(board, view, block_id, element, value)
    payload = view_action_payload(
        workspace,
        person=person,
        view=view,
        action=action_json(element, block_id, value, workspace.new_ts()),
        trigger=workspace.new_trigger(person.id, view=view.id),
    )
    return _send_action(board, person, payload, times)


def _send_action(board: Switchboard, person: Person, payload: Json, times: int) -> list[Answer]:
    sending = Sending(
        what=What.INTERACTIVE, payload=payload, path=board.manifest.interactivity_path
    )
    return copies(
        board,
        sending,
        times,
        lambda answer: take_quiet_answer(board, answer, person, payload["type"]),
    )


def take_quiet_answer(board: Switchboard, answer: Answer, person: Person, what: str) -> None:
    """The acknowledgement of a click or shortcut, whose body Slack does not show."""
    if not answer.ok:
        board.workspace.notice("Giveget did not respond. Try again?", person=person.id)
    elif answer.said:
        board.workspace.violate(
            f"answer to {what}", ("[ERROR] Slack does not show a body here [json-pointer:/]",)
        )


def put(board: Switchboard, view: View, block_id: str, element: Json, value: JsonValue) -> None:
    """What the person typed or picked, kept in the form until it is sent off."""
    with board.workspace.change() as version:
        kind = element["type"]
        view.state[block_id][element["action_id"]] = {"type": kind, FIELD_OF[kind]: value}
        view.version = version


def submit(board: Switchboard, person: Person, view: View, *, times: int = 1) -> list[Answer]:
    """Sends the form off, unless Slack itself sees that something is missing."""
    missing = missing_fields(view)
    if missing:
        show_errors(board, view, missing)
        return []
    payload = submission_payload(
        board.workspace,
        person=person,
        view=view,
        trigger=board.workspace.new_trigger(person.id, view=view.id),
    )
    sending = Sending(
        what=What.INTERACTIVE, payload=payload, path=board.manifest.interactivity_path
    )
    return copies(
        board, sending, times, lambda answer: take_submission_answer(board, answer, person, view)
    )


def missing_fields(view: View) -> dict[str, str]:
    """What Slack's own client asks for before it sends a form."""
    wrong: dict[str, str] = {}
    for block in view.blocks:
        if block["type"] == "input":
            complaint = _complaint(block, block["element"], view)
            if complaint:
                wrong[block["block_id"]] = complaint
    return wrong


def _complaint(block: Json, element: Json, view: View) -> str | None:
    kept = view.state[block["block_id"]][element["action_id"]]
    value = kept[FIELD_OF[element["type"]]]
    if not value:
        return None if block.get("optional") else "Please complete this required field."
    if isinstance(value, str) and len(value) < element.get("min_length", 0):
        return f"Please use at least {element['min_length']} characters."
    if isinstance(value, str) and len(value) > element.get("max_length", 3000):
        return f"Please use at most {element.get('max_length', 3000)} characters."
    if element["type"] == "number_input" and not _is_number(
        value, decimals=bool(element["is_decimal_allowed"])
    ):
        return "Please enter a valid number."
    return None


def _is_number(value: str, *, decimals: bool) -> bool:
    bare = value.lstrip("-")
    return bare.isdecimal() or (decimals and bare.replace(".", "", 1).isdecimal())


def show_errors(board: Switchboard, view: View, errors: dict[str, str]) -> None:
    with board.workspace.change() as version:
        view.errors, view.version = errors, version


def take_submission_answer(board: Switchboard, answer: Answer, person: Person, view: View) -> None:
    """Closes, replaces, stacks or marks the form, as the bot says."""
    if not answer.ok:
        board.workspace.notice(TROUBLE, person=person.id)
        return
    if view.id not in board.workspace.views:
        return
    said = answer.said or {}
    try:
        _follow(board, said, person, view)
    except SlackError as refused:
        told = refused.messages or (refused.error,)
        board.workspace.violate("answer to view_submission", told)
        board.workspace.notice(TROUBLE, person=person.id)


def _follow(board: Switchboard, said: Json, person: Person, view: View) -> None:
    views = Views(board.workspace)
    match said.get("response_action"):
        case None if not said:
            views.close(view)
        case "clear":
            views.close_all(person.id)
        case "update":
            views.update(view, said.get("view"))
        case "push":
            views.push(person.id, said.get("view"))
        case "errors":
            _take_errors(board, view, said.get("errors"))
        case _:
            raise SlackError(
                "invalid_arguments", messages=(f"[ERROR] no such answer: {sorted(said)}",)
            )


def _take_errors(board: Switchboard, view: View, errors: JsonValue) -> None:
    fields = {one["block_id"] for one in view.blocks if one["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise SlackError(
            "invalid_arguments", messages=("[ERROR] errors must name at least one field",)
        )
    lost = errors.keys() - fields
    if lost:
        raise SlackError(
            "invalid_arguments", messages=tuple(f"[ERROR] no input block {one!r}" for one in lost)
        )
    show_errors(board, view, errors)


def close(
    board: Switchboard, person: Person, view: View, *, all_at_once: bool = False
) -> list[Answer]:
    """Closes the form in front, or with the cross the whole stack; the bot hears of it only if it asked to."""
    payload = closing_payload(board.workspace, person=person, view=view, all_at_once=all_at_once)
    views = Views(board.workspace)
    if all_at_once or view.body.get("clear_on_close"):
        views.close_all(person.id)
    else:
        views.close(view)
    if not view.body.get("notify_on_close"):
        return []
    sending = Sending(
        what=What.INTERACTIVE, payload=payload, path=board.manifest.interactivity_path
    )
    return copies(
        board, sending, 1, lambda answer: take_quiet_answer(board, answer, person, "view_closed")
    )


def message_shortcut(
    board: Switchboard,
    person: Person,
    channel: Channel,
    message: Message,
    callback_id: str,
    *,
    times: int = 1,
) -> list[Answer]:
    refuse_strangers(person, channel)
    if message.ephemeral:
        raise CannotDo("A message that only one person sees has no shortcuts.")
    workspace = board.workspace
    url = workspace.new_response_url(
        channel=channel.id, person=person.id, thread_ts=message.thread_ts
    )
    payload = message_shortcut_payload(
        workspace,
        person=person,
        channel=channel,
        message=message,
        callback_id=callback_id,
        trigger=workspace.new_trigger(person.id),
        response_url=url_of(url, board.base_url),
    )
    return _send_action(board, person, payload, times)


def global_shortcut(
    board: Switchboard, person: Person, callback_id: str, *, times: int = 1
) -> list[Answer]:
    if person.kind in (Kind.OUTSIDER, Kind.DEACTIVATED):
        raise CannotDo(f"{person.name} has no shortcuts of this app.")
    workspace = board.workspace
    payload = global_shortcut_payload(
        workspace,
        person=person,
        callback_id=callback_id,
        trigger=workspace.new_trigger(person.id),
        action_ts=workspace.new_ts(),
    )
    return _send_action(board, person, payload, times)


def open_home(board: Switchboard, person: Person) -> list[Answer]:
    """Looks at the app's Home tab."""
    if person.kind in (Kind.OUTSIDER, Kind.DEACTIVATED):
        raise CannotDo(f"{person.name} does not see this app's Home.")
    if board.tokens.revoked:
        return []
    workspace = board.workspace
    event: Json = {
        "type": "app_home_opened",
        "user": person.id,
        "channel": workspace.dm_with(person.id).id,
        "tab": "home",
        "event_ts": workspace.new_ts(),
    }
    return tell_event(board, event)


def tell_event(
    board: Switchboard,
    event: Json,
    *,
    named: str | None = None,
    shared: bool = False,
    times: int = 1,
) -> list[Answer]:
    """An event the bot subscribed to; repeated up to three times until it answers."""
    name = named or event["type"]
    scope = EVENT_SCOPES.get(name)
    if name not in board.manifest.events or (scope and scope not in board.manifest.scopes):
        return []
    payload = event_payload(board.workspace, event, shared_channel=shared)
    answers = copies(
        board, Sending(what=What.EVENT, payload=payload, path=board.manifest.events_path), times
    )
    for retry in range(1, RETRIES + 1):
        if answers[-1].ok:
            break
        reason = "http_timeout" if answers[-1].status is None else "http_error"
        again = Sending(
            what=What.EVENT,
            payload=payload,
            path=board.manifest.events_path,
            retry=retry,
            retry_reason=reason,
        )
        answers.append(board.send(again))
    return answers


def element_named(blocks: list[Json], *, block_id: str, action_id: str) -> Json | None:
    for block in blocks:
        if block["block_id"] == block_id:
            return next(
                (one for one in interactive_elements(block) if one["action_id"] == action_id), None
            )
    return None


def share(board: Switchboard, channel: Channel, *, shared: bool, pending: bool = False) -> None:
    """Makes a channel one with another company, or takes it back; the bot hears of it where it may."""
    workspace = board.workspace
    was_shared = channel.shared
    old = workspace.share(channel, shared=shared, pending=pending)
    if not _hears(board, channel):
        return
    if old:
        changed = {
            "old_channel_id": old,
            "new_channel_id": channel.id,
            "event_ts": workspace.new_ts(),
        }
        tell_event(board, {"type": "channel_id_changed", **changed}, shared=True)
    if shared != was_shared:
        other = workspace.teams[-1].id
        kind, key = (
            ("channel_shared", "connected_team_id")
            if shared
            else ("channel_unshared", "previously_connected_team_id")
        )
        event = {"type": kind, key: other, "channel": channel.id, "event_ts": workspace.new_ts()}
        tell_event(board, event if shared else {**event, "is_ext_shared": False}, shared=shared)


def _hears(board: Switchboard, channel: Channel) -> bool:
    """Of private channels the bot hears only what happens where it is a member."""
    return not channel.private or board.workspace.bot.id in channel.members


def rename(board: Switchboard, channel: Channel, name: str) -> None:
    with board.workspace.change():
        channel.name = name
    if _hears(board, channel):
        kind = "group_rename" if channel.private else "channel_rename"
        tell_event(board, {"type": kind, "channel": {"id": channel.id, "name": name, "created": 0}})


def join(board: Switchboard, person: Person, channel: Channel, *, on: bool) -> None:
    """Someone comes into a channel or leaves it."""
    heard = _hears(board, channel)
    with board.workspace.change():
        if on and person.id not in channel.members:
            channel.members.append(person.id)
        if not on and person.id in channel.members:
            channel.members.remove(person.id)
    if heard or _hears(board, channel):
        event = {
            "type": "member_joined_channel" if on else "member_left_channel",
            "user": person.id,
            "channel": channel.id,
            "channel_type": "G" if channel.private else "C",
            "team": person.team,
            "event_ts": board.workspace.new_ts(),
        }
        tell_event(board, event, shared=channel.shared)


def tell_person_changed(board: Switchboard, person: Person) -> None:
    told = person_json(person, board.workspace, with_locale=True)
    tell_event(board, {"type": "user_change", "user": told, "event_ts": board.workspace.new_ts()})


def uninstall(board: Switchboard) -> list[Answer]:
    """The app is taken out of the workspace; its token is dead at once. Slack sends both events in any order."""
    with board.workspace.change():
        board.tokens.revoked = True
    answers = tell_event(
        board, {"type": "tokens_revoked", "tokens": {"bot": [board.workspace.bot.id]}}
    )
    return [*answers, *tell_event(board, {"type": "app_uninstalled"})]
