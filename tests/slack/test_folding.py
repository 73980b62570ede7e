"""An everyday answer has at most four lines and four buttons; the rest stands behind More, and nothing is lost."""

from collections import defaultdict
from functools import cache

import pytest

from bot.coach.answers.base import Answer
from bot.playground import limits as slacks
from bot.playground.samples import samples
from bot.playground.samples.acme import TODAY
from bot.slack.blocks import Block, Element, route_of
from bot.slack.folding import (
    DOCUMENTS,
    MORE,
    MOST_BUTTONS,
    MOST_LINES,
    SHOW_ALL,
    count_buttons,
    count_lines,
    fold,
    is_everyday,
    parse_option,
)
from bot.slack.render import template_name
from bot.slack.routes import ROUTES
from tests.cases import check_each
from tests.slack.messages import renderer

KEY = "|0|0|0|0|" + "k" * 32
ONLY_IN_HOME = frozenset({"home"})


@cache
def everyday_answers() -> dict[str, list[tuple[str, Answer]]]:
    """The samples of everyday answers, by their template."""
    found: dict[str, list[tuple[str, Answer]]] = defaultdict(list)
    for name, answer in samples():
        template = template_name(type(answer))
        if is_everyday(answer) and template not in ONLY_IN_HOME:
            found[template].append((name, answer))
    return found


def shown(answer: Answer, locale: str) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """All of a message, and what of it is seen at first."""
    message = renderer().render(answer, locale=locale, today=TODAY)
    short = fold(message.blocks, key=KEY, show_all="Show everything")
    return message.blocks, message.blocks if short is None else short


def elements(blocks: tuple[Block, ...]) -> list[Element]:
    return [
        element
        for block in blocks
        for element in [
            *([block["accessory"]] if "accessory" in block else []),
            *(block["elements"] if block["type"] == "actions" else []),
        ]
    ]


def menu_of(blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    menus = [each for each in elements(blocks) if route_of(each["action_id"]) == MORE]
    assert len(menus) < 2
    return [parse_option(option["value"]) for menu in menus for option in menu["options"]]


@pytest.mark.parametrize("template", sorted(everyday_answers()))
@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_an_everyday_answer_has_four_lines_and_four_buttons(template: str, locale: str) -> None:
    check_each(everyday_answers()[template], lambda answer: check_is_short(answer, locale))


def check_is_short(answer: Answer, locale: str) -> None:
    whole, short = shown(answer, locale)
    assert count_lines(short) <= MOST_LINES
    assert count_buttons(short) <= MOST_BUTTONS
    assert sum(each.get("style") == "primary" for each in elements(short)) <= 1
    assert slacks.check_message({"text": "told", "blocks": list(short)}) == ()
    menu = menu_of(short)
    assert {route for route, _ in menu} <= set(ROUTES.clicks)
    if count_lines(short) < count_lines(whole):
        assert (SHOW_ALL, KEY) in menu
    if SHOW_ALL not in dict(menu):
        buttons = {(route_of(each["action_id"]), each.get("value", "")) for each in elements(short)}
        wanted = {(route_of(each["action_id"]), each.get("value", "")) for each in elements(whole)}
        assert wanted <= buttons | set(menu)


def test_the_documents_are_those_that_are_said() -> None:
    assert {type(answer).__name__ for _, answer in samples()} >= DOCUMENTS


def section(text: str, *routes: str, beside: str = "") -> list[Block]:
    """A paragraph, the button beside it, and the row of buttons below it."""
    made: list[Block] = [{"type": "section", "text": {"type": "mrkdwn", "text": text}}]
    if beside:
        made[0]["accessory"] = button(beside)
    if routes:
        made.append({"type": "actions", "elements": [button(route) for route in routes]})
    return made


def button(route: str) -> Element:
    label = {"type": "plain_text", "text": route.partition("~")[0]}
    return {"type": "button", "text": label, "action_id": route, "value": "|0|0|0|0|"}


def read(blocks: tuple[Block, ...]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        if block["type"] == "section":
            lines += block["text"]["text"].split("\n")
        labels = [each["text"]["text"] for each in elements((block,)) if each["type"] == "button"]
        if labels:
            lines.append(f"[{' | '.join(labels)}]")
    return lines


def test_what_fits_stays_as_it_is() -> None:
    blocks = section("Recorded #1: 5% off.", "move.undo", "move.edit")
    assert fold(blocks, key=KEY, show_all="Show everything") is None


def test_a_sentence_and_a_question_are_kept_before_sums() -> None:
    blocks = [
        *section("Agreed, ask #2.\nGet #9.\nnet 60 now counts.\nNothing back yet: 12,000 EUR."),
        *section("Which give does it answer?", "get.answers", "get.answers~2", "trade.none"),
        *section('Say: "Thank you."', beside="sentence.copy"),
    ]
    short = fold(blocks, key=KEY, show_all="Show everything")
    assert short is not None
    assert read(short) == [
        "Agreed, ask #2.",
        "Get #9.",
        "Which give does it answer?",
        "[get.answers | get.answers | trade.none]",
        'Say: "Thank you."',
        "[sentence.copy]",
    ]


def test_words_that_went_into_no_field_are_always_seen() -> None:
    blocks = [
        *section("Conditional give #2.\nIt waits for ask #1.\nIt stays 0.", "move.undo"),
        *section('Say: "We can do 4% off."', beside="sentence.copy"),
        *section("Tomorrow 09:00, one message?", "nudges.yes", "nudges.no"),
        *section('Not used: "except the site in Lyon"', beside="line.note"),
    ]
    short = fold(blocks, key=KEY, show_all="Show everything")
    assert short is not None
    assert 'Not used: "except the site in Lyon"' in read(short)
    assert 'Say: "We can do 4% off."' in read(short)


def test_what_is_done_about_an_answer_goes_behind_more_first() -> None:
    row = ("move.undo", "move.edit", "draft.already_said", "draft.goodwill", "draft.conditional")
    short = fold(section("Read as: net 60.", *row), key=KEY, show_all="Show everything")
    assert short is not None
    assert read(short)[1] == "[move.undo | draft.already_said | draft.goodwill | draft.conditional]"
    assert [route for route, _ in menu_of(short)] == ["move.edit"]


def test_yes_and_no_stand_beside_each_other_or_not_at_all() -> None:
    blocks = [
        *section("Their ask #8: 15% off."),
        *section('Ask first: "How much?"', beside="sentence.copy"),
        *section("In return, ask for:", "ask.propose", "ask.propose~2", "ask.propose~3"),
        {"type": "actions", "elements": [button("ask.agreed"), button("ask.declined")]},
    ]
    short = fold(blocks, key=KEY, show_all="Show everything")
    assert short is not None
    assert [route for route, _ in menu_of(short)] == ["ask.agreed", "ask.declined"]


def test_a_line_that_announces_what_is_left_out_goes_with_it() -> None:
    blocks = [
        *section("Acme renewal\nClosed: won.\nTerms of offer 2: price 175,000 EUR."),
        *section("Open when it was closed:"),
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "bullet",
                    "elements": [
                        {"type": "rich_text_section", "elements": [{"type": "text", "text": "#1"}]}
                    ],
                }
            ],
        },
    ]
    short = fold(blocks, key=KEY, show_all="Show everything")
    assert short is not None
    assert "Open when it was closed:" not in read(short)


def test_evidence_stands_behind_more_even_where_there_is_room() -> None:
    evidence = {
        "type": "context",
        "block_id": "evidence1",
        "elements": [{"type": "mrkdwn", "text": "A study of 49 negotiators."}],
    }
    blocks = [*section("No ask yet.", beside="rule.mute"), evidence]
    short = fold(blocks, key=KEY, show_all="Show everything")
    assert short is not None
    assert [block["type"] for block in short] == ["section", "actions"]
    assert menu_of(short) == [(SHOW_ALL, KEY)]
