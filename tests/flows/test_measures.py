"""Measures: a reading in one line, a trigger that fires once and again only after a recovery."""

from datetime import date
from decimal import Decimal

import pytest

from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_checkins import reminded, told
from tests.flows.test_rhythm import add_measure, set_owner


def begun(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    add_measure(
        ana, acme, unit="%", response="A credit is due", action="both owners look at the cause"
    )


def fired(table: Table) -> int:
    with table.store.reading() as work:
        return len(work.rhythms.list_firings(table.deal.team, table.deal.id))


def test_a_reading_past_the_threshold_fires_once_until_it_recovers(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    assert "Past" not in ana.types("/deal measure uptime 99.9", in_=acme).text
    seen = ana.types("/deal measure uptime 99.2", in_=acme).text
    assert "Recorded: uptime 99.2 % on Mon 23 Nov, threshold at least 99.5 %." in seen
    assert "Past the threshold. Agreed: a credit is due: both owners look at the cause" in seen
    assert "Agreed" not in ana.types("/deal measure uptime 98", in_=acme).text
    assert fired(table) == 1
    assert "Back within the threshold." in ana.types("/deal measure uptime 99.5", in_=acme).text
    assert "Agreed" in ana.types("/deal measure uptime 99.4", in_=acme).text
    assert fired(table) == 2


def test_the_owner_hears_of_it_where_somebody_else_recorded_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    assert "@Ana hears of it too." in ben.types("/deal measure uptime 99.2", in_=acme).text
    table.tick()
    (shown,) = told(ana)
    assert "uptime: 99.2 % on Mon 23 Nov, below 99.5 %." in shown.text
    assert told(ben) == []


def test_a_reading_of_a_day_before_the_latest_fires_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    ana.types("/deal measure uptime 99.9", in_=acme)
    seen = ana.types("/deal measure uptime 98 on 12 Nov", in_=acme).text
    assert "Recorded: uptime 98 % on Thu 12 Nov" in seen
    assert fired(table) == 0


def test_the_form_records_too(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    form = form_of(ana.presses("Add a reading", on=ana.types("/deal measures", in_=acme)))
    assert form.fill("Reading", "a lot").submit().errors == {
        "Reading": "Please write one number, such as 99.5."
    }
    late = form.fill("Reading", "99.1").fill("On which day?", "2026-11-24").submit()
    assert late.errors == {"On which day?": "Please choose a day up to today."}
    assert "Agreed" in form.fill("On which day?", "2026-11-20").submit(times=2).text
    with table.store.reading() as work:
        (reading,) = work.rhythms.list_readings(table.deal.team, table.deal.id)
    assert (reading.measure, reading.value, reading.on) == (
        "uptime",
        Decimal("99.1"),
        date(2026, 11, 20),
    )


@pytest.mark.parametrize(
    "line", ["speed 12", "12", "uptime", "uptime high", "uptime 99.2 on 3 Jan 2029"]
)
def test_what_names_no_measure_or_no_number_records_nothing(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    begun(ana, acme)
    seen = ana.types(f"/deal measure {line}", in_=acme).text
    assert "/deal measure uptime 99.2" in seen
    with table.store.reading() as work:
        assert not work.rhythms.list_readings(table.deal.team, table.deal.id)


@pytest.mark.parametrize(
    "line", ["uptime 99.2", "upt 99.2 %", "Uptime: 99.2", "uptime is 99.2", "uptime at 99.2"]
)
def test_a_reading_is_read_however_it_is_typed(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    begun(ana, acme)
    assert "Recorded: uptime 99.2 %" in ana.types(f"/deal measure {line}", in_=acme).text


def test_readings_without_measures_lead_to_the_rhythm(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = ana.types("/deal measure uptime 99.2", in_=acme)
    assert "None is set yet." in seen.text
    assert form_of(ana.presses("Rhythm", on=seen)).title == "A measure"
