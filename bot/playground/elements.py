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
from bot.slack import limits_table as limits

ID = string(limits.ID)
URL = string(limits.URL)
DAY = matching(r"\d{4}-\d{2}-\d{2}", "a day as YYYY-MM-DD")
HOUR = matching(r"([01]\d|2[0-3]):[0-5]\d", "a time as HH:mm")


def plain(most: int) -> Check:
    return typed("plain_text", {"text": string(most)}, {"emoji": boolean})


def text(most: int) -> Check:
    """Plain or mrkdwn."""
    mrkdwn = typed("mrkdwn", {"text": string(most)}, {"verbatim": boolean})
    return by_type({"plain_text": plain(most), "mrkdwn": mrkdwn})


CONFIRM = Shape(
    {
        "title": plain(limits.CONFIRM_TITLE),
        "text": text(limits.CONFIRM_TEXT),
        "confirm": plain(limits.CONFIRM_BUTTON),
        "deny": plain(limits.CONFIRM_BUTTON),
    },
    {"style": one_of("primary", "danger")},
)
OPTION = Shape(
    {"text": plain(limits.OPTION_TEXT), "value": string(limits.OPTION_VALUE)},
    {"description": plain(limits.OPTION_TEXT)},
)
RICH_OPTION = Shape(
    {"text": text(limits.OPTION_TEXT), "value": string(limits.OPTION_VALUE)},
    {"description": text(limits.OPTION_TEXT)},
)
MENU_OPTION = Shape(
    {"text": plain(limits.OPTION_TEXT), "value": string(limits.OPTION_VALUE)},
    {"description": plain(limits.OPTION_TEXT), "url": URL},
)
OPTION_GROUP = Shape(
    {"label": plain(limits.OPTION_TEXT), "options": many(OPTION, limits.SELECT_OPTIONS)}
)
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
HINTED: dict[str, Check] = {**PICKED, "placeholder": plain(limits.PLACEHOLDER)}
SEVERAL: dict[str, Check] = {**HINTED, "max_selected_items": integer(1, limits.SELECT_OPTIONS)}
TYPED: dict[str, Check] = {
    **NAMED,
    "focus_on_load": boolean,
    "placeholder": plain(limits.PLACEHOLDER),
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
            {
                **optional,
                "options": many(OPTION, limits.SELECT_OPTIONS),
                "option_groups": many(OPTION_GROUP, limits.SELECT_OPTIONS),
            },
        )
    )


def _number_input(value: JsonValue, at: str, found: Findings) -> None:
    figures = {name: string(64) for name in ("initial_value", "min_value", "max_value")}
    typed("number_input", {"is_decimal_allowed": boolean}, {**TYPED, **figures})(value, at, found)


PLAIN_INPUT_PARTS: dict[str, Check] = {
    "initial_value": string(limits.INPUT_TEXT),
    "multiline": boolean,
    "min_length": integer(0, limits.INPUT_TEXT),
    "max_length": integer(1, limits.INPUT_TEXT),
}

IMAGE_PARTS: dict[str, Check] = {
    "image_url": URL,
    "slack_file": Shape(optional={"id": string(limits.ID), "url": URL}),
}

BUTTON = typed(
    "button",
    {"text": plain(limits.BUTTON_TEXT)},
    {
        **CONFIRMED,
        "url": URL,
        "value": string(limits.BUTTON_VALUE),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(limits.BUTTON_SPOKEN),
    },
)
FEEDBACK = Shape(
    {"text": plain(limits.BUTTON_TEXT), "value": string(limits.BUTTON_VALUE)},
    {"accessibility_label": string(limits.BUTTON_SPOKEN)},
)

ELEMENTS: dict[str, Check] = {
    "button": BUTTON,
    "overflow": typed(
        "overflow", {"options": many(MENU_OPTION, limits.OVERFLOW_OPTIONS)}, CONFIRMED
    ),
    "radio_buttons": _among_options(
        typed(
            "radio_buttons",
            {"options": many(RICH_OPTION, limits.CHOICE_OPTIONS)},
            {**PICKED, "initial_option": RICH_OPTION},
        )
    ),
    "checkboxes": _among_options(
        typed(
            "checkboxes",
            {"options": many(RICH_OPTION, limits.CHOICE_OPTIONS)},
            {**PICKED, "initial_options": many(RICH_OPTION, limits.CHOICE_OPTIONS)},
        )
    ),
    "static_select": _static("static_select", {**HINTED, "initial_option": OPTION}),
    "multi_static_select": _static(
        "multi_static_select", {**SEVERAL, "initial_options": many(OPTION, limits.SELECT_OPTIONS)}
    ),
    "external_select": typed(
        "external_select",
        None,
        {**HINTED, "initial_option": OPTION, "min_query_length": integer(0, 1000)},
    ),
    "multi_external_select": typed(
        "multi_external_select",
        None,
        {
            **SEVERAL,
            "initial_options": many(OPTION, limits.SELECT_OPTIONS),
            "min_query_length": integer(0, 1000),
        },
    ),
    "users_select": typed("users_select", None, {**HINTED, "initial_user": ID}),
    "multi_users_select": typed(
        "multi_users_select", None, {**SEVERAL, "initial_users": many(ID, limits.SELECT_OPTIONS)}
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
            "initial_conversations": many(ID, limits.SELECT_OPTIONS),
            "default_to_current_conversation": boolean,
            "filter": FILTER,
        },
    ),
    "channels_select": typed(
        "channels_select", None, {**HINTED, "initial_channel": ID, "response_url_enabled": boolean}
    ),
    "multi_channels_select": typed(
        "multi_channels_select",
        None,
        {**SEVERAL, "initial_channels": many(ID, limits.SELECT_OPTIONS)},
    ),
    "datepicker": typed("datepicker", None, {**HINTED, "initial_date": DAY}),
    "timepicker": typed(
        "timepicker", None, {**HINTED, "initial_time": HOUR, "timezone": string(64)}
    ),
    "datetimepicker": typed("datetimepicker", None, {**PICKED, "initial_date_time": number}),
    "plain_text_input": typed("plain_text_input", None, {**TYPED, **PLAIN_INPUT_PARTS}),
    "email_text_input": typed(
        "email_text_input", None, {**TYPED, "initial_value": string(limits.INPUT_TEXT)}
    ),
    "url_text_input": typed(
        "url_text_input", None, {**TYPED, "initial_value": string(limits.INPUT_TEXT)}
    ),
    "number_input": _number_input,
    "image": typed("image", {"alt_text": string(limits.ALT_TEXT)}, IMAGE_PARTS),
    "feedback_buttons": typed(
        "feedback_buttons", {"positive_button": FEEDBACK, "negative_button": FEEDBACK}, NAMED
    ),
    "icon_button": typed(
        "icon_button",
        {"icon": one_of("trash"), "text": plain(limits.BUTTON_TEXT)},
        {
            **CONFIRMED,
            "value": string(limits.BUTTON_VALUE),
            "visible_to_user_ids": many(ID, limits.SELECT_OPTIONS),
            "accessibility_label": string(limits.BUTTON_SPOKEN),
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
