import dataclasses
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from pydantic import SecretStr

from bot.doctor import (
    DatabaseState,
    Finding,
    FindingSeverity,
    InstalledAccount,
    Surroundings,
    Unreachable,
    database_state,
    examine,
    unusable,
)
from bot.settings import Settings, UnusableSettings
from bot.slack.account import Account, TokenRefused
from bot.slack.scopes import OPTIONAL_SCOPES, SCOPES
from bot.store.engine import SQLITE, Journal, connect
from bot.store.migrate import upgrade
from bot.store.schema import SchemaState
from bot.webhook.addresses import ForbiddenAddress, NoAddress

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
MIGRATED = SchemaState(current="0002", head="0002", behind=0, newer=False)


def healthy(home: Path) -> Surroundings:
    """A bot that can serve."""
    for folder in ("templates", "migrations"):
        (home / folder).mkdir(exist_ok=True)
    (home / "manifest.yml").write_text(
        f"oauth_config:\n  scopes:\n    bot: [{', '.join(map(repr, SCOPES))}]\n"
    )
    settings = Settings(
        slack_signing_secret=SecretStr("0123456789abcdef" * 2),
        slack_bot_token=SecretStr("xoxb-1"),
        slack_app_token=SecretStr("xapp-1"),
        encryption_key=SecretStr("A" * 43 + "="),
    )
    return Surroundings(
        settings=settings,
        find=home.__truediv__,
        now=MONDAY,
        database=lambda: DatabaseState(schema=MIGRATED),
        account=lambda: Account(scopes=SCOPES | OPTIONAL_SCOPES.keys(), clock=MONDAY),
        environment={"GIVEGET_PORT": "3000", "PATH": "/bin"},
    )


def worries(findings: Iterable[Finding]) -> list[str]:
    return [finding.seen for finding in findings if finding.severity is not FindingSeverity.FINE]


def unreachable() -> NoReturn:
    raise Unreachable("It did not answer.")


def refused() -> NoReturn:
    raise TokenRefused("invalid_auth")


def test_where_all_is_well_nothing_needs_doing(tmp_path: Path) -> None:
    assert worries(examine(healthy(tmp_path))) == []


INSTALLING = {
    "slack_bot_token": SecretStr(""),
    "slack_client_id": "12.34",
    "slack_client_secret": SecretStr("1" * 32),
}


def installing(home: Path, *found: InstalledAccount, **changed: SecretStr | str) -> list[Finding]:
    """What is found where workspaces install it themselves."""
    settings = healthy(home).settings.model_copy(update=INSTALLING | changed)
    around = dataclasses.replace(
        healthy(home), settings=settings, account=refused, installed=lambda: (len(found), found)
    )
    return list(examine(around))


def test_installations_are_asked_about_one_by_one(tmp_path: Path) -> None:
    whole = Account(scopes=SCOPES | OPTIONAL_SCOPES.keys(), clock=MONDAY)
    found = installing(
        tmp_path,
        InstalledAccount(team="T1", account=whole),
        InstalledAccount(team="T2", account=None, refused="token_revoked"),
        InstalledAccount(team="T3", account=None, refused="token_expired"),
        InstalledAccount(team="T4", account=Account(scopes=SCOPES - {"users:read"})),
    )
    assert "Installed in workspaces and organisations: 4." in [each.seen for each in found]
    assert worries(found) == [
        "Slack did not accept the token of T2: token_revoked.",
        "T4 did not grant users:read.",
    ]


@pytest.mark.parametrize(
    ("changed", "worry"),
    [
        (
            {"slack_bot_token": SecretStr("xoxb-1")},
            "GIVEGET_SLACK_BOT_TOKEN and GIVEGET_SLACK_CLIENT_ID are both set.",
        ),
        ({"slack_client_secret": SecretStr("")}, "GIVEGET_SLACK_CLIENT_SECRET is empty."),
        ({"slack_client_id": ""}, "GIVEGET_SLACK_CLIENT_ID is empty."),
        ({"encryption_key": SecretStr("")}, "GIVEGET_ENCRYPTION_KEY is empty."),
    ],
)
def test_settings_of_installing_that_do_not_fit_are_in_the_way(
    tmp_path: Path, changed: dict[str, SecretStr | str], worry: str
) -> None:
    found = installing(tmp_path, **changed)
    problems = [each.seen for each in found if each.severity is FindingSeverity.PROBLEM]
    assert worry in problems


def test_every_worry_says_what_to_do(tmp_path: Path) -> None:
    bare = dataclasses.replace(
        healthy(tmp_path),
        find=(tmp_path / "nowhere").__truediv__,
        database=unreachable,
        account=refused,
    )
    found = [finding for finding in examine(bare) if finding.severity is not FindingSeverity.FINE]
    assert [finding.seen for finding in found] == [
        "Slack did not accept the bot token: invalid_auth.",
        "The folder templates/ is missing.",
        "The folder migrations/ is missing.",
        "manifest.yml is missing.",
        "It did not answer.",
    ]
    assert all(finding.advice.endswith(".") for finding in found)


@pytest.mark.parametrize(
    ("name", "value", "seen"),
    [
        ("slack_signing_secret", "", "GIVEGET_SLACK_SIGNING_SECRET is empty."),
        (
            "slack_signing_secret",
            "hunter2",
            "GIVEGET_SLACK_SIGNING_SECRET is not 32 hexadecimal figures.",
        ),
        ("slack_bot_token", "", "GIVEGET_SLACK_BOT_TOKEN is empty."),
        ("slack_bot_token", "xoxp-hunter2", "GIVEGET_SLACK_BOT_TOKEN does not begin with xoxb-."),
        ("slack_app_token", "xoxb-hunter2", "GIVEGET_SLACK_APP_TOKEN does not begin with xapp-."),
        (
            "encryption_key",
            "",
            "GIVEGET_ENCRYPTION_KEY is empty.",
        ),
    ],
)
def test_a_token_in_the_wrong_place_is_named_and_not_shown(
    tmp_path: Path, name: str, value: str, seen: str
) -> None:
    well = healthy(tmp_path)
    settings = well.settings.model_copy(update={name: SecretStr(value)})
    assert worries(examine(dataclasses.replace(well, settings=settings))) == [seen]


@pytest.mark.parametrize(
    ("schema", "seen", "advice"),
    [
        (
            SchemaState(current=None, head="0002", behind=2, newer=False),
            "It has no tables yet. The newest is 0002.",
            "Run giveget migrate.",
        ),
        (
            SchemaState(current="0001", head="0002", behind=1, newer=False),
            "Its tables are at migration 0001. The newest is 0002.",
            "Run giveget migrate.",
        ),
        (
            SchemaState(current="0003", head="0002", behind=2, newer=True),
            "A newer program has migrated its tables.",
            "Install that version of the bot.",
        ),
    ],
)
def test_a_database_of_another_version_is_a_problem(
    tmp_path: Path, schema: SchemaState, seen: str, advice: str
) -> None:
    other = dataclasses.replace(healthy(tmp_path), database=lambda: DatabaseState(schema=schema))
    [finding] = [
        finding for finding in examine(other) if finding.severity is FindingSeverity.PROBLEM
    ]
    assert (finding.seen, finding.advice) == (seen, advice)


@pytest.mark.parametrize(("journal", "worry"), [(Journal.WAL, False), (Journal.DELETE, True)])
def test_an_sqlite_that_cannot_write_ahead_is_advised_about(
    tmp_path: Path, journal: Journal, worry: bool
) -> None:
    state = DatabaseState(schema=MIGRATED, journal=journal, sqlite="3.40.1")
    found = worries(examine(dataclasses.replace(healthy(tmp_path), database=lambda: state)))
    assert found == (["SQLite 3.40.1 keeps its journal in DELETE mode."] if worry else [])


def test_a_real_database_is_asked_before_and_after_migrating(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'deals.db'}"
    settings = Settings(database_url=SecretStr(url))
    assert database_state(settings).schema.current is None
    opened = connect(url)
    upgrade(opened)
    opened.close()
    state = database_state(settings)
    assert (state.schema.behind, state.sqlite) == (0, SQLITE)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///{folder}/nowhere/deals.db",
        "postgresql+psycopg://anna:hunter2@127.0.0.1:1/deals",
        "sqlite://",
    ],
)
def test_a_database_that_cannot_be_used_says_why_without_its_password(
    tmp_path: Path, url: str
) -> None:
    with pytest.raises(Unreachable) as raised:
        database_state(Settings(database_url=SecretStr(url.format(folder=tmp_path))))
    assert str(raised.value).endswith(".")
    assert "hunter2" not in str(raised.value)


def test_scopes_that_are_missing_are_named(tmp_path: Path) -> None:
    lacking = dataclasses.replace(
        healthy(tmp_path), account=lambda: Account(scopes=SCOPES - {"users:read"})
    )
    (tmp_path / "manifest.yml").write_text("oauth_config: {scopes: {bot: [commands, users:read]}}")
    assert worries(examine(lacking)) == [
        "The workspace did not grant users:read.",
        "The workspace did not grant im:write.",
        "The workspace did not grant im:history.",
        "The workspace did not grant files:write.",
        "The workspace did not grant canvases:write.",
        "manifest.yml does not ask for channels:read, chat:write, groups:read.",
    ]


@pytest.mark.parametrize("text", ["", "[]", "oauth_config: 1", "oauth_config: {scopes: {bot: {}}}"])
def test_a_manifest_of_another_shape_asks_for_nothing(tmp_path: Path, text: str) -> None:
    well = healthy(tmp_path)
    (tmp_path / "manifest.yml").write_text(text)
    assert len(worries(examine(well))) == 1


def test_a_misspelt_variable_is_pointed_out(tmp_path: Path) -> None:
    misspelt = dataclasses.replace(
        healthy(tmp_path), environment={"GIVEGET_SIGNING_SECRET": "hunter2"}
    )
    assert worries(examine(misspelt)) == ["GIVEGET_SIGNING_SECRET is not a setting."]


def test_clocks_that_differ_are_noticed(tmp_path: Path) -> None:
    late = Account(scopes=SCOPES | OPTIONAL_SCOPES.keys(), clock=MONDAY + timedelta(minutes=6))
    found = worries(examine(dataclasses.replace(healthy(tmp_path), account=lambda: late)))
    assert found == ["Slack and this machine are 360 seconds apart."]
    old = dataclasses.replace(healthy(tmp_path), now=datetime(1970, 1, 1, tzinfo=UTC))
    assert "The clock shows 01 January 1970." in worries(examine(old))


def test_settings_that_cannot_be_read_are_findings_too() -> None:
    [finding] = unusable(
        UnusableSettings(["GIVEGET_PORT must be a port, for example GIVEGET_PORT=3000."])
    )
    assert finding.seen == "GIVEGET_PORT cannot be used."
    assert finding.advice == "It must be a port, for example GIVEGET_PORT=3000."


@pytest.mark.parametrize("scope", OPTIONAL_SCOPES)
def test_a_scope_that_was_left_out_is_told_with_what_does_not_work(
    tmp_path: Path, scope: str
) -> None:
    lacking = Account(scopes=(SCOPES | OPTIONAL_SCOPES.keys()) - {scope}, clock=MONDAY)
    found = list(examine(dataclasses.replace(healthy(tmp_path), account=lambda: lacking)))
    (advice,) = [each for each in found if each.severity is not FindingSeverity.FINE]
    assert advice.severity is FindingSeverity.ADVICE
    assert scope in advice.seen
    assert OPTIONAL_SCOPES[scope] in advice.advice


def with_webhook(home: Path, **settings: object) -> Surroundings:
    """A bot with a webhook whose host leads to the internet."""

    def resolve(host: str, port: int, *, private_allowed: bool) -> list[str]:
        assert port in (80, 443, 8443)
        if host == "nowhere.example":
            raise NoAddress(host)
        if host == "inside.example" and not private_allowed:
            raise ForbiddenAddress(host)
        return ["192.0.2.1"]

    given: dict[str, object] = {
        "webhook_url": "https://crm.example/hooks",
        "webhook_secret": SecretStr("a" * 32),
    }
    known = healthy(home)
    changed = known.settings.model_copy(update=given | settings)
    return dataclasses.replace(known, settings=changed, resolve=resolve)


def test_a_webhook_that_is_right_is_said_so(tmp_path: Path) -> None:
    found = [f for f in examine(with_webhook(tmp_path)) if f.check == "webhook"]
    assert [f.seen for f in found] == [
        "It is told ids, kinds and states. `giveget webhook test` tries the way."
    ]
    told = with_webhook(tmp_path, webhook_contents=True)
    assert "names, words and amounts" in str([f.seen for f in examine(told)])


@pytest.mark.parametrize(
    ("settings", "seen"),
    [
        ({"webhook_secret": SecretStr("")}, "GIVEGET_WEBHOOK_SECRET is empty."),
        ({"webhook_url": ""}, "GIVEGET_WEBHOOK_URL is empty."),
        (
            {"webhook_url": "http://crm.example/hooks"},
            "GIVEGET_WEBHOOK_URL is not https, so nothing is sent.",
        ),
        (
            {"webhook_url": "https://nowhere.example"},
            "The host of GIVEGET_WEBHOOK_URL has no address.",
        ),
        (
            {"webhook_url": "https://inside.example:8443/x"},
            "The host of GIVEGET_WEBHOOK_URL leads into a private network, so nothing is sent.",
        ),
    ],
)
def test_what_is_wrong_with_a_webhook_is_said(
    tmp_path: Path, settings: dict[str, object], seen: str
) -> None:
    assert worries(examine(with_webhook(tmp_path, **settings))) == [seen]
    allowed = with_webhook(tmp_path, webhook_private_addresses=True, **settings)
    if "inside" in str(settings) or "http://" in str(settings):
        assert worries(examine(allowed)) == []


def test_deliveries_that_were_given_up_are_told(tmp_path: Path) -> None:
    state = DatabaseState(schema=MIGRATED, dead_deliveries=3)
    known = dataclasses.replace(with_webhook(tmp_path), database=lambda: state)
    assert worries(examine(known)) == ["3 deliveries were given up."]
