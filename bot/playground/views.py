"""Forms and Home tabs as Slack keeps them: a stack of three, a hash against editing what has changed."""

import secrets

from bot.playground.limits import check_view, check_view_size
from bot.playground.workspace import VIEW_STACK, Json, JsonValue, SlackError, View, Workspace

DEFAULTS: Json = {
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
    "submit_disabled": False,
    "title": {"type": "plain_text", "text": "View Title", "emoji": True},
    "submit": None,
    "close": None,
}

INITIAL = {
    "initial_value": "value",
    "initial_option": "selected_option",
    "initial_options": "selected_options",
    "initial_date": "selected_date",
    "initial_time": "selected_time",
    "initial_date_time": "selected_date_time",
    "initial_user": "selected_user",
    "initial_users": "selected_users",
    "initial_channel": "selected_channel",
    "initial_channels": "selected_channels",
    "initial_conversation": "selected_conversation",
    "initial_conversations": "selected_conversations",
}

FIELD_OF = {
    "plain_text_input": "value",
    "number_input": "value",
    "email_text_input": "value",
    "url_text_input": "value",
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "overflow": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "datetimepicker": "selected_date_time",
    "users_select": "selected_user",
    "multi_users_select": "selected_users",
    "channels_select": "selected_channel",
    "multi_channels_select": "selected_channels",
    "conversations_select": "selected_conversation",
    "multi_conversations_select": "selected_conversations",
}
"""Which field of a payload holds what a person put into an element of this type."""


def checked(view: JsonValue, *, kind: str) -> Json:
    """The view if Slack takes it; `SlackError` with its reasons if not."""
    if not isinstance(view, dict):
        raise SlackError(
            "invalid_arguments", messages=("[ERROR] must be an object [json-pointer:/view]",)
        )
    wrong = check_view(view)
    if view.get("type") != kind:
        wrong = (*wrong, f"[ERROR] must be of type {kind} [json-pointer:/view/type]")
    if wrong:
        raise SlackError("invalid_arguments", messages=wrong)
    check_view_size(view)
    return view


def interactive_elements(block: Json) -> list[Json]:
    """Everything in a block that a person can press, pick or fill."""
    parts = [block.get("accessory"), block.get("element")]
    if block.get("type") in ("actions", "context_actions"):
        parts.extend(block["elements"])
    return [one for one in parts if isinstance(one, dict) and one.get("type") != "image"]


def initial_state(blocks: list[Json], kept: Json) -> Json:
    """What each field holds: what the person had put into the field of that name, else its first value."""
    values: Json = {}
    for block in blocks:
        for element in interactive_elements(block):
            field = FIELD_OF.get(str(element.get("type")))
            if field:
                before = kept.get(block["block_id"], {}).get(element["action_id"])
                values.setdefault(block["block_id"], {})[element["action_id"]] = before or _first(
                    element, field
                )
    return values


def _first(element: Json, field: str) -> Json:
    first = next(
        (element[name] for name, into in INITIAL.items() if into == field and name in element), None
    )
    empty: JsonValue = (
        [] if field in ("selected_options", "selected_users", "selected_channels") else None
    )
    return {"type": element["type"], field: empty if first is None else first}


class Views:
    """Opens, stacks, replaces and closes them for one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def open(self, person: str, view: JsonValue) -> View:
        body = checked(view, kind="modal")
        with self._workspace.change() as version:
            made = self._made(person, body, version)
            self._workspace.stacks[person] = [made.id]
            return made

    def push(self, person: str, view: JsonValue) -> View:
        body = checked(view, kind="modal")
        with self._workspace.change() as version:
            stack = self._workspace.stacks.get(person, [])
            if not stack:
                raise SlackError(
                    "invalid_arguments", messages=("[ERROR] no view is open to push onto",)
                )
            if len(stack) >= VIEW_STACK:
                raise SlackError("push_limit_reached")
            made = self._made(person, body, version, below=self._workspace.views[stack[-1]])
            stack.append(made.id)
            return made

    def update(self, target: View, view: JsonValue, *, expected: str | None = None) -> View:
        body = checked(view, kind="modal")
        with self._workspace.change() as version:
            if expected not in (None, target.hash):
                raise SlackError("hash_conflict")
            self._fill(target, body, version)
            return target

    def publish(self, person: str, view: JsonValue, *, expected: str | None = None) -> View:
        body = checked(view, kind="home")
        with self._workspace.change() as version:
            home = self._workspace.homes.get(person)
            if home is None:
                home = self._made(person, body, version)
                self._workspace.homes[person] = home
                return home
            if expected not in (None, home.hash):
                raise SlackError("hash_conflict")
            self._fill(home, body, version)
            return home

    def find(self, *, view_id: str | None, external_id: str | None) -> View:
        for view in self._workspace.views.values():
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise SlackError("not_found")

    def close(self, view: View) -> None:
        """Takes one form away; the one below it, if any, is in front again."""
        with self._workspace.change():
            self._forget(view)

    def close_all(self, person: str) -> None:
        with self._workspace.change():
            for view in self._workspace.stack_of(person):
                self._forget(view)

    def _forget(self, view: View) -> None:
        stack = self._workspace.stacks.get(view.person, [])
        if view.id in stack:
            stack.remove(view.id)
            del self._workspace.views[view.id]

    def _made(self, person: str, body: Json, version: int, below: View | None = None) -> View:
        new = self._workspace.new_id("V")
        self._refuse_taken_external_id(body)
        made = View(
            id=new,
            person=person,
            body={},
            hash="",
            root=below.root if below else new,
            previous=below.id if below else None,
        )
        self._fill(made, body, version)
        self._workspace.views[new] = made
        return made

    def _refuse_taken_external_id(self, body: Json) -> None:
        wanted = body.get("external_id")
        if wanted and any(
            one.body.get("external_id") == wanted for one in self._workspace.views.values()
        ):
            raise SlackError("duplicate_external_id")

    def _fill(self, view: View, body: Json, version: int) -> None:
        blocks = self._workspace.named_blocks(body["blocks"]) or []
        view.body = {**DEFAULTS, **body, "blocks": blocks}
        view.hash = f"{version}.{secrets.token_hex(4)}"
        view.state = initial_state(blocks, view.state)
        view.errors = {}
        view.version = version


def view_json(view: View, workspace: Workspace) -> Json:
    """The view as Slack shows it to the app."""
    person = workspace.people[view.person]
    return {
        "id": view.id,
        "team_id": person.team,
        "app_id": "A0GIVEGET0",
        "app_installed_team_id": workspace.installed_id,
        "bot_id": "B0GIVEGET0",
        **view.body,
        "state": {"values": view.state},
        "hash": view.hash,
        "root_view_id": view.root,
        "previous_view_id": view.previous,
    }
