"""The morning after: what waits, in one message, whose buttons work in place."""

from datetime import UTC, datetime

import pytest

from bot.domain.deals import Role
from bot.domain.ids import PersonId
from bot.domain.moves import State
from bot.domain.schedules import Outcome
from bot.operations.tick import tick_at
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Shown
from bot.playground.playing import settings_for
from bot.playground.workspace import Channel, Kind
from tests.flows.table import Table, form_of, opened
from tests.flows.test_nudges import TEAM, said_to

GIVE = "/concede 5% off cost 2k because they plan early"


def begun(ana: Hands, acme: Channel) -> None:
    """A deal with an open give, and Ana's yes, to all of it every day."""
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    ana.types("/coach start", in_=acme)
    daily(ana)


def daily(person: Hands) -> None:
    """Chooses the daily list."""
    form_of(person.types("/coach nudges")).fill("One message", "Yes, as a daily list").submit()


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads German."""
    return slack.person("Dana")


def told(person: Hands) -> Shown:
    """The last message that came unasked."""
    return person.sees(person.dm)[-1]


def wind_to(table: Table, day: int, hour: int = 8, minute: int = 1, month: int = 11) -> None:
    """Time passes until that UTC hour; in winter it is an hour later in Berlin."""
    table.slack.clock.wind_to(datetime(2026, month, day, hour, minute, tzinfo=UTC))
    table.tick()


def test_the_morning_after_brings_one_message(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    wind_to(table, 24, 7, 59)
    assert said_to(ana) == []
    wind_to(table, 24)
    digest = told(ana)
    assert digest.lines[1] == "Tue 24 Nov"
    assert "#1 5% off\nOpen give, 1 day: 2,000 EUR." in digest.text
    assert 'Say: "We have given you 5% off. In return we need ' in digest.text
    for _ in range(5):
        table.wind(hours=1)
    assert len(said_to(ana)) == 1


def test_nothing_open_nothing_said(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    ana.types("/got reference call worth 2k for #1", in_=acme)
    for _ in range(8):
        table.wind(days=1)
    assert said_to(ana) == []


def test_an_agreed_ask_leaves_its_line_struck(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    ana.types("/ask 24-month term for #1 by Tuesday", in_=acme)
    wind_to(table, 24)
    assert "#2 24-month term\nOpen ask, due today." in told(ana).text
    seen = ana.presses("Got it: 24-month term", on=told(ana))
    assert "#2 24-month term: agreed." in seen.text
    assert table.move(2).state is State.GRANTED
    assert [shown.message.ts for shown in seen.messages] == [told(ana).message.ts]
    assert "Got it" not in str(told(ana).blocks)


def test_what_came_for_a_give_is_recorded_in_a_form_and_the_message_says_so(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 24)
    form = form_of(ana.presses("Got something for it: 5% off", on=told(ana)))
    assert form["In return for"] == "#1"
    assert "get" in form.fill("What", "reference call").fill("Worth", "2k").submit().text.lower()
    assert "#1 5% off: answered by a get." in told(ana).text
    assert len(said_to(ana)) == 1


def test_ask_in_return_opens_the_form_of_an_ask_for_the_give(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 24)
    form = form_of(ana.presses("Ask in return", on=told(ana)))
    form.fill("What", "24-month term").fill("By", "2026-12-04").submit()
    assert "Asked for it: 24-month term, by Fri 4 Dec." in told(ana).text
    assert "We have given you 5% off. In return we need" in told(ana).text
    ana.presses("Ask again", on=told(ana))
    assert table.move(2).version == 2


def test_a_stalled_ask_is_asked_again(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    ana.types("/ask reference call by Wednesday", in_=acme)
    wind_to(table, 26)
    assert "#2 reference call\nOpen ask, was due Wed 25 Nov." in told(ana).text
    seen = ana.presses("Ask again", on=told(ana))
    assert "#2 reference call: asked again, by" in seen.text


@pytest.mark.parametrize(
    ("choice", "says", "back"),
    [
        ("Snooze 1 day", "5% off: not before Wed 25 Nov.", 25),
        ("Snooze 1 week", "5% off: not before Tue 1 Dec.", 31),
    ],
)
def test_a_snoozed_line_is_away_until_its_day(
    table: Table, ana: Hands, acme: Channel, choice: str, says: str, back: int
) -> None:
    begun(ana, acme)
    wind_to(table, 24)
    assert says in ana.chooses(choice, in_="digest.more", on=told(ana)).text
    for day in range(25, back):
        wind_to(table, min(day, 30))
    assert len(said_to(ana)) == 1
    wind_to(table, back if back < 31 else 1, month=11 if back < 31 else 12)
    assert len(said_to(ana)) == 2
    assert "5% off" in told(ana).text


def test_a_line_is_snoozed_until_a_chosen_day(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    wind_to(table, 24)
    form = form_of(ana.chooses("Snooze until …", in_="digest.more", on=told(ana)))
    assert form.fill("Not before", "2026-11-24").submit().errors == {
        "Not before": "Please choose a day after today."
    }
    assert (
        "stays out of your messages and comes again on Thu 26 Nov"
        in form.fill("Not before", "2026-11-26").submit().text
    )
    assert "not before Thu 26 Nov" in told(ana).text
    wind_to(table, 25)
    assert len(said_to(ana)) == 1


def test_goodwill_and_void_work_from_the_message(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    ana.presses("Already said", on=ana.types("/concede net 60 cost 3k", in_=acme))
    wind_to(table, 24)
    ana.chooses("Goodwill, on purpose", in_="digest.more", on=told(ana))
    assert table.move(2).state is State.GOODWILL
    form = form_of(ana.chooses("Void", in_="digest.more", on=told(ana)))
    form.fill("Why?", "typed twice").submit()
    assert table.move(1).state is State.VOID
    assert "#1 5% off: void." in told(ana).text
    assert "#2 net 60: goodwill, until Thu 24 Dec." in told(ana).text


def test_a_draft_of_ones_own_waits_in_the_message_and_nobody_elses(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    ana.types("/concede net 60 cost 3k", in_=acme)
    ben.types("/coach start")
    ben.types("/deal", in_=acme)
    ben.types("/ask reference call by Friday", in_=acme)
    wind_to(table, 24)
    assert "net 60" not in told(ben).text
    assert "Draft of Mon 23 Nov: not counted until you decide." in told(ana).text
    ana.presses("Drop", on=told(ana))
    assert table.move(2).state is State.VOID
    assert "#2 net 60: void." in told(ana).text


def test_a_condition_that_lapses_soon_can_be_met(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    ana.types("/concede net 60 cost 3k if they sign by Thursday", in_=acme)
    wind_to(table, 24)
    assert "lapses after Thu 26 Nov." in told(ana).text
    ana.presses("It happened", on=told(ana))
    assert table.move(2).state is State.FIRM


def test_weekends_holidays_and_days_away_are_left_out(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    for day in range(24, 31):
        wind_to(table, day)
    assert [shown.lines[1] for shown in ana.sees(ana.dm)][3:] == [
        "Fri 27 Nov",
        "Mon 30 Nov",
    ]
    form = form_of(ana.types("/coach nudges"))
    form.fill("Away from", "2026-12-01").fill("Away until", "2026-12-23").submit()
    for day in range(1, 29):
        wind_to(table, day, month=12)
    assert [shown.lines[1] for shown in ana.sees(ana.dm)][5:] == [
        "Thu 24 Dec",
        "Mon 28 Dec",
    ]


def test_the_weekend_is_that_of_the_country(table: Table, ana: Hands, acme: Channel) -> None:
    """People in Riyadh work on Sundays and are off on Fridays and Saturdays, wherever Slack has them."""
    begun(ana, acme)
    form = form_of(ana.types("/coach nudges"))
    form.fill("Time zone", "Asia/Riyadh").submit()
    assert form_of(ana.types("/coach nudges"))["Days without a message"] == ["Friday", "Saturday"]
    for day in range(24, 31):
        wind_to(table, day)
    assert [shown.lines[1] for shown in ana.sees(ana.dm)][3:] == [
        "Sun 29 Nov",
        "Mon 30 Nov",
    ]


def test_who_chose_weekdays_keeps_them_in_another_country(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    form = form_of(ana.types("/coach nudges"))
    form.fill("Days without a message", ["Sunday"]).submit()
    form_of(ana.types("/coach nudges")).fill("Time zone", "Asia/Riyadh").submit()
    assert form_of(ana.types("/coach nudges"))["Days without a message"] == ["Sunday"]
    form = form_of(ana.types("/coach nudges"))
    form.fill("Days without a message", ["Friday", "Saturday"]).submit()
    form_of(ana.types("/coach nudges")).fill("Time zone", "Europe/Berlin").submit()
    assert form_of(ana.types("/coach nudges"))["Days without a message"] == ["Saturday", "Sunday"]


def test_after_an_outage_one_message_says_what_it_covers(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 30)
    assert [shown.lines[1] for shown in ana.sees(ana.dm)] == [
        "Mon 30 Nov, with the days since Tue 24 Nov"
    ]
    with table.store.reading() as work:
        came = work.schedules.list_occurrences(TEAM, f"digest:{ana.id}")
    assert [one.outcome for one in came] == [Outcome.DROPPED] * 4 + [Outcome.MADE]


@pytest.mark.parametrize(("day", "hour"), [(24, 23), (25, 1), (25, 4)])
def test_what_is_late_past_midnight_is_not_told_at_night(
    table: Table, ana: Hands, acme: Channel, day: int, hour: int
) -> None:
    """Ana reads at 22:00 in Berlin, which is 21:00 UTC; on Tuesday nobody is there to tell her before midnight."""
    begun(ana, acme)
    form = form_of(ana.types("/coach nudges", in_=acme))
    form.fill("At", "22:00").submit()
    wind_to(table, 23, 21, 0)
    before = said_to(ana)
    wind_to(table, day, hour, 30)
    wind_to(table, 25, 20, 59)
    assert said_to(ana) == before
    wind_to(table, 25, 21, 0)
    assert len(said_to(ana)) == len(before) + 1
    assert told(ana).lines[1] == "Wed 25 Nov, with the days since Tue 24 Nov"


def test_the_morning_on_which_the_clocks_change_comes_at_nine(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    form = form_of(ana.types("/coach nudges"))
    form.fill("One message", "Yes, as a daily list")
    form.fill("Days without a message", ["Monday"]).submit()
    table.slack.clock.wind_to(datetime(2027, 3, 27, 8, tzinfo=UTC))
    table.tick()
    table.slack.clock.wind_to(datetime(2027, 3, 28, 6, 59, tzinfo=UTC))
    table.tick()
    before = len(said_to(ana))
    table.wind(minutes=2)
    assert len(said_to(ana)) == before + 1
    assert told(ana).lines[1] == "Sun 28 Mar"


def test_two_ticks_make_one_message(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    wind_to(table, 24)
    table.restart()
    table.tick()
    table.tick()
    assert len(said_to(ana)) == 1


def test_who_left_or_became_a_guest_gets_nothing(
    slack: FakeSlack, table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    ana.person.kind = Kind.DEACTIVATED
    slack.changes(ana)
    wind_to(table, 24)
    assert said_to(ana) == []


def test_a_viewer_gets_nothing(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    begun(ana, acme)
    ben.types("/coach start")
    with table.store.work() as work:
        work.roles.save(TEAM, table.deal.id, PersonId(ben.id), Role.VIEWER)
    wind_to(table, 24)
    assert not any("Still open" in text for text in said_to(ben))
    assert len(said_to(ana)) == 1


def test_what_waits_in_a_locked_deal_is_told_to_its_people_alone(
    slack: FakeSlack, table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    ana.types("/deal digest here on", in_=acme)
    slack.shares(acme)
    wind_to(table, 24)
    assert "#1 5% off" in told(ana).text
    assert "This deal is locked" in told(ana).text
    assert "Got it" not in str(told(ana).blocks)
    assert shown_in(ana, acme) == []
    assert (
        "not before Wed 25 Nov" in ana.chooses("Snooze 1 day", in_="digest.more", on=told(ana)).text
    )


def test_stop_these_stops_at_once_even_what_is_on_its_way(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 24)
    assert "No more messages unasked." in ana.presses("Stop these", on=told(ana)).text
    assert "Open give" in ana.sees(ana.dm)[0].text
    wind_to(table, 25)
    assert len([shown for shown in ana.sees(ana.dm) if "Still open" in shown.text]) == 1


def test_mute_is_a_week_of_quiet(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    wind_to(table, 24)
    assert "through Tue 1 Dec" in ana.presses("Mute for a week", on=told(ana)).text
    for day in (25, 26, 27, 30):
        wind_to(table, day)
    wind_to(table, 1, month=12)
    assert len([s for s in ana.sees(ana.dm) if s.text.startswith("Still open")]) == 1
    wind_to(table, 2, month=12)
    assert told(ana).lines[1] == "Wed 2 Dec"


def test_five_lines_then_how_many_more(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    for no in range(2, 9):
        ana.presses(
            "Already said", on=ana.types(f"/concede thing {no} cost {no}k on 12 Nov", in_=acme)
        )
    wind_to(table, 24)
    assert [line for line in told(ana).lines if line.startswith("#")] == [
        "#8 thing 8",
        "#7 thing 7",
        "#6 thing 6",
        "#5 thing 5",
        "#4 thing 4",
    ]
    assert "And 3 more, in Home." in told(ana).text


def test_a_line_that_changed_meanwhile_is_not_changed_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    ana.types("/ask 24-month term by Tuesday", in_=acme)
    wind_to(table, 24)
    digest = told(ana)
    ana.types("/ask again about 24-month term", in_=acme)
    assert "changed" in ana.chooses("They declined", in_="digest.more", on=digest).text
    assert table.move(2).state is State.OPEN


def shown_in(person: Hands, channel: Channel) -> list[str]:
    """What the bot said to all in a channel."""
    return [shown.text for shown in person.sees(channel) if not shown.private]


def public(person: Hands, channel: Channel) -> Shown:
    """The last message of the bot that everybody in a channel sees."""
    return [shown for shown in person.sees(channel) if not shown.private][-1]


def test_a_channel_that_chose_it_sees_what_waits_without_costs(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 2k worth 4k because they plan early", in_=acme)
    ana.types("/concede net 60 cost 3k", in_=acme)
    ana.types("/ask reference call worth 5k by Tuesday", in_=acme)
    said = ana.types("/deal digest here daily", in_=acme)
    assert "This channel is told on working days what is open in Acme renewal" in said.text
    assert "The first day it may come: Tue 24 Nov." in said.text
    wind_to(table, 24)
    (digest,) = shown_in(ben, acme)
    assert digest.splitlines()[0].startswith("Acme renewal: open today, Tue 24 Nov")
    assert "#1 5% off: given, nothing matched yet, 1 day" in digest
    assert "#3 reference call: asked, due today" in digest
    assert "net 60" not in digest
    assert "000" not in digest
    assert said_to(ana) == []
    ana.types("/deal digest here off", in_=acme)
    wind_to(table, 25)
    assert len(shown_in(ben, acme)) == 1


def test_a_channel_answers_its_digest_and_sees_what_became_of_it(
    slack: FakeSlack, table: Table, ana: Hands, ben: Hands, dana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    slack.joins(dana, acme)
    ana.types("/concede 5% off cost 2k because they plan early", in_=acme)
    ana.types("/ask reference call because it convinces by Tuesday", in_=acme)
    assert "Frühestens: Di 24. Nov" in dana.types("/deal übersicht hier täglich", in_=acme).text
    wind_to(table, 24)
    digest = public(ben, acme)
    assert digest.lines[0].startswith("Acme renewal: heute offen, Di 24. Nov")
    assert "convinces" not in digest.text
    with table.store.work() as work:
        work.roles.save(TEAM, table.deal.id, PersonId(ben.id), Role.VIEWER)
    assert "role" in ben.presses("Bekommen: reference call", on=digest).text
    assert table.move(2).state is State.OPEN
    said = ana.presses("Bekommen: reference call", on=digest)
    assert "Thank you for agreeing to the reference call." in said.text
    assert "Erledigt: #2 reference call: zugesagt." in public(ben, acme).text
    form_of(ana.presses("Etwas dafür bekommen: 5% off", on=public(ana, acme))).fill(
        "What", "case study"
    ).submit()
    assert "Erledigt: #1 5% off: durch eine Gegenleistung beantwortet." in public(ben, acme).text
    assert len(shown_in(ben, acme)) == 1
    assert "role" in ben.presses("Eine Woche Ruhe", on=public(ben, acme)).text
    assert "Tue 1 Dec" in ana.presses("Eine Woche Ruhe", on=public(ana, acme)).text
    assert "No more digests" in ana.presses("Keine mehr", on=public(ana, acme)).text
    assert "No digest comes" in ana.presses("Eine Woche Ruhe", on=public(ana, acme)).text


def test_a_digest_that_does_not_run_is_not_paused_and_the_answer_says_how_to_start_one(
    slack: FakeSlack, table: Table, ana: Hands, dana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    slack.joins(dana, acme)
    for word in ("mute", "unmute"):
        said = ana.types(f"/deal digest here {word}", in_=acme).text
        assert "No digest comes to this channel, so nothing was changed." in said
        assert "/deal digest here on starts one." in said
    dana.types("/concede net 60 cost 3k", in_=acme)
    said = dana.types("/deal übersicht hier ruhe aus", in_=acme).text
    assert "In diesen Channel kommt keine Übersicht" in said
    assert "/deal übersicht hier an beginnt damit." in said


def test_a_channel_where_nothing_waits_hears_nothing(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/deal digest here on", in_=acme)
    for day in (24, 25, 26):
        wind_to(table, day)
    assert shown_in(ana, acme) == []


def test_a_channel_shared_with_another_company_never_hears_it(
    table: Table, slack: FakeSlack, ana: Hands
) -> None:
    shared = slack.channel("acme-shared")
    ana.types("/deal open Acme renewal selling 240k EUR", in_=shared)
    ana.types(GIVE, in_=shared)
    assert "shared" in ana.types("/deal digest here on", in_=shared).text
    wind_to(table, 24)
    assert shown_in(ana, shared) == []


def test_once_a_channel_is_shared_it_hears_no_more(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    ana.types("/deal digest here on", in_=acme)
    acme.shared = True
    wind_to(table, 24)
    assert shown_in(ana, acme) == []


def test_while_slack_cannot_say_whose_a_channel_is_its_digest_waits_for_an_hour(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    ana.types("/deal digest here daily", in_=acme)
    slack.board.faults.fail("internal_error", 2, method="conversations.info")
    for minute in (1, 4):
        wind_to(table, 24, minute=minute)
    assert shown_in(ana, acme) == []
    for minute in (7, 10):
        wind_to(table, 24, minute=minute)
    assert len(shown_in(ana, acme)) == 1
    slack.board.faults.fail("internal_error", 100, method="conversations.info")
    for minute in range(1, 59, 3):
        wind_to(table, 25, minute=minute)
    wind_to(table, 25, hour=9, minute=2)
    slack.board.faults.clear()
    wind_to(table, 25, hour=9, minute=30)
    assert len(shown_in(ana, acme)) == 1
    wind_to(table, 26)
    assert len(shown_in(ana, acme)) == 2


def test_a_viewer_and_a_scribe_may_not_choose_for_a_channel(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    with table.store.work() as work:
        work.roles.save(TEAM, table.deal.id, PersonId(ben.id), Role.SCRIBE)
    assert "role" in ben.types("/deal digest here on", in_=acme).text
    assert "/deal digest here on" in ana.types("/deal digest there", in_=acme).text


def test_the_command_line_does_what_is_due_as_of_a_moment(
    table: Table, slack: FakeSlack, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    settings = settings_for(slack.settings(str(table.database.engine.url)))
    nine = datetime(2026, 11, 24, 8, tzinfo=UTC)
    said = tick_at(settings, nine)
    assert said == (
        "As of 2026-11-24T08:00+00:00: 0 lapsed; 1 came round with something to say, 0 without; 0 told at once; "
        "0 late days dropped; 0 failed."
    )
    assert said_to(ana) == []
    assert "0 came round" in tick_at(settings, nine)
    wind_to(table, 24)
    assert len(said_to(ana)) == 1
