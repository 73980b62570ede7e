from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.blocks import Block as SdkBlock

from bot.coach.answers import DealLog
from bot.coach.answers.debriefs import DebriefShown
from bot.coach.answers.pooled_measures import DealMeasured
from bot.playground.limits import check_message
from bot.playground.samples import samples
from bot.playground.samples.acme import TODAY
from bot.slack import blocks as kit
from bot.slack.blocks import Block
from bot.slack.markup import (
    Markup,
    format_value,
    quote_typed,
    split_lines,
    strip_invisible,
    to_fallback_text,
    to_plain_text,
    to_rich_elements,
)
from tests.slack.messages import literal, renderer

HOSTILE = (
    "*bold* and _italic_ and ~gone~",
    "snake_case_name * 3",
    "`code` and ```more```",
    "<!channel> <!here> <@U000000ANA> <#C00GENERAL>",
    "<https://evil.invalid|harmless>",
    "& &amp; &lt;b&gt; <b>",
    "> not a quote",
    ":tada: :+1: 10:30:00",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "two\nlines\n\nand a gap",
    "quotes \" and ' and \\n back\\slash",
    "=SUM(A1:A9) | -1+1 | @now",
    "مرحبا 漢字 👩‍👩‍👧 é",
)
"""What people can type that Slack, Jinja or JSON would take for something else."""


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize(
    "say",
    [
        lambda typed: kit.section_block(f"Recorded *#1*: {quote_typed(typed)}."),
        lambda typed: kit.section_block(
            f"Recorded *#1*: {quote_typed(typed)}.", kit.button_element("Show", "a.b")
        ),
        lambda typed: kit.context_block(f"Recorded *#1*: {quote_typed(typed)}."),
        lambda typed: kit.quote_block(f"Recorded *#1*: {quote_typed(typed)}."),
        lambda typed: kit.bullet_list([f"Recorded *#1*: {quote_typed(typed)}."]),
        lambda typed: kit.header_block(f"Recorded #1: {typed}."),
    ],
)
def test_what_people_type_is_shown_to_the_letter(typed: str, say: Callable[[str], Block]) -> None:
    block = say(typed)
    assert literal(block).removesuffix("Show") == f"Recorded #1: {typed}."
    assert check_message({"text": "x", "blocks": [block]}) == ()


@given(st.text(min_size=1))
def test_any_text_is_kept_but_for_what_nobody_can_see(typed: str) -> None:
    assert to_plain_text(format_value(typed)) == strip_invisible(typed)
    assert (
        to_plain_text(
            to_fallback_text(format_value(typed), 10**6).replace("*", "").replace("_", "")
        )
        is not None
    )
    assert "".join(
        part["text"] for part in to_rich_elements(quote_typed(typed))
    ) == strip_invisible(typed)


def test_nobody_is_pinged_by_what_was_typed() -> None:
    said = kit.section_block(f"{quote_typed('<!channel> <@U1>')} and {Markup('<@U2>')}")["text"][
        "text"
    ]
    assert said == "&lt;!channel&gt; &lt;@U1&gt; and <@U2>"
    assert to_fallback_text(quote_typed("*<!channel>*"), 100) == "*&lt;!channel&gt;*"


def test_what_nobody_sees_and_reorders_the_rest_is_left_out() -> None:
    assert strip_invisible("pay \u202e000,1\u200b now\x00") == "pay 000,1 now"


@pytest.mark.parametrize("value", [None, Decimal(1), 1.5, True, ("a",), {"a": 1}])
def test_only_text_and_whole_numbers_print_themselves(value: object) -> None:
    with pytest.raises(TypeError):
        format_value(value)


def test_our_own_formatting_survives_beside_what_was_typed() -> None:
    parts = kit.section_block(f"*Recorded* {quote_typed('a*b')} by {Markup('<@U2>')}, _today_")[
        "elements"
    ][0]["elements"]
    assert parts == [
        {"type": "text", "text": "Recorded", "style": {"bold": True}},
        {"type": "text", "text": " "},
        {"type": "text", "text": "a*b"},
        {"type": "text", "text": " by "},
        {"type": "user", "user_id": "U2"},
        {"type": "text", "text": ", "},
        {"type": "text", "text": "today", "style": {"italic": True}},
    ]


def test_lines_of_a_template_end_at_its_own_line_breaks_only() -> None:
    written = "  one\n\n two " + quote_typed("a\nb") + "  \n"
    assert [to_plain_text(line) for line in split_lines(written)] == ["one", "two a\nb"]


def test_short_texts_are_cut_kindly_to_their_place() -> None:
    assert len(kit.header_block("x" * 500)["text"]["text"]) == 150
    assert kit.button_element("x" * 500, "a.b")["text"]["text"] == "x" * 74 + "…"
    assert len(kit.option_object("x" * 99, "v", "y" * 99)["description"]["text"]) == 75
    assert len(kit.section_block("&" * 9000)["text"]["text"]) == 3000
    assert len(kit.section_block(quote_typed("*" * 9000))["text"]["text"]) == 3000
    assert to_fallback_text("a" * 96 + "&amp;b", 100) == "a" * 96 + "…"


def test_the_same_route_twice_is_told_apart_and_found_again() -> None:
    assert kit.route_of("ask.open~2") == kit.route_of("ask.open") == "ask.open"


def test_a_table_has_no_empty_cell() -> None:
    table = kit.table_block(
        [kit.table_column("#"), kit.table_column("What")],
        [["#1", ""], ["#2", quote_typed("*x*")], ["#3", "*y*"]],
    )
    assert [cell["type"] for row in table["rows"] for cell in row] == ["raw_text"] * 7 + [
        "rich_text"
    ]
    assert table["rows"][1][1]["text"] == kit.EMPTY_CELL
    assert table["rows"][2][1]["text"] == "*x*"
    assert check_message({"text": "x", "blocks": [table]}) == ()


def test_a_chart_keeps_to_its_labels() -> None:
    points = [("12 Nov", Decimal(12000)), ("23 Nov", Decimal("1.5"))]
    chart = kit.chart_block(
        "line", "Given " * 20, [("Given, cost to our side", points), ("Got", points)], y_label="EUR"
    )
    assert check_message({"text": "x", "blocks": [chart]}) == ()
    assert [point["value"] for point in chart["chart"]["series"][0]["data"]] == [12000, 1.5]


@pytest.mark.parametrize(
    "block",
    [
        kit.header_block("Deal"),
        kit.section_block(
            "*Deal* <@U1>",
            kit.overflow_menu(
                "a.b", [kit.option_object("One", "1"), kit.option_object("Two", "2")]
            ),
        ),
        kit.section_block(quote_typed("*x*")),
        kit.fields_block([("Given", "12,000 EUR")]),
        kit.context_block("small"),
        kit.divider_block(),
        kit.bullet_list(["one", "*two*"]),
        kit.quote_block("Say it"),
        kit.actions_block(
            [
                kit.button_element(
                    "Go",
                    "a.b",
                    "v",
                    style="danger",
                    confirm=kit.confirm_dialog("Sure?", "Really?", yes="Yes", no="No"),
                ),
                kit.select_menu("a.c", "Pick", [kit.option_object("One", "1")], "1"),
            ]
        ),
        kit.input_block(
            "name",
            "Name",
            kit.text_input("name", "x", placeholder="Acme"),
            hint="Short",
            optional=True,
        ),
        kit.input_block("day", "Day", kit.date_input("day", "2026-11-30")),
        kit.input_block("who", "Who", kit.people_input("who", ["U1"], most=1)),
        kit.input_block(
            "side", "Side", kit.radio_buttons("side", [kit.option_object("One", "1")], "1")
        ),
        kit.input_block(
            "rules", "Rules", kit.checkboxes("rules", [kit.option_object("One", "1")], ["1"])
        ),
    ],
    ids=lambda block: str(block["type"]),
)
def test_slacks_own_models_know_every_part_of_a_block(block: Block) -> None:
    parsed = SdkBlock.parse(block)
    assert parsed is not None
    assert parsed.to_dict() == block


@pytest.mark.parametrize("locale", ["en-US", "de-DE"])
def test_the_names_beside_a_chart_are_not_cut(locale: str) -> None:
    charted = [
        one for _, one in samples() if isinstance(one, DebriefShown | DealLog | DealMeasured)
    ]
    names = {
        series["name"]
        for answer in charted
        for block in renderer().render(answer, locale=locale, today=TODAY).blocks
        if block["type"] == "data_visualization"
        for series in block["chart"]["series"]
    }
    assert names
    assert [name for name in names if name.endswith("…")] == []
