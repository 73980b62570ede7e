"""One message a morning: by what changed, one for however many deals, and an end to what nobody does anything about."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain.moves import State
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Shown
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_checkins import reminded
from tests.flows.test_digests import daily
from tests.flows.test_rhythm import set_cadence, set_owner, step

GIVE = "/concede 2% off cost 2k because they plan early"
DAY = timedelta(days=1)


def begun(person: Hands, channel: Channel, *lines: str) -> None:
    """A deal with these moves in it, and the person's yes to messages."""
    opened(person, channel)
    for line in lines:
        person.types(line, in_=channel)
    person.types("/coach start", in_=channel)


def new_channel(slack: FakeSlack, name: str, person: Hands) -> Channel:
    channel = Channel(id=f"C{name.upper().replace('-', '')}", name=name, members=[person.id])
    slack.workspace.channels[channel.id] = channel
    slack.joins(person, channel)
    return channel


def pass_to(table: Table, until: date) -> None:
    """Day after day passes, each at a minute past nine in Berlin's winter."""
    clock = table.slack.clock
    while clock.now().date() < until:
        clock.wind_to(
            datetime.combine(clock.now().date() + DAY, datetime.min.time(), UTC)
            + timedelta(hours=8, minutes=1)
        )
        table.tick()


def mornings(person: Hands) -> list[Shown]:
    """The messages of the person's mornings."""
    return [shown for shown in person.sees(person.dm) if "My nudges" in shown.text]


def days_of(person: Hands) -> list[str]:
    return [shown.lines[1] for shown in mornings(person)]


def test_six_deals_with_a_weekly_check_in_bring_one_message_on_each_of_those_mornings(
    slack: FakeSlack, table: Table, ana: Hands
) -> None:
    for no in range(6):
        channel = new_channel(slack, f"deal-{no}", ana)
        opened(ana, channel, f"/deal open Deal {no} selling 100k EUR")
        set_cadence(ana, channel, "Every week", start="2026-12-02")
        set_owner(ana, channel, "Ana")
        reminded(ana, channel)
    pass_to(table, date(2026, 12, 10))
    assert days_of(ana) == ["Tue 1 Dec", "Thu 3 Dec", "Tue 8 Dec", "Thu 10 Dec"]
    eve = mornings(ana)[0]
    assert eve.text.count("Check-in tomorrow") == 6
    assert [line for line in eve.lines if line.startswith("Deal ")] == [
        f"Deal {no} #deal-{no} [Show]" for no in range(6)
    ]
    assert mornings(ana)[1].text.count("has no outcome yet") == 5
    assert "And 1 more, in Home." in mornings(ana)[1].text


def test_what_stands_unchanged_is_counted_and_summed_up_on_the_first_day_of_a_week(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, GIVE, "/ask reference call by 1 Dec")
    pass_to(table, date(2026, 12, 7))
    assert days_of(ana) == ["Mon 30 Nov", "Tue 1 Dec", "Wed 2 Dec", "Mon 7 Dec"]
    first, due, past, summary = mornings(ana)
    assert first.lines[0] == "Still open: 1 give, 2,000 EUR, oldest 7 days"
    assert "#1 2% off\nOpen give, 7 days: 2,000 EUR." in first.text
    assert "Open ask, due today." in due.text
    assert "1 more as before, in Home." in due.text
    assert "Open ask, was due Tue 1 Dec." in past.text
    assert "#1 2% off\nOpen give, 14 days" in summary.text
    assert "#2 reference call" in summary.text


def test_an_ask_that_a_give_hangs_on_is_told_the_working_day_before(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, GIVE, "/ask 24-month term for #1 by 30 Nov", "/ask reference call by 30 Nov")
    pass_to(table, date(2026, 11, 29))
    (eve,) = mornings(ana)
    assert eve.lines[1] == "Fri 27 Nov"
    assert "#2 24-month term\nOpen ask, due Mon 30 Nov." in eve.text
    assert "reference call" not in eve.text


def test_what_nobody_does_anything_about_fades_and_ends_with_a_question(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, GIVE)
    pass_to(table, date(2027, 3, 2))
    told = mornings(ana)
    assert days_of(ana) == [
        "Mon 30 Nov",
        "Mon 7 Dec",
        "Mon 14 Dec",
        "Mon 4 Jan",
        "Mon 1 Feb",
        "Mon 1 Mar",
    ]
    question = "Nothing has moved here for months. Close it? Otherwise it only counts from now on."
    assert [question in shown.text for shown in told] == [False] * 5 + [True]
    ana.presses("Close as goodwill", on=told[-1])
    assert table.move(1).state is State.GOODWILL
    assert table.move(1).review is None
    assert "Done: #1 2% off: goodwill." in mornings(ana)[-1].text
    pass_to(table, date(2027, 7, 1))
    assert len(mornings(ana)) == len(told)


def test_what_is_asked_about_and_left_comes_no_more_but_counts(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, GIVE)
    pass_to(table, date(2027, 7, 1))
    assert days_of(ana)[-1] == "Mon 1 Mar"
    ana.types("/ask reference call by 2 Jul", in_=acme)
    pass_to(table, date(2027, 7, 2))
    assert mornings(ana)[-1].lines[0] == "Still open: 1 give, 2,000 EUR, oldest 221 days"
    assert "1 more as before, in Home." in mornings(ana)[-1].text


def test_what_is_kept_comes_monthly_and_a_large_give_never_less_than_weekly(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, GIVE)
    pass_to(table, date(2027, 3, 2))
    ana.presses("Keep monthly", on=mornings(ana)[-1])
    assert "Close it?" not in mornings(ana)[-1].text
    before = len(mornings(ana))
    pass_to(table, date(2027, 6, 2))
    assert days_of(ana)[before:] == ["Mon 5 Apr", "Mon 3 May"]
    check = ana.types("/concede premium support cost 30k because they pay early", in_=acme)
    ana.presses("Already said", on=check)
    before = len(mornings(ana))
    pass_to(table, date(2027, 12, 31))
    large = [shown for shown in mornings(ana)[before:] if "premium support" in shown.text]
    assert len(large) > 25
    assert not any("Close it?" in shown.text for shown in large)


def test_a_draft_speaks_twice_and_lapses_only_after_its_author_heard_that_it_does(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    begun(ana, acme, "/concede net 60 cost 9k")
    ben.types("/concede free setup cost 9k", in_=acme)
    assert table.states() == ["give draft", "give draft"]
    pass_to(table, date(2026, 11, 28))
    assert days_of(ana) == ["Tue 24 Nov"]
    assert "free setup" not in mornings(ana)[0].text
    form_of(ana.types("/coach nudges")).fill("Away from", "2026-11-29").fill(
        "Away until", "2026-12-06"
    ).submit()
    pass_to(table, date(2026, 12, 6))
    assert table.states() == ["give draft", "give draft"]
    pass_to(table, date(2026, 12, 7))
    assert "Today is its last day, then it is dropped." in mornings(ana)[-1].text
    assert table.states() == ["give draft", "give draft"]
    pass_to(table, date(2026, 12, 10))
    assert table.states() == ["give void", "give draft"]
    assert days_of(ana) == ["Tue 24 Nov", "Mon 7 Dec"]
    assert "of our gives were made" not in ana.types("/deal log", in_=acme).text


def test_what_binds_is_never_cut_and_the_rest_is_counted(
    table: Table, ana: Hands, acme: Channel
) -> None:
    asks = [f"/ask thing number {no} by 30 Nov" for no in range(1, 8)]
    begun(ana, acme, GIVE, *asks, "/ask reference call", "/ask case study", "/ask logo use")
    pass_to(table, date(2026, 11, 30))
    told = mornings(ana)[-1]
    assert told.text.count("due today") == 7
    assert told.text.count("[Got it: thing number") == 7
    assert "#1 2% off" in told.text


def test_an_offer_is_told_on_the_last_morning_before_its_last_day(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, "/offer 210k until 30 Nov")
    pass_to(table, date(2026, 12, 2))
    (told,) = mornings(ana)
    assert told.lines[1] == "Fri 27 Nov"
    assert "Our offer 1 stands until Mon 30 Nov. Ask for their answer" in told.text
    assert "210" in ana.presses("Offers", on=told).text


def test_a_snoozed_line_comes_back_on_its_day(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, GIVE)
    pass_to(table, date(2026, 11, 30))
    form = form_of(ana.chooses("Snooze until …", in_="digest.more", on=mornings(ana)[-1]))
    form.fill("Not before", "2026-12-09").submit()
    pass_to(table, date(2026, 12, 9))
    assert days_of(ana) == ["Mon 30 Nov", "Wed 9 Dec"]


def test_who_only_asked_to_be_reminded_hears_of_that_alone(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(GIVE, in_=acme)
    set_cadence(ana, acme, "Every month", weekday="Monday", nth="First")
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    pass_to(table, date(2026, 12, 5))
    assert days_of(ana) == ["Mon 30 Nov", "Fri 4 Dec"]
    assert not any("2% off" in shown.text for shown in mornings(ana))
    ana.types("/coach stop", in_=acme)
    pass_to(table, date(2026, 12, 20))
    assert len(mornings(ana)) == 2


def test_who_starts_again_is_told_everything_that_waits(
    table: Table, ana: Hands, acme: Channel
) -> None:
    begun(ana, acme, GIVE)
    pass_to(table, date(2026, 11, 30))
    ana.presses("Stop these", on=mornings(ana)[-1])
    pass_to(table, date(2026, 12, 8))
    assert len(mornings(ana)) == 1
    ana.types("/coach start", in_=acme)
    pass_to(table, date(2026, 12, 9))
    assert "#1 2% off" in mornings(ana)[-1].text
    assert len(mornings(ana)) == 2


def test_a_german_reads_one_message_of_two_deals(slack: FakeSlack, table: Table) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Rechenzentrum Einkauf 60k EUR", in_=general)
    dana.types("/ask 3% Skonto bis 30. November", in_=general)
    other = new_channel(slack, "anlage", dana)
    dana.types("/deal eröffnen Anlage Einkauf 90k EUR", in_=other)
    dana.types("/ask Referenz bis 30. November", in_=other)
    dana.types("/coach start", in_=other)
    pass_to(table, date(2026, 11, 30))
    told = [shown for shown in dana.sees(dana.dm) if "Noch offen" in shown.text][-1]
    assert told.lines[0] == "Noch offen: 2 Forderungen"
    assert "Offene Forderung" in told.text
    assert "Rechenzentrum #general [Anzeigen]" in told.text
    assert "Anlage #anlage [Anzeigen]" in told.text
    dana.presses("Bekommen: 3% Skonto", on=told)
    shown = [each for each in dana.sees(dana.dm) if "Noch offen" in each.text][-1]
    assert shown.lines[0] == "Noch offen: 1 Forderung"
    assert "3% Skonto: zugesagt." in shown.text


def test_the_daily_list_has_all_of_it_every_day(table: Table, ana: Hands, acme: Channel) -> None:
    begun(ana, acme, GIVE)
    daily(ana)
    pass_to(table, date(2026, 11, 26))
    assert days_of(ana) == ["Tue 24 Nov", "Wed 25 Nov", "Thu 26 Nov"]
    assert all("#1 2% off" in shown.text for shown in mornings(ana))


def test_a_date_that_is_asked_about_again_comes_with_the_summary_of_the_week(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    step(ana, acme, "Dates").fill("Last day for notice", "2026-12-02").submit()
    reminded(ana, acme)
    pass_to(table, date(2026, 12, 22))
    asked = [shown.lines[1] for shown in mornings(ana) if "What happened?" in shown.text]
    assert asked == ["Thu 3 Dec", "Mon 7 Dec", "Mon 14 Dec", "Mon 21 Dec"]


def test_home_and_a_word_list_all_that_a_message_only_counts(
    table: Table, ana: Hands, acme: Channel
) -> None:
    asks = [f"/ask thing number {no} by 25 Nov" for no in range(1, 39)]
    begun(ana, acme, GIVE, *asks)
    pass_to(table, date(2026, 11, 26))
    assert "And 33 more, in Home." in mornings(ana)[-1].text
    first = ana.presses("All that waits", on=ana.home())
    assert "• #2 thing number 1 Open ask, was due Wed 25 Nov." in first.text
    assert "Page 1 of 2" in first.text
    second = ana.presses("Later", on=ana.types("/coach waiting", in_=acme))
    assert "#39 thing number 38" in second.text
    assert "Page 2 of 2" in second.text
    assert "thing number 12" in ana.presses("Earlier", on=second).text


def test_nothing_waits_and_says_so(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert ana.types("/coach waiting", in_=acme).text == "Nothing waits in your deals."


@pytest.mark.parametrize("question", ["what's due today?", "was steht an", "Was wartet?"])
def test_a_plain_question_lists_what_waits(ana: Hands, acme: Channel, question: str) -> None:
    opened(ana, acme)
    assert ana.types(f"/coach {question}", in_=acme).text == "Nothing waits in your deals."
