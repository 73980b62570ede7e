from typing import Any

import pytest
import yaml

from bot.slack.command_names import SHORT_NAMES, write_out
from bot.slack.routes import ROUTES
from bot.slack.scopes import OPTIONAL_SCOPES, SCOPE_TABLE, SCOPES, Scope
from tests.slack.messages import ROOT

MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
WITH_NAMES: dict[str, Any] = yaml.safe_load(
    (ROOT / "manifest-with-names.yml").read_text(encoding="utf-8")
)
FEATURES = MANIFEST["features"]
SETTINGS = MANIFEST["settings"]


def test_one_command_is_enough_and_the_short_names_are_an_extra() -> None:
    assert [one["command"] for one in FEATURES["slash_commands"]] == ["/giveget"]
    named = WITH_NAMES["features"]["slash_commands"]
    assert [one["command"] for one in named] == list(ROUTES.commands)
    assert {f"/{name}" for name in SHORT_NAMES} == {*ROUTES.commands} - {"/giveget"}


def test_the_two_manifests_differ_in_their_commands_alone() -> None:
    def without_commands(manifest: dict[str, Any]) -> dict[str, Any]:
        features = {**manifest["features"], "slash_commands": []}
        return {**manifest, "features": features}

    assert without_commands(WITH_NAMES) == without_commands(MANIFEST)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Type `/deal log`.", "Type `/giveget deal log`."),
        ("/coach they want 15% off", "/giveget coach they want 15% off"),
        ("one/deal, /deals, /giveget deal, https://a.b/deal", None),
        ("*/ask*, (/got) or /offer.", "*/giveget ask*, (/giveget got) or /giveget offer."),
    ],
)
def test_with_one_command_texts_name_it(text: str, written: str | None) -> None:
    assert write_out(text) == (written or text)
    assert write_out(write_out(text)) == write_out(text)


def test_slack_is_told_of_every_message_shortcut_and_of_no_other() -> None:
    assert {one["callback_id"] for one in FEATURES["shortcuts"]} == set(ROUTES.shortcuts)
    assert {one["type"] for one in FEATURES["shortcuts"]} == {"message"}


def test_slack_is_asked_for_the_events_that_are_taken_and_for_no_other() -> None:
    assert set(SETTINGS["event_subscriptions"]["bot_events"]) == set(ROUTES.events)


def test_the_app_asks_for_no_scope_it_does_not_need() -> None:
    scopes = MANIFEST["oauth_config"]["scopes"]
    assert set(scopes) == {"bot", "bot_optional"}
    assert set(scopes["bot"]) == SCOPES
    assert set(scopes["bot_optional"]) == set(OPTIONAL_SCOPES)


@pytest.mark.parametrize("scope", SCOPE_TABLE, ids=lambda scope: scope.name)
def test_each_scope_has_its_reason_wherever_it_is_asked_for(scope: Scope) -> None:
    assert scope.reason
    written = (ROOT / "manifest.yml").read_text(encoding="utf-8").splitlines()
    (at,) = [at for at, line in enumerate(written) if line.strip() == f"- {scope.name}"]
    if scope.name not in ("commands", "chat:write"):
        assert written[at - 1].strip().startswith("#"), "the manifest says why"
    for paper, mark in (("PRIVACY.md", "(optional)"), ("PRIVACY.de.md", "(freiwillig)")):
        rows = (ROOT / paper).read_text(encoding="utf-8").splitlines()
        (row,) = [row for row in rows if row.startswith(f"- `{scope.name}`")]
        assert (mark in row) == scope.is_optional
        assert len(row) > 50, "its reason"


def test_what_people_type_arrives_with_mentions_marked() -> None:
    for commands in (FEATURES["slash_commands"], WITH_NAMES["features"]["slash_commands"]):
        assert all(one["should_escape"] is True for one in commands)


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
    for one in (*FEATURES["slash_commands"], *WITH_NAMES["features"]["slash_commands"]):
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
