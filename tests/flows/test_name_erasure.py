"""Erasing somebody of the other side: their name becomes a role wherever somebody wrote it, and stands nowhere."""

from pathlib import Path

import pytest

from bot.playground.fake_slack import FakeSlack
from bot.playground.hands import Hands
from bot.playground.workspace import Channel
from tests.flows.table import Table, form_of, opened
from tests.flows.test_plans import step

NAMED = "/deal open Jane Doe renewal selling 240k EUR"


def write_about_jane(ana: Hands, acme: Channel) -> None:
    """Her name in every place that people write to: items, reasons, notes, asks, offers, commitments, the close, the
    debrief, a party, a reference, the plan, and in entries of before a change."""
    opened(ana, acme, NAMED)
    ana.types("/concede lunch with Jane Doe cost 12k because jane doe asked", in_=acme)
    ana.types("/concede 5% off cost 2k for Jane Doe", in_=acme)
    ana.types("/ask reference call with JANE DOE by Friday", in_=acme)
    ana.types("/got intro by Doe, Jane worth 5k", in_=acme)
    ana.types("/deal edit #1 because Jane  Doe insisted", in_=acme)
    ana.types("/deal note buyer: Jane Doe went quiet on the date", in_=acme)
    ana.types("/deal commit they send the case study of Jane Doe by 15 Dec", in_=acme)
    ana.types("/offer price 95k, Jane Doe's bonus until Friday", in_=acme)
    ana.types("/deal trade freight", in_=acme)
    ana.types("/coach tradeable add dinner with Jane Doe cost 2k", in_=acme)
    ana.types("/deal close lost too expensive for Jane Doe", in_=acme)


def plan_with_jane(ana: Hands, acme: Channel) -> None:
    form = form_of(step(ana, acme, "People"))
    form.fill("Role", "head of IT, Jane Doe").fill("What part", "Decides").submit()


def files_of(table: Table) -> bytes:
    path = Path(str(table.database.engine.url.database))
    files = (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-journal"))
    return b"".join(file.read_bytes() for file in files if file.exists())


def test_the_name_stands_in_no_table_and_not_in_the_file(
    table: Table, ana: Hands, acme: Channel
) -> None:
    write_about_jane(ana, acme)
    before = table.everything_stored()
    assert before.casefold().count("jane") > 15
    sums = table.sums
    asked = ana.types("/giveget erase Jane Doe", in_=acme)
    assert "Replacing a name cannot be undone. Replace Jane Doe by [contact]" in asked.text
    assert "lunch with Jane Doe → lunch with [contact]" in asked.text
    said = ana.presses("Replace for good", on=asked)
    assert "Where that name stood in deals that you own it says [contact] now." in said.text
    table.tick()
    left = table.everything_stored()
    # What belongs to no deal is for an admin to replace.
    assert [line for line in left.split("(") if "jane" in line.casefold()] == [
        line for line in left.split("(") if "dinner with" in line
    ]
    assert "lunch with [contact]" in ana.types("/deal log", in_=acme).text
    assert table.sums == sums


def test_an_admin_replaces_it_in_the_whole_workspace(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    write_about_jane(ana, acme)
    form_of(ben.types("/giveget settings")).submit()
    slack.leaves(ben, acme)
    asked = ben.types("/giveget erase jane doe")
    assert "wherever it stands in this workspace" in asked.text
    assert "lunch" not in asked.text
    assert "in deals that you take no part in (1)" in asked.text
    ben.presses("Replace for good", on=asked)
    assert "jane" not in table.everything_stored().casefold()
    assert b"jane" not in files_of(table).lower()
    assert "[contact] renewal" in ana.types("/deal find contact", in_=acme).text


def test_an_admin_is_told_the_same_with_a_plan_and_without(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    form_of(ben.types("/giveget settings")).submit()
    before = ben.types("/giveget erase Jane Doe", in_=acme).text
    plan_with_jane(ana, acme)
    ana.types("/concede a violin cost 31k because Jane Doe asked", in_=acme)
    assert "Jane Doe" in table.everything_stored()
    assert ben.types("/giveget erase Jane Doe", in_=acme).text == before
    assert "It stands nowhere that you may see." in before


def test_a_plan_and_drafts_are_gone_through_as_well(
    table: Table, ana: Hands, ben: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    plan_with_jane(ana, acme)
    ana.types("/concede a violin cost 31k because Jane Doe asked", in_=acme)
    form_of(ben.types("/giveget settings")).submit()
    ben.presses("Replace for good", on=ben.types("/giveget erase Jane Doe", in_=acme))
    assert "Jane" not in table.everything_stored()
    assert "because [contact] asked" in ana.types("/deal #1", in_=acme).text
    with table.store.reading() as work:
        plan = work.plans.find(table.deal.team, table.deal.id)
    assert plan is not None
    assert [person.role for person in plan.people] == ["head of IT, [contact]"]


def test_names_inside_other_words_and_of_others_stay(
    table: Table, ana: Hands, acme: Channel
) -> None:
    opened(ana, acme)
    ana.types("/concede trip to Doebeln cost 2k for 24-month term", in_=acme)
    ana.types("/concede dinner with Doe's boss cost 1k for net 60", in_=acme)
    asked = ana.types("/giveget erase Doe", in_=acme)
    assert "Doebeln" not in asked.text
    ana.presses("Replace for good", on=asked)
    log = ana.types("/deal log", in_=acme).text
    assert "Doebeln" in log
    assert "dinner with [contact] boss" in log


def test_several_spellings_at_once(table: Table, ana: Hands, acme: Channel) -> None:
    opened(ana, acme)
    ana.types(
        "/deal note buyer: Jürgen Müller and juergen.mueller@acme.com asked, says Mueller", in_=acme
    )
    asked = ana.types(
        "/giveget erase Jürgen Müller, juergen.mueller@acme.com, Müller",
        in_=acme,
    )
    ana.presses("Replace for good", on=asked)
    assert "ller" not in table.everything_stored().casefold().replace("seller", "")


@pytest.mark.parametrize("typed", ["price", "EUR", "5", "", "ab", "a, b, c, d, e, f"])
def test_what_could_be_an_ordinary_word_is_asked_about(
    table: Table, ana: Hands, acme: Channel, typed: str
) -> None:
    opened(ana, acme)
    said = ana.types(f"/giveget erase {typed}", in_=acme)
    assert "Which name?" in said.text
    assert typed in said.text
    assert "Replace for good" not in said.buttons


def test_who_owns_nothing_and_is_no_admin_is_refused(
    table: Table, slack: FakeSlack, ana: Hands, ben: Hands, acme: Channel
) -> None:
    chris = slack.person("Chris")
    slack.joins(chris, acme)
    opened(ana, acme)
    form_of(ben.types("/giveget settings")).submit()
    said = chris.types("/giveget erase Jane Doe", in_=acme)
    assert "Only who looks after Giveget here can do this" in said.text


def test_a_legal_hold_keeps_names(table: Table, ana: Hands, ben: Hands, acme: Channel) -> None:
    opened(ana, acme)
    form_of(ben.types("/giveget settings data", in_=acme)).fill(
        "Legal hold", ["A legal hold stands"]
    ).submit()
    assert "A legal hold stands" in ana.types("/giveget erase Jane Doe", in_=acme).text


def test_pressed_twice_it_is_done_once(table: Table, ana: Hands, acme: Channel) -> None:
    write_about_jane(ana, acme)
    asked = ana.types("/giveget erase Jane Doe", in_=acme)
    assert "Replaced." in ana.presses("Replace for good", on=asked, times=2).text
    late = ana.presses("Replace for good", on=asked, even_if_gone=True)
    assert "Replaced." not in late.text
    assert "Jane" not in ana.types("/deal log", in_=acme).text


def test_the_same_in_german(table: Table, slack: FakeSlack, ana: Hands, acme: Channel) -> None:
    ana.person.locale = "de-DE"
    slack.changes(ana)
    opened(ana, acme, "/deal eröffnen Acme Verlängerung Verkauf 240k EUR")
    ana.types("/concede Essen mit Jana Muster Kosten 12k für 24 Monate Laufzeit", in_=acme)
    asked = ana.types("/giveget löschen Jana Muster", in_=acme)
    assert "Essen mit Jana Muster → Essen mit [Kontakt]" in asked.text
    said = ana.presses("Endgültig ersetzen", on=asked)
    assert "steht jetzt [Kontakt]" in said.text
    assert "Muster" not in table.everything_stored()
