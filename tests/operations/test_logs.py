import io
import json
import logging
import re
from collections.abc import Iterator

import pytest
import structlog

from bot import logs


@pytest.fixture
def out() -> Iterator[io.StringIO]:
    """What is logged; afterwards logging is as pytest left it."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.begin(logs.LogLevel.INFO, stream)
    yield stream
    root.handlers[:] = handlers
    root.setLevel(level)


def line(out: io.StringIO) -> dict[str, object]:
    [only] = out.getvalue().splitlines()
    parsed: dict[str, object] = json.loads(only)
    return parsed


def log() -> structlog.stdlib.BoundLogger:
    logger: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger("bot.tests")
    return logger


def test_a_line_is_json_with_its_moment_level_and_fields(out: io.StringIO) -> None:
    log().info("post sent", channel="C1", attempts=2)
    told = line(out)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", str(told.pop("at")))
    assert told == {
        "event": "post sent",
        "level": "info",
        "logger": "bot.tests",
        "channel": "C1",
        "attempts": 2,
    }


def test_quieter_than_the_chosen_level_is_not_told(out: io.StringIO) -> None:
    log().debug("post sent", channel="C1")
    assert out.getvalue() == ""


def test_a_field_that_is_not_listed_is_withheld(out: io.StringIO) -> None:
    log().info("give recorded", what="5% off for Acme", cost="12k")
    assert (line(out)["what"], line(out)["cost"]) == ("[withheld]", "[withheld]")


def read_cost() -> None:
    try:
        int("12k for Acme")
    except ValueError as error:
        raise KeyError("Acme") from error


def test_an_error_is_told_by_kind_and_place_but_not_by_what_it_quotes(out: io.StringIO) -> None:
    with pytest.raises(KeyError) as raised:
        read_cost()
    reference = logs.unexpected(raised.value, kind="command")
    told = line(out)
    assert told["reference"] == reference
    assert told["error"] == "KeyError from ValueError"
    assert re.search(r"tests/operations/test_logs.py:\d+ read_cost'\]$", str(told["frames"]))
    assert "Acme" not in out.getvalue()


def test_a_logged_exception_of_a_library_loses_what_it_quotes(out: io.StringIO) -> None:
    try:
        int("12k for Acme")
    except ValueError:
        logging.getLogger("slack_bolt.App").exception(
            "Failed to run listener (error: 12k for Acme)"
        )
    told = line(out)
    assert (told["event"], told["error"]) == ("Failed to run listener", "ValueError")
    assert "Acme" not in out.getvalue()


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        (
            "Invalid request signature detected (signature: v0=1, timestamp: 1, body: text=Acme)",
            "Invalid request",
        ),
        ('Unhandled request ({"text": "Acme"})', "Unhandled request"),
        ("Sending a request - url: https://hooks/Acme, body: Acme", "Sending a request - url"),
        ("request body: Acme", "request body"),
        ("5% off\nAcme", "5% off"),
    ],
)
def test_a_librarys_message_ends_where_it_begins_to_quote(
    out: io.StringIO, message: str, kept: str
) -> None:
    logging.getLogger("slack_bolt.tests").info(message)
    assert str(line(out)["event"]).startswith(kept)
    assert "Acme" not in out.getvalue()


def test_a_library_that_never_sees_a_deal_is_quoted_whole(out: io.StringIO) -> None:
    logging.getLogger("_granian").info("Listening at: http://127.0.0.1:3000")
    assert line(out)["event"] == "Listening at: http://127.0.0.1:3000"


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-12-34-aBc",
        "xapp-1-A1-2-ff",
        "xoxe.xoxp-1-Mi0",
        "0123456789abcdef0123456789abcdef",
        "anna:hunter2",
    ],
)
def test_secrets_are_blotted_out_wherever_they_turn_up(out: io.StringIO, secret: str) -> None:
    logging.getLogger("alembic").warning("cannot use postgresql://%s@db/deals", secret)
    log().info("refused", address=f"https://{secret}@slack/api")
    assert secret not in out.getvalue()
    assert out.getvalue().count("[secret]") == 2


def test_a_reference_can_be_read_out() -> None:
    references = {logs.new_reference() for _ in range(200)}
    assert len(references) == 200
    assert all(
        re.fullmatch(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}", reference) for reference in references
    )
