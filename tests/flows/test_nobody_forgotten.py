"""A deal whose owner leaves in week two: somebody has every reminder from the next working day, two people hear of the
notice day, and nobody who never said yes gets a second message."""

from datetime import UTC, datetime

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Shown
from bot.playground.workspace import Channel
from tests.flows.table import Table, deactivate, form_of, opened
from tests.flows.test_checkins import reminded
from tests.flows.test_rhythm import set_cadence, set_owner, step


@pytest.fixture
def chris(slack: FakeSlack) -> Hands:
    return slack.person("Chris")


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    return slack.person("Dana")


def wind_to(table: Table, month: int, day: int, hour: int = 15, year: int = 2027) -> None:
    """Time passes until that UTC hour, late enough for everybody's morning."""
    table.slack.clock.wind_to(datetime(year, month, day, hour, 1, tzinfo=UTC))
    table.tick()


def told(person: Hands, words: str = "") -> list[Shown]:
    """What came unasked and says those words."""
    return [shown for shown in person.sees(person.dm) if words in shown.text]


def governed(table: Table, ana: Hands, acme: Channel) -> None:
    """A monthly rhythm from 7 December, with 31 March as the last day for notice, that Ana owns and hears of."""
    opened(ana, acme)
    set_cadence(ana, acme, weekday="Monday", nth="First")
    set_owner(ana, acme, "Ana")
    form = step(ana, acme, "Dates")
    form.fill("Last day for notice", "2027-03-31").submit()
    reminded(ana, acme)


def test_the_owner_leaves_in_week_two(
    table: Table, ana: Hands, ben: Hands, chris: Hands, dana: Hands, acme: Channel
) -> None:
    slack = table.slack
    acme.members += [chris.id, dana.id]
    governed(table, ana, acme)
    ana.types("/deal people @Ben co-owner", in_=acme)
    ana.types("/deal people @Chris member", in_=acme)
    ana.types("/deal people @Dana member", in_=acme)
    ben.types("/coach start", in_=acme)
    chris.types("/coach start", in_=acme)
    form = step(ana, acme, "Escalation").fill("First: one of us", ["Dana"])
    form.fill("First: after how many working days", "3").submit()
    wind_to(table, 12, 2, year=2026)
    deactivate(slack, ana)
    table.tick()
    assert len(told(ben, "has no owner in this workspace any more")) == 1
    before = len(ana.sees(ana.dm))
    for day in range(3, 12):
        wind_to(table, 12, day, year=2026)
    # The eve of the check-in, and that nobody said what came of it.
    assert told(ben, "Check-in Mon 7 Dec")
    assert told(ben, "no outcome yet")
    for month, day in ((1, 4), (2, 1), (3, 1), (3, 24), (3, 30)):
        wind_to(table, month, day)
    assert told(ben, "Wed 31 Mar")
    assert told(chris, "Wed 31 Mar")
    assert len(ana.sees(ana.dm)) == before
    assert len(told(dana)) <= 1


def test_of_a_day_that_binds_who_is_named_is_asked_once_and_the_admin_hears_nothing_else(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    form_of(ben.types("/giveget settings", in_=slack.channel("general"))).submit()
    acme.members.append(chris.id)
    chris.home()
    governed(table, ana, acme)
    form = step(ana, acme, "Escalation").fill("First: one of us", ["Chris"])
    form.fill("First: after how many working days", "3").submit()
    for month, day in ((12, 7), (12, 8), (12, 9), (12, 10), (12, 14)):
        wind_to(table, month, day, year=2026)
    # Of a check-in that nobody reported on nobody is asked who never said yes.
    assert told(chris) == []
    wind_to(table, 3, 1)
    assert told(ana, "Wed 31 Mar")
    (asked,) = told(chris)
    assert "Acme renewal: a day that binds us comes on Wed 31 Mar" in asked.text
    (admins,) = told(ben)
    assert "A day that binds us comes on Wed 31 Mar, and too few of its people hear of it." in (
        admins.text
    )
    assert "Acme renewal" not in admins.text
    wind_to(table, 3, 24)
    wind_to(table, 3, 30)
    assert len(told(chris)) == 1


def test_who_takes_it_over_hears_of_the_day_that_binds(
    table: Table, slack: FakeSlack, ana: Hands, chris: Hands, acme: Channel
) -> None:
    acme.members.append(chris.id)
    chris.home()
    governed(table, ana, acme)
    form = step(ana, acme, "Escalation").fill("First: one of us", ["Chris"])
    form.fill("First: after how many working days", "3").submit()
    wind_to(table, 3, 1)
    taken = chris.presses("Take over", on=told(chris)[0])
    assert taken.text.startswith("You hear of Acme renewal from now on.")
    wind_to(table, 3, 24)
    assert told(chris, "Wed 31 Mar")[-1].text != taken.text


def test_remind_me_reminds_who_pressed_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    governed(table, ana, acme)
    ana.types("/deal people @Ben viewer", in_=acme)
    ben.presses("Remind me", on=ben.types("/deal rhythm", in_=acme))
    wind_to(table, 11, 29, year=2026)
    assert told(ben) == []
    wind_to(table, 11, 30, year=2026)
    assert told(ben, "Check-in Mon 7 Dec")
    ben.presses("Stop reminding me", on=ben.types("/deal rhythm", in_=acme))
    before = len(told(ben))
    wind_to(table, 3, 31)
    assert len(told(ben)) == before


def test_an_owner_who_is_away_is_not_waited_for(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    governed(table, ana, acme)
    ana.types("/deal people @Ben co-owner", in_=acme)
    ben.types("/coach start", in_=acme)
    form = form_of(ana.types("/coach nudges", in_=acme))
    form.fill("Away from", "2026-12-08").fill("Away until", "2026-12-20").submit()
    wind_to(table, 12, 7, year=2026)
    wind_to(table, 12, 8, year=2026)
    assert told(ben, "no outcome yet")
    assert not told(ana, "no outcome yet")


def test_a_move_is_told_to_its_author_first_and_to_the_others_in_neutral_words(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    for person in (ana, ben):
        person.types("/coach start", in_=acme)
    ana.types("/deal people @Ben member", in_=acme)
    ana.presses("Already said", on=ana.types("/concede 5% off cost 12k", in_=acme))
    for day in range(24, 31):
        wind_to(table, 11, day, year=2026)
    for day in range(1, 12):
        wind_to(table, 12, day, year=2026)
    mine, theirs = told(ana, "5% off"), told(ben, "5% off")
    assert mine
    assert "has had no answer" not in mine[0].text
    assert theirs
    assert "#1 has had no answer; @Ana recorded it." in theirs[0].text
    assert theirs[0].message.at > mine[0].message.at


def test_a_move_of_somebody_who_left_goes_to_the_others_at_once(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    acme.members.append(chris.id)
    opened(ana, acme)
    ana.types("/deal people @Chris member", in_=acme)
    for person in (ana, chris):
        person.types("/coach start", in_=acme)
    chris.presses("Already said", on=chris.types("/concede 5% off cost 12k", in_=acme))
    deactivate(slack, chris)
    wind_to(table, 12, 14, year=2026)
    assert "@Chris recorded it." in told(ana, "5% off")[0].text


def test_an_ask_that_is_due_is_its_authors_first(
    table: Table, ana: Hands, ben: Hands, chris: Hands, acme: Channel
) -> None:
    acme.members.append(chris.id)
    opened(ana, acme)
    ana.types("/deal people @Ben member", in_=acme)
    ana.types("/deal people @Chris member", in_=acme)
    for person in (ana, ben, chris):
        person.types("/coach start", in_=acme)
    ben.types("/ask reference call by 25 Nov", in_=acme)
    ben.types("/offer 100k until 26 Nov", in_=acme)
    for day in (24, 25, 26, 27, 30):
        wind_to(table, 11, day, year=2026)
    assert "Open ask, due today." in told(ben, "reference call")[0].text
    assert told(ana, "reference call") == []
    assert told(chris, "reference call") == []
    # What ends binds us: its author and the owner hear of it, and nobody else.
    assert told(ben, "Our offer 1")
    assert told(ana, "Our offer 1")
    assert told(chris, "Our offer 1") == []
    for day in (1, 2, 3, 4, 7):
        wind_to(table, 12, day, year=2026)
    assert "has had no answer; @Ben recorded it." in told(ana, "reference call")[0].text
    assert told(chris, "reference call")


def test_an_ask_of_somebody_who_is_away_goes_to_the_others_on_its_day(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal people @Ben member", in_=acme)
    for person in (ana, ben):
        person.types("/coach start", in_=acme)
    ben.types("/ask reference call by 25 Nov", in_=acme)
    form = form_of(ben.types("/coach nudges", in_=acme))
    form.fill("Away from", "2026-11-25").fill("Away until", "2026-12-04").submit()
    wind_to(table, 11, 24, year=2026)
    wind_to(table, 11, 25, year=2026)
    assert "Open ask, due today." in told(ana, "reference call")[0].text
