"""What people in the local Slack do and see, so that a test reads like a conversation.

said = ana.types("/concede 5% off cost 12k", in_=acme)
said.text                                   # the lines she reads
said = ana.presses("Already said", on=said)
form = ana.types("/concede", in_=acme).form
form.fill("What do you give?", "5% off")
sent = form.submit()                        # sent.errors by label, sent.form while it is still open
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.playground import deeds
from bot.playground.deeds import CannotDo
from bot.playground.switchboard import Switchboard
from bot.playground.transcript import (
    Names,
    buttons_of,
    is_menu_of_buttons,
    label_of,
    message_lines,
    view_lines,
    words,
)
from bot.playground.views import FIELD_OF, interactive_elements
from bot.playground.wire import Answer
from bot.playground.workspace import Channel, Json, JsonValue, Kind, Message, Notice, Person, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A message as it stood when it was seen, and where."""

    channel: Channel
    message: Message
    lines: tuple[str, ...]
    blocks: tuple[Json, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def private(self) -> bool:
        """Whether only one person sees it."""
        return self.message.ephemeral or self.channel.is_dm


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What became visible to one person through one act: messages, a form, notices of Slack's own."""

    hands: "Hands"
    messages: tuple[Shown, ...] = ()
    form: "Form | None" = None
    home: View | None = None
    notices: tuple[Notice, ...] = ()
    answers: tuple[Answer, ...] = ()
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def lines(self) -> list[str]:
        shown = [line for one in self.messages for line in one.lines]
        if self.home:
            shown.extend(view_lines(self.home, self.hands.names))
        if self.form:
            shown.extend(self.form.lines)
        return [*shown, *(one.text for one in self.notices)]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def blocks(self) -> list[Json]:
        shown = [block for one in self.messages for block in one.blocks]
        return [
            *shown,
            *(self.home.blocks if self.home else ()),
            *(self.form.view.blocks if self.form else ()),
        ]

    @property
    def buttons(self) -> list[str]:
        return buttons_of(self.blocks)

    @property
    def public(self) -> tuple[Shown, ...]:
        """What others see too."""
        return tuple(one for one in self.messages if not one.private)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """An element and where it is."""

    element: Json
    block_id: str
    shown: Shown | None = None
    view: View | None = None


@dataclass(slots=True)
class Form:
    """A form one person has open in front of them."""

    hands: "Hands"
    view: View

    @property
    def title(self) -> str:
        return str(self.view.body["title"]["text"])

    @property
    def lines(self) -> list[str]:
        return view_lines(self.view, self.hands.names)

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    @property
    def fields(self) -> list[str]:
        """The labels, in order."""
        return [str(one["label"]["text"]) for one in self.view.blocks if one["type"] == "input"]

    @property
    def errors(self) -> dict[str, str]:
        """What is wrong, by label."""
        return {self._label(one): told for one, told in self.view.errors.items()}

    @property
    def is_open(self) -> bool:
        return self.view in self.hands.board.workspace.stack_of(self.hands.person.id)

    def __getitem__(self, label: str) -> JsonValue:
        """What is in a field: text, a day, the words of an option or of several."""
        block = self._field(label)
        element = block["element"]
        value = self.view.state[block["block_id"]][element["action_id"]][FIELD_OF[element["type"]]]
        if isinstance(value, list):
            return [
                words(one["text"], self.hands.names) if isinstance(one, dict) else one
                for one in value
            ]
        return words(value["text"], self.hands.names) if isinstance(value, dict) else value

    def fill(self, label: str, value: JsonValue) -> "Form":
        """Types or picks; options by their words, people by name. A field that tells the bot at once does so."""
        block = self._field(label)
        element = block["element"]
        meant = meant_by(element, value, self.hands.board)
        deeds.put(self.hands.board, self.view, block["block_id"], element, meant)
        if block.get("dispatch_action"):
            deeds.press_in_view(
                self.hands.board,
                self.hands.person,
                self.view,
                block_id=block["block_id"],
                element=element,
                value=meant,
            )
        return self

    def presses(self, label: str, *, times: int = 1) -> Seen:
        return self.hands.presses(label, on=self, times=times)

    def submit(self, *, times: int = 1) -> Seen:
        return self.hands.watching(
            lambda: deeds.submit(self.hands.board, self.hands.person, self.view, times=times),
            form=self,
        )

    def close(self, *, all_at_once: bool = False) -> Seen:
        return self.hands.watching(
            lambda: deeds.close(
                self.hands.board, self.hands.person, self.view, all_at_once=all_at_once
            ),
            form=self,
        )

    def _field(self, label: str) -> Json:
        fields = [one for one in self.view.blocks if one["type"] == "input"]
        exact = [one for one in fields if one["label"]["text"] == label]
        near = [
            one for one in fields if str(one["label"]["text"]).lower().startswith(label.lower())
        ]
        if len(exact or near) == 1:
            return (exact or near)[0]
        raise CannotDo(f"The form {self.title!r} has no one field {label!r}; it has {self.fields}.")

    def _label(self, block_id: str) -> str:
        return next(
            str(one["label"]["text"]) for one in self.view.blocks if one["block_id"] == block_id
        )


class Hands:
    """One person's hands and eyes in the local Slack."""

    def __init__(self, board: Switchboard, person: Person) -> None:
        self.board = board
        self.person = person

    @property
    def id(self) -> str:
        return self.person.id

    @property
    def names(self) -> Names:
        return Names.of(self.board.workspace)

    @property
    def dm(self) -> Channel:
        """The conversation with the bot."""
        return self.board.workspace.dm_with(self.person.id)

    @property
    def form(self) -> Form | None:
        """The form in front, if one is open."""
        stack = self.board.workspace.stack_of(self.person.id)
        return Form(self, stack[-1]) if stack else None

    def types(
        self,
        text: str,
        *,
        in_: Channel | None = None,
        thread: Message | None = None,
        times: int = 1,
    ) -> Seen:
        """A message, or a slash command; without a channel, to the bot itself."""
        channel = in_ or self.dm
        if text.startswith("/"):
            return self.watching(
                lambda: deeds.type_command(
                    self.board,
                    self.person,
                    channel,
                    text,
                    in_thread=thread is not None,
                    times=times,
                )
            )

        def said() -> list[Answer]:
            deeds.say(
                self.board, self.person, channel, text, thread_ts=thread.ts if thread else None
            )
            return []

        return self.watching(said)

    def says(self, text: str, *, in_: Channel, thread: Message | None = None) -> Message:
        """An ordinary message, to use a shortcut on."""
        return deeds.say(
            self.board, self.person, in_, text, thread_ts=thread.ts if thread else None
        )

    def presses(
        self, label: str, *, on: "Seen | Shown | Form", times: int = 1, even_if_gone: bool = False
    ) -> Seen:
        """A button by its label, also one in the menu behind which the rest stands. One that is no longer there cannot
        be pressed, unless the finger was quicker."""
        in_menu = self._in_menu(label, on)
        if in_menu is not None:
            spot, option = in_menu
            if not even_if_gone:
                self._must_be_there(spot, label)
            return self._act(spot, option, times)
        spot = self._button(label, on)
        if not even_if_gone:
            self._must_be_there(spot, label)
        return self._act(spot, spot.element.get("value"), times)

    def chooses(
        self, option: JsonValue, *, in_: str, on: "Seen | Shown | Form", times: int = 1
    ) -> Seen:
        """An option of a menu, a day of a picker. The menu is known by its placeholder, action id or block id."""
        spot = self._menu(in_, on)
        return self._act(spot, meant_by(spot.element, option, self.board), times)

    def home(self) -> Seen:
        """Opens the Home tab."""
        answers = deeds.open_home(self.board, self.person)
        return Seen(
            hands=self, home=self.board.workspace.homes.get(self.person.id), answers=tuple(answers)
        )

    def shortcut(self, name: str, *, on: Message | Shown | None = None, times: int = 1) -> Seen:
        """From a message's menu, or the global one."""
        known = self.board.manifest.shortcut(name)
        if known is None or (known.type == "message") != (on is not None):
            raise CannotDo(f"There is no such shortcut here: {name!r}.")
        if on is None:
            return self.watching(
                lambda: deeds.global_shortcut(
                    self.board, self.person, known.callback_id, times=times
                )
            )
        message = on.message if isinstance(on, Shown) else on
        channel = self._channel_of(message)
        return self.watching(
            lambda: deeds.message_shortcut(
                self.board, self.person, channel, message, known.callback_id, times=times
            )
        )

    def sees(self, channel: Channel) -> list[Shown]:
        """All that stands in a conversation for this person, oldest first."""
        with self.board.workspace.lock:
            return [self._shown(channel, one) for one in channel.visible_to(self.person.id)]

    def reloads(self) -> None:
        """Restarts Slack: what only this person could see is gone."""
        with self.board.workspace.change():
            for channel in self.board.workspace.channels.values():
                channel.messages[:] = [
                    one for one in channel.messages if one.only_for != self.person.id
                ]

    def watching(self, act: Callable[[], list[Answer]], *, form: Form | None = None) -> Seen:
        """What an act makes visible to this person."""
        workspace = self.board.workspace
        before = workspace.version
        answers = act()
        with workspace.lock:
            stack = workspace.stack_of(self.person.id)
            home = workspace.homes.get(self.person.id)
            front = (
                Form(self, stack[-1]) if stack and (form or stack[-1].version > before) else None
            )
            return Seen(
                hands=self,
                messages=tuple(self._news(before)),
                form=front,
                home=home if home and home.version > before else None,
                notices=tuple(
                    one for one in workspace.notices_for(self.person.id) if one.version > before
                ),
                answers=tuple(answers),
                errors=front.errors if front else {},
            )

    def _news(self, since: int) -> list[Shown]:
        channels = self.board.workspace.channels.values()
        mine = [one for one in channels if self.person.id in one.members]
        return [
            self._shown(channel, message)
            for channel in mine
            for message in channel.visible_to(self.person.id)
            if message.version > since and message.by != self.person.id
        ]

    def _shown(self, channel: Channel, message: Message) -> Shown:
        return Shown(
            channel=channel,
            message=message,
            lines=tuple(message_lines(message, self.names)),
            blocks=tuple(message.blocks or ()),
        )

    def _act(self, spot: _Spot, value: JsonValue, times: int) -> Seen:
        if spot.view is not None:
            view = spot.view
            return self.watching(
                lambda: deeds.press_in_view(
                    self.board,
                    self.person,
                    view,
                    block_id=spot.block_id,
                    element=spot.element,
                    value=value,
                    times=times,
                )
            )
        if spot.shown is None:
            raise CannotDo("There is nothing to press here.")
        shown = spot.shown
        return self.watching(
            lambda: deeds.press_in_message(
                self.board,
                self.person,
                shown.channel,
                shown.message,
                block_id=spot.block_id,
                element=spot.element,
                value=value,
                times=times,
            )
        )

    def _button(self, label: str, on: "Seen | Shown | Form") -> _Spot:
        spots = [one for one in self._spots(on) if one.element["type"] in ("button", "icon_button")]
        exact = [one for one in spots if label_of(one.element) == label]
        near = [one for one in spots if label_of(one.element).lower().startswith(label.lower())]
        if exact or len(near) == 1:
            return exact[-1] if exact else near[0]
        raise CannotDo(
            f"{self.person.name} sees no button {label!r}, only {[label_of(one.element) for one in spots]}."
        )

    def _in_menu(self, label: str, on: "Seen | Shown | Form") -> tuple[_Spot, Json] | None:
        """The option of a menu of buttons that is called so, where no button is."""
        spots = self._spots(on)
        if any(label_of(one.element).lower().startswith(label.lower()) for one in spots):
            return None
        for spot in spots:
            if spot.element["type"] == "overflow" and is_menu_of_buttons(spot.element):
                for option in spot.element["options"]:
                    if words(option["text"], self.names).lower().startswith(label.lower()):
                        return spot, option
        return None

    def _menu(self, name: str, on: "Seen | Shown | Form") -> _Spot:
        for spot in self._spots(on):
            element = spot.element
            placeholder = (element.get("placeholder") or {}).get("text")
            if name in (placeholder, element["action_id"], spot.block_id):
                return spot
        raise CannotDo(f"{self.person.name} sees no menu {name!r}.")

    def _spots(self, on: "Seen | Shown | Form") -> list[_Spot]:
        """Everything to press, in messages first, then Home, then the form in front."""
        if isinstance(on, Form):
            return _spots_of(on.view.blocks, view=on.view)
        if isinstance(on, Shown):
            return _spots_of(on.blocks, shown=on)
        spots = [spot for shown in on.messages for spot in _spots_of(shown.blocks, shown=shown)]
        spots += _spots_of(on.home.blocks, view=on.home) if on.home else []
        return spots + (_spots_of(on.form.view.blocks, view=on.form.view) if on.form else [])

    def _must_be_there(self, spot: _Spot, label: str) -> None:
        if spot.shown is None:
            return
        present = spot.shown.channel.message(spot.shown.message.ts)
        blocks = (present.blocks or []) if present else []
        if (
            deeds.element_named(blocks, block_id=spot.block_id, action_id=spot.element["action_id"])
            is None
        ):
            raise CannotDo(f"The button {label!r} is no longer there.")

    def _channel_of(self, message: Message) -> Channel:
        for channel in self.board.workspace.channels.values():
            if message in channel.messages:
                return channel
        raise CannotDo("That message is gone.")


def _spots_of(
    blocks: Iterable[Json], *, shown: Shown | None = None, view: View | None = None
) -> list[_Spot]:
    return [
        _Spot(element=element, block_id=block["block_id"], shown=shown, view=view)
        for block in blocks
        for element in interactive_elements(block)
    ]


def meant_by(element: Json, value: JsonValue, board: Switchboard) -> JsonValue:
    """What a person's words mean to an element: an option by its text, a person or channel by name."""
    kind = element["type"]
    if value is None:
        return None
    if kind in ("static_select", "radio_buttons", "overflow"):
        return option_named(element, str(value))
    if kind in ("multi_static_select", "checkboxes"):
        return [option_named(element, str(one)) for one in _several(value)]
    if kind in ("users_select", "multi_users_select"):
        people = [_person_id(one, board) for one in _several(value)]
        return people if kind.startswith("multi") else people[0]
    if "conversations" in kind or "channels" in kind:
        channels = [_channel_id(one, board) for one in _several(value)]
        return channels if kind.startswith("multi") else channels[0]
    return str(value)


def _several(value: JsonValue) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def option_named(element: Json, name: str) -> Json:
    """By its words or its value."""
    groups = element.get("option_groups") or ()
    options: list[Json] = [
        *(element.get("options") or ()),
        *(one for group in groups for one in group["options"]),
    ]
    for option in options:
        if name in (option["text"]["text"], option["value"]):
            return option
    raise CannotDo(f"No option {name!r} among {[one['text']['text'] for one in options]}.")


def _person_id(one: JsonValue, board: Switchboard) -> str:
    if isinstance(one, Hands):
        return one.person.id
    told = str(one)
    return told if told in board.workspace.people else board.workspace.person_named(told).id


def _channel_id(one: JsonValue, board: Switchboard) -> str:
    told = one.id if isinstance(one, Channel) else str(one)
    return told if told in board.workspace.channels else board.workspace.channel_named(told).id


def can_sign_in(person: Person) -> bool:
    return person.kind not in (Kind.DEACTIVATED, Kind.BOT, Kind.WORKFLOW)
