"""The texts of ours that stand in the code: labels of forms, hints, errors, names of rules, words
of enumerations.

They are looked up where they are shown, so nothing at their place marks them: what a form says is
found by making the form, what else is said by the arguments and the errors that carry it. A text
that is found in neither way is marked with `N_`.
"""

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import get_type_hints

import bot.slack
from bot.domain.deals import Role, Side
from bot.domain.ledger import Verb
from bot.domain.measures.classes import MoveClass
from bot.domain.moves import Kind
from bot.domain.policy import THRESHOLDS
from bot.domain.rhythms import TriggerResponse
from bot.domain.rules import RULES
from bot.language.hints import HintReason, unreadable_line
from bot.language.lines import Command
from bot.slack import forms
from bot.slack.button_values import UnknownButton
from bot.slack.errors import Refusal
from bot.slack.forms.fields import Field, Unfit
from bot.slack.forms.form import Forged, Form
from bot.slack.words import SINGULAR_UNITS

ROOT = Path(__file__).parents[2]
READ_ARGUMENTS = frozenset(
    {"label", "hint", "placeholder", "title", "submit", "description", "example", "close"}
)
"""Arguments whose text somebody reads."""
CARRIERS = frozenset(
    {"Unfit", "UnfitValue", "NotFilled", "LineUnread", "UnreadableLine", "unreadable_line"}
)
"""Errors and answers whose arguments are sentences."""
ENUMERATIONS: tuple[type[Enum], ...] = (Side, Role, Kind, Verb, MoveClass, TriggerResponse)


@dataclass(frozen=True, slots=True)
class CodeText:
    """A text, the file it was found in, and the kind of place it stands in, such as `title`."""

    text: str
    file: str
    place: str = ""


@cache
def code_texts() -> tuple[CodeText, ...]:
    """All of them, those of forms first; one that stands in two places is there twice."""
    found = (*form_texts(), *argument_texts(), *error_texts(), *language_texts(), *named_values())
    return tuple(each for each in found if re.search(r"[A-Za-z]{2}", each.text))


@cache
def form_texts() -> tuple[CodeText, ...]:
    """What every form and field says that can be made from a locale, a kind or a choice alone."""
    found = []
    for each in iter_modules(forms.__path__):
        module = import_module(f"{forms.__name__}.{each.name}")
        for part in _asked(module):
            found += [CodeText(text, _file(module), place) for place, text in _said(part) if text]
    return tuple(found)


def argument_texts() -> Iterator[CodeText]:
    """What the code passes as a label, a hint or the sentence of an error."""
    for folder in ("slack", "language"):
        for path in sorted((ROOT / "bot" / folder).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = _constants(tree)
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    for text in _read_in(node, names):
                        yield CodeText(text, str(path.relative_to(ROOT)))


def error_texts() -> Iterator[CodeText]:
    """The sentences of errors, which are their docstrings."""
    for each in iter_modules(bot.slack.__path__, "bot.slack."):
        import_module(each.name)
    for error in (Refusal, *_subclasses(Refusal), Unfit, Forged, UnknownButton):
        yield CodeText(str(error.__doc__), error.__module__.replace(".", "/") + ".py")


def language_texts() -> Iterator[CodeText]:
    """The sentence and the example of every line that cannot be read."""
    for why in HintReason:
        yield CodeText(why.value, "bot/language/hints.py")
    for command in Command:
        example = unreadable_line(HintReason.EMPTY, command, "").example
        yield CodeText(example, "bot/language/hints.py")


def named_values() -> Iterator[CodeText]:
    """What rules, thresholds, units and the values of enumerations are called."""
    for rule in RULES:
        yield CodeText(rule.label, "bot/domain/rules/rule.py")
        yield CodeText(rule.about, "bot/domain/rules/rule.py")
    for threshold in THRESHOLDS:
        yield CodeText(threshold.label, "bot/domain/policy.py")
    for several, one in SINGULAR_UNITS.items():
        yield CodeText(several, "bot/slack/words.py")
        yield CodeText(one, "bot/slack/words.py")
    for enumeration in ENUMERATIONS:
        file = enumeration.__module__.replace(".", "/") + ".py"
        for value in enumeration:
            yield CodeText(str(value.value).replace("_", " "), file)


def _subclasses(error: type[Refusal]) -> Iterator[type[Refusal]]:
    for each in error.__subclasses__():
        yield each
        yield from _subclasses(each)


def _file(module: ModuleType) -> str:
    return module.__name__.replace(".", "/") + ".py"


def _asked(module: ModuleType) -> Iterator[Form | Field[object]]:
    for value in vars(module).values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Form | Field):
                yield each
        if inspect.isfunction(value) and value.__module__ == module.__name__:
            yield from _made_by(value)


def _made_by(make: Callable[..., object]) -> Iterator[Form | Field[object]]:
    """The forms that a function makes, one for each choice of its arguments."""
    hints = get_type_hints(make)
    made = hints.pop("return", None)
    if not (inspect.isclass(made) and issubclass(made, Form)):
        return
    parameters = inspect.signature(make).parameters.items()
    required = [name for name, each in parameters if each.default is each.empty]
    choices = [_choices_of(name, hints[name]) for name in required]
    if not all(choices):
        return
    for chosen in product(*choices):
        with suppress(KeyError):  # not every step has a form
            form = make(**dict(zip(required, chosen, strict=True)))
            assert isinstance(form, Form)
            yield form


def _choices_of(name: str, kind: object) -> list[object]:
    if kind is bool:
        return [True, False]
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return list(kind)
    return ["de-DE"] if name == "locale" else []


def _said(part: Form | Field[object]) -> Iterator[tuple[str, str]]:
    """Each text of a form or field with the place it stands in."""
    if isinstance(part, Form):
        yield "title", part.title
        yield "submit", part.submit
        for field in part.fields:
            yield from _said(field)
        return
    yield "label", part.label
    yield "hint", part.hint
    yield "placeholder", getattr(part, "placeholder", "")
    for option in getattr(part, "options", ()):
        yield "option", option.label
        yield "description", option.description


def _constants(tree: ast.Module) -> dict[str, str]:
    """The texts that a module gives a name."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            for target in node.targets:
                if isinstance(target, ast.Name) and isinstance(node.value.value, str):
                    found[target.id] = node.value.value
    return found


def _read_in(call: ast.Call, names: dict[str, str]) -> Iterator[str]:
    """The texts among a call's arguments that somebody reads."""
    found = [each.value for each in call.keywords if each.arg in READ_ARGUMENTS]
    called = (
        call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    )
    if called in CARRIERS:
        for argument in call.args:
            found += argument.values if isinstance(argument, ast.Dict) else [argument]
    for each in _branches(found):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
        elif isinstance(each, ast.Name) and each.id in names:
            yield names[each.id]


def _branches(values: Iterable[ast.expr]) -> Iterator[ast.expr]:
    """Each value, and both where it depends."""
    for value in values:
        if isinstance(value, ast.IfExp):
            yield from _branches([value.body, value.orelse])
        else:
            yield value
