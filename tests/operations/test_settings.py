from pathlib import Path

import pytest

from bot import settings
from bot.logs import LogLevel
from bot.settings import Settings, UnusableSettings

SECRET = "0123456789abcdef" * 2


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to start from, without anyone's own settings."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(settings.variable(name), raising=False)
    return tmp_path


def sentences(monkeypatch: pytest.MonkeyPatch, **variables: str) -> tuple[str, ...]:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UnusableSettings) as refused:
        settings.load()
    return refused.value.sentences


def test_without_any_setting_a_local_database_is_used() -> None:
    assert settings.load().database_url.get_secret_value() == "sqlite:///giveget.db"


def test_a_file_gives_settings_and_the_environment_wins(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (elsewhere / ".env").write_text(
        "GIVEGET_PORT=4000\nGIVEGET_LOCALE=de-DE\nOTHER=1\nGIVEGET_LOG_LEVEL=WARNING\n"
    )
    monkeypatch.setenv("GIVEGET_PORT", "5000")
    loaded = settings.load()
    assert (loaded.port, loaded.locale, loaded.log_level) == (5000, "de-DE", LogLevel.WARNING)


def test_a_pasted_secret_loses_its_line_break_and_an_address_gets_its_slash(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GIVEGET_SLACK_SIGNING_SECRET", f" {SECRET}\n")
    monkeypatch.setenv("GIVEGET_SLACK_API_URL", "http://127.0.0.1:4444/api")
    loaded = settings.load()
    assert loaded.slack_signing_secret.get_secret_value() == SECRET
    assert loaded.slack_api_url == "http://127.0.0.1:4444/api/"


def test_what_cannot_be_used_is_named_with_an_example(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sentences(monkeypatch, GIVEGET_PORT="99999", GIVEGET_TIME_ZONE="Mars/Olympus") == (
        "GIVEGET_TIME_ZONE must be an IANA time zone, for example GIVEGET_TIME_ZONE=Europe/Berlin.",
        "GIVEGET_PORT must be a port from 1 to 65535, for example GIVEGET_PORT=3000.",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIVEGET_PORT", "xoxb-1-2"),
        ("GIVEGET_DATABASE_URL", "mysql://anna:hunter2@db/deals"),
        ("GIVEGET_SLACK_API_URL", "xoxb-1-2"),
        ("GIVEGET_LOCALE", "xoxb-1-2"),
        ("GIVEGET_LOG_LEVEL", "hunter2"),
        ("GIVEGET_THREADS", "0"),
        ("GIVEGET_ENCRYPTION_KEY", "hunter2"),
        ("GIVEGET_ENCRYPTION_KEY", "A" * 43 + "=,hunter2"),
    ],
)
def test_a_value_that_cannot_be_used_is_never_repeated(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    [sentence] = sentences(monkeypatch, **{name: value})
    assert sentence.startswith(f"{name} must be ")
    assert value not in sentence.replace("threads=16", "")
    assert "hunter2" not in sentence


def test_keys_are_separated_by_commas_and_made_with_what_every_machine_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = "A" * 43 + "=", "B" * 43 + "="
    [sentence] = sentences(monkeypatch, GIVEGET_ENCRYPTION_KEY="short")
    assert sentence.endswith("`openssl rand -base64 32 | tr '+/' '-_'` makes one.")
    monkeypatch.setenv("GIVEGET_ENCRYPTION_KEY", f" {new}, {old}\n")
    assert settings.load().encryption_keys == (new, old)


@pytest.mark.parametrize("empty", ["", "   ", "\n"])
def test_serving_is_refused_at_once_without_a_signing_secret(
    monkeypatch: pytest.MonkeyPatch, empty: str
) -> None:
    monkeypatch.setenv("GIVEGET_SLACK_SIGNING_SECRET", empty)
    monkeypatch.setenv("GIVEGET_SLACK_BOT_TOKEN", "xoxb-1")
    with pytest.raises(
        UnusableSettings, match=r"^GIVEGET_SLACK_SIGNING_SECRET is missing: the signing secret"
    ):
        settings.load().ready_to_serve()


def test_a_socket_needs_no_signing_secret_but_an_app_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIVEGET_SLACK_BOT_TOKEN", "xoxb-1")
    with pytest.raises(UnusableSettings, match=r"^GIVEGET_SLACK_APP_TOKEN is missing"):
        settings.load().ready_for_a_socket()
    monkeypatch.setenv("GIVEGET_SLACK_APP_TOKEN", "xapp-1")
    with pytest.raises(UnusableSettings, match=r"^GIVEGET_ENCRYPTION_KEY is missing: .*=yes keeps"):
        settings.load().ready_for_a_socket()
    monkeypatch.setenv("GIVEGET_PLANS_IN_CLEAR_TEXT", "yes")
    assert settings.load().ready_for_a_socket().slack_app_token.get_secret_value() == "xapp-1"


INSTALLING = {
    "GIVEGET_SLACK_SIGNING_SECRET": "0" * 32,
    "GIVEGET_SLACK_CLIENT_ID": "12.34",
    "GIVEGET_SLACK_CLIENT_SECRET": "1" * 32,
    "GIVEGET_ENCRYPTION_KEY": "A" * 43 + "=",
}


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"GIVEGET_SLACK_BOT_TOKEN": "xoxb-1"},
            r"^GIVEGET_SLACK_BOT_TOKEN and GIVEGET_SLACK_CLIENT_ID are both set\. .* Leave one of them empty\.$",
        ),
        ({"GIVEGET_SLACK_CLIENT_SECRET": ""}, r"^GIVEGET_SLACK_CLIENT_SECRET is missing: "),
        ({"GIVEGET_SLACK_CLIENT_ID": ""}, r"^GIVEGET_SLACK_CLIENT_ID is missing: "),
        ({"GIVEGET_SLACK_SIGNING_SECRET": ""}, r"^GIVEGET_SLACK_SIGNING_SECRET is missing: "),
        (
            {"GIVEGET_ENCRYPTION_KEY": "", "GIVEGET_PLANS_IN_CLEAR_TEXT": "yes"},
            r"^GIVEGET_ENCRYPTION_KEY is missing: .* never in clear text\.$",
        ),
    ],
)
def test_installing_and_what_contradicts_it_is_told_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, changed: dict[str, str], sentence: str
) -> None:
    for name, value in (INSTALLING | changed).items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UnusableSettings, match=sentence):
        settings.load().ready_to_serve()


def test_installing_needs_no_bot_token_and_no_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in INSTALLING.items():
        monkeypatch.setenv(name, value)
    assert settings.load().ready_to_serve().installs_itself
    with pytest.raises(UnusableSettings, match=r"giveget socket serves one workspace by its"):
        settings.load().ready_for_a_socket()
    monkeypatch.setenv("GIVEGET_SLACK_CLIENT_ID", "12.34&scope=admin")
    with pytest.raises(UnusableSettings, match=r"^GIVEGET_SLACK_CLIENT_ID must be "):
        settings.load()


def test_printing_settings_shows_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIVEGET_SLACK_SIGNING_SECRET", SECRET)
    monkeypatch.setenv("GIVEGET_DATABASE_URL", "postgresql+psycopg://anna:hunter2@db/deals")
    loaded = settings.load()
    assert SECRET not in f"{loaded!r} {loaded}"
    assert "hunter2" not in f"{loaded!r} {loaded}"
