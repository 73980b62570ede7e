"""The rhythm of a deal, step by step, in the words people type."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bot.coach import offers
from bot.coach.actors import Actor
from bot.coach.answers.offers import OfferRecorded
from bot.coach.requests.offers import RecordOffer
from bot.domain.deals import Role
from bot.domain.ids import THEM, US, ChannelId, PartyId, PersonId
from bot.domain.rhythms import (
    Better,
    Cadence,
    CadenceUnit,
    Gate,
    Measure,
    Rhythm,
    RiskEvent,
    Rung,
    TriggerResponse,
    Window,
)
from bot.main import build_services
from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Form, Hands, Seen
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, give_role, opened


def rhythm_of(table: Table) -> Rhythm:
    with table.store.reading() as work:
        rhythm = work.rhythms.find(table.deal.team, table.deal.id)
    assert rhythm is not None
    return rhythm


def step(person: Hands, channel: Channel, button: str) -> Form:
    """The form of a step, from the overview."""
    return form_of(person.presses(button, on=person.types("/deal rhythm", in_=channel)))


def set_cadence(person: Hands, channel: Channel, often: str = "Every month", **more: str) -> Seen:
    labels = {
        "start": "From which day on?",
        "weekday": "On which weekday?",
        "nth": "Which one of the month?",
    }
    labels |= {"agenda": "Agenda", "country": "Public holidays of"}
    form = step(person, channel, "Cadence").fill("How often?", often)
    for name, value in ({"start": "2026-12-07"} | more).items():
        form.fill(labels[name], value)
    return form.submit()


def set_owner(person: Hands, channel: Channel, owner: str) -> Seen:
    return step(person, channel, "Owners").fill("Our owner", [owner]).submit()


def add_measure(
    person: Hands, channel: Channel, name: str = "uptime", threshold: str = "99.5", **more: str
) -> Seen:
    labels = {
        "better": "Better is",
        "response": "What happens",
        "action": "In your own words",
        "unit": "In what",
    }
    seen = person.presses("Measures", on=person.types("/deal rhythm", in_=channel))
    form = form_of(seen) if seen.form else form_of(person.presses("Add", on=seen))
    form.fill("Measure", name).fill("Threshold", threshold)
    for field, value in ({"better": "Higher", "response": "Both owners meet"} | more).items():
        form.fill(labels[field], value)
    return form.submit()


def test_a_rhythm_is_set_step_by_step(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    first = ana.types("/deal rhythm", in_=acme)
    assert "12 things are still missing." in first.text
    assert "6 Approval windows: nothing set, can stay that way" in first.text
    saved = set_cadence(
        ana, acme, weekday="Monday", nth="First", agenda="uptime\nwhat is open", country="de-by"
    )
    assert "Saved: How often we meet." in saved.text
    assert "every month on the first Monday, from Mon 7 Dec" in saved.text
    assert "Next check-in: Mon 7 Dec." in saved.text
    rhythm = rhythm_of(table)
    assert rhythm.cadence == Cadence(
        unit=CadenceUnit.MONTHS, start=date(2026, 12, 7), weekday=0, nth=1
    )
    assert (rhythm.agenda, rhythm.country, rhythm.version) == ("uptime\nwhat is open", "DE-BY", 1)


def test_every_step_is_kept_and_comes_back_in_its_form(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, "Other, as below")
    form = (
        step(ana, acme, "Owners")
        .fill("Our owner", ["Ana"])
        .fill("Their owner, by role", "head of IT")
    )
    form.fill("Who decides what", "both owners").fill(
        "How a dispute is settled", "both directors"
    ).submit()
    form = step(ana, acme, "Escalation").fill("First: or somebody by role", "their COO")
    form.fill("First: after how many working days", "5").submit()
    form = (
        step(ana, acme, "Dates")
        .fill("End of the term", "2027-11-30")
        .fill("Last day for notice", "2027-08-31")
    )
    form.fill("Credits, on both sides", "5 % of the month").submit()
    step(ana, acme, "Gates").fill("Pilot: what it is", "one site").fill(
        "Pilot: by when", "2027-01-29"
    ).submit()
    form = step(ana, acme, "Windows").fill("What is approved", "their logo")
    form.fill("Within how many working days", "5").submit()
    form = (
        step(ana, acme, "Risks")
        .fill("When this happens …", "an outage")
        .fill("… this follows", "owners meet")
    )
    form.fill("Within how many days", "2").submit()
    step(ana, acme, "Ways out").fill("Either side may pause when …", "two months below").submit()
    add_measure(
        ana, acme, better="Lower", name="tickets", threshold="20", response="A credit is due"
    )
    rhythm = rhythm_of(table)
    assert (rhythm.owner, rhythm.their_owner) == (ana.id, "head of IT")
    assert rhythm.escalation == (Rung(role="their COO", after=5),)
    assert (rhythm.renewal, rhythm.notice) == (date(2027, 11, 30), date(2027, 8, 31))
    assert rhythm.gates[0] == Gate(what="one site", day=date(2027, 1, 29))
    assert rhythm.windows == (Window(what="their logo", days=5),)
    assert rhythm.risks == (RiskEvent(when="an outage", then="owners meet", days=2),)
    assert rhythm.exits.pause == "two months below"
    assert rhythm.measures == (
        Measure(
            name="tickets",
            better=Better.LOWER,
            threshold=Decimal(20),
            response=TriggerResponse.CREDIT,
        ),
    )
    assert step(ana, acme, "Escalation")["First: or somebody by role"] == "their COO"
    assert step(ana, acme, "Dates")["End of the term"] == "2027-11-30"


def test_what_does_not_fit_goes_back_to_its_question(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    sent = set_cadence(ana, acme, country="Germany")
    assert sent.errors == {
        "Public holidays of": "Please write a country by its code, with a region where you like, such as DE or DE-BY."
    }
    for unknown in ("XX", "DE-ZZ"):
        assert list(set_cadence(ana, acme, country=unknown).errors) == ["Public holidays of"]
    sent = step(ana, acme, "Cadence").fill("From which day on?", "2026-12-07").submit()
    assert sent.errors == {"How often?": "Please choose how often, such as every month."}
    sent = set_cadence(ana, acme, nth="First")
    assert sent.errors == {
        "On which weekday?": "Please choose the weekday too, such as the first Monday."
    }
    sent = set_cadence(ana, acme, "Other, as below")
    assert list(sent.errors.values()) == [
        "Please write every how many weeks, or months, such as 6."
    ]
    sent = step(ana, acme, "Escalation").fill("First: or somebody by role", "their COO").submit()
    assert list(sent.errors.values()) == ["Please write after how many working days, such as 3."]
    sent = add_measure(ana, acme, threshold="a lot")
    assert sent.errors == {"Threshold": "Please write one number, such as 99.5."}


def test_nobody_who_was_taken_out_of_the_deal_can_own_it(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    assert set_owner(ana, acme, "Ben").errors == {}
    with table.store.work() as work:
        work.roles.save(table.deal.team, table.deal.id, PersonId(ben.id), Role.NOBODY)
    refused = {"Our owner": "Please choose somebody who takes part in this deal."}
    assert set_owner(ana, acme, "Ben").errors == refused
    assert set_owner(ana, acme, "Gus").errors == refused


def test_members_change_it_and_viewers_only_read(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_cadence(ben, acme)
    give_role(ana, acme, "Ben", "Viewer")
    seen = ben.types("/deal rhythm", in_=acme)
    assert "every month on the seventh" in seen.text
    assert "Cadence" not in seen.buttons
    assert "Remind me" in seen.buttons


def test_two_people_at_the_same_form_do_not_overwrite_each_other(
    ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    late = step(ben, acme, "Ways out").fill("Either side may pause when …", "never")
    step(ana, acme, "Ways out").fill("Either side may pause when …", "two bad months").submit()
    assert "changed" in late.submit().text
    assert "two bad months" in ana.types("/deal rhythm page", in_=acme).text


def test_the_one_page_holds_no_cost_no_worth_and_no_plan(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types("/concede 5% off cost 12k for 24-month term worth 30k", in_=acme)
    form_of(ana.presses("Limits", on=ana.types("/deal plan", in_=acme))).fill(
        "Walk-away", "180k"
    ).submit()
    set_cadence(ana, acme, weekday="Monday", nth="Last")
    set_owner(ana, acme, "Ana")
    add_measure(ana, acme, action="both owners meet within two days")
    page = ana.types("/deal rhythm page", in_=acme)
    assert "every month on the last Monday" in page.text
    assert "uptime: at least 99.5; both owners meet: both owners meet within two days" in page.text
    assert not any(secret in page.text for secret in ("12,000", "30,000", "180", "240"))
    assert not page.public


@pytest.mark.parametrize(
    "line",
    ["sideways", "twice a month", "daily", "every 99 weeks", "every 0 weeks", "cadence often"],
)
def test_what_says_no_cadence_is_answered_with_an_example_that_works(
    table: Table, ana: Hands, acme: Channel, line: str
) -> None:
    opened(ana, acme)
    asked = ana.types(f"/deal rhythm {line}", in_=acme)
    assert f"/deal does not know: rhythm {line}" in asked.text
    assert "For example: /deal rhythm every second Tuesday" in asked.text
    ana.types("/deal rhythm every second Tuesday", in_=acme)
    cadence = rhythm_of(table).cadence
    assert cadence is not None
    assert (cadence.unit, cadence.every, cadence.weekday) == (CadenceUnit.WEEKS, 2, 1)


# Today is Monday, 23 November 2026.
@pytest.mark.parametrize(
    ("line", "cadence"),
    [
        ("monthly first tuesday", ("months", 1, 1, 1, "2026-12-01")),
        ("first tuesday of the month", ("months", 1, 1, 1, "2026-12-01")),
        ("every second week", ("weeks", 2, None, None, "2026-12-07")),
        ("every two weeks on tuesday", ("weeks", 2, 1, None, "2026-11-24")),
        ("every second Tuesday", ("weeks", 2, 1, None, "2026-11-24")),
        ("every second Tuesday of the month", ("months", 1, 1, 2, "2026-12-08")),
        ("every other friday", ("weeks", 2, 4, None, "2026-11-27")),
        ("fortnightly", ("weeks", 2, None, None, "2026-12-07")),
        ("every 14 days", ("weeks", 2, None, None, "2026-12-07")),
        ("quarterly", ("months", 3, None, None, "2027-02-23")),
        ("quarterly from 1 March", ("months", 3, None, None, "2027-03-01")),
        ("last friday of every quarter", ("months", 3, 4, -1, "2026-11-27")),
        ("monthly on the 15th", ("months", 1, None, None, "2026-12-15")),
        ("monthly on the 31st", ("months", 1, None, None, "2026-12-31")),
        ("cadence tuesdays", ("weeks", 1, 1, None, "2026-11-24")),
        ("every 6 weeks", ("weeks", 6, None, None, "2027-01-04")),
    ],
)
def test_how_often_is_typed_in_one_line(
    table: Table,
    ana: Hands,
    acme: Channel,
    line: str,
    cadence: tuple[str, int, int | None, int | None, str],
) -> None:
    opened(ana, acme)
    seen = ana.types(f"/deal rhythm {line}", in_=acme)
    assert "Saved: How often we meet." in seen.text
    assert "Not used" not in seen.text
    assert found_cadence(table) == cadence


def found_cadence(table: Table) -> tuple[str, int, int | None, int | None, str]:
    found = rhythm_of(table).cadence
    assert found is not None
    return (found.unit.value, found.every, found.weekday, found.nth, found.start.isoformat())


@pytest.mark.parametrize(
    ("line", "cadence"),
    [
        ("jeden ersten Dienstag im Monat", ("months", 1, 1, 1, "2026-12-01")),
        ("alle zwei Wochen", ("weeks", 2, None, None, "2026-12-07")),
        ("jeden zweiten Dienstag", ("weeks", 2, 1, None, "2026-11-24")),
        ("jede zweite Woche am Mittwoch", ("weeks", 2, 2, None, "2026-11-25")),
        ("alle 14 Tage freitags", ("weeks", 2, 4, None, "2026-11-27")),
        ("monatlich am 15.", ("months", 1, None, None, "2026-12-15")),
        ("am letzten Freitag im Quartal", ("months", 3, 4, -1, "2026-11-27")),
        ("vierteljährlich ab 1. März", ("months", 3, None, None, "2027-03-01")),
        ("quartalsweise", ("months", 3, None, None, "2027-02-23")),
    ],
)
def test_how_often_is_typed_in_german(
    table: Table,
    slack: FakeSlack,
    line: str,
    cadence: tuple[str, int, int | None, int | None, str],
) -> None:
    dana, general = slack.person("Dana"), slack.channel("general")
    dana.types("/deal eröffnen Palettenregale Verkauf 190k EUR", in_=general)
    seen = dana.types(f"/deal rhythmus {line}", in_=general)
    assert "Gespeichert: Wie oft man sich trifft." in seen.text
    assert "Nicht verwendet" not in seen.text
    assert found_cadence(table) == cadence
    asked = dana.types("/deal rhythmus zweimal die Woche", in_=general).text
    assert "Zum Beispiel: /deal rhythmus jeden zweiten Dienstag" in asked


def test_a_typed_cadence_keeps_the_agenda_and_says_what_it_did_not_use(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, agenda="delivery, figures", country="DE")
    seen = ana.types("/deal rhythm weekly on Monday at 10", in_=acme)
    assert 'Not used: "at 10"' in seen.text
    assert "every week on Monday, from Mon 30 Nov" in seen.text
    rhythm = rhythm_of(table)
    assert (rhythm.agenda, rhythm.country) == ("delivery, figures", "DE")
    assert "Next check-in: Mon 30 Nov" in seen.text


def test_an_offer_carries_the_rhythm(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    set_cadence(ana, acme, "Every quarter (QBR)", weekday="Monday", nth="First")
    services = build_services(table.store, table.slack.clock)
    by = Actor(
        team=table.deal.team,
        person=PersonId(ana.id),
        channel=ChannelId(acme.id),
        today=date(2026, 11, 23),
    )
    put = RecordOffer(
        by=by,
        deal=table.deal.id,
        party=PartyId(US),
        values={"price": Decimal(230_000)},
        typed="230k",
        once="1",
    )
    made = offers.record_offer(put, services=services)
    assert isinstance(made, OfferRecorded)
    assert made.offer.rhythm == "check-in every quarter on the first Monday, from Mon 7 Dec"
    theirs = offers.record_offer(
        replace(put, party=PartyId(THEM), typed="they say 230k", once="2"), services=services
    )
    assert isinstance(theirs, OfferRecorded)
    assert theirs.offer.rhythm == ""
