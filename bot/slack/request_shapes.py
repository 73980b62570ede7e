"""Whether a request has the shape of one of Slack's. Whoever knows the signing secret may still send nonsense, and
nothing below here should have to look twice at what it is given."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

import orjson

Json = Any
"""What somebody sent: it is looked at here, not trusted."""


def is_well_formed(content_type: str, body: bytes) -> bool:
    """Whether a body of that content type, which is text in UTF-8, is a request that Slack could have sent."""
    if content_type.startswith("application/json"):
        return _is_outer_event(_parse(body))
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True)
    except ValueError:
        return False
    if any(len(values) != 1 for values in fields.values()):
        return False
    if "payload" in fields:
        return _is_interaction(_parse(fields["payload"][0].encode()))
    # A check of the certificate names no command.
    if "ssl_check" in fields:
        return True
    # Where an app is installed for a whole company, a command may come from no workspace.
    return "team_id" in fields and all(fields.get(name, [""])[0] for name in ("command", "user_id"))


def _parse(text: bytes) -> Json:
    """The JSON; None where it is none, or nested deeper than this parser goes, which is far beyond Slack's."""
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError:
        return None


def _is_outer_event(told: Json) -> bool:
    if not isinstance(told, dict) or not isinstance(told.get("type"), str):
        return False
    if told["type"] != "event_callback":
        return True
    event = told.get("event")
    return isinstance(event, dict) and isinstance(event.get("type"), str)


def _is_interaction(told: Json) -> bool:
    if not isinstance(told, dict):
        return False
    check = _INTERACTIONS.get(str(told.get("type")))
    return check is not None and _has_id(told.get("user")) and check(told)


def _has_id(told: Json) -> bool:
    return isinstance(told, dict) and isinstance(told.get("id"), str)


def _is_press(told: Mapping[str, Json]) -> bool:
    actions = told.get("actions")
    if not isinstance(actions, list) or not actions:
        return False
    return _is_action(actions[0])


def _is_action(action: Json) -> bool:
    if not isinstance(action, dict) or not isinstance(action.get("action_id"), str):
        return False
    option = action.get("selected_option")
    if option is not None and not (
        isinstance(option, dict) and isinstance(option.get("value"), str)
    ):
        return False
    return isinstance(action.get("value", ""), str)


def _is_sent_form(told: Mapping[str, Json]) -> bool:
    view = told.get("view")
    if not isinstance(view, dict) or not isinstance(view.get("callback_id"), str):
        return False
    if not isinstance(view.get("private_metadata") or "", str):
        return False
    return _are_blocks(view.get("blocks")) and _are_values(view.get("state"))


def _are_blocks(blocks: Json) -> bool:
    return isinstance(blocks, list) and all(
        isinstance(block, dict) and isinstance(block.get("type"), str) for block in blocks
    )


def _are_values(state: Json) -> bool:
    """What was filled in: by block, by field, each an object."""
    values = state.get("values") if isinstance(state, dict) else None
    if not isinstance(values, dict):
        return False
    for fields in values.values():
        if not isinstance(fields, dict):
            return False
        if not all(isinstance(field, dict) for field in fields.values()):
            return False
    return True


def _is_shortcut(told: Mapping[str, Json]) -> bool:
    message = told.get("message")
    is_named = isinstance(told.get("callback_id"), str)
    return is_named and (message is None or isinstance(message, dict))


def _is_closed_form(told: Mapping[str, Json]) -> bool:
    return isinstance(told.get("view"), dict)


_INTERACTIONS: Mapping[str, Callable[[Mapping[str, Json]], bool]] = {
    "block_actions": _is_press,
    "view_submission": _is_sent_form,
    "view_closed": _is_closed_form,
    "message_action": _is_shortcut,
    "shortcut": _is_shortcut,
}
"""The kinds of interaction that our manifest leads to; older ones of Slack's are nothing of ours."""
