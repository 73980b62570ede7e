"""Every message in its words. `GOLDENS=write pytest tests/slack/test_templates.py` writes the
goldens anew; read the difference aloud before it is kept."""

import dataclasses
import inspect
import os
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from bot.coach import answers
from bot.coach.answers import SentenceKind
from bot.coach.answers.base import Answer
from bot.coach.answers.mornings import MorningMade
from bot.coach.mornings.providers import URGENCY
from bot.domain.digests import About
from bot.domain.issues import Issue
from bot.domain.rules import RULES
from bot.language import grammar
from bot.language.lines import Command, ParsedLine, UnreadableLine
from bot.language.offers import NotAnOffer, read_offer
from bot.language.openings import read_opening, read_their_ask
from bot.playground import limits as slacks
from bot.playground.samples import samples
from bot.playground.samples.acme import DEAL, TODAY
from bot.slack import replies
from bot.slack.blocks import Block, route_of
from bot.slack.folding import SHOW_ALL
from bot.slack.limits import check_view
from bot.slack.log import SHOW_CHART
from bot.slack.render import template_name
from bot.slack.replies import Helped
from bot.slack.routes import ROUTES
from tests.cases import check_each
from tests.slack.messages import ROOT, TEMPLATES, elements, literal, read, renderer
from tests.slack.test_blocks import HOSTILE

GOLDENS = ROOT / "tests" / "slack" / "goldens"
SAMPLES = samples()
IN_HOME = frozenset({"home"})
"""Answers that are shown in Home, never as a message."""

NO_MESSAGE = frozenset(
    {
        "Answer",
        "DealAnswer",
        "Beside",
        "FormOpened",
        "HomeTurned",
        "NothingSaid",
        "Public",
        "SourceRemoved",
        "WithNotUsed",
        "Whole",
        "ChartAlone",
        "LedByDeal",
        "LedByConcern",
        "MutualPage",
    }
)
"""Answers that put no message of their own into words."""

ON_PAPER = frozenset({"mutual_page"})
"""Templates of documents alone: `tests/flows/test_documents.py` reads their pages."""


def shared() -> list[Path]:
    """The templates that all languages have."""
    paths = sorted(TEMPLATES.rglob("*.j2"))
    return [path for path in paths if path.relative_to(TEMPLATES).parts[0] != "overrides"]


def blocks_of(answer: Answer, locale: str = "en-US") -> list[Block]:
    if template_name(type(answer)) in IN_HOME:
        return renderer().blocks(answer, locale=locale, today=TODAY)
    return list(renderer().render(answer, locale=locale, today=TODAY).blocks)


@cache
def by_template() -> dict[str, list[tuple[str, Answer]]]:
    groups: dict[str, list[tuple[str, Answer]]] = defaultdict(list)
    for name, answer in SAMPLES:
        groups[template_name(type(answer))].append((name, answer))
    return groups


@cache
def by_golden() -> dict[str, list[tuple[str, Answer]]]:
    """All samples by the file that holds their words: that of their template, or the one for all
    cautions, so that a new rule changes no other."""
    groups: dict[str, list[tuple[str, Answer]]] = defaultdict(list)
    for name, answer in SAMPLES:
        about_a_rule = name.startswith("caution: ")
        groups["cautions" if about_a_rule else template_name(type(answer))].append((name, answer))
    return groups


@pytest.mark.parametrize("file", sorted(by_golden()))
def test_every_message_reads_as_it_did(file: str) -> None:
    said = (
        "\n\n".join(f"## {name}\n{read(blocks_of(answer))}" for name, answer in by_golden()[file])
        + "\n"
    )
    golden = GOLDENS / f"{file}.txt"
    if os.environ.get("GOLDENS") == "write":
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


def test_no_golden_outlives_its_message() -> None:
    assert {path.stem for path in GOLDENS.glob("*.txt")} == set(by_golden())


@pytest.mark.parametrize("template", sorted(by_template()))
@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_slack_takes_every_message(template: str, locale: str) -> None:
    def check(answer: Answer) -> None:
        if template not in IN_HOME:
            message = renderer().render(answer, locale=locale, today=TODAY)
            shown = {"text": message.text, "blocks": list(message.blocks)}
            assert slacks.check_message(shown) == ()
        view = {"type": "home", "blocks": renderer().blocks(answer, locale=locale, today=TODAY)}
        check_view(view)
        assert slacks.check_view(view) == ()

    check_each(by_template()[template], check)


def answers_in(module: object) -> Iterator[type[Answer]]:
    for _, each in inspect.getmembers(module, inspect.isclass):
        if issubclass(each, Answer) and each.__module__ == getattr(module, "__name__", ""):
            yield each


def test_every_answer_has_a_template_and_a_sample() -> None:
    concepts = (
        import_module(f"{answers.__name__}.{each.name}") for each in iter_modules(answers.__path__)
    )
    answered = {each for module in (answers, replies, *concepts) for each in answers_in(module)}
    spoken = {template_name(each) for each in answered if each.__name__ not in NO_MESSAGE}
    assert spoken - renderer().names == set()
    assert spoken - set(by_template()) == set()


def test_every_template_is_said_by_a_sample() -> None:
    parts = {path.stem for path in (TEMPLATES / "parts").glob("*.j2")}
    included = {str(rule.id) for rule in RULES} | {str(kind) for kind in SentenceKind} | parts
    included |= {path.stem for path in (TEMPLATES / "mornings" / "lines").glob("*.j2")}
    assert renderer().names - included - ON_PAPER == set(by_template())
    sources = "\n".join(path.read_text(encoding="utf-8") for path in shared())
    # the renderer says an offer by itself, since it may be in another language than its reader's
    unused = {part for part in parts if f'"parts/{part}.j2"' not in sources}
    assert unused == {"offer_words"}


def test_every_rule_has_its_words_and_every_kind_of_sentence_too() -> None:
    assert {path.stem for path in (TEMPLATES / "cautions").glob("*.j2")} == {
        rule.id for rule in RULES
    }
    kinds = {path.stem for path in (TEMPLATES / "sentences").glob("*.j2")} - {"sentence"}
    assert kinds == {kind.value for kind in SentenceKind}


def test_every_kind_of_line_has_its_words_its_buttons_its_place_and_a_sample() -> None:
    names = {path.stem for path in (TEMPLATES / "mornings" / "lines").glob("*.j2")}
    kinds = {f"{part}_{about}" for about in About for part in ("line", "buttons")}
    assert names == kinds | {"line_done", "snooze_menu", "snoozes_only"}
    assert sorted(URGENCY) == sorted(About)
    made = [answer for _, answer in SAMPLES if isinstance(answer, MorningMade)]
    shown = [row.line.about for each in made for part in each.parts for row in part.rows]
    assert set(shown) == set(About)


def test_the_templates_press_only_buttons_that_do_something() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in shared())
    pressed = set(re.findall(r'"([a-z]+\.[a-z_]+)"', sources))
    # The edge adds these two to answers of any kind.
    assert pressed == set(ROUTES.clicks) - {SHOW_ALL, SHOW_CHART}
    shown = {
        route_of(e["action_id"])
        for _, a in SAMPLES
        for b in blocks_of(a)
        for e in elements(b)
        if "action_id" in e
    }
    assert pressed - shown == set()


def test_a_button_carries_nothing_that_was_typed() -> None:
    for name, answer in SAMPLES:
        for block in blocks_of(_typed(answer, "secret 5% off")):
            values = [str(element.get("value", "")) for element in elements(block)]
            assert not any("secret" in value for value in values), name


def test_every_message_can_be_heard() -> None:
    for name, answer in SAMPLES:
        if template_name(type(answer)) in IN_HOME:
            continue
        message = renderer().render(answer, locale="en-US", today=TODAY)
        first = read(message.blocks).split("\n")[0].split(" [")[0]
        assert first[:40] in renderer().plain(answer, locale="en-US", today=TODAY), name
        assert "<!" not in message.text, name


def _typed(answer: Answer, typed: str) -> Answer:
    """The same answer, as if everything in it had been typed like this. Issues keep their names, by
    which offers speak of them."""
    written = _type_parts(answer, typed)
    assert isinstance(written, Answer)
    return written


def _type_parts(value: object, typed: str) -> object:
    if isinstance(value, Issue):
        return value
    if isinstance(value, tuple):
        return tuple(_type_parts(each, typed) for each in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    changes = {}
    for field in dataclasses.fields(value):
        old = getattr(value, field.name)
        free = field.name in {
            "what",
            "give",
            "get",
            "condition",
            "reason",
            "for_what",
            "why",
            "name",
            "typed",
            "label",
            "phrase",
        }
        changes[field.name] = (
            typed if free and type(old) is str and old else _type_parts(old, typed)
        )
    return (
        dataclasses.replace(value, **changes)
        if any(field.init for field in dataclasses.fields(value))
        else value
    )


@cache
def literals() -> list[str]:
    """All that is written in each sample's message."""
    return [literal(blocks_of(answer)) for _, answer in SAMPLES]


@pytest.mark.parametrize("typed", HOSTILE)
def test_no_message_changes_what_was_typed(typed: str) -> None:
    for (name, answer), usual in zip(SAMPLES, literals(), strict=True):
        with_it = _typed(answer, typed)
        said = literal(blocks_of(with_it))
        if said != usual:
            # A sentence to say stands in one line, whose words are inflected.
            is_said = name.startswith(("sentence: ", "to say, ")) and "\n" in typed
            assert is_said or typed in said, name
        in_home = renderer().blocks(with_it, locale="en-US", today=TODAY)
        assert slacks.check_view({"type": "home", "blocks": in_home}) == (), name


def test_the_longest_words_people_can_type_still_fit() -> None:
    for name, answer in SAMPLES:
        for typed in ("*" * 2000, "word " * 400, "&" * 2000):
            assert blocks_of(_typed(answer, typed)), name


HELPED = ("concede", "ask", "got", "offer", "deal", "coach", "giveget")


def examples(command: str) -> list[str]:
    said = read(blocks_of(Helped(command=command)))
    return [line.removeprefix("• ") for line in said.split("\n") if line.startswith("• ")]


@pytest.mark.parametrize("command", HELPED)
def test_help_gives_three_examples_that_work(command: str) -> None:
    assert len(examples(command)) == 3
    for example in examples(command):
        assert works(example.removeprefix("/giveget ").removeprefix("/")), example


def works(example: str) -> bool:
    """Whether the command takes this line."""
    command, _, text = example.partition(" ")
    if command in ("concede", "ask", "got"):
        reading = grammar.read_line(
            text, command=Command(f"/{command}"), locale="en-US", today=TODAY
        )
        return not isinstance(reading, UnreadableLine)
    if command == "offer":
        return not isinstance(read_offer(text, deal=DEAL, locale="en-US", today=TODAY), NotAnOffer)
    if text.startswith("open "):
        return read_opening(text.removeprefix("open "), locale="en-US").side is not None
    if command == "coach" and text:
        return isinstance(read_their_ask(text, locale="en-US", today=TODAY), ParsedLine)
    return text in ("", "log")


def test_every_example_in_a_message_is_read_as_a_move() -> None:
    said = "\n".join(read(blocks_of(answer)) for _, answer in SAMPLES)
    found = set(re.findall(r"/(concede|ask) ([^\n\[]+?)(?: records| \[|$)", said, re.MULTILINE))
    assert len(found) > 4
    for command, text in found:
        reading = grammar.read_line(
            text, command=Command(f"/{command}"), locale="en-US", today=TODAY
        )
        assert not isinstance(reading, UnreadableLine), text
    line = grammar.read_line(
        "5% off cost 12k on 12 Nov", command=Command.CONCEDE, locale="en-US", today=TODAY
    )
    assert isinstance(line, ParsedLine)


JUDGING = re.compile(
    r"\b(owe[ds]?|violat\w*|exploit\w*|mistake|wrong of you|you should have|failed to)\b",
    re.IGNORECASE,
)


def test_no_message_scolds() -> None:
    for name, answer in SAMPLES:
        assert not JUDGING.search(read(blocks_of(answer))), name


def test_no_plural_is_wrong() -> None:
    for name, answer in SAMPLES:
        said = read(blocks_of(answer))
        assert not re.search(r"\b1 (?:\w+ )?(?:gives|gets|asks|days|deals|drafts|moves)\b", said), (
            name
        )
        assert not re.search(
            r"\b(?:0|[2-9]|\d\d+) (?:open |small |working )?(?:give|get|ask|day|deal|draft|move)\b",
            said,
        ), name
