"""Every text of ours that Python says has its German in `templates/de/words/`, and nothing else stands there."""

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from enum import Enum, StrEnum
from functools import cache
from importlib import import_module
from itertools import product
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from types import ModuleType
from typing import get_type_hints

import pytest

import bot.coach
import bot.domain
import bot.language
import bot.slack
from bot.domain.moves import Kind
from bot.domain.rules import RULES
from bot.language.lines import UnreadableLine
from bot.slack import forms
from bot.slack.blocks import Block, checkboxes, entry, option, words
from bot.slack.catalogue import Catalogue, UnusableCatalogue, as_typed, read_catalogue
from bot.slack.commands import COACH_WORDS, DEAL_WORDS
from bot.slack.concepts import OFFER_WORDS
from bot.slack.forms.fields import Field
from bot.slack.forms.form import Form
from bot.slack.routes import COMMANDS
from tests.slack.messages import ROOT, TEMPLATES

WORDS = TEMPLATES / "de" / "words"
GERMAN = read_catalogue(WORDS)
SAID = frozenset(
    {"label", "hint", "placeholder", "title", "submit", "description", "example", "close"}
)
"""Arguments whose text somebody reads."""
LIMITS = {"title": 24, "submit": 24, "placeholder": 150, "description": 75, "option": 75}
SAME = frozenset({"Acme", "XL"})
"""Reads the same in both languages."""
ERRORS = frozenset({"Unfit", "UnfitValue", "NotFilled", "UnreadableLine", "unreadable_line"})


def test_an_entry_is_found_to_the_letter_or_around_what_stands_in_it() -> None:
    catalogue = Catalogue(
        {
            "Save": "Speichern",
            "In {unit}, {unit} only": "In {unit}, nur {unit}",
            "In {unit}": "Im {unit}",
        }
    )
    assert catalogue.reads("Save") == "Speichern"
    assert catalogue.reads("save") == "save"
    assert catalogue.reads("In EUR, EUR only") == "In EUR, nur EUR"
    assert catalogue.reads("In EUR, USD only") == "Im EUR, USD only"
    assert Catalogue().reads("Save") == "Save"


def test_a_form_is_translated_and_what_was_typed_in_it_is_not() -> None:
    catalogue = Catalogue({"Owner": "Inhaber", "Role": "Rolle", "A role": "Eine Rolle"})
    ours, typed = option("Owner", "1"), as_typed(option("Owner", "2"))
    view: Block = {
        "type": "modal",
        "title": words("A role", 24),
        "private_metadata": "Owner",
        "blocks": [
            entry("role", "Role", checkboxes("role", [ours, typed], ["1"])),
            {
                "type": "actions",
                "elements": [{"type": "button", "text": words("Owner"), "action_id": "x"}],
            },
        ],
    }
    said = catalogue.view(view)
    element = said["blocks"][0]["element"]
    assert said["title"]["text"] == "Eine Rolle"
    assert said["private_metadata"] == "Owner"
    assert said["blocks"][0]["label"]["text"] == "Rolle"
    assert [each["text"]["text"] for each in element["options"]] == ["Inhaber", "Owner"]
    assert element["initial_options"] == element["options"][:1]
    assert said["blocks"][1]["elements"][0]["text"]["text"] == "Owner"
    assert view["title"]["text"] == "A role"


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.toml": '"Save" = "Speichern"', "b.toml": '"Save" = "Sichern"'}, "two ways"),
        ({"a.toml": '"In {unit}" = "In EUR"'}, "a part is missing"),
        ({"a.toml": '[commands]\nlog = ["offen"]\nasks = ["offen"]'}, "one word for two"),
    ],
)
def test_a_catalogue_says_each_thing_in_one_way(
    tmp_path: Path, files: dict[str, str], why: str
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(UnusableCatalogue):
        read_catalogue(tmp_path)


def modules(package: ModuleType) -> Iterator[ModuleType]:
    yield package
    for each in walk_packages(package.__path__, f"{package.__name__}."):
        yield import_module(each.name)


def form_modules() -> list[ModuleType]:
    return [import_module(f"{forms.__name__}.{each.name}") for each in iter_modules(forms.__path__)]


def asked(module: ModuleType) -> Iterator[Form | Field[object]]:
    """Every form and field that a module of forms holds, or makes from a locale, a kind or a choice alone."""
    for value in vars(module).values():
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Form | Field):
                yield each
        if inspect.isfunction(value) and value.__module__ == module.__name__:
            yield from made_by(value)


def made_by(make: Callable[..., object]) -> Iterator[Form | Field[object]]:
    hints = get_type_hints(make)
    made = hints.pop("return", None)
    if not (inspect.isclass(made) and issubclass(made, Form)):
        return
    required = [
        name
        for name, each in inspect.signature(make).parameters.items()
        if each.default is each.empty
    ]
    choices = [choices_of(name, hints[name]) for name in required]
    for chosen in product(*choices) if all(choices) else ():
        with suppress(KeyError):  # not every step has a form
            made_form = make(**dict(zip(required, chosen, strict=True)))
            assert isinstance(made_form, Form)
            yield made_form


def choices_of(name: str, kind: object) -> list[object]:
    if kind is bool:
        return [True, False]
    if inspect.isclass(kind) and issubclass(kind, Enum):
        return list(kind)
    return ["de-DE"] if name == "locale" else []


def texts_of(part: Form | Field[object]) -> Iterator[tuple[str, str]]:
    """Each text with the place it stands in."""
    if isinstance(part, Form):
        yield from (("title", part.title), ("submit", part.submit))
        for field in part.fields:
            yield from texts_of(field)
        return
    yield from (
        ("label", part.label),
        ("hint", part.hint),
        ("placeholder", getattr(part, "placeholder", "")),
    )
    for each in getattr(part, "options", ()):
        yield from (("option", each.label), ("description", each.description))


@cache
def form_texts() -> frozenset[tuple[str, str]]:
    found = (text for module in form_modules() for part in asked(module) for text in texts_of(part))
    return frozenset((place, text) for place, text in found if text)


def constants(tree: ast.Module) -> dict[str, str]:
    """The texts that a module gives a name."""
    return {
        target.id: text
        for node in tree.body
        if isinstance(node, ast.Assign) and (text := literal(node.value, {})) is not None
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def literal(node: ast.expr, names: dict[str, str]) -> str | None:
    """A text as it stands in the code, `{unit}` for what it will hold; None for anything else."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name):
            return names.get(name)
        case ast.JoinedStr(values=parts):
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else gap(part) for part in parts
            )
    return None


def gap(part: ast.expr) -> str:
    names = [node.id for node in ast.walk(part) if isinstance(node, ast.Name)]
    attributes = [node.attr for node in ast.walk(part) if isinstance(node, ast.Attribute)]
    return "{" + (attributes or names or ["it"])[0] + "}"


def sources() -> list[Path]:
    return sorted((ROOT / "bot" / "slack").rglob("*.py"))


def written() -> Iterator[tuple[str, str]]:
    """Every text in the code of the Slack side that somebody reads: arguments such as a label, sentences of errors."""
    for path in sources():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = constants(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                yield from ((str(path.relative_to(ROOT)), text) for text in said_in(node, names))


def said_in(call: ast.Call, names: dict[str, str]) -> Iterator[str]:
    named = {each.arg: each.value for each in call.keywords if each.arg in SAID}
    made = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    found: list[ast.expr] = list(named.values())
    if made in ERRORS:
        found += [
            value
            for arg in call.args
            for value in (arg.values if isinstance(arg, ast.Dict) else [arg])
        ]
    for each in found:
        branches = [each.body, each.orelse] if isinstance(each, ast.IfExp) else [each]
        yield from (text for branch in branches if (text := literal(branch, names)))


def errors() -> Iterator[str]:
    """The sentence of every error that people read."""
    for name in ("bot.slack.errors", "bot.slack.forms.form", "bot.slack.button_values"):
        for _, each in inspect.getmembers(import_module(name), inspect.isclass):
            if (
                issubclass(each, Exception)
                and each.__module__ == name
                and each.__name__ != "NotFilled"
            ):
                yield str(each.__doc__)


def hints() -> Iterator[str]:
    """The sentence and the example of every line that cannot be read."""
    from_language = import_module("bot.language.hints")
    for why in from_language.HintReason:
        yield why.value
    for command in import_module("bot.language.lines").Command:
        found: UnreadableLine = from_language.unreadable_line(
            from_language.HintReason.EMPTY, command, ""
        )
        yield found.example


def known(text: str) -> bool:
    return (
        text in SAME
        or not re.search(r"[A-Za-z]{2}", text)
        or text in GERMAN.texts
        or GERMAN.reads(text) != text
    )


def test_every_form_has_its_german() -> None:
    assert len(form_texts()) > 80
    assert sorted({text for _, text in form_texts() if not known(text)}) == []


def test_every_text_in_the_code_has_its_german() -> None:
    found = set(written())
    assert len(found) > 100
    assert (
        sorted((path, text) for path, text in found if not known(text) and not is_gap_only(text))
        == []
    )


def is_gap_only(text: str) -> bool:
    return not re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}", "", text))


def test_every_error_and_every_hint_has_its_german() -> None:
    assert sorted({text for text in (*errors(), *hints()) if not known(text)}) == []


def test_every_rule_is_named_in_german() -> None:
    assert [rule.id for rule in RULES if not (known(rule.label) and known(rule.about))] == []


def test_german_fits_where_english_stands() -> None:
    too_long = [
        text for place, text in form_texts() if len(GERMAN.reads(text)) > LIMITS.get(place, 2000)
    ]
    assert too_long == []


def test_every_command_word_can_be_typed_in_german() -> None:
    english = {*DEAL_WORDS, *COACH_WORDS, *OFFER_WORDS, "open", *(name[1:] for name in COMMANDS)}
    assert sorted(english - {"", "giveget", "deal"} - set(GERMAN.commands.values())) == []
    assert (
        sorted(
            word for word in GERMAN.commands if word in english and GERMAN.commands[word] != word
        )
        == []
    )


@cache
def all_texts() -> frozenset[str]:
    """All that Python could say: literals of every module, values of enumerations, sentences of classes."""
    found: set[str] = {text for _, text in form_texts()}
    for path in (ROOT / "bot").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = constants(tree)
        found.update(
            text
            for node in ast.walk(tree)
            if isinstance(node, ast.expr) and (text := literal(node, names))
        )
        found.update(
            text
            for node in ast.walk(tree)
            if isinstance(node, ast.ClassDef) and (text := ast.get_docstring(node))
        )
    for package in (bot.domain, bot.coach, bot.language, bot.slack):
        for module in modules(package):
            found |= values_of(vars(module).values())
    return frozenset(
        found
        | {text for rule in RULES for text in (rule.label, rule.about)}
        | {str(kind) for kind in Kind}
    )


def values_of(named: Iterable[object]) -> set[str]:
    return {
        text
        for each in named
        if inspect.isclass(each) and issubclass(each, StrEnum)
        for member in each
        for text in (str(member), member.replace("_", " "))
    }


def test_nothing_is_translated_that_nobody_says() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.j2"))
    said = all_texts()
    plain = {re.sub(r"\{\w+\}", "{}", text) for text in said}
    unused = [
        text
        for text in GERMAN.texts
        if text not in said
        and re.sub(r"\{\w+\}", "{}", text) not in plain
        and f'"{text}"' not in templates
    ]
    assert unused == []
