"""Everybody who must not get in, and what they send: buttons and forms that others were shown."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from bot.playground.payloads import APP, TOKEN, url_of
from bot.playground.views import initial_state
from bot.playground.wire import Sending, What
from bot.playground.workspace import Channel
from tests.hostile.stage import Stage

Json = dict[str, Any]

OUR_TEAM = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """Somebody outside the deal. `channel` is where they press; empty in no channel at all, as on Home. `team` is what
    they claim to be a member of."""

    name: str
    person: str
    channel: str = ""
    team: str = OUR_TEAM


STRANGERS = (
    Stranger(name="member of another channel", person="U00000CHRIS", channel="initech"),
    Stranger(name="member on Home", person="U00000DANA"),
    Stranger(name="guest", person="U000000GUS", channel="globex"),
    Stranger(name="outsider", person="U00000OLGA", channel="acme-shared", team="T0000ACME"),
    Stranger(name="outsider who claims our team", person="U00000OLGA", channel="acme-shared"),
    Stranger(name="somebody who left", person="U00000FINN", channel="general"),
    Stranger(name="somebody unknown", person="U0NOBODY00", channel="general"),
    Stranger(
        name="owner under another team", person="U000000ANA", channel="acme", team="T0THIEF000"
    ),
    Stranger(name="our own bot", person="U0000COACH", channel="acme"),
)


def _envelope(stage: Stage, stranger: Stranger) -> Json:
    workspace = stage.slack.workspace
    team = stranger.team or workspace.team.id
    return {
        "team": {"id": team, "domain": "somewhere"},
        "user": {"id": stranger.person, "username": "x", "name": "x", "team_id": team},
        "api_app_id": APP,
        "token": TOKEN,
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": workspace.new_trigger(stranger.person).id,
    }


def _place(stage: Stage, stranger: Stranger) -> Channel | None:
    return stage.slack.channel(stranger.channel) if stranger.channel else None


def click(stage: Stage, stranger: Stranger, route: str, value: str) -> Sending:
    """A press of theirs on a button that others were shown."""
    place = _place(stage, stranger)
    payload: Json = {
        "type": "block_actions",
        **_envelope(stage, stranger),
        "container": {"type": "message", "message_ts": stage.slack.workspace.new_ts()},
        "state": {"values": {}},
        "actions": [
            {
                "type": "button",
                "action_id": route,
                "block_id": "b1",
                "text": {"type": "plain_text", "text": "x", "emoji": False},
                "value": value,
                "action_ts": stage.slack.workspace.new_ts(),
            }
        ],
    }
    if place is None:
        payload["container"] = {"type": "view", "view_id": "V0HOME"}
        payload["view"] = {"id": "V0HOME", "type": "home", "blocks": [], "private_metadata": ""}
    else:
        payload["channel"] = {"id": place.id, "name": place.name}
        # Whom Slack does not know has no link either: they show one of somebody else's.
        known = stage.slack.workspace.people.get(stranger.person)
        person = known.id if known else "U000000GUS"
        link = stage.slack.workspace.new_response_url(channel=place.id, person=person)
        payload["response_url"] = url_of(link, stage.slack.url)
    return Sending(what=What.INTERACTIVE, payload=payload)


def submission(stage: Stage, stranger: Stranger, view: Json, filled: Json) -> Sending:
    """A form of others, sent under their name as if it had been opened anew."""
    told = deepcopy(view)
    metadata = json.loads(told.get("private_metadata") or "{}")
    told["private_metadata"] = json.dumps(metadata | {"once": uuid4().hex})
    told |= {"id": stage.slack.workspace.new_id("V"), "state": {"values": filled}}
    told |= {"app_installed_team_id": stranger.team or stage.slack.workspace.team.id}
    payload = {"type": "view_submission", **_envelope(stage, stranger), "view": told}
    return Sending(what=What.INTERACTIVE, payload=payload | {"response_urls": []})


FILLINGS = ("5% off", "12k EUR", "5", "2", "1 Dec 2027", "uptime", "3 months", "EUR", "Ana")
"""What a text field may want; one after the other is tried until the form takes it."""


def fillings(view: Json, errors: Json, attempt: int, texts: tuple[str, ...] = FILLINGS) -> Json:
    """What somebody would fill in: what stands there already, else the first option or day, else one of the texts."""
    state = initial_state(view["blocks"], {})
    for block_id, fields in state.items():
        for name, field in fields.items():
            element = _element(view, block_id)
            if element is None or (_is_filled(field) and block_id not in errors):
                continue
            fields[name] = _fill(element, field, texts[attempt % len(texts)])
    return state


def _element(view: Json, block_id: str) -> Json | None:
    for block in view["blocks"]:
        if block.get("block_id") == block_id:
            found: Json | None = block.get("element") or block.get("accessory")
            return found
    return None


def _is_filled(field: Json) -> bool:
    return any(value for key, value in field.items() if key != "type")


def _fill(element: Json, field: Json, text: str) -> Json:
    options = element.get("options") or [None]
    known: dict[str, Json] = {
        "plain_text_input": {"value": text},
        "datepicker": {"selected_date": "2027-03-01"},
        "radio_buttons": {"selected_option": options[0]},
        "static_select": {"selected_option": options[0]},
        "checkboxes": {"selected_options": [one for one in options[:1] if one]},
        "multi_static_select": {"selected_options": [one for one in options[:1] if one]},
        "multi_users_select": {"selected_users": ["U00000CHRIS"]},
        "users_select": {"selected_user": "U00000CHRIS"},
        "conversations_select": {"selected_conversation": "C00GLOBEX"},
    }
    return field | known.get(element["type"], {})


def keys() -> Iterator[str]:
    """Keys that a button of ours may carry and that mean something somewhere."""
    yield from ("", "1", "yes", "won", "owner", "reliable", "2027-03-01", "U000000ANA", "all")
