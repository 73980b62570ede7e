from collections.abc import Callable
from decimal import Decimal

import pytest

from bot.playground import limits as slacks
from bot.slack import blocks as kit
from bot.slack.blocks import Block
from bot.slack.limits import TooLong, check_message, check_view


def modal(*blocks: Block, **also: object) -> Block:
    return {
        "type": "modal",
        "callback_id": "give.record",
        "title": kit.plain_text("A give", 24),
        "submit": kit.plain_text("Record", 24),
        "private_metadata": "{}",
        "blocks": list(blocks),
    } | also


def several(count: int) -> list[Block]:
    return [kit.option_object(f"Option {n}", str(n)) for n in range(count)]


def rows(count: int, text: str = "x") -> Block:
    return kit.table_block([kit.table_column("What")], [[text]] * count)


def points(labels: list[str]) -> list[tuple[str, Decimal]]:
    return [(label, Decimal(1)) for label in labels]


FIT: list[Block] = [
    kit.header_block("x" * 150),
    kit.section_block("x" * 3000),
    kit.context_block(*["x"] * 10),
    kit.actions_block([kit.button_element("x" * 75, f"a.{n}", "v" * 2000) for n in range(25)]),
    kit.actions_block([kit.select_menu("a.b", "Pick", several(100))]),
    rows(99, "x" * 100),
    kit.chart_block(
        "bar",
        "x" * 50,
        [(f"Series {n}", points([f"Day {d}" for d in range(20)])) for n in range(6)],
    ),
]


@pytest.mark.parametrize("block", FIT, ids=lambda block: str(block["type"]))
def test_what_just_fits_is_sent(block: Block) -> None:
    check_message("text", [block])
    assert slacks.check_message({"text": "text", "blocks": [block]}) == ()


REFUSED: list[Callable[[], list[Block]]] = [
    lambda: [kit.divider_block()] * 51,
    lambda: [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
    lambda: [{"type": "section", "text": {"type": "mrkdwn", "text": ""}}],
    lambda: [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}],
    lambda: [kit.fields_block([("Name", "value")] * 11)],
    lambda: [kit.context_block(*["x"] * 11)],
    lambda: [kit.actions_block([])],
    lambda: [kit.actions_block([kit.button_element("x", f"a.{n}") for n in range(26)])],
    lambda: [kit.actions_block([kit.button_element("x", "a.b"), kit.button_element("y", "a.b")])],
    lambda: [kit.actions_block([kit.button_element("", "a.b")])],
    lambda: [kit.actions_block([kit.button_element("x", "a.b", "v" * 2001)])],
    lambda: [kit.actions_block([kit.button_element("x", "a" * 256)])],
    lambda: [kit.actions_block([kit.overflow_menu("a.b", several(6))])],
    lambda: [kit.actions_block([kit.select_menu("a.b", "Pick", several(101))])],
    lambda: [kit.actions_block([kit.select_menu("a.b", "Pick", [])])],
    lambda: [
        kit.actions_block([kit.select_menu("a.b", "Pick", [kit.option_object("One", "v" * 151)])])
    ],
    lambda: [rows(100)],
    lambda: [rows(50, "x" * 201)],
    lambda: [kit.table_block([kit.table_column("x")] * 21, [])],
    lambda: [rows(1), rows(1)],
    lambda: [kit.chart_block("bar", "", [("A", points(["x"]))])],
    lambda: [kit.chart_block("bar", "T", [(f"S{n}", points(["x"])) for n in range(7)])],
    lambda: [kit.chart_block("bar", "T", [("A", points([str(n) for n in range(21)]))])],
    lambda: [kit.chart_block("bar", "T", [("A", points(["x", "y"])), ("B", points(["x"]))])],
    lambda: [
        kit.actions_block([kit.button_element("x", "a.b")], "one"),
        kit.actions_block([kit.button_element("x", "a.c")], "one"),
    ],
]


@pytest.mark.parametrize("blocks", REFUSED)
def test_what_slack_would_refuse_is_never_sent(blocks: Callable[[], list[Block]]) -> None:
    with pytest.raises(TooLong):
        check_message("text", blocks())
    assert slacks.check_message({"text": "text", "blocks": blocks()})


@pytest.mark.parametrize("text", ["", "x" * 4001])
def test_a_message_needs_a_text_of_some_length(text: str) -> None:
    with pytest.raises(TooLong):
        check_message(text, [])


NAME = kit.input_block("name", "Name", kit.text_input("name"))


@pytest.mark.parametrize(
    "view",
    [
        modal(),
        modal(*[kit.divider_block()] * 101),
        modal(NAME, NAME),
        modal(NAME, title=kit.plain_text("x" * 25)),
        modal(NAME, private_metadata="x" * 3001),
        modal(rows(2)),
        {name: part for name, part in modal(NAME).items() if name != "submit"},
        modal(*[kit.section_block("é" * 3000) for _ in range(50)]),
        modal(kit.input_block("side", "Side", kit.radio_buttons("side", several(11)))),
        modal(kit.input_block("rules", "Rules", kit.checkboxes("rules", several(11)))),
    ],
)
def test_a_form_that_slack_would_refuse_is_never_opened(view: Block) -> None:
    with pytest.raises(TooLong):
        check_view(view)


def test_a_form_that_fits_is_opened() -> None:
    view = modal(NAME, kit.input_block("side", "Side", kit.radio_buttons("side", several(10))))
    check_view(view)
    assert slacks.check_view(view) == ()
