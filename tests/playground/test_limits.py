from collections.abc import Callable

import pytest

from bot.playground.limits import check_message, check_view, check_view_size
from bot.playground.workspace import Json, JsonValue, SlackError


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def section(length: int = 1) -> Json:
    return {"type": "section", "text": mrkdwn("x" * length)}


def button(number: int = 0, **also: JsonValue) -> Json:
    return {"type": "button", "text": plain("Press"), "action_id": f"a{number}", **also}


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def option(number: int = 0, **also: JsonValue) -> Json:
    return {"text": plain(f"Option {number}"), "value": f"v{number}", **also}


def options(count: int) -> list[Json]:
    return [option(number) for number in range(count)]


def choice(kind: str, count: int, **also: JsonValue) -> Json:
    return {"type": kind, "action_id": "a", "options": options(count), **also}


def field(element: Json | None = None, **also: JsonValue) -> Json:
    asked = element or {"type": "plain_text_input", "action_id": "a"}
    return {"type": "input", "label": plain("Label"), "element": asked, **also}


def table(rows: int, columns: int = 2, text: str = "x") -> Json:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * columns] * rows}


def data_table(height: int, columns: int = 2, **also: JsonValue) -> Json:
    return {**table(height, columns), "type": "data_table", "caption": "Gives", **also}


def chart(series: int = 1, points: int = 2, label: int = 1, **also: JsonValue) -> Json:
    categories = [f"{number:0{label}d}" for number in range(points)]
    return {
        "type": "data_visualization",
        "title": "Exposure",
        "chart": {
            "type": "line",
            "series": [
                {"name": f"s{one}", "data": [{"label": name, "value": 1} for name in categories]}
                for one in range(series)
            ],
            "axis_config": {"categories": categories},
        },
        **also,
    }


def plotted(names: tuple[str, ...] = ("a",), categories: tuple[str, ...] = ("0", "1")) -> Json:
    points = [{"label": "0", "value": 1}, {"label": "1", "value": 2}]
    series = [{"name": name, "data": points} for name in names]
    told = {"type": "bar", "series": series, "axis_config": {"categories": list(categories)}}
    return {"type": "data_visualization", "title": "Exposure", "chart": told}


def pie(segments: int, value: object = 1) -> Json:
    parts = [{"label": f"p{number}", "value": value} for number in range(segments)]
    return {
        "type": "data_visualization",
        "title": "Shares",
        "chart": {"type": "pie", "segments": parts},
    }


def rich(*elements: Json) -> Json:
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": list(elements)}],
    }


def message(*blocks: Json, text: str = "said") -> Json:
    return {"text": text, "blocks": list(blocks)}


def modal(*blocks: Json, **also: JsonValue) -> Json:
    return {
        "type": "modal",
        "title": plain("Title"),
        "submit": plain("Send"),
        "blocks": list(blocks),
        **also,
    }


def home(*blocks: Json, **also: JsonValue) -> Json:
    return {"type": "home", "blocks": list(blocks), **also}


Case = tuple[Callable[[int], Json], int]

MESSAGE_LIMITS: dict[str, Case] = {
    "blocks": (lambda n: message(*[section()] * n), 50),
    "text": (lambda n: {"text": "x" * n}, 40_000),
    "section text": (lambda n: message(section(n)), 3000),
    "fields": (lambda n: message({"type": "section", "fields": [mrkdwn("x")] * n}), 10),
    "field text": (lambda n: message({"type": "section", "fields": [mrkdwn("x" * n)]}), 2000),
    "header": (lambda n: message({"type": "header", "text": plain("x" * n)}), 150),
    "context elements": (lambda n: message({"type": "context", "elements": [mrkdwn("x")] * n}), 10),
    "context text": (lambda n: message({"type": "context", "elements": [mrkdwn("x" * n)]}), 2000),
    "actions": (lambda n: message(actions(*[button(one) for one in range(n)])), 25),
    "button text": (lambda n: message(actions(button(text=plain("x" * n)))), 75),
    "button value": (lambda n: message(actions(button(value="x" * n))), 2000),
    "button action_id": (lambda n: message(actions(button(action_id="x" * n))), 255),
    "accessibility label": (lambda n: message(actions(button(accessibility_label="x" * n))), 75),
    "block_id": (lambda n: message({**section(), "block_id": "x" * n}), 255),
    "select options": (lambda n: message(actions(choice("static_select", n))), 100),
    "radio options": (lambda n: message(actions(choice("radio_buttons", n))), 10),
    "checkboxes": (lambda n: message(actions(choice("checkboxes", n))), 10),
    "overflow options": (lambda n: message(actions(choice("overflow", n))), 5),
    "option text": (
        lambda n: message(
            actions(choice("static_select", 1, options=[option(text=plain("x" * n))]))
        ),
        75,
    ),
    "option value": (
        lambda n: message(actions(choice("static_select", 1, options=[option(value="x" * n)]))),
        150,
    ),
    "option description": (
        lambda n: message(
            actions(choice("static_select", 1, options=[option(description=plain("x" * n))]))
        ),
        75,
    ),
    "placeholder": (
        lambda n: message(actions(choice("static_select", 1, placeholder=plain("x" * n)))),
        150,
    ),
    "confirm title": (
        lambda n: message(actions(button(confirm=confirm(title=plain("x" * n))))),
        100,
    ),
    "confirm text": (lambda n: message(actions(button(confirm=confirm(text=plain("x" * n))))), 300),
    "confirm button": (
        lambda n: message(actions(button(confirm=confirm(deny=plain("x" * n))))),
        30,
    ),
    "image alt": (
        lambda n: message({"type": "image", "image_url": "https://x.invalid", "alt_text": "x" * n}),
        2000,
    ),
    "markdown": (lambda n: message({"type": "markdown", "text": "x" * n}), 12_000),
    "tables": (lambda n: message(*[table(1)] * n), 1),
    "table rows": (lambda n: message(table(n)), 100),
    "table columns": (lambda n: message(table(1, n)), 20),
    "table characters": (lambda n: message(table(1, 1, "x" * n)), 10_000),
    "data_table rows": (lambda n: message(data_table(n)), 100),
    "data_table columns": (lambda n: message(data_table(2, n)), 20),
    "data_table page": (lambda n: message(data_table(2, page_size=n)), 100),
    "charts": (lambda n: message(*[chart()] * n), 2),
    "chart title": (lambda n: message(chart(title="x" * n)), 50),
    "series": (lambda n: message(chart(series=n)), 6),
    "points": (lambda n: message(chart(points=n)), 20),
    "chart labels": (lambda n: message(chart(label=n)), 20),
    "pie segments": (lambda n: message(pie(n)), 6),
    "context_actions": (
        lambda n: message(
            {
                "type": "context_actions",
                "elements": [
                    {
                        "type": "icon_button",
                        "icon": "trash",
                        "text": plain("Drop"),
                        "action_id": f"a{one}",
                    }
                    for one in range(n)
                ],
            }
        ),
        5,
    ),
}


def confirm(**also: Json) -> Json:
    return {
        "title": plain("Sure?"),
        "text": plain("Really?"),
        "confirm": plain("Yes"),
        "deny": plain("No"),
        **also,
    }


VIEW_LIMITS: dict[str, Case] = {
    "blocks": (lambda n: modal(*[section()] * n), 100),
    "home blocks": (lambda n: home(*[section()] * n), 100),
    "title": (lambda n: modal(title=plain("x" * n)), 24),
    "submit": (lambda n: modal(submit=plain("x" * n)), 24),
    "close": (lambda n: modal(close=plain("x" * n)), 24),
    "private_metadata": (lambda n: modal(private_metadata="x" * n), 3000),
    "callback_id": (lambda n: modal(callback_id="x" * n), 255),
    "alert": (lambda n: modal({"type": "alert", "text": plain("x" * n)}), 200),
    "input label": (lambda n: modal(field(label=plain("x" * n))), 2000),
    "hint": (lambda n: modal(field(hint=plain("x" * n))), 2000),
    "radio options": (lambda n: modal(field(choice("radio_buttons", n))), 10),
    "max_length": (
        lambda n: modal(field({"type": "plain_text_input", "action_id": "a", "max_length": n})),
        3000,
    ),
    "initial value": (
        lambda n: modal(
            field({"type": "plain_text_input", "action_id": "a", "initial_value": "x" * n})
        ),
        3000,
    ),
}


@pytest.mark.parametrize("name", MESSAGE_LIMITS)
def test_a_message_at_its_limit_is_taken_and_past_it_refused(name: str) -> None:
    build, most = MESSAGE_LIMITS[name]
    assert check_message(build(most)) == ()
    assert check_message(build(most + 1)) != ()


@pytest.mark.parametrize("name", VIEW_LIMITS)
def test_a_view_at_its_limit_is_taken_and_past_it_refused(name: str) -> None:
    build, most = VIEW_LIMITS[name]
    assert check_view(build(most)) == ()
    assert check_view(build(most + 1)) != ()


REFUSED = {
    "no text": {"blocks": [section()]},
    "blank text": message(section(), text="  "),
    "an unknown block": message({"type": "carousel"}),
    "an unknown field": message({**section(), "colour": "red"}),
    "an empty section": message({"type": "section"}),
    "an empty text": message({"type": "section", "text": mrkdwn("")}),
    "an unknown text": message({"type": "section", "text": {"type": "markdown", "text": "x"}}),
    "a header in mrkdwn": message({"type": "header", "text": mrkdwn("x")}),
    "no blocks in the list": {"text": "x", "blocks": []},
    "blocks that are no list": {"text": "x", "blocks": {"type": "section"}},
    "a block that is no object": {"text": "x", "blocks": ["section"]},
    "the same block_id twice": message(
        {**section(), "block_id": "b"}, {**section(), "block_id": "b"}
    ),
    "the same action_id twice": message(actions(button(1), button(1))),
    "no buttons": message(actions()),
    "an empty button": message(actions(button(text=plain("")))),
    "an empty value": message(actions(button(value=""))),
    "an unknown style": message(actions(button(style="green"))),
    "a field among buttons": message(actions({"type": "plain_text_input", "action_id": "a"})),
    "a multi-select among buttons": message(actions(choice("multi_static_select", 1))),
    "a select without options": message(actions({"type": "static_select", "action_id": "a"})),
    "a select with both kinds": message(
        actions(
            choice("static_select", 1, option_groups=[{"label": plain("g"), "options": options(1)}])
        )
    ),
    "a first choice that is no option": message(
        actions(choice("static_select", 2, initial_option=option(7)))
    ),
    "the same option value twice": message(
        actions(choice("static_select", 1, options=[option(), option()]))
    ),
    "a day that is none": message(
        {
            "type": "section",
            "text": plain("x"),
            "accessory": {"type": "datepicker", "action_id": "a", "initial_date": "23 Nov"},
        }
    ),
    "an image without words": message({"type": "image", "image_url": "https://x.invalid"}),
    "an image without a picture": message({"type": "image", "alt_text": "x"}),
    "an empty cell": message(table(1, 2, " ")),
    "an empty rich cell": message(
        {"type": "table", "rows": [[rich({"type": "text", "text": " "})]]},
    ),
    "a number in a plain table": message(
        {"type": "table", "rows": [[{"type": "raw_number", "value": 1, "text": "1"}]]}
    ),
    "a data_table without caption": message(
        {key: part for key, part in data_table(2).items() if key != "caption"}
    ),
    "a data_table of a header only": message(data_table(1)),
    "a ragged data_table": message(
        data_table(2, rows=[*data_table(2)["rows"], [{"type": "raw_text", "text": "x"}]])
    ),
    "a rich header": message(
        data_table(
            2, rows=[[rich({"type": "text", "text": "x"})], [{"type": "raw_text", "text": "x"}]]
        )
    ),
    "series named alike": message(plotted(names=("a", "a"))),
    "a point that is no category": message(plotted(categories=("x", "y"))),
    "a series with a point too few": message(plotted(categories=("0", "1", "2"))),
    "a slice of nothing": message(pie(1, 0)),
    "a value that is no number": message(pie(1, "12")),
    "an alert": message({"type": "alert", "text": plain("x")}),
    "an empty rich text": message(rich({"type": "text", "text": ""})),
    "an unknown rich part": message(rich({"type": "tag", "name": "x"})),
    "too much markdown together": message(*[{"type": "markdown", "text": "x" * 7000}] * 2),
    "two fields that want the focus": message(
        field({"type": "plain_text_input", "action_id": "a", "focus_on_load": True}),
        field({"type": "plain_text_input", "action_id": "b", "focus_on_load": True}),
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_message_is_refused_for(name: str) -> None:
    assert check_message(REFUSED[name]) != ()


REFUSED_VIEWS = {
    "inputs and no submit": {key: part for key, part in modal(field()).items() if key != "submit"},
    "no title": {"type": "modal", "blocks": []},
    "an unknown field": modal(colour="red"),
    "an empty title": modal(title=plain(" ")),
    "a title in mrkdwn": modal(title=mrkdwn("x")),
    "a table in a form": modal(table(2)),
    "a chart in a form": modal(chart()),
    "a table on Home": home(table(2)),
    "a data_table on Home": home(data_table(2)),
    "an alert on Home": home({"type": "alert", "text": plain("x")}),
    "markdown on Home": home({"type": "markdown", "text": "x"}),
    "a title on Home": home(title=plain("x")),
    "a number field without its kind": modal(field({"type": "number_input", "action_id": "a"})),
    "a button as a field": modal(field(button())),
}


@pytest.mark.parametrize("name", REFUSED_VIEWS)
def test_a_view_is_refused_for(name: str) -> None:
    assert check_view(REFUSED_VIEWS[name]) != ()


TAKEN = {
    "a select with groups": message(
        actions(
            {
                "type": "static_select",
                "option_groups": [{"label": plain("g"), "options": options(2)}],
            }
        )
    ),
    "a first choice among the options": message(
        actions(choice("static_select", 2, initial_option=option(1)))
    ),
    "the same action_id in two blocks": message(actions(button(1)), actions(button(1))),
    "a blank between rich words": message(
        rich({"type": "text", "text": " "}, {"type": "user", "user_id": "U1"})
    ),
    "a rich list": message(
        {
            "type": "rich_text",
            "elements": [
                {
                    "type": "rich_text_list",
                    "style": "ordered",
                    "elements": [
                        {
                            "type": "rich_text_section",
                            "elements": [{"type": "text", "text": "x", "style": {"bold": True}}],
                        }
                    ],
                }
            ],
        }
    ),
    "a table with settings": message(
        {**table(2), "column_settings": [None, {"align": "right", "is_wrapped": True}]}
    ),
    "numbers in a data_table": message(
        data_table(
            2,
            rows=[
                [{"type": "raw_text", "text": "x"}],
                [{"type": "raw_number", "value": 1.5, "text": "1.5"}],
            ],
        )
    ),
    "a bar chart": message(plotted(names=("a", "b"))),
    "a section with a menu": message(
        {
            "type": "section",
            "text": mrkdwn("x"),
            "accessory": choice("overflow", 2),
            "block_id": "b",
        }
    ),
    "text only": {"text": "said"},
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_message_is_taken_with(name: str) -> None:
    assert check_message(TAKEN[name]) == ()


def test_a_refusal_points_to_the_place() -> None:
    refused = check_message(message(section(), actions(button(text=plain("x" * 76)))))
    assert refused == (
        "[ERROR] must be less than 76 characters [json-pointer:/blocks/1/elements/0/text/text]",
    )


def test_a_view_may_not_be_larger_than_slack_takes() -> None:
    check_view_size(modal(*[section(2300)] * 100))
    with pytest.raises(SlackError, match="view_too_large"):
        check_view_size(modal(*[section(2500)] * 100))
