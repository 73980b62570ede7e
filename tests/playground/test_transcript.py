import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.transcript import Names, block_lines
from bot.playground.workspace import Json
from tests.playground.small_bot import button, section


def lines(slack: FakeSlack, *blocks: Json) -> list[str]:
    named = slack.workspace.named_blocks(list(blocks)) or []
    return block_lines(named, Names.of(slack.workspace))


def raw(*cells: str) -> list[Json]:
    return [{"type": "raw_text", "text": cell} for cell in cells]


def test_buttons_stand_behind_a_short_line_and_below_a_long_one(slack: FakeSlack) -> None:
    row: Json = {"type": "actions", "elements": [button("Undo", "a"), button("Edit", "b")]}
    assert lines(slack, section("Recorded #1."), row) == ["Recorded #1. [Undo] [Edit]"]
    assert lines(slack, section("x" * 100), row) == ["x" * 100, "[Undo] [Edit]"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("*Recorded* _net_ ~60~ `days`", "Recorded net 60 days"),
        ("*_both_*", "both"),
        ("5 * 3 * 2 and a_b_c", "5 * 3 * 2 and a_b_c"),
        ("<@U000000ANA> in <#C0000ACME|old-name>", "@Ana in #acme"),
        ("<https://a.invalid|the paper>, <https://b.invalid>", "the paper, https://b.invalid"),
        ("<!date^1^{date}|23 Nov> <!channel>", "23 Nov @channel"),
        ("5 &lt; 6 &amp;amp; &gt; 4", "5 < 6 &amp; > 4"),
    ],
)
def test_marks_are_read_as_they_look(slack: FakeSlack, written: str, read: str) -> None:
    assert lines(slack, section(written)) == [read]


def test_a_table_is_aligned(slack: FakeSlack) -> None:
    table: Json = {
        "type": "table",
        "rows": [raw("What", "Cost"), raw("5% off", "12,000"), raw("Net 60", "3,000")],
        "column_settings": [{"align": "left"}, {"align": "right"}],
    }
    assert lines(slack, table) == [
        "What      Cost",
        "------  ------",
        "5% off  12,000",
        "Net 60   3,000",
    ]


def test_a_chart_is_read_by_its_title_and_a_picture_by_its_words(slack: FakeSlack) -> None:
    chart: Json = {"type": "data_visualization", "title": "Exposure by week", "chart": {}}
    picture: Json = {"type": "image", "image_url": "https://x.invalid", "alt_text": "A scale"}
    assert lines(slack, chart, picture) == ["[chart: Exposure by week]", "[image: A scale]"]


def test_rich_text_is_read_as_typed(slack: FakeSlack) -> None:
    rich: Json = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "*not bold* & "},
                    {"type": "user", "user_id": "U000000BEN"},
                    {"type": "emoji", "name": "tada"},
                ],
            },
            {
                "type": "rich_text_list",
                "style": "ordered",
                "elements": [
                    {"type": "rich_text_section", "elements": [{"type": "text", "text": one}]}
                    for one in ("a", "b")
                ],
            },
        ],
    }
    assert lines(slack, rich) == ["*not bold* & @Ben:tada:", "1. a", "2. b"]


def test_fields_contexts_headers_and_menus(slack: FakeSlack) -> None:
    options = [
        {"text": {"type": "plain_text", "text": one}, "value": one} for one in ("Trade", "Void")
    ]
    shown = lines(
        slack,
        {"type": "header", "text": {"type": "plain_text", "text": "Acme"}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "*Open*\n12,000"}]},
        {"type": "divider"},
        {
            "type": "context",
            "elements": [{"type": "mrkdwn", "text": "one"}, {"type": "mrkdwn", "text": "two"}],
        },
        {
            **section("Give #1"),
            "accessory": {"type": "overflow", "action_id": "o", "options": options},
        },
        {
            "type": "actions",
            "elements": [
                {
                    "type": "radio_buttons",
                    "action_id": "r",
                    "options": options,
                    "initial_option": options[1],
                }
            ],
        },
    )
    assert shown == [
        "Acme",
        "Open: 12,000",
        "---",
        "one · two",
        "Give #1 [⋯ Trade | Void] ( ) Trade (x) Void",
    ]
