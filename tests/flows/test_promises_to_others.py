"""What an answer promises of messages to come, also to others: the clock is wound to each of them, or on, where it says
that none comes."""

from datetime import UTC, date, datetime

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, deactivate, form_of, opened
from tests.flows.test_approvals import GIVE as LARGE_GIVE
from tests.flows.test_approvals import limit
from tests.flows.test_checkins import reminded
from tests.flows.test_mornings import GIVE, begun, mornings, pass_to
from tests.flows.test_nobody_forgotten import governed
from tests.flows.test_promises import wind_until
from tests.flows.test_rhythm import set_cadence, set_owner, step


@pytest.fixture
def chris(slack: FakeSlack) -> Hands:
    """Somebody at work at the same hours as the others."""
    chris = slack.person("Chris")
    slack.workspace.people[chris.id].zone = "Europe/Berlin"
    return chris


def told(person: Hands) -> list[str]:
    """What came unasked."""
    return [shown.text for shown in person.sees(person.dm)]


def wind_to(table: Table, day: int, hour: int, month: int = 11) -> None:
    """Time passes until that hour in Berlin's winter."""
    table.slack.clock.wind_to(datetime(2026, month, day, hour - 1, 1, tzinfo=UTC))
    table.tick()


def test_who_takes_a_deal_over_hears_of_it_no_earlier_than_the_answer_says(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call by 24 Nov", in_=acme)
    ana.types("/deal people @Ben co-owner", in_=acme)
    deactivate(slack, ana)
    table.wind(hours=1)
    taken = ben.presses("Take over", on=ben.sees(ben.dm)[-1])
    assert "Its lines come with your morning message, Tue 24 Nov at 09:00 at the earliest" in (
        taken.text
    )
    before = len(told(ben))
    wind_to(table, 24, 8)
    assert len(told(ben)) == before
    wind_to(table, 24, 9)
    assert "reference call" in told(ben)[-1]


def test_whom_an_admin_names_is_told_and_so_is_everybody_who_wants_messages(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    dana = slack.person("Dana")
    acme.members += [chris.id, dana.id]
    form_of(ben.types("/giveget settings", in_=slack.channel("general"))).submit()
    opened(ana, acme)
    for name in ("Chris", "Dana"):
        ana.types(f"/deal people @{name} member", in_=acme)
    chris.types("/coach start", in_=acme)
    deactivate(slack, ana)
    table.wind(hours=1)
    said = ben.types("/deal owner @Dana", in_=acme)
    assert "Everybody in it who wants messages is told." in said.text
    table.wind(days=1)
    assert "Acme renewal belongs to somebody else from now on: @Dana." in told(chris)[-1]
    # Who owns it now never said yes: one message asks, and no other comes.
    (asked,) = told(dana)
    assert asked.startswith("Acme renewal gehört")
    pass_to(table, date(2026, 12, 24))
    assert told(dana) == [asked]


def test_who_gets_a_deal_is_asked_once_whether_they_want_messages(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/ask reference call by 26 Nov", in_=acme)
    ana.types("/deal people @Ben member", in_=acme)
    ana.presses("Hand over", on=ana.types("/deal owner @Ben", in_=acme))
    pass_to(table, date(2026, 12, 24))
    (asked,) = told(ben)
    assert "Acme renewal is yours from now on. Do you want a message" in asked
    assert "This is the one that asks; no other comes before you say yes." in asked


def test_what_needs_a_yes_waits_for_working_hours(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    limit(ben, acme, "Chris")
    table.tick()
    (asked,) = told(chris)
    assert "Each comes to you as one message in your working hours" in asked
    assert "Nothing comes before you agree." in asked
    # Before that yes nothing waits, and nobody is asked.
    ana.presses("Already said", on=ana.types("/concede net 60 cost 9k", in_=acme))
    pass_to(table, date(2026, 11, 25))
    assert told(chris) == [asked]
    chris.presses("I will", on=chris.sees(chris.dm)[-1])
    wind_to(table, 25, 21)
    ana.types(LARGE_GIVE, in_=acme)
    table.tick()
    assert len(told(chris)) == 1
    wind_to(table, 26, 7)
    assert len(told(chris)) == 1
    wind_to(table, 26, 10)
    assert "5% off" in told(chris)[-1]
    assert len(told(chris)) == 2


def test_whoever_was_asked_is_told_what_was_said_already(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    limit(ben, acme, "Chris")
    table.tick()
    chris.presses("I will", on=chris.sees(chris.dm)[-1])
    waits = ana.types(LARGE_GIVE, in_=acme)
    table.tick()
    said = ana.presses("It was said already", on=waits)
    assert "Whoever was asked is told." in said.text
    table.wind(hours=1)
    assert any("5% off" in text and "without approval" in text for text in told(chris))


def test_the_next_check_in_that_the_rhythm_names_is_reminded_of(
    table: Table, ana: Hands, acme: Channel
) -> None:
    governed(table, ana, acme)
    assert "Next check-in: Mon 7 Dec" in ana.types("/deal rhythm", in_=acme).text
    pass_to(table, date(2026, 12, 7))
    days = [shown.lines[1] for shown in mornings(ana) if "Check-in Mon 7 Dec" in shown.text]
    assert days == ["Mon 30 Nov", "Fri 4 Dec"]


def test_the_next_qbr_that_the_rhythm_names_is_reminded_of(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, "Every quarter (QBR)", start="2026-12-07")
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    assert "Next QBR: Mon 7 Dec" in ana.types("/deal rhythm", in_=acme).text
    pass_to(table, date(2026, 12, 7))
    assert [shown.lines[1] for shown in mornings(ana) if "QBR Mon 7 Dec" in shown.text] == [
        "Mon 30 Nov",
        "Fri 4 Dec",
    ]


def test_an_approval_that_ends_is_named_thirty_and_seven_days_before(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    form = step(ana, acme, "Windows").fill("What is approved", "use of their logo")
    form.fill("Or until which day", "2027-01-15").submit()
    pass_to(table, date(2027, 1, 15))
    ends = [shown for shown in mornings(ana) if "approval ends on Fri 15 Jan" in shown.text]
    days = [shown.lines[1] for shown in ends]
    assert days == ["Wed 16 Dec", "Fri 8 Jan"]


def test_who_follows_no_longer_hears_what_the_answer_says(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    acme.members.append(chris.id)
    opened(ana, acme)
    ana.types("/ask reference call by 24 Nov", in_=acme)
    ana.types("/deal people @Ben member", in_=acme)
    ana.types("/deal people @Chris viewer", in_=acme)
    ana.types("/coach start", in_=acme)
    for person in (ben, chris):
        person.types("/coach start", in_=acme)
        person.types("/deal follow", in_=acme)
    ended = ben.types("/deal unfollow", in_=acme)
    assert "of others' after five working days without an answer" in ended.text
    assert "No line of it comes to you any more." in chris.types("/deal unfollow", in_=acme).text
    pass_to(table, date(2026, 12, 11))
    assert told(chris) == []
    first = mornings(ben)[0]
    assert "#1 has had no answer; @Ana recorded it." in first.text
    assert first.message.at.date() >= date(2026, 12, 1)


def test_what_a_channel_is_told_for_the_last_time_is_told_no_more(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    ana.types("/deal digest here on", in_=acme)
    pass_to(table, date(2027, 8, 1))
    digests = [shown.text for shown in ana.sees(acme) if "2% off" in shown.text]
    last = [text for text in digests if "This is told here for the last time" in text]
    assert len(last) == 1
    assert digests[-1] == last[0]
    assert table.states() == ["give firm"]


def test_what_begins_again_comes_again(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/ask reference call by 26 Nov", in_=acme)
    ana.types("/deal digest here on", in_=acme)
    said = ana.types("/deal digest here off", in_=acme)
    assert "/deal digest here on begins again." in said.text
    before = len(ana.sees(acme))
    pass_to(table, date(2026, 11, 25))
    assert len(ana.sees(acme)) == before
    ana.types("/deal digest here on", in_=acme)
    before = len(ana.sees(acme))
    pass_to(table, date(2026, 11, 26))
    assert "reference call" in ana.sees(acme)[-1].text
    assert len(ana.sees(acme)) == before + 1


@pytest.mark.parametrize("line", ["review 14 Dec", "by 14 Dec", "until 14 Dec"])
def test_goodwill_that_was_put_off_is_looked_at_again_on_its_new_day(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.types("/coach start", in_=acme)
    ana.types("/concede onboarding week goodwill until 7 Dec", in_=acme)
    changed = ana.types(f"/deal edit #1 {line}", in_=acme)
    assert "Mon 14 Dec" in changed.text
    assert "It is looked at again on Mon 14 Dec." in ana.types("/deal #1", in_=acme).text
    assert wind_until(table, ana, date(2026, 12, 14)) == [date(2026, 12, 14)]
    assert "to be looked at again" in told(ana)[-1]


@pytest.mark.parametrize(
    ("wait", "question", "first"),
    [
        (0, "Tomorrow 09:00, one message if something is open?", date(2026, 11, 24)),
        (4, "Mon 30 Nov 09:00, one message if something is open?", date(2026, 11, 30)),
    ],
)
def test_a_yes_to_the_first_question_brings_the_message_that_it_names(
    table: Table, ana: Hands, acme: Channel, wait: int, question: str, first: date
) -> None:
    opened(ana, acme)
    ana.types(f"/ask reference call by {first.day} Nov", in_=acme)
    table.wind(days=wait)
    asked = ana.types("/concede net 60 cost 3k if signed by 18 Dec", in_=acme)
    assert question in asked.text
    ana.presses("Yes", on=asked)
    assert wind_until(table, ana, first) == [first]


def test_the_daily_list_begins_on_the_day_that_is_named(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    form = form_of(ana.types("/coach nudges", in_=acme))
    said = form.fill("One message", "Yes, as a daily list").submit()
    assert "all of it, as a daily list. The first day it may come: Tue 24 Nov." in said.text
    assert wind_until(table, ana, date(2026, 11, 26)) == [
        date(2026, 11, 24),
        date(2026, 11, 25),
        date(2026, 11, 26),
    ]


def test_what_is_put_off_without_messages_comes_by_none(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, "/ask reference call by 24 Nov")
    ana.types("/coach stop", in_=acme)
    said = ana.types("/coach snooze #1 until 30 Nov", in_=acme)
    assert "stays out of your messages until Mon 30 Nov. You get none at the moment." in said.text
    ended = ana.types("/coach unsnooze #1", in_=acme)
    assert "As things stand, no message comes to you." in ended.text
    assert wind_until(table, ana, date(2026, 12, 4)) == []


def test_goodwill_is_put_off_in_german(table: Table, slack: FakeSlack, acme: Channel) -> None:
    dana = slack.person("Dana")
    acme.members.append(dana.id)
    opened(dana, acme)
    dana.types("/coach beginnen", in_=acme)
    dana.types("/concede Einführungswoche als Kulanz bis 7. Dez", in_=acme)
    dana.types("/deal ändern #1 Wiedervorlage 14.12.", in_=acme)
    assert wind_until(table, dana, date(2026, 12, 14)) == [date(2026, 12, 14)]
    assert "Einführungswoche" in told(dana)[-1]
