"""What each button, field and text may look like: Block Kit's elements and composition objects."""

from itertools import chain
from typing import Any

from bot.playground.shapes import (
    Check,
    Findings,
    Shape,
    boolean,
    by_type,
    integer,
    many,
    matching,
    number,
    one_of,
    string,
    typed,
    unique,
)
from bot.playground.workspace import JsonValue

ID = string(255)
URL = string(3000)
DAY = matching(r"\d{4}-\d{2}-\d{2}", "a day as YYYY-MM-DD")
HOUR = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time as HH:mm")


def plain(most: int) -> Check:
    return typed("plain_text", {"text": string(most)}, {"emoji": boolean})


def text(most: int) -> Check:
    """Plain or mrkdwn."""
    mrkdwn = typed("mrkdwn", {"text": string(most)}, {"verbatim": boolean})
    return by_type({"plain_text": plain(most), "mrkdwn": mrkdwn})


CONFIRM = Shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
OPTION = Shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
RICH_OPTION = Shape({"text": text(75), "value": string(150)}, {"description": text(75)})
MENU_OPTION = Shape(
    {"text": plain(75), "value": string(150)}, {"description": plain(75), "url": URL}
)
OPTION_GROUP = Shape({"label": plain(75), "options": many(OPTION, 100)})
DISPATCH = Shape(
    {"trigger_actions_on": many(one_of("on_enter_pressed", "on_character_entered"), 2)}
)
FILTER = Shape(
    optional={
        "include": many(one_of("im", "mpim", "private", "public"), 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    }
)

NAMED: dict[str, Check] = {"action_id": ID}
CONFIRMED: dict[str, Check] = {**NAMED, "confirm": CONFIRM}
PICKED: dict[str, Check] = {**CONFIRMED, "focus_on_load": boolean}
HINTED: dict[str, Check] = {**PICKED, "placeholder": plain(150)}
SEVERAL: dict[str, Check] = {**HINTED, "max_selected_items": integer(1, 100)}
TYPED: dict[str, Check] = {
    **NAMED,
    "focus_on_load": boolean,
    "placeholder": plain(150),
    "dispatch_action_config": DISPATCH,
}


def _among_options(shape: Shape) -> Check:
    """A select whose first choice must be one of its options, letter by letter."""

    def check(value: JsonValue, at: str, found: Findings) -> None:
        shape(value, at, found)
        if "option_groups" in shape.optional and ("options" in value) == ("option_groups" in value):
            found.add(at, "must provide exactly one of: options, option_groups")
        options = _options(value)
        chosen = [value["initial_option"]] if "initial_option" in value else []
        for one in chain(chosen, value.get("initial_options") or ()):
            if one not in options:
                found.add(at, "initial option is not one of the options")
        unique(
            (one.get("value") for one in options if isinstance(one, dict)),
            at,
            "option value",
            found,
        )

    return check


def _options(value: JsonValue) -> list[Any]:
    groups = value.get("option_groups") or []
    grouped = chain.from_iterable(
        one.get("options") or () for one in groups if isinstance(one, dict)
    )
    return [*(value.get("options") or ()), *grouped]


def _static(kind: str, optional: dict[str, Check]) -> Check:
    return _among_options(
        typed(
            kind,
            None,
            {**optional, "options": many(OPTION, 100), "option_groups": many(OPTION_GROUP, 100)},
        )
    )


def _number_input(value: JsonValue, at: str, found: Findings) -> None:
    figures = {name: string(64) for name in ("initial_value", "min_value", "max_value")}
    typed("number_input", {"is_decimal_allowed": boolean}, {**TYPED, **figures})(value, at, found)


PLAIN_INPUT_PARTS: dict[str, Check] = {
    "initial_value": string(3000),
    "multiline": boolean,
    "min_length": integer(0, 3000),
    "max_length": integer(1, 3000),
}

IMAGE_PARTS: dict[str, Check] = {
    "image_url": URL,
    "slack_file": Shape(optional={"id": string(255), "url": URL}),
}

BUTTON = typed(
    "button",
    {"text": plain(75)},
    {
        **CONFIRMED,
        "url": URL,
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
FEEDBACK = Shape({"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)})

ELEMENTS: dict[str, Check] = {
    "button": BUTTON,
    "overflow": typed("overflow", {"options": many(MENU_OPTION, 5)}, CONFIRMED),
    "radio_buttons": _among_options(
        typed(
            "radio_buttons",
            {"options": many(RICH_OPTION, 10)},
            {**PICKED, "initial_option": RICH_OPTION},
        )
    ),
    "checkboxes": _among_options(
        typed(
            "checkboxes",
            {"options": many(RICH_OPTION, 10)},
            {**PICKED, "initial_options": many(RICH_OPTION, 10)},
        )
    ),
    "static_select": _static("static_select", {**HINTED, "initial_option": OPTION}),
    "multi_static_select": _static(
        "multi_static_select", {**SEVERAL, "initial_options": many(OPTION, 100)}
    ),
    "external_select": typed(
        "external_select",
        None,
        {**HINTED, "initial_option": OPTION, "min_query_length": integer(0, 1000)},
    ),
    "multi_external_select": typed(
        "multi_external_select",
        None,
        {**SEVERAL, "initial_options": many(OPTION, 100), "min_query_length": integer(0, 1000)},
    ),
    "users_select": typed("users_select", None, {**HINTED, "initial_user": ID}),
    "multi_users_select": typed(
        "multi_users_select", None, {**SEVERAL, "initial_users": many(ID, 100)}
    ),
    "conversations_select": typed(
        "conversations_select",
        None,
        {
            **HINTED,
            "initial_conversation": ID,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": FILTER,
        },
    ),
    "multi_conversations_select": typed(
        "multi_conversations_select",
        None,
        {
            **SEVERAL,
            "initial_conversations": many(ID, 100),
            "default_to_current_conversation": boolean,
            "filter": FILTER,
        },
    ),
    "channels_select": typed(
        "channels_select", None, {**HINTED, "initial_channel": ID, "response_url_enabled": boolean}
    ),
    "multi_channels_select": typed(
        "multi_channels_select", None, {**SEVERAL, "initial_channels": many(ID, 100)}
    ),
    "datepicker": typed("datepicker", None, {**HINTED, "initial_date": DAY}),
    "timepicker": typed(
        "timepicker", None, {**HINTED, "initial_time": HOUR, "timezone": string(64)}
    ),
    "datetimepicker": typed("datetimepicker", None, {**PICKED, "initial_date_time": number}),
    "plain_text_input": typed("plain_text_input", None, {**TYPED, **PLAIN_INPUT_PARTS}),
    "email_text_input": typed("email_text_input", None, {**TYPED, "initial_value": string(3000)}),
    "url_text_input": typed("url_text_input", None, {**TYPED, "initial_value": string(3000)}),
    "number_input": _number_input,
    "image": typed("image", {"alt_text": string(2000)}, IMAGE_PARTS),
    "feedback_buttons": typed(
        "feedback_buttons", {"positive_button": FEEDBACK, "negative_button": FEEDBACK}, NAMED
    ),
    "icon_button": typed(
        "icon_button",
        {"icon": one_of("trash"), "text": plain(75)},
        {
            **CONFIRMED,
            "value": string(2000),
            "visible_to_user_ids": many(ID, 100),
            "accessibility_label": string(75),
        },
    ),
}

SELECTS = (
    "static_select",
    "external_select",
    "users_select",
    "conversations_select",
    "channels_select",
)
MULTI_SELECTS = tuple(f"multi_{name}" for name in SELECTS)
PICKERS = ("datepicker", "timepicker", "datetimepicker")
CHOICES = ("radio_buttons", "checkboxes")
IN_ACTIONS = ("button", "overflow", *SELECTS, *PICKERS, *CHOICES)
IN_SECTION = (*IN_ACTIONS, *MULTI_SELECTS, "image")
IN_INPUT = (
    *SELECTS,
    *MULTI_SELECTS,
    *PICKERS,
    *CHOICES,
    "plain_text_input",
    "number_input",
    "email_text_input",
    "url_text_input",
)
