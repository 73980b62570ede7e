"""What is recorded after the morning and is over before the next one is told at once, in working hours, and once."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.coach.schedules import BATCH_SIZE, LEASE
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Shown
from bot.playground.workspace import Channel
from tests.flows.table import Table, deactivate, form_of, opened
from tests.flows.test_rhythm import add_measure, set_cadence, set_owner

AT_ONCE = "due before your next message"


def wind_to(table: Table, day: int, hour: int, minute: int = 0, month: int = 11) -> None:
    """Time passes until that hour in Berlin's winter."""
    table.slack.clock.wind_to(datetime(2026, month, day, hour - 1, minute, tzinfo=UTC))
    table.tick()


def at_work(table: Table, owner: Hands, member: Hands, channel: Channel) -> None:
    """A deal of two who said yes to messages; the clock is at 11:00 on Tuesday 24 November, after both mornings."""
    opened(owner, channel)
    owner.types("/deal people @Ben member", in_=channel)
    for person in (owner, member):
        person.types("/coach start", in_=channel)
    wind_to(table, 24, 9, 1)
    wind_to(table, 24, 11)


def told(person: Hands) -> list[Shown]:
    """What came unasked and told something."""
    return [shown for shown in person.sees(person.dm) if "My nudges" in shown.text]


def test_what_lapses_today_is_told_the_owner_at_once_and_its_author_in_two_hours(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    ben.types("/concede 2% off cost 2k if they sign by today", in_=acme)
    table.tick()
    (urgent,) = told(ana)
    assert urgent.lines[0] == f"1 thing is {AT_ONCE}"
    assert "Tue 24 Nov, recorded since your last message" in urgent.text
    assert "Conditional give, if they sign" in urgent.text
    assert "@Ben recorded it." in urgent.text
    assert told(ben) == []
    wind_to(table, 24, 12, 59)
    assert told(ben) == []
    wind_to(table, 24, 13, 5)
    assert AT_ONCE in told(ben)[0].text
    for hour in (14, 16, 18):
        wind_to(table, 24, hour)
    wind_to(table, 25, 9, 1)
    assert len(told(ana)) == 1
    assert len(told(ben)) == 1


def test_what_is_settled_within_the_two_hours_is_not_told(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    ana.types("/ask reference call by today", in_=acme)
    ana.types("/got a no on the reference call", in_=acme)
    wind_to(table, 24, 13, 5)
    wind_to(table, 25, 9, 1)
    assert told(ana) == []


def test_its_buttons_redraw_the_message_that_came_at_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    ana.types("/ask reference call by today", in_=acme)
    wind_to(table, 24, 13, 5)
    (urgent,) = told(ana)
    ana.presses("Got it", on=urgent)
    (urgent,) = told(ana)
    assert "Done: #1 reference call: agreed" in urgent.text
    assert urgent.lines[0] == "All of this is seen to"


def test_what_the_next_morning_tells_in_time_waits_for_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    ben.types("/concede 2% off cost 2k if they sign by tomorrow", in_=acme)
    for hour in (12, 14, 17):
        wind_to(table, 24, hour)
    assert told(ana) == []
    wind_to(table, 25, 9, 1)
    (morning,) = told(ana)
    assert "lapses after Wed 25 Nov" in morning.text
    assert AT_ONCE not in morning.text


def test_before_the_hour_of_the_morning_nothing_comes_at_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    wind_to(table, 25, 7)
    ben.types("/concede 2% off cost 2k if they sign by today", in_=acme)
    table.tick()
    assert told(ana) == []
    wind_to(table, 25, 9, 1)
    wind_to(table, 25, 9, 5)
    (morning,) = told(ana)
    assert AT_ONCE not in morning.text


def test_what_another_process_left_out_of_a_morning_that_it_had_begun_is_told_after_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    table.slack.clock.wind_to(datetime(2026, 11, 25, 8, 0, tzinfo=UTC))
    now = table.slack.clock.now()
    with table.store.work() as work:
        begun = work.schedules.claim_due(now, now + LEASE, BATCH_SIZE)
    assert {schedule.person for schedule in begun} == {ana.id, ben.id}
    ben.types("/concede 2% off cost 2k if they sign by today", in_=acme)
    table.tick()
    tomorrow = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    with table.store.work() as work:
        for schedule in begun:
            following = replace(schedule, day=tomorrow.date(), wake=tomorrow, lease=None)
            work.schedules.complete(schedule, [], following)
    assert told(ana) == []
    wind_to(table, 25, 9, 3)
    assert AT_ONCE in told(ana)[0].text
    wind_to(table, 25, 11)
    assert len(told(ana)) == 1


def test_in_the_evening_it_waits_for_the_day_off_on_which_it_lapses(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    wind_to(table, 27, 9, 1)
    wind_to(table, 27, 20)
    ben.types("/concede 2% off cost 2k if they sign by Sunday", in_=acme)
    for hour in (21, 23):
        wind_to(table, 27, hour)
    for hour in (9, 12):
        wind_to(table, 28, hour)
    assert told(ana) == []
    wind_to(table, 29, 9)
    (urgent,) = told(ana)
    assert "lapses after Sun 29 Nov" in urgent.text
    wind_to(table, 30, 9, 1)
    assert len(told(ana)) == 1


def test_who_is_away_is_left_in_peace(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    at_work(table, ana, ben, acme)
    form = form_of(ana.types("/coach nudges", in_=acme))
    form.fill("Away from", "2026-11-24").fill("Away until", "2026-11-26").submit()
    ben.types("/concede 2% off cost 2k if they sign by today", in_=acme)
    for hour in (12, 15, 18):
        wind_to(table, 24, hour)
    wind_to(table, 27, 9, 1)
    assert told(ana) == []


def test_who_never_said_yes_hears_nothing(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    wind_to(table, 24, 11)
    ben.types("/concede 2% off cost 2k if they sign by today", in_=acme)
    wind_to(table, 24, 14)
    assert told(ana) == []
    assert told(ben) == []


def test_a_promise_for_somebody_else_is_told_them_at_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    ana.types("/deal commit we @Ben send the contract by today", in_=acme)
    table.tick()
    (urgent,) = told(ben)
    assert "send the contract" in urgent.text
    assert "Ours to do, due today." in urgent.text
    ben.presses("Delivered", on=urgent)
    (urgent,) = told(ben)
    assert urgent.lines[0] == "All of this is seen to"


def test_an_offer_that_ends_today_is_told_the_owner_in_german(
    table: Table, slack: FakeSlack, ben: Hands, acme: Channel
) -> None:
    dana = slack.person("Dana")
    acme.members.append(dana.id)
    at_work(table, dana, ben, acme)
    ben.types("/offer 100k until today", in_=acme)
    table.tick()
    (urgent,) = [shown for shown in dana.sees(dana.dm) if "Unser Angebot 1" in shown.text]
    assert urgent.lines[0] == "1 Punkt ist fällig, bevor die nächste Nachricht kommt"
    assert "Di 24. Nov, eingetragen seit Ihrer letzten Nachricht" in urgent.text


def test_a_check_in_moved_to_the_next_working_day_is_told_at_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    set_cadence(ana, acme, weekday="Monday", nth="First")
    set_owner(ana, acme, "Ana")
    wind_to(table, 27, 9, 1)
    wind_to(table, 27, 11)
    ben.types("/deal checkins moved to 30 Nov", in_=acme)
    table.tick()
    assert "Check-in Mon 30 Nov" in told(ana)[-1].text
    assert AT_ONCE in told(ana)[-1].text
    before = len(told(ana))
    wind_to(table, 30, 9, 1)
    assert len(told(ana)) == before


def test_a_trigger_waits_for_working_hours_and_for_the_next_working_day(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    set_owner(ana, acme, "Ana")
    add_measure(ana, acme, unit="%")
    wind_to(table, 24, 20)
    ben.types("/deal measure uptime 99.2", in_=acme)
    wind_to(table, 24, 23)
    wind_to(table, 25, 8)
    assert past(ana) == []
    wind_to(table, 25, 9)
    assert len(past(ana)) == 1
    ben.types("/deal measure uptime 99.95", in_=acme)
    wind_to(table, 28, 11)
    ben.types("/deal measure uptime 99.1", in_=acme)
    wind_to(table, 29, 11)
    assert len(past(ana)) == 1
    wind_to(table, 30, 9)
    assert len(past(ana)) == 2


def past(person: Hands) -> list[Shown]:
    """What came of readings past their threshold."""
    return [shown for shown in person.sees(person.dm) if "uptime: 99." in shown.text]


def test_who_is_away_hears_of_a_trigger_later_and_the_next_one_at_once(
    table: Table, ana: Hands, ben: Hands, slack: FakeSlack, acme: Channel
) -> None:
    chris = slack.person("Chris")
    acme.members.append(chris.id)
    at_work(table, ana, ben, acme)
    ana.types("/deal people @Chris co-owner", in_=acme)
    chris.types("/coach start", in_=acme)
    set_owner(ana, acme, "Ana")
    add_measure(ana, acme, unit="%")
    form = form_of(ana.types("/coach nudges", in_=acme))
    form.fill("Away from", "2026-11-24").fill("Away until", "2026-11-26").submit()
    wind_to(table, 24, 17)
    said = ben.types("/deal measure uptime 99.2", in_=acme)
    assert "@Chris hears of it too." in said.text
    wind_to(table, 24, 17, 5)
    assert len(past(chris)) == 1
    wind_to(table, 26, 12)
    assert past(ana) == []
    wind_to(table, 27, 9)
    assert len(past(ana)) == 1


def test_who_left_the_workspace_is_told_nothing(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    deactivate(slack, ana)
    ben.types("/concede 2% off cost 2k if they sign by today", in_=acme)
    table.tick()
    assert told(ana) == []
    assert "1 thing is" not in table.everything_stored()


def test_a_draft_comes_with_the_morning_alone(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    ana.types("/concede net 60 cost 3k", in_=acme)
    for day in (25, 26, 27, 30):
        wind_to(table, day, 9, 1)
    ana.types("/deal edit #2 by today", in_=acme)
    before = len(told(ana))
    for hour in (11, 13, 15):
        wind_to(table, 30, hour)
    assert len(told(ana)) == before


def test_what_could_not_be_looked_at_is_looked_at_again(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    at_work(table, ana, ben, acme)
    set_owner(ana, acme, "Ana")
    ben.types("/concede 2% off cost 2k if they sign by today", in_=acme)
    table.disturb("ALTER TABLE line_snoozes RENAME TO lost")
    table.tick()
    assert told(ana) == []
    table.disturb("ALTER TABLE lost RENAME TO line_snoozes")
    table.tick()
    assert told(ana) == []  # not in every tick, for whatever is wrong may stay so
    table.wind(minutes=3)
    (urgent,) = told(ana)
    assert AT_ONCE in urgent.lines[0]
