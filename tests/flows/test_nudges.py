"""Whether, when and how people are nudged: asked once, said yes, set, stopped."""

from datetime import UTC, datetime, time

from bot.domain.ids import PersonId, TeamId
from bot.domain.preferences import Preferences
from bot.domain.schedules import Schedule
from bot.playground.cast import OURS
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened

TEAM = TeamId(OURS.id)
QUESTION = "Tomorrow 09:00, one message if something is open?"
GIVE = "/concede net 60 cost 3k if signed by 30 Nov"
BARE = "/concede 5% off cost 2k because they plan early"


def kept(table: Table, person: Hands) -> Preferences | None:
    with table.store.reading() as work:
        return work.preferences.find_many(TEAM, [PersonId(person.id)]).get(PersonId(person.id))


def coming(table: Table, person: Hands) -> Schedule | None:
    with table.store.reading() as work:
        return work.schedules.find(TEAM, f"digest:{person.id}")


def said_to(person: Hands) -> list[str]:
    """What the bot has said to somebody unasked, in their conversation with it."""
    return [shown.text for shown in person.sees(person.dm)]


def test_a_conditional_give_asks_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.types(GIVE, in_=acme)
    assert QUESTION in said.text
    assert said.buttons[-2:] == ["Yes", "No"]
    assert QUESTION not in ana.types("/concede training cost 1k if signed by 30 Nov", in_=acme).text
    table.restart()
    assert (
        QUESTION not in ana.types("/concede free setup cost 4k if signed by 30 Nov", in_=acme).text
    )


def test_the_first_bare_give_asks_only_for_a_return_and_the_second_asks(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert QUESTION not in ana.types(BARE, in_=acme).text
    check = ana.types("/concede free setup cost 1k", in_=acme)
    assert QUESTION in ana.presses("Already said", on=check).text


def test_goodwill_does_not_ask(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert QUESTION not in ana.types("/concede a pen as goodwill review 15 Jan", in_=acme).text


def test_a_question_that_nobody_answered_is_put_again_after_two_weeks(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    table.wind(days=13)
    assert (
        "one message"
        not in ana.types("/concede training cost 3k if signed by 30 Jan", in_=acme).text
    )
    table.wind(days=2)
    assert (
        "one message" in ana.types("/concede free setup cost 3k if signed by 30 Jan", in_=acme).text
    )


def test_before_the_weekend_the_question_names_the_day(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    table.wind(days=4)
    assert "Mon 30 Nov 09:00, one message if something is open?" in ana.types(GIVE, in_=acme).text


def test_yes_begins_tomorrow(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.presses("Yes", on=ana.types(GIVE, in_=acme))
    assert "One message at 09:00, on working days where something is new or falls due" in said.text
    assert "The first day it may come: Tue 24 Nov." in said.text
    assert "Time zone Europe/Berlin, without the public holidays of DE." in said.text
    schedule = coming(table, ana)
    assert schedule is not None
    assert schedule.wake == datetime(2026, 11, 24, 8, tzinfo=UTC)
    assert QUESTION not in ana.types("/concede training cost 3k if signed by 30 Nov", in_=acme).text


def test_no_is_taken_for_an_answer(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    said = ana.presses("No", on=ana.types(GIVE, in_=acme))
    assert "No more messages unasked." in said.text
    table.wind(days=30)
    assert (
        "one message"
        not in ana.types("/concede training cost 3k if signed by 30 Jan", in_=acme).text
    )
    assert said_to(ana) == []


def test_nobody_gets_a_message_before_their_yes(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    for _ in range(10):
        table.wind(days=1)
    assert said_to(ana) == []


def test_it_begins_and_stops_wherever_it_is_typed(table: Table, ana: Hands) -> None:
    assert "One message at 09:00" in ana.types("/coach start").text
    assert "No more messages unasked." in ana.types("/coach stop").text
    assert coming(table, ana) is None
    assert "/coach start begins again." in ana.types("/giveget coach stop").text


def test_the_form_sets_hour_zone_and_days(table: Table, ana: Hands) -> None:
    form = form_of(ana.types("/coach nudges"))
    assert form["At"] == "09:00"
    assert form["Days without a message"] == ["Saturday", "Sunday"]
    form.fill("At", "5:30 pm").fill("Time zone", "america/new_york").fill(
        "Public holidays of", "us-ny"
    )
    said = form.fill("Days without a message", ["Friday", "Saturday"]).submit()
    assert "One message at 17:30" in said.text
    assert "Mon 23 Nov" in said.text
    assert "Time zone America/New_York, without the public holidays of US-NY." in said.text
    mine = kept(table, ana)
    assert mine is not None
    assert (mine.hour, mine.quiet, mine.digest) == (time(17, 30), frozenset({4, 5}), True)


def test_what_does_not_fit_goes_back_to_its_field(table: Table, ana: Hands) -> None:
    form = form_of(ana.types("/coach nudges"))
    form.fill("At", "25").fill("Time zone", "Berlin").fill("Public holidays of", "Bavaria")
    assert form.submit().errors == {
        "At": "Please write an hour of the day, such as 9:00 or 17:30.",
        "Time zone": "Please write a time zone by continent and city, such as Europe/Berlin or America/New_York.",
        "Public holidays of": "Please write a country by its code, with a region where you like, such as DE or DE-BY;"
        " - for none.",
    }
    form.fill("At", "9").fill("Time zone", "").fill("Public holidays of", "XX")
    assert list(form.submit().errors) == ["Public holidays of"]
    form.fill("Public holidays of", "").fill("Away from", "2026-12-01")
    assert form.submit().errors == {
        "Away until": "Please choose the last day away, not before the first."
    }
    assert kept(table, ana) is None


def test_home_has_the_form_too(table: Table, ana: Hands) -> None:
    form = form_of(ana.presses("My nudges", on=ana.home()))
    assert "No more messages" in form.fill("One message", "No").submit().text
    mine = kept(table, ana)
    assert mine is not None
    assert mine.digest is False


def test_an_old_form_does_not_undo_what_was_set_since(table: Table, ana: Hands) -> None:
    form = form_of(ana.types("/coach nudges"))
    ana.types("/coach stop")
    assert "changed" in form.submit().text
    mine = kept(table, ana)
    assert mine is not None
    assert mine.digest is False


def test_whoever_moves_is_nudged_at_the_hour_there(
    slack: FakeSlack, table: Table, ana: Hands
) -> None:
    ana.types("/coach start")
    ana.person.zone = "America/New_York"
    slack.changes(ana)
    schedule = coming(table, ana)
    assert schedule is not None
    assert (schedule.zone, schedule.wake) == (
        "America/New_York",
        datetime(2026, 11, 23, 14, tzinfo=UTC),
    )
