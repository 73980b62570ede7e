"""Check-ins: nudged a week and a day before, settled with a button, escalated step by step; each once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.checkins import CheckIn, CheckInState
from bot.domain.ledger import Verb
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Shown
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_rhythm import add_measure, rhythm_of, set_cadence, set_owner, step


def reminded(person: Hands, channel: Channel) -> None:
    """Asks to be reminded; whoever said yes to all messages is reminded already."""
    seen = person.types("/deal rhythm", in_=channel)
    if "Remind me" in seen.buttons:
        person.presses("Remind me", on=seen)


def begun(ana: Hands, acme: Channel, **more: str) -> None:
    """A monthly rhythm from Monday 7 December that Ana owns and wants to be reminded of."""
    opened(ana, acme)
    set_cadence(
        ana, acme, **{"weekday": "Monday", "nth": "First", "agenda": "what went well"} | more
    )
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)


def wind_to(
    table: Table, month: int, day: int, hour: int = 8, minute: int = 1, year: int = 2026
) -> None:
    """Time passes until that UTC hour; in winter it is an hour later in Berlin."""
    table.slack.clock.wind_to(datetime(year, month, day, hour, minute, tzinfo=UTC))
    table.tick()


def told(person: Hands) -> list[Shown]:
    """What came unasked."""
    return [shown for shown in person.sees(person.dm) if not shown.message.ephemeral]


def named(shown: Shown) -> str:
    """The first thing that a morning's message tells, without its buttons."""
    return shown.lines[3].partition(" [")[0]


def agenda_of(person: Hands) -> Shown:
    """The agenda of the check-in of the last message."""
    return person.presses("Agenda", on=told(person)[-1]).messages[-1]


def checkins(table: Table) -> list[CheckIn]:
    with table.store.reading() as work:
        return list(work.rhythms.list_checkins(table.deal.team, table.deal.id))


def test_a_check_in_is_nudged_a_week_and_a_day_before(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 11, 30, 7, 59)
    assert told(ana) == []
    wind_to(table, 11, 30)
    (week,) = told(ana)
    assert named(week) == "Check-in Mon 7 Dec"
    for day in (1, 2, 3):
        wind_to(table, 12, day)
    assert len(told(ana)) == 1
    wind_to(table, 12, 4)
    assert named(told(ana)[-1]) == "Check-in Mon 7 Dec"
    wind_to(table, 12, 7)
    assert len(told(ana)) == 2


def test_the_agenda_is_drafted_from_ledger_commitments_and_measures(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    add_measure(ana, acme, unit="%")
    ana.types("/deal measure uptime 99.2", in_=acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    ana.types("/ask 24-month term by 4 Dec", in_=acme)
    ana.types("/got verbal yes on a case study", in_=acme)
    wind_to(table, 11, 30)
    assert (
        "To speak of: what went well, 1 open give, 1 open ask, 1 promised get and uptime past its threshold."
        in (told(ana)[-1].text)
    )
    assert agenda_of(ana).text.partition(" [Held]")[0].splitlines() == [
        "Check-in Mon 7 Dec: Acme renewal",
        "• what went well",
        "• uptime: 99.2 % on Mon 23 Nov, past the threshold of at least 99.5 %",
        "• Fired on Mon 23 Nov: uptime, agreed: both owners meet",
        "• Promised, not delivered yet: #3 a case study, since Mon 23 Nov",
        "• Open give: #1 5% off, 7 days",
        "• Open ask: #2 24-month term, by Fri 4 Dec",
    ]


def test_nobody_is_told_before_they_said_yes(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, weekday="Monday", nth="First")
    seen = set_owner(ana, acme, "Ben")
    assert "No reminders yet for @Ben" in seen.text
    wind_to(table, 11, 30)
    assert told(ben) == []
    reminded(ben, acme)
    wind_to(table, 12, 4)
    assert len(told(ben)) == 1
    ben.presses("Stop reminding me", on=told(ben)[0])
    for day in (8, 9, 10):
        wind_to(table, 12, day)
    assert len(told(ben)) == 1


def test_held_is_kept_with_its_outcome_and_the_next_one_is_handed_over(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 12, 7)
    form = form_of(ana.presses("Held", on=told(ana)[-1])).fill("What came of it", "on plan")
    seen = (
        form.fill("What was decided", "one more site")
        .fill("Who takes the next one?", ["Ben"])
        .submit()
    )
    assert "Check-in of Mon 7 Dec: held. on plan\nDecided: one more site" in seen.text
    held, following = checkins(table)
    assert (held.state, held.outcome, held.person) == (CheckInState.HELD, "on plan", ana.id)
    assert (following.day, following.owner) == (date(2027, 1, 4), ben.id)
    assert table.entries()[-1].verb is Verb.CHECKED_IN
    assert (
        "• Mon 7 Dec: held. on plan Decided: one more site"
        in ana.types("/deal checkins", in_=acme).text
    )
    for day in (8, 9, 14):
        wind_to(table, 12, day)
    assert len(told(ana)) == 1


def test_a_check_in_to_come_was_not_held_yet(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    wind_to(table, 12, 4)
    assert "[Held]" not in told(ana)[-1].text
    seen = ana.presses("Held", on=agenda_of(ana))
    assert seen.form is None
    assert seen.lines[0] == (
        "The check-in of Mon 7 Dec is still to come, so it was not held yet. "
        "If you met earlier, move it to that day first."
    )
    form_of(ana.presses("Moved", on=seen)).fill("To which day?", "2026-12-04").submit()
    held = ana.types("/deal checkins held met at the fair", in_=acme)
    assert "Check-in of Fri 4 Dec: held. met at the fair" in held.text
    assert "Next: Mon 4 Jan 2027" in held.text


def test_what_became_of_a_check_in_is_typed(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    early = ana.types("/deal checkins held on plan", in_=acme)
    assert "The check-in of Mon 7 Dec is still to come" in early.text
    moved = ana.types("/deal checkins moved to 9 Dec", in_=acme)
    assert "Check-in of Mon 7 Dec: moved to Wed 9 Dec." in moved.text
    form = form_of(ana.types("/deal checkins moved whenever it suits", in_=acme))
    assert form["To which day?"] is None
    wind_to(table, 12, 10)
    form = form_of(ana.types("/deal checkins skipped", in_=acme))
    assert form["Why?"] is None
    skipped = ana.types("/deal checkins skipped both are away", in_=acme)
    assert "Check-in of Wed 9 Dec: skipped. both are away" in skipped.text
    unknown = ana.types("/deal checkins postponed", in_=acme)
    assert "/deal checkins held on plan, one question left" in unknown.text


def test_unsettled_it_is_asked_again_weekly_then_monthly_until_somebody_says(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    form_of(ana.presses("Cadence", on=ana.types("/deal rhythm", in_=acme))).fill(
        "How often?", "Every quarter (QBR)"
    ).submit()
    asked = []
    day = date(2026, 12, 8)
    while day < date(2027, 5, 12):
        before = len(told(ana))
        wind_to(table, day.month, day.day, year=day.year)
        late = [shown for shown in told(ana)[before:] if "no outcome yet" in shown.text]
        asked += [day] * len(late)
        day += timedelta(days=1)
    assert asked[:8] == [
        date(2026, 12, 8),
        # From then on with the first message of a week.
        date(2026, 12, 14),
        date(2026, 12, 21),
        date(2026, 12, 28),
        date(2027, 1, 4),
        date(2027, 2, 1),
        date(2027, 3, 2),
        date(2027, 4, 5),
    ]
    assert "2 check-ins have no outcome yet: Mon 7 Dec 2026, " in told(ana)[-1].text
    form = form_of(ana.presses("Settle them", on=told(ana)[-1]))
    form.fill("What became of them?", "Held").fill(
        "What came of them, or why they were skipped", "on plan"
    )
    assert "2 check-ins held. on plan" in form.submit().text
    count = len(told(ana))
    while day < date(2027, 5, 30):
        wind_to(table, day.month, day.day, year=day.year)
        day += timedelta(days=1)
    assert not [shown for shown in told(ana)[count:] if "no outcome yet" in shown.text]


def test_the_agenda_tells_what_earlier_ones_brought_and_which_were_not_held(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 12, 7)
    ana.types("/deal checkins held on plan, one more site", in_=acme)
    wind_to(table, 1, 5, year=2027)
    wind_to(table, 1, 25, year=2027)
    assert named(told(ana)[-1]) == "Check-in Mon 1 Feb"
    agenda = agenda_of(ana)
    assert "• Held on Mon 7 Dec 2026: on plan, one more site" in agenda.lines
    assert "• Not held: Mon 4 Jan, nobody said what became of it" in agenda.lines
    wind_to(table, 2, 2, year=2027)
    settled = form_of(ana.types("/deal checkins skipped a strike", in_=acme)).submit()
    assert "2 check-ins skipped. a strike\nMon 4 Jan · Mon 1 Feb" in settled.text
    assert table.entries()[-1].verb is Verb.CHECKED_IN
    wind_to(table, 2, 22, year=2027)
    agenda = agenda_of(ana)
    assert "• Skipped on Mon 1 Feb: a strike" in agenda.text
    assert "Not held" not in agenda.text


def test_a_german_settles_several_in_one_go(table: Table, slack: FakeSlack) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Rechenzentrum Einkauf 60k EUR", in_=general)
    form = form_of(dana.presses("Takt", on=dana.types("/deal rhythmus", in_=general)))
    form.fill("Wie oft?", "Jeden Monat").fill("Ab welchem Tag?", "2026-12-07").submit()
    early = dana.types("/deal zwischenstand stattgefunden alles gut", in_=general)
    assert early.lines[0].startswith("Der Zwischenstand am Mo 7. Dez steht noch bevor")
    wind_to(table, 12, 8)
    wind_to(table, 1, 8, year=2027)
    form = form_of(dana.types("/deal zwischenstand ausgefallen wegen Streik", in_=general))
    seen = form.submit()
    assert "2 Zwischenstände sind ausgefallen. wegen Streik" in seen.text


def test_two_who_settle_the_same_check_ins_are_told_apart(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 12, 7)
    wind_to(table, 1, 5, year=2027)
    bens = form_of(ben.types("/deal checkins skipped a strike", in_=acme))
    no = checkins(table)[0].no
    form_of(ana.presses("Held", on=told(ana)[0])).fill("What came of it", "fine").submit()
    seen = bens.submit()
    assert "1 check-in skipped. a strike" in seen.text
    assert "1 was settled by somebody else meanwhile and stays as it is." in seen.text
    assert [c.state for c in checkins(table) if c.no == no] == [CheckInState.HELD]


def test_a_moved_one_is_nudged_on_its_new_day_and_a_skipped_one_never(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    listed = ana.types("/deal checkins", in_=acme)
    form = form_of(ana.presses("Moved", on=listed))
    assert form.fill("To which day?", "2026-11-20").submit().errors == {
        "To which day?": "Please choose a day from today on."
    }
    assert "moved to Thu 17 Dec" in form.fill("To which day?", "2026-12-17").submit().text
    for day in (30, 1, 4, 7, 8):
        wind_to(table, 11 if day == 30 else 12, day)
    assert told(ana) == []
    wind_to(table, 12, 10)
    assert named(told(ana)[-1]) == "Check-in Thu 17 Dec"
    form_of(ana.presses("Skipped", on=told(ana)[-1])).fill("Why?", "both are away").submit()
    for day in (16, 18, 21):
        wind_to(table, 12, day)
    assert len(told(ana)) == 1
    assert "• Thu 17 Dec: skipped: both are away" in ana.types("/deal checkins", in_=acme).text


def test_a_button_pressed_twice_or_late_changes_nothing(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    late = form_of(ben.presses("Skipped", on=ben.types("/deal checkins", in_=acme))).fill(
        "Why?", "no time"
    )
    wind_to(table, 12, 7)
    form = form_of(ana.presses("Held", on=told(ana)[-1])).fill("What came of it", "fine")
    form.submit(times=3)
    assert "changed" in late.submit().text
    assert [c.state for c in checkins(table)] == [CheckInState.HELD, CheckInState.PLANNED]


def test_overdue_goes_along_the_path_each_step_once(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    form = step(ana, acme, "Escalation").fill("First: one of us", ["Ben"])
    form.fill("First: after how many working days", "3").fill(
        "Second: or somebody by role", "their COO"
    )
    form.fill("Second: after how many working days", "5").submit()
    reminded(ben, acme)
    wind_to(table, 12, 4)
    before = len(told(ana))
    for day in range(7, 31):
        wind_to(table, 12, day)
    late = [shown.text for shown in told(ana)[before:] if "no outcome yet" in shown.text]
    # After the steps of the path it is asked again, a week apart.
    assert len(late) == 2 + 3
    assert "The check-in of Mon 7 Dec has no outcome yet. What became of it?" in late[0]
    assert "Next on the escalation path: their COO." in late[1]
    # Whoever pressed Remind me hears of what comes; of what is overdue the one whose turn it is.
    (bens,) = [shown.text for shown in told(ben) if "no outcome yet" in shown.text]
    assert "has no outcome yet (@Ana)" in bens
    assert len(told(ben)) > 1


def test_after_an_outage_one_message_says_where_it_stands(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 12, 6)
    assert told(ana) == []
    wind_to(table, 12, 7, 7, 59)
    assert told(ana) == []
    wind_to(table, 12, 7)
    (shown,) = told(ana)
    assert named(shown) == "Check-in today"
    wind_to(table, 3, 10, year=2027)
    (after,) = told(ana)[1:]
    assert named(after) == (
        "2 check-ins have no outcome yet: Mon 7 Dec 2026, Mon 4 Jan. What became of them?"
    )
    states = [(c.of, c.state, c.why) for c in checkins(table)]
    assert states[:1] == [(date(2026, 12, 7), CheckInState.PLANNED, "")]
    assert states[-1][:2] == (date(2027, 4, 5), CheckInState.PLANNED)
    assert all(why == "missed" for _, state, why in states if state is CheckInState.SKIPPED)


def away(person: Hands, first: str, last: str, **more: str) -> None:
    form = form_of(person.types("/coach nudges")).fill("Away from", first).fill("Away until", last)
    for label, value in more.items():
        form.fill(label, value)
    form.submit()


def test_what_falls_on_days_off_comes_before_them_and_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    away(ana, "2026-11-27", "2026-12-02")
    wind_to(table, 11, 25)
    assert told(ana) == []
    wind_to(table, 11, 26)
    (week,) = told(ana)
    assert named(week) == "Check-in Mon 7 Dec"
    assert "Meant for Mon 30 Nov, one of your days off." in week.text
    form_of(ana.types("/coach nudges")).fill("Away until", "2026-11-29").submit()
    away(ana, "2026-11-27", "2026-12-02")
    form_of(ana.types("/coach nudges")).fill(
        "Days without a message", ["Friday", "Saturday", "Sunday"]
    ).submit()
    for day in (30, 1, 2):
        wind_to(table, 11 if day == 30 else 12, day)
    assert checkins_of(ana) == [named(week)]
    wind_to(table, 12, 3)
    assert "Meant for Fri 4 Dec, one of your days off." in told(ana)[-1].text
    away(ana, "2026-12-07", "2026-12-11")
    for day in range(4, 14):
        wind_to(table, 12, day)
    assert len(checkins_of(ana)) == 2
    wind_to(table, 12, 14)
    assert "The check-in of Mon 7 Dec has no outcome yet." in told(ana)[-1].text
    assert "Meant for Tue 8 Dec, one of your days off." in told(ana)[-1].text


def checkins_of(person: Hands) -> list[str]:
    """The check-ins ahead that were named, each as often as it was."""
    return [named(shown) for shown in told(person) if named(shown).startswith("Check-in")]


def test_who_is_away_the_whole_time_hears_of_it_before_they_leave(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    away(ana, "2026-11-28", "2026-12-08")
    wind_to(table, 11, 27)
    (before,) = told(ana)
    assert named(before) == "Check-in Mon 7 Dec"
    assert "You are off that day: it can be moved" in before.text
    for day in (30, 1, 3, 4, 7, 8):
        wind_to(table, 11 if day == 30 else 12, day)
    assert len(told(ana)) == 1
    wind_to(table, 12, 9)
    assert "has no outcome yet" in told(ana)[-1].text


def test_what_was_to_come_before_days_off_and_could_not_comes_after_them(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    wind_to(table, 11, 26, 11)
    away(ana, "2026-11-27", "2026-12-03")
    for day in (27, 30, 1, 2, 3):
        wind_to(table, 11 if day > 3 else 12, day)
    assert told(ana) == []
    wind_to(table, 12, 4)
    (shown,) = told(ana)
    assert named(shown) == "Check-in Mon 7 Dec"
    form_of(ana.types("/coach nudges")).fill(
        "Days without a message", ["Friday", "Saturday", "Sunday"]
    ).submit()
    wind_to(table, 12, 7)
    form_of(ana.presses("Held", on=told(ana)[-1])).fill("What came of it", "fine").submit()
    for day in (24, 28, 31):
        wind_to(table, 12, day)
    assert checkins_of(ana)[1:] == ["Check-in Mon 4 Jan 2027"] * 2


def test_each_is_reminded_at_their_own_hour(table: Table, slack: FakeSlack, ana: Hands) -> None:
    """The rhythm is at home in Berlin, its owner in New York."""
    globex, chris = slack.channel("globex"), slack.person("Chris")
    opened(ana, globex)
    set_cadence(ana, globex, weekday="Monday", nth="First")
    set_owner(ana, globex, "Chris")
    reminded(chris, globex)
    wind_to(table, 11, 30, 13, 59)
    assert told(chris) == []
    wind_to(table, 11, 30, 14, 0)
    assert len(told(chris)) == 1
    form_of(chris.types("/coach nudges")).fill("At", "17:00").submit()
    wind_to(table, 12, 4, 21, 59)
    assert len(told(chris)) == 1
    wind_to(table, 12, 4, 22, 0)
    assert named(told(chris)[-1]) == "Check-in Mon 7 Dec"


def test_a_trigger_waits_for_its_readers_next_day(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    add_measure(ana, acme, unit="%")
    away(ana, "2026-11-23", "2026-11-25")
    ben.types("/deal measure uptime 99.2", in_=acme)
    for day in (23, 24, 25, 26):
        assert told(ana) == []
        wind_to(table, 11, day)
    assert "uptime: 99.2 % on Mon 23 Nov" in told(ana)[-1].text


def test_two_ticks_at_once_make_one_nudge(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    table.slack.clock.wind_to(datetime(2026, 11, 30, 8, 1, tzinfo=UTC))
    with ThreadPoolExecutor(2) as beats:
        for beat in [beats.submit(table.tick) for _ in range(4)]:
            beat.result()
    table.restart()
    table.tick()
    assert len(told(ana)) == 1


@pytest.mark.parametrize(("month", "day", "hour"), [(3, 16, 8), (4, 6, 7)])
def test_the_hour_stays_nine_over_the_change_of_clocks(
    table: Table, ana: Hands, acme: Channel, month: int, day: int, hour: int
) -> None:
    """In Berlin the clocks change on 28 March 2027: nine is 8 UTC before and 7 UTC after."""
    begun(
        ana, acme, start="2027-03-12", weekday="Wednesday", nth="Third" if month == 3 else "First"
    )
    wind_to(table, month, day, hour - 1, 59, year=2027)
    eve = [shown for shown in told(ana) if "Wed" in shown.lines[0]]
    wind_to(table, month, day, hour, 1, year=2027)
    assert len(told(ana)) == len(eve) + 1


def test_a_holiday_moves_it_to_the_next_working_day_and_a_short_month_to_its_last(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert (
        "Next check-in: Mon 28 Dec."
        in set_cadence(ana, acme, start="2026-12-25", country="DE").text
    )
    set_cadence(ana, acme, start="2027-01-31", country="DE")
    assert rhythm_of(table).country == "DE"
    seen = ana.types("/deal checkins", in_=acme).text
    assert "Check-in Mon 1 Feb 2027" in seen
    assert "By the rhythm then: Sun 28 Feb 2027 · Wed 31 Mar 2027 · Fri 30 Apr 2027" in seen


def test_the_quarterly_one_looks_back(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, "Every quarter (QBR)", start="2026-12-07")
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    ana.types("/concede 5% off cost 2k", in_=acme)
    wind_to(table, 11, 30)
    assert named(told(ana)[0]) == "QBR Mon 7 Dec"
    assert (
        "Since Mon 23 Nov: 0 check-ins held; 1 give, 0 gets; 0 promised gets not delivered yet."
        in agenda_of(ana).text
    )


def test_renewal_and_notice_are_named_in_time_and_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    form = step(ana, acme, "Dates").fill("End of the term", "2027-03-31")
    assert form.fill("Last day for notice", "2027-04-30").submit().errors == {
        "Last day for notice": "The last day for notice comes before the renewal."
    }
    form.fill("Last day for notice", "2026-12-31").submit()
    for month, days in ((11, range(24, 31)), (12, range(1, 32))):
        for day in days:
            wind_to(table, month, day)
    lines = [line for shown in told(ana) for line in shown.lines if "notice" in line]
    assert [line.partition(" [")[0] for line in lines] == [
        "In 30 days: Thu 31 Dec is the last day for notice.",
        "In 7 days: Thu 31 Dec is the last day for notice.",
        "Tomorrow: Thu 31 Dec is the last day for notice.",
        "Today: Thu 31 Dec is the last day for notice.",
    ]


def dated(ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    form = step(ana, acme, "Dates").fill("End of the term", "2027-01-29")
    form.fill("Last day for notice", "2026-11-27").submit()


def of_dates(person: Hands) -> list[Shown]:
    """The messages that tell of the last day for notice or of the renewal."""
    words = ("last day for notice", "it renews", "notice was given", "The renewal")
    return [shown for shown in told(person) if any(word in shown.text for word in words)]


def dates_of(person: Hands) -> list[str]:
    """What those messages say of it."""
    return [line_of_date(shown) for shown in of_dates(person)]


def line_of_date(shown: Shown) -> str:
    words = ("notice", "renew")
    lines = [line.partition(" [")[0] for line in shown.lines[3:]]
    return next(line for line in lines if any(word in line for word in words))


def test_after_the_last_day_for_notice_it_is_asked_what_happened_until_somebody_says(
    table: Table, ana: Hands, acme: Channel
) -> None:
    dated(ana, acme)
    asked = []
    for day in [date(2026, 11, 27) + timedelta(days=n) for n in range(20)]:
        before = len(of_dates(ana))
        wind_to(table, day.month, day.day)
        asked += [day] * (len(of_dates(ana)) - before)
    assert asked == [
        date(2026, 11, 27),
        date(2026, 11, 30),
        date(2026, 12, 7),
        date(2026, 12, 14),
    ]
    question = of_dates(ana)[-1]
    assert line_of_date(question) == "Fri 27 Nov was the last day for notice. What happened?"
    given = ana.presses("Notice given", on=question)
    assert "Notice given for Acme renewal. It ends on Fri 29 Jan 2027." in given.text
    assert "notice given" in ana.types("/deal rhythm", in_=acme).text
    for in_december in (21, 28, 30):
        wind_to(table, 12, in_december)
    assert dates_of(ana)[3:] == ["In 30 days: notice was given, it ends on Fri 29 Jan 2027."]
    back = ana.presses("Not so", on=given)
    assert "Taken back. The last day for notice is Fri 27 Nov." in back.text
    wind_to(table, 1, 28, year=2027)
    assert any("What happened?" in shown.text for shown in told(ana)[-2:])


def test_a_german_is_asked_what_became_of_the_last_day_for_notice(
    table: Table, slack: FakeSlack
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Rechenzentrum Einkauf 60k EUR", in_=general)
    form = form_of(dana.presses("Verantwortliche", on=dana.types("/deal rhythmus", in_=general)))
    form.fill("Verantwortlich bei uns", ["Dana"]).submit()
    form = form_of(dana.presses("Termine", on=dana.types("/deal rhythmus", in_=general)))
    form.fill("Letzter Kündigungstag", "2026-11-27").submit()
    dana.presses("Erinnern", on=dana.types("/deal rhythmus", in_=general))
    wind_to(table, 11, 27)
    assert "Heute: letzter Kündigungstag am Fr 27. Nov." in told(dana)[-1].text
    wind_to(table, 11, 30)
    question = told(dana)[-1]
    assert "Der letzte Kündigungstag war Fr 27. Nov. Was ist passiert?" in question.text
    assert "Gekündigt: Rechenzentrum." in dana.presses("Gekündigt", on=question).text


def test_a_renewed_contract_counts_down_to_its_next_days(
    table: Table, ana: Hands, acme: Channel
) -> None:
    dated(ana, acme)
    wind_to(table, 11, 26)
    assert dates_of(ana)[-1] == "Tomorrow: Fri 27 Nov is the last day for notice."
    form = form_of(ana.presses("Renewed", on=of_dates(ana)[-1]))
    assert form.fill("Next renewal", "2026-11-20").submit().errors == {
        "Next renewal": "The next renewal comes after this one."
    }
    form.fill("Next renewal", "2028-01-28").fill("Next last day for notice", "2027-11-26")
    seen = form.submit()
    assert (
        "Acme renewal is renewed. It renews again on Fri 28 Jan 2028. "
        "The last day for notice is Fri 26 Nov 2027." in seen.text
    )
    before = len(of_dates(ana))
    for day in (27, 30):
        wind_to(table, 11, day)
    wind_to(table, 2, 1, year=2027)
    assert len(of_dates(ana)) == before
    wind_to(table, 10, 27, year=2027)
    assert "In 30 days: Fri 26 Nov is the last day for notice." in told(ana)[-1].text


def test_a_term_that_renews_for_a_year_brings_its_next_days_along(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    form = step(ana, acme, "Dates").fill("End of the term", "2026-12-31")
    form.fill("Notice period", "1 month").fill("It renews for how long", "12 months").submit()
    wind_to(table, 11, 30)
    told_of = next(shown for shown in of_dates(ana) if "notice" in shown.text)
    form = form_of(ana.presses("Renewed", on=told_of))
    assert form["Next renewal"] == "2027-12-31"
    seen = form.submit()
    assert "It renews again on Fri 31 Dec 2027. The last day for notice is Tue 30 Nov 2027." in (
        seen.text
    )


def test_a_moved_day_for_notice_counts_down_anew(table: Table, ana: Hands, acme: Channel) -> None:
    dated(ana, acme)
    for day in (27, 30):
        wind_to(table, 11, day)
    form = form_of(ana.presses("Date moved", on=of_dates(ana)[-1]))
    assert form.fill("To which day?", "2027-02-01").submit().errors == {
        "To which day?": "The last day for notice comes before the renewal."
    }
    seen = form.fill("To which day?", "2026-12-15").submit()
    assert "The last day for notice is Tue 15 Dec now, no longer Fri 27 Nov." in seen.text
    wind_to(table, 12, 8)
    assert dates_of(ana)[-1] == "In 7 days: Tue 15 Dec is the last day for notice."
    gone = ana.presses("Notice given", on=of_dates(ana)[0])
    assert "changed" in gone.text


def test_stop_stops_reminders_of_rhythms_too(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme)
    ana.types("/coach stop", in_=acme)
    wind_to(table, 11, 30)
    assert told(ana) == []
    assert "Remind me" in ana.types("/deal rhythm", in_=acme).buttons


def test_a_check_in_that_changed_its_day_meanwhile_is_looked_at_again(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    late = form_of(ben.presses("Skipped", on=ben.types("/deal checkins", in_=acme))).fill(
        "Why?", "no time"
    )
    set_cadence(ana, acme, weekday="Tuesday", nth="First", agenda="what went well")
    assert "changed" in late.submit().text
    assert [(c.day, c.state) for c in checkins(table)] == [(date(2027, 1, 5), CheckInState.PLANNED)]
