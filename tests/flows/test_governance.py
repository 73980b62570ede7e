"""What was promised at signing stays alive: bands, limits, notice, and what a reading sets off."""

from datetime import date
from decimal import Decimal

import pytest

from bot.domain.governance import AfterTerm, IndexBand, Limit, LimitDirection, LimitResponse
from bot.domain.ledger import Verb
from bot.domain.triggers import Firing, Reading
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_checkins import reminded, told
from tests.flows.test_rhythm import add_measure, rhythm_of, set_owner

BAND = "/deal band CPI base 2.1% band 2-4% cap 5% recalibrate yearly"


def readings_of(table: Table) -> list[Reading]:
    with table.store.reading() as work:
        return list(work.rhythms.list_readings(table.deal.team, table.deal.id))


def firings_of(table: Table) -> list[Firing]:
    with table.store.reading() as work:
        return list(work.rhythms.list_firings(table.deal.team, table.deal.id))


@pytest.fixture
def dana(slack: FakeSlack) -> Hands:
    """Reads and types German."""
    return slack.person("Dana")


@pytest.fixture
def general(slack: FakeSlack) -> Channel:
    return slack.channel("general")


@pytest.fixture
def deal(dana: Hands, general: Channel) -> Channel:
    """A German deal."""
    dana.types("/deal eröffnen Acme Verlängerung Verkauf 240k EUR", in_=general)
    return general


def test_an_index_band_is_set_in_one_line(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = ana.types(BAND, in_=acme).text
    assert "Index band set: CPI." in seen
    assert "base 2.1 %, band 2 to 4 %, cap 5 %, recalibrated every year" in seen
    assert "Recalibrated next on Tue 23 Nov 2027." in seen
    assert rhythm_of(table).bands == (
        IndexBand(
            name="CPI",
            base=Decimal("2.1"),
            low=Decimal(2),
            high=Decimal(4),
            cap=Decimal(5),
            unit="%",
            recalibrated=rhythm_of(table).bands[0].recalibrated,
            since=date(2026, 11, 23),
        ),
    )
    # What a later line does not name stays as it is.
    changed = ana.types("/deal band cpi base 2.6% source the Bureau", in_=acme).text
    assert "Index band changed: CPI." in changed
    assert "base 2.6 %, band 2 to 4 %, cap 5 %" in changed
    assert "source: the Bureau" in changed
    assert "Index bands (1)" in ana.types("/deal rhythm", in_=acme).text
    assert "CPI: base 2.6 %" in ana.types("/deal band", in_=acme).text
    assert "Taken out" in ana.types("/deal band remove CPI", in_=acme).text
    assert rhythm_of(table).bands == ()


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("band 2-4%", "Which index or measure is it for?"),
        ("CPI", "CPI needs a band or a cap."),
        ("CPI base 2.1% band 3-4%", "The base lies outside the band."),
        ("CPI band 2-4% cap 3%", "The cap lies below the band or its base."),
        ("CPI band 2-4% cap 5 points", "Its numbers have different units."),
        ("CPI band 2-99999%", "One of the numbers is too large"),
        ("remove steel", "Nothing of that name is in the rhythm: steel"),
    ],
)
def test_what_does_not_fit_together_is_asked_back(
    table: Table, ana: Hands, acme: Channel, line: str, question: str
) -> None:
    opened(ana, acme)
    seen = ana.types(f"/deal band {line}", in_=acme)
    assert question in seen.text
    assert f"You typed: {line}" in seen.text
    assert "/deal band CPI base 2.1% band 2-4% cap 5% recalibrate yearly" in seen.text
    assert form_of(ana.presses("Form", on=seen)).title == "An index band"
    with table.store.reading() as work:
        assert work.rhythms.find(table.deal.team, table.deal.id) is None


def test_the_forms_of_bands_and_limits_say_the_same(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form = form_of(ana.presses("Bands", on=ana.types("/deal rhythm", in_=acme)))
    form.fill("Index", "CPI").fill("Lower edge of the band", "4").fill(
        "Upper edge of the band", "2"
    )
    assert form.submit().errors == {
        "Upper edge of the band": "The upper edge is above the lower one."
    }
    form.fill("Lower edge of the band", "2").fill("Upper edge of the band", "4").fill(
        "In what", "%"
    )
    form.fill("Recalibrated", "Every quarter")
    assert list(form.submit().errors) == ["Counted from which day?"]
    seen = form.fill("Counted from which day?", "2027-01-01").submit()
    assert "Saved: Index bands." in seen.text
    assert rhythm_of(table).bands[0].high == Decimal(4)
    form = form_of(ana.presses("Limits", on=ana.types("/deal rhythm", in_=acme)))
    form.fill("What is read", "volume").fill("It is passed when it is", "Below")
    form.fill("Threshold", "80").fill("In what", "%").fill("What follows", "Pause")
    form.fill("After how many readings in a row", "90")
    assert list(form.submit().errors) == ["After how many readings in a row"]
    form.fill("After how many readings in a row", "2").submit()
    assert rhythm_of(table).limits == (
        Limit(
            name="volume",
            direction=LimitDirection.BELOW,
            threshold=Decimal(80),
            unit="%",
            response=LimitResponse.PAUSE,
            times=2,
        ),
    )
    again = ana.presses("Edit", on=ana.types("/deal stop-loss", in_=acme))
    assert form_of(again)["What is read"] == "volume"


def test_an_index_outside_its_band_reopens_the_terms_once(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types(f"{BAND} reopens price", in_=acme)
    assert "Agreed" not in ana.types("/deal measure CPI 3.1%", in_=acme).text
    seen = ana.types("/deal measure CPI 4.6%", in_=acme).text
    assert "Recorded: CPI 4.6 % on Mon 23 Nov." in seen
    assert "Now above 4 %. Agreed: the terms are reopened: price" in seen
    assert "Agreed" not in ana.types("/deal measure CPI 4.7%", in_=acme).text
    capped = ana.types("/deal measure CPI 5.3%", in_=acme).text
    assert "Now above the cap of 5 %. Agreed: no more than the cap is passed on: price" in capped
    assert "Back within what was agreed." in ana.types("/deal measure CPI 4%", in_=acme).text
    assert "Now below 2 %" in ana.types("/deal measure CPI 1.9%", in_=acme).text
    assert len(firings_of(table)) == 3
    verbs = [entry.verb for entry in table.entries()]
    assert verbs.count(Verb.TRIGGERED) == 3
    page = ana.types("/deal rhythm page", in_=acme).text
    assert "CPI: 1.9 % on Mon 23 Nov, below 2 %: the terms are reopened: price" in page
    assert (
        "Fired on Mon 23 Nov: CPI, agreed: the terms are reopened: price"
        in ana.types("/deal measures", in_=acme).text
    )


def test_a_limit_waits_for_so_many_readings_in_a_row(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    seen = ana.types(
        "/deal reopener volume below 80% twice in a row reopens price and term", in_=acme
    ).text
    assert "Limit set: volume below 80 %, 2 readings in a row: the terms are reopened" in seen
    assert "Agreed" not in ana.types("/deal reading volume 75 for August", in_=acme).text
    assert "Agreed" not in ana.types("/deal reading volume 85 for September", in_=acme).text
    assert "Agreed" not in ana.types("/deal reading volume 79 for October", in_=acme).text
    fired = ana.types("/deal reading volume 78 %", in_=acme).text
    assert "Now below 80 %. Agreed: the terms are reopened: price and term" in fired
    assert len(firings_of(table)) == 1


def test_one_reading_may_set_off_several_things(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    add_measure(ana, acme, unit="%", response="A credit is due", action="5 % of the month")
    ana.types("/deal stop-loss uptime below 95% exit", in_=acme)
    seen = ana.types("/deal measure uptime 94", in_=acme).text
    assert "Past the threshold. Agreed: a credit is due: 5 % of the month" in seen
    assert "Now below 95 %. Agreed: either side may end it" in seen
    (firing,) = firings_of(table)
    assert [each.response for each in firing.consequences] == ["credit", "exit"]


def test_what_a_stop_loss_leaves_open_is_asked(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = ana.types("/deal stop-loss uptime 95%", in_=acme).text
    assert "Is the limit passed when uptime is below that, or above it?" in seen
    seen = ana.types("/deal stop-loss uptime below 95%", in_=acme).text
    assert "What follows when uptime passes it: pause, or exit?" in seen
    seen = ana.types("/deal reopener volume below 80% of plan reopens price", in_=acme).text
    assert 'Not used: "of plan"' in seen


def test_a_reading_of_a_period_is_corrected_by_typing_it_again(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_measure(ana, acme, unit="%", response="A credit is due", action="5 % of the month")
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    seen = ben.types("/deal reading uptime 98.9 for October", in_=acme)
    assert "Recorded: uptime 98.9 % for 1 Oct to 31 Oct, threshold at least 99.5 %." in seen.text
    assert "@Ana hears of it too." in seen.text
    fixed = ben.types("/deal reading uptime 99.6 for October", in_=acme).text
    assert "It replaces 98.9 %, which no longer counts." in fixed
    assert "What had followed from it is taken back: a credit is due: 5 % of the month." in fixed
    assert "@Ana hears of it too." in fixed
    table.tick()
    assert [each.text.splitlines()[0] for each in told(ana)] == [
        "Acme renewal: uptime: 98.9 % for 1 Oct to 31 Oct, below 99.5 %.",
        "Acme renewal: a reading of uptime was wrong.",
    ]
    (firing,) = firings_of(table)
    assert firing.taken_back == 2
    assert "taken back: the reading was wrong" in ana.types("/deal measures", in_=acme).text
    # Bad again in the next month, it fires again.
    assert "Agreed" in ben.types("/deal reading uptime 99.1", in_=acme).text


def test_a_reading_is_corrected_and_taken_away_in_words_and_by_a_button(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    add_measure(ana, acme, unit="%")
    ana.types("/deal measure uptime 99.8 on 3 Nov", in_=acme)
    seen = ana.types("/deal measure uptime 99.9 instead of 99.8", in_=acme)
    assert "Recorded: uptime 99.9 % on Tue 3 Nov" in seen.text
    form = form_of(ana.presses("Correct it", on=seen))
    assert form["Reading"] == "99.9"
    seen = form.fill("Reading", "98").submit()
    assert "Past the threshold." in seen.text
    gone = ana.types("/deal reading remove uptime 98", in_=acme).text
    assert "Taken away: uptime 98 % on Tue 3 Nov. It counts nowhere." in gone
    assert "What had followed from it is taken back: both owners meet." in gone
    assert "uptime goes on being measured." in gone
    assert "no reading yet" in ana.types("/deal measures", in_=acme).text
    none = ana.types("/deal measure uptime 99 instead of 12", in_=acme).text
    assert "There is no such reading of uptime to correct." in none
    assert [reading.corrects for reading in readings_of(table)] == [None, 1, 2, 3]


def test_a_reading_that_was_taken_away_is_put_back(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/deal measure uptime at least 99.5% monthly", in_=acme)
    ana.types("/deal measure uptime 98.9 for October", in_=acme)
    gone = ana.types("/deal measure remove the last reading of uptime", in_=acme)
    back = ana.presses("Put it back", on=gone)
    assert "Recorded: uptime 98.9 % for 1 Oct to 31 Oct" in back.text
    assert (
        "Past the threshold. Suggested, unless you have agreed on something else: both owners meet"
        in back.text
    )
    again = ana.presses("Put it back", on=gone, even_if_gone=True)
    assert "Recorded" not in again.text
    assert [reading.withdrawn for reading in readings_of(table)] == [False, True, False]


@pytest.mark.parametrize("line", ["remove", "stop measuring", "drop", "take out"])
def test_what_is_to_be_taken_away_is_asked_where_a_line_does_not_say_it(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.types("/deal measure uptime at least 99.5% monthly", in_=acme)
    ana.types("/deal measure uptime 99.8 for October", in_=acme)
    asked = ana.types(f"/deal measure {line}", in_=acme).text
    assert "Which reading is to be taken away, or which measure? Nothing was changed." in asked
    assert f"You typed: {line}" in asked
    assert "A reading: /deal measure remove uptime for October" in asked
    assert "A whole measure: /deal measure stop measuring uptime" in asked
    assert (
        "Taken away: uptime 99.8 %"
        in ana.types("/deal measure remove uptime for October", in_=acme).text
    )
    assert (
        "There is no such reading of uptime to take away."
        in ana.types("/deal measure remove uptime", in_=acme).text
    )
    unknown = ana.types("/deal measure remove latency", in_=acme).text
    assert 'No measure here is called that, nothing was changed: "remove latency".' in unknown


@pytest.mark.parametrize(
    "line",
    [
        "uptime at least 99.5% monthly, else credit 5% of the fee",
        "tickets below 20 weekly",
        "response time <4 h, else reopen price",
        "load at most 3 quarterly, else pause",
        "errors under 2",
    ],
)
def test_a_measure_that_was_taken_out_comes_back_by_the_line_that_is_shown(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    ana.types(f"/deal measure {line}", in_=acme)
    (before,) = rhythm_of(table).measures
    gone = ana.types(f"/deal measure stop measuring {before.name}", in_=acme)
    assert rhythm_of(table).measures == ()
    (shown,) = [each for each in gone.lines if "To have it back: " in each]
    ana.types(shown.partition("To have it back: ")[2].partition(" [")[0], in_=acme)
    assert rhythm_of(table).measures == (before,)


def test_bands_and_limits_say_what_was_taken_out(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(BAND, in_=acme)
    asked = ana.types("/deal band remove", in_=acme).text
    assert "Which one is to be taken out? Nothing was changed." in asked
    gone = ana.types("/deal band remove CPI", in_=acme).text
    assert "Taken out of the rhythm: band of CPI." in gone
    assert "It said: base 2.1 %, band 2 to 4 %, cap 5 %" in gone
    ana.types("/deal reopener volume below 80% reopens price", in_=acme)
    gone = ana.types("/deal reopener remove volume", in_=acme).text
    assert "It said: volume below 80 %: the terms are reopened: price." in gone


def test_readings_and_measures_are_taken_away_and_come_back_in_german(
    table: Table, dana: Hands, deal: Channel
) -> None:
    dana.types("/deal kennzahl Tickets unter 20 wöchentlich", in_=deal)
    dana.types("/deal kennzahl Tickets 12 für Oktober", in_=deal)
    asked = dana.types("/deal kennzahl entfernen", in_=deal).text
    assert "Welcher Messwert soll wegfallen, oder welche Kennzahl?" in asked
    assert "Ein Messwert: /deal kennzahl entferne Tickets für Oktober" in asked
    gone = dana.types("/deal kennzahl entferne Tickets für Oktober", in_=deal)
    assert "Tickets wird weiter gemessen." in gone.text
    back = dana.presses("Wiederherstellen", on=gone)
    assert "Eingetragen: Tickets 12 für 1. Okt bis 31. Okt" in back.text
    (before,) = rhythm_of(table).measures
    gone = dana.types("/deal kennzahl Tickets nicht mehr messen", in_=deal)
    (shown,) = [each for each in gone.lines if "So kommt sie zurück: " in each]
    dana.types(shown.partition("So kommt sie zurück: ")[2].partition(" [")[0], in_=deal)
    assert rhythm_of(table).measures == (before,)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("uptime 99 ms", "uptime is measured in %. What is that in %?"),
        ("uptime 9920", "uptime cannot stand at that"),
        ("uptime high", "uptime needs a number."),
        ("uptime 99 of 100", "Which of the numbers is the reading?"),
        ("uptime 99 for December 2026", "That day or period is still to come."),
    ],
)
def test_a_doubtful_reading_is_asked_about(
    table: Table, ana: Hands, acme: Channel, line: str, question: str
) -> None:
    opened(ana, acme)
    add_measure(ana, acme, unit="%")
    seen = ana.types(f"/deal measure {line}", in_=acme).text
    assert question in seen
    assert f"You typed: {line}" in seen
    assert readings_of(table) == []


def test_who_gets_no_message_is_named(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    add_measure(ana, acme, unit="%")
    set_owner(ana, acme, "Ana")
    seen = ben.types("/deal measure uptime 99", in_=acme).text
    assert "@Ana gets no messages of this rhythm: please tell them yourself." in seen


def test_the_last_day_for_notice_is_computed(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    seen = ana.types(
        "/deal renewal 31 Dec 2027 notice 3 months auto-renews 12 months", in_=acme
    ).text
    assert (
        "The term ends on Fri 31 Dec 2027 and renews by itself for 12 months, "
        "unless either side gives notice."
    ) in seen
    assert "Notice: 3 months before the end; the last day is Thu 30 Sep 2027." in seen
    rhythm = rhythm_of(table)
    assert (rhythm.renewal, rhythm.notice) == (date(2027, 12, 31), date(2027, 9, 30))
    # The day follows the end of the term and the period; nobody works on a Sunday.
    seen = ana.types("/deal notice 2 months", in_=acme).text
    assert "the last day is Sun 31 Oct 2027" in seen
    assert "Nobody works on that day: send it by Fri 29 Oct 2027." in seen
    ana.types("/deal renewal no auto-renewal", in_=acme)
    assert rhythm_of(table).after_term is AfterTerm.ENDS
    assert "it does not renew by itself" in ana.types("/deal rhythm page", in_=acme).text
    asked = ana.types("/deal renewal soon", in_=acme).text
    assert "No day and no period was found in it." in asked
    late = ana.types("/deal notice by 31 Jan 2028", in_=acme).text
    assert "The last day for notice comes before the end of the term." in late


def test_the_form_of_the_dates_computes_the_day_too(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)

    def dates() -> Seen:
        return ana.presses("Dates", on=ana.types("/deal rhythm", in_=acme))

    form = form_of(dates()).fill("End of the term", "2027-12-31").fill("Notice period", "soon")
    assert list(form.submit().errors) == ["Notice period"]
    form.fill("Notice period", "90 days").fill("Last day for notice", "2027-09-30")
    assert list(form.submit().errors) == ["Last day for notice"]
    form.fill("Last day for notice", "").fill("Where nobody gives notice", "It renews by itself")
    form.fill("It renews for how long", "12 months").submit()
    assert rhythm_of(table).notice == date(2027, 10, 2)
    form = form_of(dates())
    assert (form["Notice period"], form["It renews for how long"]) == ("90 days", "12 months")


def test_bands_and_notice_in_german(table: Table, dana: Hands, deal: Channel) -> None:
    seen = dana.types(
        "/deal korridor VPI Basis 2,1% Band 2-4% Obergrenze 5% jährlich angepasst", in_=deal
    ).text
    assert "Indexband gesetzt: VPI." in seen
    assert "Basis 2,1 %, Band 2 bis 4 %, Obergrenze 5 %, jährlich neu berechnet" in seen
    seen = dana.types("/deal messwert VPI 4,6 Prozent im Oktober", in_=deal).text
    assert "Eingetragen: VPI 4,6 % für 1. Okt bis 31. Okt." in seen
    assert "Jetzt über 4 %. Vereinbart: die Bedingungen werden neu verhandelt" in seen
    seen = dana.types(
        "/deal laufzeit 31.12.2027 Kündigungsfrist 3 Monate verlängert sich um 12 Monate", in_=deal
    ).text
    assert "der letzte Tag ist Do 30. Sep 2027" in seen
    seen = dana.types(
        "/deal notbremse Volumen zweimal hintereinander unter 80% aussteigen", in_=deal
    ).text
    assert "Grenze gesetzt: Volumen unter 80 %, 2 Werte in Folge" in seen
    assert rhythm_of(table).limits[0].response is LimitResponse.EXIT
    assert "Wird es überschritten" not in seen
    seen = dana.types("/deal notbremse Volumen 80%", in_=deal).text
    assert "unter oder über" in seen


def test_the_day_on_which_a_band_is_set_anew_is_told_in_time(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    ana.types("/deal band CPI base 2.1% band 2-4% recalibrate monthly", in_=acme)
    for _ in range(31):
        table.wind(days=1)
    said = [shown.text for shown in told(ana)]
    ahead = [text for text in said if "In 7 days: CPI is set anew on Wed 23 Dec" in text]
    on_the_day = [text for text in said if "Today: CPI is set anew on Wed 23 Dec" in text]
    assert (len(ahead), len(on_the_day)) == (1, 1)
    form = form_of(ana.presses("Set it anew", on=told(ana)[-1]))
    assert "CPI" in form.text
    for _ in range(31):
        table.wind(days=1)
    assert any("CPI is set anew on Sat 23 Jan" in shown.text for shown in told(ana))


def test_after_a_lost_deal_no_band_is_set_anew(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    set_owner(ana, acme, "Ana")
    reminded(ana, acme)
    ana.types("/deal band CPI base 2.1% band 2-4% recalibrate monthly", in_=acme)
    ana.types("/deal close lost", in_=acme)
    for _ in range(31):
        table.wind(days=1)
    assert not any("set anew" in shown.text for shown in told(ana))
