"""What an answer promises comes on the day that it names: the clock is wound to each of them."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, opened
from tests.flows.test_nobody_forgotten import governed

MONTHS = {"Nov": 11, "Dec": 12, "Jan": 1, "Feb": 2, "Mar": 3}


def find_promise(seen: Seen) -> date:
    """The day that the answer names for the next message."""
    found = re.search(r"(?:the next one comes|reminded on) \w{3} (\d+) (\w{3})", seen.text)
    assert found is not None, seen.text
    month = MONTHS[found[2]]
    return date(2026 if month > 10 else 2027, month, int(found[1]))


def wind_until(table: Table, person: Hands, day: date) -> list[date]:
    """The days up to that one on which a message came, each morning at its time."""
    came: list[date] = []
    now = table.slack.clock.now()
    while now.date() <= day:
        table.slack.clock.wind_to(datetime(now.year, now.month, now.day, 15, 1, tzinfo=UTC))
        before = len(person.sees(person.dm))
        table.tick()
        if len(person.sees(person.dm)) > before:
            came.append(now.date())
        now += timedelta(days=1)
    return came


@pytest.mark.parametrize(
    "lines",
    [
        ["/concede 5% off cost 12k on 2 Nov"],
        ["/concede 5% off cost 12k"],
        ["/ask 24-month term worth 30k by 4 Dec"],
        ["/ask 24-month term worth 30k by 1 Dec", "/concede net 60 cost 3k if signed by 11 Dec"],
    ],
)
def test_start_names_the_day_of_the_next_message(
    table: Table, ana: Hands, acme: Channel, lines: list[str]
) -> None:
    opened(ana, acme)
    for line in lines:
        shown = ana.types(line, in_=acme)
        if "Already said" in shown.buttons:
            ana.presses("Already said", on=shown)
    promised = find_promise(ana.types("/coach start", in_=acme))
    assert wind_until(table, ana, promised) == [promised]


def test_where_nothing_waits_start_says_so(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types("/coach start", in_=acme)
    assert "Nothing at the moment: as things stand, none comes until Mon 21 Dec." in said.text
    assert wind_until(table, ana, date(2026, 12, 21)) == []


def test_remind_me_names_the_day_of_the_next_reminder(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    governed(table, ana, acme)
    ana.types("/deal people @Ben viewer", in_=acme)
    for person in (ana, ben):
        promised = find_promise(person.types("/deal rhythm", in_=acme)) if person is ana else None
        if promised is None:
            pressed = ben.presses("Remind me", on=ben.types("/deal rhythm", in_=acme))
            promised = find_promise(pressed)
        assert promised == date(2026, 11, 30)
    assert wind_until(table, ben, date(2026, 11, 30)) == [date(2026, 11, 30)]
    following = find_promise(ben.types("/deal rhythm", in_=acme))
    assert wind_until(table, ben, following)[-1:] == [following]


def test_remind_me_without_a_day_ahead_says_so(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    pressed = ana.presses("Remind me", on=ana.types("/deal rhythm", in_=acme))
    assert "Nothing at the moment: no check-in and no day is ahead." in pressed.text
    assert wind_until(table, ana, date(2026, 12, 21)) == []


def test_stop_says_all_that_stops_and_start_brings_it_back(
    table: Table, ana: Hands, acme: Channel
) -> None:
    governed(table, ana, acme)
    ana.types("/coach start", in_=acme)
    ana.types("/deal follow", in_=acme)
    stopped = ana.types("/coach stop", in_=acme)
    assert "Reminders end too, in: Acme renewal." in stopped.text
    assert "So do the lines of what you follow: Acme renewal." in stopped.text
    assert wind_until(table, ana, date(2026, 11, 27)) == []
    started = ana.types("/coach start", in_=acme)
    assert "Reminders begin again in: Acme renewal." in started.text
    assert find_promise(started) == date(2026, 11, 30)
    assert wind_until(table, ana, date(2026, 11, 30)) == [date(2026, 11, 30)]


def test_stop_and_start_in_german(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    dana = slack.person("Dana")
    acme.members.append(dana.id)
    governed(table, ana, acme)
    dana.presses("Erinnern", on=dana.types("/deal rhythmus", in_=acme))
    assert "Auch Erinnerungen enden, in: Acme renewal." in dana.types("/coach stopp", in_=acme).text
    started = dana.types("/coach beginnen", in_=acme).text
    assert "Erinnerungen beginnen wieder in: Acme renewal." in started
    assert "Nach jetzigem Stand kommt die nächste am Mo 30. Nov." in started


def say_goodwill(person: Hands, channel: Channel) -> Seen:
    """Goodwill that is looked at again on Monday 7 December."""
    return person.types("/concede onboarding week goodwill until 7 Dec", in_=channel)


def test_goodwill_is_looked_at_again_on_the_day_that_was_named(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    said = say_goodwill(ana, acme)
    assert "Nothing expected for it until Mon 7 Dec, when it is looked at again." in said.text
    ana.types("/coach start", in_=acme)
    assert wind_until(table, ana, date(2026, 12, 7)) == [date(2026, 12, 7)]
    assert "to be looked at again" in ana.sees(ana.dm)[-1].text


def test_what_is_followed_comes_no_earlier_than_the_answer_says(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call by 24 Nov", in_=acme)
    ana.types("/deal people @Ben viewer", in_=acme)
    followed = ben.types("/deal follow", in_=acme)
    assert "Its lines come with your morning message, Tue 24 Nov at 09:00 at the earliest" in (
        followed.text
    )
    came = wind_until(table, ben, date(2026, 11, 30))
    assert came
    assert came[0] >= date(2026, 11, 24)


def test_the_first_day_of_a_channel_is_the_one_that_was_named(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call by 24 Nov", in_=acme)
    said = ana.types("/deal digest here on", in_=acme)
    assert "The first day it may come: Tue 24 Nov." in said.text
    table.slack.clock.wind_to(datetime(2026, 11, 24, 8, 1, tzinfo=UTC))
    before = len(ana.sees(acme))
    table.tick()
    assert len(ana.sees(acme)) == before + 1


def test_the_next_check_in_that_an_answer_names_is_reminded_of(
    table: Table, ana: Hands, acme: Channel
) -> None:
    governed(table, ana, acme)
    wind_until(table, ana, date(2026, 12, 8))
    said = ana.types("/deal checkins held on plan", in_=acme)
    assert "Next: Mon 4 Jan 2027, @Ana." in said.text
    came = wind_until(table, ana, date(2027, 1, 4))
    assert date(2026, 12, 28) in came
    assert "Check-in Mon 4 Jan" in ana.sees(ana.dm)[-1].text


def test_quiet_and_snoozes_end_on_their_day_in_german(
    table: Table, slack: FakeSlack, acme: Channel
) -> None:
    dana = slack.person("Dana")
    acme.members.append(dana.id)
    opened(dana, acme)
    dana.types("/ask Referenzgespräch bis 1. Dez", in_=acme)
    dana.types("/coach beginnen", in_=acme)
    muted = dana.types("/coach ruhe bis Donnerstag", in_=acme)
    assert "Nach jetzigem Stand kommt die nächste am Di 1. Dez." in muted.text
    assert wind_until(table, dana, date(2026, 12, 1)) == [date(2026, 12, 1)]
    said = dana.types("/coach zurückstellen #1 bis 9. Dez", in_=acme)
    assert "kommt wieder am Mi 9. Dez" in said.text
    assert wind_until(table, dana, date(2026, 12, 9)) == [date(2026, 12, 9)]
    assert "Referenzgespräch" in dana.sees(dana.dm)[-1].text
