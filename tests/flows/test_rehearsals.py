"""What the operator is shown of messages to come is what comes, and showing it changes nothing."""

from datetime import timedelta

import pytest
from pydantic import SecretStr

from bot.operations.calendar import YearIsOver, write_calendar
from bot.operations.tick import rehearse_tick, tick_at
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from bot.settings import Settings
from tests.flows.table import Table, opened


def settings_of(table: Table) -> Settings:
    url = table.database.engine.url.render_as_string(hide_password=False)
    return Settings(_env_file=None, database_url=SecretStr(url))  # type: ignore[call-arg]


AUDIT = "audit_rows"
"""That an operator looked is noted there, and nothing else is changed by looking."""


@pytest.fixture
def deal(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/coach start")
    ana.types("/concede 5% off cost 2k because they plan early", in_=acme)
    ana.types("/concede training cost 3k if signed by 4 Dec", in_=acme)
    ana.types("/ask reference call by 27 Nov", in_=acme)


def test_the_calendar_of_a_deal_names_the_messages_that_then_come(
    table: Table, ana: Hands, deal: None
) -> None:
    now = table.slack.clock.now()
    stored = table.everything_stored(but=AUDIT)
    told = write_calendar(settings_of(table), "Acme renewal", 2026, now=now)
    assert table.everything_stored(but=AUDIT) == stored
    first, *lines = told.splitlines()
    before = len(ana.sees(ana.dm))
    for _ in range(24 * (31 + 7)):
        table.wind(hours=1)
    came = [shown.lines[0] for shown in ana.sees(ana.dm)[before:]]
    assert len(came) > 5
    assert [line.partition("Ana: ")[2] for line in lines if "Ana: " in line] == came
    assert first == f"Acme renewal, 2026: Ana {len(came)}"
    assert lines[0] == "Fri 2026-11-27"
    assert lines[1].startswith("  09:00 Ana: ")


def test_more_lines_of_each_message_are_shown_on_request(table: Table, deal: None) -> None:
    now = table.slack.clock.now()
    told = write_calendar(settings_of(table), "Acme renewal", 2026, now=now, lines=9)
    assert "5% off" in told
    with pytest.raises(YearIsOver):
        write_calendar(settings_of(table), "Acme renewal", 2025, now=now)


def test_a_tick_of_another_moment_is_shown_before_it_is_done(table: Table, deal: None) -> None:
    moment = table.slack.clock.now() + timedelta(days=4)
    stored = table.everything_stored(but=AUDIT)
    shown = rehearse_tick(settings_of(table), moment).splitlines()
    assert table.everything_stored(but=AUDIT) == stored
    assert shown[0].startswith("Would do as of 2026-11-27T08:00+00:00: 0 lapsed; 1 came round")
    assert "Still open: 1 give, 2,000 EUR, oldest 4 days" in shown[1]
    assert shown[-1] == "Nothing was done; --do does it."
    done = tick_at(settings_of(table), moment)
    assert done.partition(": ")[2] == shown[0].partition("+00:00: ")[2]
    assert table.everything_stored(but=AUDIT) != stored
