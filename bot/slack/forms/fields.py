"""The questions a form can ask: how each looks, what was filled in before, and how its answer reads."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from bot.slack import blocks as kit
from bot.slack.blocks import Block, Element
from bot.slack.form_language import as_typed
from bot.slack.markup import strip_invisible

T = TypeVar("T")


# Slack takes at most ten options in a group of checkboxes; more have to be a list.
MOST_CHECKBOXES = 10

# Slack would take ten here too, but a form with a long column of buttons has to be scrolled.
MOST_RADIO_BUTTONS = 5


class Unfit(Exception):
    """This does not fit here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One of the answers to choose from."""

    value: str
    label: str
    description: str = ""

    def element(self) -> Element:
        return kit.option_object(self.label, self.value, self.description)


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A field as it is first shown, with what is already known filled in."""

    name: str
    element: Element


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(ABC, Generic[T]):
    """One question; `name` is its key in the form."""

    name: str
    label: str
    hint: str = ""
    optional: bool = False

    @abstractmethod
    def element(self, known: T | None) -> Element:
        """Its input, with what is already known."""

    @abstractmethod
    def read(self, state: Element) -> T | None:
        """What was filled in, None where nothing was. Raises `Unfit` with a sentence for the person."""

    def starts(self, known: T | None) -> Start:
        """The field with `known` filled in."""
        return Start(name=self.name, element=self.element(known))

    def block(self, element: Element) -> Block:
        return kit.input_block(
            self.name, self.label, element, hint=self.hint, optional=self.optional
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Field[str]):
    """Words; `lines` for more than one line of them."""

    longest: int = 300
    placeholder: str = ""
    lines: bool = False

    def element(self, known: str | None) -> Element:
        return kit.text_input(
            self.name,
            known or "",
            placeholder=self.placeholder,
            longest=self.longest,
            lines=self.lines,
        )

    def read(self, state: Element) -> str | None:
        return typed(state, self.longest) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Field[T]):
    """Words with a meaning, such as an amount: `reader` finds it or raises `Unfit`, `writer` types it back."""

    reader: Callable[[str], T]
    writer: Callable[[T], str]
    longest: int = 60
    placeholder: str = ""
    lines: bool = False

    def element(self, known: T | None) -> Element:
        value = "" if known is None else self.writer(known)
        return kit.text_input(
            self.name, value, placeholder=self.placeholder, longest=self.longest, lines=self.lines
        )

    def read(self, state: Element) -> T | None:
        text = typed(state, self.longest)
        return self.reader(text) if text else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayField(Field[date]):
    """A day of the calendar."""

    def element(self, known: date | None) -> Element:
        return kit.date_input(self.name, known.isoformat() if known else "")

    def read(self, state: Element) -> date | None:
        day = state.get("selected_date")
        try:
            return date.fromisoformat(day) if day else None
        except (TypeError, ValueError):
            raise Unfit("Please choose a day from the calendar.") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field[str]):
    """One of a few answers, all in sight up to five, else from a list."""

    options: tuple[Option, ...] = ()
    placeholder: str = "Choose one"

    def element(self, known: str | None) -> Element:
        return self._element(known, [option.element() for option in self.options])

    def among(self, options: Sequence[Option], known: str | None = None) -> Start:
        """The field with options that are known only when the form opens, as what people typed is."""
        # What somebody typed stays as it is in every language; our own labels are looked up.
        elements = [
            option.element() if option in self.options else as_typed(option.element())
            for option in options
        ]
        return Start(name=self.name, element=self._element(known, elements))

    def _element(self, known: str | None, options: Sequence[Element]) -> Element:
        # A radio button that was chosen cannot be cleared again, so an optional question is a list.
        if len(options) <= MOST_RADIO_BUTTONS and not self.optional:
            return kit.radio_buttons(self.name, options, known or "")
        return kit.select_menu(self.name, self.placeholder, options, known or "")

    def read(self, state: Element) -> str | None:
        value = (state.get("selected_option") or {}).get("value")
        if not value:
            return None
        # Options that were known only when the form opened are checked by whoever reads the form.
        values = {option.value for option in self.options}
        if values and value not in values:
            raise Unfit("Please choose one of these.")
        return str(value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks(Field[frozenset[str]]):
    """Any of a few answers, all in sight up to ten, else from a list."""

    options: tuple[Option, ...]
    placeholder: str = "Choose any"

    def element(self, known: frozenset[str] | None) -> Element:
        elements, chosen = [option.element() for option in self.options], sorted(known or ())
        if len(elements) <= MOST_CHECKBOXES:
            return kit.checkboxes(self.name, elements, chosen)
        return kit.multi_select_menu(self.name, self.placeholder, elements, chosen)

    def read(self, state: Element) -> frozenset[str]:
        # Only values of ours count: a forged form may say others.
        chosen = {option.get("value") for option in state.get("selected_options") or ()}
        return frozenset(option.value for option in self.options if option.value in chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Several(Field[tuple[str, ...]]):
    """Any of some options that are known only when the form opens, as what people typed is."""

    placeholder: str = "Choose any"

    def element(self, known: tuple[str, ...] | None) -> Element:
        return kit.multi_select_menu(self.name, self.placeholder, [], known or ())

    def among(self, options: Sequence[Option], known: Sequence[str] = ()) -> Start:
        """The field with these options, those in `known` chosen already."""
        elements = [as_typed(option.element()) for option in options]
        element = kit.multi_select_menu(self.name, self.placeholder, elements, known)
        return Start(name=self.name, element=element)

    def read(self, state: Element) -> tuple[str, ...] | None:
        chosen = [option.get("value") for option in state.get("selected_options") or ()]
        # Whoever reads the form checks what they stand for.
        return tuple(str(value) for value in chosen if value) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class People(Field[tuple[str, ...]]):
    """People of the workspace."""

    most: int = 0

    def element(self, known: tuple[str, ...] | None) -> Element:
        return kit.people_input(self.name, known or (), most=self.most)

    def read(self, state: Element) -> tuple[str, ...] | None:
        return tuple(map(str, state.get("selected_users") or ())) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelField(Field[str]):
    """A channel of the workspace."""

    def element(self, known: str | None) -> Element:
        return kit.channel_input(self.name, known or "")

    def read(self, state: Element) -> str | None:
        return str(state.get("selected_conversation") or "") or None


def optional_text(
    name: str, label: str, placeholder: str = "", *, hint: str = "", lines: bool = False
) -> Text:
    """A question for words that may be left empty."""
    return Text(
        name=name, label=label, placeholder=placeholder, hint=hint, optional=True, lines=lines
    )


def options_of(labels: Mapping[str, str]) -> tuple[Option, ...]:
    """Answers to choose from, by their values."""
    return tuple(Option(value=value, label=label) for value, label in labels.items())


def remove_box(label: str) -> Checks:
    """The box that takes an entry out of a list."""
    return Checks(
        name="remove",
        label="Remove it",
        optional=True,
        options=(Option(value="yes", label=label),),
    )


AnyField = Field[Any]
"""A question, whatever kind of answer it takes: a form has several kinds."""


def typed(state: Element, longest: int) -> str:
    """What was typed into a text input. Raises `Unfit` where it is longer than that input takes, which Slack lets
    nobody type."""
    text = strip_invisible(str(state.get("value") or "")).strip()
    if len(text) > longest:
        raise Unfit("This is longer than fits here. Please shorten it.")
    return text
