"""Measures: a reading in one line, a trigger that fires once and again only after a recovery."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.rhythms import Measure
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_checkins import reminded, told
from tests.flows.test_rhythm import add_measure, rhythm_of, set_owner


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


def measures(table: Table) -> tuple[Measure, ...]:
    return rhythm_of(table).measures


@pytest.mark.parametrize(
    "line",
    [
        "uptime at least 99.5% monthly",
        "uptime >= 99.5 % every month",
        "uptime min 99.5% monthly",
        "monthly uptime 99.5% or better",
        "define uptime: at least 99.500 percent, read monthly",
    ],
)
def test_a_measure_is_defined_in_one_line(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    seen = ana.types(f"/deal measure {line}", in_=acme).text
    assert "Measure set: uptime, at least 99.5 %, read every month." in seen
    assert "Past that: both owners meet" in seen
    (measure,) = measures(table)
    assert (measure.name, measure.threshold, measure.unit, measure.every) == (
        "uptime",
        Decimal("99.5"),
        "%",
        "monthly",
    )
    assert "Recorded: uptime 99.2 %" in ana.types("/deal measure uptime 99.2", in_=acme).text


def test_a_measure_is_changed_and_taken_out_by_typing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal measure uptime at least 99.5% monthly, else credit 5% of the fee", in_=acme)
    ana.types("/deal measure response time at most 4 h", in_=acme)
    assert measures(table)[0].credit == "5% of the fee"
    seen = ana.types("/deal measure change Uptime to at least 99.9%", in_=acme).text
    assert "Measure changed: uptime, at least 99.9 %, read every month." in seen
    assert "Before: at least 99.5 %, read every month." in seen
    first, second = measures(table)
    assert (first.threshold, first.credit, second.better) == (
        Decimal("99.9"),
        "5% of the fee",
        "lower",
    )
    seen = ana.types("/deal measure stop measuring uptime", in_=acme).text
    assert "Taken out of the rhythm: uptime. Its readings stay." in seen
    assert [each.name for each in measures(table)] == ["response time"]
    assert "Nothing of that name is in the rhythm" in (
        ana.types("/deal measure take out speed", in_=acme).text
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("uptime at least", "uptime needs a number."),
        ("at least 99%", "Which index or measure is it for?"),
        ("uptime at least 99500%", "One of the numbers is too large"),
    ],
)
def test_a_definition_that_lacks_something_is_asked_about(
    table: Table, ana: Hands, acme: Channel, line: str, said: str
) -> None:
    opened(ana, acme)
    seen = ana.types(f"/deal measure {line}", in_=acme)
    assert said in seen.text
    assert f"You typed: {line}" in seen.text
    assert "/deal measure uptime at least 99.5% monthly, else both owners meet" in seen.text
    assert form_of(ana.presses("Form", on=seen)).title == "A measure"
    assert "None is set yet." in ana.types("/deal measures", in_=acme).text


def test_a_measure_is_defined_in_german(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Palettenregale Verkauf 190k EUR", in_=general)
    seen = dana.types(
        "/deal kennzahl Verfügbarkeit mindestens 99,5% monatlich, sonst Gutschrift 5 %", in_=general
    ).text
    assert "Kennzahl festgelegt: Verfügbarkeit, mindestens 99,5 %, jeden Monat abgelesen." in seen
    (measure,) = measures(table)
    assert (measure.response, measure.credit) == ("credit", "5 %")
    dana.types("/deal kennzahl Verfügbarkeit soll mindestens 99,9% sein", in_=general)
    assert measures(table)[0].threshold == Decimal("99.9")
    dana.types("/deal kennzahl Verfügbarkeit nicht mehr messen", in_=general)
    assert measures(table) == ()


@pytest.mark.parametrize(("typed", "threshold"), [("99.200", "99.2"), ("99.25", "99.25")])
def test_a_form_reads_a_number_as_a_line_does(
    table: Table, ana: Hands, acme: Channel, typed: str, threshold: str
) -> None:
    opened(ana, acme)
    add_measure(ana, acme, threshold=typed, unit="%")
    assert measures(table)[0].threshold == Decimal(threshold)
    shown = ana.types("/deal measures", in_=acme)
    form = form_of(ana.presses("Add a reading", on=shown))
    seen = form.fill("Reading", "99.125").submit().text
    assert "Recorded: uptime 99.125 %" in seen
    # It comes back as it is written.
    edit = form_of(
        ana.presses("Edit", on=ana.presses("Measures", on=ana.types("/deal rhythm", in_=acme)))
    )
    assert edit["Threshold"] == typed


def test_a_form_reads_a_number_by_the_persons_locale(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Palettenregale Verkauf 190k EUR", in_=general)
    dana.types("/deal kennzahl Verfügbarkeit mindestens 99,125% monatlich", in_=general)
    shown = dana.presses("Kennzahlen", on=dana.types("/deal rhythmus", in_=general))
    form = form_of(dana.presses("Bearbeiten", on=shown))
    assert form["Schwelle"] == "99,125"
    form.submit()
    assert measures(table)[0].threshold == Decimal("99.125")
    form = form_of(
        dana.presses(
            "Bearbeiten",
            on=dana.presses("Kennzahlen", on=dana.types("/deal rhythmus", in_=general)),
        )
    )
    errors = form.fill("Schwelle", "99.125").submit().errors
    assert list(errors) == ["Schwelle"]
    assert measures(table)[0].threshold == Decimal("99.125")
