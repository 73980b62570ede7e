"""What people's fingers send, as the payloads themselves: to be sent twice, to two programs, in parallel, or forged."""

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import dataclass
from uuid import uuid4

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Form
from bot.playground.payloads import command_payload, submission_payload, url_of, user_json
from bot.playground.views import interactive_elements
from bot.playground.wire import Answer, Sending, What
from bot.playground.workspace import Channel, Json

Send = Callable[[Sending], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingers:
    """One person in one channel."""

    slack: FakeSlack
    name: str = "Ana"
    channel: str = "acme"

    @property
    def place(self) -> Channel:
        return self.slack.channel(self.channel)

    def types(self, line: str) -> Sending:
        """A command with a trigger of its own."""
        workspace, person = self.slack.workspace, self.slack.person(self.name).person
        command, _, text = line.partition(" ")
        payload = command_payload(
            workspace,
            person=person,
            channel=self.place,
            command=command,
            text=text,
            trigger=workspace.new_trigger(person.id),
            response_url=self._link(),
        )
        return Sending(what=What.COMMAND, payload=payload)

    def presses(self, label: str, said: Json, link: str = "") -> Sending:
        """A button of an answer that only this person sees; what comes of it goes to `link`."""
        workspace, person = self.slack.workspace, self.slack.person(self.name).person
        block, element = _button(label, said)
        action = {
            "type": "button",
            "action_id": element["action_id"],
            "block_id": block,
            "text": element["text"],
            "value": element.get("value", ""),
            "action_ts": workspace.new_ts(),
        }
        payload = {
            "type": "block_actions",
            "team": {"id": workspace.team.id, "domain": workspace.team.domain},
            "user": user_json(person),
            "api_app_id": "A0GIVEGET0",
            "trigger_id": workspace.new_trigger(person.id).id,
            "container": {
                "type": "message",
                "message_ts": workspace.new_ts(),
                "channel_id": self.place.id,
                "is_ephemeral": True,
            },
            "channel": {"id": self.place.id, "name": "privategroup"},
            "state": {"values": {}},
            "response_url": link or self._link(),
            "actions": [action],
        }
        return Sending(what=What.INTERACTIVE, payload=payload)

    def submits(self, form: Form) -> Sending:
        """A form that lies open, sent off as it stands."""
        workspace, person = self.slack.workspace, self.slack.person(self.name).person
        trigger = workspace.new_trigger(person.id, view=form.view.id)
        payload = submission_payload(workspace, person=person, view=form.view, trigger=trigger)
        return Sending(what=What.INTERACTIVE, payload=deepcopy(payload))

    def _link(self) -> str:
        workspace, person = self.slack.workspace, self.slack.person(self.name).person
        return url_of(
            workspace.new_response_url(channel=self.place.id, person=person.id), self.slack.url
        )


def _button(label: str, said: Json) -> tuple[str, Json]:
    for block in said["blocks"]:
        for element in interactive_elements(block):
            if element["type"] == "button" and element["text"]["text"] == label:
                return str(block.get("block_id", "")), element
    raise AssertionError(f"no button {label!r} in {said['text']!r}")


def another(form: Sending, text: str, name: str = "what") -> Sending:
    """The same form as if it had been opened and filled in once more, with another text in one field."""
    payload = deepcopy(form.payload)
    view = payload["view"]
    view["private_metadata"] = json.dumps(
        json.loads(view["private_metadata"]) | {"once": uuid4().hex}
    )
    (kept,) = view["state"]["values"][name].values()
    kept["value"] = text
    return Sending(what=form.what, payload=payload)


def key_of(sending: Sending) -> str:
    """The key under which a request counts once."""
    view = sending.payload.get("view")
    return str(
        json.loads(view["private_metadata"])["once"] if view else sending.payload["trigger_id"]
    )


def at_once(*deeds: Callable[[], Answer]) -> list[Answer]:
    """All of them in parallel; their answers in order."""
    with ThreadPoolExecutor(len(deeds)) as fingers:
        return [doing.result() for doing in [fingers.submit(deed) for deed in deeds]]


def each(send: Send, sendings: Sequence[Sending]) -> list[Answer]:
    """Different requests to one program, sixteen at a time."""
    with ThreadPoolExecutor(16) as fingers:
        return list(fingers.map(send, sendings))
