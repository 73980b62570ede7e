"""Putting off and bringing back mirror each other: by button and typed, for every kind of line, in both languages."""

from datetime import UTC, date, datetime

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Shown
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_mornings import GIVE, begun, mornings, pass_to
from tests.flows.test_rhythm import set_cadence, set_owner, step


def wind_to(table: Table, day: int, hour: int, minute: int = 0, month: int = 11) -> None:
    """Time passes until that hour in Berlin's winter."""
    table.slack.clock.wind_to(datetime(2026, month, day, hour - 1, minute, tzinfo=UTC))
    table.tick()


def last(person: Hands) -> Shown:
    return mornings(person)[-1]


def test_a_mute_ends_by_its_button_and_names_the_day_that_comes(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, GIVE, "/ask reference call by 1 Dec")
    pass_to(table, date(2026, 11, 30))
    muted = ana.presses("Mute for a week", on=last(ana))
    assert "Muted through Mon 7 Dec; /coach unmute ends it." in muted.text
    assert "As things stand, the next one comes Tue 8 Dec." in muted.text
    ended = ana.presses("Unmute", on=muted)
    assert "Muted" not in ended.text
    assert "As things stand, the next one comes Tue 1 Dec." in ended.text
    before = len(mornings(ana))
    pass_to(table, date(2026, 12, 1))
    assert len(mornings(ana)) == before + 1


def test_a_mute_is_typed_and_ends_on_the_day_that_it_names(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, GIVE, "/ask reference call by 1 Dec")
    pass_to(table, date(2026, 11, 30))
    muted = ana.types("/coach mute until Thursday", in_=acme)
    assert "Muted through Wed 2 Dec" in muted.text
    assert "the next one comes Thu 3 Dec." in muted.text
    before = len(mornings(ana))
    pass_to(table, date(2026, 12, 2))
    assert len(mornings(ana)) == before
    pass_to(table, date(2026, 12, 3))
    assert len(mornings(ana)) == before + 1
    for typed in ("/coach unmute", "/coach mute off"):
        ana.types("/coach mute", in_=acme)
        assert "Muted" not in ana.types(typed, in_=acme).text
    puzzled = ana.types("/coach mute whenever it suits", in_=acme)
    assert "/coach mute until Friday" in puzzled.text


def test_a_mute_leaves_a_planned_absence_as_it_is(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, GIVE)
    form = form_of(ana.types("/coach nudges", in_=acme))
    said = form.fill("Away from", "2026-12-21").fill("Away until", "2027-01-03").submit()
    assert "Nothing from Mon 21 Dec" in said.text
    ana.types("/coach mute", in_=acme)
    said = ana.types("/coach unmute", in_=acme)
    assert "Nothing from Mon 21 Dec until Sun 3 Jan 2027." in said.text


def test_start_ends_a_mute_too(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, GIVE)
    ana.types("/coach mute", in_=acme)
    assert "Muted" not in ana.types("/coach start", in_=acme).text


def test_a_snoozed_move_comes_again_by_its_button(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, GIVE, "/ask reference call by 1 Dec")
    pass_to(table, date(2026, 12, 2))
    ana.chooses("Snooze 1 week", in_="digest.more", on=last(ana))
    assert "reference call: not before Wed 9 Dec." in last(ana).text
    ana.presses("Snooze off", on=last(ana))
    assert "not before" not in last(ana).text
    assert "Open ask, was due Tue 1 Dec." in last(ana).text
    pass_to(table, date(2026, 12, 3))
    assert days(ana)[-1] == "Thu 3 Dec"
    assert "reference call" in last(ana).text


def days(person: Hands) -> list[str]:
    return [shown.lines[1] for shown in mornings(person)]


def test_a_snooze_is_typed_listed_and_ended(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, GIVE, "/ask reference call by 1 Dec")
    said = ana.types("/coach snooze #2 until 5 Dec", in_=acme)
    # A Saturday: it comes on the first working day after it, and says so.
    assert "#2 reference call in Acme renewal stays out of your messages" in said.text
    assert "comes again on Mon 7 Dec" in said.text
    listed = ana.types("/coach snooze", in_=acme)
    assert "#2 reference call in Acme renewal: not before Mon 7 Dec" in listed.text
    pass_to(table, date(2026, 12, 4))
    assert not any("#2 reference call" in shown.text for shown in mornings(ana))
    pass_to(table, date(2026, 12, 7))
    assert "reference call" in last(ana).text
    ana.types("/coach snooze #2 1 week", in_=acme)
    ended = ana.types("/coach unsnooze #2", in_=acme)
    assert "1 thing is put off no more: #2 reference call." in ended.text
    assert "your next message comes Tue 8 Dec." in ended.text
    pass_to(table, date(2026, 12, 8))
    assert "reference call" in last(ana).text
    assert "Nothing is put off." in ana.types("/coach snooze", in_=acme).text


def test_what_is_no_snooze_is_answered_with_an_example(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    for typed in ("/coach snooze the call", "/coach unsnooze the call"):
        assert "/coach" in ana.types(typed, in_=acme).text
    assert ana.types("/coach snooze #7 until Friday", in_=acme).text


def test_a_promise_is_snoozed_and_comes_again(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, "/deal commit we send the contract by 4 Dec")
    pass_to(table, date(2026, 11, 27))
    assert "c1 send the contract" in last(ana).text
    ana.chooses("Snooze 1 day", in_="line.more", on=last(ana))
    # The day after is a Saturday.
    assert "Done: c1 send the contract: not before Mon 30 Nov." in last(ana).text
    before = len(mornings(ana))
    pass_to(table, date(2026, 11, 30))
    assert len(mornings(ana)) == before + 1
    assert "c1 send the contract" in last(ana).text
    ana.chooses("Snooze 1 week", in_="line.more", on=last(ana))
    ana.presses("Snooze off", on=last(ana))
    assert "not before" not in last(ana).text
    typed = ana.types("/coach snooze c1 until Thursday", in_=acme)
    assert "c1 send the contract in Acme renewal" in typed.text
    assert "comes again on Thu 3 Dec" in typed.text


def overdue(table: Table, ana: Hands, acme: Channel) -> None:
    """A check-in of Monday 7 December that nobody reported on; it is Tuesday."""
    begun(ana, acme)
    set_cadence(ana, acme, weekday="Monday", nth="First")
    set_owner(ana, acme, "Ana")
    pass_to(table, date(2026, 12, 8))
    assert "has no outcome yet" in last(ana).text


def test_an_overdue_check_in_is_snoozed_and_asked_again_on_its_day(
    table: Table, ana: Hands, acme: Channel
) -> None:
    overdue(table, ana, acme)
    form = form_of(ana.chooses("Snooze until …", in_="line.more", on=last(ana)))
    form.fill("Not before", "2026-12-17").submit()
    assert "Done: Check-in Mon 7 Dec: not before Thu 17 Dec." in last(ana).text
    before = len(mornings(ana))
    pass_to(table, date(2026, 12, 16))
    assert not any("no outcome yet" in shown.text for shown in mornings(ana)[before:])
    pass_to(table, date(2026, 12, 17))
    assert "has no outcome yet" in last(ana).text
    assert days(ana)[-1] == "Thu 17 Dec"


def test_a_day_of_the_contract_is_snoozed_and_told_again(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    set_owner(ana, acme, "Ana")
    step(ana, acme, "Dates").fill("Last day for notice", "2027-01-15").submit()
    pass_to(table, date(2026, 12, 16))
    assert "Fri 15 Jan 2027 is the last day for notice." in last(ana).text
    ana.chooses("Snooze 1 day", in_="line.more", on=last(ana))
    assert "Done: Last day for notice, Fri 15 Jan 2027: not before Thu 17 Dec." in last(ana).text
    pass_to(table, date(2026, 12, 17))
    assert days(ana)[-1] == "Thu 17 Dec"
    assert "Fri 15 Jan 2027 is the last day for notice." in last(ana).text


def test_an_offer_is_snoozed_until_its_last_day(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, "/offer 100k until 3 Dec")
    pass_to(table, date(2026, 12, 2))
    ana.chooses("Snooze 1 day", in_="line.more", on=last(ana))
    assert "Done: Offer 1: not before Thu 3 Dec." in last(ana).text
    pass_to(table, date(2026, 12, 3))
    assert "Our offer 1 stands until Thu 3 Dec" in last(ana).text


def test_buttons_of_a_check_in_settle_its_line_in_the_message(
    table: Table, ana: Hands, acme: Channel
) -> None:
    overdue(table, ana, acme)
    form = form_of(ana.presses("Held", on=last(ana)))
    form.fill("What came of it", "on plan").submit()
    assert "Done: Check-in Mon 7 Dec: held." in last(ana).text
    assert "no outcome yet" not in last(ana).text


def test_the_agenda_stands_beside_the_message(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, GIVE)
    set_cadence(ana, acme, weekday="Monday", nth="First", agenda="what went well")
    set_owner(ana, acme, "Ana")
    pass_to(table, date(2026, 11, 30))
    agenda = ana.presses("Agenda", on=last(ana))
    assert "what went well" in agenda.text
    assert "Open give, 7 days" in last(ana).text
    form = form_of(ana.presses("Moved", on=last(ana)))
    form.fill("To which day?", "2026-12-09").submit()
    assert "Done: Check-in Mon 7 Dec: moved to Wed 9 Dec." in last(ana).text
    assert "Open give, 7 days" in last(ana).text


def test_notice_that_was_given_stands_as_settled_in_the_message(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme)
    set_owner(ana, acme, "Ana")
    step(ana, acme, "Dates").fill("Last day for notice", "2027-01-15").submit()
    pass_to(table, date(2026, 12, 16))
    ana.presses("Notice given", on=last(ana))
    assert "Done: Last day for notice, Fri 15 Jan 2027: notice given." in last(ana).text


def test_mute_and_snooze_in_german(table: Table, slack: FakeSlack) -> None:
    dana = slack.person("Dana")
    channel = slack.channel("hiring")
    begun(dana, channel, "/ask Referenzgespräch bis 1. Dez")
    pass_to(table, date(2026, 12, 2))
    muted = dana.types("/coach ruhe bis Freitag", in_=channel)
    assert "Ruhe bis einschließlich Do 3. Dez" in muted.text
    assert "Ruhe bis" not in dana.presses("Ruhe beenden", on=muted).text
    dana.types("/coach ruhe", in_=channel)
    assert "Ruhe bis" not in dana.types("/coach ruhe aus", in_=channel).text
    said = dana.types("/coach zurückstellen #1 bis Freitag", in_=channel)
    assert "kommt wieder am Fr 4. Dez" in said.text
    listed = dana.types("/coach zurückstellen", in_=channel)
    assert "nicht vor Fr 4. Dez" in listed.text
    ended = dana.presses("Wieder zeigen", on=listed)
    assert "1 Sache ist nicht mehr zurückgestellt: #1 Referenzgespräch." in ended.text
    assert "Nichts ist zurückgestellt." in dana.types("/coach zurückstellen", in_=channel).text


def test_a_channel_ends_its_quiet_week(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, GIVE)
    ana.types("/deal digest here on", in_=acme)
    quiet = ana.types("/deal digest here mute", in_=acme)
    assert "The first day it may come: Mon 30 Nov." in quiet.text
    loud = ana.presses("Unmute", on=quiet)
    assert "The first day it may come: Tue 24 Nov." in loud.text
    ana.types("/deal digest here mute", in_=acme)
    assert "Tue 24 Nov" in ana.types("/deal digest here unmute", in_=acme).text
