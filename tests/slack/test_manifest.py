from typing import Any

import pytest
import yaml

from bot.slack import canvases
from bot.slack.routes import ROUTES
from bot.slack.uploads import SCOPE
from tests.slack.messages import ROOT

MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
FEATURES = MANIFEST["features"]
SETTINGS = MANIFEST["settings"]


def test_slack_is_told_of_every_command_and_of_no_other() -> None:
    assert [one["command"] for one in FEATURES["slash_commands"]] == list(ROUTES.commands)


def test_slack_is_told_of_every_message_shortcut_and_of_no_other() -> None:
    assert {one["callback_id"] for one in FEATURES["shortcuts"]} == set(ROUTES.shortcuts)
    assert {one["type"] for one in FEATURES["shortcuts"]} == {"message"}


def test_slack_is_asked_for_the_events_that_are_taken_and_for_no_other() -> None:
    assert set(SETTINGS["event_subscriptions"]["bot_events"]) == set(ROUTES.events)


def test_the_app_asks_for_no_scope_it_does_not_need() -> None:
    scopes = MANIFEST["oauth_config"]["scopes"]
    assert set(scopes) == {"bot", "bot_optional"}
    assert scopes["bot"] == ["commands", "chat:write", "channels:read", "groups:read", "users:read"]
    assert scopes["bot_optional"] == ["im:write", "im:history", SCOPE, canvases.SCOPE], (
        "the bot's own direct messages and no other history, files and canvases for who asks for them"
    )


def test_what_people_type_arrives_with_mentions_marked() -> None:
    assert all(one["should_escape"] is True for one in FEATURES["slash_commands"])


def test_home_is_there_and_http_is_the_way_in() -> None:
    assert FEATURES["app_home"]["home_tab_enabled"] is True
    assert FEATURES["app_home"]["messages_tab_enabled"] is True
    assert FEATURES["app_home"]["messages_tab_read_only_enabled"] is False
    assert SETTINGS["interactivity"]["is_enabled"] is True
    assert SETTINGS["socket_mode_enabled"] is False
    assert SETTINGS["token_rotation_enabled"] is False


def texts() -> list[tuple[str, str, int, int]]:
    shown = MANIFEST["display_information"]
    found = [
        ("name", shown["name"], 1, 35),
        ("description", shown["description"], 1, 140),
        ("long description", shown["long_description"], 175, 4000),
        ("bot name", FEATURES["bot_user"]["display_name"], 1, 80),
    ]
    for one in FEATURES["slash_commands"]:
        found += [
            (one["command"], one["command"], 2, 32),
            (one["command"], one["description"], 1, 2000),
        ]
        found += [(one["command"], one["usage_hint"], 1, 1000)]
    for one in FEATURES["shortcuts"]:
        found += [
            (one["callback_id"], one["name"], 1, 24),
            (one["callback_id"], one["description"], 1, 150),
        ]
    return found


@pytest.mark.parametrize(("what", "text", "least", "most"), texts())
def test_every_text_has_a_length_that_slack_takes(
    what: str, text: str, least: int, most: int
) -> None:
    assert least <= len(text) <= most
