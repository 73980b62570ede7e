"""The rhythm of a deal, step by step, in the words people type."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

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


def test_a_word_it_does_not_know_is_answered_with_an_example(ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    assert "/deal rhythm page" in ana.types("/deal rhythm sideways", in_=acme).text


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
